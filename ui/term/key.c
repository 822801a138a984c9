#include "term/key.h"

#include <strings.h>

#include "base/intl.h"
#include "base/utf8.h"

/* The first name of a key is the one that is written. */
static const struct {
	const char *name;
	uint32_t key;
} names[] = {
	{"Enter", K_ENTER},         {"Return", K_ENTER},   {"Esc", K_ESC},
	{"Escape", K_ESC},          {"Tab", K_TAB},        {"Backspace", K_BACKSPACE},
	{"BS", K_BACKSPACE},        {"Delete", K_DELETE},  {"Del", K_DELETE},
	{"Insert", K_INSERT},       {"Ins", K_INSERT},     {"Up", K_UP},
	{"Down", K_DOWN},           {"Left", K_LEFT},      {"Right", K_RIGHT},
	{"Home", K_HOME},           {"End", K_END},        {"PgUp", K_PAGE_UP},
	{"PageUp", K_PAGE_UP},      {"PgDn", K_PAGE_DOWN}, {"PageDown", K_PAGE_DOWN},
	{"Space", ' '},             {"F1", K_F1},          {"F2", K_F1 + 1},
	{"F3", K_F1 + 2},           {"F4", K_F1 + 3},      {"F5", K_F1 + 4},
	{"F6", K_F1 + 5},           {"F7", K_F1 + 6},      {"F8", K_F1 + 7},
	{"F9", K_F1 + 8},           {"F10", K_F1 + 9},     {"F11", K_F1 + 10},
	{"F12", K_F12},
};

static const struct {
	char letter;
	uint32_t bit;
} modifiers[] = {{'C', K_CTRL}, {'M', K_ALT}, {'S', K_SHIFT}};

static uint32_t modifier(const char *name)
{
	if (!name[0] || name[1] != '-' || !name[2])
		return 0;
	for (size_t i = 0; i < LENGTH(modifiers); i++)
		if (*name == modifiers[i].letter)
			return modifiers[i].bit;
	return 0;
}

static bool is_character(uint32_t key)
{
	return K_CODE(key) < K_ENTER;
}

/* The key or the character with this name, or 0. */
static uint32_t named(const char *name)
{
	uint32_t cp;
	size_t len = strlen(name);

	for (size_t i = 0; i < LENGTH(names); i++)
		if (strcasecmp(names[i].name, name) == 0)
			return names[i].key;
	if (!len || utf8_decode(name, len, &cp) != len || cp == UTF8_BAD || cp <= ' ' || cp == 127)
		return 0;
	return cp;
}

static uint32_t lower(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static uint32_t upper(uint32_t c)
{
	return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
}

/* A terminal sends C-i and Tab as the same byte, so they are the same key. */
static uint32_t control(uint32_t c)
{
	switch (lower(c)) {
	case 'i':
		return K_TAB;
	case 'j':
	case 'm':
		return K_ENTER;
	case '[':
		return K_ESC;
	case 'h':
		return K_BACKSPACE;
	case '@':
		return K_CTRL | ' ';
	default:
		return K_CTRL | lower(c);
	}
}

int key_read(const char *name, uint32_t *key, struct error *e)
{
	const char *rest = name;
	uint32_t mods = 0, bit, code;

	while ((bit = modifier(rest))) {
		mods |= bit;
		rest += 2;
	}
	code = named(rest);
	if (!code)
		return error_set(e, ERROR_USAGE, _("there is no key \"%s\"; names are like j, C-s, M-x, "
						   "S-Tab, Enter, F2"), name);
	if (is_character(code)) {
		code = mods & K_CTRL ? control(code) : mods & K_SHIFT ? upper(code) : code;
		mods &= ~(uint32_t)(K_SHIFT | K_CTRL);
	}
	*key = code | mods;
	return 0;
}

int key_read_sequence(const char *text, uint32_t *keys, int room, struct error *e)
{
	int n = 0;

	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		size_t len = strcspn(text, " ");
		char *name = xstrndup(text, len);
		int rc = n < room ? key_read(name, &keys[n], e)
				  : error_set(e, ERROR_USAGE, _("more than %d keys"), room);
		free(name);
		if (rc)
			return -1;
		n++;
		text += len;
	}
	return n ? n : error_set(e, ERROR_USAGE, _("no key is named"));
}

void key_write(struct sbuf *out, uint32_t key)
{
	char text[4];

	for (size_t i = 0; i < LENGTH(modifiers); i++)
		if (key & modifiers[i].bit)
			sbuf_printf(out, "%c-", modifiers[i].letter);
	for (size_t i = 0; i < LENGTH(names); i++)
		if (names[i].key == K_CODE(key)) {
			sbuf_puts(out, names[i].name);
			return;
		}
	sbuf_add(out, text, utf8_encode(K_CODE(key), text));
}

void key_write_sequence(struct sbuf *out, const uint32_t *keys, int n)
{
	for (int i = 0; i < n; i++) {
		if (i)
			sbuf_putc(out, ' ');
		key_write(out, keys[i]);
	}
}

struct event key_event(uint32_t key)
{
	struct event ev = {.type = EVENT_KEY, .key = key};

	if (key == (K_CTRL | 'c'))
		ev.type = EVENT_INTERRUPT;
	if (is_character(key) && !(key & (K_CTRL | K_ALT))) {
		ev.type = EVENT_TEXT;
		utf8_encode(key, ev.text);
	}
	return ev;
}
