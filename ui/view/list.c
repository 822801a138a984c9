/* Any list of records: filter, order, columns, marks, and the record under the cursor beside it. */
#include "base/number.h"
#include "base/utf8.h"
#include "model/expr.h"
#include "model/nothing.h"
#include "view/list_state.h"

#define MARKS_PAGE 20000
#define PREVIEW_FROM 120 /* columns of the screen from which the record stands beside the list */

static void list_terms(const struct view *v, struct saved_terms *out)
{
	const struct list_state *s = v->state;

	*out = (struct saved_terms){ .kind = "list",
				     .filter = sbuf_text(&s->expr),
				     .sort = sbuf_text(&s->sort),
				     .columns = sbuf_text(&s->columns),
				     .grouped = sbuf_text(&s->grouped) };
}

static void set_text(struct sbuf *to, const char *text, const char *otherwise)
{
	sbuf_reset(to);
	sbuf_puts(to, text && *text ? text : otherwise);
}

static void list_use(struct view *v, const struct saved_terms *t)
{
	struct list_state *s = v->state;

	set_text(&s->expr, t->filter, "");
	set_text(&s->sort, t->sort, s->entity->order);
	set_text(&s->columns, t->columns, s->entity->columns);
	set_text(&s->grouped, t->grouped, "");
	marks_clear(&s->folds);
	list_again(v);
}

static int list_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct list_state *s = v->state;

	if (!spec->entity)
		return error_set(e, ERROR_USAGE, _("A list needs to know of what."));
	s->entity = spec->entity;
	list_begin(&s->list);
	s->asked = -1;
	sbuf_puts(&s->expr, spec->expr ? spec->expr : "");
	s->by_ids = strstr(sbuf_text(&s->expr), ".id:") != NULL;
	sbuf_puts(&s->sort, spec->sort ? spec->sort : s->entity->order);
	sbuf_puts(&s->columns, spec->columns ? spec->columns : s->entity->columns);
	s->saved = (struct saved){ .entity = s->entity, .terms = list_terms, .use = list_use };
	sbuf_puts(&s->saved.name, spec->title ? spec->title : "");
	v->stale = true;
	if (spec->saved)
		saved_open(v, &s->saved, spec->saved);
	return 0;
}

static void list_close(struct view *v)
{
	struct list_state *s = v->state;

	list_free(&s->list);
	preview_free(&s->preview);
	sbuf_free(&s->expr);
	sbuf_free(&s->words);
	sbuf_free(&s->shown);
	sbuf_free(&s->sort);
	sbuf_free(&s->columns);
	sbuf_free(&s->grouped);
	marks_free(&s->folds);
	saved_free(&s->saved);
	sbuf_free(&s->marking.expr);
}

void list_whole_expr(const struct list_state *s, struct sbuf *out)
{
	if (s->expr.len && s->words.len)
		sbuf_printf(out, "(%s)", sbuf_text(&s->expr));
	else
		sbuf_puts(out, sbuf_text(&s->expr));
	if (!s->words.len)
		return;
	/* Each word by itself, in quotes: "müller s" is two beginnings, not one phrase. */
	for (const char *p = sbuf_text(&s->words); *p;) {
		size_t n = strcspn(p, " ");
		if (n) {
			sbuf_puts(out, " \"");
			for (size_t i = 0; i < n; i++)
				sbuf_printf(out, p[i] == '"' ? "\"\"" : "%c", p[i]);
			sbuf_putc(out, '"');
		}
		p += n + (p[n] == ' ');
	}
}

static void ask_rows(struct view *v, int64_t offset, int64_t limit)
{
	struct list_state *s = v->state;
	struct sbuf expr = SBUF_INIT;

	s->asked = offset;
	s->sought = s->locate;
	list_whole_expr(s, &expr);
	host_send(v, TAG_ROWS,
		  &(struct request){ .verb = VERB_LIST,
				     .entity = s->entity,
				     .expr = sbuf_text(&expr),
				     .sort = sbuf_text(&s->sort),
				     .columns = sbuf_text(&s->columns),
				     .group = sbuf_text(&s->grouped),
				     .name = s->fold_all ? "folded" : NULL,
				     .ids = s->folds.ids,
				     .nids = s->folds.n,
				     .offset = offset,
				     .limit = limit,
				     .locate = s->locate,
				     .words = s->by_ids ? sbuf_text(&s->expr) : NULL,
				     .removed = s->removed });
	sbuf_free(&expr);
}

static bool wants_preview(const struct list_state *s)
{
	return s->width >= PREVIEW_FROM && !s->no_preview && !s->zoomed;
}

static void ask_preview(struct view *v)
{
	struct list_state *s = v->state;

	if (!wants_preview(s) || s->list.id <= 0)
		return;
	s->previewed = s->list.id;
	host_send(v, TAG_PREVIEW,
		  &(struct request){ .verb = VERB_GET,
				     .entity = s->entity,
				     .id = s->list.id,
				     .limit = 20 });
}

static void list_load(struct view *v)
{
	struct list_state *s = v->state;
	int64_t offset = s->list.top, limit = s->list.height * 3;

	if (!list_wants(&s->list, &offset, &limit)) {
		offset = s->list.table->offset;
		limit = (int64_t)s->list.table->nrows;
	}
	if (limit < 100)
		limit = 100;
	ask_rows(v, offset, limit);
	s->previewed = 0;
}

void list_follow(struct view *v)
{
	struct list_state *s = v->state;
	int64_t offset, limit;

	if (list_wants(&s->list, &offset, &limit) && offset != s->asked)
		ask_rows(v, offset, limit);
	if (s->list.id != s->previewed)
		ask_preview(v);
}

/* A range is told by the rows as they stand, with the groups' heads between them. */
void list_ask_marks(struct view *v)
{
	struct list_state *s = v->state;
	struct list_marking *m = &s->marking;
	bool range = m->left < INT64_MAX;

	host_send(v, TAG_MARKS, &(struct request){ .verb = VERB_LIST, .entity = s->entity, .expr = sbuf_text(&m->expr),
						   .sort = m->sort, .columns = "id", .offset = m->offset,
						   .group = range ? sbuf_text(&s->grouped) : NULL,
						   .name = range && s->fold_all ? "folded" : NULL,
						   .ids = s->folds.ids, .nids = range ? s->folds.n : 0,
						   .limit = m->left < MARKS_PAGE ? m->left : MARKS_PAGE,
						   .removed = s->removed });
}

static void take_marks(struct view *v, const struct answer *a)
{
	struct list_state *s = v->state;
	const struct table *t = a->tables[0];
	int64_t *ids = xcalloc(t->nrows ? t->nrows : 1, sizeof(*ids));
	size_t n = 0;

	for (size_t i = 0; i < t->nrows; i++)
		if (t->rows[i].id > 0)
			ids[n++] = t->rows[i].id;
	marks_many(&s->list.marks, ids, n, s->marking.how);
	free(ids);
	s->marking.offset += (int64_t)t->nrows;
	s->marking.left -= (int64_t)t->nrows;
	if (t->nrows && s->marking.left > 0 && s->marking.offset < t->total)
		list_ask_marks(v);
}

/* The answer that was asked to show a record is there. */
static void found(struct view *v)
{
	struct list_state *s = v->state;

	if (s->added && s->added == s->sought) {
		if (s->list.id != s->added)
			host_say(v, TONE_ATTENTION, "%s", _("Saved, but the filter of this list leaves it out."));
		s->added = 0;
	}
	if (s->locate == s->sought)
		s->locate = 0;
	s->sought = 0;
}

/* What the rows were found by: the words of `/` and the bare ones of the filter. */
static void add_words(const struct expr *x, struct sbuf *out)
{
	if (!x || x->kind == EXPR_NOT || x->kind == EXPR_COUNT || x->kind == EXPR_SUM)
		return;
	if (x->kind == EXPR_FIND)
		sbuf_printf(out, "%s%s", out->len ? " " : "", x->words);
	add_words(x->left, out);
	add_words(x->right, out);
}

static void note_words(struct view *v)
{
	struct list_state *s = v->state;
	struct value_context c = v->host->context;
	struct arena arena = { 0 };

	sbuf_reset(&s->shown);
	sbuf_puts(&s->shown, sbuf_text(&s->words));
	add_words(expr_parse(sbuf_text(&s->expr), s->entity, &c, &arena, NULL), &s->shown);
	arena_free(&arena);
}

/* What was looked for is a record: not the head above the first that was found. */
static void pass_head(struct list_state *s)
{
	if (!s->words.len || !list_on_head(s))
		return;
	list_move(&s->list, 1);
	if (list_on_head(s)) /* its records are folded */
		list_move(&s->list, -1);
}

static void take_rows(struct view *v, struct answer *a)
{
	struct list_state *s = v->state;
	bool first = !s->list.id && !s->sought;

	s->asked = -1;
	sbuf_reset(&s->saved.trouble);
	if (s->sought)
		s->list.id = s->sought;
	list_take(&s->list, a->tables[0]);
	a->tables[0] = NULL;
	if (first)
		pass_head(s);
	note_words(v);
	found(v);
	list_follow(v);
}

static void list_answer(struct view *v, int tag, struct answer *a)
{
	struct list_state *s = v->state;

	if (tag == TAG_SAVED) {
		saved_answer(v, &s->saved, a);
		return;
	}
	if (!a->ntables)
		return;
	if (tag == TAG_MARKS) {
		take_marks(v, a);
		return;
	}
	if (tag == TAG_PREVIEW) {
		preview_take(&s->preview, s->entity, a);
		return;
	}
	if (s->by_ids && a->text)
		set_text(&s->expr, a->text, "");
	s->by_ids = false;
	take_rows(v, a);
}

static void list_added(struct view *v, const struct entity *e, int64_t id, const char *title)
{
	struct list_state *s = v->state;

	(void)title;
	if (e == s->entity)
		s->locate = s->added = id;
}

static void list_gone(struct view *v, const struct entity *e, const int64_t *ids, size_t n)
{
	struct list_state *s = v->state;

	if (e == s->entity)
		marks_many(&s->list.marks, ids, n, MARKS_UNSET);
}

/* Rows that were there before are no answer to what is asked now. */
static void list_failed(struct view *v, int tag, const struct error *e)
{
	struct list_state *s = v->state;
	struct table *none;

	if (tag != TAG_ROWS) {
		host_say(v, TONE_DANGER, "%s", e->text);
		return;
	}
	none = table_new("rows");
	none->total = 0;
	list_take(&s->list, none);
	saved_refused(v, &s->saved, e);
	s->asked = -1;
	s->sought = 0;
}

/* What can be done about it: Esc takes off what it takes off at the next press. */
static void say_way_out(const struct view *v, struct sbuf *out)
{
	const struct list_state *s = v->state;

	if (s->removed)
		sbuf_puts(out, K_(v, "{back} goes back to those that are there."));
	else if (v->asof)
		sbuf_puts(out, say_way_back(v, s->words.len, s->expr.len));
	else if (s->words.len)
		sbuf_printf(out,
			    K_(v, "{back} takes the words off, {find} changes them, {add} adds \"%s\", {find-all} "
				  "finds everywhere."),
			    sbuf_text(&s->words));
	else if (!s->expr.len)
		sbuf_puts(out, K_(v, "{add} adds the first, {import} reads a file, {find-all} finds everywhere."));
	else if (v->place)
		sbuf_puts(out, K_(v, "{back} takes the filter off, {filter} changes it, {add} adds one, {find-all} "
				     "finds everywhere."));
	else
		sbuf_puts(out, K_(v, "{filter} changes the filter, {back} goes back, {add} adds one, {find-all} finds "
				     "everywhere."));
}

static void draw_empty(struct view *v, struct grid *g, struct rect r)
{
	struct list_state *s = v->state;
	struct sbuf text = SBUF_INIT;

	r = rect_inset(r, 2, 1);
	grid_cursor(g, r.x, r.y, false);
	if (s->saved.trouble.len)
		sbuf_puts(&text, sbuf_text(&s->saved.trouble));
	else if (s->words.len || s->expr.len)
		nothing_found(&text, s->entity, sbuf_text(&s->words), sbuf_text(&s->expr));
	else
		sbuf_printf(&text, s->removed ? _("%s: none was removed.") : _("%s: none yet."), _(s->entity->plural));
	rect_cut_top(&r, grid_put_lines(g, r, ROLE_DEFAULT, sbuf_text(&text)));
	sbuf_reset(&text);
	say_way_out(v, &text);
	grid_put_lines(g, r, ROLE_QUIET, sbuf_text(&text));
	sbuf_free(&text);
}

static void list_view_draw(struct view *v, struct grid *g, struct rect r)
{
	struct list_state *s = v->state;
	struct text_typed typed;
	struct rows_style style = {
		.context = &v->host->context,
		.match = &typed,
		.sort = sbuf_text(&s->sort),
		.focus = true,
	};

	s->width = r.w;
	text_type(&typed, sbuf_text(&s->shown), s->shown.len);
	if (wants_preview(s) && !(s->list.table && !s->list.total)) {
		struct rect side = rect_cut_right(&r, r.w * 45 / 100);
		grid_vline(g, side.x, side.y, side.h, ROLE_QUIET);
		rect_cut_left(&side, 2);
		if (list_row(&s->list) && s->list.id > 0)
			preview_draw(&s->preview, g, side, &v->host->context);
	}
	if (s->list.table && !s->list.total)
		draw_empty(v, g, r);
	else
		list_draw(&s->list, g, r, &style);
	text_typed_free(&typed);
	list_follow(v);
}

static void put_count(const struct list_state *s, struct sbuf *out)
{
	struct sbuf here = SBUF_INIT, all = SBUF_INIT;
	const char *note = s->list.table ? s->list.table->note : NULL;

	if (!s->list.table) {
		sbuf_puts(out, _("loading"));
		return;
	}
	if (s->list.marks.n)
		number_group(&here, (int64_t)s->list.marks.n, 0, 0);
	else
		number_group(&here, s->list.cursor + 1, 0, 0);
	number_group(&all, s->list.total, 0, 0);
	if (note && s->list.marks.n) /* the rows of groups are no records */
		sbuf_printf(out, _("%s marked · %s"), sbuf_text(&here), note);
	else if (note)
		sbuf_puts(out, note);
	else if (s->list.marks.n)
		sbuf_printf(out, _("%s marked of %s"), sbuf_text(&here), sbuf_text(&all));
	else if (s->list.total)
		sbuf_printf(out, _("%s of %s"), sbuf_text(&here), sbuf_text(&all));
	else
		sbuf_puts(out, "0");
	sbuf_free(&here);
	sbuf_free(&all);
}

static void list_status(struct view *v, struct grid *g, struct rect r)
{
	struct list_state *s = v->state;
	struct sbuf count = SBUF_INIT;
	int used = 1, room;

	put_count(s, &count);
	room = r.w - utf8_columns(sbuf_text(&count)) - 4;
	room = room < r.w - 24 ? room : r.w - 24; /* what counts up moves nothing */
	used += grid_put_fit(g, r.x + used, r.y, room, ROLE_TITLE,
			     s->saved.name.len ? sbuf_text(&s->saved.name) : _(s->entity->plural));
	if (s->saved.changed)
		used += grid_put(g, r.x + used, r.y, 2, ROLE_ATTENTION, " *");
	used += 3;
	if (s->removed)
		used += 2 + grid_put_fit(g, r.x + used, r.y, room - used, ROLE_DANGER, _("removed"));
	if (s->expr.len)
		used += 2 + grid_put_fit(g, r.x + used, r.y, room - used, ROLE_ACCENT,
					 sbuf_text(&s->expr));
	if (s->grouped.len)
		used += 2 + grid_printf(g, r.x + used, r.y, room - used, ROLE_QUIET, _("by %s"),
					field_called(s->entity, sbuf_text(&s->grouped)));
	if (s->words.len)
		grid_printf(g, r.x + used, r.y, room - used, ROLE_MATCH, "/%s", sbuf_text(&s->words));
	grid_put_right(g, r.x, r.y, r.w - 1, s->list.marks.n ? ROLE_MARKED : ROLE_QUIET,
		       sbuf_text(&count));
	sbuf_free(&count);
}

static void list_keep(const struct view *v, struct sbuf *out)
{
	const struct list_state *s = v->state;

	sbuf_printf(out, "filter %s\nsort %s\ncolumns %s\ngrouped %s\n", sbuf_text(&s->expr),
		    sbuf_text(&s->sort), sbuf_text(&s->columns), sbuf_text(&s->grouped));
	saved_keep(&s->saved, out);
	if (s->list.cursor > 0)
		sbuf_printf(out, "cursor %lld\n", (long long)s->list.id);
	marks_keep(&s->list.marks, out);
}

static void restore_line(struct list_state *s, const char *key, const char *value)
{
	const struct {
		const char *key;
		struct sbuf *text;
	} texts[] = {
		{ "filter", &s->expr },	      { "sort", &s->sort },	   { "columns", &s->columns },
		{ "grouped", &s->grouped },
	};
	int64_t n = 0;

	for (size_t i = 0; i < LENGTH(texts); i++)
		if (!strcmp(key, texts[i].key))
			set_text(texts[i].text, value, "");
	if (saved_restore(&s->saved, key, value) || number_int(value, &n) < 0)
		return;
	if (!strcmp(key, "cursor"))
		s->locate = n;
	else if (!strcmp(key, "mark") && n > 0)
		marks_set(&s->list.marks, n, true);
}

static void list_restore(struct view *v, const char *key, const char *value)
{
	restore_line(v->state, key, value);
	v->stale = true;
}

static void list_title(struct view *v, struct sbuf *out)
{
	struct list_state *s = v->state;

	sbuf_puts(out, s->saved.name.len ? sbuf_text(&s->saved.name) : _(s->entity->plural));
}

static bool list_subject(struct view *v, struct subject *out)
{
	struct list_state *s = v->state;
	const struct row *r = list_row(&s->list);

	*out = (struct subject){ .entity = s->entity };
	if (s->list.marks.n) {
		out->ids = s->list.marks.ids;
		out->n = s->list.marks.n;
		out->marked = true;
		out->table = s->list.table;
		return true;
	}
	if (!r || r->id <= 0)
		return false;
	out->ids = &r->id;
	out->n = 1;
	out->title = table_title(s->list.table, r);
	out->table = s->list.table;
	out->row = r;
	return true;
}

static bool list_walk(struct view *v, int by, struct record_ref *at)
{
	struct list_state *s = v->state;
	int64_t was = s->list.cursor;

	list_move(&s->list, by);
	list_follow(v);
	if (!s->list.id) /* it is on its way */
		list_go(&s->list, was);
	*at = (struct record_ref){ s->entity, s->list.id };
	return !by || s->list.cursor != was;
}

static bool list_where(struct view *v, int64_t id, int64_t *row, int64_t *total)
{
	struct list *l = &((struct list_state *)v->state)->list;

	*row = l->cursor + 1;
	*total = l->total;
	return l->id == id && !l->table->note; /* in groups, rows are no records */
}

const struct view_ops list_view = {
	.name = "list",
	.contexts = IN_LIST,
	.size = sizeof(struct list_state),
	.open = list_open,
	.close = list_close,
	.load = list_load,
	.answer = list_answer,
	.failed = list_failed,
	.draw = list_view_draw,
	.status = list_status,
	.command = list_command,
	.subject = list_subject,
	.title = list_title,
	.walk = list_walk,
	.where = list_where,
	.counted = list_counted,
	.added = list_added,
	.gone = list_gone,
	.keep = list_keep,
	.restore = list_restore,
};
