/* What a person may set: `:set NAME VALUE`, [options] in the settings file (ui/app/config.c). Few, because
 * the defaults must be right. To add one, write its row; who needs it asks option_on and its kin, and what
 * has to be done at once is in ui/app/options.c. */
#ifndef VIEW_OPTION_H
#define VIEW_OPTION_H

#include "base/base.h"
#include "base/intl.h"

/* X(ID, name, choices, least, most, initial, help); a number has no choices but bounds. The choices of the
 * theme are the themes. */
#define OPTIONS(X)                                                                                 \
	X(THEME, "theme", NULL, 0, 0, "auto",                                                      \
	  N_("Colours: auto (by terminal and NO_COLOR), or a theme, your own too."))         \
	X(MOUSE, "mouse", "off on", 0, 0, "off",                                                   \
	  N_("Clicks, the wheel, a card dragged; to select text as the terminal does, hold Shift then."))       \
	X(GRAPHICS, "graphics", "auto ascii acs utf8", 0, 0, "auto",                               \
	  N_("What lines and marks are drawn with: auto, ascii, acs, utf8."))                      \
	X(WEEK, "week", "auto monday sunday saturday", 0, 0, "auto",                               \
	  N_("The day on which a week begins; auto: as LC_TIME has it."))                          \
	X(REMIND, "remind", NULL, 0, 1440, "10",                                                   \
	  N_("How many minutes before an appointment it is told; 0: not at all."))                 \
	X(BELL, "bell", "off on", 0, 0, "off", N_("Whether the terminal's bell tells it too."))    \
	X(TITLE, "title", "off on", 0, 0, "off", N_("Whether the window's title says it too."))

#define OPTION_ENUM(ID, ...) OPTION_##ID,
enum option_id { OPTIONS(OPTION_ENUM) OPTION_COUNT };

struct option_row {
	const char *name;
	const char *choices; /* words; NULL: a number, or a theme */
	int least, most;
	const char *initial;
	const char *help;    /* N_() */
};
extern const struct option_row option_rows[OPTION_COUNT];

struct host;
/* What is set; borrowed until it is set anew. */
const char *option_text(const struct host *h, enum option_id id);
bool option_on(const struct host *h, enum option_id id);
int option_number(const struct host *h, enum option_id id);

/* OPTION_COUNT with the error set, which names the nearest, when there is none of that name. */
enum option_id option_named(const char *name, struct error *e);
/* Whether the value is one it can have: 0, or -1 with the error set. */
int option_check(enum option_id id, const char *value, struct error *e);
/* The n-th value that can be chosen; NULL when there are no more, or when it is a number. Borrowed until the
 * next call. */
const char *option_choice(enum option_id id, size_t n);

#endif
