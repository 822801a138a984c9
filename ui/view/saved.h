/* What a pane shows, under a name: filter, order, columns and groups as one object that is saved, saved as,
 * changed (`*` in the title line) and reverted. A pane that can be saved embeds a struct saved. */
#ifndef VIEW_SAVED_H
#define VIEW_SAVED_H

#include "view/view.h"

#define TAG_SAVED 100 /* the pane hands this answer to saved_answer */

/* What a view says; NULL and "" are the same. Borrowed. */
struct saved_terms {
	const char *kind;    /* the pane's name in view_list */
	const char *filter, *sort, *columns, *grouped;
};

struct saved {
	const struct entity *entity; /* of the records shown */
	int64_t id;          /* of the view; 0: none */
	struct sbuf name;    /* "" for none */
	bool changed;        /* differs from what was saved */
	struct sbuf trouble; /* why what is asked for cannot be shown; "" when it can be */
	/* What the pane shows now, and having it show something else. */
	void (*terms)(const struct view *v, struct saved_terms *out);
	void (*use)(struct view *v, const struct saved_terms *t);
};

void saved_free(struct saved *s);
/* The person changed something: the name gets its `*`. */
void saved_touch(struct saved *s);
/* What is asked for was refused: it stands in the pane from now on. A line that asked comes back, but a saved view,
 * which may have outlived what it names, opens nevertheless. */
void saved_refused(struct view *v, struct saved *s, const struct error *e);
/* Shows the view of this id; says so when it is gone. */
void saved_open(struct view *v, struct saved *s, int64_t id);
/* V: choose among the views of the entity, or what to do with this one; by name when one was typed. */
void saved_pick(struct view *v, struct saved *s, const char *name);
/* Saves what was changed; what has no name, or belongs to somebody else, asks for a name. */
void saved_save(struct view *v, struct saved *s);
/* Back to what was saved. */
void saved_revert(struct view *v, struct saved *s);
/* The three commands of views above; false when it is another one. */
bool saved_command(struct view *v, struct saved *s, enum command_id id, const char *arg);
/* Lets one choose a field that makes columns or groups of a board. */
void saved_pick_field(struct view *v, const struct entity *e, const char *title,
		      void (*done)(struct view *v, const struct pick_item *item, void *data));
/* What a place keeps to the next start, and takes back; false when the line is none of it. */
void saved_keep(const struct saved *s, struct sbuf *out);
bool saved_restore(struct saved *s, const char *key, const char *value);
void saved_answer(struct view *v, struct saved *s, const struct answer *a);

#endif
