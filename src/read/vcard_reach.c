#include "config.h"

/* How a card's owner is reached: phones, e-mails and addresses. */
#include "base/intl.h"
#include "base/text.h"
#include "read/vcard_card.h"

const char *const card_point_names[CARD_POINT_KINDS][CARD_PARTS_MAX] = {
	[CARD_PHONE] = { "phone", "phone_use" },
	[CARD_EMAIL] = { "email", "email_use" },
	[CARD_ADDRESS] = { "street", "postcode", "city", "region", "country", "address_use" },
};

const size_t card_point_width[CARD_POINT_KINDS] = { 2, 2, 6 };

static const char *use_of(unsigned types)
{
	static const struct {
		unsigned type;
		const char *use;
	} uses[] = {
		{ VCARD_FAX, "fax" },           { VCARD_CELL, "mobile" }, { VCARD_BILLING, "billing" },
		{ VCARD_DELIVERY, "delivery" }, { VCARD_WORK, "work" },   { VCARD_HOME, "home" },
		{ VCARD_OTHER, "other" },
	};

	for (size_t i = 0; i < LENGTH(uses); i++)
		if (types & uses[i].type)
			return uses[i].use;
	return "";
}

/* Whether two phones are the same number, however it is typed; what has no digits is a name. */
static bool same_phone(const char *a, const char *b)
{
	if (!strpbrk(a, "0123456789") || !strpbrk(b, "0123456789"))
		return text_same(a, b);
	for (;;) {
		a += strcspn(a, "+0123456789");
		b += strcspn(b, "+0123456789");
		if (*a != *b || !*a)
			return *a == *b;
		a++, b++;
	}
}

/* Whether they say the same but for their use. */
static bool same_reach(enum card_point kind, const struct card_reach *a, const struct card_reach *b)
{
	if (kind == CARD_PHONE)
		return same_phone(a->parts[0], b->parts[0]);
	for (size_t i = 0; i + 1 < card_point_width[kind]; i++)
		if (!text_same(a->parts[i], b->parts[i]))
			return false;
	return true;
}

static enum card_take add_reach(struct taking *t, enum card_point kind, struct card_reach *r)
{
	struct card *c = t->card;
	bool says = false;

	for (size_t i = 0; i + 1 < card_point_width[kind]; i++)
		says |= *r->parts[i] != '\0';
	if (!says)
		return CARD_TAKEN;
	r->parts[card_point_width[kind] - 1] = use_of(t->line->types);
	r->group = arena_strdup(&c->arena, t->line->group);
	r->preference = t->line->preference;
	for (size_t i = 0; i < c->npoints[kind]; i++)
		if (same_reach(kind, &c->points[kind][i], r)) {
			if (r->preference < c->points[kind][i].preference)
				c->points[kind][i].preference = r->preference;
			return CARD_TAKEN;
		}
	if (c->npoints[kind] == VCARD_POINTS_MAX) {
		error_set(&c->trouble, ERROR_USAGE, _("It has more than %d of %s."), VCARD_POINTS_MAX,
			  t->line->name);
		return CARD_BROKEN;
	}
	c->points[kind][c->npoints[kind]++] = *r;
	return CARD_TAKEN;
}

/* "tel:+1-418-656-9254;ext=102" */
enum card_take card_phone(struct taking *t)
{
	const char *text = card_text(t, " "), *rest;
	struct card_reach r = { .parts = { "" } };

	if (!text)
		return CARD_BROKEN;
	r.parts[0] = text;
	if (!strncasecmp(text, "tel:", 4)) {
		size_t len = strcspn(text += 4, ";");
		rest = strstr(text + len, ";ext=");
		r.parts[0] = arena_printf(&t->card->arena, "%.*s%s%.*s", (int)len, text, rest ? " ext " : "",
					  rest ? (int)strcspn(rest + 5, ";") : 0, rest ? rest + 5 : "");
	}
	return add_reach(t, CARD_PHONE, &r);
}

enum card_take card_email(struct taking *t)
{
	const char *text = card_text(t, " ");
	struct card_reach r = { .parts = { "" } };

	if (!text)
		return CARD_BROKEN;
	r.parts[0] = strncasecmp(text, "mailto:", 7) ? text : text + 7;
	return add_reach(t, CARD_EMAIL, &r);
}

/* Box; further; street; city; region; postcode; country. */
enum card_take card_address(struct taking *t)
{
	const char *p[7] = { "", "", "", "", "", "", "" };
	struct card_reach r;

	if (card_parts(t, ';', ", ", p, LENGTH(p)) < 0)
		return CARD_BROKEN;
	r = (struct card_reach){
		.parts = { card_join(&t->card->arena, p, 3, ", "), p[5], p[3], p[4], p[6], "" },
	};
	return add_reach(t, CARD_ADDRESS, &r);
}

/* Apple's "item1.X-ABLabel:_$!<HomeFax>!$_" says what the phone of the same group is for. */
enum card_take card_label(struct taking *t)
{
	static const struct {
		const char *word;
		unsigned type;
	} words[] = {
		{ "fax", VCARD_FAX },   { "mobile", VCARD_CELL }, { "iphone", VCARD_CELL }, { "cell", VCARD_CELL },
		{ "work", VCARD_WORK }, { "home", VCARD_HOME },   { "", VCARD_OTHER },
	};
	struct card *c = t->card;
	const char *text = card_text(t, " ");
	size_t word = 0;

	if (!text)
		return CARD_BROKEN;
	while (!strcasestr(text, words[word].word))
		word++;
	for (int kind = 0; *t->line->group && kind < CARD_POINT_KINDS; kind++)
		for (size_t i = 0; i < c->npoints[kind]; i++) {
			const char **use = &c->points[kind][i].parts[card_point_width[kind] - 1];

			if (!strcmp(c->points[kind][i].group, t->line->group) && !**use)
				*use = use_of(words[word].type);
		}
	return CARD_TAKEN;
}

/* The preferred ones come first; others stay as the file has them. */
void card_order(struct card *c)
{
	for (int kind = 0; kind < CARD_POINT_KINDS; kind++)
		for (size_t i = 1; i < c->npoints[kind]; i++)
			for (size_t k = i; k && c->points[kind][k].preference < c->points[kind][k - 1].preference;
			     k--) {
				struct card_reach r = c->points[kind][k];
				c->points[kind][k] = c->points[kind][k - 1];
				c->points[kind][k - 1] = r;
			}
}
