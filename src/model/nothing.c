#include "model/nothing.h"

#include "base/intl.h"
#include "base/text.h"
#include "model/point.h"

#define PHONE_MIN 5 /* digits from which a number is one that can be called */

/* Each word as it was read, and how else it was: "müller" (mueller). */
static void put_words(struct sbuf *out, const char *words)
{
	struct text_typed typed;

	text_type(&typed, words, strlen(words));
	for (size_t i = 0; i < typed.n; i++) {
		sbuf_puts(out, i ? " " : "");
		sbuf_printf(out, _("\"%s\""), typed.words[i].s);
		if (typed.words[i].also)
			sbuf_printf(out, " (%s)", typed.words[i].also);
	}
	text_typed_free(&typed);
}

static void put_fields(struct sbuf *out, const struct entity *e)
{
	const char *comma = "";

	for (unsigned i = 0; i < e->nfields; i++)
		if (e->fields[i].flags & FIELD_FIND) {
			sbuf_printf(out, "%s%s", comma, _(e->fields[i].label));
			comma = C_("names", ", ");
		}
	if (entity_has_points(e))
		sbuf_printf(out, "%s%s", comma, _("phone numbers, e-mail addresses, places"));
}

static void put_nowhere(struct sbuf *out, const struct entity *e, const char *words, const char *filter)
{
	struct sbuf fields = SBUF_INIT;

	if (e)
		put_fields(&fields, e);
	if (!e)
		sbuf_printf(out,
			    _("Nothing has %s: looked for in names, codes, places, phone numbers, e-mail "
			      "addresses, tags and notes of customers, contacts, deals, activities and "
			      "products."),
			    words);
	else if (!fields.len)
		sbuf_printf(out, _("%s have no words of their own to look for; F asks for what they point to."),
			    _(e->plural));
	else if (*filter)
		sbuf_printf(out, _("%s: none of those that fit %s has %s. Looked for in: %s."), _(e->plural),
			    filter, words, sbuf_text(&fields));
	else
		sbuf_printf(out, _("%s: none has %s. Looked for in: %s."), _(e->plural), words,
			    sbuf_text(&fields));
	sbuf_free(&fields);
}

void nothing_found(struct sbuf *out, const struct entity *e, const char *words, const char *filter)
{
	struct sbuf read = SBUF_INIT;

	put_words(&read, words);
	if (read.len)
		put_nowhere(out, e, read.data, filter);
	else
		sbuf_printf(out, _("%s: none fits the filter %s."), e ? _(e->plural) : "", filter);
	sbuf_free(&read);
}

const char *nothing_field(const struct entity *e, const char *words)
{
	size_t digits = 0;

	for (const char *p = words; *p; p++)
		digits += *p >= '0' && *p <= '9';
	if (!entity_has_points(e))
		return e->title;
	if (strchr(words, '@'))
		return "email";
	if (digits >= PHONE_MIN && !words[strspn(words, "0123456789 +-./()")])
		return "phone";
	return e->title;
}
