/* Putting one value back that a change took away, as its history has it. */
#include "base/intl.h"
#include "store/act.h"
#include "store/journal.h"
#include "store/merge.h"
#include "store/sql.h"

/* A line of the history: what one field was and became. */
struct line {
	int64_t version;
	const char *before, *after; /* the column's text; NULL: nothing */
};

static int refuse(const struct act *a, const struct record *r, struct error *e, const char *why)
{
	return error_set(e, ERROR_CONFLICT, _("%s: %s: %s."), _(a->action->label), record_title(r), why);
}

static int read_line(struct act *a, const struct record *r, struct stmt *q, struct line *out, struct error *e)
{
	int got = db_step(q, e);

	if (got == 1)
		*out = (struct line){ .version = db_int(q, 0),
				      .before = db_is_null(q, 1) ? NULL : arena_strdup(a->arena, db_text(q, 1)),
				      .after = db_is_null(q, 2) ? NULL : arena_strdup(a->arena, db_text(q, 2)) };
	db_reset(q);
	return got ? got : refuse(a, r, e, _("its history has no such change; `history` shows what there is"));
}

/* The line of that number, or else the last one. */
static int find_line(struct act *a, const struct record *r, const struct field *f, struct line *out,
		     struct error *e)
{
	static const char sql[] = "SELECT version, before, after FROM journal WHERE seq IN " JOURNAL_ABOUT("?1", "?2")
				  " AND field = ?3 AND (?4 IS NULL OR seq = ?4) ORDER BY seq DESC LIMIT 1";
	struct value change;
	struct stmt *q;

	if (act_arg(a, "change", &change, e) < 0)
		return -1;
	q = db_prepare(a->store->db, sql, e);
	if (!q)
		return -1;
	db_bind_int(q, 1, r->id);
	db_bind_text(q, 2, r->entity->name);
	db_bind_text(q, 3, f->name);
	if (change.kind == VALUE_INT)
		db_bind_int(q, 4, change.i);
	else
		db_bind_text(q, 4, NULL);
	return read_line(a, r, q, out, e);
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static const char *shown(struct act *a, const struct record *r, const struct field *f, struct value v)
{
	struct sbuf text = SBUF_INIT;
	const char *copy;

	if (v.kind == VALUE_INT && f->type == FIELD_REF)
		v.s = sql_title(a->store->db, entity_find(f->ref), v.i, a->arena);
	if (v.kind == VALUE_INT && f->type == FIELD_MONEY)
		v.s = record_currency(a->store, r->entity, f, r->id, a->arena);
	value_show(&text, f, v, &a->store->context);
	copy = arena_strdup(a->arena, text.len ? sbuf_text(&text) : _("empty"));
	sbuf_free(&text);
	return copy;
}

/* Nobody gets to point at what was removed. */
static int check_ref(struct act *a, const struct record *r, const struct field *f, struct value *v, struct error *e)
{
	const struct entity *of = entity_find(f->ref);
	struct record *to;

	v->i = merged_into(a->store, of, v->i);
	to = record_load(a->store, of, v->i, a->arena, e);
	if (!to)
		return -1;
	if (to->values[FIELD_ID_REMOVED].i)
		return refuse(a, r, e, arena_printf(a->arena, _("%s %lld, %s, was removed; restore it first"),
						    _(of->label), (long long)v->i, record_title(to)));
	return 0;
}

/* Why the field is not the person's to set, or nobody's at all now; NULL: it is. */
static const char *barrier(const struct record *r, const struct field *f)
{
	if (f->flags & FIELD_COMPUTED)
		return N_("%s is worked out; change what it comes from");
	if (f->flags & FIELD_SYSTEM)
		return N_("%s is the store's own; it follows what you change");
	if (r->entity->id == ENTITY_DEAL && !strcmp(f->name, "stage") &&
	    action_refusal(action_find("deal.move"), r))
		return N_("%s stays while the deal is closed; reopen it first");
	return NULL;
}

static int check_still(struct act *a, const struct record *r, const struct field *f, const struct line *l,
		       struct error *e)
{
	const char *there;

	if (sql_get_text(a->store->db, r->entity, f, r->id, a->arena, &there, e) < 0)
		return -1;
	if (same_text(there, l->before))
		return refuse(a, r, e, arena_printf(a->arena, _("%s is that already"), _(f->label)));
	if (!same_text(there, l->after))
		return refuse(a, r, e, arena_printf(a->arena, _("%s was changed since (%s); put that back first, or"
								" set it"), _(f->label),
						    journal_who(a->store, r->entity, r->id, f->name, l->version,
								a->arena)));
	return 0;
}

int act_putback(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	const struct field *f = act_field(r, act_typed(a, "field"), e);
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };
	struct line l = { 0 };
	struct value v;

	(void)made;
	if (!f)
		return -1;
	if (barrier(r, f))
		return refuse(a, r, e, arena_printf(a->arena, _(barrier(r, f)), _(f->label)));
	if (find_line(a, r, f, &l, e) < 0 || check_still(a, r, f, &l, e) < 0)
		return -1;
	v = l.before ? sql_column_value(a->arena, f, l.before) : VALUE_NONE;
	if (v.kind == VALUE_INT && f->type == FIELD_REF && check_ref(a, r, f, &v, e) < 0)
		return -1;
	a->said = arena_printf(a->arena, _("%s: %s is %s again"), record_title(r), _(f->label), shown(a, r, f, v));
	change_set(&c, f, v);
	return act_change(a, &c, NULL, e);
}
