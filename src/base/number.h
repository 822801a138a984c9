/* Exact numbers and the ways in which people write them. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/sbuf.h"

#define NUMBER_SCALE 10000 /* a decimal is an int64 of ten-thousandths */

/* What a typed number can mean. Usually one reading; "1,200" has two (1200 and 1.2). */
struct number {
	int64_t mantissa;  /* digits without the point: 1200.50 is 120050 ... */
	int places;        /* ... with 2 places; after k, m, bn (万, 亿) are multiplied in */
	char currency[4];  /* ISO code when a sign or code stood with it, else "" */
	bool percent;
};

/* Reads the whole text. Returns the number of readings stored in out (at most 2): 1 when certain, 2
 * when the text can mean two things (the caller asks), 0 with the error set. Reads 12k, 1.2m, 3bn,
 * 1,234.50, 1.234,50, 1 234,5, 1'234.5, -5, (5), +5, €1.200,50, 12 EUR, US$ 5, ¥, 30 %, 1.5万, 2亿,
 * full-width digits. `$`, `¥` and `kr` mean the hint's currency when it fits, else USD, CNY, SEK. A
 * code is any three letters: whether there is such a currency is the caller's to ask. The hint may be
 * NULL. With two readings the first is the one whose mark groups thousands. */
int number_read(const char *text, const char *currency_hint, struct number out[2],
		struct error *e);

/* The number with exactly `places` decimals as an integer; -1 with the error set when digits would
 * be lost or it does not fit; the error is half a sentence ("it is too large") for the caller's. */
int number_scale(const struct number *n, int places, int64_t *out, struct error *e);

/* Plain digits for files and wires: "-1200.50"; trailing zeros after `keep` places are dropped. */
void number_write(struct sbuf *out, int64_t value, int places, int keep);
/* For people: thousands grouped as the locale does (a value of 4 digits too) and a true minus: "−1,200.50". */
void number_group(struct sbuf *out, int64_t value, int places, int keep);

/* A whole number so, for a sentence. Returns out. */
#define NUMBER_SIZE 48
const char *number_text(int64_t value, char out[NUMBER_SIZE]);
/* The same in room of its own, to the end of the block. */
#define NUMBER_TEXT(value) number_text((value), (char[NUMBER_SIZE]){ 0 })

/* Ten-thousandths of a per cent for people: "8.25 %", as they are; a figure's with one place always, so that the
 * points of many stand below one another: "62.5 %". */
void percent_show(struct sbuf *out, int64_t value, bool figure);
/* The same of a share of 1, as a figure, for a sentence. Returns out. */
#define PERCENT_SIZE 32
const char *percent_text(double share, char out[PERCENT_SIZE]);

/* Strict reading of machine-written digits: the whole text, one optional sign. 0 or -1. */
int number_int(const char *text, int64_t *out);
/* The same for what number_write wrote: a point and at most `places` decimals may follow. */
int number_decimal(const char *text, int places, int64_t *out);

#endif
