/* A file on its way into the book: how its columns are understood, with samples, and what would come of
 * it; Enter changes what is under the cursor, and on the last line imports. The work is done between keys:
 * every answer of the store is followed by the next step. */
#include "view/import.h"

#include "exchange/import.h"
#include "term/draw.h"

#define STEP_MS  15 /* work without an answer goes on no longer than this between two keys */
#define REFUSALS 5  /* lines of them */

enum { TAG_STEP = 1, TAG_YIELD };
enum state { TRYING, READY, IMPORTING, DONE };

struct import_state {
	struct import *im;
	const struct entity *entity;
	char *path;
	enum state state;
	size_t at, top;            /* the line under the cursor, the first that is drawn */
	const struct field **lack; /* the references of which names are missing, each once */
	size_t nlack, lack_room;
};

static size_t ncolumns(const struct import_state *s)
{
	return import_mapping(s->im)->ncolumns;
}

/* The columns, the references that lack names, and the line that imports. */
static size_t nlines(const struct import_state *s)
{
	return ncolumns(s) + s->nlack + 1;
}

static bool runs(const struct import_state *s)
{
	return s->state == TRYING || s->state == IMPORTING;
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
	v->host->ops->refresh(v->host);
	if (import_rejects(s->im))
		host_say(v, TONE_ATTENTION, _("%s; the rejected rows are in %s"), sbuf_text(&counts),
			 import_rejects(s->im));
	else
		host_say(v, TONE_GOOD, _("%s · u takes it back"), sbuf_text(&counts));
	if (!import_counts(s->im)->rejected)
		host_close(v);
	sbuf_free(&counts);
}

static void finish(struct view *v)
{
	struct import_state *s = v->state;
	bool real = s->state == IMPORTING, cancelled = import_counts(s->im)->cancelled;

	s->state = real && !cancelled ? DONE : READY;
	if (cancelled) {
		host_say(v, TONE_ATTENTION, "%s", _("Cancelled: nothing was changed."));
		return;
	}
	note_lack(s);
	if (real)
		tell_done(v);
	else
		s->at = nlines(s) - 1;
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
	while (turn == IMPORT_AGAIN && clock_ticks() - began < STEP_MS);
	if (turn == IMPORT_AGAIN)
		r = (struct request){ .verb = VERB_HELLO, .version = PROTO_VERSION };
	if (turn == IMPORT_ASK || turn == IMPORT_AGAIN) {
		host_send(v, turn == IMPORT_ASK ? TAG_STEP : TAG_YIELD, &r);
		return;
	}
	if (turn < 0) {
		s->state = READY;
		host_say(v, TONE_DANGER, "%s", e.text);
		return;
	}
	finish(v);
}

static void begin(struct view *v, enum import_mode mode)
{
	struct import_state *s = v->state;

	s->state = mode == IMPORT_DRY ? TRYING : IMPORTING;
	import_begin(s->im, mode);
	step(v);
}

static void import_view_answer(struct view *v, int tag, struct answer *a)
{
	struct import_state *s = v->state;

	if (tag == TAG_STEP)
		import_answer(s->im, a, NULL);
	step(v);
}

static void import_view_failed(struct view *v, int tag, const struct error *e)
{
	struct import_state *s = v->state;

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

static int import_view_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct import_state *s = v->state;
	struct import_options o = { .entity = spec->entity };

	s->entity = spec->entity;
	o.path = s->path = real_path(spec->name);
	s->im = import_open(&o, &v->host->context, e);
	if (!s->im)
		return -1; /* what there is of it is closed nevertheless */
	v->watches = UINT64_C(1) << ENTITY_IMPORT;
	v->stale = true;
	return 0;
}

static void import_view_close(struct view *v)
{
	struct import_state *s = v->state;

	import_close(s->im);
	free(s->path);
	free(s->lack);
}

static void import_view_load(struct view *v)
{
	struct import_state *s = v->state;

	if (s->state == TRYING)
		begin(v, IMPORT_DRY);
}

/* Drawing */

static void draw_mapped(const struct import_state *s, struct grid *g, struct rect r, size_t i)
{
	const struct mapping_column *c = &import_mapping(s->im)->columns[i];
	int third = r.w / 3;
	struct sbuf samples = SBUF_INIT, label = SBUF_INIT;

	for (size_t row = 0; row < 3; row++) {
		const char *sample = import_sample(s->im, i, row);
		if (*sample)
			sbuf_printf(&samples, "%s%s", samples.len ? " · " : "", sample);
	}
	grid_put_fit(g, r.x + 1, r.y, third - 2, ROLE_DEFAULT, c->header);
	if (c->target.field)
		target_show(&label, &c->target);
	grid_put_fit(g, r.x + third, r.y, third - 2, c->target.field ? ROLE_ACCENT : ROLE_QUIET,
		     label.len ? sbuf_text(&label) : _("left out"));
	grid_put_fit(g, r.x + 2 * third, r.y, r.w - 2 * third - 1, ROLE_QUIET, sbuf_text(&samples));
	sbuf_free(&samples);
	sbuf_free(&label);
}

static const char *choice_text(enum missing choice)
{
	static const char *const texts[] = { N_("rejected"), N_("left empty"), N_("created") };

	return _(texts[choice]);
}

static enum missing choice_of(const struct import_state *s, const struct field *f)
{
	return import_mapping(s->im)->missing[entity_index(s->entity, f)];
}

static void draw_lack(const struct import_state *s, struct grid *g, struct rect r, const struct field *f)
{
	size_t n, names = 0;
	const struct import_missing *m = import_missing(s->im, &n);
	struct sbuf text = SBUF_INIT, head = SBUF_INIT;

	for (size_t i = 0; i < n; i++)
		if (m[i].field == f && names++ < 3)
			sbuf_printf(&text, "%s%s", text.len ? ", " : "", m[i].name);
	sbuf_printf(&head, P_("%s: %zu not there", "%s: %zu not there", names), _(f->label), names);
	grid_put_fit(g, r.x + 1, r.y, r.w / 3 - 2, ROLE_ATTENTION, sbuf_text(&head));
	sbuf_free(&head);
	grid_put_fit(g, r.x + r.w / 3, r.y, r.w / 3 - 2, ROLE_ACCENT, choice_text(choice_of(s, f)));
	grid_put_fit(g, r.x + r.w / 3 * 2, r.y, r.w - r.w / 3 * 2 - 1, ROLE_QUIET, sbuf_text(&text));
	sbuf_free(&text);
}

static void draw_button(const struct import_state *s, struct grid *g, struct rect r)
{
	const struct import_counts *n = import_counts(s->im);
	struct sbuf text = SBUF_INIT;

	if (s->state == DONE)
		sbuf_puts(&text, _("Done: Esc goes back"));
	else if (runs(s))
		sbuf_puts(&text, s->state == TRYING ? _("Looking ...") : _("Importing ... (Esc cancels)"));
	else if (n->added || n->changed)
		sbuf_puts(&text, _("Import: "));
	else
		sbuf_puts(&text, _("Nothing to import: "));
	if (s->state == READY)
		import_tell(s->im, &text);
	grid_put_fit(g, r.x + 1, r.y, r.w - 2, ROLE_DEFAULT | ATTR_BOLD, sbuf_text(&text));
	sbuf_free(&text);
}

static void draw_line(struct view *v, struct grid *g, struct rect r, size_t i)
{
	struct import_state *s = v->state;

	if (i < ncolumns(s))
		draw_mapped(s, g, r, i);
	else if (i < ncolumns(s) + s->nlack)
		draw_lack(s, g, r, s->lack[i - ncolumns(s)]);
	else
		draw_button(s, g, r);
	if (i == s->at && !runs(s)) {
		grid_select(g, r);
		grid_cursor(g, r.x + 1, r.y, false);
	}
}

static void draw_progress(const struct import_state *s, struct grid *g, struct rect r)
{
	struct import_progress p;
	int bar = r.w / 3;

	import_progress(s->im, &p);
	draw_bar(g, r.x + 1, r.y, bar, ROLE_CHART1, p.size ? (double)p.done / (double)p.size : 0);
	if (p.rate)
		grid_printf(g, r.x + bar + 3, r.y, r.w - bar - 4, ROLE_QUIET,
			    _("%lld rows · %lld a second · %lld s left"), (long long)p.rows,
			    (long long)p.rate, (long long)p.left);
}

static void draw_refusals(const struct import_state *s, struct grid *g, struct rect r)
{
	const char *why;

	for (int i = 0; i < r.h && (why = import_refusal(s->im, (size_t)i)); i++)
		grid_put_fit(g, r.x + 1, r.y + i, r.w - 2, ROLE_ATTENTION, why);
}

static void draw_foot(const struct import_state *s, struct grid *g, struct rect r)
{
	if (runs(s))
		draw_progress(s, g, rect_row(r, 1));
	else
		draw_refusals(s, g, rect_cut_bottom(&r, r.h - 1));
}

static int foot_height(const struct import_state *s)
{
	int n = 0;

	while (n < REFUSALS && import_refusal(s->im, (size_t)n))
		n++;
	return runs(s) ? 2 : n ? n + 1 : 0;
}

static void import_view_draw(struct view *v, struct grid *g, struct rect r)
{
	struct import_state *s = v->state;
	struct rect head, foot;
	int third = r.w / 3;

	rect_cut_top(&r, 1);
	head = rect_cut_top(&r, 1);
	foot = rect_cut_bottom(&r, foot_height(s) < r.h / 2 ? foot_height(s) : r.h / 2);
	grid_put_fit(g, head.x + 1, head.y, third - 2, ROLE_HEADER, _("COLUMN"));
	grid_put_fit(g, head.x + third, head.y, third - 2, ROLE_HEADER, _("GOES INTO"));
	grid_put_fit(g, head.x + 2 * third, head.y, third - 1, ROLE_HEADER, _("FOR EXAMPLE"));
	if (s->at < s->top)
		s->top = s->at;
	if (r.h > 0 && s->at >= s->top + (size_t)r.h)
		s->top = s->at - (size_t)r.h + 1;
	for (size_t i = s->top; i < nlines(s) && i < s->top + (size_t)r.h; i++)
		draw_line(v, g, rect_row(r, (int)(i - s->top)), i);
	if (!rect_empty(foot))
		draw_foot(s, g, foot);
}

static void import_view_status(struct view *v, struct grid *g, struct rect r)
{
	struct import_state *s = v->state;
	const struct mapping *m = import_mapping(s->im);
	int used = grid_printf(g, r.x + 1, r.y, r.w - 2, ROLE_TITLE, _("Import into %s"),
			       _(s->entity->plural)) + 3;
	struct sbuf key = SBUF_INIT;

	for (size_t i = 0; i < m->nkeys; i++)
		sbuf_printf(&key, "%s%s", i ? ", " : "", _(m->keys[i]->label));
	if (used < r.w)
		grid_printf(g, r.x + used, r.y, r.w - used - 1, ROLE_QUIET,
			    key.len ? _("%s · matched by %s") : "%s", s->path, sbuf_text(&key));
	sbuf_free(&key);
}

static void import_view_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("Import"));
}

/* Changing */

/* The choice is made for the column that the cursor was on; the picker is above, so it still is. */
static void target_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct import_state *s = v->state;
	struct mapping *m = import_edit(s->im);
	struct target t = { 0 };

	(void)data;
	if (!item || s->at >= m->ncolumns || (item->text && !target_find(s->entity, item->text, &t)))
		return;
	for (size_t i = 0; t.field && i < m->ncolumns; i++)
		if (m->columns[i].target.field && target_same(&m->columns[i].target, &t))
			m->columns[i].target = (struct target){ 0 };
	m->columns[s->at].target = t;
	m->nkeys = m->nspare = 0; /* chosen anew from what is mapped now */
	begin(v, IMPORT_DRY);
}

static void choose_target(struct view *v)
{
	struct import_state *s = v->state;
	const struct mapping_column *c = &import_mapping(s->im)->columns[s->at];
	struct pick_item items[MAPPING_TARGETS_MAX + 1] = { { .label = _("Leave it out"), .value = 1 } };
	struct target targets[MAPPING_TARGETS_MAX];
	size_t n = mapping_targets(s->entity, targets);
	int64_t current = 1;

	for (size_t i = 0; i < n; i++) {
		items[i + 1] = (struct pick_item){ .label = _(targets[i].label),
						   .hint = _(targets[i].field->help),
						   .value = (int64_t)i + 2,
						   .text = targets[i].name };
		if (c->target.field && target_same(&c->target, &targets[i]))
			current = (int64_t)i + 2;
	}
	host_pick(v, &(struct pick){ .title = c->header, .items = items, .nitems = n + 1,
				     .current = current, .done = target_chosen });
}

static void next_choice(struct view *v)
{
	struct import_state *s = v->state;
	const struct field *f = s->lack[s->at - ncolumns(s)];
	enum missing *choice = &import_edit(s->im)->missing[entity_index(s->entity, f)];

	*choice = (enum missing)((*choice + 1) % 3);
	begin(v, IMPORT_DRY);
}

static void press(struct view *v)
{
	struct import_state *s = v->state;
	const struct import_counts *n = import_counts(s->im);

	if (s->state == DONE)
		host_close(v);
	else if (s->at < ncolumns(s))
		choose_target(v);
	else if (s->at < ncolumns(s) + s->nlack)
		next_choice(v);
	else if (n->added || n->changed)
		begin(v, IMPORT_REAL);
	else
		host_say(v, TONE_ATTENTION, "%s", _("There is nothing to import."));
}

static bool import_view_command(struct view *v, enum command_id id, const char *arg)
{
	struct import_state *s = v->state;

	(void)arg;
	if (runs(s) && (id == CMD_BACK || id == CMD_CLOSE || id == CMD_CANCEL)) {
		import_cancel(s->im);
		return s->state == IMPORTING; /* what is only tried needs no taking back */
	}
	switch (id) {
	case CMD_DOWN:
		s->at += s->at + 1 < nlines(s);
		return true;
	case CMD_UP:
		s->at -= s->at > 0;
		return true;
	case CMD_FIRST:
		s->at = 0;
		return true;
	case CMD_LAST:
		s->at = nlines(s) - 1;
		return true;
	case CMD_OPEN:
		if (!runs(s))
			press(v);
		return true;
	default:
		return false;
	}
}

static void file_named(struct view *v, const char *text, void *data)
{
	if (text && *text)
		host_open(v, &(struct view_spec){ .view = "import", .entity = data, .name = text });
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
	.contexts = IN_TEXT,
	.size = sizeof(struct import_state),
	.open = import_view_open,
	.close = import_view_close,
	.load = import_view_load,
	.answer = import_view_answer,
	.failed = import_view_failed,
	.draw = import_view_draw,
	.status = import_view_status,
	.command = import_view_command,
	.title = import_view_title,
};
