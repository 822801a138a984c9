/* What somebody typed to find something, and where that is found. */
#include "base/tables.h"
#include "base/text.h"
#include "base/utf8.h"

static uint8_t prop_at(const char *s, size_t len)
{
	uint32_t cp;

	utf8_decode(s, len, &cp);
	return prop_of(cp);
}

/* Whether a word begins at `at`: scripts written without spaces begin one everywhere. */
static bool begins_word(const char *form, const char *at, const char *end)
{
	const char *before = at;
	uint8_t here = prop_at(at, (size_t)(end - at)), prop;

	if (at == form || !(here & PROP_WORD) || (here & PROP_CJK))
		return true;
	do
		before--;
	while (before > form && (*before & 0xC0) == 0x80);
	prop = prop_at(before, (size_t)(end - before));
	return !(prop & PROP_WORD) || (prop & PROP_CJK);
}

/* One form among others. */
struct form {
	const char *s, *end; /* the text */
	const char *starts;  /* or NULL */
	const char *next;    /* behind it */
};

static struct form form_at(const char *s, const char *end)
{
	struct form f = { .s = s };

	f.next = memchr(s, TEXT_FORM_END, (size_t)(end - s));
	f.next = f.next ? f.next : end;
	f.end = memchr(s, TEXT_STARTS, (size_t)(f.next - s));
	f.starts = f.end ? f.end + 1 : NULL;
	f.end = f.end ? f.end : f.next;
	return f;
}

static enum text_fit fit_at(const struct form *f, const char *at, size_t n)
{
	size_t i = (size_t)(at - f->s);

	if (!i)
		return at + n == f->end ? TEXT_WHOLE : TEXT_START;
	if (f->starts)
		return f->starts[i / TEXT_START_BITS] & 1 << i % TEXT_START_BITS ? TEXT_WORD :
										   TEXT_NOWHERE;
	if (begins_word(f->s, at, f->end))
		return TEXT_WORD;
	return n > 1 ? TEXT_INSIDE : TEXT_NOWHERE;
}

/* Where the key is next, from `at` on; NULL when it is no more. */
static const char *find_key(const char *at, const char *end, const char *key, size_t n)
{
	while ((size_t)(end - at) >= n && (at = memchr(at, *key, (size_t)(end - at) - n + 1))) {
		if (!memcmp(at, key, n))
			return at;
		at++;
	}
	return NULL;
}

static enum text_fit fit_form(const struct form *f, const char *key, size_t n)
{
	enum text_fit best = TEXT_NOWHERE, fit;
	const char *at = f->s;

	while (best < TEXT_WORD && (at = find_key(at, f->end, key, n))) {
		fit = fit_at(f, at, n);
		best = fit > best ? fit : best;
		at++;
	}
	return best;
}

enum text_fit text_fit(const char *forms, size_t len, const char *key, size_t n)
{
	enum text_fit best = TEXT_NOWHERE, fit;
	const char *end = forms + len, *s = forms;

	while (n && s < end && best < TEXT_WHOLE) {
		struct form f = form_at(s, end);
		fit = fit_form(&f, key, n);
		best = fit > best ? fit : best;
		s = f.next + 1;
	}
	return best;
}

enum text_fit text_fit_word(const char *forms, size_t len, const struct text_word *w)
{
	enum text_fit fit = text_fit(forms, len, w->s, w->len), other = TEXT_NOWHERE;

	if (w->also && fit < TEXT_WHOLE)
		other = text_fit(forms, len, w->also, w->also_len);
	return fit > other ? fit : other;
}

enum text_fit text_fit_typed(const char *forms, size_t len, const struct text_typed *t)
{
	enum text_fit worst = TEXT_START, fit;
	size_t i;

	for (i = 0; i < t->n && worst; i++) {
		fit = text_fit_word(forms, len, &t->words[i]);
		worst = fit < worst ? fit : worst;
	}
	if (!worst || !t->n)
		return worst;
	fit = text_fit_word(forms, len, &t->whole);
	if (fit < TEXT_START && t->joined.s)
		fit = text_fit_word(forms, len, &t->joined);
	return fit >= TEXT_START ? fit : worst < TEXT_WORD ? worst : TEXT_WORD;
}

static bool is_vowel(char c)
{
	return c && strchr("aeiou", c);
}

/* How ü is typed where there is none: lv and nv are syllables, and those of the tables are lu, nu. */
static bool respell_v(char *key)
{
	bool found = false;

	for (char *c = strchr(key, 'v'); c; c = strchr(c + 1, 'v')) {
		if (c == key || !strchr("ln", c[-1]) || is_vowel(c[1]))
			continue;
		*c = 'u';
		found = true;
	}
	return found;
}

static bool is_border(char c)
{
	return c == ' ' || c == ',' || c == ';';
}

static size_t word_end(const struct sbuf *key, size_t at)
{
	while (at < key->len && !is_border(key->data[at]))
		at++;
	return at;
}

/* The word at *at of a key, which moves behind it; len 0 at the end. */
static struct text_word next_word(const struct sbuf *key, size_t *at)
{
	struct text_word w = { 0 };

	while (*at < key->len && is_border(key->data[*at]))
		++*at;
	w.s = sbuf_text(key) + *at;
	*at = word_end(key, *at);
	w.len = (size_t)(sbuf_text(key) + *at - w.s);
	return w;
}

static void remember(struct text_typed *t, const char *s, size_t len)
{
	sbuf_add(&t->keys, s, len);
	sbuf_putc(&t->keys, '\0');
}

/* Writes the words of a key, each behind the last, then all with and without blanks. */
static size_t put_words(struct text_typed *t, const struct sbuf *key)
{
	struct text_word w;
	size_t at = 0, n;

	for (n = 0; n < TYPED_WORDS && (w = next_word(key, &at)).len; n++)
		remember(t, w.s, w.len);
	remember(t, sbuf_text(key), key->len);
	for (at = 0; (w = next_word(key, &at)).len;)
		sbuf_add(&t->keys, w.s, w.len);
	sbuf_putc(&t->keys, '\0');
	return n;
}

/* The next text in the keys. */
static const char *take(const char **at, size_t *len)
{
	const char *s = *at;

	*len = strlen(s);
	*at = s + *len + 1;
	return s;
}

/* Points word i at its key, and at the other when that is another. */
static void point(struct text_word *w, const char **keys, const char **others)
{
	w->s = take(keys, &w->len);
	w->also = take(others, &w->also_len);
	if (!strcmp(w->s, w->also)) {
		w->also = NULL;
		w->also_len = 0;
	}
}

static void point_all(struct text_typed *t, size_t others)
{
	const char *keys = t->keys.data, *also = keys + others;

	for (size_t i = 0; i < t->n; i++)
		point(&t->words[i], &keys, &also);
	point(&t->whole, &keys, &also);
	point(&t->joined, &keys, &also);
	if (t->n < 2)
		t->joined = (struct text_word){ 0 };
}

void text_type(struct text_typed *t, const char *typed, size_t len)
{
	struct sbuf key = SBUF_INIT, other = SBUF_INIT, letters = SBUF_INIT;
	size_t others;

	*t = (struct text_typed){ 0 };
	text_fold(&key, typed, len);
	if (text_spell(&letters, typed, len)) {
		text_fold(&other, letters.data, letters.len);
	} else {
		sbuf_add(&other, sbuf_text(&key), key.len);
		respell_v(other.data);
	}
	t->n = put_words(t, &key);
	others = t->keys.len;
	put_words(t, &other);
	point_all(t, others);
	sbuf_free(&key);
	sbuf_free(&other);
	sbuf_free(&letters);
}

void text_typed_free(struct text_typed *t)
{
	sbuf_free(&t->keys);
	*t = (struct text_typed){ 0 };
}

static bool finds(const struct sbuf *forms, const struct sbuf *key)
{
	return text_fit(forms->data, forms->len, key->data, key->len) >= TEXT_WORD;
}

bool text_finds(const char *hay, const char *needle)
{
	struct sbuf forms = SBUF_INIT, key = SBUF_INIT, letters = SBUF_INIT;
	bool found;

	text_key(&key, needle, strlen(needle));
	text_forms(&forms, hay, strlen(hay));
	found = !key.len || finds(&forms, &key);
	if (!found && text_spell(&letters, needle, strlen(needle))) {
		sbuf_reset(&key);
		text_key(&key, letters.data, letters.len);
		found = finds(&forms, &key);
	}
	sbuf_free(&forms);
	sbuf_free(&key);
	sbuf_free(&letters);
	return found;
}
