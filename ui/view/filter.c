/* A filter as a form: a row for each term that is there, then one for each field that could be asked. What is
 * typed into it is the same text as after F, shown below; what a row cannot say (or, counts) is a row of text. */
#include "base/utf8.h"
#include "model/expr_rows.h"
#include "view/half.h"
#include "view/suggest.h"

enum { TAG_OFFERS = 1, TAG_HALF };

#define OP_W    13
#define LABEL_W 26
#define WIDTH   96
#define TEXT_H  2 /* lines for the text below */
#define PAGE    10

struct filter_row {
	struct expr_row row;
	const char *label;
	struct editor editor;
};

struct filter_state {
	const struct entity *entity;
	struct filter_row *rows;
	size_t n, room;
	size_t cursor, top;
	struct suggest suggest;
	struct sbuf text;     /* what the rows say */
	const char *begun;    /* what they said at first */
	struct half half;
	struct error error;   /* what is wrong with it ... */
	size_t wrong;         /* ... and in which row */
};

static const char *op_label(const struct expr_row *r)
{
	static const char *const plain[] = { N_("is"),	      N_("is exactly"), N_("is not"), N_("is less than"),
					     N_("is at most"), N_("is more than"), N_("is at least") };
	static const char *const days[] = { N_("is in"),       N_("is exactly"), N_("is not"), N_("is before"),
					    N_("is not after"), N_("is after"), N_("is not before") };

	if (r->kind == ROW_WORDS)
		return _("has");
	if (r->kind == ROW_TEXT)
		return "";
	if (r->field->type == FIELD_DATE || r->field->type == FIELD_STAMP)
		return _(days[r->op]);
	return r->op == OP_IS && field_is_wording(r->field) ? _("has") : _(plain[r->op]);
}

/* Customer › Industry */
static const char *path_label(struct view *v, const struct entity *e, const char *path)
{
	struct sbuf label = SBUF_INIT;
	const char *text;

	for (const char *dot; *path; path = dot + (*dot == '.')) {
		char *name;
		const struct field *f;

		dot = path + strcspn(path, ".");
		name = xstrndup(path, (size_t)(dot - path));
		f = entity_must(e, name);
		free(name);
		sbuf_printf(&label, "%s%s", label.len ? " › " : "", _(f->label));
		e = f->type == FIELD_REF ? entity_find(f->ref) : e;
	}
	text = arena_strdup(&v->arena, sbuf_text(&label));
	sbuf_free(&label);
	return text;
}

static void add_row(struct view *v, const struct expr_row *row)
{
	struct filter_state *s = v->state;
	struct filter_row *r = array_add(&s->rows, &s->n, &s->room, sizeof(*r));

	r->row = *row;
	r->label = row->kind == ROW_WORDS ? _("Words") :
		   row->kind == ROW_TEXT  ? _("And also") : path_label(v, s->entity, row->path);
	editor_set(&r->editor, row->values);
	r->editor.at = r->editor.text.len;
}

static bool has_kind(const struct filter_state *s, enum expr_row_kind kind)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->rows[i].row.kind == kind)
			return true;
	return false;
}

static bool has_field(const struct filter_state *s, size_t said, const struct field *f)
{
	for (size_t i = 0; i < said; i++)
		if (s->rows[i].row.kind == ROW_FIELD && !strcmp(s->rows[i].row.path, f->name))
			return true;
	return false;
}

/* Fields that nothing was asked of yet; what the store keeps for itself last. */
static void add_fields(struct view *v, bool system)
{
	struct filter_state *s = v->state;
	size_t said = s->n;

	for (unsigned i = 0; i < s->entity->nfields; i++) {
		const struct field *f = &s->entity->fields[i];

		if (!(f->flags & FIELD_SYSTEM) == !system && !has_field(s, said, f))
			add_row(v, &(struct expr_row){ .kind = ROW_FIELD, .path = f->name, .field = f,
						       .entity = s->entity, .values = "" });
	}
}

static void add_unsaid(struct view *v)
{
	struct filter_state *s = v->state;

	if (!has_kind(s, ROW_WORDS))
		add_row(v, &(struct expr_row){ .kind = ROW_WORDS, .values = "" });
	add_fields(v, false);
	add_fields(v, true);
	if (!has_kind(s, ROW_TEXT))
		add_row(v, &(struct expr_row){ .kind = ROW_TEXT, .values = "" });
}

/* The text that the rows say, and what is wrong with it. */
static void say(struct view *v)
{
	struct filter_state *s = v->state;
	struct expr_row *rows = xcalloc(s->n, sizeof(*rows));
	size_t *from = xcalloc(s->n, sizeof(*from));
	struct arena a = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		rows[i] = s->rows[i].row;
		rows[i].values = editor_text(&s->rows[i].editor);
	}
	sbuf_reset(&s->text);
	error_clear(&s->error);
	expr_rows_write(&s->text, rows, s->n, s->entity, &v->host->context, from);
	if (!expr_parse(sbuf_text(&s->text), s->entity, &v->host->context, &a, &s->error))
		for (size_t i = 0; i < s->n; i++)
			if (*rows[i].values && from[i] <= (size_t)s->error.at)
				s->wrong = i;
	arena_free(&a);
	free(from);
	free(rows);
}

static int filter_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct filter_state *s = v->state;
	const char *text = spec->expr ? spec->expr : "";
	struct expr_row *rows;
	const struct expr *x;
	struct error err;
	size_t n;

	(void)e;
	s->entity = spec->entity;
	x = expr_parse(text, s->entity, &v->host->context, &v->arena, &err);
	n = x ? expr_rows(x, &v->arena, &rows) : 0;
	for (size_t i = 0; i < n; i++)
		add_row(v, &rows[i]);
	if (!x)
		add_row(v, &(struct expr_row){ .kind = ROW_TEXT, .values = text });
	add_unsaid(v);
	s->suggest.rows = true;
	say(v);
	s->begun = arena_strdup(&v->arena, sbuf_text(&s->text));
	return 0;
}

static void filter_close(struct view *v)
{
	struct filter_state *s = v->state;

	for (size_t i = 0; i < s->n; i++)
		editor_free(&s->rows[i].editor);
	free(s->rows);
	suggest_free(&s->suggest);
	sbuf_free(&s->text);
	half_free(&s->half);
}

/* It is the same text as after F, and is gone on with there. */
static bool filter_draft(struct view *v, struct request *r, struct arena *a)
{
	const struct filter_state *s = v->state;

	*r = (struct request){ .verb = VERB_DRAFT, .id = s->half.draft };
	return strcmp(sbuf_text(&s->text), s->begun) != 0 && half_line(v, CMD_FILTER, sbuf_text(&s->text), r, a);
}

static void filter_idle(struct view *v)
{
	half_keep(v, &((struct filter_state *)v->state)->half, TAG_HALF);
}

static void leave(struct view *v)
{
	half_forget(v, &((struct filter_state *)v->state)->half);
	host_close(v);
}

static struct filter_row *here(struct filter_state *s)
{
	return &s->rows[s->cursor];
}

/* Where the last value of a list begins. */
static size_t last_value(const struct filter_row *r)
{
	const char *text = editor_text(&r->editor);
	size_t at = r->editor.at;

	while (at > 0 && text[at - 1] != ',')
		at--;
	return at + strspn(text + at, " ");
}

/* What can stand at the cursor. */
static void look(struct view *v)
{
	struct filter_state *s = v->state;
	struct filter_row *r = here(s);
	const char *text = editor_text(&r->editor);

	offers_begin(&s->suggest.offers, 0);
	if (r->row.kind == ROW_TEXT)
		suggest_expr(v, &s->suggest, TAG_OFFERS, s->entity, text, 0, r->editor.at);
	else if (r->row.kind == ROW_FIELD && last_value(r) <= r->editor.at)
		suggest_value(v, &s->suggest, TAG_OFFERS, r->row.entity, r->row.field, text, last_value(r),
			      r->editor.at);
}

static void filter_answer(struct view *v, int tag, struct answer *a)
{
	struct filter_state *s = v->state;

	if (tag == TAG_HALF)
		half_kept(&s->half, a);
	else
		suggest_answer(&s->suggest, a);
}

static void filter_failed(struct view *v, int tag, const struct error *e)
{
	(void)e;
	if (tag == TAG_HALF)
		half_kept(&((struct filter_state *)v->state)->half, NULL);
}

static void move(struct filter_state *s, int by)
{
	int to = (int)s->cursor + by;

	s->cursor = to < 0 ? 0 : to >= (int)s->n ? s->n - 1 : (size_t)to;
	offers_begin(&s->suggest.offers, 0);
}

/* The values that there are, one after the other. */
static void step(struct view *v, uint32_t key)
{
	struct filter_state *s = v->state;

	if (!s->suggest.offers.n) {
		look(v);
		s->suggest.offers.wanted = true;
	} else {
		offers_key(&s->suggest.offers, &here(s)->editor, key);
	}
	say(v);
}

static void next_op(struct view *v)
{
	struct filter_state *s = v->state;
	struct expr_row *r = &here(s)->row;

	if (r->kind != ROW_FIELD)
		return;
	r->op = (r->op + 1) % (expr_has_order(r->field) ? OP_GE + 1 : OP_LT);
	say(v);
}

/* What names nobody only the store knows: then it comes back. */
static void apply(struct view *v)
{
	struct filter_state *s = v->state;

	if (s->error.kind) {
		s->cursor = s->wrong;
		host_say(v, TONE_ATTENTION, "%s", s->error.text);
		return;
	}
	half_forget(v, &s->half);
	host_take(v);
	if (v->from)
		v->from->ops->command(v->from, CMD_FILTER, sbuf_text(&s->text));
}

static bool filter_command(struct view *v, enum command_id id, const char *arg)
{
	struct filter_state *s = v->state;

	(void)arg;
	switch (id) {
	case CMD_FORM_NEXT:
		move(s, 1);
		return true;
	case CMD_FORM_PREV:
		move(s, -1);
		return true;
	case CMD_FILTER_APPLY:
		apply(v);
		return true;
	case CMD_FILTER_OP:
		next_op(v);
		return true;
	case CMD_FILTER_VALUES:
		step(v, K_DOWN);
		return true;
	case CMD_EARLIER_VALUE:
		step(v, K_SHIFT | K_TAB);
		return true;
	case CMD_BACK:
		leave(v);
		return true;
	default:
		return false;
	}
}

/* An operator before a value is the row's: whoever knows them types them here too. */
static bool op_typed(struct view *v, const struct event *ev)
{
	struct filter_state *s = v->state;
	struct filter_row *r = here(s);
	enum expr_op was = r->row.op;
	bool order = r->row.kind == ROW_FIELD && expr_has_order(r->row.field);

	if (ev->type != EVENT_TEXT || r->row.kind != ROW_FIELD || r->editor.at || !ev->text[0] || ev->text[1])
		return false;
	switch (ev->text[0]) {
	case ':':
		r->row.op = OP_IS;
		break;
	case '=':
		r->row.op = was == OP_LT ? OP_LE : was == OP_GT ? OP_GE : was == OP_NE ? OP_NE : OP_EQ;
		break;
	case '!':
		r->row.op = OP_NE;
		break;
	case '<':
	case '>':
		if (!order)
			return false;
		r->row.op = ev->text[0] == '<' ? OP_LT : OP_GT;
		break;
	default:
		return false;
	}
	say(v);
	return true;
}

static bool filter_event(struct view *v, const struct event *ev)
{
	struct filter_state *s = v->state;

	if (ev->type == EVENT_INTERRUPT) {
		leave(v);
		return true;
	}
	if (ev->type == EVENT_KEY && (ev->key == K_PAGE_DOWN || ev->key == K_PAGE_UP)) {
		move(s, ev->key == K_PAGE_DOWN ? PAGE : -PAGE);
		return true;
	}
	if (op_typed(v, ev))
		return true;
	if (!editor_event(&here(s)->editor, ev))
		return false;
	look(v);
	say(v);
	return true;
}

static struct rect filter_place(struct view *v, struct rect screen)
{
	struct filter_state *s = v->state;
	int rows = (int)s->n + TEXT_H + 4, w = screen.w - 4 < WIDTH ? screen.w - 4 : WIDTH;

	return rect_centre(screen, w, rows < screen.h - 4 ? rows : screen.h - 4);
}

static int label_width(const struct filter_state *s, struct grid *g, int room)
{
	int most = 0;

	for (size_t i = 0; i < s->n; i++) {
		int w = grid_columns(g, s->rows[i].label);
		most = w > most ? w : most;
	}
	most = most < LABEL_W ? most : LABEL_W;
	return most < room / 3 ? most : room / 3;
}

static void draw_row(struct filter_state *s, struct grid *g, struct rect line, size_t i, int label)
{
	struct filter_row *r = &s->rows[i];
	bool focus = i == s->cursor, wrong = s->error.kind && s->wrong == i, said = r->editor.text.len;
	unsigned role = said || focus ? ROLE_DIALOG : ROLE_QUIET;

	grid_zone(g, line, focus ? ZONE_HERE : ZONE_ROW, 0);
	grid_put_fit(g, line.x, line.y, label, focus ? ROLE_ACCENT : role, r->label);
	rect_cut_left(&line, label + 2);
	if (said || focus)
		grid_put_fit(g, line.x, line.y, OP_W, ROLE_KEY, op_label(&r->row));
	rect_cut_left(&line, OP_W + 1);
	editor_draw(&r->editor, g, line, wrong ? ROLE_INPUT_ERROR : focus ? ROLE_INPUT_FOCUS : ROLE_INPUT, focus);
}

/* Below the row with the cursor, or above it. */
static void draw_offers(struct filter_state *s, struct grid *g, struct rect in)
{
	const struct editor *ed = &here(s)->editor;
	int below = in.y + in.h - g->cursor_y - 1, above = g->cursor_y - in.y;
	int room = below > above ? below : above, rows = offers_rows(&s->suggest.offers, ed, 2 * room);
	struct rect r = { in.x, below > above ? g->cursor_y + 1 : g->cursor_y - rows, in.w, rows };

	if (rows)
		offers_draw(&s->suggest.offers, g, r, g->cursor_x - editor_columns(ed, g, s->suggest.offers.at));
}

static void draw_text(struct filter_state *s, struct grid *g, struct rect r)
{
	grid_hline(g, r.x, r.y, r.w, ROLE_BOX);
	rect_cut_top(&r, 1);
	if (s->error.kind)
		grid_put_fit(g, r.x, r.y + r.h - 1, r.w, ROLE_ATTENTION, s->error.text);
	r.h -= s->error.kind ? 1 : 0;
	if (s->text.len)
		grid_put_lines(g, r, ROLE_DIALOG, sbuf_text(&s->text));
	else
		grid_put_fit(g, r.x, r.y, r.w, ROLE_QUIET, _("All records: nothing is asked yet."));
}

static void filter_draw(struct view *v, struct grid *g, struct rect r)
{
	struct filter_state *s = v->state;
	struct rect in = rect_inset(r, 2, 1), text;
	char *title = xasprintf(_("Filter: %s"), _(s->entity->plural));
	int label = label_width(s, g, in.w);
	size_t shown;

	grid_fill(g, r, ROLE_DIALOG);
	grid_box(g, r, ROLE_BOX, title);
	free(title);
	text = rect_cut_bottom(&in, TEXT_H + 1);
	shown = in.h > 0 ? (size_t)in.h : 1;
	if (s->cursor < s->top)
		s->top = s->cursor;
	if (s->cursor >= s->top + shown)
		s->top = s->cursor - shown + 1;
	draw_text(s, g, text);
	for (size_t i = 0; i < shown && s->top + i < s->n; i++)
		draw_row(s, g, rect_row(in, (int)i), s->top + i, label);
	draw_offers(s, g, in);
}

const struct view_ops filter_view = {
	.name = "filter",
	.contexts = IN_FILTER,
	.flags = VIEW_FLOAT | VIEW_TYPES,
	.size = sizeof(struct filter_state),
	.open = filter_open,
	.close = filter_close,
	.answer = filter_answer,
	.failed = filter_failed,
	.draft = filter_draft,
	.idle = filter_idle,
	.draw = filter_draw,
	.command = filter_command,
	.event = filter_event,
	.place = filter_place,
};
