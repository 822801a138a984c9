/* A form's own state, shared by its files: form.c asks and saves, form_fill.c fills it in at once. */
#ifndef VIEW_FORM_STATE_H
#define VIEW_FORM_STATE_H

#include "model/card.h"
#include "view/form_field.h"
#include "view/form_similar.h"
#include "view/half.h"

enum { TAG_LOAD = 1, TAG_SAVE, TAG_DRAFT, TAG_SIMILAR, TAG_RESTORE };

/* A contact point that the form has no line for. */
struct form_point {
	const char *kind, *use, *value;
};
#define FORM_POINTS (CARD_PHONES + CARD_EMAILS)

struct form_state {
	const struct entity *entity;
	int64_t id, base;
	int64_t source;        /* the record of which another one is added; 0: none */
	int64_t points[POINT_KINDS];
	size_t own;            /* which of the changes that save it is the record's own */
	struct form_fields fields;
	struct form_point also[FORM_POINTS]; /* from a card */
	size_t nalso;
	const char *phone_use; /* what the form's number is for, when it is not the usual one */
	struct form_similar similar; /* to a new one, while it is typed */
	size_t at, top;        /* the field under the cursor, the first one shown */
	bool more, saving, loaded;
	const char *action;    /* what is to be done with the fields, instead of saving them; or NULL */
	const struct named_value *args; /* and what else it is told */
	size_t nargs;
	struct half half;
	char *restored;        /* what a draft said, until the record is loaded; in the arena */
};

static inline struct form_field *form_here(const struct form_state *s)
{
	return &s->fields.items[s->at];
}

/* What the descriptors say a new record begins with is shown, so that nothing is a surprise. */
void form_fill_initials(struct view *v);
/* A first value that was handed over; a reference is given as its id, a space, and its title. */
void form_fill_preset(struct view *v, const struct named_value *arg);
/* What is of one record alone is left out of another like it. */
void form_fill_copied(struct view *v);
/* Keeps what was saved under the entity's name, and fills in what was kept last. */
void form_remember(struct view *v);
void form_fill_again(struct view *v);
/* Lets one choose a template for the activity that is typed, or takes the named one. */
void form_fill_template(struct view *v, const char *name);

/* form_card.c: whether a card can be read into the form; reads one; lets one be pasted into the editor. */
bool form_card_takes(const struct form_state *s);
void form_card_fill(struct view *v, const char *text);
void form_card_ask(struct view *v);
/* Adds the changes that save the further points after the first n, for which there is room. */
size_t form_card_changes(const struct form_state *s, struct change *changes, size_t n);
void form_card_draw(const struct form_state *s, struct grid *g, struct rect line);
/* The further points, as lines of a draft; and back. */
void form_card_write(const struct form_state *s, struct sbuf *out);
void form_card_restore(struct view *v, const char *text);

#endif
