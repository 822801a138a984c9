/* What the book has of the entity and of the entities that the file refers to: asked once, page by page,
 * and kept as ids, versions and hashes, so that a million records take tens of megabytes. What the file
 * itself brings is known by its id and the hash of its key. */
#include <sys/random.h>

#include "exchange/import_private.h"

/* Equal values have equal hashes; two that differ have so but once in 2^64. */
uint64_t value_hash(struct value v)
{
	static const uint64_t secret[2];

	if (v.kind == VALUE_NULL)
		return 0;
	if (v.kind == VALUE_INT)
		return map_hash(&v.i, sizeof(v.i), secret);
	return map_hash(v.s, strlen(v.s), secret);
}

/* Asking */

static void add_column(struct sbuf *columns, const char *name)
{
	sbuf_printf(columns, "%s%s", columns->len ? "," : "", name);
}

static bool names_by(const struct entity *e, const struct field *f)
{
	return (f->flags & FIELD_KEY) || (!strcmp(f->name, e->title) && f->type == FIELD_TEXT);
}

static void names_columns(const struct names *n, struct sbuf *columns)
{
	for (unsigned i = COMMON_COUNT; i < n->entity->nfields; i++)
		if (names_by(n->entity, &n->entity->fields[i]))
			add_column(columns, n->entity->fields[i].name);
	if (n->entity->id == ENTITY_STAGE)
		add_column(columns, "pipeline");
	if (n->entity->id == ENTITY_PIPELINE)
		add_column(columns, "position");
}

static void known_columns(const struct import *im, struct sbuf *columns)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (im->slots[i].hash >= 0)
			add_column(columns, im->slots[i].target.field->name);
	if (!columns->len)
		add_column(columns, "id");
}

void known_page(struct import *im, struct request *r, const struct entity *e, const char *columns,
		const char *filter)
{
	r->verb = VERB_LIST;
	r->entity = e;
	r->columns = arena_strdup(&im->run, columns);
	r->sort = "id";
	r->expr = arena_printf(&im->run, "%s id>%lld", filter, (long long)im->loaded);
}

bool known_ask(struct import *im, struct request *r)
{
	struct sbuf columns = SBUF_INIT;
	bool more = true;

	if (im->loading < im->nnames) {
		names_columns(&im->names[im->loading], &columns);
		former_ask(im, r, &columns);
		known_page(im, r, im->names[im->loading].entity, sbuf_text(&columns), "");
	} else if (im->loading == im->nnames) {
		known_columns(im, &columns);
		former_ask(im, r, &columns);
		known_page(im, r, im->entity, sbuf_text(&columns), "");
	} else if (im->loading == im->nnames + 1 && im->reaches) {
		points_ask(im, r, 0);
	} else {
		more = false;
	}
	sbuf_free(&columns);
	return more;
}

/* Taking */

/* The first pipeline by its position is the default. */
static void take_pipeline(struct names *n, int64_t id, struct value position)
{
	int64_t at = position.kind == VALUE_INT ? position.i : INT64_MAX;

	if (n->first && at >= n->first_position)
		return;
	n->first = id;
	n->first_position = at;
}

static void take_name(struct names *n, const struct table *t, size_t row)
{
	int64_t id = t->rows[row].id, scope = 0;
	char number[24];

	if (n->entity->id == ENTITY_STAGE)
		scope = table_get(t, row, "pipeline").i;
	if (n->entity->id == ENTITY_PIPELINE)
		take_pipeline(n, id, table_get(t, row, "position"));
	for (size_t i = 0; i < t->ncolumns; i++) {
		struct value v = t->rows[row].cells[i];

		if (v.kind != VALUE_TEXT)
			continue;
		names_add(n, v.s, id, 0);
		if (scope)
			names_add(n, v.s, id, scope);
	}
	snprintf(number, sizeof(number), "#%lld", (long long)id);
	*map_put(&n->map, number, strlen(number)) = id;
}

size_t known_add(struct import *im, int64_t id, int64_t version)
{
	struct known *k = &im->known;
	struct known_record *r = array_add(&k->records, &k->n, &k->room, sizeof(*r));

	r->id = id;
	r->version = (int32_t)version;
	return k->n - 1;
}

uint64_t *known_hashes(struct import *im, size_t at)
{
	const struct known *k = &im->known;
	uint32_t place = k->records[at].hashes;

	return place ? &k->hashes[(place - 1) * k->width] : NULL;
}

static uint64_t *add_hashes(struct known *k, size_t at)
{
	size_t width = k->width ? k->width : 1;
	uint64_t *hashes = array_add(&k->hashes, &k->nhashes, &k->hashes_room, width * sizeof(*hashes));

	k->records[at].hashes = (uint32_t)k->nhashes & INT32_MAX;
	return hashes;
}

static void key_part(struct sbuf *key, const struct field *f, struct value v)
{
	v.s = v.kind == VALUE_INT ? NULL : v.s; /* a reference by its id, not by its title */
	value_write(key, f, v);
	sbuf_putc(key, '\0');
}

/* Never 0. Two keys are taken for one but once in 2^64. */
static int64_t key_hash(const struct known *k, const struct sbuf *key)
{
	int64_t hash = (int64_t)map_hash(key->data, key->len, k->secret);

	return hash ? hash : 1;
}

static void begin_key(struct sbuf *key, bool spare)
{
	sbuf_reset(key);
	sbuf_putc(key, spare ? 's' : 'k');
}

static const struct field *const *keys_of(const struct import *im, bool spare, size_t *n)
{
	*n = spare ? im->mapping.nspare : im->mapping.nkeys;
	return spare ? im->mapping.spare : im->mapping.keys;
}

void known_key_of(const struct import *im, bool spare, const struct table *t, size_t row,
			  struct sbuf *key)
{
	size_t n;
	const struct field *const *keys = keys_of(im, spare, &n);

	begin_key(key, spare);
	for (size_t i = 0; i < n; i++)
		key_part(key, keys[i],
			 entity_index(im->entity, keys[i]) == FIELD_ID_ID
				 ? value_int(t->rows[row].id)
				 : table_get(t, row, keys[i]->name));
}

static const struct slot *slot_of(const struct import *im, const struct field *f)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (im->slots[i].target.kind == TARGET_FIELD && im->slots[i].target.field == f)
			return &im->slots[i];
	BUG("the key %s has no slot", f->name);
}

bool known_key(const struct import *im, bool spare, struct sbuf *key)
{
	bool filled = false;
	size_t n;
	const struct field *const *keys = keys_of(im, spare, &n);

	begin_key(key, spare);
	for (size_t i = 0; i < n; i++) {
		const struct slot *s = slot_of(im, keys[i]);
		key_part(key, keys[i], s->value);
		filled |= s->value.kind != VALUE_NULL || s->later;
	}
	return filled;
}

int64_t known_find(const struct import *im, const struct sbuf *key)
{
	const int64_t *at = idmap_get(&im->known.keys, key_hash(&im->known, key));

	return at ? *at : 0;
}

void known_put(struct import *im, const struct sbuf *key, size_t at)
{
	int64_t *there = idmap_put(&im->known.keys, key_hash(&im->known, key));

	*there = *there && *there != (int64_t)at + 1 ? -1 : (int64_t)at + 1;
}

static void take_hashes(struct import *im, const struct table *t, size_t row, size_t at)
{
	uint64_t *hashes = add_hashes(&im->known, at);

	for (size_t i = 0; i < im->nslots; i++)
		if (im->slots[i].hash >= 0)
			hashes[im->slots[i].hash] =
				value_hash(table_get(t, row, im->slots[i].target.field->name));
}

static void take_known(struct import *im, const struct table *t, size_t row)
{
	size_t at = known_add(im, t->rows[row].id, t->rows[row].version);
	struct sbuf key = SBUF_INIT;

	take_hashes(im, t, row, at);
	for (int spare = 0; spare <= (im->mapping.nspare > 0); spare++) {
		known_key_of(im, spare, t, row, &key);
		known_put(im, &key, at);
	}
	sbuf_free(&key);
	im->nbefore = im->known.n;
}

/* A record of this run, which another row means, too. */
bool known_fetch(struct import *im, struct request *r)
{
	struct sbuf columns = SBUF_INIT;
	int64_t id = im->known.records[im->wanted - 1].id;

	im->fetching++;
	im->loaded = 0;
	if (im->fetching == 1) {
		known_columns(im, &columns);
		former_ask(im, r, &columns);
		known_page(im, r, im->entity, sbuf_text(&columns),
			   arena_printf(&im->run, "id=%lld", (long long)id));
		sbuf_free(&columns);
		return true;
	}
	if (im->fetching == 2 && im->reaches) {
		points_ask(im, r, id);
		return true;
	}
	im->wanted = 0;
	im->fetching = 0;
	return false;
}

void known_fetched(struct import *im, const struct table *t)
{
	size_t at = im->wanted - 1;

	if (im->fetching == 1 && t && t->nrows) {
		im->known.records[at].version = (int32_t)t->rows[0].version;
		take_hashes(im, t, 0, at);
	} else if (im->fetching == 1) {
		add_hashes(&im->known, at); /* somebody removed it: the store will say so */
	}
	for (size_t row = 0; im->fetching == 2 && t && row < t->nrows; row++)
		points_take(im, t, row);
}

void known_begin(struct import *im)
{
	if (getrandom(im->known.secret, sizeof(im->known.secret), 0) != sizeof(im->known.secret))
		BUG("no random numbers from the kernel");
}

void known_take(struct import *im, const struct table *t)
{
	for (size_t row = 0; row < t->nrows; row++) {
		if (im->former)
			former_take(im, t, row);
		else if (im->loading < im->nnames)
			take_name(&im->names[im->loading], t, row);
		else if (im->loading == im->nnames)
			take_known(im, t, row);
		else
			points_take(im, t, row);
		im->loaded = t->rows[row].id;
	}
}

void known_free(struct import *im)
{
	for (size_t i = 0; i < im->nnames; i++)
		map_free(&im->names[i].map);
	free(im->names);
	im->names = NULL;
	im->nnames = 0;
	free(im->known.records);
	free(im->known.hashes);
	idmap_free(&im->known.keys);
	memset(&im->known, 0, sizeof(im->known));
	points_free(im);
}
