/* Whatever bytes are typed as an expression: it is refused with a position inside the text, or what is
 * printed parses to an equal tree. The first byte chooses the entity; completion stands every cursor. */
#include "model/expr.h"

#include "model/expr_complete.h"
#include "model/expr_rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct value_context context = { .today = 20779, .now = 20779 * 86400,
					      .currency = "EUR", .me = 7 };

static void check_again(const struct expr *x, const struct entity *e, struct arena *a)
{
	struct sbuf printed = SBUF_INIT;
	struct error err;
	const struct expr *y;

	expr_print(&printed, x);
	y = expr_parse(sbuf_text(&printed), e, &context, a, &err);
	/* Printing adds parentheses and quotes: what is near the limits may pass them. */
	if (!y && printed.len < EXPR_LENGTH_MAX / 2)
		BUG("printed as %s: %s", sbuf_text(&printed), err.text);
	if (y && !expr_equal(x, y))
		BUG("printed as %s: another tree", sbuf_text(&printed));
	sbuf_free(&printed);
}

/* The rows of a form say the same again; in their own order, so that `and` has other parentheses. */
static void check_rows(const struct expr *x, const struct entity *e, struct arena *a)
{
	struct sbuf text = SBUF_INIT;
	struct expr_row *rows, *again;
	size_t n = expr_rows(x, a, &rows);
	struct error err;
	const struct expr *y;

	expr_rows_write(&text, rows, n, e, &context, NULL);
	y = expr_parse(sbuf_text(&text), e, &context, a, &err);
	if (!y && text.len < EXPR_LENGTH_MAX / 2)
		BUG("rows say %s: %s", sbuf_text(&text), err.text);
	if (y && expr_rows(y, a, &again) != n)
		BUG("rows say %s: not %zu terms", sbuf_text(&text), n);
	sbuf_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct entity *e = entity_at((enum entity_id)(size ? data[0] % ENTITY_COUNT : 0));
	char *text = xstrndup(size ? (const char *)data + 1 : "", size ? size - 1 : 0);
	struct completion out[16];
	struct completion_spot spot;
	struct arena a = { 0 };
	struct error err = { .at = -1 };
	const struct expr *x = expr_parse(text, e, &context, &a, &err);

	if (x) {
		check_again(x, e, &a);
		check_rows(x, e, &a);
	} else if (err.at < 0 || (size_t)err.at > strlen(text)) {
		BUG("position %d of %zu: %s", err.at, strlen(text), err.text);
	}
	expr_complete(text, strlen(text), e, out, LENGTH(out), &spot);
	expr_complete(text, strlen(text) / 2, e, out, LENGTH(out), NULL);
	arena_free(&a);
	free(text);
	return 0;
}
