#include "config.h"

#include "read/vcard_card.h"

#include <ctype.h>

#include "base/date.h"
#include "base/intl.h"
#include "base/locale.h"
#include "base/person.h"
#include "base/text.h"
#include "base/utf8.h"

const char *const card_plain_names[CARD_PLAIN_COUNT] = {
	[CARD_NAME] = "name",         [CARD_CUSTOMER] = "customer", [CARD_KIND] = "kind",
	[CARD_SHORT] = "short",       [CARD_JOB] = "job",           [CARD_BIRTHDAY] = "birthday",
	[CARD_LANGUAGE] = "language", [CARD_WEBSITE] = "website",   [CARD_TAGS] = "tags",
	[CARD_NOTE] = "note",
};

/* Texts */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Trimmed; line breaks become `instead`, unless that is NULL. */
static const char *tidy(struct arena *a, const char *text, const char *instead)
{
	struct sbuf out = SBUF_INIT;
	const char *kept;

	text += strspn(text, " \t\r\n");
	for (; *text; text++) {
		if (!instead || !strchr("\r\n\t", *text)) {
			sbuf_putc(&out, *text);
			continue;
		}
		while (is_blank(text[1]))
			text++;
		while (out.len && is_blank(out.data[out.len - 1]))
			out.len--;
		sbuf_puts(&out, instead);
	}
	while (out.len && is_blank(out.data[out.len - 1]))
		out.len--;
	kept = arena_strndup(a, sbuf_text(&out), out.len);
	sbuf_free(&out);
	return kept;
}

/* What a part says; NULL with the card's trouble set. */
const char *card_part(struct taking *t, struct vcard_part part, const char *instead)
{
	struct sbuf text = SBUF_INIT;
	const char *kept = NULL;

	if (vcard_text(t->lines, t->line, part, &text, &t->card->trouble) == 0)
		kept = tidy(&t->card->arena, sbuf_text(&text), instead);
	sbuf_free(&text);
	return kept;
}

const char *card_text(struct taking *t, const char *instead)
{
	return card_part(t, (struct vcard_part){ t->line->value, t->line->len }, instead);
}

/* Goes behind the notes, under the name that the file has for it. */
static enum card_take take_more(struct card *c, const char *name, const char *text)
{
	if (*text)
		sbuf_printf(&c->more, "%s%s: %s", c->more.len ? "\n" : "", name, text);
	return CARD_TAKEN;
}

static enum card_take to_note(struct taking *t)
{
	const char *text = card_text(t, " ");

	return text ? take_more(t->card, t->line->name, text) : CARD_BROKEN;
}

/* What there is one of: the first counts, others go behind the notes, the same said otherwise nowhere. */
static enum card_take keep_first(struct taking *t, const char **slot, const char *text)
{
	if (!text)
		return CARD_BROKEN;
	if (!*slot || !**slot)
		*slot = text;
	else if (t->line->alternative)
		return CARD_NO_FIELD;
	else if (strcmp(*slot, text) != 0)
		return take_more(t->card, t->line->name, text);
	return CARD_TAKEN;
}

/* The parts of "a;b;c", trimmed; how many, or -1. */
int card_parts(struct taking *t, char mark, const char *instead, const char **texts, size_t max)
{
	struct vcard_part parts[VCARD_PARTS_MAX];
	size_t n = vcard_split(t->line->value, t->line->len, mark, parts, max);

	for (size_t i = 0; i < n; i++) {
		texts[i] = card_part(t, parts[i], instead);
		if (!texts[i])
			return -1;
	}
	return (int)n;
}

const char *card_join(struct arena *a, const char *const *texts, size_t n, const char *between)
{
	struct sbuf out = SBUF_INIT;
	const char *text;

	for (size_t i = 0; i < n; i++)
		if (*texts[i])
			sbuf_printf(&out, "%s%s", out.len ? between : "", texts[i]);
	text = arena_strdup(a, sbuf_text(&out));
	sbuf_free(&out);
	return text;
}

/* Who it is */

static enum card_take take_full(struct taking *t)
{
	return keep_first(t, &t->card->full, card_text(t, " "));
}

static enum card_take take_name(struct taking *t)
{
	const char *parts[PERSON_PARTS] = { "", "", "", "", "" };
	struct sbuf whole = SBUF_INIT;

	if (t->card->made)
		return t->line->alternative ? CARD_NO_FIELD : to_note(t);
	if (card_parts(t, ';', " ", parts, PERSON_PARTS) < 0)
		return CARD_BROKEN;
	person_join(&whole, parts, locale_family_first());
	t->card->made = arena_strdup(&t->card->arena, sbuf_text(&whole));
	sbuf_free(&whole);
	return CARD_TAKEN;
}

static enum card_take take_nickname(struct taking *t)
{
	if (t->card->customers)
		return keep_first(t, &t->card->nickname, card_text(t, " "));
	if (!t->card->nickname)
		t->card->nickname = card_text(t, " ");
	return to_note(t);
}

/* Company; department; ... */
static enum card_take take_org(struct taking *t)
{
	const char *p[VCARD_PARTS_MAX], *all;
	struct card *c = t->card;
	int n = card_parts(t, ';', " ", p, LENGTH(p)), filled = 0;

	if (n < 0)
		return CARD_BROKEN;
	all = card_join(&c->arena, p, (size_t)n, "; ");
	for (int i = 0; i < n; i++)
		filled += *p[i] != '\0';
	if (c->org)
		return t->line->alternative ? CARD_NO_FIELD
		       : strcmp(c->org, all) != 0 ? take_more(c, "ORG", all) : CARD_TAKEN;
	for (int i = n - 1; i >= 0; i--)
		c->org = *p[i] ? p[i] : c->org;
	return filled > 1 ? take_more(c, "ORG", all) : CARD_TAKEN;
}

static enum card_take take_title(struct taking *t)
{
	return t->card->customers ? to_note(t) : keep_first(t, &t->card->title, card_text(t, " "));
}

static enum card_take take_role(struct taking *t)
{
	return t->card->customers ? to_note(t) : keep_first(t, &t->card->role, card_text(t, " "));
}

static enum card_take take_kind(struct taking *t)
{
	const char *kind = card_text(t, " ");

	if (!kind)
		return CARD_BROKEN;
	if (!strcasecmp(kind, "org") || !strcasecmp(kind, "organization") || !strcasecmp(kind, "company"))
		t->card->company = true;
	else if (!strcasecmp(kind, "individual"))
		t->card->person = true;
	else
		t->card->odd |= !strcasecmp(kind, "group") || !strcasecmp(kind, "location") ||
				!strcasecmp(kind, "device") || !strcasecmp(kind, "application");
	return CARD_TAKEN;
}

/* Facts */

/* 19800322, 1980-03-22, 1980-03-22T10:00:00Z; "" when it is not a whole day. */
static const char *day_of(struct arena *a, const char *text)
{
	size_t len = strcspn(text, "T ");
	char iso[DATE_SIZE];
	date_t day;

	if (len == 8 && strspn(text, "0123456789") >= 8)
		snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2s", text, text + 4, text + 6);
	else if (len == 10)
		snprintf(iso, sizeof(iso), "%.10s", text);
	else
		return "";
	return date_read_iso(iso, &day) == 0 ? arena_strdup(a, iso) : "";
}

static enum card_take take_birthday(struct taking *t)
{
	const char *text = card_text(t, " "), *day = text ? day_of(&t->card->arena, text) : NULL;

	if (!text)
		return CARD_BROKEN;
	if (*day && !t->card->customers)
		return keep_first(t, &t->card->plain[CARD_BIRTHDAY], day);
	if (t->line->alternative && t->card->plain[CARD_BIRTHDAY])
		return CARD_NO_FIELD;
	return take_more(t->card, t->line->name, text);
}

static enum card_take take_language(struct taking *t)
{
	struct card *c = t->card;
	const char *text = card_text(t, " ");

	if (!text)
		return CARD_BROKEN;
	if (c->customers)
		return take_more(c, t->line->name, text);
	if (c->plain[CARD_LANGUAGE] && t->line->preference >= c->language_preference)
		return take_more(c, t->line->name, text);
	if (c->plain[CARD_LANGUAGE])
		take_more(c, t->line->name, c->plain[CARD_LANGUAGE]);
	c->plain[CARD_LANGUAGE] = text;
	c->language_preference = t->line->preference;
	return CARD_TAKEN;
}

/* A people's address has no field; neither has one that is none. */
static enum card_take take_url(struct taking *t)
{
	const char *text = card_text(t, " ");

	if (text && t->card->customers && strchr(text, '.') && !strpbrk(text, " <>\""))
		return keep_first(t, &t->card->plain[CARD_WEBSITE], text);
	return text ? take_more(t->card, t->line->name, text) : CARD_BROKEN;
}

static enum card_take take_note(struct taking *t)
{
	const char *text = card_text(t, NULL);

	if (!text)
		return CARD_BROKEN;
	if (*text)
		sbuf_printf(&t->card->note, "%s%s", t->card->note.len ? "\n" : "", text);
	return CARD_TAKEN;
}

static enum card_take take_categories(struct taking *t)
{
	const char *p[VCARD_PARTS_MAX], *all;
	int n = card_parts(t, ',', " ", p, LENGTH(p));

	if (n < 0)
		return CARD_BROKEN;
	all = card_join(&t->card->arena, p, (size_t)n, ",");
	if (*all)
		sbuf_printf(&t->card->tags, "%s%s", t->card->tags.len ? "," : "", all);
	return CARD_TAKEN;
}

/* X-RAPPORT-TAX-ID is the column tax_id. */
static enum card_take take_extra(struct taking *t)
{
	struct card *c = t->card;
	char *name = arena_strdup(&c->arena, t->line->name + strlen("X-RAPPORT-"));
	const char *text = card_text(t, " ");

	if (!text)
		return CARD_BROKEN;
	for (char *p = name; *p; p++)
		*p = *p == '-' ? '_' : (char)tolower((unsigned char)*p);
	for (int i = 0; i < CARD_PLAIN_COUNT; i++)
		if (!strcmp(name, card_plain_names[i]))
			return CARD_NO_FIELD;
	if (!*name || name[strspn(name, "abcdefghijklmnopqrstuvwxyz_")] || *card_extra(c, name) ||
	    c->nextras == VCARD_EXTRAS_MAX)
		return CARD_NO_FIELD;
	c->extras[c->nextras++] = (struct card_extra){ name, text };
	return CARD_TAKEN;
}

/* All of it */

static enum card_take pass_over(struct taking *t)
{
	(void)t;
	return CARD_TAKEN;
}

/* What is not here says nothing that a record keeps. */
static const struct {
	const char *name;
	take *take;
} properties[] = {
	{ "FN", take_full },            { "N", take_name },           { "NICKNAME", take_nickname },
	{ "ORG", take_org },            { "TITLE", take_title },      { "ROLE", take_role },
	{ "KIND", take_kind },          { "X-ABSHOWAS", take_kind },  { "X-ADDRESSBOOKSERVER-KIND", take_kind },
	{ "BDAY", take_birthday },      { "LANG", take_language },    { "URL", take_url },
	{ "NOTE", take_note },          { "CATEGORIES", take_categories },
	{ "TEL", card_phone },          { "EMAIL", card_email },      { "ADR", card_address },
	{ "X-ABLABEL", card_label },    { "ANNIVERSARY", to_note },   { "IMPP", to_note },
	{ "X-AIM", to_note },           { "X-GTALK", to_note },       { "X-ICQ", to_note },
	{ "X-JABBER", to_note },        { "X-MSN", to_note },         { "X-QQ", to_note },
	{ "X-SKYPE", to_note },         { "X-WECHAT", to_note },      { "X-YAHOO", to_note },
	{ "VERSION", pass_over },       { "PRODID", pass_over },      { "REV", pass_over },
	{ "UID", pass_over },
};

static take *find_take(const char *name)
{
	for (size_t i = 0; i < LENGTH(properties); i++)
		if (!strcmp(name, properties[i].name))
			return properties[i].take;
	return strncmp(name, "X-RAPPORT-", 10) ? NULL : take_extra;
}

enum card_take card_take(struct card *c, struct vcard_lines *l, struct vcard_line *line)
{
	struct taking t = { c, l, line };
	take *how = find_take(line->name);
	enum card_take took;

	if (!how)
		return CARD_NO_FIELD;
	took = vcard_line_decode(l, line, &c->trouble) < 0 ? CARD_BROKEN : how(&t);
	if (took != CARD_BROKEN && c->arena.total + c->note.len + c->more.len + c->tags.len > VCARD_CARD_MAX) {
		error_set(&c->trouble, ERROR_USAGE, _("It is longer than %u bytes."), VCARD_CARD_MAX);
		took = CARD_BROKEN;
	}
	return took;
}

/* Beginning and end */

void card_begin(struct card *c, int64_t line, bool customers)
{
	struct sbuf note = c->note, more = c->more, tags = c->tags;

	arena_free(&c->arena);
	*c = (struct card){ .line = line, .customers = customers, .note = note, .more = more, .tags = tags };
	sbuf_reset(&c->note);
	sbuf_reset(&c->more);
	sbuf_reset(&c->tags);
}

void card_free(struct card *c)
{
	sbuf_free(&c->note);
	sbuf_free(&c->more);
	sbuf_free(&c->tags);
	arena_free(&c->arena);
}

static const char *first_said(const char *const *texts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (texts[i] && *texts[i])
			return texts[i];
	return "";
}

static void settle_note(struct card *c)
{
	c->plain[CARD_NOTE] = arena_printf(&c->arena, "%s%s%s", sbuf_text(&c->note),
					   c->note.len && c->more.len ? "\n" : "", sbuf_text(&c->more));
	c->plain[CARD_TAGS] = arena_strdup(&c->arena, sbuf_text(&c->tags));
}

static void settle_customer(struct card *c)
{
	c->plain[CARD_KIND] = c->company ? "company" : "person";
	c->plain[CARD_SHORT] = c->nickname;
	if (!c->company && c->org)
		error_set(&c->trouble, ERROR_USAGE,
			  _("It is of a person at %s: rapport contact import takes it."), c->org);
}

static void settle_contact(struct card *c)
{
	c->plain[CARD_CUSTOMER] = c->org;
	c->plain[CARD_JOB] = first_said((const char *const[]){ c->title, c->role }, 2);
	if (c->title && c->role && strcmp(c->title, c->role) != 0)
		take_more(c, "ROLE", c->role);
	if (c->company)
		error_set(&c->trouble, ERROR_USAGE,
			  _("It is of a company: rapport customer import takes it."));
}

void card_end(struct card *c)
{
	const char *name = first_said((const char *const[]){ c->full, c->made }, 2);

	c->company |= !c->person && c->org && (!*name || text_same(name, c->org));
	name = first_said((const char *const[]){ name, c->org, c->nickname,
						 c->npoints[CARD_EMAIL] ? c->points[CARD_EMAIL][0].parts[0] : "",
						 c->npoints[CARD_PHONE] ? c->points[CARD_PHONE][0].parts[0] : "" },
			  5);
	c->plain[CARD_NAME] = name;
	if (c->customers)
		settle_customer(c);
	else
		settle_contact(c);
	settle_note(c);
	card_order(c);
	if (c->odd)
		error_set(&c->trouble, ERROR_USAGE, _("It is of a group, a place or a device."));
	else if (!*name)
		error_set(&c->trouble, ERROR_USAGE, _("It has no name, and nothing that could be one."));
}

const char *card_plain(const struct card *c, enum card_plain column)
{
	return c->plain[column] ? c->plain[column] : "";
}

const char *card_extra(const struct card *c, const char *name)
{
	for (size_t i = 0; i < c->nextras; i++)
		if (!strcmp(c->extras[i].name, name))
			return c->extras[i].text;
	return "";
}
