#include "widget/marks.h"

void marks_free(struct marks *m)
{
	free(m->ids);
	memset(m, 0, sizeof(*m));
}

void marks_clear(struct marks *m)
{
	m->n = 0;
}

/* Where the id stands, or would. */
static size_t place_of(const struct marks *m, int64_t id)
{
	size_t low = 0, high = m->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (m->ids[mid] < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool marks_has(const struct marks *m, int64_t id)
{
	size_t at = place_of(m, id);

	return at < m->n && m->ids[at] == id;
}

static void insert(struct marks *m, size_t at, int64_t id)
{
	array_add(&m->ids, &m->n, &m->room, sizeof(*m->ids));
	memmove(m->ids + at + 1, m->ids + at, (m->n - at - 1) * sizeof(*m->ids));
	m->ids[at] = id;
}

static void take_out(struct marks *m, size_t at)
{
	m->n--;
	memmove(m->ids + at, m->ids + at + 1, (m->n - at) * sizeof(*m->ids));
}

void marks_set(struct marks *m, int64_t id, bool on)
{
	size_t at = place_of(m, id);

	if (marks_has(m, id) == on)
		return;
	if (on)
		insert(m, at, id);
	else
		take_out(m, at);
}

void marks_toggle(struct marks *m, int64_t id)
{
	marks_set(m, id, !marks_has(m, id));
}

static int id_order(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void keep(struct marks *m, int64_t id)
{
	*(int64_t *)array_add(&m->ids, &m->n, &m->room, sizeof(*m->ids)) = id;
}

/* One pass over both, so that 100,000 more cost no more than 100,000. */
void marks_many(struct marks *m, const int64_t *ids, size_t n, enum marking how)
{
	int64_t *more = xcalloc(n ? n : 1, sizeof(*more));
	struct marks merged = { 0 };
	size_t i = 0, k = 0;

	if (n)
		memcpy(more, ids, n * sizeof(*more));
	qsort(more, n, sizeof(*more), id_order);
	while (i < m->n || k < n) {
		if (k == n || (i < m->n && m->ids[i] < more[k])) {
			keep(&merged, m->ids[i++]);
		} else if (i == m->n || more[k] < m->ids[i]) {
			if (how != MARKS_UNSET)
				keep(&merged, more[k]);
			k++;
		} else {
			if (how == MARKS_SET)
				keep(&merged, m->ids[i]);
			i++;
			k++;
		}
	}
	free(more);
	free(m->ids);
	*m = merged;
}

/* Marks that are kept to the next start; more are a job half done that nobody remembers. */
#define MARKS_KEPT 1000

void marks_keep(const struct marks *m, struct sbuf *out)
{
	for (size_t i = 0; i < m->n && i < MARKS_KEPT; i++)
		sbuf_printf(out, "mark %lld\n", (long long)m->ids[i]);
}
