/* The last step of an import: what would come of it, what nothing in the file decides, the first problems;
 * and the import itself. */
#include "term/draw.h"
#include "view/import_state.h"

#define REFUSALS 6 /* lines of them */

static size_t count_doubts(const struct import_state *s)
{
	struct import_doubt d;
	size_t n = 0;

	while (import_doubt(s->im, n, &d))
		n++;
	return n;
}

static bool busy(const struct import_state *s)
{
	return s->run == RUN_TRYING || s->run == RUN_IMPORTING;
}

/* The key, what is in doubt, the names that are missing, the rows to decide on, and the line that imports. */
static size_t nlines(struct view *v)
{
	const struct import_state *s = v->state;

	return busy(s) || s->run == RUN_DONE ? 1 : 1 + count_doubts(s) + s->nlack + import_findings_lines(s) + 1;
}

/* Lines */

static void draw_key(const struct import_state *s, struct grid *g, struct rect r)
{
	const struct mapping *m = import_mapping(s->im);
	struct sbuf key = SBUF_INIT;

	for (size_t i = 0; i < m->nkeys; i++)
		sbuf_printf(&key, "%s%s", i ? C_("names", ", ") : "", _(m->keys[i]->label));
	import_draw_parts(g, r, _("Rows are matched by"), sbuf_text(&key), true,
			  _("same updated, others new"));
	sbuf_free(&key);
}

static const char *order_label(char order)
{
	switch (order) {
	case 'd':
		return _("the day first");
	case 'm':
		return _("the month first");
	case ',':
		return _("a comma");
	case '.':
		return _("a point");
	default:
		return _("not decided");
	}
}

static void draw_doubt(const struct import_state *s, struct grid *g, struct rect r, const struct import_doubt *d)
{
	struct sbuf what = SBUF_INIT, sample = SBUF_INIT;

	sbuf_printf(&what, d->dates ? _("Days of %s") : _("Decimal mark of %s"),
		    import_mapping(s->im)->columns[d->column].header);
	if (d->first && d->second)
		sbuf_printf(&sample, d->dates ? _("mixed: day first %lld, month first %lld")
					      : _("mixed: comma %lld, point %lld"), (long long)d->first,
			    (long long)d->second);
	else if (d->sample)
		sbuf_printf(&sample, P_("%s: %lld cell like it", "%s: %lld cells like it", d->unsure), d->sample,
			    (long long)d->unsure);
	import_draw_parts(g, r, sbuf_text(&what), order_label(d->order), d->order != 0, sbuf_text(&sample));
	if (!d->order)
		grid_restyle(g, (struct rect){ r.x + r.w / 3, r.y, r.w / 3 - 2, 1 }, ROLE_ATTENTION);
	sbuf_free(&what);
	sbuf_free(&sample);
}

static const char *choice_text(enum missing choice)
{
	static const char *const texts[] = { N_("rejected"), N_("left empty"), N_("created") };

	return _(texts[choice]);
}

static enum missing *choice_of(const struct import_state *s, const struct field *f)
{
	return &import_edit(s->im)->missing[entity_index(s->entity, f)];
}

static void draw_lack(const struct import_state *s, struct grid *g, struct rect r, const struct field *f)
{
	size_t n, names = 0;
	const struct import_missing *m = import_missing(s->im, &n);
	struct sbuf text = SBUF_INIT, head = SBUF_INIT;

	for (size_t i = 0; i < n; i++)
		if (m[i].field == f && names++ < 3)
			sbuf_printf(&text, "%s%s", text.len ? C_("names", ", ") : "", m[i].name);
	sbuf_printf(&head, P_("%s: %zu not there", "%s: %zu not there", names), _(f->label), names);
	import_draw_parts(g, r, sbuf_text(&head), choice_text(*choice_of(s, f)), true, sbuf_text(&text));
	sbuf_free(&head);
	sbuf_free(&text);
}

static void draw_button(const struct view *v, struct grid *g, struct rect r)
{
	const struct import_state *s = v->state;
	const struct import_counts *n = import_counts(s->im);
	struct sbuf text = SBUF_INIT;

	if (s->run == RUN_DONE)
		sbuf_puts(&text, K_(v, "Done, {back} goes back: "));
	else if (busy(s))
		sbuf_puts(&text, s->run == RUN_TRYING ? K_(v, "Looking ... ({back} goes back)")
						      : K_(v, "Importing ... ({back} cancels)"));
	else if (n->added || n->changed)
		sbuf_puts(&text, _("Import: "));
	else
		sbuf_puts(&text, _("Nothing to import: "));
	if (!busy(s) && s->run != RUN_NONE)
		import_tell(s->im, &text);
	import_draw_button(g, r, sbuf_text(&text));
	sbuf_free(&text);
}

static void draw_line(struct view *v, struct grid *g, struct rect r, size_t i)
{
	const struct import_state *s = v->state;
	size_t doubts = count_doubts(s);
	struct import_doubt d;

	if (i + 1 == nlines(v))
		draw_button(v, g, r);
	else if (i == 0)
		draw_key(s, g, r);
	else if (i <= doubts && import_doubt(s->im, i - 1, &d))
		draw_doubt(s, g, r, &d);
	else if (i <= doubts + s->nlack)
		draw_lack(s, g, r, s->lack[i - 1 - doubts]);
	else
		import_findings_draw(v, g, r, i - 1 - doubts - s->nlack);
}

/* Below */

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

/* What of the file nobody will find in the book. */
static const char *note_of(const struct import_state *s)
{
	return csv_note(import_csv(s->im));
}

static int foot_height(struct view *v)
{
	const struct import_state *s = v->state;
	int n = 0;

	while (n < REFUSALS && import_refusal(s->im, (size_t)n))
		n++;
	return busy(s) ? 2 : (n ? n + 2 : 0) + (import_findings_lines(s) ? 2 : 0) + (*note_of(s) ? 2 : 0);
}

/* What the cursor is on, whole, where its line has no room for that. */
static void draw_detail(struct view *v, struct grid *g, struct rect r)
{
	const struct import_state *s = v->state;
	size_t at = s->at[STAGE_CHECK], from = 1 + count_doubts(s) + s->nlack;
	struct sbuf text = SBUF_INIT;

	if (at >= from && at < from + import_findings_lines(s))
		import_findings_detail(v, at - from, &text);
	grid_put_fit(g, r.x + 1, r.y, r.w - 2, ROLE_DEFAULT, sbuf_text(&text));
	sbuf_free(&text);
}

static void draw_foot(struct view *v, struct grid *g, struct rect r)
{
	const struct import_state *s = v->state;
	const char *why;

	if (busy(s)) {
		draw_progress(s, g, rect_row(r, 1));
		return;
	}
	if (import_findings_lines(s)) {
		struct rect detail = rect_cut_top(&r, 2);
		draw_detail(v, g, rect_row(detail, 1));
	}
	if (*note_of(s) && r.h >= 2) {
		struct rect note = rect_cut_top(&r, 2);
		grid_put_fit(g, note.x + 1, note.y + 1, note.w - 2, ROLE_QUIET, note_of(s));
	}
	if (r.h < 2 || !import_refusal(s->im, 0))
		return;
	grid_put_fit(g, r.x + 1, r.y + 1, r.w - 2, ROLE_HEADER, _("First problems"));
	for (int i = 0; i + 2 < r.h && (why = import_refusal(s->im, (size_t)i)); i++)
		grid_put_fit(g, r.x + 1, r.y + 2 + i, r.w - 2, ROLE_ATTENTION, why);
}

/* Changing */

static void key_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct import_state *s = v->state;
	struct mapping *m = import_edit(s->im);
	struct error e = { 0 };

	(void)data;
	if (!item)
		return;
	m->nkeys = m->nspare = 0;
	if (item->text && mapping_set_key(m, item->text, &e) < 0)
		host_say(v, TONE_DANGER, "%s", e.text);
	import_run(v, IMPORT_DRY);
}

static void choose_key(struct view *v)
{
	const struct import_state *s = v->state;
	const struct mapping *m = import_mapping(s->im);
	struct pick_item items[MAPPING_TARGETS_MAX + 1] = { { .label = _("What tells records apart best"),
							      .value = 1 } };
	size_t n = 1;

	for (size_t i = 0; i < m->ncolumns && n < LENGTH(items); i++) {
		const struct target *t = &m->columns[i].target;
		const struct field *f = t->kind == TARGET_FIELD || t->kind == TARGET_PART ? t->field : NULL;

		for (size_t k = 1; f && k < n; k++)
			f = strcmp(items[k].text, f->name) ? f : NULL;
		if (!f)
			continue;
		items[n] = (struct pick_item){ .label = _(f->label), .value = (int64_t)n + 1, .text = f->name };
		n++;
	}
	host_pick(v, &(struct pick){ .title = _("Rows are matched by"), .items = items, .nitems = n,
				     .current = 1, .done = key_chosen });
}

/* Not decided, the one, the other, and round again. */
static void next_order(struct view *v, const struct import_doubt *d)
{
	const struct import_state *s = v->state;
	char one = d->dates ? 'd' : ',', other = d->dates ? 'm' : '.';

	import_edit(s->im)->columns[d->column].order = !d->order ? one : d->order == one ? other : '\0';
	import_run(v, IMPORT_DRY);
}

static void next_choice(struct view *v, const struct field *f)
{
	enum missing *choice = choice_of(v->state, f);

	*choice = (enum missing)((*choice + 1) % 3);
	import_run(v, IMPORT_DRY);
}

enum { GO_ON = 1, TAKE_BACK, LEAVE };

static void broken_chosen(struct view *v, const struct pick_item *item, void *data)
{
	const char *batch;
	int64_t rows;

	(void)data;
	if (!item)
		return;
	if (item->value == GO_ON)
		import_run(v, IMPORT_REAL);
	else if (item->value == LEAVE)
		host_close(v);
	else if (import_broken(((struct import_state *)v->state)->im, &rows, &batch))
		host_send(v, TAG_TAKE_BACK, &(struct request){ .verb = VERB_UNDO, .batch = batch });
}

static void ask_broken(struct view *v, int64_t rows)
{
	char *title = xasprintf(P_("Broken off after %lld row", "Broken off after %lld rows", rows), (long long)rows);
	struct pick_item items[] = { { .label = _("Go on behind them"), .value = GO_ON },
				     { .label = _("Take them back"), .value = TAKE_BACK },
				     { .label = _("Leave it as it is"), .value = LEAVE } };

	host_pick(v, &(struct pick){ .title = title, .items = items, .nitems = LENGTH(items), .done = broken_chosen });
	free(title);
}

static void press_button(struct view *v)
{
	const struct import_state *s = v->state;
	const struct import_counts *n = import_counts(s->im);
	const char *batch;
	int64_t rows;

	if (s->run == RUN_DONE)
		host_close(v);
	else if (import_broken(s->im, &rows, &batch))
		ask_broken(v, rows);
	else if (n->added || n->changed)
		import_run(v, IMPORT_REAL);
	else
		host_say(v, TONE_ATTENTION, "%s", _("There is nothing to import."));
}

static void press(struct view *v, size_t i)
{
	const struct import_state *s = v->state;
	size_t doubts = count_doubts(s);
	struct import_doubt d;

	if (busy(s))
		return;
	if (i + 1 == nlines(v))
		press_button(v);
	else if (i == 0)
		choose_key(v);
	else if (i <= doubts && import_doubt(s->im, i - 1, &d))
		next_order(v, &d);
	else if (i <= doubts + s->nlack)
		next_choice(v, s->lack[i - 1 - doubts]);
	else
		import_findings_press(v, i - 1 - doubts - s->nlack);
}

const struct import_stage_ops import_stage_check = {
	.label = N_("Check"),
	.nlines = nlines,
	.draw_line = draw_line,
	.foot_height = foot_height,
	.draw_foot = draw_foot,
	.press = press,
};
