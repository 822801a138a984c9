/* A pane: what it must be able to do, and what it may ask of the program around it.
 *
 * A view loads by asking the store (never waiting), keeps what came, draws only into the grid, and
 * handles commands. It knows nothing of the loop, the terminal or the other views. A new view is one
 * file with a struct view_ops and one line in VIEWS (ui/view/view.c). */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "client/client.h"
#include "model/action.h"
#include "term/grid.h"
#include "term/key.h"
#include "view/command.h"
#include "view/option.h"

struct view;
struct host;
struct half_asked;
struct explain;

/* What to open: everything is optional, each view takes what it knows. */
struct view_spec {
	const char *view;            /* name of the ops: "list", "record", "report" ... */
	const struct entity *entity;
	int64_t id;
	const char *name;            /* a report's, a saved view's; the field that groups a board or a call list */
	const char *expr, *sort, *columns;
	const char *title;
	const struct named_value *args; /* a report's; first values of a form */
	size_t nargs;
	struct view *from;           /* who asks: a record walks the list it came from */
	int64_t draft;               /* a form: the draft it goes on with */
	int64_t saved;               /* the saved view to show */
	const void *data;            /* what the shorthands below hand to their floats */
};

#define FORM_COPY "copy" /* a form's name: a new record like the one of that id. Another name is an action's, which
			  * is then done to the record with `args` and the fields that `columns` lists */

/* What an action would act on. The ids are borrowed until the view's next event. */
struct subject {
	const struct entity *entity;
	const int64_t *ids;
	size_t n;
	bool marked;           /* they were marked; otherwise it is the one under the cursor */
	const char *title;     /* of the first */
	const struct table *table; /* where it was shown, and its line there; may be NULL */
	const struct row *row;
	int fact;              /* the cursor is on one fact of it: the column's number from 1; 0: on all of it */
};

struct record_ref {
	const struct entity *entity;
	int64_t id;            /* 0 or less: what is no record */
};

enum view_flag {
	VIEW_FLOAT = 1 << 0,   /* drawn over what is below, in a box of its own */
	VIEW_TYPES = 1 << 1,   /* takes letters as text: single-letter commands do not apply */
};

struct view_ops {
	const char *name;
	unsigned contexts;     /* which commands apply, see command.h */
	unsigned flags;
	size_t size;           /* of the private state behind struct view; zeroed */

	/* 0, or -1 with the error when it cannot be opened. */
	int (*open)(struct view *v, const struct view_spec *spec, struct error *e);
	void (*close)(struct view *v);
	/* Asks the store for what is stale (host_send). Called when v->stale. */
	void (*load)(struct view *v);
	/* An answer to what was sent under `tag`; the view may take tables out of it (set the pointer in
	 * the answer to NULL). Never called with a failed answer unless `failed` is NULL. */
	void (*answer)(struct view *v, int tag, struct answer *a);
	void (*failed)(struct view *v, int tag, const struct error *e);
	/* Asks for rows of the table that comes page by page (sections_load). Views with such a table only. */
	void (*page)(struct view *v, size_t offset, size_t limit);
	/* Draws into the rect, and places the cursor where the eye is. */
	void (*draw)(struct view *v, struct grid *g, struct rect r);
	/* The line under the tabs: name, filter, count. */
	void (*status)(struct view *v, struct grid *g, struct rect r);
	/* Handles a command; false lets it bubble to the program. `arg` may be NULL. */
	bool (*command)(struct view *v, enum command_id id, const char *arg);
	/* Keys and text that no command took (typing, pasting). */
	bool (*event)(struct view *v, const struct event *ev);
	/* What actions act on; false when there is nothing, though `table` and `row` may tell what is there. */
	bool (*subject)(struct view *v, struct subject *s);
	/* What is under the cursor, in words, where it is no row. */
	void (*tell)(struct view *v, struct sbuf *out);
	/* The record that the whole pane is about, whatever line the cursor is on. */
	bool (*home)(struct view *v, struct subject *s);
	/* One word or name for the breadcrumb; "" for none. */
	void (*title)(struct view *v, struct sbuf *out);
	/* A float: how large it wants to be, given the screen. NULL: the whole. */
	struct rect (*place)(struct view *v, struct rect screen);
	/* Text to keep as a draft when the line drops; false when there is nothing unsaved. */
	bool (*draft)(struct view *v, struct request *r, struct arena *a);
	/* Nothing was typed for two seconds: a moment to keep a draft. */
	void (*idle)(struct view *v);
	/* For J and K in a record that was opened here: the cursor goes a line down (1), up (-1) or nowhere (0),
	 * and `at` tells what it is on. False when there is no such line. */
	bool (*walk)(struct view *v, int by, struct record_ref *at);
	/* Where in the state its struct sections is: these are walked when there is no `walk`. 0: it has none. */
	size_t sections;
	/* Which row of how many the id is, for "2 of 38". Lists only. */
	bool (*where)(struct view *v, int64_t id, int64_t *row, int64_t *total);
	/* Adds the question how many it has. Lists only. */
	void (*counted)(struct view *v, struct explain *x);
	/* A record was added from here: what is shown goes to it, or says why it is not there; a field takes
	 * it. */
	void (*added)(struct view *v, const struct entity *e, int64_t id, const char *title);
	/* Records left for the bin, or came from there: they are not marked any longer. Lists only. */
	void (*gone)(struct view *v, const struct entity *e, const int64_t *ids, size_t n);
	/* A click on a ZONE_SPOT that the view drew: the cursor goes there. */
	void (*point)(struct view *v, int spot);
	/* What stands in lanes: the mouse holds the card under the cursor over this lane, -1: over none; or
	 * lets it go there. */
	void (*drag)(struct view *v, int lane, bool drop);
	/* It was taken (host_take), what it asked for is refused, and it is on the screen again. */
	void (*back)(struct view *v);
	/* Places only: what is shown, as lines "key value", and taking one of them back at the next start. */
	void (*keep)(const struct view *v, struct sbuf *out);
	void (*restore)(struct view *v, const char *key, const char *value);
};

struct view {
	const struct view_ops *ops;
	struct host *host;
	struct view *from;     /* who opened it; may be NULL, never dangling */
	enum command_id by;    /* the command that was run last when it was opened */
	int64_t about;         /* the one record under the cursor of `from` by then; 0: none, or several */
	bool stale;            /* load before the next draw */
	bool loading;          /* asked, nothing came yet */
	int64_t asof;          /* what it shows is the book of then; 0: of now */
	bool place;            /* stands at the bottom of the stack and stays alive */
	uint64_t watches;      /* bits of the entities whose changes make it stale; 0: all */
	struct arena arena;    /* lives as long as the view */
	void *state;           /* ops->size bytes */
};

/* What a view may ask of the program. Every function returns at once. */
struct host_ops {
	/* Sends; the answer comes to view->ops->answer under the tag. A newer request of the same view
	 * and tag replaces the older one. */
	void (*send)(struct host *h, struct view *v, int tag, struct request *r);
	/* The draft that is being kept under the tag is not wanted: the answer drops it, be the view gone. */
	void (*forget)(struct host *h, struct view *v, int tag);
	/* Opens a view above this one; NULL when refused (a message says why). */
	struct view *(*open)(struct host *h, const struct view_spec *spec);
	/* Closes the view after the current event. */
	void (*close)(struct host *h, struct view *v);
	void (*take)(struct host *h, struct view *v);
	/* The message line: what was done, or why not. */
	void (*say)(struct host *h, enum tone tone, const char *text);
	/* Runs an action on the subject, asking for the arguments that are missing; every view is stale
	 * after it and the message line says what was done. */
	void (*act)(struct host *h, struct view *v, const char *action,
		    const struct named_value *args, size_t nargs);
	/* Everything that is shown may be out of date. */
	void (*refresh)(struct host *h);
	/* Opens $VISUAL on the text; true with *text replaced (freed, newly allocated) when it was saved. `saved`
	 * (may be NULL) is told of each time before that: what is killed with the editor open has kept it. */
	bool (*edit)(struct host *h, char **text, void (*saved)(void *data, const char *text), void *data,
		     struct error *e);
	/* The lines that were typed before under a history's name: the n-th back from 1, or NULL. */
	const char *(*recall)(struct host *h, const char *history, size_t back);
	void (*remember)(struct host *h, const char *history, const char *line);
	/* Writes a whole list as asked for (only the ids, if there are any), or else the table, to a new file in
	 * the format of its ending, and says how many rows and where. */
	void (*export)(struct host *h, const struct request *list, const struct table *t,
		       const char *path);
	/* Runs a command (no shell) on a private file with the text, the terminal its own; says how it went. */
	void (*print)(struct host *h, const char *text, const char *command);
	/* Asks for a file and attaches it to the record under the cursor, or that the pane is about. */
	void (*attach)(struct host *h, struct view *v);
	/* Goes on with a half-typed line (half_line), where it was typed. */
	void (*resume)(struct host *h, const struct half_asked *line, int64_t draft);
	/* To the terminal's clipboard and our own register. */
	void (*copy)(struct host *h, const char *text);
	/* keyed(), below. */
	const char *(*keyed)(struct host *h, const struct view *v, const char *text);
};

struct host {
	const struct host_ops *ops;
	struct client *client;          /* for client_context and who we are; never for asking */
	struct value_context context;   /* renewed at each turn of the loop */
	const char *login;              /* of the account on this host */
	/* What describe told: stages, users, teams, settings ...; replaced when they change. */
	struct answer *describe;
	char *option[OPTION_COUNT];     /* what the person set; NULL: as it comes */
	bool again;                     /* host_again was said: the line that was taken comes back */
};

extern const struct view_ops *const view_list[];
const struct view_ops *view_find(const char *name);

/* What is offered besides, from a byte of the line on: an expression over `expr`, or a value as this field, of the
 * entity or of none, has them. */
struct ask_more {
	const struct entity *expr, *entity;
	struct field value;    /* without a name: none */
	bool files;            /* or the name of a file */
	size_t from;
};
struct offers;

/* Asks for one line in place of the message line. `changed` (may be NULL) is called with every change
 * of the text, `done` with the line, or NULL when it was left by Esc. */
struct ask {
	const char *prompt;
	const char *text;      /* to begin with; may be NULL */
	const char *history;   /* name of the history it joins; NULL: none */
	const struct entity *complete; /* expressions over this entity are completed; may be NULL */
	bool files;            /* names of files are */
	/* What can stand at byte `at` of the line, otherwise; may be NULL. */
	void (*offer)(struct view *v, const char *text, size_t at, struct offers *o, struct ask_more *more);
	void (*changed)(struct view *v, const char *text, void *data);
	void (*done)(struct view *v, const char *text, void *data);
	void *data;
};

struct pick_item {
	const char *label, *hint, *key; /* hint and key may be NULL */
	int64_t value;
	const char *text;               /* carried along; may be NULL */
	const char *refusal;            /* why it cannot be taken now; NULL: it can */
};

struct pick {
	const char *title;
	const struct pick_item *items;  /* copied */
	size_t nitems;
	const struct entity *entity;    /* type-ahead over the store's records instead of items */
	const char *child;              /* or over those of all kinds that have such children, "relations"; the text
					 * is the kind's name then */
	const char *expr;               /* only these of them, ... */
	bool widens;                    /* ... and all when what is typed fits none of these */
	const char *typed;              /* what was typed already; NULL: nothing */
	bool add;                       /* a name that is not there may be added in place, in a form, also with `expr`; */
	bool add_name;                  /* or, before that, by no more than its name: the item with a text and no value */
	int64_t current;                /* where the cursor begins */
	void (*done)(struct view *v, const struct pick_item *item, void *data); /* NULL: left */
	void *data;
};

/* Yes or no for what cannot be undone; the default is no. */
struct confirm {
	const char *question;
	const char *yes;       /* what is done: "Delete 3 deals" */
	void (*done)(struct view *v, bool yes, void *data);
	void *data;
};

/* The acting user's name as the book has it; the login while it is not known. Borrowed. */
const char *host_me(const struct host *h);

/* Asks for the name of a file to export to, proposing NAME.ENDING, and tells the endings that records of the
 * entity can have, NULL: any table; `done` as in struct ask. */
void host_ask_file(struct view *v, const struct entity *e, const char *name, const char *ending,
		   void (*done)(struct view *v, const char *path, void *data));
/* A sentence for people names the key of a command by {the command's name}: this puts the key in its place that runs
 * it where the view is, or in the first pane below it where it can be run; ":name" when no key does. Lent until the
 * program ends. K_ translates the sentence before. */
const char *keyed(const struct view *v, const char *text) __attribute__((format_arg(2)));
#define K_(v, s) keyed(v, _(s))

/* Shorthands. */
void host_send(struct view *v, int tag, struct request *r);
struct view *host_open(struct view *v, const struct view_spec *spec);
void host_close(struct view *v);
void host_say(struct view *v, enum tone tone, const char *fmt, ...) PRINTF_LIKE(3, 4);
void host_ask(struct view *v, const struct ask *ask);
/* What was typed or chosen is taken: the float leaves the screen, and what is asked for from now on, until the next
 * key, is on its behalf. When that is refused, by the store or by host_again, what it opened is closed and it is there
 * again with all that was typed. */
void host_take(struct view *v);
/* What was typed into a line cannot be taken: who takes it says so, and it comes back. host_refuse says why, too.
 * Without a line that is being taken it is no more than the message. */
void host_again(struct view *v);
void host_refuse(struct view *v, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The line that is being asked for goes on with what a draft says. */
void ask_resume(struct view *v, const char *text, int64_t draft);
void host_pick(struct view *v, const struct pick *pick);
void host_confirm(struct view *v, const struct confirm *confirm);
void host_act(struct view *v, const char *action, const struct named_value *args, size_t nargs);

#endif
