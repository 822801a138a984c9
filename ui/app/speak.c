/* What is under the cursor as one plain sentence on the message line, for those who hear the screen. */
#include "app/app.h"
#include "widget/rows.h"

static void add_part(struct sbuf *out, const char *label, const char *value)
{
	if (out->len)
		sbuf_puts(out, out->data[out->len - 1] == '.' ? " " : ". ");
	if (label && *label)
		sbuf_printf(out, _("%s: "), label);
	sbuf_puts(out, value);
}

/* "Customer: Acme. City: Oslo. Status: prospect": labels for what else is known only by its place; of a fact
 * alone, only that. */
static void speak_row(const struct app *a, const struct subject *s, struct sbuf *out)
{
	const char *title = s->entity ? table_title(s->table, s->row) : NULL;

	if (s->entity && s->title)
		add_part(out, _(s->entity->label), s->title);
	for (size_t i = 0; i < s->table->ncolumns; i++) {
		const struct column *c = &s->table->columns[i];
		struct sbuf value = SBUF_INIT;
		if (c->field.width < 0 || (s->fact && s->fact != (int)i + 1))
			continue;
		rows_say(&value, &c->field, s->row->cells[i], &a->host.context);
		if (value.len && !(title && !strcmp(sbuf_text(&value), title)))
			add_part(out, _(c->label), sbuf_text(&value));
		sbuf_free(&value);
	}
}

/* The line with the cursor as it is drawn; what stands apart becomes parts. */
static void speak_line(const struct grid *g, struct sbuf *out)
{
	int gap = 2;

	for (int x = 0; x < g->w; x++) {
		const struct cell *c = grid_at(g, x, g->cursor_y);
		if (!c->width)
			continue;
		if (!*c->text || !strcmp(c->text, " ")) {
			gap++;
			continue;
		}
		if (gap && out->len)
			sbuf_puts(out, gap > 1 ? _(", ") : " ");
		gap = 0;
		sbuf_puts(out, c->text);
	}
}

/* What the whole pane is about is not what the cursor is on. */
static bool is_home(struct view *v, const struct subject *s)
{
	struct subject home = { 0 };

	return !s->fact && v->ops->home && v->ops->home(v, &home) && home.row == s->row;
}

void app_speak(struct app *a)
{
	struct view *v = app_top(a);
	struct subject s = { 0 };
	struct sbuf text = SBUF_INIT;

	if (v->ops->subject)
		v->ops->subject(v, &s);
	if (s.row && s.table && !is_home(v, &s))
		speak_row(a, &s, &text);
	else if (v->ops->tell)
		v->ops->tell(v, &text);
	if (!text.len)
		speak_line(&a->grid, &text);
	if (!text.len)
		sbuf_puts(&text, _("There is nothing under the cursor."));
	app_say(a, TONE_PLAIN, "%s", sbuf_text(&text));
	sbuf_free(&text);
}
