/* rapport-store: the only program that opens a book. */
#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"
#include "base/intl.h"
#include "base/number.h"
#include "store/db.h"
#include "store/process.h"
#include "store/serve.h"

static const char usage[] =
    "usage: rapport-store --fd N --book FILE [--now STAMP]\n"
    "       rapport-store --listen PATH --book FILE\n"
    "\n"
    "Keeps a book of customers for the program `rapport`, which starts it by itself.\n"
    "\n"
    "  --book FILE    the book; made when it is not there\n"
    "  --fd N         serve the socket that was opened as N, as the user who runs this\n"
    "  --now STAMP    with --fd: let it always be 2026-11-22T10:00:00Z, say\n"
    "  --listen PATH  serve everybody of this host who connects to a socket there, each by\n"
    "                 the login name that the kernel knows\n"
    "  --version      say which version this is\n"
    "  --help         say this\n";

struct arguments {
	const char *book, *listen, *now, *fd;
	bool help, version;
};

static int complain(const char *what)
{
	fprintf(stderr, "rapport-store: %s\n%s", what, usage);
	return ERROR_USAGE;
}

static int parse(int argc, char **argv, struct arguments *a)
{
	enum { OPTION_FD = 1, OPTION_BOOK, OPTION_LISTEN, OPTION_NOW, OPTION_VERSION, OPTION_HELP };
	static const struct option options[] = {
	    {"fd", required_argument, NULL, OPTION_FD},
	    {"book", required_argument, NULL, OPTION_BOOK},
	    {"listen", required_argument, NULL, OPTION_LISTEN},
	    {"now", required_argument, NULL, OPTION_NOW},
	    {"version", no_argument, NULL, OPTION_VERSION},
	    {"help", no_argument, NULL, OPTION_HELP},
	    {NULL, 0, NULL, 0},
	};

	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (c == OPTION_FD)
			a->fd = optarg;
		else if (c == OPTION_BOOK)
			a->book = optarg;
		else if (c == OPTION_LISTEN)
			a->listen = optarg;
		else if (c == OPTION_NOW)
			a->now = optarg;
		else if (c == OPTION_VERSION)
			a->version = true;
		else if (c == OPTION_HELP)
			a->help = true;
		else
			return -1;
	}
	return optind == argc ? 0 : -1;
}

/* The process goes to / before it opens the book. */
static char *absolute(const char *path)
{
	char *cwd = *path == '/' ? NULL : getcwd(NULL, 0);
	char *whole = cwd ? xasprintf("%s/%s", cwd, path) : xstrdup(path);

	free(cwd);
	return whole;
}

static int read_fd(const char *text)
{
	int64_t fd;
	struct stat st;

	if (number_int(text, &fd) || fd < 0 || fd > INT32_MAX || fstat((int)fd, &st) ||
	    !S_ISSOCK(st.st_mode))
		return -1;
	return (int)fd;
}

static int serve_self(const struct arguments *a, const char *book)
{
	/* Who started us holds nobody else's place until he says hello. */
	struct serve_options o = {.book = book, .uid = -1, .handshake = SERVE_STALL, .stall = SERVE_STALL};
	int fd = read_fd(a->fd);
	const struct passwd *account;
	char uid[24];

	if (fd < 0)
		return complain("--fd names no open socket");
	if (a->now && stamp_read_iso(a->now, &o.now))
		return complain("--now is no stamp");
	intl_begin(); /* of a build that is not installed, the environment tells where its words are */
	process_harden(fd, true);
	process_signals();
	account = getpwuid(geteuid());
	snprintf(uid, sizeof(uid), "%u", geteuid());
	o.login = account ? account->pw_name : uid;
	return serve(fd, &o);
}

static int serve_team(const struct arguments *a, const char *book)
{
	char *path = absolute(a->listen);
	int status;

	process_harden(-1, false);
	intl_begin();
	process_signals();
	process_log("SQLite %s%s", db_library(),
		    db_has_wal_fault(db_library_number())
			? ", where a checkpoint beside a commit may lose pages; the lock keeps them apart"
			: "");
	status = listen_serve(path, book);
	free(path);
	return status;
}

int main(int argc, char **argv)
{
	struct arguments a = {0};
	char *book;
	int status;

	if (parse(argc, argv, &a))
		return complain("these arguments make no sense");
	if (a.help)
		return fputs(usage, stdout) < 0;
	if (a.version)
		return puts("rapport-store " PACKAGE_VERSION) < 0;
	if (getuid() != geteuid() || getgid() != getegid())
		return complain("must not be set-id: who acts would be unclear");
	if (!a.book || !a.fd == !a.listen || (a.now && a.listen))
		return complain("give --book, and either --fd or --listen");
	book = absolute(a.book);
	status = a.fd ? serve_self(&a, book) : serve_team(&a, book);
	free(book);
	return status;
}
