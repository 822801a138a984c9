/* Signals as events: handlers set a flag and write a byte to a pipe, nothing else. */
#ifndef TERM_SIGNALS_H
#define TERM_SIGNALS_H

#include <termios.h>

#include "base/base.h"

/* Catches HUP, TERM, INT, TSTP, CONT and WINCH from now on. Call it after curses has begun, whose own
 * handlers leave the program without asking. When the program crashes or aborts, `goodbye` is written
 * to the terminal and its modes are set again before it dies. */
int signals_open(const char *goodbye, const struct termios *modes, struct error *e);
/* Everything as it was before. */
void signals_close(void);

/* Readable when a signal came. */
int signals_fd(void);
/* Empties the pipe. */
void signals_drain(void);
/* Whether this signal came since it was last asked for. */
bool signals_take(int sig);
/* Stops the program as C-z does and comes back when it goes on. */
void signals_stop(void);
/* Gives the terminal back at once, without curses: for ends that ask nobody. */
void signals_give_back(void);

#endif
