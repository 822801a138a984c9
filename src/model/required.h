/* What a deal must have to come to a stage: a list of its fields, "amount,close", that the stage keeps. */
#ifndef MODEL_REQUIRED_H
#define MODEL_REQUIRED_H

#include "model/record.h"

/* Whether each word of the list names a field of a deal that a person can fill in. */
int required_check(const struct value *v, struct error *e);
/* Goes through the list from *at on; NULL at its end. */
const struct field *required_next(const char **at);
/* The fields of the list that the deal has no value in: as a list for programs, and as labels for people. */
void required_missing(const char *list, const struct record *deal, struct sbuf *names, struct sbuf *labels);

#endif
