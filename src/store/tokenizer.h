/* The full-text table of books up to schema 6 names a tokenizer of ours, and SQLite must know one of that
 * name to make or drop the table. Nothing is indexed any more, so it knows no words. */
#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

struct sqlite3;

/* Makes the FTS5 tokenizer `rapport` known to the connection. An SQLite result code. */
int tokenizer_register(struct sqlite3 *db);

#endif
