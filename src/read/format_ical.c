/* Calendars to rows. */
#include "base/intl.h"
#include "read/decode.h"
#include "read/format.h"
#include "read/ical.h"

#define FILE_MAX (32 << 20) /* libical takes some twenty times as much memory */
#define PIECE    (64u << 10)

static void load(struct reading *r, struct sbuf *text)
{
	struct decoder d = { .encoding = r->encoding };
	char *piece = xmalloc(PIECE);
	size_t n;

	do {
		n = reading_next(r, piece, PIECE);
		decode(&d, piece, n, n == 0, text);
	} while (n);
	free(piece);
}

void read_icalendar(struct reading *r)
{
	struct sbuf text = SBUF_INIT, out = SBUF_INIT;

	reading_begin(r);
	if (r->size <= FILE_MAX)
		load(r, &text);
	if (r->size > FILE_MAX)
		sbuf_printf(&out, _("\"1\",\"It is larger than %d MiB: part it.\"\n"), FILE_MAX >> 20);
	else
		ical_rows(sbuf_text(&text), &out);
	reading_put(r, sbuf_text(&out), out.len);
	sbuf_free(&text);
	sbuf_free(&out);
}

void prepare_icalendar(void)
{
	ical_prepare();
}
