/* Any list of records: filter, order, columns, marks, and the record under the cursor beside it. */
#include "widget/list.h"

#include "base/number.h"
#include "model/expr.h"
#include "view/import.h"
#include "view/preview.h"
#include "view/panes.h"

enum { TAG_ROWS = 1, TAG_PREVIEW, TAG_MARKS, TAG_SAVED };

#define PREVIEW_FROM 120 /* columns of the screen from which the record stands beside the list */

struct list_state {
	const struct entity *entity;
	struct list list;
	struct sbuf expr;     /* what F says */
	struct sbuf words;    /* what / says, on top of it */
	struct sbuf sort, columns;
	struct sbuf name;     /* of the saved view; "" for none */
	bool changed;         /* differs from the saved view */
	bool removed;         /* the removed ones */
	bool no_preview, zoomed, unmark;
	struct preview preview;
	int64_t previewed;    /* id that was asked for */
	int64_t locate;       /* id to go to with the next answer */
	int64_t asked;        /* the offset of the rows that are under way, or that could not be had */
	int width;            /* of the last draw */
};

static int list_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct list_state *s = v->state;

	if (!spec->entity)
		return error_set(e, ERROR_USAGE, _("A list needs to know of what."));
	s->entity = spec->entity;
	list_begin(&s->list);
	s->asked = -1;
	sbuf_puts(&s->expr, spec->expr ? spec->expr : "");
	sbuf_puts(&s->sort, spec->sort ? spec->sort : s->entity->order);
	sbuf_puts(&s->columns, spec->columns ? spec->columns : s->entity->columns);
	sbuf_puts(&s->name, spec->title ? spec->title : "");
	v->stale = true;
	return 0;
}

static void list_close(struct view *v)
{
	struct list_state *s = v->state;

	list_free(&s->list);
	preview_free(&s->preview);
	sbuf_free(&s->expr);
	sbuf_free(&s->words);
	sbuf_free(&s->sort);
	sbuf_free(&s->columns);
	sbuf_free(&s->name);
}

/* The filter and what is being found, as one expression. */
static void whole_expr(const struct list_state *s, struct sbuf *out)
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
	whole_expr(s, &expr);
	host_send(v, TAG_ROWS,
		  &(struct request){ .verb = VERB_LIST,
				     .entity = s->entity,
				     .expr = sbuf_text(&expr),
				     .sort = sbuf_text(&s->sort),
				     .columns = sbuf_text(&s->columns),
				     .offset = offset,
				     .limit = limit,
				     .locate = s->locate,
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

	if (!wants_preview(s) || !s->list.id)
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

/* After the cursor moved: what is missing on the screen is asked for, without forgetting what is there. */
static void list_follow(struct view *v)
{
	struct list_state *s = v->state;
	int64_t offset, limit;

	if (list_wants(&s->list, &offset, &limit) && offset != s->asked)
		ask_rows(v, offset, limit);
	if (s->list.id != s->previewed)
		ask_preview(v);
}

static void take_marks(struct list_state *s, const struct table *t)
{
	for (size_t i = 0; i < t->nrows; i++)
		marks_set(&s->list.marks, t->rows[i].id, !s->unmark);
}

static void list_answer(struct view *v, int tag, struct answer *a)
{
	struct list_state *s = v->state;

	if (tag == TAG_SAVED) {
		host_say(v, TONE_GOOD, _("View \"%s\" saved · u undoes"), sbuf_text(&s->name));
		v->host->ops->refresh(v->host);
		return;
	}
	if (!a->ntables)
		return;
	if (tag == TAG_MARKS) {
		take_marks(s, a->tables[0]);
		return;
	}
	if (tag == TAG_PREVIEW) {
		preview_take(&s->preview, s->entity, a);
		return;
	}
	s->asked = -1;
	if (s->locate) {
		s->list.id = s->locate;
		s->locate = 0;
	}
	list_take(&s->list, a->tables[0]);
	a->tables[0] = NULL;
	list_follow(v);
}

static void list_failed(struct view *v, int tag, const struct error *e)
{
	(void)tag;
	host_say(v, TONE_DANGER, "%s", e->text);
}

static void draw_empty(struct view *v, struct grid *g, struct rect r)
{
	struct list_state *s = v->state;

	r = rect_inset(r, 2, 1);
	if (s->words.len || s->expr.len) {
		grid_printf(g, r.x, r.y, r.w, ROLE_DEFAULT, _("%s: nothing fits %s %s"), _(s->entity->plural),
			    sbuf_text(&s->expr), sbuf_text(&s->words));
		grid_put_fit(g, r.x, r.y + 1, r.w, ROLE_QUIET,
			     _("Esc clears the filter, F changes it, a adds one, g / finds everywhere."));
		return;
	}
	grid_printf(g, r.x, r.y, r.w, ROLE_DEFAULT, _("%s: none yet."), _(s->entity->plural));
	grid_put_fit(g, r.x, r.y + 1, r.w, ROLE_QUIET, _("a adds the first, g i reads a file."));
}

static void list_view_draw(struct view *v, struct grid *g, struct rect r)
{
	struct list_state *s = v->state;
	struct rows_style style = {
		.context = &v->host->context,
		.match = sbuf_text(&s->words),
		.sort = sbuf_text(&s->sort),
		.focus = true,
	};

	s->width = r.w;
	if (wants_preview(s)) {
		struct rect side = rect_cut_right(&r, r.w * 45 / 100);
		grid_vline(g, side.x, side.y, side.h, ROLE_QUIET);
		rect_cut_left(&side, 2);
		if (list_row(&s->list))
			preview_draw(&s->preview, g, side, &v->host->context);
	}
	if (s->list.table && !s->list.total)
		draw_empty(v, g, r);
	else
		list_draw(&s->list, g, r, &style);
	list_follow(v);
}

static void list_status(struct view *v, struct grid *g, struct rect r)
{
	struct list_state *s = v->state;
	struct sbuf count = SBUF_INIT;
	int used = 1, room = r.w - 24;

	used += grid_put_fit(g, r.x + used, r.y, room, ROLE_TITLE,
			     s->name.len ? sbuf_text(&s->name) : _(s->entity->plural));
	if (s->changed)
		used += grid_put(g, r.x + used, r.y, 2, ROLE_ATTENTION, " *");
	used += 3;
	if (s->removed)
		used += 2 + grid_put_fit(g, r.x + used, r.y, room - used, ROLE_DANGER, _("removed"));
	if (s->expr.len)
		used += 2 + grid_put_fit(g, r.x + used, r.y, room - used, ROLE_ACCENT,
					 sbuf_text(&s->expr));
	if (s->words.len)
		grid_printf(g, r.x + used, r.y, room - used, ROLE_MATCH, "/%s", sbuf_text(&s->words));
	if (s->list.marks.n) {
		number_group(&count, (int64_t)s->list.marks.n, 0, 0);
		sbuf_printf(&count, _(" marked of "));
	} else if (s->list.total) {
		number_group(&count, s->list.cursor + 1, 0, 0);
		sbuf_printf(&count, _(" of "));
	}
	number_group(&count, s->list.total, 0, 0);
	grid_put_right(g, r.x, r.y, r.w - 1, s->list.marks.n ? ROLE_MARKED : ROLE_QUIET,
		       s->list.table ? sbuf_text(&count) : _("loading"));
	sbuf_free(&count);
}

static void list_title(struct view *v, struct sbuf *out)
{
	struct list_state *s = v->state;

	sbuf_puts(out, s->name.len ? sbuf_text(&s->name) : _(s->entity->plural));
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
		return true;
	}
	if (!r)
		return false;
	out->ids = &r->id;
	out->n = 1;
	out->title = table_title(s->list.table, r);
	out->table = s->list.table;
	out->row = r;
	return true;
}

static void again(struct view *v)
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
	again(v);
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
	struct value_context c = v->host->context;
	struct arena arena = { 0 };
	struct error e = { 0 };

	if (!expr_parse(text, s->entity, &c, &arena, &e)) {
		host_say(v, TONE_DANGER, "%s", e.text);
	} else {
		sbuf_reset(&s->expr);
		sbuf_puts(&s->expr, text);
		s->changed = s->name.len > 0;
		again(v);
	}
	arena_free(&arena);
}

static void filter_done(struct view *v, const char *text, void *data)
{
	(void)data;
	if (text)
		set_filter(v, text);
}

static void mark_done(struct view *v, const char *text, void *data)
{
	struct list_state *s = v->state;
	struct sbuf expr = SBUF_INIT;

	if (!text)
		return;
	s->unmark = data != NULL;
	whole_expr(s, &expr);
	if (expr.len) {
		sbuf_insert(&expr, 0, "(", 1);
		sbuf_puts(&expr, ") ");
	}
	sbuf_printf(&expr, "(%s)", text);
	host_send(v, TAG_MARKS,
		  &(struct request){ .verb = VERB_LIST,
				     .entity = s->entity,
				     .expr = sbuf_text(&expr),
				     .columns = "id",
				     .limit = 100000 });
	sbuf_free(&expr);
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
	s->changed = s->name.len > 0;
	s->locate = s->list.id;
	v->stale = true;
}

static void invert_marks(struct list_state *s)
{
	for (size_t i = 0; s->list.table && i < s->list.table->nrows; i++)
		marks_toggle(&s->list.marks, s->list.table->rows[i].id);
}

static void columns_done(struct view *v, const char *text, void *data)
{
	struct list_state *s = v->state;

	(void)data;
	if (!text || !*text)
		return;
	sbuf_reset(&s->columns);
	sbuf_puts(&s->columns, text);
	s->changed = s->name.len > 0;
	v->stale = true;
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
		s->locate = s->list.id;
		v->stale = true;
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

static void ask_filter(struct view *v)
{
	struct list_state *s = v->state;

	host_ask(v, &(struct ask){ .prompt = _("filter"),
				   .text = sbuf_text(&s->expr),
				   .history = "filter",
				   .complete = s->entity,
				   .done = filter_done });
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

/* The saved views of this entity, as describe told them. */
static const struct table *known_views(const struct view *v)
{
	return answer_table(v->host->describe, "views");
}

static void set_text(struct sbuf *to, struct value v, const char *otherwise)
{
	sbuf_reset(to);
	sbuf_puts(to, v.kind == VALUE_TEXT ? v.s : otherwise);
}

static void use_view(struct view *v, int64_t id)
{
	struct list_state *s = v->state;
	const struct table *t = known_views(v);
	size_t row = 0;

	while (t && row < t->nrows && t->rows[row].id != id)
		row++;
	if (!t || row == t->nrows) {
		host_say(v, TONE_ATTENTION, "%s", _("This view was removed meanwhile."));
		return;
	}
	set_text(&s->name, table_get(t, row, "name"), "");
	set_text(&s->expr, table_get(t, row, "filter"), "");
	set_text(&s->sort, table_get(t, row, "sort"), s->entity->order);
	set_text(&s->columns, table_get(t, row, "columns"), s->entity->columns);
	s->changed = false;
	again(v);
}

static void view_saved(struct view *v, const char *text, void *data)
{
	struct list_state *s = v->state;
	const struct entity *e = entity_at(ENTITY_VIEW);
	struct change c = { .kind = CHANGE_SAVE, .entity = e };

	(void)data;
	if (!text || !*text)
		return;
	change_set(&c, &e->fields[VIEW_NAME], value_text(text));
	change_set(&c, &e->fields[VIEW_ENTITY], value_text(s->entity->name));
	change_set(&c, &e->fields[VIEW_FILTER], value_text(sbuf_text(&s->expr)));
	change_set(&c, &e->fields[VIEW_SORT], value_text(sbuf_text(&s->sort)));
	change_set(&c, &e->fields[VIEW_COLUMNS], value_text(sbuf_text(&s->columns)));
	host_send(v, TAG_SAVED,
		  &(struct request){ .verb = VERB_SAVE, .changes = &c, .nchanges = 1 });
	change_free(&c);
	sbuf_reset(&s->name);
	sbuf_puts(&s->name, text);
	s->changed = false;
}

#define SAVE_AS (-1) /* the picker's line that saves */

static void view_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct list_state *s = v->state;

	(void)data;
	if (item && item->value == SAVE_AS)
		host_ask(v, &(struct ask){ .prompt = _("save this list as"),
					   .text = sbuf_text(&s->name),
					   .done = view_saved });
	else if (item)
		use_view(v, item->value);
}

static void pick_view_of(struct view *v)
{
	struct list_state *s = v->state;
	const struct table *t = known_views(v);
	struct pick_item items[100] = { 0 };
	size_t n = 0;

	for (size_t i = 0; t && i < t->nrows && n + 1 < LENGTH(items); i++) {
		struct value of = table_get(t, i, "entity"), filter = table_get(t, i, "filter");
		if (of.kind != VALUE_TEXT || strcmp(of.s, s->entity->name))
			continue;
		items[n++] = (struct pick_item){ .label = table_title(t, &t->rows[i]),
						 .hint = filter.s,
						 .value = t->rows[i].id };
	}
	items[n++] = (struct pick_item){ .label = _("Save this list as a view…"), .value = SAVE_AS };
	host_pick(v, &(struct pick){ .title = _("Views"), .items = items, .nitems = n,
				     .done = view_chosen });
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

static void open_record(struct view *v)
{
	struct list_state *s = v->state;

	if (s->list.id)
		host_open(v, &(struct view_spec){
				     .view = "record", .entity = s->entity, .id = s->list.id });
}

static void mark_here(struct list_state *s)
{
	if (!s->list.id)
		return;
	marks_toggle(&s->list.marks, s->list.id);
	list_move(&s->list, 1);
}

static void add_here(struct view *v)
{
	struct list_state *s = v->state;

	host_open(v, &(struct view_spec){ .view = "form", .entity = s->entity });
}

static void field_typed(struct view *v, const char *text, void *data)
{
	const struct field *f = data;

	if (text)
		host_act(v, "set", (struct named_value[]){ { "field", f->name }, { "value", text } }, 2);
}

/* E: the one field under the column cursor, of the record or of all marked ones. */
static void edit_cell(struct view *v, const struct column *c)
{
	struct list_state *s = v->state;
	const struct field *f = c ? entity_field(s->entity, c->name) : NULL;
	const struct row *r = list_row(&s->list);
	struct sbuf text = SBUF_INIT;

	if (!f || (f->flags & (FIELD_SYSTEM | FIELD_COMPUTED))) {
		host_say(v, TONE_ATTENTION, _("%s is worked out, not typed; h and l choose another column."),
			 c ? _(c->label) : "");
		return;
	}
	if (r && !s->list.marks.n)
		value_write(&text, f, r->cells[s->list.column]);
	host_ask(v, &(struct ask){ .prompt = _(f->label),
				   .text = sbuf_text(&text),
				   .done = field_typed,
				   .data = (void *)f });
	sbuf_free(&text);
}

static void export_done(struct view *v, const char *path, void *data)
{
	struct list_state *s = v->state;
	struct sbuf expr = SBUF_INIT;

	(void)data;
	if (!path || !*path)
		return;
	whole_expr(s, &expr);
	v->host->ops->export(v->host,
			     &(struct request){ .verb = VERB_LIST,
						.entity = s->entity,
						.expr = sbuf_text(&expr),
						.sort = sbuf_text(&s->sort),
						.columns = sbuf_text(&s->columns),
						.removed = s->removed },
			     NULL, path);
	sbuf_free(&expr);
}

static bool list_command(struct view *v, enum command_id id, const char *arg)
{
	struct list_state *s = v->state;
	const struct column *c = list_column(&s->list);

	if (move_command(v, id)) {
		list_follow(v);
		return true;
	}
	switch (id) {
	case CMD_OPEN:
		open_record(v);
		return true;
	case CMD_BACK:
		return step_back(v);
	case CMD_FIND:
		ask_words(v);
		return true;
	case CMD_FIND_NEXT:
		list_move(&s->list, 1);
		return true;
	case CMD_FIND_PREV:
		list_move(&s->list, -1);
		return true;
	case CMD_FILTER:
		if (arg)
			set_filter(v, arg);
		else
			ask_filter(v);
		return true;
	case CMD_SORT:
		if (arg || c)
			sort_by(v, arg ? arg : c->name, false);
		return true;
	case CMD_REVERSE:
		sort_by(v, NULL, true);
		return true;
	case CMD_COLUMNS:
		host_ask(v, &(struct ask){ .prompt = _("columns"),
					   .text = sbuf_text(&s->columns),
					   .history = "columns",
					   .done = columns_done });
		return true;
	case CMD_MARK:
		mark_here(s);
		return true;
	case CMD_MARK_RANGE:
		list_mark_range(&s->list);
		return true;
	case CMD_MARK_INVERT:
		invert_marks(s);
		return true;
	case CMD_MARK_BY:
	case CMD_UNMARK_BY:
		ask_marks(v, id == CMD_UNMARK_BY);
		return true;
	case CMD_PREVIEW:
		s->no_preview = !s->no_preview;
		return true;
	case CMD_ZOOM:
		s->zoomed = !s->zoomed;
		return true;
	case CMD_ADD:
		add_here(v);
		return true;
	case CMD_EDIT_FIELD:
		edit_cell(v, c);
		return true;
	case CMD_EXPORT:
		if (arg)
			export_done(v, arg, NULL);
		else
			host_ask_file(v, s->entity->name, export_done);
		return true;
	case CMD_IMPORT:
		import_file(v, s->entity, arg);
		return true;
	case CMD_VIEWS:
		pick_view_of(v);
		return true;
	default:
		return row_copy(v, s->list.table, list_row(&s->list), id);
	}
}

static int64_t list_walk(struct view *v, int64_t from, int step)
{
	struct list *l = &((struct list_state *)v->state)->list;
	int64_t was = l->cursor;

	if (l->id != from)
		return 0;
	list_move(l, step);
	list_follow(v);
	return l->cursor == was ? 0 : l->id;
}

static bool list_where(struct view *v, int64_t id, int64_t *row, int64_t *total)
{
	struct list *l = &((struct list_state *)v->state)->list;

	*row = l->cursor + 1;
	*total = l->total;
	return l->id == id;
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
};
