/* verb_act: the actions of src/model/action.c, done to records. */
#include "store/act.h"

#include "base/intl.h"
#include "base/number.h"
#include "store/change.h"
#include "store/merge.h"
#include "store/sql.h"
#include "store/write.h"

const struct field *act_field(const struct record *r, const char *name, struct error *e)
{
	const struct field *f = entity_field(r->entity, name);
	const char *near = f ? NULL : entity_nearest_field(r->entity, name);

	if (f)
		return f;
	if (near)
		error_set(e, ERROR_USAGE, _("A %s has no field %s; did you mean %s?"), r->entity->name,
			  name, near);
	else
		error_set(e, ERROR_USAGE, _("A %s has no field %s."), r->entity->name, name);
	return NULL;
}

int act_set(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	const char *typed = act_typed(a, "value");
	const struct field *f = act_field(r, act_typed(a, "field"), e);
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };
	struct value v = VALUE_NONE;

	(void)made;
	if (!f || (typed && act_read(a, f, typed, &v, e) < 0))
		return -1;
	a->first_shown = _(f->label);
	change_set(&c, f, v);
	return act_change(a, &c, NULL, e);
}

static int change_tag(struct act *a, const struct record *r, bool add, struct error *e)
{
	const struct field *f = entity_must(r->entity, "tags");
	struct value tags = r->values[entity_index(r->entity, f)];
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };

	change_set(&c, f,
		   value_text(tags_change(a->arena, tags.kind == VALUE_TEXT ? tags.s : "",
					  act_typed(a, "tag"), add)));
	return act_change(a, &c, NULL, e);
}

int act_tag(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	(void)made;
	return change_tag(a, r, true, e);
}

int act_untag(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	(void)made;
	return change_tag(a, r, false, e);
}

int act_assign(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };
	struct value v;

	(void)made;
	if (act_arg(a, "owner", &v, e) < 0)
		return -1;
	a->first_shown = sql_title(a->store->db, entity_at(ENTITY_USER), v.i, a->arena);
	change_set(&c, entity_must(r->entity, r->entity->owner), v);
	return act_change(a, &c, NULL, e);
}

int act_remove(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct change c = { .kind = CHANGE_REMOVE, .entity = r->entity, .id = r->id };

	(void)made;
	return act_change(a, &c, NULL, e);
}

int act_restore(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct change c = { .kind = CHANGE_RESTORE, .entity = r->entity, .id = r->id };

	(void)made;
	return act_change(a, &c, NULL, e);
}

#define ACT_ROW(name, run) { name, run },
const struct act_binding act_bindings[] = { ACTS(ACT_ROW) };
const size_t act_bindings_count = LENGTH(act_bindings);

static act_one *binding_of(const struct action *a)
{
	for (size_t i = 0; i < act_bindings_count; i++)
		if (!strcmp(act_bindings[i].name, a->name))
			return act_bindings[i].run;
	BUG("nothing does %s", a->name);
}

const char *act_typed(const struct act *a, const char *name)
{
	for (size_t i = 0; i < a->request->nargs; i++)
		if (!strcmp(a->request->args[i].name, name) && a->request->args[i].value &&
		    *a->request->args[i].value)
			return a->request->args[i].value;
	return NULL;
}

static const struct arg *arg_of(const struct action *a, const char *name)
{
	for (const struct arg *arg = a->args; arg->name; arg++)
		if (!strcmp(arg->name, name))
			return arg;
	return NULL;
}

int act_read(struct act *a, const struct field *f, const char *typed, struct value *v,
	     struct error *e)
{
	struct sbuf first = SBUF_INIT, second = SBUF_INIT;
	struct value readings[2];
	int64_t id;
	int n;

	if (f->type == FIELD_REF) {
		id = record_named(a->store, entity_find(f->ref), typed, e);
		*v = value_ref(id, NULL);
		return id ? 0 : -1;
	}
	n = value_read(f, typed, &a->store->context, a->arena, readings, e);
	*v = readings[0];
	if (n == 1)
		return 0;
	if (n == 0)
		return -1;
	value_write(&first, f, readings[0]);
	value_write(&second, f, readings[1]);
	error_set(e, ERROR_CONFLICT, _("%s: %s can mean %s or %s: write it out."), _(f->label), typed,
		  sbuf_text(&first), sbuf_text(&second));
	sbuf_free(&first);
	sbuf_free(&second);
	return -1;
}

int act_arg(struct act *a, const char *name, struct value *v, struct error *e)
{
	const struct arg *arg = arg_of(a->action, name);
	struct field f = { .name = arg->name, .label = arg->label, .type = arg->type,
			   .choices = arg->choices, .ref = arg->ref };
	const char *typed = act_typed(a, name);

	*v = VALUE_NONE;
	return typed ? act_read(a, &f, typed, v, e) : 0;
}

int act_take(struct act *a, struct change *c, const char *name, struct error *e)
{
	struct value v;

	if (act_arg(a, name, &v, e) < 0)
		return -1;
	if (v.kind != VALUE_NULL)
		change_set(c, entity_must(c->entity, name), v);
	return 0;
}

int act_fields(struct act *a, struct change *c, struct error *e)
{
	for (size_t i = 0; i < a->request->nargs; i++) {
		const struct named_value *said = &a->request->args[i];
		const struct field *f = arg_of(a->action, said->name) ? NULL : entity_field(c->entity, said->name);
		struct value v;

		if (!f || !said->value || !*said->value)
			continue;
		if (act_read(a, f, said->value, &v, e) < 0)
			return -1;
		change_set(c, f, v);
	}
	return 0;
}

int act_change(struct act *a, struct change *c, int64_t *id, struct error *e)
{
	int rc = change_apply(a->store, a->txn, c, NULL, 0, id, NULL, e);

	change_free(c);
	return rc;
}

/* Names what was asked for and does not exist, and what must be given and was not. */
static int check_args(const struct act *a, struct error *e)
{
	for (size_t i = 0; i < a->request->nargs; i++)
		if (!arg_of(a->action, a->request->args[i].name) &&
		    !action_field(a->action, a->request->args[i].name))
			return error_set(e, ERROR_USAGE, _("%s takes no %s."), a->action->name,
					 a->request->args[i].name);
	for (const struct arg *arg = a->action->args; arg->name; arg++)
		if (arg->required && !act_typed(a, arg->name))
			return error_set(e, ERROR_USAGE, _("%s is missing: %s"), _(arg->label),
					 _(arg->help));
	return 0;
}

static int check_count(const struct act *a, struct error *e)
{
	size_t n = a->request->nids;
	unsigned takes = a->action->flags;

	if (n == 0 && !(takes & ACTION_NONE))
		return error_set(e, ERROR_USAGE, _("%s needs a record."), a->action->name);
	if (n > 0 && !(takes & (ACTION_ONE | ACTION_MANY)))
		return error_set(e, ERROR_USAGE, _("%s takes no record."), a->action->name);
	if (n > 1 && !(takes & ACTION_MANY))
		return error_set(e, ERROR_USAGE, _("%s takes one record at a time."), a->action->name);
	return 0;
}

/* To remove or restore by an old id would be to do it to another record than the one that was meant. */
static bool follows(const struct action *a)
{
	return strcmp(a->name, "remove") != 0 && strcmp(a->name, "restore") != 0;
}

static int act_on(struct act *a, const struct entity *entity, int64_t id, struct error *e)
{
	int64_t now = follows(a->action) ? merged_into(a->store, entity, id) : id;
	struct record *r = record_load(a->store, entity, now, a->arena, e);
	const char *refusal = r ? action_refusal(a->action, r) : NULL;

	if (!r)
		return -1;
	if (!follows(a->action) && merged_into(a->store, entity, id) != id)
		return change_refuse_merged(a->store, a->action->label, r, e);
	if (refusal)
		return error_set(e, ERROR_CONFLICT, _("%s: %s: %s."), _(a->action->label),
				 record_title(r), _(refusal));
	return binding_of(a->action)(a, r, NULL, e);
}

static struct table *refused_table(struct answer *answer, const struct entity *entity)
{
	struct table *t = table_new("refused");

	t->entity = entity;
	table_add_column(t, "title", N_("Name"), FIELD_TEXT);
	table_add_column(t, "why", N_("Why"), FIELD_TEXT);
	table_add_column(t, "lacks", N_("Lacks"), FIELD_TEXT);
	answer_add_table(answer, t);
	return t;
}

/* In a table with the record's name the reason alone is enough. */
static const char *reason_of(const char *why, const char *title)
{
	const char *at = *title ? strstr(why, title) : NULL;

	return at && !strncmp(at + strlen(title), ": ", 2) ? at + strlen(title) + 2 : why;
}

static void tell_refused(const struct act *a, struct table *t, int64_t id, const char *why)
{
	struct row *row = table_add_row(t);
	const char *title = sql_title(a->store->db, t->entity, id, &t->arena);

	row->entity = t->entity;
	row->id = id;
	table_set(t, row, 0, value_text(title));
	table_set(t, row, 1, value_text(reason_of(why, title)));
	table_set(t, row, 2, value_text(a->lacks));
	t->total = (int64_t)t->nrows;
}

/* All or none: after the first refusal nothing will be saved, but whoever asked is to learn of the others
 * too, and what each lacks. */
static int act_on_each(struct act *a, const struct entity *entity, struct answer *answer, struct error *e)
{
	const struct request *r = a->request;
	struct error first = { 0 };
	struct table *refused = NULL;

	for (size_t i = 0; i < r->nids; i++) {
		struct error why = { 0 };

		a->lacks = NULL;
		if (act_on(a, entity, r->ids[i], &why) >= 0)
			continue;
		if (why.kind == ERROR_FAILED) {
			*e = why;
			return -1;
		}
		if (!refused) {
			refused = refused_table(answer, entity);
			first = why;
		}
		tell_refused(a, refused, r->ids[i], why.text);
	}
	if (!refused)
		return 0;
	if (r->nids == 1)
		*e = first;
	else
		error_set(e, first.kind, _("Nothing was done, for %zu of %zu cannot be: %s"), refused->nrows,
			  r->nids, first.text);
	return -1;
}

static int act_on_all(struct act *a, struct answer *answer, struct error *e)
{
	const struct request *r = a->request;
	const struct entity *entity = a->action->entity ? entity_find(a->action->entity) : r->entity;

	if (!entity)
		return error_set(e, ERROR_USAGE, _("%s needs to know of what."), a->action->name);
	if (r->nids == 0) {
		answer->ids = arena_alloc(&answer->arena, sizeof(*answer->ids));
		answer->versions = arena_alloc(&answer->arena, sizeof(*answer->versions));
		answer->nids = 1;
		answer->versions[0] = 1;
		return binding_of(a->action)(a, NULL, answer->ids, e);
	}
	return act_on_each(a, entity, answer, e);
}

/* "Acme licence moved to Proposal", "3 deals moved to Proposal". */
static void tell(struct act *a, struct answer *answer)
{
	const struct action *act = a->action;
	const struct entity *entity = act->entity ? entity_find(act->entity) : a->request->entity;
	const char *shown = a->first_shown ? a->first_shown : "";
	int64_t id = a->request->nids ? a->request->ids[0] : answer->ids[0];
	int64_t many = a->request->limit ? a->request->limit : (int64_t)a->request->nids;

	if (a->said) {
		answer->text = arena_strdup(&answer->arena, a->said);
		return;
	}
	if (act->args[0].name && !a->first_shown && act_typed(a, act->args[0].name))
		shown = act_typed(a, act->args[0].name);
	if (many > 1)
		answer->text = arena_printf(&answer->arena, _(act->done_many), NUMBER_TEXT(many), shown);
	else
		answer->text = arena_printf(&answer->arena, _(act->done_one),
					    sql_title(a->store->db, entity, id, &answer->arena), shown);
}

static int act_work(struct store *s, struct journal_txn *t, const struct request *r,
		    struct answer *answer, struct error *e)
{
	struct arena arena = { 0 };
	struct act a = { .store = s, .txn = t, .action = action_find(t->label), .request = r, .arena = &arena };
	int rc = -1;

	if (check_args(&a, e) == 0 && check_count(&a, e) == 0)
		rc = act_on_all(&a, answer, e);
	if (rc >= 0)
		tell(&a, answer);
	arena_free(&arena);
	return rc < 0 ? -1 : 0;
}

int verb_act(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	struct journal_txn t = { .kind = "do", .label = r->name, .uuid = r->uuid, .batch = r->batch,
				 .empty = true };

	if (!r->name || !action_find(r->name))
		return error_set(e, ERROR_USAGE, _("There is no action %s."), r->name ? r->name : "");
	return write_run(s, &t, r, act_work, a, e);
}
