/* The loop: wait, handle everything that is pending, load what is stale, draw once. */
#include "app/app.h"

#include <errno.h>
#include <poll.h>

#define WHICH_AFTER 300  /* ms after a prefix until its continuations are listed */
#define LEAVE_WITHIN 900 /* ms that a hang-up waits for the store */
#define DRAFT_AFTER 2000 /* ms after the last key until what is half-typed or shown is kept */
#define LOOK_AGAIN  1000 /* ms between two looks whether a terminal that is behind was given up */
#define PIECE       100  /* ms that a waiting for the store goes on at most without a look at the clock */
#define SOON        8    /* ms that a frame waits for answers */
#define CATCH_UP    1000 /* ms that a key waits for what it is about */

uint32_t app_send(struct app *a, struct view *v, int tag, struct request *r)
{
	struct error e = { 0 };
	struct pending *p;
	uint32_t seq;

	for (size_t i = 0; v && i < a->npending; i++)
		if (a->pending[i].view == v && a->pending[i].tag == tag) {
			client_cancel(a->client, a->pending[i].seq);
			a->pending[i].view = NULL;
			a->pending[i].tag = 0;
		}
	seq = client_send(a->client, r, &e);
	if (!seq) {
		app_say(a, TONE_DANGER, "%s", e.text);
		a->host.again = true;
		return 0;
	}
	a->last_seq = seq;
	p = array_add(&a->pending, &a->npending, &a->pending_room, sizeof(*p));
	*p = (struct pending){ seq, v, tag };
	if (v)
		v->loading = true;
	return seq;
}

void app_forget(struct app *a, const struct view *v, int tag)
{
	for (size_t i = 0; i < a->npending; i++)
		if (a->pending[i].view == v && a->pending[i].tag == tag) {
			a->pending[i].view = NULL;
			a->pending[i].tag = TAG_FORGET;
		}
}

static void drop_draft(struct app *a, const struct answer *kept)
{
	if (kept->nids)
		app_send(a, NULL, TAG_DRAFT, &(struct request){ .verb = VERB_DRAFT, .id = kept->ids[0] });
}

void app_say(struct app *a, enum tone tone, const char *fmt, ...)
{
	va_list ap;

	sbuf_reset(&a->message);
	va_start(ap, fmt);
	sbuf_vprintf(&a->message, fmt, ap);
	va_end(ap);
	a->tone = tone;
	a->redraw = a->said = true;
}

static void make_stale(struct view *v, void *data)
{
	uint64_t changed = *(uint64_t *)data;

	if (!v->watches || (v->watches & changed))
		v->stale = true;
}

/* The answers that the program itself asked for. */
static void take_own(struct app *a, int tag, struct answer *ans)
{
	uint64_t all = ~0ull;

	if (tag == TAG_ACT) {
		app_act_answer(a, ans);
	} else if (tag == TAG_REFER) {
		app_refer_answer(a, ans);
	} else if (tag == TAG_EXPORT) {
		app_export_answer(a, ans);
	} else if (tag == TAG_TRANSFER) {
		app_transfer_answer(a, ans);
	} else if (tag == TAG_FORGET) {
		drop_draft(a, ans);
	} else if (ans->error.kind) {
		if (tag != TAG_DRAFT)
			app_say(a, TONE_ATTENTION, "%s", ans->error.text);
	} else if (tag == TAG_DESCRIBE) {
		answer_keep(&a->host.describe, ans);
	} else if (tag == TAG_DRAFTS) {
		app_take_kept(a, ans);
		app_offer_drafts(a, ans);
	} else if (tag == TAG_AHEAD) {
		remind_take(a, ans);
	} else if (tag == TAG_UNDO) {
		app_say(a, TONE_GOOD, K_(app_pane(a), "%s · {undo} undoes more, {redo} does it again"),
			ans->text ? ans->text : _("Nothing changed."));
		app_each_view(a, make_stale, &all);
	}
}

static bool take_pending(struct app *a, uint32_t seq, struct pending *out)
{
	for (size_t i = 0; i < a->npending; i++)
		if (a->pending[i].seq == seq) {
			*out = a->pending[i];
			a->pending[i] = a->pending[--a->npending];
			return true;
		}
	return false;
}

static bool still_waits(const struct app *a, const struct view *v)
{
	for (size_t i = 0; i < a->npending; i++)
		if (a->pending[i].view == v)
			return true;
	return false;
}

/* A refusal that was told, and answered by nothing that asks further, has the line come back that asked. */
static void look_refused(struct app *a, const struct answer *ans, size_t depth)
{
	bool own = a->line && (int32_t)(ans->seq - a->line_since) > 0;

	if (own && ans->txn) /* it is written down, and must not be twice */
		app_forget_line(a);
	else if (own && (a->host.again || (ans->error.kind && a->said)) && a->depth <= depth)
		app_line_back(a);
}

static void hand_on(struct app *a, const struct pending *p, struct answer *ans)
{
	struct view *v = p->view;

	if (!v) {
		if (p->tag < 0)
			take_own(a, p->tag, ans);
		return;
	}
	v->loading = still_waits(a, v);
	if (!ans->error.kind && !v->loading && !v->stale) /* else it still shows what it did */
		v->asof = client_asof(a->client);
	if (!ans->error.kind)
		v->ops->answer(v, p->tag, ans);
	else if (v->ops->failed)
		v->ops->failed(v, p->tag, &ans->error);
	else
		app_say(a, TONE_DANGER, "%s", ans->error.text);
}

#define BIT(entity) (UINT64_C(1) << (entity))
/* What the store describes (store/describe.c): when somebody else changed it, it is asked for anew. */
#define DESCRIBED                                                                                                      \
	(BIT(ENTITY_SETTING) | BIT(ENTITY_PIPELINE) | BIT(ENTITY_STAGE) | BIT(ENTITY_USER) | BIT(ENTITY_TEAM) |        \
	 BIT(ENTITY_VIEW) | BIT(ENTITY_TEMPLATE))

static void take_answer(struct app *a, struct answer *ans)
{
	size_t depth = a->depth;
	struct pending p;

	a->redraw = true;
	if (ans->about) {
		a->told.seq = ans->about;
		a->told.percent = (int)ans->percent;
		return;
	}
	if (ans->txn || !ans->seq)
		a->remind.stale = true;
	if (!ans->seq) {
		if (ans->changed & DESCRIBED)
			app_send(a, NULL, TAG_DESCRIBE, &(struct request){ .verb = VERB_DESCRIBE });
		app_each_view(a, make_stale, &ans->changed);
		return;
	}
	if (!take_pending(a, ans->seq, &p))
		return;
	if (!strcmp(ans->error.text, "dropped")) /* the wire's word for what C-c did */
		error_set(&ans->error, ERROR_FAILED, "%s", _("Stopped."));
	a->said = a->host.again = false;
	hand_on(a, &p, ans);
	look_refused(a, ans, depth);
}

void app_answers(struct app *a)
{
	struct error e = { 0 };
	struct answer *ans;

	if (client_pump(a->client, &e) < 0) {
		app_say(a, TONE_DANGER, "%s", e.text);
		a->quit = true;
		a->status = 1;
	}
	while ((ans = client_next(a->client))) {
		take_answer(a, ans);
		answer_free(ans);
	}
	app_free_closed(a);
}

static void forget_keys(struct app *a)
{
	a->nkeys = 0;
	a->which = false;
}

/* A key outside a text field: part of a sequence, a command, or nothing. */
static void press(struct app *a, struct view *v, uint32_t key)
{
	enum command_id id;
	const char *line;

	if (a->nkeys == KEY_SEQ)
		forget_keys(a);
	a->keys[a->nkeys++] = key;
	switch (keys_line(a->keys, a->nkeys, &line)) {
	case KEYS_MORE:
		return;
	case KEYS_RUN:
		forget_keys(a);
		app_run_line(a, line);
		return;
	case KEYS_NONE:
		break;
	}
	switch (keys_look(a->keys, a->nkeys, v->ops->contexts, &id)) {
	case KEYS_MORE:
		return;
	case KEYS_RUN:
		forget_keys(a);
		app_run_command(a, id, NULL);
		return;
	case KEYS_NONE:
		break;
	}
	if (key != K_ESC) {
		struct sbuf text = SBUF_INIT;
		key_write_sequence(&text, a->keys, (int)a->nkeys);
		app_say(a, TONE_QUIET, K_(app_pane(a), "%s does nothing here · {help} shows the keys"),
			sbuf_text(&text));
		sbuf_free(&text);
	}
	forget_keys(a);
}

/* In a pane where letters are text, only keys that write nothing are commands. */
static bool press_in_text(struct app *a, struct view *v, struct event *ev)
{
	enum command_id id;

	if (ev->type != EVENT_KEY || keys_look(&ev->key, 1, v->ops->contexts, &id) != KEYS_RUN)
		return false;
	if (v->ops->command && v->ops->command(v, id, NULL))
		return true;
	if (v->ops->contexts & (IN_PICK | IN_LINE | IN_DIALOG)) {
		ev->key = keys_as_it_comes(id, ev->key); /* they read their keys themselves */
		return false;
	}
	app_run_command(a, id, NULL);
	return true;
}

static bool load_stale(struct view *v)
{
	bool stale = v->stale;

	v->stale = false; /* also when it has nothing to load: else nothing would ever be settled */
	if (stale && v->ops->load)
		v->ops->load(v);
	if (stale && !v->loading)
		v->asof = client_asof(v->host->client);
	return stale;
}

/* Does what the key means hang on what the screen shows, and not only on what was typed? */
static bool needs_shown(const struct app *a, const struct event *ev)
{
	const struct view_ops *ops = app_top(a)->ops;

	if (ops->flags & VIEW_TYPES && !(ops->contexts & IN_FIELDS)) /* a form may be about to close */
		return ev->type == EVENT_KEY && ev->key != K_ESC && ev->key != K_BACKSPACE;
	return ev->type == EVENT_KEY || ev->type == EVENT_TEXT;
}

/* Waits for the store until there is something to do, a piece of what is left at most. A piece counts no more than
 * it is long: on a machine that stood still meanwhile the store had no time either. */
static bool wait_piece(struct app *a, int64_t *left)
{
	struct pollfd p = { .fd = client_fd(a->client), .events = POLLIN };
	int64_t began = clock_ticks(), took;

	if (*left <= 0)
		return false;
	if (client_wants_write(a->client))
		p.events |= POLLOUT;
	/* A second signal of the same hang-up is no reason to drop what is on its way. */
	if (poll(&p, 1, *left < PIECE ? (int)*left : PIECE) < 0 && errno != EINTR)
		return false;
	took = clock_ticks() - began;
	*left -= took < PIECE ? took : PIECE;
	return true;
}

/* Keys that were typed faster than the store answers, as over a slow line, mean what their typist will
 * see: `/acme Enter d` removes what was found. They wait for it, but not for ever. */
static void catch_up(struct app *a)
{
	int64_t left = a->behind ? 0 : CATCH_UP;

	if (many_runs(a) || a->export || a->transfer) /* they are not waited for */
		return;
	while (!a->quit && !app_settled(a) && left > 0) {
		load_stale(app_top(a));
		load_stale(app_pane(a));
		if (!client_pending(a->client) || !wait_piece(a, &left))
			break;
		app_answers(a);
	}
	a->behind = client_pending(a->client);
}

static void handle_input(struct app *a, struct event *ev)
{
	bool recording = a->macro.recording, typed;
	struct view *v;

	if (macro_stop(a))
		return;
	sbuf_reset(&a->message);
	a->redraw = true;
	a->typed_at = clock_ticks();
	if (a->tour && tour_takes(a, ev))
		return;
	if (needs_shown(a, ev))
		catch_up(a);
	app_forget_line(a);
	v = app_top(a);
	typed = v->ops->flags & VIEW_TYPES;
	if (v->ops->flags & VIEW_TYPES) {
		if (!press_in_text(a, v, ev) && v->ops->event)
			v->ops->event(v, ev);
	} else if (ev->type == EVENT_PASTE) {
		app_say(a, TONE_ATTENTION,
			K_(app_pane(a), "Pasted text runs no keys. {find} finds it, {add} opens a form for it."));
	} else if (!(v->ops->event && v->ops->event(v, ev))) {
		press(a, v, ev->key);
	}
	if (recording && a->macro.recording)
		macro_note(&a->macro, ev, typed);
}

/* Of what still comes only drafts matter that nobody wants. */
static void take_last(struct app *a)
{
	struct pending asked;

	for (struct answer *ans; (ans = client_next(a->client));) {
		if (take_pending(a, ans->seq, &asked) && !asked.view && asked.tag == TAG_FORGET)
			drop_draft(a, ans);
		answer_free(ans);
	}
}

/* Whoever hangs up is gone within a second, even when somebody holds the book's lock: the store has the
 * request by then and finishes it without us. */
static void wait_for_store(struct app *a)
{
	int64_t left = LEAVE_WITHIN;
	struct error e = { 0 };

	take_last(a);
	while (client_pending(a->client) && wait_piece(a, &left) && client_pump(a->client, &e) == 0)
		take_last(a);
}

static void keep_drafts(struct app *a)
{
	app_keep_places(a);
	for (size_t i = 0; i < a->depth; i++) {
		struct view *v = a->stack[i];
		struct request r = { .verb = VERB_DRAFT };
		struct arena arena = { 0 };
		struct error e = { 0 };
		if (v->ops->draft && v->ops->draft(v, &r, &arena))
			client_send(a->client, &r, &e);
		arena_free(&arena);
	}
	wait_for_store(a);
}

static void tell_idle(struct app *a)
{
	if (!a->typed_at || clock_ticks() - a->typed_at < DRAFT_AFTER)
		return;
	a->typed_at = 0;
	app_keep_places(a);
	for (size_t i = 0; i < a->depth; i++)
		if (a->stack[i]->ops->idle)
			a->stack[i]->ops->idle(a->stack[i]);
}

void app_event(struct app *a, const struct event *told)
{
	struct event copy = *told, *ev = &copy;

	a->host.again = false; /* what was refused before is not this event's */
	switch (ev->type) {
	case EVENT_KEY:
	case EVENT_TEXT:
	case EVENT_PASTE:
		handle_input(a, ev);
		break;
	case EVENT_INTERRUPT:
		if (a->tour)
			tour_interrupt(a);
		else if (app_top(a)->ops->flags & VIEW_TYPES)
			handle_input(a, ev);
		else if (!macro_stop(a))
			app_run_command(a, CMD_CANCEL, NULL);
		break;
	case EVENT_MOUSE:
		app_forget_line(a);
		app_mouse(a, ev);
		break;
	case EVENT_HANGUP:
		keep_drafts(a);
		a->hangup = a->quit = true;
		break;
	case EVENT_TICK:
		a->which = a->nkeys > 0 && !client_wants_write(a->client);
		a->redraw = a->which;
		tell_idle(a);
		break;
	case EVENT_RESIZE:
	case EVENT_RESUME:
		a->redraw = true;
		break;
	default:
		break;
	}
	if (a->host.again)
		app_line_back(a);
	remind_look(a);
	app_free_closed(a);
}

/* Asks for what the screen lacks. Whether it lacked something. */
static bool load(struct app *a)
{
	bool asked = false;

	a->host.context = client_context(a->client);
	remind_load(a);
	if (app_pane(a) != app_top(a))
		asked = load_stale(app_top(a));
	return load_stale(app_pane(a)) || asked;
}

void app_draw(struct app *a)
{
	load(a);
	grid_resize(&a->grid, a->term->w, a->term->h);
	a->grid.graphics = a->term->graphics;
	screen_draw(a, &a->grid);
	term_draw(a->term, &a->grid);
	a->redraw = false;
}

bool app_settled(const struct app *a)
{
	return !client_pending(a->client) && !app_top(a)->stale && !app_pane(a)->stale;
}

int app_begin(struct app *a, struct term *t, struct error *e)
{
	a->term = t;
	a->graphics = t->graphics;
	a->host.ops = &app_host_ops;
	a->host.client = a->client;
	a->host.context = client_context(a->client);
	app_send(a, NULL, TAG_DESCRIBE, &(struct request){ .verb = VERB_DESCRIBE });
	app_send(a, NULL, TAG_WATCH, &(struct request){ .verb = VERB_WATCH });
	app_send(a, NULL, TAG_DRAFTS, &(struct request){ .verb = VERB_DRAFT });
	a->remind.stale = true;
	app_go(a, 0);
	(void)e;
	return 0;
}

static void free_history(struct app *a)
{
	for (size_t i = 0; i < a->nhistory; i++) {
		free(a->history[i].name);
		free(a->history[i].line);
	}
	free(a->history);
}

void app_end(struct app *a)
{
	if (!a->hangup)
		keep_drafts(a);
	app_close_all(a);
	app_free_kept(a);
	app_export_stop(a);
	app_transfer_stop(a);
	app_forget_copies(a);
	act_free(a->act);
	act_free(a->repeat);
	answer_free(a->drafts);
	answer_free(a->host.describe);
	free_history(a);
	remind_free(a);
	free(a->pending);
	free(a->copied);
	for (size_t i = 0; i < a->nsentences; i++)
		free(a->sentences[i]);
	free(a->sentences);
	for (int i = 0; i < OPTION_COUNT; i++)
		free(a->host.option[i]);
	sbuf_free(&a->message);
	tour_end(a);
	sbuf_free(&a->macro.text);
	queue_free(&a->macro.playing);
	grid_free(&a->grid);
}

static void turn(struct app *a)
{
	struct event ev;
	int fd = client_fd(a->client);
	int wait = a->typed_at ? DRAFT_AFTER : -1;

	if (a->nkeys && !a->which)
		wait = WHICH_AFTER;
	if (term_behind(a->term) && (wait < 0 || wait > LOOK_AGAIN))
		wait = LOOK_AGAIN;
	if (client_wants_write(a->client))
		wait = 10;

	term_poll(a->term, &fd, 1, wait, &ev);
	do {
		if (ev.type == EVENT_READY)
			app_answers(a);
		else
			app_event(a, &ev);
	} while (!a->quit && (term_poll(a->term, &fd, 1, 0, &ev), ev.type != EVENT_NONE));
}

/* Most answers come within milliseconds: one frame that has them is better than two. What only goes with
 * the screen, as the record beside a list, is not waited for. */
static void load_and_wait(struct app *a)
{
	int64_t until = clock_ticks() + SOON, left;
	struct pollfd p = { .fd = client_fd(a->client) };

	if (!load(a))
		return;
	while (client_pending(a->client) && (left = until - clock_ticks()) > 0) {
		p.events = client_wants_write(a->client) ? POLLIN | POLLOUT : POLLIN;
		if (poll(&p, 1, (int)left) > 0)
			app_answers(a);
		load(a);
	}
}

int app_run(struct app *a)
{
	while (!a->quit) {
		load_and_wait(a);
		if (!a->quit && !term_behind(a->term))
			app_draw(a);
		app_answers(a);
		if (a->redraw && !term_behind(a->term))
			continue;
		if (!macro_next(a))
			turn(a);
	}
	return a->status;
}
