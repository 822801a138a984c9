/* Currencies (ISO 4217) and amounts in their minor units. */
#ifndef MODEL_MONEY_H
#define MODEL_MONEY_H

#include "base/number.h"

struct currency {
	char code[4];
	int exponent;     /* decimals of the minor unit: EUR 2, JPY 0, KWD 3 */
	const char *sign; /* "€", or NULL: the code is shown */
	const char *name; /* N_() */
};

/* NULL when there is no such code (case does not matter). */
const struct currency *currency_find(const char *code);
/* All of them, ordered by code; *n gets how many. */
const struct currency *currency_all(size_t *n);

/* What is paid with in a territory ("CN"): ISO 4217 codes begin with the letters of theirs. NULL where they do not,
 * which is mostly where the euro is. */
const struct currency *currency_of_territory(const char *territory);

/* Exponent of a code; 2 for an unknown one. */
int money_exponent(const char *code);
/* The amount in ten-thousandths of the unit: what amounts of different exponents compare by. One
 * that does not fit (above 900 trillion units) becomes the largest that does. */
int64_t money_scaled(int64_t minor, const char *code);

/* "€1,200.50", "−€5"; whole amounts of 1,000 and more lose their zeros: "€12,400". */
void money_show(struct sbuf *out, int64_t minor, const char *code);
/* Without cents, rounded half away from zero: what is worked out, and read at a glance. */
void money_show_whole(struct sbuf *out, int64_t minor, const char *code);
/* At most 7 columns: "€1.2M", "¥820k"; a sign too wide for that is left away. Half away from zero. */
void money_short(struct sbuf *out, int64_t minor, const char *code);

/* Converts between two currencies whose rates say how much of each one unit of the book's currency
 * buys (ten-thousandths, above 0; NUMBER_SCALE for the book's own). Half away from zero. -1 with the
 * error set when the result does not fit or a rate is not above 0. */
int money_convert(int64_t minor, const char *from, const char *to, int64_t per_base_from,
		  int64_t per_base_to, int64_t *out, struct error *e);

#endif
