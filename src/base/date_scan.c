#include "base/date_scan.h"

void scan_skip(struct scan *s)
{
	while (*s->at == ' ')
		s->at++;
}

bool scan_take(struct scan *s, const char *text)
{
	size_t len = strlen(text);

	if (strncmp(s->at, text, len))
		return false;
	s->at += len;
	return true;
}

const struct word *scan_word(struct scan *s, unsigned kinds)
{
	const char *start = s->at;
	const struct word *w;
	size_t len;

	scan_skip(s);
	w = word_at(s->at, kinds, &len);
	s->at = w ? s->at + len : start;
	return w;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool scan_number(struct scan *s, int *n, int *digits)
{
	int count = 0;

	for (*n = 0; is_digit(s->at[count]); count++) {
		if (count == 6)
			return false;
		*n = *n * 10 + (s->at[count] - '0');
	}
	s->at += count;
	if (digits)
		*digits = count;
	return count > 0;
}

/* One Chinese digit, or -1. */
static int numeral(struct scan *s)
{
	static const char *const numerals[] = {"零", "一", "二", "三", "四", "五",
					       "六", "七", "八", "九", "两"};

	for (size_t i = 0; i < LENGTH(numerals); i++)
		if (scan_take(s, numerals[i]))
			return i == 10 ? 2 : (int)i;
	return -1;
}

bool scan_chinese(struct scan *s, int *n)
{
	int ones = numeral(s), tens = 0;

	if (scan_take(s, "十")) {
		tens = ones > 0 ? ones : 1;
		ones = numeral(s);
	}
	*n = tens * 10 + (ones > 0 ? ones : 0);
	return tens || ones >= 0;
}

bool scan_number_or_chinese(struct scan *s, int *n)
{
	return scan_number(s, n, NULL) || scan_chinese(s, n);
}

bool scan_count(struct scan *s, int *n)
{
	const struct word *w;

	scan_skip(s);
	if (scan_number_or_chinese(s, n))
		return true;
	w = scan_word(s, WORD_COUNT);
	if (w)
		*n = w->value;
	return w;
}
