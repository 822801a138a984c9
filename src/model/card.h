/* What a business card or the signature under an e-mail says of a person: English, German, Chinese.
 *
 * It is read without certainty, for a form that a person looks at before it is saved. Each line is one
 * thing or several with a bar between; what has a form of its own (mailboxes, numbers, pages, postcodes)
 * is taken out first, what has telling words (GmbH, manager, 路) next, and what looks like a name of the
 * rest is the name. */
#ifndef MODEL_CARD_H
#define MODEL_CARD_H

#include "base/base.h"

#define CARD_PHONES 6
#define CARD_EMAILS 3

/* Texts in the arena; NULL is what it does not say. */
struct card {
	const char *name, *company, *job, *website;
	const char *street, *postcode, *city, *region, *country;
	struct card_phone {
		const char *use;   /* as contact points have it: "work", "mobile", "home", "fax" */
		const char *value;
	} phones[CARD_PHONES];
	size_t nphones;
	const char *emails[CARD_EMAILS];
	size_t nemails;
};

/* False when it says nothing that a contact would have. */
bool card_read(struct card *c, const char *text, struct arena *a);
/* Whether a text that was pasted is worth reading as one: several lines, and a mailbox, number or page. */
bool card_likely(const char *text);

#endif
