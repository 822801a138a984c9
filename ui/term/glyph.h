/* Characters that are drawn rather than written, in three levels. */
#ifndef TERM_GLYPH_H
#define TERM_GLYPH_H

#include "base/base.h"

enum graphics {
	GRAPHICS_ASCII, /* - | + */
	GRAPHICS_ACS,   /* lines by the terminal's alternate character set, the rest ASCII */
	GRAPHICS_UTF8,
};

/* Each is one column wide at every level; none is ambiguous in width where it matters for layout. */
enum glyph {
	GLYPH_HLINE,
	GLYPH_VLINE,
	GLYPH_TOP_LEFT,
	GLYPH_TOP_RIGHT,
	GLYPH_BOTTOM_LEFT,
	GLYPH_BOTTOM_RIGHT,
	GLYPH_TEE_LEFT,   /* a branch off a vertical line to the right */
	GLYPH_TEE_RIGHT,
	GLYPH_TEE_TOP,
	GLYPH_TEE_BOTTOM,
	GLYPH_CROSS,
	GLYPH_ELLIPSIS,
	GLYPH_DOT,        /* between facts: Fri · Ana */
	GLYPH_CRUMB,      /* between places: Customers › Müller */
	GLYPH_MARK,       /* the gutter of a marked row */
	GLYPH_BAR_LEFT,   /* the ends of the selected row */
	GLYPH_BAR_RIGHT,
	GLYPH_UP,
	GLYPH_DOWN,
	GLYPH_RIGHT,
	GLYPH_IN,         /* a call or mail to us */
	GLYPH_OUT,        /* ... from us */
	GLYPH_CHECK,
	GLYPH_SHADE1,     /* light to full, for heat maps */
	GLYPH_SHADE2,
	GLYPH_SHADE3,
	GLYPH_FULL,
	GLYPH_LEFT1,      /* left eighths: horizontal bars */
	GLYPH_LEFT2,
	GLYPH_LEFT3,
	GLYPH_LEFT4,
	GLYPH_LEFT5,
	GLYPH_LEFT6,
	GLYPH_LEFT7,
	GLYPH_LOW1,       /* lower eighths: columns, sparklines */
	GLYPH_LOW2,
	GLYPH_LOW3,
	GLYPH_LOW4,
	GLYPH_LOW5,
	GLYPH_LOW6,
	GLYPH_LOW7,
	GLYPH_SLOPE_UP,   /* the sides of a pyramid or funnel: ▟ ▙ ▜ ▛ */
	GLYPH_SLOPE_DOWN,
	GLYPH_SLOPE_UNDER_UP,
	GLYPH_SLOPE_UNDER_DOWN,
	GLYPH_COUNT
};

/* UTF-8, one column. At GRAPHICS_ACS lines are the same as at GRAPHICS_UTF8; the terminal turns them
 * into its own with glyph_acs. */
const char *glyph_text(enum graphics level, enum glyph glyph);
/* The VT100 alternate character for a line glyph's text ('q' for "─"), or 0. */
char glyph_acs(const char *text);
/* What stands for a cell's text where there is nothing but ASCII: of a glyph its own, of a letter the one without
 * accents, of a currency's sign a letter; '?' for other texts. */
char glyph_plain(const char *text);
/* "ascii", "acs", "utf8"; GRAPHICS_... or -1. */
int graphics_find(const char *name);

#endif
