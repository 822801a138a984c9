#include "base/repeat.h"

#include "base/intl.h"
#include "base/number.h"

#define INTERVAL_MAX 1000
#define COUNT_MAX    10000
#define PART_MAX     200 /* bytes of a part that we have no words for */

static const char *const freqs[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
static const char *const days[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

#define WORKDAYS 0x1f

void repeat_free(struct repeat *r)
{
	free(r->except);
	sbuf_free(&r->other);
	memset(r, 0, sizeof(*r));
}

/* Parsing. Each of these reads a part's value, -1 when it is not one. */

static int index_of(const char *const *names, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(names[i], word))
			return (int)i;
	return -1;
}

static int parse_freq(struct repeat *r, char *value)
{
	int i = index_of(freqs, LENGTH(freqs), value);

	r->freq = i < 0 ? REPEAT_DAILY : (enum repeat_freq)i;
	return i < 0 ? -1 : 0;
}

static int parse_count(const char *value, int max, int *out)
{
	int64_t n;

	if (number_int(value, &n) || n < 1 || n > max)
		return -1;
	*out = (int)n;
	return 0;
}

static int parse_interval(struct repeat *r, char *value)
{
	return parse_count(value, INTERVAL_MAX, &r->interval);
}

static int parse_times(struct repeat *r, char *value)
{
	return parse_count(value, COUNT_MAX, &r->count);
}

/* 20270303; of 20270303T090000Z the day in our zone, without Z the day as it stands. */
static int parse_day(const char *value, date_t *out)
{
	char iso[STAMP_SIZE];
	int64_t stamp;
	size_t n = strlen(value);

	if (n < 8 || (n > 8 && value[8] != 'T'))
		return -1;
	if (n == 16 && value[15] == 'Z') {
		snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", value, value + 4, value + 6,
			 value + 9, value + 11, value + 13);
		if (stamp_read_iso(iso, &stamp))
			return -1;
		*out = stamp_date(stamp);
		return 0;
	}
	snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2s", value, value + 4, value + 6);
	return date_read_iso(iso, out);
}

static int parse_until(struct repeat *r, char *value)
{
	r->ends = true;
	return parse_day(value, &r->until);
}

static int by_day(const void *a, const void *b)
{
	date_t x = *(const date_t *)a, y = *(const date_t *)b;

	return (x > y) - (x < y);
}

static int parse_except(struct repeat *r, char *value)
{
	char *save = NULL;

	for (char *day = strtok_r(value, ",", &save); day; day = strtok_r(NULL, ",", &save)) {
		date_t *at;

		if (r->nexcept == REPEAT_EXCEPT_MAX)
			return -1;
		at = array_add(&r->except, &r->nexcept, &r->except_room, sizeof(*at));
		if (parse_day(day, at))
			return -1;
	}
	if (r->nexcept)
		qsort(r->except, r->nexcept, sizeof(*r->except), by_day);
	return r->nexcept ? 0 : -1;
}

/* "TU", "2TU", "-1FR" */
static int parse_weekday(const char *word, int *nth)
{
	size_t n = strlen(word);
	int64_t number = 0;

	if (n < 2)
		return -1;
	if (n > 2) {
		char *head = xstrndup(word, n - 2);
		int bad = number_int(*head == '+' ? head + 1 : head, &number);

		free(head);
		if (bad || !number || number < -53 || number > 53)
			return -1;
	}
	*nth = (int)number;
	return index_of(days, LENGTH(days), word + n - 2);
}

static void keep(struct repeat *r, const char *name, const char *value)
{
	sbuf_printf(&r->other, ";%s=%s", name, value);
}

/* Several weekdays, or one with a number, have words; the rest is kept as it stands. */
static int parse_byday(struct repeat *r, char *value)
{
	char *whole = xstrdup(value), *save = NULL;
	unsigned bits = 0;
	int found = 0, nth = 0, numbered = 0, day = 0;

	for (char *word = strtok_r(value, ",", &save); word && day >= 0; word = strtok_r(NULL, ",", &save)) {
		day = parse_weekday(word, &nth);
		found++;
		numbered += nth != 0;
		bits |= day >= 0 ? 1u << day : 0;
	}
	if (day >= 0 && found && (!numbered || (found == 1 && nth >= -1 && nth <= 5))) {
		r->weekdays = bits;
		r->nth = nth;
	} else if (day >= 0) {
		keep(r, "BYDAY", whole);
	}
	free(whole);
	return day >= 0 && found ? 0 : -1;
}

static int parse_bymonthday(struct repeat *r, char *value)
{
	char *whole = xstrdup(value), *save = NULL;
	unsigned bits = 0;
	int64_t n = 0;
	bool other = false, bad = false;

	for (char *word = strtok_r(value, ",", &save); word && !bad; word = strtok_r(NULL, ",", &save)) {
		bad = number_int(word, &n) || !n || n < -31 || n > 31;
		other |= n < -1;
		bits |= bad || n < -1 ? 0 : n == -1 ? REPEAT_LAST : 1u << n;
	}
	if (other && !bad)
		keep(r, "BYMONTHDAY", whole);
	else
		r->monthdays = bits;
	free(whole);
	return bad ? -1 : 0;
}

static int parse_bymonth(struct repeat *r, char *value)
{
	if (!strchr(value, ','))
		return parse_count(value, 12, &r->month);
	keep(r, "BYMONTH", value);
	return 0;
}

/* A week begins on Monday with us as it does there. */
static int parse_wkst(struct repeat *r, char *value)
{
	if (index_of(days, LENGTH(days), value) < 0)
		return -1;
	if (strcmp(value, "MO") != 0)
		keep(r, "WKST", value);
	return 0;
}

static const struct {
	const char *name;
	int (*parse)(struct repeat *r, char *value); /* NULL: libical knows what it means */
} parts[] = {
	{ "FREQ", parse_freq },     { "INTERVAL", parse_interval }, { "COUNT", parse_times },
	{ "UNTIL", parse_until },   { "EXDATE", parse_except },     { "BYDAY", parse_byday },
	{ "BYMONTH", parse_bymonth }, { "BYMONTHDAY", parse_bymonthday }, { "WKST", parse_wkst },
	{ "BYSETPOS", NULL },       { "BYYEARDAY", NULL },          { "BYWEEKNO", NULL },
};

static int parse_part(struct repeat *r, char *part, struct error *e)
{
	char *value = strchr(part, '=');
	size_t i = 0;

	if (value)
		*value++ = '\0';
	while (i < LENGTH(parts) && strcmp(part, parts[i].name) != 0)
		i++;
	if (!value || i == LENGTH(parts))
		return error_set(e, ERROR_USAGE, _("\"%.40s\" is no part of a rule that we know."), part);
	if (!parts[i].parse && (strlen(value) > PART_MAX || value[strspn(value, "0123456789,+-")]))
		return error_set(e, ERROR_USAGE, _("%s of the rule cannot be \"%.40s\"."), part, value);
	if (!parts[i].parse)
		keep(r, part, value);
	else if (parts[i].parse(r, value))
		return error_set(e, ERROR_USAGE, _("%s of the rule cannot be \"%.40s\"."), part, value);
	return 0;
}

/* "every weekday" is written in two ways. */
static void settle(struct repeat *r)
{
	if (r->freq == REPEAT_DAILY && r->weekdays && r->interval == 1 && !r->nth && !r->other.len)
		r->freq = REPEAT_WEEKLY;
}

int repeat_parse(struct repeat *r, const char *rule, struct error *e)
{
	char *copy = xstrdup(rule), *save = NULL;
	bool begun = false;
	int rc = 0;

	*r = (struct repeat){ .interval = 1 };
	for (char *part = strtok_r(copy, ";", &save); part && rc == 0; part = strtok_r(NULL, ";", &save)) {
		begun |= !strncmp(part, "FREQ=", 5);
		rc = parse_part(r, part, e);
	}
	free(copy);
	if (rc == 0 && !begun)
		rc = error_set(e, ERROR_USAGE, _("The rule does not say how often: daily, weekly, monthly, yearly."));
	settle(r);
	return rc;
}

/* Writing */

static void write_list(struct sbuf *out, const char *name, bool first)
{
	if (first)
		sbuf_printf(out, ";%s=", name);
	else
		sbuf_putc(out, ',');
}

static void write_days(struct sbuf *out, const struct repeat *r)
{
	bool first = true;

	for (int i = 0; i < 7; i++)
		if (r->weekdays & 1u << i) {
			write_list(out, "BYDAY", first);
			if (r->nth)
				sbuf_printf(out, "%d", r->nth);
			sbuf_puts(out, days[i]);
			first = false;
		}
	first = true;
	for (int i = 1; i <= 32; i++)
		if (r->monthdays & (i < 32 ? 1u << i : REPEAT_LAST)) {
			write_list(out, "BYMONTHDAY", first);
			sbuf_printf(out, "%d", i < 32 ? i : -1);
			first = false;
		}
}

static void write_day(struct sbuf *out, date_t day)
{
	char iso[DATE_SIZE];

	date_write_iso(day, iso);
	sbuf_printf(out, "%.4s%.2s%.2s", iso, iso + 5, iso + 8);
}

void repeat_write(struct sbuf *out, const struct repeat *r)
{
	sbuf_printf(out, "FREQ=%s", freqs[r->freq]);
	if (r->interval > 1)
		sbuf_printf(out, ";INTERVAL=%d", r->interval);
	if (r->month)
		sbuf_printf(out, ";BYMONTH=%d", r->month);
	write_days(out, r);
	sbuf_puts(out, sbuf_text(&r->other));
	if (r->count)
		sbuf_printf(out, ";COUNT=%d", r->count);
	if (r->ends) {
		sbuf_puts(out, ";UNTIL=");
		write_day(out, r->until);
	}
	for (size_t i = 0; i < r->nexcept; i++) {
		write_list(out, "EXDATE", i == 0);
		write_day(out, r->except[i]);
	}
}

/* In words */

static const char *const weekday_names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					     N_("Fri"), N_("Sat"), N_("Sun") };
static const char *const month_names[] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
					   N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
					   N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };
static const char *const ordinals[] = { N_("last"), NULL, N_("1st"), N_("2nd"), N_("3rd"), N_("4th"), N_("5th") };

static int one_of(unsigned bits)
{
	int i = 0;

	while (!(bits & 1u << i))
		i++;
	return i;
}

static bool is_one(unsigned bits)
{
	return bits && !(bits & (bits - 1));
}

/* Whether there are words for all that it says. */
static bool has_words(const struct repeat *r)
{
	if (r->other.len || (r->nth && !is_one(r->weekdays)) || (r->weekdays && r->monthdays))
		return false;
	switch (r->freq) {
	case REPEAT_DAILY:
		return !r->weekdays && !r->monthdays && !r->month;
	case REPEAT_WEEKLY:
		return !r->nth && !r->monthdays && !r->month;
	case REPEAT_MONTHLY:
		return !r->month && (!r->weekdays || r->nth);
	default:
		return !r->weekdays && !r->month == !r->monthdays &&
		       (!r->monthdays || (is_one(r->monthdays) && r->monthdays != REPEAT_LAST));
	}
}

static void show_often(struct sbuf *out, const struct repeat *r)
{
	static const char *const each[] = { N_("daily"), N_("weekly"), N_("monthly"), N_("yearly") };
	unsigned n = (unsigned)r->interval;

	if (n == 1)
		sbuf_puts(out, _(each[r->freq]));
	else if (r->freq == REPEAT_DAILY)
		sbuf_printf(out, P_("every %u day", "every %u days", n), n);
	else if (r->freq == REPEAT_WEEKLY)
		sbuf_printf(out, P_("every %u week", "every %u weeks", n), n);
	else if (r->freq == REPEAT_MONTHLY)
		sbuf_printf(out, P_("every %u month", "every %u months", n), n);
	else
		sbuf_printf(out, P_("every %u year", "every %u years", n), n);
}

static void show_weekly(struct sbuf *out, const struct repeat *r)
{
	struct sbuf list = SBUF_INIT;

	for (int i = 0; i < 7; i++)
		if (r->weekdays & 1u << i)
			sbuf_printf(&list, "%s%s", list.len ? C_("names", ", ") : "", _(weekday_names[i]));
	if (r->interval > 1) {
		show_often(out, r);
		sbuf_printf(out, _(" on %s"), sbuf_text(&list));
	} else if (r->weekdays == WORKDAYS) {
		sbuf_puts(out, _("every weekday"));
	} else {
		sbuf_printf(out, _("every %s"), sbuf_text(&list));
	}
	sbuf_free(&list);
}

static void show_monthdays(struct sbuf *out, unsigned monthdays)
{
	struct sbuf list = SBUF_INIT;

	for (int i = 1; i < 32; i++)
		if (monthdays & 1u << i)
			sbuf_printf(&list, "%s%d", list.len ? C_("names", ", ") : "", i);
	if (list.len)
		sbuf_printf(out, _(" on day %s"), sbuf_text(&list));
	if (monthdays & REPEAT_LAST)
		sbuf_puts(out, list.len ? _(", the last day") : _(" on the last day"));
	sbuf_free(&list);
}

static void show_days(struct sbuf *out, const struct repeat *r)
{
	if (r->freq == REPEAT_WEEKLY && r->weekdays) {
		show_weekly(out, r);
		return;
	}
	show_often(out, r);
	if (r->nth)
		sbuf_printf(out, _(" on the %s %s"), _(ordinals[r->nth + 1]),
			    _(weekday_names[one_of(r->weekdays)]));
	else if (r->freq == REPEAT_YEARLY && r->monthdays)
		sbuf_printf(out, _(" on %d %s"), one_of(r->monthdays), _(month_names[r->month - 1]));
	else if (r->monthdays)
		show_monthdays(out, r->monthdays);
}

static void show_end(struct sbuf *out, const struct repeat *r)
{
	char day[DATE_SIZE];

	if (r->count)
		sbuf_printf(out, P_(", %d time", ", %d times", (unsigned)r->count), r->count);
	if (r->ends) {
		date_write_iso(r->until, day);
		sbuf_printf(out, _(" until %s"), day);
	}
	for (size_t i = 0; i < r->nexcept; i++) {
		date_write_iso(r->except[i], day);
		sbuf_printf(out, i ? ", %s" : _(" except %s"), day);
	}
}

void repeat_show(struct sbuf *out, const char *rule)
{
	struct repeat r;

	if (repeat_parse(&r, rule, NULL) == 0 && has_words(&r)) {
		show_days(out, &r);
		show_end(out, &r);
	} else {
		sbuf_puts(out, rule);
	}
	repeat_free(&r);
}

/* Changing */

void repeat_end(struct sbuf *out, const char *rule, date_t last)
{
	struct repeat r;

	if (repeat_parse(&r, rule, NULL) == 0) {
		r.count = 0;
		if (!r.ends || r.until > last)
			r.until = last;
		r.ends = true;
		repeat_write(out, &r);
	} else {
		sbuf_puts(out, rule);
	}
	repeat_free(&r);
}

static void move_days(struct repeat *r, date_t from, date_t to)
{
	struct civil was, is;

	date_split(from, &was);
	date_split(to, &is);
	if (r->nth) {
		r->weekdays = 1u << is.weekday;
		r->nth = r->nth < 0 ? -1 : (is.day + 6) / 7;
	} else if (r->weekdays & 1u << was.weekday && !(r->weekdays & 1u << is.weekday)) {
		r->weekdays = (r->weekdays & ~(1u << was.weekday)) | 1u << is.weekday;
	}
	if (is_one(r->monthdays))
		r->monthdays = 1u << is.day;
	if (r->month)
		r->month = is.month;
}

void repeat_move(struct sbuf *out, const char *rule, date_t from, date_t to, int gone)
{
	struct repeat r;

	if (repeat_parse(&r, rule, NULL) == 0) {
		if (from != to)
			move_days(&r, from, to);
		if (r.count)
			r.count = r.count > gone ? r.count - gone : 1;
		repeat_write(out, &r);
	} else {
		sbuf_puts(out, rule);
	}
	repeat_free(&r);
}
