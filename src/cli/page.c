/* Reports as a page for people, good on paper: the plan of a day, what is due, a contact sheet. */
#include "cli/verb.h"
#include "exchange/page.h"
#include "model/plan.h"

static const struct table *const *tables_of(const struct answer *a)
{
	return (const struct table *const *)a->tables;
}

static struct answer *ask_report(struct cli *c, const char *name, struct named_value arg, struct error *e)
{
	return client_ask(c->client, &(struct request){ .verb = VERB_REPORT, .name = name, .args = &arg,
							.nargs = arg.value != NULL },
			  e);
}

static void print_day(const struct cli *c, const struct answer *a)
{
	struct sbuf line = SBUF_INIT;

	page_day(&line, a, &c->context);
	cli_print(sbuf_text(&line));
	sbuf_free(&line);
}

static int write_page(const struct cli *c, struct answer *a, bool boxes, bool below, struct error *e)
{
	int width = cli_width();

	return page_write(stdout, a, &(struct page_style){ &c->context, width, width > 0, boxes, below }, e);
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
