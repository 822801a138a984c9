/* The verbs that ask: list, find, report, history, changes. */
#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/expr.h"
#include "model/nothing.h"
#include "cli/verb.h"
#include "exchange/export.h"
#include "model/report.h"

#define PAGE 500 /* rows of history asked for at once */

/* Closes the writer in any case; the first error stands. */
static int close_writer(struct writer *w, int rc, struct error *e)
{
	return writer_close(w, rc ? NULL : e) || rc ? -1 : 0;
}

/* On the command line a record is named by its id, so lists begin with it. */
static const char *list_columns(struct cli *c)
{
	const char *typed = cli_option(c, "columns");

	return typed ? typed : arena_printf(&c->arena, "id,%s", c->entity->columns);
}

static int list_request(struct cli *c, struct request *r, struct error *e)
{
	*r = (struct request){ .verb = VERB_LIST,
			       .entity = c->entity,
			       .sort = cli_option(c, "sort"),
			       .limit = cli_number(c, "limit", 0, e),
			       .removed = cli_option(c, "removed") != NULL };
	if (r->limit == 0 && cli_option(c, "limit"))
		return error_set(e, ERROR_USAGE, _("--limit wants at least 1."));
	return r->limit < 0 ? -1 : 0;
}

/* Reads the expression here already, to show where it goes wrong; the store reads it again. */
static int check_expression(struct cli *c, const char *text, struct error *e)
{
	struct value_context context = client_context(c->client);
	struct arena arena = { 0 };
	int rc = !text || expr_parse(text, c->entity, &context, &arena, e) ? 0 : -1;

	if (rc && e->at >= 0 && (size_t)e->at <= strlen(text)) {
		char *before = xstrndup(text, (size_t)e->at);
		cli_say("  %s", text);
		cli_say("  %*s^", utf8_columns(before), "");
		free(before);
	}
	arena_free(&arena);
	return rc;
}

/* A list that a filter leaves empty says so. */
static void say_none_fits(const struct cli *c, const char *filter)
{
	struct sbuf text = SBUF_INIT;

	nothing_found(&text, c->entity, "", filter);
	cli_say(_("%s Without it: rapport %s list"), text.data, c->entity->name);
	sbuf_free(&text);
}

/* Only the columns that say something of a group: its value, how many it has, what is totalled. */
static struct table *group_table(const struct cli *c, const struct table *t)
{
	struct table *to = table_new("groups");
	size_t last = t->ncolumns - 1, kept[64], n = 0;

	table_add_column(to, cli_option(c, "group"), N_("Group"), FIELD_TEXT);
	table_add_column(to, "count", N_("Count"), FIELD_INT);
	for (size_t i = 0; i + 3 < t->ncolumns && n < LENGTH(kept); i++)
		if (t->columns[i].field.flags & FIELD_SUM) {
			kept[n++] = i;
			table_add_field(to, t->columns[i].origin);
		}
	for (size_t i = 0; i < t->nrows; i++) {
		struct row *row = table_add_row(to);

		table_set(to, row, 0, t->rows[i].cells[last - 2]);
		table_set(to, row, 1, t->rows[i].cells[last - 1]);
		for (size_t k = 0; k < n; k++)
			table_set(to, row, 2 + k, t->rows[i].cells[kept[k]]);
	}
	return to;
}

/* --group: the groups alone. */
static int list_groups(struct cli *c, struct request *r, struct error *e)
{
	struct answer *a;
	struct table *t;
	int rc;

	r->group = cli_option(c, "group");
	r->name = "folded";
	a = cli_format(c, e) < 0 ? NULL : client_ask(c->client, r, e);
	if (!a)
		return -1;
	t = group_table(c, a->tables[0]);
	rc = cli_table(c, t, e);
	table_free(t);
	answer_free(a);
	return rc;
}

int run_list(struct cli *c, struct error *e)
{
	struct writer *w;
	struct request r;
	int rc;

	if (list_request(c, &r, e))
		return -1;
	r.expr = cli_rest(c, 0);
	if (check_expression(c, r.expr, e))
		return -1;
	r.columns = list_columns(c);
	if (cli_option(c, "group"))
		return list_groups(c, &r, e);
	w = cli_writer(c, e);
	if (!w)
		return -1;
	rc = export_pages(c->client, &r, w, e);
	if (!rc && r.expr && !writer_rows(w))
		say_none_fits(c, r.expr);
	return close_writer(w, rc, e);
}

/* Every field there is, so that the file says all that the book knows of them. */
static const char *all_columns(struct cli *c)
{
	struct sbuf names = SBUF_INIT;
	const char *all;

	for (unsigned i = 0; i < c->entity->nfields; i++)
		if (i == FIELD_ID_ID || !(c->entity->fields[i].flags & FIELD_SYSTEM))
			sbuf_printf(&names, "%s%s", i ? "," : "", c->entity->fields[i].name);
	all = arena_strdup(&c->arena, sbuf_text(&names));
	sbuf_free(&names);
	return all;
}

int run_export(struct cli *c, struct error *e)
{
	const char *columns = cli_option(c, "columns");
	enum format format = format_of_file(c->words[0]);
	struct request r;
	int64_t rows;

	if (list_request(c, &r, e))
		return -1;
	r.expr = cli_rest(c, 1);
	if (check_expression(c, r.expr, e))
		return -1;
	r.columns = columns ? columns : all_columns(c);
	if (cli_option(c, "format")) {
		int wanted = cli_format(c, e);
		if (wanted < 0)
			return -1;
		format = (enum format)wanted;
	}
	rows = export_list(c->client, &r, c->words[0], format, cli_option(c, "replace") != NULL, e);
	if (rows < 0 && e->kind == ERROR_CONFLICT)
		return error_set(e, ERROR_CONFLICT, _("There is a file %s already; --replace writes over it."),
				 c->words[0]);
	if (rows < 0)
		return -1;
	cli_say(P_("%s row written to %s", "%s rows written to %s", rows), NUMBER_TEXT(rows),
		c->words[0]);
	return 0;
}

/* 'it'\''s': one word to any shell. */
static void put_shell_word(struct sbuf *out, const char *word)
{
	sbuf_putc(out, '\'');
	for (; *word; word++)
		sbuf_printf(out, *word == '\'' ? "'\\''" : "%c", *word);
	sbuf_putc(out, '\'');
}

/* An e-mail address or a number is somebody's: then there is a name to type. */
static void say_nothing_found(const char *words)
{
	const struct entity *e = entity_at(ENTITY_CUSTOMER);
	const char *field = nothing_field(e, words);
	struct sbuf text = SBUF_INIT, value = SBUF_INIT;

	nothing_found(&text, NULL, words, "");
	cli_say("%s", text.data);
	put_shell_word(&value, words);
	if (!strcmp(field, e->title))
		cli_say(_("To add it: rapport %s add %s=%s"), e->name, field, value.data);
	else
		cli_say(_("To add it: rapport %s add %s=NAME %s=%s"), "contact", e->title, field, value.data);
	sbuf_free(&text);
	sbuf_free(&value);
}

static int show_found(struct cli *c, const struct table *t, const char *words, struct error *e)
{
	struct text_typed typed;
	int rc;

	text_type(&typed, words, strlen(words));
	c->match = &typed;
	if (!t->nrows)
		say_nothing_found(words);
	rc = cli_table(c, t, e);
	c->match = NULL;
	text_typed_free(&typed);
	return rc;
}

int run_find(struct cli *c, struct error *e)
{
	struct request r = { .verb = VERB_FIND, .words = cli_rest(c, 0) };
	struct answer *a;
	int rc;

	r.limit = cli_number(c, "limit", 0, e);
	if (r.limit < 0 || cli_format(c, e) < 0)
		return -1;
	if (cli_option(c, "reasons"))
		return explain_found(c, r.words, r.limit, e);
	a = client_ask(c->client, &r, e);
	if (!a)
		return -1;
	rc = a->ntables ? show_found(c, a->tables[0], r.words, e) : 0;
	answer_free(a);
	return rc;
}

static int unknown_report(const char *name, struct error *e)
{
	const char *names[64], *near;
	size_t n = 0;

	for (size_t i = 0; i < reports_count && n < LENGTH(names); i++)
		names[n++] = reports[i].name;
	near = text_nearest(name, names, n);
	if (near)
		return error_set(e, ERROR_USAGE, _("There is no report %s; did you mean %s?"), name, near);
	return error_set(e, ERROR_USAGE, _("There is no report %s; rapport report lists them."), name);
}

static const char *report_parameters(struct cli *c, const struct report *r)
{
	struct sbuf text = SBUF_INIT;
	const char *all;

	for (const struct arg *arg = r->args; arg && arg->name; arg++)
		sbuf_printf(&text, "%s%s", text.len ? " " : "", arg->name);
	all = arena_strdup(&c->arena, sbuf_text(&text));
	sbuf_free(&text);
	return all;
}

static int list_reports(struct cli *c, struct error *e)
{
	struct table *t = table_new("reports");
	int rc;

	table_add_column(t, "report", N_("Report"), FIELD_TEXT);
	table_add_column(t, "parameters", N_("Parameters"), FIELD_TEXT);
	table_add_column(t, "help", N_("What it tells"), FIELD_TEXT);
	for (size_t i = 0; i < reports_count; i++) {
		struct row *row = table_add_row(t);
		table_set(t, row, 0, value_text(reports[i].name));
		table_set(t, row, 1, value_text(report_parameters(c, &reports[i])));
		table_set(t, row, 2, value_text(_(reports[i].help)));
	}
	rc = cli_table(c, t, e);
	table_free(t);
	return rc;
}

/* "from=2026-01-01" as an argument of the report. */
static int report_arg(struct cli *c, const struct report *r, char *word, struct named_value *out,
		      struct error *e)
{
	char *equals = strchr(word, '=');
	const struct arg *arg = r->args;

	if (!equals)
		return error_set(e, ERROR_USAGE, _("\"%s\" is no parameter; write PARAMETER=VALUE."), word);
	*equals = '\0';
	while (arg && arg->name && strcmp(arg->name, word))
		arg++;
	if (!arg || !arg->name)
		return error_set(e, ERROR_USAGE, _("%s has no parameter %s; it has: %s."), r->name, word,
				 report_parameters(c, r));
	*out = (struct named_value){ arg->name, equals + 1 };
	return 0;
}

/* JSON of a report is one object, its tables by name. */
static void report_json(const struct answer *a)
{
	struct sbuf out = SBUF_INIT;

	sbuf_putc(&out, '{');
	for (size_t i = 0; i < a->ntables; i++)
		cli_json_table(&out, a->tables[i], i ? "," : "");
	sbuf_puts(&out, "\n}\n");
	fwrite(sbuf_text(&out), 1, out.len, stdout);
	sbuf_free(&out);
}

int cli_tables(const struct cli *c, const struct answer *a, struct error *e)
{
	int format = cli_format(c, e);

	if (format == FORMAT_JSON)
		report_json(a);
	for (size_t i = 0; i < a->ntables && format != FORMAT_JSON; i++) {
		const struct table *t = a->tables[i];
		if (i && format != FORMAT_NDJSON)
			putchar('\n');
		if (format == FORMAT_TABLE && t->title)
			cli_print(_(t->title));
		if (cli_table(c, t, e))
			return -1;
		if (format == FORMAT_TABLE && t->note)
			cli_print(t->note);
	}
	return 0;
}

int run_report(struct cli *c, struct error *e)
{
	const struct report *report = c->nwords ? report_find(c->words[0]) : NULL;
	const char *words = cli_option(c, "explain");
	struct request r = { .verb = VERB_REPORT };
	struct named_value *args;
	struct answer *a;
	int rc;

	if (cli_format(c, e) < 0)
		return -1;
	if (!report)
		return c->nwords ? unknown_report(c->words[0], e) : list_reports(c, e);
	args = arena_alloc(&c->arena, c->nwords * sizeof(*args));
	for (size_t i = 1; i < c->nwords; i++)
		if (report_arg(c, report, c->words[i], &args[i - 1], e))
			return -1;
	r.name = report->name;
	r.args = args;
	r.nargs = c->nwords - 1;
	a = client_ask(c->client, &r, e);
	if (a && words)
		rc = explain_report(c, &r, a, words, e);
	else
		rc = a ? cli_tables(c, a, e) : -1;
	answer_free(a);
	return rc;
}

static int write_history_page(struct writer *w, const struct table *t, struct error *e)
{
	struct table *named = ids_table(t, true);
	int rc = writer_page(w, named, e);

	table_free(named);
	return rc;
}

/* All of the journal that is asked for, page by page. */
static int write_history(struct cli *c, struct request *r, struct error *e)
{
	int64_t left = cli_number(c, "limit", INT64_MAX, e);
	struct writer *w = left < 0 ? NULL : cli_writer(c, e);
	int rc = w ? 0 : -1;
	bool more = w != NULL;

	while (rc == 0 && more && left > 0) {
		struct answer *a;
		int64_t got;
		r->limit = left < PAGE ? left : PAGE;
		a = client_ask(c->client, r, e);
		rc = a && a->ntables ? write_history_page(w, a->tables[0], e) : -1;
		got = rc ? 0 : (int64_t)a->tables[0]->nrows;
		more = rc == 0 && (got == r->limit || (a->more && got));
		r->offset += got;
		left -= got;
		answer_free(a);
	}
	return w ? close_writer(w, rc, e) : -1;
}

int run_history(struct cli *c, struct error *e)
{
	struct request r = { .verb = VERB_HISTORY, .entity = c->entity };

	r.id = ref_known(c, c->entity, cli_rest(c, 0), e);
	return r.id ? write_history(c, &r, e) : -1;
}

int run_changes(struct cli *c, struct error *e)
{
	static const struct field since = { .name = "since", .label = N_("Since"), .type = FIELD_STAMP };
	const char *typed = cli_option(c, "since");
	struct request r = { .verb = VERB_HISTORY };
	struct value_context context = c->context;
	struct value v[2];
	int n;

	context.past = true;
	n = value_read(&since, typed && *typed ? typed : "today", &context, &c->arena, v, e);

	if (n == 0)
		return -1;
	if (n == 2)
		return error_set(e, ERROR_CONFLICT,
				 _("--since %s can mean two days; write it like 2026-11-22."), typed);
	r.since = v[0].i;
	return write_history(c, &r, e);
}
