/* How much of what was drawn is still on its way. On a slow line a held-down key would else fill the
 * buffers between here and the person with frames that nobody wants any more; so behind each frame the
 * terminal is asked whether it is well, and while its answer to a large one is out, nothing is drawn. */
#ifndef TERM_FLOW_H
#define TERM_FLOW_H

#include "base/base.h"

#define FLOW_QUESTION "\033[5n" /* ECMA-48, device status report: are you well? */
#define FLOW_ANSWER   "\033[0n" /* yes */

#define FLOW_SMALL  256   /* bytes that may be on their way while more is drawn: the echo of a letter */
#define FLOW_FRAMES 8
#define FLOW_GIVEUP 10000 /* ms without an answer: draw all the same */

/* Zero-initialise. A terminal that has never answered is never waited for. */
struct flow {
	bool answers;
	size_t n, bytes[FLOW_FRAMES]; /* of the frames that are not answered yet, the oldest first */
	int64_t since;                /* clock_ticks() of the last question or answer */
};

/* A frame of about so many bytes was sent with a question behind it. */
void flow_sent(struct flow *f, size_t bytes, int64_t now);
/* An answer came: the oldest frame has arrived. */
void flow_arrived(struct flow *f, int64_t now);
/* Whether the next frame should wait. */
bool flow_behind(const struct flow *f, int64_t now);
/* Forgets what is on its way: the terminal was given to somebody else meanwhile. */
void flow_forget(struct flow *f);

#endif
