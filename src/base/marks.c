/* Where in a text the words are that found it. As its forms are, but each byte knows which character of
 * the text it came from; for the few texts of a screen. */
#include "base/han.h"
#include "base/tables.h"
#include "base/text.h"
#include "base/utf8.h"

#define HAY_MAX	   512
#define DIGITS_MIN 4 /* of a phone number; less is found everywhere */

/* A character as it is seen, accents and all: where it stands, and its bytes. */
struct cluster {
	uint16_t from, size;
};

/* A form of the text: for each byte where it came from, and whether something begins there. */
struct traced {
	char text[HAY_MAX];
	struct cluster from[HAY_MAX];
	bool starts[HAY_MAX];
	size_t len;
};

static void trace(struct traced *f, const char *s, size_t n, struct cluster c, bool starts)
{
	for (size_t i = 0; i < n && f->len < HAY_MAX; i++, f->len++) {
		f->text[f->len] = s[i];
		f->from[f->len] = c;
		f->starts[f->len] = starts && !i;
	}
}

/* 0 when there is none. */
static uint32_t last_char(const struct traced *f)
{
	size_t at = f->len;
	uint32_t cp = 0;

	while (at && (f->text[--at] & 0xC0) == 0x80)
		;
	if (f->len)
		utf8_decode(f->text + at, f->len - at, &cp);
	return cp;
}

/* A blank between Chinese characters tells nothing. */
static void trace_text(struct traced *f, const char *key, size_t n, struct cluster c)
{
	uint32_t before = last_char(f), here;
	uint8_t last, prop;

	utf8_decode(key, n, &here);
	if (before == ' ' && is_han(here)) {
		f->len--;
		before = last_char(f);
		f->len += !is_han(before);
	}
	last = prop_of(before);
	prop = prop_of(here);
	trace(f, key, n, c, !(last & PROP_WORD) || !(prop & PROP_WORD) || (last | prop) & PROP_CJK);
}

/* Between two letters, where a blank is not trimmed. */
static bool is_blank(const char *s, size_t n)
{
	struct sbuf text = SBUF_INIT, key = SBUF_INIT;
	bool blank;

	sbuf_printf(&text, "a%.*sa", (int)n, s);
	text_fold(&key, text.data, text.len);
	blank = key.data[1] == ' ';
	sbuf_free(&text);
	sbuf_free(&key);
	return blank;
}

/* One character, or with letters for its dots. */
static void trace_cluster(struct traced *f, const char *s, struct cluster c, bool letters)
{
	struct sbuf spelled = SBUF_INIT, key = SBUF_INIT;

	if (letters && text_spell(&spelled, s, c.size))
		text_fold(&key, spelled.data, spelled.len);
	else
		text_fold(&key, s, c.size);
	if (key.len)
		trace_text(f, key.data, key.len, c);
	else if (last_char(f) != ' ' && is_blank(s, c.size))
		trace(f, " ", 1, c, true);
	sbuf_free(&spelled);
	sbuf_free(&key);
}

/* Most characters are these, and stand alone. */
static void trace_ascii(struct traced *f, const char *s, struct cluster c)
{
	char key = fold_ascii[(unsigned char)*s];

	if (key == ' ' && last_char(f) != ' ')
		trace(f, &key, 1, c, true);
	else if (key && key != ' ')
		trace_text(f, &key, 1, c);
}

static void trace_key(struct traced *f, const char *hay, size_t len, bool letters)
{
	size_t at, n;
	int width;

	f->len = 0;
	for (at = 0; at < len; at += n) {
		n = utf8_cluster(hay + at, len - at, &width);
		struct cluster c = { (uint16_t)at, (uint16_t)n };
		if (n == 1 && !(hay[at] & 0x80))
			trace_ascii(f, hay + at, c);
		else
			trace_cluster(f, hay + at, c, letters);
	}
}

enum spelling { FULL, INITIALS, OTHER_FULL, OTHER_INITIALS, SPELLINGS };

static void trace_syllable(struct traced *f, const struct traced *key, size_t at, struct han h,
			   enum spelling how)
{
	const struct han_syllable *s = han_syllable(how < OTHER_FULL ? h.rank : h.other);

	if (!s->len)
		trace(f, key->text + at, 3, key->from[at], true);
	else
		trace(f, s->text, how % 2 == FULL ? s->len : 1, key->from[at], true);
}

static void trace_pinyin(struct traced *f, const struct traced *key, enum spelling how)
{
	struct han run[HAN_RUN];
	size_t at, n;

	f->len = 0;
	for (at = 0; at < key->len; at += n ? 3 * n : 1) {
		n = key->text[at] & 0x80 ? han_read(key->text, key->len, at, run) : 0;
		for (size_t i = 0; i < n; i++)
			trace_syllable(f, key, at + 3 * i, run[i], how);
		if (!n)
			trace(f, key->text + at, 1, key->from[at], key->starts[at]);
	}
}

static void trace_digits(struct traced *f, const struct traced *key)
{
	f->len = 0;
	for (size_t i = 0; i < key->len; i++)
		if (key->text[i] >= '0' && key->text[i] <= '9')
			trace(f, key->text + i, 1, key->from[i], true);
}

/* The forms of the text, and how many: only the first is needed where all is ASCII. */
static size_t trace_all(struct traced *forms, const char *hay, size_t len)
{
	size_t n = 1;

	trace_key(&forms[0], hay, len, false);
	if (ascii_run(hay, len) == len)
		return n;
	trace_key(&forms[n++], hay, len, true);
	for (int how = FULL; how < SPELLINGS; how++)
		trace_pinyin(&forms[n++], &forms[0], (enum spelling)how);
	return n;
}

/* Marks the bytes of the text where the key is; false when it is nowhere. `starts`: only where something
 * begins. */
static bool mark_key(const struct traced *f, const char *key, size_t n, bool starts, bool *marked)
{
	bool found = false;

	for (size_t at = 0; n && at + n <= f->len; at++) {
		if ((starts && !f->starts[at]) || memcmp(f->text + at, key, n) != 0)
			continue;
		for (size_t i = at; i < at + n; i++)
			memset(marked + f->from[i].from, true, f->from[i].size);
		found = true;
	}
	return found;
}

/* In what is there as it stands, else as it may be spelled. */
static void mark_word(const struct traced *forms, size_t n, const char *key, size_t len, bool *marked)
{
	bool found = mark_key(&forms[0], key, len, len == 1, marked);

	for (size_t i = 1; i < n && !found; i++)
		found = mark_key(&forms[i], key, len, true, marked);
}

/* "0170 55" in +49 170 5512: the number that was typed, but for the zero that stays at home. */
static void mark_digits(const struct traced *key, const char *typed, bool *marked)
{
	struct traced digits;
	char number[HAY_MAX];
	size_t n = 0;

	if (typed[strspn(typed, "0123456789 +-./()")])
		return;
	for (; *typed && n < sizeof(number); typed++)
		if (*typed >= (n ? '0' : '1') && *typed <= '9')
			number[n++] = *typed;
	if (n < DIGITS_MIN)
		return;
	trace_digits(&digits, key);
	mark_key(&digits, number, n, false, marked);
}

static size_t gather(const bool *marked, size_t len, struct text_mark *marks)
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < TEXT_MARKS; i++) {
		if (!marked[i])
			continue;
		marks[n].from = i;
		while (i < len && marked[i])
			i++;
		marks[n++].to = i;
	}
	return n;
}

size_t text_marks(const char *hay, const struct text_typed *t, struct text_mark marks[TEXT_MARKS])
{
	struct traced forms[2 + SPELLINGS];
	bool marked[HAY_MAX] = { false };
	size_t n, len = strnlen(hay, HAY_MAX);

	if (!t->n)
		return 0;
	n = trace_all(forms, hay, len);
	for (size_t i = 0; i < t->n; i++) {
		const struct text_word *w = &t->words[i];
		mark_word(forms, n, w->s, w->len, marked);
		if (w->also)
			mark_word(forms, n, w->also, w->also_len, marked);
		mark_digits(&forms[0], w->s, marked);
	}
	mark_digits(&forms[0], t->whole.s, marked);
	return gather(marked, len, marks);
}
