#include "term/input.h"

#include "base/utf8.h"

static uint32_t key_of_char(uint32_t c)
{
	switch (c) {
	case 0:
		return K_CTRL | ' ';
	case '\b':
	case 127:
		return K_BACKSPACE;
	case '\t':
		return K_TAB;
	case '\n':
	case '\r':
		return K_ENTER;
	case 27:
		return K_ESC;
	default:
		if (c >= ' ')
			return c;
		return K_CTRL | (c < 27 ? c + '`' : c + '@');
	}
}

static void press(struct input *in, uint32_t key)
{
	struct event ev = key_event(key);

	queue_add(&in->queue, &ev);
}

/* Esc and a key that was there with it are Alt and that key. */
static void take_key(struct input *in, uint32_t key)
{
	bool esc = key == K_ESC;

	if (in->escape)
		press(in, esc ? K_ESC : key | K_ALT);
	else if (!esc)
		press(in, key);
	in->escape = esc;
}

static void paste_char(struct input *in, uint32_t cp)
{
	bool again = cp == '\n' && in->after_cr;
	char text[4];

	in->after_cr = cp == '\r';
	if (cp == '\r')
		cp = '\n';
	if (again || (cp < ' ' && cp != '\n' && cp != '\t') || (cp >= 127 && cp < 160))
		return;
	if (in->paste.len + sizeof(text) <= PASTE_MAX)
		sbuf_add(&in->paste, text, utf8_encode(cp, text));
}

/* SGR reports, as xterm's ctlseqs has them: button, column, row; M when pressed, m when released. Only the
 * first button and the wheel mean something. */
static void take_report(struct input *in, bool pressed)
{
	struct event ev = { .type = EVENT_MOUSE };
	int button;

	in->report[in->nreport] = '\0';
	if (sscanf(in->report, "%4d;%4d;%4d", &button, &ev.x, &ev.y) != 3 || ev.x < 1 || ev.y < 1)
		return;
	ev.x--;
	ev.y--;
	if (button == 64 || button == 65)
		ev.mouse = button == 64 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
	else if (button == 0)
		ev.mouse = pressed ? MOUSE_PRESS : MOUSE_RELEASE;
	else if (button == 32 && pressed)
		ev.mouse = MOUSE_DRAG;
	else
		return;
	queue_add(&in->queue, &ev);
}

/* Whatever is no part of a report ends it: nothing is ever stuck in one. */
static void report_char(struct input *in, uint32_t cp)
{
	bool number = (cp >= '0' && cp <= '9') || cp == ';';

	if (number && in->nreport + 1 < sizeof(in->report))
		in->report[in->nreport++] = (char)cp;
	if (number)
		return;
	in->mouse = false;
	if (cp == 'M' || cp == 'm')
		take_report(in, cp == 'M');
}

void input_mouse_begin(struct input *in)
{
	in->mouse = !in->pasting;
	in->nreport = 0;
}

void input_char(struct input *in, uint32_t cp, int64_t now)
{
	if (in->mouse) {
		report_char(in, cp);
	} else if (in->pasting) {
		in->paste_until = now + PASTE_WAIT;
		paste_char(in, cp);
	} else if (cp < 128 || cp >= 160) {
		take_key(in, key_of_char(cp));
	}
}

void input_key(struct input *in, uint32_t key)
{
	if (!in->pasting)
		take_key(in, key);
}

void input_paste_begin(struct input *in, int64_t now)
{
	input_paste_end(in);
	in->pasting = true;
	in->after_cr = false;
	in->paste_until = now + PASTE_WAIT;
}

void input_paste_end(struct input *in)
{
	struct event ev = {.type = EVENT_PASTE, .paste = sbuf_text(&in->paste)};

	if (!in->pasting)
		return;
	queue_add(&in->queue, &ev);
	sbuf_free(&in->paste);
	in->pasting = false;
}

void input_idle(struct input *in, int64_t now)
{
	if (in->escape)
		press(in, K_ESC);
	in->escape = in->mouse = false;
	if (in->pasting && now >= in->paste_until)
		input_paste_end(in);
}

void input_clear(struct input *in)
{
	queue_clear(&in->queue);
	sbuf_reset(&in->paste);
	in->escape = in->pasting = in->mouse = false;
}

void input_free(struct input *in)
{
	queue_free(&in->queue);
	sbuf_free(&in->paste);
}
