#include "exchange/formula.h"

/* What was guarded before counts as dangerous too: then exactly one ' is to be taken off again. */
static bool is_dangerous(const char *cell)
{
	static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};

	cell += strspn(cell, "'");
	cell += strspn(cell, " ");
	for (size_t i = 0; i < LENGTH(starts); i++)
		if (!strncmp(cell, starts[i], strlen(starts[i])))
			return true;
	return false;
}

void formula_guard(struct sbuf *out, const char *cell)
{
	if (is_dangerous(cell))
		sbuf_putc(out, '\'');
	sbuf_puts(out, cell);
}

const char *formula_bare(const char *cell)
{
	return *cell == '\'' && is_dangerous(cell) ? cell + 1 : cell;
}
