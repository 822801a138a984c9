/* What days, amounts and words of a line mean together, and how it is shown. */
#include "model/understand_private.h"

#include "base/intl.h"
#include "base/repeat.h"

static struct said_part *part(struct hearing *h, enum said_field f)
{
	return &h->said->parts[f];
}

static bool kind_is(const struct hearing *h, const char *kind)
{
	const struct said_part *p = &h->said->parts[SAID_KIND];

	return p->there && !strcmp(p->value.s, kind);
}

static bool is_to_do(const struct hearing *h)
{
	return kind_is(h, "task") || kind_is(h, "promise");
}

/* "2026-11-24 10:30" */
static const char *day_text(struct hearing *h, const struct when *w)
{
	char iso[DATE_SIZE];

	date_write_iso(w->date, iso);
	if (!w->has_time)
		return arena_strdup(h->a, iso);
	return arena_printf(h->a, "%s %02d:%02d", iso, w->hour, w->minute);
}

static void show_when(struct sbuf *out, const struct when *w, date_t today)
{
	date_show(out, w->date, today, DATE_WHOLE);
	if (w->has_time)
		sbuf_printf(out, " %02d:%02d", w->hour, w->minute);
}

static void choice_day(struct hearing *h, struct said_part *p, const char *before, const struct when *w)
{
	struct sbuf shown = SBUF_INIT;

	show_when(&shown, w, h->c->values.today);
	hear_choice(h, p, arena_printf(h->a, "%s%s", before, day_text(h, w)), sbuf_text(&shown));
	sbuf_free(&shown);
}

void hear_between(struct hearing *h, struct said_part *p, const struct mention *a, const struct mention *b,
			const char *question)
{
	const char *first = hear_words(h, a->from, a->to), *second = hear_words(h, b->from, b->to);
	const char *between = arena_strndup(h->a, h->line + h->from[a->to], h->from[b->from] - h->from[a->to]);

	p->from = h->from[a->from];
	p->to = h->from[b->to];
	p->nchoices = 0;
	p->asked = true;
	p->question = question;
	hear_choice(h, p, arena_printf(h->a, "%s%s\"%s\"", first, between, second), first);
	hear_choice(h, p, arena_printf(h->a, "\"%s\"%s%s", first, between, second), second);
}

static int64_t stamp_of(const struct when *w)
{
	struct civil c;

	date_split(w->date, &c);
	c.hour = w->hour;
	c.minute = w->minute;
	return stamp_from_local(&c);
}

bool hear_to_come(const struct hearing *h, const struct when *w)
{
	date_t today = h->c->values.today;

	return w->date > today || (w->date == today && w->has_time && stamp_of(w) > h->c->values.now);
}

/* Whether a day to come that nothing announces is the day of what the line is about. */
static bool is_planned(const struct hearing *h, const struct mention *m)
{
	const struct said_part *p = h->said->parts;

	return p[SAID_KIND].there && m->clause == h->kind_clause && !h->past && !kind_is(h, "note") &&
	       !p[SAID_AMOUNT].there && !h->stage.to && !p[SAID_OUTCOME].there;
}

/* Whether anything was said that is neither the deal's nor the next step's. */
static bool has_words(const struct hearing *h)
{
	for (size_t i = 0; i < h->len; i++)
		if (h->mark[i] == MARK_WORD && ((h->text[i] & 0x80) || (h->text[i] >= '0' && h->text[i] <= '9') ||
						(h->text[i] >= 'a' && h->text[i] <= 'z')))
			return true;
	return false;
}

/* "met on 12 nov", "fair 12.11.": a day that was, though it comes again. */
static bool is_rather_past(const struct hearing *h, const struct mention *m)
{
	date_t today = h->c->values.today;

	return m->earlier && m->part == SAID_FIELDS && !m->by &&
	       ((h->past && m->clause == h->kind_clause) ||
		(!m->weekday && today - m->earlier < m->when[0].date - today));
}

static enum said_field part_of(struct hearing *h, const struct mention *m)
{
	const struct said_part *p = h->said->parts;

	if (m->by && (p[SAID_AMOUNT].there || p[SAID_DEAL].there || h->stage.to))
		return SAID_CLOSE;
	if (m->by)
		return is_to_do(h) ? SAID_WHEN : SAID_FIELDS;
	if (m->next_word && is_planned(h, m) && !has_words(h))
		return SAID_WHEN; /* "call next week" is to be done then */
	if (m->part != SAID_FIELDS)
		return m->part;
	if (kind_is(h, "note") && hear_to_come(h, &m->when[0]))
		return SAID_FIELDS;
	if (is_rather_past(h, m) && !m->weekday)
		return SAID_WHEN;
	return hear_to_come(h, &m->when[0]) && !is_planned(h, m) ? SAID_NEXT : SAID_WHEN;
}

/* "called Wang fri": last Friday, or Friday to come? */
static void ask_past(struct hearing *h, struct said_part *p, const struct mention *m)
{
	struct when past = m->when[0];

	past.date = m->earlier;
	p->asked = true;
	p->question = N_("Was it then, or is that the next step?");
	choice_day(h, p, "", &past);
	choice_day(h, p, "next ", &m->when[0]);
	if (p == part(h, SAID_WHEN))
		p->when = past;
}

static void place_day(struct hearing *h, enum said_field f, const struct mention *m, const struct mention *before)
{
	struct said_part *p = part(h, f);

	if (before) {
		hear_between(h, p, before, m, N_("Which day is meant?"));
		return;
	}
	p = hear_part(h, f, m->from, m->to);
	p->when = m->when[0];
	p->asked = m->n > 1;
	p->question = N_("Which day is meant?");
	for (int i = 0; m->n > 1 && i < m->n; i++)
		choice_day(h, p, m->next_word && f == SAID_NEXT ? "next " : "", &m->when[i]);
	if ((f == SAID_NEXT || f == SAID_WHEN) && is_rather_past(h, m))
		ask_past(h, p, m);
	if (m->rule && (f == SAID_WHEN || f == SAID_NEXT))
		hear_part(h, f == SAID_WHEN ? SAID_REPEATS : SAID_NEXT_REPEATS, m->from, m->to)->value = value_text(m->rule);
	hear_mark(h, m->word_from, m->end, f == SAID_CLOSE ? MARK_PART : MARK_GONE);
}

void settle_days(struct hearing *h)
{
	const struct mention *seen[SAID_FIELDS] = { NULL };

	for (size_t i = 0; i < h->ndays; i++) {
		const struct mention *m = &h->days[i];
		enum said_field f = part_of(h, m);

		if (f == SAID_FIELDS) {
			hear_mark(h, m->word_from, m->end, MARK_WORD);
			continue;
		}
		place_day(h, f, m, seen[f]);
		seen[f] = m;
	}
}

static bool is_one_of(const char *kind, const char *const *kinds)
{
	while (*kinds && strcmp(kind, *kinds))
		kinds++;
	return *kinds;
}

/* A part that no word stands for: what is meant when nothing is said. */
static void imply(struct hearing *h, enum said_field f, const char *value)
{
	struct said_part *p = part(h, f);

	if (p->there)
		return;
	p->there = true;
	p->value = value_text(value);
	p->from = p->to = part(h, SAID_KIND)->to;
}

void settle_kind(struct hearing *h)
{
	static const char *const outward[] = { "call", "visit", "mail", "letter", NULL };
	static const char *const again[] = { "call", "visit", "meeting", "mail", NULL };
	struct said *s = h->said;
	const struct said_part *when = part(h, SAID_WHEN);

	s->logs = s->parts[SAID_KIND].there || s->parts[SAID_OUTCOME].there || s->parts[SAID_DURATION].there ||
		  when->there || has_words(h);
	if (s->logs) {
		imply(h, SAID_KIND, "call");
		s->planned = when->there ? hear_to_come(h, &when->when) ||
					       s->parts[SAID_REPEATS].there ||
					       (is_to_do(h) && when->when.date >= h->c->values.today)
					 : is_to_do(h);
		if (is_one_of(s->parts[SAID_KIND].value.s, outward))
			imply(h, SAID_DIRECTION, "out");
	}
	if (s->parts[SAID_NEXT].there)
		imply(h, SAID_NEXT_KIND,
		      s->logs && is_one_of(s->parts[SAID_KIND].value.s, again) ? s->parts[SAID_KIND].value.s : "task");
}

/* Words behind a stage are known as such only when it is: they are noted, or logged with the rest. */
void settle_rest(struct hearing *h)
{
	if (h->said->logs || !has_words(h))
		return;
	imply(h, SAID_KIND, "note");
	settle_kind(h);
	if (!h->nwho)
		settle_who(h);
}

static bool is_mark(const struct hearing *h, size_t at)
{
	const char *p = h->text + at;
	bool digits = at && p[-1] >= '0' && p[-1] <= '9' && p[1] >= '0' && p[1] <= '9';

	return ((*p == ',' || *p == ';') && !digits) || (*p == ':' && p[1] == ' ') || !strncmp(p, "。", strlen("。")) ||
	       !strncmp(p, "、", strlen("、"));
}

/* Puts the words together that were kept for one part; what stood between them is closed up. */
static void gather(struct hearing *h, unsigned which, struct sbuf *out)
{
	size_t sep_from = 0, sep_to = 0, at, next;
	bool gap = false;

	for (at = 0; at < h->len; at = next) {
		for (next = at + 1; next < h->len && (h->text[next] & 0xC0) == 0x80; next++)
			;
		if ((h->mark[at] & MARK_KINDS) == MARK_GONE || (h->mark[at] & MARK_NEXT) != which ||
		    h->text[at] == ' ') {
			gap = true;
		} else if (is_mark(h, at)) {
			sep_from = h->from[at];
			sep_to = h->from[next];
		} else {
			bool chinese = out->len && (out->data[out->len - 1] & 0x80) && (h->text[at] & 0x80);

			if (out->len && sep_to)
				sbuf_add(out, h->line + sep_from, sep_to - sep_from);
			if (out->len && (gap || sep_to) && !chinese)
				sbuf_putc(out, ' ');
			sbuf_add(out, h->line + h->from[at], h->from[next] - h->from[at]);
			gap = false;
			sep_to = 0;
		}
	}
}

static void settle_about(struct hearing *h, enum said_field f, unsigned which)
{
	struct sbuf words = SBUF_INIT;
	struct said_part *p = part(h, f);

	gather(h, which, &words);
	if (words.len) {
		p->there = true;
		p->value = value_text(arena_strdup(h->a, sbuf_text(&words)));
		p->from = p->to = strlen(h->line);
	}
	sbuf_free(&words);
}

void settle_words(struct hearing *h)
{
	if (h->said->logs)
		settle_about(h, SAID_ABOUT, 0);
	if (h->said->parts[SAID_NEXT].there)
		settle_about(h, SAID_NEXT_ABOUT, MARK_NEXT);
}

/* "old → new", where there is an old one that differs. */
static void show_change(struct sbuf *out, const struct said *s, const struct field *f, struct value before,
			struct value after, const struct value_context *c)
{
	if (before.kind != VALUE_NULL && !s->new_deal && before.i != after.i) {
		value_show(out, f, before, c);
		sbuf_puts(out, " → ");
	}
	value_show(out, f, after, c);
}

static void show_record(struct sbuf *out, const struct said *s, enum said_field f)
{
	const struct said_record *r = &s->parts[f].record;

	if (f == SAID_STAGE && s->parts[f].value.kind == VALUE_TEXT && !s->new_deal)
		sbuf_printf(out, "%s → ", s->parts[f].value.s);
	if (f == SAID_DEAL && s->new_deal)
		sbuf_puts(out, _("new"));
	else if (r->title)
		sbuf_puts(out, r->title);
	if (f == SAID_WHO && r->beside)
		sbuf_printf(out, " · %s", r->beside);
}

void said_show(struct sbuf *out, const struct said *s, enum said_field f, const struct value_context *c)
{
	const struct said_part *p = &s->parts[f];
	const struct said_record *deal = &s->parts[SAID_DEAL].record;
	const struct field *fields = entity_at(ENTITY_DEAL)->fields;
	static const struct field minutes = { .type = FIELD_DURATION };
	const struct field choice = { .type = FIELD_CHOICE,
				      .choices = f == SAID_OUTCOME   ? activity_outcome :
						 f == SAID_DIRECTION ? activity_direction :
						 f == SAID_REASON    ? loss_reason :
								       activity_kind };

	if (!p->there)
		return;
	if (f == SAID_WHO || f == SAID_DEAL || f == SAID_STAGE)
		show_record(out, s, f);
	else if (f == SAID_WHEN || (f == SAID_NEXT && p->to > p->from))
		show_when(out, &p->when, c->today);
	else if (f == SAID_NEXT)
		return;
	else if (f == SAID_AMOUNT)
		show_change(out, s, &fields[DEAL_AMOUNT], deal->amount, p->value, c);
	else if (f == SAID_CLOSE)
		show_when(out, &p->when, c->today);
	else if (f == SAID_DURATION || f == SAID_NEXT_LASTS)
		value_show(out, &minutes, p->value, c);
	else if (f == SAID_REPEATS || f == SAID_NEXT_REPEATS)
		repeat_show(out, p->value.s);
	else if (f == SAID_ABOUT || f == SAID_NEXT_ABOUT)
		sbuf_puts(out, p->value.s);
	else
		value_show(out, &choice, p->value, c);
}
