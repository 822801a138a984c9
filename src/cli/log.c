/* A line that tells what happened: shown as it is understood, asked about, written down. */
#include <unistd.h>

#include "base/number.h"
#include "base/utf8.h"
#include "cli/verb.h"
#include "model/required.h"

#define LABEL 12 /* columns */

/* "customer 12" -> the entity and the id. */
static int read_on(struct cli *c, struct request *r, struct error *e)
{
	const char *on = cli_option(c, "on"), *space = on ? strchr(on, ' ') : NULL;

	if (!on)
		return 0;
	if (space)
		r->entity = entity_find(arena_strndup(&c->arena, on, (size_t)(space - on)));
	if (!r->entity)
		return error_set(e, ERROR_USAGE,
				 _("\"%s\" is no record: say what and which, like \"customer 12\"."), on);
	r->id = ref_find(c, r->entity, space + 1, e);
	return r->id ? 0 : -1;
}

static const char *text_of(const struct table *t, size_t row, const char *column)
{
	struct value v = table_get(t, row, column);

	return v.kind == VALUE_TEXT ? v.s : "";
}

/* The first part that is asked; -1: none is. */
static int asked(const struct table *parts)
{
	for (size_t i = 0; i < parts->nrows; i++)
		if (table_get(parts, i, "asked").i)
			return (int)i;
	return -1;
}

static int show(struct cli *c, const struct answer *a, struct error *e)
{
	const struct table *parts = answer_table(a, "understood");
	int format = cli_format(c, e);
	struct sbuf out = SBUF_INIT;

	if (format < 0)
		return -1;
	if (format == FORMAT_JSON) {
		sbuf_putc(&out, '{');
		cli_json_table(&out, parts, "");
		cli_json_table(&out, answer_table(a, "choices"), ",");
		sbuf_puts(&out, "\n}\n");
	} else if (format != FORMAT_TABLE) {
		return cli_table(c, parts, e);
	}
	for (size_t i = 0; format == FORMAT_TABLE && i < parts->nrows; i++) {
		const char *label = text_of(parts, i, "label"), *shown = text_of(parts, i, "shown");

		sbuf_printf(&out, "%s%*s %s%s\n", label, utf8_columns(label) < LABEL ? LABEL - utf8_columns(label) : 0, "",
			    shown, !table_get(parts, i, "asked").i ? "" : *shown ? " ?" : "?");
	}
	fwrite(sbuf_text(&out), 1, out.len, stdout);
	sbuf_free(&out);
	return 0;
}

/* The question and what to write instead, numbered for somebody who answers. */
static size_t say_question(const struct answer *a, const char *part, const char *question)
{
	const struct table *choices = answer_table(a, "choices");
	size_t n = 0;

	cli_say("%s", question);
	for (size_t i = 0; i < choices->nrows; i++)
		if (!strcmp(text_of(choices, i, "part"), part)) {
			const char *text = text_of(choices, i, "text");

			cli_say("  %zu  %s  (%s)", ++n, text_of(choices, i, "shown"), text + strspn(text, ", "));
		}
	return n;
}

char *cli_answer(struct cli *c, const char *prompt)
{
	char line[400];

	fputs(prompt, stderr);
	fflush(stderr);
	if (!fgets(line, sizeof(line), stdin))
		return NULL;
	line[strcspn(line, "\n")] = '\0';
	return arena_strdup(&c->arena, line);
}

/* The line with the n-th choice of the part in its place. */
static const char *choose(struct cli *c, const struct answer *a, const char *line, int part, size_t n)
{
	const struct table *parts = answer_table(a, "understood"), *choices = answer_table(a, "choices");
	int64_t from = table_get(parts, (size_t)part, "from").i, to = table_get(parts, (size_t)part, "to").i;

	for (size_t i = 0; i < choices->nrows; i++)
		if (!strcmp(text_of(choices, i, "part"), text_of(parts, (size_t)part, "part")) && --n == 0)
			return arena_printf(&c->arena, "%.*s%s%s", (int)from, line, text_of(choices, i, "text"),
					    line + to);
	return line;
}

/* What the deal lacks for its stage, a field after the other, goes with the request. 2, or 0 when one is left out. */
static int ask_lacks(struct cli *c, struct request *r, const char *lacks)
{
	struct named_value *args = arena_alloc(&c->arena, (r->nargs + strlen(lacks)) * sizeof(*args));
	const struct field *f;

	if (r->nargs)
		memcpy(args, r->args, r->nargs * sizeof(*args));
	r->args = args;
	while ((f = required_next(&lacks))) {
		char *typed = cli_answer(c, arena_printf(&c->arena, "%s: ", _(f->label)));

		if (!typed || !*typed)
			return 0;
		args[r->nargs++] = (struct named_value){ f->name, typed };
	}
	return 2;
}

/* One round with the person: the request gets what was chosen. 1: take it, 0: leave it, 2: look again. */
static int ask_person(struct cli *c, const struct answer *a, struct request *r)
{
	const struct table *parts = answer_table(a, "understood");
	const char **line = &r->words;
	int part = asked(parts);
	int64_t number;
	size_t n;
	char *typed;

	if (part < 0) {
		typed = cli_answer(c, _("Write it down? [Y/n] "));
		return typed && (!*typed || strchr("yYjJsS", *typed));
	}
	n = say_question(a, text_of(parts, (size_t)part, "part"), text_of(parts, (size_t)part, "question"));
	if (*text_of(parts, (size_t)part, "lacks"))
		return ask_lacks(c, r, text_of(parts, (size_t)part, "lacks"));
	typed = cli_answer(c, n ? _("Which number? ") : _("Write the line anew: "));
	if (!typed || !*typed)
		return 0;
	if (!n)
		*line = typed;
	else if (number_int(typed, &number) == 0 && number > 0 && (size_t)number <= n)
		*line = choose(c, a, *line, part, (size_t)number);
	else
		cli_say(_("It is a number from 1 to %zu."), n);
	return 2;
}

static int take(struct cli *c, const struct request *understood, struct error *e)
{
	struct named_value *args = arena_alloc(&c->arena, (understood->nargs + 2) * sizeof(*args));
	struct request r = { .verb = VERB_ACT, .name = "activity.line", .args = args };

	args[r.nargs++] = (struct named_value){ "line", understood->words };
	if (cli_option(c, "on"))
		args[r.nargs++] = (struct named_value){ "on", cli_option(c, "on") };
	for (size_t i = 0; i < understood->nargs; i++)
		args[r.nargs++] = understood->args[i];
	return cli_do(c, &r, e);
}

/* Without a terminal it is only shown; what is asked is an error. */
static int tell_asked(const struct answer *a, struct error *e)
{
	const struct table *parts = answer_table(a, "understood");
	int part = asked(parts);

	if (part < 0) {
		cli_say("%s", _("This was only understood: --yes writes it down."));
		return 0;
	}
	if (*text_of(parts, (size_t)part, "lacks"))
		return error_set(e, ERROR_USAGE, _("%s Fill it in: rapport deal set %lld FIELD=VALUE."),
				 text_of(parts, (size_t)part, "question"), (long long)parts->rows[part].id);
	if (!say_question(a, text_of(parts, (size_t)part, "part"), text_of(parts, (size_t)part, "question")))
		return error_set(e, ERROR_USAGE, _("Something is missing: say it in the line."));
	return error_set(e, ERROR_USAGE, _("The line can mean several things: write it in one of these ways."));
}

int run_log(struct cli *c, struct error *e)
{
	struct request r = { .verb = VERB_UNDERSTAND, .words = cli_rest(c, 0) };
	bool tty = isatty(STDIN_FILENO);
	int go = 2, rc = read_on(c, &r, e);

	if (!*r.words)
		return error_set(e, ERROR_USAGE, _("What happened? Say it in a line: rapport log \"call Wang, next call tue 10\"."));
	if (rc == 0 && cli_option(c, "yes"))
		return take(c, &r, e);
	while (rc == 0 && go == 2) {
		struct answer *a = client_ask(c->client, &r, e);

		if (!a)
			return -1;
		rc = show(c, a, e);
		if (rc == 0 && !tty)
			rc = tell_asked(a, e);
		go = rc == 0 && tty ? ask_person(c, a, &r) : 0;
		answer_free(a);
	}
	return rc == 0 && go == 1 ? take(c, &r, e) : rc;
}
