/* What is left of a name, a phone number, an e-mail address or a tax id when all is taken off that two
 * people write differently. Keys are compared with strcmp or the measures of similar.h; they are not for
 * showing. All texts live in the arena. */
#ifndef MODEL_SIMILAR_KEY_H
#define MODEL_SIMILAR_KEY_H

#include "base/base.h"

/* "北京华夏科技有限公司" is the core 华夏, the place 北京, the trade 科技; "Acme Trading (Asia) Ltd." is acme,
 * asia, trading. Legal forms are dropped; words are parted by spaces; each is "" when there is none. */
struct name_key {
	const char *core;
	const char *sorted; /* the core's words in alphabetical order: "John Smith" is "Smith, John" */
	const char *place, *trade;
	bool branch;        /* a 分公司, a branch */
};
/* A person's name has titles instead of forms, and neither place nor trade. */
void name_key_make(struct name_key *k, const char *name, bool person, struct arena *a);
/* Whether its last word, of several, is a legal form or a trade, "Kran AG", 有限公司: so nobody is called. Such words
 * that people are called, too, tell nothing behind "de" or "van": "De Sa", "van As". */
bool name_is_firm(const char *name);
/* 0 to 1: the cores first; place, trade and branch take a little away where both say something else. */
double name_key_alike(const struct name_key *a, const struct name_key *b);

/* The last nine digits without country code, trunk 0 and extension; a Chinese mobile number's eleven.
 * NULL for what has too few digits, or the same one throughout. */
const char *phone_key(const char *typed, struct arena *a);
/* In lower case; NULL for what is no address. */
const char *email_key(const char *typed, struct arena *a);
/* Gmail's dots and everybody's +tags taken off the key: a weaker sign. */
const char *email_weak(const char *key, struct arena *a);
/* Behind the @ of a key. */
const char *email_domain(const char *key);
/* Whether everybody gets addresses in that domain, so that it tells nothing. */
bool email_is_free(const char *domain);
/* Letters and digits in upper case; NULL for what is too short or a filler such as 000000. */
const char *tax_key(const char *typed, struct arena *a);
/* Whether they are the same, with or without the country's two letters in front. */
bool tax_key_same(const char *a, const char *b);
/* Folded, without 市. NULL for nothing. */
const char *city_key(const char *typed, struct arena *a);

#endif
