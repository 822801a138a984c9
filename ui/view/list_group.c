/* How a list is laid out: its groups, and which columns it has, where and how wide. */
#include "base/number.h"
#include "view/columns.h"
#include "view/list_state.h"

#define FIELDS_MOST 128
#define NARROWEST   3
#define WIDER_BY    2

/* Groups */

bool list_on_head(const struct list_state *s)
{
	return s->list.id < 0;
}

void list_fold(struct view *v)
{
	struct list_state *s = v->state;

	marks_toggle(&s->folds, s->list.id);
	s->locate = s->list.id;
	v->stale = true;
}

void list_fold_all(struct view *v, const char *arg)
{
	struct list_state *s = v->state;

	(void)arg;
	if (!s->grouped.len) {
		host_say(v, TONE_QUIET, "%s", K_(v, "There are no groups; {group} makes some."));
		return;
	}
	s->fold_all = !s->fold_all;
	marks_clear(&s->folds);
	list_again(v);
}

static void group_by(struct view *v, const char *field)
{
	struct list_state *s = v->state;

	sbuf_reset(&s->grouped);
	sbuf_puts(&s->grouped, field);
	s->fold_all = false;
	marks_clear(&s->folds);
	saved_touch(&s->saved);
	list_again(v);
}

static void group_chosen(struct view *v, const struct pick_item *item, void *data)
{
	(void)data;
	if (item)
		list_group(v, item->text);
}

/* Of what there are few values of, mostly. */
static bool makes_groups(const struct field *f)
{
	switch (f->type) {
	case FIELD_CHOICE:
	case FIELD_REF:
	case FIELD_BOOL:
	case FIELD_CURRENCY:
	case FIELD_TAGS:
		return !(f->flags & FIELD_SYSTEM);
	case FIELD_TEXT:
	case FIELD_DATE:
		return (f->flags & FIELD_LIST) && !(f->flags & FIELD_REQUIRED);
	default:
		return false;
	}
}

void list_group(struct view *v, const char *arg)
{
	struct list_state *s = v->state;
	struct pick_item items[FIELDS_MOST] = { { .label = _("in no groups"), .text = "none" } };
	size_t n = 1;

	if (arg) {
		group_by(v, strcmp(arg, "none") ? arg : "");
		return;
	}
	for (unsigned i = 0; i < s->entity->nfields && n < FIELDS_MOST; i++) {
		const struct field *f = &s->entity->fields[i];
		if (makes_groups(f))
			items[n++] = (struct pick_item){ .label = _(f->label), .hint = _(f->help),
							 .text = f->name, .value = (int64_t)i + 1 };
	}
	host_pick(v, &(struct pick){ .title = _("Group by"), .items = items, .nitems = n,
				     .done = group_chosen });
}

/* Columns */

static void columns_changed(struct view *v)
{
	struct list_state *s = v->state;

	saved_touch(&s->saved);
	s->locate = s->list.id;
	v->stale = true;
}

void list_set_columns(struct view *v, const char *columns)
{
	struct list_state *s = v->state;

	sbuf_reset(&s->columns);
	sbuf_puts(&s->columns, columns);
	columns_changed(v);
}

static void columns_typed(struct view *v, const char *text, void *data)
{
	(void)data;
	if (text && *text)
		list_set_columns(v, text);
}

static void choose_columns(struct view *v, int64_t current);

static void column_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct list_state *s = v->state;

	(void)data;
	if (!item)
		return;
	if (!item->text) {
		host_ask(v, &(struct ask){ .prompt = _("columns"), .text = sbuf_text(&s->columns),
					   .history = "columns", .done = columns_typed });
		return;
	}
	columns_toggle(&s->columns, item->text);
	columns_changed(v);
	choose_columns(v, item->value);
}

/* Those that are shown first, in their order; each press shows or hides one, and the picker stays. */
static void choose_columns(struct view *v, int64_t current)
{
	struct list_state *s = v->state;
	struct pick_item items[FIELDS_MOST + 1] = { { .label = _("type them…"), .value = -1 } };
	struct arena arena = { 0 };
	size_t n = 1;

	for (int shown = 1; shown >= 0; shown--)
		for (unsigned i = 0; i < s->entity->nfields && n < FIELDS_MOST; i++) {
			const struct field *f = &s->entity->fields[i];
			int at = columns_find(sbuf_text(&s->columns), f->name);
			if ((at >= 0) == shown)
				items[n++] = (struct pick_item){
					.label = _(f->label), .hint = _(f->help), .text = f->name,
					.key = at >= 0 ? arena_printf(&arena, "%d", at + 1) : NULL,
					.value = (int64_t)i + 1 };
		}
	host_pick(v, &(struct pick){ .title = K_(v, "Columns: {choose} shows or hides one"), .items = items,
				     .nitems = n, .current = current, .done = column_chosen });
	arena_free(&arena);
}

void list_columns(struct view *v, const char *arg)
{
	if (arg)
		columns_typed(v, arg, NULL);
	else
		choose_columns(v, 0);
}

static void move_column(struct view *v, int by)
{
	struct list_state *s = v->state;

	s->list.column = columns_move(&s->columns, s->list.column, by);
	columns_changed(v);
}

void list_column_left(struct view *v, const char *arg)
{
	(void)arg;
	move_column(v, -1);
}

void list_column_right(struct view *v, const char *arg)
{
	(void)arg;
	move_column(v, 1);
}

/* Without a number by a little, 0: as it was. */
static void widen(struct view *v, const char *arg, int by)
{
	struct list_state *s = v->state;
	const struct column *c = list_column(&s->list);
	int64_t width = c ? field_width(&c->field) + by : 0;

	if (arg && (number_int(arg, &width) < 0 || width < 0 || width > 200)) {
		host_say(v, TONE_ATTENTION, _("A column is 1 to 200 wide; 0 lets its field say."));
		return;
	}
	if (!arg && width < NARROWEST)
		width = NARROWEST;
	if (c)
		columns_widen(&s->columns, s->list.column, (int)width);
	columns_changed(v);
}

void list_narrower(struct view *v, const char *arg)
{
	widen(v, arg, -WIDER_BY);
}

void list_wider(struct view *v, const char *arg)
{
	widen(v, arg, WIDER_BY);
}

/* The same records as a board */

static void open_board(struct view *v, const char *field)
{
	struct list_state *s = v->state;
	struct sbuf expr = SBUF_INIT;

	list_whole_expr(s, &expr);
	host_open(v, &(struct view_spec){ .view = "board", .entity = s->entity, .name = field,
					  .expr = sbuf_text(&expr) });
	sbuf_free(&expr);
}

static void board_chosen(struct view *v, const struct pick_item *item, void *data)
{
	(void)data;
	if (item)
		open_board(v, item->text);
}

void list_board(struct view *v, const char *arg)
{
	if (arg)
		open_board(v, arg);
	else
		saved_pick_field(v, ((struct list_state *)v->state)->entity, _("Board by"), board_chosen);
}
