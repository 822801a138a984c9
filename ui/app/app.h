/* The program around the views: one loop, the stack of panes, keys, messages. */
#ifndef APP_APP_H
#define APP_APP_H

#include "term/queue.h"
#include "term/term.h"
#include "view/view.h"

#define PLACES  7
#define DEPTH   32 /* panes above one another */
#define KEY_SEQ 3
#define LINES_MOST 64 /* lines that keys run */

struct act;

/* A request under way: whose answer it is. */
struct pending {
	uint32_t seq;
	struct view *view; /* NULL: the view is gone, or it was the program's own */
	int tag;
};

struct history_line {
	char *name, *line;
};

struct macro {
	bool recording, inside; /* inside: the event is one of a macro */
	int step;               /* macro.c's */
	struct sbuf text;       /* what was recorded, as steps of a script */
	struct queue playing;
};

/* What begins soon, remind.c. */
struct remind {
	struct table *table;   /* of the report `ahead`; NULL: not there yet */
	struct told {
		int64_t id, start;
	} *told;               /* each is told once for a time */
	size_t ntold, told_room;
	int64_t begun, asked;  /* instants */
	int64_t ahead;         /* seconds that a script let pass */
	bool stale, near, titled;
};

struct app {
	struct host host;      /* first: views hold a pointer to it */
	struct client *client;
	struct client_options options;
	char **copies;         /* of documents that were opened: removed at the end */
	size_t ncopies, copies_room;
	struct term *term;
	enum graphics graphics; /* what the terminal can, when nobody sets it */
	struct grid grid;
	struct clock clock;

	struct view *places[PLACES]; /* alive from the first visit on */
	struct kept {
		int64_t number; /* of the place, see kept.c */
		char *text;     /* what is kept of it, or what it began with */
	} *kept;
	size_t nkept, kept_room;
	int place, last_place;
	struct view *stack[DEPTH];   /* what stands above the place, the top last */
	size_t depth;
	struct view *closing[DEPTH]; /* closed by the current event, freed after it */
	size_t nclosing;
	struct view *line;           /* the float that was taken last, host_take; NULL: none, or a key came since */
	size_t line_at;              /* where it stood in the stack */
	uint32_t line_since;         /* what was asked later than this was asked on its behalf */

	struct pending *pending;
	size_t npending, pending_room;
	struct {
		uint32_t seq;
		int percent;
	} told;                /* how far that request is */
	struct act *act;       /* the action whose arguments are being asked */
	struct answer *drafts; /* those that are being offered */
	struct act *repeat;    /* the last one sent, for `.` */
	struct export *export; /* the list that is being written, and where to */
	char *export_path;
	uint32_t export_seq;
	struct transfer *transfer; /* the document on its way; the copy that is opened when it is whole */
	char *transfer_copy;
	uint32_t transfer_seq;

	struct sbuf message;
	enum tone tone;
	uint32_t keys[KEY_SEQ]; /* of a sequence that is not finished */
	size_t nkeys;
	bool which;            /* the continuations of the sequence are shown */

	struct drag {
		bool on, open; /* a card is held by the mouse; it is opened when it is let go where it was */
		int lane;      /* from which it comes */
	} drag;
	struct macro macro;
	struct tour *tour;     /* NULL: none is on */
	struct remind remind;
	struct history_line *history;
	size_t nhistory, history_room;
	char **sentences;      /* with the keys that they name, lent to whoever asked: each once */
	size_t nsentences, sentences_room;
	char *copied;          /* our own register */
	const char *book;      /* what the top line calls it */
	int64_t typed_at;      /* clock_ticks of the last key; 0: the view was told that it is idle */
	enum command_id by;    /* the last command that was run */
	bool behind; /* the store did not keep up with the keys: they wait no longer */
	bool quit, hangup;
	bool redraw;
	bool said;             /* app_say was called */
	uint32_t last_seq;     /* of the last request */
	int status;            /* exit status */
};

/* Opens the screen on the book and runs until the person leaves. Returns the exit status. */
int app_run(struct app *a);
/* The parts, for tests and scripts. */
int app_begin(struct app *a, struct term *t, struct error *e);
void app_event(struct app *a, const struct event *ev);
/* Loads what is stale and draws. */
void app_draw(struct app *a);
/* Takes what the store has answered. */
void app_answers(struct app *a);
/* Whether nothing is under way any more: no answer is awaited, nothing is stale. */
bool app_settled(const struct app *a);
void app_end(struct app *a);

/* stack.c: the panes. */
struct view *app_top(const struct app *a);
/* The top pane that is not a float: what commands act on under the palette. */
struct view *app_pane(const struct app *a);
void app_go(struct app *a, int place);
/* Whether that place is such a view of the entity, before it was visited. */
bool app_place_is(int place, const char *view, const struct entity *e);
struct view *app_open(struct app *a, const struct view_spec *spec);
/* Closes the view and what is above it, after the current event. */
void app_close(struct app *a, const struct view *v);
void app_back(struct app *a);
/* The line is taken, host_take; what was asked on its behalf is refused: it comes back; there is none any more. */
void app_take(struct app *a, struct view *line);
void app_line_back(struct app *a);
void app_forget_line(struct app *a);
void app_free_closed(struct app *a);
void app_close_all(struct app *a);
void app_each_view(struct app *a, void (*each)(struct view *v, void *data), void *data);

/* host.c: what views may ask of us. */
extern const struct host_ops app_host_ops;
void app_say(struct app *a, enum tone tone, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* keys.c */
enum key_result { KEYS_NONE, KEYS_MORE, KEYS_RUN };
enum key_result keys_look(const uint32_t *keys, size_t n, unsigned contexts, enum command_id *id);
/* "g t" for people: the keys that run it in these contexts; "" when there are none. */
void keys_of(enum command_id id, unsigned contexts, struct sbuf *out);
/* The same, only the first of them: what the key bar shows. */
void keys_first(enum command_id id, unsigned contexts, struct sbuf *out);
/* Appends the sentence with the key of each command that it names in braces: the first one that it has in the
 * first of the contexts that the command is for, ":name" when it has none. Its first of all when it is for none of
 * them. In a sentence with a % in it, which is a format, the key % is written so. */
void keys_in(const char *text, const unsigned *contexts, size_t n, struct sbuf *out);
/* What a key means where keys are read as they come: of a command with keys of the person's own, its row's first. */
uint32_t keys_as_it_comes(enum command_id id, uint32_t key);
/* Continuations of a sequence, for which-key. */
size_t keys_after(const uint32_t *keys, size_t n, unsigned contexts, enum command_id *ids,
		  uint32_t *next, size_t max);

/* The same keys as [keys] and [lines] of the settings have them: a command's in place of its row's, and keys
 * that run a line. -1 with the error set. */
int keys_bind(enum command_id id, const char *keys, struct error *e);
int keys_bind_line(const char *key, const char *line, struct error *e);
/* The line of these keys; KEYS_NONE when there is none. */
enum key_result keys_line(const uint32_t *keys, size_t n, const char **line);
/* The i-th of them and, appended, its keys; NULL when there are no more. */
const char *keys_line_at(size_t i, struct sbuf *keys);
/* The keys of the command as they are written in the settings. */
const char *keys_text(enum command_id id);
/* Forgets what was bound. */
void keys_reset(void);

/* options.c: what `:set` does. -1 with the error set. */
int app_set(struct app *a, const char *name, const char *value, struct error *e);
void app_set_line(struct app *a, const char *line);

/* config.c: the person's settings, $XDG_CONFIG_HOME/rapport/config. Takes them over; what is wrong in them is
 * appended to `wrong`, a line each, and passed over. */
void config_load(struct app *a, struct sbuf *wrong);
/* Writes one option into the file, where the rest stays as it is. -1 with the error set. */
int config_keep(const char *name, const char *value, struct error *e);
/* The path of the file; NULL when nobody has a home. Caller frees. */
char *config_path(void);
/* config_show.c: all settings as a file, with what each is for; those that are as they come stand behind #. */
void config_show(const struct app *a, struct sbuf *out);

/* run.c: what a command does. */
void app_run_command(struct app *a, enum command_id id, const char *arg);
/* refusal.c: why the command, or the action on what is under the cursor, cannot be done now; NULL: it can, as far
 * as is known here. */
const char *app_refusal(const struct app *a, enum command_id id);
const char *app_action_refusal(const struct app *a, const struct action *action);
/* Whether the records, which the action is not for, refer to such as it is for, as far as is known here: the deal of
 * an activity. It is done to those. */
bool app_reaches(const struct subject *s, const struct action *action);
/* What is said when there is none. */
const char *app_lacks(const struct entity *e);
/* Whether it is known here that there is such a one: what only the store can tell is not offered in the key bar. */
bool app_is_sure(const struct app *a, enum command_id id);
/* What ends what is under the cursor, or opens it again: an activity is done, a case closed. */
const struct action *app_ending(const struct app *a, bool again);
void app_palette(struct app *a, bool everything);
/* typed.c: a line typed after ':'. */
void app_run_line(struct app *a, const char *line);
/* Whether it begins with something that can be run. */
bool app_line_runs(const char *line);
/* Whether the command takes nothing: a word of that name and an expression is a list. */
bool app_is_place(const struct command *c);
/* typed_offers.c: what can stand in it. */
void app_offer_line(struct view *v, const char *text, size_t at, struct offers *o, struct ask_more *more);

/* What a new record of that kind begins with: the record under the cursor, and what that points to; how many. */
#define REFS_MOST 6
size_t app_refs(struct view *v, const struct entity *of, struct named_value args[REFS_MOST], struct arena *arena);

/* log.c: the line that tells what happened, about the record under the cursor (`here`), or only about the one
 * that the whole pane is about. "" as text begins with what was kept. */
void app_log(struct view *v, const char *text, bool here);
/* What is typed after ':': a line that begins like one goes on as one. */
void app_log_typed(struct view *v, const char *text, void *data);

/* act.c: actions with their arguments. */
void app_act(struct app *a, struct view *v, const char *action, const struct named_value *args,
	     size_t nargs);
void app_act_again(struct app *a);
void app_act_answer(struct app *a, struct answer *ans);
void app_refer_answer(struct app *a, struct answer *ans);
void act_free(struct act *act);
/* many.c: whether something is being done to many records; ends it after the step that is under way, false when
 * there is none; tells how far it is. */
bool many_runs(const struct app *a);
bool many_stop(struct app *a);
void many_draw(const struct app *a, struct grid *g, struct rect line);
/* export.c: writes a list to a file, page by page; whether one was being written, which is no file then. */
void app_export(struct app *a, const struct request *list, const char *path);
void app_export_answer(struct app *a, struct answer *ans);
bool app_export_stop(struct app *a);
void app_export_draw(const struct app *a, struct grid *g, struct rect line);
/* documents.c: of the record under the cursor, or the document itself in a private copy. */
void app_documents(struct app *a, struct view *v);
void app_open_document(struct app *a, int64_t id, const char *title);
/* Asks for a file and attaches it to the record under the cursor. */
void app_attach(struct app *a, struct view *v);
/* The bytes on their way, as with an export. */
void app_transfer_answer(struct app *a, struct answer *ans);
bool app_transfer_stop(struct app *a);
void app_transfer_draw(const struct app *a, struct grid *g, struct rect line);
/* Runs a command on a page of text, in a private file. */
void app_print(struct app *a, const char *text, const char *command);
void app_forget_copies(struct app *a);
/* Undo (-1) and redo (+1). */
void app_undo(struct app *a, int direction);
/* Whether it is under way. */
bool app_undoes(const struct app *a);

/* macro.c: begins and ends recording; the keys are noted one by one, `typed` when they are text. */
void macro_record(struct app *a);
void macro_note(struct macro *m, const struct event *ev, bool typed);
/* What a step `paste` means: \n is a line break, \t a tab. In place. */
void macro_unescape(char *text);
/* Begins to play; macro_next takes the next key when all is answered, false when there is none. */
void macro_choose(struct app *a);
#define MACROS_MOST 100
/* Fills in those there are; returns how many. */
size_t macro_list(struct pick_item items[MACROS_MOST], struct arena *arena);
void macro_play(struct app *a, const char *name);
bool macro_next(struct app *a);
/* A key of the person's own while one plays stops it: true. */
bool macro_stop(struct app *a);

/* tour.c: a person is led through data/tour.keys. */
void tour_begin(struct app *a);
void tour_end(struct app *a);
/* Whether the key, text or paste is not what is awaited: it is told. C-n becomes that. The first key behind the
 * last step ends the tour. */
bool tour_takes(struct app *a, struct event *ev);
/* The lines that it takes of the screen, at every step: half of it at most. */
int tour_height(const struct app *a, const struct grid *g);
void tour_interrupt(struct app *a);
void tour_draw(struct app *a, struct grid *g, struct rect r);

/* mouse.c: a click or the wheel, as the keys that do the same. */
void app_mouse(struct app *a, const struct event *ev);

/* speak.c: says what is under the cursor as a sentence. */
void app_speak(struct app *a);

/* drafts.c: what was half-typed when the line dropped. */
void app_offer_drafts(struct app *a, struct answer *ans);
/* Goes on with a line that was asked for, see half_line. */
void app_resume(struct app *a, const struct half_asked *line, int64_t draft);

/* remind.c: appointments that begin soon. Looks what is to be told by now and tells it. */
void remind_look(struct app *a);
/* Asks for what is ahead when that may have changed; takes the answer. */
void remind_load(struct app *a);
void remind_take(struct app *a, struct answer *ans);
/* Appends the one that begins next, when it is near; false when none is. */
bool remind_next(const struct app *a, struct sbuf *out);
/* Milliseconds until it must be looked again; -1: never. */
int remind_wait(const struct app *a);
void remind_free(struct app *a);
/* kept.c: what the places show is a draft of its own, so that they show it again at the next start. */
/* Takes the drafts that tell it out of those that are to be offered. */
void app_take_kept(struct app *a, struct answer *ans);
/* A place was opened: it shows what was kept. */
void app_restore_place(struct app *a, struct view *v);
/* Sends what differs from what is kept. */
void app_keep_places(struct app *a);
void app_free_kept(struct app *a);

/* screen.c: the lines around the pane, the pane, and what floats above it. */
void screen_draw(struct app *a, struct grid *g);

enum { TAG_ACT = -1, TAG_UNDO = -2, TAG_DESCRIBE = -3, TAG_DRAFT = -4, TAG_WATCH = -5, TAG_DRAFTS = -6, TAG_AHEAD = -7,
       TAG_EXPORT = -8, TAG_TRANSFER = -9, TAG_FORGET = -10, TAG_REFER = -11 };
uint32_t app_send(struct app *a, struct view *v, int tag, struct request *r);
/* The draft that the view asked to keep under the tag: dropped as soon as it is known which it is. */
void app_forget(struct app *a, const struct view *v, int tag);

#endif
