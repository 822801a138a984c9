#include "store/store.h"

#include <pwd.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/locale.h"
#include "base/number.h"
#include "base/utf8.h"
#include "model/money.h"
#include "store/account.h"
#include "store/find.h"
#include "store/insert.h"
#include "store/migrate.h"
#include "store/order.h"
#include "store/overlay.h"
#include "store/series.h"
#include "store/sql.h"

#define BOOK_CURRENCY "EUR" /* until the setting `currency` says otherwise */

int store_setting(struct store *s, const char *name, int64_t owner, char **value, struct error *e)
{
	struct stmt *q = db_prepare(s->db,
				    "SELECT value FROM setting WHERE name = ?"
				    " AND coalesce(owner, 0) = ? AND removed = 0",
				    e);
	int got;

	*value = NULL;
	if (!q)
		return -1;
	db_bind_text(q, 1, name);
	db_bind_int(q, 2, owner);
	got = db_step(q, e);
	if (got == 1)
		*value = xstrdup(db_text(q, 0));
	db_reset(q);
	return got < 0 ? -1 : 0;
}

static int read_currency(struct store *s, struct error *e)
{
	char *code;

	if (store_setting(s, "currency", 0, &code, e) < 0)
		return -1;
	snprintf(s->currency, sizeof(s->currency), "%s",
		 code && strlen(code) == 3 ? code : BOOK_CURRENCY);
	free(code);
	return 0;
}

int store_renew(struct store *s, struct error *e)
{
	if (read_currency(s, e) < 0)
		return -1;
	s->context.now = clock_now(&s->clock);
	s->context.today = stamp_date(s->context.now);
	s->context.currency = s->currency;
	s->context.me = s->user;
	return 0;
}

static int user_by_login(struct store *s, const char *login, int64_t *id, struct error *e)
{
	struct stmt *q = db_prepare(s->db, "SELECT id FROM user WHERE login = ? AND removed = 0", e);

	if (!q)
		return -1;
	db_bind_text(q, 1, login);
	return db_one(q, 0, id, e);
}

/* A book may name the user who works in it alone; its value is the user's id. That counts only for the
 * account that this process belongs to: in a team's store everybody is himself. */
static int solo_user(struct store *s, const char *login, int64_t *id, struct error *e)
{
	const struct passwd *self = getpwuid(getuid());
	char *value;
	int rc = 0;

	if (store_setting(s, "solo_user", 0, &value, e) < 0)
		return -1;
	if (value && self && !strcmp(self->pw_name, login) && number_int(value, id) == 0) {
		rc = sql_exists(s->db, entity_at(ENTITY_USER), *id, false, e);
		if (rc == 0)
			*id = 0;
	}
	free(value);
	return rc < 0 ? -1 : 0;
}

/* The person's name as the host knows it: the first part of the account's comment, or the login when
 * there is none or another user of the book has that name. */
static char *name_of(struct store *s, const char *login)
{
	const struct entity *user = entity_at(ENTITY_USER);
	const struct passwd *account = getpwnam(login);
	const char *comment = account && account->pw_gecos ? account->pw_gecos : "";
	char *name = xstrndup(comment, strcspn(comment, ","));

	if (*name && utf8_valid(name, strlen(name), NULL) &&
	    sql_holder(s->db, user, &user->fields[USER_NAME], value_text(name), 0, NULL) == 0)
		return name;
	free(name);
	return xstrdup(login);
}

static int make_user(struct store *s, const char *login, struct error *e)
{
	const struct entity *user = entity_at(ENTITY_USER);
	struct journal_txn t = { .kind = "open", .label = "user.add", .empty = true };
	struct change c = { .kind = CHANGE_SAVE, .entity = user };
	char *name = name_of(s, login);
	int rc;

	change_set(&c, &user->fields[USER_NAME], value_text(name));
	change_set(&c, &user->fields[USER_LOGIN], value_text(login));
	rc = change_apply(s, &t, &c, NULL, 0, &s->user, NULL, e);
	change_free(&c);
	free(name);
	return rc < 0 ? -1 : 0;
}

/* Pipeline and stages are called as the first user speaks. */
static int name_book(struct store *s, struct error *e)
{
	static const char *const sql[] = { "UPDATE pipeline SET name = ?2 WHERE name = ?1",
					   "UPDATE stage SET name = ?2 WHERE name = ?1" };

	for (const struct choice *c = book_names; c->name; c++)
		for (size_t i = 0; i < LENGTH(sql) && strcmp(c->name, _(c->label)) != 0; i++) {
			struct stmt *q = db_prepare(s->db, sql[i], e);

			if (!q)
				return -1;
			db_bind_text(q, 1, c->name);
			db_bind_text(q, 2, _(c->label));
			if (db_run(q, e) < 0)
				return -1;
		}
	return 0;
}

/* The book counts in what its first user pays with, until somebody says otherwise. */
static int set_currency(struct store *s, struct error *e)
{
	const struct currency *c = currency_of_territory(locale_territory());
	struct stmt *q = db_prepare(s->db, "INSERT INTO setting (name, value) VALUES ('currency', ?)", e);

	if (!q)
		return -1;
	db_bind_text(q, 1, c ? c->code : BOOK_CURRENCY);
	return db_run(q, e) < 0 ? -1 : 0;
}

static int make_first(struct store *s, const char *login, struct error *e)
{
	int64_t last;

	if (sql_highest(s->db, entity_at(ENTITY_USER), &last, e) < 0 || (!last && (name_book(s, e) < 0 || set_currency(s, e) < 0)))
		return -1;
	return make_user(s, login, e);
}

/* Whoever starts two programs at once is made by one of them: the other looks again. */
static int add_user(struct store *s, const char *login, struct error *e)
{
	int rc;

	if (db_begin(s->db, e) < 0)
		return -1;
	rc = user_by_login(s, login, &s->user, e);
	if (rc == 0 && !s->user)
		rc = make_first(s, login, e);
	if (rc == 0)
		return db_commit(s->db, e);
	db_rollback(s->db);
	return -1;
}

/* In a book that can only be read, somebody new is nobody. */
static int find_user(struct store *s, const char *login, struct error *e)
{
	if (user_by_login(s, login, &s->user, e) < 0)
		return -1;
	if (!s->user && solo_user(s, login, &s->user, e) < 0)
		return -1;
	if (!s->user && !db_read_only(s->db))
		return add_user(s, login, e);
	return 0;
}

int store_open_peer(struct store *s, const char *path, const char *login, int64_t uid,
		    const struct clock *clock, struct error *e)
{
	*s = (struct store){ .clock = *clock, .watched = -1 };
	s->db = db_open(path, e);
	if (!s->db)
		return -1;
	if (db_migrate(s->db, migrations, migrations_count, e) == 0 && store_renew(s, e) == 0 &&
	    (uid < 0 || account_admit(s, login, uid, e) == 0) && find_user(s, login, e) == 0 &&
	    store_renew(s, e) == 0)
		return 0;
	store_close(s);
	return -1;
}

int store_open(struct store *s, const char *path, const char *login, const struct clock *clock,
	       struct error *e)
{
	return store_open_peer(s, path, login, -1, clock, e);
}

void store_close(struct store *s)
{
	order_forget(s);
	series_forget(s);
	find_forget(s);
	overlay_forget(s);
	insert_free(s);
	db_close(s->db);
	s->db = NULL;
}
