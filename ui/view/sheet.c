/* The contact sheet: what one wants to know before a call, on one screen. */
#include "model/plan.h"
#include "view/explain.h"
#include "view/panes.h"
#include "view/print.h"

enum { TAG_SHEET = 1, TAG_PAGE };

struct sheet_state {
	const struct entity *entity;
	int64_t id;
	struct answer *answer;
	struct sections sections;
	const char *name; /* whom it is about */
	struct sbuf page; /* where the page goes that was asked for */
};

static int sheet_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct sheet_state *s = v->state;

	if (!spec->entity || !sheet_of(spec->entity))
		return error_set(e, ERROR_USAGE,
				 _("A contact sheet is of a customer, or of what concerns one: a deal, an invoice."));
	s->entity = spec->entity;
	s->id = spec->id;
	v->stale = true;
	return 0;
}

static void sheet_close(struct view *v)
{
	struct sheet_state *s = v->state;

	sections_free(&s->sections);
	answer_free(s->answer);
	sbuf_free(&s->page);
}

static void sheet_load(struct view *v)
{
	struct sheet_state *s = v->state;

	sheet_ask(v, TAG_SHEET, s->entity, s->id);
}

#define PART " \xc2\xb7 "

const char *sheet_name(const struct answer *a, struct arena *arena)
{
	const struct table *about = answer_table(a, "about");
	const char *text = about && about->nrows ? table_get(about, 0, "value").s : "", *end = strstr(text, PART);

	return arena_strndup(arena, text, end ? (size_t)(end - text) : strlen(text));
}

/* The name stands above all: below it stands what else there is to say. */
static void take_name_off(struct answer *a)
{
	struct table *about = answer_table(a, "about");
	const char *rest = about && about->nrows ? strstr(table_get(about, 0, "value").s, PART) : NULL;

	if (rest)
		about->rows[0].cells[table_column(about, "value")] = value_text(rest + strlen(PART));
}

static void sheet_answer(struct view *v, int tag, struct answer *a)
{
	struct sheet_state *s = v->state;

	if (tag == TAG_PAGE) {
		print_page(v, a, sbuf_text(&s->page), NULL, false);
		return;
	}
	s->name = sheet_name(a, &v->arena);
	take_name_off(a);
	sheet_lay(a, &v->host->context);
	sections_take(v, &s->sections, &s->answer, a);
	s->sections.margin = SHEET_MARGIN;
}

static void sheet_draw(struct view *v, struct grid *g, struct rect r)
{
	struct sheet_state *s = v->state;
	struct rows_style style = { .context = &v->host->context, .column = -1, .focus = true };

	rect_cut_top(&r, 1);
	sections_draw(&s->sections, g, r, &style);
}

static void sheet_status(struct view *v, struct grid *g, struct rect r)
{
	struct sheet_state *s = v->state;

	grid_put_fit(g, r.x + 1, r.y, r.w - 2, ROLE_TITLE, s->name ? s->name : _("Contact sheet"));
}

static void sheet_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("Contact sheet"));
}

static bool sheet_home(struct view *v, struct subject *out)
{
	struct sheet_state *s = v->state;

	*out = (struct subject){ .entity = s->entity, .ids = &s->id, .n = 1 };
	return true;
}

static bool sheet_subject(struct view *v, struct subject *out)
{
	struct sheet_state *s = v->state;

	return sections_subject(&s->sections, out) || sheet_home(v, out);
}

static void path_typed(struct view *v, const char *path, void *data)
{
	struct sheet_state *s = v->state;

	(void)data;
	if (!path || !*path)
		return;
	sbuf_reset(&s->page);
	sbuf_puts(&s->page, path);
	sheet_ask(v, TAG_PAGE, s->entity, s->id);
}

static void explain(struct view *v)
{
	struct sheet_state *s = v->state;
	char id[24];

	snprintf(id, sizeof(id), "%lld", (long long)s->id);
	sections_explain(v, &s->sections, &(struct request){ .name = "sheet", .nargs = 1,
							     .args = &(struct named_value){ s->entity->name, id } });
}

static bool sheet_command(struct view *v, enum command_id id, const char *arg)
{
	struct sheet_state *s = v->state;

	if (sections_command(v, &s->sections, id))
		return true;
	if (id == CMD_EXPORT && !arg)
		print_ask(v, "sheet.txt", path_typed);
	else if (id == CMD_EXPORT)
		path_typed(v, arg, NULL);
	if (id == CMD_EXPORT)
		return true;
	if (id == CMD_EXPLAIN) {
		explain(v);
		return true;
	}
	if (id != CMD_OPEN)
		return false;
	if (!row_open(v, sections_row(&s->sections)))
		host_say(v, TONE_QUIET, "%s", _("There is nothing under the cursor."));
	return true;
}

const struct view_ops sheet_view = {
	.name = "sheet",
	.contexts = IN_TODAY, /* lines of records of all kinds, as there */
	.size = sizeof(struct sheet_state),
	.sections = offsetof(struct sheet_state, sections),
	.open = sheet_open,
	.close = sheet_close,
	.load = sheet_load,
	.answer = sheet_answer,
	.draw = sheet_draw,
	.status = sheet_status,
	.command = sheet_command,
	.subject = sheet_subject,
	.home = sheet_home,
	.title = sheet_title,
};
