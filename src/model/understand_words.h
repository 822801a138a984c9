/* The words by which understand.c knows what is told. Private to it. */
#ifndef MODEL_UNDERSTAND_WORDS_H
#define MODEL_UNDERSTAND_WORDS_H

#include "base/base.h"

/* What a word says; `value` in parentheses. */
enum say {
	SAY_KIND,      /* (an activity's kind) where a clause begins */
	SAY_VERB,      /* (kind) also after a name: called, 来电 */
	SAY_OUTCOME,   /* (an activity's outcome) */
	SAY_NEXT,      /* before a day: what is to be done then */
	SAY_AGAIN,     /* (kind or NULL) after a day: the same */
	SAY_CLOSE,     /* before a day: the deal's closing */
	SAY_BY,        /* before a day: the same when there is an amount, else the day of a task */
	SAY_BEFORE,    /* after a day: the same */
	SAY_WANTS,     /* before a number: an amount */
	SAY_FOR,       /* before a length of time */
	SAY_NOT,       /* before an outcome: it is none */
	SAY_BILL,      /* beside an amount: not the deal's */
	SAY_WITH,      /* before a name */
	SAY_TITLE,     /* before a name that is looked for everywhere: mr, frau */
	SAY_RANK,      /* after a surname: 总, 经理 */
	SAY_STAGE,     /* (what parts the two) before a stage: >, or a name and a stage: move Acme to */
	SAY_STEP,      /* (won, lost) alone in its clause, or a word for a stage after > */
	SAY_REASON,    /* (a reason of loss) behind a lost deal */
	SAY_FILLER,    /* nothing; no name goes over it */
};

enum say_flag {
	SAY_IN = 1 << 0,   /* they began it */
	SAY_PAST = 1 << 1, /* it is over */
	SAY_THEY = 1 << 3, /* they began it when their name stands before: "Wang called" */
	SAY_BARE = 1 << 2, /* no word of its own: with "amount 50k" nothing is logged */
	SAY_ALL = ~0u
};

struct said_word {
	const char *text; /* folded */
	enum say say;
	const char *value;
	unsigned flags;
};

#define WORDS(say) (1u << (say))

/* Of folded text. */
static inline bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The longest word of one of the kinds (a bit each, WORDS(SAY_...)) with which the folded text begins; one
 * that ends in a Latin letter ends the word. NULL: none; *len gets its bytes. */
const struct said_word *said_word_at(const char *folded, unsigned kinds, size_t *len);

#endif
