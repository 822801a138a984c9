#include "disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault_vfs.h"

#define SECTOR 512

enum which { BOOK, WAL, FILES };

struct moment {
	enum { WRITTEN, CUT_OFF, SYNCED, ACKNOWLEDGED } what;
	enum which file;
	size_t at, len;
	char *data;
};

struct image {
	char *data;
	size_t len, room;
};

static struct {
	char *names[FILES];
	struct moment *moments;
	size_t n, room;
	struct image durable[FILES]; /* as of moment `done`: what was synced */
	size_t done;
	size_t *pending[FILES];      /* moments whose effect was not synced yet */
	size_t npending[FILES], pending_room[FILES];
	int acknowledged;
} disk;

static void image_write(struct image *i, size_t at, const char *data, size_t len)
{
	if (at + len > i->room) {
		i->room = 2 * (at + len);
		i->data = xrealloc(i->data, i->room);
	}
	if (at > i->len)
		memset(i->data + i->len, 0, at - i->len);
	if (len)
		memcpy(i->data + at, data, len);
	if (at + len > i->len)
		i->len = at + len;
}

static void image_cut(struct image *i, size_t len)
{
	if (len < i->len)
		i->len = len;
}

static void image_read(struct image *i, const char *name)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	char block[65536];
	ssize_t n;

	while (fd >= 0 && (n = read(fd, block, sizeof(block))) > 0)
		image_write(i, i->len, block, (size_t)n);
	if (fd >= 0)
		close(fd);
}

static struct moment *add(int what, enum which file)
{
	struct moment *m = array_add(&disk.moments, &disk.n, &disk.room, sizeof(*m));

	m->what = what;
	m->file = file;
	return m;
}

static void see(const struct fault_seen *seen)
{
	static const int kinds[] = { [SEEN_WRITE] = WRITTEN, [SEEN_TRUNCATE] = CUT_OFF, [SEEN_SYNC] = SYNCED };
	struct moment *m;

	for (enum which f = 0; f < FILES; f++) {
		if (!seen->file || strcmp(seen->file, disk.names[f]))
			continue;
		m = add(kinds[seen->what], f);
		m->at = (size_t)seen->at;
		m->len = (size_t)seen->len;
		m->data = xmalloc(m->len);
		if (m->len)
			memcpy(m->data, seen->data, m->len);
	}
}

void disk_record(const char *book)
{
	disk.names[BOOK] = xstrdup(book);
	disk.names[WAL] = xasprintf("%s-wal", book);
	for (enum which f = 0; f < FILES; f++)
		image_read(&disk.durable[f], disk.names[f]);
	fault_observe(see);
}

void disk_acknowledge(void)
{
	add(ACKNOWLEDGED, BOOK);
}

size_t disk_moments(void)
{
	fault_observe(NULL);
	return disk.n;
}

static void apply(struct image *i, const struct moment *m)
{
	if (m->what == WRITTEN)
		image_write(i, m->at, m->data, m->len);
	else
		image_cut(i, m->at);
}

static void sync_file(enum which f)
{
	for (size_t i = 0; i < disk.npending[f]; i++)
		apply(&disk.durable[f], &disk.moments[disk.pending[f][i]]);
	disk.npending[f] = 0;
}

static void go_on(size_t to)
{
	for (; disk.done < to; disk.done++) {
		const struct moment *m = &disk.moments[disk.done];

		if (m->what == ACKNOWLEDGED)
			disk.acknowledged++;
		else if (m->what == SYNCED)
			sync_file(m->file);
		else
			*(size_t *)array_add(&disk.pending[m->file], &disk.npending[m->file],
					     &disk.pending_room[m->file], sizeof(size_t)) = disk.done;
	}
}

/* One write of which the disk had begun to do what it liked. */
static void tear(struct image *i, const struct moment *m, struct random *chance)
{
	if (m->what == CUT_OFF) {
		if (random_chance(chance, 50))
			image_cut(i, m->at);
		return;
	}
	for (size_t at = 0; at < m->len; at += SECTOR) {
		size_t len = m->len - at < SECTOR ? m->len - at : SECTOR;

		if (random_chance(chance, 50))
			image_write(i, m->at + at, m->data + at, len);
	}
}

static void shuffle(size_t *order, size_t n, struct random *chance)
{
	for (size_t i = n; i > 1; i--) {
		size_t j = random_below(chance, (uint32_t)i), t = order[j];

		order[j] = order[i - 1];
		order[i - 1] = t;
	}
}

/* Nothing of it, all of it, or each write whole, torn or not at all, in any order. */
static void promise(struct image *i, enum which f, struct random *chance)
{
	size_t n = disk.npending[f], *order = xcalloc(n, sizeof(*order));
	uint32_t luck = random_below(chance, 4);

	if (n)
		memcpy(order, disk.pending[f], n * sizeof(*order));
	if (luck == 3)
		shuffle(order, n, chance);
	for (size_t k = 0; luck && k < n; k++) {
		const struct moment *m = &disk.moments[order[k]];

		if (luck == 1 || random_chance(chance, 40))
			apply(i, m);
		else
			tear(i, m, chance);
	}
	free(order);
}

static void write_file(const struct image *i, const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || (i->len && write(fd, i->data, i->len) != (ssize_t)i->len) || close(fd) < 0)
		BUG("%s cannot be written", name);
}

int disk_cut(size_t at, struct random *chance, const char *book)
{
	go_on(at);
	for (enum which f = 0; f < FILES; f++) {
		char *name = xasprintf("%s%s", book, f == WAL ? "-wal" : "");
		struct image copy = { 0 };

		image_write(&copy, 0, disk.durable[f].data ? disk.durable[f].data : "", disk.durable[f].len);
		promise(&copy, f, chance);
		write_file(&copy, name);
		free(copy.data);
		free(name);
	}
	return disk.acknowledged;
}
