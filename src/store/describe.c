/* verb_describe: what every screen needs to know beforehand, each as a table of whole records. */
#include "base/intl.h"
#include "store/sql.h"
#include "store/store.h"

static const struct {
	enum entity_id entity;
	const char *table;
} told[] = {
	{ ENTITY_SETTING, "settings" }, { ENTITY_PIPELINE, "pipelines" }, { ENTITY_STAGE, "stages" },
	{ ENTITY_USER, "users" },       { ENTITY_TEAM, "teams" },         { ENTITY_VIEW, "views" },
	{ ENTITY_TEMPLATE, "templates" },
};

static void add_record(struct store *s, struct table *t, const struct record *r)
{
	struct row *row = table_add_row(t);
	size_t column = 0;

	row->entity = r->entity;
	row->id = r->id;
	row->version = r->version;
	for (unsigned i = 0; i < r->entity->nfields; i++) {
		const struct field *f = &r->entity->fields[i];
		struct value v = r->values[i];

		if (f->flags & FIELD_COMPUTED)
			continue;
		if (f->type == FIELD_REF && v.kind == VALUE_INT)
			v.s = sql_title(s->db, entity_find(f->ref), v.i, &t->arena);
		table_set(t, row, column++, v);
	}
}

static int tell(struct store *s, const struct entity *entity, struct table *t, struct error *e)
{
	struct stmt *q = sql_all(s, entity, e);
	int got;

	if (!q)
		return -1;
	while ((got = db_step(q, e)) == 1)
		add_record(s, t, sql_record(q, entity, &t->arena, s->currency));
	t->total = (int64_t)t->nrows;
	return got;
}

int verb_describe(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	(void)r;
	for (size_t i = 0; i < LENGTH(told); i++) {
		const struct entity *entity = entity_at(told[i].entity);
		struct table *t = table_new(told[i].table);

		answer_add_table(a, t);
		t->entity = entity;
		for (unsigned f = 0; f < entity->nfields; f++)
			if (!(entity->fields[f].flags & FIELD_COMPUTED))
				table_add_field(t, &entity->fields[f]);
		if (tell(s, entity, t, e) < 0)
			return -1;
	}
	return 0;
}
