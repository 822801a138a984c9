/* Text from outside: whatever the bytes, what is shown is inert and stays so, keys are stable, and
 * columns are the sum of the clusters. */
#include "base/text.h"

#include "../unit/inert.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds, const char *what)
{
	if (!holds)
		BUG("%s", what);
}

static void check_safe(const char *s, size_t len, enum text_mode mode)
{
	struct sbuf once = SBUF_INIT, twice = SBUF_INIT;
	const char *wrong;

	text_safe(&once, s, len, mode);
	wrong = not_inert(sbuf_text(&once), once.len, mode == TEXT_NOTE);
	must(!wrong, wrong ? wrong : "");
	text_safe(&twice, sbuf_text(&once), once.len, mode);
	must(!strcmp(sbuf_text(&once), sbuf_text(&twice)), "what is safe was changed again");
	sbuf_free(&once);
	sbuf_free(&twice);
}

static void check_fold(const char *s, size_t len)
{
	struct sbuf once = SBUF_INIT, twice = SBUF_INIT;

	text_fold(&once, s, len);
	must(utf8_valid(once.data, once.len, NULL), "a key is not UTF-8");
	must(strlen(once.data) == once.len, "a key has a NUL");
	text_fold(&twice, once.data, once.len);
	must(!strcmp(once.data, twice.data), "the key of a key is another");
	must(text_finds(once.data, once.data), "a text is not found in itself");
	sbuf_free(&once);
	sbuf_free(&twice);
}

static void check_columns(const char *s)
{
	size_t len = strlen(s), at = 0, fit;
	int columns = 0, width, used;

	while (at < len) {
		at += utf8_cluster(s + at, len - at, &width);
		must(width >= 0 && width <= 2, "a cluster is too wide");
		columns += width;
		fit = utf8_fit(s, columns, &used);
		must(fit >= at && used == columns, "what fits is less than what was measured");
	}
	must(at == len, "a cluster reaches beyond the text");
	must(columns == utf8_columns(s), "columns are not the sum of the clusters");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = xstrndup((const char *)data, size < 4096 ? size : 4096);

	check_safe((const char *)data, size, TEXT_LINE);
	check_safe((const char *)data, size, TEXT_SHOW);
	check_safe((const char *)data, size, TEXT_NOTE);
	check_fold((const char *)data, size);
	check_columns(s);
	free(s);
	return 0;
}
