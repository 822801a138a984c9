/* What hostile words and paths may not do (security: attacks 19, 20). */
#include <sys/stat.h>
#include <unistd.h>

#include "book_fixture.h"
#include "store_suites.h"

/* Words that mean something to SQL, LIKE, FTS5, printf or a shell. */
static const char *const words[] = {
	"'", "''; DROP TABLE customer; --", "\" OR 1=1", "x' UNION SELECT login FROM user --", "%", "_%",
	"a* OR b*", "NEAR(a b)", "col : x", "^a", "(", "\"", "{", "-", "+", "a AND", "NOT", "?1", ":x", "$x",
	"@x", "\\", "%s%n", "$(reboot)", "`id`", "; reboot", "/* x", "*/", "--", "../../etc/passwd", "NULL",
};

static size_t found(const char *what)
{
	struct answer *a = store_do(&book.store, &(struct request){ .verb = VERB_FIND, .words = what });
	size_t n = a->ntables ? a->tables[0]->nrows : 0;

	ck_assert_msg(a->error.kind == ERROR_NONE, "%s: %s", what, a->error.text);
	answer_free(a);
	return n;
}

/* The customers of that name, asked with the name as a quoted word of an expression. */
static size_t listed(const char *name)
{
	struct sbuf expr = SBUF_INIT;
	struct answer *a;
	size_t n;

	sbuf_puts(&expr, "name:\"");
	for (const char *p = name; *p; p++)
		sbuf_printf(&expr, *p == '"' || *p == '\\' ? "\\%c" : "%c", *p);
	sbuf_puts(&expr, "\"");
	a = store_do(&book.store, &(struct request){ .verb = VERB_LIST, .expr = sbuf_text(&expr),
						     .entity = entity_at(ENTITY_CUSTOMER) });
	ck_assert_msg(a->error.kind == ERROR_NONE, "%s: %s", sbuf_text(&expr), a->error.text);
	n = a->tables[0]->nrows;
	answer_free(a);
	sbuf_free(&expr);
	return n;
}

/* In every field that holds words, in a search and in a filter they are words and nothing else. */
START_TEST(hostile_words_are_words)
{
	const char *word = words[_i];
	char *name = xasprintf("Acme %s Ltd", word), *lines = xasprintf("name=%s\nshort=%s", name, word);
	int64_t other = put(ENTITY_CUSTOMER, 0, "name=Other"), id = put(ENTITY_CUSTOMER, 0, lines);

	ck_assert_msg(id > 0, "%s", book.error.text);
	ck_column(ENTITY_CUSTOMER, id, "name", name);
	ck_column(ENTITY_CUSTOMER, id, "short", word);
	ck_column(ENTITY_CUSTOMER, other, "name", "Other");
	ck_assert_uint_eq(found(name), 1);
	found(word);
	ck_assert_uint_eq(listed(name), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), 2);
	free(name);
	free(lines);
}
END_TEST

/* A program of its own making says what it likes: names that are none are refused, and no table falls. */
START_TEST(hostile_names_are_refused)
{
	static const struct request asked[] = {
		{ .verb = VERB_LIST, .sort = "name; DROP TABLE customer" },
		{ .verb = VERB_LIST, .sort = "name DESC, (SELECT 1)" },
		{ .verb = VERB_LIST, .columns = "name, (SELECT login FROM user)" },
		{ .verb = VERB_LIST, .columns = "rowid" },
		{ .verb = VERB_LIST, .expr = "rowid:1" },
		{ .verb = VERB_REPORT, .name = "today; DROP TABLE customer" },
		{ .verb = VERB_ACT, .name = "sqlite_master" },
	};
	struct request r = asked[_i];
	struct answer *a;

	put(ENTITY_CUSTOMER, 0, "name=Acme");
	r.entity = entity_at(ENTITY_CUSTOMER);
	a = store_do(&book.store, &r);
	ck_assert_int_ne(a->error.kind, ERROR_NONE);
	ck_assert_uint_eq(a->ntables, 0);
	answer_free(a);
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), 1);
}
END_TEST

static void make_link(const char *at)
{
	char *to = xasprintf("%s.other", at);

	ck_assert_int_eq(rename(at, to), 0);
	ck_assert_int_eq(symlink(to, at), 0);
	free(to);
}

static void make_fifo(const char *at)
{
	ck_assert_int_eq(unlink(at), 0);
	ck_assert_int_eq(mkfifo(at, 0600), 0);
}

static void make_words(const char *at)
{
	FILE *f = fopen(at, "w");

	for (int i = 0; i < 200; i++)
		fputs("Dear diary, ", f);
	ck_assert_int_eq(fclose(f), 0);
}

static const struct {
	void (*make)(const char *at);
	const char *word;
} places[] = {
	{ make_link, "not a plain file" },
	{ make_fifo, "not a plain file" },
	{ make_words, "not a book of Rapport" },
};

/* Not followed, not waited for, not taken for a book, and left as it was. */
START_TEST(what_is_no_book_is_not_opened)
{
	struct stat before, after;
	char *mark = xasprintf("%s.damaged", book.path);

	store_close(&book.store);
	places[_i].make(book.path);
	ck_assert_int_eq(lstat(book.path, &before), 0);
	ck_assert_int_eq(book_reopen("ana"), -1);
	ck_assert_msg(strstr(book.error.text, places[_i].word), "%s", book.error.text);
	ck_assert_int_eq(lstat(book.path, &after), 0);
	ck_assert_int_eq(before.st_size, after.st_size);
	ck_assert_int_eq(before.st_mode, after.st_mode);
	ck_assert_int_lt(access(mark, F_OK), 0);
	free(mark);
}
END_TEST

Suite *attack_suite(void)
{
	Suite *s = suite_create("attack");
	TCase *t = tcase_create("attack");

	tcase_add_checked_fixture(t, book_begin, book_end);
	tcase_add_loop_test(t, hostile_words_are_words, 0, LENGTH(words));
	tcase_add_loop_test(t, hostile_names_are_refused, 0, 7);
	tcase_add_loop_test(t, what_is_no_book_is_not_opened, 0, LENGTH(places));
	suite_add_tcase(s, t);
	return s;
}
