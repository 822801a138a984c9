/* What one-line and other texts must be to be stored. Private to value_read.c and value_parse.c. */
#ifndef MODEL_VALUE_CHECK_H
#define MODEL_VALUE_CHECK_H

#include "model/field.h"

/* Valid UTF-8 without control characters (LF and TAB may stand in notes), and light rules for
 * e-mails, phones and URLs: enough to catch a slip, never enough to refuse what works. 0, or -1
 * with the error set to what follows the field's label. */
int value_check_text(const struct field *f, const char *text, struct error *e);

/* yes, no, ja, nein, 是, 否, x ...: 1, 0, or -1. */
int value_read_bool(const char *text);

/* Puts the field's label before a sentence about its value and returns -1. */
int value_blame(const struct field *f, struct error *e);

#endif
