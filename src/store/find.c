/* The verb `find`: words to the records that have them, the best first. */
#include "base/text.h"
#include "store/find.h"
#include "store/path.h"
#include "store/tokenizer.h"
#include "store/tone.h"

#define FIND_LIMIT 50   /* rows when nobody says how many */
#define FIND_MOST  1000 /* rows at all */

/* What stands beside a title: the first of these that has a value. */
static const struct {
	enum entity_id entity;
	const char *hints[2];
} shown[] = {
	{ ENTITY_CUSTOMER, { "city", "industry" } },
	{ ENTITY_CONTACT, { "customer.name", "job" } },
	{ ENTITY_DEAL, { "customer.name", "stage.name" } },
	{ ENTITY_ACTIVITY, { "customer.name", "kind" } },
	{ ENTITY_PRODUCT, { "code", "family" } },
};

enum { COLUMN_TITLE, COLUMN_ENTITY, COLUMN_HINT };

struct found {
	int64_t *ids; /* of find_text */
	size_t n, room;
};

static bool has(const struct found *f, int64_t id)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->ids[i] == id)
			return true;
	return false;
}

static struct stmt *matches(struct store *s, const char *sql, const char *words,
			    const struct entity *e, enum find_level level, struct error *err)
{
	struct sbuf query = SBUF_INIT;
	struct stmt *q = db_prepare(s->db, sql, err);

	find_query(&query, words, e, level);
	if (q)
		db_bind_text(q, 1, sbuf_text(&query));
	sbuf_free(&query);
	return q;
}

/* Adds those of one level and entity that are not there yet, what was changed last first. */
static int add_some(struct store *s, const char *words, const struct entity *e, enum find_level level,
		    size_t most, struct found *f, struct error *err)
{
	struct stmt *q = matches(s, "SELECT rowid FROM find WHERE find MATCH ? ORDER BY rowid DESC LIMIT ?",
				 words, e, level, err);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 2, (int64_t)most);
	while (f->n < most && (got = db_step(q, err)) != 0) {
		if (got < 0)
			return -1;
		if (!has(f, db_int(q, 0)))
			*(int64_t *)array_add(&f->ids, &f->n, &f->room, sizeof(int64_t)) = db_int(q, 0);
	}
	db_reset(q);
	return 0;
}

/* Among what fits equally well the customer comes before its people, they before its deals. */
static int add_level(struct store *s, const struct request *r, enum find_level level, size_t most,
		     struct found *f, struct error *err)
{
	for (size_t i = 0; i < LENGTH(shown); i++) {
		const struct entity *e = entity_at(shown[i].entity);
		if ((!r->entity || r->entity == e) &&
		    add_some(s, r->words, e, level, most, f, err) < 0)
			return -1;
	}
	return 0;
}

static int total_of(struct store *s, const struct request *r, int64_t *total, struct error *err)
{
	struct stmt *q = matches(s, "SELECT count(*) FROM find WHERE find MATCH ?", r->words, r->entity,
				 FIND_ANY, err);

	return q ? db_one(q, 0, total, err) : -1;
}

/* title, hint, hint, version, tone of one record. */
static struct stmt *record_statement(struct store *s, const struct entity *e, struct error *err)
{
	struct path title = { e, { entity_must(e, e->title) }, 1 }, hint;
	struct sbuf sql = SBUF_INIT;
	struct stmt *q;
	size_t i = 0;

	while (i + 1 < LENGTH(shown) && shown[i].entity != e->id)
		i++;
	sbuf_puts(&sql, "SELECT ");
	path_sql(s, &sql, &title, false);
	for (size_t k = 0; k < LENGTH(shown[i].hints); k++) {
		sbuf_puts(&sql, ", ");
		if (path_read(&hint, e, shown[i].hints[k], strlen(shown[i].hints[k]), NULL) < 0)
			BUG("no %s in %s", shown[i].hints[k], e->name);
		path_sql(s, &sql, &hint, false);
	}
	sbuf_puts(&sql, ", t.version, ");
	tone_sql(s, &sql, e, "t");
	sbuf_printf(&sql, " FROM \"%s\" t WHERE t.id = ? AND t.removed = 0", e->name);
	rights_visible(s, &sql, e, "t");
	q = db_prepare(s->db, sql.data, err);
	sbuf_free(&sql);
	return q;
}

static void squeeze_digits(struct sbuf *out, const char *s)
{
	for (; *s; s++)
		if (*s >= '0' && *s <= '9')
			sbuf_putc(out, *s);
}

/* Whether the point's value has what was typed: in words, or digit by digit. */
static bool point_has(const char *value, const char *words)
{
	struct sbuf number = SBUF_INIT, typed = SBUF_INIT;
	const char *digits;
	bool yes;

	squeeze_digits(&number, value);
	squeeze_digits(&typed, words);
	digits = sbuf_text(&typed) + strspn(sbuf_text(&typed), "0");
	yes = text_finds(value, words) || (strlen(digits) >= DIGITS_MIN && number.len &&
					   strstr(sbuf_text(&number), digits));
	sbuf_free(&number);
	sbuf_free(&typed);
	return yes;
}

/* The phone or address by which a customer or contact was found, when it was by one. */
static int point_hint(struct store *s, const struct entity *e, int64_t id, const char *words,
		      struct table *t, struct row *row, struct error *err)
{
	struct stmt *q;
	int got;

	if (e->id != ENTITY_CUSTOMER && e->id != ENTITY_CONTACT)
		return 0;
	q = db_prepare(s->db,
		       e->id == ENTITY_CUSTOMER ?
			       "SELECT value FROM point WHERE customer = ? AND removed = 0 ORDER BY id" :
			       "SELECT value FROM point WHERE contact = ? AND removed = 0 ORDER BY id",
		       err);
	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	while ((got = db_step(q, err)) > 0)
		if (point_has(db_text(q, 0), words)) {
			table_set(t, row, COLUMN_HINT, value_text(db_text(q, 0)));
			break;
		}
	db_reset(q);
	return got < 0 ? -1 : 0;
}

static int add_record(struct store *s, const struct entity *e, int64_t id, const char *words,
		      struct table *t, struct error *err)
{
	struct stmt *q = record_statement(s, e, err);
	struct row *row;
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	got = db_step(q, err);
	if (got <= 0)
		return got;
	row = table_add_row(t);
	row->entity = e;
	row->id = id;
	row->version = db_int(q, 3);
	row->tone = (enum tone)db_int(q, 4);
	table_set(t, row, COLUMN_TITLE, value_text(db_text(q, 0)));
	table_set(t, row, COLUMN_ENTITY, value_text(e->label));
	table_set(t, row, COLUMN_HINT, value_text(db_text(q, db_is_null(q, 1) ? 2 : 1)));
	db_reset(q);
	if (text_finds(row->cells[COLUMN_TITLE].s ? row->cells[COLUMN_TITLE].s : "", words))
		return 0;
	return point_hint(s, e, id, words, t, row, err);
}

static int add_found(struct store *s, int64_t id, const char *words, struct table *t, struct error *err)
{
	struct stmt *q = db_prepare(s->db, "SELECT entity, record FROM find_text WHERE id = ?", err);
	const struct entity *e;
	int64_t record;
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	got = db_step(q, err);
	if (got <= 0)
		return got;
	e = entity_find(db_text(q, 0));
	record = db_int(q, 1);
	db_reset(q);
	return add_record(s, e, record, words, t, err);
}

static int fill(struct store *s, const struct request *r, struct table *t, struct error *err)
{
	int64_t limit = r->limit > 0 && r->limit < FIND_MOST ? r->limit : FIND_LIMIT;
	int64_t end = t->offset + limit;
	struct found f = { 0 };
	int rc = total_of(s, r, &t->total, err);

	for (int level = 0; rc == 0 && level < FIND_LEVELS && (int64_t)f.n < end; level++)
		rc = add_level(s, r, (enum find_level)level, (size_t)end, &f, err);
	for (int64_t i = t->offset; rc == 0 && i < (int64_t)f.n; i++)
		rc = add_found(s, f.ids[i], r->words, t, err);
	free(f.ids);
	return rc;
}

static struct table *found_table(const struct request *r)
{
	struct table *t = table_new("found");

	table_add_column(t, "title", N_("Title"), FIELD_TEXT)->field.width = 34;
	table_add_column(t, "entity", N_("Kind"), FIELD_TEXT)->field.width = 9;
	table_add_column(t, "hint", N_("Beside"), FIELD_TEXT)->field.width = 24;
	t->entity = r->entity;
	t->offset = r->offset > 0 && r->offset < FIND_MOST ? r->offset : 0;
	t->total = 0;
	return t;
}

int verb_find(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct table *t = found_table(r);
	struct sbuf query = SBUF_INIT;
	bool any = r->words && find_query(&query, r->words, r->entity, FIND_ANY);

	sbuf_free(&query);
	answer_add_table(a, t);
	return any ? fill(s, r, t, err) : 0;
}
