#include "base/search.h"

#include "base/utf8.h"

#define NUMBER_MIN 5 /* digits of a text that is kept as a number */
#define TYPED_MIN  2 /* digits of a number that somebody types */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Appends the digits, but the (0) that some write between the country and the rest. */
static void put_digits(struct sbuf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_digit(s[i]) && !(s[i] == '0' && i && s[i - 1] == '(' && i + 1 < len && s[i + 1] == ')'))
			sbuf_putc(out, s[i]);
}

/* A phone number, a tax id: mostly digits, and parted by something. */
static bool is_grouped_number(const char *s, size_t len)
{
	size_t digits = 0, letters = 0;

	for (size_t i = 0; i < len; i++) {
		digits += is_digit(s[i]);
		letters += (s[i] & 0x80) || (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z');
	}
	return digits >= NUMBER_MIN && digits < len && letters <= digits / 2;
}

void search_put(struct sbuf *entry, const char *text, size_t len)
{
	if (!len)
		return;
	if (entry->len)
		sbuf_putc(entry, SEARCH_TEXT);
	text_forms(entry, text, len);
	if (is_grouped_number(text, len)) {
		sbuf_putc(entry, TEXT_FORM_END);
		put_digits(entry, text, len);
	}
}

/* How many digits the code of the country takes at the head of an international number (ITU-T E.164). */
static size_t country_digits(const char *digits)
{
	static const char two[] = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 "
				  "57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

	if (digits[0] == '1' || digits[0] == '7')
		return 1;
	for (const char *code = two; *code; code += 3)
		if (!memcmp(code, digits, 2))
			return 2;
	return 3;
}

static void add_number(struct search_number *n, const char *prefix, const char *digits)
{
	size_t before = strlen(prefix), len = strlen(digits);
	char *to = n->digits[n->n];

	if (len < TYPED_MIN || before + len >= sizeof(n->digits[0]))
		return;
	memcpy(to, prefix, before);
	memcpy(to + before, digits, len + 1);
	n->n++;
}

/* The ways to write a typed number. */
static void read_number(struct search_number *n, const char *s, size_t len)
{
	struct sbuf digits = SBUF_INIT;
	const char *d;

	for (size_t i = 0; i < len; i++)
		if (!is_digit(s[i]) && !strchr("+-()/. ", s[i]))
			return;
	put_digits(&digits, s, len);
	d = sbuf_text(&digits);
	if (*s == '+' || !strncmp(d, "00", 2)) {
		d += *s == '+' ? 0 : 2;
		add_number(n, "", d);
		if (strlen(d) > country_digits(d) + TYPED_MIN)
			add_number(n, "0", d + country_digits(d));
	} else {
		add_number(n, "", d + strspn(d, "0"));
	}
	sbuf_free(&digits);
}

static bool has_letter(const struct text_word *w)
{
	uint32_t cp;

	for (size_t i = 0; i < w->len;) {
		i += utf8_decode(w->s + i, w->len - i, &cp);
		if (cp != UTF8_BAD && utf8_is_word(cp))
			return true;
	}
	return false;
}

/* What is no word is not looked for: "Müller & Söhne" may be spelled without the "&". */
static void keep_words(struct text_typed *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (has_letter(&t->words[i]))
			t->words[n++] = t->words[i];
	t->n = n;
}

void search_words(struct search *q, const char *typed)
{
	*q = (struct search){ 0 };
	text_type(&q->typed, typed, strlen(typed));
	keep_words(&q->typed);
	for (size_t i = 0; i < q->typed.n; i++)
		read_number(&q->numbers[i], q->typed.words[i].s, q->typed.words[i].len);
	if (q->typed.n > 1)
		read_number(&q->whole, q->typed.whole.s, q->typed.whole.len);
}

/* Blanks between Chinese characters do not count, so the phrase without blanks is as good. */
void search_phrase(struct search *q, const char *phrase)
{
	struct text_word *word = &q->typed.words[0];

	*q = (struct search){ 0 };
	text_type(&q->typed, phrase, strlen(phrase));
	*word = q->typed.whole;
	q->typed.n = 1;
	keep_words(&q->typed);
	if (q->typed.n && !word->also && q->typed.joined.s && (word->s[0] & 0x80)) {
		word->also = q->typed.joined.s;
		word->also_len = q->typed.joined.len;
	}
	q->typed.joined = (struct text_word){ 0 };
	if (q->typed.n)
		read_number(&q->numbers[0], word->s, word->len);
}

void search_free(struct search *q)
{
	text_typed_free(&q->typed);
}

bool search_is_empty(const struct search *q)
{
	return q->typed.n == 0;
}

static enum text_fit number_fit(const struct search_number *n, const char *text, size_t len)
{
	enum text_fit best = TEXT_NOWHERE, fit;

	for (size_t i = 0; i < n->n; i++) {
		fit = text_fit(text, len, n->digits[i], strlen(n->digits[i]));
		best = fit > best ? fit : best;
	}
	return best;
}

static enum text_fit word_fit(const struct search *q, size_t i, const char *text, size_t len)
{
	enum text_fit fit = text_fit_word(text, len, &q->typed.words[i]), number;

	if (fit >= TEXT_START || !q->numbers[i].n)
		return fit;
	number = number_fit(&q->numbers[i], text, len);
	return number > fit ? number : fit;
}

static size_t text_len(const char *text, const char *end)
{
	const char *border = memchr(text, SEARCH_TEXT, (size_t)(end - text));

	return (size_t)((border ? border : end) - text);
}

/* Whether any text from there on has word i; for i at the end of the words, the number that all of it is. */
static bool is_elsewhere(const struct search *q, size_t i, const char *text, const char *end)
{
	for (size_t len; text < end; text += len + 1) {
		len = text_len(text, end);
		if (i < q->typed.n ? word_fit(q, i, text, len) : number_fit(&q->whole, text, len))
			return true;
	}
	return false;
}

/* The title has all the words: how well? */
static enum search_fit title_fit(const struct search *q, const char *title, size_t len, enum text_fit worst)
{
	enum text_fit fit = worst;

	if (q->typed.n > 1) {
		fit = text_fit_word(title, len, &q->typed.whole);
		if (fit < TEXT_START && q->typed.joined.s)
			fit = text_fit_word(title, len, &q->typed.joined);
		if (fit < TEXT_START)
			fit = worst < TEXT_WORD ? worst : TEXT_WORD;
	}
	switch (fit) {
	case TEXT_WHOLE:
		return SEARCH_WHOLE;
	case TEXT_START:
		return SEARCH_START;
	case TEXT_WORD:
		return SEARCH_WORD;
	default:
		return SEARCH_INSIDE;
	}
}

enum search_fit search_entry(const struct search *q, const char *entry, size_t len)
{
	const char *end = entry + len;
	size_t title = text_len(entry, end), i;
	enum text_fit worst = TEXT_WHOLE, fit;

	for (i = 0; i < q->typed.n && worst; i++) {
		fit = word_fit(q, i, entry, title);
		worst = fit < worst ? fit : worst;
	}
	if (!q->typed.n)
		return SEARCH_NONE;
	if (worst)
		return title_fit(q, entry, title, worst);
	for (i = 0; i < q->typed.n && is_elsewhere(q, i, entry, end); i++)
		;
	if (i == q->typed.n || (q->whole.n && is_elsewhere(q, q->typed.n, entry, end)))
		return SEARCH_ELSEWHERE;
	return SEARCH_NONE;
}

bool search_text(const struct search *q, const char *text)
{
	struct sbuf entry = SBUF_INIT;
	bool fits;

	search_put(&entry, text, strlen(text));
	fits = search_entry(q, sbuf_text(&entry), entry.len) != SEARCH_NONE;
	sbuf_free(&entry);
	return fits;
}

static size_t add_numbers(const struct search_number *n, const char **keys, size_t *lens, size_t count)
{
	for (size_t i = 0; i < n->n; i++) {
		keys[count] = n->digits[i];
		lens[count++] = strlen(n->digits[i]);
	}
	return count;
}

/* The longest word is the rarest, most likely. */
size_t search_keys(const struct search *q, const char *keys[SEARCH_KEYS], size_t lens[SEARCH_KEYS])
{
	const struct text_word *w;
	size_t best = 0, n = 0;

	if (!q->typed.n)
		return 0;
	for (size_t i = 1; i < q->typed.n; i++)
		if (q->typed.words[i].len > q->typed.words[best].len)
			best = i;
	w = &q->typed.words[best];
	keys[n] = w->s;
	lens[n++] = w->len;
	if (w->also) {
		keys[n] = w->also;
		lens[n++] = w->also_len;
	}
	n = add_numbers(&q->numbers[best], keys, lens, n);
	return add_numbers(&q->whole, keys, lens, n);
}
