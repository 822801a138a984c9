/* What several panes share. */
#ifndef VIEW_PANES_H
#define VIEW_PANES_H

#include "view/view.h"
#include "widget/sections.h"

/* Moves the cursor of sections, marks, also goes to what `/`, n and N look for; copies what y asks for. False when
 * the command is none of these. */
bool sections_command(struct view *v, struct sections *s, enum command_id id);

/* What is longer than a page (sections.pages) comes through the view's `page`: at first, and again as far as the
 * person had come; then as the cursor, or what is looked for, gets to the end. The answers are of one tag. */
void sections_load(struct view *v, const struct sections *s);
/* Takes the answer when it is a further page; false when it is the first. */
bool sections_page(struct view *v, struct sections *s, const struct answer *a);
/* After the tables were added: asks on, or settles the cursor and goes on with what is looked for. */
void sections_come(struct view *v, struct sections *s);

/* `walk` of what has sections. */
bool sections_walk(struct view *v, int by, struct record_ref *at);
/* Goes from the record that was opened in `from` to the one beside it there (step 1 or -1), and the cursor there with
 * it. 0, or 1 at the end, or -1 when `from` has none beside one another. */
int record_beside(struct view *from, struct record_ref *record, int step);

/* Copies a row, or its e-mail, phone or address, to the clipboard; says so when there is none. False when
 * the command is not a copy. */
bool row_copy(struct view *v, const struct table *t, const struct row *r, enum command_id id);

/* The last line of a table that has more rows than came: how many, and that Enter lists all; that in a column of
 * its own, if there is such. They are those of the table's entity that the expression fits. */
void table_add_more(const struct view *v, struct table *t, const char *column, const char *expr);

/* Puts an answer's tables into sections, in order, and keeps them: *kept is replaced. */
void sections_take(struct view *v, struct sections *s, struct answer **kept, struct answer *a);

/* The records that are marked, or the one under the cursor, as a subject. */
bool sections_subject(const struct sections *s, struct subject *out);

/* Opens a form for a new record that has what was looked for in vain as its name, e-mail or phone; ""
 * leaves it empty. */
void row_add(struct view *v, const struct entity *e, const char *words);

/* Goes on with a draft: the form, or the call list, as it was left. The row has the draft's fields. */
void draft_open(struct view *v, const struct table *t, const struct row *r);

/* Whether an expression over the entity can be read; else the line that asked for it stays open and says why not. */
bool filter_reads(struct view *v, const struct entity *e, const char *text);
/* The same of a value, and of an argument, as the store will read them: a day can have an hour. */
bool value_reads(struct view *v, const struct field *f, const char *text);
bool arg_reads(struct view *v, const struct arg *arg, const char *text);

/* What can be done where nothing is, in the book as it was. */
const char *say_way_back(const struct view *v, bool words, bool filter);

/* The contact sheet: whether there is one of this kind of record; asks for it; lays out what came, for
 * sections with the margin. */
#define SHEET_MARGIN 15
bool sheet_of(const struct entity *e);
void sheet_ask(struct view *v, int tag, const struct entity *e, int64_t id);
void sheet_lay(struct answer *a, const struct value_context *c);
/* Whom it is about, by the name alone; in the arena. */
const char *sheet_name(const struct answer *a, struct arena *arena);

/* Opens the record under the cursor, or the records behind the row. */
bool row_open(struct view *v, const struct row *r);

/* A field as people call it; the name itself when there is no such field. */
const char *field_called(const struct entity *e, const char *name);

#endif
