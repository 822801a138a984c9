#include "term/glyph.h"

#include "base/text.h"
#include "base/utf8.h"

static const struct {
	const char *ascii, *utf8;
	char acs; /* the VT100's alternate character, for lines */
} glyphs[GLYPH_COUNT] = {
	[GLYPH_HLINE] = {"-", "─", 'q'},
	[GLYPH_VLINE] = {"|", "│", 'x'},
	[GLYPH_TOP_LEFT] = {"+", "┌", 'l'},
	[GLYPH_TOP_RIGHT] = {"+", "┐", 'k'},
	[GLYPH_BOTTOM_LEFT] = {"+", "└", 'm'},
	[GLYPH_BOTTOM_RIGHT] = {"+", "┘", 'j'},
	[GLYPH_TEE_LEFT] = {"+", "├", 't'},
	[GLYPH_TEE_RIGHT] = {"+", "┤", 'u'},
	[GLYPH_TEE_TOP] = {"+", "┬", 'w'},
	[GLYPH_TEE_BOTTOM] = {"+", "┴", 'v'},
	[GLYPH_CROSS] = {"+", "┼", 'n'},
	[GLYPH_ELLIPSIS] = {"~", "…", 0},
	[GLYPH_DOT] = {"-", "·", 0},
	[GLYPH_CRUMB] = {">", "›", 0},
	[GLYPH_MARK] = {"*", "*", 0},
	[GLYPH_BAR_LEFT] = {">", "▌", 0},
	[GLYPH_BAR_RIGHT] = {"<", "▐", 0},
	[GLYPH_UP] = {"^", "↑", 0},
	[GLYPH_DOWN] = {"v", "↓", 0},
	[GLYPH_RIGHT] = {">", "→", 0},
	[GLYPH_IN] = {"<", "↙", 0},
	[GLYPH_OUT] = {">", "↗", 0},
	[GLYPH_CHECK] = {"x", "✓", 0},
	[GLYPH_SHADE1] = {".", "░", 0},
	[GLYPH_SHADE2] = {":", "▒", 0},
	[GLYPH_SHADE3] = {"%", "▓", 0},
	[GLYPH_FULL] = {"#", "█", 0},
	[GLYPH_LEFT1] = {".", "▏", 0},
	[GLYPH_LEFT2] = {".", "▎", 0},
	[GLYPH_LEFT3] = {".", "▍", 0},
	[GLYPH_LEFT4] = {"=", "▌", 0},
	[GLYPH_LEFT5] = {"=", "▋", 0},
	[GLYPH_LEFT6] = {"=", "▊", 0},
	[GLYPH_LEFT7] = {"=", "▉", 0},
	[GLYPH_LOW1] = {"_", "▁", 0},
	[GLYPH_LOW2] = {"_", "▂", 0},
	[GLYPH_LOW3] = {".", "▃", 0},
	[GLYPH_LOW4] = {"-", "▄", 0},
	[GLYPH_LOW5] = {"-", "▅", 0},
	[GLYPH_LOW6] = {"=", "▆", 0},
	[GLYPH_LOW7] = {"=", "▇", 0},
	[GLYPH_SLOPE_UP] = {"/", "▟", 0},
	[GLYPH_SLOPE_DOWN] = {"\\", "▙", 0},
	[GLYPH_SLOPE_UNDER_UP] = {"\\", "▜", 0},
	[GLYPH_SLOPE_UNDER_DOWN] = {"/", "▛", 0},
};

const char *glyph_text(enum graphics level, enum glyph glyph)
{
	bool fine = level == GRAPHICS_UTF8 || (level == GRAPHICS_ACS && glyphs[glyph].acs);

	return fine ? glyphs[glyph].utf8 : glyphs[glyph].ascii;
}

char glyph_acs(const char *text)
{
	for (enum glyph i = GLYPH_HLINE; i <= GLYPH_CROSS; i++)
		if (strcmp(glyphs[i].utf8, text) == 0)
			return glyphs[i].acs;
	return 0;
}

/* A currency's letter, that amounts of two currencies do not look alike; what people put between words. */
static char plain_sign(const char *text)
{
	static const char signs[][6] = { "€E", "£L", "¥Y", "₩W", "₹R", "₺T", "₽P", "−-", "–-", "—-", "’'", "‘'",
					 "“\"", "”\"", "×x" };

	for (size_t i = 0; i < LENGTH(signs); i++)
		if (*text && strncmp(signs[i], text, strlen(text)) == 0)
			return signs[i][strlen(text)];
	return 0;
}

/* A letter without its accents; folding makes it small, and the capitals of Latin-1 are made large again. */
static char plain_letter(const char *text)
{
	struct sbuf key = SBUF_INIT;
	uint32_t cp;
	char c;

	utf8_decode(text, strlen(text), &cp);
	text_fold(&key, text, strlen(text));
	c = *sbuf_text(&key);
	sbuf_free(&key);
	if ((unsigned char)c > 127)
		return 0;
	return cp >= 0xC0 && cp <= 0xDE && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

char glyph_plain(const char *text)
{
	char c;

	for (enum glyph i = 0; i < GLYPH_COUNT; i++)
		if (strcmp(glyphs[i].utf8, text) == 0)
			return *glyphs[i].ascii;
	c = plain_sign(text);
	if (!c)
		c = plain_letter(text);
	return c ? c : '?';
}

int graphics_find(const char *name)
{
	static const char *const names[] = {"ascii", "acs", "utf8"};

	for (size_t i = 0; i < LENGTH(names); i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	return -1;
}
