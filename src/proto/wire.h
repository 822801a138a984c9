/* CBOR, one item at a time (RFC 8949, the definite lengths only). Private to src/proto. */
#ifndef PROTO_WIRE_H
#define PROTO_WIRE_H

#include "proto/message.h"

/* Writing: each call appends one item. A text that is not UTF-8 goes out with U+FFFD for each bad
 * byte and sets `repaired`. */
struct writer {
	struct sbuf *out;
	bool repaired;
};

void write_int(struct writer *w, int64_t v);
void write_bits(struct writer *w, uint64_t v);
void write_bool(struct writer *w, bool v);
void write_text(struct writer *w, const char *s); /* NULL writes null */
void write_data(struct writer *w, const void *data, size_t len);
void write_value(struct writer *w, struct value v);
void write_array(struct writer *w, size_t n);
/* Maps and arrays whose count is known only at their end: `open` tells `close` where they began. */
size_t write_open_map(struct writer *w);
void write_close_map(struct writer *w, size_t open, size_t pairs);
size_t write_open_array(struct writer *w);
void write_close_array(struct writer *w, size_t open, size_t n);

/* Reading: each call takes the next item. The first thing that is not as it should be sets `bad`
 * and the error; from then on everything reads as nothing. Counts never exceed what the bytes left
 * can hold, and nothing recurses, so hostile bytes cost no more than their length. */
struct reader {
	const unsigned char *at;
	size_t left;
	struct arena *arena; /* texts are copied here */
	struct error *error;
	bool bad;
};

void read_fail(struct reader *r, const char *what);
int64_t read_int(struct reader *r);
uint64_t read_bits(struct reader *r);
bool read_bool(struct reader *r);
const char *read_text(struct reader *r); /* valid UTF-8 without NUL, or NULL for null */
/* Bytes, copied into the arena. */
const void *read_data(struct reader *r, size_t *len);
struct value read_value(struct reader *r);
/* The value of this field: fails when it is not of its kind or out of its range. */
struct value read_value_of(struct reader *r, const struct field *f);
/* How many items (pairs) follow; each of them takes at least `least` bytes. */
size_t read_array(struct reader *r, size_t least);
size_t read_map(struct reader *r);
/* A key of a map; "" when it is not a text. */
const char *read_key(struct reader *r);
const struct entity *read_entity(struct reader *r);
/* Takes one item, whatever is in it. */
void read_skip(struct reader *r);

/* The plain members of a struct, so that writing and reading come from one row. A member of value 0
 * is not written; an unknown key is skipped, so that a later version may add some. */
enum member_type {
	MEMBER_INT64,
	MEMBER_INT32,
	MEMBER_UINT32,
	MEMBER_SHORT,
	MEMBER_BOOL,
	MEMBER_BITS,
	MEMBER_TEXT,
	MEMBER_ENTITY,
	MEMBER_CODE /* char[4] */
};
struct member {
	const char *key;
	enum member_type type;
	size_t at; /* offset in the struct */
};

/* Writes those that are set and returns how many. */
size_t members_write(struct writer *w, const struct member *m, size_t n, const void *from);
/* Reads the value of this key; false when it is none of them. */
bool member_read(struct reader *r, const struct member *m, size_t n, const char *key, void *to);

/* Tables (tables.c): heads come first, then the rows of each, so that only rows are cut. */
void write_table_head(struct writer *w, const struct table *t);
/* Writes rows until the frame would pass `limit` bytes; false when there was no room for all. */
bool write_table_rows(struct writer *w, const struct table *t, size_t limit);
struct table *read_table_head(struct reader *r);
void read_table_rows(struct reader *r, struct table *t);

/* Changes (change.c), as two lists: their shapes (what is done to which fields), each once, and for each
 * change its shape, id, base and values. */
void write_changes(struct writer *w, const struct change *changes, size_t n);
/* In the arena. */
struct change *read_changes(struct reader *r, size_t *n);

/* Begins a frame and returns where; ends it by filling in its length, or takes it back when too
 * long. */
size_t frame_begin(struct sbuf *out);
int frame_end(struct sbuf *out, size_t begin, struct error *e);

#endif
