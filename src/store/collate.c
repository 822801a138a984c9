/* The collation `fold`: the order in which people look for names, Ä beside A, Chinese by pinyin. */
#include "store/functions.h"

#include "base/text.h"

/* Whether the byte at i is its own key but for its case: printable ASCII, or one blank between two. */
static bool is_plain(const char *s, int len, int i)
{
	if (s[i] == ' ')
		return i > 0 && s[i - 1] != ' ' && i + 1 < len && s[i + 1] > ' ' && s[i + 1] < 0x7F;
	return s[i] > ' ' && s[i] < 0x7F;
}

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

static int bytes_order(const char *a, size_t na, const char *b, size_t nb)
{
	int order = memcmp(a, b, na < nb ? na : nb);

	return order ? order : (na > nb) - (na < nb);
}

static int whole_order(const char *a, int na, const char *b, int nb)
{
	struct sbuf x = SBUF_INIT, y = SBUF_INIT;
	int order;

	text_sort_key(&x, a, (size_t)na);
	text_sort_key(&y, b, (size_t)nb);
	order = bytes_order(sbuf_text(&x), x.len, sbuf_text(&y), y.len);
	sbuf_free(&x);
	sbuf_free(&y);
	return order ? order : bytes_order(a, (size_t)na, b, (size_t)nb);
}

/* Most pairs differ within a few plain bytes, and need no folding to tell. */
int fold_collate(void *unused, int na, const void *va, int nb, const void *vb)
{
	const char *a = va, *b = vb;

	(void)unused;
	for (int i = 0; i < na && i < nb; i++) {
		if (!is_plain(a, na, i) || !is_plain(b, nb, i))
			break;
		if (lower(a[i]) != lower(b[i]))
			return lower(a[i]) - lower(b[i]);
	}
	return whole_order(a, na, b, nb);
}
