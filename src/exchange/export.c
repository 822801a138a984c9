#include "exchange/export.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange/listing.h"

static int refuse_existing(const char *path, struct error *e)
{
	struct stat st;

	if (lstat(path, &st))
		return 0;
	return error_set(e, ERROR_CONFLICT,
			 _("There is a file %s already; name another."), path);
}

int outfile_open(struct outfile *f, const char *path, bool replace, struct error *e)
{
	char uuid[UUID_SIZE];
	int fd;

	*f = (struct outfile){ .replace = replace };
	if (!*path)
		return error_set(e, ERROR_USAGE, _("A file needs a name."));
	if (!replace && refuse_existing(path, e))
		return -1;
	uuid_make(uuid);
	f->path = xstrdup(path);
	f->beside = xasprintf("%s.%.8s", path, uuid);
	fd = open(f->beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	f->to = fd < 0 ? NULL : fdopen(fd, "w");
	if (f->to)
		return 0;
	error_set(e, ERROR_FAILED, _("Cannot write %s: %s."), path, strerror(errno));
	outfile_close(f, false, NULL);
	return -1;
}

/* Without `replace` a file that came meanwhile stays: link fails where rename would replace. */
static int put_in_place(const struct outfile *f, struct error *e)
{
	if (f->replace ? rename(f->beside, f->path) == 0 : link(f->beside, f->path) == 0)
		return 0;
	if (errno == EEXIST)
		return refuse_existing(f->path, e);
	return error_set(e, ERROR_FAILED, _("Cannot write %s: %s."), f->path, strerror(errno));
}

int outfile_close(struct outfile *f, bool keep, struct error *e)
{
	int rc = keep ? 0 : -1;

	if (f->to && keep && (fflush(f->to) || fsync(fileno(f->to))))
		rc = error_set(e, ERROR_FAILED, _("Cannot write %s: %s."), f->path, strerror(errno));
	if (f->to && fclose(f->to) && rc == 0)
		rc = error_set(e, ERROR_FAILED, _("Cannot write %s: %s."), f->path, strerror(errno));
	if (f->to && rc == 0)
		rc = put_in_place(f, e);
	if (f->to)
		unlink(f->beside);
	free(f->path);
	free(f->beside);
	*f = (struct outfile){ 0 };
	return rc;
}

struct export {
	struct outfile file;
	struct writer *writer;
	struct listing *list; /* NULL: a table that is there */
};

static int begin(struct export *x, const struct value_context *context, const char *path,
		 enum format format, bool replace, struct error *e)
{
	if (outfile_open(&x->file, path, replace, e))
		return -1;
	x->writer = writer_open(x->file.to,
				&(struct format_options){ .format = format, .context = context });
	return 0;
}

static int64_t end(struct export *x, int rc, struct error *e)
{
	int64_t rows = writer_rows(x->writer);

	listing_free(x->list);
	if (writer_close(x->writer, rc ? NULL : e))
		rc = -1;
	if (outfile_close(&x->file, rc == 0, e))
		rc = -1;
	return rc ? -1 : rows;
}

struct export *export_begin(const struct request *list, const struct value_context *context, const char *path,
			    enum format format, bool replace, struct error *e)
{
	struct export *x = xcalloc(1, sizeof(*x));

	if (begin(x, context, path, format, replace, e) == 0) {
		x->list = listing_open(list, x->writer, e);
		if (x->list)
			return x;
		end(x, -1, NULL);
	}
	free(x);
	return NULL;
}

bool export_next(struct export *x, struct request *r)
{
	return listing_next(x->list, r);
}

int export_take(struct export *x, struct answer *a, struct error *e)
{
	return listing_take(x->list, a, e);
}

void export_progress(const struct export *x, int64_t *done, int64_t *total)
{
	*done = listing_done(x->list);
	*total = listing_total(x->list);
}

int64_t export_end(struct export *x, bool keep, struct error *e)
{
	int64_t rows = end(x, keep ? 0 : -1, e);

	free(x);
	return rows;
}

static int ask_all(struct listing *l, struct client *c, struct error *e)
{
	struct request ask;
	int rc = 0;

	while (rc == 0 && listing_next(l, &ask)) {
		struct answer *a = client_ask(c, &ask, e);

		rc = a ? listing_take(l, a, e) : -1;
		answer_free(a);
	}
	return rc;
}

int export_pages(struct client *c, const struct request *r, struct writer *w, struct error *e)
{
	struct listing *l = listing_open(r, w, e);
	int rc = l ? ask_all(l, c, e) : -1;

	listing_free(l);
	return rc;
}

int64_t export_list(struct client *c, const struct request *r, const char *path, enum format format,
		    bool replace, struct error *e)
{
	struct value_context context = client_context(c);
	struct export *x = export_begin(r, &context, path, format, replace, e);

	return x ? export_end(x, ask_all(x->list, c, e) == 0, e) : -1;
}

int64_t export_table(const struct table *t, const struct value_context *context, const char *path,
		     enum format format, bool replace, struct error *e)
{
	struct export x = { 0 };

	if (begin(&x, context, path, format, replace, e))
		return -1;
	return end(&x, writer_page(x.writer, t, e), e);
}
