/* The verbs that change: add, set, every action, undo, redo. */
#include "base/intl.h"
#include "base/number.h"
#include "cli/verb.h"
#include "model/point.h"

/* What the words want changed: the record, and its contact points after it. */
struct edit {
	struct cli *c;
	const struct entity *entity;
	struct value_context context; /* a bare amount is in the record's currency */
	struct change record;
	struct change points[POINT_KINDS];
	const char *template; /* what it begins with otherwise */
};

static void edit_free(struct edit *d)
{
	change_free(&d->record);
	for (int i = 0; i < POINT_KINDS; i++)
		change_free(&d->points[i]);
}

static const char *shown(struct edit *d, const struct field *f, struct value v)
{
	struct sbuf text = SBUF_INIT;
	const char *copy;

	value_show(&text, f, v, &d->context);
	copy = arena_strdup(&d->c->arena, sbuf_text(&text));
	sbuf_free(&text);
	return copy;
}

static const char *written(struct edit *d, const struct field *f, struct value v)
{
	struct sbuf text = SBUF_INIT;
	const char *copy;

	value_write(&text, f, v);
	copy = arena_strdup(&d->c->arena, sbuf_text(&text));
	sbuf_free(&text);
	return copy;
}

/* Both readings, and how to say each so that there is no doubt. */
static int ambiguous(struct edit *d, const char *name, const struct field *f, const char *typed,
		     const struct value v[2], struct error *e)
{
	cli_say(_("%s=%s can mean two things:"), name, typed);
	for (int i = 0; i < 2; i++)
		cli_say("  %s=%s  (%s)", name, written(d, f, v[i]), shown(d, f, v[i]));
	return error_set(e, ERROR_CONFLICT, _("Say which: write it in one of these two ways."));
}

static int read_value(struct edit *d, const char *name, const struct field *f, const char *typed,
		      struct value *out, struct error *e)
{
	struct value v[2];
	int n;

	if (f->type == FIELD_REF && *typed) {
		int64_t id = ref_find(d->c, entity_find(f->ref), typed, e);
		*out = value_ref(id, NULL);
		if (!id)
			error_prefix(e, _("%s: "), _(f->label));
		return id ? 0 : -1;
	}
	n = value_read(f, typed, &d->context, &d->c->arena, v, e);
	if (n == 2)
		return ambiguous(d, name, f, typed, v, e);
	*out = v[0];
	return n == 1 ? 0 : -1;
}

static int unknown_field(const struct entity *entity, const char *name, struct error *e)
{
	const char *near = entity_nearest_field(entity, name);

	if (near)
		return error_set(e, ERROR_USAGE, _("%s has no field %s. Did you mean %s?"), _(entity->label), name,
				 near);
	return error_set(e, ERROR_USAGE, _("%s has no field %s; rapport fields %s lists them."), _(entity->label),
			 name, entity->name);
}

static int set_point(struct edit *d, const struct point_part *p, const char *typed, struct error *e)
{
	const struct field *f = entity_must(entity_at(ENTITY_POINT), p->field);
	struct value v;

	if (read_value(d, p->name, f, typed, &v, e))
		return -1;
	change_set(&d->points[p->point], f, v);
	return 0;
}

static int set_field(struct edit *d, const char *name, const char *typed, struct error *e)
{
	const struct point_part *point = point_part_find(d->entity, name);
	const struct field *f = entity_field(d->entity, name);
	struct value v;

	if (point)
		return set_point(d, point, typed, e);
	if (d->entity == entity_at(ENTITY_ACTIVITY) && !d->record.id && !strcmp(name, "template")) {
		d->template = typed;
		return 0;
	}
	if (!f)
		return unknown_field(d->entity, name, e);
	if (f->flags & (FIELD_SYSTEM | FIELD_COMPUTED))
		return error_set(e, ERROR_USAGE, _("%s follows from other things; it cannot be set."),
				 _(f->label));
	if (read_value(d, name, f, typed, &v, e))
		return -1;
	change_set(&d->record, f, v);
	return 0;
}

static const struct change_field *changed_to(const struct change *c, const char *field)
{
	for (size_t i = 0; i < c->nfields; i++)
		if (!strcmp(c->fields[i].field->name, field))
			return &c->fields[i];
	return NULL;
}

/* What a template says, but for what was said otherwise; its fields are called as the activity's are. */
static int set_from(struct edit *d, const struct table *t, struct error *e)
{
	struct sbuf text = SBUF_INIT;
	int rc = 0;

	for (size_t i = 0; t->nrows && i < t->ncolumns && rc == 0; i++) {
		const struct field *f = &t->columns[i].field;

		if (t->rows[0].cells[i].kind == VALUE_NULL || changed_to(&d->record, f->name))
			continue;
		sbuf_reset(&text);
		value_write(&text, f, t->rows[0].cells[i]);
		rc = set_field(d, f->name, arena_strdup(&d->c->arena, sbuf_text(&text)), e);
	}
	sbuf_free(&text);
	return rc;
}

static int set_template(struct edit *d, struct error *e)
{
	struct request r = { .verb = VERB_LIST, .entity = entity_at(ENTITY_TEMPLATE), .limit = 1,
			     .columns = "kind,subject,duration,due,note" };
	int64_t id = ref_find(d->c, r.entity, d->template, e);
	struct answer *a;
	int rc;

	if (!id)
		return -1;
	r.expr = arena_printf(&d->c->arena, "id=%lld", (long long)id);
	a = client_ask(d->c->client, &r, e);
	rc = a ? set_from(d, a->tables[0], e) : -1;
	answer_free(a);
	return rc;
}

/* What a word FIELD=VALUE says of a field; NULL when it is about another. */
static const char *said_of(const char *word, const char *field)
{
	size_t n = strlen(field);

	return !strncmp(word, field, n) && word[n] == '=' ? word + n + 1 : NULL;
}

/* The currency in which a bare amount is meant: the one that is being set, else the record's. */
static int find_currency(struct edit *d, size_t first, struct error *e)
{
	struct request r = { .verb = VERB_LIST, .entity = d->entity, .columns = "currency", .limit = 1 };
	struct answer *a;
	struct value v;

	for (size_t i = first; i < d->c->nwords; i++)
		if (said_of(d->c->words[i], "currency"))
			d->context.currency = said_of(d->c->words[i], "currency");
	if (d->context.currency != d->c->context.currency || !d->record.id ||
	    !entity_field(d->entity, "currency"))
		return 0;
	r.expr = arena_printf(&d->c->arena, "id=%lld", (long long)d->record.id);
	a = client_ask(d->c->client, &r, e);
	if (!a)
		return -1;
	v = a->ntables && a->tables[0]->nrows ? table_get(a->tables[0], 0, "currency") : VALUE_NONE;
	if (v.kind == VALUE_TEXT)
		d->context.currency = arena_strdup(&d->c->arena, v.s);
	answer_free(a);
	return 0;
}

static int read_fields(struct edit *d, size_t first, struct error *e)
{
	if (find_currency(d, first, e))
		return -1;
	for (size_t i = first; i < d->c->nwords; i++) {
		char *word = d->c->words[i], *equals = strchr(word, '=');
		if (!equals)
			return error_set(e, ERROR_USAGE, _("\"%s\" sets nothing; write FIELD=VALUE."), word);
		*equals = '\0';
		if (set_field(d, word, equals + 1, e))
			return -1;
	}
	return d->template ? set_template(d, e) : 0;
}

static bool has_points(const struct edit *d)
{
	for (int i = 0; i < POINT_KINDS; i++)
		if (d->points[i].nfields)
			return true;
	return false;
}

/* The points that the record has already, whole, the first of each kind first. NULL with the error set. */
static struct answer *ask_points(struct edit *d, struct error *e)
{
	struct request r = { .verb = VERB_LIST, .entity = entity_at(ENTITY_POINT), .limit = 500,
			     .columns = "kind,value,postcode,city,region,country" };

	r.expr = arena_printf(&d->c->arena, "%s.id=%lld", d->entity->name, (long long)d->record.id);
	return client_ask(d->c->client, &r, e);
}

/* Whether the point still says where to reach somebody when the change is made. */
static bool still_says(const struct table *t, int row, const struct change *c)
{
	static const char *const says[] = { "value", "postcode", "city", "region", "country" };

	for (size_t i = 0; i < LENGTH(says); i++) {
		const struct change_field *set = changed_to(c, says[i]);
		struct value v = set || row < 0 ? VALUE_NONE : table_get(t, (size_t)row, says[i]);
		if ((set && set->value.kind != VALUE_NULL) || v.kind != VALUE_NULL)
			return true;
	}
	return false;
}

/* The changes of contact points; those that are there are changed, not doubled. */
static int point_changes(struct edit *d, struct change *out, size_t *n, struct error *e)
{
	struct answer *a = d->record.id && has_points(d) ? ask_points(d, e) : NULL;
	const struct table *t = a && a->ntables ? a->tables[0] : NULL;

	if (!a && d->record.id && has_points(d))
		return -1;
	for (int i = 0; i < POINT_KINDS; i++) {
		int row = point_first(t, (enum point_id)i);
		if (point_change(&d->points[i], (enum point_id)i, row < 0 ? 0 : t->rows[row].id,
				 still_says(t, row, &d->points[i]), d->entity,
				 d->record.id ? d->record.id : -1))
			out[(*n)++] = d->points[i];
	}
	answer_free(a);
	return 0;
}

static int save(struct edit *d, struct answer **answer, struct error *e)
{
	struct change changes[1 + POINT_KINDS];
	struct request r = { .verb = VERB_SAVE, .changes = changes };

	if (d->record.nfields || !d->record.id)
		changes[r.nchanges++] = d->record;
	if (point_changes(d, changes, &r.nchanges, e))
		return -1;
	if (!r.nchanges) {
		cli_say(_("nothing to change"));
		return 0;
	}
	*answer = client_ask(d->c->client, &r, e);
	if (!*answer)
		return -1;
	if ((*answer)->text)
		cli_say("%s", (*answer)->text);
	return 0;
}

/* Reads the words from `first` on and saves what they say; *id gets the record's. */
static int run_edit(struct cli *c, size_t first, int64_t *id, struct error *e)
{
	struct edit d = { .c = c, .entity = c->entity, .context = c->context,
			  .record = { .entity = c->entity, .id = *id } };
	struct answer *a = NULL;
	int rc = read_fields(&d, first, e);

	if (rc == 0)
		rc = save(&d, &a, e);
	if (a && a->nids)
		*id = a->ids[0];
	answer_free(a);
	edit_free(&d);
	return rc;
}

int run_add(struct cli *c, struct error *e)
{
	int64_t id = 0;

	if (run_edit(c, 0, &id, e))
		return -1;
	printf("%lld\n", (long long)id);
	return 0;
}

int run_set(struct cli *c, struct error *e)
{
	int64_t id = ref_known(c, c->entity, c->words[0], e);

	return id ? run_edit(c, 1, &id, e) : -1;
}

static const struct arg *arg_find(const struct action *a, const char *name, size_t len)
{
	for (const struct arg *arg = a->args; arg && arg->name; arg++)
		if (strlen(arg->name) == len && !memcmp(arg->name, name, len))
			return arg;
	return NULL;
}

struct args {
	struct named_value *items;
	size_t n;
};

static const char *arg_given(const struct args *args, const char *name)
{
	for (size_t i = 0; i < args->n; i++)
		if (!strcmp(args->items[i].name, name))
			return args->items[i].value;
	return NULL;
}

/* The first argument that no word has filled yet. */
static const struct arg *arg_next(const struct action *a, const struct args *args)
{
	for (const struct arg *arg = a->args; arg && arg->name; arg++)
		if (!arg_given(args, arg->name))
			return arg;
	return NULL;
}

/* A field that the action takes along. */
static const struct field *field_named(struct cli *c, const char *word, size_t len)
{
	return action_field(c->action, arena_printf(&c->arena, "%.*s", (int)len, word));
}

/* NAME=VALUE names its argument; other words fill the arguments in order, the last one may take all. */
static int read_args(struct cli *c, size_t first, struct args *args, struct error *e)
{
	for (size_t i = first; i < c->nwords; i++) {
		const char *word = c->words[i];
		size_t len = strcspn(word, "=");
		const struct arg *named = word[len] ? arg_find(c->action, word, len) : NULL;
		const struct arg *arg = named ? named : arg_next(c->action, args);
		const struct field *f = word[len] && !named ? field_named(c, word, len) : NULL;

		if (f) {
			args->items[args->n++] = (struct named_value){ f->name, word + len + 1 };
			continue;
		}

		if (!arg)
			return error_set(e, ERROR_USAGE, _("\"%s\" is one word too many."), word);
		args->items[args->n++] = (struct named_value){
			arg->name, named ? word + len + 1 : arg->rest ? cli_rest(c, i) : word
		};
		if (arg->rest && !named)
			break;
	}
	return 0;
}

static int check_args(const struct cli *c, const struct args *args, struct error *e)
{
	for (const struct arg *arg = c->action->args; arg && arg->name; arg++)
		if (arg->required && !arg_given(args, arg->name))
			return error_set(e, ERROR_USAGE, _("%s is missing: %s"), _(arg->label),
					 _(arg->help));
	return 0;
}

int run_action(struct cli *c, struct error *e)
{
	struct request r = { .verb = VERB_ACT, .name = c->action->name, .entity = c->entity };
	bool on_records = !(c->action->flags & ACTION_NONE);
	struct args args = { arena_alloc(&c->arena, (c->nwords + 1) * sizeof(*args.items)), 0 };

	if (on_records && !c->nwords)
		return error_set(e, ERROR_USAGE, _("Which %s? Give an id, a code or a name."),
				 c->entity->name);
	if (read_args(c, on_records, &args, e) || check_args(c, &args, e))
		return -1;
	if (on_records && ref_list(c, c->words[0], &r.ids, &r.nids, e))
		return -1;
	r.args = args.items;
	r.nargs = args.n;
	return cli_do(c, &r, e);
}

static int run_txn(struct cli *c, enum verb verb, struct error *e)
{
	struct request r = { .verb = verb };

	if (c->nwords && (number_int(c->words[0], &r.id) || r.id <= 0))
		return error_set(e, ERROR_USAGE, _("\"%s\" is not the number of a transaction."),
				 c->words[0]);
	return cli_do(c, &r, e);
}

int run_undo(struct cli *c, struct error *e)
{
	return run_txn(c, VERB_UNDO, e);
}

int run_redo(struct cli *c, struct error *e)
{
	return run_txn(c, VERB_REDO, e);
}
