/* What is offered beside a line: Tab, the arrows, what stands in the line meanwhile, and when a box is shown. */
#include "widget_fixture.h"
#include "widget_suites.h"

#include "widget/offers.h"

/* The words, of which those that begin with what was typed are offered from `at` on; `keys` on `from`, whose
 * cursor is at its end. */
static const struct {
	const char *words, *from;
	size_t at;
	const char *keys, *to;
} steps[] = {
	{ "amount", "am", 0, "Tab", "amount|" },
	{ "close closed", "cl", 0, "Tab", "close|" },
	{ "close closed", "close", 0, "Tab", "close|" },
	{ "close closed", "close", 0, "Tab Tab", "closed|" },
	{ "close closed", "close", 0, "Tab Tab Tab", "close|" },
	{ "close closed", "cl", 0, "Down", "close|" },
	{ "close closed", "cl", 0, "Down Down", "closed|" },
	{ "close closed", "cl", 0, "Down Down Down", "cl|" },
	{ "close closed", "cl", 0, "Down Down Up", "close|" },
	{ "close closed", "cl", 0, "Down Up", "cl|" },
	{ "close closed", "cl", 0, "S-Tab", "closed|" },
	{ "open won", "state:", 6, "Tab", "state:|" }, /* they are looked at first */
	{ "open won", "state:", 6, "Tab Tab", "state:open|" },
	{ "open won", "state:", 6, "Tab Tab Tab", "state:won|" },
	{ "Open open2", "op", 0, "Tab", "Open|" },
	{ "王小明 王小红", "王", 0, "Tab", "王小|" }, /* whole characters, though their bytes begin alike */
	{ "\"Müller GmbH\"", "customer:M\xC3\xBC", 9, "Tab", "customer:\"Müller" " GmbH\"|" },
};

static void offer_words(struct offers *o, const char *words, size_t at)
{
	char *copy = xstrdup(words), *save = NULL;

	offers_begin(o, at);
	if (*words == '"')
		offers_add(o, words, NULL, NULL);
	else
		for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save))
			offers_add(o, w, "a label", "what it is for");
	free(copy);
}

START_TEST(keys_write_what_is_offered)
{
	struct offers o = { 0 };
	struct editor ed = { 0 };
	char *copy = xstrdup(steps[_i].keys), *save = NULL, *text;
	struct error e;
	uint32_t key;

	editor_set(&ed, steps[_i].from);
	offer_words(&o, steps[_i].words, steps[_i].at);
	for (char *k = strtok_r(copy, " ", &save); k; k = strtok_r(NULL, " ", &save)) {
		ck_assert_int_eq(key_read(k, &key, &e), 0);
		ck_assert_int_ne(offers_key(&o, &ed, key), OFFERS_NOT);
	}
	text = xasprintf("%.*s|%s", (int)ed.at, editor_text(&ed), editor_text(&ed) + ed.at);
	ck_assert_str_eq(text, steps[_i].to);
	free(text);
	free(copy);
	editor_free(&ed);
	offers_free(&o);
}
END_TEST

/* Up recalls lines, and other keys type, unless one of the offers stands in the line. */
START_TEST(other_keys_are_not_theirs)
{
	struct offers o = { 0 };
	struct editor ed = { 0 };

	editor_set(&ed, "cl");
	ck_assert_int_eq(offers_key(&o, &ed, K_TAB), OFFERS_NOT);
	offer_words(&o, "close closed", 0);
	ck_assert_int_eq(offers_key(&o, &ed, K_UP), OFFERS_NOT);
	ck_assert_int_eq(offers_key(&o, &ed, K_ENTER), OFFERS_NOT);
	ck_assert_int_eq(offers_key(&o, &ed, 'c'), OFFERS_NOT);
	editor_free(&ed);
	offers_free(&o);
}
END_TEST

/* Two rows of frame; nothing when nothing was typed of them, or when all is typed; at most half the height. */
START_TEST(the_box_is_quiet)
{
	struct offers o = { 0 };
	struct editor ed = { 0 };

	editor_set(&ed, "");
	offer_words(&o, "close closed", 0);
	ck_assert_int_eq(offers_rows(&o, &ed, 20), 0);
	o.wanted = true;
	ck_assert_int_eq(offers_rows(&o, &ed, 20), 4);
	ck_assert_int_eq(offers_rows(&o, &ed, 6), 3);
	ck_assert_int_eq(offers_rows(&o, &ed, 4), 0);
	editor_set(&ed, "amount");
	offer_words(&o, "amount", 0);
	ck_assert_int_eq(offers_rows(&o, &ed, 20), 0);
	offer_words(&o, "a b c d e f g h i j k l", 0);
	ck_assert_int_eq(offers_rows(&o, &ed, 20), 9);
	ck_assert_uint_eq(o.n, 12);
	offers_add(&o, "c", NULL, NULL);
	ck_assert_uint_eq(o.n, 12);
	editor_free(&ed);
	offers_free(&o);
}
END_TEST

/* The words stand below one another in the column asked for, as far as there is room. */
START_TEST(the_box_is_drawn)
{
	struct offers o = { 0 };
	struct grid g = { 0 };

	grid_resize(&g, 40, 6);
	g.graphics = GRAPHICS_ASCII;
	offers_begin(&o, 0);
	offers_add(&o, "open", "Open", "being worked on");
	offers_add(&o, "won", NULL, NULL);
	offers_draw(&o, &g, (struct rect){ 0, 0, 40, 4 }, 5);
	ck_assert_str_eq(grid_text(&g), "   +-----------------------------+\n"
					"   | open  Open  being worked on |\n"
					"   | won                         |\n"
					"   +-----------------------------+\n\n\n");
	grid_clear(&g);
	offers_draw(&o, &g, (struct rect){ 0, 0, 14, 3 }, 12);
	ck_assert_str_eq(grid_text(&g), "+------------+\n"
					"| open  Open |\n"
					"+- 0/2 ------+\n\n\n\n");
	grid_free(&g);
	offers_free(&o);
}
END_TEST

Suite *offers_suite(void)
{
	Suite *s = suite_create("offers");
	TCase *t = tcase_create("offers");

	tcase_add_loop_test(t, keys_write_what_is_offered, 0, (int)LENGTH(steps));
	tcase_add_test(t, other_keys_are_not_theirs);
	tcase_add_test(t, the_box_is_quiet);
	tcase_add_test(t, the_box_is_drawn);
	suite_add_tcase(s, t);
	return s;
}
