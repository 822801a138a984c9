/* A phone number as a QR code: the phone in the hand dials what the screen shows. */
#include "view/panes.h"
#include "widget/qr.h"

enum { TAG_PHONES = 1 };

struct qr_state {
	struct answer *answer; /* the contact sheet, whose numbers are shown */
	size_t at;
	enum graphics graphics; /* of the last draw: how much room it takes */
};

static int qr_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	if (!spec->entity || !sheet_of(spec->entity))
		return error_set(e, ERROR_USAGE, _("There is no %s here to copy."), _("phone number"));
	sheet_ask(v, TAG_PHONES, spec->entity, spec->id);
	return 0;
}

static void qr_close(struct view *v)
{
	answer_free(((struct qr_state *)v->state)->answer);
}

static const struct table *phones(struct view *v)
{
	return answer_table(((struct qr_state *)v->state)->answer, "phones");
}

static void qr_answer(struct view *v, int tag, struct answer *a)
{
	struct qr_state *s = v->state;

	(void)tag;
	answer_keep(&s->answer, a);
	if (phones(v) && phones(v)->nrows)
		return;
	host_say(v, TONE_ATTENTION, _("There is no %s here to copy."), _("phone number"));
	host_close(v);
}

static void qr_failed(struct view *v, int tag, const struct error *e)
{
	(void)tag;
	host_say(v, TONE_DANGER, "%s", e->text);
	host_close(v);
}

static const char *number(struct view *v)
{
	const struct table *t = phones(v);

	return t && t->nrows ? table_get(t, ((struct qr_state *)v->state)->at, "phone").s : NULL;
}

/* RFC 3966: "+44 113 (0) 49" is tel:+4411349; what follows the number, an extension, is left to the caller. */
static void write_uri(struct sbuf *out, const char *phone)
{
	sbuf_puts(out, "tel:");
	for (const char *p = phone; *p; p++) {
		if (out->len > 5 && !strncmp(p, "(0)", 3))
			p += 2;
		else if ((*p >= '0' && *p <= '9') || (*p == '+' && out->len == 4))
			sbuf_putc(out, *p);
		else if (!strchr(" ()/.-", *p))
			break;
	}
}

static struct rect qr_place(struct view *v, struct rect screen)
{
	struct rect size = { 0 };

	if (number(v)) {
		struct sbuf uri = SBUF_INIT;
		write_uri(&uri, number(v));
		size = qr_size(sbuf_text(&uri), ((struct qr_state *)v->state)->graphics);
		sbuf_free(&uri);
	}
	return rect_centre(screen, size.w + 4 < 30 ? 30 : size.w + 4, size.h + 3);
}

static void qr_draw_(struct view *v, struct grid *g, struct rect r)
{
	struct rect whole = grid_rect(g), size;
	struct sbuf uri = SBUF_INIT;

	((struct qr_state *)v->state)->graphics = g->graphics;
	if (!number(v))
		return;
	write_uri(&uri, number(v));
	size = qr_size(sbuf_text(&uri), g->graphics);
	grid_fill(g, r, ROLE_DIALOG);
	if (size.w + 4 > whole.w || size.h + 3 > whole.h) {
		grid_printf(g, r.x, r.y, r.w, ROLE_ATTENTION, _("A code needs a window of %dx%d."), size.w + 4,
			    size.h + 3);
	} else {
		grid_box(g, r, ROLE_BOX, NULL);
		qr_draw(g, (struct rect){ r.x + (r.w - size.w) / 2, r.y + 1, size.w, size.h }, sbuf_text(&uri));
		grid_put_centre(g, r.x + 2, r.y + 1 + size.h, r.w - 4, ROLE_TITLE, number(v));
	}
	grid_cursor(g, r.x + 2, r.y + r.h - 2, false);
	sbuf_free(&uri);
}

/* j and k show the next number; any other key closes it. */
static bool qr_event(struct view *v, const struct event *ev)
{
	struct qr_state *s = v->state;
	size_t n = phones(v) ? phones(v)->nrows : 0;

	if (ev->type != EVENT_KEY && ev->type != EVENT_TEXT && ev->type != EVENT_INTERRUPT)
		return false;
	if (n && (ev->key == 'j' || ev->key == K_DOWN))
		s->at = (s->at + 1) % n;
	else if (n && (ev->key == 'k' || ev->key == K_UP))
		s->at = (s->at + n - 1) % n;
	else
		host_close(v);
	return true;
}

const struct view_ops qr_view = {
	.name = "qr",
	.contexts = IN_DIALOG,
	.flags = VIEW_FLOAT | VIEW_TYPES,
	.size = sizeof(struct qr_state),
	.open = qr_open,
	.close = qr_close,
	.answer = qr_answer,
	.failed = qr_failed,
	.place = qr_place,
	.draw = qr_draw_,
	.event = qr_event,
};
