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

/* Exponent of a code; 2 for an unknown one. */
int money_exponent(const char *code);
/* The amount in ten-thousandths of the unit: what amounts of different exponents compare by. */
int64_t money_scaled(int64_t minor, const char *code);

/* "€1,200.50", "−€5"; whole amounts of 1,000 and more lose their zeros: "€12,400". */
void money_show(struct sbuf *out, int64_t minor, const char *code);
/* At most 7 columns: "€1.2M", "¥820k". */
void money_short(struct sbuf *out, int64_t minor, const char *code);

/* Converts at `rate` = units of `to` per unit of `from`, in ten-thousandths of ten-thousandths; half
 * away from zero. */
int64_t money_convert(int64_t minor, const char *from, const char *to, int64_t per_base_from,
		      int64_t per_base_to);

#endif
