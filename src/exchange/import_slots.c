/* The values that a row gives, target by target. */
#include "base/intl.h"
#include "exchange/formula.h"
#include "exchange/import_private.h"
#include "model/similar_key.h"

/* Building */

static struct slot *find_slot(struct import *im, const struct target *t)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (target_same(&im->slots[i].target, t))
			return &im->slots[i];
	return NULL;
}

static int find_header(const struct import *im, const char *header)
{
	for (size_t i = 0; i < im->nheader; i++)
		if (!strcmp(im->header[i], header))
			return (int)i;
	return -1;
}

static struct slot *add_slot(struct import *im, const struct target *t)
{
	struct slot *s = &im->slots[im->nslots++];

	*s = (struct slot){ .target = *t, .cell = -1, .hash = -1 };
	return s;
}

static int refuse_twice(const struct target *t, struct error *e)
{
	struct sbuf name = SBUF_INIT;

	target_write(&name, t);
	error_set(e, ERROR_USAGE, _("Two columns are mapped to %s."), sbuf_text(&name));
	sbuf_free(&name);
	return -1;
}

static bool is_joined(const struct slot *s)
{
	for (size_t i = 0; i < PERSON_PARTS; i++)
		if (s->parts[i])
			return true;
	return false;
}

/* The slot of the whole name, which has a cell of its own or those of its parts. */
static struct slot *add_part(struct import *im, const struct target *part, int cell)
{
	struct target whole;
	struct slot *s;

	if (!target_find(im->entity, part->field->name, &whole))
		BUG("%s is no target", part->field->name);
	s = find_slot(im, &whole);
	if (s && (!is_joined(s) || s->parts[part->part]))
		return NULL;
	s = s ? s : add_slot(im, &whole);
	s->cell = cell;
	s->parts[part->part] = cell + 1;
	return s;
}

static struct slot *add_whole(struct import *im, const struct mapping_column *c, int cell)
{
	struct slot *s = find_slot(im, &c->target) ? NULL : add_slot(im, &c->target);

	if (s) {
		s->header = c->header;
		s->cell = cell;
	}
	return s;
}

static int add_column(struct import *im, const struct mapping_column *c, struct error *e)
{
	int cell = find_header(im, c->header);
	struct slot *s;

	if (!c->target.field)
		return 0;
	s = c->target.kind == TARGET_PART ? add_part(im, &c->target, cell) : add_whole(im, c, cell);
	if (!s)
		return refuse_twice(&c->target, e);
	s->factor = c->factor;
	s->places = c->places;
	s->rounded = c->rounded;
	s->order = c->order;
	if (cell < 0)
		return error_set(e, ERROR_USAGE, _("The map names a column \"%s\"; %s has none."),
				 c->header, im->path);
	return 0;
}

static void add_default(struct import *im, const struct mapping_default *d)
{
	struct slot *s = find_slot(im, &d->target);

	if (!s)
		s = add_slot(im, &d->target);
	s->fallback = d->text;
}

/* Who has a first or last name is a person, whatever new records are else, unless the map says what they are. */
static void tell_people(struct import *im)
{
	struct target kind;
	struct slot *s = NULL;
	bool joined = false;

	for (size_t i = 0; i < im->nslots; i++)
		joined |= is_joined(&im->slots[i]);
	if (!joined || !entity_field(im->entity, "kind") || !target_find(im->entity, "kind", &kind))
		return;
	s = find_slot(im, &kind);
	s = s ? s : add_slot(im, &kind);
	s->of_parts = true;
}

static struct names *names_of(struct import *im, const struct entity *e)
{
	for (size_t i = 0; i < im->nnames; i++)
		if (im->names[i].entity == e)
			return &im->names[i];
	im->names[im->nnames].entity = e;
	return &im->names[im->nnames++];
}

/* Scopes and currencies come first, since others are read by them. */
static int rank(const struct slot *s)
{
	return s->target.kind == TARGET_SCOPE ? 0 : s->target.field->type == FIELD_CURRENCY ? 1 : 2;
}

static int order_slots(const void *a, const void *b)
{
	return rank(a) - rank(b);
}

static void describe_slot(struct import *im, struct slot *s)
{
	const struct field *f = s->target.field;

	if (s->target.kind == TARGET_FIELD && !(f->flags & FIELD_SYSTEM))
		s->hash = (int)im->known.width++;
	if (f->type == FIELD_REF)
		s->names = names_of(im, entity_find(f->ref));
	if (f->type == FIELD_REF && s->names->entity == im->entity)
		im->own = s->names;
	if (s->target.kind == TARGET_SCOPE)
		im->scope = s;
	else if (f->type == FIELD_CURRENCY && s->target.kind == TARGET_FIELD)
		im->currency = s;
	if (f->ref && !strcmp(f->ref, "stage"))
		im->pipelines = names_of(im, entity_at(ENTITY_PIPELINE));
}

static int mark_keys(struct import *im, struct error *e)
{
	if (!im->mapping.nkeys)
		mapping_choose_key(&im->mapping);
	if (!im->mapping.nkeys)
		return error_set(e, ERROR_USAGE, _("No column tells which record a row is about: map one to %s."),
				 im->entity->title);
	for (size_t k = 0; k < im->mapping.nkeys; k++) {
		bool found = false;

		for (size_t i = 0; i < im->nslots; i++)
			if (im->slots[i].target.kind == TARGET_FIELD && im->slots[i].cell >= 0 &&
			    im->slots[i].target.field == im->mapping.keys[k])
				found = im->slots[i].key = true;
		if (!found)
			return error_set(e, ERROR_USAGE, _("The key %s is mapped from no column."),
					 im->mapping.keys[k]->name);
	}
	return 0;
}

int slots_build(struct import *im, struct error *e)
{
	const struct mapping *m = &im->mapping;

	slots_free(im);
	im->slots = xcalloc(m->ncolumns + m->ndefaults + 1, sizeof(*im->slots)); /* and the kind of people */
	im->names = xcalloc(m->ncolumns + m->ndefaults + 2, sizeof(*im->names));
	for (size_t i = 0; i < m->ncolumns; i++)
		if (add_column(im, &m->columns[i], e) < 0)
			return -1;
	for (size_t i = 0; i < m->ndefaults; i++)
		add_default(im, &m->defaults[i]);
	tell_people(im);
	if (!im->nslots)
		return error_set(e, ERROR_USAGE, _("No column of %s is mapped: give a map."), im->path);
	qsort(im->slots, im->nslots, sizeof(*im->slots), order_slots);
	for (size_t i = 0; i < im->nslots; i++)
		describe_slot(im, &im->slots[i]);
	points_describe(im);
	return mark_keys(im, e);
}

void slots_free(struct import *im)
{
	for (size_t i = 0; i < im->nslots; i++)
		sbuf_free(&im->slots[i].joined);
	free(im->slots);
	im->slots = NULL;
	im->nslots = 0;
	im->scope = im->currency = NULL;
	im->own = im->pipelines = NULL;
}

/* Reading */

static bool blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static const char *cell_at(const struct import *im, int cell)
{
	return cell >= 0 && (size_t)cell < im->row.n ? im->row.cells[cell].text : "";
}

static const char *joined_text(const struct import *im, struct slot *s)
{
	const char *parts[PERSON_PARTS];

	for (size_t i = 0; i < PERSON_PARTS; i++) {
		const char *text = cell_at(im, s->parts[i] - 1);
		parts[i] = blank(text) ? "" : formula_bare(text);
	}
	sbuf_reset(&s->joined);
	person_join(&s->joined, parts, im->mapping.family_first);
	return sbuf_text(&s->joined);
}

static const char *cell_text(const struct import *im, struct slot *s)
{
	const char *text = is_joined(s) ? joined_text(im, s) : cell_at(im, s->cell);

	return blank(text) ? "" : mapping_meant(&im->mapping, &s->target, formula_bare(text));
}

/* What the cell under a header means where it is mapped, else what it says. */
static const char *cell_of_header(const struct import *im, const char *header, size_t len)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (im->slots[i].header && strlen(im->slots[i].header) == len &&
		    !strncmp(im->slots[i].header, header, len))
			return cell_text(im, &im->slots[i]);
	for (size_t i = 0; i < im->nheader && i < im->row.n; i++)
		if (strlen(im->header[i]) == len && !strncmp(im->header[i], header, len))
			return im->row.cells[i].text;
	return "";
}

/* Lists of customers have firms in the column of last names, and nothing in that of first names. */
static bool is_firm(const struct import *im, const struct slot *s)
{
	size_t n = 0;

	for (size_t i = 0; i < PERSON_PARTS; i++)
		n += !blank(cell_at(im, s->parts[i] - 1));
	return n == 1 && name_is_firm(s->text);
}

static bool names_person(const struct import *im)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (is_joined(&im->slots[i]) && *im->slots[i].text)
			return !is_firm(im, &im->slots[i]);
	return false;
}

/* A default with {header} in it takes the row's cells. */
static const char *fallback_text(const struct import *im, const struct slot *s, struct arena *a)
{
	struct sbuf out = SBUF_INIT;
	const char *p = s->fallback, *text;

	if (!p)
		return s->of_parts && names_person(im) ? "person" : "";
	if (!strchr(p, '{'))
		return p;
	while (*p) {
		const char *end = *p == '{' ? strchr(p, '}') : NULL;
		if (end) {
			sbuf_puts(&out, cell_of_header(im, p + 1, (size_t)(end - p - 1)));
			p = end + 1;
		} else {
			sbuf_putc(&out, *p++);
		}
	}
	text = arena_strdup(a, sbuf_text(&out));
	sbuf_free(&out);
	return text;
}

static int64_t find_stage(const struct import *im, const struct slot *s, const char *text)
{
	int64_t id;

	if (im->scope)
		return names_find(s->names, text, im->scope->value.i);
	id = im->pipelines->first ? names_find(s->names, text, im->pipelines->first) : 0;
	return id ? id : names_find(s->names, text, 0);
}

static int64_t find_reference(const struct import *im, const struct slot *s, const char *text)
{
	if (s->names->entity->id == ENTITY_USER && !strcmp(text, "me"))
		return im->context.me;
	if (s->names->entity->id == ENTITY_STAGE)
		return find_stage(im, s, text);
	return names_find(s->names, text, 0);
}

static bool in_file(const struct import *im, const struct slot *s, const char *text)
{
	return s->names == im->own && map_get(&im->infile, text, strlen(text));
}

static enum missing choice_of(const struct import *im, const struct slot *s)
{
	if (s->target.kind != TARGET_FIELD)
		return MISSING_REJECT;
	return im->mapping.missing[entity_index(im->entity, s->target.field)];
}

static int read_reference(struct import *im, struct slot *s, const char *text, struct error *e)
{
	int64_t id = find_reference(im, s, text);
	enum missing choice = choice_of(im, s);

	if (id > 0) {
		s->value = value_ref(id, NULL);
		return 0;
	}
	if (id < 0)
		return error_set(e, ERROR_CONFLICT, _("%s: \"%s\" names several %s: give a code or the id."),
				 _(s->target.label), text, _(s->names->entity->plural));
	s->left = choice == MISSING_LEAVE && !in_file(im, s, text);
	if (s->left)
		return 0;
	s->later = in_file(im, s, text) || (choice == MISSING_CREATE && im->mode == IMPORT_DRY);
	if (s->later)
		return 0;
	return error_set(e, ERROR_ABSENT, _("%s: there is no %s \"%s\"."), _(s->target.label),
			 entity_word(s->names->entity), text);
}

/* A bare amount is in the row's currency. */
static struct value_context context_of(const struct import *im)
{
	struct value_context c = im->context;

	if (im->currency && im->currency->value.kind == VALUE_TEXT)
		c.currency = im->currency->value.s;
	else if (im->currency && im->currency->fallback)
		c.currency = im->currency->fallback;
	return c;
}

static int read_slot(struct import *im, struct slot *s, const char *text, struct error *e)
{
	struct value_context c = context_of(im);

	s->value = VALUE_NONE;
	s->later = s->left = false;
	s->text = *text ? arena_strdup(&im->batch.arena, text) : "";
	if (!*text)
		return 0;
	if (s->names)
		return read_reference(im, s, s->text, e);
	if (cell_read(im, s, s->text, &c, &im->batch.arena, &s->value, e) == 0)
		return 0;
	if (e->kind == ERROR_CONFLICT && !s->unsure++)
		s->unsure_text = arena_strdup(&im->run, s->text);
	return -1;
}

int slots_read(struct import *im, struct error *e)
{
	for (size_t i = 0; i < im->nslots; i++) {
		struct slot *s = &im->slots[i];
		const char *text = cell_text(im, s);

		if (!*text && s->target.kind == TARGET_SCOPE)
			text = fallback_text(im, s, &im->batch.arena);
		if (read_slot(im, s, text, e) < 0)
			return -1;
	}
	return 0;
}

bool slot_wipes(const struct import *im, const struct slot *s)
{
	return im->mapping.wipe && s->cell >= 0 && !*s->text && !s->key && s->target.kind == TARGET_FIELD;
}

int slots_fall_back(struct import *im, struct error *e)
{
	for (size_t i = 0; i < im->nslots; i++) {
		struct slot *s = &im->slots[i];

		if ((s->fallback || s->of_parts) && !*s->text &&
		    read_slot(im, s, fallback_text(im, s, &im->batch.arena), e) < 0)
			return -1;
	}
	return 0;
}

/* Looking */

static void note_missing(struct import *im, const struct slot *s, const char *text, bool several)
{
	struct sbuf key = SBUF_INIT;
	struct import_missing *m;
	int64_t *at;

	sbuf_puts(&key, s->target.field->name);
	sbuf_putc(&key, '\0');
	sbuf_puts(&key, text);
	at = map_put(&im->missing_map, key.data, key.len);
	if (!*at) {
		m = array_add(&im->missing, &im->nmissing, &im->missing_room, sizeof(*m));
		m->field = s->target.field;
		m->name = arena_strdup(&im->run, text);
		m->several = several;
		*at = (int64_t)im->nmissing;
	}
	im->missing[*at - 1].count++;
	sbuf_free(&key);
}

static void note_own_name(struct import *im, const struct slot *s, const char *text)
{
	if (im->own && s->target.kind == TARGET_FIELD && s->target.field->type == FIELD_TEXT &&
	    ((s->target.field->flags & FIELD_KEY) || !strcmp(s->target.field->name, im->entity->title)))
		map_put(&im->infile, text, strlen(text));
}

void slots_look(struct import *im)
{
	for (size_t i = 0; i < im->nslots; i++) {
		struct slot *s = &im->slots[i];
		const char *text = cell_text(im, s);
		int64_t id;

		if (s->target.kind == TARGET_SCOPE && !*text)
			text = s->fallback ? s->fallback : "";
		if (!*text)
			continue;
		evidence_add(&s->evidence, s->target.field, text);
		note_own_name(im, s, text);
		id = s->names ? find_reference(im, s, text) : 1;
		if (s->target.kind == TARGET_SCOPE)
			s->value = value_ref(id, NULL);
		if (id <= 0)
			note_missing(im, s, text, id < 0);
	}
}

void slots_look_end(struct import *im)
{
	size_t kept = 0;

	for (size_t i = 0; i < im->nmissing; i++) {
		const struct import_missing *m = &im->missing[i];
		bool own = im->own && !strcmp(m->field->ref, im->entity->name);

		if (!own || m->several || !map_get(&im->infile, m->name, strlen(m->name)))
			im->missing[kept++] = *m;
	}
	im->nmissing = kept;
}
