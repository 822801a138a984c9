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

/* Several wrong lines: the first is told, and where the others are. */
static void tell_wrong(struct app *a, const struct sbuf *wrong)
{
	const char *text = sbuf_text(wrong);
	int len = (int)strcspn(text, "\n");

	if (wrong->len && text[len + 1])
		app_say(a, TONE_ATTENTION, _("%.*s (rapport config check tells all)"), len, text);
	else if (wrong->len)
		app_say(a, TONE_ATTENTION, "%.*s", len, text);
}

static int run_screen(const struct cli_screen *s, struct error *e)
{
	struct app a = { .client = s->client, .options = *s->options };
	struct term *t = open_term(s, e);
	struct sbuf wrong = SBUF_INIT;
	int status = -1;

	if (!t)
		return -1;
	a.book = base_name(s->options->socket ? s->options->socket : s->options->book);
	a.host.login = login_name();
	if (app_begin(&a, t, e) == 0) {
		config_load(&a, &wrong);
		tell_wrong(&a, &wrong);
		if (s->tour && !s->script)
			tour_begin(&a);
		status = s->script ? script_run(&a, s->script, e) : app_run(&a);
	}
	app_end(&a);
	keys_reset();
	sbuf_free(&wrong);
	term_close(t);
	return status;
}

/* The settings need a terminal to be tried on, which nobody sees. */
static void run_config(struct sbuf *settings, struct sbuf *wrong)
{
	struct app a = { .term = script_open(80, 24) };

	config_load(&a, wrong);
	config_show(&a, settings);
	for (int i = 0; i < OPTION_COUNT; i++)
		free(a.host.option[i]);
	keys_reset();
	term_close(a.term);
}

int main(int argc, char **argv)
{
	intl_begin();
	return cli_main(argc, argv, &(struct cli_ui){ run_screen, run_config });
}
