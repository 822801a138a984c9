#include "view/preview.h"

#include "base/intl.h"
#include "widget/rows.h"

void preview_free(struct preview *p)
{
	answer_free(p->answer);
	p->answer = NULL;
}

void preview_take(struct preview *p, const struct entity *e, struct answer *a)
{
	answer_free(p->answer);
	p->entity = e;
	p->answer = answer_new(a->seq);
	for (size_t i = 0; i < a->ntables; i++) {
		answer_add_table(p->answer, a->tables[i]);
		a->tables[i] = NULL;
	}
	timeline_trim(answer_table(p->answer, "timeline"));
}

void timeline_trim(struct table *t)
{
	int at = t ? table_column(t, "at") : -1;

	if (at >= 0)
		t->columns[at].field.width = -1;
}

/* The words that say at a glance what the record is. */
static void put_kind(struct sbuf *out, const struct entity *e, const struct table *facts,
		     const struct value_context *c)
{
	static const char *const telling[] = { "type", "status", "stage", "kind", "job", "family" };

	for (size_t i = 0; i < LENGTH(telling); i++) {
		const struct field *f = entity_field(e, telling[i]);
		struct value v = f ? table_get(facts, 0, telling[i]) : VALUE_NONE;
		if (v.kind == VALUE_NULL)
			continue;
		if (out->len)
			sbuf_puts(out, " · ");
		value_show(out, f, v, c);
	}
}

int record_draw_head(struct grid *g, struct rect r, const struct entity *e, const struct table *facts,
		     const struct value_context *c)
{
	struct sbuf kind = SBUF_INIT;
	const char *title = table_title(facts, &facts->rows[0]);
	int used;

	put_kind(&kind, e, facts, c);
	used = grid_put_fit(g, r.x, r.y, r.w, ROLE_TITLE, title ? title : "");
	if (used + grid_columns(g, sbuf_text(&kind)) + 3 <= r.w)
		grid_put_right(g, r.x, r.y, r.w - 1, ROLE_QUIET, sbuf_text(&kind));
	sbuf_free(&kind);
	return 1;
}

int record_draw_open(struct grid *g, struct rect r, const struct table *open,
		     const struct value_context *c)
{
	int x = r.x, y = r.y;

	if (!open || !open->nrows)
		return 0;
	for (size_t i = 0; i < open->ncolumns; i++) {
		struct value v = open->rows[0].cells[i];
		struct sbuf text = SBUF_INIT;
		int label = grid_columns(g, _(open->columns[i].label)) + 1, w;
		if (v.kind == VALUE_NULL)
			continue;
		value_show(&text, &open->columns[i].field, v, c);
		w = label + grid_columns(g, sbuf_text(&text));
		if (x > r.x && x + w > r.x + r.w) {
			x = r.x;
			y++;
		}
		if (y < r.y + r.h) {
			grid_put(g, x, y, r.x + r.w - x, ROLE_QUIET, _(open->columns[i].label));
			grid_put_fit(g, x + label, y, r.x + r.w - x - label,
				     tone_style(open->rows[0].tone), sbuf_text(&text));
		}
		x += w + 3;
		sbuf_free(&text);
	}
	return y - r.y + 1;
}

/* Some rows of a table without heads, as many as there is room for. */
static void draw_some(struct grid *g, struct rect *r, const struct table *t, size_t most,
		      const struct value_context *c)
{
	struct rows_style style = { .context = c, .column = -1 };
	struct rows_layout lay;

	if (!t || !t->nrows || r->h < 2)
		return;
	rect_cut_top(r, 1);
	rows_lay(&lay, t, r->x, r->w - 1);
	for (size_t i = 0; i < t->nrows && i < most && r->h > 0; i++)
		rows_draw(g, rect_cut_top(r, 1), t, i, &lay, &style, false, false);
}

void preview_draw(struct preview *p, struct grid *g, struct rect r, const struct value_context *c)
{
	const struct table *facts = answer_table(p->answer, "facts");
	struct facts shown = { .flags = FIELD_PREVIEW | FIELD_LIST, .columns = 1, .cursor = -1 };

	if (!facts || !facts->nrows)
		return;
	rect_cut_top(&r, 1);
	rect_cut_top(&r, record_draw_head(g, r, p->entity, facts, c));
	rect_cut_top(&r, 1);
	rect_cut_top(&r, record_draw_open(g, r, answer_table(p->answer, "open"), c));
	rect_cut_top(&r, 1);
	shown.columns = r.w >= 90 ? 2 : 1;
	rect_cut_top(&r, facts_draw(&shown, g, (struct rect){ r.x, r.y, r.w, r.h / 2 }, facts, c));
	draw_some(g, &r, answer_table(p->answer, "contacts"), 4, c);
	draw_some(g, &r, answer_table(p->answer, "timeline"), 50, c);
}
