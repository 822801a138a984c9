#include "widget_fixture.h"

static struct sbuf text;

static void add_columns(struct table *t, const char *columns)
{
	char *copy = xstrdup(columns), *save = NULL;

	for (char *c = strtok_r(copy, " ", &save); c; c = strtok_r(NULL, " ", &save)) {
		char *width = strchr(c, ':');
		bool money = strchr(width, '!');
		const char *name;
		struct column *column;
		*width = '\0';
		name = arena_strdup(&t->arena, c);
		column = table_add_column(t, name, name, money ? FIELD_INT : FIELD_TEXT);
		column->field.width = (short)strtol(width + 1, NULL, 10);
	}
	free(copy);
}

static void add_row(struct table *t, const char *words)
{
	struct row *r = table_add_row(t);
	char *copy = xstrdup(words), *at;

	r->id = strtoll(copy, &at, 10);
	at += *at == ' ';
	for (size_t i = 0; i < t->ncolumns && at; i++) {
		char *cell = strsep(&at, "|");
		if (!*cell)
			continue;
		if (t->columns[i].field.type == FIELD_INT)
			table_set(t, r, i, value_int(strtoll(cell, NULL, 10)));
		else
			table_set(t, r, i, value_text(cell));
	}
	free(copy);
}

struct table *words_table(const char *name, const char *columns, const char *const *rows)
{
	struct table *t = table_new(name);

	add_columns(t, columns);
	for (; *rows; rows++)
		add_row(t, *rows);
	t->total = -1;
	return t;
}

struct table *window_table(int64_t offset, size_t count, int64_t total)
{
	struct table *t = table_new("rows");

	add_columns(t, "name:10");
	for (size_t i = 0; i < count; i++) {
		char *words = xasprintf("%lld r%lld", (long long)(1000 + offset + (int64_t)i),
					(long long)(offset + (int64_t)i));
		add_row(t, words);
		free(words);
	}
	t->offset = offset;
	t->total = total;
	return t;
}

const char *grid_text(const struct grid *g)
{
	sbuf_reset(&text);
	grid_dump(g, &text);
	return sbuf_text(&text);
}

const char *grid_roles(const struct grid *g)
{
	sbuf_reset(&text);
	grid_dump_roles(g, &text);
	return sbuf_text(&text);
}
