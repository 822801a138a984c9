#include "store/report_by.h"

#include "model/deal.h"

/* What is known of those who are still there. */
#define OF_OWNER(what)                                                                             \
	"(SELECT " what " FROM \"user\" d WHERE d.id = t.owner AND d.removed = 0)"
#define OF_PRODUCT(what)                                                                           \
	"(SELECT " what " FROM product d WHERE d.id = t.product AND d.removed = 0)"
#define OF_CUSTOMER(what)                                                                          \
	"(SELECT " what " FROM customer d WHERE d.id = t.customer AND d.removed = 0)"

/* Industries are words that people typed: those that fold alike are one. */
static const struct dimension dimensions[] = {
	{ "owner", N_("Owner"), OF_OWNER("d.id"), OF_OWNER("d.name"), "owner", NULL, true },
	{ "product", N_("Product"), OF_PRODUCT("d.id"), OF_PRODUCT("d.name"), "product", NULL, true },
	{ "industry", N_("Industry"), OF_CUSTOMER("fold(d.industry)"), OF_CUSTOMER("d.industry"),
	  "customer.industry", NULL, false },
	{ "type", N_("Type"), "t.type", "t.type", "type", deal_type, false },
	{ "source", N_("Source"), OF_CUSTOMER("d.source"), OF_CUSTOMER("d.source"), "customer.source",
	  customer_source, false },
	{ "month", N_("Month"), "substr(t.closed, 1, 7)", "substr(t.closed, 1, 7)", "closed", NULL,
	  false },
};

const struct dimension *dimension_of(const struct request *r, const char *otherwise, struct error *err)
{
	const struct arg *by = report_find(r->name)->args;
	const char *typed = report_arg(r, "by");
	const struct choice *c = choice_find(by->choices, typed ? typed : otherwise);

	for (size_t i = 0; c && i < LENGTH(dimensions); i++)
		if (!strcmp(dimensions[i].name, c->name))
			return &dimensions[i];
	error_set(err, ERROR_USAGE, _("by=%s is not among these: %s"), typed, _(by->help));
	return NULL;
}

/* A text as a quoted value of the expression language. */
static const char *quoted(struct arena *a, const char *text)
{
	struct sbuf b = SBUF_INIT;
	const char *result;

	put_quoted(&b, text);
	result = arena_strdup(a, sbuf_text(&b));
	sbuf_free(&b);
	return result;
}

static void read_group(struct group *g, struct arena *a, struct stmt *s, const struct dimension *d)
{
	const char *title = db_text(s, 1);
	const struct choice *c = d->choices ? choice_named(d->choices, title) : NULL;

	if (db_is_null(s, 0)) {
		g->key = "null";
		g->title = arena_strdup(a, _("none"));
	} else {
		bool plain = d->is_id || d->choices || !strcmp(d->name, "month");
		g->key = plain ? arena_strdup(a, db_text(s, 0)) : quoted(a, title);
		g->title = arena_strdup(a, c ? _(c->label) : title);
	}
	g->won = db_int(s, 2);
	g->won_sum = db_int(s, 3);
	g->lost = db_int(s, 4);
	g->lost_sum = db_int(s, 5);
}

int groups_load(struct groups *g, struct select *q, const struct dimension *d, struct error *err)
{
	char *columns = xasprintf("%s, min(%s), sum(t.state = 'won'),"
				  " coalesce(sum(CASE t.state WHEN 'won' THEN @ END), 0),"
				  " sum(t.state = 'lost'),"
				  " coalesce(sum(CASE t.state WHEN 'lost' THEN @ END), 0)",
				  d->key, d->title);
	struct stmt *s = report_select(q, columns, " GROUP BY 1", err);
	int got;

	free(columns);
	if (!s)
		return -1;
	while ((got = db_step(s, err)) > 0)
		read_group(array_add(&g->items, &g->n, &g->room, sizeof(*g->items)), &g->arena, s, d);
	return got;
}

void groups_free(struct groups *g)
{
	free(g->items);
	arena_free(&g->arena);
	*g = (struct groups){ 0 };
}

void group_term(struct sbuf *expr, const struct dimension *d, const struct group *g)
{
	/* `:` is people's equality and takes what stands below a choice; a group is only itself. */
	if (!strcmp(g->key, "null"))
		sbuf_printf(expr, " %s:null", d->term);
	else if (d->is_id)
		sbuf_printf(expr, " %s.id:%s", d->term, g->key);
	else
		sbuf_printf(expr, " %s%s%s", d->term, strcmp(d->term, "closed") ? "=" : ":", g->key);
}
