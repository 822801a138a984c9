/* The verbs that change: add, set, every action, undo, redo. */
#include "base/number.h"
#include "cli/verb.h"
#include "model/point.h"

/* What the words want changed: the record, and its contact points after it. */
struct edit {
	struct cli *c;
	const struct entity *entity;
	struct change record;
	struct change points[POINT_KINDS];
};

static void edit_free(struct edit *d)
{
	change_free(&d->record);
	for (int i = 0; i < POINT_KINDS; i++)
		change_free(&d->points[i]);
}

static const char *shown(struct cli *c, const struct field *f, struct value v)
{
	struct sbuf text = SBUF_INIT;
	const char *copy;

	value_show(&text, f, v, &c->context);
	copy = arena_strdup(&c->arena, sbuf_text(&text));
	sbuf_free(&text);
	return copy;
}

static const char *written(struct cli *c, const struct field *f, struct value v)
{
	struct sbuf text = SBUF_INIT;
	const char *copy;

	value_write(&text, f, v);
	copy = arena_strdup(&c->arena, sbuf_text(&text));
	sbuf_free(&text);
	return copy;
}

/* Both readings, and how to say each so that there is no doubt. */
static int ambiguous(struct cli *c, const char *name, const struct field *f, const char *typed,
		     const struct value v[2], struct error *e)
{
	cli_say(_("%s=%s can mean two things:"), name, typed);
	for (int i = 0; i < 2; i++)
		cli_say("  %s=%s  (%s)", name, written(c, f, v[i]), shown(c, f, v[i]));
	return error_set(e, ERROR_CONFLICT, _("Say which: write it in one of these two ways."));
}

static int read_value(struct cli *c, const char *name, const struct field *f, const char *typed,
		      struct value *out, struct error *e)
{
	struct value v[2];
	int n;

	if (f->type == FIELD_REF && *typed) {
		int64_t id = ref_find(c, entity_find(f->ref), typed, e);
		*out = value_ref(id, NULL);
		if (!id)
			error_prefix(e, "%s: ", _(f->label));
		return id ? 0 : -1;
	}
	n = value_read(f, typed, &c->context, &c->arena, v, e);
	if (n == 2)
		return ambiguous(c, name, f, typed, v, e);
	*out = v[0];
	return n == 1 ? 0 : -1;
}

static int unknown_field(const struct entity *entity, const char *name, struct error *e)
{
	const char *near = entity_nearest_field(entity, name);

	if (near)
		return error_set(e, ERROR_USAGE, _("A %s has no field %s; did you mean %s?"),
				 entity->name, name, near);
	return error_set(e, ERROR_USAGE, _("A %s has no field %s; rapport fields %s lists them."),
			 entity->name, name, entity->name);
}

static int set_point(struct edit *d, const struct point_part *p, const char *typed, struct error *e)
{
	const struct field *f = entity_must(entity_at(ENTITY_POINT), p->field);
	struct value v;

	if (read_value(d->c, p->name, f, typed, &v, e))
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
	if (!f)
		return unknown_field(d->entity, name, e);
	if (f->flags & (FIELD_SYSTEM | FIELD_COMPUTED))
		return error_set(e, ERROR_USAGE, _("%s follows from other things; it cannot be set."),
				 _(f->label));
	if (read_value(d->c, name, f, typed, &v, e))
		return -1;
	change_set(&d->record, f, v);
	return 0;
}

static int read_fields(struct edit *d, size_t first, struct error *e)
{
	for (size_t i = first; i < d->c->nwords; i++) {
		char *word = d->c->words[i], *equals = strchr(word, '=');
		if (!equals)
			return error_set(e, ERROR_USAGE, _("\"%s\" sets nothing; write FIELD=VALUE."), word);
		*equals = '\0';
		if (set_field(d, word, equals + 1, e))
			return -1;
	}
	return 0;
}

/* The points that the record has already are changed, not doubled. */
static int load_points(struct edit *d, int64_t points[POINT_KINDS], struct error *e)
{
	struct request r = { .verb = VERB_GET, .entity = d->entity, .id = d->record.id, .limit = 1 };
	struct answer *a;
	bool any = false;

	points_first(NULL, points);
	for (int i = 0; i < POINT_KINDS; i++)
		any |= d->points[i].nfields > 0;
	if (!any || !d->record.id)
		return 0;
	a = client_ask(d->c->client, &r, e);
	if (a)
		points_first(answer_table(a, "points"), points);
	answer_free(a);
	return a ? 0 : -1;
}

static int save(struct edit *d, struct answer **answer, struct error *e)
{
	struct change changes[1 + POINT_KINDS];
	struct request r = { .verb = VERB_SAVE, .changes = changes };
	int64_t points[POINT_KINDS];

	if (load_points(d, points, e))
		return -1;
	if (d->record.nfields || !d->record.id)
		changes[r.nchanges++] = d->record;
	for (int i = 0; i < POINT_KINDS; i++)
		if (point_change(&d->points[i], (enum point_id)i, points[i], d->entity,
				 d->record.id ? d->record.id : -1))
			changes[r.nchanges++] = d->points[i];
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

int run_add(struct cli *c, struct error *e)
{
	struct edit d = { .c = c, .entity = c->entity, .record.entity = c->entity };
	struct answer *a = NULL;
	int rc = read_fields(&d, 0, e);

	if (rc == 0)
		rc = save(&d, &a, e);
	if (a && a->nids)
		printf("%lld\n", (long long)a->ids[0]);
	answer_free(a);
	edit_free(&d);
	return rc;
}

int run_set(struct cli *c, struct error *e)
{
	struct edit d = { .c = c, .entity = c->entity, .record.entity = c->entity };
	struct answer *a = NULL;
	int rc = -1;

	d.record.id = ref_find(c, c->entity, c->words[0], e);
	if (d.record.id)
		rc = read_fields(&d, 1, e);
	if (rc == 0)
		rc = save(&d, &a, e);
	answer_free(a);
	edit_free(&d);
	return rc;
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

/* NAME=VALUE names its argument; other words fill the arguments in order, the last one may take all. */
static int read_args(struct cli *c, size_t first, struct args *args, struct error *e)
{
	for (size_t i = first; i < c->nwords; i++) {
		const char *word = c->words[i];
		size_t len = strcspn(word, "=");
		const struct arg *named = word[len] ? arg_find(c->action, word, len) : NULL;
		const struct arg *arg = named ? named : arg_next(c->action, args);

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
