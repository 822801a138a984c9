#include "exchange/export.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/point.h"

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

	if (writer_close(x->writer, rc ? NULL : e))
		rc = -1;
	if (outfile_close(&x->file, rc == 0, e))
		rc = -1;
	return rc ? -1 : rows;
}

/* Lists */

struct pages {
	struct client *client;
	struct writer *writer;
};

static int write_page(void *to, const struct table *t, struct error *e)
{
	return writer_page(((struct pages *)to)->writer, t, e);
}

/* The points of some of a page's rows; they fit a frame. */
static struct answer *ask_points(struct client *c, const struct row *rows, size_t n, struct error *e)
{
	struct request r = { .verb = VERB_LIST, .entity = entity_at(ENTITY_POINT), .sort = "kind,-main,id" };
	struct sbuf expr = SBUF_INIT, columns = SBUF_INIT;
	struct answer *a;

	sbuf_printf(&expr, "%s.id:", rows->entity->name);
	for (size_t i = 0; i < n; i++)
		sbuf_printf(&expr, "%s%lld", i ? "," : "", (long long)rows[i].id);
	sbuf_printf(&columns, "%s,kind,use,value,postcode,city,region,country,main", rows->entity->name);
	r.expr = sbuf_text(&expr);
	r.columns = sbuf_text(&columns);
	a = client_ask(c, &r, e);
	sbuf_free(&expr);
	sbuf_free(&columns);
	return a;
}

#define CARDS_AT_ONCE 100

/* Half as many again when the points of so many do not fit a frame. */
static int write_some_cards(struct pages *x, const struct table *t, size_t from, size_t n, struct error *e)
{
	struct answer *a = ask_points(x->client, &t->rows[from], n, e);
	struct table some = *t;
	int rc = a && a->ntables ? 0 : -1;

	if (rc == 0 && a->more && n > 1) {
		answer_free(a);
		return write_some_cards(x, t, from, n / 2, e) < 0 ||
		       write_some_cards(x, t, from + n / 2, n - n / 2, e) < 0 ? -1 : 0;
	}
	some.rows += from;
	some.nrows = n;
	if (rc == 0) {
		writer_points(x->writer, a->tables[0]);
		rc = writer_page(x->writer, &some, e);
	}
	answer_free(a);
	return rc;
}

static int write_cards(void *to, const struct table *t, struct error *e)
{
	size_t from = 0;
	int rc = 0;

	for (; rc == 0 && from < t->nrows; from += CARDS_AT_ONCE)
		rc = write_some_cards(to, t, from,
				      t->nrows - from < CARDS_AT_ONCE ? t->nrows - from : CARDS_AT_ONCE, e);
	return rc;
}

static int all_cards(struct pages *x, const struct request *r, struct error *e)
{
	struct request ask = *r;
	struct sbuf columns = SBUF_INIT;
	int rc;

	if (!entity_has_points(r->entity))
		return error_set(e, ERROR_USAGE, _("Only lists of contacts and customers can be address cards."));
	for (unsigned i = COMMON_COUNT; i < r->entity->nfields; i++)
		sbuf_printf(&columns, "%s%s", columns.len ? "," : "", r->entity->fields[i].name);
	ask.columns = sbuf_text(&columns);
	rc = client_list_all(x->client, &ask, write_cards, x, e);
	sbuf_free(&columns);
	return rc;
}

int export_pages(struct client *c, const struct request *r, struct writer *w, struct error *e)
{
	struct pages x = { c, w };

	return writer_wants_points(w) ? all_cards(&x, r, e) : client_list_all(c, r, write_page, &x, e);
}

int64_t export_list(struct client *c, const struct request *r, const char *path, enum format format,
		    bool replace, struct error *e)
{
	struct value_context context = client_context(c);
	struct export x;

	if (begin(&x, &context, path, format, replace, e))
		return -1;
	return end(&x, export_pages(c, r, x.writer, e), e);
}

int64_t export_table(const struct table *t, const struct value_context *context, const char *path,
		     enum format format, bool replace, struct error *e)
{
	struct export x;

	if (begin(&x, context, path, format, replace, e))
		return -1;
	return end(&x, writer_page(x.writer, t, e), e);
}
