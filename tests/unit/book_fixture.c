#include "book_fixture.h"

#include <dirent.h>
#include <unistd.h>

#include "store/sql.h"

struct book book;

void book_begin(void)
{
	setenv("TZ", "UTC", 1);
	snprintf(book.dir, sizeof(book.dir), "/tmp/rapport-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(book.dir));
	snprintf(book.path, sizeof(book.path), "%s/book.db", book.dir);
	book.clock.fixed = (int64_t)date_make(2026, 11, 22) * 86400 + 10 * 3600;
	ck_assert_msg(store_open(&book.store, book.path, "ana", &book.clock, &book.error) == 0, "%s",
		      book.error.text);
}

void book_end(void)
{
	DIR *dir;

	answer_free(book.answer);
	book.answer = NULL;
	if (book.store.db)
		store_close(&book.store);
	dir = opendir(book.dir);
	for (struct dirent *d; (d = readdir(dir));)
		unlinkat(dirfd(dir), d->d_name, 0);
	closedir(dir);
	rmdir(book.dir);
}

int book_reopen(const char *login)
{
	if (book.store.db)
		store_close(&book.store);
	return store_open(&book.store, book.path, login, &book.clock, &book.error);
}

int ask(store_verb *verb, struct request r)
{
	answer_free(book.answer);
	book.answer = answer_new(0);
	error_clear(&book.error);
	if (store_renew(&book.store, &book.error) < 0)
		return -1;
	return verb(&book.store, &r, book.answer, &book.error);
}

static void add_line(struct change *c, char *line, struct arena *a)
{
	char *value = strchr(line, '=');
	const struct field *f;
	struct value v;

	*value++ = '\0';
	f = entity_must(c->entity, line);
	if (f->type == FIELD_REF)
		v = *value ? value_ref(strtoll(value, NULL, 10), NULL) : VALUE_NONE;
	else if (value_parse(f, value, &book.store.context, a, &v, &book.error) < 0)
		ck_abort_msg("%s", book.error.text);
	change_set(c, f, v);
}

int64_t put_from(enum entity_id e, int64_t id, int64_t base, const char *lines)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = entity_at(e), .id = id, .base = base };
	struct arena a = { 0 };
	char *copy = xstrdup(lines), *at = copy;
	int rc;

	for (char *line; (line = strsep(&at, "\n"));)
		add_line(&c, line, &a);
	rc = ask(verb_save, (struct request){ .verb = VERB_SAVE, .changes = &c, .nchanges = 1 });
	change_free(&c);
	arena_free(&a);
	free(copy);
	return rc < 0 ? -1 : book.answer->ids[0];
}

int64_t put(enum entity_id e, int64_t id, const char *lines)
{
	return put_from(e, id, 0, lines);
}

int change(enum change_kind kind, enum entity_id e, int64_t id)
{
	struct change c = { .kind = kind, .entity = entity_at(e), .id = id };

	return ask(verb_save, (struct request){ .verb = VERB_SAVE, .changes = &c, .nchanges = 1 });
}

int act(const char *name, enum entity_id e, int64_t id, const char *args)
{
	struct named_value values[16];
	char *copy = xstrdup(args), *at = copy;
	size_t n = 0;
	int rc;

	for (char *line; (line = strsep(&at, "\n")) && *line; n++) {
		values[n].name = strsep(&line, "=");
		values[n].value = line;
	}
	rc = ask(verb_act, (struct request){ .verb = VERB_ACT, .name = name, .entity = entity_at(e),
					     .ids = &id, .nids = id ? 1 : 0, .args = values,
					     .nargs = n });
	free(copy);
	return rc;
}

const char *column(enum entity_id e, int64_t id, const char *field)
{
	static struct arena a; /* what the last call answered */
	const struct entity *entity = entity_at(e);
	const char *text;

	arena_free(&a);
	a = (struct arena){ 0 };
	if (sql_get_text(book.store.db, entity, entity_must(entity, field), id, &a, &text,
			 &book.error) < 0)
		ck_abort_msg("%s", book.error.text);
	return text ? text : "";
}

int64_t number(const char *sql)
{
	struct stmt *s = db_prepare(book.store.db, sql, &book.error);
	int64_t n;

	if (!s || db_one(s, -1, &n, &book.error) < 0)
		ck_abort_msg("%s: %s", sql, book.error.text);
	return n;
}
