/* Stands between the program and its store: what it is told to, it refuses in the store's place. */
#ifndef TESTS_REFUSING_STORE_H
#define TESTS_REFUSING_STORE_H

/* Runs as rapport-store does, with --fd 3 --book BOOK. While there is a file BOOK.refuses, requests of the verbs that
 * it names are refused with its last line. */
int refusing_store(char **argv);

/* The file, of the verbs in a row, "act save"; NULL takes it away. */
void store_refuses(const char *book, const char *verbs, const char *why);

#endif
