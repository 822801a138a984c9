/* Rows that were refused: counted, the first ones told, and in a real run written to a file that can be
 * mended and imported again. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/intl.h"
#include "exchange/import_private.h"

/* How many cells are the file's own: one of refused rows has two more. */
static size_t own_cells(const struct import *im)
{
	size_t n = im->nheader;

	return n > 2 && !strcmp(im->header[n - 2], "line") && !strcmp(im->header[n - 1], "reason") ? n - 2 : n;
}

const char *reject_text(const struct import *im, const struct row_copy *row, struct arena *a)
{
	struct sbuf out = SBUF_INIT;
	size_t own = own_cells(im), n = row->n > im->nheader ? row->n : own;
	const char *text;

	for (size_t i = 0; i < n; i++) {
		if (i)
			sbuf_putc(&out, csv_out_delimiter(im->csv));
		if (i < row->n)
			csv_put(&out, im->csv, row->cells[i].text, row->cells[i].len);
	}
	text = arena_strdup(a, sbuf_text(&out));
	sbuf_free(&out);
	return text;
}

static void write_header(struct import *im)
{
	struct sbuf line = SBUF_INIT;
	char delimiter = csv_out_delimiter(im->csv);

	for (size_t i = 0; i < own_cells(im); i++) {
		csv_put(&line, im->csv, im->header[i], strlen(im->header[i]));
		sbuf_putc(&line, delimiter);
	}
	/* A mark in front says that it is UTF-8, whatever a map says of the file it came from. */
	fprintf(im->rejects, "%s%sline%creason\n", csv_encoding(im->csv) == ENCODING_UTF8 ? "" : "\xEF\xBB\xBF",
		sbuf_text(&line), delimiter);
	sbuf_free(&line);
}

static int open_rejects(struct import *im, struct error *e)
{
	int fd;

	im->rejects_path = xasprintf("%s.rejected.csv", im->path);
	fd = open(im->rejects_path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	im->rejects = fd < 0 ? NULL : fdopen(fd, "w");
	if (!im->rejects)
		return error_set(e, ERROR_FAILED, _("%s cannot be written: %s."), im->rejects_path,
				 strerror(errno));
	write_header(im);
	return 0;
}

static void note(struct import *im, int64_t line, const char *why)
{
	im->counts.rejected++;
	if (im->nrefusals < REFUSALS_MAX)
		im->refusals[im->nrefusals++] =
			arena_printf(&im->run, _("line %lld: %s"), (long long)line, why);
}

void reject_row(struct import *im, int64_t line, const char *text, const char *why)
{
	struct sbuf reason = SBUF_INIT;
	char delimiter = csv_out_delimiter(im->csv);

	note(im, line, why);
	if (im->mode == IMPORT_DRY || im->failure.kind)
		return;
	if (!im->rejects && open_rejects(im, &im->failure) < 0)
		return;
	csv_put(&reason, im->csv, why, strlen(why));
	fprintf(im->rejects, "%s%c%lld%c%s\n", text, delimiter, (long long)line, delimiter,
		sbuf_text(&reason));
	sbuf_free(&reason);
}

int reject_end(struct import *im, struct error *e)
{
	bool failed;

	if (!im->rejects)
		return 0;
	failed = ferror(im->rejects) != 0;
	failed |= fclose(im->rejects) != 0;
	im->rejects = NULL;
	if (im->counts.cancelled || im->failure.kind) {
		unlink(im->rejects_path);
		free(im->rejects_path);
		im->rejects_path = NULL;
		return 0;
	}
	if (failed)
		return error_set(e, ERROR_FAILED, _("%s could not be written whole: %s."),
				 im->rejects_path, strerror(errno));
	return 0;
}
