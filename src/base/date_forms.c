/* The forms in which people write a day, each a small function. Of those that fit, the one that
 * reads most of the text wins. The words are in date_words.c. */
#include "base/date_scan.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool scan_found(struct scan *s, int64_t day)
{
	if (day < DATE_FIRST || day > DATE_LAST)
		return false;
	if (s->days == 2 || (s->days == 1 && s->day[0] == day))
		return true;
	s->day[s->days++] = (date_t)day;
	return true;
}

static bool found_civil(struct scan *s, int year, int month, int day)
{
	return date_exists(year, month, day) && scan_found(s, date_make(year, month, day));
}

/* The next such day from today on; a 29 February can be eight years away. */
static bool found_next(struct scan *s, int month, int day)
{
	struct civil now;

	date_split(s->today, &now);
	for (int year = now.year; year <= now.year + 8; year++)
		if (date_exists(year, month, day) && date_make(year, month, day) >= s->today)
			return scan_found(s, date_make(year, month, day));
	return false;
}

/* A year as typed, or 0. One of two digits is less than 80 years back and at most 20 ahead. */
static int full_year(const struct scan *s, int year, int digits)
{
	struct civil now;

	if (digits != 2)
		return digits == 4 ? year : 0;
	date_split(s->today, &now);
	year += now.year / 100 * 100;
	return year > now.year + 20 ? year - 100 : year <= now.year - 80 ? year + 100 : year;
}

/* What stands between the numbers of a date, or NUL. */
static char take_mark(struct scan *s)
{
	return *s->at == '-' || *s->at == '/' || *s->at == '.' ? *s->at++ : '\0';
}

/* 2026-11-22, 2026/11/22, 2026.11.22, 2026年11月22日 */
static bool form_year_first(struct scan *s)
{
	int year, month, day, digits;
	char mark;

	if (!scan_number(s, &year, &digits) || digits != 4)
		return false;
	if (scan_take(s, "年")) {
		if (!scan_number_or_chinese(s, &month) || !scan_take(s, "月") ||
		    !scan_number_or_chinese(s, &day))
			return false;
		scan_word(s, WORD_ORDINAL);
		return found_civil(s, year, month, day);
	}
	mark = take_mark(s);
	return mark && scan_number(s, &month, NULL) && take_mark(s) == mark &&
	       scan_number(s, &day, NULL) && found_civil(s, year, month, day);
}

/* 22.11., 22.11.2026, 3/4, 3/4/26, 22-11-2026 */
static bool form_numbers(struct scan *s)
{
	int a, b, year = 0, digits = 0;
	char mark;

	if (!scan_number(s, &a, NULL))
		return false;
	mark = take_mark(s);
	if (!mark || !scan_number(s, &b, NULL))
		return false;
	if (*s->at == mark && (is_digit(s->at[1]) || mark == '.')) {
		s->at++;
		if (scan_number(s, &year, &digits) && !(year = full_year(s, year, digits)))
			return false;
	}
	if (!year) {
		found_next(s, b, a);
		return (mark != '.' && found_next(s, a, b)) || s->days;
	}
	found_civil(s, year, b, a);
	return (mark != '.' && found_civil(s, year, a, b)) || s->days;
}

/* The year after a day and a month: four digits, or two after a hyphen; else the next such day. */
static bool with_year(struct scan *s, int month, int day)
{
	struct scan was = *s;
	bool hyphen = scan_take(s, "-");
	int year, digits;

	scan_word(s, WORD_OF);
	scan_skip(s);
	if (scan_number(s, &year, &digits) && (digits == 4 || (hyphen && digits == 2)))
		return found_civil(s, full_year(s, year, digits), month, day);
	*s = was;
	return found_next(s, month, day);
}

/* 3 mar, 3. März 2027, 3rd of March, 3-Mar-27 */
static bool form_day_month(struct scan *s)
{
	const struct word *month;
	int day;

	if (!scan_number(s, &day, NULL))
		return false;
	if (!scan_take(s, "-")) {
		scan_word(s, WORD_ORDINAL);
		scan_word(s, WORD_OF);
	}
	month = scan_word(s, WORD_MONTH);
	scan_take(s, "."); /* "3. Dez. 2026" */
	return month && with_year(s, month->value, day);
}

/* mar 3, March 3rd, 2027 */
static bool form_month_day(struct scan *s)
{
	const struct word *month = scan_word(s, WORD_MONTH);
	int day, digits;

	scan_take(s, ".");
	scan_skip(s);
	if (!month || !scan_number(s, &day, &digits) || digits > 2 || *s->at == ':')
		return false;
	scan_word(s, WORD_ORDINAL);
	return with_year(s, month->value, day);
}

/* 3月5日, 三月五号 */
static bool form_chinese(struct scan *s)
{
	int month, day;

	if (!scan_number_or_chinese(s, &month) || !scan_take(s, "月") ||
	    !scan_number_or_chinese(s, &day))
		return false;
	scan_word(s, WORD_ORDINAL);
	return found_next(s, month, day);
}

bool scan_found_day_of_month(struct scan *s, int day)
{
	struct civil c;

	for (int i = 0; i <= 12; i++) {
		date_split(date_add_months(date_month_start(s->today), i), &c);
		if (date_exists(c.year, c.month, day) &&
		    date_make(c.year, c.month, day) >= s->today)
			return found_civil(s, c.year, c.month, day);
	}
	return false;
}

/* 22., 3rd, 5号 */
static bool form_day_of_month(struct scan *s)
{
	int day;

	return scan_number_or_chinese(s, &day) && scan_word(s, WORD_ORDINAL) && !is_digit(*s->at) &&
	       scan_found_day_of_month(s, day);
}

/* tomorrow, 明天 */
static bool form_name(struct scan *s)
{
	const struct word *w = scan_word(s, WORD_DAY);

	return w && scan_found(s, (int64_t)s->today + w->value);
}

/* fri, next fri, 下周二 */
static bool form_weekday(struct scan *s)
{
	const struct word *which = scan_word(s, WORD_WHICH);
	const struct word *day = scan_word(s, WORD_WEEKDAY);
	int64_t this_week, week = date_week_start(s->today);

	if (!day)
		return false;
	s->weekday = true;
	this_week = week + (day->value - date_weekday((date_t)week) + 7) % 7;
	s->coming = !which;
	if (!which)
		return scan_found(s, this_week < s->today ? this_week + 7 : this_week);
	if (which->value != WHICH_LAST)
		return scan_found(s, this_week + 7 * which->value);
	if (this_week < s->today)
		scan_found(s, this_week);
	return scan_found(s, this_week - 7);
}

static int unit_months(enum word_unit unit)
{
	return unit == UNIT_MONTH ? 1 : unit == UNIT_QUARTER ? 3 : 12;
}

/* The first day of the week, month ... that is n from today's. */
static int64_t unit_start(const struct scan *s, enum word_unit unit, int n)
{
	struct civil c;
	date_t start;

	if (unit == UNIT_DAY)
		return (int64_t)s->today + n;
	if (unit == UNIT_WEEK)
		return (int64_t)date_week_start(s->today) + 7 * (int64_t)n;
	date_split(s->today, &c);
	start = date_add_months(date_month_start(s->today), -((c.month - 1) % unit_months(unit)));
	return date_add_months(start, n * unit_months(unit));
}

/* next month, 下周 */
static bool form_next_unit(struct scan *s)
{
	const struct word *which = scan_word(s, WORD_WHICH);
	const struct word *unit = which ? scan_word(s, WORD_UNIT) : NULL;

	return unit && scan_found(s, unit_start(s, (enum word_unit)unit->value,
						which->value == WHICH_LAST ? -1 : which->value));
}

/* By which days a part is told of what lasts from `first` until before `next`: mostly one; of a third either end may
 * be meant. How many; 0: it has no such part. */
static int part_days(const struct word *part, enum word_unit unit, int64_t first, int64_t next, int64_t days[2])
{
	bool month = unit == UNIT_MONTH;

	switch ((enum word_part)(part->kind == WORD_PART ? part->value / 8 : part->value)) {
	case PART_END:
		days[0] = next - 1;
		return 1;
	case PART_BEGIN:
		days[0] = first;
		return 1;
	case PART_MIDDLE:
		days[0] = month ? first + 14 : first + (next - first - 1) / 2;
		return 1;
	case PART_FIRST_THIRD:
		days[0] = first;
		days[1] = first + 9;
		return month ? 2 : 0;
	case PART_LAST_THIRD:
		days[0] = first + 20;
		days[1] = next - 1;
		return month ? 2 : 0;
	}
	return 0;
}

/* The part of a month that begins on that day; unless its year was told, of the next one that is not over. */
static bool found_part(struct scan *s, const struct word *part, date_t first, bool told)
{
	int64_t days[2];
	int n = part_days(part, UNIT_MONTH, first, date_add_months(first, 1), days);

	if (!told && n && days[n - 1] < s->today)
		n = part_days(part, UNIT_MONTH, date_add_months(first, 12), date_add_months(first, 13), days);
	for (int i = 0; i < n; i++)
		if (told || days[i] >= s->today)
			scan_found(s, days[i]);
	return s->days;
}

static bool found_month_part(struct scan *s, const struct word *part, int month)
{
	struct scan was = *s;
	struct civil c;
	int year, digits;

	if (month < 1 || month > 12)
		return false;
	scan_skip(s);
	if (scan_number(s, &year, &digits) && digits == 4)
		return date_exists(year, month, 1) && found_part(s, part, date_make(year, month, 1), true);
	*s = was;
	date_split(s->today, &c);
	return found_part(s, part, date_make(c.year, month, 1), false);
}

/* end of january, Mitte Januar 2028, 1月底, 十二月中旬 */
static bool form_month_part(struct scan *s)
{
	const struct word *part = scan_word(s, WORD_PART_OF), *month = part ? scan_word(s, WORD_MONTH) : NULL;
	int n;

	if (month)
		return found_month_part(s, part, month->value);
	if (part || !scan_number_or_chinese(s, &n))
		return false;
	part = scan_word(s, WORD_PART);
	return part && part->value % 8 == UNIT_MONTH && !strncmp(part->text, "月", strlen("月")) &&
	       found_month_part(s, part, n);
}

/* The days of the part of the week, month ... that is n from today's. */
static int unit_part(const struct scan *s, const struct word *part, enum word_unit unit, int n, int64_t days[2])
{
	return part_days(part, unit, unit_start(s, unit, n), unit_start(s, unit, n + 1), days);
}

/* eom, 下月底, end of next quarter, Anfang der Woche; without "this" or "next" it is one that is not over. */
static bool form_part(struct scan *s)
{
	const struct word *part = scan_word(s, WORD_PART_OF);
	const struct word *which = scan_word(s, WORD_WHICH);
	const struct word *unit = scan_word(s, part ? WORD_UNIT : WORD_PART);
	int n = !which ? 0 : which->value == WHICH_LAST ? -1 : which->value, found;
	int64_t days[2];

	if (!unit)
		return false;
	part = part ? part : unit;
	found = unit_part(s, part, (enum word_unit)(unit->value % 8), n, days);
	if (!which && found && days[found - 1] < s->today)
		found = unit_part(s, part, (enum word_unit)(unit->value % 8), n + 1, days);
	for (int i = 0; i < found; i++)
		if (which || days[i] >= s->today)
			scan_found(s, days[i]);
	return s->days;
}

static bool found_moved(struct scan *s, enum word_unit unit, int64_t n)
{
	date_t to;

	if (unit == UNIT_DAY || unit == UNIT_WEEK)
		return scan_found(s, s->today + n * (unit == UNIT_WEEK ? 7 : 1));
	to = date_add_months(s->today, (int)n * unit_months(unit));
	return to != DATE_FIRST && to != DATE_LAST && scan_found(s, to);
}

/* +2w, -30d, +3 */
static bool form_signed(struct scan *s)
{
	bool minus = scan_take(s, "-");
	const struct word *unit;
	int n;

	if ((!minus && !scan_take(s, "+")) || !scan_count(s, &n))
		return false;
	unit = scan_word(s, WORD_UNIT);
	return found_moved(s, unit ? (enum word_unit)unit->value : UNIT_DAY, minus ? -n : n);
}

/* in 3 days, vor zwei Wochen, 3 days ago, 两周后 */
static bool form_relative(struct scan *s)
{
	const struct word *way = scan_word(s, WORD_IN), *unit;
	int n;

	if (!scan_count(s, &n))
		return false;
	unit = scan_word(s, WORD_UNIT);
	if (!way)
		way = scan_word(s, WORD_AFTER);
	return unit && way && found_moved(s, (enum word_unit)unit->value, n * way->value);
}

/* Q3, Q3 2027: its last day; without a year that of the next one to end. */
static bool form_quarter(struct scan *s)
{
	int q, year, digits;
	struct civil c;
	const char *after;
	date_t end;

	if (!scan_take(s, "q") || !scan_number(s, &q, NULL) || q < 1 || q > 4)
		return false;
	after = s->at;
	scan_skip(s);
	date_split(s->today, &c);
	if (scan_number(s, &year, &digits) && digits == 4) {
		if (!date_exists(year, 1, 1))
			return false;
		return scan_found(s, date_add_months(date_make(year, 1, 1), 3 * q) - 1);
	}
	s->at = after;
	end = date_add_months(date_make(c.year, 1, 1), 3 * q) - 1;
	return scan_found(s, end >= s->today ? end : date_add_months(end + 1, 12) - 1);
}

static bool (*const forms[])(struct scan *) = {
    form_year_first,   form_numbers,  form_day_month, form_month_day, form_chinese,
    form_day_of_month, form_name,     form_weekday,   form_next_unit, form_part,
    form_signed,       form_relative, form_quarter,   form_month_part,
};

static bool scan_one_day(struct scan *s)
{
	struct scan best;

	while (scan_word(s, WORD_OF))
		;
	scan_skip(s);
	best = *s;
	for (size_t i = 0; i < LENGTH(forms); i++) {
		struct scan try = *s;
		try.days = 0;
		try.weekday = try.coming = false;
		if (forms[i](&try) && try.at > best.at)
			best = try;
	}
	if (best.at == s->at)
		return false;
	*s = best;
	return true;
}

bool scan_until(struct scan *s)
{
	static const char *const marks[] = { "-", "–", "~", "to ", "till ", "until ", "bis ", "a ", "到", "至" };
	bool any = false;

	scan_skip(s);
	for (size_t i = 0; i < LENGTH(marks) && !any; i++)
		any = scan_take(s, marks[i]);
	scan_skip(s);
	return any;
}

bool scan_hours(struct scan s)
{
	int from, to, minute = 0, digits;
	const struct word *half;

	scan_skip(&s);
	if (!scan_number(&s, &from, NULL) || !scan_until(&s) || !scan_number(&s, &to, NULL) || to > 24)
		return false;
	if (*s.at == ':' && is_digit(s.at[1]) && scan_take(&s, ":") && (!scan_number(&s, &minute, &digits) || digits != 2))
		return false;
	half = to < 12 ? scan_word(&s, WORD_HALF_DAY) : NULL;
	if (half && half->value != HALF_AM)
		to += 12;
	return from * 60 < to * 60 + minute && !(take_mark(&s) && is_digit(*s.at));
}

bool scan_day(struct scan *s)
{
	struct scan next;

	if (!scan_one_day(s))
		return false;
	next = *s;
	if (!s->weekday || scan_hours(next) || !scan_one_day(&next) || next.weekday)
		return true;
	if (next.days != 1 || date_weekday(next.day[0]) != date_weekday(s->day[0]))
		return false;
	*s = next;
	return true;
}
