/* Around one party: the companies it belongs with, who stands how to it, and the way to another one. */
#include "base/number.h"
#include "model/figure.h"
#include "store/act.h"
#include "store/family.h"
#include "store/network.h"
#include "store/report.h"
#include "store/sql.h"

#define NETWORK_DEPTH   2
#define NETWORK_PARTIES 200
#define PATH_DEPTH_MOST 32
#define PATH_PARTIES    50000

/* "customer 17", "contact Kim Lee": an entity and what names a record of it. */
static int read_party(struct store *s, const char *typed, struct party *p, struct error *err)
{
	size_t len = strcspn(typed, " :");
	char *word = xstrndup(typed, len);

	p->entity = entity_find(word);
	free(word);
	if (!p->entity || !party_is(p->entity))
		return error_set(err, ERROR_USAGE,
				 _("\"%s\": write customer, contact or user and then who it is."), typed);
	p->id = record_named(s, p->entity, typed + len + strspn(typed + len, " :"), err);
	return p->id ? 0 : -1;
}

enum { NAME, DEPTH, RELATION, WHAT, STRENGTH, SINCE, UNTIL };

static const struct figure depth_figure[] = {
	{ "depth", N_("Depth"), FIELD_INT, 5, .made = "set", .words = N_("Over how many ties it is reached.") },
	{ NULL },
};

static struct table *make_table(const char *name, const char *title)
{
	struct table *t = table_new(name);

	t->title = title;
	table_add_column(t, "name", N_("Name"), FIELD_TEXT)->field.width = 26;
	table_add_figures(t, depth_figure);
	table_add_column(t, "relation", N_("Relation"), FIELD_TEXT)->field.width = 17;
	table_add_column(t, "what", N_("What"), FIELD_TEXT)->field.width = 8;
	table_add_column(t, "strength", N_("Strength"), FIELD_CHOICE)->field.width = 8;
	table_add_column(t, "since", N_("Since"), FIELD_DATE)->field.width = 10;
	table_add_column(t, "until", N_("Until"), FIELD_DATE)->field.width = 10;
	t->columns[STRENGTH].field.choices = relation_strength;
	for (size_t i = WHAT; i <= UNTIL; i++)
		t->columns[i].field.shrink = 2;
	return t;
}

/* What the nearer one is to this one: "supplies" above the one that is supplied. */
static const char *words_of(const struct tie *tie)
{
	return tie->kind ? choice_named(tie->back ? relation_back : relation_kind, tie->kind)->label : NULL;
}

static void add_row(struct store *s, struct table *t, const struct node *node)
{
	struct row *row = table_add_row(t);
	const struct tie *tie = &node->tie;
	const char *words = words_of(tie);

	row->entity = node->party.entity;
	row->id = node->party.id;
	if (tie->until.kind && tie->until.i < s->context.today)
		row->tone = TONE_QUIET;
	table_set(t, row, NAME, value_text(sql_title(s->db, row->entity, row->id, &t->arena)));
	table_set(t, row, DEPTH, value_int(node->depth));
	if (words)
		table_set(t, row, RELATION, value_text(_(words)));
	table_set(t, row, WHAT, value_text(_(row->entity->label)));
	if (tie->strength)
		table_set(t, row, STRENGTH, value_text(tie->strength));
	table_set(t, row, SINCE, tie->since);
	table_set(t, row, UNTIL, tie->until);
}

/* The nodes stand by nearness; as a tree each comes under the one it was reached from. */
static void add_below(struct store *s, struct table *t, const struct network *n, size_t at)
{
	add_row(s, t, &n->nodes[at]);
	for (size_t i = at + 1; i < n->n; i++)
		if (n->nodes[i].from == at)
			add_below(s, t, n, i);
}

static int add_network(struct store *s, const struct request *r, struct party from, struct answer *a,
		       struct error *err)
{
	struct reach reach = { .depth = NETWORK_DEPTH, .parties = NETWORK_PARTIES, .ended = true };
	struct table *t = make_table("network", N_("Relations"));
	const char *depth = report_arg(r, "depth");
	struct network n = { 0 };
	int64_t typed = NETWORK_DEPTH;
	int rc = -1;

	answer_add_table(a, t);
	if (depth && (number_int(depth, &typed) < 0 || typed < 1 || typed > PATH_DEPTH_MOST))
		return error_set(err, ERROR_USAGE, _("depth=%s: write a number from 1 to %d."), depth,
				 PATH_DEPTH_MOST);
	reach.depth = (int)typed;
	if (network_walk(&n, s, from, &reach, err) >= 0) {
		add_below(s, t, &n, 0);
		t->total = (int64_t)t->nrows - 1;
		if (n.cut)
			t->note = arena_printf(&t->arena, _("the nearest %d"), NETWORK_PARTIES);
		rc = 0;
	}
	network_free(&n);
	return rc;
}

/* From the first to the goal, which is the other way round than it is remembered. */
static void add_way(struct store *s, struct table *t, const struct network *n, size_t at)
{
	if (at)
		add_way(s, t, n, n->nodes[at].from);
	add_row(s, t, &n->nodes[at]);
}

static int add_path(struct store *s, struct party from, const char *to, struct answer *a, struct error *err)
{
	struct table *t = make_table("path", N_("Path"));
	struct network n = { 0 };
	struct party goal;
	struct reach reach = { .depth = PATH_DEPTH_MOST, .parties = PATH_PARTIES, .goal = &goal };
	int64_t at;

	answer_add_table(a, t);
	if (read_party(s, to, &goal, err) < 0)
		return -1;
	at = network_walk(&n, s, from, &reach, err);
	if (at >= 0 && (size_t)at < n.n)
		add_way(s, t, &n, (size_t)at);
	else if (at >= 0)
		t->note = arena_printf(&t->arena,
				       n.cut ? _("no path to %s among the nearest %d") : _("no path to %s"),
				       sql_title(s->db, goal.entity, goal.id, &t->arena), PATH_PARTIES);
	t->total = t->nrows ? (int64_t)t->nrows - 1 : 0;
	network_free(&n);
	return at < 0 ? -1 : 0;
}

int report_relations(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	const char *to = report_arg(r, "to");
	struct party from;
	struct table *tree;

	if (read_party(s, report_arg(r, "of"), &from, err) < 0)
		return -1;
	if (to && add_path(s, from, to, a, err) < 0)
		return -1;
	if (from.entity->id == ENTITY_CUSTOMER) {
		tree = family_table(s, from.id, err);
		if (!tree)
			return -1;
		answer_add_table(a, tree);
	}
	return add_network(s, r, from, a, err);
}
