#include "read/format.h"

static const struct format FORMATS[] = {
	{ "rule", read_rule },
	{ "text", read_text },
	{ "vcard-contacts", read_vcard_contacts },
	{ "vcard-customers", read_vcard_customers },
};

const struct format *format_find(const char *name)
{
	for (size_t i = 0; i < LENGTH(FORMATS); i++)
		if (!strcmp(FORMATS[i].name, name))
			return &FORMATS[i];
	return NULL;
}
