/* What holds on every screen. */
#include "robot.h"
#include "inert.h"
#include "term/script.h"

static char wrong[400];

/* What no person should ever read. */
static const char *const never[] = { "(null)", "BUG", "book.db", "SQL", "constraint failed" };

static const char *wrong_cell(const struct grid *g, int x, int y)
{
	const struct cell *c = grid_at(g, x, y);
	const char *what = not_inert(c->text, strlen(c->text), false);

	if (what)
		return what;
	if (c->width > 2 || (c->width == 0) != !*c->text)
		return "a cell of the wrong width";
	if (c->width == 0 && (x == 0 || grid_at(g, x - 1, y)->width != 2))
		return "half a wide character, the right one";
	if (c->width == 2 && (x + 1 == g->w || grid_at(g, x + 1, y)->width != 0))
		return "half a wide character, the left one";
	return NULL;
}

static const char *wrong_screen(const struct app *a)
{
	const struct grid *g = script_screen(a->term);

	if (g->w != a->term->w || g->h != a->term->h)
		return "the screen has not the size of the terminal";
	if (g->cursor_x < 0 || g->cursor_x >= g->w || g->cursor_y < 0 || g->cursor_y >= g->h)
		return "the cursor is outside";
	for (int y = 0; y < g->h; y++)
		for (int x = 0; x < g->w; x++) {
			const char *what = wrong_cell(g, x, y);

			if (what) {
				snprintf(wrong, sizeof(wrong), "%s, at %d,%d: %s", what, x, y, grid_at(g, x, y)->text);
				return wrong;
			}
		}
	return NULL;
}

/* What people typed may be told back to them; what the program says of itself is in its dangers. */
static const char *wrong_message(const struct app *a)
{
	const char *said = sbuf_text(&a->message);

	for (size_t i = 0; a->tone == TONE_DANGER && i < LENGTH(never); i++)
		if (strstr(said, never[i])) {
			snprintf(wrong, sizeof(wrong), "it says: %s", said);
			return wrong;
		}
	return NULL;
}

const char *look_wrong(const struct app *a)
{
	const char *what = wrong_screen(a);

	if (!what)
		what = wrong_message(a);
	if (!what && a->status)
		what = "the program gave up";
	if (!what && a->npending)
		what = "an answer is awaited that nobody will give";
	if (!what && app_top(a)->loading)
		what = "the pane waits for nothing";
	return what;
}
