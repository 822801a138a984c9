/* The making of a cache file. */
#include "config.h"

#include "store/mapped_layout.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"

#define PART_FIRST (64u << 10)

static int failed(const struct mapping *w, struct error *e)
{
	return error_set(e, ERROR_FAILED, _("Cannot write %s: %s."),
			 w->temporary ? w->temporary : _("a cache"), strerror(errno));
}

/* A name that somebody else has put there is not used. */
static bool is_ours(int fd, const char *path)
{
	struct stat open, named;

	return fstat(fd, &open) == 0 && S_ISREG(open.st_mode) && open.st_uid == geteuid() &&
	       lstat(path, &named) == 0 && named.st_ino == open.st_ino && named.st_dev == open.st_dev;
}

/* The temporary file is the lock, too: whoever waited for it finds it renamed when its maker is done. */
static int take_lock(struct mapping *w, bool wait)
{
	w->lock = open(w->temporary, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (w->lock < 0)
		return -1;
	if (flock(w->lock, LOCK_EX | LOCK_NB) < 0) {
		if (errno != EWOULDBLOCK)
			return -1;
		if (!wait)
			return 1;
		while (flock(w->lock, LOCK_EX) < 0)
			if (errno != EINTR)
				return -1;
	}
	return is_ours(w->lock, w->temporary) ? 0 : 1;
}

int mapping_begin(struct mapping *w, const char *book, const char *name, enum mapping_for use,
		  struct error *e)
{
	int rc;

	*w = (struct mapping){ .lock = -1 };
	if (use == MAPPING_MEMORY)
		return 0;
	w->path = mapped_path(book, name);
	w->temporary = xasprintf("%s.new", w->path);
	rc = take_lock(w, use == MAPPING_FILE_WAIT);
	if (rc < 0)
		failed(w, e);
	if (rc)
		mapping_drop(w);
	return rc;
}

struct part part_new(const struct mapping *w)
{
	struct part p = { .fd = -1 };
	char *copy;

	if (!w->path)
		return p;
	copy = xstrdup(w->path);
	p.fd = open(dirname(copy), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
	if (p.fd < 0)
		p.fd = memfd_create("cache", MFD_CLOEXEC);
	free(copy);
	return p;
}

struct part *mapping_part(struct mapping *w, const char *name)
{
	struct part *p = &w->parts[w->n++];

	if (w->n > MAPPED_SECTIONS || strlen(name) >= MAPPED_NAME)
		BUG("no room for the section %s", name);
	*p = part_new(w);
	snprintf(p->name, sizeof(p->name), "%s", name);
	return p;
}

/* The room is taken on the disk before it is written to, as a mapping could not tell that it is full. */
static int grow(struct part *p, size_t room)
{
	int flags = p->fd < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED;
	void *at;

	if (p->fd >= 0)
		errno = posix_fallocate(p->fd, 0, (off_t)room);
	if (p->fd >= 0 && errno)
		return -1;
	at = p->data ? mremap(p->data, p->room, room, MREMAP_MAYMOVE) :
		       mmap(NULL, room, PROT_READ | PROT_WRITE, flags, p->fd, 0);
	if (at == MAP_FAILED)
		return -1;
	p->data = at;
	p->room = room;
	return 0;
}

void *part_add(struct part *p, size_t size, struct error *e)
{
	size_t room = p->room ? p->room : PART_FIRST;

	while (room < p->len + size)
		room *= 2;
	if (room > p->room && grow(p, room) < 0) {
		error_set(e, ERROR_FAILED, _("Cannot write %s: %s."), _("a cache"), strerror(errno));
		return NULL;
	}
	p->len += size;
	return p->data + p->len - size;
}

void part_free(struct part *p)
{
	if (p->data)
		munmap(p->data, p->room);
	if (p->fd >= 0)
		close(p->fd);
	p->data = NULL;
	p->len = p->room = 0;
	p->fd = -1;
}

static uint64_t aligned(uint64_t size)
{
	return (size + MAPPED_ALIGN - 1) / MAPPED_ALIGN * MAPPED_ALIGN;
}

static void lay_out(const struct mapping *w, const struct mapped_stamp *stamp, uint32_t format,
		    struct mapped_head *h)
{
	uint64_t at = MAPPED_HEAD;

	*h = (struct mapped_head){ .magic = MAPPED_MAGIC, .format = format, .seq = stamp->seq,
				   .mark = stamp->mark, .count = w->n };
	for (size_t i = 0; i < w->n; i++) {
		snprintf(h->sections[i].name, MAPPED_NAME, "%s", w->parts[i].name);
		h->sections[i].at = at;
		h->sections[i].size = w->parts[i].len;
		at = aligned(at + w->parts[i].len);
	}
	h->size = at;
	h->sum = mapped_sum(h);
}

static int write_at(int fd, const void *data, size_t len, uint64_t at)
{
	const char *from = data;

	while (len) {
		ssize_t n = pwrite(fd, from, len, (off_t)at);

		if (n < 0 && errno != EINTR)
			return -1;
		n = n < 0 ? 0 : n;
		from += n;
		len -= (size_t)n;
		at += (uint64_t)n;
	}
	return 0;
}

/* Each section's memory goes as soon as it is written. */
static int write_file(struct mapping *w, const struct mapped_head *h)
{
	if (ftruncate(w->lock, 0) < 0 || ftruncate(w->lock, (off_t)h->size) < 0 ||
	    write_at(w->lock, h, sizeof(*h), 0) < 0)
		return -1;
	for (size_t i = 0; i < w->n; i++) {
		if (write_at(w->lock, w->parts[i].data, w->parts[i].len, h->sections[i].at) < 0)
			return -1;
		part_free(&w->parts[i]);
	}
	return fsync(w->lock) < 0 ? -1 : rename(w->temporary, w->path);
}

/* Half a file is of no use to anybody, and its disk may be full. */
static int leave_empty(struct mapping *w)
{
	int why = errno;

	if (ftruncate(w->lock, 0) == 0)
		errno = why;
	return -1;
}

static int keep_in_memory(struct mapping *w, const struct mapped_head *h, struct mapped *m)
{
	unsigned char *at = mmap(NULL, h->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (at == MAP_FAILED)
		return -1;
	memcpy(at, h, sizeof(*h));
	for (size_t i = 0; i < w->n; i++) {
		if (w->parts[i].len)
			memcpy(at + h->sections[i].at, w->parts[i].data, w->parts[i].len);
		part_free(&w->parts[i]);
	}
	mapped_close(m);
	*m = (struct mapped){ at, h->size, { h->seq, h->mark }, 0, 0, 0 };
	return 0;
}

int mapping_finish(struct mapping *w, const struct mapped_stamp *stamp, uint32_t format,
		   struct mapped *m, struct error *e)
{
	struct mapped_head h;
	int rc;

	lay_out(w, stamp, format, &h);
	rc = w->path ? write_file(w, &h) : keep_in_memory(w, &h, m);
	if (rc < 0 && w->path)
		leave_empty(w);
	if (rc < 0)
		failed(w, e);
	else if (w->path && !mapped_map(m, w->lock, format))
		rc = error_set(e, ERROR_FAILED, _("Cannot read %s."), w->path);
	mapping_drop(w);
	return rc;
}

/* The temporary file stays: removing it would part those who wait for its lock. */
void mapping_drop(struct mapping *w)
{
	for (size_t i = 0; i < w->n; i++)
		part_free(&w->parts[i]);
	if (w->lock >= 0)
		close(w->lock);
	free(w->path);
	free(w->temporary);
	*w = (struct mapping){ .lock = -1 };
}
