/* What the parts of understanding a line share: understand.c hears the words, understand_who.c finds the
 * records that they name, understand_deal.c the deal and its stage, understand_end.c puts together what it all means. */
#ifndef MODEL_UNDERSTAND_PRIVATE_H
#define MODEL_UNDERSTAND_PRIVATE_H

#include "base/sbuf.h"
#include "model/understand.h"
#include "model/understand_words.h"

#define MENTIONS 8
#define CLAUSES  24

/* What became of a byte of the line. */
enum mark {
	MARK_WORD,  /* only a word */
	MARK_PART,  /* part of what was understood, and still a word of the subject: "wants 12k by fri" */
	MARK_GONE,  /* part of what was understood */
	MARK_KINDS = 3,
	MARK_NEXT = 4, /* with one of these: about the follow-up */
};

/* A day or an amount that stands in the line. Places are in the folded text. */
struct mention {
	size_t from, to;
	size_t word_from, end; /* the same with "by" before it or 前 behind it */
	size_t clause;
	enum said_field part; /* SAID_FIELDS: nothing told */
	bool by;              /* "by fri": whose day it is depends on the rest */
	bool next_word;       /* it begins with "next" */
	bool weekday;         /* only a day's name: its past one may be meant */
	date_t earlier;       /* what it was the last time; 0: it comes but once */
	bool minutes;         /* "30m" */
	struct when when[2];
	struct value money[2];
	int n;
	const char *rule;     /* it comes again, from that day on; NULL: it does not */
};

/* A phrase that names a stage. */
struct phrase {
	size_t from, to;
};

struct hearing {
	const struct said_context *c;
	struct arena *a;
	struct said *said;
	const char *line;
	char *text;           /* folded, character by character */
	size_t len;
	size_t *from;         /* of each folded byte: where its character begins in the line */
	unsigned char *mark;  /* of each folded byte */
	struct mention days[MENTIONS], amounts[MENTIONS];
	size_t ndays, namounts;
	struct phrase stage;
	struct said_record who[SAID_MOST]; /* whom the name may mean */
	size_t nwho, who_from, who_to;
	bool stranger;        /* none of those whom the line is about */
	bool unknown;         /* somebody is named who is not known */
	bool past;            /* "called": it is over */
	size_t kind_clause;
	/* the clause that is being heard */
	size_t clause, start, end;
	bool follows;         /* it tells what is next, from `follow_from` on */
	size_t follow_from;
	const char *follow_kind;
	bool follow_strong;   /* "next call", not only "then" */
	bool negated;         /* what was said is not so */
	bool billed;          /* it tells of an invoice or a payment */
	bool name_next;       /* a name may stand here */
	bool everywhere;      /* ... of anybody in the book */
	size_t with_from;     /* the word that announced the name */
	enum say pending;     /* the word before this one, when it matters */
	size_t pending_from;
	size_t plain;         /* words so far that say nothing */
};

/* Marks folded bytes, those about the follow-up too. */
void hear_mark(struct hearing *h, size_t from, size_t to, enum mark mark);
/* Sets a part with its place; the caller sets the value. */
struct said_part *hear_part(struct hearing *h, enum said_field f, size_t from, size_t to);
/* Folded bytes as a text of the line, trimmed, in the arena. */
const char *hear_words(const struct hearing *h, size_t from, size_t to);
/* Adds a choice to a part that is asked. Texts are copied. */
void hear_choice(struct hearing *h, struct said_part *p, const char *text, const char *shown);
/* What parts a choice that is written there from what stands before: behind a stage words are its own or its
 * reason, so that it must be a clause of its own. */
const char *hear_apart(const struct hearing *h, size_t at);
/* Asks for records, SAID_MOST at most. */
size_t hear_find(const struct hearing *h, struct said_query *q, struct said_record *out);
/* The same: its words as words only. */
void hear_choice_words(struct hearing *h, struct said_part *p);
bool hear_border(const struct hearing *h, size_t at);

/* Whether the rest of the clause is an amount of money. */
bool hear_all_amount(struct hearing *h, size_t at);
/* Whether text that could be an amount ends at `to`. */
bool hear_ends(const struct hearing *h, size_t from, size_t to);

/* An amount of money: the bytes it takes, 0 when it is none. */
size_t hear_amount(struct hearing *h, size_t at);
/* Two of one kind: the part is asked, and the other one would become words. */
void hear_between(struct hearing *h, struct said_part *p, const struct mention *a, const struct mention *b,
		  const char *question);
/* A length of time with its unit, a day: the bytes it takes, 0 when it is none. */
size_t hear_duration(struct hearing *h, size_t at);
size_t hear_day(struct hearing *h, size_t at);
/* "every mon", "every mon 10", "every mon 10 until 3 dec": the rule and the day that it begins on, into the mention.
 * The bytes it takes. */
size_t hear_repeat(struct hearing *h, size_t at, struct mention *m);
/* The same rule with the end that is said behind the mention, "9-11 until 3 dec": where that ends. */
size_t hear_repeat_end(struct hearing *h, struct mention *m);
/* Whether the day, or the moment, is to come. */
bool hear_to_come(const struct hearing *h, const struct when *w);
/* A name, when one stands at `at`: the bytes it takes, 0 when it is none that is known. */
size_t hear_name(struct hearing *h, size_t at);
/* `contact:17` and the like. */
size_t hear_named(struct hearing *h, size_t at);
/* 王总, 李经理 */
size_t hear_rank(struct hearing *h, size_t at);
/* The stage that the deal comes to. */
size_t hear_stage(struct hearing *h, size_t at);
size_t hear_step(struct hearing *h, size_t at);
/* "lost Acme, price": whether the whole clause says why. */
bool hear_reason(struct hearing *h);
/* Who it is about, the deal and its stage, when all is heard. */
void settle_who(struct hearing *h);
void settle_deal(struct hearing *h);
void settle_stage(struct hearing *h);

/* Days, amounts, and what the line is as a whole. */
void settle_days(struct hearing *h);
void settle_amounts(struct hearing *h);
void settle_kind(struct hearing *h);
void settle_rest(struct hearing *h);
void settle_words(struct hearing *h);

#endif
