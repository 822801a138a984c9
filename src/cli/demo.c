/* rapport demo: a new book full of invented customers. */
#include <errno.h>
#include <glob.h>
#include <signal.h>
#include <unistd.h>

#include "base/intl.h"
#include "cli/verb.h"
#include "exchange/demo.h"

/* Set by ^C, which ends the work between two batches. */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal)
{
	(void)signal;
	interrupted = 1;
}

static int tell(void *to, int64_t done, int64_t total)
{
	int64_t *began = to, ms = clock_ticks() - *began;

	if (isatty(STDERR_FILENO) && ms > 300)
		fprintf(stderr, done < total ? "\r%3lld %%  %lld/s " : "\r\033[K",
			(long long)(done * 100 / total), (long long)(done * 1000 / (ms + 1)));
	return interrupted;
}

/* The book and whatever the store keeps beside it. */
static void remove_book(const char *book)
{
	char *all = xasprintf("%s*", book);
	glob_t found;

	if (glob(all, GLOB_NOSORT, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++)
			unlink(found.gl_pathv[i]);
	globfree(&found);
	free(all);
}

static int read_options(const struct cli *c, struct demo_options *o, struct error *e)
{
	int64_t seed = cli_number(c, "seed", 1, e);

	o->customers = seed < 0 ? -1 : cli_number(c, "customers", DEMO_CUSTOMERS, e);
	o->seed = (uint64_t)seed;
	return o->customers < 0 ? -1 : 0;
}

static int fill(struct cli *c, const struct demo_options *o, struct error *e)
{
	struct sigaction caught = { .sa_handler = on_interrupt }, before;
	int rc;

	c->client = client_open(&c->options, e);
	if (!c->client)
		return -1;
	sigaction(SIGINT, &caught, &before);
	rc = demo_fill(c->client, o, e);
	sigaction(SIGINT, &before, NULL);
	client_close(c->client);
	c->client = NULL;
	if (rc)
		remove_book(c->options.book);
	return rc;
}

int run_demo(struct cli *c, struct error *e)
{
	int64_t began = clock_ticks();
	struct demo_options o = { .progress = tell, .to = &began };

	if (c->options.book || c->options.socket)
		return error_set(e, ERROR_USAGE, _("A demo names its own file: rapport demo FILE."));
	c->options.book = c->words[0];
	if (read_options(c, &o, e))
		return -1;
	if (access(c->options.book, F_OK) == 0)
		return error_set(e, ERROR_FAILED,
				 _("%s is there already, and a demo begins with a new book: name another file."),
				 c->options.book);
	if (fill(c, &o, e))
		return -1;
	cli_say(P_("%s has %lld customer. To look at it: rapport --book %s",
		   "%s has %lld customers. To look at it: rapport --book %s", o.customers),
		c->options.book, (long long)o.customers, c->options.book);
	return 0;
}

#define TOUR_CUSTOMERS 200

/* In a folder that is only ours; it and the book are gone when the person leaves. */
int run_tour(struct cli *c, struct error *e)
{
	const char *place = getenv("TMPDIR");
	char *folder = arena_printf(&c->arena, "%s/rapport-tour-XXXXXX", place && *place == '/' ? place : "/tmp");
	struct demo_options o = { .customers = TOUR_CUSTOMERS, .seed = 1 };
	int rc;

	if (!mkdtemp(folder))
		return error_set(e, ERROR_FAILED, _("Cannot make a folder for the tour: %s."), strerror(errno));
	c->options.book = arena_printf(&c->arena, "%s/tour.db", folder);
	c->options.socket = NULL;
	rc = fill(c, &o, e);
	if (rc == 0 && !(c->client = client_open(&c->options, e)))
		rc = -1;
	if (rc == 0)
		rc = cli_screen(c, true, e);
	client_close(c->client);
	c->client = NULL;
	remove_book(c->options.book);
	rmdir(folder);
	return rc;
}
