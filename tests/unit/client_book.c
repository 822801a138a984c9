/* The client against the real rapport-store and a book on disk. */
#include "config.h"

#include <check.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/client.h"

Suite *book_suite(void);

#define STORE "./rapport-store" /* make check runs where it was built */

static char folder[] = "/tmp/rapport-book-XXXXXX";
static struct client_options options;
static struct client *client;

static struct client *open_book(void)
{
	struct error e = {0};
	struct client *c = client_open(&options, &e);

	ck_assert_msg(c != NULL, "%s", e.text);
	return c;
}

static void setup(void)
{
	ck_assert_int_eq(access(STORE, X_OK), 0);
	setenv("RAPPORT_STORE", STORE, 1);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	options.book = xasprintf("%s/book.db", folder);
	client = open_book();
}

static void teardown(void)
{
	char *command = xasprintf("rm -r %s", folder);

	client_close(client);
	ck_assert_int_eq(system(command), 0);
	free(command);
	free((char *)options.book);
}

static struct answer *ask(struct client *c, struct request r)
{
	struct error e = {0};
	struct answer *a = client_ask(c, &r, &e);

	ck_assert_msg(a != NULL, "%s", e.text);
	return a;
}

/* Adds a customer and returns the transaction. */
static int64_t add(struct client *c, const char *name, const char *uuid)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change change = {.kind = CHANGE_SAVE, .entity = customer};
	struct answer *a;
	int64_t txn;

	change_set(&change, entity_must(customer, "name"), value_text(name));
	a = ask(c, (struct request){
		       .verb = VERB_SAVE, .uuid = uuid, .changes = &change, .nchanges = 1});
	txn = a->txn;
	ck_assert_uint_eq(a->nids, 1);
	answer_free(a);
	change_free(&change);
	return txn;
}

static size_t customers(struct client *c)
{
	struct answer *a =
	    ask(c, (struct request){.verb = VERB_LIST, .entity = entity_at(ENTITY_CUSTOMER)});
	size_t n = a->tables[0]->nrows;

	answer_free(a);
	return n;
}

START_TEST(what_was_saved_is_there_after_a_restart)
{
	add(client, "M\xC3\xBCller & S\xC3\xB6hne", NULL);
	client_close(client);
	options.must_exist = true;
	client = open_book();
	ck_assert_uint_eq(customers(client), 1);
}
END_TEST

/* A line drops: what was on its way to be written is, also behind other requests. */
START_TEST(who_leaves_right_after_asking_is_served)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change change = {.kind = CHANGE_SAVE, .entity = customer};
	struct error e = {0};

	change_set(&change, entity_must(customer, "name"), value_text("Halfway Ltd"));
	for (int i = 0; i < 5; i++)
		ck_assert(client_send(client, &(struct request){.verb = VERB_LIST, .entity = customer}, &e));
	ck_assert(client_send(client, &(struct request){.verb = VERB_SAVE, .changes = &change,
							.nchanges = 1}, &e));
	while (client_wants_write(client))
		ck_assert_int_eq(client_pump(client, &e), 0);
	client_close(client);
	client = open_book();
	ck_assert_uint_eq(customers(client), 1);
	change_free(&change);
}
END_TEST

START_TEST(the_same_uuid_is_done_once)
{
	static const char uuid[] = "0b9cfa2e-52a5-4c3e-9d0a-0e3b2a6b7f11";
	int64_t first = add(client, "Nordwind", uuid), again = add(client, "Nordwind", uuid);

	ck_assert_int_eq(first, again);
	ck_assert_uint_eq(customers(client), 1);
}
END_TEST

/* Somebody with the same book open is told. */
START_TEST(others_are_told)
{
	struct client *other = open_book();
	struct answer *event = NULL;

	answer_free(ask(other, (struct request){.verb = VERB_WATCH}));
	add(client, "Nordwind", NULL);
	while (!(event = client_next(other))) {
		struct pollfd p = {.fd = client_fd(other), .events = POLLIN};
		poll(&p, 1, -1);
		ck_assert_int_eq(client_pump(other, NULL), 0);
	}
	ck_assert_uint_eq(event->seq, 0);
	ck_assert_uint_eq(event->changed, UINT64_C(1) << ENTITY_CUSTOMER);
	answer_free(event);
	client_close(other);
}
END_TEST

/* A book whose file may not be written is opened all the same, and hello says so. */
START_TEST(a_book_to_look_at)
{
	struct change change = {.kind = CHANGE_SAVE, .entity = entity_at(ENTITY_CUSTOMER)};
	struct request save = {.verb = VERB_SAVE, .changes = &change, .nchanges = 1};
	struct error e = {0};

	ck_assert(!client_read_only(client));
	add(client, "Nordwind", NULL);
	client_close(client);
	ck_assert_int_eq(chmod(options.book, 0400), 0);
	client = open_book();
	ck_assert(client_read_only(client));
	ck_assert_uint_eq(customers(client), 1);
	change_set(&change, entity_must(change.entity, "name"), value_text("Acme"));
	ck_assert_ptr_null(client_ask(client, &save, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "can only be read"));
	change_free(&change);
}
END_TEST

Suite *book_suite(void)
{
	Suite *s = suite_create("book");
	TCase *t = tcase_create("real store");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_was_saved_is_there_after_a_restart);
	tcase_add_test(t, who_leaves_right_after_asking_is_served);
	tcase_add_test(t, the_same_uuid_is_done_once);
	tcase_add_test(t, others_are_told);
	tcase_add_test(t, a_book_to_look_at);
	suite_add_tcase(s, t);
	return s;
}
