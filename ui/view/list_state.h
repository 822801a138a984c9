/* The list view's own state, shared by its three files: list.c shows it, list_command.c does what the keys
 * ask, list_views.c keeps it under a name. */
#ifndef VIEW_LIST_STATE_H
#define VIEW_LIST_STATE_H

#include "view/panes.h"
#include "view/preview.h"
#include "widget/list.h"

enum { TAG_ROWS = 1, TAG_PREVIEW, TAG_MARKS, TAG_SAVED };

struct list_state {
	const struct entity *entity;
	struct list list;
	struct sbuf expr;     /* what F says */
	struct sbuf words;    /* what / says, on top of it */
	struct sbuf shown;    /* the words that the rows at hand were found by */
	struct sbuf sort, columns;
	struct sbuf name;     /* of the saved view; "" for none */
	bool changed;         /* differs from the saved view */
	bool removed;         /* the removed ones */
	bool no_preview, zoomed, unmark;
	struct preview preview;
	int64_t previewed;    /* id that was asked for */
	int64_t locate;       /* id to go to with the next answer */
	int64_t sought;       /* the one of these that was asked for */
	int64_t added;        /* id of what was just added, that the next answer should have */
	int64_t asked;        /* the offset of the rows that are under way, or that could not be had */
	int width;            /* of the last draw */
};

/* The filter and what is being found, as one expression. */
void list_whole_expr(const struct list_state *s, struct sbuf *out);
/* After the cursor moved: what is missing on the screen is asked for, what is there stays. */
void list_follow(struct view *v);
/* Another filter or order: from the first row on. */
void list_again(struct view *v);
/* Lets one choose among the saved views of the entity, or save this one. */
void list_pick_view(struct view *v);
bool list_command(struct view *v, enum command_id id, const char *arg);

#endif
