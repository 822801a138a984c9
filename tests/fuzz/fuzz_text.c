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

/* Whatever the text, its forms are laid out as text.h says, and it is found by itself. */
static void check_forms(const char *s, size_t len)
{
	struct text_mark marks[TEXT_MARKS];
	struct sbuf forms = SBUF_INIT, key = SBUF_INIT;
	struct text_typed typed;
	size_t n, last = 0;

	text_forms(&forms, s, len);
	text_key(&key, s, len);
	must(!strncmp(sbuf_text(&forms), sbuf_text(&key), key.len), "the first form is not the key");
	must(!memchr(sbuf_text(&key), TEXT_FORM_END, key.len) && !memchr(sbuf_text(&key), TEXT_STARTS, key.len),
	     "a key has a border");
	if (key.len)
		must(text_fit(forms.data, forms.len, key.data, key.len) == TEXT_WHOLE, "a key is not whole");
	text_type(&typed, s, len);
	n = text_marks(sbuf_text(&key), &typed, marks);
	for (size_t i = 0; i < n; last = marks[i++].to)
		must(marks[i].from >= last && marks[i].from < marks[i].to && marks[i].to <= key.len,
		     "a mark is outside");
	text_typed_free(&typed);
	sbuf_free(&forms);
	sbuf_free(&key);
}

/* Two texts sort as equal when their keys are equal, and only then. */
static void check_order(const char *s, size_t len)
{
	struct sbuf key = SBUF_INIT, sort = SBUF_INIT, again = SBUF_INIT;

	text_fold(&key, s, len);
	text_sort_key(&sort, s, len);
	text_sort_key(&again, sbuf_text(&key), key.len);
	must(sort.len == key.len, "a sort key is not as long as the key");
	must(utf8_valid(sbuf_text(&sort), sort.len, NULL), "a sort key is not UTF-8");
	must(!strcmp(sbuf_text(&sort), sbuf_text(&again)), "one key, two sort keys");
	sbuf_free(&key);
	sbuf_free(&sort);
	sbuf_free(&again);
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
	check_forms((const char *)data, size);
	check_order((const char *)data, size);
	check_columns(s);
	free(s);
	return 0;
}
