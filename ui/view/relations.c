/* Around one party: the companies it belongs with, who stands how to it, the way to somebody else. Trees are
 * folded and unfolded by the row. */
#include "view/explain.h"
#include "view/panes.h"

enum { TAG_ALL = 1 };

#define DEEP 3 /* what is further down is folded at first */

struct relations_state {
	const struct entity *entity;
	int64_t id;
	char *title;
	char *to;              /* whom a path is looked for, "contact 5"; NULL: nobody */
	struct answer *answer; /* whole trees */
	struct answer *shown;  /* what is not folded away, as lines */
	struct sections sections;
	struct fold {          /* rows that were folded or unfolded by hand */
		bool company;  /* among the companies, else among the relations */
		const struct entity *entity;
		int64_t id;
		bool folded;
	} *folds;
	size_t nfolds, folds_room;
	enum graphics graphics; /* the lines were drawn with */
};

static int relations_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct relations_state *s = v->state;

	if (!spec->entity || !spec->id)
		return error_set(e, ERROR_USAGE, _("Which record is to be opened?"));
	s->entity = spec->entity;
	s->id = spec->id;
	s->title = xstrdup(spec->title ? spec->title : "");
	s->graphics = GRAPHICS_UTF8;
	s->sections.entity = s->entity; /* the cursor begins there */
	s->sections.id = s->id;
	v->stale = true;
	return 0;
}

static void relations_close(struct view *v)
{
	struct relations_state *s = v->state;

	sections_free(&s->sections);
	answer_free(s->answer);
	answer_free(s->shown);
	free(s->folds);
	free(s->title);
	free(s->to);
}

static void relations_load(struct view *v)
{
	struct relations_state *s = v->state;
	char *of = xasprintf("%s %lld", s->entity->name, (long long)s->id);
	struct named_value args[] = { { "of", of }, { "to", s->to } };

	host_send(v, TAG_ALL, &(struct request){ .verb = VERB_REPORT,
						 .name = "relations",
						 .args = args,
						 .nargs = s->to ? 2 : 1 });
	free(of);
}

static int64_t depth_of(const struct table *t, size_t row)
{
	return table_get(t, row, "depth").i;
}

/* The row after all that stands below this one. */
static size_t end_of(const struct table *t, size_t row)
{
	size_t i = row + 1;

	while (i < t->nrows && depth_of(t, i) > depth_of(t, row))
		i++;
	return i;
}

static bool is(const struct table *t, const char *name)
{
	return t && !strcmp(t->name, name);
}

static struct fold *fold_of(struct relations_state *s, const struct table *t, const struct row *r)
{
	for (size_t i = 0; i < s->nfolds; i++)
		if (s->folds[i].company == is(t, "tree") && s->folds[i].entity == r->entity &&
		    s->folds[i].id == r->id)
			return &s->folds[i];
	return NULL;
}

/* Deep trees begin folded, but for the way to the record itself. */
static bool is_folded(struct relations_state *s, const struct table *t, size_t row)
{
	const struct fold *by_hand = fold_of(s, t, &t->rows[row]);
	size_t end = end_of(t, row);

	if (is(t, "path"))
		return false;
	if (by_hand)
		return by_hand->folded;
	if (depth_of(t, row) < DEEP)
		return false;
	for (size_t i = row + 1; i < end; i++)
		if (t->rows[i].id == s->id && t->rows[i].entity == s->entity)
			return false;
	return true;
}

/* Whether another row of this depth comes under the same parent. */
static bool goes_on(const struct table *t, size_t row, int64_t depth)
{
	for (size_t i = row + 1; i < t->nrows && depth_of(t, i) >= depth; i++)
		if (depth_of(t, i) == depth)
			return true;
	return false;
}

/* "│  ├─ owns Acme GmbH +12" */
static void put_line(struct sbuf *out, const struct table *t, size_t row, size_t folded,
		     enum graphics level)
{
	struct value words = table_get(t, row, "relation"), name = table_get(t, row, "name");
	int64_t depth = depth_of(t, row);
	bool path = is(t, "path");

	for (int64_t d = 1; d < depth; d++)
		sbuf_printf(out, "%s  ",
			    !path && goes_on(t, row, d) ? glyph_text(level, GLYPH_VLINE) : " ");
	if (depth > 0)
		sbuf_printf(out, "%s%s ",
			    glyph_text(level, !path && goes_on(t, row, depth) ? GLYPH_TEE_LEFT :
										GLYPH_BOTTOM_LEFT),
			    glyph_text(level, GLYPH_HLINE));
	if (words.kind)
		sbuf_printf(out, "%s ", words.s);
	sbuf_puts(out, name.kind ? name.s : "");
	if (folded)
		sbuf_printf(out, " +%zu", folded);
}

/* The line is the first column; what it says already is kept for copying and titles, out of sight. */
static struct table *lines_of(const struct table *t)
{
	static const char *const said[] = { "name", "depth", "relation" };
	struct table *lines = table_new(t->name);

	lines->title = t->title;
	lines->note = t->note;
	table_add_column(lines, "line", N_("Name"), FIELD_TEXT)->field.width = 34;
	for (size_t i = 0; i < t->ncolumns; i++) {
		struct column *c = table_add_column(lines, t->columns[i].name, t->columns[i].label,
						    t->columns[i].field.type);
		c->field = t->columns[i].field;
		for (size_t k = 0; k < LENGTH(said); k++)
			if (!strcmp(c->name, said[k]))
				c->field.width = -1;
	}
	return lines;
}

static struct table *unfolded(struct relations_state *s, const struct table *t)
{
	struct table *lines = lines_of(t);
	struct sbuf line = SBUF_INIT;

	for (size_t i = 0; i < t->nrows;) {
		size_t below = end_of(t, i) - i - 1, folded = below && is_folded(s, t, i) ? below : 0;
		struct row *r = table_add_row(lines);

		sbuf_reset(&line);
		put_line(&line, t, i, folded, s->graphics);
		r->entity = t->rows[i].entity;
		r->id = t->rows[i].id;
		r->tone = t->rows[i].tone;
		table_set(lines, r, 0, value_text(sbuf_text(&line)));
		for (size_t k = 0; k < t->ncolumns; k++)
			table_set(lines, r, k + 1, t->rows[i].cells[k]);
		i += 1 + folded;
	}
	lines->total = t->total;
	sbuf_free(&line);
	return lines;
}

/* Makes the lines anew; the cursor stays on its party. */
static void lay_out(struct view *v)
{
	struct relations_state *s = v->state;
	struct answer *lines = answer_new(0);

	for (size_t i = 0; i < s->answer->ntables; i++)
		answer_add_table(lines, unfolded(s, s->answer->tables[i]));
	sections_take(v, &s->sections, &s->shown, lines);
	answer_free(lines);
	for (size_t i = 0; i < s->sections.n; i++) {
		struct section *item = &s->sections.items[i];

		rows_hide_empty(item->table);
		item->columns = is(item->table, "tree");
		item->empty = item->table->note;
		item->noted = !item->table->nrows; /* then it stands there instead */
	}
}

static void relations_answer(struct view *v, int tag, struct answer *a)
{
	struct relations_state *s = v->state;

	(void)tag;
	answer_keep(&s->answer, a);
	lay_out(v);
}

static void relations_failed(struct view *v, int tag, const struct error *e)
{
	(void)tag;
	host_say(v, TONE_DANGER, "%s", e->text);
}

static void relations_draw(struct view *v, struct grid *g, struct rect r)
{
	struct relations_state *s = v->state;
	struct rows_style style = { .context = &v->host->context, .column = -1, .focus = true };

	if (s->answer && s->graphics != g->graphics) {
		s->graphics = g->graphics;
		lay_out(v);
	}
	rect_cut_top(&r, 1);
	sections_draw(&s->sections, g, r, &style);
}

static void relations_status(struct view *v, struct grid *g, struct rect r)
{
	struct relations_state *s = v->state;
	int used = grid_put_fit(g, r.x + 1, r.y, r.w / 2, ROLE_TITLE, s->title);

	grid_put_fit(g, r.x + used + 3, r.y, r.w - used - 4, ROLE_QUIET, _("relations"));
}

static void relations_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("Relations"));
}

static bool relations_home(struct view *v, struct subject *out)
{
	struct relations_state *s = v->state;

	*out = (struct subject){ .entity = s->entity, .ids = &s->id, .n = 1, .title = s->title };
	return true;
}

static bool relations_subject(struct view *v, struct subject *out)
{
	struct relations_state *s = v->state;

	return sections_subject(&s->sections, out) || relations_home(v, out);
}

/* The row, or the nearest one above it below which there is something to fold. */
static size_t foldable(struct relations_state *s, const struct table *t, size_t row)
{
	while (row && (end_of(t, row) == row + 1 || is_folded(s, t, row))) {
		int64_t depth = depth_of(t, row);

		do
			row--;
		while (row && depth_of(t, row) >= depth);
	}
	return row;
}

static size_t row_of(const struct table *t, const struct row *r)
{
	size_t i = 0;

	while (t && i < t->nrows && (t->rows[i].id != r->id || t->rows[i].entity != r->entity))
		i++;
	return i;
}

/* Folds the row, or the one above it when there is nothing below; unfolds it. What is above stays where it
 * is, so the cursor only goes up to the row. */
static void fold(struct view *v, bool folded)
{
	struct relations_state *s = v->state;
	const struct table *lines = sections_table(&s->sections);
	const struct table *t = lines ? answer_table(s->answer, lines->name) : NULL;
	const struct row *r = sections_row(&s->sections);
	size_t i = r ? row_of(t, r) : 0;
	struct fold *f;

	if (!r || !t || i == t->nrows || is(t, "path"))
		return;
	if (folded)
		i = foldable(s, t, i);
	r = &t->rows[i];
	f = fold_of(s, t, r);
	if (!f)
		f = array_add(&s->folds, &s->nfolds, &s->folds_room, sizeof(*f));
	*f = (struct fold){ is(t, "tree"), r->entity, r->id, folded };
	s->sections.row = row_of(lines, r);
	s->sections.entity = r->entity;
	s->sections.id = r->id;
	lay_out(v);
}

static void goal_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct relations_state *s = v->state;

	(void)data;
	if (!item)
		return;
	free(s->to);
	s->to = xasprintf("%s %lld", item->text, (long long)item->value);
	v->stale = true;
}

/* Whoever has relations may be at the other end. */
static void ask_goal(struct view *v)
{
	host_pick(v, &(struct pick){ .title = _("Path to"), .child = "relations", .done = goal_chosen });
}

/* Among the companies another company, else a relation: of the party under the cursor. */
static void add_here(struct view *v)
{
	const struct relations_state *s = v->state;
	const struct table *t = sections_table(&s->sections);
	bool company = is(t, "tree");
	struct subject party;
	struct named_value arg;
	char *self;

	relations_subject(v, &party);
	self = xasprintf("%lld %s", (long long)party.ids[0], party.title ? party.title : "");
	arg = (struct named_value){ company ? "parent" : party.entity->name, self };
	host_open(v, &(struct view_spec){ .view = "form",
					  .entity = entity_at(company ? ENTITY_CUSTOMER : ENTITY_RELATION),
					  .args = &arg, .nargs = 1 });
	free(self);
}

/* The row of the whole tree, of which the line is a part. */
static void explain(struct view *v)
{
	struct relations_state *s = v->state;
	const struct table *lines = sections_table(&s->sections);
	const struct table *t = lines ? answer_table(s->answer, lines->name) : NULL;
	const struct row *r = sections_row(&s->sections);
	size_t i = r && t ? row_of(t, r) : 0;
	char *of = xasprintf("%s %lld", s->entity->name, (long long)s->id);
	struct named_value args[] = { { "of", of }, { "to", s->to } };
	struct request report = { .name = "relations", .args = args, .nargs = s->to ? 2 : 1 };
	struct explain x = { 0 };

	if (r && t && i < t->nrows)
		explain_add_row(v, &x, &report, t, &t->rows[i]);
	explain_add_note(&x, &report, t);
	explain_open(v, &x);
	free(of);
}

static bool relations_command(struct view *v, enum command_id id, const char *arg)
{
	struct relations_state *s = v->state;

	(void)arg;
	switch (id) {
	case CMD_FOLD:
		fold(v, true);
		return true;
	case CMD_UNFOLD:
		fold(v, false);
		return true;
	case CMD_PATH:
		ask_goal(v);
		return true;
	case CMD_EXPLAIN:
		explain(v);
		return true;
	case CMD_ADD:
		add_here(v);
		return true;
	case CMD_OPEN:
		row_open(v, sections_row(&s->sections));
		return true;
	default:
		return sections_command(v, &s->sections, id);
	}
}

const struct view_ops relations_view = {
	.name = "relations",
	.contexts = IN_TREE,
	.size = sizeof(struct relations_state),
	.sections = offsetof(struct relations_state, sections),
	.open = relations_open,
	.close = relations_close,
	.load = relations_load,
	.answer = relations_answer,
	.failed = relations_failed,
	.draw = relations_draw,
	.status = relations_status,
	.command = relations_command,
	.subject = relations_subject,
	.home = relations_home,
	.title = relations_title,
};
