/* The content lines of a vCard file, unfolded and taken apart. Only vcard*.c include it. */
#ifndef READ_VCARD_LINE_H
#define READ_VCARD_LINE_H

#include "read/vcard.h"

#define VCARD_VALUE_MAX  (1u << 20)  /* bytes of an unfolded line ... */
#define VCARD_BINARY_MAX (16u << 20) /* ... and of one that carries a picture or its kind */
#define VCARD_PARAMS_MAX 64
#define VCARD_PARTS_MAX  64          /* of a value: "Street;City" has two */

/* What TYPE says, as far as it matters here. */
enum {
	VCARD_WORK = 1 << 0, VCARD_HOME = 1 << 1, VCARD_CELL = 1 << 2, VCARD_FAX = 1 << 3,
	VCARD_BILLING = 1 << 4, VCARD_DELIVERY = 1 << 5, VCARD_OTHER = 1 << 6,
};

/* A line, like item1.TEL;TYPE=work:+49 30 1. Its texts live until the next one is read. */
struct vcard_line {
	int64_t line;             /* of the file, from 1, where it begins */
	const char *group, *name; /* in capitals; "item1" and "TEL"; "" where there is none */
	const char *value;        /* as it stands, still encoded */
	size_t len;
	const char *charset;      /* NULL: none is named */
	const char *alternative;  /* ALTID: the same said otherwise; NULL: none */
	bool binary;              /* a picture, a sound, a key: its value was passed over */
	bool printable;           /* quoted-printable */
	bool text, uri;           /* what VALUE says */
	unsigned types;
	int preference;           /* 1 first ... 100; 101: none is said */
	const char *trouble;      /* why it is none; NULL: it is sound */
};

struct vcard_lines {
	const char *data;
	size_t len, at;
	int64_t line;
	struct vcard_options options;
	bool old; /* vCard 2.1: the space that a folded line begins with is text, and \ is one but before ; */
	struct sbuf text, head, plain;
	size_t looked, colon; /* how far the head was looked through, and where it ends */
	bool in_quotes;
};

/* The next line that is not empty; false at the end. */
bool vcard_line_next(struct vcard_lines *l, struct vcard_line *out);

/* A piece of a value, still encoded. */
struct vcard_part {
	const char *at;
	size_t len;
};

/* Parts a value at a mark that no backslash stands before; what is past the last part stays in it. */
size_t vcard_split(const char *value, size_t len, char mark, struct vcard_part *parts, size_t max);

/* Brings a line's value to UTF-8 where its bytes are in some other character set; quoted-printable waits
 * for vcard_text, as its marks still part the value. 0, or -1 with the error set. */
int vcard_line_decode(struct vcard_lines *l, struct vcard_line *line, struct error *e);

/* Appends what a part of a decoded line says: quoted-printable and backslashes undone. 0, or -1. */
int vcard_text(const struct vcard_lines *l, const struct vcard_line *line, struct vcard_part part,
	       struct sbuf *out, struct error *e);

void vcard_lines_free(struct vcard_lines *l);

#endif
