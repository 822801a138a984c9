#include "store/serve.h"

#include <unistd.h>

#include "base/intl.h"
#include "base/locale.h"
#include "proto/stream.h"
#include "store/bucket.h"
#include "store/find.h"
#include "store/process.h"
#include "store/series.h"
#include "store/store.h"

#define QUEUE_MAX                                                                                  \
	64 /* requests that wait; a client that sends more is not read until some are done */
#define PEEK_INTERVAL 5 /* ms between two looks at the socket while a statement runs */
#define IDLE_PEEK	1 /* and while work is done that nobody asked for */
#define QUIET	3000	/* ms after a request in which it may have been one of many */
#define MUCH	1000	/* rows: whoever wrote more leaves the caches as he would like to find them */

struct job {
	struct request request;
	struct arena arena; /* owns the request's texts */
	struct job *next;
};

struct server {
	struct stream stream;
	const struct serve_options *options;
	struct clock clock;
	struct store store;
	bool open;  /* the book is: hello was said */
	bool ended; /* nothing more can be done for this client */
	struct job *first, **last;
	size_t njobs;
	const struct job *current;
	bool drop;		       /* the current one is wanted no more */
	bool idling;		       /* work that nobody asked for: any input stops it */
	bool called;		       /* away from it, by input */
	int64_t began, peeked, looked; /* ticks */
	int64_t answered;	       /* ticks, the last request */
	int64_t stalled;	       /* when a message began that is not whole yet; -1: none */
	int told;		       /* percent of the current one */
	struct bucket writes;
	int64_t seen; /* data version at the last look for others' commits; -1: none yet */
};

static void job_free(struct job *j)
{
	arena_free(&j->arena);
	free(j);
}

/* An answer that cannot be encoded becomes the error that says so. Frees it. */
static void send_answer(struct server *s, struct answer *a)
{
	struct error e = {0};

	if (answer_encode(&s->stream.out, a, &e)) {
		struct answer *instead = answer_new(a->seq);
		instead->error = e;
		answer_encode(&s->stream.out, instead, NULL);
		answer_free(instead);
	}
	answer_free(a);
}

static void send_error(struct server *s, uint32_t seq, enum error_kind kind, const char *text)
{
	struct answer *a = answer_new(seq);

	error_set(&a->error, kind, "%s", text);
	send_answer(s, a);
}

static void send_dropped(struct server *s, uint32_t seq)
{
	send_error(s, seq, ERROR_FAILED, "dropped");
}

/* Drops what waits and what runs, by number or (seq 0) by slot. */
static void drop(struct server *s, uint32_t seq, uint32_t slot)
{
	const struct request *now = s->current ? &s->current->request : NULL;

	for (struct job **at = &s->first, *j; (j = *at);) {
		if (seq ? j->request.seq != seq : j->request.slot != slot) {
			at = &j->next;
			continue;
		}
		*at = j->next;
		if (s->last == &j->next)
			s->last = at;
		s->njobs--;
		send_dropped(s, j->request.seq);
		job_free(j);
	}
	if (now && (seq ? now->seq == seq : now->slot == slot))
		s->drop = true;
}

static void enqueue(struct server *s, struct job *j)
{
	if (j->request.slot)
		drop(s, 0, j->request.slot);
	*s->last = j;
	s->last = &j->next;
	s->njobs++;
}

static void take_frame(struct server *s, const void *body, size_t len)
{
	struct job *j = xcalloc(1, sizeof(*j));
	struct error e = {0};

	if (request_decode(body, len, &j->request, &j->arena, &e) || !j->request.seq) {
		send_error(s, 0, ERROR_USAGE, e.kind ? e.text : _("A request has no number."));
		s->ended = true;
		job_free(j);
	} else if (j->request.verb == VERB_CANCEL) {
		if (j->request.id > 0 && j->request.id <= UINT32_MAX)
			drop(s, (uint32_t)j->request.id, 0);
		job_free(j);
	} else {
		enqueue(s, j);
	}
}

static void take_frames(struct server *s)
{
	const void *body;
	size_t len;
	int got = 0;

	while (!s->ended && s->njobs < QUEUE_MAX &&
	       (got = stream_next(&s->stream, &body, &len)) > 0)
		take_frame(s, body, len);
	if (got < 0) {
		send_error(s, 0, ERROR_USAGE, _("The length of a message is not allowed."));
		s->ended = true;
	}
}

static bool input_waits(struct server *s)
{
	struct pollfd p = {.fd = s->stream.fd, .events = POLLIN};
	int64_t now = clock_ticks();

	if (s->called || now - s->peeked < IDLE_PEEK)
		return s->called;
	s->peeked = now;
	s->called = process_stopping() || poll(&p, 1, 0) > 0;
	return s->called;
}

/* How far the request is, to who watches and has read what he was told before. */
static void tell_progress(struct server *s)
{
	struct answer *event;

	if (s->store.watched < 0 || s->store.percent <= s->told || s->stream.out.len)
		return;
	s->told = s->store.percent;
	event = answer_new(0);
	event->about = s->current->request.seq;
	event->percent = s->told;
	send_answer(s, event);
	if (stream_write(&s->stream))
		s->ended = true;
}

/* Called by the database every few thousand steps. While the lock is held nobody looks at the
 * client. */
static int on_progress(void *data)
{
	struct server *s = data;
	int64_t now;

	if (s->idling)
		return input_waits(s);
	if (!s->current || !store_verb_reads(s->current->request.verb))
		return 0;
	now = clock_ticks();
	if (now - s->peeked >= PEEK_INTERVAL && s->njobs < QUEUE_MAX) {
		s->peeked = now;
		if (stream_read(&s->stream))
			s->ended = true;
		take_frames(s);
		tell_progress(s);
	}
	return s->drop || s->ended;
}

static struct answer *hello_refused(struct server *s, const struct request *r, struct error *e)
{
	struct answer *a = answer_new(r->seq);

	a->error = *e;
	s->ended = true;
	return a;
}

static void open_book(struct server *s, const struct request *r, struct error *e)
{
	const struct serve_options *o = s->options;

	intl_language(r->locale);
	store_open_peer(&s->store, o->book, o->login, o->uid, &s->clock, e);
}

/* The first request opens the book; nothing is opened for somebody who does not speak the protocol.
 */
static struct answer *say_hello(struct server *s, const struct request *r)
{
	struct error e = {0};

	if (r->verb != VERB_HELLO)
		error_set(&e, ERROR_USAGE, _("Say hello first."));
	else if (r->version != PROTO_VERSION)
		error_set(
		    &e, ERROR_USAGE,
		    _("The store speaks version %d of the protocol and rapport %lld: both must "
		      "come from the same release."),
		    PROTO_VERSION, (long long)r->version);
	else
		open_book(s, r, &e);
	if (e.kind != ERROR_NONE)
		return hello_refused(s, r, &e);
	s->open = true;
	db_on_progress(s->store.db, on_progress, s);
	return store_do(&s->store, r);
}


/* How long the client must have been quiet, in ms: between two saves of an import there is no time to make
 * anything. */
static int64_t until_quiet(const struct server *s)
{
	return s->answered + QUIET - clock_ticks();
}

/* Makes the next commit, find and list fast. */
static void use_idle_time(struct server *s)
{
	db_idle(s->store.db);
	if (until_quiet(s) > 0)
		return;
	s->idling = true;
	s->called = false;
	if (find_due(&s->store))
		find_idle(&s->store, NULL);
	if (series_due(&s->store))
		series_idle(&s->store, NULL);
	s->idling = false;
}

static struct job *pop_job(struct server *s)
{
	struct job *j = s->first;

	if (j) {
		s->first = j->next;
		s->njobs--;
	}
	if (!s->first)
		s->last = &s->first;
	return j;
}

static void do_first(struct server *s)
{
	struct job *j = pop_job(s);
	struct answer *a;

	s->current = j;
	s->drop = false;
	s->store.percent = s->told = 0;
	if (j->request.verb == VERB_HELLO && j->request.usage)
		locale_read(j->request.usage); /* also later: it can change while one works */
	if (s->open && !store_verb_reads(j->request.verb))
		bucket_take(&s->writes);
	a = s->open ? store_do(&s->store, &j->request) : say_hello(s, &j->request);
	if (s->drop && store_verb_reads(j->request.verb)) {
		answer_free(a);
		send_dropped(s, j->request.seq);
	} else {
		send_answer(s, a);
	}
	s->current = NULL;
	s->answered = clock_ticks();
	job_free(j);
}

/* How many ms the first request has to wait for its turn, so that nobody's writes crowd out others'. */
static int turn(struct server *s)
{
	if (!s->open || store_verb_reads(s->first->request.verb))
		return 0;
	return bucket_wait(&s->writes, clock_ticks());
}

static bool has_work(struct server *s)
{
	return s->first && !s->stream.out.len && !s->ended && turn(s) == 0;
}

/* Whoever begins a message and does not end it holds a place and memory; he gets neither for ever. While
 * the queue is full the rest of it is not read, and that is not his fault. */
static void watch_stall(struct server *s)
{
	if (!stream_partial(&s->stream) || s->njobs == QUEUE_MAX)
		s->stalled = -1;
	else if (s->stalled < 0)
		s->stalled = clock_ticks();
	else if (clock_ticks() - s->stalled >= s->options->stall)
		s->ended = true;
}

/* Tells what others have committed; not to a client that has not read what it was told before. */
static void tell_changes(struct server *s)
{
	int64_t now = clock_ticks(), version;
	struct error trouble = {0};
	struct answer *event;
	uint64_t changed;

	if (!s->open || s->store.watched < 0 || s->stream.out.len ||
	    now - s->looked < WATCH_INTERVAL)
		return;
	s->looked = now;
	version = db_data_version(s->store.db);
	if (version == s->seen)
		return;
	changed = journal_changed_since(&s->store, &s->store.watched, &trouble);
	if (trouble.kind != ERROR_NONE)
		return; /* what could not be read is looked at again */
	s->seen = version;
	if (!changed)
		return;
	event = answer_new(0);
	event->changed = changed;
	send_answer(s, event);
}

static int sooner(int a, int64_t b)
{
	if (b < 0)
		b = 0;
	return a >= 0 && a < b ? a : (int)b;
}

static bool caches_are_due(const struct server *s)
{
	return s->open && (find_due(&s->store) || series_due(&s->store));
}

/* How long nothing need be done, in ms; -1: for ever. */
static int idle_time(struct server *s)
{
	int time = -1;

	if (has_work(s) || (s->open && db_due(s->store.db)))
		return 0;
	if (!s->open)
		time = sooner(time, s->began + s->options->handshake - clock_ticks());
	else if (s->store.watched >= 0)
		time = WATCH_INTERVAL;
	if (caches_are_due(s))
		time = sooner(time, until_quiet(s));
	if (s->stalled >= 0)
		time = sooner(time, s->stalled + s->options->stall - clock_ticks());
	if (s->first && !s->stream.out.len)
		time = sooner(time, turn(s));
	return time;
}

static void exchange(struct server *s)
{
	struct pollfd p = {.fd = s->stream.fd};

	p.events = (short)((s->njobs < QUEUE_MAX ? POLLIN : 0) | (s->stream.out.len ? POLLOUT : 0));
	process_wait(&p, 1, idle_time(s));
	if (p.revents & (POLLIN | POLLHUP | POLLERR) && stream_read(&s->stream))
		s->ended = true;
}

/* Who has not said hello in time. What he said is read before: on a machine that stood still meanwhile he said it
 * in time, and it was us who were late. */
static void watch_handshake(struct server *s)
{
	if (!s->open && !s->first && clock_ticks() - s->began >= s->options->handshake)
		s->ended = true;
}

/* Whoever leaves right after a whole request to write meant it, the draft of a line that dropped above all:
 * it is done, though nobody hears of it. */
static void do_last_writes(struct server *s)
{
	size_t took;

	do {
		s->ended = false;
		stream_read(&s->stream);
		take_frames(s);
		took = s->njobs;
		for (struct job *j; (j = pop_job(s));) {
			if (!store_verb_reads(j->request.verb))
				answer_free(store_do(&s->store, &j->request));
			job_free(j);
		}
	} while (took);
}

static void finish(struct server *s)
{
	if (s->open && !process_stopping()) {
		do_last_writes(s);
		if (db_written(s->store.db) > MUCH) {
			find_idle(&s->store, NULL);
			series_idle(&s->store, NULL);
		}
	}
	for (struct job *j; (j = pop_job(s));)
		job_free(j);
	if (s->open)
		store_close(&s->store);
	stream_free(&s->stream);
	close(s->stream.fd);
}

int serve(int fd, const struct serve_options *o)
{
	struct server s = {.stream = {.fd = fd},
			   .options = o,
			   .clock = {.fixed = o->now},
			   .store = {.watched = -1},
			   .seen = -1,
			   .stalled = -1,
			   .writes = bucket_new(o->writes, clock_ticks()),
			   .began = clock_ticks()};

	s.last = &s.first;
	while (!s.ended && !process_stopping()) {
		exchange(&s);
		take_frames(&s);
		watch_handshake(&s);
		watch_stall(&s);
		if (has_work(&s))
			do_first(&s);
		else if (s.open)
			use_idle_time(&s);
		tell_changes(&s);
		if (stream_write(&s.stream))
			s.ended = true;
	}
	finish(&s);
	return 0;
}
