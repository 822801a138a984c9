/* Cells that a spreadsheet would run as a formula (CWE-1236): made harmless on the way out, put back on
 * the way in, so that a round trip is without loss. */
#ifndef EXCHANGE_FORMULA_H
#define EXCHANGE_FORMULA_H

#include "base/sbuf.h"

/* Appends the cell; one that begins, after spaces, with = + - @ TAB CR or a full-width ＝ ＋ － ＠ gets a
 * ' before it, and so does one that looks as if it had got one. Not for what the writer itself knows to be
 * a number or a phone number. */
void formula_guard(struct sbuf *out, const char *cell);

/* The cell without the ' that formula_guard put before it; any other ' stays. Borrowed from `cell`. */
const char *formula_bare(const char *cell);

#endif
