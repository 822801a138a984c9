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

/* Sends part after part; the answer to the last one. An empty file is one empty part. */
static struct answer *send_parts(struct client *c, struct request *r, int fd, const char *path, char *part,
				 struct error *e)
{
	struct answer *a = NULL;

	do {
		ssize_t n = read_part(fd, part, DOCUMENT_CHUNK, r->offset);

		answer_free(a);
		a = NULL;
		if (n < 0 || (!n && r->offset < r->limit)) {
			n < 0 ? fail(path, e) : error_set(e, ERROR_FAILED, _("%s changed while it was read."), path);
			return NULL;
		}
		r->data = part;
		r->ndata = (size_t)n;
		a = client_ask(c, r, e);
		r->offset += n;
	} while (a && r->offset < r->limit);
	return a;
}

struct answer *document_attach(struct client *c, const struct entity *e, int64_t id, const char *path,
			       struct error *err)
{
	struct request r = { .verb = VERB_ATTACH, .entity = e, .id = id };
	struct sbuf name = SBUF_INIT;
	struct answer *a = NULL;
	char uuid[UUID_SIZE];
	int fd = open_file(path, &r.limit, err);

	if (fd < 0)
		return NULL;
	document_name(&name, path);
	uuid_make(uuid);
	r.uuid = uuid;
	r.name = sbuf_text(&name);
	char *part = xmalloc(DOCUMENT_CHUNK);
	a = send_parts(c, &r, fd, path, part, err);
	free(part);
	close(fd);
	sbuf_free(&name);
	return a;
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

static int write_parts(struct client *c, int64_t id, int fd, const char *path, struct error *e)
{
	struct request r = { .verb = VERB_FETCH, .entity = entity_at(ENTITY_DOCUMENT), .id = id };
	bool more = true;
	int rc = 0;

	while (rc == 0 && more) {
		struct answer *a = client_ask(c, &r, e);

		if (!a)
			return -1;
		rc = write_part(fd, a->data, a->ndata, path, e);
		more = a->more && a->ndata;
		r.offset += (int64_t)a->ndata;
		answer_free(a);
	}
	return rc;
}

int document_fetch(struct client *c, int64_t id, const char *path, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600), rc;

	if (fd < 0 && errno == EEXIST)
		return error_set(err, ERROR_CONFLICT, _("There is a file %s already."), path);
	if (fd < 0)
		return fail(path, err);
	rc = write_parts(c, id, fd, path, err);
	if (close(fd) < 0 && rc == 0)
		rc = fail(path, err);
	if (rc < 0)
		unlink(path);
	return rc;
}
