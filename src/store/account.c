#include "store/account.h"

#include "base/intl.h"
#include "store/process.h"

/* 1: known as it is; 0: neither the login nor the uid is known; -1: the error is set. */
static int known(struct store *s, const char *login, int64_t uid, struct error *e)
{
	struct stmt *q = db_prepare(s->db, "SELECT login, uid FROM account WHERE login = ? OR uid = ?", e);
	bool same = true;
	int got, n = 0;

	if (!q)
		return -1;
	db_bind_text(q, 1, login);
	db_bind_int(q, 2, uid);
	for (; (got = db_step(q, e)) == 1; n++)
		same = same && !strcmp(db_text(q, 0), login) && db_int(q, 1) == uid;
	if (got < 0)
		return -1;
	if (same)
		return n;
	process_log("refused uid %lld, now of another login or of one with another uid", (long long)uid);
	return error_set(e, ERROR_ABSENT,
			 _("The login %s and the user id %lld do not belong together in this book: "
			   "ask who keeps it."),
			 login, (long long)uid);
}

static int remember(struct store *s, const char *login, int64_t uid, struct error *e)
{
	struct stmt *q = db_prepare(s->db, "INSERT INTO account (login, uid, at) VALUES (?, ?, ?)", e);
	char at[STAMP_SIZE];

	if (!q)
		return -1;
	stamp_write_iso(s->context.now, at);
	db_bind_text(q, 1, login);
	db_bind_int(q, 2, uid);
	db_bind_text(q, 3, at);
	return db_run(q, e);
}

int account_admit(struct store *s, const char *login, int64_t uid, struct error *e)
{
	int rc = known(s, login, uid, e);

	if (rc != 0 || db_read_only(s->db))
		return rc < 0 ? -1 : 0;
	if (db_begin(s->db, e) < 0)
		return -1;
	rc = known(s, login, uid, e);
	if (rc == 0)
		rc = remember(s, login, uid, e) < 0 ? -1 : db_commit(s->db, e) == 0 ? 1 : -1;
	if (db_in_transaction(s->db))
		db_rollback(s->db);
	return rc < 0 ? -1 : 0;
}
