#include "view/explain.h"

#include "model/figure.h"
#include "view/complete.h"
#include "view/panes.h"

#define WIDTH  84
#define VALUES 18 /* columns of the values */

struct explain_state {
	struct answer *answers[EXPLAIN_MOST];
	size_t n, came;
	const char *titles[EXPLAIN_MOST];
	size_t cursor; /* among the lines of all bills */
	int top;
	int height;
};

/* What to ask */

void explain_add(struct explain *x, const char *title, struct request r)
{
	r.verb = VERB_EXPLAIN;
	if (x->n == EXPLAIN_MOST)
		return;
	x->titles[x->n] = title;
	x->asks[x->n++] = r;
}

bool explain_is(const struct column *c)
{
	return c->origin && (figure_counts(c->field.type) || c->field.type == FIELD_DATE ||
			     c->field.flags & (FIELD_COMPUTED | FIELD_SYSTEM));
}

/* The columns that are figures, "amount,probability". */
static const char *figures_of(struct arena *a, const struct table *t, const struct row *r)
{
	struct sbuf names = SBUF_INIT;
	const char *all;

	for (size_t i = 0; i < t->ncolumns; i++)
		if (explain_is(&t->columns[i]) && r->cells[i].kind)
			sbuf_printf(&names, "%s%s", names.len ? "," : "", t->columns[i].name);
	all = names.len ? arena_strdup(a, sbuf_text(&names)) : NULL;
	sbuf_free(&names);
	return all;
}

void explain_add_row(struct view *v, struct explain *x, const struct request *report, const struct table *t,
		     const struct row *r)
{
	const char *columns = t && r ? figures_of(&v->arena, t, r) : NULL;

	if (!t || !r)
		return;
	if (r->entity && r->id && columns)
		explain_add(x, table_title(t, r),
			    (struct request){ .entity = r->entity, .id = r->id, .columns = columns });
	if (report && r >= t->rows && r < t->rows + t->nrows && !(t->drill && !r->id)) /* that is table_add_more's */
		explain_add(x, table_title(t, r),
			    (struct request){ .name = report->name, .args = report->args, .nargs = report->nargs,
					      .words = t->name, .limit = 1, .offset = r - t->rows });
}

void explain_add_note(struct explain *x, const struct request *report, const struct table *t)
{
	if (t)
		explain_add(x, t->title ? _(t->title) : NULL,
			    (struct request){ .name = report->name, .args = report->args, .nargs = report->nargs,
					      .words = t->name });
}

void explain_add_pair(struct explain *x, const struct entity *e, const char *title, const int64_t ids[2])
{
	explain_add(x, title, (struct request){ .entity = e, .ids = ids, .nids = 2 });
}

void explain_open(struct view *v, const struct explain *x)
{
	if (x->n || x->made)
		host_open(v, &(struct view_spec){ .view = "explain", .data = x });
	else
		host_say(v, TONE_QUIET, "%s", _("There is no figure here to explain."));
}

void sections_explain(struct view *v, const struct sections *s, const struct request *report)
{
	struct explain x = { 0 };

	explain_add_row(v, &x, report, sections_table(s), sections_row(s));
	explain_add_note(&x, report, sections_table(s));
	explain_open(v, &x);
}

static int open_(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct explain_state *s = v->state;
	const struct explain *x = spec->data;

	(void)e;
	s->n = x->made ? 1 : x->n;
	s->answers[0] = x->made;
	for (size_t i = 0; i < x->n && !x->made; i++) {
		struct request r = x->asks[i];

		s->titles[i] = x->titles[i] ? arena_strdup(&v->arena, x->titles[i]) : NULL;
		host_send(v, (int)i + 1, &r);
	}
	return 0;
}

static void close_(struct view *v)
{
	struct explain_state *s = v->state;

	for (size_t i = 0; i < s->n; i++)
		answer_free(s->answers[i]);
}

static size_t lines(const struct explain_state *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; s->answers[i] && k < s->answers[i]->ntables; k++)
			n += s->answers[i]->tables[k]->nrows;
	return n;
}

/* All came, and none tells anything. */
static void settle(struct view *v)
{
	struct explain_state *s = v->state;

	if (++s->came < s->n || lines(s))
		return;
	host_say(v, TONE_QUIET, "%s", _("There is no figure here to explain."));
	host_close(v);
}

static void take(struct view *v, int tag, struct answer *a)
{
	struct explain_state *s = v->state;

	answer_keep(&s->answers[tag - 1], a);
	settle(v);
}

static void failed(struct view *v, int tag, const struct error *e)
{
	(void)tag;
	host_say(v, TONE_DANGER, "%s", e->text);
	settle(v);
}

/* The bill and its line under the cursor. */
static const struct table *bill_at(const struct explain_state *s, size_t line, size_t *row)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; s->answers[i] && k < s->answers[i]->ntables; k++) {
			const struct table *t = s->answers[i]->tables[k];

			if (line < t->nrows) {
				*row = line;
				return t;
			}
			line -= t->nrows;
		}
	return NULL;
}

/* Drawing */

/* As large as it needs to be. */
static struct rect place(struct view *v, struct rect screen)
{
	struct explain_state *s = v->state;
	int w = screen.w - 4 < WIDTH ? screen.w - 4 : WIDTH, h = lines(s) ? 2 : 3;

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; s->answers[i] && k < s->answers[i]->ntables; k++) {
			const struct table *t = s->answers[i]->tables[k];
			h += 2 + (t->note ? grid_lines(t->note, w - 6) : 0) + (int)t->nrows;
		}
	return rect_centre(screen, w, h < screen.h - 2 ? h : screen.h - 2);
}

static unsigned style_of(const struct table *t, size_t row)
{
	return table_get(t, row, "sign").kind == VALUE_NULL && t->rows[row].tone == TONE_PLAIN ?
		       ROLE_QUIET : tone_style(t->rows[row].tone);
}

static bool says_who(const struct table *t)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (table_get(t, i, "who").kind)
			return true;
	return false;
}

static void draw_line(struct grid *g, struct rect r, const struct table *t, size_t row, bool here)
{
	struct value part = table_get(t, row, "part"), value = table_get(t, row, "value"),
		     who = table_get(t, row, "who");
	bool end = row + 1 == t->nrows;
	unsigned style = end ? ROLE_TITLE : style_of(t, row);
	int values = r.w / 4 < VALUES ? r.w / 4 : VALUES;
	int w = says_who(t) ? (r.w - values) / 2 : r.w - values - 2;

	grid_put(g, r.x + 2, r.y, 2, ROLE_KEY, figure_sign(t, row));
	grid_put_fit(g, r.x + 4, r.y, w - 5, style, part.kind ? part.s : "");
	grid_put_right(g, r.x + w, r.y, values, style, value.kind ? value.s : "");
	if (who.kind)
		grid_put_fit(g, r.x + w + values + 2, r.y, r.w - w - values - 3, ROLE_QUIET, who.s);
	grid_zone(g, r, here ? ZONE_HERE : ZONE_ROW, 0);
	if (!here)
		return;
	grid_select(g, r);
	grid_cursor(g, r.x + 4, r.y, false);
}

/* From the line *y on; *at gets the line with the cursor, if it is in this bill. */
static void draw_bill(struct grid *g, struct rect r, int *y, const char *of, const struct table *t, size_t cursor,
		      int *at)
{
	int height = (t->note ? grid_lines(t->note, r.w - 4) : 0) + 1, x = r.x + 1;

	if (of && !(t->title && !strcmp(of, t->title)))
		x += grid_printf(g, x, *y, r.w * 2 / 3, ROLE_HEADER, _("%s: "), of);
	grid_put_fit(g, x, (*y)++, r.x + r.w - 1 - x, ROLE_HEADER, t->title ? t->title : t->name);
	if (t->note)
		*y += grid_put_lines(g, (struct rect){ r.x + 2, *y, r.w - 4, height }, ROLE_QUIET, t->note);
	for (size_t i = 0; i < t->nrows; i++, (*y)++) {
		draw_line(g, (struct rect){ r.x, *y, r.w, 1 }, t, i, i == cursor);
		*at = i == cursor ? *y : *at;
	}
	(*y)++;
}

/* Returns the line with the cursor. */
static int draw_bills(const struct explain_state *s, struct grid *g, struct rect r)
{
	size_t before = 0;
	int y = r.y - s->top, at = r.y;

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; s->answers[i] && k < s->answers[i]->ntables; k++) {
			const struct table *t = s->answers[i]->tables[k];

			draw_bill(g, r, &y, s->titles[i], t, s->cursor - before,
				  &at); /* past the end: in none of its lines */
			before += t->nrows;
		}
	return at;
}

/* The cursor stays on the screen; on the first line of a bill its head does too. */
static void draw(struct view *v, struct grid *g, struct rect r)
{
	struct explain_state *s = v->state;
	struct rect inside = rect_inset(r, 1, 1), old;
	int at;

	grid_fill(g, r, ROLE_DIALOG);
	grid_box(g, r, ROLE_BOX, _("How it is made"));
	if (!lines(s))
		grid_put_fit(g, inside.x + 1, inside.y, inside.w - 2, ROLE_QUIET, _("loading"));
	if (!lines(s))
		return;
	s->height = inside.h;
	old = grid_clip(g, inside);
	at = draw_bills(s, g, inside) - inside.y;
	grid_unclip(g, old);
	if (at >= 0 && at < inside.h)
		return;
	s->top += at < 0 ? at - 3 : at - inside.h + 1;
	s->top = s->top < 0 ? 0 : s->top;
	grid_fill(g, inside, ROLE_DIALOG);
	old = grid_clip(g, inside);
	draw_bills(s, g, inside);
	grid_unclip(g, old);
}

/* Keys */

static void move(struct explain_state *s, int64_t by)
{
	int64_t last = (int64_t)lines(s) - 1, to = (int64_t)s->cursor + by;

	to = to > last ? last : to;
	s->cursor = (size_t)(to < 0 ? 0 : to);
	if (!s->cursor)
		s->top = 0;
}

/* What is behind the line: records, or the field that somebody types. */
static void open_line(struct view *v)
{
	struct explain_state *s = v->state;
	struct value field;
	const struct table *t;
	size_t row;

	t = bill_at(s, s->cursor, &row);
	if (!t || row_open(v, &t->rows[row]))
		return;
	field = table_get(t, row, "field");
	if (field.kind && v->from && v->from->ops->home) {
		host_close(v);
		complete_fill(v->from, field.s);
	} else {
		host_say(v, TONE_QUIET, "%s", _("There are no records behind this row."));
	}
}

static bool command(struct view *v, enum command_id id, const char *arg)
{
	(void)arg;
	if (id == CMD_OPEN)
		open_line(v);
	else if (id == CMD_LEAVE)
		host_close(v);
	return id == CMD_OPEN || id == CMD_LEAVE;
}

static bool key(struct view *v, uint32_t k)
{
	struct explain_state *s = v->state;

	switch (k) {
	case 'q':
	case '=':
	case 'e':
		host_close(v);
		return true;
	case K_DOWN:
	case 'j':
		move(s, 1);
		return true;
	case K_UP:
	case 'k':
		move(s, -1);
		return true;
	case K_PAGE_DOWN:
		move(s, s->height - 1);
		return true;
	case K_PAGE_UP:
		move(s, 1 - s->height);
		return true;
	case K_HOME:
	case 'g':
		move(s, INT32_MIN);
		return true;
	case K_END:
	case 'G':
		move(s, INT32_MAX);
		return true;
	default:
		return false;
	}
}

static bool event(struct view *v, const struct event *ev)
{
	if (ev->type == EVENT_INTERRUPT) {
		host_close(v);
		return true;
	}
	return (ev->type == EVENT_KEY || ev->type == EVENT_TEXT) && key(v, ev->key);
}

const struct view_ops explain_view = {
	.name = "explain",
	.contexts = IN_BILL,
	.flags = VIEW_FLOAT | VIEW_TYPES,
	.size = sizeof(struct explain_state),
	.open = open_,
	.close = close_,
	.answer = take,
	.failed = failed,
	.place = place,
	.draw = draw,
	.command = command,
	.event = event,
};
