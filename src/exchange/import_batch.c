/* Rows to changes, and changes to requests. A batch that the store refuses is halved until the one row
 * is found that is wrong; the others go in. */
#include "base/intl.h"
#include "exchange/import_private.h"

#define BATCH_ROWS  500
#define BATCH_BYTES (400u << 10) /* of values; with their names it stays below a frame */
#define BATCH_HEAP  (8u << 20)   /* of rows that changed nothing too */

/* Changes */

static struct change *add_change(struct import *im, const struct entity *e, int64_t id, int64_t base)
{
	struct batch *b = &im->batch;
	struct change *c = array_add(&b->changes, &b->n, &b->room, sizeof(*c));

	*c = (struct change){ .kind = CHANGE_SAVE, .entity = e, .id = id, .base = base };
	return c;
}

void batch_set(struct import *im, struct change *c, const struct field *f, struct value v)
{
	change_set(c, f, v);
	im->batch.bytes += strlen(f->name) + 16 + (v.kind == VALUE_TEXT ? strlen(v.s) : 0);
}

static struct batch_row *add_row(struct import *im, enum row_kind kind, int64_t line, const char *text)
{
	struct batch *b = &im->batch;
	struct batch_row *row = array_add(&b->rows, &b->nrows, &b->rows_room, sizeof(*row));

	*row = (struct batch_row){ .kind = kind, .first = b->n, .line = line, .text = text };
	return row;
}

static void end_row(struct import *im, struct batch_row *row)
{
	row->n = im->batch.n - row->first;
	im->batch.bytes += 64 * row->n;
}

/* The fields of the record itself that the row has and that differ from what is known. */
static void set_record(struct import *im, size_t known, struct change *c)
{
	for (size_t i = 0; i < im->nslots; i++) {
		const struct slot *s = &im->slots[i];
		uint64_t *hash;

		if (s->hash < 0 || (s->value.kind == VALUE_NULL && !slot_wipes(im, s)))
			continue;
		hash = &im->known.hashes[known * im->known.width + (size_t)s->hash];
		if (*hash == value_hash(s->value) || doubt_keeps(im, s))
			continue;
		*hash = value_hash(s->value);
		batch_set(im, c, s->target.field, s->value);
	}
}

/* Empty, and not what a new record begins with. */
static void leave_empty(struct import *im, struct change *c)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (im->slots[i].left)
			batch_set(im, c, im->slots[i].target.field, VALUE_NONE);
}

/* Rows */

static void refuse(struct import *im, const char *why)
{
	reject_row(im, im->row.line, reject_text(im, &im->batch.arena), why);
}

static int check_shape(const struct import *im, struct error *e)
{
	size_t n = im->row.n;

	if (im->row.trouble.kind) {
		*e = im->row.trouble;
		return -1;
	}
	while (n > im->nheader && !im->row.cells[n - 1].len)
		n--; /* spreadsheets fill rows with empty cells */
	if (n == im->nheader)
		return 0;
	return error_set(e, ERROR_USAGE, _("It has %zu cells; the header has %zu."), n, im->nheader);
}

/* What the record is called after this row, for references of other rows. */
static void note_names(struct import *im, struct batch_row *row)
{
	size_t n = 0;

	for (size_t i = 0; im->own && i < im->nslots && n < LENGTH(row->called); i++) {
		const struct slot *s = &im->slots[i];
		if (s->target.kind == TARGET_FIELD && s->target.field->type == FIELD_TEXT &&
		    ((s->target.field->flags & FIELD_KEY) ||
		     !strcmp(s->target.field->name, im->entity->title)))
			row->called[n++] = s->text;
	}
}

static void note_links(struct import *im, size_t known, const char *text)
{
	for (size_t i = 0; im->mode == IMPORT_REAL && i < im->nslots; i++) {
		struct link *l;

		if (!im->slots[i].later)
			continue;
		l = array_add(&im->links, &im->nlinks, &im->links_room, sizeof(*l));
		*l = (struct link){ known, &im->slots[i], arena_strdup(&im->run, im->slots[i].text),
				    arena_strdup(&im->run, text), im->row.line };
	}
}

static bool has_later(const struct import *im)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (im->slots[i].later)
			return true;
	return false;
}

static bool needs_later(const struct import *im)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (im->slots[i].later && (im->slots[i].target.field->flags & FIELD_REQUIRED))
			return true;
	return false;
}

static void add_new(struct import *im, size_t known)
{
	const char *text = reject_text(im, &im->batch.arena);
	struct batch_row *row;

	if (needs_later(im)) { /* only a dry run comes here: what it needs will be made */
		im->counts.added++;
		im->known.ids[known] = -1;
		return;
	}
	row = add_row(im, ROW_FILE, im->row.line, text);
	row->known = known;
	row->added = true;
	add_change(im, im->entity, 0, 0);
	set_record(im, known, &im->batch.changes[row->first]);
	leave_empty(im, &im->batch.changes[row->first]);
	points_add(im, 0);
	note_names(im, row);
	note_links(im, known, text);
	end_row(im, row);
}

/* A record that only a dry run has: nothing can be asked of the store about it. */
static void compare_only(struct import *im, size_t known)
{
	struct change c = { .entity = im->entity };

	set_record(im, known, &c);
	*(c.nfields ? &im->counts.changed : &im->counts.same) += 1;
	change_free(&c);
}

static void drop_empty(struct import *im, struct batch_row *row)
{
	struct batch *b = &im->batch;

	if (b->n > row->first && !b->changes[row->first].nfields) {
		for (size_t i = row->first + 1; i < b->n; i++)
			b->changes[i - 1] = b->changes[i];
		b->n--;
	}
}

static void add_edit(struct import *im, size_t known)
{
	int64_t id = im->known.ids[known];
	struct batch_row *row = add_row(im, ROW_FILE, im->row.line, NULL);
	bool links = has_later(im);

	row->known = known;
	add_change(im, im->entity, id, im->known.versions[known]);
	set_record(im, known, &im->batch.changes[row->first]);
	drop_empty(im, row);
	points_add(im, id);
	end_row(im, row);
	if (row->n || links)
		row->text = reject_text(im, &im->batch.arena);
	note_links(im, known, row->text);
	note_names(im, row);
	if (row->n)
		return;
	im->batch.nrows--;
	*(links ? &im->counts.changed : &im->counts.same) += 1;
}

static bool matched_by_id(const struct import *im)
{
	return im->mapping.keys[0] == &im->entity->fields[FIELD_ID_ID];
}

/* The row's record: 1 + its index, 0 for a new one, -1 when the key says nothing certain. */
static int64_t match(struct import *im, struct error *e)
{
	const struct field *first = im->mapping.keys[0];
	struct sbuf key = SBUF_INIT;
	bool primary = known_key(im, false, &key);
	bool filled = primary || (im->mapping.nspare && known_key(im, true, &key));
	int64_t at = filled ? known_find(im, &key) : 0;

	if (!filled && !matched_by_id(im))
		at = error_set(e, ERROR_USAGE, _("%s is empty: rows are matched by it."), _(first->label));
	else if (at < 0)
		error_set(e, ERROR_CONFLICT, _("Several %s have this %s already."), _(im->entity->plural),
			  _(primary ? first->label : im->mapping.spare[0]->label));
	else if (!at && primary && matched_by_id(im))
		at = error_set(e, ERROR_ABSENT, _("There is no %s %s."), im->entity->name,
			       key.data + 1);
	sbuf_free(&key);
	return at;
}

static bool in_batch(const struct import *im, size_t known)
{
	for (size_t i = 0; i < im->batch.nrows; i++)
		if (im->batch.rows[i].known == known)
			return true;
	return false;
}

/* A record that the book lacks, or whose row was refused before. */
static int place_new(struct import *im, int64_t at, struct error *e)
{
	struct sbuf key = SBUF_INIT;
	size_t known;

	if (slots_fall_back(im, e) < 0)
		return -1;
	known = at ? (size_t)at - 1 : known_add(im, 0, 0);
	memset(&im->known.hashes[known * im->known.width], 0,
	       im->known.width * sizeof(*im->known.hashes));
	for (int spare = 0; spare <= (im->mapping.nspare > 0); spare++)
		if (known_key(im, spare, &key))
			known_put(im, &key, known);
	sbuf_free(&key);
	add_new(im, known);
	return 1;
}

static int place(struct import *im, struct error *e)
{
	int64_t at = match(im, e), id;

	if (at < 0)
		return -1;
	if (at && in_batch(im, (size_t)at - 1))
		return 0; /* what becomes of a row of this batch with the same key must be known */
	id = at ? im->known.ids[at - 1] : 0;
	if (id == 0)
		return place_new(im, at, e);
	if (id > 0 && doubt_history(im, (size_t)at - 1))
		return 0;
	if (id < 0)
		compare_only(im, (size_t)at - 1);
	else
		add_edit(im, (size_t)at - 1);
	return 1;
}

int batch_row(struct import *im)
{
	struct error why = { 0 };
	int rc = check_shape(im, &why);

	if (rc == 0)
		rc = slots_read(im, &why);
	if (rc == 0)
		rc = place(im, &why);
	if (rc < 0)
		refuse(im, why.text);
	if (rc != 0)
		doubt_done(im);
	return rc != 0;
}

void batch_links(struct import *im)
{
	while (im->next_link < im->nlinks && !batch_full(im)) {
		const struct link *l = &im->links[im->next_link++];
		int64_t id = im->known.ids[l->known], to = names_find(im->own, l->name, 0);
		struct batch_row *row;

		if (id <= 0)
			continue; /* its own row was refused, and says so */
		if (to <= 0) {
			reject_row(im, l->line, l->text, _("The row that it refers to was refused."));
			continue;
		}
		row = add_row(im, ROW_LINK, l->line, l->text);
		batch_set(im, add_change(im, im->entity, id, 0), l->slot->target.field, value_ref(to, NULL));
		end_row(im, row);
	}
}

static struct names *names_for(struct import *im, const struct field *f)
{
	for (size_t i = 0; i < im->nnames; i++)
		if (!strcmp(im->names[i].entity->name, f->ref))
			return &im->names[i];
	BUG("no names of %s", f->ref);
}

void batch_creations(struct import *im)
{
	for (size_t i = 0; i < im->nmissing; i++) {
		const struct import_missing *m = &im->missing[i];
		struct names *names = names_for(im, m->field);
		struct batch_row *row;

		if (m->several || entity_field(im->entity, m->field->name) != m->field ||
		    im->mapping.missing[entity_index(im->entity, m->field)] != MISSING_CREATE ||
		    names_find(names, m->name, 0))
			continue;
		row = add_row(im, ROW_CREATE, 0, m->name);
		row->names = names;
		batch_set(im, add_change(im, names->entity, 0, 0),
			  entity_must(names->entity, names->entity->title), value_text(m->name));
		end_row(im, row);
	}
}

bool batch_full(const struct import *im)
{
	const struct batch *b = &im->batch;

	return b->nrows >= BATCH_ROWS || b->bytes >= BATCH_BYTES || b->arena.total >= BATCH_HEAP;
}

/* Asking */

static void push(struct batch *b, size_t from, size_t to)
{
	*(struct range *)array_add(&b->todo, &b->ntodo, &b->todo_room, sizeof(struct range)) =
		(struct range){ from, to };
}

/* Points name the record that their own row adds by its place in the request. */
static void point_at_owners(struct batch *b, const struct batch_row *row, size_t base)
{
	for (size_t i = row->first + 1; i < row->first + row->n; i++)
		for (size_t k = 0; k < b->changes[i].nfields; k++) {
			struct change_field *f = &b->changes[i].fields[k];
			if (f->field->type == FIELD_REF && f->value.i < 0)
				f->value.i = -(int64_t)(row->first - base) - 1;
		}
}

void batch_end(struct import *im)
{
	for (size_t to = im->batch.nrows; to;) {
		size_t from = to > BATCH_ROWS ? to - BATCH_ROWS : 0;
		push(&im->batch, from, to);
		to = from;
	}
}

bool batch_ask(struct import *im, struct request *r)
{
	struct batch *b = &im->batch;
	size_t base;

	if (!b->ntodo)
		return false;
	b->asked = b->todo[--b->ntodo];
	base = b->rows[b->asked.from].first;
	for (size_t i = b->asked.from; i < b->asked.to; i++)
		point_at_owners(b, &b->rows[i], base);
	r->verb = VERB_SAVE;
	r->dry = im->mode == IMPORT_DRY;
	r->batch = r->dry ? NULL : im->batch_id;
	r->label = im->label;
	r->changes = &b->changes[base];
	r->nchanges = b->rows[b->asked.to - 1].first + b->rows[b->asked.to - 1].n - base;
	return true;
}

/* Answers */

/* The store knows best whether something changed: what a rule took back again did not. */
static void take_file_row(struct import *im, const struct batch_row *row, const int64_t *ids,
			  const int64_t *versions)
{
	bool record = im->batch.changes[row->first].entity == im->entity;
	bool changed = row->n > 1 || !record || versions[0] != im->known.versions[row->known];

	*(row->added ? &im->counts.added : changed ? &im->counts.changed : &im->counts.same) += 1;
	if (im->mode == IMPORT_DRY) {
		if (row->added)
			im->known.ids[row->known] = -1;
		return;
	}
	if (record) {
		im->known.ids[row->known] = ids[0];
		im->known.versions[row->known] = versions[0];
	}
	points_saved(im, im->known.ids[row->known], &im->batch.changes[row->first], ids, row->n);
	for (size_t i = 0; i < LENGTH(row->called) && row->called[i]; i++)
		names_add(im->own, row->called[i], im->known.ids[row->known], 0);
}

static void take_rows(struct import *im, const struct answer *a)
{
	struct batch *b = &im->batch;
	size_t base = b->rows[b->asked.from].first;

	for (size_t i = b->asked.from; i < b->asked.to; i++) {
		const struct batch_row *row = &b->rows[i];
		const int64_t *ids = &a->ids[row->first - base];

		if (row->kind == ROW_FILE) {
			take_file_row(im, row, ids, &a->versions[row->first - base]);
		} else if (row->kind == ROW_CREATE) {
			names_add(row->names, row->text, ids[0], 0);
			im->counts.created++;
		}
	}
	if (a->txn && im->mode == IMPORT_REAL)
		im->counts.txn = a->txn;
}

static void take_refusal(struct import *im, const struct error *why)
{
	struct batch *b = &im->batch;
	const struct batch_row *row = &b->rows[b->asked.from];
	size_t half = b->asked.from + (b->asked.to - b->asked.from) / 2;

	if (why->kind == ERROR_FAILED) {
		im->failure = *why;
	} else if (b->asked.to - b->asked.from > 1) {
		push(b, half, b->asked.to);
		push(b, b->asked.from, half);
	} else if (row->kind != ROW_CREATE) { /* rows that need the name are refused, and say so */
		reject_row(im, row->line, row->text, why->text);
	}
}

void batch_take(struct import *im, const struct answer *a, const struct error *why)
{
	if (a && a->nids)
		take_rows(im, a);
	else
		take_refusal(im, why);
}

void batch_reset(struct import *im)
{
	struct batch *b = &im->batch;

	for (size_t i = 0; i < b->n; i++)
		change_free(&b->changes[i]);
	b->n = b->nrows = b->ntodo = b->bytes = 0;
	arena_free(&b->arena);
}

void batch_free(struct import *im)
{
	batch_reset(im);
	free(im->batch.changes);
	free(im->batch.rows);
	free(im->batch.todo);
	memset(&im->batch, 0, sizeof(im->batch));
}
