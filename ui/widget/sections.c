#include "widget/sections.h"

#include "base/number.h"

void sections_free(struct sections *s)
{
	free(s->items);
	free(s->sought);
	marks_free(&s->marks);
	memset(s, 0, sizeof(*s));
}

void sections_reset(struct sections *s)
{
	s->n = 0;
	s->ended = false;
}

void sections_rewind(struct sections *s)
{
	s->section = s->row = s->come = 0;
	s->id = 0;
	s->top = 0;
	free(s->sought);
	s->sought = NULL;
}

struct section *sections_add(struct sections *s, struct table *t)
{
	struct section *item = array_add(&s->items, &s->n, &s->room, sizeof(*s->items));

	item->table = t;
	return item;
}

static size_t rows_of(const struct sections *s, size_t i)
{
	return i < s->n && s->items[i].table ? s->items[i].table->nrows : 0;
}

/* The places for the cursor in it. */
static size_t stops_of(const struct sections *s, size_t i)
{
	size_t rows = rows_of(s, i);

	return rows || i >= s->n ? rows : s->items[i].stop;
}

bool sections_any(const struct sections *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (stops_of(s, i))
			return true;
	return false;
}

size_t sections_count(const struct sections *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += rows_of(s, i);
	return n;
}

const struct table *sections_table(const struct sections *s)
{
	return s->section < s->n ? s->items[s->section].table : NULL;
}

const struct row *sections_row(const struct sections *s)
{
	return s->row < rows_of(s, s->section) ? &s->items[s->section].table->rows[s->row] : NULL;
}

static void remember(struct sections *s)
{
	const struct row *r = sections_row(s);

	s->entity = r ? r->entity : NULL;
	s->id = r ? r->id : 0;
}

/* Whether the row is of the record that the cursor was on. */
static bool is_same(const struct sections *s, const struct row *r)
{
	return r->id == s->id && r->entity == s->entity;
}

static bool find_same(struct sections *s)
{
	for (size_t i = 0; s->id && i < s->n; i++)
		for (size_t j = 0; j < rows_of(s, i); j++)
			if (is_same(s, &s->items[i].table->rows[j])) {
				s->section = i;
				s->row = j;
				return true;
			}
	return false;
}

/* One step from the cursor to the nearest place there is. */
static bool step(struct sections *s, int by)
{
	size_t i = s->section;

	if (by > 0 ? s->row + 1 < stops_of(s, i) : s->row > 0 && s->row <= stops_of(s, i)) {
		s->row = by > 0 ? s->row + 1 : s->row - 1;
		return true;
	}
	while (by > 0 ? ++i < s->n : i-- > 0) {
		if (!stops_of(s, i))
			continue;
		s->section = i;
		s->row = by > 0 ? 0 : stops_of(s, i) - 1;
		return true;
	}
	return false;
}

static bool is_marked(const struct sections *s, const struct row *r)
{
	return r->entity && r->entity == s->marked && marks_has(&s->marks, r->id);
}

/* What is not shown any more must not be acted on. */
static void keep_shown_marks(struct sections *s)
{
	struct marks shown = { 0 };

	for (size_t i = 0; s->marks.n && i < s->n; i++)
		for (size_t j = 0; j < rows_of(s, i); j++)
			if (is_marked(s, &s->items[i].table->rows[j]))
				marks_set(&shown, s->items[i].table->rows[j].id, true);
	marks_free(&s->marks);
	s->marks = shown;
}

static void mark(struct sections *s, const struct row *r)
{
	if (!r || !r->entity || !r->id)
		return;
	if (r->entity != s->marked)
		marks_clear(&s->marks);
	s->marked = r->entity;
	marks_toggle(&s->marks, r->id);
}

void sections_mark(struct sections *s)
{
	mark(s, sections_row(s));
}

void sections_mark_all(struct sections *s)
{
	for (size_t i = 0; i < rows_of(s, s->section); i++)
		mark(s, &s->items[s->section].table->rows[i]);
}

void sections_settle(struct sections *s)
{
	const struct row *r = sections_row(s);

	keep_shown_marks(s);
	if (r && (!s->id || is_same(s, r))) {
		remember(s);
		return;
	}
	if (find_same(s))
		return;
	if (s->section >= s->n)
		s->section = s->n ? s->n - 1 : 0;
	if (stops_of(s, s->section)) {
		if (s->row >= stops_of(s, s->section))
			s->row = stops_of(s, s->section) - 1;
	} else if (!step(s, 1)) {
		step(s, -1);
	}
	remember(s);
}

void sections_move(struct sections *s, int by)
{
	for (int i = by < 0 ? -by : by; i > 0; i--)
		if (!step(s, by))
			break;
	remember(s);
}

bool sections_next(struct sections *s, int by)
{
	size_t section = s->section, row = s->row;

	while (step(s, by))
		if (s->section != section) {
			s->row = 0;
			remember(s);
			return true;
		}
	s->section = section;
	s->row = row;
	return false;
}

void sections_first(struct sections *s)
{
	s->section = s->row = 0;
	if (!stops_of(s, 0))
		step(s, 1);
	s->top = 0;
	remember(s);
}

void sections_last(struct sections *s)
{
	s->section = s->n ? s->n - 1 : 0;
	s->row = stops_of(s, s->section) ? stops_of(s, s->section) - 1 : 0;
	if (!stops_of(s, s->section))
		step(s, -1);
	remember(s);
}

static bool row_has(const struct table *t, const struct row *r, const char *words,
		    const struct value_context *c)
{
	struct sbuf text = SBUF_INIT;
	bool found;

	for (size_t i = 0; i < t->ncolumns; i++) {
		value_show(&text, &t->columns[i].field, r->cells[i], c);
		sbuf_putc(&text, ' ');
	}
	found = text_finds(sbuf_text(&text), words);
	sbuf_free(&text);
	return found;
}

struct table *sections_paged(const struct sections *s)
{
	for (size_t i = 0; s->pages && i < s->n; i++)
		if (!strcmp(s->items[i].table->name, s->pages))
			return s->items[i].table;
	return NULL;
}

bool sections_has_more(const struct sections *s)
{
	const struct table *t = sections_paged(s);

	return t && !s->ended && (int64_t)t->nrows < t->total;
}

bool sections_at_more(const struct sections *s)
{
	return sections_has_more(s) && sections_paged(s) == sections_table(s) &&
	       s->row + 1 >= sections_paged(s)->nrows;
}

int sections_find(struct sections *s, const char *words, int by, const struct value_context *c)
{
	size_t section = s->section, row = s->row;
	bool more = false;

	while (!(more = by > 0 && sections_at_more(s)) && step(s, by))
		if (sections_row(s) && row_has(sections_table(s), sections_row(s), words, c)) {
			remember(s);
			return 1;
		}
	s->section = section;
	s->row = row;
	return more ? -1 : 0;
}

static bool shown(const struct section *item)
{
	return item->table && (item->table->nrows || item->empty);
}

static bool is_line(const struct section *item)
{
	return item->stop && !item->table->nrows;
}

/* What stands above its rows: its head, perhaps its columns' heads; beside a head in the margin its note. */
static int head_lines(const struct sections *s, const struct section *item)
{
	if (is_line(item))
		return 0;
	return s->margin ? item->table->note != NULL : 1 + item->columns;
}

/* These, its rows, and a blank line. */
static int lines_of(const struct sections *s, const struct section *item)
{
	int rows = (int)item->table->nrows;

	if (is_line(item))
		return 1;
	return head_lines(s, item) + (rows ? rows : 1) + (s->margin ? s->gap : 1);
}

/* The line on which the cursor stands, the first of all being 0. */
static int cursor_line(const struct sections *s)
{
	int y = 0;

	for (size_t i = 0; i < s->n && i < s->section; i++)
		if (shown(&s->items[i]))
			y += lines_of(s, &s->items[i]);
	if (s->section < s->n)
		y += head_lines(s, &s->items[s->section]);
	return y + (int)s->row;
}

/* But for the blank one below the last. */
static int all_lines(const struct sections *s)
{
	int lines = 0;

	for (size_t i = 0; i < s->n; i++)
		lines += shown(&s->items[i]) ? lines_of(s, &s->items[i]) : 0;
	return s->n && is_line(&s->items[s->n - 1]) ? lines : lines - 1;
}

/* Keeps the cursor on the screen, and on a section's first row its head too. */
static void scroll(struct sections *s)
{
	int y = cursor_line(s), head = 0;

	if (s->section < s->n && !s->row)
		head = head_lines(s, &s->items[s->section]);
	if (y - head < s->top)
		s->top = y - head;
	if (y >= s->top + s->height)
		s->top = y - s->height + 1;
	if (s->top > all_lines(s) - s->height)
		s->top = all_lines(s) - s->height;
	if (s->top < 0)
		s->top = 0;
}

static void draw_head(struct grid *g, struct rect line, const struct section *item)
{
	const struct table *t = item->table;
	int64_t total = t->total >= 0 ? t->total : (int64_t)t->nrows;
	const char *head = item->head ? item->head : _(t->title ? t->title : t->name);
	int used = grid_put(g, line.x + 1, line.y, line.w - 8, ROLE_HEADER, head);

	if (t->note && !item->noted)
		grid_put_fit(g, line.x + used + 3, line.y, line.w - used - 12, ROLE_QUIET, t->note);
	if (total) {
		struct sbuf count = SBUF_INIT;
		number_group(&count, total, 0, 0);
		grid_put_right(g, line.x, line.y, line.w - 1, ROLE_QUIET, sbuf_text(&count));
		sbuf_free(&count);
	}
}

/* Takes the margin off the line. What has more rows than there are says so below its name: it takes no room. */
static void draw_beside(const struct sections *s, struct grid *g, struct rect *line, const struct section *item)
{
	const struct table *t = item->table;

	grid_put_fit(g, line->x + 1, line->y, s->margin - 2, ROLE_HEADER,
		     item->head ? item->head : _(t->title ? t->title : t->name));
	if (t->total > (int64_t)t->nrows && t->nrows > 1)
		grid_printf(g, line->x + 1, line->y + 1, s->margin - 2, ROLE_QUIET, _("%s of %s"),
			    NUMBER_TEXT((int64_t)t->nrows), NUMBER_TEXT(t->total));
	line->x += s->margin;
	line->w -= s->margin;
	if (t->note)
		grid_put_fit(g, line->x + ROWS_GUTTER, line->y, line->w - ROWS_GUTTER, ROLE_QUIET, t->note);
	line->y += head_lines(s, item);
}

#define STOP_HEAD 18 /* columns of its head */

/* An empty section to which one can add. */
static int draw_line(struct sections *s, size_t i, struct grid *g, struct rect line, bool focus)
{
	const struct section *item = &s->items[i];
	const struct table *t = item->table;
	bool here = i == s->section;

	grid_put_fit(g, line.x + 1, line.y, STOP_HEAD, ROLE_HEADER,
		     item->head ? item->head : _(t->title ? t->title : t->name));
	grid_put_fit(g, line.x + STOP_HEAD + 2, line.y, line.w - STOP_HEAD - 3, ROLE_QUIET, item->empty);
	grid_zone(g, line, here ? ZONE_HERE : ZONE_ROW, 0);
	if (here && focus) {
		grid_select(g, line);
		grid_cursor(g, line.x + 1, line.y, false);
	}
	return 1;
}

static void lay(const struct sections *s, const struct section *item, struct rows_layout *l, struct grid *g,
		struct rect line, const struct rows_style *style)
{
	int need[ROWS_MAX_COLUMNS] = { 0 }, x = line.x + ROWS_GUTTER, width = line.w - ROWS_GUTTER - 1;

	rows_lay(l, item->table, x, width, NULL);
	/* Sections of the same columns stay under one another, so what one needs all get. */
	for (size_t i = 0; i < s->n; i++)
		if (table_alike(s->items[i].table, item->table))
			rows_need(need, s->items[i].table, g, style);
	rows_even(l, need, x, width);
}

static int draw_section(struct sections *s, size_t i, struct grid *g, struct rect line,
			struct rows_style *style)
{
	struct section *item = &s->items[i];
	struct rows_layout columns;

	if (is_line(item))
		return draw_line(s, i, g, line, style->focus);
	if (s->margin)
		draw_beside(s, g, &line, item);
	style->bare = !item->columns || s->margin;
	lay(s, item, &columns, g, line, style);
	if (!s->margin) {
		draw_head(g, line, item);
		line.y++;
	}
	if (item->columns && !s->margin) {
		rows_draw_head(g, line, item->table, &columns, style);
		line.y++;
	}
	if (!item->table->nrows) {
		grid_put_fit(g, line.x + ROWS_GUTTER, line.y, line.w - ROWS_GUTTER, ROLE_QUIET,
			     item->empty);
		if (i == s->section && style->focus)
			grid_cursor(g, line.x + ROWS_GUTTER, line.y, false);
	}
	for (size_t j = 0; j < item->table->nrows; j++, line.y++) {
		bool here = i == s->section && j == s->row;
		bool marked = is_marked(s, &item->table->rows[j]) ||
			      (item->mark && table_get(item->table, j, item->mark).kind != VALUE_NULL);
		rows_draw(g, line, item->table, j, &columns, style, here, marked);
		grid_zone(g, line, here ? ZONE_HERE : ZONE_ROW, 0);
		if (here && style->focus)
			grid_cursor(g, line.x + ROWS_GUTTER, line.y, false);
	}
	return lines_of(s, item);
}

/* With room for it the sections stand apart. */
static void set_gap(struct sections *s)
{
	s->gap = 1;
	s->gap = all_lines(s) <= s->height;
}

void sections_draw(struct sections *s, struct grid *g, struct rect r, const struct rows_style *style)
{
	struct rows_style plain = *style;
	struct rect old = grid_clip(g, r), line = { r.x, r.y, r.w, 1 };

	plain.column = -1;
	s->height = r.h;
	set_gap(s);
	scroll(s);
	line.y -= s->top;
	for (size_t i = 0; i < s->n; i++)
		if (shown(&s->items[i]))
			line.y += draw_section(s, i, g, line, &plain);
	grid_unclip(g, old);
}
