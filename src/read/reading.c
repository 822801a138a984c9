#include "config.h"

/* The file on standard input, and what is told about it on standard output. */
#include <errno.h>
#include <unistd.h>

#include "read/decode.h"
#include "read/format.h"
#include "read/guess.h"

#define PIECE      (64u << 10)
#define SAMPLE_MAX (1u << 20)
#define LOOK_MAX   ((int64_t)256 << 20) /* how far is looked for something that is not ASCII */

size_t reading_next(struct reading *r, char *bytes, size_t room)
{
	ssize_t n;

	(void)r;
	do
		n = read(STDIN_FILENO, bytes, room);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		exit(ERROR_FAILED);
	return (size_t)n;
}

void reading_seek(struct reading *r, int64_t at)
{
	(void)r;
	if (lseek(STDIN_FILENO, at, SEEK_SET) < 0)
		exit(ERROR_FAILED);
}

void reading_put(struct reading *r, const char *bytes, size_t n)
{
	(void)r;
	while (n) {
		ssize_t put = write(STDOUT_FILENO, bytes, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			exit(ERROR_FAILED);
		bytes += put;
		n -= (size_t)put;
	}
}

static bool is_ascii(const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)bytes[i] >= 0x80)
			return false;
	return true;
}

/* The first piece, and of later ones the whole lines, where they hold anything but ASCII. */
static void add_sample(struct sbuf *sample, const char *piece, size_t n)
{
	const char *from = memchr(piece, '\n', n), *to = memrchr(piece, '\n', n);

	if (!sample->len)
		sbuf_add(sample, piece, n);
	else if (from && from < to && !is_ascii(from, (size_t)(to - from)))
		sbuf_add(sample, from, (size_t)(to - from));
}

static void take_sample(struct reading *r, struct sbuf *sample)
{
	char *piece = xmalloc(PIECE);
	const char *end;
	int64_t seen = 0;
	size_t n;

	do {
		n = reading_next(r, piece, PIECE);
		add_sample(sample, piece, n);
		seen += (int64_t)n;
	} while (n && sample->len < SAMPLE_MAX && seen < LOOK_MAX);
	free(piece);
	end = sample->len ? memrchr(sample->data, '\n', sample->len) : NULL;
	if (n && end)
		sbuf_erase(sample, (size_t)(end - sample->data) + 1, sample->len - (size_t)(end - sample->data) - 1);
}

/* A mark in front is no text, whoever said which encoding it is. */
static size_t mark_of(const struct sbuf *sample, enum encoding encoding)
{
	size_t bom;

	return guess_encoding(sbuf_text(sample), sample->len, &bom) == encoding ? bom : 0;
}

void reading_begin(struct reading *r)
{
	struct sbuf sample = SBUF_INIT, line = SBUF_INIT;
	size_t bom;

	take_sample(r, &sample);
	if (r->given)
		bom = mark_of(&sample, r->encoding);
	else
		r->encoding = guess_encoding(sbuf_text(&sample), sample.len, &bom);
	sbuf_printf(&line, "%s\n", encoding_name(r->encoding));
	reading_put(r, sbuf_text(&line), line.len);
	reading_seek(r, (int64_t)bom);
	sbuf_free(&sample);
	sbuf_free(&line);
}
