/* Bytes straight to the terminal, past what curses keeps in mind. */
#ifndef TERM_TTY_H
#define TERM_TTY_H

#include "base/base.h"

/* Sends all of it, or as much as there is somebody to take it. */
void tty_send(const char *bytes, size_t len);
void tty_send_text(const char *bytes);
/* Whether there is a terminal yet at standard output. */
bool tty_alive(void);

#endif
