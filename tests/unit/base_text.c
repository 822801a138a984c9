#include "base/text.h"

#include "base_suites.h"
#include "inert.h"

#define SHY    "\u00AD"
#define ZWJ    "\u200D"
#define ZWNJ   "\u200C"
#define ACUTE  "\u0301"
#define VIRAMA "\u094D"

/* The rows of SECURITY: what goes in, and how it is shown in a list, in a record, in a note. */
static const struct {
	const char *in, *line, *show, *note;
} shown[] = {
    {"", "", "", ""},
    {"Acme Ltd.", "Acme Ltd.", "Acme Ltd.", "Acme Ltd."},
    {"Müller, 中国, Łódź", "Müller, 中国, Łódź", "Müller, 中国, Łódź", "Müller, 中国, Łódź"},
    {"a\xFF\xC0\x80z", "a\uFFFD\uFFFD\uFFFDz", "a\uFFFD\uFFFD\uFFFDz", "a\uFFFD\uFFFD\uFFFDz"},
    {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", "\uFFFD\uFFFD\uFFFD", "\uFFFD\uFFFD\uFFFD"},
    {"\x1B[2J", "␛[2J", "␛[2J", "␛[2J"},
    {"\a\b\v\f\x1F\x7F", "␇␈␋␌␟␡", "␇␈␋␌␟␡", "␇␈␋␌␟␡"},
    {"\xC2\x9B"
     "2J",
     "\uFFFD2J", "\uFFFD2J", "\uFFFD2J"},
    {"a\nb", "a b", "a b", "a\nb"},
    {"a\r\nb", "a b", "a b", "a\nb"},
    {"a\rb\r", "a␍b␍", "a␍b␍", "a␍b␍"},
    {"a\u2028b\u2029c\xC2\x85", "a b c ", "a b c ", "a\nb\nc\n"},
    {"a\tb", "a b", "a b", "a       b"},
    {"中\tb\t12345678\tc", "中 b 12345678 c", "中 b 12345678 c",
     "中      b       12345678        c"},
    {"ab\n\tc\td", "ab  c d", "ab  c d", "ab\n        c       d"},
    {"\u202Eevil\u202C", "<U+202E>evil<U+202C>", "<U+202E>evil<U+202C>", "<U+202E>evil<U+202C>"},
    {"\u061C\u200E\u2069", "<U+061C><U+200E><U+2069>", "<U+061C><U+200E><U+2069>",
     "<U+061C><U+200E><U+2069>"},
    {"a" SHY "b\u200Bc\uFEFF", "abc", "a·b·c·", "a·b·c·"},
    {"\u2060\u034F\u3164\uFFA0\u115F\uFFF9\u180E", "", "·······", "·······"},
    {"\U000E0041\U000E0FFF", "", "··", "··"},
    {"\uE000\uFDD0\u0378\U0010FFFF", "\uFFFD\uFFFD\uFFFD\uFFFD", "\uFFFD\uFFFD\uFFFD\uFFFD",
     "\uFFFD\uFFFD\uFFFD\uFFFD"},
    /* marks */
    {"e" ACUTE ACUTE ACUTE ACUTE ACUTE "x", "e" ACUTE ACUTE ACUTE "x", "e" ACUTE ACUTE ACUTE "x",
     "e" ACUTE ACUTE ACUTE "x"},
    {"e" ACUTE ACUTE SHY ACUTE ACUTE, "e" ACUTE ACUTE ACUTE, "e" ACUTE ACUTE "·" ACUTE ACUTE,
     "e" ACUTE ACUTE "·" ACUTE ACUTE},
    {ACUTE "a", "◌" ACUTE "a", "◌" ACUTE "a", "◌" ACUTE "a"},
    {"a\n" ACUTE, "a " ACUTE, "a " ACUTE, "a\n◌" ACUTE},
    {"1\uFE0F\u20E3", "1\uFE0F\u20E3", "1\uFE0F\u20E3", "1\uFE0F\u20E3"},
    /* joiners between emoji */
    {"👩" ZWJ "💻", "👩" ZWJ "💻", "👩" ZWJ "💻", "👩" ZWJ "💻"},
    {"👩🏽" ZWJ "❤\uFE0F" ZWJ "👨🏼", "👩🏽" ZWJ "❤\uFE0F" ZWJ "👨🏼",
     "👩🏽" ZWJ "❤\uFE0F" ZWJ "👨🏼", "👩🏽" ZWJ "❤\uFE0F" ZWJ "👨🏼"},
    {"👩" ZWJ ZWJ "💻", "👩" ZWJ "💻", "👩··💻", "👩··💻"},
    {"👩" ZWJ "a" ZWJ "💻", "👩a💻", "👩·a·💻", "👩·a·💻"},
    {"👩" ZWJ, "👩", "👩·", "👩·"},
    {"👍🏽🏽" ZWJ "💻", "👍🏽🏽💻", "👍🏽🏽·💻", "👍🏽🏽·💻"},
    {"👩" VIRAMA ZWJ "💻", "👩" VIRAMA "💻", "👩" VIRAMA "·💻", "👩" VIRAMA "·💻"},
    {"👨" ZWJ "👨" ZWJ "👨" ZWJ "👨" ZWJ "👨", "👨" ZWJ "👨" ZWJ "👨" ZWJ "👨👨",
     "👨" ZWJ "👨" ZWJ "👨" ZWJ "👨·👨", "👨" ZWJ "👨" ZWJ "👨" ZWJ "👨·👨"},
    {"🇩🇪", "🇩🇪", "🇩🇪", "🇩🇪"},
    /* joiners between letters: Persian, Sinhala and Hindi need them */
    {"می" ZWNJ "خواهم", "می" ZWNJ "خواهم", "می" ZWNJ "خواهم", "می" ZWNJ "خواهم"},
    {"ب" ZWNJ "ا", "ب" ZWNJ "ا", "ب" ZWNJ "ا", "ب" ZWNJ "ا"},
    {"ب" ZWNJ ZWNJ "ب", "ب" ZWNJ "ب", "ب··ب", "ب··ب"},
    {"क" VIRAMA ZWJ ZWJ "ष", "क" VIRAMA ZWJ "ष", "क" VIRAMA ZWJ "·ष", "क" VIRAMA ZWJ "·ष"},
    {"ب" ZWNJ ACUTE ACUTE ACUTE ACUTE "ب", "ب" ACUTE ACUTE ACUTE "ب", "ب·" ACUTE ACUTE ACUTE "ب",
     "ب·" ACUTE ACUTE ACUTE "ب"},
    {"ا" ZWNJ "ب", "اب", "ا·ب", "ا·ب"},
    {"بِ" ZWNJ "ّب", "بِ" ZWNJ "ّب", "بِ" ZWNJ "ّب", "بِ" ZWNJ "ّب"},
    {"क" VIRAMA ZWJ "ष", "क" VIRAMA ZWJ "ष", "क" VIRAMA ZWJ "ष", "क" VIRAMA ZWJ "ष"},
    {"क" VIRAMA ZWNJ "ष", "क" VIRAMA ZWNJ "ष", "क" VIRAMA ZWNJ "ष", "क" VIRAMA ZWNJ "ष"},
    {"a" ZWJ "b" ZWNJ "c", "abc", "a·b·c", "a·b·c"},
};

static void check_shown(const char *in, enum text_mode mode, const char *expected)
{
	struct sbuf out = SBUF_INIT;

	sbuf_puts(&out, "|");
	text_safe(&out, in, strlen(in), mode);
	ck_assert_str_eq(out.data + 1, expected);
	sbuf_free(&out);
}

START_TEST(each_row_is_shown_as_written)
{
	check_shown(shown[_i].in, TEXT_LINE, shown[_i].line);
	check_shown(shown[_i].in, TEXT_SHOW, shown[_i].show);
	check_shown(shown[_i].in, TEXT_NOTE, shown[_i].note);
}
END_TEST

START_TEST(a_nul_is_shown)
{
	struct sbuf out = SBUF_INIT;

	text_safe(&out, "a\0b", 3, TEXT_LINE);
	ck_assert_str_eq(out.data, "a␀b");
	sbuf_free(&out);
}
END_TEST

/* Wherever a byte stands among the eight that are looked at together, it is seen. */
START_TEST(no_place_hides_a_control)
{
	char text[33];
	size_t at;
	int c;

	for (at = 0; at < sizeof(text) - 1; at++) {
		for (c = 1; c < 256; c++) {
			struct sbuf out = SBUF_INIT;
			memset(text, 'x', sizeof(text) - 1);
			text[at] = (char)c;
			text_safe(&out, text, sizeof(text) - 1, TEXT_LINE);
			bool same = out.len == sizeof(text) - 1 && !memcmp(out.data, text, out.len);
			if (not_inert(out.data, out.len, false) || same != (c >= ' ' && c < 0x7F))
				ck_abort_msg("byte %d at %zu", c, at);
			sbuf_free(&out);
		}
	}
}
END_TEST

/* xorshift64 (Marsaglia, 2003): the same texts on every machine. */
static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static const char *const pieces[] = {
    "a",      " ",	    "中",	"\n",	  "\r",	      "\t",	"\x1B",	  "\xC2\x9B",
    "\u202E", SHY,	    ZWJ,	ZWNJ,	  ACUTE,      VIRAMA,	"क",	  "ب",
    "ا",      "👩",	    "❤",	"\uFE0F", "🏽",     "🇩",	"\u1161", "가",
    "\uE000", "\U000E0041", "\xF0\x9F", "\xC3",	  "\xC2\x85", "\u2028", "\u20E3", "\u115F"};

static void random_text(struct sbuf *text, uint64_t *seed)
{
	size_t n = next_random(seed) % 40;

	while (n--) {
		uint64_t r = next_random(seed);
		if (r % 8)
			sbuf_puts(text, pieces[(r >> 8) % LENGTH(pieces)]);
		else
			sbuf_putc(text, (char)(r >> 8));
	}
}

static void check_inert(const struct sbuf *text, enum text_mode mode)
{
	struct sbuf once = SBUF_INIT, twice = SBUF_INIT;
	const char *wrong;

	text_safe(&once, sbuf_text(text), text->len, mode);
	wrong = not_inert(sbuf_text(&once), once.len, mode == TEXT_NOTE);
	if (wrong)
		ck_abort_msg("%s in what became of \"%s\"", wrong, sbuf_text(text));
	text_safe(&twice, sbuf_text(&once), once.len, mode);
	if (strcmp(sbuf_text(&twice), sbuf_text(&once)))
		ck_abort_msg("\"%s\" became \"%s\"", sbuf_text(&once), sbuf_text(&twice));
	sbuf_free(&once);
	sbuf_free(&twice);
}

START_TEST(any_bytes_become_inert_and_stay_so)
{
	uint64_t seed = 20261122;
	int i;

	for (i = 0; i < 20000; i++) {
		struct sbuf text = SBUF_INIT;
		random_text(&text, &seed);
		check_inert(&text, TEXT_LINE);
		check_inert(&text, TEXT_SHOW);
		check_inert(&text, TEXT_NOTE);
		sbuf_free(&text);
	}
}
END_TEST

/* Every character on its own, so that no block of the table was forgotten. */
START_TEST(every_character_becomes_inert)
{
	struct sbuf text = SBUF_INIT;
	uint32_t cp;
	char s[4];

	for (cp = 0; cp < 0x110000; cp++) {
		sbuf_reset(&text);
		sbuf_putc(&text, 'x');
		sbuf_add(&text, s, utf8_encode(cp, s));
		sbuf_putc(&text, 'x');
		check_inert(&text, TEXT_SHOW);
	}
	sbuf_free(&text);
}
END_TEST

START_TEST(print_writes_the_safe_form)
{
	char got[64] = "";
	FILE *f = fmemopen(got, sizeof(got), "w");

	text_print(f, "\x1B]0;title\a", TEXT_LINE);
	text_print(f, "", TEXT_LINE);
	fclose(f);
	ck_assert_str_eq(got, "␛]0;title␇");
}
END_TEST

Suite *text_suite(void)
{
	Suite *suite = suite_create("text");
	TCase *t = tcase_create("text");

	tcase_add_loop_test(t, each_row_is_shown_as_written, 0, (int)LENGTH(shown));
	tcase_add_test(t, a_nul_is_shown);
	tcase_add_test(t, no_place_hides_a_control);
	tcase_add_test(t, any_bytes_become_inert_and_stay_so);
	tcase_add_test(t, every_character_becomes_inert);
	tcase_add_test(t, print_writes_the_safe_form);
	suite_add_tcase(suite, t);
	return suite;
}
