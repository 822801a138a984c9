/* Where one message ends and the next begins. */
#include "proto/wire.h"

const char *const verb_names[VERB_COUNT] = {
    [VERB_HELLO] = "hello", [VERB_DESCRIBE] = "describe", [VERB_LIST] = "list",
    [VERB_GET] = "get",	    [VERB_SAVE] = "save",	  [VERB_ACT] = "act",
    [VERB_FIND] = "find",   [VERB_REPORT] = "report",	  [VERB_HISTORY] = "history",
    [VERB_UNDO] = "undo",   [VERB_REDO] = "redo",	  [VERB_DRAFT] = "draft",
    [VERB_SIMILAR] = "similar", [VERB_DUPLICATES] = "duplicates", [VERB_COMPARE] = "compare",
    [VERB_UNDERSTAND] = "understand", [VERB_EXPLAIN] = "explain",
    [VERB_ATTACH] = "attach", [VERB_FETCH] = "fetch",
    [VERB_WATCH] = "watch", [VERB_CANCEL] = "cancel",
};

size_t frame_begin(struct sbuf *out)
{
	sbuf_add(out, "\0\0\0\0", FRAME_PREFIX);
	return out->len - FRAME_PREFIX;
}

int frame_end(struct sbuf *out, size_t begin, struct error *e)
{
	size_t len = out->len - begin - FRAME_PREFIX;
	unsigned char *prefix = (unsigned char *)out->data + begin;

	if (len > FRAME_MAX) {
		sbuf_erase(out, begin, out->len - begin);
		return error_set(e, ERROR_USAGE,
				 _("The message is longer than %u bytes; do it in parts."),
				 FRAME_MAX);
	}
	for (int i = 0; i < FRAME_PREFIX; i++)
		prefix[i] = (unsigned char)(len >> 8 * (FRAME_PREFIX - 1 - i));
	return 0;
}

int64_t frame_length(const void *data, size_t len)
{
	const unsigned char *prefix = data;
	size_t body = 0;

	if (len < FRAME_PREFIX)
		return 0;
	for (int i = 0; i < FRAME_PREFIX; i++)
		body = body << 8 | prefix[i];
	if (!body || body > FRAME_MAX)
		return -1;
	return len - FRAME_PREFIX < body ? 0 : (int64_t)(body + FRAME_PREFIX);
}
