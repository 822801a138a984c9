#include "term/sequence.h"

/* CSI A and CSI 1 ; m A, CSI 3 ~ and CSI 3 ; m ~. */
static const struct {
	const char *number, *final;
	uint32_t key;
} keys[] = {
	{"1", "A", K_UP},      {"1", "B", K_DOWN},     {"1", "C", K_RIGHT}, {"1", "D", K_LEFT},
	{"1", "H", K_HOME},    {"1", "F", K_END},      {"2", "~", K_INSERT}, {"3", "~", K_DELETE},
	{"5", "~", K_PAGE_UP}, {"6", "~", K_PAGE_DOWN},
};
_Static_assert(8 * LENGTH(keys) == SEQUENCES, "each key with each of eight modifiers");

static uint32_t modifiers(int bits)
{
	return (bits & 1 ? K_SHIFT : 0u) | (bits & 2 ? K_ALT : 0u) | (bits & 4 ? K_CTRL : 0u);
}

uint32_t sequence_at(int i, char out[SEQUENCE_MAX])
{
	const char *number = keys[i / 8].number, *final = keys[i / 8].final;
	int bits = i % 8;

	if (bits)
		snprintf(out, SEQUENCE_MAX, "\033[%s;%d%s", number, bits + 1, final);
	else
		snprintf(out, SEQUENCE_MAX, "\033[%s%s", *final == '~' ? number : "", final);
	return keys[i / 8].key | modifiers(bits);
}
