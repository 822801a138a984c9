/* The fields of a form: what was typed into each, what it can mean, what is wrong with it. */
#ifndef VIEW_FORM_FIELD_H
#define VIEW_FORM_FIELD_H

#include "model/point.h"
#include "proto/message.h"
#include "widget/editor.h"

struct view;

/* The id in a reference to what is added together with the record and has only a name yet; while they are saved
 * -1, -2: which of the changes it is. */
#define FORM_NEW 0

/* One line of the form: a field of the record, or of its primary phone, e-mail or address. */
struct form_field {
	const struct field *field;
	const struct point_part *point; /* the part of a contact point it is; NULL: the record's own */
	const char *label;
	bool more;              /* shown only when the rest is asked for */
	struct editor editor;   /* what was typed; a reference's title */
	struct value value;     /* what it means; texts in the form's arena */
	char *was;              /* the text when the form was opened */
	char *then;             /* what stood there when a draft of it was begun, if somebody changed it since */
	struct error error;     /* kind ERROR_NONE: nothing wrong */
	struct value readings[2];
	bool adds;              /* what it refers to may be added when the form is saved */
	int nreadings;          /* 2: it can mean two things and the person has to say which */
	void (*taken)(struct view *v); /* it was given a value by choosing */
};

struct form_fields {
	struct form_field *items;
	size_t n, room;
};

void form_fields_build(struct form_fields *f, const struct entity *e, void (*taken)(struct view *v));
/* A single one. */
void form_fields_build_one(struct form_fields *f, const struct field *field, void (*taken)(struct view *v));
/* Leaves only the fields of the list "amount,close". */
void form_fields_keep(struct form_fields *f, const char *list);
void form_fields_free(struct form_fields *f);
/* A field of the record, or else a part of its contact points: "email". NULL when there is none. */
struct form_field *form_fields_find(struct form_fields *f, const char *name);

/* Sets a field to a value, as if it had been typed. */
void form_field_set(struct form_field *f, struct value v, const char *title, struct arena *a);
/* What the fields say now is where the person begins: nothing was changed yet. */
void form_fields_settle(struct form_fields *f);
bool form_field_changed(const struct form_field *f);
/* Reads what was typed; the error and readings of the field say how that went. */
void form_field_read(struct form_field *f, const struct value_context *c, struct arena *a);
/* The value as an action's argument reads it; a reference by its id. In the arena. */
const char *form_field_written(const struct form_field *f, struct arena *a);
/* Takes one of two readings. */
void form_field_choose(struct form_field *f, int reading, const struct value_context *c);

/* Fills the fields from an answer to VERB_GET. *points gets the id of the primary point of each kind
 * that the form shows: phone, e-mail, address. */
void form_fields_load(struct form_fields *f, const struct answer *a, int64_t points[POINT_KINDS],
		      struct arena *arena);
/* Whether the field names what is added together with the record. */
bool form_field_is_new(const struct form_field *f);
/* The changes that save what is different, for a new record all there is: first what it refers to and is new,
 * then, at *at, the record, its points after it. Returns how many, at most FORM_CHANGES; each is freed with
 * change_free. */
#define FORM_CHANGES(f) ((f)->n + 1 + POINT_KINDS)
size_t form_fields_changes(struct form_fields *f, const struct entity *e, int64_t id,
			   int64_t base, const int64_t points[POINT_KINDS],
			   struct change *out, size_t *at);

/* They were saved: the fields refer to what was added with the record, whose ids are in the changes' order. */
void form_fields_added(struct form_fields *f, const int64_t *ids, size_t n);

/* What was typed, as lines NAME=TEXT, for a draft, behind NAME<WAS, what stood there; and back. Or all that
 * stands there, of a record that is new: what it began with is nowhere else. */
void form_fields_write(const struct form_fields *f, bool all, struct sbuf *out);
void form_fields_restore(struct form_fields *f, const char *text);

#endif
