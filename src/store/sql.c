#include "store/sql.h"

#include "store/store.h"

static bool has_column(const struct field *f)
{
	return !(f->flags & FIELD_COMPUTED);
}

/* "a, b, c" of the entity's columns. */
static void columns(struct sbuf *b, const struct entity *e)
{
	const char *between = "";

	for (unsigned i = 0; i < e->nfields; i++)
		if (has_column(&e->fields[i])) {
			sbuf_printf(b, "%s\"%s\"", between, e->fields[i].name);
			between = ", ";
		}
}

static struct stmt *prepare(struct db *db, struct sbuf *sql, struct error *err)
{
	struct stmt *s = db_prepare(db, sbuf_text(sql), err);

	sbuf_free(sql);
	return s;
}

struct stmt *sql_load(struct db *db, const struct entity *e, struct error *err)
{
	struct sbuf b = SBUF_INIT;

	sbuf_puts(&b, "SELECT ");
	columns(&b, e);
	sbuf_printf(&b, " FROM \"%s\" WHERE id = ?", e->name);
	return prepare(db, &b, err);
}

/* "-close,name" -> "close DESC, name". */
static void add_order(struct sbuf *b, const char *order)
{
	for (const char *p = order; *p;) {
		bool down = *p == '-';
		size_t n = strcspn(p += down, ",");

		sbuf_add(b, p, n);
		sbuf_puts(b, down ? " DESC" : "");
		p += n;
		if (*p == ',') {
			sbuf_puts(b, ", ");
			p++;
		}
	}
}

struct stmt *sql_all(const struct store *s, const struct entity *e, struct error *err)
{
	struct sbuf b = SBUF_INIT;

	sbuf_puts(&b, "SELECT ");
	columns(&b, e);
	sbuf_printf(&b, " FROM \"%s\" t WHERE removed = 0", e->name);
	rights_visible(s, &b, e, "t");
	sbuf_puts(&b, " ORDER BY ");
	add_order(&b, e->order);
	return prepare(s->db, &b, err);
}

static const char *currency_of(const struct record *r, const char *book)
{
	const struct field *f = entity_field(r->entity, "currency");
	struct value v = f ? r->values[entity_index(r->entity, f)] : VALUE_NONE;

	return v.kind == VALUE_TEXT ? v.s : book;
}

struct record *sql_record(struct stmt *row, const struct entity *e, struct arena *a,
			  const char *currency)
{
	struct record *r = record_make(e, a);
	int col = 0;

	for (unsigned i = 0; i < e->nfields; i++)
		if (has_column(&e->fields[i]))
			r->values[i] = db_value(row, col++, &e->fields[i], a);
	r->id = r->values[FIELD_ID_ID].i;
	r->version = r->values[FIELD_ID_VERSION].i;
	currency = arena_strdup(a, currency_of(r, currency));
	for (unsigned i = 0; i < e->nfields; i++)
		if (e->fields[i].type == FIELD_MONEY && r->values[i].kind == VALUE_INT)
			r->values[i].s = currency;
	return r;
}

struct stmt *sql_insert_waiting(struct db *db, const struct entity *e, const unsigned *same, unsigned nsame,
				const unsigned *fields, unsigned nfields, struct error *err)
{
	struct sbuf b = SBUF_INIT;

	sbuf_printf(&b, "INSERT INTO \"%s\" (", e->name);
	for (unsigned i = 0; i < nsame; i++)
		sbuf_printf(&b, "\"%s\", ", e->fields[same[i]].name);
	for (unsigned i = 0; i < nfields; i++)
		sbuf_printf(&b, "%s\"%s\"", i ? ", " : "", e->fields[fields[i]].name);
	sbuf_puts(&b, ") SELECT ");
	for (unsigned i = 0; i < nsame; i++)
		sbuf_printf(&b, "?%u, ", i + 1);
	for (unsigned i = 0; i < nfields; i++)
		sbuf_printf(&b, "%sc%u", i ? ", " : "", i);
	sbuf_puts(&b, " FROM waiting");
	return prepare(db, &b, err);
}

int sql_update(struct db *db, const struct record *r, const struct field *const *fields, size_t n,
	       struct error *err)
{
	const struct entity *e = r->entity;
	struct sbuf b = SBUF_INIT;
	struct stmt *s;
	int at = 3;

	sbuf_printf(&b, "UPDATE \"%s\" SET version = ?, updated = ?", e->name);
	for (size_t i = 0; i < n; i++)
		sbuf_printf(&b, ", \"%s\" = ?", fields[i]->name);
	sbuf_puts(&b, " WHERE id = ?");
	s = prepare(db, &b, err);
	if (!s)
		return -1;
	db_bind_int(s, 1, r->version);
	db_bind_value(s, 2, &e->fields[FIELD_ID_UPDATED], r->values[FIELD_ID_UPDATED]);
	for (size_t i = 0; i < n; i++)
		db_bind_value(s, at++, fields[i], r->values[entity_index(e, fields[i])]);
	db_bind_int(s, at, r->id);
	return db_run(s, err);
}

int sql_fits(struct db *db, const struct entity *e, int64_t id, const char *condition,
	     struct error *err)
{
	struct sbuf b = SBUF_INIT;
	int64_t fits;
	struct stmt *s;

	sbuf_printf(&b, "SELECT 1 FROM \"%s\" t WHERE t.id = ?%s", e->name, condition);
	s = prepare(db, &b, err);
	if (!s)
		return -1;
	db_bind_int(s, 1, id);
	return db_one(s, 0, &fits, err) < 0 ? -1 : (int)fits;
}

int sql_last_id(struct db *db, const struct entity *e, int64_t *id, struct error *err)
{
	struct sbuf b = SBUF_INIT;
	struct stmt *s;

	sbuf_printf(&b, "SELECT max(id) FROM \"%s\"", e->name);
	s = db_prepare_beside(db, sbuf_text(&b), err);
	sbuf_free(&b);
	return s ? db_one(s, 0, id, err) : -1;
}

int sql_exists(struct db *db, const struct entity *e, int64_t id, bool beside, struct error *err)
{
	struct sbuf b = SBUF_INIT;
	int64_t found;
	struct stmt *s;

	sbuf_printf(&b, "SELECT 1 FROM \"%s\" WHERE id = ? AND removed = 0", e->name);
	s = beside ? db_prepare_beside(db, sbuf_text(&b), err) : db_prepare(db, sbuf_text(&b), err);
	sbuf_free(&b);
	if (!s)
		return -1;
	db_bind_int(s, 1, id);
	return db_one(s, 0, &found, err) < 0 ? -1 : (int)found;
}

/* What stands in the field, as text; "" when it is empty or there is no such record. */
static const char *text_in(struct db *db, const struct entity *e, const char *field, int64_t id, struct arena *a)
{
	const struct field *f = entity_must(e, field);
	struct sbuf b = SBUF_INIT;
	const char *text = "";
	struct stmt *s;

	sbuf_printf(&b, "SELECT \"%s\" FROM \"%s\" WHERE id = ?", f->name, e->name);
	s = prepare(db, &b, NULL);
	if (!s)
		return text;
	db_bind_int(s, 1, id);
	if (db_step(s, NULL) == 1)
		text = arena_strdup(a, db_text(s, 0));
	db_reset(s);
	if (f->type == FIELD_REF && *text)
		return sql_title(db, entity_find(f->ref), strtoll(text, NULL, 10), a);
	return text;
}

static const char *whole_of(struct db *db, const struct entity *e, int64_t id, struct arena *a)
{
	const char *name = "";
	size_t len;

	for (const char *at = e->of; at && *at && !*name; at += len + (at[len] == ',')) {
		len = strcspn(at, ",");
		name = text_in(db, e, arena_strndup(a, at, len), id, a);
	}
	return name;
}

const char *sql_title(struct db *db, const struct entity *e, int64_t id, struct arena *a)
{
	const struct field *f = entity_must(e, e->title);
	const char *title = text_in(db, e, e->title, id, a), *whole = whole_of(db, e, id, a);

	if (!*whole)
		return title;
	if (!*title || (!field_is_text(f) && f->type != FIELD_REF))
		return whole;
	return arena_printf(a, "%s · %s", whole, title);
}

int64_t sql_holder(struct db *db, const struct entity *e, const struct field *f, struct value v,
		   int64_t but, struct error *err)
{
	struct sbuf b = SBUF_INIT;
	int64_t id;
	struct stmt *s;

	sbuf_printf(&b, "SELECT id FROM \"%s\" WHERE \"%s\" = ? AND id <> ? AND removed = 0", e->name, f->name);
	s = prepare(db, &b, err);
	if (!s)
		return -1;
	db_bind_value(s, 1, f, v);
	db_bind_int(s, 2, but);
	return db_one(s, 0, &id, err) < 0 ? -1 : id;
}

struct stmt *sql_referring(struct db *db, const struct entity *from, const struct field *f,
			   struct error *err)
{
	struct sbuf b = SBUF_INIT;

	sbuf_printf(&b, "SELECT id FROM \"%s\" WHERE \"%s\" = ?1 ORDER BY %s", from->name, f->name,
		    from->id == ENTITY_POINT ? "main DESC, id" : "id");
	return prepare(db, &b, err);
}

struct stmt *sql_named(struct db *db, const struct entity *e, const struct field *f, bool exact,
		       struct error *err)
{
	struct sbuf b = SBUF_INIT;

	sbuf_printf(&b, exact ? "SELECT id FROM \"%s\" WHERE \"%s\" = ? AND removed = 0 LIMIT 2"
			      : "SELECT id FROM \"%s\" WHERE fold(\"%s\") = fold(?) AND removed = 0 LIMIT 2",
		    e->name, f->name);
	return prepare(db, &b, err);
}

struct stmt *sql_former(struct db *db, const struct entity *e, const struct field *f, struct error *err)
{
	struct sbuf b = SBUF_INIT;

	sbuf_printf(&b,
		    "SELECT max(o.merged) FROM \"%s\" o JOIN \"%s\" n ON n.id = o.merged AND n.removed = 0"
		    " WHERE o.merged IS NOT NULL AND o.\"%s\" = ? HAVING min(o.merged) = max(o.merged)",
		    e->name, e->name, f->name);
	return prepare(db, &b, err);
}

const char *sql_column_text(struct arena *a, const struct field *f, struct value v)
{
	char text[STAMP_SIZE];

	if (v.kind == VALUE_NULL)
		return NULL;
	if (v.kind == VALUE_TEXT)
		return v.s;
	if (f->type == FIELD_DATE)
		date_write_iso((date_t)v.i, text);
	else if (f->type == FIELD_STAMP)
		stamp_write_iso(v.i, text);
	else
		return arena_printf(a, "%lld", (long long)v.i);
	return arena_strdup(a, text);
}

struct value sql_column_value(struct arena *a, const struct field *f, const char *text)
{
	struct value v = { .kind = VALUE_INT };
	date_t day;

	if (!text || !*text)
		return VALUE_NONE;
	switch (f->type) {
	case FIELD_DATE:
		if (date_read_iso(text, &day) < 0)
			return VALUE_NONE;
		v.i = day;
		return v;
	case FIELD_STAMP:
		return stamp_read_iso(text, &v.i) < 0 ? VALUE_NONE : v;
	default:
		if (!field_is_whole(f))
			return value_text(arena_strdup(a, text));
		v.i = strtoll(text, NULL, 10);
		return v;
	}
}

int sql_get_text(struct db *db, const struct entity *e, const struct field *f, int64_t id,
		 struct arena *a, const char **text, struct error *err)
{
	struct sbuf b = SBUF_INIT;
	struct stmt *s;
	int got;

	sbuf_printf(&b, "SELECT \"%s\" FROM \"%s\" WHERE id = ?", f->name, e->name);
	s = prepare(db, &b, err);
	if (!s)
		return -1;
	db_bind_int(s, 1, id);
	got = db_step(s, err);
	*text = got == 1 && !db_is_null(s, 0) ? arena_strdup(a, db_text(s, 0)) : NULL;
	db_reset(s);
	return got < 0 ? -1 : 0;
}

/* The column's affinity makes a number of digits again. */
int sql_set_text(struct db *db, const struct entity *e, const struct field *f, int64_t id,
		 const char *text, struct error *err)
{
	struct sbuf b = SBUF_INIT;
	struct stmt *s;

	sbuf_printf(&b, "UPDATE \"%s\" SET \"%s\" = ? WHERE id = ?", e->name, f->name);
	s = prepare(db, &b, err);
	if (!s)
		return -1;
	db_bind_text(s, 1, text);
	db_bind_int(s, 2, id);
	return db_run(s, err);
}

int sql_touch(struct db *db, const struct entity *e, int64_t id, int64_t now, int64_t *version,
	      struct error *err)
{
	char stamp[STAMP_SIZE];
	struct sbuf b = SBUF_INIT;
	struct stmt *s;

	sbuf_printf(&b, "UPDATE \"%s\" SET version = version + 1, updated = ? WHERE id = ? RETURNING version",
		    e->name);
	s = prepare(db, &b, err);
	if (!s)
		return -1;
	stamp_write_iso(now, stamp);
	db_bind_text(s, 1, stamp);
	db_bind_int(s, 2, id);
	return db_one(s, 0, version, err);
}

struct stmt *sql_pointing(struct db *db, const struct entity *from, const struct field *f,
			  struct error *err)
{
	struct sbuf b = SBUF_INIT;

	sbuf_printf(&b, "SELECT id, \"%s\" FROM \"%s\" WHERE \"%s\" BETWEEN ?1 AND ?2 AND id NOT BETWEEN ?3 AND ?4%s",
		    f->name, from->name, f->name, strcmp(f->name, "merged") != 0 ? " AND removed = 0" : "");
	return prepare(db, &b, err);
}

struct stmt *sql_span(struct db *db, const struct entity *e, struct error *err)
{
	struct sbuf b = SBUF_INIT;

	sbuf_printf(&b, "SELECT id, version FROM \"%s\" WHERE id BETWEEN ? AND ? AND removed = ? ORDER BY id",
		    e->name);
	return prepare(db, &b, err);
}

int sql_remove_span(struct db *db, const struct entity *e, int64_t first, int64_t last, bool removed,
		    int64_t version, int64_t now, struct error *err)
{
	char stamp[STAMP_SIZE];
	struct sbuf b = SBUF_INIT;
	struct stmt *s;

	sbuf_printf(&b, "UPDATE \"%s\" SET removed = ?, version = ?, updated = ? WHERE id BETWEEN ? AND ?",
		    e->name);
	s = prepare(db, &b, err);
	if (!s)
		return -1;
	stamp_write_iso(now, stamp);
	db_bind_int(s, 1, removed);
	db_bind_int(s, 2, version);
	db_bind_text(s, 3, stamp);
	db_bind_int(s, 4, first);
	db_bind_int(s, 5, last);
	return db_run(s, err);
}

int sql_highest(struct db *db, const struct entity *e, int64_t *id, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *q;

	sbuf_printf(&sql, "SELECT max(id) FROM \"%s\"", e->name);
	q = db_prepare(db, sql.data, err);
	sbuf_free(&sql);
	return q ? db_one(q, 0, id, err) : -1;
}
