/* Names, addresses and numbers out of patterns. */
#include "exchange/demo_private.h"

#include "base/text.h"

/* A word of a list: its text, and behind a bar its Latin letters. */
struct word {
	const char *text, *latin;
};

static struct word word_of(struct demo *d, const char *listed)
{
	const char *bar = strchr(listed, '|');

	if (!bar)
		return (struct word){ listed, listed };
	return (struct word){ arena_strndup(&d->arena, listed, (size_t)(bar - listed)), bar + 1 };
}

const char *demo_pick(struct demo *d, const struct demo_words *w)
{
	return w->words[random_below(&d->random, w->n)];
}

/* Lower case letters of ASCII and digits; what lies between them becomes one `gap`. */
static const char *slug(struct demo *d, const char *text, char gap)
{
	struct sbuf folded = SBUF_INIT, out = SBUF_INIT;
	const char *result;

	text_fold(&folded, text, strlen(text));
	for (const char *p = sbuf_text(&folded); *p; p++) {
		if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
			sbuf_putc(&out, *p);
		else if (gap && out.len && out.data[out.len - 1] != gap && (unsigned char)*p < 0x80)
			sbuf_putc(&out, gap);
	}
	while (out.len && out.data[out.len - 1] == gap)
		sbuf_erase(&out, out.len - 1, 1);
	result = arena_strdup(&d->arena, sbuf_text(&out));
	sbuf_free(&folded);
	sbuf_free(&out);
	return result;
}

/* The words that one name is made of; each letter of its pattern stands for one. */
struct parts {
	struct word given, surname, other, stem, trade, city, legal, street, brief, product;
	char house[8];
};

static const struct word *part(const struct parts *p, char letter)
{
	switch (letter) {
	case 'g': return &p->given;
	case 's': return &p->surname;
	case 't': return &p->other;
	case 'a': return &p->stem;
	case 'n': return &p->trade;
	case 'c': return &p->city;
	case 'l': return &p->legal;
	case 'w': return &p->street;
	case 'k': return &p->brief;
	case 'p': return &p->product;
	default: BUG("a demo pattern has %%%c", letter);
	}
}

/* The pattern's text without the parts that `leave` names, and without what is then at its ends. */
static const char *expand(struct demo *d, const char *pattern, const struct parts *p, const char *leave)
{
	struct sbuf out = SBUF_INIT;
	const char *result, *text;

	for (; *pattern; pattern++) {
		if (*pattern != '%')
			sbuf_putc(&out, *pattern);
		else if (*++pattern == 'h')
			sbuf_puts(&out, p->house);
		else if (!strchr(leave, *pattern))
			sbuf_puts(&out, part(p, *pattern)->text);
	}
	while (out.len && out.data[out.len - 1] == ' ')
		sbuf_erase(&out, out.len - 1, 1);
	text = sbuf_text(&out);
	result = arena_strdup(&d->arena, text + strspn(text, " "));
	sbuf_free(&out);
	return result;
}

static struct word pick_word(struct demo *d, const struct demo_words *w)
{
	return word_of(d, demo_pick(d, w));
}

/* The first two Latin words of the firm's name, as its address on the web. */
static const char *host_of(struct demo *d, const char *pattern, const struct parts *p,
			   const struct demo_country *country)
{
	struct sbuf latin = SBUF_INIT;
	const char *host;
	int words = 0;

	for (const char *at = pattern; (at = strchr(at, '%')) && words < 2; at++)
		if (*++at != 'l' && *at != 'c')
			sbuf_printf(&latin, "%s%s", words++ ? "-" : "", part(p, *at)->latin);
	host = slug(d, sbuf_text(&latin), '-');
	sbuf_free(&latin);
	return arena_printf(&d->arena, "%s.%s", host, country->top);
}

static void make_firm(struct demo *d, struct demo_customer *c)
{
	const struct demo_culture *of = c->culture;
	const char *pattern = demo_pick(d, &of->firms);
	struct parts p = {
		.surname = pick_word(d, &of->surnames), .other = pick_word(d, &of->surnames),
		.stem = pick_word(d, &of->stems),	.trade = pick_word(d, &of->trades),
		.city = word_of(d, c->city->name),	.legal = pick_word(d, &c->country->legal),
	};

	if (!strcmp(p.surname.text, p.other.text))
		p.other = (struct word){ p.stem.text, p.stem.latin };
	c->name = expand(d, pattern, &p, "");
	c->brief = expand(d, pattern, &p, strstr(pattern, "%a") ? "lc" : "l");
	c->host = host_of(d, pattern, &p, c->country);
}

void demo_firm(struct demo *d, struct demo_customer *c)
{
	int64_t *seen;
	int tries = 0;

	do {
		make_firm(d, c);
		seen = map_put(&d->names, c->name, strlen(c->name));
	} while ((*seen)++ && ++tries < 20);
}

const char *demo_person(struct demo *d, const struct demo_culture *c, const char **mailbox)
{
	struct parts p = { .given = pick_word(d, &c->given), .surname = pick_word(d, &c->surnames),
			   .other = pick_word(d, &c->surnames) };
	const char *given = slug(d, p.given.latin, 0), *surname = slug(d, p.surname.latin, 0);

	*mailbox = c->mail_family_first ? arena_printf(&d->arena, "%s.%s", surname, given)
					: arena_printf(&d->arena, "%s.%s", given, surname);
	return expand(d, demo_pick(d, &c->people), &p, "");
}

const char *demo_digits(struct demo *d, const char *pattern)
{
	char *text = arena_strdup(&d->arena, pattern);

	for (char *p = text; *p; p++)
		if (*p == '#')
			*p = (char)('0' + random_below(&d->random, 10));
	return text;
}

const char *demo_phone(struct demo *d, const struct demo_customer *c, bool mobile)
{
	const struct demo_country *of = c->country;

	if (mobile)
		return demo_digits(d, arena_printf(&d->arena, "%s %s", of->dial, of->mobile));
	return demo_digits(d, arena_printf(&d->arena, "%s %s %s", of->dial, c->city->area, of->number));
}

const char *demo_address(struct demo *d, const struct demo_culture *c)
{
	struct parts p = { .street = pick_word(d, &c->streets) };

	snprintf(p.house, sizeof(p.house), "%d", random_between(&d->random, 1, 180));
	return expand(d, demo_pick(d, &c->addresses), &p, "");
}

const char *demo_deal_name(struct demo *d, const struct demo_customer *c, const char *product,
			   bool renewal)
{
	struct parts p = { .brief = { c->brief, NULL }, .product = { product, NULL } };

	return expand(d, demo_pick(d, renewal ? &c->culture->renewals : &c->culture->deals), &p, "");
}
