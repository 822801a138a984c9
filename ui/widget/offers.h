/* What can stand where one is typing: a short list beside the line. Tab writes what all have in common, then
 * one after the other, as Down does; Up goes back to what was typed. The line always says what Enter takes. */
#ifndef WIDGET_OFFERS_H
#define WIDGET_OFFERS_H

#include "widget/editor.h"

struct offer {
	const char *text, *label, *help; /* label and help may be NULL */
};

struct offers {
	struct offer *items;
	size_t n, room;
	size_t at;          /* byte offset in the line from which on they replace what was typed */
	bool wanted;        /* they are shown though nothing of them was typed yet */
	int chosen;         /* the one that stands in the line; 0: none, else its number from 1 */
	char *typed;        /* what stood there before */
	struct arena arena; /* of the texts */
};

void offers_free(struct offers *o);
/* Begins anew: there are none, and those that come replace the line from `at` on. */
void offers_begin(struct offers *o, size_t at);
/* Adds one, copied; what is there already is not added again. */
void offers_add(struct offers *o, const char *text, const char *label, const char *help);

enum offers_result {
	OFFERS_NOT,     /* no key of theirs */
	OFFERS_WRITTEN, /* the line was written on: it is time for others */
	OFFERS_STEPPED, /* one of them was written in; the rest stays */
};
/* Tab and S-Tab, Down, and Up where one is chosen. */
enum offers_result offers_key(struct offers *o, struct editor *ed, uint32_t key);

/* Rows of the box that shows them in a screen of that height; 0: there is nothing to show. */
int offers_rows(const struct offers *o, const struct editor *ed, int height);
/* Draws the box into r, of those rows, so that the texts stand in column x where they can. */
void offers_draw(const struct offers *o, struct grid *g, struct rect r, int x);

#endif
