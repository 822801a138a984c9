/* What the steps of an import share: import.c runs it, each step draws its lines and takes Enter on one. */
#ifndef VIEW_IMPORT_STATE_H
#define VIEW_IMPORT_STATE_H

#include "exchange/import.h"
#include "view/half.h"
#include "view/import.h"

enum import_stage { STAGE_FILE, STAGE_COLUMNS, STAGE_CHECK, STAGES };
enum import_run { RUN_NONE, RUN_TRYING, RUN_TRIED, RUN_IMPORTING, RUN_DONE };

/* Lines are what the cursor walks over; the last of each step leads on. */
struct import_stage_ops {
	const char *label;
	size_t (*nlines)(struct view *v);
	void (*draw_head)(struct view *v, struct grid *g, struct rect r); /* may be NULL */
	void (*draw_line)(struct view *v, struct grid *g, struct rect r, size_t i);
	int (*foot_height)(struct view *v);
	void (*draw_foot)(struct view *v, struct grid *g, struct rect r);
	void (*press)(struct view *v, size_t i);
};
extern const struct import_stage_ops import_stage_file, import_stage_columns, import_stage_check;

/* What a map's [import] section can say of the file itself. */
enum import_said { SAID_ENCODING, SAID_DELIMITER, SAID_QUOTES, SAID_HEADER, SAID };

enum { TAG_STEP = 1, TAG_YIELD, TAG_TAKE_BACK, TAG_HALF };

struct import_state {
	struct import *im;
	const struct entity *entity;
	char *path;
	char *said[SAID];          /* what the user chose; NULL: found out */
	char *map;                 /* of the last import of such columns, that was taken; NULL: none */
	char *saved;               /* ... that is offered; NULL: none */
	char *restored;            /* the map of a draft; NULL: none */
	char *begun;               /* what the map said at first */
	struct half half;
	enum import_stage stage;
	enum import_run run;
	size_t at[STAGES], top;    /* the line under each step's cursor; the first that is drawn */
	const struct field **lack; /* the references of which names are missing, each once */
	size_t nlack, lack_room;
};

/* import.c */
/* Opens the file anew as it is said now. False, with a message, when that cannot be: then nothing changed. */
bool import_reopen(struct view *v);
/* Goes to a step; the last begins to try. */
void import_go(struct view *v, enum import_stage stage);
void import_run(struct view *v, enum import_mode mode);
/* A line of three parts: what, what it is set to, and what that looks like. */
void import_draw_parts(struct grid *g, struct rect r, const char *what, const char *is, bool set,
		       const char *sample);
/* The line that leads on. */
void import_draw_button(struct grid *g, struct rect r, const char *text);

/* import_findings.c: the lines of conflicts and probable duplicates in the last step. */
size_t import_findings_lines(const struct import_state *s);
void import_findings_draw(struct view *v, struct grid *g, struct rect r, size_t line);
/* Appends what the line's row is about, whole; nothing for a line that is about all. */
void import_findings_detail(struct view *v, size_t line, struct sbuf *out);
void import_findings_press(struct view *v, size_t line);

#endif
