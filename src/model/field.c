/* What follows from a field's descriptor. */
#include "model/field.h"

#include "base/text.h"

static const struct {
	const char *name;
	int width;
	bool number;
} types[FIELD_TYPES] = {
    [FIELD_TEXT] = {"text", 20, false},
    [FIELD_NOTE] = {"note", 30, false},
    [FIELD_INT] = {"int", 8, true},
    [FIELD_DECIMAL] = {"decimal", 10, true},
    [FIELD_PERCENT] = {"percent", 6, true},
    [FIELD_MONEY] = {"money", 12, true},
    [FIELD_CURRENCY] = {"currency", 4, false},
    [FIELD_DATE] = {"date", 10, false},
    [FIELD_STAMP] = {"stamp", 16, false},
    [FIELD_DURATION] = {"duration", 8, true},
    [FIELD_BOOL] = {"bool", 4, false},
    [FIELD_CHOICE] = {"choice", 12, false},
    [FIELD_REF] = {"ref", 18, false},
    [FIELD_EMAIL] = {"email", 24, false},
    [FIELD_PHONE] = {"phone", 16, false},
    [FIELD_URL] = {"url", 24, false},
    [FIELD_TAGS] = {"tags", 14, false},
    [FIELD_REPEAT] = {"repeat", 16, false},
};

const char *field_type_name(enum field_type type)
{
	if ((unsigned)type >= FIELD_TYPES)
		BUG("field type %d", (int)type);
	return types[type].name;
}

int field_width(const struct field *f)
{
	return f->width > 0 ? f->width : types[f->type].width;
}

bool field_is_number(const struct field *f)
{
	return types[f->type].number;
}

bool field_is_text(const struct field *f)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_NOTE:
	case FIELD_EMAIL:
	case FIELD_PHONE:
	case FIELD_URL:
	case FIELD_REPEAT:
		return true;
	default:
		return false;
	}
}

static const struct choice *choice_stored(const struct choice *set, const char *name)
{
	for (; set && set->name; set++)
		if (!strcmp(set->name, name))
			return set;
	return NULL;
}

static bool begins(const char *text, const char *key, bool whole)
{
	struct sbuf folded = SBUF_INIT;
	size_t n = strlen(key);
	bool yes;

	text_fold(&folded, text, strlen(text));
	yes = !strncmp(sbuf_text(&folded), key, n) && (!whole || folded.len == n);
	sbuf_free(&folded);
	return yes;
}

/* By what the choice is called in files, in English, or in the reader's language. */
static bool choice_begins(const struct choice *c, const char *key, bool whole)
{
	return begins(c->name, key, whole) || begins(c->label, key, whole) ||
	       begins(_(c->label), key, whole);
}

static const struct choice *choice_only(const struct choice *set, const char *key, bool whole)
{
	const struct choice *only = NULL;

	for (; set && set->name; set++) {
		if (!choice_begins(set, key, whole))
			continue;
		if (only)
			return NULL;
		only = set;
	}
	return only;
}

/* By the very name, else by the folded word, whole, else (when asked for) by its beginning. */
static const struct choice *choice_search(const struct choice *set, const char *word, bool prefix)
{
	const struct choice *c = choice_stored(set, word);
	struct sbuf key = SBUF_INIT;

	if (c)
		return c;
	text_fold(&key, word, strlen(word));
	if (key.len)
		c = choice_only(set, key.data, true);
	if (key.len && !c && prefix)
		c = choice_only(set, key.data, false);
	sbuf_free(&key);
	return c;
}

const struct choice *choice_find(const struct choice *set, const char *word)
{
	return choice_search(set, word, true);
}

const struct choice *choice_named(const struct choice *set, const char *word)
{
	return choice_search(set, word, false);
}

bool choice_within(const struct choice *set, const char *name, const char *above)
{
	const struct choice *c = choice_stored(set, name);

	while (c && strcmp(c->name, above))
		c = c->parent ? choice_stored(set, c->parent) : NULL;
	return c;
}
