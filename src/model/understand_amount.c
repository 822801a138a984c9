/* Amounts of money: where one stands, and which is the deal's. */
#include "model/understand_private.h"

#include "base/intl.h"
#include "model/money.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyz"

/* Three letters apart from the number are a currency in capitals, and small when everybody writes it so:
 * "top 3 try" is no money. */
static bool code_fits(const struct hearing *h, size_t at)
{
	static const char usual[] = "eur usd gbp cny chf jpy rmb";
	char code[4] = { 0 };
	char first = h->line[h->from[at]];

	memcpy(code, h->text + at, 3);
	return strspn(code, LETTERS) < 3 || strstr(usual, code) || (first >= 'A' && first <= 'Z');
}

static bool codes_fit(const struct hearing *h, size_t from, size_t to)
{
	if (to - from < 5)
		return true;
	return (h->text[from + 3] != ' ' || code_fits(h, from)) && (h->text[to - 4] != ' ' || code_fits(h, to - 3));
}

/* The longest amount that begins here. */
static size_t longest_amount(struct hearing *h, size_t at, struct value out[2], int *n)
{
	const struct field *f = &entity_at(ENTITY_DEAL)->fields[DEAL_AMOUNT];
	struct value_context context = h->c->values;
	size_t to = h->end < at + 32 ? h->end : at + 32;
	struct error e = { 0 };

	if (h->c->deal.currency)
		context.currency = h->c->deal.currency;
	for (; to > at; to--) {
		if (!hear_ends(h, at, to) || h->text[to - 1] == ' ' || h->text[to - 1] == '-' ||
		    (h->text[to] & 0xC0) == 0x80 || !codes_fit(h, at, to))
			continue;
		*n = value_read(f, arena_strndup(h->a, h->text + at, to - at), &context, h->a, out, &e);
		if (*n)
			return to - at;
	}
	return 0;
}

bool hear_all_amount(struct hearing *h, size_t at)
{
	struct value money[2];
	int n;

	return at < h->end && h->text[at] >= '0' && h->text[at] <= '9' &&
	       longest_amount(h, at, money, &n) == h->end - at;
}

/* What says by itself that a number is money: a sign, a currency, a multiplier. */
static bool is_money(const struct hearing *h, size_t at, size_t len)
{
	for (size_t i = at; i < at + len; i++)
		if (!strchr("0123456789.,' -+()", h->text[i]))
			return true;
	return false;
}

/* A number alone is an amount when nothing is counted by it: "wants 5000", not "wants 5 licences". */
static bool stands_alone(const struct hearing *h, size_t at)
{
	size_t len;

	while (h->text[at] == ' ')
		at++;
	if (at >= h->end)
		return true;
	return h->text[at] == '>' ||
	       said_word_at(h->text + at,
			    WORDS(SAY_BY) | WORDS(SAY_CLOSE) | WORDS(SAY_NEXT) | WORDS(SAY_FOR) | WORDS(SAY_FILLER),
			    &len);
}

static bool only_minutes(const struct hearing *h, size_t at, size_t len)
{
	return h->text[at + len - 1] == 'm' && strspn(h->text + at, "0123456789") == len - 1;
}

size_t hear_amount(struct hearing *h, size_t at)
{
	struct mention m = { .from = at, .part = SAID_AMOUNT, .clause = h->clause };
	char c = h->text[at];
	size_t len;

	if (strchr(" +-(", c) || (at && h->text[at - 1] == '+') || !strpbrk(h->text + at, "0123456789") ||
	    h->namounts == MENTIONS)
		return 0;
	len = longest_amount(h, at, m.money, &m.n);
	if (!len)
		return 0;
	m.to = at + len;
	if (!is_money(h, at, len) && !(h->pending == SAY_WANTS && stands_alone(h, m.to)))
		return 0;
	m.minutes = h->pending != SAY_WANTS && only_minutes(h, at, len);
	hear_mark(h, at, m.to, m.minutes ? MARK_GONE : MARK_PART);
	h->amounts[h->namounts++] = m;
	return len;
}

/* The amount with its currency, so that it is one whatever stands before it. */
static void choice_money(struct hearing *h, struct said_part *p, struct value v)
{
	const char *code = v.s ? v.s : h->c->values.currency;
	struct sbuf text = SBUF_INIT, shown = SBUF_INIT;
	int places = money_exponent(code);

	number_write(&text, v.i, places, 0);
	sbuf_printf(&text, " %s", code);
	money_show(&shown, v.i, code);
	hear_choice(h, p, sbuf_text(&text), sbuf_text(&shown));
	sbuf_free(&text);
	sbuf_free(&shown);
}

static void place_minutes(struct hearing *h, const struct mention *m)
{
	struct said_part *p = hear_part(h, SAID_DURATION, m->from, m->to);
	const char *typed = hear_words(h, m->from, m->to);

	p->value = value_int(strtol(typed, NULL, 10));
	p->asked = true;
	p->question = N_("Minutes, or an amount?");
	hear_choice(h, p, arena_printf(h->a, "%ld min", (long)p->value.i),
		    arena_printf(h->a, _("%ld minutes"), (long)p->value.i));
	choice_money(h, p, m->money[0]);
}

void settle_amounts(struct hearing *h)
{
	const struct mention *first = NULL;

	for (size_t i = 0; i < h->namounts; i++) {
		const struct mention *m = &h->amounts[i];
		struct said_part *p;

		if (m->minutes && !h->said->parts[SAID_DURATION].there) {
			place_minutes(h, m);
		} else if (first) {
			hear_between(h, &h->said->parts[SAID_AMOUNT], first, m, N_("Which amount is the deal's?"));
		} else {
			first = m;
			p = hear_part(h, SAID_AMOUNT, m->from, m->to);
			p->value = m->money[0];
			p->asked = m->n > 1;
			p->question = N_("Which amount is meant?");
			for (int k = 0; m->n > 1 && k < m->n; k++)
				choice_money(h, p, m->money[k]);
		}
	}
}
