/* Rows on which the file alone cannot decide: what a person changed meanwhile, and what probably is there. */
#include "base/intl.h"
#include "exchange/import_private.h"

#define HISTORY_ROWS 500

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

/* Asking */

bool doubt_ask(struct import *im, struct request *r)
{
	const struct doubt *d = &im->doubt;

	if (d->asking == DOUBT_NONE)
		return false;
	r->entity = im->entity;
	r->verb = VERB_HISTORY;
	r->id = im->known.records[d->known].id;
	r->limit = HISTORY_ROWS;
	return true;
}

void doubt_take(struct import *im, const struct answer *a)
{
	const struct table *t = a->ntables ? a->tables[0] : NULL;

	if (im->doubt.asking == DOUBT_HISTORY)
		take_history(im, t);
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
}
