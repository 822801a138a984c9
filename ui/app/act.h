/* One call of an action, from the key that asks for it to the last of its records. */
#ifndef APP_ACT_H
#define APP_ACT_H

#include "app/app.h"
#include "widget/marks.h"

#define ARGS_MAX 16

struct act {
	const struct action *action;
	const struct entity *entity;
	int64_t *ids;            /* as they were when the key was pressed */
	size_t nids;
	char *title;             /* of the one, or of some of them */
	struct marks referred;   /* while it is asked to which records these refer: refer.c */
	struct named_value args[ARGS_MAX]; /* texts in the arena */
	size_t nargs, asked_at;  /* asked_at: so many were there when the line was asked that was taken last */
	struct arena arena;

	uint32_t seq;            /* of the request, once it is sent */
	size_t done, asked;      /* records of the steps that are done; of the one that is under way */
	size_t left_out;         /* that it could not be done to, and that were taken out of ids */
	char batch[UUID_SIZE];   /* makes the steps one transaction */
	int64_t txn, began;
	bool running, others, stop; /* others: it is known that some are left out */
	struct table *refused;   /* those of the step that was answered last */
	size_t fill;             /* of the ids the first so many lack something, which is asked for all of them at once ... */
	size_t filled;           /* ... and is that many args behind the others */
};

/* act.c: the records are not, or no longer, what the line was about that is being taken: it is told. */
bool act_strays(struct app *a, struct view *v, const struct subject *s);
/* act.c: one more argument. */
void act_add(struct act *act, const char *name, const char *value);
/* act.c: asks for what is missing, then does it. */
void act_go_on(struct app *a, struct view *v);

/* refer.c: the action is not for such records, but for those that they refer to; it goes on with these. */
void refer_begin(struct app *a);

/* many.c: does it, in steps when there are many records; takes the act over, which is then the last one for
 * `.`. */
void many_start(struct app *a, struct act *act);
/* What a form asked for on behalf of many: the last act goes on with it. False when this is no such form. */
bool many_fill(struct app *a, const struct view *form, const struct action *action, const struct named_value *args,
	       size_t nargs);

#endif
