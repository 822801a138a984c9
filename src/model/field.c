/* What follows from a field's descriptor. */
#include "model/field.h"

#include "base/text.h"

enum kind { OTHER, NUMBER, TEXT };

static const struct {
	const char *name;
	int width;
	enum kind kind;
} types[FIELD_TYPES] = {
    [FIELD_TEXT] = {"text", 20, TEXT},
    [FIELD_NOTE] = {"note", 30, TEXT},
    [FIELD_INT] = {"int", 8, NUMBER},
    [FIELD_DECIMAL] = {"decimal", 10, NUMBER},
    [FIELD_PERCENT] = {"percent", 6, NUMBER},
    [FIELD_MONEY] = {"money", 12, NUMBER},
    [FIELD_CURRENCY] = {"currency", 4, OTHER},
    [FIELD_DATE] = {"date", 10, OTHER},
    [FIELD_STAMP] = {"stamp", 16, OTHER},
    [FIELD_DURATION] = {"duration", 8, NUMBER},
    [FIELD_BOOL] = {"bool", 4, OTHER},
    [FIELD_CHOICE] = {"choice", 12, OTHER},
    [FIELD_REF] = {"ref", 18, OTHER},
    [FIELD_EMAIL] = {"email", 24, TEXT},
    [FIELD_PHONE] = {"phone", 16, TEXT},
    [FIELD_URL] = {"url", 24, TEXT},
    [FIELD_TAGS] = {"tags", 14, OTHER},
    [FIELD_REPEAT] = {"repeat", 16, TEXT},
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
	return types[f->type].kind == NUMBER || (f->type == FIELD_TEXT && f->flags & FIELD_FIGURE);
}

bool field_is_whole(const struct field *f)
{
	switch (f->type) {
	case FIELD_INT:
	case FIELD_DECIMAL:
	case FIELD_PERCENT:
	case FIELD_MONEY:
	case FIELD_DATE:
	case FIELD_STAMP:
	case FIELD_DURATION:
	case FIELD_BOOL:
	case FIELD_REF:
		return true;
	default:
		return false;
	}
}

bool field_is_text(const struct field *f)
{
	return types[f->type].kind == TEXT;
}

bool field_is_wording(const struct field *f)
{
	return field_is_text(f) || f->type == FIELD_TAGS;
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
	return begins(c->name, key, whole) || begins(intl_english(c->label), key, whole) ||
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
