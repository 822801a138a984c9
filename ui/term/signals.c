#include "config.h"

#include "term/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "base/intl.h"

static const int events[] = {SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGCONT, SIGWINCH};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

/* Signals belong to the process, so what catches them does too. */
static volatile sig_atomic_t caught[NSIG];
static int self_pipe[2] = {-1, -1};
static struct sigaction old[NSIG];
static struct termios modes_before;
static char last_words[256];
static size_t last_words_len;

static void on_event(int sig)
{
	int saved = errno;
	ssize_t n;

	caught[sig] = 1;
	n = write(self_pipe[1], "", 1); /* a full pipe wakes as well */
	(void)n;
	errno = saved;
}

/* Only calls that are allowed in a handler. */
void signals_give_back(void)
{
	ssize_t n = write(STDOUT_FILENO, last_words, last_words_len);

	(void)n;
	tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
}

static void on_crash(int sig)
{
	signals_give_back();
	sigaction(sig, &old[sig], NULL);
	raise(sig);
}

static void catch(const int *signals, size_t n, void (*handler)(int), int flags)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < n; i++) {
		caught[signals[i]] = 0;
		sigaction(signals[i], &action, &old[signals[i]]);
	}
}

int signals_open(const char *goodbye, const struct termios *modes, struct error *e)
{
	if (pipe2(self_pipe, O_NONBLOCK | O_CLOEXEC))
		return error_set(e, ERROR_FAILED, _("making a pipe failed: %s"), strerror(errno));
	modes_before = *modes;
	last_words_len = strlen(goodbye);
	if (last_words_len > sizeof(last_words))
		BUG("%zu bytes of last words", last_words_len);
	memcpy(last_words, goodbye, last_words_len);
	catch(events, LENGTH(events), on_event, SA_RESTART);
	catch(crashes, LENGTH(crashes), on_crash, SA_NODEFER);
	return 0;
}

void signals_close(void)
{
	for (size_t i = 0; i < LENGTH(events); i++)
		sigaction(events[i], &old[events[i]], NULL);
	for (size_t i = 0; i < LENGTH(crashes); i++)
		sigaction(crashes[i], &old[crashes[i]], NULL);
	close(self_pipe[0]);
	close(self_pipe[1]);
	self_pipe[0] = self_pipe[1] = -1;
}

int signals_fd(void)
{
	return self_pipe[0];
}

void signals_drain(void)
{
	char bytes[64];

	while (read(self_pipe[0], bytes, sizeof(bytes)) > 0)
		;
}

bool signals_take(int sig)
{
	bool came = caught[sig];

	caught[sig] = 0;
	return came;
}

void signals_stop(void)
{
	struct sigaction ours, fallback = {.sa_handler = SIG_DFL};

	sigemptyset(&fallback.sa_mask);
	sigaction(SIGTSTP, &fallback, &ours);
	raise(SIGTSTP); /* returns when somebody continues us, or at once when nobody could */
	sigaction(SIGTSTP, &ours, NULL);
	signals_take(SIGCONT);
}
