/* What a cell means (its role), and how themes make roles visible. */
#ifndef TERM_STYLE_H
#define TERM_STYLE_H

#include "base/base.h"

/* Views say what a thing is, never how it looks. */
enum role {
	ROLE_DEFAULT,
	ROLE_TITLE,          /* the name of what is on the screen */
	ROLE_TAB,            /* places in the top line ... */
	ROLE_TAB_ACTIVE,     /* ... and the one that is open */
	ROLE_HEADER,         /* column heads, section heads */
	ROLE_QUIET,          /* labels, secondary text, lines */
	ROLE_ACCENT,         /* what has the focus */
	ROLE_SELECTED,       /* the row under the cursor */
	ROLE_SELECTED_QUIET, /* quiet text in that row */
	ROLE_SELECTED_IDLE,  /* where the cursor is, when it fills something within: the day of an entry */
	ROLE_MARKED,         /* rows marked for the next action */
	ROLE_DANGER,         /* overdue, over the limit, lost, an error */
	ROLE_ATTENTION,      /* due today, stale, unsaved */
	ROLE_GOOD,           /* won, paid */
	ROLE_INPUT,          /* a field that can be typed into ... */
	ROLE_INPUT_FOCUS,    /* ... and the one that is typed into */
	ROLE_INPUT_ERROR,    /* a field with a wrong value */
	ROLE_MATCH,          /* what a search found */
	ROLE_KEY,            /* the name of a key in bars and help */
	ROLE_BAR,            /* the bottom line */
	ROLE_BOX,            /* the frame of what floats ... */
	ROLE_DIALOG,         /* ... and the text in it */
	ROLE_MONEY_NEGATIVE,
	ROLE_TODAY,          /* this day in a calendar */
	ROLE_CHART1,         /* series of a chart; neighbours differ in brightness too */
	ROLE_CHART2,
	ROLE_CHART3,
	ROLE_CHART4,
	ROLE_CHART5,
	ROLE_CHART6,
	ROLE_QR,             /* dark on light, whatever the theme: a camera reads it */
	ROLE_COUNT
};

/* A style, as drawing functions take it, is a role and any of these: ROLE_QUIET | ATTR_BOLD. */
enum {
	ATTR_BOLD = 0x100,
	ATTR_DIM = 0x200,
	ATTR_ITALIC = 0x400,
	ATTR_UNDERLINE = 0x800,
	ATTR_REVERSE = 0x1000,
};
#define STYLE_ROLE(style)  ((enum role)((style) & 0xff))
#define STYLE_ATTRS(style) ((style) & ~0xffu)
/* Attributes on top of a role's: what is reversed twice is as it was. */
#define ATTRS_JOIN(role, style) (((role) | (style)) & ~((role) & (style) & ATTR_REVERSE))

/* How the style looks in the row under the cursor: quiet stays quiet, the rest becomes plain
 * selected, what shouts stays bold, what was found underlined. Attributes are kept. */
unsigned style_selected(unsigned style);

/* "quiet", "selected", ... for theme files and tests. */
const char *role_name(enum role role);
/* One letter for the role maps of tests; '.' is the default. No two roles share one. */
char role_letter(enum role role);

/* A colour: the terminal's own, one of its palette, or red, green and blue. Zero is none at all, so
 * that a role missing in a theme is seen by its test. */
#define INK_DEFAULT    1u
#define INK_PALETTE(n) (0x100u + (n))
#define INK_RGB(rgb)   (0x1000000u | (rgb))

struct look {
	uint32_t fg, bg; /* INK_... */
	unsigned attrs;  /* ATTR_... */
};

struct theme {
	const char *name;
	const char *label; /* for people, N_() */
	struct look looks[ROLE_COUNT];
};

/* All themes, the list ended by NULL; the first is the default one. */
extern const struct theme *const themes[];
/* By name, one of a person's own too, or NULL. */
const struct theme *theme_find(const char *name);
/* A theme of a person's own: the one of that name, or a new one that looks like the default. NULL when the
 * name is one of ours, or there are too many. */
struct theme *theme_own(const char *name);
/* The n-th of them; NULL from the first on that is not there. */
const struct theme *theme_own_at(size_t n);
/* Takes one line of a theme file: "base", a theme to begin like; or a role and its look, as in
 * "danger", "bright-red on default bold" and "chart1", "#2f86c8". -1 with the error set. */
int theme_set(struct theme *t, const char *what, const char *how, struct error *e);
/* The theme to use on a terminal with that many colours. Without colours it is always mono; else
 * the wanted one (NULL or "" when nobody asked); else mono when `no_color` (the variable NO_COLOR is
 * set) says so, else the default. */
const struct theme *theme_choose(const char *wanted, int colours, bool no_color);

/* How a style looks in a theme on a terminal with that many colours (0, 8, 16, 256 or more): every
 * ink is INK_DEFAULT or INK_PALETTE below `colours`, and INK_RGB only above 256. On 8 colours bright
 * ones become plain and bold. */
struct look theme_look(const struct theme *theme, unsigned style, int colours);
/* The palette entry nearest to an ink; 8, 16 or 256 colours. */
uint32_t ink_nearest(uint32_t ink, int colours);

#endif
