/* The list view's own state, shared by its files: list.c shows it, list_command.c does what the keys ask,
 * list_group.c lays it out. */
#ifndef VIEW_LIST_STATE_H
#define VIEW_LIST_STATE_H

#include "view/panes.h"
#include "view/preview.h"
#include "view/saved.h"
#include "widget/list.h"

enum { TAG_ROWS = 1, TAG_PREVIEW, TAG_MARKS };

struct list_state {
	const struct entity *entity;
	struct list list;
	struct sbuf expr;     /* what F says */
	struct sbuf words;    /* what / says, on top of it */
	struct sbuf shown;    /* the words that the rows at hand were found by */
	struct sbuf sort, columns;
	struct sbuf grouped;  /* the field by which it stands in groups; "" for none */
	struct marks folds;   /* the groups that are folded; with fold_all those that are not */
	bool fold_all;
	struct saved saved;   /* all this under a name */
	bool removed;         /* the removed ones */
	bool no_preview, zoomed;
	struct list_marking { /* what is being marked, page by page */
		struct sbuf expr;
		const char *sort;
		int64_t offset, left; /* left: of a range; else INT64_MAX */
		enum marking how;
	} marking;
	struct preview preview;
	int64_t previewed;    /* id that was asked for */
	int64_t locate;       /* id to go to with the next answer */
	bool by_ids;          /* the filter is a program's; it is told with names as soon as they are known */
	int64_t sought;       /* the one of these that was asked for */
	int64_t added;        /* id of what was just added, that the next answer should have */
	int64_t asked;        /* the offset of the rows that are under way, or that could not be had */
	int width;            /* of the last draw */
};

/* The filter and what is being found, as one expression. */
void list_whole_expr(const struct list_state *s, struct sbuf *out);
/* Adds the question how many it has. */
void list_counted(struct view *v, struct explain *x);
/* After the cursor moved: what is missing on the screen is asked for, what is there stays. */
void list_follow(struct view *v);
/* The next page of what is being marked. */
void list_ask_marks(struct view *v);
/* Another filter or order: from the first row on. */
void list_again(struct view *v);

/* list_group.c */
/* Whether the cursor stands on the head of a group. */
bool list_on_head(const struct list_state *s);
/* Folds or unfolds the group under the cursor. */
void list_fold(struct view *v);
void list_fold_all(struct view *v, const char *arg);
void list_group(struct view *v, const char *arg);
void list_board(struct view *v, const char *arg);
void list_columns(struct view *v, const char *arg);
void list_set_columns(struct view *v, const char *columns);
void list_column_left(struct view *v, const char *arg);
void list_column_right(struct view *v, const char *arg);
void list_narrower(struct view *v, const char *arg);
void list_wider(struct view *v, const char *arg);

bool list_command(struct view *v, enum command_id id, const char *arg);

#endif
