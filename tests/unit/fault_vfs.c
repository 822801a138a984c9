#include "fault_vfs.h"

#include <sqlite3.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "countdown.h"

/* The file of SQLite's own VFS stands behind ours in the same piece of memory. */
struct file {
	sqlite3_file base;
	bool sync_failed;
	const char *name;
	sqlite3_file *real;
};

static struct {
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
	enum fault kind;
	struct countdown left;
	int synced_again;
	void (*observer)(const struct fault_seen *);
} disk;

#define BIT(kind) (1u << (kind))

static sqlite3_file *real(sqlite3_file *f)
{
	return ((struct file *)f)->real;
}

/* Whether this call, which faults of these kinds are for, is one that goes wrong. */
static bool strikes(unsigned kinds)
{
	return (kinds & BIT(disk.kind)) && countdown_strikes(&disk.left);
}

static bool fails(void)
{
	return strikes(BIT(FAULT_ERROR));
}

static void tell(const struct fault_seen *seen)
{
	if (disk.observer)
		disk.observer(seen);
}

static int file_close(sqlite3_file *f)
{
	return real(f)->pMethods->xClose(real(f));
}

static int file_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	return fails() ? SQLITE_IOERR_READ : real(f)->pMethods->xRead(real(f), to, n, at);
}

static int half_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	real(f)->pMethods->xWrite(real(f), from, n / 2, at);
	if (disk.kind == FAULT_KILL)
		_exit(FAULT_KILLED);
	return disk.kind == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int file_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	int rc;

	if (strikes(BIT(FAULT_SHORT) | BIT(FAULT_FULL) | BIT(FAULT_KILL)))
		return half_write(f, from, n, at);
	if (fails())
		return SQLITE_IOERR_WRITE;
	rc = real(f)->pMethods->xWrite(real(f), from, n, at);
	tell(&(struct fault_seen){ SEEN_WRITE, ((struct file *)f)->name, from, at, n });
	return rc;
}

static int file_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	int rc;

	if (strikes(BIT(FAULT_KILL)))
		_exit(FAULT_KILLED);
	if (fails())
		return SQLITE_IOERR_TRUNCATE;
	rc = real(f)->pMethods->xTruncate(real(f), size);
	tell(&(struct fault_seen){ SEEN_TRUNCATE, ((struct file *)f)->name, NULL, size, 0 });
	return rc;
}

static int file_sync(sqlite3_file *f, int flags)
{
	struct file *file = (struct file *)f;
	int rc;

	disk.synced_again += file->sync_failed;
	if (strikes(BIT(FAULT_KILL)))
		_exit(FAULT_KILLED);
	if (strikes(BIT(FAULT_SYNC)) || fails()) {
		file->sync_failed = true;
		return SQLITE_IOERR_FSYNC;
	}
	rc = real(f)->pMethods->xSync(real(f), flags);
	tell(&(struct fault_seen){ SEEN_SYNC, file->name, NULL, 0, 0 });
	return rc;
}

static int file_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return fails() ? SQLITE_IOERR_FSTAT : real(f)->pMethods->xFileSize(real(f), size);
}

static int file_lock(sqlite3_file *f, int level)
{
	return fails() ? SQLITE_IOERR_LOCK : real(f)->pMethods->xLock(real(f), level);
}

static int file_unlock(sqlite3_file *f, int level)
{
	return real(f)->pMethods->xUnlock(real(f), level);
}

static int file_reserved(sqlite3_file *f, int *out)
{
	return fails() ? SQLITE_IOERR_CHECKRESERVEDLOCK
		       : real(f)->pMethods->xCheckReservedLock(real(f), out);
}

static int file_control(sqlite3_file *f, int op, void *arg)
{
	return real(f)->pMethods->xFileControl(real(f), op, arg);
}

static int file_sector(sqlite3_file *f)
{
	return real(f)->pMethods->xSectorSize(real(f));
}

static int file_device(sqlite3_file *f)
{
	return real(f)->pMethods->xDeviceCharacteristics(real(f));
}

/* Shared memory is a file, too, which takes room. */
static int file_shm_map(sqlite3_file *f, int region, int size, int extend, void volatile **out)
{
	if (extend && strikes(BIT(FAULT_FULL)))
		return SQLITE_IOERR_SHMSIZE;
	return fails() ? SQLITE_IOERR_SHMMAP
		       : real(f)->pMethods->xShmMap(real(f), region, size, extend, out);
}

static int file_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
	if (!(flags & SQLITE_SHM_UNLOCK) && fails())
		return SQLITE_IOERR_SHMLOCK;
	return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}

static void file_shm_barrier(sqlite3_file *f)
{
	real(f)->pMethods->xShmBarrier(real(f));
}

static int file_shm_unmap(sqlite3_file *f, int delete)
{
	return real(f)->pMethods->xShmUnmap(real(f), delete);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_device,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

static int open_file(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *f, int flags, int *out)
{
	struct file *file = (struct file *)f;
	int rc;

	(void)vfs;
	memset(file, 0, sizeof(*file));
	file->name = name;
	file->real = (sqlite3_file *)(file + 1);
	if (fails())
		return SQLITE_CANTOPEN;
	rc = disk.real->xOpen(disk.real, name, file->real, flags, out);
	if (rc == SQLITE_OK)
		file->base.pMethods = &methods;
	return rc;
}

static int access_file(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	(void)vfs;
	return fails() ? SQLITE_IOERR_ACCESS : disk.real->xAccess(disk.real, name, flags, out);
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync)
{
	(void)vfs;
	if (strikes(BIT(FAULT_KILL)))
		_exit(FAULT_KILLED);
	return fails() ? SQLITE_IOERR_DELETE : disk.real->xDelete(disk.real, name, sync);
}

void fault_begin(void)
{
	if (disk.real)
		return;
	disk.real = sqlite3_vfs_find(NULL);
	disk.vfs = *disk.real;
	disk.vfs.zName = "fault";
	disk.vfs.szOsFile = (int)sizeof(struct file) + disk.real->szOsFile;
	disk.vfs.xOpen = open_file;
	disk.vfs.xAccess = access_file;
	disk.vfs.xDelete = delete_file;
	sqlite3_vfs_register(&disk.vfs, 1);
}

void fault_arm(enum fault kind, int n, bool for_ever)
{
	disk.kind = kind;
	countdown_arm(&disk.left, n, for_ever);
}

bool fault_disarm(void)
{
	return countdown_disarm(&disk.left);
}

int fault_calls(void)
{
	return disk.left.calls;
}

int fault_synced_again(void)
{
	return disk.synced_again;
}

void fault_observe(void (*observer)(const struct fault_seen *))
{
	disk.observer = observer;
}
