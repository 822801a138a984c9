/* Whether two records may be the same one: from 0 to 100, with the reasons. */
#ifndef MODEL_SIMILAR_SCORE_H
#define MODEL_SIMILAR_SCORE_H

#include "base/sbuf.h"
#include "model/similar_key.h"

/* What a record is known by. Of each there may be several: a long and a short name, three phones. */
enum trait { TRAIT_NAME, TRAIT_PHONE, TRAIT_EMAIL, TRAIT_TAX, TRAIT_CITY, TRAIT_CUSTOMER, TRAITS };

struct trait_key {
	enum trait trait;
	const char *key;              /* of a name: the core */
	union {
		const char *weak;     /* of an e-mail */
		struct name_key *name;
	};
};

/* Zero-initialise with `person` and the arena, in which all of it lives. */
struct traits {
	bool person;
	struct arena *arena;
	struct trait_key *keys;
	size_t n, room;
};
/* Adds what somebody typed, if it says anything; TRAIT_CUSTOMER is the name of whom a contact works for. */
void traits_add(struct traits *t, enum trait trait, const char *typed);
/* The first key of a trait from `after` (NULL: the first of all), or NULL. */
const struct trait_key *traits_next(const struct traits *t, enum trait trait,
				    const struct trait_key *after);

#define SIMILAR_CERTAIN 90 /* one and the same, as far as data can tell: a key agrees */
#define SIMILAR_REVIEW  75 /* a person should look */

struct similar {
	int score;            /* 0 to 100 */
	double weight;        /* the evidence in bits (Fellegi and Sunter): orders equal scores */
	double alike[TRAITS]; /* 0 differs, to 1 the same; -1: one of them does not say */
	bool apart;           /* two different tax ids: they cannot be one */
};

#define SIMILAR_DOMAIN  .5 /* how alike two e-mail addresses at a firm's own domain are */

/* Name 40, phone 20, e-mail 20, tax id 10, city 10, of what both have; names count from a likeness of .75.
 * What differs weighs less where one may well have two: phones and addresses. CERTAIN needs a phone, an
 * e-mail or a tax id that agrees; a tax id that agrees suffices; one that differs stays below REVIEW. Two
 * of name, phone and e-mail that agree are at least REVIEW. */
struct similar similar_compare(const struct traits *a, const struct traits *b);
/* The mean of what is alike, before keys decide: 0 to 100. */
double similar_mean(const struct similar *s);

/* How the score is made: what each trait earns of what it weighs here, and what both say weighs in all. */
struct similar_part {
	const char *label;  /* N_() */
	double earned, weighs;
};
/* False when one of them does not say. */
bool similar_part(const struct similar *s, enum trait trait, struct similar_part *out);
double similar_said(const struct similar *s);
/* Why the score is not the mean, N_(); NULL: it is. */
const char *similar_why(const struct similar *s);
/* How alike the two are in a trait, as in struct similar; *one and *other get the keys that are most alike. */
double traits_alike(const struct traits *a, const struct traits *b, enum trait trait, const struct trait_key **one,
		    const struct trait_key **other);
/* Appends why, for a person: "same phone, name 96 %". */
void similar_say(struct sbuf *out, const struct similar *s);

#endif
