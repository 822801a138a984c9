/* The few functions that our SQL takes from C, because SQL has no words for them that two engines
 * share. All are deterministic and answer NULL for NULL; PostgreSQL would define the same five.
 *
 *	fold(text)           the key to compare and search by (text_fold)
 *	sorted(text)         the key to order by (text_sort_key)
 *	words(text, needle)  1 when the needle is found in it at a word's start (text_finds), else 0
 *	found(text, phrase)  1 when the phrase is found in it as `find` does (search_text), else 0
 *	days('2026-11-22')   days since 1970-01-01 of an ISO date, to subtract one from another */
#ifndef STORE_FUNCTIONS_H
#define STORE_FUNCTIONS_H

struct sqlite3;

/* The collation `fold`: text_order, as SQLite calls it. */
int fold_collate(void *unused, int na, const void *a, int nb, const void *b);

/* Makes them known to the connection; db_open calls it. An SQLite result code. */
int functions_register(struct sqlite3 *db);

#endif
