/* Working a series out: one pass over the table, the distinct values sorted, and a counting sort.
 */
#ifdef __linux__
#include <malloc.h> /* malloc_trim */
#endif
#include <stdlib.h>

#include "base/map.h"
#include "base/text.h"
#include "model/money.h"
#include "store/series.h"
#include "store/journal.h"
#include "store/select.h"

#define NO_RECORD UINT32_MAX
#define NO_VALUE  (UINT32_MAX - 1)
#define SPARSE	  8 /* ids a record that are too many, beyond the first million */
#define PLENTY	  1000000
#define LOOK_EVERY 1024 /* values: about a millisecond */

/* One distinct value. It sorts by its head, then its key, then its own bytes. */
struct distinct {
	uint64_t head;
	const char *text; /* NULL: a number */
	int64_t number;
	size_t key;    /* where its key begins in keys */
	uint32_t seen; /* the how manieth that was met */
};

struct builder {
	struct store *store;
	const struct entity *entity;
	const struct field *field;
	struct mapping file;
	struct map map;
	struct arena arena;
	struct sbuf keys;
	struct distinct *distinct;
	size_t n, room;
	struct part met; /* by id, in the order in which values were met; it is not written */
	uint32_t *codes;
	uint64_t *live;
	unsigned char
	    *level;  /* by id, of the point that the value comes from, 0: none yet; NULL: of none */
	int64_t *sums; /* by id, of what belongs to it; NULL: of nothing */
	int64_t ids; /* are below it */
};

/* Reading */

static uint32_t code_of(struct builder *b, struct value v)
{
	const char *key = v.kind == VALUE_TEXT ? v.s : (const char *)&v.i;
	size_t len = v.kind == VALUE_TEXT ? strlen(v.s) : sizeof(v.i);
	int64_t *at = map_get(&b->map, key, len);
	struct distinct *d;

	if (at)
		return (uint32_t)*at;
	key = arena_strndup(&b->arena, key, len);
	*map_put(&b->map, key, len) = (int64_t)b->n;
	d = array_add(&b->distinct, &b->n, &b->room, sizeof(*d));
	*d = (struct distinct){ .text = v.kind == VALUE_TEXT ? key : NULL,
				.number = v.i,
				.seen = (uint32_t)b->n - 1 };
	return d->seen;
}

/* The value in a series of the row, in ten-thousandths if it is money. False where it has no place
 * in the order that SQL gives it: a date that is none. */
static bool take_value(struct builder *b, struct stmt *row, int col, uint32_t *code)
{
	struct value v = { .kind = VALUE_TEXT };
	struct arena none = { 0 };

	*code = NO_VALUE;
	if (db_is_null(row, col))
		return true;
	if (field_is_whole(b->field))
		v = db_value(row, col, b->field, &none);
	else
		v.s = db_text(row, col);
	if (v.kind == VALUE_NULL)
		return false;
	*code = code_of(b, v);
	return true;
}

/* A value that is not read with the record: of a contact point, or summed up. */
static bool is_computed(const struct builder *b)
{
	return (b->field->flags & FIELD_COMPUTED) != 0;
}

static int take_record(struct builder *b, struct stmt *row)
{
	int64_t id = db_int(row, 0);
	uint32_t code = NO_VALUE;

	if (id < 1 || id >= b->ids || (!is_computed(b) && !take_value(b, row, 2, &code)))
		return 0;
	b->codes[id] = code;
	if (!db_int(row, 1))
		b->live[id / 64] |= UINT64_C(1) << id % 64;
	return 1;
}

/* The first point counts: the main one, else the oldest. */
static int take_point(struct builder *b, struct stmt *row)
{
	int64_t id = db_int(row, 0);
	unsigned char level = db_int(row, 1) ? 2 : 1;

	if (id < 1 || id >= b->ids || b->codes[id] == NO_RECORD || level <= b->level[id])
		return 1;
	b->level[id] = level;
	return take_value(b, row, 2, &b->codes[id]);
}

/* `kind`, unless NULL, is the statement's parameter. */
static int each_row(struct builder *b, const char *sql, const char *kind,
		    int (*take)(struct builder *, struct stmt *), struct error *err)
{
	struct stmt *q = db_prepare(b->store->db, sql, err);
	int got, went = 1;

	if (!q)
		return -1;
	if (kind)
		db_bind_text(q, 1, kind);
	while (went > 0 && (got = db_step(q, err)) != 0)
		went = got < 0 ? -1 : take(b, q);
	db_reset(q);
	return went;
}

static int read_records(struct builder *b, struct error *err)
{
	const struct path p = { .from = b->entity, .steps = { b->field }, .n = 1 };
	struct sbuf sql = SBUF_INIT;
	int rc;

	sbuf_puts(&sql, "SELECT t.id, t.removed");
	if (!is_computed(b)) {
		sbuf_puts(&sql, ", ");
		path_sql(b->store, &sql, &p, true);
	}
	sbuf_printf(&sql, " FROM \"%s\" t", b->entity->name);
	rc = each_row(b, sql.data, NULL, take_record, err);
	sbuf_free(&sql);
	return rc;
}

/* See computed.c. */
static int read_points(struct builder *b, struct error *err)
{
	bool place = !strcmp(b->field->name, "city") || !strcmp(b->field->name, "country");
	struct sbuf sql = SBUF_INIT;
	int rc;

	b->level = xcalloc((size_t)b->ids, 1);
	sbuf_printf(&sql,
		    "SELECT p.\"%s\", coalesce(p.main, 0), p.\"%s\" FROM point p WHERE p.kind = ? AND"
		    " p.removed = 0 AND p.\"%s\" IS NOT NULL ORDER BY p.id",
		    b->entity->name, place ? b->field->name : "value", b->entity->name);
	rc = each_row(b, sql.data, place ? "address" : b->field->name, take_point, err);
	sbuf_free(&sql);
	free(b->level);
	return rc;
}

static int take_summed(struct builder *b, struct stmt *row)
{
	int64_t id = db_int(row, 0);

	if (id > 0 && id < b->ids)
		b->sums[id] += db_int(row, 1);
	return 1;
}

/* Every customer has a sum, of nothing too; in ten-thousandths. */
static int read_sums(struct builder *b, const struct series_sum *sum, struct error *err)
{
	const struct entity *of = entity_at(sum->of);
	struct value v = { .kind = VALUE_INT };
	struct sbuf sql = SBUF_INIT;
	int rc;

	b->sums = xcalloc((size_t)b->ids, sizeof(*b->sums));
	sbuf_puts(&sql, "SELECT c1.customer, ");
	amount_sql(b->store, &sql, of, &of->fields[sum->field], "c1");
	sbuf_printf(&sql, " FROM \"%s\" c1 WHERE %s AND c1.removed = 0 AND c1.customer IS NOT NULL", of->name,
		    sum->where);
	rc = each_row(b, sql.data, NULL, take_summed, err);
	for (int64_t id = 0; rc > 0 && id < b->ids; id++) {
		v.i = money_scaled(b->sums[id], b->store->currency);
		if (b->codes[id] != NO_RECORD)
			b->codes[id] = code_of(b, v);
	}
	sbuf_free(&sql);
	free(b->sums);
	return rc;
}

/* Sorting */

static const char *sort_keys; /* of the builder at work: qsort hands nothing through */

static int by_order(const void *a, const void *b)
{
	const struct distinct *x = a, *y = b;
	int order = (x->head > y->head) - (x->head < y->head);

	if (order || !x->text)
		return order;
	order = strcmp(sort_keys + x->key, sort_keys + y->key);
	return order ? order : strcmp(x->text, y->text);
}

static uint64_t first_bytes(const char *text)
{
	uint64_t head = 0;

	for (int i = 0; i < 8; i++) {
		head = head << 8 | (unsigned char)*text;
		text += *text != '\0';
	}
	return head;
}

static void set_key(struct builder *b, struct distinct *d, bool fold)
{
	d->key = b->keys.len;
	if (!d->text) {
		d->head = (uint64_t)d->number ^ UINT64_C(1) << 63;
		return;
	}
	if (fold)
		text_sort_key(&b->keys, d->text, strlen(d->text));
	sbuf_add(&b->keys, "", 1);
	d->head = first_bytes(fold ? b->keys.data + d->key : d->text);
}

static int sort_distinct(struct builder *b, struct error *err)
{
	bool fold = field_is_wording(b->field);

	for (size_t i = 0; i < b->n; i++) {
		if (i % LOOK_EVERY == 0 && db_look(b->store->db, err) < 0)
			return -1;
		set_key(b, &b->distinct[i], fold);
	}
	sort_keys = sbuf_text(&b->keys);
	if (b->n)
		qsort(b->distinct, b->n, sizeof(*b->distinct), by_order);
	sbuf_free(&b->keys);
	return db_look(b->store->db, err);
}

/* From the order in which values were met to that in which they sort. */
static void rank_codes(struct builder *b)
{
	uint32_t *rank = xcalloc(b->n + 1, sizeof(*rank));

	for (size_t i = 0; i < b->n; i++)
		rank[b->distinct[i].seen] = (uint32_t)i;
	for (int64_t id = 0; id < b->ids; id++)
		if (b->codes[id] < NO_VALUE)
			b->codes[id] = rank[b->codes[id]];
		else
			b->codes[id] = (uint32_t)b->n + (b->codes[id] == NO_RECORD);
	free(rank);
}

/* Writing */

static bool write_codes(struct builder *b)
{
	unsigned width = series_width(b->n);
	void *codes = part_add(mapping_part(&b->file, "codes"), (size_t)b->ids * width, NULL);

	for (int64_t id = 0; codes && id < b->ids; id++)
		if (width == 1)
			((uint8_t *)codes)[id] = (uint8_t)b->codes[id];
		else if (width == 2)
			((uint16_t *)codes)[id] = (uint16_t)b->codes[id];
		else
			((uint32_t *)codes)[id] = b->codes[id];
	return codes;
}

static bool is_live(const struct builder *b, int64_t id)
{
	return b->live[id / 64] >> id % 64 & 1;
}

static bool write_order(struct builder *b)
{
	size_t runs = b->n + 2, total = 0;
	uint32_t *starts = part_add(mapping_part(&b->file, "starts"), runs * sizeof(*starts), NULL);
	uint32_t *order, *next;

	if (!starts)
		return false;
	for (int64_t id = 0; id < b->ids; id++)
		if (is_live(b, id))
			starts[b->codes[id]]++;
	for (size_t i = 0; i < runs; i++) {
		uint32_t count = starts[i];

		starts[i] = (uint32_t)total;
		total += count;
	}
	next = xcalloc(runs, sizeof(*next));
	memcpy(next, starts, runs * sizeof(*next));
	order = part_add(mapping_part(&b->file, "order"), total * sizeof(*order), NULL);
	for (int64_t id = 0; order && id < b->ids; id++)
		if (is_live(b, id))
			order[next[b->codes[id]]++] = (uint32_t)id;
	free(next);
	return order;
}

static bool write_numbers(struct builder *b)
{
	int64_t *numbers = part_add(mapping_part(&b->file, "numbers"), b->n * sizeof(*numbers), NULL);

	for (size_t i = 0; numbers && i < b->n; i++)
		numbers[i] = b->distinct[i].number;
	return numbers;
}

static bool write_texts(struct builder *b)
{
	uint32_t *offsets = part_add(mapping_part(&b->file, "offsets"), b->n * sizeof(*offsets), NULL);
	size_t total = 0;
	char *texts;

	if (!offsets)
		return false;
	for (size_t i = 0; i < b->n; i++) {
		offsets[i] = (uint32_t)total;
		total += strlen(b->distinct[i].text) + 1;
	}
	if (total >= UINT32_MAX)
		return false;
	texts = part_add(mapping_part(&b->file, "texts"), total, NULL);
	for (size_t i = 0; texts && i < b->n; i++)
		memcpy(texts + offsets[i], b->distinct[i].text, strlen(b->distinct[i].text) + 1);
	return texts;
}

static bool write_terms(struct builder *b)
{
	uint64_t *to, terms;

	if (!series_sum(b->entity, b->field))
		return true;
	if (series_terms(b->store, &terms, NULL) < 0)
		return false;
	to = part_add(mapping_part(&b->file, "terms"), sizeof(terms), NULL);
	if (to)
		*to = terms;
	return to;
}

/* Putting it together */

/* How many there are, and how far their ids go. */
static int measure(struct builder *b, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	int64_t last = 0, count = 0;
	struct stmt *q;

	sbuf_printf(&sql, "SELECT max(id), count(*) FROM \"%s\"", b->entity->name);
	q = db_prepare(b->store->db, sql.data, err);
	sbuf_free(&sql);
	if (!q || db_step(q, err) < 0)
		return -1;
	last = db_int(q, 0);
	count = db_int(q, 1);
	db_reset(q);
	b->ids = last + 1;
	return last < NO_VALUE && last < PLENTY + SPARSE * count;
}

static bool make_room(struct builder *b)
{
	size_t n = (size_t)b->ids;

	b->met = (struct part){ .fd = -1 };
	b->codes = part_add(&b->met, n * sizeof(*b->codes), NULL);
	if (b->codes)
		b->live =
		    part_add(mapping_part(&b->file, "live"), (n + 63) / 64 * sizeof(*b->live), NULL);
	if (!b->codes || !b->live)
		return false;
	memset(b->codes, 0xFF, n * sizeof(*b->codes));
	return true;
}

static int work_out(struct builder *b, struct error *err)
{
	const struct series_sum *sum = series_sum(b->entity, b->field);
	int rc = measure(b, err);

	if (rc > 0)
		rc = make_room(b) ? read_records(b, err) : 0;
	if (rc > 0 && is_computed(b))
		rc = sum ? read_sums(b, sum, err) : read_points(b, err);
	if (rc <= 0)
		return rc;
	if (sort_distinct(b, err) < 0)
		return -1;
	rank_codes(b);
	rc = write_terms(b) && write_codes(b) && write_order(b) &&
	     (field_is_whole(b->field) ? write_numbers(b) : write_texts(b));
	return db_look(b->store->db, err) < 0 ? -1 : rc;
}

static int stamp(struct store *s, struct mapped_stamp *stamp, struct error *err)
{
	if (journal_last(s, &stamp->seq, err) < 0)
		return -1;
	return journal_mark(s, stamp->seq, &stamp->mark, err);
}

/* What the making took is many small pieces, which the library would keep for us. */
static void give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

int series_build(struct store *s, struct series *c, const char *name, enum mapping_for use,
		 struct error *err)
{
	struct builder b = { .store = s, .entity = c->entity, .field = c->field, .map.borrow = true };
	struct mapped_stamp at;
	int64_t left;
	int rc;

	if (mapping_begin(&b.file, db_path(s->db), name, use, NULL))
		return 0;
	left = db_allow(s->db, SERIES_WAIT);
	rc = stamp(s, &at, err) < 0 ? -1 : work_out(&b, err);
	part_free(&b.met);
	map_free(&b.map);
	arena_free(&b.arena);
	free(b.distinct);
	sbuf_free(&b.keys);
	give_back();
	db_allow(s->db, left);
	if (rc > 0)
		return mapping_finish(&b.file, &at, SERIES_FORMAT, &c->file, NULL) == 0;
	mapping_drop(&b.file);
	return rc;
}
