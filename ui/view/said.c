#include "view/said.h"

#define LABEL_W 10

const char *said_cell(const struct table *t, size_t row, const char *column)
{
	struct value v = table_get(t, row, column);

	return v.kind == VALUE_TEXT ? v.s : "";
}

bool said_is_asked(const struct table *t, size_t row)
{
	return table_get(t, row, "asked").i != 0;
}

int said_row(const struct table *t, enum said_field f)
{
	for (size_t i = 0; t && i < t->nrows; i++)
		if (!strcmp(said_cell(t, i, "part"), said_names[f].name))
			return (int)i;
	return -1;
}

/* Which parts stand in a line of the box, in this order. */
static const struct {
	enum said_field parts[7]; /* ends with SAID_FIELDS; the first gives the line its name */
} lines[SAID_LINES] = {
	{ { SAID_WHEN, SAID_REPEATS, SAID_DIRECTION, SAID_WHO, SAID_DURATION, SAID_OUTCOME, SAID_FIELDS } },
	{ { SAID_DEAL, SAID_AMOUNT, SAID_CLOSE, SAID_FIELDS } },
	{ { SAID_STAGE, SAID_REASON, SAID_FIELDS } },
	{ { SAID_NEXT_KIND, SAID_NEXT, SAID_NEXT_REPEATS, SAID_NEXT_LASTS, SAID_NEXT_ABOUT, SAID_FIELDS } },
	{ { SAID_ABOUT, SAID_FIELDS } },
};

static int draw_part(struct grid *g, const struct table *t, int row, bool labelled, int x, int y, int w)
{
	unsigned role = said_is_asked(t, (size_t)row) ? ROLE_ATTENTION : ROLE_DIALOG;
	int used = 0;

	if (labelled)
		used += grid_put(g, x, y, w, ROLE_QUIET, said_cell(t, (size_t)row, "label")) + 1;
	used += grid_put_fit(g, x + used, y, w - used, role, said_cell(t, (size_t)row, "shown"));
	if (role == ROLE_ATTENTION)
		used += grid_put(g, x + used, y, w - used, role, " ?");
	return used + 2;
}

/* The name of a line: of the first one the kind itself. */
static void draw_label(struct grid *g, const struct table *t, size_t i, struct rect line)
{
	int kind = i ? -1 : said_row(t, SAID_KIND);

	grid_put_fit(g, line.x, line.y, LABEL_W - 1, ROLE_QUIET,
		     kind >= 0 ? said_cell(t, (size_t)kind, "shown") : _(said_names[lines[i].parts[0]].label));
}

static bool has_parts(const struct table *t, size_t i)
{
	for (const enum said_field *f = lines[i].parts; *f != SAID_FIELDS; f++)
		if (said_row(t, *f) >= 0)
			return true;
	return !i && said_row(t, SAID_KIND) >= 0;
}

static void draw_line(struct grid *g, const struct table *t, size_t i, struct rect line)
{
	int end = line.x + line.w, x = line.x + LABEL_W;

	draw_label(g, t, i, line);
	if (!i && said_row(t, SAID_KIND) >= 0 && said_row(t, SAID_WHEN) < 0)
		x += grid_put(g, x, line.y, end - x, ROLE_DIALOG, _("now")) + 2;
	for (const enum said_field *f = lines[i].parts; *f != SAID_FIELDS && x < end; f++) {
		int row = said_row(t, *f);

		if (row >= 0)
			x += draw_part(g, t, row, *f == SAID_CLOSE, x, line.y, end - x);
	}
}

void said_draw(struct grid *g, const struct table *t, struct rect r)
{
	int y = 0;

	for (size_t i = 0; t && i < SAID_LINES; i++)
		if (has_parts(t, i))
			draw_line(g, t, i, rect_row(r, y++));
}
