/* Writes src/base/tables.c to standard output: what ICU knows of Unicode, as base/tables.h has it.
 */
#include "base/tables.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uvernum.h>

#define TEXT_MAX 256 /* UTF-16 units; the longest folding (U+FDFA) has 18 */

/* Everything is file-scope: the program is one pass over these and exits. */
static uint8_t props[UNICODE_END];
static uint16_t folds[UNICODE_END];
static char pool[UINT16_MAX];
static size_t pool_len = 1; /* 0 means "its own key" */
static const UNormalizer2 *nfc, *nfkd, *casefold;
static UTransliterator *to_ascii, *to_simplified;

static void NORETURN fail(const char *why)
{
	fprintf(stderr, "gentables: %s\n", why);
	exit(1);
}

static void check(UErrorCode e)
{
	if (U_FAILURE(e))
		fail(u_errorName(e));
}

static bool has(UChar32 cp, UProperty property)
{
	return u_hasBinaryProperty(cp, property);
}

static enum glyph joining(UChar32 cp)
{
	switch (u_getIntPropertyValue(cp, UCHAR_JOINING_TYPE)) {
	case U_JT_DUAL_JOINING:
		return GLYPH_DUAL;
	case U_JT_LEFT_JOINING:
		return GLYPH_LEFT;
	case U_JT_RIGHT_JOINING:
		return GLYPH_RIGHT;
	default:
		return GLYPH_PLAIN;
	}
}

/* Variation selectors 1 to 16 are marks, not invisible: emoji carry them everywhere. */
static bool invisible(UChar32 cp)
{
	if (cp >= 0xFE00 && cp <= 0xFE0F)
		return false;
	return has(cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
	       (u_charType(cp) == U_FORMAT_CHAR && !has(cp, UCHAR_PREPENDED_CONCATENATION_MARK));
}

static bool is_mark(UChar32 cp)
{
	int type = u_charType(cp), hangul = u_getIntPropertyValue(cp, UCHAR_HANGUL_SYLLABLE_TYPE);

	return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
	       hangul == U_HST_VOWEL_JAMO || hangul == U_HST_TRAILING_JAMO;
}

static enum glyph glyph_of(UChar32 cp)
{
	int type = u_charType(cp);

	if (cp < 0x20 || cp == 0x7F)
		return GLYPH_CONTROL;
	if (cp == 0x85 || cp == 0x2028 || cp == 0x2029)
		return GLYPH_BREAK;
	if (cp >= 0xE0000 && cp <= 0xE0FFF)
		return GLYPH_INVISIBLE;
	if (type == U_CONTROL_CHAR || type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR ||
	    type == U_SURROGATE)
		return GLYPH_BAD;
	if (has(cp, UCHAR_BIDI_CONTROL))
		return GLYPH_BIDI;
	if (has(cp, UCHAR_JOIN_CONTROL))
		return GLYPH_JOINER;
	if (invisible(cp))
		return GLYPH_INVISIBLE;
	if (is_mark(cp))
		return u_getCombiningClass(cp) == 9 ? GLYPH_VIRAMA : GLYPH_MARK;
	if (has(cp, UCHAR_REGIONAL_INDICATOR))
		return GLYPH_FLAG;
	if (has(cp, UCHAR_EMOJI_MODIFIER))
		return GLYPH_SKIN;
	if (has(cp, UCHAR_EXTENDED_PICTOGRAPHIC))
		return GLYPH_EMOJI;
	return joining(cp);
}

static int width_of(UChar32 cp, enum glyph glyph)
{
	int wide = u_getIntPropertyValue(cp, UCHAR_EAST_ASIAN_WIDTH);

	if (glyph >= GLYPH_BREAK)
		return -1;
	if (glyph >= GLYPH_MARK)
		return 0;
	return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

static bool is_word(UChar32 cp)
{
	return (U_GET_GC_MASK(cp) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

static bool is_cjk(UChar32 cp)
{
	return is_word(cp) &&
	       (uscript_hasScript(cp, USCRIPT_HAN) || uscript_hasScript(cp, USCRIPT_HIRAGANA) ||
		uscript_hasScript(cp, USCRIPT_KATAKANA) || uscript_hasScript(cp, USCRIPT_HANGUL));
}

static uint8_t prop_make(UChar32 cp)
{
	enum glyph glyph = glyph_of(cp);

	return (uint8_t)((unsigned)(width_of(cp, glyph) + 1) | (unsigned)glyph << PROP_GLYPH_SHIFT |
			 (is_cjk(cp) ? PROP_CJK : 0) | (is_word(cp) ? PROP_WORD : 0));
}

/* Where marks are accents or optional vowels they go; where they are letters (Indic, Thai), or make
 * another sound (kana), they stay. */
static bool is_accent(UChar32 cp)
{
	UErrorCode e = U_ZERO_ERROR;
	int type = u_charType(cp);
	UScriptCode script = uscript_getScript(cp, &e);

	if ((type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK) || cp == 0x3099 ||
	    cp == 0x309A)
		return false;
	return script == USCRIPT_INHERITED || script == USCRIPT_COMMON || script == USCRIPT_LATIN ||
	       script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC || script == USCRIPT_HEBREW ||
	       script == USCRIPT_ARABIC || script == USCRIPT_SYRIAC;
}

static int32_t normalize(const UNormalizer2 *how, UChar *s, int32_t n)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar from[TEXT_MAX];

	u_memcpy(from, s, n);
	n = unorm2_normalize(how, from, n, s, TEXT_MAX, &e);
	check(e);
	return n;
}

/* White space becomes a space; accents, other controls and all that is invisible go. */
static int32_t drop_accents(UChar *s, int32_t n)
{
	int32_t from = 0, to = 0;
	UChar32 cp;

	while (from < n) {
		U16_NEXT(s, from, n, cp);
		if (u_isUWhiteSpace(cp))
			s[to++] = ' ';
		else if (!is_accent(cp) && u_charType(cp) != U_CONTROL_CHAR && !invisible(cp))
			U16_APPEND_UNSAFE(s, to, cp);
	}
	return to;
}

static int32_t transliterate(UTransliterator *how, UChar *s, int32_t n)
{
	UErrorCode e = U_ZERO_ERROR;
	int32_t limit = n;

	utrans_transUChars(how, s, &n, TEXT_MAX, 0, &limit, &e);
	check(e);
	return n;
}

/* Traditional characters, but for those that simplified writing keeps beside what ICU makes of them:
 * Qian and Zhu in names, for one. */
static int32_t simplify(UChar *s, int32_t n)
{
	static const UChar kept[] = u"\u4E7E\u4FF1\u59CA\u82CE\u8457";
	int32_t i;

	for (i = 0; i < n; i++)
		if (u_strchr(kept, s[i]))
			return n;
	return transliterate(to_simplified, s, n);
}

/* Each step can give work to an earlier one ((c) from a sign is (C) first), so until all rest. */
static int32_t fold(UChar *s, int32_t n)
{
	UChar was[TEXT_MAX];
	int32_t was_n;

	do {
		u_memcpy(was, s, n);
		was_n = n;
		n = normalize(casefold, s, n);
		n = normalize(nfkd, s, n);
		n = drop_accents(s, n);
		n = transliterate(to_ascii, s, n);
		n = simplify(s, n);
		n = normalize(nfc, s, n);
	} while (n != was_n || u_memcmp(s, was, n));
	return n;
}

/* Where the bytes stand in the pool; they are put there if they do not. */
static uint16_t pool_find(const char *s, size_t n)
{
	size_t at;

	for (at = 1; at < pool_len; at += 1 + (size_t)pool[at])
		if ((size_t)pool[at] == n && !memcmp(pool + at + 1, s, n))
			return (uint16_t)at;
	if (n > 127 || pool_len + n + 1 > sizeof(pool))
		fail("the folding table is full");
	pool[pool_len] = (char)n;
	memcpy(pool + pool_len + 1, s, n);
	pool_len += n + 1;
	return (uint16_t)at;
}

static uint16_t fold_make(UChar32 cp)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar s[TEXT_MAX];
	char utf8[TEXT_MAX];
	int32_t n = 0, bytes;
	UChar32 first;

	if (u_charType(cp) == U_SURROGATE || u_charType(cp) == U_PRIVATE_USE_CHAR)
		return 0;
	U16_APPEND_UNSAFE(s, n, cp);
	n = fold(s, n);
	U16_GET(s, 0, 0, n, first);
	if (n == U16_LENGTH(cp) && first == cp)
		return 0;
	u_strToUTF8(utf8, sizeof(utf8), &bytes, s, n, &e);
	check(e);
	return pool_find(utf8, (size_t)bytes);
}

static void open_icu(void)
{
	UErrorCode e = U_ZERO_ERROR;
	static const UChar ascii[] = u"Latin-ASCII", simplified[] = u"Traditional-Simplified";

	nfc = unorm2_getNFCInstance(&e);
	nfkd = unorm2_getNFKDInstance(&e);
	casefold = unorm2_getNFKCCasefoldInstance(&e);
	to_ascii = utrans_openU(ascii, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	to_simplified = utrans_openU(simplified, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	check(e);
}

static void write_block(const void *data, size_t size)
{
	const uint16_t *words = data;
	const uint8_t *bytes = data;
	size_t i;

	printf("\t{");
	for (i = 0; i < 256; i++)
		printf("%s%u,", i % 32 ? "" : "\n\t", size == 1 ? bytes[i] : words[i]);
	printf("},\n");
}

/* Two stages: of the blocks of 256 entries only those that differ are written. */
static void write_table(const char *type, const char *name, const void *table, size_t size)
{
	static uint32_t index[UNICODE_END >> 8];
	const char *blocks[256];
	uint32_t block, i, n = 0;

	printf("const %s %s_block[][256] = {\n", type, name);
	for (block = 0; block < LENGTH(index); block++) {
		const char *data = (const char *)table + block * 256 * size;
		for (i = 0; i < n && memcmp(blocks[i], data, 256 * size); i++)
			;
		index[block] = i;
		if (i < n)
			continue;
		if (n == LENGTH(blocks))
			fail("more than 256 different blocks");
		blocks[n++] = data;
		write_block(data, size);
	}
	printf("};\nconst uint8_t %s_index[] = {", name);
	for (block = 0; block < LENGTH(index); block++)
		printf("%s%u,", block % 32 ? "" : "\n\t", index[block]);
	printf("\n};\n");
}

static void write_pool(void)
{
	size_t i;

	printf("const char fold_text[] = {");
	for (i = 0; i < pool_len; i++)
		printf("%s%d,", i % 24 ? "" : "\n\t", pool[i]);
	printf("\n};\nconst char fold_ascii[128] = {");
	for (i = 0; i < 128; i++)
		printf("%s%d,", i % 32 ? "" : "\n\t",
		       !folds[i]	? (int)i
		       : pool[folds[i]] ? pool[folds[i] + 1]
					: 0);
	printf("\n};\n");
}

static int by_second(const void *a, const void *b)
{
	const struct fold_pair *x = a, *y = b;

	if (x->second != y->second)
		return x->second < y->second ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

/* The canonical halves of a character that keys are made of; Hangul is composed by arithmetic. */
static bool split(UChar32 both, struct fold_pair *pair)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar parts[4];
	UChar32 first, second;
	int32_t at = 0,
		n = unorm2_getRawDecomposition(nfc, both, parts, (int32_t)LENGTH(parts), &e);

	if (n < 2 || folds[both] || u_getIntPropertyValue(both, UCHAR_HANGUL_SYLLABLE_TYPE))
		return false;
	check(e);
	U16_NEXT(parts, at, n, first);
	U16_NEXT(parts, at, n, second);
	*pair = (struct fold_pair){(uint32_t)first, (uint32_t)second, (uint32_t)both};
	return unorm2_composePair(nfc, first, second) == both && !folds[first] && !folds[second];
}

static void write_pairs(void)
{
	static struct fold_pair pairs[1024];
	size_t i, n = 0;
	UChar32 cp;

	for (cp = 0; cp < (UChar32)UNICODE_END && n < LENGTH(pairs); cp++)
		n += split(cp, &pairs[n]);
	qsort(pairs, n, sizeof(pairs[0]), by_second);
	printf("const struct fold_pair fold_pairs[] = {\n");
	for (i = 0; i < n; i++)
		printf("\t{0x%X, 0x%X, 0x%X},\n", pairs[i].first, pairs[i].second, pairs[i].both);
	printf("};\nconst size_t fold_pairs_count = LENGTH(fold_pairs);\n");
}

int main(void)
{
	UChar32 cp;

	open_icu();
	for (cp = 0; cp < (UChar32)UNICODE_END; cp++) {
		props[cp] = prop_make(cp);
		folds[cp] = fold_make(cp);
	}
	utrans_close(to_ascii);
	utrans_close(to_simplified);
	printf("/* Made by tools/gentables.c from Unicode %s. */\n#include \"base/tables.h\"\n\n",
	       U_UNICODE_VERSION);
	write_table("uint8_t", "prop", props, sizeof(props[0]));
	write_table("uint16_t", "fold", folds, sizeof(folds[0]));
	write_pool();
	write_pairs();
	return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
