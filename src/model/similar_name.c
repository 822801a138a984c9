/* Takes a name apart: what makes it this one's, and what many share. */
#include <stdlib.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/similar.h"
#include "model/similar_key.h"
#include "model/similar_words.h"

#define TOKENS_MAX 32
#define HAN_LEFT   2   /* characters of a core that place and trade never take */
#define CORE_LEAST .75 /* cores less alike than this are two brands, whatever else agrees */
#define WEAK_COST  .08 /* what a place, a trade or a branch that differs takes away */

/* A name on its way to its key. */
struct parts {
	struct sbuf han;            /* all Han, kana and hangul of it, in their order */
	struct sbuf latin;          /* the other words, each ended by a NUL */
	struct sbuf core, place, trade;
	bool branch;
};

static void end_word(struct sbuf *words)
{
	if (words->len && words->data[words->len - 1])
		sbuf_putc(words, '\0');
}

/* Points and apostrophes hold a word together: "S.A.", "O'Brien". */
static bool binds(uint32_t cp)
{
	return cp == '.' || cp == '\'' || cp == 0x2019;
}

static void split(struct parts *p, const char *folded)
{
	size_t len = strlen(folded), n;
	uint32_t cp;

	for (size_t at = 0; at < len; at += n) {
		n = utf8_decode(folded + at, len - at, &cp);
		if (utf8_is_cjk(cp))
			sbuf_add(&p->han, folded + at, n);
		else if (utf8_is_word(cp))
			sbuf_add(&p->latin, folded + at, n);
		if (utf8_is_cjk(cp) || !(utf8_is_word(cp) || binds(cp)))
			end_word(&p->latin);
	}
	end_word(&p->latin);
}

static void add_word(struct sbuf *to, const char *s, size_t len)
{
	if (!len)
		return;
	if (to->len)
		sbuf_putc(to, ' ');
	sbuf_add(to, s, len);
}

static size_t letters_in(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += (s[i] & 0xC0) != 0x80;
	return n;
}

/* What is being taken off at both ends. */
struct span {
	const char *s;
	size_t len;
};

static bool leaves(const struct span *h, size_t taken, size_t least)
{
	return h->len > taken && letters_in(h->s, h->len - taken) >= least;
}

/* Takes one of the words off the end, into `to` unless NULL, if so many characters stay. */
static bool take_end(struct span *h, const char *const *words, size_t least, struct sbuf *to)
{
	for (; *words; words++) {
		size_t n = strlen(*words);

		if (n < h->len && !memcmp(h->s + h->len - n, *words, n) && leaves(h, n, least)) {
			if (to)
				add_word(to, *words, n);
			h->len -= n;
			return true;
		}
	}
	return false;
}

static bool take_start(struct span *h, const char *const *words, size_t least, struct sbuf *to)
{
	for (; *words; words++) {
		size_t n = strlen(*words);

		if (n < h->len && !memcmp(h->s, *words, n) && leaves(h, n, least)) {
			if (to)
				add_word(to, *words, n);
			h->s += n;
			h->len -= n;
			return true;
		}
	}
	return false;
}

/* 北京 is followed by 市, 广东 by 省; they say nothing more. */
static bool take_place(struct span *h, struct sbuf *place)
{
	static const char *const ranks[] = { "特别行政区", "自治区", "省", "市", NULL };

	if (!take_start(h, han_places, HAN_LEFT, place))
		return false;
	take_start(h, ranks, HAN_LEFT, NULL);
	return true;
}

/* From outside in: 北京华夏科技(上海)有限公司深圳分公司. */
static void read_han(struct parts *p)
{
	struct span h = { sbuf_text(&p->han), p->han.len };

	if (take_end(&h, han_branches, HAN_LEFT, NULL))
		p->branch = true;
	while (take_start(&h, han_forms, HAN_LEFT, NULL) || take_place(&h, &p->place))
		;
	while (take_end(&h, han_forms, 1, NULL) || take_end(&h, han_places, HAN_LEFT, &p->place) ||
	       take_end(&h, han_trades, HAN_LEFT, &p->trade))
		;
	add_word(&p->core, h.s, h.len);
}

static bool listed(const char *const *words, const char *w)
{
	for (; *words; words++)
		if (!strcmp(*words, w))
			return true;
	return false;
}

static size_t tokens_of(const struct sbuf *latin, const char *tokens[TOKENS_MAX])
{
	size_t n = 0;

	for (size_t at = 0; at < latin->len && n < TOKENS_MAX; at += strlen(latin->data + at) + 1)
		tokens[n++] = latin->data + at;
	return n;
}

/* Where a word belongs; NULL: nowhere, it is a form. */
static struct sbuf *part_of(struct parts *p, const char *word)
{
	if (listed(latin_forms, word))
		return NULL;
	if (listed(latin_trades, word))
		return &p->trade;
	return listed(latin_places, word) ? &p->place : &p->core;
}

static void add_words(struct sbuf *to, const char *const *tokens, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add_word(to, tokens[i], strlen(tokens[i]));
}

static void read_latin(struct parts *p, const char *const *tokens, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct sbuf *to = part_of(p, tokens[i]);

		if (to)
			add_word(to, tokens[i], strlen(tokens[i]));
	}
	if (p->core.len)
		return;
	/* "China Trading Company" consists of such words, and is called so. */
	p->place.len = p->trade.len = 0;
	add_words(&p->core, tokens, n);
}

static void read_person(struct parts *p, const char *const *tokens, size_t n)
{
	struct span h = { sbuf_text(&p->han), p->han.len };

	while (take_end(&h, han_titles, 1, NULL))
		;
	add_word(&p->core, h.s, h.len);
	for (size_t i = 0; i < n; i++)
		if (!listed(latin_titles, tokens[i]))
			add_word(&p->core, tokens[i], strlen(tokens[i]));
	if (!p->core.len)
		add_words(&p->core, tokens, n);
}

static int word_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words in alphabetical order; the text itself when there is one. */
static const char *sorted(const char *core, struct arena *a)
{
	const char *words[TOKENS_MAX];
	struct sbuf out = SBUF_INIT;
	char *copy, *rest, *s;
	size_t n = 0;

	if (!strchr(core, ' '))
		return core;
	copy = arena_strdup(a, core);
	for (s = strtok_r(copy, " ", &rest); s && n < TOKENS_MAX; s = strtok_r(NULL, " ", &rest))
		words[n++] = s;
	qsort(words, n, sizeof(*words), word_order);
	add_words(&out, words, n);
	core = arena_strdup(a, out.data);
	sbuf_free(&out);
	return core;
}

static const char *kept(const struct sbuf *b, struct arena *a)
{
	return b->len ? arena_strndup(a, b->data, b->len) : "";
}

void name_key_make(struct name_key *k, const char *name, bool person, struct arena *a)
{
	struct parts p = { .branch = false };
	struct sbuf folded = SBUF_INIT;
	const char *tokens[TOKENS_MAX];
	size_t n;

	text_fold(&folded, name, strlen(name));
	split(&p, sbuf_text(&folded));
	n = tokens_of(&p.latin, tokens);
	if (person) {
		read_person(&p, tokens, n);
	} else {
		read_han(&p);
		read_latin(&p, tokens, n);
	}
	k->core = kept(&p.core, a);
	k->sorted = sorted(k->core, a);
	k->place = kept(&p.place, a);
	k->trade = kept(&p.trade, a);
	k->branch = p.branch;
	sbuf_free(&folded);
	sbuf_free(&p.han);
	sbuf_free(&p.latin);
	sbuf_free(&p.core);
	sbuf_free(&p.place);
	sbuf_free(&p.trade);
}

bool name_is_firm(const char *name)
{
	static const char *const joined[] = { "de", "da", "do", "di", "del", "dos", "du", "la", "le", "el", "al", "van",
					      "von", "der", "den", "zu", "the", "and", "und", "et", "y", "e", NULL };
	struct parts p = { .branch = false };
	struct sbuf folded = SBUF_INIT;
	const char *tokens[TOKENS_MAX], *last;
	struct span han;
	size_t n;
	bool is;

	text_fold(&folded, name, strlen(name));
	split(&p, sbuf_text(&folded));
	n = tokens_of(&p.latin, tokens);
	last = n > 1 ? tokens[n - 1] : "";
	han = (struct span){ sbuf_text(&p.han), p.han.len };
	is = take_end(&han, han_forms, 1, NULL) || take_end(&han, han_trades, HAN_LEFT, NULL) ||
	     (n > 1 && !listed(joined, last) && !listed(joined, tokens[n - 2]) &&
	      (listed(latin_forms, last) || listed(latin_trades, last)));
	sbuf_free(&folded);
	sbuf_free(&p.han);
	sbuf_free(&p.latin);
	return is;
}

static double texts_alike(const char *a, const char *b)
{
	uint32_t of_a[LETTERS_MAX], of_b[LETTERS_MAX];
	struct letters x, y;
	double winkler, dice;

	if (!strcmp(a, b))
		return 1;
	x = letters_of(a, of_a);
	y = letters_of(b, of_b);
	winkler = similar_winkler(x, y, WINKLER_ALWAYS);
	if (!x.n || !utf8_is_cjk(x.at[0]))
		return winkler;
	dice = common_dice(similar_bigrams(x, y));
	return winkler > dice ? winkler : dice;
}

static double cores_alike(const struct name_key *a, const struct name_key *b)
{
	double as_said = texts_alike(a->core, b->core), by_word;

	if (as_said == 1 || (a->sorted == a->core && b->sorted == b->core))
		return as_said;
	by_word = texts_alike(a->sorted, b->sorted);
	return as_said > by_word ? as_said : by_word;
}

/* Both say something, and not one a part of the other. */
static bool differs(const char *a, const char *b)
{
	return *a && *b && common_overlap(similar_words(a, b)) < 1;
}

double name_key_alike(const struct name_key *a, const struct name_key *b)
{
	double alike = *a->core && *b->core ? cores_alike(a, b) : 0;

	if (alike < CORE_LEAST)
		return alike;
	alike -= differs(a->place, b->place) ? WEAK_COST : 0;
	alike -= differs(a->trade, b->trade) ? WEAK_COST : 0;
	return alike - (a->branch != b->branch ? WEAK_COST : 0);
}
