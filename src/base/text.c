#include "base/text.h"

#include "base/tables.h"
#include "base/utf8.h"

#define ZWJ	  0x200D
#define MARKS_MAX 3 /* on one base; curses keeps four and a base */
#define JOINS_MAX                                                                                  \
	3 /* the longest sequences that Unicode recommends, a family of four, have three */
#define TAB_STOP   8
#define BAD_SHOWN  "\xEF\xBF\xBD" /* U+FFFD */
#define DOT	   "\xC2\xB7"
#define NO_BASE	   GLYPH_BAD	  /* of a line's beginning; nothing that was let through is BAD */
#define BASE_SHOWN "\xE2\x97\x8C" /* U+25CC, on which Unicode draws a mark that has no base */

/* The text as it has been let through so far. All that is decided by what stands before a character
 * looks at this and not at the input, so that a second pass changes nothing. */
struct gate {
	struct sbuf *out;
	enum text_mode mode;
	enum glyph base, last;
	int marks, joins; /* on the base */
	size_t measured;  /* `column` belongs to this offset of out */
	int column;
};

static void put_base(struct gate *g, const char *s, size_t n, enum glyph glyph)
{
	sbuf_add(g->out, s, n);
	g->base = g->last = glyph;
	g->marks = g->joins = 0;
}

static void put_words(struct gate *g, const char *s)
{
	put_base(g, s, strlen(s), GLYPH_PLAIN);
}

static void put_break(struct gate *g)
{
	if (g->mode != TEXT_NOTE) {
		put_words(g, " ");
		return;
	}
	put_base(g, "\n", 1, NO_BASE);
	g->measured = g->out->len;
	g->column = 0;
}

static void put_tab(struct gate *g)
{
	if (g->mode != TEXT_NOTE) {
		put_words(g, " ");
		return;
	}
	g->column += utf8_columns(g->out->data ? g->out->data + g->measured : "");
	do
		put_words(g, " ");
	while (++g->column % TAB_STOP);
	g->measured = g->out->len;
}

/* LF and TAB have a meaning, CR has none of its own before LF; the rest become control pictures. */
static void put_control(struct gate *g, uint32_t cp, const char *next, size_t left)
{
	char shown[4];

	if (cp == '\n')
		put_break(g);
	else if (cp == '\t')
		put_tab(g);
	else if (cp != '\r' || !left || *next != '\n')
		put_base(g, shown, utf8_encode(cp == 0x7F ? 0x2421 : 0x2400 + cp, shown),
			 GLYPH_PLAIN);
}

static void put_bidi(struct gate *g, uint32_t cp)
{
	char shown[16];

	snprintf(shown, sizeof(shown), "<U+%04X>", (unsigned)cp);
	put_words(g, shown);
}

static void put_invisible(struct gate *g)
{
	if (g->mode != TEXT_LINE)
		put_words(g, DOT);
}

static void put_mark(struct gate *g, const char *s, size_t n, enum glyph glyph)
{
	if (g->base == NO_BASE)
		put_words(g, BASE_SHOWN);
	if (g->marks == MARKS_MAX)
		return;
	sbuf_add(g->out, s, n);
	g->marks++;
	g->last = glyph;
}

/* The glyph that follows, over at most as many marks as will be let through. */
static enum glyph glyph_after(const char *s, size_t len, int marks)
{
	enum glyph glyph;
	uint32_t cp;
	size_t at = 0;

	do {
		if (at == len)
			return NO_BASE;
		at += utf8_decode(s + at, len - at, &cp);
		glyph = prop_glyph(prop_of(cp));
	} while (glyph == GLYPH_MARK && marks-- > 0);
	return glyph;
}

/* After a letter's virama both; ZWJ between emoji (UAX 29, GB11); ZWNJ between letters that would
 * join (RFC 5892, appendix A). */
static bool may_join(const struct gate *g, uint32_t cp, const char *next, size_t left)
{
	enum glyph after;

	if (g->last == GLYPH_VIRAMA)
		return g->base == GLYPH_PLAIN;
	if (cp == ZWJ)
		return g->base == GLYPH_EMOJI && g->joins < JOINS_MAX &&
		       glyph_after(next, left, 0) == GLYPH_EMOJI;
	if (g->base != GLYPH_DUAL && g->base != GLYPH_LEFT)
		return false;
	after = glyph_after(next, left, MARKS_MAX);
	return after == GLYPH_DUAL || after == GLYPH_RIGHT;
}

/* An emoji behind a ZWJ goes on with the sequence, and so does a colour behind an emoji. */
static void put_emoji(struct gate *g, const char *s, size_t n, enum glyph glyph)
{
	int joins = g->joins;
	bool joined = g->base == GLYPH_EMOJI && g->last == GLYPH_JOINER && glyph == GLYPH_EMOJI;

	if (glyph == GLYPH_SKIN && g->base == GLYPH_EMOJI && g->last != GLYPH_SKIN) {
		sbuf_add(g->out, s, n);
		g->last = GLYPH_SKIN;
		return;
	}
	put_base(g, s, n, glyph);
	g->joins = joined ? joins + 1 : 0;
}

static void put_joiner(struct gate *g, uint32_t cp, const char *s, size_t n, size_t left)
{
	if (!may_join(g, cp, s + n, left)) {
		put_invisible(g);
		return;
	}
	sbuf_add(g->out, s, n);
	g->last = GLYPH_JOINER;
}

/* Lets one character of n bytes through; `left` bytes of input follow it. */
static void put(struct gate *g, uint32_t cp, const char *s, size_t n, size_t left)
{
	enum glyph glyph = prop_glyph(prop_of(cp));

	switch (glyph) {
	case GLYPH_CONTROL:
		put_control(g, cp, s + n, left);
		break;
	case GLYPH_BREAK:
		put_break(g);
		break;
	case GLYPH_BIDI:
		put_bidi(g, cp);
		break;
	case GLYPH_BAD:
		put_words(g, BAD_SHOWN);
		break;
	case GLYPH_INVISIBLE:
		put_invisible(g);
		break;
	case GLYPH_JOINER:
		put_joiner(g, cp, s, n, left);
		break;
	case GLYPH_MARK:
	case GLYPH_VIRAMA:
		put_mark(g, s, n, glyph);
		break;
	case GLYPH_EMOJI:
	case GLYPH_SKIN:
		put_emoji(g, s, n, glyph);
		break;
	default:
		put_base(g, s, n, glyph);
	}
}

/* How many bytes are printable ASCII, which is nearly everything there is: eight at a time. */
static size_t plain_run(const char *s, size_t len)
{
	const uint64_t ones = 0x0101010101010101u, high = ones << 7;
	uint64_t c;
	size_t n;

	for (n = 0; n + 8 <= len; n += 8) {
		memcpy(&c, s + n, 8);
		/* a byte below ' ', above '~', not ASCII; only what is found anyway carries over */
		if (((c - ones * ' ') | (c + ones) | c) & high)
			break;
	}
	while (n < len && s[n] >= ' ' && s[n] < 0x7F)
		n++;
	return n;
}

void text_safe(struct sbuf *out, const char *in, size_t len, enum text_mode mode)
{
	struct gate g = {out, mode, NO_BASE, NO_BASE, 0, 0, out->len, 0};
	size_t at, n;
	uint32_t cp;

	for (at = 0; at < len; at += n) {
		n = plain_run(in + at, len - at);
		if (n) {
			put_base(&g, in + at, n, GLYPH_PLAIN);
		} else {
			n = utf8_decode(in + at, len - at, &cp);
			put(&g, cp, in + at, n, len - at - n);
		}
	}
}

void text_print(FILE *to, const char *s, enum text_mode mode)
{
	struct sbuf safe = SBUF_INIT;

	text_safe(&safe, s, strlen(s), mode);
	fwrite(sbuf_text(&safe), 1, safe.len, to);
	sbuf_free(&safe);
}
