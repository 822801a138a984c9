/* One transaction's changes of one record, in words. */
#include "base/intl.h"
#include "store/journal.h"
#include "store/sql.h"
#include "store/timeline.h"

#define CHANGES_TOLD 6 /* of one transaction; the record's history has the rest */

/* The record whose changes are told. */
struct subject {
	const struct entity *entity;
	int64_t id;
};

static void show(struct store *s, const struct subject *of, const struct field *f,
		 const char *column, struct sbuf *out)
{
	struct arena a = { 0 };
	struct value v = sql_column_value(&a, f, column);

	if (f->type == FIELD_REF && v.kind != VALUE_NULL)
		v.s = sql_title(s->db, entity_find(f->ref), v.i, &a);
	if (f->type == FIELD_MONEY && v.kind != VALUE_NULL)
		v.s = record_currency(s, of->entity, f, of->id, &a);
	if (v.kind == VALUE_NULL)
		sbuf_puts(out, "–");
	else
		value_show(out, f, v, &s->context);
	arena_free(&a);
}

static void tell_field(struct store *s, const struct subject *of, const struct field *f,
		       const char *before, const char *after, struct sbuf *out)
{
	sbuf_printf(out, "%s%s", out->len ? _(", ") : "", _(f->label));
	if (f->type == FIELD_NOTE)
		return;
	sbuf_putc(out, ' ');
	if (*before) {
		show(s, of, f, before, out);
		sbuf_puts(out, " → ");
	}
	show(s, of, f, *after ? after : NULL, out);
}

static void tell_row(struct store *s, const struct subject *of, const char *name,
		     const char *before, const char *after, struct sbuf *out)
{
	const struct field *f = entity_field(of->entity, name);

	if (!strcmp(name, "removed"))
		sbuf_printf(out, "%s%s", out->len ? _(", ") : "",
			    strcmp(after, "1") ? _("restored") : _("removed"));
	else if (f)
		tell_field(s, of, f, before, after, out);
}

#define CHANGES                                                                                    \
	"SELECT field, before, after FROM journal WHERE txn = ?1 AND (seq IN " JOURNAL_ABOUT("?2", "?3")

static const char *changes_sql(const struct entity *e)
{
	if (e->id == ENTITY_CUSTOMER)
		return CHANGES " OR seq IN " JOURNAL_MERGED("customer", "?2", "?3") ") ORDER BY seq";
	if (e->id == ENTITY_CONTACT)
		return CHANGES " OR seq IN " JOURNAL_MERGED("contact", "?2", "?3") ") ORDER BY seq";
	return CHANGES ") ORDER BY seq";
}

int timeline_changes(struct store *s, const struct entity *e, int64_t id, int64_t txn,
		     struct sbuf *out, bool *created, struct error *err)
{
	struct stmt *q = db_prepare(s->db, changes_sql(e), err);
	const struct subject of = { e, id };
	int got, told = 0;

	if (!q)
		return -1;
	db_bind_int(q, 1, txn);
	db_bind_int(q, 2, id);
	db_bind_text(q, 3, e->name);
	while ((got = db_step(q, err)) > 0) {
		*created = *created || db_is_null(q, 0);
		if (db_is_null(q, 0) || told > CHANGES_TOLD)
			continue;
		if (told++ == CHANGES_TOLD)
			sbuf_puts(out, " …");
		else
			tell_row(s, &of, db_text(q, 0), db_text(q, 1), db_text(q, 2), out);
	}
	return got;
}
