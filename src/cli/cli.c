/* From the words of the command line to the verb that does it. */
#include "config.h"

#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/number.h"
#include "base/text.h"
#include "cli/verb.h"

#define NAMES_MAX 256

void cli_say(const char *fmt, ...)
{
	struct sbuf text = SBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&text, fmt, ap);
	va_end(ap);
	text_print(stderr, sbuf_text(&text), TEXT_NOTE);
	fputc('\n', stderr);
	sbuf_free(&text);
}

void cli_print(const char *text)
{
	text_print(stdout, text, TEXT_NOTE);
	putchar('\n');
}

const char *cli_option(const struct cli *c, const char *name)
{
	for (size_t i = c->ngiven; i > 0; i--)
		if (!strcmp(c->given[i - 1].option->name, name))
			return c->given[i - 1].value;
	return NULL;
}

int64_t cli_number(const struct cli *c, const char *name, int64_t otherwise, struct error *e)
{
	const char *typed = cli_option(c, name);
	int64_t n;

	if (!typed)
		return otherwise;
	if (number_int(typed, &n) == 0 && n >= 0)
		return n;
	return error_set(e, ERROR_USAGE, _("--%s wants a whole number: \"%s\" is none."), name, typed);
}

int cli_format(const struct cli *c, struct error *e)
{
	const char *name = cli_option(c, "format");

	return name ? format_find(name, e) : FORMAT_TABLE;
}

int cli_width(void)
{
	struct winsize size;

	return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* What a terminal can show beside letters: a dumb one nothing. */
static bool is_dumb(void)
{
	const char *term = getenv("TERM");

	return !term || !*term || !strcmp(term, "dumb");
}

struct writer *cli_writer(const struct cli *c, struct error *e)
{
	int format = cli_format(c, e);

	if (format < 0)
		return NULL;
	return writer_open(stdout, &(struct format_options){ .format = (enum format)format,
							    .context = &c->context,
							    .width = cli_width(),
							    .match = is_dumb() ? NULL : c->match,
							    .tty = isatty(STDOUT_FILENO) });
}

const char *cli_rest(struct cli *c, size_t n)
{
	struct sbuf text = SBUF_INIT;
	char *whole;

	for (size_t i = n; i < c->nwords; i++)
		sbuf_printf(&text, "%s%s", i > n ? " " : "", c->words[i]);
	whole = n < c->nwords ? arena_strdup(&c->arena, sbuf_text(&text)) : NULL;
	sbuf_free(&text);
	return whole;
}

int cli_do(struct cli *c, struct request *r, struct error *e)
{
	struct answer *a = client_ask(c->client, r, e);

	if (!a)
		return -1;
	if (a->text)
		cli_say("%s", a->text);
	answer_free(a);
	return 0;
}

/* What other programs call it, else what is spelt nearly so; NULL: nothing. */
static const char *meant(const char *word, const char *const *names, size_t n)
{
	static const struct {
		const char *typed, *name;
	} others[] = {
		{ "delete", "remove" }, { "rm", "remove" }, { "del", "remove" }, { "edit", "set" },
		{ "update", "set" }, { "change", "set" }, { "modify", "set" }, { "new", "add" },
		{ "create", "add" }, { "insert", "add" }, { "get", "show" }, { "view", "show" },
		{ "open", "show" }, { "cat", "show" }, { "ls", "list" }, { "search", "find" },
	};

	for (size_t i = 0; i < LENGTH(others); i++)
		for (size_t k = 0; k < n && text_same(word, others[i].typed); k++)
			if (!strcmp(names[k], others[i].name))
				return names[k];
	return text_nearest(word, names, n);
}

/* "There is no option --colums. Did you mean --columns?" */
static int unknown(const char *what, const char *word, const char *const *names, size_t n,
		   struct error *e)
{
	const char *near = meant(word, names, n);

	if (near)
		return error_set(e, ERROR_USAGE, _("There is no %s \"%s\"; did you mean \"%s\"?"), what,
				 word, near);
	return error_set(e, ERROR_USAGE, _("There is no %s \"%s\"; rapport --help lists them."), what,
			 word);
}

static int unknown_option(const char *word, struct error *e)
{
	const char *names[NAMES_MAX];
	size_t n = 0;

	for (const struct option *o = general_options; o->name; o++)
		names[n++] = o->name;
	for (const struct cli_verb *v = verbs; v->name; v++)
		for (const struct option *o = v->options; o && o->name && n < NAMES_MAX; o++)
			names[n++] = o->name;
	return unknown(_("option"), word, names, n, e);
}

/* Editors take a file as their first word, so people try it. */
static int unknown_verb(const char *word, struct error *e)
{
	const char *names[NAMES_MAX];
	size_t n = 0;

	if (access(word, F_OK) == 0)
		return error_set(e, ERROR_USAGE, _("There is no verb or entity \"%s\"; rapport --book %s opens that file."),
				 word, word);
	for (const struct cli_verb *v = verbs; v->name; v++)
		if (!(v->flags & (CLI_ENTITY | CLI_HIDDEN)))
			names[n++] = v->name;
	for (int i = 0; i < ENTITY_COUNT; i++)
		if (entity_at((enum entity_id)i)->flags & ENTITY_PUBLIC)
			names[n++] = entity_at((enum entity_id)i)->name;
	return unknown(_("verb or entity"), word, names, n, e);
}

static int unknown_entity_verb(const struct entity *entity, const char *word, struct error *e)
{
	char *what = xasprintf(_("verb of %s"), entity->name);
	const char *names[NAMES_MAX];
	size_t n = 0;

	for (const struct cli_verb *v = verbs; v->name; v++)
		if (verb_fits(v, entity))
			names[n++] = v->name;
	for (size_t i = 0; i < actions_count; i++)
		if (verb_of_action(&actions[i]) && action_fits(&actions[i], entity))
			names[n++] = verb_of_action(&actions[i]);
	unknown(what, word, names, n, e);
	free(what);
	return -1;
}

struct command_line {
	char **words;
	size_t nwords;
	struct given *given;
	size_t ngiven, given_room;
};

static void add_given(struct command_line *l, const struct option *o, const char *value)
{
	struct given *g = array_add(&l->given, &l->ngiven, &l->given_room, sizeof(*g));

	*g = (struct given){ o, value };
}

static int take_option(struct command_line *l, char **argv, int *i, struct error *e)
{
	char *name = argv[*i] + 2, *equals = strchr(name, '=');
	const struct option *o;

	if (equals)
		*equals++ = '\0';
	o = option_find(name);
	if (!o)
		return unknown_option(name, e);
	if (!o->value && equals)
		return error_set(e, ERROR_USAGE, _("--%s takes no value."), name);
	if (o->value && !equals)
		equals = argv[++*i];
	if (o->value && (!equals || !*equals))
		return error_set(e, ERROR_USAGE, _("--%s wants a value: --%s %s."), name, name,
				 _(o->value));
	add_given(l, o, equals ? equals : "");
	return 0;
}

/* Options may stand anywhere; what follows a bare -- is words. */
static int split(struct command_line *l, int argc, char **argv, struct error *e)
{
	bool words_only = false;

	l->words = xcalloc((size_t)argc + 1, sizeof(*l->words));
	for (int i = 1; i < argc; i++) {
		if (!words_only && !strcmp(argv[i], "-h"))
			add_given(l, option_find("help"), "");
		else if (words_only || strncmp(argv[i], "--", 2))
			l->words[l->nwords++] = argv[i];
		else if (!argv[i][2])
			words_only = true;
		else if (take_option(l, argv, &i, e))
			return -1;
	}
	return 0;
}

static void skip_words(struct cli *c, size_t n)
{
	c->words += n;
	c->nwords -= n;
}

/* "list deals" is how one speaks; here the record comes first. */
static int turned_round(const struct cli *c, struct error *e)
{
	const struct entity *entity = c->nwords > 1 ? entity_find(c->words[1]) : NULL;

	return error_set(e, ERROR_USAGE, _("Of what? Say for example: rapport %s %s."),
			 entity && entity->flags & ENTITY_PUBLIC ? entity->name : "customer", c->words[0]);
}

static int find_entity_verb(struct cli *c, struct error *e)
{
	if (verb_find(c->words[0], true))
		return turned_round(c, e);
	c->entity = entity_find(c->words[0]);
	if (!c->entity || !(c->entity->flags & ENTITY_PUBLIC))
		return unknown_verb(c->words[0], e);
	skip_words(c, 1);
	if (!c->nwords)
		return 0;
	c->verb = verb_find(c->words[0], true);
	if (c->verb && !verb_fits(c->verb, c->entity))
		c->verb = NULL;
	c->action = c->verb ? NULL : verb_action(c->entity, c->words[0]);
	if (c->action)
		c->verb = &action_verb;
	if (!c->verb)
		return unknown_entity_verb(c->entity, c->words[0], e);
	skip_words(c, 1);
	return 0;
}

static int find_verb(struct cli *c, struct error *e)
{
	if (!c->nwords)
		return 0;
	c->verb = verb_find(c->words[0], false);
	if (!c->verb)
		return find_entity_verb(c, e);
	skip_words(c, 1);
	return 0;
}

static const char *usage_of(struct cli *c)
{
	return arena_printf(&c->arena, "rapport %s%s%s --help", c->entity ? c->entity->name : "",
			    c->entity ? " " : "",
			    c->action ? verb_of_action(c->action) : c->verb ? c->verb->name : "");
}

static int check_words(struct cli *c, struct error *e)
{
	for (size_t i = 0; c->verb && i < c->ngiven; i++)
		if (!option_fits(c->given[i].option, c->verb))
			return error_set(e, ERROR_USAGE, _("That takes no --%s. %s tells more."),
					 c->given[i].option->name, usage_of(c));
	if (c->verb && c->nwords < c->verb->min)
		return error_set(e, ERROR_USAGE, _("Something is missing: %s. %s tells more."),
				 _(c->verb->words), usage_of(c));
	if (c->verb && c->nwords > c->verb->max)
		return error_set(e, ERROR_USAGE, _("\"%s\" is too much. %s tells more."),
				 c->words[c->verb->max], usage_of(c));
	return 0;
}

static int read_general(struct cli *c, struct error *e)
{
	const char *now = cli_option(c, "now");

	c->options.book = cli_option(c, "book");
	c->options.socket = cli_option(c, "socket");
	if (now && stamp_read_iso(now, &c->options.now))
		return error_set(e, ERROR_USAGE, _("--now wants a stamp like 2026-11-22T10:00:00Z."));
	if (c->options.book && c->options.socket)
		return error_set(e, ERROR_USAGE, _("Give --book or --socket, not both."));
	return 0;
}

static int read_size(const struct cli *c, struct cli_screen *s, struct error *e)
{
	const char *size = cli_option(c, "size");
	char rest;

	if (!size || sscanf(size, "%4dx%4d%c", &s->w, &s->h, &rest) == 2)
		return 0;
	return error_set(e, ERROR_USAGE, _("--size wants columns and rows, like 120x40."));
}

int cli_screen(struct cli *c, bool tour, struct error *e)
{
	struct cli_screen s = { &c->options, c->client, tour, cli_option(c, "script"), 80, 24 };

	if (!s.script && !isatty(STDIN_FILENO))
		return error_set(e, ERROR_USAGE, "%s",
				 _("The screen needs a terminal. rapport --help lists the verbs that do not."));
	return read_size(c, &s, e) ? -1 : c->ui->screen(&s, e);
}

static int open_book(struct cli *c, struct error *e)
{
	char *book = NULL;

	if (!c->options.book && !c->options.socket) {
		book = client_default_book(e);
		if (!book)
			return -1;
		c->options.book = arena_strdup(&c->arena, book);
		free(book);
	}
	c->client = client_open(&c->options, e);
	if (!c->client)
		return -1;
	c->context = client_context(c->client);
	return cli_option(c, "asof") ? client_read_asof(c->client, cli_option(c, "asof"), e) : 0;
}

static void say_help(struct cli *c, FILE *to)
{
	if (c->verb)
		help_verb(to, c->entity, c->verb, c->action);
	else if (c->entity)
		help_entity(to, c->entity);
	else
		help_program(to);
}

static int run_verb(struct cli *c, struct error *e)
{
	if (check_words(c, e) || read_general(c, e))
		return -1;
	if (c->entity && !c->verb) {
		help_entity(stderr, c->entity);
		return error_set(e, ERROR_USAGE, _("What shall be done with %s?"), _(c->entity->plural));
	}
	if (!c->verb || !(c->verb->flags & CLI_NO_BOOK))
		if (open_book(c, e))
			return -1;
	return c->verb ? c->verb->run(c, e) : cli_screen(c, false, e);
}

static int run(struct cli *c, struct error *e)
{
	if (cli_option(c, "version")) {
		puts("rapport " PACKAGE_VERSION);
		return 0;
	}
	if (find_verb(c, e))
		return -1;
	if (cli_option(c, "help")) {
		say_help(c, stdout);
		return 0;
	}
	return run_verb(c, e);
}

/* Whoever reads our output may leave when he has seen enough: that is no failure to speak of. */
static int report(const struct error *e, int rc)
{
	if (rc == 0 && fflush(stdout) == 0)
		return 0;
	if (ferror(stdout) && errno == EPIPE)
		return 0;
	if (e->kind)
		cli_say("rapport: %s", e->text);
	return e->kind ? (int)e->kind : ERROR_FAILED;
}

int cli_main(int argc, char **argv, const struct cli_ui *ui)
{
	struct command_line line = { 0 };
	struct cli c = { .ui = ui };
	struct error e = { 0 };
	int rc;

	signal(SIGPIPE, SIG_IGN);
	rc = split(&line, argc, argv, &e);
	c.words = line.words;
	c.nwords = line.nwords;
	c.given = line.given;
	c.ngiven = line.ngiven;
	if (rc == 0)
		rc = run(&c, &e);
	rc = report(&e, rc);
	client_close(c.client);
	arena_free(&c.arena);
	free(line.words);
	free(line.given);
	return rc;
}
