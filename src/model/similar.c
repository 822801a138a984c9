#include "model/similar.h"

#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"

#define PREFIX_MOST 4   /* letters at the beginning that Winkler counts ... */
#define PREFIX_GAIN .1  /* ... and how much of the rest each gives */
#define WORDS_MOST  64  /* of a name; those after them tell nothing new */

struct letters letters_of(const char *text, uint32_t room[LETTERS_MAX])
{
	size_t len = strlen(text), at = 0, n = 0;

	while (at < len && n < LETTERS_MAX)
		at += utf8_decode(text + at, len - at, &room[n++]);
	return (struct letters){ room, n };
}

_Static_assert(LETTERS_MAX <= 64, "a bit for each letter");

/* A bit for each letter of a text. */
static uint64_t first_bits(size_t n)
{
	return n < 64 ? (UINT64_C(1) << n) - 1 : UINT64_MAX;
}

/* Marks which letters of each have a match in the other: the first one in reach that no other has. */
static void match(struct letters a, struct letters b, uint64_t *in_a, uint64_t *in_b)
{
	size_t longer = a.n > b.n ? a.n : b.n, window = longer < 4 ? 0 : longer / 2 - 1;
	uint64_t where[64] = { 0 }; /* in b, by the letter's last bits: several share one */

	for (size_t j = 0; j < b.n; j++)
		where[b.at[j] & 63] |= UINT64_C(1) << j;
	for (size_t i = 0; i < a.n; i++) {
		uint64_t before = i > window ? first_bits(i - window) : 0;
		uint64_t left = where[a.at[i] & 63] & first_bits(i + window + 1) & ~before & ~*in_b;

		while (left && b.at[__builtin_ctzll(left)] != a.at[i])
			left &= left - 1;
		*in_a |= (uint64_t)(left != 0) << i;
		*in_b |= left & -left;
	}
}

/* Of the letters that match, in the order of each text, how many stand elsewhere. */
static size_t out_of_order(struct letters a, struct letters b, uint64_t in_a, uint64_t in_b)
{
	size_t n = 0;

	for (; in_a; in_a &= in_a - 1, in_b &= in_b - 1)
		n += a.at[__builtin_ctzll(in_a)] != b.at[__builtin_ctzll(in_b)];
	return n;
}

double similar_jaro(struct letters a, struct letters b)
{
	uint64_t in_a = 0, in_b = 0;
	double m, t;

	if (!a.n && !b.n)
		return 1;
	match(a, b, &in_a, &in_b);
	m = __builtin_popcountll(in_a);
	if (m == 0)
		return 0;
	t = (double)out_of_order(a, b, in_a, in_b) / 2;
	return (m / (double)a.n + m / (double)b.n + (m - t) / m) / 3;
}

double similar_winkler(struct letters a, struct letters b, double above)
{
	double jaro = similar_jaro(a, b);
	size_t most = a.n < b.n ? a.n : b.n, same = 0;

	if (jaro <= above)
		return jaro;
	if (most > PREFIX_MOST)
		most = PREFIX_MOST;
	while (same < most && a.at[same] == b.at[same])
		same++;
	return jaro + (double)same * PREFIX_GAIN * (1 - jaro);
}

static int pair_order(const void *pa, const void *pb)
{
	uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return (a > b) - (a < b);
}

/* Sorts them and drops what comes twice. */
static size_t pairs_of(struct letters l, uint64_t pairs[LETTERS_MAX])
{
	size_t n = 0, kept = 0;

	if (l.n == 1)
		pairs[n++] = l.at[0];
	for (size_t i = 1; i < l.n; i++)
		pairs[n++] = (uint64_t)l.at[i - 1] << 32 | l.at[i];
	if (n)
		qsort(pairs, n, sizeof(*pairs), pair_order);
	for (size_t i = 0; i < n; i++)
		if (!kept || pairs[kept - 1] != pairs[i])
			pairs[kept++] = pairs[i];
	return kept;
}

struct common similar_bigrams(struct letters a, struct letters b)
{
	uint64_t x[LETTERS_MAX], y[LETTERS_MAX];
	struct common c = { pairs_of(a, x), pairs_of(b, y), 0 };

	for (size_t i = 0, j = 0; i < c.a && j < c.b;) {
		int order = pair_order(&x[i], &y[j]);

		c.both += order == 0;
		i += order <= 0;
		j += order >= 0;
	}
	return c;
}

struct word {
	const char *at;
	size_t len;
};

static bool has_word(const struct word *words, size_t n, struct word w)
{
	for (size_t i = 0; i < n; i++)
		if (words[i].len == w.len && !memcmp(words[i].at, w.at, w.len))
			return true;
	return false;
}

/* The different words of a text. */
static size_t words_of(const char *s, struct word words[WORDS_MOST])
{
	size_t n = 0;

	for (s += strspn(s, " "); *s && n < WORDS_MOST; s += strspn(s, " ")) {
		struct word w = { s, strcspn(s, " ") };

		if (!has_word(words, n, w))
			words[n++] = w;
		s += w.len;
	}
	return n;
}

struct common similar_words(const char *a, const char *b)
{
	struct word x[WORDS_MOST], y[WORDS_MOST];
	struct common c = { words_of(a, x), words_of(b, y), 0 };

	for (size_t i = 0; i < c.a; i++)
		c.both += has_word(y, c.b, x[i]);
	return c;
}

double common_jaccard(struct common c)
{
	return c.both ? (double)c.both / (double)(c.a + c.b - c.both) : 0;
}

double common_dice(struct common c)
{
	return c.both ? 2 * (double)c.both / (double)(c.a + c.b) : 0;
}

double common_overlap(struct common c)
{
	return c.both ? (double)c.both / (double)(c.a < c.b ? c.a : c.b) : 0;
}

double similar_weight(double m, double u, double alike)
{
	double agrees = log2(m / u), differs = log2((1 - m) / (1 - u));

	return differs + alike * (agrees - differs);
}
