/* Hearing: the line is folded, parted into clauses, and read from left to right; each word, day, amount
 * or name is marked and kept. What it all means is settled afterwards. */
#include "model/understand_private.h"

#include "base/intl.h"
#include "base/text.h"
#include "base/utf8.h"

const struct said_name said_names[SAID_FIELDS] = {
	[SAID_KIND] = { "kind", N_("Kind") },
	[SAID_WHEN] = { "when", N_("When") },
	[SAID_REPEATS] = { "repeats", N_("Repeats") },
	[SAID_DIRECTION] = { "direction", N_("Direction") },
	[SAID_WHO] = { "who", N_("With") },
	[SAID_DURATION] = { "duration", N_("Duration") },
	[SAID_OUTCOME] = { "outcome", N_("Outcome") },
	[SAID_DEAL] = { "deal", N_("Deal") },
	[SAID_AMOUNT] = { "amount", N_("Amount") },
	[SAID_CLOSE] = { "close", N_("Close") },
	[SAID_STAGE] = { "stage", N_("Stage") },
	[SAID_REASON] = { "reason", N_("Loss reason") },
	[SAID_NEXT_KIND] = { "next_kind", N_("Next") },
	[SAID_NEXT] = { "next", N_("Next on") },
	[SAID_NEXT_REPEATS] = { "next_repeats", N_("Repeats") },
	[SAID_NEXT_LASTS] = { "next_duration", N_("Duration") },
	[SAID_NEXT_ABOUT] = { "next_about", N_("Follow-up") },
	[SAID_ABOUT] = { "about", N_("About") },
};


void hear_mark(struct hearing *h, size_t from, size_t to, enum mark mark)
{
	for (size_t i = from; i < to; i++)
		h->mark[i] = (unsigned char)(mark | (h->mark[i] & MARK_NEXT));
}

struct said_part *hear_part(struct hearing *h, enum said_field f, size_t from, size_t to)
{
	struct said_part *p = &h->said->parts[f];

	p->there = true;
	p->from = h->from[from];
	p->to = h->from[to];
	while (p->to > p->from && h->line[p->to - 1] == ' ')
		p->to--;
	return p;
}

const char *hear_words(const struct hearing *h, size_t from, size_t to)
{
	while (from < to && h->text[from] == ' ')
		from++;
	while (to > from && h->text[to - 1] == ' ')
		to--;
	return arena_strndup(h->a, h->line + h->from[from], h->from[to] - h->from[from]);
}

void hear_choice(struct hearing *h, struct said_part *p, const char *text, const char *shown)
{
	struct said_choice *all = arena_alloc(h->a, (p->nchoices + 1) * sizeof(*all));

	if (p->nchoices)
		memcpy(all, p->choices, p->nchoices * sizeof(*all));
	all[p->nchoices++] = (struct said_choice){ arena_strdup(h->a, text), arena_strdup(h->a, shown) };
	p->choices = all;
}

const char *hear_apart(const struct hearing *h, size_t at)
{
	return h->stage.to && at >= h->stage.to ? "," : "";
}

void hear_choice_words(struct hearing *h, struct said_part *p)
{
	hear_choice(h, p,
		    arena_printf(h->a, "\"%.*s\"", (int)(p->to - p->from), h->line + p->from),
		    _("only words"));
}

/* Whether a word may begin here; between Chinese characters that is everywhere. */
bool hear_border(const struct hearing *h, size_t at)
{
	return at == 0 || !is_alnum(h->text[at]) || !is_alnum(h->text[at - 1]);
}

bool hear_ends(const struct hearing *h, size_t from, size_t to)
{
	return to == h->end || !is_alnum(h->text[to]) || !is_alnum(h->text[to - 1]) || to == from;
}

/* Bytes of the character at `at`. */
static size_t char_len(const struct hearing *h, size_t at)
{
	uint32_t cp;

	return utf8_decode(h->text + at, h->len - at, &cp);
}

/* A plain word: Latin letters up to the next blank or mark, or one character of another script. */
static size_t word_len(const struct hearing *h, size_t at)
{
	size_t n = 0;

	while (is_alnum(h->text[at + n]) || (n && (h->text[at + n] == '\'' || h->text[at + n] == '-')))
		n++;
	return n ? n : char_len(h, at);
}

static size_t hear_quoted(struct hearing *h, size_t at)
{
	const char *end;
	size_t n;

	if (h->text[at] != '"' || !(end = strchr(h->text + at + 1, '"')))
		return 0;
	n = (size_t)(end - (h->text + at)) + 1;
	hear_mark(h, at, at + 1, MARK_GONE);
	hear_mark(h, at + n - 1, at + n, MARK_GONE);
	h->plain++;
	return n;
}

/* A kind begins the line, or, in a later clause with a day, what is next. */
static size_t hear_kind(struct hearing *h, size_t at, const struct said_word *w, size_t len)
{
	struct said_part *kind = &h->said->parts[SAID_KIND];

	if (!kind->there && !h->follows && (!h->plain || w->say == SAY_VERB)) {
		kind = hear_part(h, SAID_KIND, at, at + len);
		kind->value = value_text(w->value);
		if ((w->flags & SAY_IN) || ((w->flags & SAY_THEY) && h->who_to && h->who_to + 1 == at))
			hear_part(h, SAID_DIRECTION, at, at + len)->value = value_text("in");
		h->past = w->flags & SAY_PAST;
		h->kind_clause = h->clause;
	} else if (h->follows && (!h->follow_kind || (!strcmp(h->follow_kind, "task") && !h->plain))) {
		h->follow_kind = w->value;
	} else if (!h->follows && kind->there && h->clause > h->kind_clause && !h->plain) {
		h->follows = true;
		h->follow_from = at;
		h->follow_kind = w->value;
	} else {
		return 0;
	}
	hear_mark(h, at, at + len, MARK_GONE);
	h->name_next = true;
	h->with_from = at + len;
	h->everywhere = false;
	return len;
}

/* The beginning of what is next; alone it says so only where a clause begins or a day follows. */
static size_t hear_next(struct hearing *h, size_t at, const struct said_word *w, size_t len)
{
	size_t to = at + len, n;
	struct when when[2];
	int readings;
	bool kind, day;

	while (h->text[to] == ' ')
		to++;
	kind = said_word_at(h->text + to, WORDS(SAY_KIND), &n) != NULL;
	day = date_begins(h->text + to, h->c->values.today, when, &readings) > 0;
	if (h->follows || (!kind && !day && h->plain))
		return 0;
	h->follows = true;
	h->follow_from = at;
	h->follow_strong = kind || w->value;
	h->follow_kind = w->value;
	hear_mark(h, at, at + len, MARK_GONE);
	h->name_next = w->value;
	h->with_from = at + len;
	return len;
}

static size_t hear_outcome(struct hearing *h, size_t at, const struct said_word *w, size_t len)
{
	bool whole = at == h->start && at + len == h->end;

	if (h->said->parts[SAID_OUTCOME].there || h->follows || h->negated)
		return 0;
	hear_part(h, SAID_OUTCOME, at, at + len)->value = value_text(w->value);
	hear_mark(h, at, at + len, whole ? MARK_GONE : MARK_PART);
	return len;
}

/* Words that only tell how to take what follows stay words. */
static size_t hear_sign(struct hearing *h, size_t at, const struct said_word *w, size_t len)
{
	bool after_with = w->say == SAY_TITLE && h->pending == SAY_WITH;

	h->pending = w->say;
	h->pending_from = at;
	h->negated |= w->say == SAY_NOT;
	h->billed |= w->say == SAY_BILL;
	if (w->flags & SAY_BARE)
		hear_mark(h, at, at + len, MARK_PART);
	if (w->say == SAY_WITH || w->say == SAY_TITLE || w->say == SAY_FOR) {
		h->name_next = true;
		h->everywhere = w->say == SAY_TITLE;
		h->with_from = after_with ? h->with_from : at;
	} else {
		h->name_next = false;
		h->plain++;
	}
	return len;
}

static size_t hear_word(struct hearing *h, size_t at)
{
	static const unsigned told = WORDS(SAY_KIND) | WORDS(SAY_VERB) | WORDS(SAY_OUTCOME) | WORDS(SAY_NEXT);
	size_t len, used = 0;
	const struct said_word *w = said_word_at(h->text + at, told, &len);

	if (w && w->say == SAY_OUTCOME && !strcmp(w->value, "call_back")) {
		const struct said_word *next = said_word_at(h->text + at, WORDS(SAY_NEXT), &len);

		if (next && (used = hear_next(h, at, next, len)))
			return used;
	}
	if (w && (w->say == SAY_KIND || w->say == SAY_VERB))
		used = hear_kind(h, at, w, len);
	else if (w && w->say == SAY_NEXT)
		used = hear_next(h, at, w, len);
	else if (w)
		used = hear_outcome(h, at, w, len);
	if (used)
		return used;
	w = said_word_at(h->text + at,
			 WORDS(SAY_CLOSE) | WORDS(SAY_BY) | WORDS(SAY_WANTS) | WORDS(SAY_FOR) | WORDS(SAY_WITH) |
			     WORDS(SAY_TITLE) | WORDS(SAY_NOT) | WORDS(SAY_BILL),
			 &len);
	return w ? hear_sign(h, at, w, len) : 0;
}

/* Bytes of what stands at `at`; it is marked. */
static size_t hear_token(struct hearing *h, size_t at)
{
	static size_t (*const hearers[])(struct hearing *, size_t) = {
		hear_quoted, hear_named, hear_stage, hear_step, hear_name, hear_amount, hear_duration,
	};
	enum say pending = h->pending;
	const struct said_word *filler;
	size_t n = 0, len;

	for (size_t i = 0; i < LENGTH(hearers) && !n; i++)
		n = hearers[i](h, at);
	/* "next tue" is a day, "next call" is not; "by fri" is one that something is done by. */
	if (!n && !said_word_at(h->text + at, WORDS(SAY_BY) | WORDS(SAY_CLOSE), &len))
		n = hear_day(h, at);
	if (!n && (n = hear_word(h, at)))
		return n;
	if (!n)
		n = hear_rank(h, at);
	if (n) {
		h->pending = SAY_FILLER;
		return n;
	}
	filler = said_word_at(h->text + at, WORDS(SAY_FILLER), &len);
	h->pending = pending == SAY_WANTS && filler ? pending : SAY_FILLER;
	h->name_next = false;
	h->plain += !filler;
	return filler ? len : word_len(h, at);
}

static void ask_next(struct hearing *h)
{
	struct said_part *p = hear_part(h, SAID_NEXT, h->end, h->end);
	const char *comma = hear_apart(h, h->end);

	p->asked = true;
	p->question = N_("On which day is the next step?");
	hear_choice(h, p, arena_printf(h->a, "%s tomorrow", comma), _("tomorrow"));
	hear_choice(h, p, arena_printf(h->a, "%s in 1 week", comma), _("in a week"));
	hear_choice(h, p, arena_printf(h->a, "%s in 1 month", comma), _("in a month"));
}

/* A clause that was taken for the next step and names no day is only words, unless it says so itself. */
static void end_follow(struct hearing *h)
{
	bool day = false;

	for (size_t i = 0; i < h->ndays; i++)
		day |= h->days[i].clause == h->clause && h->days[i].part == SAID_NEXT;
	if (!h->follows)
		return;
	if (!day && !h->follow_strong) {
		hear_mark(h, h->follow_from, h->end, MARK_WORD);
		h->follow_kind = NULL;
		return;
	}
	for (size_t i = h->follow_from; i < h->end; i++)
		h->mark[i] |= MARK_NEXT;
	if (!day && !h->said->parts[SAID_NEXT].there)
		ask_next(h);
}

static void take_follow_kind(struct hearing *h)
{
	if (h->follow_kind && !h->said->parts[SAID_NEXT_KIND].there)
		hear_part(h, SAID_NEXT_KIND, h->follows ? h->follow_from : h->start, h->end)->value =
			value_text(h->follow_kind);
}

/* What an invoice is over, or was paid, is not what the deal is worth: it stays words. */
static void leave_amounts(struct hearing *h)
{
	size_t kept = 0;

	for (size_t i = 0; i < h->namounts; i++) {
		const struct mention *m = &h->amounts[i];

		if (m->clause == h->clause && !m->minutes)
			hear_mark(h, m->from, m->to, MARK_WORD);
		else
			h->amounts[kept++] = *m;
	}
	h->namounts = kept;
}

static void hear_clause(struct hearing *h)
{
	char kept = h->text[h->end];

	h->text[h->end] = '\0';
	h->follows = h->follow_strong = h->negated = h->billed = false;
	h->follow_kind = NULL;
	h->plain = 0;
	h->pending = SAY_FILLER;
	h->name_next = h->clause == 0;
	h->with_from = h->start;
	h->everywhere = false;
	for (size_t at = hear_reason(h) ? h->end : h->start; at < h->end;) {
		if (strchr(" :", h->text[at]) || !hear_border(h, at))
			at++;
		else
			at += hear_token(h, at);
	}
	if (h->billed)
		leave_amounts(h);
	end_follow(h);
	take_follow_kind(h);
	h->text[h->end] = kept;
}

/* "1,200" and "Mar 3, 2027" are not two clauses. */
static bool parts_clauses(const struct hearing *h, size_t at, size_t *len)
{
	static const char *const marks[] = { ",", ";", "。", "、", "\n" };
	const char *p = h->text + at;

	for (size_t i = 0; i < LENGTH(marks); i++) {
		*len = strlen(marks[i]);
		if (strncmp(p, marks[i], *len))
			continue;
		if (*p != ',' || !at || p[-1] < '0' || p[-1] > '9')
			return true;
		return !(p[1] >= '0' && p[1] <= '9') &&
		       !(p[1] == ' ' && p[2] == '2' && p[3] == '0' && strspn(p + 2, "0123456789") == 4);
	}
	return false;
}

static void hear_all(struct hearing *h)
{
	bool quoted = false;

	h->start = 0;
	for (size_t at = 0, len = 1; at <= h->len; at += len) {
		len = 1;
		if (at < h->len && h->text[at] == '"')
			quoted = !quoted && strchr(h->text + at + 1, '"');
		if (at < h->len && (quoted || !parts_clauses(h, at, &len))) {
			len = 1;
			continue;
		}
		while (h->start < at && h->text[h->start] == ' ')
			h->start++;
		h->end = at;
		while (h->end > h->start && h->text[h->end - 1] == ' ')
			h->end--;
		if (h->end > h->start) {
			hear_clause(h);
			h->clause++;
		}
		h->start = at + len;
	}
}

/* Folds character by character, so that each byte knows where it comes from. */
static void fold_line(struct hearing *h, struct sbuf *folded)
{
	size_t len = strlen(h->line), room = 0, n;

	h->from = NULL;
	for (size_t at = 0; at < len; at += n) {
		size_t was = folded->len;
		uint32_t cp;

		n = utf8_decode(h->line + at, len - at, &cp);
		if (cp == ' ' || cp == '\t' || cp == '\n' || cp == 0x3000)
			sbuf_putc(folded, ' ');
		else if (cp == 0x201C || cp == 0x201D)
			sbuf_putc(folded, '"');
		else if (cp != UTF8_BAD)
			text_fold(folded, h->line + at, n);
		while (room <= folded->len)
			h->from = xrealloc(h->from, (room = 2 * room + 64) * sizeof(*h->from));
		for (size_t i = was; i < folded->len; i++)
			h->from[i] = at;
	}
	if (!h->from)
		h->from = xcalloc(1, sizeof(*h->from));
	h->from[folded->len] = len;
}

void said_read(const char *line, const struct said_context *c, struct arena *a, struct said *out)
{
	struct hearing h = { .c = c, .a = a, .said = out, .line = arena_strdup(a, line) };
	struct sbuf folded = SBUF_INIT;

	*out = (struct said){ .asked = -1 };
	fold_line(&h, &folded);
	h.len = folded.len;
	h.text = xstrdup(sbuf_text(&folded));
	sbuf_free(&folded);
	h.mark = xcalloc(h.len + 1, 1);
	hear_all(&h);
	settle_amounts(&h);
	settle_days(&h);
	settle_kind(&h);
	settle_who(&h);
	settle_deal(&h);
	settle_stage(&h);
	settle_rest(&h);
	settle_words(&h);
	for (int i = SAID_FIELDS - 1; i >= 0; i--)
		if (out->parts[i].asked)
			out->asked = i;
	free(h.text);
	free(h.mark);
	free(h.from);
}

bool said_begins(const char *line)
{
	struct sbuf folded = SBUF_INIT;
	const struct said_word *w;
	size_t n, skip = strspn(line, " ");
	bool yes;

	text_fold(&folded, line + skip, strlen(line + skip));
	w = said_word_at(sbuf_text(&folded), WORDS(SAY_KIND) | WORDS(SAY_VERB), &n);
	yes = w && ((*w->text & 0x80) || sbuf_text(&folded)[n] == ' ' ||
		    (!sbuf_text(&folded)[n] && line[strlen(line) - 1] == ' '));
	sbuf_free(&folded);
	return yes;
}

const char *said_choose(const char *line, const struct said_part *p, size_t choice, struct arena *a)
{
	return arena_printf(a, "%.*s%s%s", (int)p->from, line, p->choices[choice].text, line + p->to);
}
