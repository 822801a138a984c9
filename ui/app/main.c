/* rapport: the command line, and the full screen when no verb is given. */
#include "app/app.h"
#include "app/script_run.h"
#include "cli/cli.h"
#include "term/script.h"

#include <pwd.h>
#include <unistd.h>

static const char *login_name(void)
{
	const struct passwd *p = getpwuid(getuid());

	return p ? p->pw_name : "?";
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static struct term *open_term(const struct cli_screen *s, struct error *e)
{
	return s->script ? script_open(s->w, s->h) : term_open(&(struct term_options){ NULL, -1, false }, e);
}

static int run_screen(const struct cli_screen *s, struct error *e)
{
	struct app a = { .client = s->client, .options = *s->options };
	struct term *t = open_term(s, e);
	int status = -1;

	if (!t)
		return -1;
	a.book = base_name(s->options->socket ? s->options->socket : s->options->book);
	a.host.login = login_name();
	if (app_begin(&a, t, e) == 0)
		status = s->script ? script_run(&a, s->script, e) : app_run(&a);
	app_end(&a);
	term_close(t);
	return status;
}

int main(int argc, char **argv)
{
	intl_begin();
	return cli_main(argc, argv, run_screen);
}
