#include "base/text.h"
#include "base/utf8.h"

/* A folded word as characters, so that a slip in Chinese or Greek counts one as in English. */
struct letters {
	uint32_t *at;
	size_t n;
};

static struct letters letters_of(const char *word)
{
	struct sbuf key = SBUF_INIT;
	struct letters l;
	size_t i = 0;

	text_fold(&key, word, strlen(word));
	l.at = xcalloc(key.len, sizeof(*l.at));
	for (l.n = 0; i < key.len; l.n++)
		i += utf8_decode(key.data + i, key.len - i, &l.at[l.n]);
	sbuf_free(&key);
	return l;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* One row of the matrix from the one above and, for two letters that changed places, the one above
 * that: a[i] is the row's letter. */
static void fill_row(size_t *row, const size_t *up, const size_t *up2, size_t i, struct letters a,
		     struct letters b)
{
	size_t j;

	row[0] = i + 1;
	for (j = 0; j < b.n; j++) {
		row[j + 1] = least(up[j] + (a.at[i] != b.at[j]), least(up[j + 1], row[j]) + 1);
		if (i && j && a.at[i] == b.at[j - 1] && a.at[i - 1] == b.at[j])
			row[j + 1] = least(row[j + 1], up2[j - 1] + 1);
	}
}

/* Letters left out, added, changed or swapped with their neighbour (Damerau 1964; no letter is
 * edited twice: "optimal string alignment"). */
static size_t distance(struct letters a, struct letters b)
{
	size_t wide = b.n + 1, i, result;
	size_t *rows = xcalloc(3 * wide, sizeof(*rows));

	for (i = 0; i < wide; i++)
		rows[2 * wide + i] = i;
	for (i = 0; i < a.n; i++)
		fill_row(rows + i % 3 * wide, rows + (i + 2) % 3 * wide, rows + (i + 1) % 3 * wide,
			 i, a, b);
	result = rows[(a.n + 2) % 3 * wide + b.n];
	free(rows);
	return result;
}

const char *text_nearest(const char *word, const char *const *names, size_t n)
{
	struct letters typed = letters_of(word), name;
	size_t best = typed.n / 3 + 1, i, d, gap;
	const char *nearest = NULL;

	for (i = 0; i < n; i++) {
		name = letters_of(names[i]);
		gap = name.n > typed.n ? name.n - typed.n : typed.n - name.n;
		d = gap < best ? distance(typed, name) : gap;
		if (d < best) {
			best = d;
			nearest = names[i];
		}
		free(name.at);
	}
	free(typed.at);
	return nearest;
}
