/* The lines of a card that say where somebody is. */
#include "model/card_private.h"

/* "SW1A 1AA" at the end of the text; its length, or 0. */
static size_t british(const char *s, size_t n)
{
	size_t in = n >= 3 ? n - 3 : 0, out;

	if (n < 5 || !card_digit(s[in]) || !card_upper(s[in + 1]) || !card_upper(s[in + 2]))
		return 0;
	out = in;
	while (out && s[out - 1] == ' ')
		out--;
	in = out;
	while (out && (card_upper(s[out - 1]) || card_digit(s[out - 1])) && in - out < 4)
		out--;
	return in - out >= 2 && card_upper(s[out]) && card_digits(s + out, in - out) && (!out || s[out - 1] == ' ') ?
	       n - out : 0;
}

static const char *keep(struct reading *r, const char *s, size_t n)
{
	char *copy = arena_strndup(r->a, s, n);

	copy = card_trim(copy);
	return *copy ? copy : NULL;
}

static void add_street(struct reading *r, const char *text)
{
	struct card *c = r->c;

	if (text && *text)
		c->street = c->street ? arena_printf(r->a, "%s, %s", c->street, text) : arena_strdup(r->a, text);
}

/* "D-50667 Köln", "8001 Zürich": number and place. */
static bool take_continental(struct reading *r, const char *s)
{
	const char *p = s;
	size_t n;

	while (card_upper(*p) && p - s < 3)
		p++;
	p = p > s && *p == '-' ? p + 1 : s;
	n = strspn(p, "0123456789");
	if ((n != 4 && n != 5) || p[n] != ' ' || r->c->postcode || card_has(p, card_street))
		return false;
	r->c->postcode = arena_strndup(r->a, p, n);
	r->c->city = keep(r, p + n, strlen(p + n));
	return true;
}

/* "San Francisco CA 94105-1234", "CA 94105": the place may stand in the part before. */
static bool take_american(struct reading *r, const char *s, const char **before)
{
	size_t n = strlen(s), zip = n;

	while (zip && (card_digit(s[zip - 1]) || s[zip - 1] == '-'))
		zip--;
	if ((n - zip != 5 && n - zip != 10) || zip < 3 || s[zip - 1] != ' ' || !card_upper(s[zip - 2]) ||
	    !card_upper(s[zip - 3]) || (zip > 3 && s[zip - 4] != ' '))
		return false;
	r->c->postcode = arena_strdup(r->a, s + zip);
	r->c->region = arena_strndup(r->a, s + zip - 3, 2);
	r->c->city = zip > 4 ? keep(r, s, zip - 4) : *before;
	if (zip <= 4)
		*before = NULL;
	return true;
}

static bool take_british(struct reading *r, const char *s, const char **before)
{
	size_t n = strlen(s), code = british(s, n);

	if (!code)
		return false;
	r->c->postcode = arena_strdup(r->a, s + n - code);
	r->c->city = n > code ? keep(r, s, n - code) : *before;
	if (n == code)
		*before = NULL;
	return true;
}

/* The parts of an address are told from its end of each: country, place with its code, street. A part waits
 * until it is known whether the next one has only the code of its place. */
static void take_latin_address(struct reading *r, char *piece)
{
	const char *waits = NULL;
	char *save = NULL;

	for (char *part = strtok_r(piece, ",", &save); part; part = strtok_r(NULL, ",", &save)) {
		part = card_trim(part);
		if (!*part)
			continue;
		if (card_is_one(part, card_country))
			r->c->country = arena_strdup(r->a, part);
		else if (!take_continental(r, part) && !take_american(r, part, &waits) &&
			 !take_british(r, part, &waits)) {
			add_street(r, waits);
			waits = arena_strdup(r->a, part);
		}
	}
	if (waits && !r->c->city && r->c->street && !card_digits(waits, strlen(waits)))
		r->c->city = waits;
	else
		add_street(r, waits);
}

static size_t han_before(const char *s, const char *mark, size_t most)
{
	const char *at = strstr(s, mark);

	return at && at > s && (size_t)(at - s) <= most * 3 ? (size_t)(at - s) : 0;
}

static char *take_han_place(struct reading *r, char *s)
{
	size_t n = han_before(s, "省", 4);

	if (n) {
		r->c->region = arena_strndup(r->a, s, n);
		s += n + strlen("省");
	}
	n = han_before(s, "市", 5);
	if (n) {
		r->c->city = arena_strndup(r->a, s, n);
		return s + n + strlen("市");
	}
	for (const char *const *city = card_city; *city; city++)
		if (!strncmp(s, *city, strlen(*city))) {
			r->c->city = *city;
			return s + strlen(*city);
		}
	return s;
}

/* Of a code that stands behind the road, what calls it so: "世纪大道100号 邮编: 200120". */
static void cut_code_label(char *s)
{
	static const char *const labels[] = { "邮政编码", "郵遞區號", "邮编", "郵編" };

	for (size_t i = 0; i < LENGTH(labels); i++) {
		char *at = strstr(s, labels[i]);

		if (at)
			card_cut(at, strlen(labels[i]) + strspn(at + strlen(labels[i]), ": "));
	}
}

static void take_han_address(struct reading *r, char *s)
{
	char *code;

	for (code = s; *code && !(card_digit(*code) && strspn(code, "0123456789") == 6); )
		code += card_digit(*code) ? strspn(code, "0123456789") : 1;
	if (*code) {
		r->c->postcode = arena_strndup(r->a, code, 6);
		card_cut(code, 6);
		cut_code_label(s);
	}
	for (const char *const *country = card_country; *country; country++)
		if (card_is_han(*country) && !strncmp(s, *country, strlen(*country)) && strlen(s) > strlen(*country)) {
			r->c->country = *country;
			s = card_trim(s + strlen(*country));
			break;
		}
	s = take_han_place(r, s);
	if (card_only_labels(s))
		return;
	add_street(r, card_trim(s));
}

/* A Han address has a place or a road and a number; a Latin one a street or a code. */
bool card_is_address(const char *s)
{
	bool number = card_digits(s, strlen(s)) > 0;
	const char *last = strrchr(s, ',');
	struct card none = { 0 };
	struct arena a = { 0 };
	struct reading trial = { .c = &none, .a = &a };
	const char *waits = NULL;
	bool code;

	if (card_has_han(s))
		return card_has(s, card_street) || (number && card_has(s, card_city)) || strstr(s, "邮编") ||
		       (strstr(s, "区") && strstr(s, "市"));
	last = last ? last + 1 + strspn(last + 1, " ") : s;
	code = take_continental(&trial, last) || take_american(&trial, last, &waits) ||
	       take_british(&trial, last, &waits);
	arena_free(&a);
	return code || (number && card_has(s, card_street)) || card_is_one(s, card_country);
}

void card_take_address(struct reading *r, char *s)
{
	char *colon = strchr(s, ':');
	char *said = colon && colon - s < 12 ? card_trim(colon + 1) : s;

	if (card_has_han(s))
		take_han_address(r, said);
	else
		take_latin_address(r, said);
}
