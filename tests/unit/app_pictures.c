/* Every screen, in three languages, at two sizes, in colour and without: a picture in tests/screens that was
 * looked at. RAPPORT_GOLDEN=write makes them anew, for the eye to judge. And no word of the program is cut. */
#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "app_fixture.h"
#include "app_suites.h"
#include "base/locale.h"

static const char *const languages[] = { "en", "zh_CN", "zh_TW" };
static const struct {
	int w, h;
} sizes[] = { { 80, 24 }, { 120, 40 } };

/* A file to import: somebody new, somebody who is there, and a line that cannot be read. */
#define SAMPLE "pictures.csv"
static const char sample[] = "Company,Town,Status\nMüller Präzision GmbH,Ulm,prospect\n"
			     "Nordlys Energi AS,Bergen,customer\n新宝电器,佛山,horse\n";

static void write_sample(void)
{
	FILE *f = fopen(SAMPLE, "w");

	ck_assert(f && fputs(sample, f) >= 0);
	fclose(f);
}

/* How to come to each, from the start: keys, and between bars what is typed. */
static const struct {
	const char *name, *way;
	enum book { DEMO, EMPTY, TWICE } book; /* which book: TWICE has some customers twice */
} screens[] = {
	{ "first-start", "1", EMPTY },
	{ "no-customers", "2", EMPTY },
	{ "no-deals", "4", EMPTY },
	{ "today", "1", DEMO },
	{ "customers", "2 Space j", DEMO },
	{ "contacts", "3 j", DEMO },
	{ "deals", "5 j", DEMO },
	{ "activities", ":|activity|Enter", DEMO },
	{ "products", ":|product|Enter", DEMO },
	{ "stages", ":|stage|Enter", DEMO },
	{ "settings", ":|setting|Enter", DEMO },
	{ "grouped", "5 g b|stage|Enter", DEMO },
	{ "board", "4", DEMO },
	{ "board-status", "2 B|status|Enter", DEMO },
	{ "customer", "2 Enter", DEMO },
	{ "customer-facts", "2 Enter S-Tab", DEMO },
	{ "contact", "3 Enter", DEMO },
	{ "deal", "5 Enter", DEMO },
	{ "activity", "1 Enter", DEMO },
	{ "completeness", "2 Enter =", DEMO },
	{ "calendar", "6", DEMO },
	{ "calendar-month", "6 b", DEMO },
	{ "calendar-agenda", "6 b b", DEMO },
	{ "calendar-day", "6 b b b", DEMO },
	{ "reports", "8", DEMO },
	{ "report-pipeline", "8 Enter", DEMO },
	{ "report-pipeline-table", "8 Enter b", DEMO },
	{ "report-win-rate", "8 j Enter", DEMO },
	{ "report-revenue", "8 j j Enter", DEMO },
	{ "report-top", "8 j j j Enter", DEMO },
	{ "report-pyramid", "8 j j j j Enter", DEMO },
	{ "report-concentration", "8 j j j j j Enter", DEMO },
	{ "report-completeness", "8 j j j j j j Enter", DEMO },
	{ "report-parameters", "8 Enter P", DEMO },
	{ "report-explain", "8 Enter e", DEMO },
	{ "form-customer", "2 e", DEMO },
	{ "form-more", "2 e C-o", DEMO },
	{ "form-deal", "5 e", DEMO },
	{ "form-activity", "2 t", DEMO },
	{ "form-new", "2 a", DEMO },
	{ "form-error", "5 a|x|Tab Tab Tab Tab Tab|soon|C-s", DEMO },
	{ "cell", "2 E|x", DEMO },
	{ "pick-field", "2 Enter E", DEMO },
	{ "pick-record", "5 a Tab|a", DEMO },
	{ "pick-stage", "5 m", DEMO },
	{ "owner", "2 A", DEMO },
	{ "line", "2 L|call wants 9k by fri, next call tue 10|", DEMO },
	{ "find", "2 /|an|", DEMO },
	{ "find-all", "g /|an|", DEMO },
	{ "filter", "5 F| amount>10k|", DEMO },
	{ "filter-form", "5 f", DEMO },
	{ "filter-wrong", "5 F C-u|stage=horse|Enter", DEMO },
	{ "nothing-found", "2 /|qqq|Enter", DEMO },
	{ "views", "5 V", DEMO },
	{ "columns", "2 C", DEMO },
	{ "go", "g o", DEMO },
	{ "palette", "2 C-p", DEMO },
	{ "help-list", "2 ?", DEMO },
	{ "help-record", "2 Enter ?", DEMO },
	{ "help-board", "4 ?", DEMO },
	{ "help-calendar", "6 ?", DEMO },
	{ "help-form", "2 a F1", DEMO },
	{ "leave-form", "2 a|x|Esc", DEMO },
	{ "duplicates", "g m", TWICE },
	{ "merge", "g m Enter j l", TWICE },
	{ "similar", "2 a|Nordlys|", TWICE },
	{ "not-one", "2 Space Space M", DEMO },
	{ "calls", "2 c", DEMO },
	{ "sheet", "2 w", DEMO },
	{ "relations", "2 W", DEMO },
	{ "documents", "2 O", DEMO },
	{ "history", "2 i", DEMO },
	{ "changes", "H Enter", DEMO },
	{ "qr", "2 Y", DEMO },
	{ "related", "2 o", DEMO },
	{ "set", ":|set|Enter", DEMO },
	{ "import", "2 g i", DEMO },
	{ "import-file", "2 g i|" SAMPLE "|Enter", DEMO },
	{ "import-columns", "2 g i|" SAMPLE "|Enter Enter", DEMO },
	{ "import-check", "2 g i|" SAMPLE "|Enter Enter G Enter", DEMO },
	{ "unknown", ":|nothing of the kind|Enter", DEMO },
	{ "invoices", ":|invoice|Enter", DEMO },
	{ "invoice", ":|invoice|Enter Enter", DEMO },
	{ "cases", ":|case|Enter", DEMO },
	{ "as-of", "5 :|asof 2026-10-01|Enter", DEMO },
	{ "remove", "2 Space Space d", DEMO },
	{ "removed", "2 d g x", DEMO },
	{ "tags", "2 T", DEMO },
	{ "export", "2 X", DEMO },
	{ "save-view", "5 g w", DEMO },
	{ "snooze", "1 z", DEMO },
	{ "template", "1 C-x", DEMO },
	{ "calls-end", "2 /|abbott|Enter c 1", DEMO },
};

static void walk(const char *way)
{
	char *copy = xstrdup(way), *at = copy, *part;

	for (bool typed = false; (part = strsep(&at, "|")); typed = !typed) {
		if (typed)
			type(part);
		else if (*part)
			press(part);
	}
	free(copy);
}

static bool speaks(const char *language)
{
	char *path = xasprintf("%s/%s/LC_MESSAGES/rapport.mo", getenv("RAPPORT_LOCALE"), language);
	struct stat st;
	bool there = !strcmp(language, "en") || !stat(path, &st);

	free(path);
	return there;
}

/* The program as it is for people of that language, the start of the week included. */
static void start(const char *language, enum book book)
{
	char *locale = realpath("locale", NULL);

	if (locale) /* of this build */
		setenv("RAPPORT_LOCALE", locale, 0);
	free(locale);
	setenv("LC_TIME", language, 1);
	intl_begin();
	intl_language(language);
	locale_begin();
	(book == DEMO ? app_start_demo : app_start)(sizes[0].w, sizes[0].h);
	if (book == EMPTY)
		be_ana();
	if (book == TWICE) {
		add_book();
		add_twice();
		press("R");
	}
}

/* What a row looks like, run by run: how many columns, and how they look. */
typedef char look_of(const struct cell *c);

static char in_colour(const struct cell *c)
{
	return role_letter(STYLE_ROLE(c->style));
}

/* Without colours: bold, dim, italic, underlined, reversed as one letter, a sum of their bits. */
static char in_mono(const struct cell *c)
{
	unsigned attrs = theme_look(theme_find("mono"), c->style, 0).attrs;

	return attrs ? (char)('a' + (attrs / ATTR_BOLD) - 1) : '.';
}

static void add_runs(struct sbuf *out, const struct grid *g, int y, look_of *look)
{
	for (int x = 0, from = 0; x < g->w; x++)
		if (x + 1 == g->w || look(grid_at(g, x + 1, y)) != look(grid_at(g, x, y))) {
			if (x + 1 < g->w || look(grid_at(g, x, y)) != '.')
				sbuf_printf(out, "%d%c", x + 1 - from, look(grid_at(g, x, y)));
			from = x + 1;
		}
}

static void add_looks(struct sbuf *out, const char *head, look_of *look)
{
	const struct grid *g = script_screen(app.term);

	sbuf_puts(out, head);
	for (int y = 0; y < g->h; y++) {
		sbuf_printf(out, "%d ", y);
		add_runs(out, g, y, look);
		sbuf_putc(out, '\n');
	}
}

static void add_picture(struct sbuf *out, const char *language)
{
	sbuf_printf(out, "== %s %dx%d\n%s", language, app.term->w, app.term->h, shown());
	add_looks(out, "-- roles\n", in_colour);
	add_looks(out, "-- without colours\n", in_mono);
}

/* What is read aloud is the line with the cursor: never the tabs, never nothing. */
static void ck_cursor(const char *name)
{
	int y = app.grid.cursor_y;

	ck_assert_msg(y > 0 && line(y)[strspn(line(y), " ")], "%s: the cursor is on line %d, which says nothing\n%s", name, y,
		      shown());
}

START_TEST(every_screen_is_as_it_was_found_good)
{
	char *path = xasprintf(SCREENS "/%s", screens[_i].name);
	struct sbuf is = SBUF_INIT;

	write_sample();
	for (size_t l = 0; l < LENGTH(languages); l++) {
		start(languages[l], screens[_i].book);
		if (!speaks(languages[l])) /* without msgfmt the program speaks English only */
			goto out;
		walk(screens[_i].way);
		for (size_t i = 0; i < LENGTH(sizes); i++) {
			resize(sizes[i].w, sizes[i].h);
			ck_cursor(screens[_i].name);
			add_picture(&is, languages[l]);
		}
		app_finish();
	}
	ck_golden(path, sbuf_text(&is));
out:
	unlink(SAMPLE);
	sbuf_free(&is);
	free(path);
}
END_TEST

/* What the program says in a language: the catalogue's texts; its keys, when it speaks English. */
static struct {
	char *file;
	const char **texts;
	size_t n;
} words;

static uint32_t word_at(size_t at)
{
	uint32_t n;

	memcpy(&n, words.file + at, sizeof(n));
	return n;
}

/* GNU's format: how many at 8; at 12 and 16 where the tables are of lengths and places. */
static void load_words(const char *language)
{
	bool english = !strcmp(language, "en");
	char *path = xasprintf("%s/%s/LC_MESSAGES/rapport.mo", getenv("RAPPORT_LOCALE"), english ? "zh_CN" : language);
	FILE *f = fopen(path, "r");
	struct stat st;

	ck_assert(f && !fstat(fileno(f), &st));
	words.file = xmalloc((size_t)st.st_size);
	ck_assert_uint_eq(fread(words.file, 1, (size_t)st.st_size, f), (size_t)st.st_size);
	fclose(f);
	words.n = word_at(8);
	words.texts = xcalloc(words.n, sizeof(*words.texts));
	for (size_t i = 1; i < words.n; i++) /* the first is the head */
		words.texts[i - 1] = words.file + word_at(word_at(english ? 12 : 16) + 8 * i + 4);
	words.n--;
	free(path);
}

static void free_words(void)
{
	free(words.file);
	free(words.texts);
}

/* "Save as…" ends so by itself; and what people wrote in the demo begins like a word of ours. */
static bool is_whole(const char *text, const char *cut)
{
	static const char *const data[] = { "Nor", "Sol", "d", "上" };

	for (size_t i = 0; i < LENGTH(data); i++)
		if (!strcmp(cut, data[i]))
			return true;
	return !text[strlen(cut)] || !strcmp(text + strlen(cut), "…");
}

static const char *longer_word(const char *cut)
{
	for (size_t i = 0; i < words.n; i++)
		if (!strncmp(words.texts[i], cut, strlen(cut)) && !is_whole(words.texts[i], cut))
			return words.texts[i];
	return NULL;
}

/* What stands before the ellipsis at x, as far as it looks the same and no gap is in it. */
static void before(const struct grid *g, int x, int y, struct sbuf *out)
{
	int from = x;

	while (from > 0 && grid_at(g, from - 1, y)->style == grid_at(g, x, y)->style &&
	       !(from > 1 && grid_at(g, from - 1, y)->text[0] == ' ' && grid_at(g, from - 2, y)->text[0] == ' ') &&
	       strcmp(grid_at(g, from - 1, y)->text, "│") != 0)
		from--;
	for (; from < x && grid_at(g, from, y)->text[0] == ' '; from++)
		;
	for (; from < x; from++)
		sbuf_puts(out, grid_at(g, from, y)->text);
}

static void note_cuts(const char *where, const char *language, struct sbuf *out)
{
	const struct grid *g = script_screen(app.term);
	struct sbuf cut = SBUF_INIT;

	for (int y = 0; y < g->h; y++)
		for (int x = 0; x < g->w; x++) {
			if (strcmp(grid_at(g, x, y)->text, "…") != 0)
				continue;
			sbuf_reset(&cut);
			before(g, x, y, &cut);
			if (cut.len && longer_word(sbuf_text(&cut)))
				sbuf_printf(out, "%s, %s: %s… is %s\n", where, language, sbuf_text(&cut),
					    longer_word(sbuf_text(&cut)));
		}
	sbuf_free(&cut);
}

/* The lists and forms of every entity, and every report. */
static void note_tables(const char *language, struct sbuf *cuts)
{
	static const char *const ways[] = { "%s", "a", "C-o" };

	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_at((enum entity_id)i);
		if (!(e->flags & ENTITY_PUBLIC))
			continue;
		app_go(&app, 0);
		app_free_closed(&app);
		press(":");
		type(e->name);
		press("Enter");
		note_cuts(e->name, language, cuts);
		for (size_t w = 1; w < LENGTH(ways) && !(e->flags & ENTITY_APPEND_ONLY); w++) {
			press(ways[w]);
			note_cuts(e->name, language, cuts);
		}
	}
}

START_TEST(no_word_of_the_program_is_cut)
{
	struct sbuf cuts = SBUF_INIT;

	write_sample();
	start(languages[_i], DEMO);
	if (speaks("zh_CN")) {
		load_words(languages[_i]);
		for (size_t i = 0; i < LENGTH(screens); i++) {
			app_go(&app, 0);
			app_free_closed(&app);
			walk(screens[i].way);
			note_cuts(screens[i].name, languages[_i], &cuts);
		}
		note_tables(languages[_i], &cuts);
		free_words();
	}
	app_finish();
	unlink(SAMPLE);
	ck_assert_msg(!cuts.len, "%s", sbuf_text(&cuts));
	sbuf_free(&cuts);
}
END_TEST

Suite *pictures_suite(void)
{
	Suite *s = suite_create("pictures");
	TCase *t = tcase_create("all");

	tcase_add_unchecked_fixture(t, app_make_demo, app_drop_demo);
	tcase_add_loop_test(t, every_screen_is_as_it_was_found_good, 0, (int)LENGTH(screens));
	tcase_add_loop_test(t, no_word_of_the_program_is_cut, 0, (int)LENGTH(languages));
	suite_add_tcase(s, t);
	return s;
}
