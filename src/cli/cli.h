/* The command line of `rapport`. Verbs are rows of a table (verb.c); help, completion and the checks of
 * the manual are made from the same rows. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "client/client.h"

/* What the full screen needs to begin. */
struct cli_screen {
	const struct client_options *options;
	struct client *client;
	bool tour;          /* lead the person through data/tour.keys */
	const char *script; /* key script to run instead of a person, or NULL; "-": standard input */
	int w, h;           /* size of the script's terminal */
};

/* What the screen does for the command line, which knows nothing of it. */
struct cli_ui {
	/* Runs until the person leaves. Its result is the exit status; it sets the error when that is not 0. */
	int (*screen)(const struct cli_screen *s, struct error *e);
	/* The person's settings as a file that explains itself, and what is wrong in them, a line each. */
	void (*config)(struct sbuf *settings, struct sbuf *wrong);
};

/* Does what the words say and returns the exit status. Without words it opens the book on the screen. */
int cli_main(int argc, char **argv, const struct cli_ui *ui);

#endif
