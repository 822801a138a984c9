/* Reports as a page for people, good on paper. */
#ifndef EXCHANGE_PAGE_H
#define EXCHANGE_PAGE_H

#include <stdio.h>

#include "proto/message.h"

struct page_style {
	const struct value_context *context;
	int width;  /* in columns; 0: as paper has */
	bool tty;   /* a terminal reads it */
	bool boxes; /* to tick, before each thing to do */
	bool below; /* something stands above it */
};

/* Writes each table that has rows under its head; what is the same in every row is left out. The tables get their
 * days and hours in one column. 0, or -1 with the error set. */
int page_write(FILE *to, struct answer *a, const struct page_style *style, struct error *e);
/* The day, and the next appointment: "Sun 22 Nov 2026 · next: 10:00 call Müller & Söhne". */
void page_day(struct sbuf *out, const struct answer *a, const struct value_context *c);

#endif
