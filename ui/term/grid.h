/* The screen in memory: cells with text and a role. Views draw here, a terminal shows it, tests read
 * it. Everything that is put passes text_safe, clips, and never leaves half a wide character. */
#ifndef TERM_GRID_H
#define TERM_GRID_H

#include "base/text.h"
#include "term/glyph.h"
#include "term/layout.h"
#include "term/style.h"

#define GRID_MAX_W 1000
#define GRID_MAX_H 500

/* One character as drawn: a base with at most three combining marks. The right half of a wide
 * character is a cell of width 0 without text. */
#define CELL_BYTES 17
struct cell {
	char text[CELL_BYTES]; /* UTF-8, NUL-terminated */
	uint8_t width;         /* 0, 1 or 2 columns */
	uint16_t style;        /* role and attributes */
};

/* What a click there means, told while it is drawn. */
enum zone_kind {
	ZONE_NOTHING, /* hides what lies under it, as a float does */
	ZONE_ROW,     /* a row, a card or a field; what: its lane, a column of a board */
	ZONE_HERE,    /* the one of them that has the cursor */
	ZONE_LANE,    /* the lane `what` itself, around its cards: these can be let go there */
	ZONE_SPOT,    /* what: a place to which the view itself puts its cursor, where there are no rows to walk */
	ZONE_COMMAND, /* what: the command of the key bar or of a tab */
};

struct zone {
	struct rect r;
	enum zone_kind kind;
	int what;
};

/* Zero-initialise, then grid_resize. Fields are for reading; `mode` and `graphics` may be set. */
struct grid {
	int w, h;
	struct cell *cells;     /* row by row */
	struct rect clip;       /* nothing outside is touched */
	int cursor_x, cursor_y; /* where the eye (and a screen reader) is; always inside when w, h > 0 */
	bool cursor_visible;
	enum graphics graphics; /* how lines and bars are drawn */
	enum text_mode mode;    /* TEXT_LINE, or TEXT_SHOW where a record is read closely */
	struct zone *zones;
	size_t nzones, zones_room;
	struct sbuf scratch;
};

/* Sets the size (cut to 0 .. GRID_MAX_*), clears, and clips to all of it. */
void grid_resize(struct grid *g, int w, int h);
/* Everything blank, the clip and the cursor back. */
void grid_clear(struct grid *g);
void grid_free(struct grid *g);

struct rect grid_rect(const struct grid *g);
/* The cell, or NULL outside. Borrowed. */
const struct cell *grid_at(const struct grid *g, int x, int y);
/* Narrows drawing to r within the clip as it is; returns the old clip for grid_unclip. */
struct rect grid_clip(struct grid *g, struct rect r);
void grid_unclip(struct grid *g, struct rect old);
/* Notes a zone, cut to the clip; the last one at a place is the one that counts. */
void grid_zone(struct grid *g, struct rect r, enum zone_kind kind, int what);
/* The zone at a place, or NULL. Borrowed until the grid is drawn anew. */
const struct zone *grid_zone_at(const struct grid *g, int x, int y);
/* Places the hardware cursor, cut to the grid. */
void grid_cursor(struct grid *g, int x, int y, bool visible);

/* Columns that a text takes when put. */
int grid_columns(struct grid *g, const char *text);

/* Put text in at most `width` columns from x; the rest of the width stays as it was. A wide
 * character that only half fits becomes a space. They return the columns taken, clipped or not. */
int grid_put(struct grid *g, int x, int y, int width, unsigned style, const char *text);
int grid_printf(struct grid *g, int x, int y, int width, unsigned style, const char *fmt, ...)
	PRINTF_LIKE(6, 7);
/* The same; text that is too long ends in an ellipsis. */
int grid_put_fit(struct grid *g, int x, int y, int width, unsigned style, const char *text);
/* Puts text in as many lines of r as it takes, broken at blanks and between Chinese characters; returns
 * the lines taken. What has no room is left out. */
int grid_put_lines(struct grid *g, struct rect r, unsigned style, const char *text);
/* The lines that it takes of this width, of a text of ours. */
int grid_lines(const char *text, int width);
/* As grid_put_fit, but at the right end, or in the middle, of the width. */
int grid_put_right(struct grid *g, int x, int y, int width, unsigned style, const char *text);
int grid_put_centre(struct grid *g, int x, int y, int width, unsigned style, const char *text);
int grid_put_glyph(struct grid *g, int x, int y, unsigned style, enum glyph glyph);

/* Blanks r. */
void grid_fill(struct grid *g, struct rect r, unsigned style);
/* Changes the style of what is there: draw a row as usual, then select it. */
void grid_restyle(struct grid *g, struct rect r, unsigned style);
void grid_select(struct grid *g, struct rect r);

/* Lines, and a frame around r with a title in it (NULL for none); the inside is left alone. */
void grid_hline(struct grid *g, int x, int y, int width, unsigned style);
void grid_vline(struct grid *g, int x, int y, int height, unsigned style);
void grid_box(struct grid *g, struct rect r, unsigned style, const char *title);

/* The screen as text, a line a row, trailing spaces trimmed. */
void grid_dump(const struct grid *g, struct sbuf *out);
/* The same with a role letter for each column, trailing '.' trimmed. */
void grid_dump_roles(const struct grid *g, struct sbuf *out);

#endif
