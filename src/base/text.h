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
 * off, white space collapsed to one space and trimmed. "Ｍüller " -> "muller", "Æ" -> "ae",
 * "ß" -> "ss". Appends to out. Chinese stays as it is. */
void text_fold(struct sbuf *out, const char *s, size_t len);
/* Whether two texts have the same key. */
bool text_same(const char *a, const char *b);
/* Whether the folded needle is found in the folded hay, at a word's start or in CJK anywhere. */
bool text_finds(const char *hay, const char *needle);
/* Orders two texts for people: by key first (so that Ä stands beside A), by bytes when equal. */
int text_order(const char *a, const char *b);
/* The nearest of n names to a mistyped word, or NULL when none is near (Damerau distance at most a
 * third of the length). Borrowed. */
const char *text_nearest(const char *word, const char *const *names, size_t n);

#endif
