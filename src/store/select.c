#include "store/select.h"

#include "base/text.h"
#include "store/merge.h"
#include "store/order.h"
#include "store/tone.h"

#include <stdlib.h>

#define WIDTH_MOST 200 /* columns of the screen that one may take */

void select_begin(struct select *q, struct store *s, const struct entity *e, bool removed)
{
	*q = (struct select){ .store = s, .entity = e, .narrowed = removed, .removed = removed };
	sbuf_printf(&q->where, "t.removed = %d", removed);
	rights_visible(s, &q->where, e, "t");
}

void select_end(struct select *q)
{
	sbuf_free(&q->where);
	sql_params_free(&q->params);
	for (size_t i = 0; i < q->nkeys; i++)
		free(q->keys[i].sql);
	free(q->columns);
	arena_free(&q->arena);
}

static bool names_ids(const struct select *q, const struct expr *x)
{
	return x->kind == EXPR_TERM && !strcmp(x->path[x->npath - 1]->name, "id") && x->op <= OP_NE &&
	       !(q->removed && x->npath == 1 && x->entity == q->entity);
}

/* Who was named by an id that was merged is the one that it became: for SQL and series alike. */
static void follow_merged(struct select *q, struct expr *x)
{
	if (x->left)
		follow_merged(q, x->left);
	if (x->right)
		follow_merged(q, x->right);
	for (size_t i = 0; names_ids(q, x) && i < x->nvalues; i++)
		if (x->values[i].kind == OPERAND_VALUE)
			x->values[i].from.i = x->values[i].to.i =
				merged_into(q->store, x->entity, x->values[i].from.i);
}

int select_where(struct select *q, const char *text, struct error *err)
{
	struct expr *x;

	if (!text)
		return 0;
	x = expr_parse(text, q->entity, &q->store->context, &q->arena, err);
	if (!x)
		return -1;
	if (x->kind == EXPR_ALL)
		return 0;
	if (expr_known(q->store, x, err) < 0)
		return -1;
	follow_merged(q, x);
	q->narrowed |= q->expr != NULL;
	q->expr = x;
	sbuf_puts(&q->where, " AND (");
	if (expr_compile(q->store, x, q->entity, "t", &q->where, &q->params, err) < 0)
		return -1;
	sbuf_putc(&q->where, ')');
	return 0;
}

void select_ids(struct select *q, const int64_t *ids, size_t n)
{
	struct sbuf list = SBUF_INIT;

	for (size_t i = 0; i < n; i++)
		sbuf_printf(&list, "%c%lld", i ? ',' : '[',
			    (long long)(q->removed ? ids[i] : merged_into(q->store, q->entity, ids[i])));
	sbuf_puts(&list, n ? "]" : "[]");
	select_also(q, "t.id IN (SELECT value FROM json_each(?))", NULL, value_text(list.data));
	sbuf_free(&list);
}

void select_param(struct select *q, const struct field *f, struct value v)
{
	struct sql_param *p = array_add(&q->params.items, &q->params.n, &q->params.room, sizeof(*p));

	*p = (struct sql_param){ f, value_copy(&q->arena, v) };
	q->narrowed = true;
}

void select_equal(struct select *q, const char *field, struct value v)
{
	const struct field *f = entity_must(q->entity, field);

	select_param(q, f, v);
	sbuf_puts(&q->where, " AND ");
	field_sql(q->store, &q->where, q->entity, f, "t", false);
	sbuf_puts(&q->where, " = ?");
}

void select_also(struct select *q, const char *sql, const struct field *f, struct value v)
{
	select_param(q, f, v);
	sbuf_puts(&q->where, " AND (");
	sbuf_puts(&q->where, sql);
	sbuf_putc(&q->where, ')');
}

void select_named(struct select *q, enum expr_op op, const char *words)
{
	const struct entity *e = q->entity;
	struct sbuf key = SBUF_INIT;

	text_fold(&key, words, strlen(words));
	sbuf_puts(&q->where, " AND (1 = 0");
	for (unsigned i = 0; i < e->nfields; i++)
		if (expr_field_names(e, &e->fields[i])) {
			sbuf_printf(&q->where, op == OP_IS ? " OR words(t.\"%s\", ?) = 1" : " OR fold(t.\"%s\") = ?",
				    e->fields[i].name);
			select_param(q, NULL, value_text(op == OP_IS ? words : sbuf_text(&key)));
		}
	sbuf_puts(&q->where, ")");
	sbuf_free(&key);
}

/* A choice sorts by its place among the choices. */
static void choice_sql(struct sbuf *sql, const struct field *f, const char *value)
{
	int place = 0;

	sbuf_printf(sql, "CASE %s", value);
	for (const struct choice *c = f->choices; c->name; c++)
		sbuf_printf(sql, " WHEN '%s' THEN %d", c->name, place++);
	sbuf_puts(sql, " END");
}

int select_add_key(struct select *q, const struct path *p, bool down, struct error *err)
{
	const struct field *f = path_field(p);
	struct sbuf value = SBUF_INIT, sql = SBUF_INIT;
	bool required = p->n == 1 && (f->flags & FIELD_REQUIRED || !strcmp(f->name, "id"));

	if (q->nkeys == SELECT_KEYS)
		return error_set(err, ERROR_USAGE, _("Sorts by at most %d fields."), SELECT_KEYS);
	path_sql(q->store, &value, p, true);
	if (f->type == FIELD_CHOICE)
		choice_sql(&sql, f, sbuf_text(&value));
	else
		sbuf_printf(&sql, field_is_wording(f) ? "%s COLLATE fold" : "%s", sbuf_text(&value));
	sbuf_free(&value);
	q->keys[q->nkeys++] = (struct sort_key){ sbuf_steal(&sql), *p, down, !required };
	return 0;
}

static int add_keys(struct select *q, const struct path *base, const char *order, bool down,
		    struct error *err);

/* What has a position stands in that order, within what it is a part of; the rest goes by title. */
static int add_ref_keys(struct select *q, const struct path *p, bool down, struct error *err)
{
	const struct entity *e = path_target(p);

	if (entity_field(e, "position"))
		return add_keys(q, p, e->order, down, err);
	return add_keys(q, p, e->title, down, err);
}

static int add_key(struct select *q, const struct path *p, bool down, struct error *err)
{
	if (path_field(p)->type == FIELD_REF)
		return add_ref_keys(q, p, down, err);
	return select_add_key(q, p, down, err);
}

/* Adds the keys of an order whose fields are those of the record at the end of `base`. */
static int add_keys(struct select *q, const struct path *base, const char *order, bool down,
		    struct error *err)
{
	const char *word;
	size_t len;

	while ((word = list_next(&order, &len))) {
		bool turned = *word == '-', signed_ = turned || *word == '+';
		struct path tail, p = *base;

		if (path_read(&tail, p.n ? path_target(&p) : p.from, word + signed_, len - signed_, err))
			return -1;
		for (size_t i = 0; i < tail.n; i++)
			if (path_extend(&p, tail.steps[i], err) < 0)
				return -1;
		if (add_key(q, &p, down != turned, err) < 0)
			return -1;
	}
	return 0;
}

static void add_id_key(struct select *q)
{
	q->keys[q->nkeys++] = (struct sort_key){ .sql = xstrdup("t.id") };
}

/* Two people of one name are two groups. */
int select_group(struct select *q, const char *group, struct error *err)
{
	if (!group || !*group)
		return 0;
	if (path_read(&q->group, q->entity, group, strlen(group), err) < 0 ||
	    add_key(q, &q->group, false, err) < 0)
		return -1;
	if (path_field(&q->group)->type == FIELD_REF && select_add_key(q, &q->group, false, err) < 0)
		return -1;
	q->grouped = q->nkeys;
	return 0;
}

int select_order(struct select *q, const char *sort, struct error *err)
{
	struct path base = { .from = q->entity };

	if (!sort || !*sort)
		sort = q->entity->order;
	if (add_keys(q, &base, sort, false, err) < 0)
		return -1;
	add_id_key(q);
	return 0;
}

void select_order_by(struct select *q, const char *sql)
{
	q->keys[q->nkeys++] = (struct sort_key){ .sql = xstrdup(sql) };
	add_id_key(q);
}

static void add_column(struct select *q, const struct path *p)
{
	struct path *to = array_add(&q->columns, &q->ncolumns, &q->columns_room, sizeof(*to));

	*to = *p;
}

/* Takes ":30" off "name:30". */
static short take_width(const char *word, size_t *len)
{
	const char *colon = memchr(word, ':', *len);
	long width = colon ? strtol(colon + 1, NULL, 10) : 0;

	if (colon)
		*len = (size_t)(colon - word);
	return width > WIDTH_MOST ? WIDTH_MOST : width > 0 ? (short)width : 0;
}

int select_columns(struct select *q, const char *columns, struct error *err)
{
	const char *word;
	struct path p;
	size_t len;

	if (!columns || !*columns)
		columns = q->entity->columns;
	while ((word = list_next(&columns, &len))) {
		short width = take_width(word, &len);

		if (path_read(&p, q->entity, word, len, err) < 0)
			return -1;
		p.width = width;
		add_column(q, &p);
	}
	return 0;
}

void select_all_columns(struct select *q)
{
	for (unsigned i = 0; i < q->entity->nfields; i++) {
		struct path p = { .from = q->entity, .steps = { &q->entity->fields[i] }, .n = 1 };

		add_column(q, &p);
	}
}

void select_drop(struct select *q, const char *field)
{
	const struct field *f = entity_must(q->entity, field);
	size_t kept = 0;

	for (size_t i = 0; i < q->ncolumns; i++)
		if (q->columns[i].n > 1 || q->columns[i].steps[0] != f)
			q->columns[kept++] = q->columns[i];
	q->ncolumns = kept;
}

void select_from(const struct select *q, struct sbuf *sql)
{
	sbuf_printf(sql, " FROM \"%s\" t WHERE %s", q->entity->name, q->where.data);
}

void select_order_sql(const struct select *q, struct sbuf *sql)
{
	for (size_t i = 0; i < q->nkeys; i++)
		sbuf_printf(sql, "%s%s%s%s", i ? ", " : "", q->keys[i].sql,
			    q->keys[i].down ? " DESC" : "", q->keys[i].nulls ? " NULLS LAST" : "");
}

int64_t select_count(struct select *q, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;
	int64_t n = -1;

	sbuf_puts(&sql, "SELECT count(*)");
	select_from(q, &sql);
	s = db_prepare(q->store->db, sql.data, err);
	if (s) {
		sql_params_bind(&q->params, s, 1);
		if (db_one(s, 0, &n, err) < 0)
			n = -1;
	}
	sbuf_free(&sql);
	return n;
}

/* "customer.city": what it says to people is "Customer: City". */
static void name_column(struct table *t, struct column *c, const struct path *p)
{
	struct sbuf name = SBUF_INIT, label = SBUF_INIT;

	for (size_t i = 0; i < p->n; i++) {
		sbuf_printf(&name, "%s%s", i ? "." : "", p->steps[i]->name);
		sbuf_printf(&label, "%s%s", i ? ": " : "", _(p->steps[i]->label));
	}
	c->name = arena_strdup(&t->arena, sbuf_text(&name));
	c->label = arena_strdup(&t->arena, sbuf_text(&label));
	sbuf_free(&name);
	sbuf_free(&label);
}

struct table *select_table(const struct select *q, const char *name)
{
	struct table *t = table_new(name);

	t->entity = q->entity;
	for (size_t i = 0; i < q->ncolumns; i++) {
		struct column *c = table_add_field(t, path_field(&q->columns[i]));

		if (q->columns[i].width) {
			c->field.width = q->columns[i].width;
			c->field.flags |= FIELD_FIXED;
		}
		if (q->columns[i].n > 1)
			name_column(t, c, &q->columns[i]);
	}
	return t;
}

/* A reference's title and a money's currency travel in the same cell. */
static void column_sql(const struct select *q, struct sbuf *sql, const struct path *p)
{
	struct path title = *p;

	sbuf_puts(sql, ", ");
	path_sql(q->store, sql, p, false);
	if (path_field(p)->type == FIELD_MONEY) {
		sbuf_puts(sql, ", ");
		path_currency_sql(q->store, sql, p);
	} else if (path_field(p)->type == FIELD_REF) {
		const struct entity *e = path_target(p);

		sbuf_puts(sql, ", ");
		if (path_extend(&title, entity_must(e, e->title), NULL) < 0)
			sbuf_puts(sql, "NULL");
		else
			path_sql(q->store, sql, &title, false);
	}
}

static struct stmt *row_statement(const struct select *q, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;

	sbuf_puts(&sql, "SELECT t.version, ");
	tone_sql(q->store, &sql, q->entity, "t");
	for (size_t i = 0; i < q->ncolumns; i++)
		column_sql(q, &sql, &q->columns[i]);
	sbuf_printf(&sql, " FROM \"%s\" t WHERE t.id = ?", q->entity->name);
	rights_visible(q->store, &sql, q->entity, "t");
	s = db_prepare(q->store->db, sql.data, err);
	sbuf_free(&sql);
	return s;
}

/* What a cell takes in a frame, at most: a head, the number, the text. */
static size_t cell_size(struct value v)
{
	return 14 + (v.s ? strlen(v.s) : 0);
}

static size_t fill_row(const struct select *q, struct stmt *s, struct table *t, int64_t id)
{
	struct row *r = table_add_row(t);
	size_t size = 64;
	int col = 2;

	r->entity = q->entity;
	r->id = id;
	r->version = db_int(s, 0);
	r->tone = (enum tone)db_int(s, 1);
	for (size_t i = 0; i < q->ncolumns; i++) {
		const struct field *f = path_field(&q->columns[i]);
		struct value *v = &r->cells[i];

		*v = db_value(s, col++, f, &t->arena);
		if (f->type != FIELD_MONEY && f->type != FIELD_REF)
			;
		else if (v->kind != VALUE_NULL && !db_is_null(s, col))
			v->s = arena_strdup(&t->arena, db_text(s, col));
		col += f->type == FIELD_MONEY || f->type == FIELD_REF;
		size += cell_size(*v);
	}
	return size;
}

int64_t select_rows(const struct select *q, struct table *t, const int64_t *ids, size_t n, size_t room,
		    struct error *err)
{
	struct stmt *s = row_statement(q, err);
	size_t used = 0, i;
	int got;

	if (!s)
		return -1;
	for (i = 0; i < n && (!room || used < room); i++) {
		db_reset(s);
		db_bind_int(s, 1, ids[i]);
		got = db_step(s, err);
		if (got < 0)
			return -1;
		if (got)
			used += fill_row(q, s, t, ids[i]);
	}
	db_reset(s);
	return (int64_t)i;
}

/* First only the ids, so that columns are worked out for the rows of the window and no others. */
static int window_ids(const struct select *q, int64_t offset, int64_t limit, struct ids *out,
		      struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;
	int at, rc = -1;

	sbuf_puts(&sql, "SELECT t.id");
	select_from(q, &sql);
	sbuf_puts(&sql, " ORDER BY ");
	select_order_sql(q, &sql);
	sbuf_puts(&sql, " LIMIT ? OFFSET ?");
	s = db_prepare(q->store->db, sql.data, err);
	if (s) {
		at = sql_params_bind(&q->params, s, 1);
		db_bind_int(s, at, limit);
		db_bind_int(s, at + 1, offset);
		rc = ids_read(out, s, err);
	}
	sbuf_free(&sql);
	return rc;
}

int select_fill(struct select *q, struct table *t, int64_t offset, int64_t limit, struct error *err)
{
	struct ids ids = { 0 };
	int rc = -1;

	t->offset = offset;
	t->total = order_count(q, err);
	if (t->total >= 0 && window_ids(q, offset, limit, &ids, err) == 0 &&
	    select_rows(q, t, ids.items, ids.n, 0, err) >= 0)
		rc = 0;
	free(ids.items);
	return rc;
}

struct table *select_page(struct select *q, const char *name, int64_t offset, int64_t limit,
			  struct error *err)
{
	struct table *t = select_table(q, name);

	if (select_fill(q, t, offset, limit, err) == 0)
		return t;
	table_free(t);
	return NULL;
}
