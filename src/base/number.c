/* Exact numbers: moving the point, writing the digits. Reading what people type: number_read.c. */
#include "base/number.h"

#include "base/intl.h"
#include "base/locale.h"

#define MINUS "\xE2\x88\x92" /* U+2212, as wide as a digit and never mistaken for a hyphen */

static int too_exact(int places, struct error *e)
{
	if (!places)
		return error_set(e, ERROR_USAGE, _("it must be a whole number"));
	return error_set(e, ERROR_USAGE,
			 P_("it has more than %d decimal", "it has more than %d decimals", places),
			 places);
}

int number_scale(const struct number *n, int places, int64_t *out, struct error *e)
{
	int64_t value = n->mantissa;
	int have = n->places;

	for (; have > places && value; have--) {
		if (value % 10)
			return too_exact(places, e);
		value /= 10;
	}
	for (; have < places && value; have++)
		if (__builtin_mul_overflow(value, 10, &value))
			return error_set(e, ERROR_USAGE, _("it is too large"));
	*out = value;
	return 0;
}

/* The digits of a value without its sign, least significant first; returns how many, at least
 * `least`. */
static int digits_of(int64_t value, char *digits, int least)
{
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	int n = 0;

	while (rest || n < least) {
		digits[n++] = (char)('0' + rest % 10);
		rest /= 10;
	}
	return n;
}

/* More decimals than an int64 has digits would be a programmer's error. */
#define PLACES_MAX 18

static void write_digits(struct sbuf *out, int64_t value, int places, int keep, const char *group, char point)
{
	char digits[PLACES_MAX + 4];
	int n, end = 0;

	if (places < 0 || places > PLACES_MAX)
		BUG("%d decimals", places);
	n = digits_of(value, digits, places + 1);
	while (end < places && places - end > keep && digits[end] == '0')
		end++;
	while (n-- > end) {
		sbuf_putc(out, digits[n]);
		if (n == places && n > end)
			sbuf_putc(out, point);
		else if (n > places && (n - places) % 3 == 0)
			sbuf_puts(out, group);
	}
}

void number_write(struct sbuf *out, int64_t value, int places, int keep)
{
	if (value < 0)
		sbuf_putc(out, '-');
	write_digits(out, value, places, keep, "", '.');
}

void number_group(struct sbuf *out, int64_t value, int places, int keep)
{
	if (value < 0)
		sbuf_puts(out, MINUS);
	write_digits(out, value, places, keep, locale_group(), locale_point());
}

const char *number_text(int64_t value, char out[NUMBER_SIZE])
{
	struct sbuf text = SBUF_INIT;

	number_group(&text, value, 0, 0);
	snprintf(out, NUMBER_SIZE, "%s", sbuf_text(&text));
	sbuf_free(&text);
	return out;
}

/* Appends one digit to a value of the given sign; false when it does not fit. */
static bool append(int64_t *value, int digit, bool negative)
{
	return !__builtin_mul_overflow(*value, 10, value) &&
	       !__builtin_add_overflow(*value, negative ? -digit : digit, value);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

void percent_show(struct sbuf *out, int64_t value, bool figure)
{
	if (figure)
		number_group(out, (value + (value < 0 ? -500 : 500)) / 1000, 1, 1);
	else
		number_group(out, value, 4, 0);
	sbuf_puts(out, /* xgettext:no-c-format */ _(" %"));
}

const char *percent_text(double share, char out[PERCENT_SIZE])
{
	struct sbuf text = SBUF_INIT;

	percent_show(&text, (int64_t)(share * 100 * NUMBER_SCALE + (share < 0 ? -0.5 : 0.5)), true);
	snprintf(out, PERCENT_SIZE, "%s", sbuf_text(&text));
	sbuf_free(&text);
	return out;
}

int number_decimal(const char *text, int places, int64_t *out)
{
	bool negative = *text == '-';
	int64_t value = 0;

	text += *text == '-' || *text == '+';
	if (!is_digit(*text))
		return -1;
	for (; is_digit(*text); text++)
		if (!append(&value, *text - '0', negative))
			return -1;
	if (*text == '.' && (places == 0 || !is_digit(*++text)))
		return -1;
	for (; places > 0; places--, text += is_digit(*text))
		if (!append(&value, is_digit(*text) ? *text - '0' : 0, negative))
			return -1;
	if (*text)
		return -1;
	*out = value;
	return 0;
}

int number_int(const char *text, int64_t *out)
{
	return number_decimal(text, 0, out);
}
