/* What records were called before they became part of others: a file that still calls them so means those. */
#include "exchange/import_private.h"

static const struct entity *listed(const struct import *im)
{
	if (im->loading < im->nnames)
		return im->names[im->loading].entity;
	return im->loading == im->nnames ? im->entity : NULL;
}

bool former_there(const struct import *im)
{
	return listed(im) && entity_field(listed(im), "merged");
}

void former_ask(const struct import *im, struct request *r, struct sbuf *columns)
{
	if (!im->former)
		return;
	sbuf_puts(columns, ",merged");
	r->removed = true;
}

/* Who is called so now is meant first. */
static void take_name(struct names *n, const struct table *t, size_t row, int64_t into)
{
	char number[24];

	for (size_t i = 0; i < t->ncolumns; i++) {
		struct value v = t->rows[row].cells[i];

		if (v.kind == VALUE_TEXT && !names_find(n, v.s, 0))
			names_add(n, v.s, into, 0);
	}
	snprintf(number, sizeof(number), "#%lld", (long long)t->rows[row].id);
	*map_put(&n->map, number, strlen(number)) = into;
}

/* They came in the order of their ids. */
static size_t known_at(const struct known *k, int64_t id)
{
	size_t low = 0, high = k->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (k->records[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < k->n && k->records[low].id == id ? low : k->n;
}

static void take_key(struct import *im, const struct table *t, size_t row, int64_t into)
{
	size_t at = known_at(&im->known, into);
	struct sbuf key = SBUF_INIT;

	for (int spare = 0; at < im->known.n && spare <= (im->mapping.nspare > 0); spare++) {
		known_key_of(im, spare, t, row, &key);
		if (!known_find(im, &key))
			known_put(im, &key, at);
	}
	sbuf_free(&key);
}

void former_take(struct import *im, const struct table *t, size_t row)
{
	int64_t into = table_get(t, row, "merged").i;

	if (!into)
		return;
	if (im->loading < im->nnames)
		take_name(&im->names[im->loading], t, row, into);
	else
		take_key(im, t, row, into);
}
