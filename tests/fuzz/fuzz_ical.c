/* Whatever the bytes: the reader of calendars ends, and writes UTF-8 where it was given some. */
#include "base/utf8.h"
#include "read/ical.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);
	struct sbuf out = SBUF_INIT;

	ical_rows(text, &out);
	if (!out.len || out.data[out.len - 1] != '\n')
		BUG("no row is whole");
	sbuf_free(&out);
	free(text);
	return 0;
}
