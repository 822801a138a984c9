/* The words of a demo book: our own lists, a file for each of five languages.
 *
 * A word is its text, and behind a '|' its Latin letters where folding does not give them. A pattern is
 * words with these in it:
 *	%g given name   %s surname   %t another surname   %a a firm's fancy name   %n its trade
 *	%c city   %l legal form   %w street   %h house   %k the customer's short name   %p product
 * and '#' for a digit where the pattern is that of a number. */
#ifndef EXCHANGE_DEMO_WORDS_H
#define EXCHANGE_DEMO_WORDS_H

#include "base/base.h"

struct demo_words {
	const char *const *words;
	unsigned n;
};

#define DEMO_WORDS(...)                                                                            \
	{                                                                                          \
		(const char *const[]){ __VA_ARGS__ },                                              \
			LENGTH(((const char *const[]){ __VA_ARGS__ }))                             \
	}

struct demo_city {
	const char *name, *area; /* the phone's area code */
	const char *postcode, *region;
};

struct demo_country {
	const char *name, *currency, *dial, *number; /* of a land line, behind the area code */
	const char *mobile, *tax;
	const char *top; /* of web addresses */
	unsigned char weight;
	struct demo_words legal;
	const struct demo_city *cities;
	unsigned ncities;
};

/* What activities are about, by kind. */
enum demo_subject { DEMO_CALL, DEMO_VISIT, DEMO_MAIL, DEMO_TASK, DEMO_MEETING, DEMO_SUBJECTS };

/* What cases are about, by kind. */
enum demo_trouble { DEMO_COMPLAINT, DEMO_SUGGESTION, DEMO_QUESTION, DEMO_FAULT, DEMO_TROUBLES };

struct demo_culture {
	const char *language;
	unsigned char weight;
	bool mail_family_first; /* wang.xiaoming@, not xiaoming.wang@ */
	const struct demo_country *countries;
	unsigned ncountries;
	struct demo_words given, surnames, stems, trades, streets, firms, people, addresses, jobs;
	struct demo_words deals, renewals, subjects[DEMO_SUBJECTS], notes, steps, troubles[DEMO_TROUBLES], answers;
};

extern const struct demo_culture demo_english, demo_german, demo_chinese, demo_nordic, demo_spanish;

/* What a customer does, and what we tag him with; the words of the firm itself, so in one language. */
extern const struct demo_words demo_industries, demo_tags;

#endif
