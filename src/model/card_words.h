/* The words by which a line of a card is known. Latin ones are folded, matched word by word, and a star
 * stands for the rest of the word; Han ones anywhere. Lists end with NULL. Private to card.c. */
#ifndef MODEL_CARD_WORDS_H
#define MODEL_CARD_WORDS_H

#include "base/base.h"

extern const char *const card_company[], *const card_job[], *const card_street[], *const card_country[];
extern const char *const card_closing[]; /* greetings and small print: nothing of the person */
extern const char *const card_number[];  /* numbers that are not called */
extern const char *const card_mobile[], *const card_fax[], *const card_home[], *const card_label[];
extern const char *const card_title[];   /* before a name: Dr., Herr */
extern const char *const card_city[];    /* Chinese cities that stand without 市 */

#endif
