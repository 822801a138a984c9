/* Values read, shown, written and compared, on Wednesday 2026-11-18 in Berlin. */
#include "model/entity.h"
#include "model/field.h"
#include "model/money.h"

#include "model_suites.h"

static struct arena arena;
static struct value_context context;

static void setup(void)
{
	setenv("TZ", "Europe/Berlin", 1);
	tzset();
	context = (struct value_context){.today = date_make(2026, 11, 18), .currency = "EUR"};
	context.now = stamp_of_date(context.today) + 9 * 3600;
}

static void teardown(void)
{
	arena_free(&arena);
}

static const struct choice sizes[] = {
    {"small", "10 to 49", NULL},
    {"large", "250 and more", NULL},
    {"huge", "1,000 and more", NULL},
    {NULL, NULL, NULL},
};

static struct field field_of(enum field_type type)
{
	return (struct field){.name = "it", .label = "It", .type = type, .choices = sizes};
}

static const struct {
	enum field_type type;
	const char *typed, *written; /* NULL: refused */
	const char *second;	     /* of two readings */
} typed[] = {
    {FIELD_TEXT, " Müller & Co ", "Müller & Co"},
    {FIELD_TEXT, "a\tb", "a b"},
    {FIELD_TEXT, "a\nb", "a\nb"},
    {FIELD_TEXT, "a\x1b[31m", "a\x1b[31m"},
    {FIELD_TEXT, "a\xC2\x9B", "a\xC2\x9B"},
    {FIELD_TEXT, "a\xFF", NULL},
    {FIELD_TEXT, "", ""},
    {FIELD_TEXT, "   ", ""},
    {FIELD_NOTE, "a\r\nb\tc\rd", "a\nb\tc\nd"},
    {FIELD_NOTE, "a\x07", "a\x07"},
    {FIELD_URL, "a\x1b.com", NULL},
    {FIELD_INT, "1,200", "1200"},
    {FIELD_INT, "1,000", "1000"},
    {FIELD_INT, "12k", "12000"},
    {FIELD_INT, "12.0", "12"},
    {FIELD_INT, "12.5", NULL},
    {FIELD_INT, "€5", NULL},
    {FIELD_INT, "5%", NULL},
    {FIELD_DECIMAL, "1,234", "1234", "1.234"},
    {FIELD_DECIMAL, "12,5", "12.5"},
    {FIELD_DECIMAL, "0.00001", NULL},
    {FIELD_PERCENT, "30 %", "30"},
    {FIELD_PERCENT, "62,5", "62.5"},
    {FIELD_MONEY, "12k", "12000.00"},
    {FIELD_MONEY, "1,200", "1200.00", "1.20"},
    {FIELD_MONEY, "1,200.50", "1200.50"},
    {FIELD_MONEY, "€1.200,50", "1200.50"},
    {FIELD_MONEY, "1.234", "1234.00"}, /* 1.234 euros do not exist */
    {FIELD_MONEY, "(5)", "-5.00"},
    {FIELD_MONEY, "1.5万", "15000.00"},
    {FIELD_MONEY, "JPY 1,200", "1200"},
    {FIELD_MONEY, "¥5", "5.00"},
    {FIELD_MONEY, "KWD 1.2345", NULL},
    {FIELD_MONEY, "JPY 1.5", NULL},
    {FIELD_MONEY, "5 ABC", NULL},
    {FIELD_MONEY, "5 %", NULL},
    {FIELD_MONEY, "92233720368547758", "92233720368547758.00"},
    {FIELD_MONEY, "999999999999999999", NULL},
    {FIELD_CURRENCY, "eur", "EUR"},
    {FIELD_CURRENCY, "€", "EUR"},
    {FIELD_CURRENCY, "swiss franc", "CHF"},
    {FIELD_CURRENCY, "ABC", NULL},
    {FIELD_DATE, "next fri", "2026-11-27"},
    {FIELD_DATE, "3/4", "2027-04-03", "2027-03-04"},
    {FIELD_DATE, "10", "2026-12-10"},
    {FIELD_DATE, "tue 10", NULL},
    {FIELD_DATE, "0", NULL},
    {FIELD_DATE, "someday", NULL},
    {FIELD_STAMP, "tue 10", "2026-11-24T09:00:00Z"},
    {FIELD_STAMP, "10", "2026-11-18T09:00:00Z"},
    {FIELD_STAMP, "now", "2026-11-18T08:00:00Z"},
    {FIELD_STAMP, "tomorrow", "2026-11-18T23:00:00Z"},
    {FIELD_STAMP, "3/4/2026 10", "2026-04-03T08:00:00Z", "2026-03-04T09:00:00Z"},
    {FIELD_STAMP, "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"},
    {FIELD_STAMP, "2026-03-29 2:30", "2026-03-29T01:30:00Z"},
    {FIELD_DURATION, "1h30", "90"},
    {FIELD_DURATION, "soon", NULL},
    {FIELD_BOOL, "Yes", "true"},
    {FIELD_BOOL, "nein", "false"},
    {FIELD_BOOL, "ДА", "true"},
    {FIELD_BOOL, "нет", "false"},
    {FIELD_BOOL, "Sí", "true"},
    {FIELD_BOOL, "是", "true"},
    {FIELD_BOOL, "否", "false"},
    {FIELD_BOOL, "✓", "true"},
    {FIELD_BOOL, "x", "true"},
    {FIELD_BOOL, "0", "false"},
    {FIELD_BOOL, "2", NULL},
    {FIELD_CHOICE, "large", "large"},
    {FIELD_CHOICE, "10 to 49", "small"},
    {FIELD_CHOICE, "hu", "huge"},
    {FIELD_CHOICE, "tiny", NULL},
    {FIELD_REF, "17", "17"},
    {FIELD_REF, "0", NULL},
    {FIELD_REF, "acme", NULL},
    {FIELD_EMAIL, "ann@example.com", "ann@example.com"},
    {FIELD_EMAIL, "ann@", NULL},
    {FIELD_EMAIL, "@example.com", NULL},
    {FIELD_EMAIL, "a@b@c", NULL},
    {FIELD_EMAIL, "a b@c", NULL},
    {FIELD_PHONE, "+49 (30) 123-456.7/8 ext 9", "+49 (30) 123-456.7/8 ext 9"},
    {FIELD_PHONE, "110", "110"},
    {FIELD_PHONE, "11", NULL},
    {FIELD_PHONE, "call 123", NULL},
    {FIELD_PHONE, "123 a", NULL},
    {FIELD_URL, "example.com", "example.com"},
    {FIELD_URL, "https://example.com/a?b", "https://example.com/a?b"},
    {FIELD_URL, "https://", NULL},
    {FIELD_URL, "nowhere", NULL},
    {FIELD_TAGS, "VIP, b、a; #B，vip", "a,b,vip"},
    {FIELD_TAGS, ",;", ""},
    {FIELD_REPEAT, "every tue", "FREQ=WEEKLY;BYDAY=TU"},
};

static void written_is(const struct field *f, struct value v, const char *want)
{
	struct sbuf out = SBUF_INIT;

	value_write(&out, f, v);
	ck_assert_str_eq(sbuf_text(&out), want);
	sbuf_free(&out);
}

START_TEST(reads)
{
	struct field f = field_of(typed[_i].type);
	struct error e = {0};
	struct value got[2];
	int n = value_read(&f, typed[_i].typed, &context, &arena, got, &e);

	ck_assert_msg(n == (typed[_i].second	? 2
			    : typed[_i].written ? 1
						: 0),
		      "%s: %d readings, %s", typed[_i].typed, n, e.text);
	if (!n) {
		ck_assert_int_eq(e.kind, ERROR_USAGE);
		ck_assert_msg(!strncmp(e.text, "It: ", 4), "%s", e.text);
	}
	if (n > 0)
		written_is(&f, got[0], typed[_i].written);
	if (n > 1)
		written_is(&f, got[1], typed[_i].second);
}
END_TEST

static const struct {
	enum field_type type;
	const char *typed, *sentence;
} sentences[] = {
    {FIELD_MONEY, "12x", "It: \"12x\" is not a number. Try 12k, 1,200.50 or €500."},
    {FIELD_INT, "12.5", "It: \"12.5\" does not fit here: it must be a whole number."},
    {FIELD_MONEY, "1.234567", "It: \"1.234567\" does not fit here: it has more than 2 decimals."},
    {FIELD_MONEY, "5 abc", "It: ABC is not a currency. Try EUR, USD or CNY."},
    {FIELD_MONEY, "999999999999999999",
     "It: \"999999999999999999\" does not fit here: it is too large."},
    {FIELD_CHOICE, "tiny", "It: \"tiny\" is not one of: 10 to 49, 250 and more, 1,000 and more."},
    {FIELD_TAGS, "a\x1b", "It: it contains the control character U+001B. Remove it."},
};

START_TEST(explains)
{
	struct field f = field_of(sentences[_i].type);
	struct value got[2];
	struct error e;

	ck_assert_int_eq(value_read(&f, sentences[_i].typed, &context, &arena, got, &e), 0);
	ck_assert_str_eq(e.text, sentences[_i].sentence);
}
END_TEST

START_TEST(money_keeps_its_currency)
{
	struct field f = field_of(FIELD_MONEY);
	struct value got[2];

	ck_assert_int_eq(value_read(&f, "5", &context, &arena, got, NULL), 1);
	ck_assert_str_eq(got[0].s, "EUR");
	ck_assert_int_eq(value_read(&f, "US$ 5", &context, &arena, got, NULL), 1);
	ck_assert_str_eq(got[0].s, "USD");
	context.currency = "JPY";
	ck_assert_int_eq(value_read(&f, "¥5", &context, &arena, got, NULL), 1);
	ck_assert_str_eq(got[0].s, "JPY");
	context.currency = NULL;
	ck_assert_int_eq(value_read(&f, "5", &context, &arena, got, NULL), 1);
	ck_assert_ptr_null(got[0].s);
}
END_TEST

/* It is kept as a text, but not any text. */
START_TEST(a_rule_is_parsed)
{
	struct field f = field_of(FIELD_REPEAT);
	struct value got;

	ck_assert_int_eq(value_parse(&f, "every tue", &context, &arena, &got, NULL), 0);
	written_is(&f, got, "FREQ=WEEKLY;BYDAY=TU");
	ck_assert_int_eq(value_parse(&f, "now and then", &context, &arena, &got, NULL), -1);
}
END_TEST

static int only_small(const struct value *v, struct error *e)
{
	return v->i < 1000 ? 0 : error_set(e, ERROR_USAGE, "it is not small.");
}

START_TEST(obeys_the_check)
{
	struct field f = field_of(FIELD_DECIMAL);
	struct value got[2];
	struct error e;

	f.check = only_small;
	ck_assert_int_eq(value_read(&f, "1,200", &context, &arena, got, &e), 0);
	ck_assert_str_eq(e.text, "It: it is not small.");
	ck_assert_int_eq(value_read(&f, "0.05", &context, &arena, got, &e), 1);
	ck_assert_int_eq(value_read(&f, "", &context, &arena, got, &e), 1);
	ck_assert_int_eq(value_parse(&f, "1", &context, &arena, got, &e), -1);
	ck_assert_int_eq(value_parse(&f, "0.05", &context, &arena, got, &e), 0);
	ck_assert_int_eq(got[0].i, 500);
}
END_TEST

static const struct {
	enum field_type type;
	const char *stored, *shown; /* stored: as value_parse reads it */
	uint32_t flags;
} shown[] = {
    {FIELD_TEXT, "Müller", "Müller"},
    {FIELD_INT, "1998", "1998"},
    {FIELD_INT, "1998", "1,998", FIELD_FIGURE}, /* so many, and no year */
    {FIELD_INT, "-12000", "−12,000"},
    {FIELD_DECIMAL, "1234.5", "1,234.5"},
    {FIELD_PERCENT, "62.5", "62.5 %"},
    {FIELD_PERCENT, "30", "30 %"},
    {FIELD_MONEY, "1200.50", "€1,200.50"},
    {FIELD_MONEY, "12400", "€12,400"},
    {FIELD_DATE, "2026-11-20", "Fri"},
    {FIELD_STAMP, "2026-11-18T08:05:00Z", "today 09:05"},
    {FIELD_STAMP, "2025-07-01T08:05:00Z", "2025-07-01 10:05"},
    {FIELD_DURATION, "90", "1h30"},
    {FIELD_DURATION, "65", "1h05"},
    {FIELD_DURATION, "45", "45m"},
    {FIELD_DURATION, "120", "2h"},
    {FIELD_DURATION, "4320", "3d"},
    {FIELD_DURATION, "4380", "73h"},
    {FIELD_BOOL, "true", "yes"},
    {FIELD_BOOL, "false", "no"},
    {FIELD_CHOICE, "small", "10 to 49"},
    {FIELD_REF, "17", "#17"},
    {FIELD_TAGS, "a,b", "a, b"},
    {FIELD_TEXT, "", ""},
};

START_TEST(shows)
{
	struct field f = field_of(shown[_i].type);
	struct sbuf out = SBUF_INIT;
	struct value v;

	f.flags |= shown[_i].flags;
	ck_assert_int_eq(value_parse(&f, shown[_i].stored, &context, &arena, &v, NULL), 0);
	value_show(&out, &f, v, &context);
	ck_assert_str_eq(sbuf_text(&out), shown[_i].shown);
	sbuf_free(&out);
}
END_TEST

static const struct {
	enum field_type type;
	const char *text;
} unreadable[] = {
    {FIELD_INT, "12k"},
    {FIELD_INT, "1,200"},
    {FIELD_DECIMAL, "1.23456"},
    {FIELD_DECIMAL, "1."},
    {FIELD_DECIMAL, ".5"},
    {FIELD_MONEY, "1.234"},
    {FIELD_MONEY, "€5"},
    {FIELD_DATE, "tomorrow"},
    {FIELD_DATE, "2026-02-30"},
    {FIELD_STAMP, "now"},
    {FIELD_DURATION, "-5"},
    {FIELD_BOOL, "maybe"},
    {FIELD_CHOICE, "sm"},
    {FIELD_REF, "-1"},
    {FIELD_EMAIL, "x"},
    {FIELD_CURRENCY, "€"},
    {FIELD_TEXT, "\xC0\x80"},
    {FIELD_MONEY, "92233720368547758.08"},
};

START_TEST(an_entity_is_shown_by_its_label)
{
	const struct field *of = &entity_at(ENTITY_DRAFT)->fields[DRAFT_ENTITY];
	struct sbuf out = SBUF_INIT;

	value_show(&out, of, value_text("deal_line"), &context);
	ck_assert_str_eq(sbuf_text(&out), entity_find("deal_line")->label);
	sbuf_reset(&out);
	value_write(&out, of, value_text("deal_line")); /* programs read the name */
	ck_assert_str_eq(sbuf_text(&out), "deal_line");
	sbuf_reset(&out);
	value_show(&out, of, value_text("nothing that is known"), &context);
	ck_assert_str_eq(sbuf_text(&out), "nothing that is known");
	sbuf_free(&out);
}
END_TEST

/* Today is Wednesday the 18th. */
START_TEST(a_weekday_that_was_is_the_last)
{
	static const struct { const char *typed; int day; } past[] = {
		{ "monday", 16 }, { "wed", 18 }, { "thu", 12 }, { "周日", 15 }, { "fri 20 nov", 20 }, { "-3d", 15 },
		{ "next fri", 27 }, { "+1d", 19 },
	};
	struct field day = field_of(FIELD_DATE), instant = field_of(FIELD_STAMP);
	struct value got[2];

	context.past = true;
	for (size_t i = 0; i < LENGTH(past); i++) {
		date_t is = date_make(2026, 11, past[i].day);

		ck_assert_int_eq(value_read(&day, past[i].typed, &context, &arena, got, NULL), 1);
		ck_assert_msg(got[0].i == is, "%s", past[i].typed);
		ck_assert_int_eq(value_read(&instant, past[i].typed, &context, &arena, got, NULL), 1);
		ck_assert_int_eq(got[0].i, stamp_of_date(is));
	}
	context.past = false;
	ck_assert_int_eq(value_read(&day, "monday", &context, &arena, got, NULL), 1);
	ck_assert_int_eq(got[0].i, date_make(2026, 11, 23));
}
END_TEST

START_TEST(counts_days)
{
	struct field f = field_of(FIELD_INT);
	struct sbuf out = SBUF_INIT;
	struct value got[2];
	static const char *const said[] = { "14", "14d", "14 days", "14天" };

	f.flags = FIELD_DAYS;
	for (size_t i = 0; i < LENGTH(said); i++) {
		ck_assert_int_eq(value_read(&f, said[i], &context, &arena, got, NULL), 1);
		ck_assert_int_eq(got[0].i, 14);
	}
	ck_assert_int_eq(value_read(&f, "14 dogs", &context, &arena, got, NULL), 0);
	value_show(&out, &f, value_int(14), &context);
	ck_assert_str_eq(sbuf_text(&out), "14d");
	sbuf_free(&out);
}
END_TEST

START_TEST(parses_strictly)
{
	struct field f = field_of(unreadable[_i].type);
	struct error e = {0};
	struct value v;

	ck_assert_msg(value_parse(&f, unreadable[_i].text, &context, &arena, &v, &e) == -1, "%s",
		      unreadable[_i].text);
	ck_assert(!strncmp(e.text, "It: ", 4));
}
END_TEST

/* A small generator, so that every run tries the same values. */
static uint64_t seed = 20261118;

static uint64_t dice(uint64_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return n ? seed % n : seed;
}

/* Any size of number is as likely as any other. */
static int64_t dice_int(void)
{
	return (int64_t)(dice(0) << dice(2)) >> dice(64);
}

static const char *dice_words(const char *const *pieces, size_t n)
{
	struct sbuf out = SBUF_INIT;
	const char *text;

	for (uint64_t i = dice(12) + 1; i > 0; i--)
		sbuf_puts(&out, pieces[dice(n)]);
	text = arena_strdup(&arena, sbuf_text(&out));
	sbuf_free(&out);
	return text;
}

static const char *const pieces[] = {"a",	  "Ä",	"\"",		",", " ",  "王", "😀", ";",
				     "e\xCC\x81", "\\", "\xE2\x80\xAE", "'", "\n", "\t"};
#define ONE_LINE (LENGTH(pieces) - 2)

static struct value dice_value(enum field_type type)
{
	size_t n;
	const struct currency *all = currency_all(&n);

	switch (type) {
	case FIELD_DATE:
		return value_int(DATE_FIRST + (int64_t)dice(DATE_LAST - DATE_FIRST + 1));
	case FIELD_STAMP:
		return value_int(DATE_FIRST * INT64_C(86400) +
				 (int64_t)dice((DATE_LAST - DATE_FIRST + 1) * INT64_C(86400)));
	case FIELD_DURATION:
		return value_int((int64_t)dice(DURATION_MAX + 1));
	case FIELD_BOOL:
		return value_int((int64_t)dice(2));
	case FIELD_REF:
		return value_ref((int64_t)dice(INT64_MAX) + 1, NULL);
	case FIELD_MONEY:
		context.currency = all[dice(n)].code;
		return value_money(dice_int(), context.currency);
	case FIELD_INT:
	case FIELD_DECIMAL:
	case FIELD_PERCENT:
		return value_int(dice_int());
	case FIELD_CURRENCY:
		return value_text(all[dice(n)].code);
	case FIELD_CHOICE:
		return value_text(sizes[dice(3)].name);
	case FIELD_EMAIL:
		return value_text(arena_printf(&arena, "a%u@b", (unsigned)dice(1000)));
	case FIELD_PHONE:
		return value_text(
		    arena_printf(&arena, "+%u/%03u", (unsigned)dice(1000), (unsigned)dice(1000)));
	case FIELD_URL:
		return value_text(arena_printf(&arena, "a%u.b/ä", (unsigned)dice(1000)));
	case FIELD_TAGS:
		return value_text(tags_normal(&arena, dice_words(pieces, LENGTH(pieces))));
	case FIELD_REPEAT:
		return value_text(arena_printf(&arena, "FREQ=DAILY;INTERVAL=%u", 2 + (unsigned)dice(99)));
	case FIELD_NOTE:
		return value_text(dice_words(pieces, LENGTH(pieces)));
	default:
		return value_text(dice_words(pieces, ONE_LINE));
	}
}

/* What a form begins with is what it reads, on any clock. */
START_TEST(typed_reads_back)
{
	static const struct {
		enum field_type type;
		int64_t i;
		const char *s, *typed;
	} cases[] = {
		{ FIELD_STAMP, 1795683600, NULL, "2026-11-26 15:00" },	   /* 09:00 UTC, +6 in Omsk */
		{ FIELD_STAMP, 1795683630, NULL, "2026-11-26 15:00:30" },
		{ FIELD_DURATION, 90, NULL, "1h30" },
		{ FIELD_DATE, 20783, NULL, "2026-11-26" },
		{ FIELD_REPEAT, 0, "FREQ=MONTHLY;BYDAY=2TU", "monthly on the 2nd Tue" },
	};
	struct field f = field_of(cases[_i].type);
	struct value v = cases[_i].s ? value_text(cases[_i].s) : value_int(cases[_i].i), back[2];
	struct sbuf out = SBUF_INIT;
	struct error e = { 0 };

	setenv("TZ", "Asia/Omsk", 1);
	tzset();
	value_type(&out, &f, v);
	ck_assert_str_eq(sbuf_text(&out), cases[_i].typed);
	ck_assert_int_eq(value_read(&f, sbuf_text(&out), &context, &arena, back, &e), 1);
	ck_assert(value_equal(back[0], v));
	sbuf_free(&out);
}
END_TEST

START_TEST(written_reads_back)
{
	struct field f = field_of((enum field_type)_i);
	struct sbuf out = SBUF_INIT;
	struct error e = {0};
	struct value v, back;

	for (int i = 0; i < 5000; i++) {
		v = i ? dice_value(f.type) : VALUE_NONE;
		sbuf_reset(&out);
		value_write(&out, &f, v);
		ck_assert_msg(value_parse(&f, sbuf_text(&out), &context, &arena, &back, &e) == 0,
			      "%s: %s", field_type_name(f.type), e.text);
		ck_assert_msg(value_equal(v, back), "%s: %s", field_type_name(f.type),
			      sbuf_text(&out));
		ck_assert_int_eq(value_order(&f, v, back), 0);
	}
	sbuf_free(&out);
}
END_TEST

/* Order is total: antisymmetric, transitive, NULL last. */
START_TEST(orders_totally)
{
	struct field f = field_of((enum field_type)_i);

	for (int i = 0; i < 3000; i++) {
		struct value a = dice_value(f.type), b = dice_value(f.type), c = dice_value(f.type);
		int ab = value_order(&f, a, b), bc = value_order(&f, b, c);
		ck_assert((ab > 0) == (value_order(&f, b, a) < 0));
		if (ab <= 0 && bc <= 0)
			ck_assert_int_le(value_order(&f, a, c), 0);
		if (a.kind != VALUE_NULL)
			ck_assert_int_lt(value_order(&f, a, VALUE_NONE), 0);
	}
	ck_assert_int_eq(value_order(&f, VALUE_NONE, VALUE_NONE), 0);
}
END_TEST

START_TEST(orders_by_meaning)
{
	struct field money = field_of(FIELD_MONEY), choice = field_of(FIELD_CHOICE);
	struct field text = field_of(FIELD_TEXT), ref = field_of(FIELD_REF);

	ck_assert_int_lt(value_order(&money, value_money(150, "EUR"), value_money(2, "JPY")), 0);
	ck_assert_int_gt(value_order(&money, value_money(201, "EUR"), value_money(2, "JPY")), 0);
	ck_assert_int_lt(value_order(&choice, value_text("small"), value_text("huge")), 0);
	ck_assert_int_lt(value_order(&choice, value_text("huge"), value_text("gone")), 0);
	ck_assert_int_lt(value_order(&text, value_text("Ärger"), value_text("bitte")), 0);
	ck_assert_int_lt(value_order(&ref, value_ref(9, "Acme"), value_ref(1, "Zeta")), 0);
}
END_TEST

START_TEST(equals)
{
	ck_assert(value_equal(VALUE_NONE, value_text("")));
	ck_assert(value_equal(value_text("a"), value_text("a")));
	ck_assert(!value_equal(value_text("a"), value_text("A")));
	ck_assert(!value_equal(value_int(0), VALUE_NONE));
	ck_assert(value_equal(value_ref(1, "old name"), value_ref(1, "new name")));
	ck_assert(!value_equal(value_money(5, "EUR"), value_money(5, "USD")));
	ck_assert(value_equal(value_money(5, "EUR"), value_money(5, NULL)));
	ck_assert(value_equal(value_copy(&arena, value_text("a")), value_text("a")));
}
END_TEST

START_TEST(changes_tags)
{
	ck_assert_str_eq(tags_normal(&arena, NULL), "");
	ck_assert_str_eq(tags_normal(&arena, "Größe,größe,ÉLAN"), "elan,grosse");
	ck_assert(tags_have("a,vip,z", "VIP"));
	ck_assert(tags_have("a,vip,z", "#z"));
	ck_assert(!tags_have("a,vip,z", "vi"));
	ck_assert(!tags_have("a,vip,z", "a,vip"));
	ck_assert(!tags_have("a,vip,z", ""));
	ck_assert(!tags_have(NULL, "a"));
	ck_assert_str_eq(tags_change(&arena, "b,d", "C", true), "b,c,d");
	ck_assert_str_eq(tags_change(&arena, "b,d", "d", true), "b,d");
	ck_assert_str_eq(tags_change(&arena, "b,d", "B", false), "d");
	ck_assert_str_eq(tags_change(&arena, "b", "b", false), "");
	ck_assert_str_eq(tags_change(&arena, NULL, "x y", true), "x y");
	ck_assert_str_eq(tags_change(&arena, "b,d", "", false), "b,d");
}
END_TEST

Suite *value_suite(void)
{
	Suite *s = suite_create("value");
	TCase *t = tcase_create("value");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, reads, 0, LENGTH(typed));
	tcase_add_loop_test(t, explains, 0, LENGTH(sentences));
	tcase_add_test(t, money_keeps_its_currency);
	tcase_add_test(t, a_rule_is_parsed);
	tcase_add_test(t, obeys_the_check);
	tcase_add_loop_test(t, shows, 0, LENGTH(shown));
	tcase_add_test(t, an_entity_is_shown_by_its_label);
	tcase_add_test(t, a_weekday_that_was_is_the_last);
	tcase_add_test(t, counts_days);
	tcase_add_loop_test(t, parses_strictly, 0, LENGTH(unreadable));
	tcase_add_loop_test(t, typed_reads_back, 0, 5);
	tcase_add_loop_test(t, written_reads_back, 0, FIELD_TYPES);
	tcase_add_loop_test(t, orders_totally, 0, FIELD_TYPES);
	tcase_add_test(t, orders_by_meaning);
	tcase_add_test(t, equals);
	tcase_add_test(t, changes_tags);
	suite_add_tcase(s, t);
	return s;
}
