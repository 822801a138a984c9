/* Rows to changes, gathered into batches; import_flight.c asks the store for them. */
#include "base/intl.h"
#include "exchange/import_private.h"

#define BATCH_BYTES (800u << 10) /* of values; what passes a frame is halved */
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
	im->batch.bytes += 9 + (v.s ? strlen(v.s) : 0);
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
	im->batch.bytes += 24 * row->n;
}

static bool says(const struct slot *s)
{
	return s->hash >= 0 && s->value.kind != VALUE_NULL;
}

/* The fields of the record itself that the row has. */
static void set_all(struct import *im, struct change *c)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (says(&im->slots[i]))
			batch_set(im, c, im->slots[i].target.field, im->slots[i].value);
}

/* Those that differ from what is known. */
static void set_differences(struct import *im, uint64_t *hashes, struct change *c)
{
	for (size_t i = 0; i < im->nslots; i++) {
		const struct slot *s = &im->slots[i];
		uint64_t hash = value_hash(s->value);

		if (s->hash < 0 || (s->value.kind == VALUE_NULL && !slot_wipes(im, s)) ||
		    hashes[s->hash] == hash || doubt_keeps(im, s))
			continue;
		hashes[s->hash] = hash;
		batch_set(im, c, s->target.field, s->value);
	}
}

/* One number for all that a row says of the record: what a dry run keeps of those that it adds. */
static uint64_t hash_of_row(const struct import *im)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < im->nslots; i++)
		if (says(&im->slots[i]))
			hash += value_hash(im->slots[i].value) * (2 * i + 1);
	return hash;
}

int64_t batch_dry_id(uint64_t hash)
{
	return -1 - (int64_t)(hash >> 1);
}

/* Empty, and not what a new record begins with. */
static void leave_empty(struct import *im, struct change *c)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (im->slots[i].left)
			batch_set(im, c, im->slots[i].target.field, VALUE_NONE);
}

/* Rows */

/* The reader's own cells are gone when the next row is read. */
static void copy_row(struct import *im)
{
	const struct csv_row *row = &im->row;
	struct row_copy *copy = arena_alloc(&im->batch.arena, sizeof(*copy) + row->n * sizeof(*row->cells));
	size_t size = 0;
	char *text;

	copy->line = row->line;
	copy->n = row->n;
	for (size_t i = 0; i < row->n; i++)
		size += row->cells[i].len + 1;
	text = arena_alloc(&im->batch.arena, size);
	for (size_t i = 0; i < row->n; i++) {
		copy->cells[i] = (struct csv_cell){ text, row->cells[i].len };
		memcpy(text, row->cells[i].text, row->cells[i].len);
		text += row->cells[i].len + 1;
	}
	im->copy = copy;
}

void batch_refuse(struct import *im, const struct row_copy *copy, const char *why)
{
	struct arena a = { 0 };

	reject_row(im, copy->line, reject_text(im, copy, &a), why);
	arena_free(&a);
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

static void note_links(struct import *im, size_t known)
{
	for (size_t i = 0; im->mode == IMPORT_REAL && i < im->nslots; i++) {
		struct link *l;

		if (!im->slots[i].later)
			continue;
		l = array_add(&im->links, &im->nlinks, &im->links_room, sizeof(*l));
		*l = (struct link){ known, &im->slots[i], arena_strdup(&im->run, im->slots[i].text),
				    reject_text(im, im->copy, &im->run), im->row.line };
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

static struct batch_row *add_file_row(struct import *im, size_t known)
{
	struct batch_row *row = add_row(im, ROW_FILE, im->row.line, NULL);

	row->known = known;
	row->copy = im->copy;
	row->number = im->rows;
	return row;
}

static void add_new(struct import *im, size_t known)
{
	uint64_t hash = im->mode == IMPORT_DRY ? hash_of_row(im) : 0;
	struct batch_row *row;

	if (needs_later(im)) { /* only a dry run comes here: what it needs will be made */
		im->counts.added++;
		im->known.records[known].id = batch_dry_id(hash);
		return;
	}
	row = add_file_row(im, known);
	row->added = true;
	row->hash = hash;
	im->known.records[known].pending = true;
	set_all(im, add_change(im, im->entity, 0, 0));
	leave_empty(im, &im->batch.changes[row->first]);
	points_add(im, 0);
	note_names(im, row);
	note_links(im, known);
	end_row(im, row);
}

/* A record that only a dry run has: nothing can be asked of the store about it. */
static void compare_only(struct import *im, size_t known)
{
	int64_t id = batch_dry_id(hash_of_row(im));
	struct known_record *r = &im->known.records[known];

	*(r->id != id ? &im->counts.changed : &im->counts.same) += 1;
	r->id = id;
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
	struct known_record *r = &im->known.records[known];
	struct batch_row *row = add_file_row(im, known);
	bool links = has_later(im);

	set_differences(im, known_hashes(im, known), add_change(im, im->entity, r->id, r->version));
	drop_empty(im, row);
	points_add(im, r->id);
	end_row(im, row);
	note_links(im, known);
	note_names(im, row);
	r->pending = row->n > 0;
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
		at = error_set(e, ERROR_ABSENT, _("There is no %s %s."), entity_word(im->entity),
			       key.data + 1);
	sbuf_free(&key);
	return at;
}

/* A record that the book lacks, or whose row was refused before. */
static int place_new(struct import *im, int64_t at, struct error *e)
{
	struct sbuf key = SBUF_INIT;
	size_t known;

	if (slots_fall_back(im, e) < 0)
		return -1;
	known = at ? (size_t)at - 1 : known_add(im, 0, 0);
	for (int spare = 0; spare <= (im->mapping.nspare > 0); spare++)
		if (known_key(im, spare, &key))
			known_put(im, &key, known);
	sbuf_free(&key);
	add_new(im, known);
	return 1;
}

/* A row that matches none, or one whose row was refused before, may be a duplicate: then `at` is changed. 0 when
 * that must be asked first. */
static int look_twice(struct import *im, int64_t *at, struct error *e)
{
	struct sbuf key = SBUF_INIT;
	int64_t none = *at;

	if (doubt_similar(im))
		return 0;
	if (doubt_duplicate(im, at, e) < 0)
		return -1;
	if (*at != none && known_key(im, false, &key))
		known_put(im, &key, (size_t)*at - 1); /* for later rows that are called so */
	sbuf_free(&key);
	return 1;
}

static bool is_pending(const struct import *im, int64_t at)
{
	return at && im->known.records[at - 1].pending;
}

/* The book has no such record: `at` is 0, or what came of a row that was refused. */
static bool is_unknown(const struct import *im, int64_t at)
{
	return !at || im->known.records[at - 1].id == 0;
}

static int place(struct import *im, struct error *e)
{
	int64_t at = match(im, e);
	const struct known_record *r;
	int rc;

	if (at < 0)
		return -1;
	if (is_pending(im, at))
		return 0; /* what becomes of an earlier row with the same key must be known */
	if (is_unknown(im, at) && (rc = look_twice(im, &at, e)) <= 0)
		return rc;
	if (is_pending(im, at))
		return 0;
	r = at ? &im->known.records[at - 1] : NULL;
	if (is_unknown(im, at))
		return place_new(im, at, e);
	if (r->id < 0) {
		compare_only(im, (size_t)at - 1);
	} else if (!r->hashes) {
		im->wanted = (size_t)at;
		return 0;
	} else if (doubt_history(im, (size_t)at - 1)) {
		return 0;
	} else {
		add_edit(im, (size_t)at - 1);
	}
	return 1;
}

int batch_row(struct import *im)
{
	struct error why = { 0 };
	int rc = check_shape(im, &why);

	copy_row(im);
	if (rc == 0)
		rc = slots_read(im, &why);
	if (rc == 0)
		rc = place(im, &why);
	if (rc < 0)
		batch_refuse(im, im->copy, why.text);
	if (rc != 0)
		doubt_done(im);
	return rc != 0;
}

void batch_links(struct import *im)
{
	while (im->next_link < im->nlinks && !batch_full(im)) {
		const struct link *l = &im->links[im->next_link++];
		int64_t id = im->known.records[l->known].id, to = names_find(im->own, l->name, 0);
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
