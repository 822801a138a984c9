/* From what a terminal library reads, key by key, to events; for back ends, and free of curses. */
#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include "term/queue.h"

#define PASTE_MAX  (1 << 20) /* bytes; more of one paste is dropped */
#define PASTE_WAIT 2000      /* ms of silence after which a paste is over, end mark or not */

/* Zero-initialise. */
struct input {
	struct queue queue; /* the events */
	bool escape;        /* an Esc was read that may belong to the next key */
	bool pasting, after_cr;
	bool mouse;         /* the numbers of a report are being read into `report` */
	char report[24];
	size_t nreport;
	int64_t paste_until; /* clock_ticks() at which it is given up */
	struct sbuf paste;
};

/* A character, control characters included, read at the time `now` (clock_ticks). */
void input_char(struct input *in, uint32_t cp, int64_t now);
/* A key that the library knew (K_...); within a paste it is ignored. */
void input_key(struct input *in, uint32_t key);
void input_paste_begin(struct input *in, int64_t now);
void input_paste_end(struct input *in);
/* CSI < was read: the report of a mouse follows, "0;12;5M". */
void input_mouse_begin(struct input *in);
/* Nothing more is there to be read just now: an Esc stands alone, an overdue paste ends. */
void input_idle(struct input *in, int64_t now);
/* Forgets everything. */
void input_clear(struct input *in);
void input_free(struct input *in);

#endif
