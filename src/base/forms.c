/* The ways in which a text may be typed by somebody who looks for it. */
#include "base/han.h"
#include "base/tables.h"
#include "base/text.h"
#include "base/utf8.h"

#define FORM_MAX 240 /* bytes of a pinyin form; what a longer text has more is not spelled */

/* The letters for what has dots, a ring or a stroke, where they are not at hand. */
static const struct {
	const char *utf8, *letters;
} spellings[] = {
	{ "ä", "ae" }, { "ö", "oe" }, { "ü", "ue" }, { "å", "aa" }, { "ø", "oe" },
	{ "Ä", "Ae" }, { "Ö", "Oe" }, { "Ü", "Ue" }, { "Å", "Aa" }, { "Ø", "Oe" },
};

/* "ae" for a with two dots (U+0308) after it, "aa" with a ring (U+030A). */
static const char *combined(const char *s, size_t len)
{
	if (len < 3 || s[1] != '\xCC' || (s[2] != '\x88' && s[2] != '\x8A'))
		return NULL;
	switch (*s | 0x20) {
	case 'a':
		return s[2] == '\x88' ? "ae" : "aa";
	case 'o':
		return s[2] == '\x88' ? "oe" : NULL;
	case 'u':
		return s[2] == '\x88' ? "ue" : NULL;
	default:
		return NULL;
	}
}

/* The letters for what s begins with, and its bytes; NULL when it has none. */
static const char *spelling(const char *s, size_t len, size_t *n)
{
	if (!(*s & 0x80)) {
		*n = 3;
		return combined(s, len);
	}
	*n = 2;
	for (size_t i = 0; *s == '\xC3' && len > 1 && i < LENGTH(spellings); i++)
		if (s[1] == spellings[i].utf8[1])
			return spellings[i].letters;
	return NULL;
}

bool text_spell(struct sbuf *out, const char *s, size_t len)
{
	size_t at = ascii_run(s, len), n, copied = 0;
	const char *letters;
	bool found = false;

	for (at -= at > 0; at < len; at += letters ? n : 1) {
		letters = spelling(s + at, len - at, &n);
		if (!letters)
			continue;
		sbuf_add(out, s + copied, at - copied);
		sbuf_puts(out, letters);
		copied = at + n;
		found = true;
	}
	if (found)
		sbuf_add(out, s + copied, len - copied);
	return found;
}

static uint32_t char_at(const struct sbuf *key, size_t at, size_t *n)
{
	uint32_t cp = (unsigned char)key->data[at];

	*n = 1;
	if (cp & 0x80)
		*n = utf8_decode(key->data + at, key->len - at, &cp);
	return cp;
}

/* A blank between two Chinese characters tells nothing. */
static void join_han(struct sbuf *key, size_t start)
{
	size_t at, n, m, to = start;
	uint32_t cp, last = 0;

	for (at = start; at < key->len; at += n) {
		cp = char_at(key, at, &n);
		if (cp == ' ' && is_han(last) && at + 1 < key->len && is_han(char_at(key, at + 1, &m)))
			continue;
		memmove(key->data + to, key->data + at, n);
		to += n;
		last = cp;
	}
	key->len = to;
	key->data[to] = '\0';
}

void text_key(struct sbuf *out, const char *s, size_t len)
{
	size_t start = out->len;

	text_fold(out, s, len);
	if (ascii_run(out->data + start, out->len - start) < out->len - start)
		join_han(out, start);
}

/* A pinyin form that is being written, and where something begins in it. */
struct form {
	char text[FORM_MAX];
	uint8_t starts[FORM_MAX / TEXT_START_BITS];
	size_t len;
	bool full;
};

static void form_begin(struct form *f)
{
	memset(f->starts, 0, sizeof(f->starts));
	f->len = 0;
	f->full = false;
}

static void form_add(struct form *f, const char *s, size_t len, bool starts)
{
	f->full = f->full || f->len + len > FORM_MAX;
	if (f->full)
		return;
	if (starts)
		f->starts[f->len / TEXT_START_BITS] |= (uint8_t)(1u << f->len % TEXT_START_BITS);
	memcpy(f->text + f->len, s, len);
	f->len += len;
}

/* A text by the first readings of its characters, or by the other ones, and its initials. */
struct spelling {
	struct form full, initials;
	bool other;
};

static void add_han(struct spelling *p, const struct han *h, const char *utf8)
{
	const struct han_syllable *s = han_syllable(p->other ? h->other : h->rank);

	form_add(&p->full, s->len ? s->text : utf8, s->len ? s->len : 3, true);
	form_add(&p->initials, s->len ? s->text : utf8, s->len ? 1 : 3, true);
}

static void add_other(struct spelling *p, const char *utf8, size_t n, uint8_t prop, uint8_t last)
{
	bool starts = !(prop & PROP_WORD) || !(last & PROP_WORD) || ((prop | last) & PROP_CJK);

	form_add(&p->full, utf8, n, starts);
	form_add(&p->initials, utf8, n, starts);
}

/* What there is to spell in a key. */
enum { NOTHING, CHINESE, AMBIGUOUS };

static int spell(struct spelling *p, const struct sbuf *key, size_t start, bool other)
{
	const char *s = key->data + start;
	size_t at, n, count, len = key->len - start;
	struct han run[HAN_RUN];
	uint8_t prop, last = 0;
	int what = NOTHING;

	form_begin(&p->full);
	form_begin(&p->initials);
	p->other = other;
	for (at = 0; at < len; at += count ? 3 * count : n) {
		prop = prop_of(char_at(key, start + at, &n));
		count = n == 3 && prop & PROP_CJK ? han_read(s, len, at, run) : 0;
		for (size_t i = 0; i < count; i++) {
			add_han(p, &run[i], s + at + 3 * i);
			if (what < AMBIGUOUS)
				what = run[i].rank == run[i].other ? CHINESE : AMBIGUOUS;
		}
		if (!count)
			add_other(p, s + at, n, prop, last);
		last = prop;
	}
	return what;
}

static void put_form(struct sbuf *out, const struct form *f)
{
	size_t starts = (f->len + TEXT_START_BITS - 1) / TEXT_START_BITS;
	char *to = sbuf_reserve(out, f->len + starts + 2), *end = to;

	*end++ = TEXT_FORM_END;
	memcpy(end, f->text, f->len);
	end += f->len;
	*end++ = TEXT_STARTS;
	for (size_t i = 0; i < starts; i++)
		*end++ = (char)(0x80 | f->starts[i]);
	*end = '\0';
	out->len += (size_t)(end - to);
}

static bool same_form(const struct form *a, const struct form *b)
{
	return a->len == b->len && !memcmp(a->text, b->text, a->len);
}

static void add_pinyin(struct sbuf *out, size_t start)
{
	struct spelling first, other;
	int what = spell(&first, out, start, false);

	if (what == NOTHING)
		return;
	if (what == AMBIGUOUS)
		spell(&other, out, start, true);
	put_form(out, &first.full);
	if (!same_form(&first.initials, &first.full))
		put_form(out, &first.initials);
	if (what == AMBIGUOUS && !same_form(&other.full, &first.full))
		put_form(out, &other.full);
	if (what == AMBIGUOUS && !same_form(&other.initials, &first.initials))
		put_form(out, &other.initials);
}

void text_forms(struct sbuf *out, const char *s, size_t len)
{
	struct sbuf letters = SBUF_INIT;
	size_t start = out->len;

	text_key(out, s, len);
	if (ascii_run(s, len) == len)
		return;
	if (ascii_run(out->data + start, out->len - start) < out->len - start)
		add_pinyin(out, start);
	if (text_spell(&letters, s, len)) {
		sbuf_putc(out, TEXT_FORM_END);
		text_key(out, letters.data, letters.len);
	}
	sbuf_free(&letters);
}
