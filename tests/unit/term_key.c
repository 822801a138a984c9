#include "term/key.h"

#include "term_suites.h"

static const struct {
	const char *name;
	uint32_t key;
	const char *canonical;
} keys[] = {
	{"j", 'j', "j"},
	{"G", 'G', "G"},
	{"<", '<', "<"},
	{"-", '-', "-"},
	{"C", 'C', "C"},
	{"C-s", K_CTRL | 's', "C-s"},
	{"C-S", K_CTRL | 's', "C-s"},
	{"C--", K_CTRL | '-', "C--"},
	{"M-x", K_ALT | 'x', "M-x"},
	{"C-M-x", K_CTRL | K_ALT | 'x', "C-M-x"},
	{"M-C-x", K_CTRL | K_ALT | 'x', "C-M-x"},
	{"S-a", 'A', "A"},
	{"S-Tab", K_SHIFT | K_TAB, "S-Tab"},
	{"Enter", K_ENTER, "Enter"},
	{"return", K_ENTER, "Enter"},
	{"Esc", K_ESC, "Esc"},
	{"F2", K_F1 + 1, "F2"},
	{"f12", K_F12, "F12"},
	{"PgDn", K_PAGE_DOWN, "PgDn"},
	{"Space", ' ', "Space"},
	{"C-Space", K_CTRL | ' ', "C-Space"},
	{"C-Left", K_CTRL | K_LEFT, "C-Left"},
	{"C-i", K_TAB, "Tab"},
	{"C-m", K_ENTER, "Enter"},
	{"C-[", K_ESC, "Esc"},
	{"C-h", K_BACKSPACE, "Backspace"},
	{"王", 0x738B, "王"},
	{"é", 0xE9, "é"},
};

START_TEST(names_are_read_and_written)
{
	struct sbuf out = SBUF_INIT;
	uint32_t key = 0, again = 0;

	ck_assert_int_eq(key_read(keys[_i].name, &key, NULL), 0);
	ck_assert_uint_eq(key, keys[_i].key);
	key_write(&out, key);
	ck_assert_str_eq(sbuf_text(&out), keys[_i].canonical);
	ck_assert_int_eq(key_read(sbuf_text(&out), &again, NULL), 0);
	ck_assert_uint_eq(again, key);
	sbuf_free(&out);
}
END_TEST

START_TEST(every_named_key_with_every_modifier_comes_back)
{
	for (uint32_t code = K_ENTER; code <= K_LAST; code++)
		for (uint32_t mods = 0; mods < 8; mods++) {
			struct sbuf out = SBUF_INIT;
			uint32_t key = code | mods * K_SHIFT, again = 0;
			key_write(&out, key);
			ck_assert_int_eq(key_read(sbuf_text(&out), &again, NULL), 0);
			ck_assert_uint_eq(again, key);
			sbuf_free(&out);
		}
}
END_TEST

static const char *const wrong[] = {"", "C-", "jj", "F13", "Entr", "X-a", "\x80", "\t", "S-M-"};

START_TEST(other_names_are_refused_in_words)
{
	struct error e = {0};
	uint32_t key;

	ck_assert_int_eq(key_read(wrong[_i], &key, &e), -1);
	ck_assert_int_eq(e.kind, ERROR_USAGE);
}
END_TEST

START_TEST(sequences)
{
	struct sbuf out = SBUF_INIT;
	uint32_t seq[3];

	ck_assert_int_eq(key_read_sequence("  g   S-Tab ", seq, 3, NULL), 2);
	ck_assert(seq[0] == 'g' && seq[1] == (K_TAB | K_SHIFT));
	key_write_sequence(&out, seq, 2);
	ck_assert_str_eq(sbuf_text(&out), "g S-Tab");
	ck_assert_int_eq(key_read_sequence("a b c d", seq, 3, NULL), -1);
	ck_assert_int_eq(key_read_sequence(" ", seq, 3, NULL), -1);
	ck_assert_int_eq(key_read_sequence("g nokey", seq, 3, NULL), -1);
	sbuf_free(&out);
}
END_TEST

START_TEST(a_character_is_text_and_key)
{
	struct event ev = key_event(0x738B);

	ck_assert_int_eq(ev.type, EVENT_TEXT);
	ck_assert_uint_eq(ev.key, 0x738B);
	ck_assert_str_eq(ev.text, "王");
	ck_assert_int_eq(key_event(K_ALT | 'x').type, EVENT_KEY);
	ck_assert_int_eq(key_event(K_ENTER).type, EVENT_KEY);
	ck_assert_int_eq(key_event(K_CTRL | 'c').type, EVENT_INTERRUPT);
}
END_TEST

Suite *key_suite(void)
{
	Suite *s = suite_create("key");
	TCase *tc = tcase_create("key");

	tcase_add_loop_test(tc, names_are_read_and_written, 0, LENGTH(keys));
	tcase_add_test(tc, every_named_key_with_every_modifier_comes_back);
	tcase_add_loop_test(tc, other_names_are_refused_in_words, 0, LENGTH(wrong));
	tcase_add_test(tc, sequences);
	tcase_add_test(tc, a_character_is_text_and_key);
	suite_add_tcase(s, tc);
	return s;
}
