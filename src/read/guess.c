#include "read/guess.h"

#include <uchardet/uchardet.h>

#include "base/utf8.h"
#include "read/decode.h"

#define PAIRS_FOR_STATISTICS 40 /* fewer characters than these, and frequencies tell nothing */

static unsigned char byte_at(const char *bytes, size_t i)
{
	return (unsigned char)bytes[i];
}

static bool begins(const char *bytes, size_t n, const char *mark, size_t len)
{
	return n >= len && !memcmp(bytes, mark, len);
}

static bool marked(const char *bytes, size_t n, size_t *bom, enum encoding *out)
{
	static const struct {
		const char *mark;
		size_t len;
		enum encoding encoding;
	} marks[] = {
		{ "\xEF\xBB\xBF", 3, ENCODING_UTF8 },
		{ "\x84\x31\x95\x33", 4, ENCODING_GB18030 },
		{ "\xFF\xFE", 2, ENCODING_UTF16LE },
		{ "\xFE\xFF", 2, ENCODING_UTF16BE },
	};

	for (size_t i = 0; i < LENGTH(marks); i++)
		if (begins(bytes, n, marks[i].mark, marks[i].len)) {
			*bom = marks[i].len;
			*out = marks[i].encoding;
			return true;
		}
	return false;
}

/* How well the bytes are UTF-8: characters of more than one byte, and bytes that are none. */
static void tally_utf8(const char *bytes, size_t n, size_t *characters, size_t *bad)
{
	uint32_t c;

	*characters = *bad = 0;
	for (size_t i = 0, step; i < n; i += step) {
		step = utf8_decode(bytes + i, n - i, &c);
		*characters += c != UTF8_BAD && step > 1;
		*bad += c == UTF8_BAD;
	}
}

/* Whether line feeds are characters of two bytes: text of one byte a character has none of those. */
static bool wide_lines(const char *bytes, size_t n, bool little)
{
	size_t all = 0, wide = 0;

	for (size_t i = 0; i + 1 < n; i += 2) {
		all += (bytes[i] == '\n') + (bytes[i + 1] == '\n');
		wide += bytes[i + !little] == '\n' && bytes[i + little] == '\0';
	}
	return wide && wide * 4 >= all;
}

/* Western text in two bytes a character has a zero in nearly each, always on the same side; other text
 * has it in line ends and delimiters. A file with a stray NUL byte has neither. */
static bool is_utf16(const char *bytes, size_t n, enum encoding *out)
{
	size_t zeros[2] = { 0, 0 }, units = n / 2, most;
	bool little;

	for (size_t i = 0; i < units * 2; i++)
		zeros[i % 2] += bytes[i] == '\0';
	little = zeros[1] >= zeros[0];
	most = zeros[little];
	*out = little ? ENCODING_UTF16LE : ENCODING_UTF16BE;
	if (!most || zeros[!little] > most / 4)
		return false;
	return most * 5 >= units * 2 || (most * 50 >= units && wide_lines(bytes, n, little));
}

/* What double-byte text looks like: pairs, and among them those of everyday characters. */
struct pairs {
	size_t all, common;
};

/* GB 18030: everyday characters are the first level of GB 2312. */
static struct pairs pairs_of_gb(const char *bytes, size_t n)
{
	struct pairs p = { 0, 0 };

	for (size_t i = 0; i + 1 < n; i++) {
		unsigned char lead = byte_at(bytes, i), trail = byte_at(bytes, i + 1);

		if (lead < 0x81 || lead == 0xFF)
			continue;
		p.all++;
		p.common += ((lead >= 0xB0 && lead <= 0xD7) || lead == 0xA1 || lead == 0xA3) && trail >= 0xA1;
		i++;
	}
	return p;
}

/* Big5: the same of its 5,401 frequent characters. */
static struct pairs pairs_of_big5(const char *bytes, size_t n)
{
	struct pairs p = { 0, 0 };

	for (size_t i = 0; i + 1 < n; i++) {
		unsigned char lead = byte_at(bytes, i), trail = byte_at(bytes, i + 1);

		if (lead < 0x81 || lead == 0xFF)
			continue;
		p.all++;
		p.common += lead >= 0xA1 && lead <= 0xC6 &&
			    ((trail >= 0x40 && trail <= 0x7E) || trail >= 0xA1);
		i++;
	}
	return p;
}

/* The letters of western words stand alone among plain ones; those of double-byte text do not. */
static bool is_western(const char *bytes, size_t n)
{
	size_t high = 0, alone = 0;

	for (size_t i = 0; i < n; i++) {
		if (byte_at(bytes, i) < 0x80)
			continue;
		high++;
		alone += (i == 0 || byte_at(bytes, i - 1) < 0x80) &&
			 (i + 1 == n || byte_at(bytes, i + 1) < 0x80);
	}
	return alone * 2 >= high;
}

/* Latin-1 has nothing printable from 80 to 9F; what has bytes there was written by Windows. */
static enum encoding western(const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (byte_at(bytes, i) >= 0x80 && byte_at(bytes, i) < 0xA0)
			return ENCODING_CP1252;
	return ENCODING_LATIN1;
}

static size_t bad_in(enum encoding encoding, const char *bytes, size_t n)
{
	struct sbuf text = SBUF_INIT;
	int64_t bad = decode_all(encoding, bytes, n, &text);

	sbuf_free(&text);
	return (size_t)bad;
}

/* What a detector with frequency tables of each language makes of it; false when it is none of ours. */
static bool by_statistics(const char *bytes, size_t n, enum encoding *out)
{
	uchardet_t detector = uchardet_new();
	bool known = false;

	if (uchardet_handle_data(detector, bytes, n) == 0) {
		uchardet_data_end(detector);
		known = encoding_find(uchardet_get_charset(detector), out);
	}
	uchardet_delete(detector);
	return known;
}

static enum encoding legacy(const char *bytes, size_t n)
{
	struct pairs gb = pairs_of_gb(bytes, n), big5 = pairs_of_big5(bytes, n);
	size_t bad_gb = bad_in(ENCODING_GB18030, bytes, n), bad_big5 = bad_in(ENCODING_BIG5, bytes, n);
	enum encoding told;

	if (is_western(bytes, n) || (bad_gb * 4 > gb.all && bad_big5 * 4 > big5.all))
		return western(bytes, n);
	if (bad_gb != bad_big5)
		return bad_gb < bad_big5 ? ENCODING_GB18030 : ENCODING_BIG5;
	if (gb.all >= PAIRS_FOR_STATISTICS && by_statistics(bytes, n, &told) &&
	    (told == ENCODING_GB18030 || told == ENCODING_BIG5))
		return told;
	return gb.common * big5.all >= big5.common * gb.all ? ENCODING_GB18030 : ENCODING_BIG5;
}

enum encoding guess_encoding(const char *bytes, size_t n, size_t *bom)
{
	enum encoding encoding;
	size_t characters, bad;

	*bom = 0;
	if (marked(bytes, n, bom, &encoding))
		return encoding;
	tally_utf8(bytes, n, &characters, &bad);
	if (is_utf16(bytes, n, &encoding))
		return encoding;
	if (bad == 0 || characters > 3 * bad)
		return ENCODING_UTF8;
	return legacy(bytes, n);
}
