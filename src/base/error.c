#include "base/base.h"

#include <stdarg.h>

/* Takes back the bytes of a character that the buffer's end cut in two. */
static void trim_partial(char *text)
{
	size_t len = strlen(text), back = 0;

	while (back < 4 && back < len && ((unsigned char)text[len - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back < len) {
		unsigned char lead = (unsigned char)text[len - 1 - back];
		size_t need = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
		if (need != back)
			text[len - 1 - back] = '\0';
	}
}

static int error_vset(struct error *e, enum error_kind kind, int at, const char *fmt, va_list ap)
{
	if (!e)
		return -1;
	e->kind = kind;
	e->at = at;
	if ((size_t)vsnprintf(e->text, sizeof(e->text), fmt, ap) >= sizeof(e->text))
		trim_partial(e->text);
	return -1;
}

int error_set(struct error *e, enum error_kind kind, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	error_vset(e, kind, -1, fmt, ap);
	va_end(ap);
	return -1;
}

int error_set_at(struct error *e, int at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	error_vset(e, ERROR_USAGE, at, fmt, ap);
	va_end(ap);
	return -1;
}

void error_prefix(struct error *e, const char *fmt, ...)
{
	struct error was;
	va_list ap;
	size_t len;

	if (!e)
		return;
	was = *e;
	va_start(ap, fmt);
	error_vset(e, was.kind, was.at, fmt, ap);
	va_end(ap);
	len = strlen(e->text);
	if ((size_t)snprintf(e->text + len, sizeof(e->text) - len, "%s", was.text) >=
	    sizeof(e->text) - len)
		trim_partial(e->text);
}

void error_clear(struct error *e)
{
	if (!e)
		return;
	e->kind = ERROR_NONE;
	e->at = -1;
	e->text[0] = '\0';
}

void bug_at(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "rapport: bug at %s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}
