/* What the keys of a list do. */
#include "model/expr.h"
#include "view/cell.h"
#include "view/explain.h"
#include "view/import.h"
#include "view/list_state.h"

void list_again(struct view *v)
{
	struct list_state *s = v->state;

	list_rewind(&s->list);
	v->stale = true;
}

static void words_changed(struct view *v, const char *text, void *data)
{
	struct list_state *s = v->state;

	(void)data;
	sbuf_reset(&s->words);
	sbuf_puts(&s->words, text);
	list_again(v);
}

static void words_done(struct view *v, const char *text, void *data)
{
	struct list_state *s = v->state;

	if (!text)
		s->locate = s->list.id;
	words_changed(v, text ? text : "", data);
}

static void set_filter(struct view *v, const char *text)
{
	struct list_state *s = v->state;
	size_t n = strlen(text);

	if (!filter_reads(v, s->entity, text))
		return;
	while (n && text[n - 1] == ' ')
		n--;
	sbuf_reset(&s->expr);
	sbuf_add(&s->expr, text, n);
	saved_touch(&s->saved);
	list_again(v);
}

static void filter_done(struct view *v, const char *text, void *data)
{
	(void)data;
	if (text)
		set_filter(v, text);
}

/* Marks all that fit the expression besides what is shown; "" is all that is shown. */
static void mark_by(struct view *v, const char *text, enum marking how)
{
	struct list_state *s = v->state;
	struct sbuf shown = SBUF_INIT;

	list_whole_expr(s, &shown);
	sbuf_reset(&s->marking.expr);
	if (*text && shown.len)
		sbuf_printf(&s->marking.expr, "(%s) (%s)", sbuf_text(&shown), text);
	else
		sbuf_puts(&s->marking.expr, *text ? text : sbuf_text(&shown));
	sbuf_free(&shown);
	s->marking.sort = "id";
	s->marking.offset = 0;
	s->marking.left = INT64_MAX;
	s->marking.how = how;
	list_ask_marks(v);
}

static void mark_done(struct view *v, const char *text, void *data)
{
	if (text && filter_reads(v, ((struct list_state *)v->state)->entity, text))
		mark_by(v, text, data ? MARKS_UNSET : MARKS_SET);
}

/* From the anchor to the cursor, whether it was ever on the screen or not. */
static void mark_range(struct view *v)
{
	struct list_state *s = v->state;
	struct list *l = &s->list;
	int64_t from = l->anchor < l->cursor ? l->anchor : l->cursor;
	int64_t to = l->anchor < l->cursor ? l->cursor : l->anchor;

	if (l->anchor < 0) {
		l->anchor = l->cursor;
		host_say(v, TONE_QUIET, "%s", K_(v, "The range begins here; {mark-range} where it ends."));
		return;
	}
	l->anchor = -1;
	sbuf_reset(&s->marking.expr);
	list_whole_expr(s, &s->marking.expr);
	s->marking.sort = sbuf_text(&s->sort);
	s->marking.offset = from;
	s->marking.left = to - from + 1;
	s->marking.how = MARKS_SET;
	list_ask_marks(v);
}

static void sort_by(struct view *v, const char *column, bool reverse)
{
	struct list_state *s = v->state;
	char *was = sbuf_steal(&s->sort);
	bool down = *was == '-', same;
	size_t n = strcspn(was + down, ",");

	same = column && strlen(column) == n && !strncmp(was + down, column, n);
	if (reverse || same)
		sbuf_printf(&s->sort, "%s%s", down ? "" : "-", was + down);
	else
		sbuf_puts(&s->sort, column);
	free(was);
	saved_touch(&s->saved);
	s->locate = s->list.id;
	v->stale = true;
}

/* The bin: what was removed, of the same kind. */
static void do_removed(struct view *v, const char *arg)
{
	struct list_state *s = v->state;

	(void)arg;
	s->removed = !s->removed;
	list_unmark_all(&s->list);
	list_again(v);
	if (s->removed)
		host_say(v, TONE_ATTENTION, "%s",
			 K_(v,
			    "These were removed: {remove} brings one back, or those that are marked; {back} leaves."));
}

/* Esc takes back one thing at a time, the nearest first. */
static bool step_back(struct view *v)
{
	struct list_state *s = v->state;

	if (s->list.marks.n || s->list.anchor >= 0) {
		list_unmark_all(&s->list);
	} else if (s->words.len) {
		sbuf_reset(&s->words);
		s->locate = s->list.id;
		v->stale = true;
	} else if (s->expr.len && v->place) {
		sbuf_reset(&s->expr);
		saved_touch(&s->saved);
		s->locate = s->list.id;
		v->stale = true;
	} else if (s->removed) {
		do_removed(v, NULL);
	} else {
		return false;
	}
	return true;
}

static bool move_command(struct view *v, enum command_id id)
{
	struct list *l = &((struct list_state *)v->state)->list;
	int64_t page = l->height > 1 ? l->height : 1;

	switch (id) {
	case CMD_DOWN:
		list_move(l, 1);
		break;
	case CMD_UP:
		list_move(l, -1);
		break;
	case CMD_HALF_DOWN:
		list_move(l, page / 2);
		break;
	case CMD_HALF_UP:
		list_move(l, -page / 2);
		break;
	case CMD_PAGE_DOWN:
		list_move(l, page);
		break;
	case CMD_PAGE_UP:
		list_move(l, -page);
		break;
	case CMD_FIRST:
		list_go(l, 0);
		break;
	case CMD_LAST:
		list_go(l, l->total - 1);
		break;
	case CMD_LEFT:
		list_move_column(l, -1);
		break;
	case CMD_RIGHT:
		list_move_column(l, 1);
		break;
	default:
		return false;
	}
	return true;
}

/* Whoever types on adds a term: it must not grow together with the last one. */
static void ask_filter(struct view *v)
{
	struct list_state *s = v->state;
	struct sbuf text = SBUF_INIT;

	sbuf_puts(&text, sbuf_text(&s->expr));
	sbuf_puts(&text, text.len ? " " : "");
	host_ask(v, &(struct ask){ .prompt = _("filter"),
				   .text = sbuf_text(&text),
				   .history = "filter",
				   .complete = s->entity,
				   .done = filter_done });
	sbuf_free(&text);
}

static void ask_words(struct view *v)
{
	struct list_state *s = v->state;

	host_ask(v, &(struct ask){ .prompt = "/",
				   .text = sbuf_text(&s->words),
				   .history = "find",
				   .changed = words_changed,
				   .done = words_done });
}

static void ask_marks(struct view *v, bool unmark)
{
	struct list_state *s = v->state;

	host_ask(v, &(struct ask){ .prompt = unmark ? _("unmark") : _("mark"),
				   .history = "filter",
				   .complete = s->entity,
				   .done = mark_done,
				   .data = unmark ? s : NULL });
}

static struct rect cell_place(const struct view *v)
{
	return ((const struct list_state *)v->state)->list.cell;
}

static void next_cell(struct view *v, const struct field *f, int by);

/* E: the one field under the column cursor, of the record or of all marked ones. */
static void edit_cell(struct view *v, const struct column *c)
{
	struct list_state *s = v->state;
	const struct row *r = list_row(&s->list);

	cell_edit(v, &(struct cell_spec){ .field = c ? entity_field(s->entity, c->name) : NULL,
				     .value = r ? r->cells[s->list.column] : VALUE_NONE,
				     .marked = s->list.marks.n,
				     .where = cell_place,
				     .step = next_cell });
}

/* The next column of the row that is typed, not worked out; at the end it stays. */
static void next_cell(struct view *v, const struct field *f, int by)
{
	struct list *l = &((struct list_state *)v->state)->list;
	int own = l->table ? table_column(l->table, f->name) : -1, was;

	if (own >= 0)
		l->column = own;
	do {
		was = l->column;
		list_move_column(l, by);
	} while (l->column != was && !cell_can(((struct list_state *)v->state)->entity, list_column(l)));
	if (l->column != was)
		edit_cell(v, list_column(l));
}

static void export_done(struct view *v, const char *path, void *data)
{
	struct list_state *s = v->state;
	struct sbuf expr = SBUF_INIT;

	(void)data;
	if (!path || !*path)
		return;
	list_whole_expr(s, &expr);
	v->host->ops->export(v->host,
			     &(struct request){ .verb = VERB_LIST,
						.entity = s->entity,
						.expr = sbuf_text(&expr),
						.sort = sbuf_text(&s->sort),
						.columns = sbuf_text(&s->columns),
						.group = sbuf_text(&s->grouped),
												.removed = s->removed,
						.ids = s->list.marks.ids,
						.nids = s->list.marks.n },
			     NULL, path);
	sbuf_free(&expr);
}

/* The commands; `arg` is what was typed after the command's name, or NULL. */
static void do_open(struct view *v, const char *arg)
{
	struct list_state *s = v->state;

	(void)arg;
	if (list_on_head(s))
		list_fold(v);
	else if (s->list.id)
		host_open(v, &(struct view_spec){
				     .view = "record", .entity = s->entity, .id = s->list.id });
	else
		host_say(v, TONE_QUIET, "%s", _("There is nothing under the cursor."));
}

void list_counted(struct view *v, struct explain *x)
{
	struct list_state *s = v->state;
	struct sbuf expr = SBUF_INIT;

	list_whole_expr(s, &expr);
	explain_add(x, NULL, (struct request){ .entity = s->entity, .removed = s->removed,
					       .expr = arena_strdup(&v->arena, sbuf_text(&expr)) });
	sbuf_free(&expr);
}

/* What is under both cursors, of a group's head what the column comes to; and how many the list has. */
static void do_explain(struct view *v, const char *arg)
{
	struct list_state *s = v->state;
	const struct column *c = list_column(&s->list);
	const struct row *r = list_row(&s->list);
	struct explain x = { 0 };

	(void)arg;
	if (r && list_on_head(s) && r->drill)
		explain_add(&x, r->cells[s->list.table->ncolumns - 3].s,
			    (struct request){ .entity = s->entity, .expr = r->drill,
					      .columns = c ? c->name : NULL });
	else if (r && r->id > 0 && c && c->origin)
		explain_add(&x, table_title(s->list.table, r),
			    (struct request){ .entity = s->entity, .id = r->id, .columns = c->name });
	list_counted(v, &x);
	explain_open(v, &x);
}

static void do_find(struct view *v, const char *arg)
{
	if (arg)
		words_done(v, arg, NULL);
	else
		ask_words(v);
}

static void do_next(struct view *v, const char *arg)
{
	(void)arg;
	list_move(&((struct list_state *)v->state)->list, 1);
	list_follow(v);
}

static void do_previous(struct view *v, const char *arg)
{
	(void)arg;
	list_move(&((struct list_state *)v->state)->list, -1);
	list_follow(v);
}

static void do_filter(struct view *v, const char *arg)
{
	if (arg)
		set_filter(v, arg);
	else
		ask_filter(v);
}

static void do_filter_form(struct view *v, const char *arg)
{
	struct list_state *s = v->state;

	(void)arg;
	host_open(v, &(struct view_spec){ .view = "filter", .entity = s->entity, .expr = sbuf_text(&s->expr) });
}

static void do_sort(struct view *v, const char *arg)
{
	const struct column *c = list_column(&((struct list_state *)v->state)->list);

	if (arg || c)
		sort_by(v, arg ? arg : c->name, false);
}

/* Another key behind those there are. */
static void do_sort_also(struct view *v, const char *arg)
{
	struct list_state *s = v->state;
	const struct column *c = list_column(&s->list);

	if (!arg && !c)
		return;
	sbuf_printf(&s->sort, ",%s", arg ? arg : c->name);
	saved_touch(&s->saved);
	s->locate = s->list.id;
	v->stale = true;
}

static void do_reverse(struct view *v, const char *arg)
{
	(void)arg;
	sort_by(v, NULL, true);
}

static void do_mark(struct view *v, const char *arg)
{
	struct list_state *s = v->state;

	(void)arg;
	if (s->list.id > 0)
		marks_toggle(&s->list.marks, s->list.id);
	list_move(&s->list, 1);
	list_follow(v);
}

static void do_mark_range(struct view *v, const char *arg)
{
	(void)arg;
	mark_range(v);
}

static void do_invert(struct view *v, const char *arg)
{
	(void)arg;
	mark_by(v, "", MARKS_TOGGLE);
}

static void do_mark_by(struct view *v, const char *arg)
{
	if (arg)
		mark_done(v, arg, NULL);
	else
		ask_marks(v, false);
}

static void do_unmark_by(struct view *v, const char *arg)
{
	if (arg)
		mark_done(v, arg, v->state);
	else
		ask_marks(v, true);
}

static void do_preview(struct view *v, const char *arg)
{
	struct list_state *s = v->state;

	(void)arg;
	s->no_preview = !s->no_preview;
}

static void do_zoom(struct view *v, const char *arg)
{
	struct list_state *s = v->state;

	(void)arg;
	s->zoomed = !s->zoomed;
}

static void do_add(struct view *v, const char *arg)
{
	struct list_state *s = v->state;

	(void)arg;
	row_add(v, s->entity, s->list.table && !s->list.total ? sbuf_text(&s->words) : "");
}

static void do_edit_field(struct view *v, const char *arg)
{
	(void)arg;
	edit_cell(v, list_column(&((struct list_state *)v->state)->list));
}

static void do_export(struct view *v, const char *arg)
{
	struct list_state *s = v->state;

	if (arg)
		export_done(v, arg, NULL);
	else
		host_ask_file(v, s->entity, s->entity->name, "csv", export_done);
}

static void do_import(struct view *v, const char *arg)
{
	import_file(v, ((struct list_state *)v->state)->entity, arg);
}

/* The marked ones, or all of the list as it is filtered, grouped and sorted. */
static void do_calls(struct view *v, const char *arg)
{
	struct list_state *s = v->state;
	struct sbuf expr = SBUF_INIT;

	(void)arg;
	list_whole_expr(s, &expr);
	host_open(v, &(struct view_spec){ .view = "calls", .entity = s->entity, .expr = sbuf_text(&expr),
					  .sort = sbuf_text(&s->sort), .name = sbuf_text(&s->grouped),
					  .title = sbuf_text(&s->saved.name),
					  .data = &s->list.marks });
	sbuf_free(&expr);
}

static const struct {
	enum command_id id;
	void (*run)(struct view *v, const char *arg);
} runs[] = {
	{ CMD_REMOVED, do_removed },
	{ CMD_EXPLAIN, do_explain },
	{ CMD_OPEN, do_open },
	{ CMD_FIND, do_find },
	{ CMD_FIND_NEXT, do_next },
	{ CMD_FIND_PREV, do_previous },
	{ CMD_FILTER, do_filter },
	{ CMD_FILTER_FORM, do_filter_form },
	{ CMD_SORT, do_sort },
	{ CMD_REVERSE, do_reverse },
	{ CMD_COLUMNS, list_columns },
	{ CMD_COLUMN_LEFT, list_column_left },
	{ CMD_COLUMN_RIGHT, list_column_right },
	{ CMD_NARROWER, list_narrower },
	{ CMD_WIDER, list_wider },
	{ CMD_GROUP, list_group },
	{ CMD_BOARD_BY, list_board },
	{ CMD_FOLD_ALL, list_fold_all },
	{ CMD_SORT_ALSO, do_sort_also },
	{ CMD_MARK, do_mark },
	{ CMD_MARK_RANGE, do_mark_range },
	{ CMD_MARK_INVERT, do_invert },
	{ CMD_MARK_BY, do_mark_by },
	{ CMD_UNMARK_BY, do_unmark_by },
	{ CMD_PREVIEW, do_preview },
	{ CMD_ZOOM, do_zoom },
	{ CMD_ADD, do_add },
	{ CMD_EDIT_FIELD, do_edit_field },
	{ CMD_EXPORT, do_export },
	{ CMD_IMPORT, do_import },
	{ CMD_CALLS, do_calls },
};

bool list_command(struct view *v, enum command_id id, const char *arg)
{
	struct list_state *s = v->state;

	if (move_command(v, id)) {
		list_follow(v);
		return true;
	}
	if (saved_command(v, &s->saved, id, arg))
		return true;
	if (id == CMD_BACK)
		return step_back(v);
	if (id == CMD_REMOVE && s->removed) {
		host_act(v, "restore", NULL, 0);
		return true;
	}
	for (size_t i = 0; i < LENGTH(runs); i++)
		if (runs[i].id == id) {
			runs[i].run(v, arg);
			return true;
		}
	return row_copy(v, s->list.table, list_row(&s->list), id);
}
