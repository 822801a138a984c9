#include "base/search.h"

#include "base/scan.h"
#include "base/utf8.h"

#define NUMBER_MIN 5 /* digits of a text that is kept as a number */
#define TYPED_MIN  3 /* digits of a number that somebody types */

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

static void add_number(struct search_number *n, const char *prefix, const char *digits, const char *typed)
{
	size_t before = strlen(prefix), len = strlen(digits);
	char *to = n->digits[n->n];

	if (len < TYPED_MIN || before + len >= sizeof(n->digits[0]))
		return;
	memcpy(to, prefix, before);
	memcpy(to + before, digits, len + 1);
	n->n += strcmp(to, typed) != 0;
}

/* The ways to write a typed number. */
static void read_number(struct search_number *n, const char *typed)
{
	struct sbuf digits = SBUF_INIT;
	const char *d;

	if (typed[strspn(typed, "0123456789+-()/. ")])
		return;
	put_digits(&digits, typed, strlen(typed));
	d = sbuf_text(&digits);
	if (*typed == '+' || !strncmp(d, "00", 2)) {
		d += *typed == '+' ? 0 : 2;
		add_number(n, "", d, typed);
		if (strlen(d) > country_digits(d) + TYPED_MIN)
			add_number(n, "0", d + country_digits(d), typed);
	} else {
		add_number(n, "", d + strspn(d, "0"), typed);
	}
	sbuf_free(&digits);
}

static bool has_letter(const char *s, size_t len)
{
	uint32_t cp;

	for (size_t i = 0; i < len;) {
		i += utf8_decode(s + i, len - i, &cp);
		if (cp != UTF8_BAD && utf8_is_word(cp))
			return true;
	}
	return false;
}

bool search_asks(const char *phrase)
{
	return has_letter(phrase, strlen(phrase));
}

/* What is no word is not looked for: "Müller & Söhne" may be spelled without the "&". */
static void keep_words(struct text_typed *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (has_letter(t->words[i].s, t->words[i].len))
			t->words[n++] = t->words[i];
	t->n = n;
}

/* What finds all that the other spelling finds makes that one needless: "so" for "soe". */
static void drop_needless(struct text_word *w)
{
	if (!w->also || !scan_find(w->also, w->also + w->also_len, w->s, w->len))
		return;
	w->also = NULL;
	w->also_len = 0;
}

void search_words(struct search *q, const char *typed)
{
	*q = (struct search){ 0 };
	text_type(&q->typed, typed, strlen(typed));
	keep_words(&q->typed);
	for (size_t i = 0; i < q->typed.n; i++) {
		drop_needless(&q->typed.words[i]);
		read_number(&q->numbers[i], q->typed.words[i].s);
	}
	if (q->typed.n > 1)
		read_number(&q->whole, q->typed.whole.s);
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
	drop_needless(word);
	if (q->typed.n && !word->also && q->typed.joined.s && (word->s[0] & 0x80)) {
		word->also = q->typed.joined.s;
		word->also_len = q->typed.joined.len;
	}
	q->typed.joined = (struct text_word){ 0 };
	if (q->typed.n)
		read_number(&q->numbers[0], word->s);
}

void search_free(struct search *q)
{
	text_typed_free(&q->typed);
}

bool search_is_empty(const struct search *q)
{
	return q->typed.n == 0;
}

static bool is_border(char c)
{
	return c == TEXT_FORM_END || c == SEARCH_TEXT || c == TEXT_STARTS;
}

/* Whether a word begins at `at`: in scripts without blanks one does everywhere. */
static bool begins_word(const char *form, const char *at, const char *end)
{
	const char *before = at;
	uint32_t here, prior;

	do
		before--;
	while (before > form && (*before & 0xC0) == 0x80);
	utf8_decode(at, (size_t)(end - at), &here);
	utf8_decode(before, (size_t)(end - before), &prior);
	if (here == UTF8_BAD || !utf8_is_word(here) || utf8_is_cjk(here))
		return true;
	return prior == UTF8_BAD || !utf8_is_word(prior) || utf8_is_cjk(prior);
}

/* How well a hit fits in its form, as text.h has it. */
static enum text_fit hit_fit(const char *entry, const char *end, const char *hit, size_t n)
{
	const char *form = hit, *after = hit + n;
	size_t i;

	while (form > entry && form[-1] != TEXT_FORM_END && form[-1] != SEARCH_TEXT)
		form--;
	while (after < end && !is_border(*after))
		after++;
	i = (size_t)(hit - form);
	if (!i)
		return after == hit + n ? TEXT_WHOLE : TEXT_START;
	if (after < end && *after == TEXT_STARTS) {
		const char *starts = after + 1 + i / TEXT_START_BITS;

		return starts < end && *starts & 1 << i % TEXT_START_BITS ? TEXT_WORD : TEXT_NOWHERE;
	}
	if (begins_word(form, hit, end))
		return TEXT_WORD;
	return n > 1 ? TEXT_INSIDE : TEXT_NOWHERE;
}

/* What is looked through: the title is what stands before `rest`. */
struct texts {
	const char *entry, *rest, *end;
};

/* Where a word was found. */
struct place {
	enum text_fit title;
	bool elsewhere; /* not looked for when it is in the title */
};

static void find_key(const struct texts *t, const char *key, size_t n, struct place *p)
{
	const char *hit;

	for (hit = t->entry; (hit = scan_find(hit, t->rest, key, n)) && p->title < TEXT_WHOLE; hit++) {
		enum text_fit fit = hit_fit(t->entry, t->rest, hit, n);

		p->title = fit > p->title ? fit : p->title;
	}
	for (hit = t->rest; !p->title && !p->elsewhere && (hit = scan_find(hit, t->end, key, n)); hit++)
		p->elsewhere = hit_fit(t->entry, t->end, hit, n) != TEXT_NOWHERE;
}

static void find_numbers(const struct texts *t, const struct search_number *n, struct place *p)
{
	for (size_t i = 0; i < n->n; i++)
		find_key(t, n->digits[i], strlen(n->digits[i]), p);
}

static struct place find_word(const struct search *q, size_t i, const struct texts *t)
{
	const struct text_word *w = &q->typed.words[i];
	struct place p = { TEXT_NOWHERE, false };

	find_key(t, w->s, w->len, &p);
	if (w->also)
		find_key(t, w->also, w->also_len, &p);
	find_numbers(t, &q->numbers[i], &p);
	return p;
}

/* Whether the number is there that all of what was typed is. */
static bool has_number(const struct search *q, const struct texts *t)
{
	struct place p = { TEXT_NOWHERE, false };

	find_numbers(t, &q->whole, &p);
	return p.title || p.elsewhere;
}

/* The title has all the words: how well? */
static enum search_fit title_fit(const struct search *q, const struct texts *t, enum text_fit worst)
{
	size_t len = (size_t)(t->rest - t->entry);
	enum text_fit fit = worst;

	if (q->typed.n > 1) {
		fit = text_fit_word(t->entry, len, &q->typed.whole);
		if (fit < TEXT_START && q->typed.joined.s)
			fit = text_fit_word(t->entry, len, &q->typed.joined);
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
	const char *border = memchr(entry, SEARCH_TEXT, len);
	const struct texts t = { entry, border ? border : entry + len, entry + len };
	enum text_fit worst = TEXT_WHOLE;
	bool elsewhere = false;

	for (size_t i = 0; i < q->typed.n; i++) {
		struct place p = find_word(q, i, &t);

		if (!p.title && !p.elsewhere)
			return has_number(q, &t) ? SEARCH_ELSEWHERE : SEARCH_NONE;
		elsewhere = elsewhere || !p.title;
		worst = p.title < worst ? p.title : worst;
	}
	if (!q->typed.n)
		return SEARCH_NONE;
	return elsewhere ? SEARCH_ELSEWHERE : title_fit(q, &t, worst);
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

size_t search_keys(const struct search *q, size_t i, const char *keys[SEARCH_KEYS], size_t lens[SEARCH_KEYS])
{
	const struct text_word *w = &q->typed.words[i];
	size_t n = 0;

	keys[n] = w->s;
	lens[n++] = w->len;
	if (w->also) {
		keys[n] = w->also;
		lens[n++] = w->also_len;
	}
	n = add_numbers(&q->numbers[i], keys, lens, n);
	return add_numbers(&q->whole, keys, lens, n);
}

const struct text_word *search_must(const struct search *q, size_t i)
{
	bool alone = i < q->typed.n && !q->typed.words[i].also && !q->numbers[i].n && !q->whole.n;

	return alone ? &q->typed.words[i] : NULL;
}
