/* The verb `compare`: two records side by side, and what would stay of each if they were one. */
#include "base/intl.h"
#include "store/merge.h"
#include "store/select.h"
#include "store/sql.h"

enum { FIELD, LABEL, LEFT, RIGHT, SIDE };

static struct table *make_table(const struct merge *m)
{
	struct table *t = table_new("compare");

	table_add_column(t, "field", "", FIELD_TEXT)->field.width = -1;
	table_add_column(t, "label", N_("Field"), FIELD_TEXT)->field.width = 14;
	table_add_column(t, "left", "", FIELD_TEXT)->field.width = 28;
	table_add_column(t, "right", "", FIELD_TEXT)->field.width = 28;
	table_add_column(t, "side", "", FIELD_TEXT)->field.width = 5;
	t->columns[LEFT].label = arena_strdup(&t->arena, record_title(m->left));
	t->columns[RIGHT].label = arena_strdup(&t->arena, record_title(m->right));
	t->entity = m->entity;
	return t;
}

static const char *shown(const struct merge *m, const struct field *f, struct value v)
{
	struct sbuf text = SBUF_INIT;
	const char *copy;

	if (f->type == FIELD_REF && v.kind == VALUE_INT)
		v.s = sql_title(m->store->db, entity_find(f->ref), v.i, m->arena);
	if (v.kind != VALUE_NULL)
		value_show(&text, f, v, &m->store->context);
	copy = arena_strdup(m->arena, sbuf_text(&text));
	sbuf_free(&text);
	return copy;
}

/* The value or the city of the main point. */
static int point_text(const struct merge *m, const struct record *r, const char *kind, const char **out,
		      struct error *e)
{
	int64_t id = merge_main_point(m, r, kind, e);
	const struct entity *point = entity_at(ENTITY_POINT);
	const struct field *f = &point->fields[strcmp(kind, "address") ? POINT_VALUE : POINT_CITY];

	*out = NULL;
	if (id <= 0)
		return id < 0 ? -1 : 0;
	return sql_get_text(m->store->db, point, f, id, m->arena, out, e);
}

static int texts(const struct merge *m, unsigned i, const char **left, const char **right, struct error *e)
{
	const struct field *f = &m->entity->fields[i];
	const char *kind = merge_point_kind(f);

	if (kind)
		return point_text(m, m->left, kind, left, e) < 0 ? -1
								: point_text(m, m->right, kind, right, e);
	*left = shown(m, f, m->left->values[i]);
	*right = shown(m, f, m->right->values[i]);
	return 0;
}

static int add_field(const struct merge *m, struct table *t, unsigned i, struct error *e)
{
	static const char *const sides[] = { "", "left", "right", "both" };
	const struct field *f = &m->entity->fields[i];
	const char *left, *right;
	struct row *row;

	if (m->sides[i] == SIDE_NONE)
		return 0;
	if (texts(m, i, &left, &right, e) < 0)
		return -1;
	left = left ? left : "";
	right = right ? right : "";
	row = table_add_row(t);
	row->tone = strcmp(left, right) != 0 ? TONE_PLAIN : TONE_QUIET;
	table_set(t, row, FIELD, value_text(f->name));
	table_set(t, row, LABEL, value_text(_(f->label)));
	table_set(t, row, LEFT, value_text(left));
	table_set(t, row, RIGHT, value_text(right));
	table_set(t, row, SIDE, value_text(sides[m->sides[i]]));
	return 0;
}

static int64_t children_of(const struct merge *m, const struct child *c, const struct record *r,
			   struct error *e)
{
	struct select q;
	int64_t n;

	select_begin(&q, m->store, entity_find(c->entity), false);
	select_equal(&q, c->field, value_int(r->id));
	n = select_count(&q, e);
	select_end(&q);
	return n;
}

/* What moves, so that nobody fears for it. */
static int add_children(const struct merge *m, struct table *t, struct error *e)
{
	for (const struct child *c = m->entity->children; c && c->name; c++) {
		int64_t left = children_of(m, c, m->left, e), right = left < 0 ? -1 : children_of(m, c, m->right, e);
		struct row *row;

		if (right < 0)
			return -1;
		if (!left && !right)
			continue;
		row = table_add_row(t);
		row->tone = TONE_QUIET;
		table_set(t, row, LABEL, value_text(_(c->label)));
		table_set(t, row, LEFT, value_text(arena_printf(m->arena, "%lld", (long long)left)));
		table_set(t, row, RIGHT, value_text(arena_printf(m->arena, "%lld", (long long)right)));
		table_set(t, row, SIDE, value_text("both"));
	}
	return 0;
}

static int fill(const struct merge *m, struct table *t, struct error *e)
{
	for (unsigned i = COMMON_COUNT; i < m->entity->nfields; i++)
		if (add_field(m, t, i, e) < 0)
			return -1;
	return add_children(m, t, e);
}

int verb_compare(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	struct arena arena = { 0 };
	struct merge m = { .store = s, .entity = r->entity, .arena = &arena };
	struct table *t;
	int rc = -1;

	if (!r->entity || !entity_field(r->entity, "merged") || r->nids != 2)
		return error_set(e, ERROR_USAGE, _("Two records of one kind are compared: customers or contacts."));
	if (merge_begin(&m, merged_into(s, r->entity, r->ids[0]), merged_into(s, r->entity, r->ids[1]), e) == 0 &&
	    merge_choose(&m, NULL, NULL, e) == 0) {
		t = make_table(&m);
		answer_add_table(a, t);
		rc = fill(&m, t, e);
		t->total = (int64_t)t->nrows;
		a->text = arena_printf(&a->arena, "%lld", (long long)m.kept->id);
	}
	arena_free(&arena);
	return rc;
}
