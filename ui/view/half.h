/* What is half-typed in a view, kept in the store while it is. The view's `draft` says what that is, and
 * takes its draft's id from here. */
#ifndef VIEW_HALF_H
#define VIEW_HALF_H

#include "view/view.h"

struct half {
	int64_t draft; /* id of what is kept; 0: nothing yet */
	char *kept;    /* what it says */
	bool keeping;  /* asked, not answered yet */
	int tag;       /* of what was asked */
};

/* Keeps what is typed by now, unless it is; the answer comes under the tag. */
void half_keep(struct view *v, struct half *h, int tag);
/* The answer to it, or NULL when it failed: then it is kept the next time. */
void half_kept(struct half *h, const struct answer *a);
/* It was saved or is not wanted, be it still on its way: asked without the view, which is about to go. */
void half_forget(struct view *v, struct half *h);
void half_free(struct half *h);

/* The draft of a line that a command asked for in v->from: host_ops.resume runs the command again, with the
 * text. False for what is not worth it: nothing, and what is about the record under the cursor, which may be
 * another one by then. */
bool half_line(const struct view *v, enum command_id by, const char *text, struct request *r, struct arena *a);

/* What such a draft says: the command, where it was asked for (an id of 0: no record's), the text. */
struct half_asked {
	enum command_id command;
	char view[32];
	const struct entity *entity;
	int64_t id;
	const char *text; /* borrowed from the draft */
};
/* False when the draft is of something else. */
bool half_read_line(const char *draft, struct half_asked *out);

#endif
