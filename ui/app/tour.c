/* The tour: a key script (data/tour.keys) that waits for the person to press its keys. Any other key is told
 * and does nothing, so that what is said always fits what is shown. */
#include "app/app.h"
#include "app/tour_data.h"
#include "base/utf8.h"
#include "term/draw.h"

#define DO_IT (K_CTRL | 'n') /* presses the next key for the person */

struct tour_key {
	const char *say; /* what stands below while it is awaited; not translated yet */
	uint32_t key;
};

struct tour {
	struct tour_key *keys;
	size_t n, room, at;
	const char *said; /* while reading */
};

static void add_key(struct tour *t, uint32_t key)
{
	struct tour_key *k = array_add(&t->keys, &t->n, &t->room, sizeof(*k));

	*k = (struct tour_key){ t->said, key };
}

static void add_keys(struct tour *t, const char *names)
{
	uint32_t keys[40];
	struct error e;
	int n = key_read_sequence(names, keys, (int)LENGTH(keys), &e);

	if (n < 0)
		BUG("keys %s: %s", names, e.text);
	for (int i = 0; i < n; i++)
		add_key(t, keys[i]);
}

static void add_text(struct tour *t, const char *text)
{
	size_t len = strlen(text);
	uint32_t c;

	for (size_t i = 0; i < len;) {
		i += utf8_decode(text + i, len - i, &c);
		add_key(t, c);
	}
}

void tour_begin(struct app *a)
{
	struct tour *t = a->tour = xcalloc(1, sizeof(*t));

	for (const struct tour_step *s = tour_steps; s->step; s++)
		if (!strcmp(s->step, "say"))
			t->said = s->text;
		else if (!strcmp(s->step, "keys"))
			add_keys(t, s->text);
		else if (!strcmp(s->step, "type"))
			add_text(t, s->text);
}

void tour_end(struct app *a)
{
	if (a->tour)
		free(a->tour->keys);
	free(a->tour);
	a->tour = NULL;
}

static void tell_next(struct app *a)
{
	struct sbuf key = SBUF_INIT;

	key_write(&key, a->tour->keys[a->tour->at].key);
	app_say(a, TONE_ATTENTION, _("The tour waits for %s."), sbuf_text(&key));
	sbuf_free(&key);
}

bool tour_takes(struct app *a, struct event *ev)
{
	struct tour *t = a->tour;

	if (ev->type != EVENT_KEY && ev->type != EVENT_TEXT && ev->type != EVENT_PASTE)
		return false;
	if (ev->type != EVENT_PASTE && ev->key == DO_IT)
		*ev = key_event(t->keys[t->at].key);
	if (ev->type == EVENT_PASTE || ev->key != t->keys[t->at].key) {
		tell_next(a);
		return true;
	}
	t->at++;
	return false;
}

void tour_draw(struct app *a, struct grid *g, struct rect r)
{
	struct tour *t = a->tour;
	struct rect line = rect_row(r, TOUR_LINES - 1);
	struct sbuf key = SBUF_INIT;

	grid_fill(g, r, ROLE_DIALOG);
	if (t->at == t->n) {
		grid_put_lines(g, rect_inset(r, 1, 0), ROLE_DIALOG, _(t->said));
		return;
	}
	grid_put_lines(g, (struct rect){ r.x + 1, r.y, r.w - 2, TOUR_LINES - 1 }, ROLE_DIALOG, _(t->keys[t->at].say));
	key_write(&key, t->keys[t->at].key);
	line.x += 1 + grid_put(g, line.x + 1, line.y, line.w, ROLE_ACCENT, sbuf_text(&key)) + 3;
	grid_put_fit(g, line.x, line.y, r.w - line.x - 1, ROLE_QUIET, _("C-n presses it for you · C-c ends the tour"));
	sbuf_free(&key);
}

void tour_interrupt(struct app *a)
{
	tour_end(a);
	app_say(a, TONE_QUIET, "%s", _("The tour is over; the demo book is yours to try until you leave."));
}
