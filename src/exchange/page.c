#include "exchange/page.h"

#include "base/number.h"
#include "base/text.h"
#include "exchange/format.h"
#include "model/plan.h"

#define PAPER 80 /* columns where nobody says how wide it is */

/* A sum of nothing is no news. */
static bool is_blank(const struct field *f, struct value v)
{
	return v.kind == VALUE_NULL ||
	       (f->type == FIELD_MONEY && !v.i && (f->flags & FIELD_COMPUTED));
}

/* What is the same in every row, or only for programs, is no news on a page. */
static bool is_told(const struct table *t, size_t column)
{
	static const char *const silent[] = {"owner", "rotting", "record", "content", "direction"};
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

/* "Next steps · 4 of 9": what a page has no room for is not hidden. */
static void put_head(struct sbuf *out, const struct table *t)
{
	sbuf_puts(out, t->title ? _(t->title) : t->name);
	if (t->total > (int64_t)t->nrows) {
		sbuf_puts(out, " · ");
		sbuf_printf(out, _("%s of %s"), NUMBER_TEXT((int64_t)t->nrows), NUMBER_TEXT(t->total));
	}
	if (t->note)
		sbuf_printf(out, " · %s", t->note);
	sbuf_puts(out, "\n");
}

static int write_section(FILE *to, const struct table *t, const struct page_style *style,
			 struct error *e)
{
	struct table *page = page_table(t, style->boxes);
	struct writer *w =
	    writer_open(to, &(struct format_options){.format = FORMAT_TABLE,
						     .context = style->context,
						     .width = style->width ? style->width : PAPER,
						     .no_head = true,
						     .tty = style->tty});
	struct sbuf head = SBUF_INIT;
	int rc;

	put_head(&head, t);
	text_print(to, sbuf_text(&head), TEXT_NOTE);
	rc = writer_page(w, page, e);
	if (writer_close(w, rc ? NULL : e))
		rc = -1;
	table_free(page);
	sbuf_free(&head);
	return rc;
}

/* A blank line before each section; before the first one only when something stands above it. */
int page_write(FILE *to, struct answer *a, const struct page_style *style, struct error *e)
{
	bool below = style->below;

	for (size_t i = 0; i < a->ntables; i++) {
		plan_merge_when(a->tables[i], style->context);
		if (!a->tables[i]->nrows)
			continue;
		if (below)
			putc('\n', to);
		below = true;
		if (write_section(to, a->tables[i], style, e))
			return -1;
	}
	return 0;
}

void page_day(struct sbuf *out, const struct answer *a, const struct value_context *c)
{
	struct sbuf next = SBUF_INIT;

	date_show_whole(out, c->today);
	plan_next(&next, (const struct table *const *)a->tables, a->ntables, c);
	if (next.len) {
		sbuf_puts(out, " · ");
		sbuf_printf(out, _("next: %s"), sbuf_text(&next));
	}
	sbuf_free(&next);
}
