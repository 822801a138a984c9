#include "model/required.h"

#include "base/date.h"
#include "base/intl.h"

/* The next word of a list that people write: "amount, close". */
static size_t next_word(const char **at)
{
	*at += strspn(*at, ", ");
	return strcspn(*at, ", ");
}

static const struct field *deal_field(const char *word, size_t len)
{
	const struct entity *deal = entity_at(ENTITY_DEAL);
	char name[32];
	const struct field *f;

	if (len >= sizeof(name))
		return NULL;
	memcpy(name, word, len);
	name[len] = '\0';
	f = entity_field(deal, name);
	return f && !(f->flags & (FIELD_SYSTEM | FIELD_COMPUTED)) ? f : NULL;
}

int required_check(const struct value *v, struct error *e)
{
	const char *at = v->s;

	for (size_t len; (len = next_word(&at)); at += len)
		if (!deal_field(at, len))
			return error_set(e, ERROR_USAGE,
					 _("A deal has no field \"%.*s\" to fill in. Try amount, close, contact."),
					 (int)len, at);
	return 0;
}

const struct field *required_next(const char **at)
{
	for (size_t len; (len = next_word(at)); ) {
		const struct field *f = deal_field(*at, len);

		*at += len;
		if (f)
			return f;
	}
	return NULL;
}

void required_missing(const char *list, const struct record *deal, struct sbuf *names, struct sbuf *labels)
{
	for (const struct field *f; (f = required_next(&list)); ) {
		if (deal->values[entity_index(deal->entity, f)].kind != VALUE_NULL)
			continue;
		sbuf_printf(names, "%s%s", names->len ? "," : "", f->name);
		sbuf_printf(labels, "%s%s", labels->len ? C_("names", ", ") : "", _(f->label));
	}
}

int template_due_check(const struct value *v, struct error *e)
{
	struct when w[2];

	if (date_read(v->s, 0, w, e))
		return 0;
	error_prefix(e, _("%s: "), _("Due"));
	return -1;
}
