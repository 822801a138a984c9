/* One record with all that belongs to it. */
#include "base/text.h"
#include "base/utf8.h"
#include "cli/verb.h"

static void fact_line(const struct cli *c, const struct column *column, struct value v, int width)
{
	struct sbuf text = SBUF_INIT;
	const char *label = _(column->label);

	if (v.kind != VALUE_NULL)
		value_show(&text, &column->field, v, &c->context);
	if (text.len) {
		text_print(stdout, label, TEXT_LINE);
		printf("%*s", width - utf8_columns(label) + 2, "");
		text_print(stdout, sbuf_text(&text), TEXT_SHOW);
		putchar('\n');
	}
	sbuf_free(&text);
}

/* How often it was changed says little, and that it is there goes without saying. */
static bool is_told(const struct column *c, struct value v)
{
	if (!c->label || !*c->label || !strcmp(c->name, "version"))
		return false;
	return strcmp(c->name, "removed") || v.i;
}

/* A fact a line; what is empty is left out. */
static void write_facts(const struct cli *c, const struct table *t)
{
	int width = 0;

	for (size_t i = 0; i < t->ncolumns; i++) {
		int columns = t->columns[i].label ? utf8_columns(_(t->columns[i].label)) : 0;
		width = columns > width ? columns : width;
	}
	for (size_t i = 0; i < t->ncolumns && t->nrows; i++)
		if (is_told(&t->columns[i], t->rows[0].cells[i]))
			fact_line(c, &t->columns[i], t->rows[0].cells[i], width);
}

static int write_part(const struct cli *c, const struct table *t, struct error *e)
{
	if (!t->nrows)
		return 0;
	printf("\n");
	if (t->title)
		cli_print(_(t->title));
	return cli_table(c, t, e);
}

static int show_people(const struct cli *c, const struct answer *a, struct error *e)
{
	for (size_t i = 0; i < a->ntables; i++) {
		const struct table *t = a->tables[i];
		if (!strcmp(t->name, "facts"))
			write_facts(c, t);
		else if (strcmp(t->name, "open") && write_part(c, t, e))
			return -1;
	}
	return 0;
}

/* One object: the facts are its members, what belongs to it are arrays by name. */
static int show_json(const struct answer *a)
{
	const struct table *facts = answer_table(a, "facts");
	struct sbuf out = SBUF_INIT;

	if (facts && facts->nrows)
		json_row(&out, facts, &facts->rows[0], 0);
	while (out.len && (out.data[out.len - 1] == '}' || out.data[out.len - 1] == '\n'))
		out.data[--out.len] = '\0';
	for (size_t i = 0; i < a->ntables; i++)
		if (strcmp(a->tables[i]->name, "facts") && strcmp(a->tables[i]->name, "open"))
			cli_json_table(&out, a->tables[i], ",");
	sbuf_puts(&out, "\n}\n");
	fwrite(sbuf_text(&out), 1, out.len, stdout);
	sbuf_free(&out);
	return 0;
}

/* A row cannot hold what belongs to a record: there it is the facts alone. */
static int show_row(const struct cli *c, const struct answer *a, struct error *e)
{
	const struct table *facts = answer_table(a, "facts");
	struct writer *w = cli_writer(c, e);
	int rc = w && facts ? writer_page(w, facts, e) : -1;

	return w && writer_close(w, rc ? NULL : e) ? -1 : rc;
}

int run_show(struct cli *c, struct error *e)
{
	struct request r = { .verb = VERB_GET, .entity = c->entity };
	int format = cli_format(c, e), rc;
	struct answer *a = NULL;

	if (format >= 0)
		r.id = ref_known(c, c->entity, cli_rest(c, 0), e);
	if (r.id)
		a = client_ask(c->client, &r, e);
	if (!a)
		return -1;
	if (a->text)
		cli_say("%s", a->text);
	if (format == FORMAT_TABLE)
		rc = show_people(c, a, e);
	else
		rc = format == FORMAT_JSON ? show_json(a) : show_row(c, a, e);
	answer_free(a);
	return rc;
}
