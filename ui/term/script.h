/* A terminal in memory: what is typed comes from a test or a script, what is drawn can be read. */
#ifndef TERM_SCRIPT_H
#define TERM_SCRIPT_H

#include "term/term.h"

/* Always succeeds. Theme "default", 256 colours, UTF-8 graphics; close with term_close. */
struct term *script_open(int w, int h);

/* Queue what the person does; the texts are copied. */
void script_event(struct term *t, const struct event *ev);
/* Keys by name, separated by spaces: "g g Enter". -1 with the error set when a name is wrong. */
int script_keys(struct term *t, const char *names, struct error *e);
/* Each character typed, as text. */
void script_text(struct term *t, const char *text);
void script_paste(struct term *t, const char *text);
void script_resize(struct term *t, int w, int h);
void script_hangup(struct term *t);

/* Called when poll has nothing queued and no descriptor is ready: may queue more. Returns false when
 * the script is at its end, which poll tells as EVENT_HANGUP; true to wait. Without one the end of
 * the queue is the end. A poll with timeout 0 does not call it. */
void script_on_idle(struct term *t, bool (*idle)(struct term *t, void *arg), void *arg);

/* What was drawn last (never NULL) and what else reached the terminal. Borrowed. */
const struct grid *script_screen(struct term *t);
const char *script_clipboard(struct term *t);
const char *script_title(struct term *t);
int script_bells(struct term *t);
int script_draws(struct term *t);

#endif
