#include "exchange/import_private.h"

#include "base/intl.h"
#include "base/number.h"
#include "exchange/vcard.h"

#define ROWS_AT_ONCE 2000 /* looked at between two steps */
#define ROWS_GATHERED 250 /* while a request may have to be sent on */

/* Opening */

static int open_mapping(struct import *im, const struct import_options *o, struct error *e)
{
	mapping_init(&im->mapping, o->entity);
	if (o->map_text && mapping_read_text(&im->mapping, o->map_text, o->path, e) < 0)
		return -1;
	if (o->map && mapping_read(&im->mapping, o->map, e) < 0)
		return -1;
	for (size_t i = 0; i < o->nsettings; i++)
		if (mapping_set(&im->mapping, o->settings[i].name, o->settings[i].value, e) < 0)
			return -1;
	im->format = o->format;
	if (!o->format && vcard_format(o->path, o->entity, &im->format, e) < 0)
		return -1;
	im->csv = csv_open(o->path, &(struct csv_options){ im->format, im->mapping.encoding, im->mapping.dialect },
			   e);
	return im->csv ? 0 : -1;
}

static const char **copy_row(struct import *im, size_t n)
{
	const char **copy = arena_alloc(&im->arena, (n + 1) * sizeof(*copy));

	for (size_t i = 0; i < n; i++)
		copy[i] = i < im->row.n ? arena_strdup(&im->arena, im->row.cells[i].text) : "";
	return copy;
}

static int read_header(struct import *im, struct csv_row *header, struct error *e)
{
	int got = csv_next(im->csv, &im->row, e);

	if (got == 1 && im->row.trouble.kind)
		got = error_set(e, ERROR_USAGE, "%s", im->row.trouble.text);
	if (got == 0)
		return error_set(e, ERROR_USAGE, _("%s is empty."), im->path);
	if (got < 0) {
		error_prefix(e, "%s: ", im->path);
		return -1;
	}
	im->nheader = im->row.n;
	im->header = copy_row(im, im->nheader);
	*header = im->row;
	return 0;
}

/* Trouble in the samples is met again, and told, when the rows are read. */
static int read_samples(struct import *im, struct error *e)
{
	size_t rows = 0;
	int got = 1;

	im->samples = arena_alloc(&im->arena, SAMPLE_ROWS * sizeof(*im->samples));
	while (im->nsamples < SAMPLE_ROWS && (got = csv_next(im->csv, &im->row, NULL)) == 1) {
		rows++;
		if (!im->row.trouble.kind)
			im->samples[im->nsamples++] = copy_row(im, im->nheader);
	}
	if (!rows && got == 0)
		return error_set(e, ERROR_USAGE, _("%s names its columns and has no rows below."), im->path);
	return 0;
}

/* The reader's own header is gone when the samples are read. */
static void guess(struct import *im)
{
	struct csv_cell *cells = arena_alloc(&im->arena, im->nheader * sizeof(*cells));
	struct csv_row header = { .cells = cells, .n = im->nheader };

	for (size_t i = 0; i < im->nheader; i++)
		cells[i] = (struct csv_cell){ im->header[i], strlen(im->header[i]) };
	mapping_guess(&im->mapping, &header, (const char *const *const *)im->samples, im->nsamples);
}

/* Which column of the file a name of the map means: the one that is called so, or "column 7" by its place. */
static void find_columns(struct import *im)
{
	for (size_t i = 0; i < im->mapping.ncolumns; i++) {
		struct mapping_column *c = &im->mapping.columns[i];
		int64_t place;

		for (c->place = im->nheader; c->place && strcmp(im->header[c->place - 1], c->header) != 0;)
			c->place--;
		if (c->place || strncmp(c->header, "column ", 7) != 0 || number_int(c->header + 7, &place) ||
		    place < 1 || place > (int64_t)im->nheader)
			continue;
		c->place = (size_t)place;
		c->header = im->header[place - 1];
	}
}

static int prepare(struct import *im, const struct import_options *o, struct error *e)
{
	struct csv_row header;

	if (open_mapping(im, o, e) < 0 || read_header(im, &header, e) < 0 || read_samples(im, e) < 0)
		return -1;
	if (!o->map && !o->map_text && im->format)
		vcard_mapping(&im->mapping, im->header, im->nheader);
	else if (!o->map && !o->map_text)
		guess(im);
	find_columns(im);
	if (o->missing && mapping_set_missing(&im->mapping, o->missing, e) < 0)
		return -1;
	if (o->key)
		return mapping_set_key(&im->mapping, o->key, e);
	if (!im->mapping.nkeys)
		mapping_choose_key(&im->mapping);
	return 0;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

struct import *import_open(const struct import_options *o, const struct value_context *c,
			   struct error *e)
{
	struct import *im;

	if (!(o->entity->flags & ENTITY_PUBLIC) || (o->entity->flags & ENTITY_APPEND_ONLY)) {
		error_set(e, ERROR_USAGE, _("%s cannot be imported."), _(o->entity->plural));
		return NULL;
	}
	im = xcalloc(1, sizeof(*im));
	im->entity = o->entity;
	im->context = *c;
	im->context.currency = c->currency ? arena_strdup(&im->arena, c->currency) : NULL;
	im->path = xstrdup(o->path);
	im->label = xasprintf("import %s", base_name(o->path));
	if (prepare(im, o, e) == 0)
		return im;
	import_close(im);
	return NULL;
}

static void forget_run(struct import *im)
{
	doubt_forget(im);
	known_free(im);
	slots_free(im);
	batch_free(im);
	change_free(&im->record);
	mark_end(im);
	map_free(&im->infile);
	map_free(&im->missing_map);
	free(im->missing);
	free(im->links);
	im->missing = NULL;
	im->links = NULL;
	im->nmissing = im->missing_room = im->nlinks = im->links_room = im->next_link = 0;
	memset(&im->infile, 0, sizeof(im->infile));
	memset(&im->missing_map, 0, sizeof(im->missing_map));
	memset(&im->points, 0, sizeof(im->points));
	memset(&im->counts, 0, sizeof(im->counts));
	error_clear(&im->failure);
	im->nrefusals = 0;
	im->cancel = im->held = im->noted = im->undoing = im->asked = im->ended = im->ready = false;
	im->wanted = 0;
	im->fetching = 0;
	im->rows = 0;
	im->loading = 0;
	im->loaded = 0;
	arena_free(&im->run);
}

void import_close(struct import *im)
{
	if (!im)
		return;
	if (im->rejects)
		fclose(im->rejects);
	forget_run(im);
	csv_close(im->csv);
	mapping_free(&im->mapping);
	map_free(&im->decisions);
	free(im->path);
	free(im->label);
	free(im->rejects_path);
	arena_free(&im->arena);
	free(im);
}

/* Running */

static int go_to_rows(struct import *im, struct error *e)
{
	return csv_rewind(im->csv, e) < 0 || csv_next(im->csv, &im->row, e) < 0 ? -1 : 0;
}

void import_begin(struct import *im, enum import_mode mode)
{
	forget_run(im);
	im->mode = mode;
	free(im->rejects_path);
	im->rejects_path = NULL;
	uuid_make(im->batch_id);
	known_begin(im);
	mark_begin(im);
	im->began = clock_ticks();
	im->phase = slots_build(im, &im->failure) < 0 ? PHASE_END : PHASE_LOAD;
}

static enum import_turn enter(struct import *im, enum phase phase)
{
	im->phase = phase;
	return IMPORT_AGAIN;
}

static enum import_turn step_load(struct import *im, struct request *r)
{
	if (known_ask(im, r))
		return IMPORT_ASK;
	if (go_to_rows(im, &im->failure) < 0)
		return enter(im, PHASE_END);
	return enter(im, PHASE_LOOK);
}

static void take_list(struct import *im, const struct answer *a)
{
	const struct table *t = a->ntables ? a->tables[0] : NULL;

	if (t)
		known_take(im, t);
	if (t && t->nrows && a->more)
		return;
	im->former = !im->former && former_there(im);
	im->loading += !im->former;
	im->loaded = 0;
}

/* All rows once, before any is taken: which way its ambiguous cells go, which names are not there. */
static enum import_turn step_look(struct import *im)
{
	int got = 1;

	for (int i = 0; i < ROWS_AT_ONCE && got == 1; i++) {
		got = csv_next(im->csv, &im->row, &im->failure);
		if (got == 1 && !im->row.trouble.kind)
			slots_look(im);
	}
	if (got == 1)
		return IMPORT_AGAIN;
	if (got < 0 || go_to_rows(im, &im->failure) < 0)
		return enter(im, PHASE_END);
	slots_look_end(im);
	return enter(im, PHASE_SEEK);
}

/* Whether an import of the same was broken off. */
static enum import_turn step_seek(struct import *im, struct request *r)
{
	if (mark_read(im))
		return IMPORT_AGAIN;
	if (mark_seek(im, r))
		return IMPORT_ASK;
	im->began = clock_ticks();
	if (im->mode == IMPORT_DRY)
		return enter(im, PHASE_ROWS);
	batch_creations(im);
	batch_end(im);
	return enter(im, PHASE_CREATE);
}

/* Of all that is saved the mark comes first. */
static bool ask_batch(struct import *im, struct request *r)
{
	if (!batch_is_idle(im) && mark_lacks(im)) {
		mark_make(im, r);
		return true;
	}
	return batch_ask(im, r);
}

/* Whether the store must be asked something before the row at hand can be taken. */
static bool has_question(const struct import *im)
{
	return im->wanted || im->doubt.asking != DOUBT_NONE;
}

/* Reads some rows; then the batch may be full, or a row may have to wait for those before it. */
static void gather(struct import *im)
{
	int got = 1;

	for (int i = 0; i < ROWS_GATHERED && !im->ready; i++) {
		if (!im->held)
			got = csv_next(im->csv, &im->row, &im->failure);
		if (got != 1)
			break;
		if (im->rows < im->mark.skip) {
			im->rows++;
			continue;
		}
		im->held = !batch_row(im);
		im->rows += !im->held;
		if (has_question(im))
			return;
		im->ready = im->held || batch_full(im);
	}
	im->ended = got == 0;
	im->ready |= im->ended;
}

static bool ask_question(struct import *im, struct request *r)
{
	return doubt_ask(im, r) || (im->wanted && known_fetch(im, r));
}

/* Saves are answered in the order in which they are asked for; meanwhile the next batch is gathered. */
static enum import_turn step_rows(struct import *im, struct request *r)
{
	if (ask_batch(im, r))
		return IMPORT_ASK;
	if (im->ready) {
		if (!batch_end(im))
			return IMPORT_WAIT;
		im->ready = false;
		return IMPORT_AGAIN;
	}
	if ((im->held || im->ended) && !batch_is_idle(im))
		return IMPORT_WAIT;
	if (im->ended)
		return enter(im, PHASE_LINK);
	if (ask_question(im, r))
		return IMPORT_ASK;
	gather(im);
	return im->failure.kind ? enter(im, PHASE_UNDO) : IMPORT_AGAIN;
}

/* What was made ready all at once is saved, and then comes another phase. */
static enum import_turn step_made(struct import *im, struct request *r, enum phase next)
{
	if (ask_batch(im, r))
		return IMPORT_ASK;
	return batch_is_idle(im) ? enter(im, next) : IMPORT_WAIT;
}

static enum import_turn step_links(struct import *im, struct request *r)
{
	if (ask_batch(im, r))
		return IMPORT_ASK;
	if (!batch_is_idle(im))
		return IMPORT_WAIT;
	batch_links(im);
	batch_end(im);
	return batch_is_idle(im) && im->next_link == im->nlinks ? enter(im, PHASE_RECORD) : IMPORT_AGAIN;
}

static void set_count(struct import *im, unsigned field, int64_t n)
{
	change_set(&im->record, &im->record.entity->fields[field], value_int(n));
}

/* The import itself becomes a record, in the same transaction. An import that changed nothing leaves
 * nothing. */
static enum import_turn step_record(struct import *im, struct request *r)
{
	const struct entity *e = entity_at(ENTITY_IMPORT);

	if (im->mode == IMPORT_DRY || !im->counts.txn || im->noted)
		return enter(im, PHASE_END);
	if (!im->counts.added && !im->counts.changed) {
		im->counts.created = 0; /* for rows that were refused after all */
		return enter(im, PHASE_UNDO);
	}
	im->noted = true;
	im->record = (struct change){ .kind = CHANGE_SAVE, .entity = e, .id = im->mark.id };
	change_set(&im->record, &e->fields[IMPORT_STATE], value_text("done"));
	set_count(im, IMPORT_REACHED, im->rows);
	set_count(im, IMPORT_ADDED, im->counts.added);
	set_count(im, IMPORT_CHANGED, im->counts.changed);
	set_count(im, IMPORT_SAME, im->counts.same);
	set_count(im, IMPORT_REJECTED, im->counts.rejected);
	set_count(im, IMPORT_TXN, im->counts.txn);
	r->verb = VERB_SAVE;
	r->batch = im->batch_id;
	r->batch_end = true;
	r->label = im->label;
	r->changes = &im->record;
	r->nchanges = 1;
	return IMPORT_ASK;
}

static enum import_turn step_undo(struct import *im, struct request *r)
{
	if (!im->counts.txn)
		return enter(im, PHASE_END);
	im->undoing = true;
	r->verb = VERB_UNDO;
	r->id = im->counts.txn;
	return IMPORT_ASK;
}

static int end(struct import *im, struct error *e)
{
	struct error why = im->failure;

	if (im->mode == IMPORT_REAL && !why.kind && !im->counts.cancelled)
		mapping_keep(&im->mapping, im->header, im->nheader);
	if (reject_end(im, &why) < 0 || why.kind) {
		if (e)
			*e = why;
		return -1;
	}
	return IMPORT_END;
}

static int step(struct import *im, struct request *r, struct error *e)
{
	if (im->cancel && im->phase < PHASE_UNDO) {
		im->counts.cancelled = true;
		im->phase = PHASE_UNDO;
	}
	if (im->asked || (im->phase >= PHASE_UNDO && batch_is_out(im)))
		return IMPORT_WAIT;
	switch (im->phase) {
	case PHASE_LOAD:
		return (int)step_load(im, r);
	case PHASE_LOOK:
		return (int)step_look(im);
	case PHASE_SEEK:
		return (int)step_seek(im, r);
	case PHASE_CREATE:
		return (int)step_made(im, r, PHASE_ROWS);
	case PHASE_ROWS:
		return (int)step_rows(im, r);
	case PHASE_LINK:
		return (int)step_links(im, r);
	case PHASE_RECORD:
		return (int)step_record(im, r);
	case PHASE_UNDO:
		return (int)step_undo(im, r);
	default:
		return end(im, e);
	}
}

/* Of batches several may be asked for at once; all else is asked alone. */
int import_step(struct import *im, struct request *r, struct error *e)
{
	int turn;

	memset(r, 0, sizeof(*r));
	turn = step(im, r, e);
	im->asked |= turn == IMPORT_ASK && !batch_is_out(im);
	return turn;
}

/* To what was asked alone. */
static void take_alone(struct import *im, const struct answer *a, const struct error *why)
{
	if (!a) {
		im->failure = *why;
		im->doubt.asking = DOUBT_NONE;
	} else if (im->phase == PHASE_LOAD) {
		take_list(im, a);
	} else if (im->phase == PHASE_SEEK) {
		mark_found(im, a->ntables ? a->tables[0] : NULL);
	} else if (im->mark.change.entity) {
		mark_made(im, a);
	} else if (im->doubt.asking != DOUBT_NONE) {
		doubt_take(im, a);
	} else if (im->fetching) {
		known_fetched(im, a->ntables ? a->tables[0] : NULL);
	} else if (im->undoing) {
		im->counts.txn = 0;
	}
	if (im->undoing)
		im->phase = PHASE_END;
}

void import_answer(struct import *im, const struct answer *a, const struct error *why)
{
	if (batch_is_out(im))
		batch_take(im, a, why);
	else
		take_alone(im, a, why);
	im->asked = false;
	if (im->failure.kind && im->phase < PHASE_UNDO)
		im->phase = PHASE_UNDO;
}

void import_cancel(struct import *im)
{
	im->cancel = true;
}

/* The requests that were sent and not answered, oldest first. */
struct sent {
	uint32_t seq[FLIGHTS];
	size_t n;
};

/* Takes the oldest answer if it is there, or waits for it; false when it is not. */
static bool take_answer(struct import *im, struct client *client, struct sent *sent, bool wait)
{
	struct error why = { 0 };
	struct answer *a = sent->n ? client_take(client, sent->seq[0], wait, &why) : NULL;

	if (!a && !why.kind)
		return false;
	memmove(sent->seq, sent->seq + 1, --sent->n * sizeof(*sent->seq));
	import_answer(im, a, &why);
	answer_free(a);
	return true;
}

/* A request that cannot be sent is answered by its reason, after those before it. */
static void send(struct import *im, struct client *client, struct sent *sent, struct request *r)
{
	struct error why = { 0 };
	uint32_t seq = client_send(client, r, &why);

	if (seq) {
		sent->seq[sent->n++] = seq;
		return;
	}
	while (take_answer(im, client, sent, true))
		;
	import_answer(im, NULL, &why);
}

int import_drive(struct import *im, struct client *client, bool (*turn)(struct import *im, void *data),
		 void *data, struct error *e)
{
	struct sent sent = { .n = 0 };
	struct request r;
	int step;

	while ((step = import_step(im, &r, e)) >= 0 && step != IMPORT_END) {
		if (step == IMPORT_ASK)
			send(im, client, &sent, &r);
		take_answer(im, client, &sent, step == IMPORT_WAIT || sent.n == FLIGHTS);
		if (turn && turn(im, data))
			import_cancel(im);
	}
	return step == IMPORT_END ? 0 : -1;
}
