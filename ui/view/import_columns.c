/* The second step of an import: which column goes into which field, and the first rows under it. */
#include "view/import_state.h"

#define PREVIEW_ROWS 3

static const struct mapping *mapping_of(const struct view *v)
{
	return import_mapping(((const struct import_state *)v->state)->im);
}

static size_t nlines(struct view *v)
{
	return mapping_of(v)->ncolumns + 1;
}

static void draw_head(struct view *v, struct grid *g, struct rect r)
{
	int third = r.w / 3;

	(void)v;
	grid_put_fit(g, r.x + 1, r.y, third - 2, ROLE_HEADER, _("Column"));
	grid_put_fit(g, r.x + third, r.y, third - 2, ROLE_HEADER, _("Goes into"));
	grid_put_fit(g, r.x + 2 * third, r.y, third - 1, ROLE_HEADER, _("For example"));
}

static size_t count_mapped(const struct mapping *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->ncolumns; i++)
		n += m->columns[i].target.field != NULL;
	return n;
}

static void draw_next(struct view *v, struct grid *g, struct rect r)
{
	size_t left = mapping_of(v)->ncolumns - count_mapped(mapping_of(v));
	struct sbuf text = SBUF_INIT;

	sbuf_puts(&text, _("Next: check it"));
	if (left)
		sbuf_printf(&text, P_(" (%zu column is left out)", " (%zu columns are left out)", left), left);
	import_draw_button(g, r, sbuf_text(&text));
	sbuf_free(&text);
}

static void draw_line(struct view *v, struct grid *g, struct rect r, size_t i)
{
	const struct import_state *s = v->state;
	const struct mapping_column *c = &mapping_of(v)->columns[i];
	struct sbuf samples = SBUF_INIT, label = SBUF_INIT;

	if (i == mapping_of(v)->ncolumns) {
		draw_next(v, g, r);
		return;
	}
	for (size_t row = 0; row < PREVIEW_ROWS; row++) {
		const char *sample = import_sample(s->im, i, row);
		if (*sample)
			sbuf_printf(&samples, "%s%s", samples.len ? " · " : "", sample);
	}
	if (c->target.field)
		target_show(&label, &c->target);
	import_draw_parts(g, r, c->header, label.len ? sbuf_text(&label) : _("left out"), label.len > 0,
			  sbuf_text(&samples));
	sbuf_free(&samples);
	sbuf_free(&label);
}

/* The records that the first rows make */

/* A field that is empty in each of them shows nothing. */
static bool shows(struct view *v, size_t i)
{
	const struct import_state *s = v->state;
	bool any = false;

	for (size_t row = 0; row < PREVIEW_ROWS; row++)
		any |= *import_sample(s->im, i, row) != '\0';
	return any && mapping_of(v)->columns[i].target.field;
}

static int foot_height(struct view *v)
{
	return count_mapped(mapping_of(v)) ? PREVIEW_ROWS + 2 : 2;
}

static void draw_field(struct view *v, struct grid *g, struct rect r, size_t i)
{
	const struct import_state *s = v->state;
	struct sbuf label = SBUF_INIT;

	target_show(&label, &mapping_of(v)->columns[i].target);
	grid_put_fit(g, r.x, r.y, r.w, ROLE_HEADER, sbuf_text(&label));
	for (int row = 0; row < PREVIEW_ROWS && row + 1 < r.h; row++)
		grid_put_fit(g, r.x, r.y + 1 + row, r.w, ROLE_DEFAULT, import_sample(s->im, i, (size_t)row));
	sbuf_free(&label);
}

static void draw_foot(struct view *v, struct grid *g, struct rect r)
{
	const struct mapping *m = mapping_of(v);
	int n = 0, width, at = 0;

	for (size_t i = 0; i < m->ncolumns; i++)
		n += shows(v, i);
	width = n ? (r.w - 1) / n : r.w;
	rect_cut_top(&r, 1);
	if (!count_mapped(m))
		grid_put_fit(g, r.x + 1, r.y, r.w - 2, ROLE_ATTENTION,
			     K_(v, "No column goes anywhere yet: {open} on one says where."));
	width = width < 12 ? 12 : width > 30 ? 30 : width;
	for (size_t i = 0; i < m->ncolumns && at * width + 2 < r.w; i++) {
		struct rect column = { r.x + 1 + at * width, r.y, width - 2, r.h };

		if (!shows(v, i))
			continue;
		if (column.x + column.w > r.x + r.w - 1)
			column.w = r.x + r.w - 1 - column.x;
		draw_field(v, g, column, i);
		at++;
	}
}

/* Changing */

/* The choice is made for the column that the cursor was on; the picker is above, so it still is. */
static void target_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct import_state *s = v->state;
	struct mapping *m = import_edit(s->im);
	size_t at = s->at[STAGE_COLUMNS];
	struct target t = { 0 };

	(void)data;
	if (!item || at >= m->ncolumns || (item->text && !target_find(s->entity, item->text, &t)))
		return;
	for (size_t i = 0; t.field && i < m->ncolumns; i++)
		if (m->columns[i].target.field && target_clashes(&m->columns[i].target, &t))
			m->columns[i].target = (struct target){ 0 };
	m->columns[at].target = t;
	m->columns[at].order = 0;
	m->nkeys = m->nspare = 0; /* chosen anew from what is mapped now */
	s->at[STAGE_COLUMNS]++;
}

static void choose_target(struct view *v, size_t at)
{
	const struct import_state *s = v->state;
	const struct mapping_column *c = &mapping_of(v)->columns[at];
	struct pick_item items[MAPPING_TARGETS_MAX + 1] = { { .label = _("Leave it out"), .value = 1 } };
	struct target targets[MAPPING_TARGETS_MAX];
	size_t n = mapping_targets(s->entity, targets);
	int64_t current = 1;

	for (size_t i = 0; i < n; i++) {
		items[i + 1] = (struct pick_item){ .label = _(targets[i].label),
						   .hint = targets[i].kind == TARGET_PART
								   ? _("The parts are joined to the whole name.")
								   : _(targets[i].field->help),
						   .value = (int64_t)i + 2,
						   .text = targets[i].name };
		if (c->target.field && target_same(&c->target, &targets[i]))
			current = (int64_t)i + 2;
	}
	host_pick(v, &(struct pick){ .title = c->header, .items = items, .nitems = n + 1,
				     .current = current, .done = target_chosen });
}

static void press(struct view *v, size_t i)
{
	if (i == mapping_of(v)->ncolumns)
		import_go(v, STAGE_CHECK);
	else
		choose_target(v, i);
}

const struct import_stage_ops import_stage_columns = {
	.label = N_("Columns"),
	.nlines = nlines,
	.draw_head = draw_head,
	.draw_line = draw_line,
	.foot_height = foot_height,
	.draw_foot = draw_foot,
	.press = press,
};
