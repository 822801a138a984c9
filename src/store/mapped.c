#include "store/mapped_layout.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"

uint64_t mapped_sum(const struct mapped_head *h)
{
	static const uint64_t none[2];

	return map_hash(h, offsetof(struct mapped_head, sum), none);
}

char *mapped_path(const char *book, const char *name)
{
	return xasprintf("%s.cache-%s", book, name);
}

static bool ends_inside(const struct mapped_entry *s, uint64_t size)
{
	return s->at >= MAPPED_HEAD && s->at % MAPPED_ALIGN == 0 && s->at <= size &&
	       s->size <= size - s->at && memchr(s->name, '\0', sizeof(s->name));
}

static bool head_is_sound(const struct mapped_head *h, size_t size, uint32_t format)
{
	if (h->magic != MAPPED_MAGIC || h->format != format || h->size != size ||
	    h->count > MAPPED_SECTIONS || h->sum != mapped_sum(h))
		return false;
	for (size_t i = 0; i < h->count; i++)
		if (!ends_inside(&h->sections[i], size))
			return false;
	return true;
}

static int64_t born(const struct stat *st)
{
	return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

static bool is_same(const struct mapped *m, const struct stat *st)
{
	return m->inode == st->st_ino && m->device == st->st_dev && m->born == born(st);
}

static bool is_ours(const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_uid == geteuid() && !(st->st_mode & (S_IRWXG | S_IRWXO)) &&
	       st->st_size >= MAPPED_HEAD && (uint64_t)st->st_size < SIZE_MAX;
}


bool mapped_map(struct mapped *m, int fd, uint32_t format)
{
	struct mapped new = { 0 };
	struct stat st;
	void *at;

	if (fstat(fd, &st) < 0 || !is_ours(&st))
		return false;
	at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED)
		return false;
	new = (struct mapped){ at, (size_t)st.st_size, { 0, 0 }, st.st_dev, st.st_ino, born(&st) };
	if (!head_is_sound(at, new.size, format)) {
		munmap(at, new.size);
		return false;
	}
	new.stamp.seq = ((const struct mapped_head *)at)->seq;
	new.stamp.mark = ((const struct mapped_head *)at)->mark;
	mapped_close(m);
	*m = new;
	return true;
}

bool mapped_renew(struct mapped *m, const char *book, const char *name, uint32_t format)
{
	char *path = mapped_path(book, name);
	bool changed = false;
	struct stat st;
	int fd = -1;

	if (lstat(path, &st) == 0 && !is_same(m, &st))
		fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd >= 0) {
		changed = mapped_map(m, fd, format);
		close(fd);
	}
	free(path);
	return changed;
}

void mapped_close(struct mapped *m)
{
	if (m->base)
		munmap((void *)m->base, m->size);
	*m = (struct mapped){ 0 };
}

const void *mapped_section(const struct mapped *m, const char *name, size_t unit, size_t *n)
{
	const struct mapped_head *h = (const struct mapped_head *)m->base;

	*n = 0;
	for (size_t i = 0; h && i < h->count; i++)
		if (!strcmp(h->sections[i].name, name) && h->sections[i].size % unit == 0) {
			*n = h->sections[i].size / unit;
			return m->base + h->sections[i].at;
		}
	return NULL;
}
