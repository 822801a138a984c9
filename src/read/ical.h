/* Calendars (RFC 5545) as rows: a header, then a row an event or task, by libical. */
#ifndef READ_ICAL_H
#define READ_ICAL_H

#include "base/sbuf.h"

/* Appends CSV: the header and the rows, each behind its line in the file and why it cannot be taken. Times are
 * UTC: by the file's own VTIMEZONE, else on the process's clock. The text is UTF-8. */
/* Reads what libical wants to know of zones; without it the next one opens files. */
void ical_prepare(void);
void ical_rows(const char *text, struct sbuf *out);

#endif
