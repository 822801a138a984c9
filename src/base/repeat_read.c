/* How people say that something comes again. To teach another language, add words. */
#include "base/repeat.h"

#include "base/date_scan.h"
#include "base/intl.h"
#include "base/text.h"
#include "base/utf8.h"

enum { SAYS_EVERY = 1, SAYS_OFTEN, SAYS_WORKDAY, SAYS_OTHER, SAYS_NTH, SAYS_ON, SAYS_DAY, SAYS_LAST_DAY,
       SAYS_AND, SAYS_UNTIL, SAYS_EXCEPT, SAYS_TIMES };

/* Of an `often`, twice a month is 2 * EACH + REPEAT_MONTHLY. */
#define EACH          8
#define OFTEN(n, f)   ((n) * EACH + REPEAT_##f)

/* clang-format off */
static const struct phrase {
	const char *text; /* folded */
	int says, value;
} phrases[] = {
	{ "every", SAYS_EVERY, 0 }, { "each", SAYS_EVERY, 0 }, { "jeden", SAYS_EVERY, 0 },
	{ "jede", SAYS_EVERY, 0 }, { "jedes", SAYS_EVERY, 0 }, { "alle", SAYS_EVERY, 0 },
	{ "cada", SAYS_EVERY, 0 }, { "todos los", SAYS_EVERY, 0 }, { "chaque", SAYS_EVERY, 0 },
	{ "tous les", SAYS_EVERY, 0 }, { "每个", SAYS_EVERY, 0 }, { "每個", SAYS_EVERY, 0 },
	{ "每隔", SAYS_EVERY, 0 }, { "每", SAYS_EVERY, 0 },
	{ "daily", SAYS_OFTEN, OFTEN(1, DAILY) }, { "weekly", SAYS_OFTEN, OFTEN(1, WEEKLY) },
	{ "fortnightly", SAYS_OFTEN, OFTEN(2, WEEKLY) }, { "biweekly", SAYS_OFTEN, OFTEN(2, WEEKLY) },
	{ "monthly", SAYS_OFTEN, OFTEN(1, MONTHLY) }, { "quarterly", SAYS_OFTEN, OFTEN(3, MONTHLY) },
	{ "yearly", SAYS_OFTEN, OFTEN(1, YEARLY) }, { "annually", SAYS_OFTEN, OFTEN(1, YEARLY) },
	{ "taglich", SAYS_OFTEN, OFTEN(1, DAILY) }, { "wochentlich", SAYS_OFTEN, OFTEN(1, WEEKLY) },
	{ "monatlich", SAYS_OFTEN, OFTEN(1, MONTHLY) }, { "jahrlich", SAYS_OFTEN, OFTEN(1, YEARLY) },
	{ "vierteljahrlich", SAYS_OFTEN, OFTEN(3, MONTHLY) },
	{ "diario", SAYS_OFTEN, OFTEN(1, DAILY) }, { "semanal", SAYS_OFTEN, OFTEN(1, WEEKLY) },
	{ "mensual", SAYS_OFTEN, OFTEN(1, MONTHLY) }, { "anual", SAYS_OFTEN, OFTEN(1, YEARLY) },
	{ "quotidien", SAYS_OFTEN, OFTEN(1, DAILY) }, { "hebdomadaire", SAYS_OFTEN, OFTEN(1, WEEKLY) },
	{ "mensuel", SAYS_OFTEN, OFTEN(1, MONTHLY) }, { "annuel", SAYS_OFTEN, OFTEN(1, YEARLY) },
	{ "weekday", SAYS_WORKDAY, 0 }, { "weekdays", SAYS_WORKDAY, 0 }, { "workday", SAYS_WORKDAY, 0 },
	{ "working day", SAYS_WORKDAY, 0 }, { "werktag", SAYS_WORKDAY, 0 }, { "arbeitstag", SAYS_WORKDAY, 0 },
	{ "dia laborable", SAYS_WORKDAY, 0 }, { "jour ouvrable", SAYS_WORKDAY, 0 },
	{ "工作日", SAYS_WORKDAY, 0 },
	{ "other", SAYS_OTHER, 2 }, { "second", SAYS_OTHER, 2 }, { "zweite", SAYS_OTHER, 2 },
	{ "zweiten", SAYS_OTHER, 2 }, { "third", SAYS_OTHER, 3 },
	{ "1st", SAYS_NTH, 1 }, { "first", SAYS_NTH, 1 }, { "2nd", SAYS_NTH, 2 }, { "second", SAYS_NTH, 2 },
	{ "3rd", SAYS_NTH, 3 }, { "third", SAYS_NTH, 3 }, { "4th", SAYS_NTH, 4 }, { "fourth", SAYS_NTH, 4 },
	{ "5th", SAYS_NTH, 5 }, { "fifth", SAYS_NTH, 5 }, { "last", SAYS_NTH, -1 },
	{ "ersten", SAYS_NTH, 1 }, { "zweiten", SAYS_NTH, 2 }, { "dritten", SAYS_NTH, 3 },
	{ "vierten", SAYS_NTH, 4 }, { "letzten", SAYS_NTH, -1 }, { "primer", SAYS_NTH, 1 },
	{ "segundo", SAYS_NTH, 2 }, { "ultimo", SAYS_NTH, -1 }, { "premier", SAYS_NTH, 1 },
	{ "deuxieme", SAYS_NTH, 2 }, { "dernier", SAYS_NTH, -1 },
	{ "第一个", SAYS_NTH, 1 }, { "第二个", SAYS_NTH, 2 }, { "第三个", SAYS_NTH, 3 },
	{ "第四个", SAYS_NTH, 4 }, { "第五个", SAYS_NTH, 5 }, { "最后一个", SAYS_NTH, -1 },
	{ "第一個", SAYS_NTH, 1 }, { "第二個", SAYS_NTH, 2 }, { "第三個", SAYS_NTH, 3 },
	{ "第四個", SAYS_NTH, 4 }, { "第五個", SAYS_NTH, 5 }, { "最後一個", SAYS_NTH, -1 },
	{ "last day", SAYS_LAST_DAY, 0 }, { "letzten tag", SAYS_LAST_DAY, 0 }, { "最后一天", SAYS_LAST_DAY, 0 },
	{ "最後一天", SAYS_LAST_DAY, 0 },
	{ "on the", SAYS_ON, 0 }, { "on", SAYS_ON, 0 }, { "the", SAYS_ON, 0 }, { "am", SAYS_ON, 0 },
	{ "el", SAYS_ON, 0 }, { "le", SAYS_ON, 0 }, { "的", SAYS_ON, 0 },
	{ "on day", SAYS_DAY, 0 }, { "day", SAYS_DAY, 0 }, { "tag", SAYS_DAY, 0 },
	{ "and the", SAYS_AND, 0 }, { "and", SAYS_AND, 0 }, { "und", SAYS_AND, 0 }, { "y", SAYS_AND, 0 },
	{ "et", SAYS_AND, 0 }, { ",", SAYS_AND, 0 }, { "，", SAYS_AND, 0 }, { "、", SAYS_AND, 0 },
	{ "和", SAYS_AND, 0 },
	{ "until", SAYS_UNTIL, 0 }, { "till", SAYS_UNTIL, 0 }, { "bis", SAYS_UNTIL, 0 },
	{ "hasta", SAYS_UNTIL, 0 }, { "jusqu'au", SAYS_UNTIL, 0 }, { "直到", SAYS_UNTIL, 0 },
	{ "截至", SAYS_UNTIL, 0 },
	{ "except", SAYS_EXCEPT, 0 }, { "ausser", SAYS_EXCEPT, 0 }, { "excepto", SAYS_EXCEPT, 0 },
	{ "sauf", SAYS_EXCEPT, 0 }, { "除了", SAYS_EXCEPT, 0 }, { "除外", SAYS_EXCEPT, 0 },
	{ "times", SAYS_TIMES, 0 }, { "time", SAYS_TIMES, 0 }, { "mal", SAYS_TIMES, 0 },
	{ "veces", SAYS_TIMES, 0 }, { "fois", SAYS_TIMES, 0 }, { "次", SAYS_TIMES, 0 },
};
/* clang-format on */

static bool is_latin(char c)
{
	return c >= 'a' && c <= 'z';
}

/* The longest phrase that says this, at the cursor. */
static const struct phrase *take(struct scan *s, int says)
{
	const struct phrase *best = NULL;
	size_t longest = 0;

	scan_skip(s);
	for (size_t i = 0; i < LENGTH(phrases); i++) {
		const char *text = phrases[i].text;
		size_t n = strlen(text);

		if (phrases[i].says != says || n <= longest || strncmp(s->at, text, n) != 0 ||
		    (is_latin(text[n - 1]) && is_latin(s->at[n])))
			continue;
		best = &phrases[i];
		longest = n;
	}
	s->at += longest;
	return best;
}

static bool set_unit(struct repeat *r, int unit, int n)
{
	static const struct {
		enum repeat_freq freq;
		int each;
	} units[] = {
		[UNIT_DAY] = { REPEAT_DAILY, 1 },	  [UNIT_WEEK] = { REPEAT_WEEKLY, 1 },
		[UNIT_MONTH] = { REPEAT_MONTHLY, 1 }, [UNIT_QUARTER] = { REPEAT_MONTHLY, 3 },
		[UNIT_YEAR] = { REPEAT_YEARLY, 1 },
	};

	r->freq = units[unit].freq;
	r->interval = n * units[unit].each;
	return n > 0 && n <= 1000;
}

/* "tue", "mon, fri", "mon and fri" */
static bool read_weekdays(struct scan *s, struct repeat *r)
{
	const struct word *w;
	bool any = false;

	for (;;) {
		struct scan before = *s;

		if (any)
			take(s, SAYS_AND);
		w = scan_word(s, WORD_WEEKDAY);
		if (!w) {
			*s = before;
			return any;
		}
		r->weekdays |= 1u << w->value;
		any = true;
	}
}

/* "1", "1 and 15", "1, 15, the last day" */
static bool read_monthdays(struct scan *s, struct repeat *r)
{
	bool any = false;

	for (;;) {
		struct scan before = *s;
		int day;

		if (any)
			take(s, SAYS_AND);
		take(s, SAYS_ON);
		if (take(s, SAYS_LAST_DAY)) {
			r->monthdays |= REPEAT_LAST;
		} else {
			scan_skip(s);
			if (!scan_number_or_chinese(s, &day) || day < 1 || day > 31 || take(s, SAYS_TIMES)) {
				*s = before;
				return any;
			}
			if (!scan_take(s, "st") && !scan_take(s, "nd") && !scan_take(s, "rd"))
				scan_word(s, WORD_ORDINAL);
			r->monthdays |= 1u << day;
		}
		any = true;
	}
}

/* "2nd tue", "last fri" */
static bool read_nth(struct scan *s, struct repeat *r)
{
	struct scan before = *s;
	const struct phrase *nth = take(s, SAYS_NTH);
	const struct word *w = nth ? scan_word(s, WORD_WEEKDAY) : NULL;

	if (!w) {
		*s = before;
		return false;
	}
	r->nth = nth->value;
	r->weekdays = 1u << w->value;
	return true;
}

/* "3 mar", "mar 3", 3月5日 */
static bool read_year_day(struct scan *s, struct repeat *r)
{
	struct civil c;

	s->days = 0;
	if (!scan_day(s) || s->days != 1)
		return false;
	date_split(s->day[0], &c);
	r->month = c.month;
	r->monthdays = 1u << c.day;
	return true;
}

/* What stands behind "on", if anything does. */
static bool read_on(struct scan *s, struct repeat *r)
{
	struct scan before = *s;
	bool on = take(s, SAYS_ON) || r->freq == REPEAT_MONTHLY || r->freq == REPEAT_YEARLY;

	if (on && r->freq == REPEAT_WEEKLY && read_weekdays(s, r))
		return true;
	if (on && r->freq == REPEAT_MONTHLY) {
		if (read_nth(s, r))
			return true;
		take(s, SAYS_DAY);
		if (read_monthdays(s, r))
			return true;
	}
	if (on && r->freq == REPEAT_YEARLY && read_year_day(s, r))
		return true;
	*s = before;
	return false;
}

/* "every tue", "every 2 weeks", "weekly" */
static bool read_often(struct scan *s, struct repeat *r)
{
	const struct phrase *p = take(s, SAYS_OFTEN);
	const struct word *unit;
	struct scan begin;
	int n = 1;

	if (p) {
		r->freq = (enum repeat_freq)(p->value % EACH);
		r->interval = p->value / EACH;
		return true;
	}
	if (!take(s, SAYS_EVERY))
		return false;
	r->freq = REPEAT_WEEKLY;
	if (take(s, SAYS_WORKDAY)) {
		r->weekdays = 0x1f;
		return true;
	}
	if (read_weekdays(s, r))
		return true;
	begin = *s;
	p = take(s, SAYS_OTHER);
	n = p ? p->value : 1;
	if (!p && !scan_count(s, &n))
		*s = begin, n = 1;
	r->interval = n;
	unit = scan_word(s, WORD_UNIT);
	return unit ? set_unit(r, unit->value, n) : p && read_weekdays(s, r);
}

/* A day of a list, or of the end: 1, 2 when it can be two days, 0. */
static int read_a_day(struct scan *s, date_t *out)
{
	s->days = 0;
	scan_skip(s);
	if (!scan_day(s) || !s->days)
		return 0;
	*out = s->day[0];
	return s->days;
}

static int ambiguous(const struct scan *s, struct error *e)
{
	char first[DATE_SIZE], second[DATE_SIZE];

	date_write_iso(s->day[0], first);
	date_write_iso(s->day[1], second);
	return error_set(e, ERROR_USAGE, _("The day can be %s or %s: write one of these."), first, second);
}

static int read_except(struct scan *s, struct repeat *r, struct error *e)
{
	int n;

	do {
		date_t day, *at;

		n = read_a_day(s, &day);
		if (n == 2)
			return ambiguous(s, e);
		if (n == 0 || r->nexcept == REPEAT_EXCEPT_MAX)
			return -1;
		at = array_add(&r->except, &r->nexcept, &r->except_room, sizeof(*at));
		*at = day;
	} while (take(s, SAYS_AND));
	return 0;
}

/* How it ends, and what is left out. -1: something else stands there; the error is set where it says more. */
static int read_rest(struct scan *s, struct repeat *r, struct error *e)
{
	for (;;) {
		struct scan before;
		int n;

		take(s, SAYS_AND);
		scan_skip(s);
		before = *s;
		if (!*s->at)
			return 0;
		if (take(s, SAYS_UNTIL)) {
			r->ends = true;
			n = read_a_day(s, &r->until);
			if (n != 1)
				return n ? ambiguous(s, e) : -1;
		} else if (take(s, SAYS_EXCEPT)) {
			if (read_except(s, r, e) < 0)
				return -1;
		} else if (scan_count(s, &n) && n > 0 && take(s, SAYS_TIMES)) {
			r->count = n;
		} else {
			*s = before;
			if (!read_on(s, r))
				return -1;
		}
	}
}

static int read_words(struct repeat *r, const char *typed, date_t today, struct error *e)
{
	struct sbuf folded = SBUF_INIT;
	struct scan s = { .today = today };
	int rc = 0, used;

	text_fold(&folded, typed, strlen(typed));
	s.at = sbuf_text(&folded);
	*r = (struct repeat){ .interval = 1 };
	error_clear(e);
	if (!read_often(&s, r) || read_rest(&s, r, e) < 0)
		rc = -1;
	if (rc < 0 && e && !e->kind)
		error_set(e, ERROR_USAGE,
			  _("\"%.*s\" does not say how it comes again. Try every tue, weekly, monthly on the 2nd "
			    "tue, every 2 weeks until 3 mar, or daily, 10 times."),
			  (int)utf8_fit(typed, 40, &used), typed);
	sbuf_free(&folded);
	return rc;
}

/* "RRULE:freq=weekly" as well. */
static char *as_rule(const char *typed)
{
	char *rule;

	typed += strspn(typed, " ");
	if (!strncasecmp(typed, "RRULE:", 6))
		typed += 6;
	if (!strchr(typed, '='))
		return NULL;
	rule = xstrdup(typed);
	for (char *p = rule; *p; p++)
		if (is_latin(*p))
			*p = (char)(*p - 'a' + 'A');
	return rule;
}

int repeat_read(struct sbuf *rule, const char *typed, date_t today, struct error *e)
{
	char *raw = as_rule(typed);
	struct error why = { 0 };
	struct repeat r;
	int rc = raw ? repeat_parse(&r, raw, &why) : read_words(&r, typed, today, &why);

	if (rc == 0)
		repeat_write(rule, &r);
	else if (e)
		*e = why;
	repeat_free(&r);
	free(raw);
	return rc;
}
