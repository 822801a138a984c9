/* The interface driven by a script of keys, on a terminal in memory.
 *
 *	# a line that begins so is for people
 *	keys j j Enter      presses keys, by their names
 *	type Acme Ltd       types characters
 *	paste some text     pastes; \n is a line break, \t a tab
 *	mouse press 10 5    a mouse's button, or its wheel (up, down), at column and row from 0
 *	size 80x24          the window changes its size
 *	hangup              the line drops
 *	tick                time goes by, for what waits for it
 *	expect TEXT         the screen must show it
 *	reject TEXT         the screen must not
 *	copied TEXT         the clipboard must hold exactly it
 *	screen FILE         the screen must be as in the file, named from the script's folder
 *	roles FILE          the same for the roles in which it is drawn
 *	say TEXT            does nothing; the tour shows it
 *	dump                prints the screen
 *	ended               the program must have come to its end
 *	quit                leaves the script
 *
 * Before every step all that was asked for is answered and drawn: nothing sleeps. With RAPPORT_GOLDEN=write
 * in the environment the files of `screen` and `roles` are written. */
#ifndef APP_SCRIPT_RUN_H
#define APP_SCRIPT_RUN_H

#include "app/app.h"

/* Runs the file ("-": standard input) on an app that has begun on a script_open terminal. 0, or -1 with
 * the error naming file and line, and the screen printed on standard error. */
int script_run(struct app *a, const char *path, struct error *e);
/* One step, and what follows from it. 0, or -1 with the error set. */
int script_step(struct app *a, const char *line, struct error *e);

#endif
