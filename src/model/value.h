/* One value of one field, and how it is read from people, shown to them, and compared. */
#ifndef MODEL_VALUE_H
#define MODEL_VALUE_H

#include "base/date.h"
#include "base/sbuf.h"

struct field;

enum value_kind {
	VALUE_NULL,
	VALUE_INT,  /* i: int, bool, decimal and percent (ten-thousandths), date (days), stamp (seconds),
		     * money (minor units; s: its ISO currency), ref (the id; s: the title, or NULL) */
	VALUE_TEXT, /* s: everything else, valid UTF-8 without NUL */
};

struct value {
	enum value_kind kind;
	int64_t i;
	const char *s; /* owned by whoever owns the value: a record's or a table's arena */
};

#define VALUE_NONE                                                                                 \
	((struct value){ VALUE_NULL, 0, NULL })
struct value value_int(int64_t i);
struct value value_text(const char *s); /* NULL and "" give VALUE_NULL */
struct value value_money(int64_t minor, const char *currency);
struct value value_ref(int64_t id, const char *title);

/* Copies the text into the arena. */
struct value value_copy(struct arena *a, struct value v);
bool value_equal(struct value a, struct value b);

/* Where and when values are read and shown. */
struct value_context {
	date_t today;
	int64_t now;
	const char *currency; /* for a bare amount: the record's, else the book's */
	int64_t me;           /* id of the acting user; 0 when nobody */
	bool past;            /* what is asked for has been: a weekday is the last that was called so */
};

/* Reads what a person typed into a field. Returns the number of readings stored in out (at most 2):
 * 1 when certain, 2 when it can mean two things (the caller asks and shows both), 0 with the error
 * set to a sentence that names the field. "" reads as VALUE_NULL. References are not read here (they
 * need the store): a ref field reads only digits. Texts are allocated in the arena. A money's `s` is
 * the currency that was typed, else the context's. The field's check sees every reading but NULL. */
int value_read(const struct field *f, const char *text, const struct value_context *c,
	       struct arena *a, struct value out[2], struct error *e);

/* For people: grouped money with its sign, relative dates, choice labels, titles. Not yet text_safe. */
void value_show(struct sbuf *out, const struct field *f, struct value v,
		const struct value_context *c);
/* For machines and files: ISO dates, plain digits, choice names; ref: the title, else the id. Reads
 * back equal, but for a title, which only the store can read. */
void value_write(struct sbuf *out, const struct field *f, struct value v);
/* As a person would type it: value_read reads it back. Instants are on his clock, rules in words. */
void value_type(struct sbuf *out, const struct field *f, struct value v);
/* Reads what value_write wrote, a choice's label, and yes and no in their languages. 0 or -1; a
 * money's currency comes from the context. */
int value_parse(const struct field *f, const char *text, const struct value_context *c,
		struct arena *a, struct value *out, struct error *e);

/* Total order of two values of one field, NULL last; money by amount in ten-thousandths, choices by
 * their place in the set, references by title, other texts as text_order says. */
int value_order(const struct field *f, struct value a, struct value b);

/* Tags are kept as one text "a,b,c": folded, sorted, no doubles. Result in the arena, "" for none. */
const char *tags_normal(struct arena *a, const char *typed);
/* Whether it has this one tag. */
bool tags_have(const char *tags, const char *tag);
/* Adds or takes away a tag (or several, as typed). Result in the arena. */
const char *tags_change(struct arena *a, const char *tags, const char *tag, bool add);

#endif
