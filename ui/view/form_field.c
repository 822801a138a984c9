#include "view/form_field.h"

#include "base/intl.h"

static const char *const point_kinds[POINT_KINDS] = { "phone", "email", "address" };

/* A customer's or a contact's form asks for the first point of each kind in line. */
static const struct {
	const char *kind, *field, *label;
	bool more;
} point_rows[] = {
	{ "phone", "value", N_("Phone"), false },
	{ "email", "value", N_("E-mail"), false },
	{ "address", "value", N_("Street"), true },
	{ "address", "postcode", N_("Postcode"), true },
	{ "address", "city", N_("City"), false },
	{ "address", "country", N_("Country"), true },
};

static struct form_field *add_field(struct form_fields *f, const struct field *field)
{
	struct form_field *item = array_add(&f->items, &f->n, &f->room, sizeof(*item));

	item->field = field;
	item->label = field->label;
	item->more = !(field->flags & FIELD_FORM);
	item->was = xstrdup("");
	return item;
}

static void add_points(struct form_fields *f)
{
	const struct entity *point = entity_at(ENTITY_POINT);

	for (size_t i = 0; i < LENGTH(point_rows); i++) {
		struct form_field *item = add_field(f, entity_must(point, point_rows[i].field));
		item->point = point_rows[i].kind;
		item->label = point_rows[i].label;
		item->more = point_rows[i].more;
	}
}

void form_fields_build(struct form_fields *f, const struct entity *e)
{
	bool reachable = e->id == ENTITY_CUSTOMER || e->id == ENTITY_CONTACT;

	for (unsigned pass = 0; pass < 2; pass++) {
		unsigned want = pass ? FIELD_MORE : FIELD_FORM;
		for (unsigned i = 0; i < e->nfields; i++)
			if ((e->fields[i].flags & want) && !(pass && (e->fields[i].flags & FIELD_FORM)))
				add_field(f, &e->fields[i]);
		if (!pass && reachable)
			add_points(f);
	}
}

void form_fields_free(struct form_fields *f)
{
	for (size_t i = 0; i < f->n; i++) {
		editor_free(&f->items[i].editor);
		free(f->items[i].was);
	}
	free(f->items);
	memset(f, 0, sizeof(*f));
}

struct form_field *form_fields_find(struct form_fields *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (!f->items[i].point && !strcmp(f->items[i].field->name, name))
			return &f->items[i];
	return NULL;
}

void form_field_set(struct form_field *f, struct value v, const char *title, struct arena *a)
{
	struct sbuf text = SBUF_INIT;

	f->value = value_copy(a, v);
	if (title)
		sbuf_puts(&text, title);
	else if (f->field->type == FIELD_CHOICE && v.kind == VALUE_TEXT &&
		 choice_find(f->field->choices, v.s))
		sbuf_puts(&text, _(choice_find(f->field->choices, v.s)->label));
	else
		value_write(&text, f->field, v);
	editor_set(&f->editor, sbuf_text(&text));
	error_clear(&f->error);
	f->nreadings = 1;
	sbuf_free(&text);
}

bool form_field_changed(const struct form_field *f)
{
	return strcmp(editor_text(&f->editor), f->was) != 0;
}

static void settle(struct form_field *f)
{
	free(f->was);
	f->was = xstrdup(editor_text(&f->editor));
}

void form_fields_settle(struct form_fields *f)
{
	for (size_t i = 0; i < f->n; i++)
		settle(&f->items[i]);
}

void form_field_read(struct form_field *f, const struct value_context *c, struct arena *a)
{
	const char *text = editor_text(&f->editor);

	error_clear(&f->error);
	if (f->field->type == FIELD_REF) {
		if (!*text)
			f->value = VALUE_NONE;
		return;
	}
	if (f->nreadings == 1 && f->value.kind != VALUE_NULL && !form_field_changed(f))
		return;
	f->nreadings = value_read(f->field, text, c, a, f->readings, &f->error);
	if (f->nreadings == 1)
		f->value = f->readings[0];
	else if (f->nreadings == 2)
		error_set(&f->error, ERROR_CONFLICT, _("\"%s\" can mean two things; choose one."), text);
	if (f->nreadings == 1 && f->value.kind == VALUE_NULL && (f->field->flags & FIELD_REQUIRED) &&
	    !f->point)
		error_set(&f->error, ERROR_USAGE, _("%s is needed."), _(f->label));
}

void form_field_choose(struct form_field *f, int reading, const struct value_context *c)
{
	struct sbuf text = SBUF_INIT;

	(void)c;
	f->value = f->readings[reading];
	value_write(&text, f->field, f->value);
	editor_set(&f->editor, sbuf_text(&text));
	sbuf_free(&text);
	f->nreadings = 1;
	error_clear(&f->error);
}

static int point_index(const char *kind)
{
	for (int i = 0; i < POINT_KINDS; i++)
		if (!strcmp(point_kinds[i], kind))
			return i;
	BUG("no point of kind %s", kind);
}

static void load_points(struct form_fields *f, const struct table *t, int64_t points[POINT_KINDS],
			struct arena *arena)
{
	for (size_t row = 0; t && row < t->nrows; row++) {
		struct value kind = table_get(t, row, "kind");
		int at = kind.kind == VALUE_TEXT ? point_index(kind.s) : 0;
		if (points[at])
			continue;
		points[at] = t->rows[row].id;
		for (size_t i = 0; i < f->n; i++)
			if (f->items[i].point && !strcmp(f->items[i].point, kind.s)) {
				form_field_set(&f->items[i],
					       table_get(t, row, f->items[i].field->name), NULL,
					       arena);
				settle(&f->items[i]);
			}
	}
}

void form_fields_load(struct form_fields *f, const struct answer *a, int64_t points[POINT_KINDS],
		      struct arena *arena)
{
	const struct table *facts = answer_table(a, "facts");

	for (size_t i = 0; facts && facts->nrows && i < f->n; i++) {
		struct form_field *item = &f->items[i];
		struct value v;
		if (item->point)
			continue;
		v = table_get(facts, 0, item->field->name);
		form_field_set(item, v, item->field->type == FIELD_REF ? (v.s ? v.s : "") : NULL, arena);
		settle(item);
	}
	load_points(f, answer_table(a, "points"), points, arena);
}

static void point_change(const struct form_fields *f, const char *kind, const struct entity *owner,
			 int64_t id, int64_t point, struct change *c)
{
	const struct entity *e = entity_at(ENTITY_POINT);

	*c = (struct change){ .kind = CHANGE_SAVE, .entity = e, .id = point };
	for (size_t i = 0; i < f->n; i++) {
		const struct form_field *item = &f->items[i];
		if (item->point && !strcmp(item->point, kind) && form_field_changed(item))
			change_set(c, item->field, item->value);
	}
	if (!c->nfields || point)
		return;
	change_set(c, entity_must(e, "kind"), value_text(kind));
	change_set(c, entity_must(e, owner->name), value_ref(id ? id : -1, NULL));
}

size_t form_fields_changes(const struct form_fields *f, const struct entity *e, int64_t id,
			   int64_t base, const int64_t points[POINT_KINDS],
			   struct change out[1 + POINT_KINDS])
{
	size_t n = 1;

	out[0] = (struct change){ .kind = CHANGE_SAVE, .entity = e, .id = id, .base = base };
	for (size_t i = 0; i < f->n; i++)
		if (!f->items[i].point && (id ? form_field_changed(&f->items[i]) :
						f->items[i].value.kind != VALUE_NULL))
			change_set(&out[0], f->items[i].field, f->items[i].value);
	for (int i = 0; i < POINT_KINDS && (e->id == ENTITY_CUSTOMER || e->id == ENTITY_CONTACT); i++) {
		point_change(f, point_kinds[i], e, id, points[i], &out[n]);
		if (out[n].nfields)
			n++;
	}
	return n;
}

/* NAME=TEXT a line; line breaks and backslashes in a text are escaped, a reference keeps its id. */
void form_fields_write(const struct form_fields *f, struct sbuf *out)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct form_field *item = &f->items[i];
		if (!form_field_changed(item))
			continue;
		sbuf_printf(out, "%s%s%s=", item->point ? item->point : "", item->point ? "." : "",
			    item->field->name);
		if (item->field->type == FIELD_REF)
			sbuf_printf(out, "%lld ", (long long)item->value.i);
		for (const char *p = editor_text(&item->editor); *p; p++) {
			if (*p == '\\' || *p == '\n')
				sbuf_putc(out, '\\');
			sbuf_putc(out, *p == '\n' ? 'n' : *p);
		}
		sbuf_putc(out, '\n');
	}
}

static struct form_field *find_written(struct form_fields *f, const char *name, size_t len)
{
	const char *dot = memchr(name, '.', len);
	size_t skip = dot ? (size_t)(dot - name) + 1 : 0;

	for (size_t i = 0; i < f->n; i++) {
		struct form_field *item = &f->items[i];
		if ((item->point != NULL) != (dot != NULL) ||
		    (dot && (strncmp(item->point, name, skip - 1) || item->point[skip - 1])))
			continue;
		if (strlen(item->field->name) == len - skip &&
		    !memcmp(item->field->name, name + skip, len - skip))
			return item;
	}
	return NULL;
}

static void unescape(struct sbuf *out, const char *p, const char *end)
{
	for (; p < end; p++) {
		if (*p == '\\' && p + 1 < end)
			sbuf_putc(out, *++p == 'n' ? '\n' : *p);
		else
			sbuf_putc(out, *p);
	}
}

void form_fields_restore(struct form_fields *f, const char *text)
{
	for (const char *line = text, *end; *line; line = *end ? end + 1 : end) {
		const char *equals = strchr(line, '=');
		struct form_field *item;
		struct sbuf typed = SBUF_INIT;
		end = line + strcspn(line, "\n");
		if (!equals || equals > end)
			continue;
		item = find_written(f, line, (size_t)(equals - line));
		equals++;
		if (item && item->field->type == FIELD_REF) {
			char *rest;
			item->value = value_ref(strtoll(equals, &rest, 10), NULL);
			equals = rest + (*rest == ' ');
		}
		unescape(&typed, equals, end);
		if (item)
			editor_set(&item->editor, sbuf_text(&typed));
		sbuf_free(&typed);
	}
}
