/* How something comes again: "every mon 10", "jeden Montag um 9", 每周二10点. The rule is read by the reader of its
 * field; the line tells the day that it begins on. */
#include "model/understand_private.h"

#include "base/repeat.h"

#define RULE_MOST 60 /* bytes */
#define YEARS	  (4 * 366) /* days: a rule that falls on none of them does not begin */

/* "weekly" is mostly a report's; these words say nothing else. */
static bool says_each(const char *p)
{
	static const char *const words[] = { "every ", "each ", "jeden ", "jede ", "jedes ", "cada ", "todos los ", "每" };

	for (size_t i = 0; i < LENGTH(words); i++)
		if (!strncmp(p, words[i], strlen(words[i])))
			return true;
	return false;
}

/* Where a phrase may end: behind a word, or between Chinese characters. */
static bool ends_at(const struct hearing *h, size_t to)
{
	const char *p = h->text + to;

	return (*p & 0xC0) != 0x80 && p[-1] != ' ' && !(is_alnum(p[-1]) && is_alnum(*p));
}

/* The longest rule that what stands at `at` makes behind `before`; its bytes, 0 when it makes none. */
static size_t read_rule(const struct hearing *h, const char *before, size_t at, struct sbuf *rule)
{
	struct error e = { 0 };

	for (size_t to = h->end < at + RULE_MOST ? h->end : at + RULE_MOST; to > at; to--) {
		const char *typed = arena_printf(h->a, "%s%.*s", before, (int)(to - at), h->text + at);

		sbuf_reset(rule);
		if (ends_at(h, to) && !repeat_read(rule, typed, h->c->values.today, &e))
			return to - at;
	}
	return 0;
}

static bool falls_on(const struct repeat *r, date_t day)
{
	struct civil c;
	int last;

	date_split(day, &c);
	last = c.day + (int)(date_month_start(date_month_start(day) + 31) - day) - 1;
	if (r->weekdays && !(r->weekdays & 1u << date_weekday(day)))
		return false;
	if (r->nth > 0 ? (c.day - 1) / 7 + 1 != r->nth : r->nth < 0 && c.day + 7 <= last)
		return false;
	if (r->monthdays && !(r->monthdays & 1u << c.day) && !(r->monthdays & REPEAT_LAST && c.day == last))
		return false;
	return !r->month || r->month == c.month;
}

/* The hour behind the rule, as it would stand behind a day. Its bytes. */
static size_t read_hour(struct hearing *h, size_t at, struct mention *m)
{
	char day[DATE_SIZE];
	size_t len;

	date_write_iso(h->c->values.today, day);
	len = date_begins(arena_printf(h->a, "%s %s", day, h->text + at), h->c->values.today, m->when, &m->n);
	return m->when[0].has_time && len > strlen(day) ? len - strlen(day) - 1 : 0;
}

static bool begins(const struct hearing *h, struct mention *m)
{
	date_t today = h->c->values.today;
	struct repeat r;
	bool found = false;

	if (repeat_parse(&r, m->rule, NULL) == 0)
		for (date_t day = today; day < today + YEARS && !found; day++) {
			m->when[0].date = day;
			found = falls_on(&r, day) && (day > today || !m->when[0].has_time || hear_to_come(h, &m->when[0]));
		}
	repeat_free(&r);
	return found;
}

size_t hear_repeat_end(struct hearing *h, struct mention *m)
{
	struct sbuf rule = SBUF_INIT;
	size_t len = read_rule(h, "", m->from, &rule), more;

	more = read_rule(h, arena_strndup(h->a, h->text + m->from, len), m->to, &rule);
	if (more)
		m->rule = arena_strdup(h->a, sbuf_text(&rule));
	sbuf_free(&rule);
	return m->to + more;
}

size_t hear_repeat(struct hearing *h, size_t at, struct mention *m)
{
	struct sbuf rule = SBUF_INIT;
	size_t len = 0;
	int minutes;

	if (says_each(h->text + at) && !h->plain && (!h->past || h->follows) && !h->negated)
		len = read_rule(h, "", at, &rule);
	if (len) {
		m->rule = arena_strdup(h->a, sbuf_text(&rule));
		m->to = at + len;
		m->to += read_hour(h, m->to, m);
		len = m->when[0].has_time ? hear_repeat_end(h, m) - at : len;
		if (m->when[0].has_time && at + len == m->to) /* "2-4pm" is to come at 10, though 2 is past */
			date_lasts(h->text + m->to, &m->when[0], h->text[m->to - 1] == 'm', &minutes);
		m->n = 1;
	}
	sbuf_free(&rule);
	if (m->rule && !begins(h, m))
		m->rule = NULL;
	return m->rule ? len : 0;
}
