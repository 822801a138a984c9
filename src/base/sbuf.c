#include "base/sbuf.h"

static void sbuf_grow(struct sbuf *b, size_t extra)
{
	size_t need = b->len + extra + 1;

	if (need < extra)
		BUG("text of %zu bytes", extra);
	if (need <= b->room)
		return;
	b->room = b->room * 2 > need ? b->room * 2 : need < 32 ? 32 : need;
	b->data = xrealloc(b->data, b->room);
}

char *sbuf_reserve(struct sbuf *b, size_t extra)
{
	sbuf_grow(b, extra);
	return b->data + b->len;
}

void sbuf_add(struct sbuf *b, const void *data, size_t len)
{
	sbuf_grow(b, len);
	if (len)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void sbuf_puts(struct sbuf *b, const char *s)
{
	sbuf_add(b, s, strlen(s));
}

void sbuf_putc(struct sbuf *b, char c)
{
	sbuf_add(b, &c, 1);
}

void sbuf_vprintf(struct sbuf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		BUG("format \"%s\"", fmt);
	sbuf_grow(b, (size_t)n);
	vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
	b->len += (size_t)n;
}

void sbuf_printf(struct sbuf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(b, fmt, ap);
	va_end(ap);
}

void sbuf_insert(struct sbuf *b, size_t at, const void *data, size_t len)
{
	if (at > b->len)
		BUG("insert at %zu of %zu", at, b->len);
	sbuf_grow(b, len);
	memmove(b->data + at + len, b->data + at, b->len - at);
	if (len)
		memcpy(b->data + at, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void sbuf_erase(struct sbuf *b, size_t at, size_t len)
{
	if (at > b->len || len > b->len - at)
		BUG("erase %zu at %zu of %zu", len, at, b->len);
	if (!len)
		return;
	memmove(b->data + at, b->data + at + len, b->len - at - len);
	b->len -= len;
	b->data[b->len] = '\0';
}

void sbuf_reset(struct sbuf *b)
{
	b->len = 0;
	if (b->data)
		b->data[0] = '\0';
}

const char *sbuf_text(const struct sbuf *b)
{
	return b->data ? b->data : "";
}

char *sbuf_steal(struct sbuf *b)
{
	char *text = b->data ? b->data : xstrdup("");

	b->data = NULL;
	b->len = b->room = 0;
	return text;
}

void sbuf_free(struct sbuf *b)
{
	free(b->data);
	b->data = NULL;
	b->len = b->room = 0;
}
