/* Bytes from a socket: cut into frames, each read as a request and as an answer. What was read can
 * be written, and reads back. */
#include "proto/message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_request(const uint8_t *body, size_t len)
{
	struct arena arena = {0};
	struct request r;
	struct sbuf out = SBUF_INIT;

	if (request_decode(body, len, &r, &arena, NULL) == 0 &&
	    request_encode(&out, &r, NULL) == 0 &&
	    request_decode(out.data + FRAME_PREFIX, out.len - FRAME_PREFIX, &r, &arena, NULL))
		BUG("a request does not read back");
	sbuf_free(&out);
	arena_free(&arena);
}

static void try_answer(const uint8_t *body, size_t len)
{
	struct answer *a = answer_decode(body, len, NULL), *back = NULL;
	struct sbuf out = SBUF_INIT;

	if (a && answer_encode(&out, a, NULL) == 0) {
		back = answer_decode(out.data + FRAME_PREFIX, out.len - FRAME_PREFIX, NULL);
		if (!back)
			BUG("an answer does not read back");
	}
	sbuf_free(&out);
	answer_free(back);
	answer_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int64_t len;

	while ((len = frame_length(data, size)) > 0) {
		try_request(data + FRAME_PREFIX, (size_t)len - FRAME_PREFIX);
		try_answer(data + FRAME_PREFIX, (size_t)len - FRAME_PREFIX);
		data += len;
		size -= (size_t)len;
	}
	return 0;
}
