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

/* The letters for what s begins with, and its bytes; NULL when it has none. */
static const char *spelling(const char *s, size_t len, size_t *n)
{
	*n = 2;
	for (size_t i = 0; len >= 2 && i < LENGTH(spellings); i++)
		if (!memcmp(s, spellings[i].utf8, 2))
			return spellings[i].letters;
	*n = 3;
	if (len < 3 || (s[1] != '\xCC' || (s[2] != '\x88' && s[2] != '\x8A')))
		return NULL;
	if (s[2] == '\x8A')
		return strchr("aA", s[0]) ? "aa" : NULL;
	return strchr("aA", s[0]) ? "ae" : strchr("oO", s[0]) ? "oe" : strchr("uU", s[0]) ? "ue" : NULL;
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
	char text[FORM_MAX + 8];
	uint8_t starts[FORM_MAX / TEXT_START_BITS + 2];
	size_t len;
	bool full;
};

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

/* In the order in which they are written. */
enum { FULL, INITIALS, OTHER_FULL, OTHER_INITIALS, FORMS };

static void add_han(struct form *forms, const struct han *h, const char *utf8, size_t n)
{
	for (int i = 0; i < FORMS; i++) {
		const struct han_syllable *s = han_syllable(i < OTHER_FULL ? h->rank : h->other);

		if (!s->len)
			form_add(&forms[i], utf8, n, true);
		else
			form_add(&forms[i], s->text, i % 2 == FULL ? s->len : 1, true);
	}
}

static void add_other(struct form *forms, const char *utf8, size_t n, uint8_t prop, uint8_t last)
{
	bool starts = !(prop & PROP_WORD) || !(last & PROP_WORD) || ((prop | last) & PROP_CJK);

	for (int i = 0; i < FORMS; i++)
		form_add(&forms[i], utf8, n, starts);
}

/* Fills the forms in; false when there is no Chinese character in the key. */
static bool spell_han(struct form *forms, const struct sbuf *key, size_t start)
{
	const char *s = key->data + start;
	size_t at, n, len = key->len - start;
	struct han run[HAN_RUN];
	uint8_t prop, last = 0;
	bool any = false;

	for (at = 0; at < len; at += n) {
		prop = prop_of(char_at(key, start + at, &n));
		size_t count = n == 3 && prop & PROP_CJK ? han_read(s, len, at, run) : 0;
		for (size_t i = 0; i < count; i++)
			add_han(forms, &run[i], s + at + 3 * i, 3);
		if (!count)
			add_other(forms, s + at, n, prop, last);
		n = count ? 3 * count : n;
		any = any || count;
		last = prop;
	}
	return any;
}

static void put_form(struct sbuf *out, const struct form *f)
{
	sbuf_putc(out, TEXT_FORM_END);
	sbuf_add(out, f->text, f->len);
	sbuf_putc(out, TEXT_STARTS);
	for (size_t i = 0; i * TEXT_START_BITS < f->len; i++)
		sbuf_putc(out, (char)(0x80 | f->starts[i]));
}

static bool same_form(const struct form *a, const struct form *b)
{
	return a->len == b->len && !memcmp(a->text, b->text, a->len);
}

static void add_pinyin(struct sbuf *out, size_t start)
{
	struct form forms[FORMS] = { 0 };

	if (!spell_han(forms, out, start))
		return;
	for (int i = 0; i < FORMS; i++)
		if (i < OTHER_FULL ? i == FULL || !same_form(&forms[i], &forms[FULL]) :
				     !same_form(&forms[i], &forms[i - OTHER_FULL]))
			put_form(out, &forms[i]);
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
