/* The themes. A role that a table leaves out is found by the test of this file. */
#include "base/intl.h"
#include "term/style.h"

#define OWN INK_DEFAULT

enum { RED = 1, GREEN, YELLOW, BLUE, MAGENTA, CYAN };
#define PEN(n) INK_PALETTE(n), OWN

/* No background and no bright colour is assumed, so that it sits well on light and on dark. */
static const struct theme theme_default = {
	"default", N_("the terminal's own colours"),
	{
		[ROLE_DEFAULT] = {OWN, OWN, 0},
		[ROLE_TITLE] = {OWN, OWN, ATTR_BOLD},
		[ROLE_TAB] = {OWN, OWN, ATTR_DIM},
		[ROLE_TAB_ACTIVE] = {OWN, OWN, ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_HEADER] = {OWN, OWN, ATTR_BOLD},
		[ROLE_QUIET] = {OWN, OWN, ATTR_DIM},
		[ROLE_ACCENT] = {PEN(CYAN), ATTR_BOLD},
		[ROLE_SELECTED] = {OWN, OWN, ATTR_REVERSE},
		[ROLE_SELECTED_QUIET] = {OWN, OWN, ATTR_REVERSE},
		[ROLE_SELECTED_IDLE] = {OWN, OWN, ATTR_UNDERLINE},
		[ROLE_MARKED] = {PEN(MAGENTA), ATTR_BOLD},
		[ROLE_DANGER] = {PEN(RED), ATTR_BOLD},
		[ROLE_ATTENTION] = {PEN(YELLOW), 0},
		[ROLE_GOOD] = {PEN(GREEN), 0},
		[ROLE_INPUT] = {OWN, OWN, ATTR_UNDERLINE},
		[ROLE_INPUT_FOCUS] = {OWN, OWN, ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_INPUT_ERROR] = {PEN(RED), ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_MATCH] = {PEN(YELLOW), ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_KEY] = {OWN, OWN, ATTR_BOLD},
		[ROLE_BAR] = {OWN, OWN, ATTR_DIM},
		[ROLE_BOX] = {OWN, OWN, ATTR_DIM},
		[ROLE_DIALOG] = {OWN, OWN, 0},
		[ROLE_MONEY_NEGATIVE] = {PEN(RED), 0},
		[ROLE_TODAY] = {PEN(CYAN), ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_CHART1] = {PEN(BLUE), 0},
		[ROLE_CHART2] = {PEN(YELLOW), 0},
		[ROLE_CHART3] = {PEN(MAGENTA), 0},
		[ROLE_CHART4] = {PEN(CYAN), 0},
		[ROLE_CHART5] = {PEN(RED), 0},
		[ROLE_CHART6] = {PEN(GREEN), 0},
		[ROLE_QR] = {INK_PALETTE(0), INK_PALETTE(7), 0},
	},
};

#define RGB(rgb)      INK_RGB(0x##rgb), OWN
#define FILL(fg, bg)  INK_RGB(0x##fg), INK_RGB(0x##bg)

/* Middle tones on the terminal's own background: at least 3 to 1 against black and against white. */
static const struct theme theme_true = {
	"true", N_("calm true colours"),
	{
		[ROLE_DEFAULT] = {OWN, OWN, 0},
		[ROLE_TITLE] = {OWN, OWN, ATTR_BOLD},
		[ROLE_TAB] = {RGB(7f8790), 0},
		[ROLE_TAB_ACTIVE] = {RGB(2f86c8), ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_HEADER] = {OWN, OWN, ATTR_BOLD},
		[ROLE_QUIET] = {RGB(7f8790), 0},
		[ROLE_ACCENT] = {RGB(2f86c8), ATTR_BOLD},
		[ROLE_SELECTED] = {FILL(ffffff, 1f5f99), 0},
		[ROLE_SELECTED_QUIET] = {FILL(d0dcea, 1f5f99), 0},
		[ROLE_SELECTED_IDLE] = {OWN, OWN, ATTR_UNDERLINE},
		[ROLE_MARKED] = {RGB(a06ac8), ATTR_BOLD},
		[ROLE_DANGER] = {RGB(d8483f), ATTR_BOLD},
		[ROLE_ATTENTION] = {RGB(b17a0c), 0},
		[ROLE_GOOD] = {RGB(2f9155), 0},
		[ROLE_INPUT] = {OWN, OWN, ATTR_UNDERLINE},
		[ROLE_INPUT_FOCUS] = {RGB(2f86c8), ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_INPUT_ERROR] = {RGB(d8483f), ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_MATCH] = {RGB(b17a0c), ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_KEY] = {RGB(2f86c8), ATTR_BOLD},
		[ROLE_BAR] = {RGB(7f8790), 0},
		[ROLE_BOX] = {RGB(7f8790), 0},
		[ROLE_DIALOG] = {OWN, OWN, 0},
		[ROLE_MONEY_NEGATIVE] = {RGB(d8483f), 0},
		[ROLE_TODAY] = {RGB(2f86c8), ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_CHART1] = {RGB(2f86c8), 0},
		[ROLE_CHART2] = {RGB(b97b1c), 0},
		[ROLE_CHART3] = {RGB(8f62b8), 0},
		[ROLE_CHART4] = {RGB(3f9d94), 0},
		[ROLE_CHART5] = {RGB(c25b72), 0},
		[ROLE_CHART6] = {RGB(6f9240), 0},
		[ROLE_QR] = {FILL(000000, ffffff), 0},
	},
};

/* Bold, reverse and underline, nothing else. A code for the camera is light where the terminal's ground is dark, and
 * the ground itself where that is light, which nobody can ask a terminal. */
#define MONO_LOOKS \
	[ROLE_DEFAULT] = {OWN, OWN, 0}, \
	[ROLE_TITLE] = {OWN, OWN, ATTR_BOLD}, \
	[ROLE_TAB] = {OWN, OWN, 0}, \
	[ROLE_TAB_ACTIVE] = {OWN, OWN, ATTR_BOLD | ATTR_UNDERLINE}, \
	[ROLE_HEADER] = {OWN, OWN, ATTR_BOLD}, \
	[ROLE_QUIET] = {OWN, OWN, 0}, \
	[ROLE_ACCENT] = {OWN, OWN, ATTR_BOLD}, \
	[ROLE_SELECTED] = {OWN, OWN, ATTR_REVERSE}, \
	[ROLE_SELECTED_QUIET] = {OWN, OWN, ATTR_REVERSE}, \
	[ROLE_SELECTED_IDLE] = {OWN, OWN, ATTR_UNDERLINE}, \
	[ROLE_MARKED] = {OWN, OWN, ATTR_BOLD}, \
	[ROLE_DANGER] = {OWN, OWN, ATTR_BOLD | ATTR_UNDERLINE}, \
	[ROLE_ATTENTION] = {OWN, OWN, ATTR_UNDERLINE}, \
	[ROLE_GOOD] = {OWN, OWN, 0}, \
	[ROLE_INPUT] = {OWN, OWN, ATTR_UNDERLINE}, \
	[ROLE_INPUT_FOCUS] = {OWN, OWN, ATTR_BOLD | ATTR_UNDERLINE}, \
	[ROLE_INPUT_ERROR] = {OWN, OWN, ATTR_REVERSE | ATTR_UNDERLINE}, \
	[ROLE_MATCH] = {OWN, OWN, ATTR_BOLD | ATTR_REVERSE}, \
	[ROLE_KEY] = {OWN, OWN, ATTR_BOLD}, \
	[ROLE_BAR] = {OWN, OWN, 0}, \
	[ROLE_BOX] = {OWN, OWN, 0}, \
	[ROLE_DIALOG] = {OWN, OWN, 0}, \
	[ROLE_MONEY_NEGATIVE] = {OWN, OWN, ATTR_UNDERLINE}, \
	[ROLE_TODAY] = {OWN, OWN, ATTR_BOLD | ATTR_UNDERLINE}, \
	[ROLE_CHART1] = {OWN, OWN, 0}, \
	[ROLE_CHART2] = {OWN, OWN, ATTR_BOLD}, \
	[ROLE_CHART3] = {OWN, OWN, 0}, \
	[ROLE_CHART4] = {OWN, OWN, ATTR_BOLD}, \
	[ROLE_CHART5] = {OWN, OWN, 0}, \
	[ROLE_CHART6] = {OWN, OWN, ATTR_BOLD},

static const struct theme theme_mono = {
	"mono", N_("no colours"), { MONO_LOOKS [ROLE_QR] = {OWN, OWN, ATTR_REVERSE} },
};

static const struct theme theme_mono_light = {
	"mono-light", N_("no colours, on a light ground"), { MONO_LOOKS [ROLE_QR] = {OWN, OWN, 0} },
};

/* At least 7 to 1 everywhere (WCAG 2.1, 1.4.6), on its own black. */
static const struct theme theme_contrast = {
	"contrast", N_("high contrast"),
	{
		[ROLE_DEFAULT] = {FILL(ffffff, 000000), 0},
		[ROLE_TITLE] = {FILL(ffffff, 000000), ATTR_BOLD},
		[ROLE_TAB] = {FILL(ffffff, 000000), 0},
		[ROLE_TAB_ACTIVE] = {FILL(000000, ffffff), ATTR_BOLD},
		[ROLE_HEADER] = {FILL(ffff00, 000000), ATTR_BOLD},
		[ROLE_QUIET] = {FILL(e5e5e5, 000000), 0},
		[ROLE_ACCENT] = {FILL(00ffff, 000000), ATTR_BOLD},
		[ROLE_SELECTED] = {FILL(000000, ffff00), ATTR_BOLD},
		[ROLE_SELECTED_QUIET] = {FILL(000000, ffff00), 0},
		[ROLE_SELECTED_IDLE] = {FILL(ffff00, 000000), ATTR_UNDERLINE},
		[ROLE_MARKED] = {FILL(00ffff, 000000), ATTR_BOLD | ATTR_UNDERLINE},
		[ROLE_DANGER] = {FILL(000000, ff8787), ATTR_BOLD},
		[ROLE_ATTENTION] = {FILL(ffff00, 000000), ATTR_BOLD},
		[ROLE_GOOD] = {FILL(00ff00, 000000), 0},
		[ROLE_INPUT] = {FILL(ffffff, 000000), ATTR_UNDERLINE},
		[ROLE_INPUT_FOCUS] = {FILL(000000, ffffff), 0},
		[ROLE_INPUT_ERROR] = {FILL(000000, ff8787), ATTR_UNDERLINE},
		[ROLE_MATCH] = {FILL(000000, 00ffff), ATTR_BOLD},
		[ROLE_KEY] = {FILL(00ffff, 000000), ATTR_BOLD},
		[ROLE_BAR] = {FILL(ffffff, 000000), 0},
		[ROLE_BOX] = {FILL(ffffff, 000000), ATTR_BOLD},
		[ROLE_DIALOG] = {FILL(ffffff, 000000), 0},
		[ROLE_MONEY_NEGATIVE] = {FILL(ff8787, 000000), ATTR_BOLD},
		[ROLE_TODAY] = {FILL(000000, 00ff00), ATTR_BOLD},
		[ROLE_CHART1] = {FILL(ffffff, 000000), 0},
		[ROLE_CHART2] = {FILL(ffff00, 000000), 0},
		[ROLE_CHART3] = {FILL(00ffff, 000000), 0},
		[ROLE_CHART4] = {FILL(ff8787, 000000), 0},
		[ROLE_CHART5] = {FILL(00ff00, 000000), 0},
		[ROLE_CHART6] = {FILL(ffafff, 000000), 0},
		[ROLE_QR] = {FILL(000000, ffffff), 0},
	},
};

const struct theme *const themes[] = {
	&theme_default, &theme_true, &theme_mono, &theme_mono_light, &theme_contrast, NULL,
};
