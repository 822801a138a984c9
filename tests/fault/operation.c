#include "operation.h"

#include <unistd.h>

#define UUID  "0b7e6f1c-5a52-4c8e-9d0e-000000000001"
#define BATCH "0b7e6f1c-5a52-4c8e-9d0e-000000000002"
#define COPIES_MAX 40

struct asked {
	struct request request;
	struct change changes[COPIES_MAX];
	struct named_value args[8];
	struct arena arena;
};

static void add_field(struct asked *q, struct change *c, const char *name, const char *text)
{
	const struct field *f = entity_must(c->entity, name);
	struct value v;

	if (f->type == FIELD_REF)
		v = value_ref(strtoll(text, NULL, 10), NULL);
	else if (value_parse(f, text, &book.store.context, &q->arena, &v, &book.error) < 0)
		ck_abort_msg("%s", book.error.text);
	change_set(c, f, v);
}

/* "name=Cedar" of the third copy is "Cedar 3". */
static void add_lines(struct asked *q, const struct operation *o, struct change *c, int copy)
{
	char *at = arena_strdup(&q->arena, o->lines ? o->lines : "");

	for (char *line; (line = strsep(&at, "\n")) && *line;) {
		const char *name = strsep(&line, "=");

		if (!strcmp(name, "name") && o->copies)
			line = arena_printf(&q->arena, "%s %d", line, copy);
		add_field(q, c, name, line);
	}
	if (o->bytes) {
		char *note = arena_alloc(&q->arena, (size_t)o->bytes + 1);

		memset(note, 'n', (size_t)o->bytes);
		change_set(c, entity_must(c->entity, "note"), value_text(note));
	}
}

static void add_changes(struct asked *q, const struct operation *o)
{
	q->request.changes = q->changes;
	q->request.nchanges = o->copies ? (size_t)o->copies : 1;
	q->request.batch = o->copies ? BATCH : NULL;
	for (size_t i = 0; i < q->request.nchanges; i++) {
		q->changes[i] = (struct change){ .kind = o->kind, .entity = entity_at(o->entity), .id = o->id };
		add_lines(q, o, &q->changes[i], (int)i);
	}
}

static void add_args(struct asked *q, const struct operation *o)
{
	char *at = arena_strdup(&q->arena, o->lines ? o->lines : "");
	struct request *r = &q->request;

	for (char *line; (line = strsep(&at, "\n")) && *line; r->nargs++) {
		q->args[r->nargs].name = strsep(&line, "=");
		q->args[r->nargs].value = line;
	}
	r->args = q->args;
	r->ids = &o->id;
	r->nids = o->id ? 1 : 0;
}

static void make_request(struct asked *q, const struct operation *o)
{
	*q = (struct asked){ .request = { .verb = o->verb, .name = o->name_of, .id = o->id,
					  .entity = entity_at(o->entity) } };
	if (o->writes)
		q->request.uuid = UUID;
	if (o->verb == VERB_SAVE)
		add_changes(q, o);
	else if (o->verb == VERB_ACT)
		add_args(q, o);
	else
		q->request.words = o->lines;
	if (o->verb == VERB_SAVE)
		q->request.id = 0;
}

static void free_request(struct asked *q)
{
	for (size_t i = 0; i < q->request.nchanges; i++)
		change_free(&q->changes[i]);
	arena_free(&q->arena);
}

static int request(const struct operation *o, struct sbuf *told, struct error *e)
{
	struct asked q;
	struct answer *a;
	int rc = 0;

	make_request(&q, o);
	a = store_do(&book.store, &q.request);
	free_request(&q);
	if (a->error.kind != ERROR_NONE) {
		*e = a->error;
		rc = -1;
	} else if (answer_encode(told, a, e) < 0) {
		BUG("%s", e->text); /* Check itself would want memory here */
	}
	answer_free(a);
	return rc;
}

/* The last one leaves: what is in the WAL is copied and it is emptied. */
static int request_and_leave(const struct operation *o, struct sbuf *told, struct error *e)
{
	int rc = book.store.db ? 0 : store_open(&book.store, book.path, "ana", &book.clock, e);

	if (rc == 0)
		rc = request(o, told, e);
	if (book.store.db)
		store_close(&book.store);
	return rc;
}

/* What was long enough is copied from the WAL as soon as nobody asks for anything. */
static int request_and_idle(const struct operation *o, struct sbuf *told, struct error *e)
{
	int rc = request(o, told, e);

	db_idle(book.store.db);
	return rc;
}

static int open_as(const struct operation *o, struct sbuf *told, struct error *e)
{
	(void)told;
	if (book.store.db)
		store_close(&book.store);
	return store_open(&book.store, book.path, o->lines, &book.clock, e);
}

static int open_anew(const struct operation *o, struct sbuf *told, struct error *e)
{
	(void)told;
	if (!book.store.db)
		return store_open(&book.store, book.path, o->lines, &book.clock, e);
	return 0;
}

#define ASK request, false
const struct operation operations[] = {
	{ "add", ASK, true, VERB_SAVE, NULL, ENTITY_CUSTOMER, CHANGE_SAVE, 0,
	  "name=Cedar\nstatus=prospect\nannual_revenue=900\nindustry=Oslo", 0, 0 },
	{ "edit", ASK, true, VERB_SAVE, NULL, ENTITY_CUSTOMER, CHANGE_SAVE, 1,
	  "name=Acme Cedar\nindustry=Bergen\nnote=Moved", 0, 0 },
	{ "remove", ASK, true, VERB_SAVE, NULL, ENTITY_CUSTOMER, CHANGE_REMOVE, 2, NULL, 0, 0 },
	{ "restore", ASK, true, VERB_SAVE, NULL, ENTITY_CUSTOMER, CHANGE_RESTORE, 3, NULL, 0, 0 },
	{ "add a deal", ASK, true, VERB_SAVE, NULL, ENTITY_DEAL, CHANGE_SAVE, 0,
	  "name=Crane\ncustomer=2\namount=700\nstage=1", 0, 0 },
	{ "win", ASK, true, VERB_ACT, "deal.move", ENTITY_DEAL, 0, 1, "stage=won", 0, 0 },
	{ "done", ASK, true, VERB_ACT, "activity.done", ENTITY_ACTIVITY, 0, 1,
	  "outcome=reached\nnext=2026-12-01", 0, 0 },
	{ "undo", ASK, true, VERB_UNDO, NULL, ENTITY_CUSTOMER, 0, 0, NULL, 0, 0 },
	{ "redo", ASK, true, VERB_REDO, NULL, ENTITY_CUSTOMER, 0, 0, NULL, 0, 0 },
	{ "import", ASK, true, VERB_SAVE, NULL, ENTITY_CUSTOMER, CHANGE_SAVE, 0,
	  "name=Cedar\nindustry=Oslo", 20, 0 },
	{ "idle", request_and_idle, false, true, VERB_SAVE, NULL, ENTITY_CUSTOMER, CHANGE_SAVE, 0,
	  "name=Cedar", 8, 64 << 10 },
	{ "draft", ASK, true, VERB_DRAFT, "Cedar", ENTITY_CUSTOMER, 0, 0, "name=Ced", 0, 0 },
	{ "leave", request_and_leave, true, true, VERB_SAVE, NULL, ENTITY_CUSTOMER, CHANGE_SAVE, 0,
	  "name=Cedar", 0, 0 },
	{ "find", ASK, false, VERB_FIND, NULL, ENTITY_CUSTOMER, 0, 0, "acme", 0, 0 },
	{ "list", ASK, false, VERB_LIST, NULL, ENTITY_DEAL, 0, 0, NULL, 0, 0 },
	{ "get", ASK, false, VERB_GET, NULL, ENTITY_CUSTOMER, 0, 1, NULL, 0, 0 },
	{ "history", ASK, false, VERB_HISTORY, NULL, ENTITY_CUSTOMER, 0, 2, NULL, 0, 0 },
	{ "report", ASK, false, VERB_REPORT, "pipeline", ENTITY_DEAL, 0, 0, NULL, 0, 0 },
	{ "describe", ASK, false, VERB_DESCRIBE, NULL, ENTITY_CUSTOMER, 0, 0, NULL, 0, 0 },
	{ "open", open_as, true, false, VERB_HELLO, NULL, 0, 0, 0, "ana", 0, 0 },
	{ "join", open_as, true, true, VERB_HELLO, NULL, 0, 0, 0, "ben", 0, 0 },
	{ "new book", open_anew, true, true, VERB_HELLO, NULL, 0, 0, 0, "ana", 0, 0 },
};
const size_t operations_count = LENGTH(operations);

void operation_begin(const struct operation *o)
{
	if (book.store.db)
		store_close(&book.store);
	state_restore();
	if (o->run == open_anew)
		ck_assert_int_eq(unlink(book.path), 0);
	if (!o->opens)
		ck_assert_msg(book_reopen("ana") == 0, "%s", book.error.text);
}

void operation_sentence(const struct error *e, const char *when)
{
	static const char *const never[] = { "SQL", "malformed", "unable to", "(null)", "disk I/O", "\n", "  " };
	size_t len = strlen(e->text);

	ck_assert_msg(len > 20 && len < 300 && e->text[len - 1] == '.', "%s: \"%s\"", when, e->text);
	for (size_t i = 0; i < LENGTH(never); i++)
		ck_assert_msg(!strstr(e->text, never[i]), "%s: \"%s\"", when, e->text);
}
