/* Whatever is typed as a line that tells what happened: each part stands in it, whole characters of it, is told
 * in text, and what is asked can be answered, so that in the end nothing is. */
#include "base/utf8.h"
#include "model/understand.h"

#include "fuzz.h"

#define ROUNDS 64 /* more questions than this is no answer */

/* A book that knows a few of everything, by what their names begin with. */
static size_t find(void *data, const struct said_query *q, struct said_record *out, size_t most)
{
	static const char *const outcomes[] = { "open", "won", "lost" };
	size_t n = q->words && *q->words ? (unsigned char)*q->words % 4 : 1;
	bool stages = q->what == SAID_FIND_STAGES, deals = q->what == SAID_FIND_DEALS;

	(void)data;
	n = stages ? 3 : n < most ? n : most;
	for (size_t i = 0; i < n && i < most; i++)
		out[i] = (struct said_record){
			.entity = q->entity ? q->entity :
				  entity_at(stages ? ENTITY_STAGE :
					    deals  ? ENTITY_DEAL :
					    i % 2  ? ENTITY_CUSTOMER :
						     ENTITY_CONTACT),
			.id = (int64_t)i + 1,
			.title = stages ? outcomes[i] : "Wang Xiaoming",
			.customer = 1,
			.stage = deals ? 1 : 0,
			.amount = VALUE_NONE,
			.close = VALUE_NONE,
			.outcome = stages ? outcomes[i] : NULL,
		};
	return n < most ? n : most;
}

static bool is_start(const char *line, size_t at)
{
	return ((unsigned char)line[at] & 0xC0) != 0x80;
}

static void check_part(const char *line, const struct said *s, enum said_field f, const struct value_context *c)
{
	const struct said_part *p = &s->parts[f];
	struct sbuf shown = SBUF_INIT;

	if (p->from > p->to || p->to > strlen(line) || !is_start(line, p->from) || !is_start(line, p->to))
		BUG("%s: %s from %zu to %zu", line, said_names[f].name, p->from, p->to);
	if (p->asked && !p->question)
		BUG("%s: %s is asked without a question", line, said_names[f].name);
	said_show(&shown, s, f, c);
	if (!utf8_valid(sbuf_text(&shown), shown.len, NULL))
		BUG("%s: %s is shown as no text", line, said_names[f].name);
	sbuf_free(&shown);
}

static void read_line(const char *line, const struct said_context *c, struct arena *a, struct said *out)
{
	said_read(line, c, a, out);
	for (int f = 0; f < SAID_FIELDS; f++)
		if (out->parts[f].there)
			check_part(line, out, (enum said_field)f, &c->values);
	if (out->asked >= SAID_FIELDS || (out->asked >= 0 && !out->parts[out->asked].asked))
		BUG("%s: part %d is asked", line, out->asked);
}

/* Each time the choice that the line itself picks; a part without choices is left. */
static void answer_all(const char *line, const struct said_context *c, struct arena *a)
{
	size_t begun = strlen(line);
	struct said said;

	for (int round = 0;; round++) {
		const struct said_part *p;

		read_line(line, c, a, &said);
		p = said.asked >= 0 ? &said.parts[said.asked] : NULL;
		if (!p || !p->nchoices)
			return;
		if (round == ROUNDS)
			BUG("%s: %s is asked again and again", line, said_names[said.asked].name);
		line = said_choose(line, p, (begun + (size_t)round) % p->nchoices, a);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct said_context c = {
		.values = { .today = 20779, .now = 20779 * 86400 + 36000, .currency = "EUR", .me = 7 },
		.find = find,
	};
	char *line = xstrndup((const char *)data, size);
	struct arena a = { 0 };

	if (utf8_valid(line, strlen(line), NULL)) {
		said_begins(line);
		answer_all(line, &c, &a);
	}
	arena_free(&a);
	free(line);
	return 0;
}
