#include "fault_vfs.h"

#include <sqlite3.h>
#include <stddef.h>
#include <string.h>

/* The file of SQLite's own VFS stands behind ours in the same piece of memory. */
struct file {
	sqlite3_file base;
	bool sync_failed;
	sqlite3_file *real;
};

static struct {
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
	enum fault kind;
	int left; /* calls until it fails; 0: it does not */
	bool for_ever, failed;
	int synced_again;
} disk;

static sqlite3_file *real(sqlite3_file *f)
{
	return ((struct file *)f)->real;
}

/* Whether this call is one that fails. */
static bool strikes(enum fault kind)
{
	if (disk.left == 0 || kind != disk.kind)
		return false;
	if (disk.left > 1) {
		disk.left--;
		return false;
	}
	disk.failed = true;
	if (!disk.for_ever)
		disk.left = 0;
	return true;
}

static int file_close(sqlite3_file *f)
{
	return real(f)->pMethods->xClose(real(f));
}

static int file_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	if (strikes(FAULT_READ))
		return SQLITE_IOERR_READ;
	return real(f)->pMethods->xRead(real(f), to, n, at);
}

static int file_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	bool full = strikes(FAULT_FULL);

	if (!full && !strikes(FAULT_WRITE))
		return real(f)->pMethods->xWrite(real(f), from, n, at);
	real(f)->pMethods->xWrite(real(f), from, n / 2, at);
	return full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int file_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	return real(f)->pMethods->xTruncate(real(f), size);
}

static int file_sync(sqlite3_file *f, int flags)
{
	struct file *file = (struct file *)f;

	disk.synced_again += file->sync_failed;
	if (strikes(FAULT_SYNC)) {
		file->sync_failed = true;
		return SQLITE_IOERR_FSYNC;
	}
	return real(f)->pMethods->xSync(real(f), flags);
}

static int file_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return real(f)->pMethods->xFileSize(real(f), size);
}

static int file_lock(sqlite3_file *f, int level)
{
	return real(f)->pMethods->xLock(real(f), level);
}

static int file_unlock(sqlite3_file *f, int level)
{
	return real(f)->pMethods->xUnlock(real(f), level);
}

static int file_reserved(sqlite3_file *f, int *out)
{
	return real(f)->pMethods->xCheckReservedLock(real(f), out);
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

static int file_shm_map(sqlite3_file *f, int region, int size, int extend, void volatile **out)
{
	return real(f)->pMethods->xShmMap(real(f), region, size, extend, out);
}

static int file_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
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
	file->real = (sqlite3_file *)(file + 1);
	rc = disk.real->xOpen(disk.real, name, file->real, flags, out);
	if (rc == SQLITE_OK)
		file->base.pMethods = &methods;
	return rc;
}

void fault_begin(void)
{
	disk.real = sqlite3_vfs_find(NULL);
	disk.vfs = *disk.real;
	disk.vfs.zName = "fault";
	disk.vfs.szOsFile = (int)sizeof(struct file) + disk.real->szOsFile;
	disk.vfs.xOpen = open_file;
	sqlite3_vfs_register(&disk.vfs, 1);
}

void fault_arm(enum fault kind, int n, bool for_ever)
{
	disk.kind = kind;
	disk.left = n;
	disk.for_ever = for_ever;
	disk.failed = false;
}

bool fault_disarm(void)
{
	disk.left = 0;
	return disk.failed;
}

int fault_synced_again(void)
{
	return disk.synced_again;
}
