/* Writes src/base/hantables.c to standard output: how ICU and tools/readings.h read Chinese
 * characters, as base/han.h has it. */
#include "base/han.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uvernum.h>

#include "readings.h"

#define TEXT_MAX   64 /* UTF-16 units of a row, or of one character's reading */
#define PLACES_MAX (HAN_END - HAN_FIRST + HAN_MORE)

/* One reading of one character. Those without a reading come last. */
struct place {
	char syllable[8];
	unsigned umlaut, tone;
	UChar32 cp;
};

/* A row of readings.h. */
struct row {
	UChar32 chars[HAN_WORD];
	struct place places[HAN_WORD];
	size_t n, readings;
};

/* Everything is file-scope: the program is one pass over these and exits. */
static struct place own[HAN_END - HAN_FIRST], places[PLACES_MAX];
static bool special[HAN_END - HAN_FIRST];
static size_t n_places;
static UTransliterator *han_latin;
static const UNormalizer2 *nfd;

static void NORETURN fail(const char *why, const char *what)
{
	fprintf(stderr, "genhan: %s: %s\n", why, what);
	exit(1);
}

static void check(UErrorCode e)
{
	if (U_FAILURE(e))
		fail("ICU", u_errorName(e));
}

/* "shàn" as syllable, tone and whether its u has dots; false when it is no syllable. */
static bool parse(const UChar *s, int32_t n, struct place *p)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar parts[TEXT_MAX];
	size_t len = 0;

	*p = (struct place){ .tone = 5, .cp = p->cp };
	n = unorm2_normalize(nfd, s, n, parts, TEXT_MAX, &e);
	check(e);
	for (int32_t i = 0; i < n; i++) {
		const UChar marks[] = u"\u0304\u0301\u030C\u0300", *tone = u_strchr(marks, parts[i]);
		if (tone && parts[i])
			p->tone = (unsigned)(tone - marks) + 1;
		else if (parts[i] == 0x308)
			p->umlaut = 1;
		else if (parts[i] >= 'a' && parts[i] <= 'z' && len + 1 < sizeof(p->syllable))
			p->syllable[len++] = (char)parts[i];
		else if (parts[i] != 0x302) /* the accent of ê is no tone */
			return false;
	}
	return len > 0;
}

static void read_own(UChar32 cp)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar s[TEXT_MAX];
	int32_t n = 0, limit;
	struct place *p = &own[cp - HAN_FIRST];

	U16_APPEND_UNSAFE(s, n, cp);
	limit = n;
	utrans_transUChars(han_latin, s, &n, TEXT_MAX, 0, &limit, &e);
	check(e);
	p->cp = cp;
	if (!parse(s, n, p))
		*p = (struct place){ .syllable = "~", .cp = cp };
}

static struct row parse_row(const char *text)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar s[TEXT_MAX], *word, *rest = NULL;
	struct row r = { 0 };
	int32_t at = 0;

	u_strFromUTF8(s, TEXT_MAX, NULL, text, -1, &e);
	check(e);
	word = u_strtok_r(s, u" ", &rest);
	for (; word[at] && r.n < HAN_WORD; r.n++)
		U16_NEXT(word, at, -1, r.chars[r.n]);
	while ((word = u_strtok_r(NULL, u" ", &rest)) && r.readings < HAN_WORD) {
		struct place *p = &r.places[r.readings];
		p->cp = r.chars[r.n == 1 ? 0 : r.readings];
		if (!is_han((uint32_t)p->cp) || !parse(word, u_strlen(word), p))
			fail("not a reading", text);
		r.readings++;
	}
	if (r.n > 1 ? r.n != r.readings : !r.readings || r.readings > 2)
		fail("not a reading for each character", text);
	return r;
}

static bool same_sound(const struct place *a, const struct place *b)
{
	return !strcmp(a->syllable, b->syllable);
}

static int by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int order = strcmp(x->syllable, y->syllable);

	if (order)
		return order;
	if (x->umlaut != y->umlaut)
		return x->umlaut < y->umlaut ? -1 : 1;
	if (x->tone != y->tone)
		return x->tone < y->tone ? -1 : 1;
	return x->cp < y->cp ? -1 : x->cp > y->cp;
}

/* A reading that is not the character's own gets a place of its own, once. */
static void add_place(const struct place *p)
{
	size_t i;

	if (same_sound(p, &own[p->cp - HAN_FIRST]))
		return;
	for (i = HAN_END - HAN_FIRST; i < n_places; i++)
		if (places[i].cp == p->cp && same_sound(&places[i], p))
			return;
	if (n_places == PLACES_MAX)
		fail("more readings than HAN_MORE", p->syllable);
	places[n_places++] = *p;
}

static void add_rows(const char *const *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct row r = parse_row(rows[i]);
		special[r.chars[0] - HAN_FIRST] = true;
		for (size_t k = 0; k < r.readings; k++)
			add_place(&r.places[k]);
	}
}

static size_t rank_of(const struct place *p)
{
	size_t i = 0;

	while (i < n_places && (places[i].cp != p->cp || !same_sound(&places[i], p)))
		i++;
	if (i == n_places)
		fail("no place for", p->syllable);
	return i;
}

static int by_chars(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	for (size_t i = 0; i < HAN_WORD; i++)
		if (x->chars[i] != y->chars[i])
			return x->chars[i] < y->chars[i] ? -1 : 1;
	fail("twice", x->places[0].syllable);
}

/* Of a single character the last reading is told: that which is not its own. */
static void write_rows(const char *name, const char *const *texts, size_t n)
{
	static struct row rows[512];
	size_t i, k;

	if (n > LENGTH(rows))
		fail("too many rows", name);
	for (i = 0; i < n; i++)
		rows[i] = parse_row(texts[i]);
	qsort(rows, n, sizeof(rows[0]), by_chars);
	printf("const struct han_word %s[] = {\n", name);
	for (i = 0; i < n; i++) {
		printf("\t{{");
		for (k = 0; k < rows[i].n; k++)
			printf("0x%X,", (unsigned)rows[i].chars[k]);
		printf("},{");
		for (k = 0; k < rows[i].n; k++)
			printf("%zu,", rank_of(&rows[i].places[rows[i].n == 1 ? rows[i].readings - 1 : k]));
		printf("}},\n");
	}
	printf("};\nconst size_t %s_count = LENGTH(%s);\n", name, name);
}

static void write_ranks(void)
{
	static uint16_t ranks[HAN_END - HAN_FIRST];
	size_t i;

	for (i = 0; i < n_places; i++) {
		size_t at = (size_t)places[i].cp - HAN_FIRST;
		if (same_sound(&places[i], &own[at]))
			ranks[at] = (uint16_t)(i | (special[at] ? HAN_SPECIAL : 0));
	}
	printf("const uint16_t han_ranks[] = {");
	for (i = 0; i < LENGTH(ranks); i++)
		printf("%s%u,", i % 24 ? "" : "\n\t", ranks[i]);
	printf("\n};\n");
}

static void write_syllables(void)
{
	size_t i;

	printf("const struct han_syllable han_syllables[] = {\n");
	for (i = 0; i < n_places; i++)
		if (!i || !same_sound(&places[i], &places[i - 1]))
			printf("\t{%zu, %zu, \"%s\"},\n", i,
			       *places[i].syllable == '~' ? 0 : strlen(places[i].syllable),
			       *places[i].syllable == '~' ? "" : places[i].syllable);
	printf("};\nconst size_t han_syllables_count = LENGTH(han_syllables);\n");
}

static void write_near(void)
{
	size_t i, syllable = 0;

	printf("const uint16_t han_near[] = {");
	for (i = 0; i < n_places; i++) {
		if (i && !same_sound(&places[i], &places[i - 1]))
			syllable++;
		if (i % 64 == 0)
			printf("%s%zu,", i % 1024 ? "" : "\n\t", syllable);
	}
	printf("\n};\n");
}

static void open_icu(void)
{
	UErrorCode e = U_ZERO_ERROR;
	static const UChar id[] = u"Han-Latin";

	nfd = unorm2_getNFDInstance(&e);
	han_latin = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	check(e);
}

/* Reads all, then puts each reading in its place. */
static void make_places(void)
{
	for (UChar32 cp = HAN_FIRST; is_han((uint32_t)cp); cp++)
		read_own(cp);
	for (size_t i = 0; i < LENGTH(reading_chars); i++) {
		struct row r = parse_row(reading_chars[i]);
		own[r.chars[0] - HAN_FIRST] = r.places[0];
	}
	memcpy(places, own, sizeof(own));
	n_places = LENGTH(own);
	add_rows(reading_chars, LENGTH(reading_chars));
	add_rows(reading_words, LENGTH(reading_words));
	add_rows(reading_names, LENGTH(reading_names));
	qsort(places, n_places, sizeof(places[0]), by_place);
}

int main(void)
{
	open_icu();
	make_places();
	utrans_close(han_latin);
	printf("/* Made by tools/genhan.c from ICU %s and tools/readings.h. */\n#include \"base/han.h\"\n\n",
	       U_ICU_VERSION);
	write_ranks();
	write_syllables();
	write_near();
	write_rows("han_others", reading_chars, LENGTH(reading_chars));
	write_rows("han_words", reading_words, LENGTH(reading_words));
	write_rows("han_names", reading_names, LENGTH(reading_names));
	return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
