/* One line that tells what happened and what follows:
 *
 *	call Wang wants 12k by fri, next call tue 10, > negotiation
 *	电话 王总 要12k 周五前 下周二10点再打
 *
 * is an activity, an amount and a closing day of a deal, a follow-up and a stage. The words that mean
 * something are rows of understand_words.c; days, lengths of time and money are read by the readers of
 * fields; people, deals and stages are looked up through a callback, so that this knows no database.
 *
 * What can mean two things is asked, never guessed: such a part has choices, each a text to write in its
 * place, after which the line means that alone. So the line is all there is to keep, to send and to show.
 * It may say `contact:17`, `customer:"Acme"`, `deal:34`, `deal:new`; what stands in double quotes is only
 * words. */
#ifndef MODEL_UNDERSTAND_H
#define MODEL_UNDERSTAND_H

#include "model/entity.h"

enum said_field {
	SAID_KIND,
	SAID_WHEN,      /* past or now: it was done; to come: it is planned */
	SAID_REPEATS,   /* the rule by which it comes again; it is planned */
	SAID_DIRECTION,
	SAID_WHO,       /* a contact or a customer */
	SAID_DURATION,
	SAID_OUTCOME,
	SAID_DEAL,
	SAID_AMOUNT,
	SAID_CLOSE,
	SAID_STAGE,
	SAID_REASON,    /* why the deal was lost */
	SAID_NEXT_KIND,
	SAID_NEXT,      /* the day, and the hour if told, of the follow-up */
	SAID_NEXT_REPEATS,
	SAID_NEXT_LASTS, /* the minutes that it takes */
	SAID_NEXT_ABOUT,
	SAID_ABOUT,     /* all other words */
	SAID_FIELDS
};

/* What each part is called. */
struct said_name {
	const char *name;  /* wire and command line: "amount" */
	const char *label; /* N_() */
};
extern const struct said_name said_names[SAID_FIELDS];

/* A record that was found, with what of it matters here; id 0: none. */
struct said_record {
	const struct entity *entity;
	int64_t id;
	const char *title;
	const char *beside;       /* what tells it from others of that name, or NULL */
	int64_t customer;         /* of a contact and a deal */
	int64_t contact;          /* of a deal */
	int64_t stage;            /* of a deal */
	const char *currency;     /* of a deal; NULL: the book's */
	struct value amount, close; /* of a deal */
	const char *outcome;      /* of a stage: open, won, lost */
};

/* What is looked for. The records come the likeliest first, all of one likelihood. */
struct said_query {
	enum { SAID_FIND_PEOPLE, SAID_FIND_NAMED, SAID_FIND_DEALS, SAID_FIND_STAGES } what;
	const char *words;           /* people: their name or surname; named: its id or title */
	bool surname;                /* people: the name begins with the words */
	const struct entity *entity; /* named */
	int64_t customer, contact;   /* people of the customer, open deals of either; 0: of anybody */
	int64_t stage;               /* all stages of the pipeline that has this; 0: of the first one */
};
typedef size_t said_find(void *data, const struct said_query *q, struct said_record *out, size_t most);

#define SAID_MOST 12 /* records that are told apart */

struct said_context {
	struct value_context values;
	struct said_record customer, contact, deal; /* what the line is about, as far as known */
	said_find *find;
	void *data;
};

struct said_choice {
	const char *text;  /* what to write in the place of the part */
	const char *shown; /* for people */
};

struct said_part {
	bool there, asked;     /* asked: it means several things, or nothing that is known */
	size_t from, to;       /* bytes of the line; the same: nothing stands there for it */
	struct value value;    /* of the field it goes to; of a stage: the name of the one before; of days none */
	struct when when;      /* SAID_WHEN, SAID_CLOSE, SAID_NEXT */
	struct said_record record; /* SAID_WHO, SAID_DEAL, SAID_STAGE */
	const struct said_choice *choices;
	size_t nchoices;
	const char *question;  /* N_(), when asked */
};

struct said {
	struct said_part parts[SAID_FIELDS];
	struct said_record customer, contact;
	bool logs;     /* something was done or is planned; else only the deal or the next step changes */
	bool planned;  /* it is still to be done */
	bool new_deal;
	int asked;     /* the first part that is asked, or -1 */
	const char *lacks; /* what the deal lacks to come to the stage that is asked: "amount,close"; or NULL */
};

/* Whether a line begins with a word for a kind of activity and goes on: what is not a command. */
bool said_begins(const char *line);
/* Understands the line; whatever it is, the result is sound. All texts live in the arena. */
void said_read(const char *line, const struct said_context *c, struct arena *a, struct said *out);
/* The part for people: "€84,000 → €12,000", "Tue 24 Nov 10:00", "negotiation". */
void said_show(struct sbuf *out, const struct said *s, enum said_field f, const struct value_context *c);
/* The line with a choice taken; in the arena. */
const char *said_choose(const char *line, const struct said_part *p, size_t choice, struct arena *a);

#endif
