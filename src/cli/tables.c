/* What the program knows without a book: its fields and its actions. */
#include "cli/verb.h"
#include "model/point.h"

static void add_choices(struct sbuf *out, const struct choice *c)
{
	for (; c && c->name; c++)
		sbuf_printf(out, "%s%s", out->len ? " " : "", c->name);
}

/* "choice: open won lost", "ref: customer", "date". */
static const char *kind_of(struct table *t, const struct field *f)
{
	struct sbuf text = SBUF_INIT;
	const char *kind = field_type_name(f->type);

	add_choices(&text, f->choices);
	if (text.len)
		kind = arena_printf(&t->arena, "%s: %s", kind, sbuf_text(&text));
	else if (f->ref)
		kind = arena_printf(&t->arena, "%s: %s", kind, f->ref);
	sbuf_free(&text);
	return kind;
}

static const char *rule_of(const struct entity *e, const struct field *f)
{
	if (point_part_find(e, f->name))
		return _("settable");
	if (f->flags & FIELD_SYSTEM)
		return _("kept by the store");
	if (f->flags & FIELD_COMPUTED)
		return _("computed");
	return f->flags & FIELD_REQUIRED ? _("required") : _("settable");
}

static void add_field(struct table *t, const struct entity *e, const struct field *f)
{
	struct row *row = table_add_row(t);

	table_set(t, row, 0, value_text(e->name));
	table_set(t, row, 1, value_text(f->name));
	table_set(t, row, 2, value_text(f->alias));
	table_set(t, row, 3, value_text(rule_of(e, f)));
	table_set(t, row, 4, value_text(_(f->help)));
	table_set(t, row, 5, value_text(kind_of(t, f)));
}

/* Parts of the first contact points that can be set, though the record has no such field. */
static void add_points(struct table *t, const struct entity *e)
{
	const struct entity *point = entity_at(ENTITY_POINT);

	for (size_t i = 0; i < point_parts_count; i++) {
		struct field f = *entity_must(point, point_parts[i].field);
		if (!point_part_find(e, point_parts[i].name) || entity_field(e, point_parts[i].name))
			continue;
		f.name = point_parts[i].name;
		f.alias = NULL;
		add_field(t, e, &f);
	}
}

static int print(const struct cli *c, struct table *t, struct error *e)
{
	struct writer *w = cli_writer(c, e);
	int rc = w ? writer_page(w, t, e) : -1;

	if (w && writer_close(w, rc ? NULL : e))
		rc = -1;
	table_free(t);
	return rc;
}

int run_fields(struct cli *c, struct error *e)
{
	const struct entity *only = c->nwords ? entity_find(c->words[0]) : NULL;
	struct table *t;

	if (c->nwords && (!only || !(only->flags & ENTITY_PUBLIC)))
		return error_set(e, ERROR_USAGE, _("There is no entity %s; rapport --help lists them."),
				 c->words[0]);
	t = table_new("fields");
	table_add_column(t, "entity", only ? "" : N_("Of"), FIELD_TEXT);
	table_add_column(t, "field", N_("Field"), FIELD_TEXT);
	table_add_column(t, "alias", N_("Or"), FIELD_TEXT);
	table_add_column(t, "rule", N_("Rule"), FIELD_TEXT);
	table_add_column(t, "help", N_("What it is"), FIELD_TEXT);
	table_add_column(t, "type", N_("Type"), FIELD_TEXT);
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *entity = entity_at((enum entity_id)i);
		if (only ? entity != only : !(entity->flags & ENTITY_PUBLIC))
			continue;
		for (unsigned f = 0; f < entity->nfields; f++)
			add_field(t, entity, &entity->fields[f]);
		add_points(t, entity);
	}
	return print(c, t, e);
}

/* "STAGE [reason=] [closed=]" */
static const char *args_of(struct table *t, const struct action *a)
{
	struct sbuf text = SBUF_INIT;
	const char *copy;

	for (const struct arg *arg = a->args; arg && arg->name; arg++)
		sbuf_printf(&text, arg->required ? "%s%s=" : "%s[%s=]", text.len ? " " : "", arg->name);
	copy = arena_strdup(&t->arena, sbuf_text(&text));
	sbuf_free(&text);
	return copy;
}

int run_actions(struct cli *c, struct error *e)
{
	struct table *t = table_new("actions");

	table_add_column(t, "action", N_("Action"), FIELD_TEXT);
	table_add_column(t, "of", N_("Of"), FIELD_TEXT);
	table_add_column(t, "arguments", N_("Arguments"), FIELD_TEXT);
	table_add_column(t, "help", N_("What it does"), FIELD_TEXT);
	for (size_t i = 0; i < actions_count; i++) {
		struct row *row = table_add_row(t);
		table_set(t, row, 0, value_text(actions[i].name));
		table_set(t, row, 1, value_text(actions[i].entity));
		table_set(t, row, 2, value_text(args_of(t, &actions[i])));
		table_set(t, row, 3, value_text(_(actions[i].help)));
	}
	return print(c, t, e);
}
