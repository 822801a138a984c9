#include "store_book.h"

#include <check.h>
#include <glob.h>
#include <unistd.h>

static const struct clock clock_at = { .fixed = 1795341600 }; /* 2026-11-22 10:00 UTC */

void book_open(struct book *b)
{
	struct error e = { 0 };
	char path[80];

	memset(b, 0, sizeof(*b));
	snprintf(b->dir, sizeof(b->dir), "/tmp/rapport-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(b->dir));
	snprintf(path, sizeof(path), "%s/book.db", b->dir);
	ck_assert_msg(store_open(&b->store, path, "ana", &clock_at, &e) == 0, "%s", e.text);
}

void book_close(struct book *b)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock", ".lock" };
	glob_t caches = { 0 };
	char path[96];

	store_close(&b->store);
	for (size_t i = 0; i < LENGTH(ends); i++) {
		snprintf(path, sizeof(path), "%s/book.db%s", b->dir, ends[i]);
		unlink(path);
	}
	snprintf(path, sizeof(path), "%s/book.db.cache-*", b->dir);
	if (glob(path, 0, NULL, &caches) == 0)
		for (size_t i = 0; i < caches.gl_pathc; i++)
			unlink(caches.gl_pathv[i]);
	globfree(&caches);
	rmdir(b->dir);
}

static int64_t apply(struct book *b, struct change *c)
{
	struct journal_txn txn = { .kind = "do", .label = "test", .empty = true };
	int64_t id = c->id, version;
	struct error e = { 0 };

	ck_assert_msg(db_begin(b->store.db, &e) == 0, "%s", e.text);
	ck_assert_msg(change_apply(&b->store, &txn, c, NULL, 0, &id, &version, &e) >= 0, "%s", e.text);
	ck_assert_msg(db_commit(b->store.db, &e) == 0, "%s", e.text);
	change_free(c);
	return id;
}

static void set(struct book *b, struct change *c, struct arena *a, const char *field, const char *text)
{
	const struct field *f = entity_must(c->entity, field);
	struct value v = VALUE_NONE;
	struct error e = { 0 };

	if (text)
		ck_assert_msg(value_parse(f, text, &b->store.context, a, &v, &e) == 0, "%s", e.text);
	change_set(c, f, v);
}

int64_t book_add(struct book *b, const char *entity, ...)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = entity_find(entity) };
	struct arena a = { 0 };
	const char *field;
	int64_t id;
	va_list ap;

	va_start(ap, entity);
	while ((field = va_arg(ap, const char *)))
		set(b, &c, &a, field, va_arg(ap, const char *));
	va_end(ap);
	id = apply(b, &c);
	arena_free(&a);
	return id;
}

void book_set(struct book *b, const char *entity, int64_t id, const char *field, const char *value)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = entity_find(entity), .id = id };
	struct arena a = { 0 };

	set(b, &c, &a, field, value);
	apply(b, &c);
	arena_free(&a);
}

void book_change(struct book *b, const char *entity, int64_t id, enum change_kind kind)
{
	struct change c = { .kind = kind, .entity = entity_find(entity), .id = id };

	apply(b, &c);
}

struct answer *book_ask(struct book *b, store_verb *verb, const struct request *r)
{
	struct answer *a = answer_new(1);
	struct error e = { 0 };

	ck_assert_msg(verb(&b->store, r, a, &e) == 0, "%s", e.text);
	return a;
}

const struct error *book_refuse(struct book *b, store_verb *verb, const struct request *r,
				enum error_kind kind)
{
	struct answer *a = answer_new(1);
	static struct error e; /* shown to the test that asked */

	error_clear(&e);
	ck_assert_int_eq(verb(&b->store, r, a, &e), -1);
	ck_assert_int_eq(e.kind, kind);
	answer_free(a);
	return &e;
}

const char *table_words(const struct table *t)
{
	static struct sbuf words; /* kept so that the caller need not free it */

	sbuf_reset(&words);
	for (size_t i = 0; i < t->nrows; i++)
		sbuf_printf(&words, "%s;", t->rows[i].cells[0].s ? t->rows[i].cells[0].s : "-");
	return sbuf_text(&words);
}
