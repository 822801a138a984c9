#include "view/form_field.h"

#include "base/intl.h"

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

	for (size_t i = 0; i < point_parts_count; i++) {
		struct form_field *item = add_field(f, entity_must(point, point_parts[i].field));
		item->point = &point_parts[i];
		item->label = point_parts[i].label;
		item->more = point_parts[i].more;
	}
}

void form_fields_build(struct form_fields *f, const struct entity *e, void (*taken)(struct view *v))
{
	for (unsigned pass = 0; pass < 2; pass++) {
		unsigned want = pass ? FIELD_MORE : FIELD_FORM;
		for (unsigned i = 0; i < e->nfields; i++)
			if ((e->fields[i].flags & want) && !(pass && (e->fields[i].flags & FIELD_FORM)))
				add_field(f, &e->fields[i]);
		if (!pass && entity_has_points(e))
			add_points(f);
	}
	for (size_t i = 0; i < f->n; i++) {
		f->items[i].taken = taken;
		f->items[i].adds = true;
	}
}

void form_fields_build_one(struct form_fields *f, const struct field *field, void (*taken)(struct view *v))
{
	add_field(f, field)->taken = taken;
}

static bool is_listed(const char *list, const char *name)
{
	size_t len = strlen(name);

	for (; *list; list += strcspn(list, ","), list += *list == ',')
		if (strcspn(list, ",") == len && !memcmp(list, name, len))
			return true;
	return false;
}

static void free_field(struct form_field *item)
{
	editor_free(&item->editor);
	free(item->was);
	free(item->then);
}

void form_fields_keep(struct form_fields *f, const char *list)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		if (!f->items[i].point && is_listed(list, f->items[i].field->name))
			f->items[n++] = f->items[i];
		else
			free_field(&f->items[i]);
	f->n = n;
}

void form_fields_free(struct form_fields *f)
{
	for (size_t i = 0; i < f->n; i++)
		free_field(&f->items[i]);
	free(f->items);
	memset(f, 0, sizeof(*f));
}

struct form_field *form_fields_find(struct form_fields *f, const char *name)
{
	for (int points = 0; points < 2; points++)
		for (size_t i = 0; i < f->n; i++) {
			const struct point_part *point = f->items[i].point;
			if (!strcmp(point ? point->name : f->items[i].field->name, name) && !point == !points)
				return &f->items[i];
		}
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
		value_type(&text, f->field, v);
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

const char *form_field_written(const struct form_field *f, struct arena *a)
{
	if (f->value.kind == VALUE_INT && f->field->type == FIELD_REF)
		return arena_printf(a, "%lld", (long long)f->value.i);
	if (f->value.kind == VALUE_TEXT && f->field->type == FIELD_CHOICE)
		return arena_strdup(a, f->value.s);
	return arena_strdup(a, editor_text(&f->editor));
}

void form_field_choose(struct form_field *f, int reading, const struct value_context *c)
{
	struct sbuf text = SBUF_INIT;

	(void)c;
	f->value = f->readings[reading];
	value_type(&text, f->field, f->value);
	editor_set(&f->editor, sbuf_text(&text));
	sbuf_free(&text);
	f->nreadings = 1;
	error_clear(&f->error);
}

static void load_point(struct form_fields *f, const struct table *t, enum point_id kind,
		       int64_t points[POINT_KINDS], struct arena *arena)
{
	int row = point_first(t, kind);

	if (row < 0)
		return;
	points[kind] = t->rows[row].id;
	for (size_t i = 0; i < f->n; i++) {
		struct form_field *item = &f->items[i];
		if (!item->point || item->point->point != kind)
			continue;
		form_field_set(item, table_get(t, (size_t)row, item->field->name), NULL, arena);
		settle(item);
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
	for (int i = 0; i < POINT_KINDS; i++)
		load_point(f, answer_table(a, "points"), (enum point_id)i, points, arena);
}

bool form_field_is_new(const struct form_field *f)
{
	return f->field->type == FIELD_REF && f->value.kind == VALUE_INT && f->value.i <= FORM_NEW &&
	       *editor_text(&f->editor);
}

/* "type=supplier" of the field that it is added for. */
static void set_also(struct change *c, const char *also)
{
	const char *is = also ? strchr(also, '=') : NULL;
	char *name = is ? xstrndup(also, (size_t)(is - also)) : NULL;

	if (is)
		change_set(c, entity_must(c->entity, name), value_text(is + 1));
	free(name);
}

/* In the same request the n-th change is called -n. Two fields may name the same new one. */
static int64_t add_new(const struct form_field *f, struct change *out, size_t *n)
{
	const struct entity *e = entity_find(f->field->ref);
	const char *name = editor_text(&f->editor);

	for (size_t i = 0; i < *n; i++)
		if (out[i].entity == e && text_same(out[i].fields[0].value.s, name))
			return -(int64_t)i - 1;
	out[*n] = (struct change){ .kind = CHANGE_SAVE, .entity = e };
	change_set(&out[*n], entity_must(e, e->title), value_text(name));
	set_also(&out[*n], f->field->adds);
	return -(int64_t)++*n;
}

static bool save_point(const struct form_fields *f, enum point_id kind, const struct entity *owner,
		       int64_t owner_id, int64_t point, struct change *c)
{
	bool adds = owner_id < 0;

	bool says = false;

	*c = (struct change){ .kind = CHANGE_SAVE };
	for (size_t i = 0; i < f->n; i++) {
		const struct form_field *item = &f->items[i];
		if (!item->point || item->point->point != kind)
			continue;
		says |= *editor_text(&item->editor) != '\0';
		if (adds ? item->value.kind != VALUE_NULL : form_field_changed(item))
			change_set(c, item->field, item->value);
	}
	return point_change(c, kind, point, says, owner, owner_id);
}

size_t form_fields_changes(struct form_fields *f, const struct entity *e, int64_t id,
			   int64_t base, const int64_t points[POINT_KINDS], struct change *out, size_t *at)
{
	struct change own = { .kind = CHANGE_SAVE, .entity = e, .id = id, .base = base };
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		struct form_field *item = &f->items[i];
		if (form_field_is_new(item))
			item->value = value_ref(add_new(item, out, &n), NULL);
		if (!item->point && (id ? form_field_changed(item) : item->value.kind != VALUE_NULL))
			change_set(&own, item->field, item->value);
	}
	*at = n;
	out[n++] = own;
	for (int i = 0; entity_has_points(e) && i < POINT_KINDS; i++)
		if (save_point(f, (enum point_id)i, e, id ? id : -(int64_t)*at - 1, points[i], &out[n]))
			n++;
		else
			change_free(&out[n]);
	return n;
}

void form_fields_added(struct form_fields *f, const int64_t *ids, size_t n)
{
	for (size_t i = 0; i < f->n; i++) {
		struct form_field *item = &f->items[i];
		if (form_field_is_new(item) && item->value.i < 0 && (size_t)-item->value.i <= n)
			item->value = value_ref(ids[-item->value.i - 1], NULL);
	}
}

/* No field of its own that a record's form asks for is called as a part of a point. */
static const char *name_of(const struct form_field *f)
{
	return f->point ? f->point->name : f->field->name;
}

static void write_line(struct sbuf *out, const char *name, char mark, const char *text)
{
	sbuf_printf(out, "%s%c", name, mark);
	for (; *text; text++) {
		if (*text == '\\' || *text == '\n')
			sbuf_putc(out, '\\');
		sbuf_putc(out, *text == '\n' ? 'n' : *text);
	}
	sbuf_putc(out, '\n');
}

/* Line breaks and backslashes in a text are escaped, a reference keeps its id. */
void form_fields_write(const struct form_fields *f, bool all, struct sbuf *out)
{
	struct sbuf text = SBUF_INIT;

	for (size_t i = 0; i < f->n; i++) {
		const struct form_field *item = &f->items[i];
		if (!form_field_changed(item) && !(all && *editor_text(&item->editor)))
			continue;
		if (*item->was && !all)
			write_line(out, name_of(item), '<', item->was);
		sbuf_reset(&text);
		if (item->field->type == FIELD_REF)
			sbuf_printf(&text, "%lld ", (long long)item->value.i);
		sbuf_puts(&text, editor_text(&item->editor));
		write_line(out, name_of(item), '=', sbuf_text(&text));
	}
	sbuf_free(&text);
}

static struct form_field *find_written(struct form_fields *f, const char *name, size_t len)
{
	for (size_t i = 0; i < f->n; i++)
		if (strlen(name_of(&f->items[i])) == len && !memcmp(name_of(&f->items[i]), name, len))
			return &f->items[i];
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

static void restore_text(struct form_field *item, const char *text)
{
	if (item->field->type == FIELD_REF) {
		char *rest;
		item->value = value_ref(strtoll(text, &rest, 10), NULL);
		text = rest + (*rest == ' ');
	}
	editor_set(&item->editor, text);
}

void form_fields_restore(struct form_fields *f, const char *text)
{
	for (const char *line = text, *end; *line; line = *end ? end + 1 : end) {
		size_t name = strcspn(line, "=<\n");
		struct form_field *item = find_written(f, line, name);
		struct sbuf written = SBUF_INIT;
		end = line + strcspn(line, "\n");
		if (!item || line + name == end)
			continue;
		unescape(&written, line + name + 1, end);
		if (line[name] == '=') {
			restore_text(item, sbuf_text(&written));
		} else if (strcmp(sbuf_text(&written), item->was) != 0) {
			free(item->then);
			item->then = xstrdup(sbuf_text(&written));
		}
		sbuf_free(&written);
	}
}
