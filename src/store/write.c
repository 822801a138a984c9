#include "store/write.h"

#include "base/intl.h"
#include "base/number.h"
#include "store/insert.h"
#include "store/journal.h"
#include "store/recur.h"

#define REPLY_DAYS 30

/* "17 18:2" -> ids and versions; that of a new record, 1, is left out. */
static void read_saved(struct answer *a, const char *text)
{
	size_t n = *text ? 1 : 0;

	text += *text == ' ';
	for (const char *p = text; *p; p++)
		n += *p == ' ';
	a->ids = arena_alloc(&a->arena, (n + 1) * sizeof(*a->ids));
	a->versions = arena_alloc(&a->arena, (n + 1) * sizeof(*a->versions));
	a->nids = n;
	for (size_t i = 0; i < n; i++) {
		char *end;

		a->ids[i] = strtoll(text, &end, 10);
		a->versions[i] = *end == ':' ? strtoll(end + 1, &end, 10) : 1;
		text = *end ? end + 1 : end;
	}
}

/* An import saves millions: printf would take longer than to insert them. */
static void write_number(struct sbuf *b, char before, int64_t number)
{
	char digits[24], *at = digits + sizeof(digits);

	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	*--at = before;
	sbuf_add(b, at, (size_t)(digits + sizeof(digits) - at));
}

static void write_saved(struct sbuf *b, const struct answer *a)
{
	for (size_t i = 0; i < a->nids; i++) {
		write_number(b, ' ', a->ids[i]);
		if (a->versions[i] != 1)
			write_number(b, ':', a->versions[i]);
	}
}

/* 1 when this user's request was answered before; the answer is filled. */
static int reply_find(struct store *s, const char *uuid, struct answer *a, struct error *e)
{
	struct stmt *q = db_prepare(s->db,
				    "SELECT txn, text, saved FROM reply WHERE uuid = ? AND user = ?", e);
	int got;

	if (!q)
		return -1;
	db_bind_text(q, 1, uuid);
	db_bind_int(q, 2, s->user);
	got = db_step(q, e);
	if (got == 1) {
		a->txn = db_int(q, 0);
		a->text = db_is_null(q, 1) ? NULL : arena_strdup(&a->arena, db_text(q, 1));
		read_saved(a, db_text(q, 2));
	}
	db_reset(q);
	return got;
}

/* Each new reply lets go of up to two that are too old, so that they never pile up. */
static int reply_forget(struct store *s, struct error *e)
{
	struct stmt *q = db_prepare(s->db,
				    "DELETE FROM reply WHERE at < ? AND id IN"
				    " (SELECT id FROM reply ORDER BY id LIMIT 2)",
				    e);
	char before[STAMP_SIZE];

	if (!q)
		return -1;
	stamp_write_iso(s->context.now - REPLY_DAYS * 86400, before);
	db_bind_text(q, 1, before);
	return db_run(q, e);
}

static int reply_keep(struct store *s, const char *uuid, const struct answer *a, struct error *e)
{
	struct stmt *q = db_prepare(s->db,
				    "INSERT INTO reply (uuid, user, at, txn, text, saved)"
				    " VALUES (?, ?, ?, ?, ?, ?)",
				    e);
	struct sbuf saved = SBUF_INIT;
	char now[STAMP_SIZE];

	if (!q)
		return -1;
	stamp_write_iso(s->context.now, now);
	write_saved(&saved, a);
	db_bind_text(q, 1, uuid);
	db_bind_int(q, 2, s->user);
	db_bind_text(q, 3, now);
	db_bind_int(q, 4, a->txn);
	db_bind_text(q, 5, a->text);
	db_bind_text(q, 6, sbuf_text(&saved));
	sbuf_free(&saved);
	return db_run(q, e) < 0 ? -1 : reply_forget(s, e);
}

/* 1: to be committed; 0: nothing is; -1 with the error set. */
static int do_work(struct store *s, struct journal_txn *t, const struct request *r,
		   write_work *work, struct answer *a, struct error *e)
{
	int known = r->uuid ? reply_find(s, r->uuid, a, e) : 0;

	if (known)
		return known < 0 ? -1 : 0;
	if (work(s, t, r, a, e) < 0 || insert_flush(s, e) < 0 || journal_end_runs(s, t, e) < 0)
		return -1;
	a->txn = r->dry ? 0 : t->id;
	if (r->dry)
		return 0;
	return r->uuid && reply_keep(s, r->uuid, a, e) < 0 ? -1 : 1;
}

int write_run(struct store *s, struct journal_txn *t, const struct request *r, write_work *work,
	      struct answer *a, struct error *e)
{
	int rc;

	if (!s->user)
		return db_refuse_write(s->db, e);
	if (db_begin(s->db, e) < 0)
		return -1;
	rc = do_work(s, t, r, work, a, e);
	if (rc > 0) {
		rc = db_commit(s->db, e);
		if (rc == 0)
			recur_renew(s);
		return rc;
	}
	db_rollback(s->db);
	return rc;
}
