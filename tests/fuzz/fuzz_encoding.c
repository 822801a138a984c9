/* Whatever the bytes and however they are cut: what is decoded is UTF-8 but for the marks of bytes that are no
 * text, of which there are as many as were counted, and a guess is one of ours. */
#include "base/utf8.h"
#include "read/decode.h"
#include "read/guess.h"

#include "fuzz.h"

static void must(bool holds, const char *what)
{
	if (!holds)
		BUG("%s", what);
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
}

static int64_t count_marks(const struct sbuf *text)
{
	const char *s = sbuf_text(text);
	int64_t marks = 0;
	uint32_t cp;

	for (size_t i = 0, n; i < text->len; i += n) {
		n = utf8_decode(s + i, text->len - i, &cp);
		if (cp != UTF8_BAD)
			continue;
		must(s[i] == DECODE_BAD && text->len - i >= 3 && is_hex(s[i + 1]) && is_hex(s[i + 2]),
		     "something else than text and marks");
		n = 3;
		marks++;
	}
	return marks;
}

static void check(enum encoding encoding, const char *bytes, size_t n, size_t piece)
{
	struct decoder d = { .encoding = encoding };
	struct sbuf whole = SBUF_INIT, parts = SBUF_INIT;
	int64_t bad = decode_all(encoding, bytes, n, &whole);

	for (size_t at = 0; at < n; at += piece)
		decode(&d, bytes + at, n - at < piece ? n - at : piece, false, &parts);
	decode(&d, "", 0, true, &parts);
	must(whole.len == parts.len && !memcmp(sbuf_text(&whole), sbuf_text(&parts), whole.len),
	     "pieces read otherwise than the whole");
	must(bad == d.bad && bad == count_marks(&whole), "bytes that are no text are not all marked");
	sbuf_free(&whole);
	sbuf_free(&parts);
}

/* The first byte says how large the pieces are. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool ready;
	const char *bytes = (const char *)data + 1;
	size_t bom;

	if (!ready)
		decode_prepare();
	ready = true;
	if (!size)
		return 0;
	for (int i = 0; i < ENCODING_COUNT; i++)
		if (decode_can((enum encoding)i))
			check((enum encoding)i, bytes, size - 1, 1 + data[0] % 16);
	must(guess_encoding(bytes, size - 1, &bom) < ENCODING_COUNT && bom <= size - 1, "no guess");
	return 0;
}
