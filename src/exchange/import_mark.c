/* How far an import came. Its record in the book says so, and is changed in the same request as the rows
 * that it tells of: whatever is killed, the next import of the same file by the same person goes on behind
 * them, in the same transaction of the journal, so that nothing is doubled and undo takes back all of it.
 *
 * Each save is made from the version of the record that the one before leaves. So none is made after one that
 * was refused, though it may have been sent already. */
#include <fcntl.h>
#include <unistd.h>

#include "base/intl.h"
#include "exchange/import_private.h"

#define BLOCK (1u << 18)
#define LIVE  3 /* seconds without a word after which an import is not running any more */

static const struct entity *import_entity(void)
{
	return entity_at(ENTITY_IMPORT);
}

static const struct field *field_of(enum import_field f)
{
	return &import_entity()->fields[f];
}

/* Fingerprints */

static void stir(struct mark *m, const void *data, size_t len)
{
	m->print[0] = map_hash(data, len, m->print);
	m->print[1] += m->print[0] ^ len;
}

void mark_begin(struct import *im)
{
	struct sbuf map = SBUF_INIT;

	im->mark = (struct mark){ .fd = open(im->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) };
	mapping_write(&map, &im->mapping);
	stir(&im->mark, sbuf_text(&map), map.len);
	stir(&im->mark, im->entity->name, strlen(im->entity->name));
	stir(&im->mark, &im->context.me, sizeof(im->context.me));
	sbuf_free(&map);
}

/* A file that cannot be read a second time has no fingerprint and is never taken for one that was begun. */
bool mark_read(struct import *im)
{
	struct mark *m = &im->mark;
	char *block;
	ssize_t got;

	if (m->fd < 0)
		return false;
	block = xmalloc(BLOCK);
	got = read(m->fd, block, BLOCK);
	if (got > 0)
		stir(m, block, (size_t)got);
	free(block);
	if (got > 0)
		return true;
	close(m->fd);
	m->fd = -1;
	if (got == 0)
		snprintf(m->text, sizeof(m->text), "%016llx%016llx", (unsigned long long)m->print[0],
			 (unsigned long long)m->print[1]);
	return false;
}

void mark_end(struct import *im)
{
	if (im->mark.fd > 0)
		close(im->mark.fd);
	change_free(&im->mark.change);
	im->mark = (struct mark){ .fd = -1 };
}

/* One that was broken off */

bool mark_seek(struct import *im, struct request *r)
{
	if (!*im->mark.text || im->mark.sought)
		return false;
	im->mark.sought = true;
	r->verb = VERB_LIST;
	r->entity = import_entity();
	r->columns = "updated,batch,reached,added,changed,same,rejected,txn";
	r->sort = "-id";
	r->limit = 1;
	r->expr = arena_printf(&im->run, "state:running print=\"%s\"", im->mark.text);
	return true;
}

static int64_t number(const struct table *t, const char *column)
{
	struct value v = table_get(t, 0, column);

	return v.kind == VALUE_INT ? v.i : 0;
}

/* Rows that refer to each other are all looked at again: which of them still lack their reference, nobody
 * noted. */
void mark_found(struct import *im, const struct table *t)
{
	struct import_counts *c = &im->counts;
	struct value batch = t && t->nrows ? table_get(t, 0, "batch") : VALUE_NONE;

	if (batch.kind != VALUE_TEXT || strlen(batch.s) >= sizeof(im->batch_id))
		return;
	if (im->context.now - number(t, "updated") < LIVE) {
		error_set(&im->failure, ERROR_CONFLICT,
			  _("%s is being imported already, or was a moment ago: try again in some seconds."),
			  im->path);
		return;
	}
	memcpy(im->batch_id, batch.s, strlen(batch.s) + 1);
	im->mark.id = t->rows[0].id;
	im->mark.version = t->rows[0].version;
	im->mark.begun = true;
	c->txn = im->mode == IMPORT_DRY ? 0 : number(t, "txn");
	im->mark.txn = number(t, "txn");
	c->before = number(t, "reached");
	im->mark.skip = im->own ? 0 : c->before;
	c->added = number(t, "added");
	c->changed = number(t, "changed");
	c->same = im->own ? 0 : number(t, "same");
	c->rejected = im->own ? 0 : number(t, "rejected");
}

/* Writing */

bool mark_lacks(const struct import *im)
{
	return im->mode == IMPORT_REAL && !im->mark.id;
}

/* The first request of all makes the record alone: the transaction begins with it. */
void mark_make(struct import *im, struct request *r)
{
	struct change *c = &im->mark.change;

	*c = (struct change){ .kind = CHANGE_SAVE, .entity = import_entity() };
	change_set(c, field_of(IMPORT_FILE), value_text(im->label + strlen("import ")));
	change_set(c, field_of(IMPORT_ENTITY), value_text(im->entity->name));
	change_set(c, field_of(IMPORT_STATE), value_text("running"));
	change_set(c, field_of(IMPORT_BATCH), value_text(im->batch_id));
	change_set(c, field_of(IMPORT_PRINT), value_text(im->mark.text));
	change_set(c, field_of(IMPORT_REACHED), value_int(0));
	r->verb = VERB_SAVE;
	r->batch = im->batch_id;
	r->label = im->label;
	r->changes = c;
	r->nchanges = 1;
}

void mark_saved(struct import *im, const struct answer *a)
{
	im->mark.version = a->versions[a->nids - 1];
	im->mark.txn = im->counts.txn = a->txn;
}

void mark_made(struct import *im, const struct answer *a)
{
	im->mark.id = a->ids[0];
	mark_saved(im, a);
	change_free(&im->mark.change);
	im->mark.change.entity = NULL;
}

/* What it will be when the saves that were sent before this one are made. Same and rejected rows are counted
 * as they are read, which is up to two batches ahead. */
void mark_set(struct import *im, struct change *c, const struct mark_ahead *ahead, int64_t reached)
{
	*c = (struct change){ .kind = CHANGE_SAVE, .entity = import_entity(), .id = im->mark.id,
			      .base = im->mark.version + ahead->saves };
	change_set(c, field_of(IMPORT_REACHED), value_int(reached));
	change_set(c, field_of(IMPORT_ADDED), value_int(im->counts.added + ahead->added));
	change_set(c, field_of(IMPORT_CHANGED), value_int(im->counts.changed + ahead->changed));
	change_set(c, field_of(IMPORT_SAME), value_int(im->counts.same));
	change_set(c, field_of(IMPORT_REJECTED), value_int(im->counts.rejected));
	change_set(c, field_of(IMPORT_TXN), value_int(im->mark.txn));
}
