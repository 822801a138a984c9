/* Text in any encoding to the same in UTF-8. */
#include "read/decode.h"
#include "read/format.h"

#define PIECE (64u << 10)

void read_text(struct reading *r)
{
	static char piece[PIECE];
	struct sbuf out = SBUF_INIT;
	struct decoder d;
	size_t n;

	reading_begin(r);
	d = (struct decoder){ .encoding = r->encoding };
	do {
		n = reading_next(r, piece, sizeof(piece));
		sbuf_reset(&out);
		decode(&d, piece, n, n == 0, &out);
		reading_put(r, sbuf_text(&out), out.len);
	} while (n);
	sbuf_free(&out);
}
