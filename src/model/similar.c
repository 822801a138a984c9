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

/* Marks which letters of each have a match in the other, and counts them. */
static size_t match(struct letters a, struct letters b, bool *in_a, bool *in_b)
{
	size_t longer = a.n > b.n ? a.n : b.n, window = longer < 4 ? 0 : longer / 2 - 1;
	size_t matches = 0;
	uint64_t letters = 0; /* of b, a bit for each; several share one */

	for (size_t j = 0; j < b.n; j++)
		letters |= UINT64_C(1) << (b.at[j] & 63);
	for (size_t i = 0; i < a.n; i++) {
		size_t j = i > window ? i - window : 0;
		size_t end = i + window + 1 < b.n ? i + window + 1 : b.n;

		if (!(letters >> (a.at[i] & 63) & 1))
			continue;
		while (j < end && (in_b[j] || a.at[i] != b.at[j]))
			j++;
		if (j < end) {
			in_a[i] = in_b[j] = true;
			matches++;
		}
	}
	return matches;
}

/* Of the letters that match, in the order of each text, how many stand elsewhere. */
static size_t out_of_order(struct letters a, struct letters b, const bool *in_a, const bool *in_b)
{
	size_t n = 0;

	for (size_t i = 0, j = 0; i < a.n; i++) {
		if (!in_a[i])
			continue;
		while (!in_b[j])
			j++;
		n += a.at[i] != b.at[j++];
	}
	return n;
}

double similar_jaro(struct letters a, struct letters b)
{
	bool in_a[LETTERS_MAX], in_b[LETTERS_MAX];
	double m, t;

	if (!a.n && !b.n)
		return 1;
	memset(in_a, 0, a.n * sizeof(*in_a));
	memset(in_b, 0, b.n * sizeof(*in_b));
	m = (double)match(a, b, in_a, in_b);
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
