/* The first descriptor: what a field is. Lists, forms, filters, files, the wire, the journal and the
 * manual are derived from these rows. */
#ifndef MODEL_FIELD_H
#define MODEL_FIELD_H

#include "base/intl.h"
#include "model/value.h"

enum field_type {
	FIELD_TEXT,     /* one line */
	FIELD_NOTE,     /* many lines */
	FIELD_INT,
	FIELD_DECIMAL,  /* ten-thousandths */
	FIELD_PERCENT,  /* ten-thousandths of a per cent: 62.5 % is 625000 */
	FIELD_MONEY,    /* minor units; the currency stands in the entity's `currency` field */
	FIELD_CURRENCY, /* ISO 4217 code */
	FIELD_DATE,
	FIELD_STAMP,
	FIELD_DURATION, /* minutes */
	FIELD_BOOL,
	FIELD_CHOICE,   /* one of `choices` */
	FIELD_REF,      /* the id of a record of `ref` */
	FIELD_EMAIL,
	FIELD_PHONE,
	FIELD_URL,
	FIELD_TAGS,     /* words, see tags_normal */
	FIELD_REPEAT,   /* a rule by which it comes again, see base/repeat.h */
	FIELD_TYPES
};

enum field_flag {
	FIELD_REQUIRED = 1 << 0,
	FIELD_UNIQUE = 1 << 1,   /* among the records that are not removed */
	FIELD_LIST = 1 << 2,     /* a column of the default list */
	FIELD_FORM = 1 << 3,     /* asked on the form's first page */
	FIELD_MORE = 1 << 4,     /* on the form, behind "more" */
	FIELD_FIND = 1 << 5,     /* its words are found by `find` */
	FIELD_SYSTEM = 1 << 6,   /* the store's own: never set by a request */
	FIELD_COMPUTED = 1 << 7, /* not a column: the store derives it (src/store/computed.c) */
	FIELD_PREVIEW = 1 << 8,  /* among the facts of a record's first page */
	FIELD_KEY = 1 << 9,      /* names the record to people: tried for references in files */
	FIELD_SUM = 1 << 10,     /* lists may total it */
	FIELD_FIXED = 1 << 12,   /* its column has its width or goes: words that are cut say nothing, or somebody chose it */
	FIELD_COMPANY = 1 << 11, /* of companies only: not missed of a person */
	FIELD_AGE = 1 << 13,     /* a date that is shown as how long ago it was */
	FIELD_ONCE = 1 << 14,    /* of this one record alone: another like it begins without */
	FIELD_DAYS = 1 << 15,    /* a whole number of days, shown as "14d" */
	FIELD_FIGURE = 1 << 16,  /* of a column: a report worked it out (model/figure.h) */
	FIELD_ENTITY = 1 << 18,  /* a text that is an entity's name: people read its label */
	FIELD_OWN_MONEY = 1 << 17, /* of computed money: in the record's currency, not the book's */
};

/* One of a fixed set. Stored and written by `name`. A `parent` makes the set a tree. */
struct choice {
	const char *name;
	const char *label;  /* N_() */
	const char *parent; /* name of the choice above, or NULL */
};

struct field {
	const char *name;    /* column, CSV header, JSON key, filter word */
	const char *label;   /* N_() */
	enum field_type type;
	unsigned flags;
	short width;         /* columns in a list; 0: by type */
	short shrink;        /* 0 never gives way in a narrow list; higher goes earlier */
	short weight;        /* what knowing it adds to how complete the record is (complete.h) */
	const struct choice *choices; /* ends with a NULL name */
	const char *ref;     /* name of the entity a reference points to */
	const char *adds;    /* what a record that is added for it in place is, besides its name, and the likely ones
			      * are: "type=supplier" */
	const char *alias;   /* another word for filters and headers: "tag" for tags */
	const char *also;    /* sibling choice field whose words a filter on this one takes too:
			      * stage:open is state:open */
	const char *initial; /* what a new record has, as typed: "today", "me", "customer" */
	int (*check)(const struct value *, struct error *);
	const char *help;    /* N_(), one sentence */
};

/* Records of `entity` whose reference `field` is this record: "deals" of a customer. */
struct child {
	const char *name;  /* word in expressions: count(deals where ...) */
	const char *label; /* N_() */
	const char *entity;
	const char *field;
};

/* A choice by name, or by label as a person types it (folded, unique prefix); NULL when none. */
const struct choice *choice_find(const struct choice *set, const char *word);
/* The same without prefixes: what a file may say. */
const struct choice *choice_named(const struct choice *set, const char *word);
/* Whether `name` is `above` or stands below it in the tree. */
bool choice_within(const struct choice *set, const char *name, const char *above);

/* The width a column of this field wants. */
int field_width(const struct field *f);
/* Whether its values are VALUE_INT; the database holds the text of dates and stamps all the same. */
bool field_is_whole(const struct field *f);
/* Whether its values stand right-aligned. */
bool field_is_number(const struct field *f);
/* Whether its values are one text: words are looked for in it, and it is less or more than another. */
bool field_is_text(const struct field *f);
/* Whether people choose its words: a text, or tags, which are many. They sort as names do. */
bool field_is_wording(const struct field *f);
const char *field_type_name(enum field_type type);

#endif
