#include "app_fixture.h"

#include <poll.h>
#include <unistd.h>

#define STORE "./rapport-store" /* make check runs where it was built */

struct app app;
static char dir[32], path[64];
static struct sbuf text;

static void open_app(int w, int h)
{
	struct error e = { 0 };

	memset(&app, 0, sizeof(app));
	app.options.book = path;
	app.options.now = (int64_t)date_make(2026, 11, 22) * 86400 + 10 * 3600;
	app.client = client_open(&app.options, &e);
	ck_assert_msg(app.client != NULL, "%s", e.text);
	app.book = "book.db";
	app.host.login = "ana";
	app_begin(&app, script_open(w, h), &e);
	settle();
}

static void set_environment(void)
{
	setenv("TZ", "UTC", 1);
	setenv("RAPPORT_STORE", STORE, 1);
	setenv("VISUAL", "true", 1); /* an editor that changes nothing */
}

static void make_place(void)
{
	set_environment();
	snprintf(dir, sizeof(dir), "/tmp/rapport-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/book.db", dir);
}

void app_start(int w, int h)
{
	make_place();
	open_app(w, h);
}

void app_start_refusing(int w, int h)
{
	make_place();
	setenv("RAPPORT_STORE", "/proc/self/exe", 1);
	open_app(w, h);
}

/* Made once, for each screen to have a copy of. */
static char demo[32];

void app_make_demo(void)
{
	char *command;

	snprintf(demo, sizeof(demo), "/tmp/rapport-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(demo));
	set_environment();
	command = xasprintf("./rapport --now 2026-11-22T10:00:00Z demo %s/book.db --customers 40 >/dev/null 2>&1", demo);
	ck_assert_int_eq(system(command), 0);
	free(command);
}

void app_drop_demo(void)
{
	char *command = xasprintf("rm -r %s", demo);

	ck_assert_int_eq(system(command), 0);
	free(command);
}

void app_start_demo(int w, int h)
{
	char *command;

	make_place();
	command = xasprintf("cp -R %s/. %s", demo, dir);
	ck_assert_int_eq(system(command), 0);
	free(command);
	open_app(w, h);
}

void app_stop(void)
{
	struct term *t = app.term;

	app_end(&app);
	client_close(app.client);
	app.client = NULL;
	term_close(t);
}

void app_restart(void)
{
	int w = app.term->w, h = app.term->h;

	app_stop();
	open_app(w, h);
}

void app_finish(void)
{
	char *command = xasprintf("rm -r %s", dir);

	if (app.client)
		app_stop();
	sbuf_free(&text);
	ck_assert_int_eq(system(command), 0);
	free(command);
}

static void add_line(struct change *c, char *line, struct arena *a)
{
	struct value_context context = client_context(app.client);
	char *value = strchr(line, '=');
	struct error e = { 0 };
	const struct field *f;
	struct value v;

	*value++ = '\0';
	f = entity_must(c->entity, line);
	if (f->type == FIELD_REF)
		v = value_ref(strtoll(value, NULL, 10), NULL);
	else if (value_parse(f, value, &context, a, &v, &e) < 0)
		ck_abort_msg("%s", e.text);
	change_set(c, f, v);
}

static int64_t save(enum entity_id entity, int64_t id, const char *lines)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = entity_at(entity), .id = id };
	char *copy = xstrdup(lines), *at = copy;
	struct arena arena = { 0 };
	struct error e = { 0 };
	struct answer *a;

	for (char *line; (line = strsep(&at, "\n"));)
		add_line(&c, line, &arena);
	a = client_ask(app.client,
		       &(struct request){ .verb = VERB_SAVE, .changes = &c, .nchanges = 1 }, &e);
	ck_assert_msg(a != NULL, "%s: %s", lines, e.text);
	id = a->ids[0];
	answer_free(a);
	change_free(&c);
	arena_free(&arena);
	free(copy);
	return id;
}

int64_t add(enum entity_id entity, const char *lines)
{
	return save(entity, 0, lines);
}

void settle(void)
{
	while (!app.quit) {
		struct pollfd p = { .fd = client_fd(app.client), .events = POLLIN };
		app_draw(&app);
		app_answers(&app);
		if (macro_next(&app))
			continue;
		if (app_settled(&app) && !app.redraw)
			break;
		if (client_wants_write(app.client))
			p.events |= POLLOUT;
		if (client_pending(app.client) && !app.redraw)
			ck_assert_int_gt(poll(&p, 1, -1), 0);
	}
}

/* Tells the program everything that is queued, as its loop does. */
static void drain(void)
{
	struct event ev;

	while (term_poll(app.term, NULL, 0, 0, &ev), ev.type != EVENT_NONE) {
		app_event(&app, &ev);
		if (!app.quit)
			settle();
	}
}

void press(const char *names)
{
	struct error e = { 0 };

	ck_assert_msg(script_keys(app.term, names, &e) == 0, "%s", e.text);
	drain();
}

void type(const char *typed)
{
	script_text(app.term, typed);
	drain();
}

void paste(const char *pasted)
{
	script_paste(app.term, pasted);
	drain();
}

void resize(int w, int h)
{
	script_resize(app.term, w, h);
	drain();
}

const char *shown(void)
{
	sbuf_reset(&text);
	grid_dump(script_screen(app.term), &text);
	return sbuf_text(&text);
}

const char *roles(void)
{
	sbuf_reset(&text);
	grid_dump_roles(script_screen(app.term), &text);
	return sbuf_text(&text);
}

const char *line(int y)
{
	const struct grid *g = script_screen(app.term);

	sbuf_reset(&text);
	for (int x = 0; x < g->w; x++)
		sbuf_puts(&text, grid_at(g, x, y)->text);
	return sbuf_text(&text);
}

const char *said(void)
{
	return sbuf_text(&app.message);
}

static char *read_all(const char *file)
{
	struct sbuf all = SBUF_INIT;
	FILE *f = fopen(file, "r");
	char block[4096];

	for (size_t n; f && (n = fread(block, 1, sizeof(block), f)) > 0;)
		sbuf_add(&all, block, n);
	if (f)
		fclose(f);
	return sbuf_steal(&all);
}

/* The first line in which two texts differ, of the first one; Check has no room for whole screens. */
static char *difference(const char *a, const char *b)
{
	size_t begin = 0, at = 0;

	for (; a[at] && a[at] == b[at]; at++)
		if (a[at] == '\n')
			begin = at + 1;
	return xasprintf("%.*s", (int)strcspn(a + begin, "\n"), a + begin);
}

void ck_golden(const char *file, const char *is)
{
	const char *mode = getenv("RAPPORT_GOLDEN");
	char *was;

	if (mode && !strcmp(mode, "write")) {
		FILE *f = fopen(file, "w");
		ck_assert_ptr_nonnull(f);
		fputs(is, f);
		fclose(f);
	}
	was = read_all(file);
	ck_assert_msg(!strcmp(is, was), "%s: it was\n%s\nbut is\n%s", file, difference(was, is),
		      difference(is, was));
	free(was);
}

/* As SQL would have them: what a form would ask, in the order of their ids. */
static const struct {
	enum entity_id entity;
	const char *lines;
} book[] = {
	{ ENTITY_CUSTOMER, "name=Müller & Söhne GmbH\nstatus=customer\nindustry=bakery equipment" },
	{ ENTITY_CUSTOMER, "name=上海大众汽车有限公司\nstatus=prospect\nindustry=cars" },
	{ ENTITY_CUSTOMER, "name=Smile 😀 Ltd\nstatus=suspect" },
	{ ENTITY_CUSTOMER, "name=Zoe\u0301's Cafe\u0301\nstatus=customer\ntags=retail" },
	{ ENTITY_CUSTOMER, "name=Nordlys Energi AS\nstatus=customer\nindustry=energy\nlast_contact=2026-11-20" },
	{ ENTITY_POINT, "customer=1\nkind=phone\nvalue=+49 221 901820" },
	{ ENTITY_POINT, "customer=1\nkind=address\nvalue=Domstr. 1\ncity=Köln\ncountry=Germany" },
	{ ENTITY_POINT, "customer=2\nkind=address\ncity=上海\ncountry=China" },
	{ ENTITY_POINT, "customer=5\nkind=address\ncity=Bergen\ncountry=Norway" },
	{ ENTITY_POINT, "customer=5\nkind=email\nvalue=post@nordlys.example" },
	{ ENTITY_CONTACT, "name=Katrin Müller\ncustomer=1\njob=owner" },
	{ ENTITY_CONTACT, "name=王小明\ncustomer=2\njob=采购经理" },
	{ ENTITY_CONTACT, "name=Ingrid Lund\ncustomer=5\njob=purchasing" },
	{ ENTITY_POINT, "contact=1\nkind=email\nvalue=katrin@mueller.example" },
	{ ENTITY_DEAL, "name=Oven line\ncustomer=1\nstage=3\namount=12400\nclose=2026-11-26" },
	{ ENTITY_DEAL, "name=华星贸易 补货\ncustomer=2\nstage=2\namount=84000\nclose=2026-12-18" },
	{ ENTITY_DEAL, "name=Nordlys frame contract\ncustomer=5\nstage=2\namount=64000\nclose=2026-11-30" },
	{ ENTITY_DEAL, "name=Bergen pilot\ncustomer=5\nstage=1\namount=9500\nclose=2027-02-01" },
	{ ENTITY_DEAL, "name=Cups\ncustomer=4\nstage=4\namount=800\nclose=2026-11-23" },
	{ ENTITY_ACTIVITY, "kind=call\nsubject=send revised offer\ncustomer=1\ndeal=1\ndue=2026-11-19" },
	{ ENTITY_ACTIVITY, "kind=task\nsubject=confirm delivery\ncustomer=2\ndue=2026-11-21" },
	{ ENTITY_ACTIVITY, "kind=visit\nsubject=demo, 2nd floor\ncustomer=5\ndeal=3\ndue=2026-11-22" },
	{ ENTITY_ACTIVITY, "kind=call\nsubject=ask about the cups\ncustomer=4\ndue=2026-11-24" },
	{ ENTITY_ACTIVITY, "kind=call\nsubject=price too high, wants 5 % at 20 units\ncustomer=1\ndone=2026-11-18T10:00:00Z" },
};

void be_ana(void)
{
	save(ENTITY_USER, client_user(app.client), "name=Ana");
	app.host.ops->refresh(&app.host);
	settle();
}

void add_book(void)
{
	be_ana();
	for (size_t i = 0; i < LENGTH(book); i++)
		add(book[i].entity, book[i].lines);
	app.host.ops->refresh(&app.host);
	settle();
}

void add_twice(void)
{
	add(ENTITY_CUSTOMER, "name=NORDLYS ENERGI\nstatus=prospect\nnote=met at the fair\nemployees=120");
	add(ENTITY_POINT, "customer=6\nkind=email\nvalue=Post@nordlys.example");
	add(ENTITY_CUSTOMER, "name=上海大眾汽車\nindustry=cars");
	add(ENTITY_POINT, "customer=7\nkind=address\ncity=上海市");
}
