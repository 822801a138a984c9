/* Reports as a page for people, good on paper: the plan of a day, what is due, a contact sheet. */
#include "base/text.h"
#include "cli/verb.h"
#include "model/plan.h"

#define PAPER 80 /* columns where nobody says how wide it is */

static const struct table *const *tables_of(const struct answer *a)
{
	return (const struct table *const *)a->tables;
}

/* A sum of nothing is no news. */
static bool is_blank(const struct field *f, struct value v)
{
	return v.kind == VALUE_NULL || (f->type == FIELD_MONEY && !v.i && (f->flags & FIELD_COMPUTED));
}

/* What is the same in every row, or only for programs, is no news on a page. */
static bool is_told(const struct table *t, size_t column)
{
	static const char *const silent[] = { "owner", "rotting", "record", "content", "direction" };
	const struct column *c = &t->columns[column];

	for (size_t i = 0; i < LENGTH(silent); i++)
		if (!strcmp(c->name, silent[i]))
			return false;
	for (size_t i = 0; i < t->nrows; i++)
		if (!is_blank(&c->field, t->rows[i].cells[column]))
			return c->label && *c->label;
	return false;
}

/* A copy with a box to tick before each thing to do. */
static struct table *page_table(const struct table *t, bool boxes)
{
	struct table *page = table_new(t->name);
	bool tick = boxes && t->entity == entity_at(ENTITY_ACTIVITY);

	table_add_column(page, "box", " ", FIELD_TEXT);
	for (size_t i = 0; i < t->ncolumns; i++)
		if (is_told(t, i)) {
			struct column *c = table_add_field(page, &t->columns[i].field);
			c->name = t->columns[i].name;
			c->label = t->columns[i].label;
		}
	for (size_t i = 0; i < t->nrows; i++) {
		struct row *r = table_add_row(page);
		size_t at = 1;

		table_set(page, r, 0, value_text(tick ? " [ ]" : "    "));
		for (size_t j = 0; j < t->ncolumns; j++)
			if (is_told(t, j))
				table_set(page, r, at++, t->rows[i].cells[j]);
	}
	return page;
}

static int write_section(const struct cli *c, const struct table *t, bool boxes, struct error *e)
{
	int width = cli_width();
	struct table *page = page_table(t, boxes);
	struct writer *w = writer_open(stdout, &(struct format_options){ .format = FORMAT_TABLE,
									 .context = &c->context,
									 .width = width ? width : PAPER,
									 .no_head = true,
									 .tty = width > 0 });
	char *head = xasprintf(t->note ? "%s · %s" : "%s", t->title ? _(t->title) : t->name, t->note);
	int rc;

	cli_print(head);
	rc = writer_page(w, page, e);
	if (writer_close(w, rc ? NULL : e))
		rc = -1;
	table_free(page);
	free(head);
	return rc;
}

/* A blank line before each section; before the first one only when something stands above it. */
static int write_page(const struct cli *c, const struct answer *a, bool boxes, bool below, struct error *e)
{
	for (size_t i = 0; i < a->ntables; i++) {
		plan_merge_when(a->tables[i], &c->context);
		if (!a->tables[i]->nrows)
			continue;
		if (below)
			putchar('\n');
		below = true;
		if (write_section(c, a->tables[i], boxes, e))
			return -1;
	}
	return 0;
}

static struct answer *ask_report(struct cli *c, const char *name, struct named_value arg, struct error *e)
{
	return client_ask(c->client, &(struct request){ .verb = VERB_REPORT, .name = name, .args = &arg,
							.nargs = arg.value != NULL },
			  e);
}

/* "Ana · Sun 22 Nov 2026 · next: 10:00 call Müller & Söhne" */
static void print_day(const struct cli *c, const struct answer *a)
{
	struct sbuf line = SBUF_INIT, next = SBUF_INIT;

	date_show_whole(&line, c->context.today);
	plan_next(&next, tables_of(a), a->ntables, &c->context);
	if (next.len) {
		sbuf_puts(&line, " · ");
		sbuf_printf(&line, _("next: %s"), sbuf_text(&next));
	}
	cli_print(sbuf_text(&line));
	sbuf_free(&line);
	sbuf_free(&next);
}

static int write_flat(const struct cli *c, const struct answer *a, struct error *e)
{
	struct table *flat = plan_flat(tables_of(a), a->ntables);
	int rc = cli_table(c, flat, e);

	table_free(flat);
	return rc;
}

int run_today(struct cli *c, struct error *e)
{
	int format = cli_format(c, e), rc;
	struct answer *a = NULL;

	if (format >= 0)
		a = ask_report(c, "today", (struct named_value){ "owner", cli_option(c, "owner") }, e);
	if (!a)
		return -1;
	if (format == FORMAT_TABLE) {
		print_day(c, a);
		rc = write_page(c, a, true, true, e);
	} else {
		rc = write_flat(c, a, e);
	}
	answer_free(a);
	return rc;
}

/* "2 overdue · 3 today · next: 10:00 call Müller & Söhne" */
static void print_due(const struct cli *c, const struct answer *a)
{
	struct sbuf line = SBUF_INIT, next = SBUF_INIT;
	int64_t late = a->tables[0]->total, today = a->tables[1]->total;

	if (late)
		sbuf_printf(&line, P_("%lld overdue", "%lld overdue", late), (long long)late);
	if (today)
		sbuf_printf(&line, "%s", late ? " · " : "");
	if (today)
		sbuf_printf(&line, P_("%lld today", "%lld today", today), (long long)today);
	plan_next(&next, tables_of(a), a->ntables, &c->context);
	if (next.len) {
		sbuf_puts(&line, " · ");
		sbuf_printf(&line, _("next: %s"), sbuf_text(&next));
	}
	cli_print(sbuf_text(&line));
	sbuf_free(&line);
	sbuf_free(&next);
}

/* As `mail -e` and grep: the status tells whether there is anything, and nothing is said of nothing. */
int run_due(struct cli *c, struct error *e)
{
	int format = cli_format(c, e), rc = 0;
	struct answer *a = NULL;
	int64_t n;

	if (format >= 0)
		a = ask_report(c, "due", (struct named_value){ "owner", cli_option(c, "owner") }, e);
	if (!a)
		return -1;
	n = a->tables[0]->total + a->tables[1]->total;
	if (format != FORMAT_TABLE)
		rc = write_flat(c, a, e);
	else if (cli_option(c, "count"))
		printf("%lld\n", (long long)n);
	else if (n)
		print_due(c, a);
	answer_free(a);
	return n ? rc : -1;
}

int run_sheet(struct cli *c, struct error *e)
{
	int format = cli_format(c, e), rc;
	int64_t id = format < 0 ? 0 : ref_find(c, c->entity, cli_rest(c, 0), e);
	struct answer *a;

	if (!id)
		return -1;
	a = ask_report(c, "sheet",
		       (struct named_value){ c->entity->name, arena_printf(&c->arena, "%lld", (long long)id) }, e);
	if (!a)
		return -1;
	rc = format == FORMAT_TABLE ? write_page(c, a, false, false, e) : cli_tables(c, a, e);
	answer_free(a);
	return rc;
}
