#include "store/path.h"

const char *list_next(const char **at, size_t *len)
{
	const char *start = *at + strspn(*at, ", \t");

	*len = strcspn(start, ",");
	*at = start + *len;
	while (*len && (start[*len - 1] == ' ' || start[*len - 1] == '\t'))
		(*len)--;
	return *len ? start : NULL;
}

const struct field *path_field(const struct path *p)
{
	return p->steps[p->n - 1];
}

const struct entity *path_target(const struct path *p)
{
	return entity_find(path_field(p)->ref);
}

const struct entity *path_entity(const struct path *p)
{
	return p->n == 1 ? p->from : entity_find(p->steps[p->n - 2]->ref);
}

int path_extend(struct path *p, const struct field *f, struct error *err)
{
	if (p->n == PATH_DEPTH)
		return error_set(err, ERROR_USAGE, _("Goes over too many references: %s."), f->name);
	p->steps[p->n++] = f;
	return 0;
}

static int unknown(const struct entity *e, const char *word, struct error *err)
{
	const char *near = entity_nearest_field(e, word);

	if (near)
		return error_set(err, ERROR_USAGE, _("%s has no field %s. Did you mean %s?"),
				 _(e->label), word, near);
	return error_set(err, ERROR_USAGE, _("%s has no field %s."), _(e->label), word);
}

static int read_step(struct path *p, const struct entity *e, const char *word, bool last,
		     struct error *err)
{
	const struct field *f = entity_field(e, word);

	if (!f)
		return unknown(e, word, err);
	if (!last && f->type != FIELD_REF)
		return error_set(err, ERROR_USAGE, _("%s refers to no record: nothing can follow it."),
				 word);
	return path_extend(p, f, err);
}

int path_read(struct path *p, const struct entity *e, const char *text, size_t len,
	      struct error *err)
{
	const char *end = text + len;
	char word[64];

	*p = (struct path){ .from = e };
	for (;;) {
		const char *dot = memchr(text, '.', (size_t)(end - text));
		size_t n = (size_t)((dot ? dot : end) - text);

		snprintf(word, sizeof(word), "%.*s", (int)(n < sizeof(word) ? n : sizeof(word) - 1), text);
		if (read_step(p, p->n ? path_target(p) : e, word, !dot, err) < 0)
			return -1;
		if (!dot)
			return 0;
		text = dot + 1;
	}
}

/* What is asked of the record at the end of a path. */
typedef void leaf_sql(const struct store *s, struct sbuf *sql, const struct entity *e,
		      const struct field *f, const char *alias);

static void leaf_plain(const struct store *s, struct sbuf *sql, const struct entity *e,
		       const struct field *f, const char *alias)
{
	field_sql(s, sql, e, f, alias, false);
}

static void leaf_scaled(const struct store *s, struct sbuf *sql, const struct entity *e,
			const struct field *f, const char *alias)
{
	field_sql(s, sql, e, f, alias, true);
}

/* One scalar subquery a reference; the record at its end must be one that may be seen. */
static void walk(const struct store *s, struct sbuf *sql, const struct path *p, size_t step,
		 leaf_sql *leaf)
{
	const struct entity *e = step ? entity_find(p->steps[step - 1]->ref) : p->from;
	char alias[24];

	if (step)
		snprintf(alias, sizeof(alias), "p%zu", step);
	else
		snprintf(alias, sizeof(alias), "t");
	if (step)
		sbuf_puts(sql, "(SELECT ");
	if (step + 1 == p->n)
		leaf(s, sql, e, p->steps[step], alias);
	else
		walk(s, sql, p, step + 1, leaf);
	if (!step)
		return;
	sbuf_printf(sql, " FROM \"%s\" %s WHERE %s.id = ", e->name, alias, alias);
	if (step == 1)
		sbuf_printf(sql, "t.\"%s\"", p->steps[0]->name);
	else
		sbuf_printf(sql, "p%zu.\"%s\"", step - 1, p->steps[step - 1]->name);
	rights_visible(s, sql, e, alias);
	sbuf_putc(sql, ')');
}

void path_sql(const struct store *s, struct sbuf *sql, const struct path *p, bool scaled)
{
	walk(s, sql, p, 0, scaled ? leaf_scaled : leaf_plain);
}

void path_currency_sql(const struct store *s, struct sbuf *sql, const struct path *p)
{
	walk(s, sql, p, 0, currency_sql);
}

void put_quoted(struct sbuf *expr, const char *text)
{
	sbuf_putc(expr, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			sbuf_putc(expr, '\\');
		sbuf_putc(expr, *text);
	}
	sbuf_putc(expr, '"');
}

bool path_term(struct sbuf *expr, const struct path *p, struct value v)
{
	const struct field *f = path_field(p);
	struct sbuf text = SBUF_INIT;

	if (f->type == FIELD_TAGS)
		return false;
	for (size_t i = 0; i < p->n; i++)
		sbuf_printf(expr, "%s%s", i ? "." : "", p->steps[i]->name);
	value_write(&text, f, v);
	if (v.kind == VALUE_NULL)
		sbuf_puts(expr, ":null");
	else if (f->type == FIELD_REF)
		sbuf_printf(expr, ".id:%lld", (long long)v.i);
	else
		sbuf_putc(expr, '=');
	if (v.kind != VALUE_NULL && f->type != FIELD_REF)
		put_quoted(expr, sbuf_text(&text));
	sbuf_free(&text);
	return true;
}
