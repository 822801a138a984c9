#include "base/utf8.h"

#include "base/tables.h"

#define ZWJ 0x200D

/* The lead byte decides the length and what the second byte may be (Unicode 15, table 3-7). */
static size_t lead_length(unsigned char lead, unsigned char *low, unsigned char *high)
{
	*low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
	*high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

size_t utf8_decode(const char *s, size_t len, uint32_t *cp)
{
	const unsigned char *b = (const unsigned char *)s;
	unsigned char low, high;
	size_t i, n;

	*cp = b[0];
	if (b[0] < 0x80)
		return 1;
	n = lead_length(b[0], &low, &high);
	if (!n || len < n || b[1] < low || b[1] > high) {
		*cp = UTF8_BAD;
		return 1;
	}
	*cp &= 0x7Fu >> n;
	for (i = 1; i < n; i++) {
		if ((b[i] & 0xC0) != 0x80) {
			*cp = UTF8_BAD;
			return 1;
		}
		*cp = *cp << 6 | (b[i] & 0x3F);
	}
	return n;
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

int utf8_columns(const char *s)
{
	size_t len = strlen(s), at = 0;
	int columns = 0, width;

	while (at < len) {
		size_t run = ascii_run(s + at, len - at);
		at += run;
		columns += (int)run;
		if (at == len)
			break;
		at += utf8_cluster(s + at, len - at, &width);
		columns += width;
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
