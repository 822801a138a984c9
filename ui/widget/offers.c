#include "widget/offers.h"

#define SHOWN_MOST 7 /* more would hide what the line is about */
#define HELP_MIN   12

void offers_free(struct offers *o)
{
	free(o->items);
	free(o->typed);
	arena_free(&o->arena);
	memset(o, 0, sizeof(*o));
}

void offers_begin(struct offers *o, size_t at)
{
	arena_free(&o->arena);
	o->n = 0;
	o->chosen = 0;
	o->wanted = false;
	o->at = at;
}

void offers_add(struct offers *o, const char *text, const char *label, const char *help)
{
	struct offer *item;

	for (size_t i = 0; i < o->n; i++)
		if (!strcmp(o->items[i].text, text))
			return;
	item = array_add(&o->items, &o->n, &o->room, sizeof(*item));
	item->text = arena_strdup(&o->arena, text);
	item->label = label ? arena_strdup(&o->arena, label) : NULL;
	item->help = help ? arena_strdup(&o->arena, help) : NULL;
}

/* What all have in common, in whole characters. */
static size_t common(const struct offers *o)
{
	const char *first = o->items[0].text;
	size_t same = strlen(first);

	for (size_t i = 1; i < o->n; i++)
		while (same && strncasecmp(first, o->items[i].text, same))
			same--;
	while (same && ((unsigned char)first[same] & 0xC0) == 0x80)
		same--;
	return same;
}

static void write_in(struct offers *o, struct editor *ed, const char *text, size_t len)
{
	sbuf_erase(&ed->text, o->at, ed->at - o->at);
	sbuf_insert(&ed->text, o->at, text, len);
	ed->at = o->at + len;
}

/* The next one, or the one before; between the last and the first stands what was typed. */
static enum offers_result step(struct offers *o, struct editor *ed, int by)
{
	int all = (int)o->n + 1;
	const char *text;

	if (!o->chosen) {
		free(o->typed);
		o->typed = xstrndup(editor_text(ed) + o->at, ed->at - o->at);
	}
	o->chosen = (o->chosen + by + all) % all;
	text = o->chosen ? o->items[o->chosen - 1].text : o->typed;
	write_in(o, ed, text, strlen(text));
	return OFFERS_STEPPED;
}

/* The only one is written at once, and what all have in common; then one after the other. */
static enum offers_result tab(struct offers *o, struct editor *ed)
{
	size_t typed = ed->at - o->at, same = common(o);
	const char *text = o->items[0].text;

	if (!o->chosen && (o->n == 1 || (same > typed && !strncasecmp(text, editor_text(ed) + o->at, typed)))) {
		write_in(o, ed, text, o->n == 1 ? strlen(text) : same);
		return OFFERS_WRITTEN;
	}
	if (!o->chosen && !typed && !o->wanted) { /* they are looked at first */
		o->wanted = true;
		return OFFERS_STEPPED;
	}
	return step(o, ed, 1);
}

enum offers_result offers_key(struct offers *o, struct editor *ed, uint32_t key)
{
	if (!o->n || o->at > ed->at)
		return OFFERS_NOT;
	switch (key) {
	case K_TAB:
		return tab(o, ed);
	case K_SHIFT | K_TAB:
		return step(o, ed, -1);
	case K_DOWN:
		return step(o, ed, 1);
	case K_UP:
		return o->chosen ? step(o, ed, -1) : OFFERS_NOT;
	default:
		return OFFERS_NOT;
	}
}

/* What is typed already says the only thing that could come. */
static bool is_said(const struct offers *o, const struct editor *ed)
{
	size_t len = strlen(o->items[0].text);

	return o->n == 1 && ed->at - o->at == len && !memcmp(o->items[0].text, editor_text(ed) + o->at, len);
}

int offers_rows(const struct offers *o, const struct editor *ed, int height)
{
	int rows = (int)o->n < SHOWN_MOST ? (int)o->n : SHOWN_MOST;

	if (!o->n || o->at > ed->at || is_said(o, ed) || (ed->at == o->at && !o->wanted && !o->chosen))
		return 0;
	rows = rows + 2 < height / 2 ? rows + 2 : height / 2;
	return rows < 3 ? 0 : rows;
}

/* The widest of what stands in one of the columns. */
static int widest(const struct offers *o, struct grid *g, bool labels)
{
	int most = 0;

	for (size_t i = 0; i < o->n; i++) {
		const char *text = labels ? o->items[i].label : o->items[i].text;
		int w = text ? grid_columns(g, text) : 0;
		most = w > most ? w : most;
	}
	return most;
}

static void draw_offer(const struct offers *o, struct grid *g, struct rect line, size_t i, int text, int label)
{
	const struct offer *item = &o->items[i];
	int x = line.x + 1, end = line.x + line.w - 1;

	grid_put_fit(g, x, line.y, end - x, ROLE_DIALOG, item->text);
	x += text + 2;
	if (item->label && x < end)
		grid_put_fit(g, x, line.y, end - x, ROLE_DIALOG, item->label);
	x += label ? label + 2 : 0;
	if (item->help && x + HELP_MIN < end)
		grid_put_fit(g, x, line.y, end - x, ROLE_QUIET, item->help);
	if ((int)i + 1 == o->chosen)
		grid_select(g, line);
}

static int box_width(const struct offers *o, struct grid *g, int text, int label)
{
	int help = 0;

	for (size_t i = 0; i < o->n; i++) {
		int w = o->items[i].help ? grid_columns(g, o->items[i].help) : 0;
		help = w > help ? w : help;
	}
	return text + (label ? label + 2 : 0) + (help ? help + 2 : 0) + 4;
}

void offers_draw(const struct offers *o, struct grid *g, struct rect r, int x)
{
	int text = widest(o, g, false), label = widest(o, g, true), w = box_width(o, g, text, label);
	size_t rows = (size_t)r.h - 2, top = 0;

	w = w < r.w ? w : r.w;
	x -= 2;
	x = x + w > r.x + r.w ? r.x + r.w - w : x < r.x ? r.x : x;
	r = (struct rect){ x, r.y, w, r.h };
	if (o->chosen && (size_t)o->chosen > rows)
		top = (size_t)o->chosen - rows;
	grid_fill(g, r, ROLE_DIALOG);
	grid_box(g, r, ROLE_BOX, NULL);
	if (o->n > rows)
		grid_printf(g, r.x + 2, r.y + r.h - 1, r.w - 4, ROLE_QUIET, " %d/%zu ", o->chosen, o->n);
	r = rect_inset(r, 1, 1);
	for (size_t i = 0; i < rows && top + i < o->n; i++)
		draw_offer(o, g, rect_row(r, (int)i), top + i, text, label);
}
