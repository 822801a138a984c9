/* What it means to be found. `find`, bare words in filters and the sidecar of names all ask here, so that
 * they agree.
 *
 * A record is found by its texts, the title first. They are kept as an entry:
 *
 *	entry = text { SEARCH_TEXT text }
 *	text  = the forms of text_forms [ TEXT_FORM_END digits ]
 *
 * where the digits stand together when the text is a number that people group as they like: a phone
 * number, a tax id. A word is found in a text where any of its forms has it, anywhere; a single letter
 * only at a word's start. A number is found as it is, and also without the 0, 00 or + before it and, in
 * place of the code of a country, with a 0, when three digits are left. */
#ifndef BASE_SEARCH_H
#define BASE_SEARCH_H

#include "base/text.h"

#define SEARCH_TEXT '\x01'

/* Appends a text to an entry; the first is the title. An empty one is nothing. */
void search_put(struct sbuf *entry, const char *text, size_t len);

/* How well an entry fits, worst first. */
enum search_fit {
	SEARCH_NONE,
	SEARCH_ELSEWHERE, /* some word only in another text than the title */
	SEARCH_INSIDE,    /* all in the title, some inside a word */
	SEARCH_WORD,      /* each begins a word of the title */
	SEARCH_START,     /* the title begins with all of it as typed */
	SEARCH_WHOLE,     /* the title is that */
};

#define SEARCH_NUMBERS 3 /* ways to write one */

/* What somebody looks for, ready for many entries. */
struct search {
	struct text_typed typed;
	struct search_number { /* NUL-terminated; other ways to write a word, or all that was typed */
		char digits[SEARCH_NUMBERS][24];
		size_t n;
	} numbers[TYPED_WORDS], whole;
};

/* Words as typed, in any order. Free it. */
void search_words(struct search *q, const char *typed);
/* The same as one: a word, or a phrase that stands so in one text. */
void search_phrase(struct search *q, const char *phrase);
void search_free(struct search *q);
/* Whether nothing is looked for: no letter, no digit. It fits nothing. */
bool search_is_empty(const struct search *q);
/* Whether there is anything to look for in a phrase: "&" is no word, and restricts nothing beside others. */
bool search_asks(const char *phrase);

enum search_fit search_entry(const struct search *q, const char *entry, size_t len);
/* Whether one text fits. */
bool search_text(const struct search *q, const char *text);

/* The texts of which an entry that fits has one at least, on account of word i: for a first, quick look.
 * Borrowed from the search. */
#define SEARCH_KEYS (2 + 2 * SEARCH_NUMBERS)
size_t search_keys(const struct search *q, size_t i, const char *keys[SEARCH_KEYS], size_t lens[SEARCH_KEYS]);
/* Word i when an entry that fits must have it just so, for there is no other way to write it; else NULL. */
const struct text_word *search_must(const struct search *q, size_t i);

#endif
