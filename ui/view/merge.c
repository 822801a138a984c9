/* Two records side by side, field by field: what stays when they become one. */
#include "base/number.h"
#include "view/explain.h"

enum { TAG_COMPARE = 1, TAG_MERGE, TAG_DRAFT };

#define LABEL  16 /* columns of the fields' names */
#define MARK   3  /* and of what tells the side */

enum side { LEFT, RIGHT, BOTH };

struct merge_state {
	const struct entity *entity;
	int64_t left, right;
	int64_t kept;          /* the id that both will have */
	struct table *table;   /* a row a field; owned */
	enum side *sides;      /* of each row */
	bool *chosen;          /* by a person */
	size_t at, top;
	bool saving, keeping;
	int64_t draft;         /* of what was chosen; 0: none */
	char *restored;        /* what a draft says of it, until the two are loaded */
};

#define HEAD "merge "      /* of a draft's text; the two ids follow, and fields by the side that stays */

static void read_ids(struct merge_state *s, const char *draft)
{
	char *rest;

	s->left = strtoll(draft + strlen(HEAD), &rest, 10);
	s->right = strtoll(rest, NULL, 10);
}

static int merge_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct merge_state *s = v->state;

	s->entity = spec->entity;
	s->left = spec->id;
	s->draft = spec->draft;
	s->restored = spec->draft ? xstrdup(spec->expr) : NULL;
	if (spec->draft)
		read_ids(s, spec->expr);
	else if (spec->nargs != 1 || number_int(spec->args[0].value, &s->right) < 0)
		return error_set(e, ERROR_USAGE, _("To merge takes two records."));
	v->stale = true;
	return 0;
}

static void merge_close(struct view *v)
{
	struct merge_state *s = v->state;

	table_free(s->table);
	free(s->sides);
	free(s->chosen);
	free(s->restored);
}

static void merge_load(struct view *v)
{
	struct merge_state *s = v->state;

	if (!s->saving)
		host_send(v, TAG_COMPARE, &(struct request){ .verb = VERB_COMPARE, .entity = s->entity,
							     .ids = (int64_t[]){ s->left, s->right },
							     .nids = 2 });
}

static const char *cell(const struct merge_state *s, size_t row, const char *column)
{
	struct value v = table_get(s->table, row, column);

	return v.kind == VALUE_TEXT ? v.s : "";
}

static enum side side_named(const char *name)
{
	return !strcmp(name, "left") ? LEFT : !strcmp(name, "right") ? RIGHT : BOTH;
}

/* What a person chose before the book changed underneath stays chosen. */
static void take_table(struct merge_state *s, struct table *t)
{
	struct table *old = s->table;
	enum side *sides = xcalloc(t->nrows, sizeof(*sides));
	bool *chosen = xcalloc(t->nrows, sizeof(*chosen));

	s->table = t;
	for (size_t i = 0; i < t->nrows; i++)
		sides[i] = side_named(cell(s, i, "side"));
	for (size_t k = 0; old && k < old->nrows; k++)
		for (size_t i = 0; s->chosen[k] && i < t->nrows; i++) {
			const char *name = table_get(old, k, "field").s;

			if (name && !strcmp(name, cell(s, i, "field"))) {
				sides[i] = s->sides[k];
				chosen[i] = true;
			}
		}
	free(s->sides);
	free(s->chosen);
	table_free(old);
	s->sides = sides;
	s->chosen = chosen;
	if (s->at >= t->nrows)
		s->at = t->nrows ? t->nrows - 1 : 0;
}

/* The lines "left name", "both note" of a draft. */
static void restore(struct merge_state *s)
{
	char *save = NULL, *line = s->restored ? strtok_r(s->restored, "\n", &save) : NULL;

	while (line && (line = strtok_r(NULL, "\n", &save))) {
		char *name = strchr(line, ' ');

		for (size_t i = 0; name && i < s->table->nrows; i++)
			if (!strcmp(name + 1, cell(s, i, "field"))) {
				*name = '\0';
				s->sides[i] = side_named(line);
				s->chosen[i] = true;
				break;
			}
	}
	free(s->restored);
	s->restored = NULL;
}

static bool merge_draft(struct view *v, struct request *r, struct arena *a)
{
	static const char *const names[] = { [LEFT] = "left", [RIGHT] = "right", [BOTH] = "both" };
	struct merge_state *s = v->state;
	struct sbuf text = SBUF_INIT;
	bool any = false;

	sbuf_printf(&text, HEAD "%lld %lld\n", (long long)s->left, (long long)s->right);
	for (size_t i = 0; s->table && i < s->table->nrows; i++) {
		any |= s->chosen[i];
		if (s->chosen[i])
			sbuf_printf(&text, "%s %s\n", names[s->sides[i]], cell(s, i, "field"));
	}
	*r = (struct request){
		.verb = VERB_DRAFT,
		.entity = s->entity,
		.id = s->draft,
		.name = any ? arena_printf(a, _("Merge %s with %s"), cell(s, 0, "left"), cell(s, 0, "right")) : NULL,
		.words = arena_strdup(a, sbuf_text(&text))
	};
	sbuf_free(&text);
	return any && !s->saving;
}

static void keep(struct view *v)
{
	struct merge_state *s = v->state;
	struct request r;
	struct arena a = { 0 };

	if (!s->keeping && merge_draft(v, &r, &a)) {
		s->keeping = true;
		host_send(v, TAG_DRAFT, &r);
	}
	arena_free(&a);
}

/* Asked without the view, which is about to go. */
static void forget(struct view *v)
{
	struct merge_state *s = v->state;

	if (s->draft)
		v->host->ops->send(v->host, NULL, 0, &(struct request){ .verb = VERB_DRAFT, .id = s->draft });
	s->draft = 0;
}

static void merged(struct view *v, const struct answer *a)
{
	forget(v);
	host_say(v, TONE_GOOD, K_(v, "%s · {undo} undoes"), a->text ? a->text : _("Done"));
	v->host->ops->refresh(v->host);
	host_close(v);
}

static void merge_answer(struct view *v, int tag, struct answer *a)
{
	struct merge_state *s = v->state;

	if (tag == TAG_DRAFT) {
		s->keeping = false;
		s->draft = a->nids ? a->ids[0] : s->draft;
	} else if (tag == TAG_MERGE) {
		merged(v, a);
	} else if (a->ntables) {
		take_table(s, a->tables[0]);
		a->tables[0] = NULL;
		restore(s);
		if (a->text)
			number_int(a->text, &s->kept);
	}
}

/* Two that cannot be one are not shown side by side: why is all there is to say. */
static void merge_failed(struct view *v, int tag, const struct error *e)
{
	struct merge_state *s = v->state;

	if (tag == TAG_DRAFT) {
		s->keeping = false;
		return;
	}
	host_say(v, TONE_DANGER, "%s", e->text);
	s->saving = false;
	if (tag == TAG_COMPARE)
		host_close(v);
}

/* Drawing */

/* Where the columns stand: the fields' names, left, the mark, right. */
struct columns {
	int label, left, mark, right, width;
};

static struct columns lay(struct rect r)
{
	int label = r.w < 60 ? LABEL / 2 : LABEL, width = (r.w - label - MARK - 3) / 2;

	return (struct columns){ r.x + 1, r.x + label + 2, r.x + label + 2 + width,
				 r.x + label + 2 + width + MARK, width > 1 ? width : 1 };
}

static void draw_row(const struct merge_state *s, struct grid *g, struct rect line, size_t i)
{
	static const char *const marks[] = { "<", ">", "+" };
	struct columns c = lay(line);
	enum side side = s->sides[i];
	bool same = s->table->rows[i].tone == TONE_QUIET;

	grid_put_fit(g, c.label, line.y, c.left - c.label - 1, ROLE_QUIET, cell(s, i, "label"));
	grid_put_fit(g, c.left, line.y, c.width,
		     side == RIGHT || same ? ROLE_QUIET : ROLE_GOOD, cell(s, i, "left"));
	grid_put_fit(g, c.right, line.y, c.width,
		     side == LEFT || same ? ROLE_QUIET : ROLE_GOOD, cell(s, i, "right"));
	if (!same || side == BOTH)
		grid_put(g, c.mark + 1, line.y, 1, s->chosen[i] ? ROLE_ATTENTION : ROLE_ACCENT, marks[side]);
	if (i == s->at)
		grid_select(g, line);
}

static void draw_head(const struct merge_state *s, struct grid *g, struct rect line)
{
	struct columns c = lay(line);
	const struct column *heads = s->table->columns;
	int left = table_column(s->table, "left"), right = table_column(s->table, "right");

	grid_put_fit(g, c.left, line.y, c.width, ROLE_TITLE, heads[left].label);
	grid_put_fit(g, c.right, line.y, c.width, ROLE_TITLE, heads[right].label);
}

static void merge_draw(struct view *v, struct grid *g, struct rect r)
{
	struct merge_state *s = v->state;

	if (!s->table)
		return;
	rect_cut_top(&r, 1);
	draw_head(s, g, rect_cut_top(&r, 1));
	if (s->at < s->top)
		s->top = s->at;
	if (r.h > 0 && s->at >= s->top + (size_t)r.h)
		s->top = s->at - (size_t)r.h + 1;
	for (int y = 0; y < r.h && s->top + (size_t)y < s->table->nrows; y++)
		draw_row(s, g, rect_row(r, y), s->top + (size_t)y);
	if (r.h > 0)
		grid_cursor(g, r.x, r.y + (int)(s->at - s->top), false);
}

static void merge_status(struct view *v, struct grid *g, struct rect r)
{
	struct merge_state *s = v->state;
	int used = grid_put_fit(g, r.x + 1, r.y, r.w / 2, ROLE_TITLE, _("Merge"));

	if (s->kept)
		grid_printf(g, r.x + used + 3, r.y, r.w - used - 4, ROLE_QUIET,
			    _("%lld and %lld · both become %lld"), (long long)s->left, (long long)s->right,
			    (long long)s->kept);
}

static void merge_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("Merge"));
}

/* Choosing */

static void move(struct merge_state *s, int64_t to)
{
	int64_t last = (int64_t)s->table->nrows - 1;

	s->at = to < 0 || last < 0 ? 0 : (size_t)(to > last ? last : to);
}

static bool is_field(const struct merge_state *s)
{
	return s->at < s->table->nrows && *cell(s, s->at, "field");
}

static bool keeps_both(const struct merge_state *s)
{
	const struct field *f = entity_must(s->entity, cell(s, s->at, "field"));

	return f->type == FIELD_NOTE || f->type == FIELD_TAGS;
}

static void take(struct view *v, enum side side)
{
	struct merge_state *s = v->state;

	if (!is_field(s)) {
		host_say(v, TONE_QUIET, "%s", _("These are kept of both."));
		return;
	}
	s->sides[s->at] = side;
	s->chosen[s->at] = true;
	move(s, (int64_t)s->at + 1);
}

static void take_other(struct view *v)
{
	struct merge_state *s = v->state;
	size_t at = s->at;

	if (!is_field(s)) {
		take(v, LEFT);
		return;
	}
	take(v, s->sides[at] == LEFT ? RIGHT : s->sides[at] == RIGHT && keeps_both(s) ? BOTH : LEFT);
	s->at = at;
}

static const char *names_of(const struct merge_state *s, enum side side, struct sbuf *out)
{
	for (size_t i = 0; i < s->table->nrows; i++)
		if (s->chosen[i] && s->sides[i] == side)
			sbuf_printf(out, "%s%s", out->len ? "," : "", cell(s, i, "field"));
	return sbuf_text(out);
}

static void merge_them(struct view *v)
{
	struct merge_state *s = v->state;
	struct sbuf left = SBUF_INIT, right = SBUF_INIT;
	char with[24];
	struct named_value args[] = { { "with", with }, { "left", names_of(s, LEFT, &left) },
				      { "right", names_of(s, RIGHT, &right) } };

	snprintf(with, sizeof(with), "%lld", (long long)s->right);
	s->saving = true;
	host_send(v, TAG_MERGE, &(struct request){ .verb = VERB_ACT, .name = "merge", .entity = s->entity,
						   .ids = &s->left, .nids = 1, .args = args,
						   .nargs = LENGTH(args) });
	sbuf_free(&left);
	sbuf_free(&right);
}

/* How likely it is that the two are one. */
static void explain(struct view *v)
{
	struct merge_state *s = v->state;
	struct explain x = { 0 };

	explain_add_pair(&x, s->entity, cell(s, 0, "left"), (int64_t[]){ s->left, s->right });
	explain_open(v, &x);
}

static bool walk(struct view *v, enum command_id id)
{
	struct merge_state *s = v->state;
	int64_t at = (int64_t)s->at;

	switch (id) {
	case CMD_DOWN:
		move(s, at + 1);
		return true;
	case CMD_UP:
		move(s, at - 1);
		return true;
	case CMD_FIRST:
		move(s, 0);
		return true;
	case CMD_LAST:
		move(s, INT64_MAX);
		return true;
	case CMD_HALF_DOWN:
	case CMD_PAGE_DOWN:
		move(s, at + 10);
		return true;
	case CMD_HALF_UP:
	case CMD_PAGE_UP:
		move(s, at - 10);
		return true;
	default:
		return false;
	}
}

static bool merge_command(struct view *v, enum command_id id, const char *arg)
{
	struct merge_state *s = v->state;

	(void)arg;
	if (!s->table || s->saving)
		return id != CMD_BACK && id != CMD_CLOSE && id != CMD_QUIT;
	if (walk(v, id))
		return true;
	switch (id) {
	case CMD_TAKE_LEFT:
		take(v, LEFT);
		return true;
	case CMD_TAKE_RIGHT:
		take(v, RIGHT);
		return true;
	case CMD_TAKE_OTHER:
		take_other(v);
		return true;
	case CMD_MERGE_THEM:
		merge_them(v);
		return true;
	case CMD_EXPLAIN:
		explain(v);
		return true;
	case CMD_BACK:
	case CMD_CLOSE:
		forget(v);
		return false;
	default:
		return false;
	}
}

const struct view_ops merge_view = {
	.name = "merge",
	.contexts = IN_MERGE,
	.size = sizeof(struct merge_state),
	.open = merge_open,
	.close = merge_close,
	.load = merge_load,
	.answer = merge_answer,
	.failed = merge_failed,
	.draw = merge_draw,
	.status = merge_status,
	.command = merge_command,
	.title = merge_title,
	.draft = merge_draft,
	.idle = keep,
};
