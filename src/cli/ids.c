/* On the command line a record is named by its id: tables are told with it. */
#include "cli/verb.h"

static bool has_ids(const struct table *t)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (t->rows[i].id && t->rows[i].entity)
			return true;
	return false;
}

static void add_columns(struct table *out, const struct table *t, bool id, bool entity)
{
	if (entity)
		table_add_column(out, "entity", N_("Of"), FIELD_TEXT);
	if (id)
		table_add_field(out, &entity_at(ENTITY_CUSTOMER)->fields[FIELD_ID_ID]);
	for (size_t i = 0; i < t->ncolumns; i++) {
		struct column *c = table_add_column(out, t->columns[i].name, t->columns[i].label,
						    t->columns[i].field.type);
		c->field = t->columns[i].field;
		c->origin = t->columns[i].origin;
	}
}

struct table *ids_table(const struct table *t, bool always)
{
	struct table *out = table_new(t->name);
	bool id = table_column(t, "id") < 0 && (always || has_ids(t));
	bool entity = id && !t->entity && table_column(t, "entity") < 0;

	add_columns(out, t, id, entity);
	for (size_t i = 0; i < t->nrows; i++) {
		const struct row *from = &t->rows[i];
		struct row *to = table_add_row(out);
		if (entity && from->entity)
			table_set(out, to, 0, value_text(from->entity->name));
		if (id && from->id)
			table_set(out, to, entity, value_int(from->id));
		for (size_t column = 0; column < t->ncolumns; column++)
			table_set(out, to, column + id + entity, from->cells[column]);
	}
	return out;
}

int cli_table(const struct cli *c, const struct table *t, struct error *e)
{
	struct writer *w = cli_writer(c, e);
	struct table *named;
	int rc;

	if (!w)
		return -1;
	named = ids_table(t, false);
	rc = writer_page(w, named, e);
	table_free(named);
	return writer_close(w, rc ? NULL : e) || rc ? -1 : 0;
}

void cli_json_table(struct sbuf *out, const struct table *t, const char *before)
{
	struct table *named = ids_table(t, false);

	sbuf_printf(out, "%s\n  ", before);
	json_string(out, t->name);
	sbuf_puts(out, ": [");
	for (size_t row = 0; row < named->nrows; row++) {
		sbuf_puts(out, row ? ",\n    " : "\n    ");
		json_row(out, named, &named->rows[row], 4);
	}
	sbuf_puts(out, named->nrows ? "\n  ]" : "]");
	table_free(named);
}
