/* What the parts of the reader of cards share. Private to card*.c. */
#ifndef MODEL_CARD_PRIVATE_H
#define MODEL_CARD_PRIVATE_H

#include "base/sbuf.h"
#include "model/card.h"
#include "model/card_words.h"

#define PIECES 48
#define PIECE  200 /* bytes; nothing longer is a part of a card */

struct reading {
	struct card *c;
	struct arena *a;
	char *pieces[PIECES];   /* what is left of them; NULL: all was taken */
	bool address[PIECES];   /* it was a part of the address */
	size_t n;
	const char *label;      /* of the line before, where nothing else stood in it */
};

/* Without what stands around a line and says nothing. */
char *card_trim(char *s);
/* Whether a word of the list is in the text; the one that the text is. */
bool card_has(const char *text, const char *const *list);
const char *card_is_one(const char *text, const char *const *list);
bool card_is_han(const char *s);
bool card_has_han(const char *s);
bool card_digit(char ch);
bool card_upper(char ch);
size_t card_digits(const char *s, size_t n);
/* Whether nothing is left of a line, whose numbers and mailboxes were cut out, but what names them. */
bool card_only_labels(const char *text);
void card_cut(char *from, size_t n);

bool card_is_address(const char *s);
void card_take_address(struct reading *r, char *s);

#endif
