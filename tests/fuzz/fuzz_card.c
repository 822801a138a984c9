/* Whatever was pasted: what is read from it is part of no other memory, is text, and is not too much. */
#include "base/utf8.h"
#include "model/card.h"

#include "fuzz.h"

static void must_be_text(const char *s)
{
	if (s && (!*s || strchr(s, '\n') || strlen(s) > 700))
		BUG("\"%s\" is no part of a card", s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);
	struct arena a = { 0 };
	struct card c;

	if (utf8_valid(text, strlen(text), NULL) && card_read(&c, text, &a)) {
		const char *all[] = { c.name, c.company, c.job, c.website, c.street, c.postcode, c.city, c.region,
				      c.country };
		for (size_t i = 0; i < LENGTH(all); i++)
			must_be_text(all[i]);
		for (size_t i = 0; i < c.nphones; i++)
			must_be_text(c.phones[i].value);
		for (size_t i = 0; i < c.nemails; i++)
			must_be_text(c.emails[i]);
	}
	arena_free(&a);
	free(text);
	return 0;
}
