/* The one gate that text passes before a terminal sees it (security: CWE-150, CVE-2021-42574). */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/sbuf.h"

enum text_mode {
	TEXT_LINE, /* a line in a list: line breaks and tabs become a space, invisible is dropped */
	TEXT_SHOW, /* a line in a record: the same, invisible characters become a middle dot */
	TEXT_NOTE, /* many lines: LF stays, TAB fills up to a column of 8, invisible as in SHOW */
};

/* Appends a form of `in` that is inert on any terminal: no control, escape or bidirectional
 * character, no invalid UTF-8, nothing without a width. The table is in SECURITY. */
void text_safe(struct sbuf *out, const char *in, size_t len, enum text_mode mode);

/* Writes text_safe of a whole string to a stream; results and words of the command line. */
void text_print(FILE *to, const char *s, enum text_mode mode);

/* A key to compare and search by: NFKC-like folding of width and case, accents and bidi controls
 * off, Chinese in simplified characters, white space collapsed to one space and trimmed.
 * "Ｍüller " -> "muller", "Æ" -> "ae", "ß" -> "ss", "張三" -> "张三". Appends to out. */
void text_fold(struct sbuf *out, const char *s, size_t len);
/* Whether two texts have the same key. */
bool text_same(const char *a, const char *b);

/* Appends a key that memcmp puts into the order in which people look: by the key of text_fold (Ä
 * beside A, digits before letters), but Chinese, after Latin, by pinyin and tone, then by character. It
 * is as long as that key, is UTF-8, and two are the same when those are: then bytes decide. */
void text_sort_key(struct sbuf *out, const char *s, size_t len);
/* Orders two texts by their sort keys, and by bytes when these are equal. */
int text_order(const char *a, const char *b);

/* What a text is searched by: all the ways in which it may be typed, each a form of the whole text.
 *
 *	forms = form { TEXT_FORM_END form }
 *	form  = text [ TEXT_STARTS starts ]
 *
 * The first form is the key of text_fold without blanks between Chinese characters. Only where they
 * differ from it follow: pinyin ("zhangsan"), its initials ("zs"), the same two with the other readings
 * of characters that have two, and with ae, oe, ue, aa for what has dots, a ring or a stroke. Pinyin of
 * more than 240 bytes is cut. "张三" -> "张三" 1F "zhangsan" 1E starts 1F "zs" 1E starts.
 *
 * Starts has a byte from 80 to BF for each 6 bytes of the text, a bit (lowest first) set for each that
 * begins a syllable or word. No key has a byte 1E or 1F or begins with 80 to BF, so that a plain search
 * over many texts finds nothing across borders. A hit n bytes long at the byte `at` of a text m long is
 * TEXT_WHOLE when at = 0 and n = m, TEXT_START when at = 0, TEXT_WORD when the bit of `at` is set or
 * (without starts) a word begins there, else TEXT_INSIDE; but in a form with starts and from one
 * Latin letter inside it is none: what is really there is a hit of the first form. */
#define TEXT_FORM_END	'\x1F'
#define TEXT_STARTS	'\x1E'
#define TEXT_START_BITS 6
void text_forms(struct sbuf *out, const char *s, size_t len);
/* The first of the forms alone. */
void text_key(struct sbuf *out, const char *s, size_t len);
/* Appends the text with letters for ä, ö, ü, å, ø ("Mueller"); false, and nothing, when it has none. */
bool text_spell(struct sbuf *out, const char *s, size_t len);

enum text_fit { TEXT_NOWHERE, TEXT_INSIDE, TEXT_WORD, TEXT_START, TEXT_WHOLE };

/* The best fit of a key among forms. */
enum text_fit text_fit(const char *forms, size_t len, const char *key, size_t n);

#define TYPED_WORDS 16 /* of what is typed or pasted; more would only cost time */

/* A word that somebody typed: its key, and another that means the same ("mueller" for müller, "lubu"
 * for lvbu) or NULL. */
struct text_word {
	const char *s, *also;
	size_t len, also_len;
};

/* What somebody typed, ready to be looked for: each word must be found, in any order. */
struct text_typed {
	struct text_word words[TYPED_WORDS];
	size_t n;
	struct text_word whole;	 /* all of it, with blanks */
	struct text_word joined; /* without: "zhang san" begins zhangsan; s is NULL for a single word */
	struct sbuf keys;	 /* what the words point to */
};

/* Words are parted by blanks, commas and semicolons. Free it with text_typed_free. */
void text_type(struct text_typed *t, const char *typed, size_t len);
void text_typed_free(struct text_typed *t);
/* The best fit of a word or of what it also means. */
enum text_fit text_fit_word(const char *forms, size_t len, const struct text_word *w);
/* The fit of all that was typed: TEXT_NOWHERE when a word is not there, TEXT_WHOLE and TEXT_START for
 * all of it as one, else the worst of its words, a start being no more than TEXT_WORD. Nothing typed
 * fits every start. */
enum text_fit text_fit_typed(const char *forms, size_t len, const struct text_typed *t);

/* Bytes from up to, not including, to. */
struct text_mark {
	size_t from, to;
};

/* Where the words stand in hay, as whole characters, in order and apart; also by pinyin, initials and
 * letters, and a phone number by its digits. Words that are not there mark nothing. Only the first 512
 * bytes are looked at. Returns how many, at most TEXT_MARKS. */
#define TEXT_MARKS 32
size_t text_marks(const char *hay, const struct text_typed *t, struct text_mark marks[TEXT_MARKS]);

/* Whether needle is found in hay as it was typed, in any of hay's forms, at a word's start or in
 * Chinese anywhere. */
bool text_finds(const char *hay, const char *needle);
/* The nearest of n names to a mistyped word, or NULL when none is near (Damerau distance at most a
 * third of the length). Borrowed. */
const char *text_nearest(const char *word, const char *const *names, size_t n);

#endif
