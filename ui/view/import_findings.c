/* Rows of an import on which a person may want to decide: a line that says what is done with the whole kind, and
 * one for each row, with both sides. */
#include "base/date.h"
#include "view/import_state.h"

static const char *const fates[][3] = {
	[FINDING_CONFLICT] = { N_("the book's stays"), N_("the file's is taken"), NULL },
	[FINDING_DUPLICATE] = { N_("added"), N_("left out"), N_("updated") },
};
#define KINDS LENGTH(fates)

static const char *fate(enum finding_kind kind, int decision)
{
	return _(fates[kind][decision]);
}

static int next_fate(enum finding_kind kind, int decision)
{
	return fates[kind][decision + 1 < 3 ? decision + 1 : 0] && decision < 2 ? decision + 1 : 0;
}

static int of_kind(const struct mapping *m, enum finding_kind kind)
{
	return kind == FINDING_CONFLICT ? (int)m->conflicts : (int)m->duplicates;
}

static size_t count(const struct import_state *s, enum finding_kind kind)
{
	size_t all, n = 0;
	const struct import_finding *f = import_findings(s->im, &all);

	for (size_t i = 0; i < all; i++)
		n += f[i].kind == kind;
	return n;
}

size_t import_findings_lines(const struct import_state *s)
{
	size_t lines = 0;

	for (size_t kind = 0; kind < KINDS; kind++) {
		size_t n = count(s, (enum finding_kind)kind);

		lines += n ? 1 + n : 0;
	}
	return lines;
}

/* What a line is about: the finding, or NULL where it is about the whole kind. */
static const struct import_finding *line_at(const struct import_state *s, size_t line, enum finding_kind *kind)
{
	size_t all;
	const struct import_finding *f = import_findings(s->im, &all);

	*kind = FINDING_CONFLICT;
	if (count(s, FINDING_CONFLICT) && line > count(s, FINDING_CONFLICT)) {
		line -= count(s, FINDING_CONFLICT) + 1;
		*kind = FINDING_DUPLICATE;
	} else if (!count(s, FINDING_CONFLICT)) {
		*kind = FINDING_DUPLICATE;
	}
	for (size_t i = 0; line && i < all; i++)
		if (f[i].kind == *kind && --line == 0)
			return &f[i];
	return NULL;
}

/* Drawing */

static void draw_kind(const struct import_state *s, struct grid *g, struct rect r, enum finding_kind kind)
{
	const struct import_counts *n = import_counts(s->im);
	struct sbuf what = SBUF_INIT;

	if (kind == FINDING_CONFLICT)
		sbuf_printf(&what, P_("%lld conflict", "%lld conflicts", n->conflicts), (long long)n->conflicts);
	else
		sbuf_printf(&what, P_("%lld probable duplicate", "%lld probable duplicates", n->doubles),
			    (long long)n->doubles);
	import_draw_parts(g, r, sbuf_text(&what), fate(kind, of_kind(import_mapping(s->im), kind)), true,
			  kind == FINDING_CONFLICT ? _("changed by a person since, and otherwise in the file")
						   : _("new rows that are like a record in the book"));
	sbuf_free(&what);
}

static void draw_finding(struct view *v, struct grid *g, struct rect r, const struct import_finding *f)
{
	struct sbuf what = SBUF_INIT, sample = SBUF_INIT;

	if (f->kind == FINDING_CONFLICT) {
		sbuf_printf(&what, "  %s: %s", f->title, _(f->field->label));
		sbuf_printf(&sample, _("%s in the file, %s by %s "), f->file, f->book, f->who);
		date_show(&sample, stamp_date(f->at), (date_t)v->host->context.today, DATE_PLAIN);
	} else {
		sbuf_printf(&what, "  %s", f->file);
		sbuf_printf(&sample, _("%s: %d, %s"), f->title, f->score, f->why);
	}
	import_draw_parts(g, r, sbuf_text(&what), fate(f->kind, f->decision), true, sbuf_text(&sample));
	sbuf_free(&what);
	sbuf_free(&sample);
}

void import_findings_detail(struct view *v, size_t line, struct sbuf *out)
{
	enum finding_kind kind;
	const struct import_finding *f = line_at(v->state, line, &kind);

	if (!f)
		return;
	if (kind == FINDING_CONFLICT) {
		sbuf_printf(out, _("Line %lld: %s, %s is \"%s\" in the file and \"%s\" in the book, by %s, "),
			    (long long)f->line, f->title, _(f->field->label), f->file, f->book, f->who);
		date_show(out, stamp_date(f->at), (date_t)v->host->context.today, DATE_PLAIN);
	} else {
		sbuf_printf(out, _("Line %lld: %s is probably %s: %d of 100, %s"), (long long)f->line, f->file,
			    f->title, f->score, f->why);
	}
}

void import_findings_draw(struct view *v, struct grid *g, struct rect r, size_t line)
{
	enum finding_kind kind;
	const struct import_finding *f = line_at(v->state, line, &kind);

	if (f)
		draw_finding(v, g, r, f);
	else
		draw_kind(v->state, g, r, kind);
}

/* Deciding: of the whole kind, which forgets what was decided of its rows, or of one row. */

void import_findings_press(struct view *v, size_t line)
{
	struct import_state *s = v->state;
	struct mapping *m = import_edit(s->im);
	enum finding_kind kind;
	const struct import_finding *f = line_at(s, line, &kind);

	if (f) {
		import_decide(s->im, f, next_fate(kind, f->decision));
	} else {
		int next = next_fate(kind, of_kind(m, kind));

		import_decide_all(s->im, kind);
		if (kind == FINDING_CONFLICT)
			m->conflicts = (enum conflicts)next;
		else
			m->duplicates = (enum duplicates)next;
	}
	import_run(v, IMPORT_DRY);
}
