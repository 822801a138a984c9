/* How complete a record is: the sentence beside what is open, and filling in what is missing. */
#include "view/complete.h"

#include "model/complete.h"
#include "model/point.h"
#include "view/panes.h"

struct known {
	const struct entity *entity;
	const struct table *facts;
	bool person;
	int whole, sum;
};

static bool has(const struct known *k, const struct field *f)
{
	return table_get(k->facts, 0, f->name).kind != VALUE_NULL;
}

/* False when there is nothing to tell. */
static bool look(struct known *k, const struct entity *e, const struct table *facts)
{
	struct value kind;

	if (!facts || !facts->nrows)
		return false;
	kind = entity_field(e, "kind") ? table_get(facts, 0, "kind") : VALUE_NONE;
	*k = (struct known){ .entity = e, .facts = facts,
			     .person = kind.kind == VALUE_TEXT && !strcmp(kind.s, "person") };
	k->whole = complete_whole(e, k->person);
	for (unsigned i = 0; i < e->nfields; i++)
		if (complete_expects(&e->fields[i], k->person) && has(k, &e->fields[i]))
			k->sum += e->fields[i].weight;
	return k->whole > 0;
}

/* The next expected field that is there or missing, the heaviest first: after `last`, NULL at the end. */
static const struct field *next(const struct known *k, bool there, const struct field *last)
{
	const struct field *best = NULL;

	for (const struct field *f = k->entity->fields; f < k->entity->fields + k->entity->nfields; f++) {
		if (!complete_expects(f, k->person) || has(k, f) != there)
			continue;
		if (last && (f->weight > last->weight || (f->weight == last->weight && f <= last)))
			continue;
		if (!best || f->weight > best->weight)
			best = f;
	}
	return best;
}

void complete_show(struct sbuf *out, const struct entity *e, const struct table *facts)
{
	struct sbuf missing = SBUF_INIT;
	struct known k;

	if (!look(&k, e, facts))
		return;
	for (const struct field *f = NULL; (f = next(&k, false, f));)
		sbuf_printf(&missing, "%s%s", missing.len ? C_("names", ", ") : "", _(f->label));
	if (missing.len)
		sbuf_printf(out, _("%d %% complete, missing: %s"), 100 * k.sum / k.whole, missing.data);
	else
		sbuf_puts(out, /* xgettext:no-c-format */ _("100 % complete"));
	sbuf_free(&missing);
}

static void field_typed(struct view *v, const char *text, void *data)
{
	const struct field *f = data;
	struct named_value args[] = { { "field", f->name }, { "value", text } };

	if (text && value_reads(v, f, text))
		host_act(v, "set", args, LENGTH(args));
}

static void field_ask(struct view *v, const struct field *f, const char *text)
{
	host_ask(v, &(struct ask){
			    .prompt = _(f->label), .text = text, .done = field_typed, .data = (void *)f });
}

/* What is no field of the record's own is a record beside it: a contact point, a contact. */
static void add_beside(struct view *v, const struct subject *s, const struct field *f)
{
	const struct point_part *part = point_part_find(s->entity, f->name);
	char *self = xasprintf("%lld %s", (long long)s->ids[0], s->title ? s->title : "");
	struct named_value args[] = { { s->entity->name, self },
				      { "kind", part ? point_kind_name(part->point) : NULL } };

	host_open(v, &(struct view_spec){ .view = "form",
					  .entity = entity_at(part ? ENTITY_POINT : ENTITY_CONTACT),
					  .args = args, .nargs = part ? 2 : 1 });
	free(self);
}

void complete_fill(struct view *v, const char *field)
{
	struct sbuf text = SBUF_INIT;
	const struct field *f;
	struct subject home, s;

	if (!v->ops->home(v, &home) || !home.table)
		return;
	f = entity_must(home.entity, field);
	value_write(&text, f, table_get(home.table, 0, f->name));
	if (f->flags & FIELD_COMPUTED)
		add_beside(v, &home, f);
	else if (v->ops->subject(v, &s) && s.entity == home.entity && s.ids[0] == home.ids[0])
		field_ask(v, f, sbuf_text(&text));
	else /* the cursor is on a line of its own, which the answer would be set in */
		host_open(v, &(struct view_spec){ .view = "form", .entity = home.entity, .id = home.ids[0] });
	sbuf_free(&text);
}
