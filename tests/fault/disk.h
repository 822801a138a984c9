/* A disk that remembers in which order it was written to, and what of it was only promised: from any
 * moment on it can be had as a power cut would leave it. */
#ifndef TESTS_FAULT_DISK_H
#define TESTS_FAULT_DISK_H

#include "exchange/random.h"

/* Begins to record what is done to the book and its WAL, from what they are now on. */
void disk_record(const char *book);
/* Notes that something was acknowledged. */
void disk_acknowledge(void);
/* Ends recording. How many moments there are: the disk may stop before each of them. */
size_t disk_moments(void);

/* What is there when the power goes before moment `at`, which never goes back: everything that was synced,
 * and of the rest what chance says; each piece of 512 bytes is there or is not. Writes it to `book` and
 * its WAL. How much was acknowledged by then. */
int disk_cut(size_t at, struct random *chance, const char *book);

#endif
