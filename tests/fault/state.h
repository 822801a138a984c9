/* What a book says, as text that two books can be compared by; and what must hold in every one. */
#ifndef TESTS_FAULT_STATE_H
#define TESTS_FAULT_STATE_H

#include "book_fixture.h"

/* The open book as every test of this suite begins with it: a few records of each kind, a setting that
 * is not the default, something to undo and something to redo. Closes it and keeps its file. */
void state_begin(void);
/* Puts that file back as the only thing of the book; whoever had it open has closed it. */
void state_restore(void);
/* The file's bytes, for a disk that is made up. */
const void *state_file(size_t *len);

/* Every row of every table of the open book, and what searches find. Caller frees. */
char *state_text(void);
/* Aborts unless the two are the same; says the first line that differs. */
void state_same(const char *expected, const char *got, const char *when);
/* Aborts unless SQLite finds the open book whole, its search index is true to its words, and the journal
 * leads from each record's creation to what it holds now. */
void state_sound(const char *when);

#endif
