/* Address cards (vCard 2.1, RFC 2426, RFC 6350) as rows: a header, then a row a card.
 *
 * The columns are called as what an import puts them into: name, customer, job, phone1, phone_use1, phone2
 * and so on, as many as the card that has most. What a record has no field for, such as a nickname, is
 * added to the note under the name that it has in the file; pictures, sounds and keys are passed over and
 * counted. Nothing here does I/O: what a card points to is not fetched. */
#ifndef READ_VCARD_H
#define READ_VCARD_H

#include "base/sbuf.h"

#define VCARD_CARD_MAX   (512u << 10) /* bytes that one card says, pictures apart */
#define VCARD_POINTS_MAX 50 /* phones of one card; likewise its e-mails and its addresses */
#define VCARD_EXTRAS_MAX 64 /* X-RAPPORT- properties of a file */
#define VCARD_DEPTH_MAX  16 /* cards within cards */

/* Whose cards are taken: those of people; or those of companies, and of people who are customers
 * themselves. The other ones are rows with trouble. */
enum vcard_of { VCARD_CONTACTS, VCARD_CUSTOMERS };

/* Appends in UTF-8 what bytes say in a character set; NULL: in the file's own. False when they say nothing
 * there, or nobody knows it. */
typedef bool vcard_decode(void *data, const char *charset, const char *bytes, size_t len, struct sbuf *out);

struct vcard_options {
	enum vcard_of of;
	vcard_decode *decode; /* NULL: UTF-8 only */
	void *data;           /* of decode */
};

struct vcard;

struct vcard_row {
	const char *const *cells; /* borrowed until the next row */
	size_t n;
	int64_t line;             /* of the file, from 1, where the card begins, or what broke it stands */
	struct error trouble;     /* why it cannot be taken; else ERROR_NONE */
};

/* The bytes must outlive the reader. NULL with the error set when there is no card at all. */
struct vcard *vcard_open(const char *bytes, size_t len, const struct vcard_options *o, struct error *e);
void vcard_close(struct vcard *v); /* NULL is fine */

/* The next row, the first of which is the header; false at the end. A broken card is a row with trouble,
 * which says which card it is. */
bool vcard_next(struct vcard *v, struct vcard_row *row);
/* How many bytes were read, once the header was given. */
size_t vcard_position(const struct vcard *v);

/* What was passed over in the whole file. */
struct vcard_counts {
	int64_t cards;
	int64_t binary; /* pictures, sounds, keys */
	int64_t other;  /* properties that no field takes */
};
const struct vcard_counts *vcard_counts(const struct vcard *v);

#endif
