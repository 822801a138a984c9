#include "read/format.h"
#include "read/rule.h"

static const struct format FORMATS[] = {
	{ "icalendar", read_icalendar, prepare_icalendar },
	{ "rule", read_rule, rule_prepare },
	{ "text", read_text, NULL },
	{ "vcard-contacts", read_vcard_contacts, NULL },
	{ "vcard-customers", read_vcard_customers, NULL },
};

const struct format *format_find(const char *name)
{
	for (size_t i = 0; i < LENGTH(FORMATS); i++)
		if (!strcmp(FORMATS[i].name, name))
			return &FORMATS[i];
	return NULL;
}
