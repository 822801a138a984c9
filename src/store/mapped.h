/* Cache files beside the book: what can be worked out from it anew, laid out to be mapped, and so shared
 * by all who have the book open. BOOK.cache-NAME is written whole under another name, synced, renamed,
 * never changed: whoever has an older one mapped keeps reading that.
 *
 * A file is believed as far as its header goes, which has a sum: format, size and the bounds of its
 * sections. What the sections say is data that may be damaged: who reads it checks each offset. */
#ifndef STORE_MAPPED_H
#define STORE_MAPPED_H

#include "base/base.h"

#define MAPPED_SECTIONS 48
#define MAPPED_NAME	24 /* bytes of a section's name, with its NUL */

/* What a cache was worked out from. */
struct mapped_stamp {
	int64_t seq;   /* the last row of the journal that it knows */
	uint64_t mark; /* what stands there (journal_mark): in a restored backup it is something else */
};

/* A file as it is mapped; zero-initialise. */
struct mapped {
	const unsigned char *base; /* NULL: none */
	size_t size;
	struct mapped_stamp stamp;
	uint64_t device, inode; /* which file this is; 0: it has no name */
	int64_t born;           /* a moment of its making: an inode may be used again */
};

/* Maps BOOK.cache-NAME when it is another one than *m has, and lets that go. Whether *m changed. A file
 * that is missing, damaged, somebody else's, or of another format leaves *m as it is. */
bool mapped_renew(struct mapped *m, const char *book, const char *name, uint32_t format);
void mapped_close(struct mapped *m);
/* A section as an array of items of `unit` bytes; *n gets how many. NULL with 0 when there is none, or
 * one that is no whole number of items. Aligned to 64. */
const void *mapped_section(const struct mapped *m, const char *name, size_t unit, size_t *n);

/* A growing array that lies in a file without a name, so that working out a cache takes no memory that
 * the host could not have back. mapping_part makes it. */
struct part {
	char name[MAPPED_NAME];
	unsigned char *data;
	size_t len, room;
	int fd; /* -1: plain memory */
};

/* A cache in the making. */
struct mapping {
	char *path, *temporary; /* NULL: it stays in the memory of this process */
	int lock;               /* the temporary file */
	struct part parts[MAPPED_SECTIONS];
	size_t n;
};

enum mapping_for { MAPPING_FILE, MAPPING_FILE_WAIT, MAPPING_MEMORY };

/* Begins a new BOOK.cache-NAME. One process at a time makes one: 1 when another is at it (or, with _WAIT,
 * was at it: look for its file first), 0 when it is ours, -1 with the error set. With MAPPING_MEMORY
 * there is no file, and nobody else sees it. */
int mapping_begin(struct mapping *w, const char *book, const char *name, enum mapping_for use,
		  struct error *e);
/* Names the next section. Borrowed until mapping_end. */
struct part *mapping_part(struct mapping *w, const char *name);
/* An array for the work that becomes no section. Its owner frees it. */
struct part part_new(const struct mapping *w);
/* Makes room for `size` more bytes, counts them in, and returns them (zeroed); NULL with the error set.
 * Earlier addresses are void. */
void *part_add(struct part *p, size_t size, struct error *e);
/* Forgets the section's bytes and gives back their memory. */
void part_free(struct part *p);
/* Writes the sections, all of them, and maps what was written as *m. 0, or -1 with the error set, when *m
 * stays. Either way the making ends. */
int mapping_finish(struct mapping *w, const struct mapped_stamp *stamp, uint32_t format,
		   struct mapped *m, struct error *e);
/* Ends it without a result. */
void mapping_drop(struct mapping *w);

#endif
