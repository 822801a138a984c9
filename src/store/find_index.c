/* What the search index holds of one record. */
#include "base/text.h"
#include "store/find.h"
#include "store/tokenizer.h"

#define TEXT_MAX (64u << 10) /* bytes of one record's words that are kept */

/* What the index holds, or should hold, of one record. */
struct entry {
	int64_t id; /* 0: nothing */
	struct sbuf title, words;
};

static void entry_free(struct entry *e)
{
	sbuf_free(&e->title);
	sbuf_free(&e->words);
}

static void add_words(struct sbuf *words, const char *text)
{
	if (!text || !*text || words->len > TEXT_MAX)
		return;
	if (words->len)
		sbuf_putc(words, ' ');
	text_fold(words, text, strlen(text));
}

/* "+49 221 901 820" also as 49221901820, however it was grouped. */
static void add_digits(struct sbuf *words, const char *number)
{
	sbuf_putc(words, ' ');
	for (; *number; number++)
		if (*number >= '0' && *number <= '9')
			sbuf_putc(words, *number);
}

/* A customer and a contact are found by how they are reached, too. */
static int add_points(struct store *s, const struct record *r, struct sbuf *words, struct error *err)
{
	struct stmt *q = db_prepare(s->db,
				    r->entity->id == ENTITY_CUSTOMER ?
					    "SELECT kind, value, city FROM point"
					    " WHERE customer = ? AND removed = 0" :
					    "SELECT kind, value, city FROM point"
					    " WHERE contact = ? AND removed = 0",
				    err);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, r->id);
	while ((got = db_step(q, err)) > 0) {
		add_words(words, db_text(q, 1));
		add_words(words, db_text(q, 2));
		if (!strcmp(db_text(q, 0), "phone"))
			add_digits(words, db_text(q, 1));
	}
	return got;
}

static int entry_make(struct store *s, const struct record *r, struct entry *e, struct error *err)
{
	const struct entity *entity = r->entity;
	const char *title = record_title(r);

	text_fold(&e->title, title, strlen(title));
	sbuf_puts(&e->title, " " WORD_END);
	for (unsigned i = 0; i < entity->nfields; i++)
		if (entity->fields[i].flags & FIELD_FIND && strcmp(entity->fields[i].name, entity->title))
			add_words(&e->words, r->values[i].s);
	if (entity->id != ENTITY_CUSTOMER && entity->id != ENTITY_CONTACT)
		return 0;
	return add_points(s, r, &e->words, err);
}

static int entry_read(struct store *s, const struct record *r, struct entry *e, struct error *err)
{
	struct stmt *q = db_prepare(s->db,
				    "SELECT id, title, words FROM find_text"
				    " WHERE record = ? AND entity = ?", err);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, r->id);
	db_bind_text(q, 2, r->entity->name);
	got = db_step(q, err);
	if (got > 0) {
		e->id = db_int(q, 0);
		sbuf_puts(&e->title, db_text(q, 1));
		sbuf_puts(&e->words, db_text(q, 2));
	}
	db_reset(q);
	return got < 0 ? -1 : 0;
}

static int put(struct store *s, const char *sql, const struct entry *e, const struct record *r,
	       struct error *err)
{
	struct stmt *q = db_prepare(s->db, sql, err);

	if (!q)
		return -1;
	db_bind_int(q, 1, e->id);
	db_bind_text(q, 2, sbuf_text(&e->title));
	db_bind_text(q, 3, sbuf_text(&e->words));
	db_bind_text(q, 4, r->entity->name);
	return db_run(q, err);
}

/* The full-text table keeps no texts of its own: to forget an entry it must be told what it was. */
static int entry_drop(struct store *s, const struct entry *e, const struct record *r, struct error *err)
{
	struct stmt *q;

	if (put(s, "INSERT INTO find (find, rowid, title, words, entity) VALUES ('delete', ?, ?, ?, ?)",
		e, r, err) < 0)
		return -1;
	q = db_prepare(s->db, "DELETE FROM find_text WHERE id = ?", err);
	if (!q)
		return -1;
	db_bind_int(q, 1, e->id);
	return db_run(q, err);
}

static int entry_add(struct store *s, struct entry *e, const struct record *r, struct error *err)
{
	struct stmt *q = db_prepare(s->db,
				    "INSERT INTO find_text (title, words, entity, record)"
				    " VALUES (?, ?, ?, ?)", err);

	if (!q)
		return -1;
	db_bind_text(q, 1, sbuf_text(&e->title));
	db_bind_text(q, 2, sbuf_text(&e->words));
	db_bind_text(q, 3, r->entity->name);
	db_bind_int(q, 4, r->id);
	if (db_run(q, err) < 0)
		return -1;
	e->id = db_last_id(s->db);
	return put(s, "INSERT INTO find (rowid, title, words, entity) VALUES (?, ?, ?, ?)", e, r, err);
}

static int entry_replace(struct store *s, const struct entry *old, struct entry *new,
			 const struct record *r, bool removed, struct error *err)
{
	bool same = !strcmp(sbuf_text(&old->title), sbuf_text(&new->title)) &&
		    !strcmp(sbuf_text(&old->words), sbuf_text(&new->words));

	if (removed ? !old->id : old->id && same)
		return 0;
	if (old->id && entry_drop(s, old, r, err) < 0)
		return -1;
	return removed || entry_add(s, new, r, err) == 0 ? 1 : -1;
}

static int index_record(struct store *s, const struct record *r, struct error *err)
{
	bool removed = r->values[FIELD_ID_REMOVED].i != 0;
	struct entry old = { 0 }, new = { 0 };
	int rc = -1;

	if (entry_read(s, r, &old, err) == 0 && (removed || entry_make(s, r, &new, err) == 0))
		rc = entry_replace(s, &old, &new, r, removed, err);
	entry_free(&old);
	entry_free(&new);
	return rc;
}

int find_index(struct store *s, const struct entity *e, int64_t id, struct error *err)
{
	struct arena a = { 0 };
	struct record *r = record_load(s, e, id, &a, err);
	int rc = r ? index_record(s, r, err) : -1;

	arena_free(&a);
	return rc;
}
