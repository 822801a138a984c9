/* A file on its way into the book, in three steps: how it is written, where its columns go, what would come of
 * it. Enter changes what is under the cursor; the last line of each step leads on, Esc back. The work is done
 * between keys: every answer of the store is followed by the next piece. */
#include "view/explain.h"
#include "view/import_state.h"

#define PIECE_MS 15 /* work without an answer goes on no longer than this between two keys */

static const struct import_stage_ops *const stages[STAGES] = { &import_stage_file, &import_stage_columns,
							       &import_stage_check };

static bool busy(const struct import_state *s)
{
	return s->run == RUN_TRYING || s->run == RUN_IMPORTING;
}

static size_t nlines(struct view *v)
{
	return stages[((struct import_state *)v->state)->stage]->nlines(v);
}

/* Running */

static void note_lack(struct import_state *s)
{
	size_t n;
	const struct import_missing *m = import_missing(s->im, &n);

	s->nlack = 0;
	for (size_t i = 0; i < n; i++) {
		bool known = entity_field(s->entity, m[i].field->name) != m[i].field;

		for (size_t k = 0; k < s->nlack; k++)
			known |= s->lack[k] == m[i].field;
		if (!known)
			*(const struct field **)array_add(&s->lack, &s->nlack, &s->lack_room,
							  sizeof(*s->lack)) = m[i].field;
	}
}

static void tell_done(struct view *v)
{
	struct import_state *s = v->state;
	struct sbuf counts = SBUF_INIT;

	import_tell(s->im, &counts);
	half_forget(v, &s->half);
	v->host->ops->refresh(v->host);
	if (import_rejects(s->im))
		host_say(v, TONE_ATTENTION, _("%s; the rejected rows are in %s"), sbuf_text(&counts),
			 import_rejects(s->im));
	else
		host_say(v, TONE_GOOD, K_(v, "%s · {undo} takes it back"), sbuf_text(&counts));
	if (!import_counts(s->im)->rejected)
		host_close(v);
	sbuf_free(&counts);
}

/* The cursor stays on what was changed; from elsewhere it goes to the line that imports. */
static void place_cursor(struct view *v)
{
	struct import_state *s = v->state;
	size_t *at = &s->at[STAGE_CHECK], last = stages[STAGE_CHECK]->nlines(v) - 1;

	if (*at == SIZE_MAX || *at > last)
		*at = last;
}

static void finish(struct view *v)
{
	struct import_state *s = v->state;
	bool real = s->run == RUN_IMPORTING, cancelled = import_counts(s->im)->cancelled;

	s->run = real && !cancelled ? RUN_DONE : RUN_TRIED;
	note_lack(s);
	place_cursor(v);
	if (cancelled && real)
		host_say(v, TONE_ATTENTION, "%s", _("Cancelled: nothing was changed."));
	else if (real)
		tell_done(v);
}

/* Works for a moment; then the store's answer, or one to a greeting, brings us back. */
static void step(struct view *v)
{
	struct import_state *s = v->state;
	int64_t began = clock_ticks();
	struct error e = { 0 };
	struct request r;
	int turn;

	do
		turn = import_step(s->im, &r, &e);
	while (turn == IMPORT_AGAIN && clock_ticks() - began < PIECE_MS);
	if (turn == IMPORT_WAIT)
		return;
	if (turn == IMPORT_AGAIN)
		r = (struct request){ .verb = VERB_HELLO, .version = PROTO_VERSION };
	if (turn == IMPORT_ASK || turn == IMPORT_AGAIN) {
		host_send(v, turn == IMPORT_ASK ? TAG_STEP : TAG_YIELD, &r);
		return;
	}
	if (turn < 0) {
		s->run = RUN_TRIED;
		place_cursor(v);
		host_say(v, TONE_DANGER, "%s", e.text);
		return;
	}
	finish(v);
}

void import_run(struct view *v, enum import_mode mode)
{
	struct import_state *s = v->state;

	s->run = mode == IMPORT_DRY ? RUN_TRYING : RUN_IMPORTING;
	import_begin(s->im, mode);
	step(v);
}

/* The file is looked at again, as one that is new. */
static void taken_back(struct view *v)
{
	v->host->ops->refresh(v->host);
	import_run(v, IMPORT_DRY);
	host_say(v, TONE_GOOD, "%s", _("What came in before is taken back."));
}

static void import_view_answer(struct view *v, int tag, struct answer *a)
{
	struct import_state *s = v->state;

	if (tag == TAG_HALF)
		half_kept(&s->half, a);
	if (tag == TAG_TAKE_BACK)
		taken_back(v);
	if (tag == TAG_HALF || !busy(s) || tag == TAG_TAKE_BACK)
		return;
	if (tag == TAG_STEP)
		import_answer(s->im, a, NULL);
	step(v);
}

static void import_view_failed(struct view *v, int tag, const struct error *e)
{
	struct import_state *s = v->state;

	if (tag == TAG_TAKE_BACK)
		host_say(v, TONE_DANGER, "%s", e->text);
	if (tag == TAG_HALF)
		half_kept(&s->half, NULL);
	if (tag == TAG_HALF || !busy(s))
		return;
	if (tag == TAG_STEP)
		import_answer(s->im, NULL, e);
	step(v);
}

/* Opening */

/* "~/x" is in the home folder; a shell would have said so. */
static char *real_path(const char *name)
{
	const char *home = getenv("HOME");

	return home && !strncmp(name, "~/", 2) ? xasprintf("%s%s", home, name + 1) : xstrdup(name);
}

static struct import *open_file(struct view *v, struct error *e)
{
	static const char *const names[SAID] = { "encoding", "delimiter", "quotes", "header" };
	struct import_state *s = v->state;
	struct import_setting settings[SAID];
	struct import_options o = { .path = s->path, .entity = s->entity, .map = s->map,
				    .map_text = s->map ? NULL : s->restored, .settings = settings };

	for (size_t i = 0; i < SAID; i++)
		if (s->said[i])
			settings[o.nsettings++] = (struct import_setting){ names[i], s->said[i] };
	return import_open(&o, &v->host->context, e);
}

bool import_reopen(struct view *v)
{
	struct import_state *s = v->state;
	struct error e = { 0 };
	struct import *im = open_file(v, &e);

	if (!im) {
		host_say(v, TONE_DANGER, "%s", e.text);
		return false;
	}
	import_close(s->im);
	s->im = im;
	s->run = RUN_NONE;
	s->at[STAGE_COLUMNS] = SIZE_MAX;
	if (!s->map) {
		free(s->saved);
		s->saved = import_saved_map(im);
	}
	return true;
}

static char *map_text(const struct import_state *s)
{
	struct sbuf text = SBUF_INIT;

	mapping_write(&text, import_mapping(s->im));
	return sbuf_steal(&text);
}

#define HEAD "import " /* of a draft's text; the file follows, and from the next line on what the map says */

static bool import_view_draft(struct view *v, struct request *r, struct arena *a)
{
	struct import_state *s = v->state;
	char *map = map_text(s);
	bool half = s->run != RUN_DONE && (s->stage != STAGE_FILE || strcmp(map, s->begun) != 0);

	*r = (struct request){ .verb = VERB_DRAFT, .entity = s->entity, .id = s->half.draft,
			       .name = arena_printf(a, "%s · %s · %s", _("Import"), _(s->entity->plural), s->path),
			       .words = arena_printf(a, HEAD "%s\n%s", s->path, map) };
	free(map);
	return half;
}

static void import_view_idle(struct view *v)
{
	half_keep(v, &((struct import_state *)v->state)->half, TAG_HALF);
}

/* The file of the spec, or of its draft, which says where the columns went by then. */
static void take_spec(struct import_state *s, const struct view_spec *spec)
{
	const char *path = spec->expr ? spec->expr + strlen(HEAD) : NULL, *map = path ? strchr(path, '\n') : NULL;

	s->entity = spec->entity;
	s->half.draft = spec->draft;
	s->path = map ? xstrndup(path, (size_t)(map - path)) : real_path(spec->name ? spec->name : "");
	s->restored = map ? xstrdup(map + 1) : NULL;
}

static int import_view_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct import_state *s = v->state;

	take_spec(s, spec);
	s->im = open_file(v, e);
	if (!s->im)
		return -1; /* what there is of it is closed nevertheless */
	v->watches = UINT64_C(1) << ENTITY_IMPORT;
	s->begun = map_text(s);
	s->saved = import_saved_map(s->im);
	import_go(v, STAGE_FILE);
	s->at[STAGE_FILE] = s->saved ? nlines(v) - 2 : nlines(v) - 1;
	s->at[STAGE_COLUMNS] = SIZE_MAX;
	return 0;
}

static void import_view_close(struct view *v)
{
	struct import_state *s = v->state;

	import_close(s->im);
	for (size_t i = 0; i < SAID; i++)
		free(s->said[i]);
	free(s->path);
	free(s->map);
	free(s->saved);
	free(s->lack);
	free(s->restored);
	free(s->begun);
	half_free(&s->half);
}

/* Nothing is asked before the last step. */
static void import_view_load(struct view *v)
{
	(void)v;
}

/* Drawing */

void import_draw_parts(struct grid *g, struct rect r, const char *what, const char *is, bool set,
		       const char *sample)
{
	int third = r.w / 3;

	grid_put_fit(g, r.x + 1, r.y, third - 2, ROLE_DEFAULT, what);
	grid_put_fit(g, r.x + third, r.y, third - 2, set ? ROLE_ACCENT : ROLE_QUIET, is);
	grid_put_fit(g, r.x + 2 * third, r.y, r.w - 2 * third - 1, ROLE_QUIET, sample);
}

void import_draw_button(struct grid *g, struct rect r, const char *text)
{
	grid_put_fit(g, r.x + 1, r.y, r.w - 2, ROLE_DEFAULT | ATTR_BOLD, text);
}

/* "1 File   2 Columns   3 Check": where we are, and where there is to go. */
static void draw_stages(const struct import_state *s, struct grid *g, struct rect r)
{
	int x = r.x + 1;

	for (int i = 0; i < STAGES && x < r.x + r.w; i++) {
		unsigned role = i == (int)s->stage ? ROLE_ACCENT | ATTR_BOLD : ROLE_QUIET;

		x += grid_printf(g, x, r.y, r.x + r.w - x, role, "%d %s", i + 1, _(stages[i]->label)) + 3;
	}
}

static void draw_lines(struct view *v, struct grid *g, struct rect r)
{
	struct import_state *s = v->state;
	size_t at = s->at[s->stage];

	if (at < s->top || s->top >= nlines(v))
		s->top = at < nlines(v) ? at : 0;
	if (r.h > 0 && at >= s->top + (size_t)r.h && at < nlines(v))
		s->top = at - (size_t)r.h + 1;
	for (size_t i = s->top; i < nlines(v) && i < s->top + (size_t)r.h; i++) {
		struct rect line = rect_row(r, (int)(i - s->top));

		stages[s->stage]->draw_line(v, g, line, i);
		if (i == at && !busy(s)) {
			grid_select(g, line);
			grid_cursor(g, line.x + 1, line.y, false);
		}
	}
}

static void import_view_draw(struct view *v, struct grid *g, struct rect r)
{
	struct import_state *s = v->state;
	const struct import_stage_ops *stage = stages[s->stage];
	int foot = stage->foot_height(v), rows;
	struct rect lines;

	draw_stages(s, g, rect_cut_top(&r, 1));
	rect_cut_top(&r, r.h > 12);
	if (stage->draw_head)
		stage->draw_head(v, g, rect_cut_top(&r, 1));
	foot = foot < r.h / 2 ? foot : r.h / 2;
	rows = nlines(v) < (size_t)(r.h - foot) ? (int)nlines(v) : r.h - foot;
	lines = rect_cut_top(&r, rows);
	draw_lines(v, g, lines);
	if (foot > 1)
		stage->draw_foot(v, g, rect_cut_top(&r, foot));
}

static void import_view_status(struct view *v, struct grid *g, struct rect r)
{
	struct import_state *s = v->state;
	int used = grid_printf(g, r.x + 1, r.y, r.w - 2, ROLE_TITLE, _("Import into %s"),
			       _(s->entity->plural)) + 3;

	if (used < r.w)
		grid_put_fit(g, r.x + used, r.y, r.w - used - 1, ROLE_QUIET, s->path);
}

static void import_view_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("Import"));
}

/* Keys */

void import_go(struct view *v, enum import_stage stage)
{
	struct import_state *s = v->state;

	s->stage = stage;
	s->top = 0;
	if (stage == STAGE_CHECK) {
		s->at[stage] = SIZE_MAX; /* wherever the line that imports will be */
		import_run(v, IMPORT_DRY);
	} else if (s->at[stage] == SIZE_MAX) {
		s->at[stage] = nlines(v) - 1;
	}
}

/* Back: an import is cancelled, a step left, and before the first step the pane is. */
static bool go_back(struct view *v, enum command_id id)
{
	struct import_state *s = v->state;

	if (busy(s))
		import_cancel(s->im);
	if (s->run == RUN_IMPORTING)
		return true;
	if (id == CMD_CLOSE || s->run == RUN_DONE || s->stage == STAGE_FILE) {
		half_forget(v, &s->half);
		return false;
	}
	s->run = RUN_NONE; /* what is only tried needs no taking back */
	import_go(v, (enum import_stage)(s->stage - 1));
	return true;
}

static void go_on(struct view *v)
{
	const struct import_state *s = v->state;

	if (s->stage + 1 < STAGES)
		import_go(v, (enum import_stage)(s->stage + 1));
}

/* Before the last step nothing is counted. */
static void explain(struct view *v)
{
	struct import_state *s = v->state;
	struct explain x = { 0 };

	if (!busy(s) && s->run != RUN_NONE) {
		x.made = answer_new(0);
		answer_add_table(x.made, import_bill(s->im));
	}
	explain_open(v, &x);
}

static bool import_view_command(struct view *v, enum command_id id, const char *arg)
{
	struct import_state *s = v->state;
	size_t *at = &s->at[s->stage];

	(void)arg;
	switch (id) {
	case CMD_BACK:
	case CMD_CLOSE:
	case CMD_CANCEL:
		return go_back(v, id);
	case CMD_PREV_PART:
		if (s->stage != STAGE_FILE && s->run != RUN_DONE)
			go_back(v, CMD_BACK);
		return true;
	case CMD_EXPLAIN:
		explain(v);
		return true;
	case CMD_NEXT_PART:
		go_on(v);
		return true;
	case CMD_DOWN:
		*at += *at + 1 < nlines(v);
		return true;
	case CMD_UP:
		*at -= *at > 0 && *at != SIZE_MAX;
		return true;
	case CMD_FIRST:
		*at = 0;
		return true;
	case CMD_LAST:
		*at = nlines(v) - 1;
		return true;
	case CMD_OPEN:
		if (!busy(s))
			stages[s->stage]->press(v, *at);
		return true;
	default:
		return false;
	}
}

static void file_named(struct view *v, const char *text, void *data)
{
	if (text && *text && !host_open(v, &(struct view_spec){ .view = "import", .entity = data, .name = text }))
		host_again(v);
}

void import_file(struct view *v, const struct entity *e, const char *file)
{
	if (file)
		file_named(v, file, (void *)e);
	else
		host_ask(v, &(struct ask){ .prompt = _("import file"), .history = "file",
					   .done = file_named, .data = (void *)e });
}

const struct view_ops import_view = {
	.name = "import",
	.contexts = IN_IMPORT,
	.size = sizeof(struct import_state),
	.open = import_view_open,
	.close = import_view_close,
	.load = import_view_load,
	.answer = import_view_answer,
	.failed = import_view_failed,
	.draw = import_view_draw,
	.status = import_view_status,
	.command = import_view_command,
	.draft = import_view_draft,
	.idle = import_view_idle,
	.title = import_view_title,
};
