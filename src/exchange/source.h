/* The bytes of a file as UTF-8, whatever they are on the disk: plain UTF-8 is read here, everything else by
 * `rapport-read` in its sandbox. */
#ifndef EXCHANGE_SOURCE_H
#define EXCHANGE_SOURCE_H

#include <sys/types.h>

#include "base/encoding.h"

struct source;

/* Opens a regular file (not through a last symbolic link; never waits for a pipe's other end).
 * `encoding` NULL: found out; UTF-8 with its mark in front is UTF-8, whatever is said. `format` NULL: text
 * (CSV); else one that rapport-read knows. NULL with the error set. */
struct source *source_open(const char *path, const char *encoding, const char *format, struct error *e);
void source_close(struct source *s); /* NULL is fine */

/* Up to `room` bytes; 0 at the end; -1 with the error set, also when the file was changed meanwhile. */
ssize_t source_read(struct source *s, char *bytes, size_t room, struct error *e);
int source_rewind(struct source *s, struct error *e);

enum encoding source_encoding(const struct source *s);
/* Whether nobody said which. */
bool source_guessed(const struct source *s);
/* Whether a byte that is no text comes as FF and two hexadecimal digits instead of as itself. */
bool source_marks_bad(const struct source *s);

/* Bytes of the file that were read and that there are. */
int64_t source_position(const struct source *s);
int64_t source_size(const struct source *s);

#endif
