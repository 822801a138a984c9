/* Rows on which the file alone cannot decide: what a person changed meanwhile, and what probably is there. */
#include "base/intl.h"
#include "exchange/import_private.h"
#include "model/point.h"
#include "model/similar_score.h"

#define HISTORY_ROWS 500
#define LIKELIEST    5     /* of which the first that was there before counts */
#define LOOKED_MAX   500  /* new rows of a run in which duplicates are only told: each costs a search of some ms */

/* Decisions */

static char *decision_key(int64_t line, const struct field *f)
{
	return xasprintf("%lld/%s", (long long)line, f ? f->name : "");
}

static int decided(const struct import *im, int64_t line, const struct field *f, int otherwise)
{
	char *key = decision_key(line, f);
	const int64_t *at = map_get(&im->decisions, key, strlen(key));

	free(key);
	return at && *at ? (int)*at - 1 : otherwise;
}

void import_decide(struct import *im, const struct import_finding *f, int decision)
{
	char *key = decision_key(f->line, f->field);

	*map_put(&im->decisions, key, strlen(key)) = decision + 1;
	free(key);
}

void import_decide_all(struct import *im, enum finding_kind kind)
{
	for (size_t i = 0; i < im->nfindings; i++) {
		char *key = decision_key(im->findings[i].line, im->findings[i].field);
		int64_t *at = im->findings[i].kind == kind ? map_get(&im->decisions, key, strlen(key)) : NULL;

		if (at)
			*at = 0;
		free(key);
	}
}

const struct import_finding *import_findings(const struct import *im, size_t *n)
{
	*n = im->nfindings;
	return im->findings;
}

/* Findings */

static const char *title_of(const struct import *im)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (im->slots[i].target.kind == TARGET_FIELD &&
		    !strcmp(im->slots[i].target.field->name, im->entity->title))
			return im->slots[i].text;
	return "";
}

static void note(struct import *im, struct import_finding f)
{
	*(f.kind == FINDING_CONFLICT ? &im->counts.conflicts : &im->counts.doubles) += 1;
	if (im->nfindings == FINDINGS_MAX)
		return;
	f.title = arena_strdup(&im->run, f.title);
	f.book = f.book ? arena_strdup(&im->run, f.book) : NULL;
	f.file = f.file ? arena_strdup(&im->run, f.file) : NULL;
	f.who = f.who ? arena_strdup(&im->run, f.who) : NULL;
	f.why = f.why ? arena_strdup(&im->run, f.why) : NULL;
	*(struct import_finding *)array_add(&im->findings, &im->nfindings, &im->findings_room, sizeof(f)) = f;
}

/* Conflicts */

static bool differs(struct import *im, size_t known, const struct slot *s)
{
	if (s->hash < 0 || (s->value.kind == VALUE_NULL && !slot_wipes(im, s)))
		return false;
	return known_hashes(im, known)[s->hash] != value_hash(s->value);
}

bool doubt_history(struct import *im, size_t known)
{
	if (im->doubt.told_history || im->known.records[known].version <= 1)
		return false;
	for (size_t i = 0; i < im->nslots; i++)
		if (differs(im, known, &im->slots[i])) {
			im->doubt.asking = DOUBT_HISTORY;
			im->doubt.known = known;
			return true;
		}
	return false;
}

static const char *text_at(const struct table *t, size_t row, const char *column)
{
	struct value v = table_get(t, row, column);

	return v.kind == VALUE_TEXT ? v.s : "";
}

/* Who gave the field its value: the newest change to what it is now that undid nothing. Without one the
 * record was made with it. */
static struct edit edit_of(const struct table *t, const struct field *f, struct arena *a)
{
	struct edit edit = { 0 };

	for (size_t row = 0; row < t->nrows; row++) {
		const char *source = text_at(t, row, "source"), *after = text_at(t, row, "after");

		if (strcmp(text_at(t, row, "field_name"), f->name) != 0)
			continue;
		if (!edit.book)
			edit.book = arena_strdup(a, after);
		if (!strcmp(source, "undo") || !strcmp(source, "redo") || strcmp(after, edit.book) != 0)
			continue;
		edit.edited = !*source;
		edit.who = arena_strdup(a, text_at(t, row, "user"));
		edit.at = table_get(t, row, "at").i;
		break;
	}
	return edit;
}

static void take_history(struct import *im, const struct table *t)
{
	struct doubt *d = &im->doubt;

	d->told_history = true;
	d->edits = arena_alloc(&d->arena, im->nslots * sizeof(*d->edits));
	for (size_t i = 0; t && i < im->nslots; i++)
		if (im->slots[i].hash >= 0)
			d->edits[i] = edit_of(t, im->slots[i].target.field, &d->arena);
}

bool doubt_keeps(struct import *im, const struct slot *s)
{
	const struct edit *edit = im->doubt.told_history ? &im->doubt.edits[s - im->slots] : NULL;
	struct import_finding f = { .kind = FINDING_CONFLICT, .line = im->row.line, .field = s->target.field };

	if (!edit || !edit->edited)
		return false;
	f.id = im->known.records[im->doubt.known].id;
	f.title = title_of(im);
	f.book = edit->book;
	f.file = s->text;
	f.who = edit->who;
	f.at = edit->at;
	f.decision = decided(im, f.line, f.field, (int)im->mapping.conflicts);
	note(im, f);
	return f.decision == CONFLICTS_KEEP;
}

/* Duplicates */

/* What tells a record apart, and under which name the store is told. */
static const char *told_as(const struct slot *s)
{
	static const char *const fields[] = { "name", "short", "tax_id", "customer" };
	const struct target *t = &s->target;

	if (t->kind == TARGET_POINT && !strcmp(t->field->name, "value"))
		return !strcmp(t->point, "address") ? NULL : t->point;
	if (t->kind == TARGET_POINT)
		return !strcmp(t->field->name, "city") ? "city" : NULL;
	for (size_t i = 0; i < LENGTH(fields); i++)
		if (!strcmp(t->field->name, fields[i]))
			return fields[i];
	return NULL;
}

bool doubt_similar(struct import *im)
{
	struct doubt *d = &im->doubt;
	bool fits = entity_has_points(im->entity) && im->nbefore && *title_of(im);

	if (d->told_similar || !fits)
		return false;
	if (im->looked == LOOKED_MAX && im->mapping.duplicates == DUPLICATES_ADD) {
		im->counts.unlooked++;
		return false;
	}
	im->looked++;
	d->args = arena_alloc(&d->arena, im->nslots * sizeof(*d->args));
	for (size_t i = 0; i < im->nslots; i++) {
		const char *name = *im->slots[i].text ? told_as(&im->slots[i]) : NULL;

		if (name)
			d->args[d->nargs++] = (struct named_value){ name, arena_strdup(&d->arena, im->slots[i].text) };
	}
	d->asking = DOUBT_SIMILAR;
	return true;
}

static int order_ids(const void *a, const void *b)
{
	const struct known_record *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

/* Among the records that were there before; SIZE_MAX: it came with this run. */
static size_t known_at(const struct import *im, int64_t id)
{
	const struct known_record wanted = { .id = id };
	const struct known_record *at = bsearch(&wanted, im->known.records, im->nbefore, sizeof(wanted), order_ids);

	return at ? (size_t)(at - im->known.records) : SIZE_MAX;
}

static void take_similar(struct import *im, const struct table *t)
{
	struct doubt *d = &im->doubt;

	d->told_similar = true;
	for (size_t row = 0; t && row < t->nrows; row++) {
		struct value score = table_get(t, row, "score");

		if (score.kind != VALUE_INT || score.i < SIMILAR_REVIEW)
			return; /* the likeliest come first */
		if (known_at(im, t->rows[row].id) == SIZE_MAX)
			continue;
		d->likely = (struct import_finding){ .kind = FINDING_DUPLICATE, .id = t->rows[row].id,
						     .title = arena_strdup(&d->arena, text_at(t, row, "title")),
						     .why = arena_strdup(&d->arena, text_at(t, row, "why")),
						     .score = (int)score.i };
		return;
	}
}

int doubt_duplicate(struct import *im, int64_t *at, struct error *e)
{
	struct import_finding *f = &im->doubt.likely;
	bool first = f->line == 0;

	if (!f->id)
		return 0;
	f->line = im->row.line;
	f->file = title_of(im);
	f->decision = decided(im, f->line, NULL, (int)im->mapping.duplicates);
	if (first)
		note(im, *f);
	if (f->decision == DUPLICATES_SKIP)
		return error_set(e, ERROR_CONFLICT, _("It probably is %s (%s %lld): %s."), f->title,
				 im->entity->name, (long long)f->id, f->why);
	if (f->decision == DUPLICATES_UPDATE)
		*at = (int64_t)known_at(im, f->id) + 1;
	return 0;
}

/* Asking */

bool doubt_ask(struct import *im, struct request *r)
{
	const struct doubt *d = &im->doubt;

	if (d->asking == DOUBT_NONE)
		return false;
	r->entity = im->entity;
	if (d->asking == DOUBT_HISTORY) {
		r->verb = VERB_HISTORY;
		r->id = im->known.records[d->known].id;
		r->limit = HISTORY_ROWS;
	} else {
		r->verb = VERB_SIMILAR;
		r->args = d->args;
		r->nargs = d->nargs;
		r->limit = LIKELIEST;
	}
	return true;
}

void doubt_take(struct import *im, const struct answer *a)
{
	const struct table *t = a->ntables ? a->tables[0] : NULL;

	if (im->doubt.asking == DOUBT_HISTORY)
		take_history(im, t);
	else
		take_similar(im, t);
	im->doubt.asking = DOUBT_NONE;
}

void doubt_done(struct import *im)
{
	struct arena arena = im->doubt.arena;

	if (!im->doubt.told_history && !im->doubt.told_similar)
		return;
	arena_free(&arena);
	im->doubt = (struct doubt){ 0 };
}

void doubt_forget(struct import *im)
{
	arena_free(&im->doubt.arena);
	im->doubt = (struct doubt){ 0 };
	free(im->findings);
	im->findings = NULL;
	im->nfindings = im->findings_room = 0;
	im->looked = 0;
	im->nbefore = 0;
}
