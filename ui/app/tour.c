/* The tour: a key script (data/tour.keys) that waits for the person to press its keys. Any other key is told
 * and does nothing, so that what is said always fits what is shown. */
#include "app/app.h"
#include "app/tour_data.h"
#include "base/utf8.h"
#include "term/draw.h"

#define DO_IT (K_CTRL | 'n') /* presses the next key for the person */

struct tour_key {
	const char *say; /* what stands below while it is awaited; not translated yet */
	const char *words; /* that it is typed in; NULL: alone */
	int typed;         /* columns of them before it */
	uint32_t key;
};

struct tour {
	struct tour_key *keys;
	size_t n, room, at;
	const char *said; /* while reading */
	bool wrong;       /* the last key was not the one that is awaited */
};

static void add_key(struct tour *t, uint32_t key, const char *words, int typed)
{
	struct tour_key *k = array_add(&t->keys, &t->n, &t->room, sizeof(*k));

	*k = (struct tour_key){ t->said, words, typed, key };
}

static void add_keys(struct tour *t, const char *names)
{
	uint32_t keys[40];
	struct error e;
	int n = key_read_sequence(names, keys, (int)LENGTH(keys), &e);

	if (n < 0)
		BUG("keys %s: %s", names, e.text);
	for (int i = 0; i < n; i++)
		add_key(t, keys[i], NULL, 0);
}

static void add_text(struct tour *t, const char *text)
{
	size_t len = strlen(text);
	int typed = 0;
	uint32_t c;

	for (size_t i = 0; i < len; typed += utf8_width(c)) {
		i += utf8_decode(text + i, len - i, &c);
		add_key(t, c, text, typed);
	}
}

void tour_begin(struct app *a)
{
	struct tour *t = a->tour = xcalloc(1, sizeof(*t));

	keys_reset(); /* it leads through the keys as they come */
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

static bool is_over(const struct tour *t)
{
	return t->at == t->n;
}

bool tour_takes(struct app *a, struct event *ev)
{
	struct tour *t = a->tour;

	if (is_over(t)) {
		tour_end(a);
		return false;
	}
	if (ev->type != EVENT_PASTE && ev->key == DO_IT)
		*ev = key_event(t->keys[t->at].key);
	t->wrong = ev->type == EVENT_PASTE || ev->key != t->keys[t->at].key;
	if (t->wrong)
		return true;
	t->at++;
	return false;
}

static const char *said(const struct tour *t)
{
	return _(is_over(t) ? t->said : t->keys[t->at].say);
}

int tour_height(const struct app *a, const struct grid *g)
{
	int most = grid_lines(_(a->tour->said), g->w - 2), lines;

	for (size_t i = 0; i < a->tour->n; i++) {
		lines = grid_lines(_(a->tour->keys[i].say), g->w - 2);
		most = lines > most ? lines : most;
	}
	return most < g->h / 2 ? most + 1 : g->h / 2;
}

/* The key, or the words of which some are typed already. Returns the columns taken. */
static int draw_key(const struct tour_key *k, struct grid *g, struct rect line)
{
	struct sbuf key = SBUF_INIT;
	int used;

	key_write(&key, k->key);
	used = grid_put_fit(g, line.x, line.y, line.w, ROLE_ACCENT, k->words ? k->words : sbuf_text(&key));
	sbuf_free(&key);
	if (k->words)
		grid_put(g, line.x, line.y, k->typed, ROLE_QUIET, k->words);
	return used;
}

static void draw_awaited(const struct tour *t, struct grid *g, struct rect line)
{
	const char *hint = t->wrong ? _("The tour waits for this · C-c ends it")
				    : _("C-n presses it for you · C-c ends it");

	rect_cut_left(&line, draw_key(&t->keys[t->at], g, line) + 3);
	grid_put_fit(g, line.x, line.y, line.w, t->wrong ? ROLE_ATTENTION : ROLE_QUIET, hint);
}

void tour_draw(struct app *a, struct grid *g, struct rect r)
{
	grid_fill(g, r, ROLE_DIALOG);
	r = rect_inset(r, 1, 0);
	if (!is_over(a->tour))
		draw_awaited(a->tour, g, rect_cut_bottom(&r, 1));
	grid_put_lines(g, r, ROLE_DIALOG, said(a->tour));
}

void tour_interrupt(struct app *a)
{
	tour_end(a);
	app_say(a, TONE_QUIET, "%s", _("The tour is over; the demo book is yours to try until you leave."));
}
