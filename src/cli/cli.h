/* The command line of `rapport`. Verbs are rows of a table (verb.c); help, completion and the checks of
 * the manual are made from the same rows. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "client/client.h"

/* What the full screen needs to begin. */
struct cli_screen {
	const struct client_options *options;
	struct client *client;
	const char *script; /* key script to run instead of a person, or NULL; "-": standard input */
	int w, h;           /* size of the script's terminal */
};

/* Does what the words say and returns the exit status. Without words it opens the book and calls
 * `screen`, whose result is the status; it sets the error when that is not 0. */
int cli_main(int argc, char **argv, int (*screen)(const struct cli_screen *s, struct error *e));

#endif
