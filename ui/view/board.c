/* A board: the pipeline, or any entity by a choice or reference. Columns are its values, records are cards
 * that are moved with < and >, which sets the field; a deal's stage is moved as the pipeline demands. */
#include "base/number.h"
#include "model/nothing.h"
#include "view/explain.h"
#include "view/import.h"
#include "view/panes.h"
#include "view/saved.h"
#include "widget/board.h"

enum { TAG_BOARD = 1 };

struct board_state {
	struct answer *answer;
	struct board board;
	const struct table **cards;
	const struct entity *entity;
	struct sbuf by;       /* the field */
	struct saved saved;
	struct sbuf filter;
	bool mine;            /* the filter is ours: dropped when there is nothing of mine */
	int64_t pipeline;
	int64_t want;         /* the card that the cursor goes to when it comes */
};

static bool by_stage(const struct board_state *s)
{
	return s->entity->id == ENTITY_DEAL && !strcmp(sbuf_text(&s->by), "stage");
}

static void set_text(struct sbuf *to, const char *text)
{
	sbuf_reset(to);
	sbuf_puts(to, text ? text : "");
}

static void board_terms(const struct view *v, struct saved_terms *out)
{
	const struct board_state *s = v->state;

	*out = (struct saved_terms){ .kind = "board",
				     .filter = sbuf_text(&s->filter),
				     .grouped = sbuf_text(&s->by) };
}

static void board_use(struct view *v, const struct saved_terms *t)
{
	struct board_state *s = v->state;

	set_text(&s->filter, t->filter);
	set_text(&s->by, t->grouped && *t->grouped ? t->grouped : "stage");
	s->mine = false;
	v->stale = true;
}

static int board_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct board_state *s = v->state;

	(void)e;
	s->entity = spec->entity ? spec->entity : entity_at(ENTITY_DEAL);
	set_text(&s->by, spec->name ? spec->name : "stage");
	s->saved = (struct saved){ .entity = s->entity, .terms = board_terms, .use = board_use };
	s->mine = !spec->expr;
	sbuf_puts(&s->filter, spec->expr ? spec->expr : "owner:me");
	s->pipeline = spec->id;
	v->stale = true;
	if (spec->saved)
		saved_open(v, &s->saved, spec->saved);
	return 0;
}

static void board_close(struct view *v)
{
	struct board_state *s = v->state;

	board_free(&s->board);
	answer_free(s->answer);
	free(s->cards);
	sbuf_free(&s->filter);
	sbuf_free(&s->by);
	saved_free(&s->saved);
}

struct asked {
	struct named_value args[4];
	char id[24];
};

/* What the store is asked for; it points into `asked`. */
static struct request report_of(struct board_state *s, struct asked *asked)
{
	struct named_value *args = asked->args;
	size_t n = 0;

	if (s->pipeline) {
		snprintf(asked->id, sizeof(asked->id), "%lld", (long long)s->pipeline);
		args[n++] = (struct named_value){ "pipeline", asked->id };
	}
	if (s->filter.len)
		args[n++] = (struct named_value){ "filter", sbuf_text(&s->filter) };
	if (!by_stage(s)) {
		args[n++] = (struct named_value){ "of", s->entity->name };
		args[n++] = (struct named_value){ "by", sbuf_text(&s->by) };
	}
	return (struct request){ .verb = VERB_REPORT, .name = "board", .args = args, .nargs = n };
}

static void board_load(struct view *v)
{
	struct asked asked;
	struct request r = report_of(v->state, &asked);

	host_send(v, TAG_BOARD, &r);
}

/* The column's head, the card, and what stands above the board. */
static void explain(struct view *v)
{
	struct board_state *s = v->state;
	struct asked asked;
	struct request report = report_of(s, &asked);
	const struct table *heads = s->answer ? s->answer->tables[0] : NULL;
	const struct row *card = board_row(&s->board);
	struct explain x = { 0 };

	if (heads && s->board.column < heads->nrows)
		explain_add(&x, table_get(heads, s->board.column, "stage").s,
			    (struct request){ .name = report.name, .args = report.args, .nargs = report.nargs,
					      .words = heads->name, .limit = 1,
					      .offset = (int64_t)s->board.column });
	if (card)
		explain_add_row(v, &x, &report, s->cards[s->board.column], card);
	if (heads)
		explain_add_note(&x, &report, heads);
	explain_open(v, &x);
}

static void board_answer(struct view *v, int tag, struct answer *a)
{
	struct board_state *s = v->state;
	const struct row *r = board_row(&s->board);
	int64_t id = s->want ? s->want : r ? r->id : 0;

	if (tag == TAG_SAVED)
		saved_answer(v, &s->saved, a);
	if (tag == TAG_SAVED || a->ntables < 1)
		return;
	sbuf_reset(&s->saved.trouble);
	answer_keep(&s->answer, a);
	free(s->cards);
	s->cards = xcalloc(s->answer->ntables, sizeof(*s->cards));
	for (size_t i = 0; i + 1 < s->answer->ntables; i++) {
		s->cards[i] = s->answer->tables[i + 1];
		table_add_more(v, s->answer->tables[i + 1], by_stage(s) ? "customer" : NULL,
			       s->answer->tables[0]->rows[i].drill);
	}
	board_take(&s->board, s->answer->tables[0], s->cards, s->answer->ntables - 1, id);
	s->want = 0;
	if (s->mine && !board_count(&s->board)) {
		sbuf_reset(&s->filter);
		v->stale = true;
	}
	s->mine = false;
}

/* Cards that were there before are no answer to what is asked now. */
static void board_failed(struct view *v, int tag, const struct error *e)
{
	struct board_state *s = v->state;
	struct answer *none = answer_new(0);

	if (tag == TAG_BOARD) {
		answer_add_table(none, table_new("stages"));
		s->mine = false;
		board_answer(v, tag, none);
		saved_refused(v, &s->saved, e);
	} else {
		host_say(v, TONE_DANGER, "%s", e->text);
	}
	answer_free(none);
}

#define HEAD_LINES 4
#define STUBS_ROOM 16 /* at the right end, where the names of folded columns stand */

/* No card in any column. */
static void draw_empty(const struct view *v, struct grid *g, struct rect r)
{
	const struct board_state *s = v->state;
	struct sbuf text = SBUF_INIT;

	grid_cursor(g, r.x, r.y, false);
	if (s->saved.trouble.len)
		sbuf_puts(&text, sbuf_text(&s->saved.trouble));
	else if (s->filter.len)
		nothing_found(&text, s->entity, "", sbuf_text(&s->filter));
	else
		sbuf_printf(&text, _("%s: none yet."), _(s->entity->plural));
	rect_cut_top(&r, grid_put_lines(g, r, ROLE_DEFAULT, sbuf_text(&text)));
	grid_put_lines(g, r, ROLE_QUIET,
		       v->asof	       ? say_way_back(v, false, s->filter.len)
		       : s->filter.len ? K_(v, "{back} takes the filter off, {filter} changes it, {add} adds one, "
					       "{find-all} finds everywhere.")
				       : K_(v, "{add} adds the first, {flip} shows the list, {import} reads a file."));
	sbuf_free(&text);
}

static void board_view_draw(struct view *v, struct grid *g, struct rect r)
{
	struct board_state *s = v->state;

	if (!s->answer)
		return;
	rect_cut_top(&r, 1);
	board_draw(&s->board, g, r, &v->host->context);
	if (!board_count(&s->board))
		draw_empty(v, g, (struct rect){ r.x + 1, r.y + HEAD_LINES, r.w - STUBS_ROOM, r.h - HEAD_LINES });
}

static void board_status(struct view *v, struct grid *g, struct rect r)
{
	struct board_state *s = v->state;
	const struct table *heads = s->answer ? s->answer->tables[0] : NULL;
	int used = 1;

	used += grid_put_fit(g, r.x + used, r.y, r.w / 3, ROLE_TITLE,
			     s->saved.name.len		    ? sbuf_text(&s->saved.name) :
			     heads && heads->title ? heads->title :
						     _("Pipeline"));
	used += s->saved.changed ? grid_put(g, r.x + used, r.y, 2, ROLE_ATTENTION, " *") + 3 : 3;
	if (!by_stage(s))
		used += grid_printf(g, r.x + used, r.y, r.w / 3, ROLE_QUIET, _("by %s"),
				    field_called(s->entity, sbuf_text(&s->by))) + 3;
	if (s->filter.len)
		used += grid_put_fit(g, r.x + used, r.y, r.w / 3, ROLE_ACCENT, sbuf_text(&s->filter)) + 3;
	if (s->board.marks.n)
		grid_printf(g, r.x + used, r.y, r.w - used, ROLE_MARKED, _("%zu marked"), s->board.marks.n);
	if (heads && heads->note)
		grid_put_right(g, r.x + used, r.y, r.w - used - 1, ROLE_QUIET, heads->note);
}

static bool board_subject(struct view *v, struct subject *out)
{
	struct board_state *s = v->state;
	const struct row *r = board_row(&s->board);

	*out = (struct subject){ .entity = s->entity };
	if (s->board.marks.n) {
		out->ids = s->board.marks.ids;
		out->n = s->board.marks.n;
		out->marked = true;
		return true;
	}
	if (!r || !r->id)
		return false;
	out->ids = &r->id;
	out->n = 1;
	out->title = table_title(s->cards[s->board.column], r);
	out->table = s->cards[s->board.column];
	out->row = r;
	return true;
}

static void filter_done(struct view *v, const char *text, void *data)
{
	struct board_state *s = v->state;

	(void)data;
	if (!text || !filter_reads(v, s->entity, text))
		return;
	sbuf_reset(&s->filter);
	sbuf_puts(&s->filter, text);
	saved_touch(&s->saved);
	v->stale = true;
}

static bool move_command(struct board *b, enum command_id id)
{
	switch (id) {
	case CMD_LEFT:
	case CMD_PREV_PART:
		board_move(b, -1, 0);
		return true;
	case CMD_RIGHT:
	case CMD_NEXT_PART:
		board_move(b, 1, 0);
		return true;
	case CMD_DOWN:
		board_move(b, 0, 1);
		return true;
	case CMD_UP:
		board_move(b, 0, -1);
		return true;
	case CMD_HALF_DOWN:
	case CMD_PAGE_DOWN:
		board_move(b, 0, b->height);
		return true;
	case CMD_HALF_UP:
	case CMD_PAGE_UP:
		board_move(b, 0, -b->height);
		return true;
	case CMD_FIRST:
		board_move(b, 0, -10000);
		return true;
	case CMD_LAST:
		board_move(b, 0, 10000);
		return true;
	case CMD_EARLIER:
		board_move(b, -1000, 0);
		return true;
	case CMD_LATER:
		board_move(b, 1000, 0);
		return true;
	default:
		return false;
	}
}

static void pipeline_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct board_state *s = v->state;

	(void)data;
	if (!item)
		return;
	s->pipeline = item->value;
	v->stale = true;
}

static void set_stage(struct view *v, int64_t stage)
{
	char id[24];

	snprintf(id, sizeof(id), "%lld", (long long)stage);
	host_act(v, "deal.move", &(struct named_value){ "stage", id }, 1);
}

/* To what a column's head says; "" for none. */
static void set_field(struct view *v, const struct table *heads, size_t column)
{
	const struct board_state *s = v->state;
	struct value key = table_get(heads, column, "key");

	host_act(v, "set", (struct named_value[]){ { "field", sbuf_text(&s->by) },
						   { "value", key.kind ? key.s : "" } }, 2);
}

/* The card, or all marked ones, to the column beside it. */
static void move_card(struct view *v, int by)
{
	struct board_state *s = v->state;
	size_t to = s->board.column + (size_t)by;
	const struct table *heads = s->answer ? s->answer->tables[0] : NULL;

	if (by_stage(s))
		host_act(v, "deal.move", &(struct named_value){ "stage", by < 0 ? "prev" : "next" }, 1);
	else if (heads && to < heads->nrows)
		set_field(v, heads, to);
	else
		host_say(v, TONE_ATTENTION, "%s", _("There is no column beyond this one."));
}

/* Let go it moves as by a key. */
static void board_drag(struct view *v, int lane, bool drop)
{
	struct board_state *s = v->state;
	const struct table *heads = s->answer ? s->answer->tables[0] : NULL;

	s->board.onto = drop ? 0 : lane + 1;
	if (!drop || !heads || lane < 0 || (size_t)lane >= heads->nrows)
		return;
	if (by_stage(s))
		set_stage(v, heads->rows[lane].id);
	else
		set_field(v, heads, (size_t)lane);
}

static void board_by(struct view *v, const char *field)
{
	struct board_state *s = v->state;

	set_text(&s->by, field);
	saved_touch(&s->saved);
	v->stale = true;
}

static void field_chosen(struct view *v, const struct pick_item *item, void *data)
{
	(void)data;
	if (item)
		board_by(v, item->text);
}

static bool card_command(struct view *v, enum command_id id, const char *arg)
{
	struct board_state *s = v->state;

	switch (id) {
	case CMD_BOARD_BY:
		if (arg)
			board_by(v, arg);
		else
			saved_pick_field(v, s->entity, _("Board by"), field_chosen);
		return true;
	case CMD_CARD_PREV:
	case CMD_CARD_NEXT:
		move_card(v, id == CMD_CARD_PREV ? -1 : 1);
		return true;
	default:
		return false;
	}
}

static bool filter_command(struct view *v, enum command_id id, const char *arg)
{
	struct board_state *s = v->state;

	switch (id) {
	case CMD_BACK:
		if (s->board.marks.n)
			marks_clear(&s->board.marks);
		else if (s->filter.len)
			filter_done(v, "", NULL);
		else
			return false;
		return true;
	case CMD_FILTER:
	case CMD_FIND:
		if (arg)
			filter_done(v, arg, NULL);
		else
			host_ask(v, &(struct ask){ .prompt = _("filter"), .text = sbuf_text(&s->filter),
						   .history = "filter", .complete = s->entity, .done = filter_done });
		return true;
	case CMD_FILTER_FORM:
		host_open(v, &(struct view_spec){ .view = "filter", .entity = s->entity,
						  .expr = sbuf_text(&s->filter) });
		return true;
	default:
		return false;
	}
}

/* The cards of all columns, also those that did not come. */
static void export_done(struct view *v, const char *path, void *data)
{
	struct board_state *s = v->state;
	const struct table *heads = s->answer ? s->answer->tables[0] : NULL;
	struct sbuf expr = SBUF_INIT;

	(void)data;
	if (!path || !*path || !heads)
		return;
	for (size_t i = 0; i < heads->nrows; i++)
		if (heads->rows[i].drill)
			sbuf_printf(&expr, "%s(%s)", expr.len ? " or " : "", heads->rows[i].drill);
	v->host->ops->export(v->host,
			     &(struct request){ .verb = VERB_LIST,
						.entity = s->entity,
						.expr = sbuf_text(&expr),
						.ids = s->board.marks.ids,
						.nids = s->board.marks.n },
			     NULL, path);
	sbuf_free(&expr);
}

static bool file_command(struct view *v, enum command_id id, const char *arg)
{
	struct board_state *s = v->state;

	if (id == CMD_IMPORT)
		import_file(v, s->entity, arg);
	else if (id == CMD_EXPORT && arg)
		export_done(v, arg, NULL);
	else if (id == CMD_EXPORT)
		host_ask_file(v, s->entity, s->entity->name, "csv", export_done);
	else
		return false;
	return true;
}

static bool board_command(struct view *v, enum command_id id, const char *arg)
{
	struct board_state *s = v->state;
	const struct row *r = board_row(&s->board);

	if (move_command(&s->board, id) || saved_command(v, &s->saved, id, arg) || card_command(v, id, arg) ||
	    filter_command(v, id, arg) || file_command(v, id, arg))
		return true;
	switch (id) {
	case CMD_OPEN:
		row_open(v, r);
		return true;
	case CMD_MARK:
		if (r && r->id)
			marks_toggle(&s->board.marks, r->id);
		board_move(&s->board, 0, 1);
		return true;
	case CMD_FLIP:
		host_open(v, &(struct view_spec){
				     .view = "list",
				     .entity = s->entity,
				     .expr = s->filter.len  ? sbuf_text(&s->filter) :
					     by_stage(s) ? "stage:open" :
							   NULL });
		return true;
	case CMD_PARAMETERS:
		host_pick(v, &(struct pick){ .title = _("Pipeline"),
					     .entity = entity_at(ENTITY_PIPELINE),
					     .done = pipeline_chosen });
		return true;
	case CMD_ADD:
		host_open(v, &(struct view_spec){ .view = "form", .entity = s->entity });
		return true;
	case CMD_EXPLAIN:
		explain(v);
		return true;
	default:
		return false;
	}
}

static void board_title(struct view *v, struct sbuf *out)
{
	struct board_state *s = v->state;

	if (by_stage(s))
		sbuf_puts(out, _("Pipeline"));
	else
		sbuf_printf(out, _("by %s"), field_called(s->entity, sbuf_text(&s->by)));
}

static bool board_walk(struct view *v, int by, struct record_ref *at)
{
	struct board_state *s = v->state;
	const struct row *was = board_row(&s->board), *r;

	board_move(&s->board, 0, by);
	r = board_row(&s->board);
	*at = (struct record_ref){ s->entity, r ? r->id : 0 };
	return !by || r != was;
}

static void board_keep(const struct view *v, struct sbuf *out)
{
	const struct board_state *s = v->state;
	const struct row *r = board_row(&s->board);

	sbuf_printf(out, "filter %s\nby %s\npipeline %lld\n", sbuf_text(&s->filter), sbuf_text(&s->by),
		    (long long)s->pipeline);
	saved_keep(&s->saved, out);
	if (r && r->id)
		sbuf_printf(out, "cursor %lld\n", (long long)r->id);
	marks_keep(&s->board.marks, out);
}

static void board_restore(struct view *v, const char *key, const char *value)
{
	struct board_state *s = v->state;
	int64_t n = 0;

	s->mine = false;
	v->stale = true;
	if (!strcmp(key, "filter"))
		set_text(&s->filter, value);
	else if (!strcmp(key, "by"))
		set_text(&s->by, value);
	else if (saved_restore(&s->saved, key, value) || number_int(value, &n) < 0)
		return;
	else if (!strcmp(key, "pipeline"))
		s->pipeline = n;
	else if (!strcmp(key, "cursor"))
		s->want = n;
	else if (!strcmp(key, "mark") && n > 0)
		marks_set(&s->board.marks, n, true);
}

const struct view_ops board_view = {
	.name = "board",
	.contexts = IN_BOARD,
	.size = sizeof(struct board_state),
	.open = board_open,
	.close = board_close,
	.load = board_load,
	.answer = board_answer,
	.failed = board_failed,
	.draw = board_view_draw,
	.status = board_status,
	.command = board_command,
	.drag = board_drag,
	.subject = board_subject,
	.title = board_title,
	.walk = board_walk,
	.keep = board_keep,
	.restore = board_restore,
};
