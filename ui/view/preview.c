#include "view/preview.h"

#include "base/intl.h"
#include "base/number.h"
#include "view/complete.h"
#include "widget/rows.h"

void preview_free(struct preview *p)
{
	answer_free(p->answer);
	p->answer = NULL;
}

void preview_take(struct preview *p, const struct entity *e, struct answer *a)
{
	p->entity = e;
	answer_keep(&p->answer, a);
	timeline_trim(answer_table(p->answer, "timeline"));
	rows_hide_empty(answer_table(p->answer, "contacts"));
}

void timeline_trim(struct table *t)
{
	static const char *const unseen[] = { "at", "pinned" };

	for (size_t i = 0; t && i < LENGTH(unseen); i++)
		if (table_column(t, unseen[i]) >= 0)
			t->columns[table_column(t, unseen[i])].field.width = -1;
}

/* The words that say at a glance what the record is. */
static void put_kind(struct sbuf *out, const struct entity *e, const struct table *facts,
		     const struct value_context *c)
{
	static const char *const telling[] = { "status", "type", "stage", "job", "family", "outcome" };

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

/* One piece of the strip, after a gap; it moves to the next line when this one is full. */
struct strip {
	struct grid *g;
	struct rect r;
	int x, y;
};

static void strip_put(struct strip *s, unsigned style, const char *text)
{
	int w = grid_columns(s->g, text);

	if (s->x > s->r.x && s->x + w > s->r.x + s->r.w) {
		s->x = s->r.x;
		s->y++;
	}
	if (s->y < s->r.y + s->r.h)
		grid_put_fit(s->g, s->x, s->y, s->r.x + s->r.w - s->x, style, text);
	s->x += w + 3;
}

static const char *open_text(const struct table *t, const char *column, const struct value_context *c,
			     struct sbuf *out)
{
	int at = table_column(t, column);

	sbuf_reset(out);
	if (at >= 0)
		value_show(out, &t->columns[at].field, t->rows[0].cells[at], c);
	return sbuf_text(out);
}

/* The next thing planned, with its day: "call: asked about delivery times, Fri". */
static void strip_next(struct strip *s, const struct table *t, const struct value_context *c)
{
	struct sbuf part = SBUF_INIT, text = SBUF_INIT;
	bool planned = table_get(t, 0, "next").kind != VALUE_NULL;

	if (planned) {
		sbuf_printf(&text, _("%s: "), open_text(t, "kind", c, &part));
		sbuf_puts(&text, open_text(t, "next", c, &part));
		if (*open_text(t, "due", c, &part))
			sbuf_printf(&text, "%s%s", _(", "), sbuf_text(&part));
	} else {
		sbuf_puts(&text, open_text(t, "next_step", c, &part));
	}
	if (text.len)
		strip_put(s, tone_style(t->rows[0].tone), sbuf_text(&text));
	else
		strip_put(s, ROLE_QUIET, _("nothing planned"));
	sbuf_free(&part);
	sbuf_free(&text);
}

static void strip_deals(struct strip *s, const struct table *t, const struct value_context *c)
{
	int64_t n = table_get(t, 0, "deals").i;
	struct sbuf part = SBUF_INIT, text = SBUF_INIT;

	if (n) {
		sbuf_printf(&text, P_("%s deal", "%s deals", n), NUMBER_TEXT(n));
		if (table_get(t, 0, "amount").i) /* of some no rate is known */
			sbuf_printf(&text, " %s", open_text(t, "amount", c, &part));
		strip_put(s, ROLE_DEFAULT, sbuf_text(&text));
	}
	sbuf_free(&part);
	sbuf_free(&text);
}

/* What they owe us, and what we owe them. */
static void strip_trouble(struct strip *s, const struct table *t, const struct value_context *c)
{
	int64_t late = table_get(t, 0, "days_late").i, n = table_get(t, 0, "complaints").i;
	struct sbuf part = SBUF_INIT, text = SBUF_INIT;

	if (table_get(t, 0, "unpaid").i) {
		sbuf_printf(&text, _("unpaid %s"), open_text(t, "unpaid", c, &part));
		if (late)
			sbuf_printf(&text, P_(", %lld day late", ", %lld days late", late), (long long)late);
		strip_put(s, late ? ROLE_DANGER : ROLE_DEFAULT, sbuf_text(&text));
	}
	sbuf_reset(&text);
	sbuf_printf(&text, P_("%s complaint", "%s complaints", n), NUMBER_TEXT(n));
	if (n)
		strip_put(s, ROLE_DANGER, sbuf_text(&text));
	sbuf_free(&part);
	sbuf_free(&text);
}

int record_draw_open(struct grid *g, struct rect r, const struct entity *e, const struct answer *a,
		     const struct value_context *c)
{
	const struct table *open = answer_table(a, "open");
	struct strip s = { g, r, r.x, r.y };
	struct sbuf part = SBUF_INIT, text = SBUF_INIT;
	int64_t late;

	if (!open || !open->nrows)
		return 0;
	strip_put(&s, ROLE_HEADER, _("Now"));
	strip_next(&s, open, c);
	late = table_get(open, 0, "overdue").i;
	if (late > 1) {
		sbuf_printf(&text, _("%lld late"), (long long)late);
		strip_put(&s, ROLE_DANGER, sbuf_text(&text));
	}
	if (e != entity_at(ENTITY_DEAL))
		strip_deals(&s, open, c);
	strip_trouble(&s, open, c);
	if (*open_text(open, "last_contact", c, &part)) {
		sbuf_reset(&text);
		sbuf_printf(&text, _("last talk %s"), sbuf_text(&part));
		strip_put(&s, ROLE_QUIET, sbuf_text(&text));
	}
	sbuf_reset(&text);
	complete_show(&text, e, answer_table(a, "facts"));
	if (text.len)
		strip_put(&s, ROLE_QUIET, sbuf_text(&text));
	sbuf_free(&part);
	sbuf_free(&text);
	return s.y - r.y + 1;
}

/* Some rows of a table without heads, as many as there is room for. */
static void draw_some(struct grid *g, struct rect *r, const struct table *t, size_t most,
		      const struct value_context *c)
{
	struct rows_style style = { .context = c, .column = -1, .bare = true };
	struct rows_layout lay;

	if (!t || !t->nrows || r->h < 2)
		return;
	rect_cut_top(r, 1);
	rows_lay(&lay, t, r->x, r->w - 1, NULL);
	for (size_t i = 0; i < t->nrows && i < most && r->h > 0; i++)
		rows_draw(g, rect_cut_top(r, 1), t, i, &lay, &style, false, false);
}

void preview_draw(struct preview *p, struct grid *g, struct rect r, const struct value_context *c)
{
	const struct table *facts = answer_table(p->answer, "facts");
	struct facts shown = { .flags = FIELD_PREVIEW, .columns = 1, .cursor = -1 };

	if (!facts || !facts->nrows)
		return;
	rect_cut_top(&r, 1);
	rect_cut_top(&r, record_draw_head(g, r, p->entity, facts, c));
	rect_cut_top(&r, 1);
	rect_cut_top(&r, record_draw_open(g, r, p->entity, p->answer, c));
	rect_cut_top(&r, 1);
	shown.columns = r.w >= 90 ? 2 : 1;
	rect_cut_top(&r, facts_draw(&shown, g, (struct rect){ r.x, r.y, r.w, r.h / 2 }, facts, c));
	draw_some(g, &r, answer_table(p->answer, "contacts"), 4, c);
	draw_some(g, &r, answer_table(p->answer, "timeline"), 50, c);
}
