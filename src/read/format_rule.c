/* A rule to the instants at which it comes. No file of anybody's: the store asks so, because libical is too slow
 * to start for it. A line with the rule, one with five numbers; a line for each instant, or one that begins with
 * '!' and says why there are none. */
#include "read/format.h"
#include "read/rule.h"

#define QUESTION_MAX (16u << 10)

static void load(struct reading *r, struct sbuf *text)
{
	char piece[1024];
	size_t n;

	while (text->len < QUESTION_MAX && (n = reading_next(r, piece, sizeof(piece))))
		sbuf_add(text, piece, n);
}

static bool parse(char *text, struct rule_question *q)
{
	char *numbers = strchr(text, '\n');
	long long start, after, until;
	char kind;

	if (!numbers)
		return false;
	*numbers++ = '\0';
	q->rule = text;
	if (sscanf(numbers, "%c %lld %lld %lld %d %d", &kind, &start, &after, &until, &q->least, &q->most) != 6)
		return false;
	q->days = kind == 'd';
	q->start = start;
	q->after = after;
	q->until = until;
	return true;
}

void read_rule(struct reading *r)
{
	struct sbuf text = SBUF_INIT, out = SBUF_INIT;
	struct rule_question q;
	struct error why = { 0 };

	load(r, &text);
	sbuf_putc(&text, '\0');
	if (!parse(text.data, &q) || rule_answer(&q, &out, &why) < 0) {
		sbuf_reset(&out);
		sbuf_printf(&out, "!%s\n", why.text);
	}
	reading_put(r, sbuf_text(&out), out.len);
	sbuf_free(&text);
	sbuf_free(&out);
}
