/* What is drawn: at every size, from hostile texts, without colours, and as the pictures in tests/screens. */
#include "config.h"

#include "app_fixture.h"
#include "app_suites.h"

#include "base/utf8.h"

static const char *const places[] = { "1", "2", "2 Enter", "4", "2 a", "8", "2 ?", "8 Enter", "g o", "6",
				      "6 b", "6 b b", "6 b b b" };

/* One test a place, so that each is a process of its own; primes, so that no two sizes are alike. */
START_TEST(no_size_is_too_much_or_too_little)
{
	app_start(80, 24);
	add_book();
	press(places[_i]);
	for (int h = 1; h <= 60; h += h < 26 ? 1 : 7)
		for (int w = 1; w <= 200; w += w < 82 ? 3 : 13)
			resize(w, h);
	resize(7, 3);
	press("j Enter Esc ? Esc");
	resize(80, 24);
	ck_assert_int_eq(script_screen(app.term)->w, 80);
	ck_shows("Rapport");
	app_finish();
}
END_TEST

START_TEST(a_small_window_says_so_and_comes_back)
{
	char *before;

	app_start(80, 24);
	add_book();
	press("2");
	before = xstrdup(shown());
	resize(39, 24);
	ck_shows("Window too small (39x24)");
	resize(80, 7);
	ck_shows("Window too small (80x7)");
	resize(80, 24);
	ck_assert_str_eq(shown(), before);
	free(before);
	app_finish();
}
END_TEST

/* One of each kind that security.md lists: controls, C1, bidi, invisible, separators, noncharacters, and
 * more marks than a cell holds. */
static const char hostile[] = "a\x1b[31m\x1b]0;x\x07\x08\x7f\xC2\x9B\xC2\x85"
			      "\xE2\x80\xAE\xE2\x81\xA6\xD8\x9C\xE2\x80\x8E"
			      "\xE2\x80\x8B\xC2\xAD\xEF\xBB\xBF\xE2\x81\xA0\xEF\xBF\xBA\xF3\xA0\x80\xA1"
			      "\xE2\x80\xA8\xE2\x80\xA9\xEF\xBF\xBE\xEE\x80\x80"
			      "e\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86z";

static bool is_hostile(uint32_t cp)
{
	static const struct {
		uint32_t from, to;
	} ranges[] = {
		{ 0x00, 0x1F },	      { 0x7F, 0x9F },	  { 0xAD, 0xAD },	{ 0x34F, 0x34F },
		{ 0x61C, 0x61C },     { 0x180B, 0x180F }, { 0x200B, 0x200B },	{ 0x200E, 0x200F },
		{ 0x2028, 0x202E },   { 0x2060, 0x2069 }, { 0x3164, 0x3164 },	{ 0xFEFF, 0xFEFF },
		{ 0xFFF9, 0xFFFB },   { 0xFFFE, 0xFFFF }, { 0xE000, 0xF8FF },	{ 0xE0000, 0xE0FFF },
	};

	for (size_t i = 0; i < LENGTH(ranges); i++)
		if (cp >= ranges[i].from && cp <= ranges[i].to)
			return true;
	return false;
}

static void ck_harmless(const char *where)
{
	const char *text = shown();

	for (size_t at = 0, len = strlen(text), marks = 0; at < len;) {
		uint32_t cp;
		at += utf8_decode(text + at, len - at, &cp);
		marks = cp != '\n' && utf8_width(cp) == 0 ? marks + 1 : 0;
		ck_assert_msg(cp == '\n' || !is_hostile(cp), "U+%04X in %s", cp, where);
		ck_assert_uint_le(marks, 3);
	}
}

/* Every text field of the entity, and what a form does not refuse of it. */
static void add_hostile(enum entity_id id, const char *more)
{
	const struct entity *e = entity_at(id);
	struct change c = { .kind = CHANGE_SAVE, .entity = e };
	struct error error = { 0 };
	struct answer *a;

	for (unsigned i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		bool text = f->type == FIELD_TEXT || f->type == FIELD_NOTE || f->type == FIELD_TAGS;
		if (text && !(f->flags & (FIELD_SYSTEM | FIELD_COMPUTED)))
			change_set(&c, f, value_text(hostile));
	}
	if (*more) {
		const char *equals = strchr(more, '=');
		char *name = xasprintf("%.*s", (int)(equals - more), more);
		change_set(&c, entity_must(e, name), value_ref(strtoll(equals + 1, NULL, 10), NULL));
		free(name);
	}
	a = client_ask(app.client, &(struct request){ .verb = VERB_SAVE, .changes = &c, .nchanges = 1 },
		       &error);
	ck_assert_msg(a != NULL, "%s: %s", e->name, error.text);
	answer_free(a);
	change_free(&c);
}

START_TEST(hostile_texts_reach_no_screen)
{
	static const char *const ways[] = {
		"1", "2", "2 Enter", "2 e", "2 e C-o", "2 i", "2 d", "3", "3 Enter", "3 e", "4", "4 Enter",
		"5", "5 Enter", "5 e", "5 m", "1 Enter", "1 e", "1 x", "2 V", "2 o", "8 Enter",
		"2 : a c t i v i t y Enter", "2 y y",
	};

	app_start(130, 40);
	add_hostile(ENTITY_CUSTOMER, "");
	add_hostile(ENTITY_CONTACT, "customer=1");
	add_hostile(ENTITY_DEAL, "stage=1");
	add(ENTITY_DEAL, "name=x\ncustomer=1\nstage=2");
	add_hostile(ENTITY_ACTIVITY, "customer=1");
	press("R");
	for (size_t i = 0; i < LENGTH(ways); i++) {
		app_go(&app, 0);
		app_free_closed(&app);
		press(ways[i]);
		ck_harmless(ways[i]);
		ck_shows("a");
	}
	app_finish();
}
END_TEST

START_TEST(hostile_texts_are_harmless_where_they_are_typed)
{
	app_start(80, 24);
	press("2 a");
	paste(hostile);
	ck_harmless("form");
	press("C-s Esc Esc 2 /");
	paste(hostile);
	ck_harmless("find");
	press("Enter g /");
	paste(hostile);
	ck_harmless("find anything");
	press("Esc :");
	paste(hostile);
	press("Enter");
	ck_harmless("command");
	app_finish();
}
END_TEST

/* Two roles differ in a theme when a person without colours sees it. */
static bool differs(const struct theme *theme, unsigned a, unsigned b)
{
	struct look x = theme_look(theme, a, 0), y = theme_look(theme, b, 0);

	return x.attrs != y.attrs;
}

START_TEST(without_colours_what_matters_is_still_seen)
{
	const struct theme *mono = theme_find("mono");

	ck_assert_ptr_eq(theme_choose(NULL, 256, true), mono);
	ck_assert(differs(mono, ROLE_SELECTED, ROLE_DEFAULT));
	ck_assert(differs(mono, ROLE_MARKED, ROLE_DEFAULT));
	ck_assert(differs(mono, ROLE_DANGER, ROLE_DEFAULT));
	ck_assert(differs(mono, ROLE_SELECTED, ROLE_MARKED));
	ck_assert(differs(mono, ROLE_DANGER, ROLE_MARKED));
	ck_assert(differs(mono, ROLE_TAB_ACTIVE, ROLE_TAB));
	app_start(80, 24);
	add_book();
	press("2 Space");
	ck_assert_ptr_nonnull(strstr(line(3), "*M"));
	ck_assert_ptr_nonnull(strchr(roles(), role_letter(ROLE_SELECTED)));
	app_finish();
}
END_TEST

/* The pictures: panes at sizes that few people have, as text and as roles; app_pictures.c has the others. */
static const struct {
	const char *name, *keys;
	bool twice; /* some of the book is there twice */
} pictures[] = {
	{ "today", "1", false },       { "sheet", "1 w", false },
	{ "calls", "2 c", false },       { "customers", "2 Space j", false }, { "record", "2 Enter", false },
	{ "board", "4", false },       { "form", "5 e", false },            { "reports", "8", false },
	{ "palette", "2 C-p", false }, { "history", "2 i", false },         { "duplicates", "2 g m", true },
	{ "calendar", "6 @ m o n Enter Tab Tab Tab", false }, { "calendar-month", "6 @ m o n Enter b", false },
	{ "calendar-agenda", "6 @ m o n Enter b b Tab", false }, { "calendar-day", "6 @ t u e Enter b b b", false },
	{ "merge", "2 g m Enter j l", true }, { "similar", "2 a N o r d l y s", true },
};
static const struct {
	int w, h;
} sizes[] = { { 132, 43 }, { 40, 12 }, { 20, 5 } };

static void ck_picture(const char *name, int w, int h)
{
	char *path = xasprintf(SCREENS "/%s-%dx%d", name, w, h), *is = xstrdup(shown());
	char *both = xasprintf("%s%s", is, roles());

	ck_golden(path, both);
	free(path);
	free(is);
	free(both);
}

/* A week: what clashes, lasts days, is done, begins at odd minutes. */
static void add_week(void)
{
	add(ENTITY_ACTIVITY, "subject=Prices\nkind=call\ncustomer=1\nstart=2026-11-24T11:00:00Z\nduration=45");
	add(ENTITY_ACTIVITY, "subject=New hall\nkind=visit\ncustomer=2\nstart=2026-11-24T11:30:00Z\nduration=90");
	add(ENTITY_ACTIVITY, "subject=Round\nkind=meeting\nstart=2026-11-23T09:00:00Z\nduration=30"
			     "\ndone=2026-11-23T09:30:00Z");
	add(ENTITY_ACTIVITY, "subject=Trade fair\nkind=visit\ndue=2026-11-25\nduration=4320");
	add(ENTITY_ACTIVITY, "subject=Lunch\nkind=meeting\ncustomer=1\nstart=2026-11-26T12:15:00Z\nduration=75");
}

START_TEST(the_screens_are_as_they_were_found_good)
{
	app_start(80, 24);
	add_book();
	if (pictures[_i].twice)
		add_twice();
	if (!strncmp(pictures[_i].name, "calendar", 8))
		add_week();
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		app_go(&app, 0);
		app_free_closed(&app);
		resize(sizes[i].w, sizes[i].h);
		press(pictures[_i].keys);
		ck_picture(pictures[_i].name, sizes[i].w, sizes[i].h);
		press("Esc");
	}
	app_finish();
}
END_TEST

/* The box of a line: all is understood; something is asked. */
static const struct {
	const char *name, *keys, *line;
} told[] = {
	{ "line", "5 j L", "call Katrin wants 9k by fri, next call tue 10, > commit" },
	{ "asked", "2 j L", "call Ingrid for 30 min, offer 1,200 by fri, 下周二10点再打" },
};

START_TEST(a_line_is_shown_with_what_is_understood)
{
	static const struct {
		int w, h;
	} these[] = { { 80, 24 }, { 120, 40 }, { 40, 12 } };

	app_start(80, 24);
	add_book();
	press(told[_i].keys);
	type(told[_i].line);
	for (size_t i = 0; i < LENGTH(these); i++) {
		resize(these[i].w, these[i].h);
		ck_picture(told[_i].name, these[i].w, these[i].h);
	}
	app_finish();
}
END_TEST

Suite *screens_suite(void)
{
	Suite *s = suite_create("screens");
	TCase *t = tcase_create("all");

	tcase_add_loop_test(t, no_size_is_too_much_or_too_little, 0, (int)LENGTH(places));
	tcase_add_test(t, a_small_window_says_so_and_comes_back);
	tcase_add_test(t, hostile_texts_reach_no_screen);
	tcase_add_test(t, hostile_texts_are_harmless_where_they_are_typed);
	tcase_add_test(t, without_colours_what_matters_is_still_seen);
	tcase_add_loop_test(t, a_line_is_shown_with_what_is_understood, 0, (int)LENGTH(told));
	tcase_add_loop_test(t, the_screens_are_as_they_were_found_good, 0, (int)LENGTH(pictures));
	suite_add_tcase(s, t);
	return s;
}
