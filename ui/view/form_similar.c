#include "view/form_similar.h"

#include "model/action.h"
#include "view/explain.h"
#include "widget/rows.h"

#define SHOWN     5
#define BESIDE    118 /* columns from which there is room beside the fields */
#define FORM_W    76  /* what the fields need then */
#define BELOW     3   /* lines of them below the fields */
#define ROOM      12  /* lines that a form has at least besides */

/* What a field says of a record, by the name that the store knows; NULL: nothing. */
static const char *told_by(const struct form_field *f)
{
	static const char *const names[] = { "name", "short", "tax_id", "customer" };

	if (f->point)
		return strcmp(f->point->name, "phone") && strcmp(f->point->name, "email") &&
		       strcmp(f->point->name, "city") ? NULL : f->point->name;
	for (size_t i = 0; i < LENGTH(names); i++)
		if (!strcmp(f->field->name, names[i]))
			return names[i];
	return NULL;
}

void form_similar_free(struct form_similar *s)
{
	table_free(s->table);
}

void form_similar_typed(struct view *v, struct form_similar *s, const struct entity *e,
			const struct form_field *f)
{
	if (!told_by(f) || !action_fits(action_find("merge"), e))
		return;
	s->ask = true;
	v->stale = true;
}

static void forget(struct form_similar *s)
{
	table_free(s->table);
	s->table = NULL;
}

static const char *text_of(const struct table *t, size_t row, const char *column)
{
	struct value v = table_get(t, row, column);

	return v.kind == VALUE_TEXT ? v.s : "";
}

#define ARGS_MOST 8

/* What is typed so far that tells the record apart; how many fields that are. */
static size_t typed(const struct form_fields *fields, struct named_value args[ARGS_MOST])
{
	size_t n = 0;

	for (size_t i = 0; i < fields->n && n < ARGS_MOST; i++) {
		const struct form_field *f = &fields->items[i];

		if (told_by(f) && *editor_text(&f->editor))
			args[n++] = (struct named_value){ told_by(f), editor_text(&f->editor) };
	}
	return n;
}

void form_similar_load(struct view *v, struct form_similar *s, const struct entity *e,
		       const struct form_fields *fields, int tag)
{
	struct named_value args[ARGS_MOST];
	size_t n;

	if (!s->ask)
		return;
	s->ask = false;
	n = typed(fields, args);
	if (!n)
		forget(s);
	else
		host_send(v, tag, &(struct request){ .verb = VERB_SIMILAR, .entity = e, .args = args,
						     .nargs = n, .limit = SHOWN });
}

void form_similar_explain(struct view *v, struct form_similar *s, const struct form_fields *fields)
{
	struct named_value args[ARGS_MOST];
	size_t n = typed(fields, args);
	struct explain x = { 0 };

	for (size_t i = 0; s->table && i < s->table->nrows; i++)
		explain_add(&x, text_of(s->table, i, "title"),
			    (struct request){ .entity = s->table->entity, .id = s->table->rows[i].id,
					      .words = "similar", .args = args, .nargs = n });
	explain_open(v, &x);
}

void form_similar_take(struct form_similar *s, struct answer *a)
{
	forget(s);
	if (a->ntables && a->tables[0]->nrows) {
		s->table = a->tables[0];
		a->tables[0] = NULL;
	}
}

static void draw_head(const struct view *v, struct grid *g, struct rect line)
{
	grid_put_fit(g, line.x + 1, line.y, line.w - 2, ROLE_QUIET, K_(v, "there already? {similar} opens it"));
}

/* Two lines each: who it is, and why. */
static void draw_beside(const struct view *v, const struct table *t, struct grid *g, struct rect r)
{
	rect_cut_top(&r, 1);
	draw_head(v, g, rect_row(r, 0));
	for (size_t i = 0; i < t->nrows && 3 + 3 * (int)i < r.h; i++) {
		struct rect line = rect_row(r, 2 + 3 * (int)i);
		int used = grid_put_fit(g, line.x + 1, line.y, line.w - 2, tone_style(t->rows[i].tone),
					text_of(t, i, "title"));

		grid_put_fit(g, line.x + used + 3, line.y, line.w - used - 4, ROLE_QUIET,
			     text_of(t, i, "hint"));
		grid_printf(g, line.x + 1, line.y + 1, line.w - 2, ROLE_QUIET, "%3lld  %s",
			    (long long)table_get(t, i, "score").i, text_of(t, i, "why"));
	}
}

static void draw_below(const struct view *v, const struct table *t, struct grid *g, struct rect r)
{
	draw_head(v, g, rect_row(r, 0));
	for (size_t i = 0; i < t->nrows && 1 + (int)i < r.h; i++) {
		struct rect line = rect_row(r, 1 + (int)i);
		int title = line.w / 3;

		grid_printf(g, line.x + 1, line.y, 4, ROLE_QUIET, "%3lld",
			    (long long)table_get(t, i, "score").i);
		grid_put_fit(g, line.x + 6, line.y, title, tone_style(t->rows[i].tone),
			     text_of(t, i, "title"));
		grid_put_fit(g, line.x + title + 8, line.y, line.w - title - 9, ROLE_QUIET,
			     text_of(t, i, "why"));
	}
}

void form_similar_draw(const struct view *v, struct form_similar *s, struct grid *g, struct rect *form)
{
	int lines;

	if (!s->table)
		return;
	if (form->w >= BESIDE) {
		draw_beside(v, s->table, g, rect_cut_right(form, form->w - FORM_W));
		return;
	}
	lines = 1 + (s->table->nrows < BELOW ? (int)s->table->nrows : BELOW);
	if (form->h >= ROOM + lines)
		draw_below(v, s->table, g, rect_cut_bottom(form, lines));
}

static void open_record(struct view *v, int64_t id, const struct entity *e)
{
	host_open(v, &(struct view_spec){ .view = "record", .entity = e, .id = id });
}

static void chosen(struct view *v, const struct pick_item *item, void *data)
{
	const struct entity *e = data;

	if (item)
		open_record(v, item->value, e);
}

void form_similar_open(struct view *v, struct form_similar *s)
{
	struct pick_item items[SHOWN] = { 0 };
	size_t n = s->table ? s->table->nrows : 0;

	if (!n) {
		host_say(v, TONE_ATTENTION, "%s", _("Nothing is there that looks like this."));
		return;
	}
	for (size_t i = 0; i < n && i < SHOWN; i++)
		items[i] = (struct pick_item){ .label = text_of(s->table, i, "title"),
					       .hint = text_of(s->table, i, "why"),
					       .value = s->table->rows[i].id };
	if (n == 1)
		open_record(v, items[0].value, s->table->entity);
	else
		host_pick(v, &(struct pick){ .title = _("There already"), .items = items,
					     .nitems = n < SHOWN ? n : SHOWN, .done = chosen,
					     .data = (void *)(uintptr_t)s->table->entity });
}
