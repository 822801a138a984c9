/* Amounts in minor units: exact, never wrapping. */
#include "model/money.h"

#include "base/intl.h"
#include "base/locale.h"
#include "base/utf8.h"

#define SCALE_PLACES 4 /* of NUMBER_SCALE */

int money_exponent(const char *code)
{
	const struct currency *c = currency_find(code);

	return c ? c->exponent : 2;
}

static int64_t power_of_ten(int n)
{
	int64_t p = 1;

	while (n-- > 0)
		p *= 10;
	return p;
}

int64_t money_scaled(int64_t minor, const char *code)
{
	int64_t scaled;

	if (__builtin_mul_overflow(minor, power_of_ten(SCALE_PLACES - money_exponent(code)),
				   &scaled))
		return minor < 0 ? INT64_MIN : INT64_MAX;
	return scaled;
}

static void put_minus(struct sbuf *out, int64_t minor)
{
	if (minor < 0)
		sbuf_puts(out, "\xE2\x88\x92");
}

/* The digits without a sign: number_group writes the smallest amount right, whose negation does not
 * exist, and the minus is taken off again. */
static void put_amount(struct sbuf *out, int64_t minor, int places, int keep)
{
	size_t start = out->len;

	number_group(out, minor, places, keep);
	if (minor < 0)
		sbuf_erase(out, start, strlen("\xE2\x88\x92"));
}

/* "€", or the code where there is none. */
static const char *sign_of(const char *code)
{
	const struct currency *c = currency_find(code);

	return c && c->sign ? c->sign : code ? code : "";
}

/* The sign on the side where people of the place have it. A code never touches the digits. */
static void put_signed(struct sbuf *out, const char *code, const char *digits)
{
	const char *mark = sign_of(code), *space = locale_sign_space();

	if (!*mark)
		sbuf_puts(out, digits);
	else if (locale_sign_behind())
		sbuf_printf(out, "%s%s%s", digits, space, mark);
	else
		sbuf_printf(out, "%s%s%s", mark, *space ? space : mark == code ? " " : "", digits);
}

static void show(struct sbuf *out, int64_t minor, const char *code, bool whole)
{
	int places = money_exponent(code);
	struct sbuf digits = SBUF_INIT;

	put_amount(&digits, minor, places, whole ? 0 : places);
	put_minus(out, minor);
	put_signed(out, code, sbuf_text(&digits));
	sbuf_free(&digits);
}

void money_show(struct sbuf *out, int64_t minor, const char *code)
{
	int64_t unit = power_of_ten(money_exponent(code));

	show(out, minor, code, minor % unit == 0 && (minor / unit >= 1000 || minor / unit <= -1000));
}

void money_show_whole(struct sbuf *out, int64_t minor, const char *code)
{
	int64_t unit = power_of_ten(money_exponent(code)), half = minor < 0 ? -unit / 2 : unit / 2;

	show(out, (minor + half) / unit * unit, code, true);
}

/* Three or four characters for any amount: "820", "1.2M", "12M". Half away from zero. */
static void put_short(struct sbuf *out, uint64_t minor, int places)
{
	static const char *const suffixes[] = {"", "k", "M", "B", "T", "P", "E"};
	int power = places; /* minor / 10^power is in units of the suffix */

	for (size_t i = 0; i < LENGTH(suffixes); i++, power += 3) {
		uint64_t unit =
		    (uint64_t)power_of_ten(power); /* at most 10^18: minor is below 10^19 */
		uint64_t whole = minor / unit + (minor % unit >= unit - unit / 2);
		/* Tenths from the rest, so that nothing is multiplied beyond 64 bits. */
		uint64_t tenth = unit < 10 ? 0 : (minor % unit + unit / 20) / (unit / 10);
		uint64_t tenths = minor / unit * 10 + tenth;

		if (whole >= 1000)
			continue;
		if (i > 0 && tenths < 100 && tenths % 10)
			sbuf_printf(out, "%llu%c%llu%s", (unsigned long long)tenths / 10, locale_point(),
				    (unsigned long long)tenths % 10, suffixes[i]);
		else
			sbuf_printf(out, "%llu%s", (unsigned long long)whole, suffixes[i]);
		return;
	}
}

#define SHORT_COLUMNS 7

void money_short(struct sbuf *out, int64_t minor, const char *code)
{
	uint64_t size = minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor;
	struct sbuf whole = SBUF_INIT, digits = SBUF_INIT;

	put_short(&digits, size, money_exponent(code));
	if (sign_of(code) == code && !locale_sign_behind() && !*locale_sign_space())
		sbuf_printf(&whole, "%s%s", code, sbuf_text(&digits)); /* there is no room to part them */
	else
		put_signed(&whole, code, sbuf_text(&digits));
	put_minus(out, minor);
	sbuf_puts(out, (minor < 0) + utf8_columns(sbuf_text(&whole)) <= SHORT_COLUMNS ? sbuf_text(&whole)
										      : sbuf_text(&digits));
	sbuf_free(&whole);
	sbuf_free(&digits);
}

/* a * b / c, half away from zero, through 128 bits; c > 0. */
static int scale_by(int64_t a, __int128 b, __int128 c, int64_t *out)
{
	__int128 product, half = c / 2, result;

	if (__builtin_mul_overflow((__int128)a, b, &product) ||
	    __builtin_add_overflow(product, a < 0 ? -half : half, &product))
		return -1;
	result = product / c;
	if (result > INT64_MAX || result < INT64_MIN)
		return -1;
	*out = (int64_t)result;
	return 0;
}

int money_convert(int64_t minor, const char *from, const char *to, int64_t per_base_from,
		  int64_t per_base_to, int64_t *out, struct error *e)
{
	int shift = money_exponent(to) - money_exponent(from);
	__int128 up = (__int128)per_base_to * power_of_ten(shift > 0 ? shift : 0);
	__int128 down = (__int128)per_base_from * power_of_ten(shift < 0 ? -shift : 0);

	if (per_base_from <= 0 || per_base_to <= 0)
		return error_set(e, ERROR_USAGE, _("There is no rate between %s and %s."), from,
				 to);
	if (scale_by(minor, up, down, out))
		return error_set(e, ERROR_FAILED, _("The amount is too large in %s."), to);
	return 0;
}
