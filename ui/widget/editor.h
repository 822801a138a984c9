/* One line of text that is being typed: prompts, filters, fields of forms. */
#ifndef WIDGET_EDITOR_H
#define WIDGET_EDITOR_H

#include "term/grid.h"
#include "term/key.h"

struct editor {
	struct sbuf text;
	size_t at;         /* byte offset of the cursor, at a cluster's start */
	struct sbuf killed; /* what C-k, C-u and C-w took; C-y puts it back */
};

void editor_free(struct editor *ed);
/* Sets the text; the cursor goes to its end. */
void editor_set(struct editor *ed, const char *text);
const char *editor_text(const struct editor *ed);

/* Handles typing, pasting (line breaks become spaces) and line editing: arrows, Home, End, C-a C-e C-b
 * C-f C-d C-k C-u C-w C-y, Alt-b Alt-f Alt-d, Backspace, Delete. False: not an editing key. */
bool editor_event(struct editor *ed, const struct event *ev);
/* Puts text at the cursor, as typed. */
void editor_insert(struct editor *ed, const char *text);

/* Draws the text: with the focus scrolled so that the cursor, which it places, is seen; else from its beginning. */
void editor_draw(const struct editor *ed, struct grid *g, struct rect r, unsigned style, bool focus);

/* Columns from that byte of the text to the cursor. */
int editor_columns(const struct editor *ed, struct grid *g, size_t from);

#endif
