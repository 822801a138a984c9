/* A verb, and what one that runs has at hand. To add one: a row in verb.c and a function here. */
#ifndef CLI_VERB_H
#define CLI_VERB_H

#include "cli/cli.h"
#include "exchange/format.h"
#include "model/action.h"

/* A row ends with a NULL name. */
struct option {
	const char *name;  /* without the dashes */
	const char *value; /* N_("FILE"): it takes one; NULL: it does not */
	const char *help;  /* N_() */
};

enum verb_flag {
	CLI_ENTITY = 1 << 0, /* comes after the name of an entity */
	CLI_NO_BOOK = 1 << 1, /* needs no store */
	CLI_HIDDEN = 1 << 2, /* for programs, not in the help */
	CLI_APPEND = 1 << 3, /* also for what only the store writes (history): reading */
	CLI_MERGES = 1 << 4, /* only of what can be merged */
	CLI_PARTIES = 1 << 5, /* only of what has relations */
	CLI_ATTACHES = 1 << 6, /* only of what documents belong to */
	CLI_FILES = 1 << 7, /* only of documents */
	CLI_CARDS = 1 << 9, /* only of contacts */
	CLI_SHEET = 1 << 8, /* only of customers, contacts, and what concerns one */
};

struct cli;
typedef int verb_run(struct cli *c, struct error *e);

struct cli_verb {
	const char *name;
	const char *words;             /* N_("ID FIELD=VALUE ..."), "" for none */
	const char *help;              /* N_(), one sentence */
	const struct option *options;  /* may be NULL */
	const char *examples;          /* lines; %s is the entity's name. May be NULL */
	unsigned flags;
	size_t min, max;               /* words that it takes */
	verb_run *run;
};

struct cli {
	const struct cli_verb *verb;
	const struct entity *entity;
	const struct action *action; /* when the verb is an action's */
	char **words;                /* what follows the verb */
	size_t nwords;
	const struct given *given;
	size_t ngiven;
	struct client_options options;
	struct client *client;
	struct value_context context;
	const struct text_typed *match; /* what tables on a terminal let stand out, or NULL */
	struct arena arena;          /* lives as long as the verb runs */
	const struct cli_ui *ui;
};

/* An option as it was typed. */
struct given {
	const struct option *option;
	const char *value; /* "" for one that takes none */
};

extern const struct cli_verb verbs[];       /* ends with a NULL name */
extern const struct cli_verb action_verb;   /* what every action's row is run by */
extern const struct option general_options[];

/* The verb of that name, after an entity or not; NULL when there is none. */
const struct cli_verb *verb_find(const char *name, bool after_entity);
bool verb_fits(const struct cli_verb *v, const struct entity *e);
/* What the command line calls an action: "move" for deal.move. Actions that a verb stands for with more
 * (set) or that people do not call are NULL. */
const char *verb_of_action(const struct action *a);
const struct action *verb_action(const struct entity *e, const char *name);
/* Any option of any verb by name: whether it takes a value is the same for all. */
const struct option *option_find(const char *name);
bool option_fits(const struct option *o, const struct cli_verb *v);

/* The value of an option of the verb, NULL when it was not given. */
const char *cli_option(const struct cli *c, const char *name);
/* The same as a number of at least 0; `otherwise` when not given. -1 with the error set. */
int64_t cli_number(const struct cli *c, const char *name, int64_t otherwise, struct error *e);
/* A writer to standard output in the format asked for; NULL with the error set. */
struct writer *cli_writer(const struct cli *c, struct error *e);
/* The format asked for, or -1. */
int cli_format(const struct cli *c, struct error *e);
/* The terminal's columns; 0 when standard output is none. */
int cli_width(void);
/* Writes a whole table that is in memory, with the ids of its records. */
int cli_table(const struct cli *c, const struct table *t, struct error *e);
/* Writes all tables of an answer; in JSON as one object. */
int cli_tables(const struct cli *c, const struct answer *a, struct error *e);
/* Writes all tables of a report, in the format asked for. */
int cli_tables(const struct cli *c, const struct answer *a, struct error *e);
/* Appends `"NAME": [ROWS]` as a member of a JSON object, after `before`. */
void cli_json_table(struct sbuf *out, const struct table *t, const char *before);
/* Words for a person, on standard error. */
void cli_say(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* One line of results, on standard output. */
void cli_print(const char *text);
/* All words from the n-th on, with a space between; in the arena. NULL when there are none. */
const char *cli_rest(struct cli *c, size_t n);
/* Opens the screen on the book of c->client. */
int cli_screen(struct cli *c, bool tour, struct error *e);
/* Asks the store; what was done is said. */
int cli_do(struct cli *c, struct request *r, struct error *e);

/* log.c: a line from the terminal, without its end; in the arena. NULL at the end of input. */
char *cli_answer(struct cli *c, const char *prompt);
/* ref.c: the record that a word means: its id, its code or its exact name. 0 with the error set; several
 * are listed first. */
int64_t ref_find(struct cli *c, const struct entity *e, const char *word, struct error *err);
/* The same, or else one that was removed: what is restored, shown, asked for its history. */
int64_t ref_known(struct cli *c, const struct entity *e, const char *word, struct error *err);
/* One word or several ids joined by commas; the array is in the arena. */
int ref_list(struct cli *c, const char *word, const int64_t **ids, size_t *n, struct error *e);

/* ids.c: a copy of the table whose rows tell which records they are: "id", and "entity" where it differs
 * from row to row and the table does not say it. Without `always` only when a row has one. Caller frees. */
struct table *ids_table(const struct table *t, bool always);

/* explain.c: prints a bill, in columns. */
void explain_bill(const struct table *bill);
/* explain.c: how many are found by the words, of what, and how they are looked for; `limit` as of `find`. */
int explain_found(struct cli *c, const char *words, int64_t limit, struct error *e);
/* explain.c: how the scores are made of those pairs of which a name has the words; "all": of all. */
int explain_pairs(struct cli *c, const struct table *pairs, const char *words, struct error *e);
/* explain.c: how the figures are made of those rows of a report whose first text has the words; "all": of
 * all, and of its notes. */
int explain_report(struct cli *c, const struct request *report, const struct answer *a, const char *words,
		   struct error *e);

/* help.c */
void help_program(FILE *to);
void help_entity(FILE *to, const struct entity *e);
void help_verb(FILE *to, const struct entity *e, const struct cli_verb *v, const struct action *a);

verb_run run_list, run_find, run_report, run_changes, run_history, run_show, run_add, run_set, run_action,
	run_undo, run_redo, run_fields, run_actions, run_completion, run_complete, run_help, run_export,
	run_demo, run_import, run_duplicates, run_log, run_config, run_tour, run_today, run_due,
	run_sheet, run_relations, run_card, run_attach, run_get,
	run_path, run_explain;

#endif
