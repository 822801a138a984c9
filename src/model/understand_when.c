/* Days and lengths of time, as they are heard. */
#include "model/understand_private.h"

#include "base/date_words.h"

/* A unit that only lengths of time have: 分 is a mark as well. */
static bool ends_in_unit(const struct hearing *h, size_t to)
{
	static const char *const units[] = { "小时", "钟头", "分钟", "hour", "hours", "minutes", "stunde", "stunden",
					     "minuten", "hora", "horas", "minutos" };

	for (size_t i = 0; i < LENGTH(units); i++)
		if (to >= strlen(units[i]) && !memcmp(h->text + to - strlen(units[i]), units[i], strlen(units[i])))
			return true;
	return false;
}

/* "for half an hour", "fri 10 half an hour"; "in an hour" is no length of anything. */
static bool is_length(const struct hearing *h, size_t at)
{
	static const char *const ahead[] = { "in ", "within ", "after " };

	for (size_t i = 0; i < LENGTH(ahead); i++)
		if (at >= strlen(ahead[i]) && !strncmp(h->text + at - strlen(ahead[i]), ahead[i], strlen(ahead[i])) &&
		    hear_border(h, at - strlen(ahead[i]))) /* "Berlin 2h" */
			return false;
	return (h->text[at] & 0x80) || (h->text[at] >= '0' && h->text[at] <= '9') || h->pending == SAY_FOR ||
	       at == h->start || (h->ndays && h->days[h->ndays - 1].end + 1 == at);
}

/* A length of time with its unit: 20 min, 1h30, 半小时; not 14h, which is a time of day, nor 3 days. */
size_t hear_duration(struct hearing *h, size_t at)
{
	struct said_part *p = &h->said->parts[SAID_DURATION];
	struct error e = { 0 };
	bool digit = h->text[at] >= '0' && h->text[at] <= '9';

	if (p->there || h->follows || h->text[at] == ' ' || !is_length(h, at))
		return 0;
	for (size_t to = h->end < at + 24 ? h->end : at + 24; to > at; to--) {
		const char *typed;
		int minutes;

		if (!hear_ends(h, at, to) || (h->text[to] & 0xC0) == 0x80 || h->text[to - 1] == ' ' ||
		    (digit ? strspn(h->text + at, "0123456789.,:") >= to - at : !ends_in_unit(h, to)))
			continue;
		typed = arena_strndup(h->a, h->text + at, to - at);
		minutes = duration_read(typed, &e);
		if (minutes < 0 || minutes >= 24 * 60 || (minutes > 9 * 60 && typed[to - at - 1] == 'h'))
			continue;
		p = hear_part(h, SAID_DURATION, h->pending == SAY_FOR ? h->pending_from : at, to);
		p->value = value_int(minutes);
		hear_mark(h, h->pending == SAY_FOR ? h->pending_from : at, to, MARK_GONE);
		return to - at;
	}
	return 0;
}

/* "this year", "last month", "q1": nothing happened on the first day of them, nor on the last. */
static bool is_period(const char *p)
{
	const struct word *w, *unit;
	size_t len;

	if (word_at(p, WORD_OF, &len))
		p += len + strspn(p + len, " ");
	if (*p == 'q' && p[1] >= '1' && p[1] <= '4')
		return true;
	w = word_at(p, WORD_WHICH, &len);
	p += len + strspn(p + len, " ");
	unit = word_at(p, WORD_UNIT, &len);
	return w && w->value <= 0 && unit && unit->value != UNIT_DAY && !word_at(p, WORD_WEEKDAY, &len);
}

/* "-11 Uhr" behind a number: it is an hour, too. */
static bool ends_in_hours(const char *p)
{
	struct when from = { .has_time = true };
	int minutes;
	size_t n = date_lasts(p, &from, true, &minutes);

	return n && !strchr("0123456789:", p[n - 1]);
}

/* Whether a day that nothing announces is one: "3.5" and "so" are mostly something else. */
static bool is_day(const struct hearing *h, size_t at, size_t len)
{
	static const char *const not[] = { "hier", "tom", "an", "am", "now" };
	const char *p = h->text + at;
	size_t letters = strspn(p, "abcdefghijklmnopqrstuvwxyz"), dots = 0;

	if ((letters == len && len <= 2) || is_period(p))
		return false;
	for (size_t i = 0; i < LENGTH(not); i++)
		if (len == strlen(not[i]) && !strncmp(p, not[i], len))
			return false;
	if (letters == 2 && p[2] == ' ' && strspn(p + 3, "0123456789") + 3 == len)
		return ends_in_hours(p + len);
	for (size_t i = 0; i < len; i++) {
		if (!strchr("0123456789.-+", p[i]))
			return true;
		dots += p[i] == '.';
	}
	return dots == 2 || (len == 10 && p[4] == '-');
}

static bool same_day(const struct mention *a, const struct when *b)
{
	return a->when[0].date == b->date && a->when[0].has_time == b->has_time;
}

/* "next tue 10": of the coming Tuesday or of next week's. */
static void both_next(struct hearing *h, struct mention *m)
{
	struct when out[2];
	size_t skip = strlen("next ");
	int n;

	m->next_word = !strncmp(h->text + m->from, "next ", skip);
	if (!m->next_word || m->n != 1 ||
	    m->from + skip + date_begins(h->text + m->from + skip, h->c->values.today, out, &n) != m->to)
		return;
	if (n == 1 && !same_day(m, &out[0])) {
		m->when[1] = m->when[0];
		m->when[0] = out[0];
		m->n = 2;
	}
}

/* What stands behind a day: 周五前, 下周二再打. Where it ends. */
static size_t after_day(struct hearing *h, struct mention *m)
{
	const struct said_word *w;
	size_t len, at = m->to;

	while (h->text[at] == ' ')
		at++;
	w = said_word_at(h->text + at, WORDS(SAY_AGAIN) | WORDS(SAY_BEFORE) | WORDS(SAY_CLOSE), &len);
	if (!w || (w->say == SAY_CLOSE && !(*w->text & 0x80)))
		return m->to;
	if (w->say == SAY_AGAIN) {
		m->part = SAID_NEXT;
		if (w->value)
			h->follow_kind = w->value;
		hear_mark(h, m->to, at + len, MARK_GONE);
	} else if (m->part == SAID_FIELDS) {
		m->by = w->say == SAY_BEFORE;
		if (!m->by)
			m->part = SAID_CLOSE;
		hear_mark(h, m->to, at + len, MARK_PART);
	}
	return at + len;
}

/* "14:00 - 15:00", "9-11 Uhr": how long it, or the next step, takes. Where it ends. */
static size_t until_hour(struct hearing *h, struct mention *m)
{
	enum said_field f = h->follows ? SAID_NEXT_LASTS : SAID_DURATION;
	int minutes;
	size_t n;

	if (h->said->parts[f].there)
		return m->to;
	n = date_lasts(h->text + m->to, &m->when[0], h->text[m->to - 1] == 'm', &minutes);
	if (!n)
		return m->to;
	for (int i = 1; i < m->n; i++) /* which day it is does not change the hour */
		m->when[i].hour = m->when[0].hour;
	hear_part(h, f, m->to, m->to + n)->value = value_int(minutes);
	hear_mark(h, m->to, m->to + n, MARK_GONE);
	return m->to + n;
}

/* The day that the words would have meant `ago` days ago; 0: not one. */
static date_t meant_ago(const struct hearing *h, const struct mention *m, int ago)
{
	struct when out[2];
	int n;
	size_t len = date_begins(h->text + m->from, h->c->values.today - ago, out, &n);

	return len == m->to - m->from && n == 1 ? out[0].date : 0;
}

/* "fri" and "12 nov" were once before; "tomorrow" and "12 nov 2027" were not. */
static void find_earlier(const struct hearing *h, struct mention *m)
{
	date_t day = m->when[0].date, today = h->c->values.today, week = meant_ago(h, m, 7), year;

	if (m->n != 1 || day <= today)
		return;
	if (meant_ago(h, m, 1) != day)
		return;
	m->weekday = week == day - 7;
	year = meant_ago(h, m, 366);
	m->earlier = m->weekday ? week : year < today ? year : 0;
}

/* What the words before a day make of it. */
static void part_of_day(struct hearing *h, struct mention *m)
{
	if (h->follows)
		m->part = SAID_NEXT;
	else if (h->pending == SAY_CLOSE)
		m->part = SAID_CLOSE;
	else if (h->pending == SAY_BY)
		m->by = true;
	else if (m->next_word && (h->said->parts[SAID_KIND].there || h->clause))
		m->part = SAID_NEXT;
}

/* "2nd call" is no day, as "2nd" is. */
static bool is_ordinal(const struct hearing *h, size_t at, size_t to)
{
	size_t digits = strspn(h->text + at, "0123456789"), len;

	return digits && digits + 2 == to - at && h->text[to - 1] >= 'a' && h->text[to] == ' ' &&
	       said_word_at(h->text + to + 1, WORDS(SAY_KIND), &len);
}

size_t hear_day(struct hearing *h, size_t at)
{
	bool told = h->follows || h->pending == SAY_CLOSE || h->pending == SAY_BY;
	struct mention m = { .from = at, .part = SAID_FIELDS, .clause = h->clause };
	size_t len;

	if (h->ndays == MENTIONS)
		return 0;
	len = hear_repeat(h, at, &m);
	if (!len)
		len = date_begins(h->text + at, h->c->values.today, m.when, &m.n);
	if (!len || (!told && !m.rule && (!is_day(h, at, len) || is_ordinal(h, at, at + len))))
		return 0;
	m.to = at + len;
	m.word_from = h->pending == SAY_CLOSE || h->pending == SAY_BY ? h->pending_from : at;
	if (!m.rule) {
		both_next(h, &m);
		find_earlier(h, &m);
	}
	part_of_day(h, &m);
	hear_mark(h, at, m.to, MARK_GONE);
	m.to = until_hour(h, &m);
	if (m.rule)
		m.to = hear_repeat_end(h, &m);
	m.end = after_day(h, &m);
	h->days[h->ndays++] = m;
	return m.end - at;
}
