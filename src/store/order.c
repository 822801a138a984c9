#include "store/order.h"

struct order {
	char *key, *count_key; /* the question and the state of the book that they answer */
	struct ids ids;
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

int64_t ids_place(const struct ids *ids, int64_t id)
{
	for (size_t i = 0; i < ids->n; i++)
		if (ids->items[i] == id)
			return (int64_t)i;
	return -1;
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
	free(s->order->ids.items);
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

static struct stmt *prepare(const struct select *q, const char *sql, struct error *err)
{
	struct stmt *s = db_prepare(q->store->db, sql, err);

	if (s)
		sql_params_bind(&q->params, s, 1);
	return s;
}

static int read_all(const struct select *q, struct order *o, const char *sql, struct error *err)
{
	struct stmt *s;

	if (still(&o->key, key_of(q, sql)))
		return 0;
	o->ids.n = 0;
	s = prepare(q, sql, err);
	if (s && ids_read(&o->ids, s, err) == 0)
		return 0;
	free(o->key);
	o->key = NULL;
	return -1;
}

const struct ids *order_ids(const struct select *q, struct error *err)
{
	struct order *o = kept(q->store);
	struct sbuf sql = SBUF_INIT;
	int rc;

	sbuf_puts(&sql, "SELECT t.id");
	select_from(q, &sql);
	sbuf_puts(&sql, " ORDER BY ");
	select_order_sql(q, &sql);
	rc = read_all(q, o, sql.data, err);
	sbuf_free(&sql);
	return rc < 0 ? NULL : &o->ids;
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
