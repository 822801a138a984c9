/* The guests of a lineup: what was touched since its series were made, as it is now. */
#include "store/lineup_private.h"

#include <stdlib.h>

#include "store/functions.h"

static const struct lineup *sorting; /* the one at work: qsort hands nothing through */

static int order_values(const struct rank_key *k, struct value a, struct value b)
{
	int order;

	if (a.kind != VALUE_TEXT || b.kind != VALUE_TEXT)
		order = (a.i > b.i) - (a.i < b.i);
	else if (field_is_wording(k->series->field))
		order = fold_collate(NULL, (int)strlen(a.s), a.s, (int)strlen(b.s), b.s);
	else
		order = strcmp(a.s, b.s);
	return k->down ? -order : order;
}

static struct stmt *ask_guests(const struct select *q, const struct lineup *l, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;

	sbuf_puts(&sql, "SELECT t.id");
	for (size_t i = 0; i < l->nkeys; i++) {
		sbuf_puts(&sql, ", ");
		rank_sql(&l->keys[i], &sql);
	}
	select_from(q, &sql);
	sbuf_puts(&sql, " AND t.id = ?");
	s = db_prepare(q->store->db, sql.data, err);
	sbuf_free(&sql);
	return s;
}

static void add_guest(struct lineup *l, struct stmt *row)
{
	struct guest *g = array_add(&l->guests, &l->nguests, &l->room, sizeof(*g));

	g->id = (uint32_t)db_int(row, 0);
	g->weights = arena_alloc(&l->arena, l->nkeys * sizeof(*g->weights));
	g->rest = arena_alloc(&l->arena, l->nkeys * sizeof(*g->rest));
	for (size_t i = 0; i < l->nkeys; i++)
		g->weights[i] = rank_weigh_value(&l->keys[i], g->id, row, (int)i + 1, &l->arena,
						 &g->rest[i]);
	g->place = lineup_find(l, g->weights);
}

static int by_guest(const void *a, const void *b)
{
	const struct guest *x = a, *y = b;

	for (size_t i = 0; i < sorting->nkeys; i++) {
		int order = (x->weights[i] > y->weights[i]) - (x->weights[i] < y->weights[i]);

		if (!order && x->rest[i].kind != VALUE_NULL)
			order = order_values(&sorting->keys[i], x->rest[i], y->rest[i]);
		if (order)
			return order;
	}
	return 0;
}

int lineup_seat(const struct select *q, struct lineup *l, const uint32_t *touched, size_t n,
		struct error *err)
{
	struct stmt *s = n ? ask_guests(q, l, err) : NULL;
	int got = 0;

	if (n && !s)
		return -1;
	for (size_t i = 0; i < n && got >= 0; i++) {
		db_reset(s);
		db_bind_int(s, sql_params_bind(&q->params, s, 1), touched[i]);
		got = db_step(s, err);
		if (got > 0)
			add_guest(l, s);
	}
	if (s)
		db_reset(s);
	sorting = l;
	if (l->nguests)
		qsort(l->guests, l->nguests, sizeof(*l->guests), by_guest);
	for (size_t i = 0; i < l->nguests; i++)
		l->guests[i].at = lineup_before(l, l->guests[i].place) + (int64_t)i;
	return got < 0 ? -1 : 1;
}
