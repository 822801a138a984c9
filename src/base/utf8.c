#include "base/utf8.h"

#include "base/tables.h"

#define ZWJ 0x200D

static bool is_tail(unsigned char b)
{
	return (b & 0xC0) == 0x80;
}

size_t utf8_decode(const char *s, size_t len, uint32_t *cp)
{
	const unsigned char *b = (const unsigned char *)s;
	uint32_t c = b[0];

	*cp = c;
	if (c < 0x80)
		return 1;
	if (c >= 0xC2 && c < 0xE0 && len >= 2 && is_tail(b[1])) {
		*cp = (c & 0x1F) << 6 | (b[1] & 0x3F);
		return 2;
	}
	if ((c & 0xF0) == 0xE0 && len >= 3 && is_tail(b[1]) && is_tail(b[2])) {
		*cp = (c & 0xF) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3F);
		if (*cp >= 0x800 && (*cp < 0xD800 || *cp > 0xDFFF))
			return 3;
	}
	if ((c & 0xF8) == 0xF0 && len >= 4 && is_tail(b[1]) && is_tail(b[2]) && is_tail(b[3])) {
		*cp = (c & 7) << 18 | (b[1] & 0x3Fu) << 12 | (b[2] & 0x3Fu) << 6 | (b[3] & 0x3F);
		if (*cp >= 0x10000 && *cp <= 0x10FFFF)
			return 4;
	}
	*cp = UTF8_BAD;
	return 1;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4, i;

	if (n == 1) {
		out[0] = (char)cp;
		return 1;
	}
	for (i = n - 1; i > 0; i--, cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3F));
	out[0] = (char)((0xF00u >> n & 0xF0) | cp);
	return n;
}

bool utf8_valid(const char *s, size_t len, size_t *at)
{
	size_t i = ascii_run(s, len);
	uint32_t cp = 0;

	while (i < len && cp != UTF8_BAD) {
		size_t n = utf8_decode(s + i, len - i, &cp);
		if (cp != UTF8_BAD)
			i += n + ascii_run(s + i + n, len - i - n);
	}
	if (i < len && at)
		*at = i;
	return i == len;
}

int utf8_width(uint32_t cp)
{
	return prop_width(prop_of(cp));
}

bool utf8_is_word(uint32_t cp)
{
	return prop_of(cp) & PROP_WORD;
}

bool utf8_is_cjk(uint32_t cp)
{
	return prop_of(cp) & PROP_CJK;
}

/* Whether a character that has columns of its own still belongs to the cluster of `base`. */
static bool belongs(enum glyph base, uint32_t last, enum glyph next)
{
	if (base != GLYPH_EMOJI)
		return false;
	return (last == ZWJ && next == GLYPH_EMOJI) ||
	       (next == GLYPH_SKIN && prop_glyph(prop_of(last)) != GLYPH_SKIN);
}

/* The second half of a flag, or 0. */
static size_t flag_end(const char *s, size_t len)
{
	uint32_t cp;
	size_t n = len ? utf8_decode(s, len, &cp) : 0;

	return n && prop_glyph(prop_of(cp)) == GLYPH_FLAG ? n : 0;
}

size_t utf8_cluster(const char *s, size_t len, int *width)
{
	uint32_t last, cp;
	size_t n, at = utf8_decode(s, len, &last);
	uint8_t base = prop_of(last), prop;

	*width = prop_width(base) < 0 ? 1 : prop_width(base);
	if (prop_width(base) < 0)
		return at;
	if (prop_glyph(base) == GLYPH_FLAG && (n = flag_end(s + at, len - at)) > 0) {
		at += n;
		*width = 2;
	}
	for (; at < len && (last >= 0x80 || (s[at] & 0x80)); at += n, last = cp) {
		n = utf8_decode(s + at, len - at, &cp);
		prop = prop_of(cp);
		if (prop_width(prop) != 0 && !belongs(prop_glyph(base), last, prop_glyph(prop)))
			break;
	}
	return at;
}

/* Only emoji and flags take fewer columns together than alone; the rest is added up. */
int utf8_columns(const char *s)
{
	size_t len = strlen(s), at, n;
	int columns = 0, width;
	enum glyph glyph;
	uint32_t cp;

	for (at = ascii_run(s, len), columns = (int)at; at < len; at += n, columns += width) {
		n = utf8_decode(s + at, len - at, &cp);
		width = prop_width(prop_of(cp));
		glyph = prop_glyph(prop_of(cp));
		if (glyph == GLYPH_EMOJI || glyph == GLYPH_FLAG)
			n = utf8_cluster(s + at, len - at, &width);
		else if (width < 0)
			width = 1;
	}
	return columns;
}

size_t utf8_fit(const char *s, int columns, int *used)
{
	size_t len = strlen(s), at = 0, n;
	int width;

	*used = 0;
	for (; at < len; at += n, *used += width) {
		n = utf8_cluster(s + at, len - at, &width);
		if (*used + width > columns)
			break;
	}
	return at;
}
