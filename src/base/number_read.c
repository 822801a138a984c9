/* Numbers as people write them: signs and codes of currencies, k and 万, points and commas. */
#include "base/number.h"

#include "base/intl.h"
#include "base/text.h"
#include "base/utf8.h"

struct affix {
	const char *text; /* folded */
	/* A currency, or several: the first unless the hint is another of them. */
	const char *means;
	int power; /* of ten */
};

/* clang-format off */

/* Which currencies a sign can stand for. The signs that people read alone come back as themselves:
 * tests/unit/model_money.c proves it for every sign of the currency table. "tl" is what ₺ folds to. */
static const struct affix signs[] = {
	{ "$", "USD AUD CAD NZD SGD HKD TWD MXN ARS CLP COP UYU DOP JMD TTD FJD NAD BSD BBD", 0 },
	{ "us$", "USD", 0 }, { "a$", "AUD", 0 }, { "au$", "AUD", 0 }, { "c$", "CAD", 0 },
	{ "ca$", "CAD", 0 }, { "nz$", "NZD", 0 }, { "s$", "SGD", 0 }, { "sg$", "SGD", 0 },
	{ "hk$", "HKD", 0 }, { "nt$", "TWD", 0 }, { "mx$", "MXN", 0 }, { "r$", "BRL", 0 },
	{ "€", "EUR", 0 }, { "euro", "EUR", 0 }, { "欧元", "EUR", 0 },
	{ "£", "GBP EGP SHP FKP GIP SSP SYP", 0 }, { "¥", "CNY JPY", 0 },
	{ "cn¥", "CNY", 0 }, { "jp¥", "JPY", 0 },
	{ "元", "CNY TWD HKD", 0 }, { "块", "CNY", 0 }, { "rmb", "CNY", 0 }, { "人民币", "CNY", 0 },
	{ "美元", "USD", 0 }, { "港币", "HKD", 0 }, { "円", "JPY", 0 }, { "日元", "JPY", 0 },
	{ "kr", "SEK NOK DKK ISK", 0 }, { "kr.", "DKK SEK NOK ISK", 0 }, { "fr.", "CHF", 0 },
	{ "sfr", "CHF", 0 }, { "kc", "CZK", 0 }, { "zl", "PLN", 0 },
	{ "ft", "HUF", 0 }, { "lei", "RON MDL", 0 }, { "₹", "INR", 0 },
	{ "rs", "INR PKR LKR", 0 }, { "rs.", "INR PKR LKR", 0 }, { "₩", "KRW", 0 },
	{ "₽", "RUB", 0 }, { "руб", "RUB", 0 }, { "tl", "TRY", 0 }, { "₫", "VND", 0 },
	{ "₪", "ILS", 0 }, { "฿", "THB", 0 }, { "₴", "UAH", 0 }, { "₦", "NGN", 0 },
	{ "₱", "PHP", 0 }, { "₸", "KZT", 0 }, { "₾", "GEL", 0 }, { "₼", "AZN", 0 },
	{ "₡", "CRC", 0 }, { "₲", "PYG", 0 }, { "₵", "GHS", 0 }, { "₭", "LAK", 0 },
	{ "₮", "MNT", 0 }, { "៛", "KHR", 0 }, { "৳", "BDT", 0 },
};

static const struct affix multipliers[] = {
	{ "k", NULL, 3 }, { "tsd", NULL, 3 }, { "m", NULL, 6 }, { "mn", NULL, 6 },
	{ "mio", NULL, 6 }, { "million", NULL, 6 }, { "b", NULL, 9 }, { "bn", NULL, 9 },
	{ "mrd", NULL, 9 }, { "千", NULL, 3 }, { "万", NULL, 4 }, { "萬", NULL, 4 },
	{ "百万", NULL, 6 }, { "百萬", NULL, 6 }, { "千万", NULL, 7 }, { "千萬", NULL, 7 },
	{ "亿", NULL, 8 }, { "億", NULL, 8 }, { "万亿", NULL, 12 }, { "萬億", NULL, 12 },
};

/* A multiplier with its currency, before or behind the digits: TEUR 20, 20 TEUR. */
static const struct affix scaled[] = {
	{ "teur", "EUR", 3 }, { "t€", "EUR", 3 }, { "keur", "EUR", 3 }, { "meur", "EUR", 6 }, { "tchf", "CHF", 3 },
	{ "tusd", "USD", 3 }, { "kusd", "USD", 3 }, { "musd", "USD", 6 }, { "tgbp", "GBP", 3 },
};

/* clang-format on */

struct reader {
	const char *at;
	const char *hint;
	const char *body; /* digits, points, commas, spaces, apostrophes */
	size_t len;
	char currency[4];
	bool signed_, negative, open, closed, percent;
	int power;
	int rest;         /* the digit behind a Chinese multiplier: 8万4 */
};

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool all_digits(const char *s, size_t n)
{
	while (n > 0 && is_digit(s[n - 1]))
		n--;
	return n == 0;
}

static bool take(struct reader *r, const char *s)
{
	if (strncmp(r->at, s, strlen(s)))
		return false;
	r->at += strlen(s);
	return true;
}

/* The longest entry that stands at the cursor; one that ends in a Latin letter ends the word. */
static const struct affix *take_affix(struct reader *r, const struct affix *table, size_t n)
{
	const struct affix *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(table[i].text);
		if (len <= longest || strncmp(r->at, table[i].text, len))
			continue;
		if (is_letter(table[i].text[len - 1]) && is_letter(r->at[len]))
			continue;
		best = &table[i];
		longest = len;
	}
	r->at += longest;
	return best;
}

/* Any three letters: whether there is such a currency is the model's to say. */
static bool take_code(struct reader *r)
{
	if (!is_letter(r->at[0]) || !is_letter(r->at[1]) || !is_letter(r->at[2]) ||
	    is_letter(r->at[3]))
		return false;
	for (int i = 0; i < 3; i++)
		r->currency[i] = (char)(r->at[i] - 'a' + 'A');
	r->at += 3;
	return true;
}

static bool take_currency(struct reader *r)
{
	const struct affix *sign;

	if (r->currency[0])
		return false;
	sign = take_affix(r, signs, LENGTH(signs));
	if (!sign)
		return take_code(r);
	memcpy(r->currency, sign->means, 3);
	if (r->hint && strlen(r->hint) == 3 && strstr(sign->means, r->hint))
		memcpy(r->currency, r->hint, 3);
	return true;
}

static bool take_scaled(struct reader *r)
{
	const struct affix *a = r->power || r->currency[0] ? NULL : take_affix(r, scaled, LENGTH(scaled));

	if (!a)
		return false;
	memcpy(r->currency, a->means, 3);
	r->power = a->power;
	return true;
}

static bool take_sign(struct reader *r)
{
	if (r->signed_)
		return false;
	if (take(r, "-"))
		r->negative = true;
	else if (!take(r, "+"))
		return false;
	return r->signed_ = true;
}

static bool take_open(struct reader *r)
{
	return !r->open && take(r, "(") && (r->open = true);
}

static bool take_close(struct reader *r)
{
	return r->open && !r->closed && take(r, ")") && (r->closed = true);
}

static bool take_percent(struct reader *r)
{
	return !r->percent && take(r, "%") && (r->percent = true);
}

static bool take_body(struct reader *r)
{
	const char *p = r->at;

	while (is_digit(*p) || *p == '.' || *p == ',' || *p == '\'' ||
	       (*p == ' ' && is_digit(p[1])))
		p++;
	r->body = r->at;
	r->len = (size_t)(p - r->at);
	r->at = p;
	return r->len > 0;
}

static bool body_begins(const char *p)
{
	return is_digit(*p) || ((*p == '.' || *p == ',') && is_digit(p[1]));
}

/* What stands before the digits, the digits, what stands after them. */
static bool split(struct reader *r)
{
	const struct affix *multiplier;

	while (!body_begins(r->at))
		if (!take(r, " ") && !take_open(r) && !take_sign(r) && !take_scaled(r) && !take_currency(r))
			return false;
	if (!take_body(r))
		return false;
	take(r, " ");
	multiplier = r->power ? NULL : take_affix(r, multipliers, LENGTH(multipliers));
	r->power = multiplier ? multiplier->power : r->power;
	if (multiplier && (*multiplier->text & 0x80) && is_digit(*r->at) && *r->at != '0' && !is_digit(r->at[1]) &&
	    all_digits(r->body, r->len))
		r->rest = *r->at++ - '0';
	while (*r->at)
		if (!take(r, " ") && !take_percent(r) && !take_close(r) && !take_sign(r) && !take_scaled(r) &&
		    !take_currency(r))
			return false;
	return r->open == r->closed && !(r->percent && (r->power || r->currency[0])) &&
	       !(r->open && r->signed_);
}

/* Whether the digits stand in groups: three in the last, `step` in those between, fewer only in the
 * first, which does not begin with 0. */
static bool grouped(const char *s, size_t n, char mark, size_t step)
{
	size_t next = 3, run = 0;

	if (!n || *s == '0')
		return false;
	while (n-- > 0) {
		if (is_digit(s[n])) {
			run++;
		} else {
			if (s[n] != mark || run != next)
				return false;
			next = step;
			run = 0;
		}
	}
	return run >= 1 && run <= next;
}

enum fit { FIT_NOT, FIT_YES, FIT_TOO_LARGE };

static enum fit add_digits(struct number *n, const char *s, size_t len, bool negative)
{
	for (size_t i = 0; i < len; i++) {
		int digit = s[i] - '0';
		if (!is_digit(s[i]))
			continue;
		if (__builtin_mul_overflow(n->mantissa, 10, &n->mantissa) ||
		    __builtin_add_overflow(n->mantissa, negative ? -digit : digit, &n->mantissa))
			return FIT_TOO_LARGE;
	}
	return FIT_YES;
}

/* Moves the point by the multiplier's power of ten. */
static enum fit multiply(struct number *n, int power)
{
	for (; power > 0; power--)
		if (n->places > 0)
			n->places--;
		else if (__builtin_mul_overflow(n->mantissa, 10, &n->mantissa))
			return FIT_TOO_LARGE;
	return FIT_YES;
}

/* Reads the body with one mark for the decimals and one for the groups, each 0 for none. */
static enum fit read_with(const struct reader *r, char point, char group, struct number *out)
{
	const char *dot = point ? memchr(r->body, point, r->len) : NULL;
	size_t whole = dot ? (size_t)(dot - r->body) : r->len;
	size_t places = dot ? r->len - whole - 1 : 0;
	struct number n = {0};
	enum fit fit;

	if (point && (!dot || !places || !all_digits(dot + 1, places)))
		return FIT_NOT;
	if (group ? !grouped(r->body, whole, group, 3) &&
			!(group == ',' && grouped(r->body, whole, group, 2))
		  : !all_digits(r->body, whole))
		return FIT_NOT;
	fit = add_digits(&n, r->body, r->len, r->negative || r->open);
	n.places = (int)places;
	if (fit == FIT_YES && r->rest)
		fit = add_digits(&n, (const char[]){ (char)('0' + r->rest) }, 1, r->negative || r->open);
	if (fit == FIT_YES)
		fit = multiply(&n, r->power - (r->rest > 0));
	memcpy(n.currency, r->currency, sizeof(n.currency));
	n.percent = r->percent;
	*out = n;
	return fit;
}

/* Groups first: with three digits after the only mark they are the likelier reading. */
static const char marks[][2] = {
    {0, 0},	{0, ','},   {0, '.'},	 {0, ' '},    {0, '\''}, {'.', ','}, {',', '.'},
    {'.', ' '}, {',', ' '}, {'.', '\''}, {',', '\''}, {'.', 0},	 {',', 0},
};

static bool same(const struct number *a, const struct number *b)
{
	return a->mantissa == b->mantissa && a->places == b->places;
}

static int read_all(const struct reader *r, struct number out[2], bool *large)
{
	int found = 0;

	for (size_t i = 0; i < LENGTH(marks) && found < 2; i++) {
		struct number n;
		enum fit fit = read_with(r, marks[i][0], marks[i][1], &n);
		*large |= fit == FIT_TOO_LARGE;
		if (fit == FIT_YES && (!found || !same(&out[0], &n)))
			out[found++] = n;
	}
	return found;
}

int number_read(const char *text, const char *currency_hint, struct number out[2], struct error *e)
{
	struct sbuf folded = SBUF_INIT;
	struct reader r = {.hint = currency_hint};
	bool large = false;
	int found = 0, used;

	text_fold(&folded, text, strlen(text));
	r.at = sbuf_text(&folded);
	if (split(&r))
		found = read_all(&r, out, &large);
	sbuf_free(&folded);
	if (!found)
		error_set(e, ERROR_USAGE,
			  large ? _("\"%.*s\" is too large.")
				: _("\"%.*s\" is not a number. Try 12k, 1,200.50 or €500."),
			  (int)utf8_fit(text, 40, &used), text);
	return found;
}
