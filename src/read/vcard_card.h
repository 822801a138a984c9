/* One card and what its properties become. Only vcard*.c include it. */
#ifndef READ_VCARD_CARD_H
#define READ_VCARD_CARD_H

#include "read/vcard_line.h"

/* Columns of which a row has one each. */
enum card_plain {
	CARD_NAME, CARD_CUSTOMER, CARD_KIND, CARD_SHORT, CARD_JOB, CARD_BIRTHDAY, CARD_LANGUAGE,
	CARD_WEBSITE, CARD_TAGS, CARD_NOTE, CARD_PLAIN_COUNT
};

enum card_point { CARD_PHONE, CARD_EMAIL, CARD_ADDRESS, CARD_POINT_KINDS };
#define CARD_PARTS_MAX 6 /* of an address: street postcode city region country use */

extern const char *const card_plain_names[CARD_PLAIN_COUNT];
extern const char *const card_point_names[CARD_POINT_KINDS][CARD_PARTS_MAX];
extern const size_t card_point_width[CARD_POINT_KINDS];

struct card_reach {
	const char *parts[CARD_PARTS_MAX]; /* the last one is its use */
	const char *group;                 /* a label of the same group tells the use */
	int preference;
};

struct card_extra {
	const char *name, *text;
};

struct card {
	int64_t line;         /* where it begins; with trouble: where that is */
	struct error trouble;
	bool customers;       /* cards of customers are wanted, else those of contacts */
	bool company;         /* KIND:org, or Apple's mark for one */
	bool person;          /* KIND:individual */
	bool odd;             /* a group, a place or a device */
	const char *plain[CARD_PLAIN_COUNT];
	const char *full, *made, *org, *title, *role, *nickname;
	int language_preference;
	struct card_reach points[CARD_POINT_KINDS][VCARD_POINTS_MAX];
	size_t npoints[CARD_POINT_KINDS];
	struct card_extra extras[VCARD_EXTRAS_MAX];
	size_t nextras;
	struct sbuf note, more, tags; /* `more`: what goes behind the notes */
	struct arena arena;
};

void card_begin(struct card *c, int64_t line, bool customers);
void card_free(struct card *c);

enum card_take {
	CARD_TAKEN,
	CARD_NO_FIELD, /* nothing in a record says this */
	CARD_BROKEN,   /* the card's trouble says why */
};
enum card_take card_take(struct card *c, struct vcard_lines *l, struct vcard_line *line);
/* All lines were taken: settles who it is, and in which order its points come. */
void card_end(struct card *c);

/* "" where the card says nothing. */
const char *card_plain(const struct card *c, enum card_plain column);
const char *card_extra(const struct card *c, const char *name);

/* A line on its way into the card. */
struct taking {
	struct card *card;
	struct vcard_lines *lines;
	struct vcard_line *line;
};
typedef enum card_take take(struct taking *t);

/* What a part of the value says, or all of it, trimmed; line breaks become `instead`, unless that is NULL.
 * NULL with the card's trouble set. */
const char *card_part(struct taking *t, struct vcard_part part, const char *instead);
const char *card_text(struct taking *t, const char *instead);
/* The parts of "a;b;c"; how many, or -1. */
int card_parts(struct taking *t, char mark, const char *instead, const char **texts, size_t max);
/* The texts that say something, with something between them. */
const char *card_join(struct arena *a, const char *const *texts, size_t n, const char *between);

/* vcard_reach.c */
take card_phone, card_email, card_address, card_label;
/* The preferred points come first; others stay as the file has them. */
void card_order(struct card *c);

#endif
