/* Batches of changes on their way to the store, and what comes back. One that is refused is halved until the
 * one row is found that is wrong; the others go in. */
#include "base/intl.h"
#include "exchange/import_private.h"

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

static struct batch *free_flight(struct import *im)
{
	for (size_t i = 0; i < FLIGHTS; i++)
		if (!im->flights[i].nrows)
			return &im->flights[i];
	return NULL;
}

bool batch_end(struct import *im)
{
	struct batch *to = free_flight(im), spare;

	if (!im->batch.nrows)
		return true;
	if (!to)
		return false;
	spare = *to;
	*to = im->batch;
	to->turn = 0;
	to->upto = im->rows;
	im->batch = spare;
	for (size_t at = to->nrows; at;) {
		size_t from = at > BATCH_ROWS ? at - BATCH_ROWS : 0;
		push(to, from, at);
		at = from;
	}
	return true;
}

static int64_t next_number(const struct batch *b)
{
	return b->rows[b->todo[b->ntodo - 1].from].number;
}

/* What is to be asked next, in the order of the file: the rest of what was refused goes before what was
 * gathered later. */
static struct batch *next_flight(struct import *im)
{
	struct batch *next = NULL;

	for (size_t i = 0; i < FLIGHTS; i++) {
		struct batch *b = &im->flights[i];
		if (b->ntodo && !b->out && (!next || next_number(b) < next_number(next)))
			next = b;
	}
	return next;
}

static void count_range(struct batch *b)
{
	b->added = b->changed = 0;
	for (size_t i = b->asked.from; i < b->asked.to; i++)
		if (b->rows[i].kind == ROW_FILE)
			*(b->rows[i].added ? &b->added : &b->changed) += 1;
}

static struct mark_ahead ahead_of(const struct import *im, const struct batch *b)
{
	struct mark_ahead ahead = { 0, b->added, b->changed };

	for (size_t i = 0; i < FLIGHTS; i++) {
		const struct batch *other = &im->flights[i];

		if (other == b || !other->out || other->again)
			continue;
		ahead.saves++;
		ahead.added += other->added;
		ahead.changed += other->changed;
	}
	return ahead;
}

/* The changes, and behind them that of the mark. */
static void add_mark(struct import *im, struct batch *b, struct request *r)
{
	struct mark_ahead ahead = ahead_of(im, b);
	int64_t reached = b->asked.to < b->nrows ? b->rows[b->asked.to].number : b->upto;

	if (b->sent_room < r->nchanges + 1) {
		b->sent_room = r->nchanges + 1;
		b->sent = xrealloc(b->sent, b->sent_room * sizeof(*b->sent));
	}
	memcpy(b->sent, r->changes, r->nchanges * sizeof(*b->sent));
	mark_set(im, &b->sent[r->nchanges], &ahead, reached);
	r->changes = b->sent;
	r->nchanges++;
}

bool batch_ask(struct import *im, struct request *r)
{
	struct batch *b = next_flight(im);
	size_t base;

	if (!b)
		return false;
	b->asked = b->todo[--b->ntodo];
	b->out = true;
	b->turn = ++im->turns;
	base = b->rows[b->asked.from].first;
	for (size_t i = b->asked.from; i < b->asked.to; i++)
		point_at_owners(b, &b->rows[i], base);
	r->verb = VERB_SAVE;
	r->dry = im->mode == IMPORT_DRY;
	r->batch = r->dry ? NULL : im->batch_id;
	r->label = im->label;
	r->changes = &b->changes[base];
	r->nchanges = b->rows[b->asked.to - 1].first + b->rows[b->asked.to - 1].n - base;
	b->nsent = r->nchanges;
	count_range(b);
	if (!r->dry)
		add_mark(im, b, r);
	return true;
}

bool batch_is_out(const struct import *im)
{
	for (size_t i = 0; i < FLIGHTS; i++)
		if (im->flights[i].out)
			return true;
	return false;
}

bool batch_is_idle(const struct import *im)
{
	for (size_t i = 0; i < FLIGHTS; i++)
		if (im->flights[i].nrows)
			return false;
	return true;
}

/* Answers */

/* The store knows best whether something changed: what a rule took back again did not. */
static void take_file_row(struct import *im, const struct batch *b, const struct batch_row *row,
			  const int64_t *ids, const int64_t *versions)
{
	struct known_record *r = &im->known.records[row->known];
	bool record = b->changes[row->first].entity == im->entity;
	bool changed = row->n > 1 || !record || versions[0] != r->version;

	r->pending = false;
	*(row->added ? &im->counts.added : changed ? &im->counts.changed : &im->counts.same) += 1;
	if (im->mode == IMPORT_DRY) {
		if (row->added)
			r->id = batch_dry_id(row->hash);
		return;
	}
	if (record) {
		r->id = ids[0];
		r->version = (int32_t)versions[0];
	}
	if (!row->added)
		points_saved(im, r->id, &b->changes[row->first], ids, row->n);
	for (size_t i = 0; i < LENGTH(row->called) && row->called[i]; i++)
		names_add(im->own, row->called[i], r->id, 0);
}

static void take_rows(struct import *im, const struct batch *b, const struct answer *a)
{
	size_t base = b->rows[b->asked.from].first;

	for (size_t i = b->asked.from; i < b->asked.to; i++) {
		const struct batch_row *row = &b->rows[i];
		const int64_t *ids = &a->ids[row->first - base];

		if (row->kind == ROW_FILE) {
			take_file_row(im, b, row, ids, &a->versions[row->first - base]);
		} else if (row->kind == ROW_CREATE) {
			names_add(row->names, row->text, ids[0], 0);
			im->counts.created++;
		}
	}
	if (im->mode == IMPORT_REAL)
		mark_saved(im, a);
}

/* Those that were sent after a save that was refused were made from a version of the mark that never comes. */
static void doom_later(struct import *im, const struct batch *b)
{
	for (size_t i = 0; im->mode == IMPORT_REAL && i < FLIGHTS; i++)
		if (im->flights[i].out && im->flights[i].turn > b->turn)
			im->flights[i].again = true;
}

static void take_refusal(struct import *im, struct batch *b, const struct error *why)
{
	const struct batch_row *row = &b->rows[b->asked.from];
	size_t half = b->asked.from + (b->asked.to - b->asked.from) / 2;

	if (b->again && why->kind == ERROR_CONFLICT) {
		push(b, b->asked.from, b->asked.to);
		return;
	}
	doom_later(im, b);
	if (why->kind == ERROR_FAILED) {
		im->failure = *why;
	} else if (b->asked.to - b->asked.from > 1) {
		push(b, half, b->asked.to);
		push(b, b->asked.from, half);
	} else if (row->kind == ROW_FILE) {
		im->known.records[row->known].pending = false;
		batch_refuse(im, row->copy, why->text);
	} else if (row->kind == ROW_LINK) {
		reject_row(im, row->line, row->text, why->text);
	} /* rows that need a name which could not be made are refused, and say so */
}

static void reset(struct batch *b)
{
	for (size_t i = 0; i < b->n; i++)
		change_free(&b->changes[i]);
	b->n = b->nrows = b->ntodo = b->bytes = 0;
	b->out = false;
	arena_free(&b->arena);
}

static struct batch *oldest_out(struct import *im)
{
	struct batch *oldest = NULL;

	for (size_t i = 0; i < FLIGHTS; i++)
		if (im->flights[i].out && (!oldest || im->flights[i].turn < oldest->turn))
			oldest = &im->flights[i];
	return oldest;
}

void batch_take(struct import *im, const struct answer *a, const struct error *why)
{
	struct batch *b = oldest_out(im);

	b->out = false;
	if (im->mode == IMPORT_REAL)
		change_free(&b->sent[b->nsent]);
	if (a && a->nids)
		take_rows(im, b, a);
	else
		take_refusal(im, b, why);
	b->again = false;
	if (!b->ntodo || im->failure.kind)
		reset(b);
}

static void batch_drop(struct batch *b)
{
	reset(b);
	free(b->changes);
	free(b->rows);
	free(b->todo);
	free(b->sent);
	memset(b, 0, sizeof(*b));
}

void batch_free(struct import *im)
{
	batch_drop(&im->batch);
	for (size_t i = 0; i < FLIGHTS; i++)
		batch_drop(&im->flights[i]);
}
