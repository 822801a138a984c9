#include "exchange/mapping_private.h"

#include "base/intl.h"
#include "base/text.h"

/* Guessing */

static bool find_synonym(const struct entity *e, const char *squashed, struct target *out)
{
	const char *name;
	size_t from = 0;

	while ((name = mapping_word(squashed, &from)))
		/* A customer's own "company" is its name. */
		if (target_find_squashed(e, !strcmp(name, e->name) ? e->title : name, out))
			return true;
	return false;
}

/* "deal_stage" of a deal is its stage, "Customer Name" of a customer its name, "CustomerID" its code. */
static bool find_without_entity(const struct entity *e, const char *squashed, struct target *out)
{
	size_t len = strlen(squashed), own = strlen(e->name);

	if (len <= own || strncmp(squashed, e->name, own) != 0)
		return false;
	/* Its own id is a stranger's code. */
	return target_find_squashed(e, !strcmp(squashed + own, "id") ? "code" : squashed + own, out);
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
		found = target_find_squashed(e, head, out) || find_synonym(e, head, out);
		free(head);
	}
	return found;
}

/* "Mobile 2" is one of several phones. */
static bool find_numbered(const struct entity *e, const char *squashed, struct target *out)
{
	int number;
	char *head = target_number(squashed, &number);
	bool found = number && find_synonym(e, head, out) && out->kind == TARGET_POINT;

	if (found)
		out->number = number;
	free(head);
	return found;
}

bool mapping_guess_header(const struct entity *e, const char *header, struct target *out)
{
	struct sbuf squashed = SBUF_INIT;
	const char *word;
	bool found;

	*out = (struct target){ 0 };
	target_squash(&squashed, header);
	word = sbuf_text(&squashed);
	found = *word && (target_find_squashed(e, word, out) || find_synonym(e, word, out) ||
			  find_without_entity(e, word, out) || find_without_suffix(e, word, out) ||
			  find_numbered(e, word, out));
	sbuf_free(&squashed);
	/* "Address 2" is mostly the second line of one address; "street2" is what we write ourselves. */
	return found && (!out->number || strcmp(out->point, "address") != 0 || target_named(out, header));
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
		return target_find_squashed(e, "email", out);
	return filled && sites == filled && target_find_squashed(e, "website", out);
}

static bool taken(const struct mapping *m, const struct target *t)
{
	for (size_t i = 0; i < m->ncolumns; i++)
		if (m->columns[i].target.field && target_clashes(&m->columns[i].target, t))
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

/* What the header says by our own words, before others' words are heard. */
static bool guess_own_name(const struct entity *e, const char *header, struct target *out)
{
	struct sbuf squashed = SBUF_INIT;
	bool found;

	target_squash(&squashed, header);
	found = squashed.len && target_find_squashed(e, sbuf_text(&squashed), out);
	sbuf_free(&squashed);
	return found && !(out->number && !strcmp(out->point, "address"));
}

void mapping_guess(struct mapping *m, const struct csv_row *header, const char *const *const *samples,
		   size_t n)
{
	bool (*const guesses[])(const struct entity *, const char *, struct target *) = { guess_own_name,
											  mapping_guess_header,
											  mapping_guess_job };

	for (size_t i = 0; i < header->n; i++)
		mapping_add_column(m, header->cells[i].text);
	for (size_t k = 0; k <= LENGTH(guesses); k++) {
		for (size_t i = 0; i < header->n; i++) {
			struct target *to = &m->columns[i].target, t = { 0 };
			bool found = k < LENGTH(guesses) ? guesses[k](m->entity, header->cells[i].text, &t) &&
								  t.kind != TARGET_PART &&
								  !belied(t.field, i, samples, n)
							 : guess_values(m->entity, i, samples, n, &t);

			if (!to->field && found && !taken(m, &t))
				*to = t;
		}
		if (k == 0)
			mapping_guess_parts(m);
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
		if (m->columns[i].target.field == f)
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
