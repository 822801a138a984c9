/* Calendars, and files of address cards, which rapport-read makes rows of (src/read/vcard.h), on their way in. */
#ifndef EXCHANGE_VCARD_H
#define EXCHANGE_VCARD_H

#include "exchange/mapping.h"

/* What rapport-read calls the format of a file that holds cards, going by its beginning and its name; NULL
 * when it is no such file. 0, or -1 when no records of the entity can come from cards. */
int vcard_format(const char *path, const struct entity *entity, const char **format, struct error *e);

/* The columns that rapport-read gives cards are called as what they go into; companies that are not there
 * are made. */
void vcard_mapping(struct mapping *m, const char *const *header, size_t n);

#endif
