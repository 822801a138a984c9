/* The sequences that xterm and all who follow it send for keys, whatever terminfo says. */
#ifndef TERM_SEQUENCE_H
#define TERM_SEQUENCE_H

#include "term/key.h"

#define SEQUENCES    80
#define SEQUENCE_MAX 16

/* Writes the i-th one and returns its key. */
uint32_t sequence_at(int i, char out[SEQUENCE_MAX]);

#endif
