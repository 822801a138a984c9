/* What a person does at the terminal, and the names people have for keys. */
#ifndef TERM_KEY_H
#define TERM_KEY_H

#include "base/sbuf.h"

/* A key is a number: a character as Unicode, or one of these, with modifiers added. Letters carry
 * no K_SHIFT, they are capitals; what terminals cannot tell apart is one key (C-i is Tab, C-m
 * Enter, C-[ Esc, C-h Backspace). */
enum {
	K_ENTER = 0x110000,
	K_ESC,
	K_TAB,
	K_BACKSPACE,
	K_DELETE,
	K_INSERT,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_F1,
	K_F12 = K_F1 + 11,
	K_LAST = K_F12,

	K_SHIFT = 0x1000000,
	K_ALT = 0x2000000,
	K_CTRL = 0x4000000,
};
#define K_CODE(key) ((key) & 0xffffffu)

enum event_type {
	EVENT_NONE,
	EVENT_KEY,       /* a key that writes nothing: key */
	EVENT_TEXT,      /* a character was typed: key (for key maps) and text (for fields) */
	EVENT_PASTE,     /* paste: the whole of what was pasted, never to be run as keys */
	EVENT_RESIZE,    /* w, h: lay out again */
	EVENT_FOCUS,     /* focused: the window got or lost the focus */
	EVENT_MOUSE,     /* mouse, x, y: only with term_mouse */
	EVENT_INTERRUPT, /* C-c: cancel what is running */
	EVENT_RESUME,    /* back after a stop (an EVENT_RESIZE came before): things may have changed */
	EVENT_HANGUP,    /* the person is gone (hang-up, SIGTERM, end of input): keep and leave */
	EVENT_READY,     /* fd can be read */
	EVENT_ARRIVED,   /* what was drawn is shown: term_behind is over */
	EVENT_TICK,      /* the time that poll was given is over */
};

enum mouse { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN, MOUSE_DRAG /* moved, held down */ };

struct event {
	enum event_type type;
	uint32_t key;
	char text[5];      /* one character of UTF-8 */
	const char *paste; /* UTF-8, lines end in LF, no other control but TAB; borrowed until the next poll */
	int w, h;
	enum mouse mouse;
	int x, y;          /* cells, from 0 */
	bool focused;
	int fd;
};

/* Reads one key as people write it: "j", "<", "G", "C-s", "M-x", "S-Tab", "Enter", "Esc", "Space",
 * "PgDn", "F2", "C-M-Left". Names in any case; also Return, Escape, Del, Ins, BS, PageUp, PageDown.
 * 0, or -1 with the error set. */
int key_read(const char *name, uint32_t *key, struct error *e);
/* Reads a sequence separated by spaces: "g g". Returns how many (at least 1), or -1. */
int key_read_sequence(const char *names, uint32_t *keys, int room, struct error *e);
/* Appends the one name of a key, which key_read reads back. */
void key_write(struct sbuf *out, uint32_t key);
void key_write_sequence(struct sbuf *out, const uint32_t *keys, int n);

/* The event of pressing a key: EVENT_TEXT for characters, EVENT_INTERRUPT for C-c, else EVENT_KEY. */
struct event key_event(uint32_t key);

#endif
