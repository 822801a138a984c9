#include "config.h"

#include "app/app.h"

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

int main(int argc, char **argv)
{
	struct app a = { 0 };
	struct error e = { 0 };
	struct term *t;

	intl_begin();
	a.options.book = argc > 2 ? argv[2] : "book.db";
	a.client = client_open(&a.options, &e);
	if (!a.client) {
		fprintf(stderr, "rapport: %s\n", e.text);
		return e.kind;
	}
	a.book = base_name(a.options.book);
	a.host.login = login_name();
	t = term_open(&(struct term_options){ NULL, -1 }, &e);
	if (!t) {
		fprintf(stderr, "rapport: %s\n", e.text);
		return 1;
	}
	app_begin(&a, t, &e);
	app_run(&a);
	app_end(&a);
	term_close(t);
	client_close(a.client);
	return a.status;
}
