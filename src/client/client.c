#include "client/client.h"

#include <errno.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/locale.h"
#include "client/spawn.h"
#include "proto/stream.h"

#define DEATHS_MAX                                                                                 \
	3 /* stores that end one after the other without an answer: then it is hopeless */

/* A request without an answer, as it was sent: a store that is started again is asked again. */
struct pending {
	uint32_t seq;
	char *frame;
	size_t len;
};

struct client {
	struct client_options options;
	char *book, *socket; /* what the options point to */
	struct stream stream;
	pid_t pid;
	bool alive;
	int64_t asof;        /* what is read is the book of then; 0: of now */
	int deaths;
	uint32_t last_seq, hello;
	bool greeted, watching;
	char *read_only; /* why; NULL: it is not */
	int64_t user;
	char currency[4];
	struct pending *pending;
	size_t npending, pending_room;
	struct answer **inbox;
	size_t ninbox, inbox_room;
};

static bool is_write(const struct request *r)
{
	return r->verb == VERB_SAVE || r->verb == VERB_ACT || r->verb == VERB_UNDO ||
	       r->verb == VERB_REDO || r->verb == VERB_DRAFT || r->verb == VERB_ATTACH;
}

static uint32_t next_seq(struct client *c)
{
	if (!++c->last_seq)
		++c->last_seq; /* 0 is for events */
	return c->last_seq;
}

static int greet(struct client *c, struct error *e)
{
	char usage[LOCALE_SIZE];
	struct request r = {
	    .verb = VERB_HELLO, .version = PROTO_VERSION, .locale = intl_language_name(), .usage = usage};

	locale_write(usage);
	c->hello = r.seq = next_seq(c);
	c->greeted = false;
	return request_encode(&c->stream.out, &r, e);
}

static void keep(struct client *c, struct answer *a)
{
	*(struct answer **)array_add(&c->inbox, &c->ninbox, &c->inbox_room, sizeof(a)) = a;
}

/* What others committed after the last store's last word, nobody tells: anything may have changed. */
static int watch_again(struct client *c, struct error *e)
{
	struct request r = {.verb = VERB_WATCH, .seq = next_seq(c)};
	struct answer *event;

	if (!c->watching)
		return 0;
	event = answer_new(0);
	event->changed = (UINT64_C(1) << ENTITY_COUNT) - 1;
	keep(c, event);
	return request_encode(&c->stream.out, &r, e);
}

/* Connects, says hello and asks again what was not answered; nothing waits here. */
static int start(struct client *c, struct error *e)
{
	stream_free(&c->stream);
	c->stream.fd = store_connect(&c->options, &c->pid, e);
	if (c->stream.fd < 0)
		return -1;
	c->alive = true;
	if (greet(c, e) || watch_again(c, e))
		return -1;
	for (size_t i = 0; i < c->npending; i++)
		sbuf_add(&c->stream.out, c->pending[i].frame, c->pending[i].len);
	return 0;
}

/* Waits for a store of our own, so that the book is at rest when this returns. */
static void stop(struct client *c)
{
	if (!c->alive)
		return;
	close(c->stream.fd);
	c->stream.fd = -1;
	c->alive = false;
	while (c->pid > 0 && waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		;
}

static void forget_pending(struct client *c, uint32_t seq)
{
	for (size_t i = 0; i < c->npending; i++)
		if (c->pending[i].seq == seq) {
			free(c->pending[i].frame);
			memmove(&c->pending[i], &c->pending[i + 1],
				(--c->npending - i) * sizeof(*c->pending));
			return;
		}
}

/* One of the requests is what stores die of: nobody gets an answer, and the next store is not
 * asked. */
static int give_up(struct client *c, struct error *e)
{
	struct error why = {0};

	error_set(&why, ERROR_FAILED, "%s",
		  _("The store ended without an answer; what was saved is safe."));
	while (c->npending) {
		struct answer *a = answer_new(c->pending[0].seq);
		a->error = why;
		keep(c, a);
		forget_pending(c, a->seq);
	}
	c->deaths = 0;
	return error_set(e, why.kind, "%s", why.text);
}

static int start_again(struct client *c, struct error *e)
{
	stop(c);
	return ++c->deaths >= DEATHS_MAX ? give_up(c, e) : start(c, e);
}

static bool is_pending(const struct client *c, uint32_t seq)
{
	for (size_t i = 0; i < c->npending; i++)
		if (c->pending[i].seq == seq)
			return true;
	return false;
}

static int take_hello(struct client *c, const struct answer *a, struct error *e)
{
	if (a->error.kind) {
		if (e)
			*e = a->error;
		return -1;
	}
	c->greeted = true;
	c->user = a->user;
	free(c->read_only);
	c->read_only = a->read_only ? xstrdup(a->read_only) : NULL;
	memcpy(c->currency, a->currency, sizeof(c->currency));
	return 0;
}

/* Keeps what somebody waits for and events; -1 when the store will not have us. Takes the answer.
 */
static int sort_in(struct client *c, struct answer *a, struct error *e)
{
	int status = 0;

	if (a->seq == c->hello || (!a->seq && a->error.kind && !c->greeted)) {
		status = take_hello(c, a, e);
	} else if (!a->seq || is_pending(c, a->seq)) {
		if (a->seq)
			c->deaths = 0;
		forget_pending(c, a->seq);
		keep(c, a);
		return 0;
	}
	answer_free(a);
	return status;
}

static int take_frames(struct client *c, struct error *e)
{
	const void *body;
	size_t len;
	int got;

	while ((got = stream_next(&c->stream, &body, &len)) > 0) {
		struct answer *a = answer_decode(body, len, e);
		if (!a || sort_in(c, a, e))
			return -1;
	}
	return got < 0 ? error_set(e, ERROR_FAILED, "%s", _("The store's answer is damaged.")) : 0;
}

int client_pump(struct client *c, struct error *e)
{
	bool gone;

	if (!c->alive)
		return start(c, e);
	gone = stream_write(&c->stream) | stream_read(&c->stream);
	if (take_frames(c, e)) {
		stop(c);
		return -1;
	}
	return gone ? start_again(c, e) : 0;
}

/* Until the store has something for us, or takes what we have for it. */
static int wait_a_turn(struct client *c, struct error *e)
{
	struct pollfd p = {.fd = c->stream.fd, .events = POLLIN};

	if (client_wants_write(c))
		p.events |= POLLOUT;
	if (c->alive && poll(&p, 1, -1) < 0 && errno != EINTR)
		return error_set(e, ERROR_FAILED, _("Waiting for the store: %s."), strerror(errno));
	return client_pump(c, e);
}

/* A store that is not there cannot make a book when one must exist. */
static int check_book(const struct client_options *o, struct error *e)
{
	if (o->socket || !o->must_exist || access(o->book, F_OK) == 0)
		return 0;
	return error_set(e, ERROR_ABSENT, _("There is no book %s: %s."), o->book, strerror(errno));
}

static struct client *client_new(const struct client_options *o)
{
	struct client *c = xcalloc(1, sizeof(*c));

	c->options = *o;
	c->options.book = c->book = o->book ? xstrdup(o->book) : NULL;
	c->options.socket = c->socket = o->socket ? xstrdup(o->socket) : NULL;
	return c;
}

struct client *client_open(const struct client_options *o, struct error *e)
{
	struct client *c;

	if (check_book(o, e))
		return NULL;
	c = client_new(o);
	if (start(c, e) == 0) {
		/* A first store that ends without a word will not do better the second time. */
		c->deaths = DEATHS_MAX - 1;
		while (!c->greeted && wait_a_turn(c, e) == 0)
			;
	}
	c->deaths = 0;
	if (c->greeted)
		return c;
	client_close(c);
	return NULL;
}

void client_close(struct client *c)
{
	if (!c)
		return;
	stop(c);
	stream_free(&c->stream);
	while (c->npending)
		forget_pending(c, c->pending[0].seq);
	while (c->ninbox)
		answer_free(c->inbox[--c->ninbox]);
	free(c->pending);
	free(c->inbox);
	free(c->book);
	free(c->read_only);
	free(c->socket);
	free(c);
}

int64_t client_user(const struct client *c)
{
	return c->user;
}

const char *client_currency(const struct client *c)
{
	return c->currency;
}

const char *client_read_only(const struct client *c)
{
	return c->read_only;
}

struct value_context client_context(const struct client *c)
{
	int64_t now = clock_now(&(struct clock){.fixed = c->options.now});

	return (struct value_context){
	    .today = stamp_date(now), .now = now, .currency = c->currency, .me = c->user};
}

static void keep_pending(struct client *c, uint32_t seq, const struct sbuf *frame)
{
	struct pending *p =
	    array_add(&c->pending, &c->npending, &c->pending_room, sizeof(*c->pending));

	p->seq = seq;
	p->len = frame->len;
	p->frame = xmalloc(frame->len);
	memcpy(p->frame, frame->data, frame->len);
}

void client_set_asof(struct client *c, int64_t at)
{
	c->asof = at;
}

int client_read_asof(struct client *c, const char *text, struct error *e)
{
	static const struct field day = { .name = "asof", .label = N_("As of"), .type = FIELD_DATE };
	struct value_context context = client_context(c);
	struct arena arena = { 0 };
	struct value v[2];
	int n = 1;

	if (!*text || !strcmp(text, "now")) {
		c->asof = 0;
		return 0;
	}
	context.past = true;
	n = value_read(&day, text, &context, &arena, v, e);
	arena_free(&arena);
	if (n == 2)
		return error_set(e, ERROR_USAGE, _("%s can mean two days; write it like 2026-11-22."), text);
	if (n == 1 && v[0].i > context.today)
		return error_set(e, ERROR_USAGE, _("%s is still to come; as of a day that was, or today."), text);
	if (n == 1)
		c->asof = stamp_of_date((date_t)v[0].i + 1) - 1;
	return n == 1 ? 0 : -1;
}

int64_t client_asof(const struct client *c)
{
	return c->asof;
}

static bool is_change(const struct request *r)
{
	return r->verb == VERB_SAVE || r->verb == VERB_ACT || r->verb == VERB_UNDO || r->verb == VERB_REDO;
}

static int refuse_change(const struct client *c, struct error *e)
{
	char day[DATE_SIZE];

	date_write_iso(stamp_date(c->asof), day);
	return error_set(e, ERROR_USAGE,
			 _("This is the book as of %s: nothing is changed in the past; :asof now comes back."), day);
}

uint32_t client_send(struct client *c, struct request *r, struct error *e)
{
	struct sbuf frame = SBUF_INIT;
	struct request sent = *r;
	char uuid[UUID_SIZE];

	if (c->asof && is_change(r)) {
		refuse_change(c, e);
		return 0;
	}
	if (r->verb == VERB_LIST || r->verb == VERB_GET || r->verb == VERB_REPORT ||
	    r->verb == VERB_EXPLAIN)
		sent.asof = c->asof;
	if (is_write(r) && !r->uuid) {
		uuid_make(uuid);
		sent.uuid = uuid;
	}
	sent.seq = r->seq = next_seq(c);
	if (request_encode(&frame, &sent, e)) {
		sbuf_free(&frame);
		return 0;
	}
	c->watching |= r->verb == VERB_WATCH;
	keep_pending(c, sent.seq, &frame);
	sbuf_add(&c->stream.out, frame.data, frame.len);
	sbuf_free(&frame);
	return sent.seq;
}

int client_fd(const struct client *c)
{
	return c->stream.fd;
}

bool client_wants_write(const struct client *c)
{
	return c->stream.out.len > 0;
}

static struct answer *take_out(struct client *c, size_t at)
{
	struct answer *a = c->inbox[at];

	memmove(&c->inbox[at], &c->inbox[at + 1], (--c->ninbox - at) * sizeof(struct answer *));
	return a;
}

struct answer *client_next(struct client *c)
{
	return c->ninbox ? take_out(c, 0) : NULL;
}

size_t client_pending(const struct client *c)
{
	return c->npending;
}

void client_cancel(struct client *c, uint32_t seq)
{
	struct request r = {.verb = VERB_CANCEL, .seq = next_seq(c), .id = seq};

	if (is_pending(c, seq))
		request_encode(&c->stream.out, &r, NULL);
}

static struct answer *answer_to(struct client *c, uint32_t seq)
{
	for (size_t i = 0; i < c->ninbox; i++)
		if (c->inbox[i]->seq == seq)
			return take_out(c, i);
	return NULL;
}

struct answer *client_take(struct client *c, uint32_t seq, bool wait, struct error *e)
{
	struct answer *a = NULL;

	while (!(a = answer_to(c, seq))) {
		if ((wait ? wait_a_turn(c, e) : client_pump(c, e)) == 0) {
			if (wait)
				continue;
			a = answer_to(c, seq);
			break;
		}
		forget_pending(c, seq);
		answer_free(answer_to(c, seq));
		return NULL;
	}
	if (a && a->error.kind) {
		if (e)
			*e = a->error;
		answer_free(a);
		return NULL;
	}
	return a;
}

struct answer *client_ask(struct client *c, struct request *r, struct error *e)
{
	uint32_t seq = client_send(c, r, e);

	return seq ? client_take(c, seq, true, e) : NULL;
}

int client_list_all(struct client *c, const struct request *r,
		    int (*page)(void *to, const struct table *t, struct error *e), void *to,
		    struct error *e)
{
	struct request ask = *r;
	bool more = true;

	while (more) {
		struct answer *a = client_ask(c, &ask, e);
		const struct table *t = a && a->ntables ? a->tables[0] : NULL;
		int64_t got = t ? (int64_t)t->nrows : 0;
		int failed = !a || (t && page(to, t, e));

		ask.offset += got;
		ask.limit -= r->limit ? got : 0;
		more = a && a->more && got && (!r->limit || ask.limit > 0);
		answer_free(a);
		if (failed)
			return -1;
	}
	return 0;
}
