/* verb_save: many changes to many records, all or none. */
#include "base/intl.h"
#include "store/insert.h"
#include "store/sql.h"
#include "store/write.h"

static int refuse_entity(const struct entity *entity, struct error *e)
{
	if (entity->flags & ENTITY_APPEND_ONLY)
		return error_set(e, ERROR_USAGE, _("%s: the store writes them, nobody else."),
				 _(entity->plural));
	if (entity->flags & ENTITY_PRIVATE)
		return error_set(e, ERROR_USAGE, _("%s are not saved as records."), _(entity->plural));
	return 0;
}

/* "customer.add": what the journal calls it when the request gives no name. */
static const char *label_of(const struct request *r, struct answer *a)
{
	static const char *const verbs[] = { [CHANGE_SAVE] = "set", [CHANGE_REMOVE] = "remove",
					     [CHANGE_RESTORE] = "restore" };
	const struct change *c = r->changes;

	if (r->label)
		return r->label;
	return arena_printf(&a->arena, "%s.%s", c->entity->name,
			    c->kind == CHANGE_SAVE && c->id == 0 ? "add" : verbs[c->kind]);
}

static const char *text_of(struct store *s, const struct request *r, struct answer *a,
			   size_t changed)
{
	static const char *const done[] = { [CHANGE_SAVE] = N_("%s saved"),
					    [CHANGE_REMOVE] = N_("%s removed"),
					    [CHANGE_RESTORE] = N_("%s restored") };
	const struct change *c = r->changes;
	const char *form = c->kind == CHANGE_SAVE && c->id == 0 ? N_("%s added") : done[c->kind];

	if (changed == 0)
		return _("nothing to change");
	if (r->nchanges > 1)
		return arena_printf(&a->arena, P_("%zu record saved", "%zu records saved", changed),
				    changed);
	return arena_printf(&a->arena, _(form), sql_title(s->db, c->entity, a->ids[0], &a->arena));
}

/* Which of the changes it was, where there are several. */
static int refuse(const struct request *r, size_t number, struct error *e)
{
	if (r->nchanges > 1)
		error_prefix(e, _("Change %zu of %zu: "), number + 1, r->nchanges);
	return -1;
}

static int apply(struct store *s, struct journal_txn *t, const struct request *r, struct answer *a,
		 size_t *changed, struct error *e)
{
	for (size_t i = 0; i < r->nchanges; i++) {
		const struct change *c = &r->changes[i];
		int rc = refuse_entity(c->entity, e);

		insert_number(s, i);
		if (rc == 0)
			rc = change_apply(s, t, c, a->ids, i, &a->ids[i], &a->versions[i], e);
		if (rc < 0)
			return refuse(r, insert_refused(s, i), e);
		*changed += (size_t)rc;
	}
	return insert_flush(s, e) < 0 ? refuse(r, insert_refused(s, r->nchanges - 1), e) : 0;
}

static int save(struct store *s, struct journal_txn *t, const struct request *r, struct answer *a,
		struct error *e)
{
	size_t changed = 0;

	t->label = label_of(r, a);
	a->ids = arena_alloc(&a->arena, r->nchanges * sizeof(*a->ids));
	a->versions = arena_alloc(&a->arena, r->nchanges * sizeof(*a->versions));
	if (apply(s, t, r, a, &changed, e) < 0)
		return -1;
	a->nids = r->nchanges;
	a->text = (char *)text_of(s, r, a, changed);
	return r->id ? draft_drop(s, r->id, e) : 0; /* the form became the record */
}

int verb_save(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	struct journal_txn t = { .kind = r->begins ? "open" : "do", .uuid = r->uuid, .batch = r->batch,
				 .empty = true };

	if (r->nchanges == 0)
		return error_set(e, ERROR_USAGE, _("Nothing was given to save."));
	return write_run(s, &t, r, save, a, e);
}
