/* What kinds of files rapport-read turns into rows, and what each is given to do it with. */
#ifndef READ_FORMAT_H
#define READ_FORMAT_H

#include "base/encoding.h"
#include "base/sbuf.h"

/* A file that is being read: standard input, which is a regular file and may be read again, to standard
 * output. The sandbox is shut. */
struct reading {
	int64_t size;
	bool given;             /* somebody said which encoding it is in */
	enum encoding encoding;
};

/* Reads up to `room` bytes; 0 at the end. A file that cannot be read ends the program, which says so. */
size_t reading_next(struct reading *r, char *bytes, size_t room);
/* Goes to a byte of the file. */
void reading_seek(struct reading *r, int64_t at);
/* Finds out the encoding from the beginning and from what is not ASCII later on, unless it was given, tells
 * it to whoever reads the output, as the first line must, and goes behind the byte order mark. */
void reading_begin(struct reading *r);
/* Writes all of it. A reader that went away ends the program. */
void reading_put(struct reading *r, const char *bytes, size_t n);

/* A new kind of file is a function and its row in FORMATS (src/read/format.c). It calls reading_begin and
 * then writes CSV in UTF-8: a header, rows; or, for "text", that as it is. Two cells stand before each row:
 * the line of the file where it begins, and why it cannot be taken, else nothing. Those before the header
 * tell what was passed over; a header that has no other cells tells why the file cannot be read. */
struct format {
	const char *name;
	void (*read)(struct reading *r);
	void (*prepare)(void); /* what needs files, before the sandbox is shut; may be NULL */
};
/* NULL when there is none of that name. */
const struct format *format_find(const char *name);

void read_icalendar(struct reading *r);       /* format_ical.c */
void prepare_icalendar(void);
void read_rule(struct reading *r);            /* format_rule.c */
void read_text(struct reading *r);            /* format_text.c */
void read_vcard_contacts(struct reading *r);  /* format_vcard.c */
void read_vcard_customers(struct reading *r);

#endif
