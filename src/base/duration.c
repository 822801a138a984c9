/* Lengths of time as people say them. */
#include "base/date.h"

#include "base/date_scan.h"
#include "base/date_words.h"
#include "base/intl.h"
#include "base/text.h"
#include "base/utf8.h"

#define DAY  1440
#define PART 1000 /* minutes are counted in thousandths until the end */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *skip(const char *p)
{
	while (*p == ' ')
		p++;
	return p;
}

/* What stands behind a number: its minutes, or 0 when it is no unit of time. */
static int read_unit(const char *p, size_t *len)
{
	const struct word *w = word_at(p, WORD_HOURS, len);

	if (w)
		return w->value;
	w = word_at(p, WORD_UNIT, len);
	return w && w->value == UNIT_DAY ? DAY : 0;
}

/* "half an", "half a", "half": a half; "an", "two": so many. With a unit behind them only. */
static const char *read_word(const char *p, int64_t *n)
{
	static const char *const halves[] = { "half an ", "half a ", "half ", "eine halbe ", "halbe ", "media " };
	const struct word *w;
	size_t len, unit;

	*n = PART / 2;
	for (size_t i = 0; i < LENGTH(halves); i++)
		if (!strncmp(p, halves[i], strlen(halves[i])) && read_unit(p + strlen(halves[i]), &len))
			return p + strlen(halves[i]);
	w = word_at(p, WORD_COUNT, &len);
	*n = w ? w->value * PART : 0;
	return w && read_unit(skip(p + len), &unit) ? p + len : NULL;
}

/* 一, 两, 十五; behind it 个半 is a half more. */
static const char *read_numeral(const char *p, int64_t *n)
{
	struct scan s = { .at = p };
	int whole;

	if (!scan_chinese(&s, &whole))
		return read_word(p, n);
	*n = whole * PART;
	if (scan_take(&s, "个半"))
		*n += PART / 2;
	return s.at;
}

/* Digits with at most three decimals after a point or comma, in thousandths; 半 is a half. */
static const char *read_part(const char *p, int64_t *n)
{
	int scale = PART;

	*n = 0;
	if (!strncmp(p, "半", strlen("半"))) {
		*n = PART / 2;
		return p + strlen("半");
	}
	if (!is_digit(*p))
		return read_numeral(p, n);
	for (; is_digit(*p); p++) {
		*n = *n * 10 + (*p - '0') * PART;
		if (*n > (int64_t)DURATION_MAX * PART)
			return NULL;
	}
	if ((*p != '.' && *p != ',') || !is_digit(p[1]))
		return p;
	for (p++; is_digit(*p); p++) {
		scale /= 10;
		*n += (*p - '0') * scale;
	}
	return p;
}

/* Parts with falling units: the first may lack one (minutes), the last after hours too (1:30,
 * 1h30). Minutes in thousandths, or -1. */
static int64_t read_parts(const char *p)
{
	int64_t total = 0, n;
	int unit = 0;

	do {
		size_t len;
		int next;

		p = read_part(p, &n);
		if (!p)
			return -1;
		next = read_unit(skip(p), &len);
		if (next)
			p = skip(p) + len;
		if (unit && ((next ? next : 1) >= unit || (!next && unit == DAY)))
			return -1;
		if (unit == 60 && n >= 60 * PART)
			return -1;
		unit = next ? next : 1;
		total += n * unit;
		if (next && p[-1] == ':' && !is_digit(*p))
			return -1;
		p = skip(p);
	} while (*p);
	return total;
}

int duration_read(const char *text, struct error *e)
{
	struct sbuf folded = SBUF_INIT;
	int64_t total;
	int used;

	text_fold(&folded, text, strlen(text));
	total = read_parts(sbuf_text(&folded));
	sbuf_free(&folded);
	if (total < 0 || total > (int64_t)DURATION_MAX * PART)
		return error_set(e, ERROR_USAGE,
				 _("\"%.*s\" is not a length of time. Try 45m, 1h30 or 3d."),
				 (int)utf8_fit(text, 40, &used), text);
	return (int)((total + PART / 2) / PART);
}
