/* What is found by what is typed, how a text is looked through, and that the index of pieces misses nothing. */
#include "base_suites.h"

#include "base/grams.h"
#include "base/scan.h"
#include "base/search.h"

/* A title and at most one more text. */
static const struct {
	const char *title, *text, *typed;
	enum search_fit fit;
} fits[] = {
	{ "Müller & Söhne", NULL, "müller & söhne", SEARCH_WHOLE },
	{ "Müller & Söhne", NULL, "muller", SEARCH_START },
	{ "Müller & Söhne", NULL, "MUELLER", SEARCH_START },
	{ "Müller & Söhne", NULL, "söhne", SEARCH_WORD },
	{ "Müller & Söhne", NULL, "sohne mull", SEARCH_WORD },
	{ "Müller & Söhne", NULL, "ller", SEARCH_INSIDE },
	{ "Müller & Söhne", NULL, "ller söh", SEARCH_INSIDE },
	{ "Müller & Söhne", NULL, "m", SEARCH_START },
	{ "Müller & Söhne", NULL, "s", SEARCH_WORD },
	{ "Müller & Söhne", NULL, "l", SEARCH_NONE }, /* one letter only where a word begins */
	{ "Müller & Söhne", NULL, "mulller", SEARCH_NONE },
	{ "Müller & Söhne", NULL, "muller x", SEARCH_NONE },
	{ "Müller & Söhne", NULL, "&", SEARCH_NONE }, /* no word */
	{ "Müller & Söhne", NULL, "", SEARCH_NONE },
	{ "Müller", "Köln", "koln", SEARCH_ELSEWHERE },
	{ "Müller", "Köln", "muller koln", SEARCH_ELSEWHERE },
	{ "Müller", "Köln", "oln", SEARCH_ELSEWHERE },
	{ "Müller", "Köln", "rko", SEARCH_NONE }, /* no text reaches into the next */
	{ "Müller", "Köln", "l", SEARCH_NONE },
	{ "Müller", "Köln", "k", SEARCH_ELSEWHERE },
	{ "张三", NULL, "张三", SEARCH_WHOLE },
	{ "张三", NULL, "張", SEARCH_START },
	{ "张三", NULL, "三", SEARCH_WORD },
	{ "张三", NULL, "zs", SEARCH_WHOLE },
	{ "张三", NULL, "zhangs", SEARCH_START },
	{ "张三", NULL, "zhang s", SEARCH_START },
	{ "张三", NULL, "san", SEARCH_WORD },
	{ "张三", NULL, "hang", SEARCH_NONE }, /* no syllable begins there */
	{ "Acme", "北京", "beijing", SEARCH_ELSEWHERE },
	{ "Acme", "+49 221 901 820", "+49 221 901820", SEARCH_ELSEWHERE },
	{ "Acme", "+49 221 901 820", "0049221901820", SEARCH_ELSEWHERE },
	{ "Acme", "+49 221 901 820", "0221/901-820", SEARCH_ELSEWHERE },
	{ "Acme", "+49 221 901 820", "(0221) 901 820", SEARCH_ELSEWHERE },
	{ "Acme", "+49 (0)221 901820", "+49221901820", SEARCH_ELSEWHERE },
	{ "Acme", "0221 901820", "+49 221 901 820", SEARCH_ELSEWHERE },
	{ "Acme", "0221 901820", "0049 221 90", SEARCH_ELSEWHERE },
	{ "Acme", "+1 212 555 0100", "212-555", SEARCH_ELSEWHERE },
	{ "Acme", "0212 5550100", "+1 212 5550100", SEARCH_ELSEWHERE },
	{ "Acme", "0371 1234567", "+353 71 1234567", SEARCH_NONE },
	{ "Acme", "071 1234567", "+353 71 1234567", SEARCH_ELSEWHERE },
	{ "Acme", "+49 221 901 820", "9018201", SEARCH_NONE },
	{ "Acme", "27/123/45678", "2712345678", SEARCH_ELSEWHERE },
	{ "Acme", "DE 123 456 789", "de123456789", SEARCH_NONE },
	{ "Acme", "DE 123 456 789", "123456789", SEARCH_ELSEWHERE },
	{ "Acme", "anna.smith@example.org", "smith@ex", SEARCH_ELSEWHERE },
};

static void put(struct sbuf *entry, const char *text)
{
	if (text)
		search_put(entry, text, strlen(text));
}

START_TEST(what_fits)
{
	struct sbuf entry = SBUF_INIT;
	enum search_fit fit;
	struct search q;

	put(&entry, fits[_i].title);
	put(&entry, fits[_i].text);
	search_words(&q, fits[_i].typed);
	fit = search_entry(&q, entry.data, entry.len);
	ck_assert_msg(fit == fits[_i].fit, "%s in %s, %s: %d", fits[_i].typed, fits[_i].title,
		      fits[_i].text ? fits[_i].text : "", (int)fit);
	search_free(&q);
	sbuf_free(&entry);
}
END_TEST

/* A phrase stands in one text, as it is. */
START_TEST(a_phrase_is_one)
{
	static const struct {
		const char *text, *phrase;
		bool fits;
	} phrases[] = {
		{ "Acme Retail Ltd", "acme retail", true }, { "Acme Retail Ltd", "retail acme", false },
		{ "Acme Retail Ltd", "me ret", true },	    { "Acme Retail Ltd", "acme ltd", false },
		{ "北京公司", "北京 公司", true },	    { "北京公司", "京公", true },
		{ "Acme", " ", false },			    { "Acme", "a", true },
		{ "Acme", "c", false },			    { "", "a", false },
	};

	for (size_t i = 0; i < LENGTH(phrases); i++) {
		struct search q;

		search_phrase(&q, phrases[i].phrase);
		ck_assert_msg(search_text(&q, phrases[i].text) == phrases[i].fits, "%s in %s", phrases[i].phrase,
			      phrases[i].text);
		search_free(&q);
	}
}
END_TEST

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t state;

static uint64_t draw(uint64_t below)
{
	uint64_t z = state += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (z ^ (z >> 31)) % below;
}

static const char *naive(const char *at, const char *end, const char *needle, size_t n)
{
	for (; (size_t)(end - at) >= n; at++)
		if (!memcmp(at, needle, n))
			return at;
	return NULL;
}

/* Few different bytes, so that much nearly fits; every length and every border of 16. */
START_TEST(all_ways_to_look_agree)
{
	char text[200], needle[8];

	state = 20261122;
	for (int round = 0; round < 100000; round++) {
		size_t len = draw(sizeof(text)), n = 1 + draw(sizeof(needle)), from = draw(len + 1);
		const char *wanted;

		for (size_t i = 0; i < len; i++)
			text[i] = (char)('a' + draw(2 + round % 3) * 77);
		for (size_t i = 0; i < n; i++)
			needle[i] = (char)('a' + draw(2 + round % 3) * 77);
		wanted = naive(text + from, text + len, needle, n);
		ck_assert_ptr_eq(scan_find(text + from, text + len, needle, n), wanted);
		ck_assert_ptr_eq(scan_find_plain(text + from, text + len, needle, n), wanted);
	}
}
END_TEST

static const char *const pieces[] = { "a", "an", "Ann", " ", "-", "张", "三", "长", "é", "Ü", "0", "12", "д",
				      "銀行", "o'", "@", "ß" };

static void random_text(struct sbuf *out)
{
	sbuf_reset(out);
	for (uint64_t n = 1 + draw(6); n; n--)
		sbuf_puts(out, pieces[draw(LENGTH(pieces))]);
}

static bool has_all(const struct gram *grams, size_t n, const uint16_t *slots, size_t wanted)
{
	for (size_t k = 0; k < wanted; k++) {
		size_t i = 0;

		while (i < n && grams[i].slot != slots[k])
			i++;
		if (i == n)
			return false;
	}
	return true;
}

static void check_pieces(const struct search *q, const struct sbuf *entry, enum search_fit fit)
{
	struct gram grams[4096];
	size_t n = grams_of_entry(entry->data, entry->len, grams), plain, spelled;
	const struct text_word *w = search_must(q, 0);
	uint16_t a[64], b[64], key;
	enum search_fit best = SEARCH_NONE;

	if (!w || q->typed.n != 1)
		return;
	plain = grams_of_key(w->s, w->len, false, a, 64);
	spelled = grams_of_key(w->s, w->len, true, b, 64);
	if (fit && plain && !has_all(grams, n, a, plain) && !(spelled && has_all(grams, n, b, spelled)))
		ck_abort_msg("%s is missed in %s", w->s, entry->data);
	key = gram_of_key(w->s, w->len);
	for (size_t i = 0; key && i < n; i++)
		if (grams[i].key == key && grams[i].fit > best)
			best = (enum search_fit)grams[i].fit;
	if (key)
		ck_assert_msg(best == fit, "%s in %s: %d, by its pieces %d", w->s, entry->data, (int)fit,
			      (int)best);
}

/* Whatever fits has the pieces of its key; and a short key fits just as its pieces say. */
START_TEST(pieces_miss_nothing)
{
	struct sbuf text = SBUF_INIT, typed = SBUF_INIT, entry = SBUF_INIT;
	int found = 0;

	state = 20261123;
	for (int round = 0; round < 30000; round++) {
		enum search_fit fit;
		struct search q;

		sbuf_reset(&entry);
		for (int i = 0; i < 2; i++) {
			random_text(&text);
			put(&entry, text.data);
		}
		random_text(&typed);
		if (draw(2))
			typed.data[1 + draw(3) < typed.len ? 2 : typed.len] = '\0';
		search_words(&q, typed.data);
		fit = search_entry(&q, entry.data, entry.len);
		found += fit != SEARCH_NONE;
		check_pieces(&q, &entry, fit);
		search_free(&q);
	}
	ck_assert_int_gt(found, 1000);
	sbuf_free(&text);
	sbuf_free(&typed);
	sbuf_free(&entry);
}
END_TEST

Suite *search_suite(void)
{
	Suite *s = suite_create("search");
	TCase *t = tcase_create("search");

	tcase_add_loop_test(t, what_fits, 0, (int)LENGTH(fits));
	tcase_add_test(t, a_phrase_is_one);
	tcase_add_test(t, all_ways_to_look_agree);
	tcase_add_test(t, pieces_miss_nothing);
	suite_add_tcase(s, t);
	return s;
}
