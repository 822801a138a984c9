/* verb_history: the journal as a table, for one record or for all since an instant, newest first. */
#include "base/intl.h"
#include "base/number.h"
#include "store/journal.h"
#include "store/merge.h"
#include "store/sql.h"
#include "store/store.h"

#define ROWS 500 /* when the request says no limit */

enum { AT, WHO, WHAT, RECORD, FIELD, BEFORE, AFTER, FIELD_NAME, BEFORE_VALUE, SOURCE, CHANGE };

/* The last columns have no heading: they tell a program what to put back, and whether it was a person (""),
 * an "import", an "undo" or a "redo" that changed it. */
static struct table *make_table(const struct request *r)
{
	struct table *t = table_new("history");

	table_add_column(t, "at", N_("When"), FIELD_STAMP);
	table_add_column(t, "user", N_("Who"), FIELD_TEXT);
	table_add_column(t, "label", N_("What"), FIELD_TEXT);
	table_add_column(t, "record", r->id ? "" : N_("Record"), FIELD_TEXT);
	table_add_column(t, "field", N_("Field"), FIELD_TEXT);
	table_add_column(t, "before", N_("Before"), FIELD_TEXT);
	table_add_column(t, "after", N_("After"), FIELD_TEXT);
	table_add_column(t, "field_name", "", FIELD_TEXT);
	table_add_column(t, "before_value", "", FIELD_TEXT);
	table_add_column(t, "source", "", FIELD_TEXT);
	table_add_column(t, "change", "", FIELD_INT);
	t->entity = r->id ? r->entity : NULL;
	return t;
}

#define COLUMNS                                                                                    \
	"SELECT t.at, coalesce(u.name, ''), coalesce(t.label, ''), j.entity, j.record, j.version," \
	" j.field, j.before, j.after, t.kind, j.last,"                                     \
	" t.batch IS NOT NULL AND t.label LIKE 'import%', j.seq"

/* What is asked for, of these columns or how many; ?1 and ?2 are the record, or since when and of what. */
static struct stmt *prepare(struct store *s, const struct request *r, const char *columns, const char *order,
			    struct error *e)
{
	struct sbuf sql = SBUF_INIT;
	char at[STAMP_SIZE];
	struct stmt *q;

	sbuf_printf(&sql, "%s FROM journal j JOIN txn t ON t.id = j.txn LEFT JOIN user u ON u.id = t.user", columns);
	sbuf_puts(&sql, r->id ? " WHERE (j.seq IN " JOURNAL_ABOUT("?1", "?2")
			      : " WHERE (t.at >= ?1 AND (?2 IS NULL OR j.entity = ?2)");
	if (r->id && r->entity->id == ENTITY_CUSTOMER)
		sbuf_puts(&sql, " OR j.seq IN " JOURNAL_MERGED("customer", "?1", "?2"));
	else if (r->id && r->entity->id == ENTITY_CONTACT)
		sbuf_puts(&sql, " OR j.seq IN " JOURNAL_MERGED("contact", "?1", "?2"));
	sbuf_puts(&sql, ")");
	rights_visible_changes(s, &sql, "j");
	sbuf_puts(&sql, order);
	q = db_prepare(s->db, sbuf_text(&sql), e);
	sbuf_free(&sql);
	if (!q)
		return NULL;
	stamp_write_iso(r->since, at);
	if (r->id)
		db_bind_int(q, 1, r->id);
	else
		db_bind_text(q, 1, at);
	db_bind_text(q, 2, r->entity ? r->entity->name : NULL);
	return q;
}

static int count(struct store *s, const struct request *r, int64_t *total, struct error *e)
{
	struct stmt *q = prepare(s, r, "SELECT count(*)", "", e);

	return q ? db_one(q, 0, total, e) : -1;
}

static struct stmt *rows_of(struct store *s, const struct request *r, struct error *e)
{
	struct stmt *q = prepare(s, r, COLUMNS, " ORDER BY j.seq DESC LIMIT ?3 OFFSET ?4", e);

	if (!q)
		return NULL;
	db_bind_int(q, 3, r->limit > 0 ? r->limit : ROWS);
	db_bind_int(q, 4, r->offset);
	return q;
}

/* A column's text as a value with what it needs to be shown: a reference's title, a currency. */
static struct value shown_value(struct store *s, const struct row *row, const struct field *f,
				const char *text, struct arena *a)
{
	struct value v = sql_column_value(a, f, text);

	if (v.kind == VALUE_INT && f->type == FIELD_REF)
		v.s = sql_title(s->db, entity_find(f->ref), v.i, a);
	if (v.kind == VALUE_INT && f->type == FIELD_MONEY)
		v.s = record_currency(s, row->entity, f, row->id, a);
	return v;
}

static void show(struct store *s, struct table *t, struct row *row, size_t column,
		 const struct field *f, const char *text)
{
	struct sbuf b = SBUF_INIT;
	struct value v = shown_value(s, row, f, text, &t->arena);

	if (v.kind != VALUE_NULL)
		value_show(&b, f, v, &s->context);
	table_set(t, row, column, value_text(sbuf_text(&b)));
	sbuf_free(&b);
}

static void add_field(struct store *s, struct table *t, struct row *row, const struct field *f,
		      struct stmt *q)
{
	struct sbuf b = SBUF_INIT;
	struct value before = shown_value(s, row, f, db_text(q, 7), &t->arena);

	table_set(t, row, FIELD, value_text(_(f->label)));
	table_set(t, row, FIELD_NAME, value_text(f->name));
	show(s, t, row, BEFORE, f, db_text(q, 7));
	show(s, t, row, AFTER, f, db_text(q, 8));
	if (f->type == FIELD_REF && before.kind == VALUE_INT)
		sbuf_printf(&b, "%lld", (long long)before.i);
	else if (before.kind != VALUE_NULL)
		value_write(&b, f, before);
	table_set(t, row, BEFORE_VALUE, value_text(sbuf_text(&b)));
	sbuf_free(&b);
}

static void set_what(struct table *t, struct row *row, const char *label, const char *kind)
{
	const char *what = journal_label(label, &t->arena);

	if (!strcmp(kind, "undo"))
		what = arena_printf(&t->arena, _("undone: %s"), what);
	else if (!strcmp(kind, "redo"))
		what = arena_printf(&t->arena, _("done again: %s"), what);
	table_set(t, row, WHAT, value_text(what));
}

/* One row may tell of many records at once. */
static const char *record_text(struct store *s, struct table *t, const struct row *row, struct stmt *q)
{
	const char *title = sql_title(s->db, row->entity, row->id, &t->arena);
	int64_t more = db_is_null(q, 10) ? 0 : db_int(q, 10) - row->id;

	if (t->entity || !more)
		return title;
	return arena_printf(&t->arena, P_("%s and %s more", "%s and %s more", more), title,
			    NUMBER_TEXT(more));
}

static const char *source_of(const char *kind, bool batch)
{
	return !strcmp(kind, "undo") || !strcmp(kind, "redo") ? kind : batch ? "import" : "";
}

static void add_row(struct store *s, struct table *t, const struct request *r, struct stmt *q)
{
	const struct entity *entity = entity_find(db_text(q, 3));
	const struct field *f = db_is_null(q, 6) ? NULL : entity_field(entity, db_text(q, 6));
	struct row *row = table_add_row(t);
	int64_t at;

	row->entity = entity;
	row->id = r->id ? r->id : db_int(q, 4);
	row->version = db_int(q, 5);
	if (stamp_read_iso(db_text(q, 0), &at) == 0)
		table_set(t, row, AT, value_int(at));
	table_set(t, row, WHO, value_text(db_text(q, 1)));
	set_what(t, row, db_text(q, 2), db_text(q, 9));
	table_set(t, row, SOURCE, value_text(source_of(db_text(q, 9), db_int(q, 11))));
	table_set(t, row, CHANGE, value_int(db_int(q, 12)));
	table_set(t, row, RECORD, value_text(record_text(s, t, row, q)));
	if (f)
		add_field(s, t, row, f, q);
	else
		table_set(t, row, FIELD, value_text(_("added")));
}

int verb_history(struct store *s, const struct request *asked, struct answer *a, struct error *e)
{
	struct request now = *asked, *r = &now;
	struct table *t;
	struct stmt *q;
	int got;

	if (r->id && !r->entity)
		return error_set(e, ERROR_USAGE, _("The history of which record?"));
	if (r->id)
		now.id = merged_into(s, r->entity, r->id);
	t = make_table(r);
	t->offset = r->offset;
	answer_add_table(a, t);
	if (count(s, r, &t->total, e) < 0 || !(q = rows_of(s, r, e)))
		return -1;
	while ((got = db_step(q, e)) == 1)
		add_row(s, t, r, q);
	if (r->limit <= 0 && t->total > ROWS)
		t->note = arena_printf(&t->arena, _("the latest %d; older ones are not shown"), ROWS);
	return got;
}
