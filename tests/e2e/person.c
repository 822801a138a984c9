#include "config.h"

#include "person.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char question[] = "\033[5n", answer[] = "\033[0n";

enum parcel_kind { PARCEL_SHOWN, PARCEL_QUESTION, PARCEL_TYPED };

struct parcel {
	enum parcel_kind kind;
	int64_t at; /* when it arrives */
	size_t bytes;
	char text[16];
};

int64_t person_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

bool person_start(struct person *p, int w, int h, char **command)
{
	struct winsize ws = {.ws_row = (unsigned short)h, .ws_col = (unsigned short)w};

	p->typed = person_now();
	p->child = forkpty(&p->master, NULL, NULL, &ws);
	if (p->child == 0) {
		execvp(*command, command);
		_exit(127);
	}
	return p->child > 0;
}

void person_note(struct person *p)
{
	p->typed = p->first = p->last = 0;
	p->bytes = p->frames = p->backlog = 0;
}

static void put(struct person *p, enum parcel_kind kind, int64_t at, size_t bytes, const char *text)
{
	struct parcel *parcel = array_add(&p->line, &p->n, &p->room, sizeof(*parcel));

	*parcel = (struct parcel){.kind = kind, .at = at, .bytes = bytes};
	snprintf(parcel->text, sizeof(parcel->text), "%s", text);
}

void person_type(struct person *p, const char *text)
{
	if (!p->typed)
		p->typed = person_now();
	put(p, PARCEL_TYPED, person_now() + p->delay, 0, text);
}

static size_t backlog(const struct person *p)
{
	size_t bytes = 0;

	for (size_t i = 0; i < p->n; i++)
		bytes += p->line[i].bytes;
	return bytes;
}

/* Bytes that the program sent go onto the line, a parcel for each stretch up to a question. */
static void post(struct person *p, const char *bytes, size_t n)
{
	int64_t now = person_now();
	size_t from = 0;

	if (p->free_at < now)
		p->free_at = now;
	for (size_t i = 0; i < n; i++) {
		p->matched = bytes[i] == question[p->matched] ? p->matched + 1 : bytes[i] == *question;
		if (p->matched < sizeof(question) - 1 && i + 1 < n)
			continue;
		p->free_at += p->rate ? (int64_t)(i + 1 - from) * 1000000 / p->rate : 0;
		put(p, p->matched == sizeof(question) - 1 ? PARCEL_QUESTION : PARCEL_SHOWN,
		    p->free_at + p->delay, i + 1 - from, "");
		from = i + 1;
		if (p->matched == sizeof(question) - 1)
			p->matched = 0;
	}
	if (backlog(p) > p->backlog)
		p->backlog = backlog(p);
}

static void arrive(struct person *p, struct parcel parcel)
{
	if (parcel.kind == PARCEL_TYPED) {
		if (write(p->master, parcel.text, strlen(parcel.text)) < 0)
			p->ended = true;
		return;
	}
	p->bytes += parcel.bytes;
	p->last = parcel.at;
	if (!p->first)
		p->first = parcel.at;
	if (parcel.kind == PARCEL_QUESTION) {
		p->frames++;
		put(p, PARCEL_TYPED, person_now() + p->delay, 0, answer);
	}
}

/* Delivers what is due. When the next is due; -1: nothing is on the line. */
static int64_t deliver(struct person *p)
{
	int64_t next = -1;

	for (size_t i = 0; i < p->n; i++) {
		struct parcel parcel = p->line[i];

		if (parcel.at > person_now()) {
			if (next < 0 || parcel.at < next)
				next = parcel.at;
			continue;
		}
		memmove(p->line + i, p->line + i + 1, (--p->n - i) * sizeof(*p->line));
		i--;
		arrive(p, parcel);
	}
	return next;
}

/* One look, of at most so many microseconds. Whether something came or is still on the line. */
static bool look(struct person *p, int64_t most)
{
	struct pollfd fd = {.fd = p->master, .events = POLLIN};
	int64_t next = deliver(p), wait = most;
	struct timespec ts;
	char bytes[16384];
	ssize_t n;

	if (next >= 0 && next - person_now() < wait)
		wait = next > person_now() ? next - person_now() : 0;
	ts = (struct timespec){.tv_sec = wait / 1000000, .tv_nsec = wait % 1000000 * 1000};
	if (ppoll(&fd, 1, &ts, NULL) <= 0)
		return p->n > 0;
	n = read(p->master, bytes, sizeof(bytes));
	if (n <= 0)
		p->ended = true;
	else
		post(p, bytes, (size_t)n);
	deliver(p);
	return true;
}

bool person_watch(struct person *p, int quiet, int limit)
{
	int64_t until = person_now() + (int64_t)limit * 1000, silent = person_now();

	while (!p->ended && person_now() < until) {
		if (look(p, 1000))
			silent = person_now();
		if (person_now() - silent > (int64_t)quiet * 1000)
			return true;
	}
	return false;
}

void person_wait(struct person *p, int ms)
{
	int64_t until = person_now() + (int64_t)ms * 1000, left;

	while (!p->ended && (left = until - person_now()) > 0)
		look(p, left);
}

void person_leave(struct person *p)
{
	close(p->master);
	kill(p->child, SIGHUP);
	waitpid(p->child, NULL, 0);
	free(p->line);
}
