#include "base/han.h"
#include "base/tables.h"
#include "base/text.h"
#include "base/utf8.h"

/* A key that is being written behind whatever `out` held before. */
struct key {
	struct sbuf *out;
	size_t start;
	uint32_t last; /* what may compose with the next character; 0: nothing */
};

/* One pass without a branch: a million names are folded for an import or a search. */
static void put_ascii(struct key *k, const char *s, size_t len)
{
	char *to = sbuf_reserve(k->out, len), last = k->out->len > k->start ? to[-1] : ' ';
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		char c = fold_ascii[(unsigned char)s[i]];
		bool keep = c && !(c == ' ' && last == ' ');
		to[n] = c;
		n += keep;
		last = keep ? c : last;
	}
	k->out->len += n;
	if (n)
		k->last = 0;
}

/* Unicode 15, section 3.12: a syllable from its consonant and vowel, or with its final. */
static uint32_t compose_hangul(uint32_t first, uint32_t second)
{
	uint32_t lead = first - 0x1100, vowel = second - 0x1161;
	uint32_t syllable = first - 0xAC00, final = second - 0x11A7;

	if (lead < 19 && vowel < 21)
		return 0xAC00 + (lead * 21 + vowel) * 28;
	if (syllable < 11172 && syllable % 28 == 0 && final - 1 < 27)
		return first + final;
	return 0;
}

static uint32_t compose(uint32_t first, uint32_t second)
{
	size_t low = 0, high = fold_pairs_count;

	if (!first || second < fold_pairs[0].second || utf8_width(second) == 2)
		return 0;
	if (second < 0x1200 && second >= 0x1161)
		return compose_hangul(first, second);
	while (low < high) {
		size_t mid = (low + high) / 2;
		const struct fold_pair *p = &fold_pairs[mid];
		if (p->second == second && p->first == first)
			return p->both;
		if (p->second < second || (p->second == second && p->first < first))
			low = mid + 1;
		else
			high = mid;
	}
	return 0;
}

static void put_char(struct key *k, uint32_t cp, const char *s, size_t n)
{
	uint32_t both = compose(k->last, cp);
	char utf8[4];

	if (both) {
		k->out->len -= utf8_encode(k->last, utf8);
		n = utf8_encode(both, utf8);
		s = utf8;
	}
	sbuf_add(k->out, s, n);
	k->last = both ? both : cp;
}

/* Appends what the table has: it needs no folding, but still composes and collapses. */
static void put_folded(struct key *k, const char *s, size_t len)
{
	size_t at, n;
	uint32_t cp;

	for (at = 0; at < len; at += n) {
		n = ascii_run(s + at, len - at);
		if (n) {
			put_ascii(k, s + at, n);
		} else {
			n = utf8_decode(s + at, len - at, &cp);
			put_char(k, cp, s + at, n);
		}
	}
}

static void put_other(struct key *k, uint32_t cp, const char *s, size_t n)
{
	size_t at = fold_at(cp);

	if (at)
		put_folded(k, fold_text + at + 1, (size_t)fold_text[at]);
	else if (cp == UTF8_BAD)
		put_char(k, 0xFFFD, "\uFFFD", 3);
	else
		put_char(k, cp, s, n);
}

void text_fold(struct sbuf *out, const char *s, size_t len)
{
	struct key k = {out, out->len, 0};
	size_t at, n;
	uint32_t cp;

	sbuf_reserve(out, len);
	for (at = 0; at < len; at += n) {
		n = ascii_run(s + at, len - at);
		if (n) {
			put_ascii(&k, s + at, n);
		} else {
			n = utf8_decode(s + at, len - at, &cp);
			put_other(&k, cp, s + at, n);
		}
	}
	if (out->len > k.start && out->data[out->len - 1] == ' ')
		out->len--;
	out->data[out->len] = '\0';
}

void text_sort_key(struct sbuf *out, const char *s, size_t len)
{
	size_t start = out->len, at, n, count;
	struct han run[HAN_RUN];
	uint32_t cp;
	char *key;

	text_fold(out, s, len);
	key = out->data + start;
	len = out->len - start;
	for (at = ascii_run(key, len); at < len; at += n) {
		count = han_read(key, len, at, run);
		for (size_t i = 0; i < count; i++)
			utf8_encode(han_sorted(run[i].rank), key + at + 3 * i);
		n = count ? 3 * count : utf8_decode(key + at, len - at, &cp);
	}
}

static struct sbuf folded(const char *s)
{
	struct sbuf key = SBUF_INIT;

	text_fold(&key, s, strlen(s));
	return key;
}

bool text_same(const char *a, const char *b)
{
	struct sbuf x = folded(a), y = folded(b);
	bool same = !strcmp(x.data, y.data);

	sbuf_free(&x);
	sbuf_free(&y);
	return same;
}

int text_order(const char *a, const char *b)
{
	struct sbuf x = SBUF_INIT, y = SBUF_INIT;
	int order;

	text_sort_key(&x, a, strlen(a));
	text_sort_key(&y, b, strlen(b));
	order = strcmp(x.data, y.data);
	sbuf_free(&x);
	sbuf_free(&y);
	return order ? order : strcmp(a, b);
}
