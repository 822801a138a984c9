/* The making of a shelf's file. */
#include "store/find_shelf.h"

#include "store/journal.h"
#include "store/migrate.h"

#define FORMAT	  5
#define INDEXED	  4000 /* entries: fewer are looked through as fast */
#define ROUND_BITS 11
#define LOOK_EVERY 128 /* entries: about a millisecond */
#define WAIT	  300000 /* ms that making one for an answer may take; whoever asks anew ends it */

/* Migrations change what is found without a word in the journal. */
uint32_t find_format(void)
{
	return FORMAT << 16 | (uint32_t)migrations_count;
}

void find_name(char name[32], const struct entity *e)
{
	snprintf(name, 32, "find-%s", e->name);
}

/* Entries as they are read, by id; later in the order of change. */
struct making {
	struct mapping file;
	struct part text, at, ids, when;
	struct find_indexing *index; /* NULL: none is made */
	size_t n;
};

static int append(struct part *p, const void *data, size_t size, struct error *e)
{
	void *to = part_add(p, size, e);

	if (!to)
		return -1;
	memcpy(to, data, size);
	return 0;
}

static int take_entry(void *to, int64_t id, uint32_t when, const char *entry, size_t len, struct error *e)
{
	struct making *m = to;
	uint64_t at = m->text.len;

	m->n++;
	if (append(&m->text, entry, len, e) < 0 || append(&m->at, &at, sizeof(at), e) < 0 ||
	    append(&m->ids, &id, sizeof(id), e) < 0)
		return -1;
	return append(&m->when, &when, sizeof(when), e);
}

/* One round of a radix sort; keeps what it finds equal in its order. */
static void sort_round(const uint32_t *from, uint32_t *to, size_t n, const uint32_t *when, unsigned shift)
{
	size_t starts[1 << ROUND_BITS] = { 0 }, sum = 0;
	const uint32_t mask = (1u << ROUND_BITS) - 1;

	for (size_t i = 0; i < n; i++)
		starts[~when[i] >> shift & mask]++;
	for (size_t i = 0; i <= mask; i++) {
		size_t count = starts[i];

		starts[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[starts[~when[from[i]] >> shift & mask]++] = from[i];
}

/* The places of the entries, the latest change first, of equal ones the highest id. */
static uint32_t *sort_entries(struct db *db, struct making *m, struct part *order, struct part *other,
			      struct error *e)
{
	uint32_t *a = part_add(order, m->n * sizeof(*a) + 1, e);
	uint32_t *b = part_add(other, m->n * sizeof(*b) + 1, e);

	if (!a || !b)
		return NULL;
	for (size_t i = 0; i < m->n; i++)
		a[i] = (uint32_t)(m->n - 1 - i);
	for (unsigned shift = 0; shift < 32; shift += ROUND_BITS) {
		uint32_t *spare = a;

		if (db_look(db, e) < 0)
			return NULL;
		sort_round(a, b, m->n, (const uint32_t *)m->when.data, shift);
		a = b;
		b = spare;
	}
	return a;
}

/* The sections of the file. */
struct sections {
	struct part *text, *at, *ids, *when, *by_id;
};

static int put_entry(struct making *m, const struct sections *s, size_t i, struct error *e)
{
	const uint64_t *from = (const uint64_t *)m->at.data;
	uint64_t begin = from[i], end = i + 1 < m->n ? from[i + 1] : m->text.len, at = s->text->len;

	if (append(s->text, m->text.data + begin, end - begin, e) < 0 ||
	    append(s->at, &at, sizeof(at), e) < 0 ||
	    append(s->ids, (const int64_t *)m->ids.data + i, sizeof(int64_t), e) < 0)
		return -1;
	if (m->index &&
	    find_index_add(m->index, (uint32_t)(s->ids->len / sizeof(int64_t) - 1),
			   (const char *)m->text.data + begin, end - begin - FIND_TAIL,
			   m->text.data[end - FIND_TAIL] == FIND_LIVE, e) < 0)
		return -1;
	return append(s->when, (const uint32_t *)m->when.data + i, sizeof(uint32_t), e);
}

static int put_entries(struct store *store, struct making *m, const uint32_t *order, struct error *e)
{
	struct sections s = {
		mapping_part(&m->file, "text"), mapping_part(&m->file, "at"),
		mapping_part(&m->file, "ids"), mapping_part(&m->file, "when"),
		mapping_part(&m->file, "by_id")
	};
	uint32_t *by_id = part_add(s.by_id, m->n * sizeof(*by_id), e);
	uint64_t end;

	if (m->n && !by_id)
		return -1;
	for (size_t i = 0; i < m->n; i++) {
		by_id[order[i]] = (uint32_t)i;
		if (i % LOOK_EVERY == 0 && db_look(store->db, e) < 0)
			return -1;
		if (put_entry(m, &s, order[i], e) < 0)
			return -1;
	}
	end = s.text->len;
	if (append(s.at, &end, sizeof(end), e) < 0 || (m->index && find_index_end(m->index, store->db, e) < 0))
		return -1;
	return db_look(store->db, e);
}

static int make(struct store *s, const struct entity *e, struct making *m, struct mapped_stamp *stamp,
		struct error *err)
{
	struct part order, other;
	const uint32_t *sorted;
	int rc = -1;

	if (journal_last(s, &stamp->seq, err) < 0 || journal_mark(s, stamp->seq, &stamp->mark, err) < 0 ||
	    find_read(s, e, 0, take_entry, m, err) < 0)
		return -1;
	m->index = m->n >= INDEXED ? find_index_begin(&m->file) : NULL;
	order = part_new(&m->file);
	other = part_new(&m->file);
	if (m->n >= UINT32_MAX)
		error_set(err, ERROR_FAILED, "%s", _("There are too many records."));
	else if ((sorted = sort_entries(s->db, m, &order, &other, err)))
		rc = put_entries(s, m, sorted, err);
	part_free(&order);
	part_free(&other);
	return rc;
}

static int make_and_map(struct store *s, const struct entity *e, struct making *m, struct mapped *map,
			struct error *err)
{
	struct mapped_stamp stamp;
	int rc;

	m->text = part_new(&m->file);
	m->at = part_new(&m->file);
	m->ids = part_new(&m->file);
	m->when = part_new(&m->file);
	rc = make(s, e, m, &stamp, err);
	part_free(&m->text);
	part_free(&m->at);
	part_free(&m->ids);
	part_free(&m->when);
	find_index_free(m->index);
	if (rc == 0)
		return mapping_finish(&m->file, &stamp, find_format(), map, err);
	mapping_drop(&m->file);
	return -1;
}

int find_build(struct store *s, const struct entity *e, enum mapping_for use, struct mapped *map,
	       struct error *err)
{
	bool alone = !db_in_transaction(s->db) && !db_in_snapshot(s->db);
	struct making m = { 0 };
	char name[32];
	int64_t left;
	int rc;

	find_name(name, e);
	rc = mapping_begin(&m.file, db_path(s->db), name, use, err);
	if (rc)
		return rc;
	if (alone && db_read_begin(s->db, err) < 0) {
		mapping_drop(&m.file);
		return -1;
	}
	left = db_allow(s->db, WAIT);
	rc = make_and_map(s, e, &m, map, err);
	db_allow(s->db, left);
	if (alone && db_read_end(s->db, rc < 0 ? NULL : err) < 0)
		rc = -1;
	return rc;
}
