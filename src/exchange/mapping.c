#include "exchange/mapping_private.h"

#include "base/intl.h"
#include "base/text.h"

/* The fields of a record's primary points, as they are called in a file. */
static const struct {
	const char *name, *label, *point, *field;
} points[] = {
	{ "phone", N_("Phone"), "phone", "value" },
	{ "email", N_("E-mail"), "email", "value" },
	{ "street", N_("Street"), "address", "value" },
	{ "postcode", N_("Postcode"), "address", "postcode" },
	{ "city", N_("City"), "address", "city" },
	{ "region", N_("Region"), "address", "region" },
	{ "country", N_("Country"), "address", "country" },
};

/* What others call what we have, after squash(). */
static const struct {
	const char *word, *name;
} synonyms[] = {
	{ "account", "customer" },	{ "company", "customer" },    { "organisation", "customer" },
	{ "organization", "customer" }, { "firm", "customer" },	      { "accountname", "customer" },
	{ "companyname", "customer" },	{ "fullname", "name" },	      { "title", "name" },
	{ "opportunity", "name" },	{ "salesperson", "owner" },   { "salesrep", "owner" },
	{ "assignedto", "owner" },	{ "accountowner", "owner" },  { "mail", "email" },
	{ "emailaddress", "email" },	{ "telephone", "phone" },     { "tel", "phone" },
	{ "phonenumber", "phone" },	{ "mobile", "phone" },	      { "zip", "postcode" },
	{ "zipcode", "postcode" },	{ "postalcode", "postcode" }, { "plz", "postcode" },
	{ "address", "street" },	{ "town", "city" },	      { "state", "region" },
	{ "province", "region" },	{ "homepage", "website" },    { "url", "website" },
	{ "web", "website" },		{ "position", "job" },	      { "jobtitle", "job" },
	{ "contacttitle", "job" },	{ "notes", "note" },	      { "comment", "note" },
	{ "description", "note" },	{ "unitprice", "price" },     { "listprice", "price" },
	{ "category", "family" },	{ "value", "amount" },	      { "dealvalue", "amount" },
	{ "leadsource", "source" },	{ "numberofemployees", "employees" },
};

/* Targets */

/* Folded, and only what is neither space nor punctuation: "Close-Date " -> "closedate". */
static void squash(struct sbuf *out, const char *word)
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

	squash(&other, word);
	same = other.len && !strcmp(squashed, sbuf_text(&other));
	sbuf_free(&other);
	return same;
}

static bool reachable(const struct entity *e)
{
	return e->id == ENTITY_CUSTOMER || e->id == ENTITY_CONTACT;
}

static bool importable(const struct field *f)
{
	return !(f->flags & (FIELD_SYSTEM | FIELD_COMPUTED));
}

static struct target point_target(size_t i)
{
	return (struct target){ TARGET_POINT, points[i].name, points[i].label,
				entity_must(entity_at(ENTITY_POINT), points[i].field), points[i].point };
}

static struct target field_target(const struct field *f)
{
	return (struct target){ TARGET_FIELD, f->name, f->label, f, NULL };
}

static struct target scope_target(void)
{
	const struct field *f = entity_must(entity_at(ENTITY_STAGE), "pipeline");

	return (struct target){ TARGET_SCOPE, f->name, f->label, f, NULL };
}

static bool called(const struct field *f, const char *squashed)
{
	return alike(squashed, f->name) || alike(squashed, f->label) || alike(squashed, _(f->label)) ||
	       (f->alias && alike(squashed, f->alias));
}

/* Names win over aliases and labels: "name" is never another field's label. */
static bool find_squashed(const struct entity *e, const char *word, struct target *out)
{
	for (unsigned i = COMMON_COUNT; i < e->nfields; i++)
		if (importable(&e->fields[i]) && alike(word, e->fields[i].name)) {
			*out = field_target(&e->fields[i]);
			return true;
		}
	for (size_t i = 0; reachable(e) && i < LENGTH(points); i++)
		if (alike(word, points[i].name) || alike(word, _(points[i].label))) {
			*out = point_target(i);
			return true;
		}
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
	squash(&squashed, word);
	found = squashed.len && find_squashed(e, sbuf_text(&squashed), out);
	sbuf_free(&squashed);
	return found;
}

size_t mapping_targets(const struct entity *e, struct target out[MAPPING_TARGETS_MAX])
{
	size_t n = 0;

	for (unsigned i = COMMON_COUNT; i < e->nfields && n < MAPPING_TARGETS_MAX; i++)
		if (importable(&e->fields[i]))
			out[n++] = field_target(&e->fields[i]);
	for (size_t i = 0; reachable(e) && i < LENGTH(points) && n < MAPPING_TARGETS_MAX; i++)
		out[n++] = point_target(i);
	if (e->id == ENTITY_DEAL && n < MAPPING_TARGETS_MAX)
		out[n++] = scope_target();
	return n;
}

/* Guessing */

static bool find_synonym(const struct entity *e, const char *squashed, struct target *out)
{
	for (size_t i = 0; i < LENGTH(synonyms); i++) {
		const char *name = synonyms[i].name;

		if (strcmp(squashed, synonyms[i].word) != 0)
			continue;
		/* A customer's own "company" is its name. */
		if (find_squashed(e, !strcmp(name, e->name) ? e->title : name, out))
			return true;
	}
	return false;
}

/* "deal_stage" of a deal is its stage, "Customer Name" of a customer its name. */
static bool find_without_entity(const struct entity *e, const char *squashed, struct target *out)
{
	size_t len = strlen(squashed), own = strlen(e->name);

	return len > own && !strncmp(squashed, e->name, own) && find_squashed(e, squashed + own, out);
}

/* "owner name", "product code" name what the reference is found by. */
static bool find_without_suffix(const struct entity *e, const char *squashed, struct target *out)
{
	static const char *const suffixes[] = { "name", "code", "address", "number" };
	size_t len = strlen(squashed);
	bool found = false;

	for (size_t i = 0; i < LENGTH(suffixes) && !found; i++) {
		size_t tail = strlen(suffixes[i]);
		char *head;

		if (len <= tail || strcmp(squashed + len - tail, suffixes[i]) != 0)
			continue;
		head = xstrndup(squashed, len - tail);
		found = find_squashed(e, head, out) || find_synonym(e, head, out);
		free(head);
	}
	return found;
}

static bool guess_name(const struct entity *e, const char *header, struct target *out)
{
	struct sbuf squashed = SBUF_INIT;
	const char *word;
	bool found;

	squash(&squashed, header);
	word = sbuf_text(&squashed);
	found = *word && (find_squashed(e, word, out) || find_synonym(e, word, out) ||
			  find_without_entity(e, word, out) || find_without_suffix(e, word, out));
	sbuf_free(&squashed);
	return found;
}

static bool reads(const struct field *f, const char *text)
{
	struct value_context plain = { 0 };
	struct arena a = { 0 };
	struct value v[2];
	bool can = value_parse(f, text, &plain, &a, &v[0], NULL) == 0 ||
		   value_read(f, text, &plain, &a, v, NULL) > 0;

	arena_free(&a);
	return can;
}

/* Whether no sample of a typed column reads. References and choices are translated or reported later. */
static bool belied(const struct field *f, size_t column, const char *const *const *samples, size_t n)
{
	size_t filled = 0;

	if (f->type == FIELD_REF || f->type == FIELD_CHOICE)
		return false;
	for (size_t i = 0; i < n; i++) {
		const char *text = samples[i][column];

		if (!*text)
			continue;
		filled++;
		if (reads(f, text))
			return false;
	}
	return filled > 0;
}

/* A column whose header says nothing, full of e-mail or web addresses. */
static bool guess_values(const struct entity *e, size_t column, const char *const *const *samples,
			 size_t n, struct target *out)
{
	size_t filled = 0, mails = 0, sites = 0;

	for (size_t i = 0; i < n; i++) {
		const char *text = samples[i][column];

		filled += *text != '\0';
		mails += strchr(text, '@') && !strchr(text, ' ');
		sites += !strncmp(text, "http", 4) && strstr(text, "://");
	}
	if (filled && mails == filled)
		return find_squashed(e, "email", out);
	return filled && sites == filled && find_squashed(e, "website", out);
}

static bool taken(const struct mapping *m, const struct target *t)
{
	for (size_t i = 0; i < m->ncolumns; i++)
		if (m->columns[i].target.field && !strcmp(m->columns[i].target.name, t->name))
			return true;
	return false;
}

struct mapping_column *mapping_add_column(struct mapping *m, const char *header)
{
	struct mapping_column *c =
		array_add(&m->columns, &m->ncolumns, &m->columns_room, sizeof(*c));

	c->header = arena_strdup(&m->arena, header);
	return c;
}

void mapping_guess(struct mapping *m, const struct csv_row *header, const char *const *const *samples,
		   size_t n)
{
	for (size_t i = 0; i < header->n; i++) {
		struct target t;
		bool found = guess_name(m->entity, header->cells[i].text, &t) &&
			     !belied(t.field, i, samples, n);

		if (!found)
			found = guess_values(m->entity, i, samples, n, &t);
		found = found && !taken(m, &t);
		mapping_add_column(m, header->cells[i].text)->target = found ? t : (struct target){ 0 };
	}
}

/* Keys */

static void add_to(const struct field **keys, size_t *n, const struct field *f)
{
	for (size_t i = 0; i < *n; i++)
		if (keys[i] == f)
			return;
	if (*n < MAPPING_KEYS_MAX)
		keys[(*n)++] = f;
}

static void add_key(struct mapping *m, const struct field *f)
{
	add_to(m->keys, &m->nkeys, f);
}

static bool maps_field(const struct mapping *m, const struct field *f)
{
	for (size_t i = 0; i < m->ncolumns; i++)
		if (m->columns[i].target.kind == TARGET_FIELD && m->columns[i].target.field == f)
			return true;
	return false;
}

static bool belongs_to(const struct field *f)
{
	return f->type == FIELD_REF && (!strcmp(f->name, "customer") || !strcmp(f->name, "pipeline"));
}

/* The name, and what it belongs to. */
static void choose_title(const struct mapping *m, const struct field **keys, size_t *n)
{
	const struct entity *e = m->entity;
	const struct field *title = entity_must(e, e->title);

	if (!(title->flags & FIELD_KEY) || !maps_field(m, title))
		return;
	add_to(keys, n, title);
	for (unsigned i = COMMON_COUNT; i < e->nfields; i++)
		if (belongs_to(&e->fields[i]) && maps_field(m, &e->fields[i]))
			add_to(keys, n, &e->fields[i]);
}

static void choose_unique(struct mapping *m)
{
	const struct entity *e = m->entity;

	for (unsigned i = 0; i < e->nfields && !m->nkeys; i++)
		if ((i == FIELD_ID_ID || (e->fields[i].flags & FIELD_UNIQUE)) && maps_field(m, &e->fields[i]))
			add_key(m, &e->fields[i]);
}

void mapping_choose_key(struct mapping *m)
{
	m->nspare = 0;
	choose_unique(m);
	if (m->nkeys)
		choose_title(m, m->spare, &m->nspare);
	else
		choose_title(m, m->keys, &m->nkeys);
	for (size_t i = 0, given = m->nkeys; !given && i < m->ncolumns; i++)
		if (m->columns[i].target.field && m->columns[i].target.kind == TARGET_FIELD)
			add_key(m, m->columns[i].target.field);
}

/* Calls `each` for the words of "a, b,c". */
static int split(const char *typed, int (*each)(struct mapping *, char *, struct error *),
		 struct mapping *m, struct error *e)
{
	char *copy = xstrdup(typed), *save = NULL;
	int rc = 0;

	for (char *word = strtok_r(copy, ", \t", &save); word && rc == 0;
	     word = strtok_r(NULL, ", \t", &save))
		rc = each(m, word, e);
	free(copy);
	return rc;
}

int mapping_no_field(const struct mapping *m, const char *word, struct error *e)
{
	const char *near = entity_nearest_field(m->entity, word);

	if (near)
		return error_set(e, ERROR_USAGE, _("A %s has no field \"%s\". Did you mean %s?"),
				 m->entity->name, word, near);
	return error_set(e, ERROR_USAGE, _("A %s has no field \"%s\"."), m->entity->name, word);
}

static int add_key_word(struct mapping *m, char *word, struct error *e)
{
	struct target t;

	if (!target_find(m->entity, word, &t))
		return mapping_no_field(m, word, e);
	if (t.kind != TARGET_FIELD)
		return error_set(e, ERROR_USAGE, _("%s cannot be a key."), _(t.label));
	add_key(m, t.field);
	return 0;
}

int mapping_set_key(struct mapping *m, const char *typed, struct error *e)
{
	m->nkeys = m->nspare = 0;
	return split(typed, add_key_word, m, e);
}

/* Missing names */

const char *const missing_words[] = { "reject", "leave", "create" };

static int missing_word(const char *word, enum missing *out, struct error *e)
{
	for (size_t i = 0; i < LENGTH(missing_words); i++)
		if (!strcmp(word, missing_words[i])) {
			*out = (enum missing)i;
			return 0;
		}
	return error_set(e, ERROR_USAGE, _("\"%s\" is not reject, leave or create."), word);
}

int mapping_set_missing_of(struct mapping *m, const char *field, const char *word, struct error *e)
{
	enum missing choice;
	struct target t;

	if (missing_word(word, &choice, e) < 0)
		return -1;
	if (!target_find(m->entity, field, &t))
		return mapping_no_field(m, field, e);
	if (t.kind != TARGET_FIELD || t.field->type != FIELD_REF)
		return error_set(e, ERROR_USAGE, _("%s does not point to anything."), _(t.label));
	m->missing[entity_index(m->entity, t.field)] = choice;
	return 0;
}

static int add_missing_word(struct mapping *m, char *word, struct error *e)
{
	char *is = strchr(word, '=');
	enum missing choice;

	if (is) {
		*is = '\0';
		return mapping_set_missing_of(m, word, is + 1, e);
	}
	if (missing_word(word, &choice, e) < 0)
		return -1;
	for (unsigned i = 0; i < m->entity->nfields; i++)
		m->missing[i] = choice;
	return 0;
}

int mapping_set_missing(struct mapping *m, const char *typed, struct error *e)
{
	return split(typed, add_missing_word, m, e);
}

/* Values */

static void value_key(struct sbuf *key, const char *field, const char *text)
{
	sbuf_puts(key, field);
	sbuf_putc(key, '\0');
	text_fold(key, text, strlen(text));
}

void mapping_add_meaning(struct mapping *m, const char *field, const char *text, const char *meant)
{
	struct sbuf key = SBUF_INIT;
	struct mapping_value *v = array_add(&m->meant, &m->nmeant, &m->meant_room, sizeof(*v));

	v->field = field;
	v->text = arena_strdup(&m->arena, text);
	v->meant = arena_strdup(&m->arena, meant);
	value_key(&key, field, text);
	*map_put(&m->values, key.data, key.len) = (int64_t)m->nmeant;
	sbuf_free(&key);
}

const char *mapping_meant(const struct mapping *m, const struct target *t, const char *text)
{
	struct sbuf key = SBUF_INIT;
	const int64_t *at;

	if (!m->nmeant)
		return text;
	value_key(&key, t->name, text);
	at = map_get(&m->values, key.data, key.len);
	sbuf_free(&key);
	return at ? m->meant[*at - 1].meant : text;
}

void mapping_init(struct mapping *m, const struct entity *e)
{
	memset(m, 0, sizeof(*m));
	m->entity = e;
	m->missing = arena_alloc(&m->arena, e->nfields * sizeof(*m->missing));
}

void mapping_free(struct mapping *m)
{
	free(m->columns);
	free(m->defaults);
	free(m->meant);
	map_free(&m->values);
	arena_free(&m->arena);
	memset(m, 0, sizeof(*m));
}
