#include "term/grid.h"

#include <stdarg.h>

#include "base/utf8.h"

#define MARKS_MAX 3 /* a curses cell holds a base and four, SECURITY allows three */

static int clamp(int v, int low, int high)
{
	return v < low ? low : v > high ? high : v;
}

static struct cell *cell_at(struct grid *g, int x, int y)
{
	return &g->cells[(size_t)y * (size_t)g->w + (size_t)x];
}

static void blank(struct cell *c, unsigned style)
{
	memset(c, 0, sizeof(*c));
	c->text[0] = ' ';
	c->width = 1;
	c->style = (uint16_t)style;
}

void grid_resize(struct grid *g, int w, int h)
{
	g->w = clamp(w, 0, GRID_MAX_W);
	g->h = clamp(h, 0, GRID_MAX_H);
	free(g->cells);
	g->cells = xcalloc((size_t)g->w * (size_t)g->h + 1, sizeof(*g->cells));
	grid_clear(g);
}

void grid_clear(struct grid *g)
{
	g->clip = grid_rect(g);
	g->nzones = 0;
	grid_fill(g, g->clip, ROLE_DEFAULT);
	grid_cursor(g, 0, 0, false);
}

void grid_free(struct grid *g)
{
	free(g->cells);
	free(g->zones);
	sbuf_free(&g->scratch);
	memset(g, 0, sizeof(*g));
}

void grid_zone(struct grid *g, struct rect r, enum zone_kind kind, int what)
{
	struct zone *z = array_add(&g->zones, &g->nzones, &g->zones_room, sizeof(*z));

	*z = (struct zone){ rect_clip(r, g->clip), kind, what };
}

const struct zone *grid_zone_at(const struct grid *g, int x, int y)
{
	for (size_t i = g->nzones; i > 0; i--)
		if (rect_holds(g->zones[i - 1].r, x, y))
			return &g->zones[i - 1];
	return NULL;
}

struct rect grid_rect(const struct grid *g)
{
	return (struct rect){0, 0, g->w, g->h};
}

const struct cell *grid_at(const struct grid *g, int x, int y)
{
	return rect_holds(grid_rect(g), x, y) ? cell_at((struct grid *)g, x, y) : NULL;
}

struct rect grid_clip(struct grid *g, struct rect r)
{
	struct rect old = g->clip;

	g->clip = rect_clip(r, old);
	return old;
}

void grid_unclip(struct grid *g, struct rect old)
{
	g->clip = old;
}

void grid_cursor(struct grid *g, int x, int y, bool visible)
{
	g->cursor_x = g->w ? clamp(x, 0, g->w - 1) : 0;
	g->cursor_y = g->h ? clamp(y, 0, g->h - 1) : 0;
	g->cursor_visible = visible;
}

/* Before columns x to x + w - 1 are written: blanks the halves of wide characters that would stay
 * behind on either side. */
static void heal(struct grid *g, int x, int y, int w)
{
	struct cell *left = cell_at(g, x, y), *right = cell_at(g, x + w - 1, y);

	if (left->width == 0 && x > 0)
		blank(left - 1, left[-1].style);
	if (right->width == 2 && x + w < g->w)
		blank(right + 1, right[1].style);
}

/* One cell, or two for a wide character; what the clip cuts in two becomes a space. */
static void put_cell(struct grid *g, int x, int y, unsigned style, const char *text, size_t len,
		     int width)
{
	struct rect seen = rect_clip((struct rect){x, y, width, 1}, g->clip);

	if (rect_empty(seen))
		return;
	heal(g, seen.x, y, seen.w);
	for (int i = 0; i < seen.w; i++)
		blank(cell_at(g, seen.x + i, y), style);
	if (seen.w < width)
		return;
	memset(cell_at(g, x, y)->text, 0, CELL_BYTES);
	memcpy(cell_at(g, x, y)->text, text, len);
	cell_at(g, x, y)->width = (uint8_t)width;
	for (int i = 1; i < width; i++) {
		cell_at(g, x + i, y)->text[0] = '\0';
		cell_at(g, x + i, y)->width = 0;
	}
}

static bool is_regional(uint32_t cp)
{
	return cp >= 0x1F1E6 && cp <= 0x1F1FF;
}

/* Terminals disagree on flags, so they are shown as the two letters they stand for. */
static void put_flag(struct grid *g, int x, int y, unsigned style, const char *s, size_t len,
		     int width)
{
	uint32_t cp;

	for (int i = 0; i < width; i++) {
		char letter = ' ';
		size_t n = len ? utf8_decode(s, len, &cp) : 0;
		if (n && is_regional(cp))
			letter = (char)('A' + (cp - 0x1F1E6));
		put_cell(g, x + i, y, style, &letter, 1, 1);
		s += n;
		len -= n;
	}
}

static bool is_drawn_mark(uint32_t cp)
{
	bool joiner = cp == 0x200C || cp == 0x200D, selector = cp >= 0xFE00 && cp <= 0xFE0F;

	return cp != UTF8_BAD && !joiner && !selector && utf8_width(cp) == 0;
}

/* What a terminal is sent of a cluster: its base and up to three marks. Joiners, variation selectors
 * and what they join stay in the data; no two terminals agree on how wide they would be. */
static size_t cell_text(char out[CELL_BYTES], const char *s, size_t len, uint32_t *base)
{
	size_t at = utf8_decode(s, len, base), used = at;
	int marks = 0;

	memcpy(out, s, at);
	while (at < len && marks < MARKS_MAX) {
		uint32_t cp;
		size_t n = utf8_decode(s + at, len - at, &cp);
		if (is_drawn_mark(cp)) {
			memcpy(out + used, s + at, n);
			used += n;
			marks++;
		}
		at += n;
	}
	return used;
}

static void put_cluster(struct grid *g, int x, int y, unsigned style, const char *s, size_t len,
			int width)
{
	char text[CELL_BYTES];
	uint32_t base;
	size_t n = cell_text(text, s, len, &base);
	int own = utf8_width(base);

	if (is_regional(base)) {
		put_flag(g, x, y, style, s, len, width);
		return;
	}
	if (own > 0 && own <= width)
		put_cell(g, x, y, style, text, n, own);
	for (int i = own > 0 && own <= width ? own : 0; i < width; i++)
		put_cell(g, x + i, y, style, " ", 1, 1);
}

static int put_safe(struct grid *g, int x, int y, int width, unsigned style, const char *s,
		    size_t len)
{
	int used = 0;

	while (len && used < width) {
		int w;
		size_t n = utf8_cluster(s, len, &w);
		if (used + w > width)
			put_cell(g, x + used, y, style, " ", 1, width - used);
		else
			put_cluster(g, x + used, y, style, s, n, w);
		used = used + w > width ? width : used + w;
		s += n;
		len -= n;
	}
	return used;
}

/* The one gate: nothing reaches a cell but through here. Borrowed until the next call. */
static const char *safe(struct grid *g, const char *text)
{
	sbuf_reset(&g->scratch);
	text_safe(&g->scratch, text, strlen(text), g->mode == TEXT_NOTE ? TEXT_LINE : g->mode);
	return sbuf_text(&g->scratch);
}

int grid_columns(struct grid *g, const char *text)
{
	return utf8_columns(safe(g, text));
}

int grid_put(struct grid *g, int x, int y, int width, unsigned style, const char *text)
{
	const char *s = safe(g, text);

	return put_safe(g, x, y, width, style, s, strlen(s));
}

int grid_printf(struct grid *g, int x, int y, int width, unsigned style, const char *fmt, ...)
{
	struct sbuf text = SBUF_INIT;
	va_list ap;
	int used;

	va_start(ap, fmt);
	sbuf_vprintf(&text, fmt, ap);
	va_end(ap);
	used = grid_put(g, x, y, width, style, sbuf_text(&text));
	sbuf_free(&text);
	return used;
}

enum side { LEFT, CENTRE, RIGHT };

static int put_at_side(struct grid *g, int x, int y, int width, unsigned style, const char *text,
		       enum side side)
{
	const char *s = safe(g, text);
	size_t len = strlen(s);
	int used = utf8_columns(s);
	bool cut = used > width;

	if (width <= 0)
		return 0;
	if (cut) {
		len = utf8_fit(s, width - 1, &used);
		used++;
	}
	x += side == LEFT ? 0 : side == RIGHT ? width - used : (width - used) / 2;
	put_safe(g, x, y, used, style, s, len);
	if (cut)
		grid_put_glyph(g, x + used - 1, y, style, GLYPH_ELLIPSIS);
	return used;
}

int grid_put_fit(struct grid *g, int x, int y, int width, unsigned style, const char *text)
{
	return put_at_side(g, x, y, width, style, text, LEFT);
}

static bool closes(const char *s)
{
	static const char *const closing[] = { "。", "，", "、", "；", "：", "？", "！", "）", "」", "』", "》", "”" };

	for (size_t i = 0; i < LENGTH(closing); i++)
		if (!strncmp(s, closing[i], strlen(closing[i])))
			return true;
	return false;
}

/* What closes begins no line: it takes the character before it along. */
static size_t before_what_closes(const char *s, size_t n)
{
	while (n > 0 && closes(s + n))
		for (n--; n > 0 && (s[n] & 0xC0) == 0x80; n--)
			;
	return n;
}

/* Bytes of s that make a line: whole words when there is more than one. */
static size_t line_of(const char *s, int width)
{
	int used;
	size_t n = utf8_fit(s, width, &used), end = n;
	uint32_t cp;

	if (!n || !s[n] || s[n] == ' ')
		return n;
	end = before_what_closes(s, n);
	utf8_decode(s + n, strlen(s + n), &cp);
	if (end && (end < n || utf8_is_cjk(cp)))
		return end;
	end = n;
	while (end > 0 && s[end - 1] != ' ')
		end--;
	return end ? end : n;
}

int grid_lines(const char *text, int width)
{
	int lines = 0;

	for (size_t n; *text; lines++, text += n) {
		text += strspn(text, " ");
		n = line_of(text, width);
		if (!n)
			break;
	}
	return lines;
}

int grid_put_lines(struct grid *g, struct rect r, unsigned style, const char *text)
{
	char *copy = xstrdup(safe(g, text)), *s = copy;
	int y = 0;

	for (size_t n; *s && y < r.h; y++, s += n) {
		s += strspn(s, " ");
		n = line_of(s, r.w);
		if (!n)
			break;
		put_safe(g, r.x, r.y + y, r.w, style, s, n);
	}
	free(copy);
	return y;
}

int grid_put_right(struct grid *g, int x, int y, int width, unsigned style, const char *text)
{
	return put_at_side(g, x, y, width, style, text, RIGHT);
}

int grid_put_centre(struct grid *g, int x, int y, int width, unsigned style, const char *text)
{
	return put_at_side(g, x, y, width, style, text, CENTRE);
}

int grid_put_glyph(struct grid *g, int x, int y, unsigned style, enum glyph glyph)
{
	const char *text = glyph_text(g->graphics, glyph);

	put_cell(g, x, y, style, text, strlen(text), 1);
	return 1;
}

void grid_fill(struct grid *g, struct rect r, unsigned style)
{
	r = rect_clip(r, g->clip);
	for (int y = r.y; !rect_empty(r) && y < r.y + r.h; y++) {
		heal(g, r.x, y, r.w);
		for (int x = r.x; x < r.x + r.w; x++)
			blank(cell_at(g, x, y), style);
	}
}

void grid_restyle(struct grid *g, struct rect r, unsigned style)
{
	r = rect_clip(r, g->clip);
	for (int y = r.y; y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++)
			cell_at(g, x, y)->style = (uint16_t)style;
}

void grid_select(struct grid *g, struct rect r)
{
	r = rect_clip(r, g->clip);
	for (int y = r.y; y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++) {
			struct cell *c = cell_at(g, x, y);
			c->style = (uint16_t)style_selected(c->style);
		}
}

void grid_hline(struct grid *g, int x, int y, int width, unsigned style)
{
	for (int i = 0; i < width; i++)
		grid_put_glyph(g, x + i, y, style, GLYPH_HLINE);
}

void grid_vline(struct grid *g, int x, int y, int height, unsigned style)
{
	for (int i = 0; i < height; i++)
		grid_put_glyph(g, x, y + i, style, GLYPH_VLINE);
}

void grid_box(struct grid *g, struct rect r, unsigned style, const char *title)
{
	int right = r.x + r.w - 1, bottom = r.y + r.h - 1;

	if (r.w < 2 || r.h < 2)
		return;
	grid_hline(g, r.x + 1, r.y, r.w - 2, style);
	grid_hline(g, r.x + 1, bottom, r.w - 2, style);
	grid_vline(g, r.x, r.y + 1, r.h - 2, style);
	grid_vline(g, right, r.y + 1, r.h - 2, style);
	grid_put_glyph(g, r.x, r.y, style, GLYPH_TOP_LEFT);
	grid_put_glyph(g, right, r.y, style, GLYPH_TOP_RIGHT);
	grid_put_glyph(g, r.x, bottom, style, GLYPH_BOTTOM_LEFT);
	grid_put_glyph(g, right, bottom, style, GLYPH_BOTTOM_RIGHT);
	if (title && r.w > 6) {
		int used = grid_put_fit(g, r.x + 3, r.y, r.w - 6, style, title);
		put_cell(g, r.x + 2, r.y, style, " ", 1, 1);
		put_cell(g, r.x + 3 + used, r.y, style, " ", 1, 1);
	}
}

static void trim(struct sbuf *out, size_t from, char c)
{
	while (out->len > from && out->data[out->len - 1] == c)
		sbuf_erase(out, out->len - 1, 1);
}

void grid_dump(const struct grid *g, struct sbuf *out)
{
	for (int y = 0; y < g->h; y++) {
		size_t from = out->len;
		for (int x = 0; x < g->w; x++)
			sbuf_puts(out, grid_at(g, x, y)->text);
		trim(out, from, ' ');
		sbuf_putc(out, '\n');
	}
}

void grid_dump_roles(const struct grid *g, struct sbuf *out)
{
	for (int y = 0; y < g->h; y++) {
		size_t from = out->len;
		for (int x = 0; x < g->w; x++)
			sbuf_putc(out, role_letter(STYLE_ROLE(grid_at(g, x, y)->style)));
		trim(out, from, '.');
		sbuf_putc(out, '\n');
	}
}
