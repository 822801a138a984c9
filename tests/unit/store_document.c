/* Documents: bytes in and out, revisions, limits, names; and what is known of people, with its source. */
#include "book_fixture.h"
#include "store_suites.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/content.h"

/* RFC 7693 has BLAKE2b-512 of "abc"; that of 256 bits is as published with libsodium and b2sum -l 256. */
#define HASH_OF_ABC "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"

static const char uuid[] = "00000000-0000-4000-8000-000000000000";

static int send_part(const char *upload, const char *name, const char *whole, size_t from, size_t to)
{
	return ask(verb_attach, (struct request){ .verb = VERB_ATTACH,
						  .entity = entity_at(ENTITY_CUSTOMER),
						  .id = 1,
						  .uuid = upload,
						  .name = name,
						  .offset = (int64_t)from,
						  .limit = (int64_t)strlen(whole),
						  .data = whole + from,
						  .ndata = to - from });
}

/* Attaches a whole text to customer 1; the document's id. */
static int64_t attach(const char *name, const char *text)
{
	static int made; /* so that each has a name of its own */
	char upload[40];

	snprintf(upload, sizeof(upload), "00000000-0000-4000-8000-%012d", ++made);
	ck_assert_msg(send_part(upload, name, text, 0, strlen(text)) == 0, "%s", book.error.text);
	return book.answer->ids[0];
}

static const char *fetched(int64_t id)
{
	static struct sbuf out; /* kept so that the caller need not free it */
	bool more = true;

	sbuf_reset(&out);
	while (more) {
		ck_assert_msg(ask(verb_fetch, (struct request){ .verb = VERB_FETCH,
								.entity = entity_at(ENTITY_DOCUMENT),
								.id = id,
								.offset = (int64_t)out.len }) == 0,
			      "%s", book.error.text);
		sbuf_add(&out, book.answer->data, book.answer->ndata);
		more = book.answer->more;
	}
	return sbuf_text(&out);
}

static void setup(void)
{
	book_begin();
	put(ENTITY_CUSTOMER, 0, "name=Acme");
}

static char *path_in_book(const char *hash)
{
	return xasprintf("%s.files/%.2s/%s", book.path, hash, hash + 2);
}

START_TEST(a_file_lies_under_its_hash)
{
	char *path = path_in_book(HASH_OF_ABC);
	struct stat st;
	int64_t id = attach("a.txt", "abc");

	ck_column(ENTITY_DOCUMENT, id, "hash", HASH_OF_ABC);
	ck_column(ENTITY_DOCUMENT, id, "size", "3");
	ck_column(ENTITY_DOCUMENT, id, "revision", "1");
	ck_column(ENTITY_DOCUMENT, id, "customer", "1");
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	ck_assert_str_eq(fetched(id), "abc");
	free(path);
}
END_TEST

START_TEST(parts_come_together)
{
	int64_t id;

	ck_assert_int_eq(send_part(uuid, "x", "abcdef", 0, 2), 0);
	ck_assert_uint_eq(book.answer->nids, 0);
	ck_assert_int_eq(send_part(uuid, "x", "abcdef", 2, 3), 0);
	ck_assert_int_eq(send_part(uuid, "x", "abcdef", 2, 3), 0); /* the answer was lost */
	ck_assert_int_eq(send_part(uuid, "x", "abcdef", 3, 6), 0);
	id = book.answer->ids[0];
	ck_assert_str_eq(fetched(id), "abcdef");
	ck_assert_int_eq(send_part(uuid, "x", "abcdef", 3, 6), 0);
	ck_assert_int_eq(book.answer->ids[0], id);
	ck_assert_int_eq(number("SELECT count(*) FROM document"), 1);
	ck_assert_str_eq(fetched(attach("empty", "")), "");
}
END_TEST

START_TEST(what_does_not_fit_is_refused)
{
	static const char other[] = "11111111-0000-4000-8000-000000000000";

	ck_refused(send_part(other, "x", "abcdef", 3, 6), ERROR_FAILED, "attach it again");
	ck_refused(send_part("../../etc/x", "x", "abc", 0, 3), ERROR_USAGE, "UUID");
	ck_refused(send_part(uuid, "", "abc", 0, 3), ERROR_USAGE, "do not fit");
	ck_refused(ask(verb_attach, (struct request){ .verb = VERB_ATTACH, .uuid = uuid, .name = "x",
						      .entity = entity_at(ENTITY_TEAM), .id = 1 }),
		   ERROR_USAGE, "Documents is not for Teams");
	put(ENTITY_SETTING, 0, "name=document_limit\nvalue=1");
	ck_refused(ask(verb_attach, (struct request){ .verb = VERB_ATTACH, .uuid = uuid, .name = "x",
						      .entity = entity_at(ENTITY_CUSTOMER), .id = 1,
						      .limit = 1000001 }),
		   ERROR_USAGE, "at most 1");
	ck_refused(put(ENTITY_DOCUMENT, 0, "name=x\ncustomer=1"), ERROR_USAGE, "attach it");
	ck_refused(put(ENTITY_DOCUMENT, 0, "name=x\ncustomer=1\nhash=../../../etc/passwd"), ERROR_ABSENT,
		   "no file of this hash");
	attach("x", "abc");
	ck_refused(put(ENTITY_DOCUMENT, 1, "hash=" HASH_OF_ABC "0"), ERROR_USAGE, "does not change");
}
END_TEST

START_TEST(the_same_name_is_the_next_revision)
{
	ck_column(ENTITY_DOCUMENT, attach("offer", "one"), "revision", "1");
	ck_column(ENTITY_DOCUMENT, attach("offer", "two"), "revision", "2");
	ck_column(ENTITY_DOCUMENT, attach("Offer", "two"), "revision", "1");
	ck_assert_int_eq(ask(verb_undo, (struct request){ .verb = VERB_UNDO }), 0);
	ck_assert_int_eq(ask(verb_undo, (struct request){ .verb = VERB_UNDO }), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM document WHERE removed = 0"), 1);
	ck_assert_int_eq(ask(verb_redo, (struct request){ .verb = VERB_REDO }), 0);
	ck_assert_str_eq(fetched(2), "two");
}
END_TEST

/* Records that documents can belong to, of each kind one, and what they are called. */
static const struct {
	enum entity_id entity;
	const char *lines, *title;
} owners[] = {
	{ ENTITY_CUSTOMER, "name=Brik", "Brik" },
	{ ENTITY_CONTACT, "name=Ingrid", "Ingrid" },
	{ ENTITY_DEAL, "name=Oven\ncustomer=1", "Oven" },
	{ ENTITY_ACTIVITY, "subject=Visit\ncustomer=1", "Visit" },
	{ ENTITY_INVOICE, "number=R-1\ncustomer=1\namount=100\ndate=2026-11-01", "R-1" },
	{ ENTITY_CASE, "subject=It hums\ncustomer=1", "It hums" },
	{ ENTITY_PRODUCT, "name=Widget", "Widget" },
};

/* The first row of the record's document table, or of its timeline. */
static struct value first_of(const struct entity *e, int64_t id, const char *table, const char *name)
{
	ck_assert_int_eq(ask(verb_get, (struct request){ .verb = VERB_GET, .entity = e, .id = id, .name = "notes" }), 0);
	ck_assert_uint_eq(answer_table(book.answer, table)->nrows, 1);
	return table_get(answer_table(book.answer, table), 0, name);
}

START_TEST(each_kind_of_record_can_have_one)
{
	const struct entity *e = entity_at(owners[_i].entity);
	int64_t id = put(owners[_i].entity, 0, owners[_i].lines), document;
	struct request r = { .verb = VERB_ATTACH, .entity = e, .id = id, .uuid = uuid, .name = "photo.jpg",
			     .data = "abc", .ndata = 3, .limit = 3 };

	ck_assert_int_gt(id, 0);
	ck_assert_int_eq(ask(verb_attach, r), 0);
	document = book.answer->ids[0];
	r.uuid = "11111111-0000-4000-8000-000000000000";
	ck_assert_int_eq(ask(verb_attach, r), 0);
	ck_column(ENTITY_DOCUMENT, book.answer->ids[0], "revision", "2");
	ck_assert_int_eq(change(CHANGE_REMOVE, ENTITY_DOCUMENT, document), 0);

	ck_assert_str_eq(first_of(e, id, "documents", "name").s, "photo.jpg");
	ck_assert_int_eq(table_column(answer_table(book.answer, "documents"), "of"), -1);
	ck_assert_str_eq(first_of(e, id, "timeline", "what").s, "photo.jpg, revision 2");
	ck_assert_int_eq(first_of(e, id, "timeline", "who").i, book.store.user);
	ck_assert_str_ne(first_of(e, id, "timeline", "who").s, "");
	ck_assert_int_eq(ask(verb_list, (struct request){ .verb = VERB_LIST, .entity = e, .columns = "id",
							  .expr = "count(documents where name:photo)=1" }), 0);
	ck_assert_int_eq(book.answer->tables[0]->total, 1);
	ck_assert_int_eq(ask(verb_find, (struct request){ .verb = VERB_FIND, .words = "photo" }), 0);
	ck_assert_uint_eq(book.answer->tables[0]->nrows, 1);
	ck_assert_str_eq(table_get(book.answer->tables[0], 0, "hint").s, owners[_i].title);
}
END_TEST

/* Whatever a document can refer to lists its documents, and nothing else does. */
START_TEST(owners_are_those_of_the_field_table)
{
	const struct entity *document = entity_at(ENTITY_DOCUMENT);

	ck_assert_uint_eq(LENGTH(owners), DOCUMENT_OF_LAST - DOCUMENT_OF_FIRST + 1);
	for (int k = 0; k < ENTITY_COUNT; k++) {
		const struct entity *e = entity_at((enum entity_id)k);
		const struct child *c = entity_child(e, "documents");
		unsigned of = DOCUMENT_OF_FIRST;

		while (of <= DOCUMENT_OF_LAST && strcmp(document->fields[of].ref, e->name) != 0)
			of++;
		ck_assert_msg((of <= DOCUMENT_OF_LAST) == (c != NULL), "%s", e->name);
		if (c)
			ck_assert_str_eq(c->field, document->fields[of].name);
	}
}
END_TEST

START_TEST(it_belongs_to_one_record)
{
	attach("x", "abc");
	ck_refused(put(ENTITY_DOCUMENT, 1, "customer="), ERROR_USAGE, "belongs to one record");
	put(ENTITY_CASE, 0, "subject=It hums\ncustomer=1");
	ck_refused(put(ENTITY_DOCUMENT, 1, "case=1"), ERROR_USAGE, "belongs to one record");
	ck_assert_int_eq(put(ENTITY_DOCUMENT, 1, "customer=\ncase=1"), 1);
}
END_TEST

/* Its file was last touched two months ago, as far as the disk knows. */
static void age(const char *hash)
{
	char *path = path_in_book(hash);
	struct timespec old[2] = { { book.store.context.now - 60 * 86400, 0 },
				   { book.store.context.now - 60 * 86400, 0 } };

	ck_assert_int_eq(utimensat(AT_FDCWD, path, old, 0), 0);
	free(path);
}

START_TEST(only_what_nobody_has_is_collected)
{
	attach("kept", "abc");
	attach("lost", "lost");
	age(HASH_OF_ABC);
	age(column(ENTITY_DOCUMENT, 2, "hash"));
	ck_assert_int_eq(change(CHANGE_REMOVE, ENTITY_DOCUMENT, 2), 0);
	ck_assert_int_eq(act("document.collect", ENTITY_DOCUMENT, 0, ""), 0);
	ck_assert_str_eq(book.answer->text, "0 files removed"); /* it may be wanted back */
	book.store.clock.fixed += (int64_t)31 * 86400;
	ck_assert_int_eq(store_renew(&book.store, &book.error), 0);
	ck_assert_int_eq(act("document.collect", ENTITY_DOCUMENT, 0, ""), 0);
	ck_assert_str_eq(book.answer->text, "1 file removed");
	ck_assert_str_eq(fetched(1), "abc");
	ck_refused(ask(verb_fetch, (struct request){ .verb = VERB_FETCH, .id = 2,
						     .entity = entity_at(ENTITY_DOCUMENT) }),
		   ERROR_ABSENT, "not there any more");
}
END_TEST

static const struct {
	const char *path, *name;
} names[] = {
	{ "offer.pdf", "offer.pdf" },
	{ "/home/ana/offer.pdf", "offer.pdf" },
	{ "../../etc/passwd", "passwd" },
	{ "..", "document" },
	{ "", "document" },
	{ "folder/", "document" },
	{ ".bashrc", "bashrc" },
	{ "a\x1b[31mb\nc", "a_[31mb_c" },
	{ "a\\b", "a_b" },
	{ "\xC2\x9Bx", "_x" },
	{ "\xFFx", "_x" },
	{ "报价 单.pdf", "报价 单.pdf" },
};

START_TEST(names_are_made_harmless)
{
	struct sbuf out = SBUF_INIT;

	document_name(&out, names[_i].path);
	ck_assert_str_eq(sbuf_text(&out), names[_i].name);
	sbuf_free(&out);
	attach(*names[_i].path ? names[_i].path : " ", "abc");
}
END_TEST

static const struct {
	const char *lines, *refusal;
} wrong[] = {
	{ "section=needs\nname=a\nvalue=b", "of one customer or of one contact" },
	{ "customer=1\nsection=needs\nname=a\nvalue=b\nsource=bought", "of whom" },
	{ "customer=1\nsection=needs\nname=a\nvalue=b\nprice=10", "only what was bought" },
	{ "customer=1\nsection=needs\nname=a\nvalue=b\nsource=bought\nsupplier=2\nprice=-1", "Price cannot be" },
};

START_TEST(a_trait_tells_where_it_came_from)
{
	ck_refused(put(ENTITY_PROFILE, 0, wrong[_i].lines), ERROR_USAGE, wrong[_i].refusal);
}
END_TEST

/* Today is 2026-11-22; two years before is 2024-11-22, which is 730 days. */
START_TEST(a_trait_grows_stale)
{
	const struct table *t;
	struct sbuf shown = SBUF_INIT;

	put(ENTITY_PROFILE, 0, "customer=1\nsection=needs\nname=a\nvalue=b\nday=2024-11-22");
	put(ENTITY_PROFILE, 0, "customer=1\nsection=lifestyle\nname=c\nvalue=d\nday=2023-11-22");
	ck_assert_int_eq(ask(verb_get, (struct request){ .verb = VERB_GET,
							 .entity = entity_at(ENTITY_CUSTOMER),
							 .id = 1 }), 0);
	t = answer_table(book.answer, "traits");
	ck_assert_str_eq(table_get(t, 0, "section").s, "lifestyle");
	ck_assert_int_eq(t->rows[0].tone, TONE_ATTENTION);
	ck_assert_int_eq(t->rows[1].tone, TONE_PLAIN);
	value_show(&shown, &t->columns[table_column(t, "day")].field, table_get(t, 0, "day"),
		   &book.store.context);
	ck_assert_str_eq(sbuf_text(&shown), "3y");
	sbuf_free(&shown);
}
END_TEST

Suite *document_suite(void)
{
	Suite *s = suite_create("document");
	TCase *t = tcase_create("documents");

	tcase_add_checked_fixture(t, setup, book_end);
	tcase_add_test(t, a_file_lies_under_its_hash);
	tcase_add_test(t, parts_come_together);
	tcase_add_test(t, what_does_not_fit_is_refused);
	tcase_add_test(t, the_same_name_is_the_next_revision);
	tcase_add_loop_test(t, each_kind_of_record_can_have_one, 0, LENGTH(owners));
	tcase_add_test(t, owners_are_those_of_the_field_table);
	tcase_add_test(t, it_belongs_to_one_record);
	tcase_add_test(t, only_what_nobody_has_is_collected);
	tcase_add_loop_test(t, names_are_made_harmless, 0, LENGTH(names));
	tcase_add_loop_test(t, a_trait_tells_where_it_came_from, 0, LENGTH(wrong));
	tcase_add_test(t, a_trait_grows_stale);
	suite_add_tcase(s, t);
	return s;
}
