/* The calendar pane in parts. Only calendar*.c include it. */
#ifndef VIEW_CALENDAR_STATE_H
#define VIEW_CALENDAR_STATE_H

#include "view/saved.h"
#include "widget/calendar.h"

struct calendar_state {
	struct calendar cal;
	struct answer *answer;  /* items and gaps */
	struct arena texts;     /* of the items */
	struct sbuf whose;      /* me, team, all, or a name */
	struct sbuf filter;     /* which activities, as in a list */
	struct saved saved;     /* mode, whose and filter under a name */
	int64_t want;           /* the record that the cursor goes to when it comes; 0: it stays */
	bool chosen;            /* the mode was: a narrow screen does not change it */
};

/* What the report is asked for; its texts are in the arguments, or the state's. */
struct calendar_args {
	char from[DATE_SIZE], to[DATE_SIZE];
	struct named_value args[4];
};
struct request calendar_asked(const struct calendar_state *s, struct calendar_args *args);

bool calendar_command(struct view *v, enum command_id id, const char *arg);
/* The first day that is asked for, and how many. */
void calendar_window(const struct calendar_state *s, date_t *first, int *days);
/* Another mode, owner or filter: all is asked for anew. */
void calendar_again(struct view *v);
/* By its name: day, week, month, agenda; false when it is none. */
bool calendar_set_mode(struct view *v, const char *name);
bool calendar_is_mine(const struct calendar_state *s);
/* My own team, from what describe told; 0: I am in none. */
int64_t calendar_team(const struct view *v);

/* How it is made: the activity under the cursor or the gap that it stands in, what is free on the day, and what the
 * status line says. */
void calendar_explain(struct view *v);

/* What the status line says of the window, and the last line of what is under the cursor. */
void calendar_put_status(struct view *v, struct grid *g, struct rect r);
void calendar_put_detail(struct view *v, struct grid *g, struct rect r);
/* The day, or the half hour, without anything: until when it is free. */
void calendar_tell_free(struct view *v, struct sbuf *out);

#endif
