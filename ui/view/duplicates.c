/* Pairs of records that may be one: each is merged, or said to be two, or left. */
#include "view/explain.h"
#include "view/panes.h"

enum { TAG_ALL = 1, TAG_AGAIN };

struct duplicates_state {
	const struct entity *entity;
	struct answer *answer;
	struct sections sections;
	int64_t *pairs;  /* ids of those that were found, two by two: what a change leaves of them is quick to tell */
	size_t npairs;
	int64_t beyond;  /* how many more the whole book has */
	bool known;      /* the whole book was compared */
	bool stopped;    /* it was to be, and was not */
};

static int duplicates_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct duplicates_state *s = v->state;

	(void)e;
	s->entity = spec->entity;
	v->stale = true;
	return 0;
}

static void duplicates_close(struct view *v)
{
	struct duplicates_state *s = v->state;

	sections_free(&s->sections);
	answer_free(s->answer);
	free(s->pairs);
}

/* All records are compared once; after a change only the pairs that were found. */
static void duplicates_load(struct view *v)
{
	struct duplicates_state *s = v->state;

	if (s->known && !s->npairs)
		return;
	s->stopped = false;
	host_send(v, s->known ? TAG_AGAIN : TAG_ALL,
		  &(struct request){ .verb = VERB_DUPLICATES,
				     .entity = s->entity,
				     .ids = s->pairs,
				     .nids = s->known ? s->npairs : 0 });
}

static void keep_pairs(struct duplicates_state *s, const struct table *t)
{
	s->pairs = xrealloc(s->pairs, (2 * t->nrows + 1) * sizeof(*s->pairs));
	s->npairs = 0;
	for (size_t i = 0; i < t->nrows; i++) {
		s->pairs[s->npairs++] = t->rows[i].id;
		s->pairs[s->npairs++] = table_get(t, i, "other").i;
	}
	s->beyond = t->total - (int64_t)t->nrows;
	s->known = true;
}

/* The ids are for the command line; here the reasons have their room. */
static void lay_out(struct table *t)
{
	static const struct {
		const char *name;
		short width;
	} columns[] = { { "name", 21 }, { "other", -1 }, { "other_name", 21 } };

	for (size_t i = 0; i < LENGTH(columns); i++) {
		int at = table_column(t, columns[i].name);

		if (at >= 0)
			t->columns[at].field.width = columns[i].width;
	}
}

static void duplicates_answer(struct view *v, int tag, struct answer *a)
{
	struct duplicates_state *s = v->state;
	const struct table *t = answer_table(a, "duplicates");

	if (tag == TAG_ALL && t)
		keep_pairs(s, t);
	sections_take(v, &s->sections, &s->answer, a);
	for (size_t i = 0; i < s->sections.n; i++) {
		lay_out(s->sections.items[i].table);
		s->sections.items[i].columns = true;
		s->sections.items[i].head = _("May be one");
		s->sections.items[i].empty = _("No two records look like the same one.");
	}
}

static void duplicates_failed(struct view *v, int tag, const struct error *e)
{
	((struct duplicates_state *)v->state)->stopped = tag == TAG_ALL;
	host_say(v, TONE_DANGER, "%s", e->text);
}

static const struct table *pairs_of(const struct duplicates_state *s)
{
	return s->answer ? answer_table(s->answer, "duplicates") : NULL;
}

static void duplicates_draw(struct view *v, struct grid *g, struct rect r)
{
	struct duplicates_state *s = v->state;
	struct rows_style style = { .context = &v->host->context, .column = -1, .focus = true };
	const struct table *t = pairs_of(s);

	if (!t) {
		grid_put_fit(g, r.x + 2, r.y + 1, r.w - 4, ROLE_QUIET,
			     s->stopped ? K_(v, "They were not compared; {reload} does it.")
					: _("comparing all records · C-c stops"));
		return;
	}
	if (t->note)
		grid_put_fit(g, r.x + 1, r.y, r.w - 2, ROLE_QUIET, t->note);
	rect_cut_top(&r, 1);
	sections_draw(&s->sections, g, r, &style);
}

static void duplicates_status(struct view *v, struct grid *g, struct rect r)
{
	struct duplicates_state *s = v->state;
	const struct table *t = pairs_of(s);
	int used = grid_put_fit(g, r.x + 1, r.y, r.w / 2, ROLE_TITLE, _("Duplicates"));
	struct sbuf count = SBUF_INIT;

	grid_put_fit(g, r.x + used + 3, r.y, 16, ROLE_QUIET, _(s->entity->plural));
	if (t && s->beyond)
		sbuf_printf(&count, _("%zu of %lld pairs"), t->nrows, (long long)t->nrows + s->beyond);
	else if (t)
		sbuf_printf(&count, P_("%zu pair", "%zu pairs", t->nrows), t->nrows);
	grid_put_right(g, r.x, r.y, r.w - 1, ROLE_QUIET, sbuf_text(&count));
	sbuf_free(&count);
}

static void duplicates_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("Duplicates"));
}

static int64_t other_of(const struct duplicates_state *s)
{
	const struct table *t = sections_table(&s->sections);

	return t && sections_row(&s->sections) ? table_get(t, s->sections.row, "other").i : 0;
}

static void open_merge(struct view *v)
{
	struct duplicates_state *s = v->state;
	const struct row *row = sections_row(&s->sections);
	char other[24];

	if (!row)
		return;
	snprintf(other, sizeof(other), "%lld", (long long)other_of(s));
	host_open(v, &(struct view_spec){ .view = "merge", .entity = s->entity, .id = row->id,
					  .args = &(struct named_value){ "with", other }, .nargs = 1 });
}

static void open_record(struct view *v, int64_t id)
{
	struct duplicates_state *s = v->state;

	if (id)
		host_open(v, &(struct view_spec){ .view = "record", .entity = s->entity, .id = id });
}

static void say_apart(struct view *v)
{
	struct duplicates_state *s = v->state;
	char other[24];

	snprintf(other, sizeof(other), "%lld", (long long)other_of(s));
	if (other_of(s))
		host_act(v, "apart", &(struct named_value){ "from", other }, 1);
}

static void explain(struct view *v)
{
	struct duplicates_state *s = v->state;
	const struct row *row = sections_row(&s->sections);
	int64_t ids[] = { row ? row->id : 0, other_of(s) };
	struct explain x = { 0 };

	if (row)
		explain_add_pair(&x, s->entity, table_title(sections_table(&s->sections), row), ids);
	if (s->known) /* those that were found, unless there are more */
		explain_add(&x, NULL, (struct request){ .entity = s->entity, .words = "duplicates", .ids = s->pairs,
							.nids = s->beyond ? 0 : s->npairs });
	explain_open(v, &x);
}

static void export_done(struct view *v, const char *path, void *data)
{
	struct duplicates_state *s = v->state;

	(void)data;
	if (path && *path && pairs_of(s))
		v->host->ops->export(v->host, NULL, pairs_of(s), path);
}

static bool duplicates_command(struct view *v, enum command_id id, const char *arg)
{
	struct duplicates_state *s = v->state;
	const struct row *row = sections_row(&s->sections);

	switch (id) {
	case CMD_OPEN:
	case CMD_MERGE:
		open_merge(v);
		return true;
	case CMD_APART:
		say_apart(v);
		return true;
	case CMD_EXPLAIN:
		explain(v);
		return true;
	case CMD_OPEN_FIRST:
		open_record(v, row ? row->id : 0);
		return true;
	case CMD_OPEN_OTHER:
		open_record(v, other_of(s));
		return true;
	case CMD_RELOAD:
		s->known = false;
		v->stale = true;
		return true;
	case CMD_EXPORT:
		if (arg)
			export_done(v, arg, NULL);
		else
			host_ask_file(v, NULL, "duplicates", "csv", export_done);
		return true;
	default:
		return sections_command(v, &s->sections, id);
	}
}

static bool duplicates_subject(struct view *v, struct subject *out)
{
	return sections_subject(&((struct duplicates_state *)v->state)->sections, out);
}

const struct view_ops duplicates_view = {
	.name = "duplicates",
	.contexts = IN_PAIRS,
	.size = sizeof(struct duplicates_state),
	.sections = offsetof(struct duplicates_state, sections),
	.open = duplicates_open,
	.close = duplicates_close,
	.load = duplicates_load,
	.answer = duplicates_answer,
	.failed = duplicates_failed,
	.draw = duplicates_draw,
	.status = duplicates_status,
	.command = duplicates_command,
	.subject = duplicates_subject,
	.title = duplicates_title,
};
