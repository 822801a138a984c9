#include "store/order.h"

#include "store/series.h"

struct order {
	char *key, *count_key; /* the question and the state of the book that they answer */
	struct lineup *lineup;
	struct grouped *groups; /* of it, with the columns that were asked for; NULL: nobody did */
	int64_t count;
};

int ids_read(struct ids *ids, struct stmt *s, struct error *err)
{
	int got;

	while ((got = db_step(s, err)) > 0) {
		int64_t *id = array_add(&ids->items, &ids->n, &ids->room, sizeof(*id));

		*id = db_int(s, 0);
	}
	db_reset(s);
	return got;
}

static struct order *kept(struct store *s)
{
	if (!s->order)
		s->order = xcalloc(1, sizeof(*s->order));
	return s->order;
}

void order_forget(struct store *s)
{
	if (!s->order)
		return;
	free(s->order->key);
	free(s->order->count_key);
	lineup_free(s->order->lineup);
	grouped_free(s->order->groups);
	free(s->order);
	s->order = NULL;
}

/* Everything that decides the answer: the text, what is bound, and whether anybody wrote. */
static char *key_of(const struct select *q, const char *sql)
{
	struct sbuf key = SBUF_INIT;

	sbuf_printf(&key, "%lld %lld %s %s", (long long)db_data_version(q->store->db),
		    (long long)db_total_changes(q->store->db), q->entity->name, sql);
	for (size_t i = 0; i < q->params.n; i++) {
		struct value v = q->params.items[i].value;

		sbuf_printf(&key, "\n%d %lld %s", v.kind, (long long)v.i, v.s ? v.s : "");
	}
	return sbuf_steal(&key);
}

/* Takes the key over. Whether what is kept under the old one still answers it. */
static bool still(char **old, char *key)
{
	bool same = *old && !strcmp(*old, key);

	free(*old);
	*old = key;
	return same;
}

static int make(struct select *q, bool series, struct lineup **out, struct error *err)
{
	return series ? lineup_make(q, out, err) : lineup_ask(q, out, err);
}

/* A lineup points into series: once any of them is opened or renewed, it is made anew. */
static char *lineup_key(const struct select *q, bool series)
{
	struct sbuf sql = SBUF_INIT;
	char *key;

	sbuf_printf(&sql, "%d %llu ", series, (unsigned long long)series_generation(q->store));
	select_from(q, &sql);
	sbuf_puts(&sql, " ORDER BY ");
	select_order_sql(q, &sql);
	key = key_of(q, sql.data);
	sbuf_free(&sql);
	return key;
}

const struct lineup *order_lineup(struct select *q, bool series, struct error *err)
{
	struct order *o = kept(q->store);

	if (still(&o->key, lineup_key(q, series)))
		return o->lineup;
	lineup_free(o->lineup);
	o->lineup = NULL;
	free(o->key);
	o->key = NULL;
	if (make(q, series, &o->lineup, err) <= 0)
		return NULL;
	o->key = lineup_key(q, series);
	return o->lineup;
}

/* Columns decide what is totalled. */
static char *groups_key(const struct order *o, const struct select *q)
{
	struct sbuf key = SBUF_INIT;

	sbuf_puts(&key, o->key ? o->key : "");
	for (size_t i = 0; i < q->ncolumns; i++)
		sbuf_printf(&key, " %s", path_field(&q->columns[i])->name);
	return sbuf_steal(&key);
}

const struct grouped *order_grouped(struct select *q, const struct lineup *l, struct error *err)
{
	struct order *o = kept(q->store);
	char *key = groups_key(o, q);

	if (o->groups && !strcmp(o->groups->key, key)) {
		free(key);
		return o->groups;
	}
	grouped_free(o->groups);
	o->groups = grouped_make(q, l, err);
	if (o->groups)
		o->groups->key = key;
	else
		free(key);
	return o->groups;
}

int64_t order_count(struct select *q, struct error *err)
{
	struct order *o = kept(q->store);

	if (!still(&o->count_key, key_of(q, q->where.data)))
		o->count = select_count(q, err);
	if (o->count < 0) {
		free(o->count_key);
		o->count_key = NULL;
	}
	return o->count;
}
