/* The words every file of Rapport shares: attributes, errors, memory. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/banned.h"

#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#define NORETURN               __attribute__((noreturn))
#define MUST_CHECK             __attribute__((warn_unused_result))
#define LENGTH(array)          (sizeof(array) / sizeof((array)[0]))

/* Why something was not done. The order is that of the exit statuses of the command line. */
enum error_kind {
	ERROR_NONE = 0,
	ERROR_FAILED = 1,   /* tried and failed; nothing was changed */
	ERROR_USAGE = 2,    /* what was asked for makes no sense */
	ERROR_CONFLICT = 3, /* somebody else's change stands in the way, or an answer is needed */
	ERROR_ABSENT = 4,   /* not found, or not allowed: nobody may tell which */
};

/* One sentence for a person: what was tried, why not, what to do. `at` is the byte offset in the
 * text that was read where the trouble begins, or -1. */
struct error {
	enum error_kind kind;
	int at;
	char text[500];
};

/* Sets the sentence (cut at the buffer, never in the middle of a character) and returns -1, so that
 * a function can end with `return error_set(...)`. `e` may be NULL. */
int error_set(struct error *e, enum error_kind kind, const char *fmt, ...) PRINTF_LIKE(3, 4);
int error_set_at(struct error *e, int at, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Puts words before the sentence that is already there: "reading sales.csv: ...". */
void error_prefix(struct error *e, const char *fmt, ...) PRINTF_LIKE(2, 3);
void error_clear(struct error *e);

/* A programmer's error: says where and aborts. */
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
void bug_at(const char *file, int line, const char *fmt, ...) PRINTF_LIKE(3, 4) NORETURN;

/* Memory: these never return NULL; running out ends the program through one function, which first
 * calls the hook (the screen restores the terminal there). Caller frees. */
void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t size);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);
char *xasprintf(const char *fmt, ...) PRINTF_LIKE(1, 2);
void mem_on_failure(void (*hook)(void));

/* Grows an array by one zeroed item and returns it (borrowed until the next call).
 *   struct row *r = array_add(&t->rows, &t->nrows, &t->room, sizeof(*r));
 * `items` is the address of the array pointer; room doubles. */
void *array_add(void *items, size_t *n, size_t *room, size_t size);

/* What lives and dies together. Zero-initialise, allocate, free once. Memory is zeroed. */
struct arena {
	struct arena_block *head;
	size_t total;
};
void *arena_alloc(struct arena *a, size_t size);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
void arena_free(struct arena *a);

#endif
