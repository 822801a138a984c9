#include "term/style.h"

#include <limits.h>

static const struct {
	const char *name;
	char letter;
} roles[ROLE_COUNT] = {
	[ROLE_DEFAULT] = {"default", '.'},
	[ROLE_TITLE] = {"title", 'T'},
	[ROLE_TAB] = {"tab", 't'},
	[ROLE_TAB_ACTIVE] = {"tab_active", 'P'},
	[ROLE_HEADER] = {"header", 'h'},
	[ROLE_QUIET] = {"quiet", 'q'},
	[ROLE_ACCENT] = {"accent", 'a'},
	[ROLE_SELECTED] = {"selected", 'S'},
	[ROLE_SELECTED_QUIET] = {"selected_quiet", 's'},
	[ROLE_SELECTED_IDLE] = {"selected_idle", 'i'},
	[ROLE_MARKED] = {"marked", '*'},
	[ROLE_DANGER] = {"danger", '!'},
	[ROLE_ATTENTION] = {"attention", '?'},
	[ROLE_GOOD] = {"good", 'g'},
	[ROLE_INPUT] = {"input", '_'},
	[ROLE_INPUT_FOCUS] = {"input_focus", 'F'},
	[ROLE_INPUT_ERROR] = {"input_error", 'E'},
	[ROLE_MATCH] = {"match", 'm'},
	[ROLE_KEY] = {"key", 'k'},
	[ROLE_BAR] = {"bar", 'b'},
	[ROLE_BOX] = {"box", '+'},
	[ROLE_DIALOG] = {"dialog", 'd'},
	[ROLE_MONEY_NEGATIVE] = {"money_negative", '-'},
	[ROLE_TODAY] = {"today", 'D'},
	[ROLE_CHART1] = {"chart1", '1'},
	[ROLE_CHART2] = {"chart2", '2'},
	[ROLE_CHART3] = {"chart3", '3'},
	[ROLE_CHART4] = {"chart4", '4'},
	[ROLE_CHART5] = {"chart5", '5'},
	[ROLE_CHART6] = {"chart6", '6'},
	[ROLE_QR] = {"qr", 'Q'},
};

const char *role_name(enum role role)
{
	return roles[role].name;
}

char role_letter(enum role role)
{
	return roles[role].letter;
}

unsigned style_selected(unsigned style)
{
	switch (STYLE_ROLE(style)) {
	case ROLE_QUIET:
	case ROLE_BOX:
	case ROLE_SELECTED_QUIET:
		return ROLE_SELECTED_QUIET | STYLE_ATTRS(style);
	case ROLE_DANGER:
	case ROLE_ATTENTION:
	case ROLE_MARKED:
		return ROLE_SELECTED | STYLE_ATTRS(style) | ATTR_BOLD;
	case ROLE_MATCH:
		return ROLE_SELECTED | STYLE_ATTRS(style) | ATTR_BOLD | ATTR_UNDERLINE;
	default:
		return ROLE_SELECTED | STYLE_ATTRS(style);
	}
}

/* The palette as xterm comes: 16 colours, a cube of six levels, 24 greys. What a person made of the
 * first 16 cannot be known. */
static uint32_t palette_rgb(uint32_t n)
{
	static const uint32_t first[16] = {
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
		0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
	};
	static const uint32_t level[6] = {0, 95, 135, 175, 215, 255};

	if (n < 16)
		return first[n];
	if (n >= 232)
		return (8 + 10 * (n - 232)) * 0x010101;
	n -= 16;
	return level[n / 36] << 16 | level[n / 6 % 6] << 8 | level[n % 6];
}

static uint32_t distance(uint32_t a, uint32_t b)
{
	uint32_t sum = 0;

	for (int shift = 0; shift <= 16; shift += 8) {
		int d = (int)(a >> shift & 0xff) - (int)(b >> shift & 0xff);
		sum += (uint32_t)(d * d);
	}
	return sum;
}

static bool is_rgb(uint32_t ink)
{
	return ink >= INK_RGB(0);
}

uint32_t ink_nearest(uint32_t ink, int colours)
{
	uint32_t best = 0, nearest = UINT_MAX, rgb;

	if (ink == INK_DEFAULT || (!is_rgb(ink) && ink < INK_PALETTE((uint32_t)colours)))
		return ink;
	rgb = is_rgb(ink) ? ink & 0xffffff : palette_rgb(ink - INK_PALETTE(0));
	/* With 256 the first 16 are left out: only the rest looks the same everywhere. */
	for (uint32_t i = colours >= 256 ? 16 : 0; i < (uint32_t)colours && i < 256; i++)
		if (distance(rgb, palette_rgb(i)) < nearest) {
			nearest = distance(rgb, palette_rgb(i));
			best = i;
		}
	return INK_PALETTE(best);
}

static uint32_t ink_for(uint32_t ink, int colours, bool *bright)
{
	if (colours < 8)
		return INK_DEFAULT;
	if (is_rgb(ink) && colours > 256)
		return ink;
	if (colours >= 16) /* what lies between 16 and 256 is arranged in too many ways */
		return ink_nearest(ink, colours >= 256 ? 256 : 16);
	ink = ink_nearest(ink, 16);
	*bright = ink >= INK_PALETTE(8);
	return *bright ? ink - 8 : ink;
}

struct look theme_look(const struct theme *theme, unsigned style, int colours)
{
	struct look look = theme->looks[STYLE_ROLE(style)];
	bool bright = false, bright_back = false;

	look.fg = ink_for(look.fg, colours, &bright);
	look.bg = ink_for(look.bg, colours, &bright_back);
	look.attrs = ATTRS_JOIN(look.attrs, STYLE_ATTRS(style));
	if (bright)
		look.attrs |= ATTR_BOLD;
	return look;
}

static bool theme_has_colours(const struct theme *theme)
{
	for (enum role role = 0; role < ROLE_COUNT; role++)
		if (theme->looks[role].fg != INK_DEFAULT || theme->looks[role].bg != INK_DEFAULT)
			return true;
	return false;
}

const struct theme *theme_choose(const char *wanted, int colours, bool no_color)
{
	const struct theme *theme = wanted && *wanted ? theme_find(wanted) : NULL;

	if (theme && !theme_has_colours(theme))
		return theme;
	if (colours < 8 || (!theme && no_color))
		return theme_find("mono");
	return theme ? theme : themes[0];
}
