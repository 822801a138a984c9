#include "model/pyramid.h"

int64_t pyramid_rank(int64_t n, int pct)
{
	return (n * pct + 50) / 100;
}

void pyramid_cuts(int64_t n, int64_t cuts[LAYER_ACTIVE])
{
	static const int upto[LAYER_ACTIVE] = { 1, 5, 20, 100 };

	for (size_t i = 0; i < LAYER_ACTIVE; i++)
		cuts[i] = pyramid_rank(n, upto[i]);
}

enum pyramid_layer pyramid_layer_of(int64_t rank, const int64_t cuts[LAYER_ACTIVE])
{
	int layer = LAYER_TOP;

	while (layer < LAYER_SMALL && rank > cuts[layer])
		layer++;
	return (enum pyramid_layer)layer;
}

static int more_first(int64_t a, int64_t b)
{
	return (a < b) - (a > b);
}

int spender_order(const void *pa, const void *pb)
{
	const struct spender *a = pa, *b = pb;
	int by = more_first(a->spend, b->spend);

	if (!by)
		by = more_first(a->last, b->last);
	if (!by)
		by = more_first(a->count, b->count);
	return by ? by : more_first(b->id, a->id);
}

size_t spenders_rank(struct spender *s, size_t n)
{
	size_t active = 0;

	if (n)
		qsort(s, n, sizeof(*s), spender_order);
	while (active < n && s[active].spend > 0)
		active++;
	return active;
}

static bool is_active(enum pyramid_layer l)
{
	return l < LAYER_ACTIVE;
}

enum pyramid_move pyramid_move_of(enum pyramid_layer before, enum pyramid_layer now)
{
	if (is_active(before) && is_active(now))
		return now < before ? MOVE_UP : now > before ? MOVE_DOWN : MOVE_SAME;
	if (is_active(before))
		return MOVE_LEFT;
	if (is_active(now))
		return before == LAYER_INACTIVE ? MOVE_BACK : MOVE_NEW;
	return MOVE_SAME;
}

void migration_add(struct migration *m, enum pyramid_layer before, enum pyramid_layer now,
		   int64_t spent_before, int64_t spent_now)
{
	enum pyramid_move move = pyramid_move_of(before, now);

	m->cells[before][now]++;
	m->count[move]++;
	m->change[move] += spent_now - spent_before;
}

static int64_t row_sum(const struct migration *m, enum pyramid_layer before, int upto)
{
	int64_t sum = 0;

	for (int now = 0; now < upto; now++)
		sum += m->cells[before][now];
	return sum;
}

bool migration_retention(const struct migration *m, int64_t *active, double *share)
{
	int64_t kept = 0;

	*active = 0;
	for (int l = 0; l < LAYER_ACTIVE; l++) {
		*active += row_sum(m, (enum pyramid_layer)l, LAYER_COUNT);
		kept += row_sum(m, (enum pyramid_layer)l, LAYER_ACTIVE);
	}
	if (*active)
		*share = (double)kept / (double)*active;
	return *active > 0;
}

bool migration_share(const struct migration *m, enum pyramid_layer before, enum pyramid_layer now,
		     double *share)
{
	int64_t all = row_sum(m, before, LAYER_COUNT);

	if (all)
		*share = (double)m->cells[before][now] / (double)all;
	return all > 0;
}
