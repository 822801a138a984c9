#include "base/base.h"

#include <stdarg.h>

#include "base/sbuf.h"

/* Process-wide on purpose: running out of memory has no caller left to ask. */
static void (*failure_hook)(void);

void mem_on_failure(void (*hook)(void))
{
	failure_hook = hook;
}

static void NORETURN out_of_memory(void)
{
	if (failure_hook)
		failure_hook();
	fputs("rapport: out of memory; what was saved is safe\n", stderr);
	abort();
}

static void *checked(void *p)
{
	if (!p)
		out_of_memory();
	return p;
}

void *xmalloc(size_t size)
{
	return checked(malloc(size ? size : 1));
}

void *xcalloc(size_t n, size_t size)
{
	return checked(calloc(n ? n : 1, size ? size : 1));
}

void *xrealloc(void *p, size_t size)
{
	return checked(realloc(p, size ? size : 1));
}

char *xstrdup(const char *s)
{
	return checked(strdup(s));
}

char *xstrndup(const char *s, size_t n)
{
	return checked(strndup(s, n));
}

char *xasprintf(const char *fmt, ...)
{
	struct sbuf text = SBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&text, fmt, ap);
	va_end(ap);
	return sbuf_steal(&text);
}

void *array_add(void *items, size_t *n, size_t *room, size_t size)
{
	char *data;

	memcpy(&data, items, sizeof(data));
	if (*n == *room) {
		*room = *room ? *room * 2 : 8;
		if (*room > SIZE_MAX / size)
			out_of_memory();
		data = xrealloc(data, *room * size);
		memcpy(items, &data, sizeof(data));
	}
	return memset(data + size * (*n)++, 0, size);
}

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	_Alignas(max_align_t) char data[];
};

#define ARENA_BLOCK 8192

void *arena_alloc(struct arena *a, size_t size)
{
	struct arena_block *b = a->head;
	size_t need = (size + _Alignof(max_align_t) - 1) & ~(_Alignof(max_align_t) - 1);

	if (need < size)
		out_of_memory();
	if (!b || b->size - b->used < need) {
		size_t room = need > ARENA_BLOCK ? need : ARENA_BLOCK;
		b = xcalloc(1, sizeof(*b) + room);
		b->size = room;
		b->next = a->head;
		a->head = b;
		a->total += room;
	}
	b->used += need;
	return b->data + b->used - need;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_alloc(a, n + 1);

	memcpy(copy, s, n);
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	struct sbuf text = SBUF_INIT;
	char *copy;
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&text, fmt, ap);
	va_end(ap);
	copy = arena_strndup(a, sbuf_text(&text), text.len);
	sbuf_free(&text);
	return copy;
}

void arena_free(struct arena *a)
{
	struct arena_block *b, *next;

	for (b = a->head; b; b = next) {
		next = b->next;
		free(b);
	}
	a->head = NULL;
	a->total = 0;
}
