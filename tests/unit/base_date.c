/* The calendar, the zones, and what typed days mean. Seen from Wednesday 2026-11-18 where nothing
 * else is said; expected days are read off a calendar. */
#include "base/date.h"

#include "base_suites.h"

#define TODAY date_make(2026, 11, 18)

static void iso(date_t d, char out[DATE_SIZE])
{
	date_write_iso(d, out);
}

START_TEST(counts_days)
{
	ck_assert_int_eq(date_make(1970, 1, 1), 0);
	ck_assert_int_eq(date_make(1969, 12, 31), -1);
	ck_assert_int_eq(date_make(2000, 3, 1), 11017); /* 30 * 365 + 7 leap days + 31 + 29 */
	ck_assert_int_eq(date_make(1, 1, 1), DATE_FIRST);
	ck_assert_int_eq(date_make(9999, 12, 31), DATE_LAST);
	ck_assert(date_exists(2024, 2, 29) && date_exists(2000, 2, 29));
	ck_assert(!date_exists(2026, 2, 29) && !date_exists(1900, 2, 29));
	ck_assert(!date_exists(2026, 4, 31) && !date_exists(2026, 13, 1) && !date_exists(0, 1, 1));
	ck_assert(!date_exists(10000, 1, 1) && !date_exists(2026, 1, 0));
}
END_TEST

/* Every day there is: the next day by the rules of the calendar is the next number. */
START_TEST(splits_every_day)
{
	int year = 1, month = 1, day = 1, weekday = 0; /* 0001-01-01 was a Monday */
	struct civil c;

	for (date_t d = DATE_FIRST; d <= DATE_LAST; d++, weekday = (weekday + 1) % 7) {
		date_split(d, &c);
		if (c.year != year || c.month != month || c.day != day || c.weekday != weekday)
			ck_abort_msg("%d-%d-%d became %d-%d-%d", year, month, day, c.year, c.month,
				     c.day);
		if (date_make(year, month, day) != d)
			ck_abort_msg("%d-%d-%d", year, month, day);
		if (!date_exists(year, month, ++day)) {
			day = 1;
			if (++month > 12) {
				month = 1;
				year++;
			}
		}
	}
	ck_assert_int_eq(year, 10000);
}
END_TEST

START_TEST(adds_months)
{
	ck_assert_int_eq(date_add_months(date_make(2026, 1, 31), 1), date_make(2026, 2, 28));
	ck_assert_int_eq(date_add_months(date_make(2024, 1, 31), 1), date_make(2024, 2, 29));
	ck_assert_int_eq(date_add_months(date_make(2026, 1, 31), -2), date_make(2025, 11, 30));
	ck_assert_int_eq(date_add_months(date_make(2024, 2, 29), 12), date_make(2025, 2, 28));
	ck_assert_int_eq(date_add_months(date_make(2026, 12, 15), 1), date_make(2027, 1, 15));
	ck_assert_int_eq(date_add_months(TODAY, INT32_MAX), DATE_LAST);
	ck_assert_int_eq(date_add_months(TODAY, INT32_MIN), DATE_FIRST);
	ck_assert_int_eq(date_month_start(TODAY), date_make(2026, 11, 1));
}
END_TEST

static const struct {
	int born[3], today[3], next[3];
} births[] = {
	{ { 1990, 11, 22 }, { 2026, 11, 22 }, { 2026, 11, 22 } },
	{ { 1990, 11, 21 }, { 2026, 11, 22 }, { 2027, 11, 21 } },
	{ { 1985, 1, 3 }, { 2026, 12, 29 }, { 2027, 1, 3 } },
	{ { 2000, 2, 29 }, { 2027, 2, 20 }, { 2027, 2, 28 } },
	{ { 2000, 2, 29 }, { 2027, 3, 1 }, { 2028, 2, 29 } },
	{ { 2000, 2, 29 }, { 2028, 2, 28 }, { 2028, 2, 29 } },
	{ { 2000, 2, 29 }, { 2100, 2, 1 }, { 2100, 2, 28 } }, /* no leap year, by its hundred */
};

START_TEST(next_birthday)
{
	const int *b = births[_i].born, *t = births[_i].today, *n = births[_i].next;

	ck_assert_int_eq(date_next_birthday(date_make(b[0], b[1], b[2]), date_make(t[0], t[1], t[2])),
			 date_make(n[0], n[1], n[2]));
}
END_TEST

START_TEST(reads_iso)
{
	date_t d;
	int64_t t;
	char text[STAMP_SIZE];

	ck_assert(date_read_iso("2026-11-18", &d) == 0 && d == TODAY);
	ck_assert_int_eq(date_read_iso("2026-11-31", &d), -1);
	ck_assert_int_eq(date_read_iso("2026-11-18 ", &d), -1);
	ck_assert_int_eq(date_read_iso("2026-1-18", &d), -1);
	ck_assert_int_eq(date_read_iso("", &d), -1);
	ck_assert(stamp_read_iso("1970-01-01T00:00:00Z", &t) == 0 && t == 0);
	ck_assert(stamp_read_iso("2001-09-09T01:46:40Z", &t) == 0 && t == 1000000000);
	ck_assert_int_eq(stamp_read_iso("2001-09-09T24:46:40Z", &t), -1);
	ck_assert_int_eq(stamp_read_iso("2001-09-09T01:46:40", &t), -1);
	stamp_write_iso(1000000000, text);
	ck_assert_str_eq(text, "2001-09-09T01:46:40Z");
	stamp_write_iso(-1, text);
	ck_assert_str_eq(text, "1969-12-31T23:59:59Z");
	stamp_write_iso(INT64_MIN, text);
	ck_assert_int_eq(strlen(text), STAMP_SIZE - 1);
}
END_TEST

static void zone(const char *name)
{
	setenv("TZ", name, 1);
	tzset();
}

static int64_t local(int year, int month, int day, int hour, int minute)
{
	struct civil c = {year, month, day, hour, minute, 0, 0};

	return stamp_from_local(&c);
}

static int64_t utc(const char *text)
{
	int64_t t = 0;

	ck_assert_int_eq(stamp_read_iso(text, &t), 0);
	return t;
}

/* Berlin springs from 02:00 to 03:00 on 2026-03-29 and falls back from 03:00 on 2026-10-25. */
START_TEST(knows_berlin)
{
	struct civil c;

	zone("Europe/Berlin");
	ck_assert_int_eq(local(2026, 1, 15, 12, 0), utc("2026-01-15T11:00:00Z"));
	ck_assert_int_eq(local(2026, 7, 15, 12, 0), utc("2026-07-15T10:00:00Z"));
	ck_assert_int_eq(local(2026, 3, 29, 1, 59), utc("2026-03-29T00:59:00Z"));
	ck_assert_int_eq(local(2026, 3, 29, 2, 30), utc("2026-03-29T01:30:00Z")); /* 03:30 */
	ck_assert_int_eq(local(2026, 3, 29, 3, 0), utc("2026-03-29T01:00:00Z"));
	ck_assert_int_eq(local(2026, 10, 25, 2, 30), utc("2026-10-25T00:30:00Z")); /* the first */
	ck_assert_int_eq(local(2026, 10, 25, 3, 0), utc("2026-10-25T02:00:00Z"));
	stamp_to_local(utc("2026-03-29T01:30:00Z"), &c);
	ck_assert_int_eq(c.hour, 3);
	ck_assert_int_eq(c.minute, 30);
	stamp_to_local(utc("2026-10-25T01:30:00Z"), &c); /* the second 02:30 */
	ck_assert_int_eq(c.hour, 2);
	ck_assert_int_eq(c.weekday, 6);
	ck_assert_int_eq(stamp_date(utc("2026-11-17T23:30:00Z")), TODAY);
	ck_assert_int_eq(stamp_of_date(TODAY), utc("2026-11-17T23:00:00Z"));
}
END_TEST

/* New York: 2026-03-08 and 2026-11-01 at 02:00. */
START_TEST(knows_new_york)
{
	zone("America/New_York");
	ck_assert_int_eq(local(2026, 3, 8, 2, 30), utc("2026-03-08T07:30:00Z")); /* 03:30 EDT */
	ck_assert_int_eq(local(2026, 3, 8, 1, 59), utc("2026-03-08T06:59:00Z"));
	ck_assert_int_eq(local(2026, 11, 1, 1, 30), utc("2026-11-01T05:30:00Z")); /* EDT first */
	ck_assert_int_eq(local(2026, 11, 1, 2, 0), utc("2026-11-01T07:00:00Z"));
	ck_assert_int_eq(stamp_date(utc("2026-11-18T04:59:59Z")), date_make(2026, 11, 17));
	ck_assert_int_eq(stamp_date(utc("2026-11-18T05:00:00Z")), TODAY);
}
END_TEST

/* Midnight is skipped in Havana on 2026-03-08: the day begins at 01:00. */
START_TEST(day_without_midnight)
{
	zone("America/Havana");
	ck_assert_int_eq(stamp_of_date(date_make(2026, 3, 8)), utc("2026-03-08T05:00:00Z"));
	ck_assert_int_eq(stamp_date(stamp_of_date(date_make(2026, 3, 8))), date_make(2026, 3, 8));
}
END_TEST

static const struct {
	const char *text, *first, *second; /* second: NULL where there is one reading */
} days[] = {
    {"2026-11-22", "2026-11-22"},
    {"2026/11/2", "2026-11-02"},
    {"2026.11.22", "2026-11-22"},
    {"2026年11月22日", "2026-11-22"},
    {"22.11.2026", "2026-11-22"},
    {"1.2.26", "2026-02-01"},
    {"1.2.46", "2046-02-01"},
    {"1.2.47", "1947-02-01"},
    {"22.11.", "2026-11-22"},
    {"22.11", "2026-11-22"},
    {"17.11.", "2027-11-17"},
    {"18.11.", "2026-11-18"},
    {"29.2.", "2028-02-29"},
    {"22/11/2026", "2026-11-22"},
    {"11/22/2026", "2026-11-22"},
    {"3/4/2026", "2026-04-03", "2026-03-04"},
    {"3/4", "2027-04-03", "2027-03-04"},
    {"13/4", "2027-04-13"},
    {"4/13", "2027-04-13"},
    {"4/4", "2027-04-04"},
    {"3 mar", "2027-03-03"},
    {"mar 3", "2027-03-03"},
    {"Mar. 3", "2027-03-03"},
    {"3 March 2027", "2027-03-03"},
    {"March 3rd, 2029", "2029-03-03"},
    {"the 3rd of March", "2027-03-03"},
    {"3-Mar-25", "2025-03-03"},
    {"3. März", "2027-03-03"},
    {"am 3. Dez. 2026", "2026-12-03"},
    {"3 de marzo de 2027", "2027-03-03"},
    {"1er août", "2027-08-01"},
    {"3月5日", "2027-03-05"},
    {"十二月二十五号", "2026-12-25"},
    {"the 22nd", "2026-11-22"},
    {"17.", "2026-12-17"},
    {"31.", "2026-12-31"},
    {"5号", "2026-12-05"},
    {"today", "2026-11-18"},
    {" TOMORROW ", "2026-11-19"},
    {"yesterday", "2026-11-17"},
    {"day after tomorrow", "2026-11-20"},
    {"heute", "2026-11-18"},
    {"morgen", "2026-11-19"},
    {"übermorgen", "2026-11-20"},
    {"hoy", "2026-11-18"},
    {"mañana", "2026-11-19"},
    {"pasado mañana", "2026-11-20"},
    {"今天", "2026-11-18"},
    {"明天", "2026-11-19"},
    {"后天", "2026-11-20"},
    {"大后天", "2026-11-21"},
    {"昨天", "2026-11-17"},
    {"前天", "2026-11-16"},
    {"wed", "2026-11-18"},
    {"fri", "2026-11-20"},
    {"mon", "2026-11-23"},
    {"next fri", "2026-11-27"},
    {"next mon", "2026-11-23"},
    {"this mon", "2026-11-16"},
    {"last fri", "2026-11-13"},
    {"last mon", "2026-11-16", "2026-11-09"},
    {"Freitag", "2026-11-20"},
    {"nächsten Freitag", "2026-11-27"},
    {"viernes", "2026-11-20"},
    {"próximo viernes", "2026-11-27"},
    {"周五", "2026-11-20"},
    {"星期五", "2026-11-20"},
    {"周日", "2026-11-22"},
    {"下周二", "2026-11-24"},
    {"下个星期二", "2026-11-24"},
    {"下下周二", "2026-12-01"},
    {"上周三", "2026-11-11"},
    {"上周一", "2026-11-09"},
    {"本周一", "2026-11-16"},
    {"next week", "2026-11-23"},
    {"next month", "2026-12-01"},
    {"next year", "2027-01-01"},
    {"last month", "2026-10-01"},
    {"下个月", "2026-12-01"},
    {"明年", "2027-01-01"},
    {"end of month", "2026-11-30"},
    {"end of the month", "2026-11-30"},
    {"eom", "2026-11-30"},
    {"end of next month", "2026-12-31"},
    {"end of january", "2027-01-31"},
    {"end of November", "2026-11-30"},
    {"Ende Februar 2028", "2028-02-29"},
    {"1月底", "2027-01-31"},
    {"十二月底", "2026-12-31"},
    {"eoq", "2026-12-31"},
    {"eow", "2026-11-22"},
    {"eoy", "2026-12-31"},
    {"月底", "2026-11-30"},
    {"下月底", "2026-12-31"},
    {"年底", "2026-12-31"},
    {"Monatsende", "2026-11-30"},
    {"fin de mes", "2026-11-30"},
    {"Mitte Dezember", "2026-12-15"},
    {"mid december", "2026-12-15"},
    {"mid-December", "2026-12-15"},
    {"middle of the month", "2026-12-15"},
    {"Mitte November", "2027-11-15"},
    {"Mitte nächsten Monats", "2026-12-15"},
    {"Anfang März", "2027-03-01"},
    {"early March 2028", "2028-03-01"},
    {"Ende März", "2027-03-31"},
    {"beginning of the month", "2026-12-01"},
    {"beginning of this month", "2026-11-01"},
    {"Anfang nächster Woche", "2026-11-23"},
    {"a mediados de diciembre", "2026-12-15"},
    {"mi-décembre", "2026-12-15"},
    {"début mars", "2027-03-01"},
    {"12月中旬", "2026-12-15"},
    {"十二月中旬", "2026-12-15"},
    {"12月中", "2026-12-15"},
    {"12月初", "2026-12-01"},
    {"下月中旬", "2026-12-15"},
    {"月中", "2026-12-15"},
    {"明年初", "2027-01-01"},
    {"12月上旬", "2026-12-01", "2026-12-10"},
    {"12月下旬", "2026-12-21", "2026-12-31"},
    {"2月下旬", "2027-02-21", "2027-02-28"},
    {"11月上旬", "2027-11-01", "2027-11-10"},
    {"11月中旬", "2027-11-15"},
    {"+2w", "2026-12-02"},
    {"-30d", "2026-10-19"},
    {"+1m", "2026-12-18"},
    {"+1y", "2027-11-18"},
    {"+1q", "2027-02-18"},
    {"+3", "2026-11-21"},
    {"in 3 days", "2026-11-21"},
    {"in a week", "2026-11-25"},
    {"in zwei Wochen", "2026-12-02"},
    {"vor 3 Tagen", "2026-11-15"},
    {"en 3 días", "2026-11-21"},
    {"hace una semana", "2026-11-11"},
    {"3 days ago", "2026-11-15"},
    {"3天后", "2026-11-21"},
    {"三天后", "2026-11-21"},
    {"两周后", "2026-12-02"},
    {"一个月后", "2026-12-18"},
    {"十天前", "2026-11-08"},
    {"Q3", "2027-09-30"},
    {"Q4", "2026-12-31"},
    {"q1 2028", "2028-03-31"},
    {"fri 20 nov", "2026-11-20"},
    {"Fri, 27 Nov", "2026-11-27"},
    {"２０２６－１１－２２", "2026-11-22"},
};

START_TEST(reads_days)
{
	struct when got[2];
	struct error e = {0};
	char text[DATE_SIZE];
	int n = date_read(days[_i].text, TODAY, got, &e);
	int want = !days[_i].first ? 0 : days[_i].second ? 2 : 1;

	ck_assert_msg(n == want, "%s: %d readings", days[_i].text, n);
	if (n > 0) {
		iso(got[0].date, text);
		ck_assert_msg(!strcmp(text, days[_i].first), "%s: %s", days[_i].text, text);
		ck_assert_msg(!got[0].has_time, "%s", days[_i].text);
	}
	if (n > 1) {
		iso(got[1].date, text);
		ck_assert_str_eq(text, days[_i].second);
	}
}
END_TEST

static const struct {
	const char *text, *day;
	int hour, minute;
} times[] = {
    {"tue 10", "2026-11-24", 10, 0},
    {"tue 10:30", "2026-11-24", 10, 30},
    {"10:30", "2026-11-18", 10, 30},
    {"2pm", "2026-11-18", 14, 0},
    {"2:15 p.m.", "2026-11-18", 14, 15},
    {"12am", "2026-11-18", 0, 0},
    {"12 pm", "2026-11-18", 12, 0},
    {"2pm fri", "2026-11-20", 14, 0},
    {"tomorrow at noon", "2026-11-19", 12, 0},
    {"14h", "2026-11-18", 14, 0},
    {"14h30", "2026-11-18", 14, 30},
    {"morgen um 10 Uhr", "2026-11-19", 10, 0},
    {"10:30 Uhr morgen", "2026-11-19", 10, 30},
    {"3 mar 10", "2027-03-03", 10, 0},
    {"22.11. 9:05", "2026-11-22", 9, 5},
    {"2026-11-22 10:00", "2026-11-22", 10, 0},
    {"2026-11-22T10:00", "2026-11-22", 10, 0},
    {"10点", "2026-11-18", 10, 0},
    {"下午3点半", "2026-11-18", 15, 30},
    {"下午三点", "2026-11-18", 15, 0},
    {"晚上8点15分", "2026-11-18", 20, 15},
    {"下周二10点", "2026-11-24", 10, 0},
    {"明天下午2点", "2026-11-19", 14, 0},
    {"中午12点", "2026-11-18", 12, 0},
};

START_TEST(reads_times)
{
	struct when got[2];
	char text[DATE_SIZE];
	int n = date_read(times[_i].text, TODAY, got, NULL);

	ck_assert_msg(n == 1, "%s: %d readings", times[_i].text, n);
	iso(got[0].date, text);
	ck_assert_msg(!strcmp(text, times[_i].day), "%s: %s", times[_i].text, text);
	ck_assert_msg(got[0].has_time, "%s", times[_i].text);
	ck_assert_msg(got[0].hour == times[_i].hour && got[0].minute == times[_i].minute,
		      "%s: %d:%d", times[_i].text, got[0].hour, got[0].minute);
}
END_TEST

START_TEST(bare_number_is_asked)
{
	struct when got[2];

	ck_assert_int_eq(date_read("10", TODAY, got, NULL), 2);
	ck_assert(got[0].date == date_make(2026, 12, 10) && !got[0].has_time);
	ck_assert(got[1].date == TODAY && got[1].has_time && got[1].hour == 10);
	ck_assert_int_eq(date_read("25", TODAY, got, NULL), 1);
	ck_assert(got[0].date == date_make(2026, 11, 25) && !got[0].has_time);
	ck_assert_int_eq(date_read("0", TODAY, got, NULL), 1);
	ck_assert(got[0].has_time && got[0].hour == 0);
	ck_assert_int_eq(date_read("2026-11-22 10:00:59", TODAY, got, NULL), 1);
	ck_assert_int_eq(got[0].second, 59);
}
END_TEST

static const char *const not_days[] = {
    "",		  " ",	     "x",	  "someday",	 "2026-02-30", "30.2.",
    "31/2",	  "13/13",   "10.30",	  "32",		 "99",	       "100",
    "2026-11",	  "tue tue", "tue 25",	  "tue 10:60",	 "10:5",       "25:00",
    "13pm 3",	  "0pm 5",   "next",	  "in 3",	 "3 days",     "+",
    "-",	  "+w",	     "+9999999d", "+999999w",	 "+99999y",    "-99999y",
    "fri 21 nov", "Q5",	     "q0",	  "Q3 0000",	 "1.2.345",    "tomorrow tomorrow",
    "晚上12点",	  "下",	     "三",	  "2026-11-22x", "13 am",      "3 mar 10 11",
};

START_TEST(refuses_days)
{
	struct when got[2];
	struct error e = {0};

	ck_assert_msg(date_read(not_days[_i], TODAY, got, &e) == 0, "%s was read", not_days[_i]);
	ck_assert_int_eq(e.kind, ERROR_USAGE);
	ck_assert(strstr(e.text, "2026-11-22, 3 mar"));
}
END_TEST

static const struct {
	const char *text;
	int minutes;
} durations[] = {
    {"45", 45},
    {"45m", 45},
    {"45 min", 45},
    {"1h", 60},
    {"1:30", 90},
    {"1h30", 90},
    {"an hour", 60},
    {"half an hour", 30},
    {"two hours", 120},
    {"a", -1},
    {"half", -1},
    {"1h 30m", 90},
    {"1.5h", 90},
    {"1,5 Std", 90},
    {"1.33h", 80},
    {"1小时30分", 90},
    {"半小时", 30},
    {"一个小时", 60},
    {"两个半小时", 150},
    {"十五分钟", 15},
    {"90分钟", 90},
    {"0", 0},
    {"2 hours", 120},
    {"０：４５", 45},
    {"60000000", 60000000},
    {"3d", 4320},
    {"3 days", 4320},
    {"2 Tage", 2880},
    {"1.5d", 2160},
    {"1d 2h 30m", 1590},
    {"三天", 4320},
    {"2h 1d", -1},
    {"1d 2", -1},
    {"1w", -1},
    {"", -1},
    {"x", -1},
    {"1x", -1},
    {"-5", -1},
    {"1:", -1},
    {"1:60", -1},
    {"30m 1h", -1},
    {"1h1h", -1},
    {"5 5", -1},
    {"1h 30 20", -1},
    {"60000001", -1},
    {"99999999999999999999", -1},
    {"1000001h", -1},
    {"h", -1},
};

START_TEST(reads_durations)
{
	struct error e = {0};

	ck_assert_msg(duration_read(durations[_i].text, &e) == durations[_i].minutes, "%s: %d",
		      durations[_i].text, duration_read(durations[_i].text, &e));
	ck_assert_int_eq(e.kind, durations[_i].minutes < 0 ? ERROR_USAGE : ERROR_NONE);
}
END_TEST

static const struct {
	int ahead;
	enum date_style style;
	const char *text;
} shown[] = {
    {0, DATE_PLAIN, "today"},	      {1, DATE_PLAIN, "tomorrow"},  {-1, DATE_PLAIN, "yesterday"},
    {2, DATE_PLAIN, "Fri"},	      {6, DATE_PLAIN, "Tue"},	    {7, DATE_PLAIN, "25 Nov"},
    {-2, DATE_PLAIN, "16 Nov"},	      {43, DATE_PLAIN, "31 Dec"},   {44, DATE_PLAIN, "2027-01-01"},
    {-322, DATE_PLAIN, "2025-12-31"}, {0, DATE_LATE, "today"},	    {2, DATE_LATE, "Fri"},
    {-1, DATE_LATE, "1d late"},	      {-3, DATE_LATE, "3d late"},   {-99, DATE_LATE, "99d late"},
    {-365, DATE_LATE, "12mo late"},   {-731, DATE_LATE, "2y late"}, {-2, DATE_AGO, "2d"},
    {-13, DATE_AGO, "13d"},	      {-21, DATE_AGO, "3w"},	    {-69, DATE_AGO, "9w"},
    {-100, DATE_AGO, "3mo"},	      {-1100, DATE_AGO, "3y"},	    {0, DATE_AGO, "today"},
};

START_TEST(shows_days)
{
	struct sbuf out = SBUF_INIT;

	date_show(&out, TODAY + shown[_i].ahead, TODAY, shown[_i].style);
	ck_assert_str_eq(sbuf_text(&out), shown[_i].text);
	sbuf_free(&out);
}
END_TEST

START_TEST(shows_at_most_ten_columns)
{
	struct sbuf out = SBUF_INIT;

	for (date_t d = DATE_FIRST; d < DATE_LAST; d += 37) {
		for (int style = DATE_PLAIN; style <= DATE_AGO; style++) {
			sbuf_reset(&out);
			date_show(&out, d, TODAY, (enum date_style)style);
			ck_assert_int_le(out.len, 10);
		}
	}
	sbuf_free(&out);
}
END_TEST

/* What a near day is shown as is read as that day; 7 days and 100 years around. */
START_TEST(shown_reads_back)
{
	struct sbuf out = SBUF_INIT;
	struct when got[2];

	for (int ahead = 0; ahead < 36500; ahead++) {
		sbuf_reset(&out);
		date_show(&out, TODAY + ahead, TODAY, DATE_PLAIN);
		ck_assert_int_eq(date_read(sbuf_text(&out), TODAY, got, NULL), 1);
		ck_assert_int_eq(got[0].date, TODAY + ahead);
	}
	sbuf_free(&out);
}
END_TEST

static void add_calendar(Suite *s)
{
	TCase *t = tcase_create("calendar");

	tcase_add_test(t, counts_days);
	tcase_add_test(t, splits_every_day);
	tcase_add_test(t, adds_months);
	tcase_add_loop_test(t, next_birthday, 0, LENGTH(births));
	tcase_add_test(t, reads_iso);
	tcase_add_test(t, knows_berlin);
	tcase_add_test(t, knows_new_york);
	tcase_add_test(t, day_without_midnight);
	suite_add_tcase(s, t);
}

Suite *date_suite(void)
{
	Suite *s = suite_create("date");
	TCase *t = tcase_create("words");

	add_calendar(s);
	tcase_add_loop_test(t, reads_days, 0, LENGTH(days));
	tcase_add_loop_test(t, reads_times, 0, LENGTH(times));
	tcase_add_test(t, bare_number_is_asked);
	tcase_add_loop_test(t, refuses_days, 0, LENGTH(not_days));
	tcase_add_loop_test(t, reads_durations, 0, LENGTH(durations));
	tcase_add_loop_test(t, shows_days, 0, LENGTH(shown));
	tcase_add_test(t, shows_at_most_ten_columns);
	tcase_add_test(t, shown_reads_back);
	suite_add_tcase(s, t);
	return s;
}
