/* The bytes of documents over the wire, a part at a time. */
#include "exchange/document.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"
#include "model/document.h"

static int fail(const char *path, struct error *e)
{
	return error_set(e, ERROR_FAILED, "%s: %s", path, strerror(errno));
}

static int open_file(const char *path, int64_t *size, struct error *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;

	if (fd < 0)
		return fail(path, e);
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return error_set(e, ERROR_USAGE, _("%s is not a file."), path);
	}
	*size = st.st_size;
	return fd;
}

static ssize_t read_part(int fd, char *part, size_t len, int64_t offset)
{
	size_t got = 0;
	ssize_t n = 1;

	while (got < len && n > 0) {
		n = pread(fd, part + got, len - got, offset + (int64_t)got);
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			got += (size_t)n;
	}
	return n < 0 ? -1 : (ssize_t)got;
}

struct transfer {
	struct request r; /* what is asked next, but for the bytes */
	char uuid[UUID_SIZE], *path, *part;
	struct sbuf name;
	int fd;
	bool ended;
};

static struct transfer *new_transfer(int fd, const char *path, struct request r)
{
	struct transfer *t = xcalloc(1, sizeof(*t));

	t->fd = fd;
	t->path = xstrdup(path);
	t->r = r;
	return t;
}

struct transfer *transfer_attach(const struct entity *e, int64_t id, const char *path,
				 struct error *err)
{
	int64_t size = 0;
	int fd = open_file(path, &size, err);
	struct transfer *t;

	if (fd < 0)
		return NULL;
	t = new_transfer(
	    fd, path, (struct request){.verb = VERB_ATTACH, .entity = e, .id = id, .limit = size});
	document_name(&t->name, path);
	uuid_make(t->uuid);
	t->r.uuid = t->uuid;
	t->r.name = sbuf_text(&t->name);
	t->part = xmalloc(DOCUMENT_CHUNK);
	return t;
}

struct transfer *transfer_fetch(int64_t id, const char *path, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd >= 0)
		return new_transfer(fd, path,
				    (struct request){.verb = VERB_FETCH,
						     .id = id,
						     .entity = entity_at(ENTITY_DOCUMENT)});
	if (errno == EEXIST)
		error_set(err, ERROR_CONFLICT, _("There is a file %s already."), path);
	else
		fail(path, err);
	return NULL;
}

int transfer_next(struct transfer *t, struct request *r, struct error *err)
{
	ssize_t n = 0;

	if (t->ended)
		return 0;
	*r = t->r;
	if (!t->part)
		return 1;
	n = read_part(t->fd, t->part, DOCUMENT_CHUNK, t->r.offset);
	if (n < 0)
		return fail(t->path, err);
	if (!n && t->r.offset < t->r.limit)
		return error_set(err, ERROR_FAILED, _("%s changed while it was read."), t->path);
	r->data = t->part;
	r->ndata = (size_t)n;
	t->r.offset += n;
	return 1;
}

static int write_part(int fd, const char *data, size_t len, const char *path, struct error *e)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return fail(path, e);
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

int transfer_take(struct transfer *t, const struct answer *a, struct error *err)
{
	if (t->part) { /* an empty file is one empty part */
		t->ended = t->r.offset >= t->r.limit;
		return 0;
	}
	t->r.offset += (int64_t)a->ndata;
	t->ended = !a->more || !a->ndata;
	return write_part(t->fd, a->data, a->ndata, t->path, err);
}

void transfer_progress(const struct transfer *t, int64_t *done, int64_t *total)
{
	*done = t->r.offset;
	*total = t->part ? t->r.limit : -1;
}

int transfer_end(struct transfer *t, bool keep, struct error *err)
{
	int rc = close(t->fd) < 0 && keep && !t->part ? fail(t->path, err) : 0;

	if (!t->part && (!keep || rc < 0))
		unlink(t->path);
	sbuf_free(&t->name);
	free(t->path);
	free(t->part);
	free(t);
	return rc;
}

/* For whoever waits: all of it. The last answer, or NULL with the error set. */
static struct answer *run(struct client *c, struct transfer *t, struct error *err)
{
	struct answer *a = NULL;
	struct request r;
	int more;

	while ((more = transfer_next(t, &r, err)) > 0) {
		answer_free(a);
		a = client_ask(c, &r, err);
		if (!a || transfer_take(t, a, err) < 0) {
			more = -1;
			break;
		}
	}
	if (transfer_end(t, more == 0, err) < 0 || more < 0) {
		answer_free(a);
		return NULL;
	}
	return a;
}

struct answer *document_attach(struct client *c, const struct entity *e, int64_t id,
			       const char *path, struct error *err)
{
	struct transfer *t = transfer_attach(e, id, path, err);

	return t ? run(c, t, err) : NULL;
}

int document_fetch(struct client *c, int64_t id, const char *path, struct error *err)
{
	struct transfer *t = transfer_fetch(id, path, err);
	struct answer *a = t ? run(c, t, err) : NULL;

	answer_free(a);
	return a ? 0 : -1;
}
