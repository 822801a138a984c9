/* Files out. A file is whole or not there: it is written beside its place and renamed. */
#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

#include "client/client.h"
#include "exchange/format.h"

/* A new file, readable by its owner alone. */
struct outfile {
	FILE *to;
	char *path, *beside; /* where it will stand, where it is made */
	bool replace;
};

/* 0, or -1 with the error set: ERROR_CONFLICT when there is a file already and `replace` is not set. */
int outfile_open(struct outfile *f, const char *path, bool replace, struct error *e);
/* Puts it in its place, or takes it away when `keep` is false. Frees what it holds. 0 or -1. */
int outfile_close(struct outfile *f, bool keep, struct error *e);

/* Asks for the whole list, page by page, and gives it to the writer; for address cards with all fields and
 * points, whatever columns are asked for. 0, or -1 with the error set. */
int export_pages(struct client *c, const struct request *r, struct writer *w, struct error *e);

/* Asks for the whole list, page by page, and writes it. How many rows, or -1 and no file. */
int64_t export_list(struct client *c, const struct request *r, const char *path, enum format format,
		    bool replace, struct error *e);
/* The same for whoever must not wait: asks what export_next fills in (false: all was asked), gives the answers
 * to export_take, which returns 0 or -1, and ends it, with the file in its place when `keep` is set: how many
 * rows, or -1. `total` is -1 until it is known. NULL with the error set when it cannot begin. */
struct export *export_begin(const struct request *list, const struct value_context *context, const char *path,
			    enum format format, bool replace, struct error *e);
bool export_next(struct export *x, struct request *r);
int export_take(struct export *x, struct answer *a, struct error *e);
void export_progress(const struct export *x, int64_t *done, int64_t *total);
int64_t export_end(struct export *x, bool keep, struct error *e);

/* Writes one table. */
int64_t export_table(const struct table *t, const struct value_context *context, const char *path,
		     enum format format, bool replace, struct error *e);

#endif
