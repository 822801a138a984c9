/* Runs a program on a terminal that records every byte and answers none.
 *
 *	ptycap [-s WxH] [-o FILE] [-i] STEP... -- COMMAND...
 *
 * -i makes the command ignore SIGHUP, as nohup does. A step that does not come true in time is said
 * and ends with status 1. The steps, done in order:
 *
 *	type:TEXT   sends it
 *	wait:TEXT   until it has come since the last step that waited
 *	quiet:MS    until nothing has come for so long
 *	bytes:NAME  prints how many bytes came since the last such step
 *	size:WxH    changes the size
 *	signal:N    sends a signal to the command's process group
 *	hangup      takes the terminal away
 *	end         until the command ends; prints its status and what CPU it used
 */
#include "config.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/number.h"
#include "base/sbuf.h"

#define PATIENCE 120000 /* ms: what comes later has failed, also on a machine that is busy otherwise */

static pid_t child;
static int master;
static struct sbuf output;
static size_t waited, counted; /* how much of the output the steps have seen */
static const char *path;

static void keep(void)
{
	FILE *to = path ? fopen(path, "wb") : NULL;

	if (to && output.len)
		fwrite(output.data, 1, output.len, to);
	if (path && (!to || fclose(to)))
		fprintf(stderr, "ptycap: cannot write %s\n", path);
}

static void die(const char *what, const char *arg)
{
	fprintf(stderr, "ptycap: %s %s\n", what, arg);
	keep();
	if (child > 0)
		kill(-child, SIGKILL);
	exit(1);
}

static struct winsize read_size(const char *arg)
{
	struct winsize size = {0};

	if (sscanf(arg, "%4hux%4hu", &size.ws_col, &size.ws_row) != 2)
		die("no size:", arg);
	return size;
}

static int read_number(const char *arg)
{
	int64_t n;

	if (number_int(arg, &n) || n < 0 || n > PATIENCE)
		die("no number:", arg);
	return (int)n;
}

static void start(const char *size, bool ignore_hangup, char **command)
{
	struct winsize ws = read_size(size);

	child = forkpty(&master, NULL, NULL, &ws);
	if (child < 0)
		die("no terminal for", *command);
	if (child)
		return;
	if (ignore_hangup)
		signal(SIGHUP, SIG_IGN);
	execvp(*command, command);
	_exit(127);
}

/* Takes what comes within `ms`; false when nothing did, or the other end is gone. */
static bool listen_for(int ms)
{
	struct pollfd p = {.fd = master, .events = POLLIN};
	char bytes[4096];
	ssize_t n;

	if (poll(&p, 1, ms) <= 0)
		return false;
	n = read(master, bytes, sizeof(bytes));
	if (n > 0)
		sbuf_add(&output, bytes, (size_t)n);
	return n > 0;
}

static void do_type(const char *text)
{
	for (size_t len = strlen(text); len;) {
		ssize_t n = write(master, text, len);
		if (n <= 0)
			die("cannot type", text);
		text += n;
		len -= (size_t)n;
	}
}

static void do_wait(const char *text)
{
	int64_t until = clock_ticks() + PATIENCE;
	const char *found;

	while (!(found = output.len > waited
			     ? memmem(output.data + waited, output.len - waited, text, strlen(text))
			     : NULL))
		if (!listen_for((int)(until - clock_ticks())))
			die("waits in vain for", text);
	waited = (size_t)(found - output.data) + strlen(text);
}

static void do_quiet(const char *arg)
{
	int64_t until = clock_ticks() + PATIENCE;
	int ms = read_number(arg);

	while (listen_for(ms))
		if (clock_ticks() > until)
			die("it is never quiet for", arg);
	waited = output.len;
}

static void do_bytes(const char *name)
{
	printf("%6zu %s\n", output.len - counted, name);
	counted = output.len;
}

static void do_size(const char *arg)
{
	struct winsize size = read_size(arg);

	ioctl(master, TIOCSWINSZ, &size);
}

static void do_signal(const char *arg)
{
	kill(-child, read_number(arg));
}

static void do_hangup(const char *arg)
{
	(void)arg;
	close(master);
	master = -1;
}

static void do_end(const char *arg)
{
	int64_t until = clock_ticks() + PATIENCE;
	int status;
	struct rusage use;
	pid_t ended;

	(void)arg;
	while (!(ended = wait4(child, &status, WNOHANG, &use)) && clock_ticks() < until)
		if (!listen_for(5) && master >= 0)
			poll(NULL, 0, 5);
	while (listen_for(0)) /* what it wrote last */
		;
	if (ended <= 0)
		die("it has not", "ended");
	child = 0;
	printf("status %d cpu %ld ms\n",
	       WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
	       (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000 +
		   (use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1000);
}

static void do_step(const char *step)
{
	static const struct {
		const char *name;
		void (*run)(const char *arg);
	} steps[] = {
	    {"type:", do_type}, {"wait:", do_wait},	{"quiet:", do_quiet},  {"bytes:", do_bytes},
	    {"size:", do_size}, {"signal:", do_signal}, {"hangup", do_hangup}, {"end", do_end},
	};

	for (size_t i = 0; i < LENGTH(steps); i++)
		if (strncmp(step, steps[i].name, strlen(steps[i].name)) == 0) {
			steps[i].run(step + strlen(steps[i].name));
			return;
		}
	die("no such step:", step);
}

int main(int argc, char **argv)
{
	const char *size = "80x24";
	bool ignore_hangup = false;
	int first, last;

	for (int c; (c = getopt(argc, argv, "+s:o:i")) != -1;)
		if (c == 's')
			size = optarg;
		else if (c == 'o')
			path = optarg;
		else if (c == 'i')
			ignore_hangup = true;
		else
			return 2;
	for (first = last = optind; last < argc && strcmp(argv[last], "--") != 0;)
		last++;
	if (last + 1 >= argc)
		die("no", "command");
	start(size, ignore_hangup, argv + last + 1);
	for (int i = first; i < last; i++)
		do_step(argv[i]);
	if (child > 0)
		kill(-child, SIGHUP);
	keep();
	sbuf_free(&output);
	return 0;
}
