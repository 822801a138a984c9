#include "exchange/mapping.h"

#include <ini.h>

#include "base/intl.h"
#include "base/number.h"
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

static struct mapping_column *add_column(struct mapping *m, const char *header)
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
		add_column(m, header->cells[i].text)->target = found ? t : (struct target){ 0 };
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

static int no_field(const struct mapping *m, const char *word, struct error *e)
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
		return no_field(m, word, e);
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

static const char *const missing_words[] = { "reject", "leave", "create" };

static int missing_word(const char *word, enum missing *out, struct error *e)
{
	for (size_t i = 0; i < LENGTH(missing_words); i++)
		if (!strcmp(word, missing_words[i])) {
			*out = (enum missing)i;
			return 0;
		}
	return error_set(e, ERROR_USAGE, _("\"%s\" is not reject, leave or create."), word);
}

static int set_missing(struct mapping *m, const char *field, const char *word, struct error *e)
{
	enum missing choice;
	struct target t;

	if (missing_word(word, &choice, e) < 0)
		return -1;
	if (!target_find(m->entity, field, &t))
		return no_field(m, field, e);
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
		return set_missing(m, word, is + 1, e);
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

static void add_meaning(struct mapping *m, const char *field, const char *text, const char *meant)
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

/* Map files */

struct reading {
	struct mapping *m;
	struct error *e;
};

/* "annual_revenue * 1000000" */
static int read_factor(struct mapping_column *c, char *star, struct error *e)
{
	struct number n[2];

	*star++ = '\0';
	star += strspn(star, " \t");
	if (number_read(star, NULL, n, NULL) != 1 || n[0].mantissa == 0 || n[0].places > 9)
		return error_set(e, ERROR_USAGE, _("\"%s\" is not a number to multiply by."), star);
	c->factor = n[0].mantissa;
	c->places = n[0].places;
	return 0;
}

static bool scales(const struct field *f)
{
	return f->type == FIELD_INT || f->type == FIELD_DECIMAL || f->type == FIELD_PERCENT ||
	       f->type == FIELD_MONEY || f->type == FIELD_DURATION;
}

static void trim_end(char *s)
{
	size_t len = strlen(s);

	while (len && (s[len - 1] == ' ' || s[len - 1] == '\t'))
		s[--len] = '\0';
}

static int read_column(struct mapping *m, const char *header, const char *value, struct error *e)
{
	struct mapping_column *c = add_column(m, header);
	char *word = arena_strdup(&m->arena, value), *star = strchr(word, '*');

	if (!strcmp(word, "-"))
		return 0;
	if (star && read_factor(c, star, e) < 0)
		return -1;
	trim_end(word);
	if (!target_find(m->entity, word, &c->target))
		return no_field(m, word, e);
	if (c->factor && !scales(c->target.field))
		return error_set(e, ERROR_USAGE, _("%s is not a number: it cannot be multiplied."),
				 _(c->target.label));
	return 0;
}

static int read_default(struct mapping *m, const char *name, const char *value, struct error *e)
{
	struct mapping_default *d;
	struct target t;

	if (!target_find(m->entity, name, &t))
		return no_field(m, name, e);
	d = array_add(&m->defaults, &m->ndefaults, &m->defaults_room, sizeof(*d));
	d->target = t;
	d->text = arena_strdup(&m->arena, value);
	return 0;
}

static const struct {
	const char *word;
	char delimiter;
} delimiters[] = { { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' }, { "pipe", '|' } };

static int read_delimiter(struct mapping *m, const char *value, struct error *e)
{
	for (size_t i = 0; i < LENGTH(delimiters); i++)
		if (!strcmp(value, delimiters[i].word) ||
		    (value[0] == delimiters[i].delimiter && !value[1])) {
			m->delimiter = delimiters[i].delimiter;
			return 0;
		}
	return error_set(e, ERROR_USAGE, _("\"%s\" is not comma, semicolon, tab or pipe."), value);
}

static int read_option(struct mapping *m, const char *name, const char *value, struct error *e)
{
	if (!strcmp(name, "key"))
		return mapping_set_key(m, value, e);
	if (!strcmp(name, "delimiter"))
		return read_delimiter(m, value, e);
	if (!strcmp(name, "dates") && (!strcmp(value, "dmy") || !strcmp(value, "mdy"))) {
		m->day_first = value[0] == 'd';
		m->month_first = !m->day_first;
		return 0;
	}
	if (!strcmp(name, "decimal") && (!strcmp(value, "comma") || !strcmp(value, "point"))) {
		m->comma = value[0] == 'c';
		m->point = !m->comma;
		return 0;
	}
	return error_set(e, ERROR_USAGE, _("\"%s = %s\" says nothing about an import."), name, value);
}

static int read_value(struct mapping *m, const char *field, const char *text, const char *meant,
		      struct error *e)
{
	struct target t;

	if (!target_find(m->entity, field, &t))
		return no_field(m, field, e);
	add_meaning(m, t.name, text, meant);
	return 0;
}

/* inih calls it for each line; 0 makes it remember the line as wrong. */
static int read_line(void *user, const char *section, const char *name, const char *value)
{
	struct reading *r = user;
	int rc;

	if (r->e->kind)
		return 1; /* one error is enough; the first counts */
	if (!strcmp(section, "import"))
		rc = read_option(r->m, name, value, r->e);
	else if (!strcmp(section, "columns"))
		rc = read_column(r->m, name, value, r->e);
	else if (!strcmp(section, "defaults"))
		rc = read_default(r->m, name, value, r->e);
	else if (!strcmp(section, "missing"))
		rc = set_missing(r->m, name, value, r->e);
	else if (!strncmp(section, "values ", 7))
		rc = read_value(r->m, section + 7, name, value, r->e);
	else
		rc = error_set(r->e, ERROR_USAGE, _("There is no section [%s]."), section);
	return rc == 0;
}

int mapping_read(struct mapping *m, const char *path, struct error *e)
{
	struct error why = { 0 };
	struct reading r = { m, &why };
	int line = ini_parse(path, read_line, &r);

	if (line == 0)
		return 0;
	if (line < 0)
		return error_set(e, ERROR_ABSENT, _("The map %s cannot be read."), path);
	return error_set(e, ERROR_USAGE, _("%s, line %d: %s"), path, line,
			 why.kind ? why.text : _("this is neither a [section] nor a NAME = VALUE."));
}

/* Writing */

static void write_options(struct sbuf *out, const struct mapping *m)
{
	sbuf_puts(out, "[import]\n");
	for (size_t i = 0; i < m->nkeys; i++)
		sbuf_printf(out, "%s%s", i ? ", " : "key = ", m->keys[i]->name);
	sbuf_puts(out, m->nkeys ? "\n" : "");
	for (size_t i = 0; i < LENGTH(delimiters); i++)
		if (m->delimiter == delimiters[i].delimiter)
			sbuf_printf(out, "delimiter = %s\n", delimiters[i].word);
	if (m->day_first || m->month_first)
		sbuf_printf(out, "dates = %s\n", m->day_first ? "dmy" : "mdy");
	if (m->comma || m->point)
		sbuf_printf(out, "decimal = %s\n", m->comma ? "comma" : "point");
}

static void write_columns(struct sbuf *out, const struct mapping *m)
{
	sbuf_puts(out, "\n[columns]\n");
	for (size_t i = 0; i < m->ncolumns; i++) {
		const struct mapping_column *c = &m->columns[i];

		sbuf_printf(out, "%s = %s", c->header, c->target.field ? c->target.name : "-");
		if (c->factor) {
			sbuf_puts(out, " * ");
			number_write(out, c->factor, c->places, 0);
		}
		sbuf_putc(out, '\n');
	}
	sbuf_puts(out, m->ndefaults ? "\n[defaults]\n" : "");
	for (size_t i = 0; i < m->ndefaults; i++)
		sbuf_printf(out, "%s = %s\n", m->defaults[i].target.name, m->defaults[i].text);
}

static void write_missing(struct sbuf *out, const struct mapping *m)
{
	bool any = false;

	for (unsigned i = 0; i < m->entity->nfields; i++) {
		if (m->missing[i] == MISSING_REJECT || m->entity->fields[i].type != FIELD_REF)
			continue;
		sbuf_printf(out, "%s%s = %s\n", any ? "" : "\n[missing]\n", m->entity->fields[i].name,
			    missing_words[m->missing[i]]);
		any = true;
	}
}

static void write_values(struct sbuf *out, const struct mapping *m)
{
	for (size_t i = 0; i < m->nmeant; i++)
		sbuf_printf(out, "\n[values %s]\n%s = %s\n", m->meant[i].field, m->meant[i].text,
			    m->meant[i].meant);
}

void mapping_write(struct sbuf *out, const struct mapping *m)
{
	write_options(out, m);
	write_columns(out, m);
	write_values(out, m);
	write_missing(out, m);
}
