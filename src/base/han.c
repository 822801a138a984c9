#include "base/han.h"

#include "base/utf8.h"

#define NAME_MAX_CHARS 4 /* characters of a person's name, one more behind a double surname */

static int compare(const uint16_t *chars, size_t n, const struct han_word *w)
{
	for (size_t i = 0; i < HAN_WORD && w->chars[i]; i++) {
		if (i == n)
			return -1;
		if (chars[i] != w->chars[i])
			return chars[i] < w->chars[i] ? -1 : 1;
	}
	return 0;
}

/* How many rows sort before the characters or are what these begin with. */
static size_t rows_before(const struct han_word *rows, size_t count, const uint16_t *chars, size_t n)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = (low + high) / 2;
		if (compare(chars, n, &rows[mid]) >= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The longest row that the characters begin with, or NULL. */
static const struct han_word *look_up(const struct han_word *rows, size_t count,
				      const uint16_t *chars, size_t n)
{
	const struct han_word *w = rows + rows_before(rows, count, chars, n);

	while (w-- > rows && w->chars[0] == chars[0])
		if (!compare(chars, n, w))
			return w;
	return NULL;
}

static size_t word_len(const struct han_word *w)
{
	size_t n = 0;

	while (n < HAN_WORD && w->chars[n])
		n++;
	return n;
}

/* A word's reading is the first; a character's own stays possible. */
static size_t read_word(const uint16_t *chars, size_t n, struct han *out)
{
	const struct han_word *w = look_up(han_words, han_words_count, chars, n);
	size_t len = w ? word_len(w) : 0;

	for (size_t i = 0; i < len; i++) {
		uint16_t own = han_ranks[chars[i] - HAN_FIRST] & (HAN_SPECIAL - 1);
		out[i] = (struct han){ w->ranks[i], own };
	}
	return len;
}

static void read_one(const uint16_t *c, struct han *out)
{
	uint16_t rank = han_ranks[*c - HAN_FIRST];
	const struct han_word *w = NULL;

	if (rank & HAN_SPECIAL)
		w = look_up(han_others, han_others_count, c, 1);
	rank &= HAN_SPECIAL - 1;
	*out = (struct han){ rank, w ? w->ranks[0] : rank };
}

/* A surname's reading is the first in what may be a person's name, the second in all else. */
static void read_name(const uint16_t *chars, size_t n, struct han *out)
{
	const struct han_word *w = look_up(han_names, han_names_count, chars, n);
	size_t len = w ? word_len(w) : 0;
	bool person = n < NAME_MAX_CHARS + len && (n > 1 || len > 1);

	for (size_t i = 0; i < len; i++) {
		if (person)
			out[i] = (struct han){ w->ranks[i], out[i].rank };
		else
			out[i].other = w->ranks[i];
	}
}

static void read_run(const uint16_t *chars, size_t n, bool alone, struct han *out)
{
	bool named = alone;
	size_t i, len;

	for (i = 0; i < n; i += len ? len : 1) {
		bool special = han_ranks[chars[i] - HAN_FIRST] & HAN_SPECIAL;
		len = special ? read_word(chars + i, n - i, out + i) : 0;
		if (!len)
			read_one(chars + i, out + i);
		named = named && (i || (special && !len));
	}
	if (named)
		read_name(chars, n, out);
}

static bool han_at(const char *key, size_t len, size_t at, uint16_t *c)
{
	uint32_t cp;

	if (at + 3 > len || utf8_decode(key + at, len - at, &cp) != 3 || !is_han(cp))
		return false;
	*c = (uint16_t)cp;
	return true;
}

size_t han_read(const char *key, size_t len, size_t at, struct han out[HAN_RUN])
{
	bool alone = at < 3 || !han_at(key, len, at - 3, &(uint16_t){ 0 });
	uint16_t run[HAN_RUN];
	size_t n = 0;

	while (n < HAN_RUN && han_at(key, len, at + 3 * n, &run[n]))
		n++;
	if (n)
		read_run(run, n, alone && n < HAN_RUN, out);
	return n;
}

const struct han_syllable *han_syllable(uint16_t rank)
{
	size_t i = han_near[rank / 64];

	while (i + 1 < han_syllables_count && han_syllables[i + 1].rank <= rank)
		i++;
	return &han_syllables[i];
}
