/* Where a column may go: the fields of an entity, and those of its contact points. */
#include "base/intl.h"
#include "base/text.h"
#include "exchange/mapping_private.h"

/* The fields of a record's points, as they are called in a file. */
static const struct {
	const char *name, *label, *point, *field;
} points[] = {
	{ "phone", N_("Phone"), "phone", "value" },
	{ "phone_use", N_("Phone's use"), "phone", "use" },
	{ "email", N_("E-mail"), "email", "value" },
	{ "email_use", N_("E-mail's use"), "email", "use" },
	{ "street", N_("Street"), "address", "value" },
	{ "postcode", N_("Postcode"), "address", "postcode" },
	{ "city", N_("City"), "address", "city" },
	{ "region", N_("Region"), "address", "region" },
	{ "country", N_("Country"), "address", "country" },
	{ "address_use", N_("Address's use"), "address", "use" },
};

/* What of a person's name has a column of its own. */
static const struct {
	const char *name, *label;
	enum person_part part;
} parts[] = {
	{ "first_name", N_("First name"), PERSON_GIVEN },
	{ "middle_name", N_("Middle name"), PERSON_MIDDLE },
	{ "last_name", N_("Last name"), PERSON_FAMILY },
};

/* Folded, and only what is neither space nor punctuation: "Close-Date " -> "closedate". */
void target_squash(struct sbuf *out, const char *word)
{
	size_t from = out->len, to;

	text_fold(out, word, strlen(word));
	to = from;
	for (size_t i = from; i < out->len; i++) {
		unsigned char c = (unsigned char)out->data[i];
		if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out->data[to++] = (char)c;
	}
	sbuf_erase(out, to, out->len - to);
}

static bool alike(const char *squashed, const char *word)
{
	struct sbuf other = SBUF_INIT;
	bool same;

	target_squash(&other, word);
	same = other.len && !strcmp(squashed, sbuf_text(&other));
	sbuf_free(&other);
	return same;
}

static bool reachable(const struct entity *e)
{
	return e->id == ENTITY_CUSTOMER || e->id == ENTITY_CONTACT;
}

static bool may_be_people(const struct entity *e)
{
	return e->id == ENTITY_CUSTOMER || e->id == ENTITY_CONTACT || e->id == ENTITY_USER;
}

static bool importable(const struct field *f)
{
	return !(f->flags & (FIELD_SYSTEM | FIELD_COMPUTED));
}

static struct target point_target(size_t i)
{
	return (struct target){ TARGET_POINT, points[i].name, points[i].label,
				entity_must(entity_at(ENTITY_POINT), points[i].field), points[i].point, 0, 0 };
}

static struct target part_target(const struct entity *e, size_t i)
{
	return (struct target){ TARGET_PART, parts[i].name, parts[i].label, entity_must(e, e->title), NULL, 0,
				parts[i].part };
}

static struct target field_target(const struct field *f)
{
	return (struct target){ TARGET_FIELD, f->name, f->label, f, NULL, 0, 0 };
}

static struct target scope_target(void)
{
	const struct field *f = entity_must(entity_at(ENTITY_STAGE), "pipeline");

	return (struct target){ TARGET_SCOPE, f->name, f->label, f, NULL, 0, 0 };
}

static bool called(const struct field *f, const char *squashed)
{
	return alike(squashed, f->name) || alike(squashed, intl_english(f->label)) || alike(squashed, _(f->label)) ||
	       (f->alias && alike(squashed, f->alias));
}

char *target_number(const char *squashed, int *number)
{
	size_t len = strlen(squashed), end = len;

	while (end && squashed[end - 1] >= '0' && squashed[end - 1] <= '9')
		end--;
	*number = len - end <= 2 ? (int)strtol(squashed + end, NULL, 10) : 0;
	return xstrndup(squashed, end);
}

/* "phone" is the primary one, "phone2" one of several. */
static bool find_point(const char *word, struct target *out)
{
	int number;
	char *head = target_number(word, &number);
	size_t i = 0;

	while (i < LENGTH(points) && !alike(head, points[i].name) && !alike(head, _(points[i].label)))
		i++;
	if (i < LENGTH(points) && (number || !strcmp(head, word))) {
		*out = point_target(i);
		out->number = number;
	} else {
		i = LENGTH(points);
	}
	free(head);
	return i < LENGTH(points);
}

static bool find_part(const struct entity *e, const char *word, struct target *out)
{
	for (size_t i = 0; i < LENGTH(parts); i++)
		if (alike(word, parts[i].name) || alike(word, _(parts[i].label))) {
			*out = part_target(e, i);
			return true;
		}
	return false;
}

bool target_same(const struct target *a, const struct target *b)
{
	return a->kind == b->kind && a->number == b->number && !strcmp(a->name, b->name);
}

bool target_clashes(const struct target *a, const struct target *b)
{
	return target_same(a, b) ||
	       (a->field == b->field && (a->kind == TARGET_PART) != (b->kind == TARGET_PART));
}

void target_write(struct sbuf *out, const struct target *t)
{
	sbuf_puts(out, t->name);
	if (t->number)
		sbuf_printf(out, "%d", t->number);
}

bool target_named(const struct target *t, const char *name)
{
	struct sbuf own = SBUF_INIT;
	bool same;

	target_write(&own, t);
	same = !strcmp(sbuf_text(&own), name);
	sbuf_free(&own);
	return same;
}

void target_show(struct sbuf *out, const struct target *t)
{
	sbuf_puts(out, _(t->label));
	if (t->number)
		sbuf_printf(out, " %d", t->number);
}

/* Names win over aliases and labels: "name" is never another field's label. */
bool target_find_squashed(const struct entity *e, const char *word, struct target *out)
{
	for (unsigned i = COMMON_COUNT; i < e->nfields; i++)
		if (importable(&e->fields[i]) && alike(word, e->fields[i].name)) {
			*out = field_target(&e->fields[i]);
			return true;
		}
	if (reachable(e) && find_point(word, out))
		return true;
	if (may_be_people(e) && find_part(e, word, out))
		return true;
	if (e->id == ENTITY_DEAL && !strcmp(word, "pipeline")) {
		*out = scope_target();
		return true;
	}
	for (unsigned i = COMMON_COUNT; i < e->nfields; i++)
		if (importable(&e->fields[i]) && called(&e->fields[i], word)) {
			*out = field_target(&e->fields[i]);
			return true;
		}
	return false;
}

bool target_find(const struct entity *e, const char *word, struct target *out)
{
	struct sbuf squashed = SBUF_INIT;
	bool found;

	*out = field_target(&e->fields[FIELD_ID_ID]);
	if (!strcmp(word, "id"))
		return true;
	target_squash(&squashed, word);
	found = squashed.len && target_find_squashed(e, sbuf_text(&squashed), out);
	sbuf_free(&squashed);
	return found;
}

size_t mapping_targets(const struct entity *e, struct target out[MAPPING_TARGETS_MAX])
{
	size_t n = 0;

	for (unsigned i = COMMON_COUNT; i < e->nfields && n < MAPPING_TARGETS_MAX; i++)
		if (importable(&e->fields[i]))
			out[n++] = field_target(&e->fields[i]);
	for (size_t i = 0; may_be_people(e) && i < LENGTH(parts) && n < MAPPING_TARGETS_MAX; i++)
		out[n++] = part_target(e, i);
	for (size_t i = 0; reachable(e) && i < LENGTH(points) && n < MAPPING_TARGETS_MAX; i++)
		out[n++] = point_target(i);
	if (e->id == ENTITY_DEAL && n < MAPPING_TARGETS_MAX)
		out[n++] = scope_target();
	return n;
}
