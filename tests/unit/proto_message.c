/* Everything that can be asked and answered comes over the wire as it was. */
#include <check.h>

#include "proto/wire.h"

Suite *message_suite(void);

/* A small generator of our own, so that a failure can be repeated anywhere. */
static uint64_t seed;

static uint64_t any(uint64_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u; /* Knuth, MMIX */
	return (seed >> 33) % below;
}

static void assert_value(struct value a, struct value b)
{
	ck_assert_int_eq(a.kind, b.kind);
	ck_assert_int_eq(a.i, b.i);
	ck_assert_pstr_eq(a.s, b.s);
}

static int decode(const struct sbuf *frame, struct request *r, struct arena *a, struct error *e)
{
	ck_assert_int_eq(frame_length(frame->data, frame->len), (int64_t)frame->len);
	return request_decode(frame->data + FRAME_PREFIX, frame->len - FRAME_PREFIX, r, a, e);
}

static void assert_change(const struct change *a, const struct change *b)
{
	ck_assert_int_eq(a->kind, b->kind);
	ck_assert_ptr_eq(a->entity, b->entity);
	ck_assert_int_eq(a->id, b->id);
	ck_assert_int_eq(a->base, b->base);
	ck_assert_uint_eq(a->nfields, b->nfields);
	for (size_t i = 0; i < a->nfields; i++) {
		ck_assert_ptr_eq(a->fields[i].field, b->fields[i].field);
		assert_value(a->fields[i].value, b->fields[i].value);
	}
}

static void assert_request(const struct request *a, const struct request *b)
{
	ck_assert_int_eq(a->verb, b->verb);
	ck_assert_int_eq(a->version, b->version);
	ck_assert_uint_eq(a->seq, b->seq);
	ck_assert_uint_eq(a->slot, b->slot);
	ck_assert_pstr_eq(a->uuid, b->uuid);
	ck_assert_pstr_eq(a->batch, b->batch);
	ck_assert_int_eq(a->batch_end, b->batch_end);
	ck_assert_int_eq(a->begins, b->begins);
	ck_assert_int_eq(a->dry, b->dry);
	ck_assert_pstr_eq(a->label, b->label);
	ck_assert_ptr_eq(a->entity, b->entity);
	ck_assert_int_eq(a->id, b->id);
	ck_assert_pstr_eq(a->expr, b->expr);
	ck_assert_pstr_eq(a->sort, b->sort);
	ck_assert_pstr_eq(a->columns, b->columns);
	ck_assert_int_eq(a->offset, b->offset);
	ck_assert_int_eq(a->limit, b->limit);
	ck_assert_int_eq(a->locate, b->locate);
	ck_assert_int_eq(a->removed, b->removed);
	ck_assert_pstr_eq(a->name, b->name);
	ck_assert_pstr_eq(a->words, b->words);
	ck_assert_int_eq(a->base, b->base);
	ck_assert_int_eq(a->since, b->since);
	ck_assert_uint_eq(a->nids, b->nids);
	for (size_t i = 0; i < a->nids; i++)
		ck_assert_int_eq(a->ids[i], b->ids[i]);
	ck_assert_uint_eq(a->nargs, b->nargs);
	for (size_t i = 0; i < a->nargs; i++) {
		ck_assert_pstr_eq(a->args[i].name, b->args[i].name);
		ck_assert_pstr_eq(a->args[i].value, b->args[i].value);
	}
	ck_assert_uint_eq(a->nchanges, b->nchanges);
	for (size_t i = 0; i < a->nchanges; i++)
		assert_change(&a->changes[i], &b->changes[i]);
}

static void assert_crosses(const struct request *r)
{
	struct sbuf out = SBUF_INIT;
	struct arena arena = {0};
	struct request back;
	struct error e = {0};

	ck_assert_int_eq(request_encode(&out, r, &e), 0);
	ck_assert_msg(decode(&out, &back, &arena, &e) == 0, "%s", e.text);
	assert_request(r, &back);
	arena_free(&arena);
	sbuf_free(&out);
}

START_TEST(a_bare_request)
{
	assert_crosses(&(struct request){.verb = (enum verb)_i});
}
END_TEST

static const int64_t some_ids[] = {1, -2, INT64_MAX, INT64_MIN, 0};
static const struct named_value some_args[] = {{"stage", "Won"}, {"", NULL}, {"stage", ""}};

/* One row for each member, each with a value no other has. */
static const struct request single[] = {
    {.version = PROTO_VERSION},
    {.seq = UINT32_MAX},
    {.slot = 7},
    {.uuid = "0b9cfa2e-52a5-4c3e-9d0a-0e3b2a6b7f11"},
    {.batch = "1b9cfa2e-52a5-4c3e-9d0a-0e3b2a6b7f12"},
    {.batch_end = true},
    {.begins = true},
    {.dry = true},
    {.label = "import sales.csv"},
    {.id = INT64_MIN},
    {.expr = "stage:open amount>10k"},
    {.sort = "-close,name"},
    {.columns = "name,customer.city"},
    {.offset = 1000000},
    {.limit = 50},
    {.locate = 4711},
    {.removed = true},
    {.name = "deal.move"},
    {.words = "\xE6\x98\x8E\xE5\xA4\xA9 M\xC3\xBCller"},
    {.base = 3},
    {.since = -86400},
    {.ids = some_ids, .nids = LENGTH(some_ids)},
    {.args = some_args, .nargs = LENGTH(some_args)},
};

START_TEST(a_request_of_one_member)
{
	assert_crosses(&single[_i]);
}
END_TEST

START_TEST(a_request_of_each_entity)
{
	assert_crosses(&(struct request){.verb = VERB_LIST, .entity = entity_at(_i)});
}
END_TEST

static struct value any_text(void)
{
	static const char *const words[] = {"",
					    "a",
					    "M\xC3\xBCller & S\xC3\xB6hne",
					    "\xE5\xBC\xA0\xE4\xBC\x9F",
					    "line\nline",
					    "\xF0\x9F\x91\x8D",
					    "\x1b[31m"};

	return (struct value){VALUE_TEXT, 0, words[any(LENGTH(words))]};
}

static struct value any_value(enum field_type type)
{
	int64_t whole = (int64_t)(any(1u << 31) << any(32)) * (any(2) ? 1 : -1);

	if (!any(5))
		return VALUE_NONE;
	switch (type) {
	case FIELD_MONEY:
		return value_money(whole, any(2) ? "EUR" : "JPY");
	case FIELD_REF:
		return value_ref(whole, any(2) ? any_text().s : NULL);
	case FIELD_BOOL:
		return value_int((int64_t)any(2));
	case FIELD_DATE:
		return value_int((int64_t)any(3652059) - 719162); /* days of the years 1 to 9999 */
	case FIELD_STAMP:
		return value_int((int64_t)any(1u << 31) - 1000000000);
	case FIELD_INT:
	case FIELD_DECIMAL:
	case FIELD_PERCENT:
	case FIELD_DURATION:
		return value_int(whole);
	default:
		return any_text();
	}
}

/* A change of every field of every entity. */
START_TEST(changes)
{
	const struct entity *e = entity_at(_i);
	struct change c[2] = {{.kind = CHANGE_SAVE, .entity = e, .base = 12},
			      {.kind = CHANGE_RESTORE, .entity = e, .id = 9}};

	seed = (uint64_t)_i;
	for (unsigned i = 0; i < e->nfields; i++)
		change_set(&c[0], &e->fields[i], any_value(e->fields[i].type));
	assert_crosses(&(struct request){.verb = VERB_SAVE, .changes = c, .nchanges = 2});
	change_free(&c[0]);
}
END_TEST

/* A value of the wrong kind or out of its field's range never reaches the store. */
static const struct {
	const char *field;
	struct value value;
} misfits[] = {
    {"name", {VALUE_INT, 5, NULL}},
    {"close", {VALUE_TEXT, 0, "tomorrow"}},
    {"close", {VALUE_INT, 2932897, NULL}}, /* 10000-01-01 */
    {"close", {VALUE_INT, -719163, NULL}}, /* the day before 0001-01-01 */
    {"created", {VALUE_INT, INT64_MAX, NULL}},
    {"removed", {VALUE_INT, 2, NULL}},
};

START_TEST(a_misfit)
{
	const struct entity *deal = entity_at(ENTITY_DEAL);
	struct change_field set = {entity_must(deal, misfits[_i].field), misfits[_i].value};
	struct change c = {.entity = deal, .fields = &set, .nfields = 1};
	struct request r = {.verb = VERB_SAVE, .changes = &c, .nchanges = 1}, back;
	struct sbuf out = SBUF_INIT;
	struct arena arena = {0};
	struct error e = {0};

	ck_assert_int_eq(request_encode(&out, &r, &e), 0);
	ck_assert_int_eq(decode(&out, &back, &arena, &e), -1);
	ck_assert_int_eq(e.kind, ERROR_USAGE);
	arena_free(&arena);
	sbuf_free(&out);
}
END_TEST

/* CBOR of two lists, the shapes and the changes, of which something is wrong. The first is sound. */
static const struct {
	const char *bytes;
	size_t len;
} lists[] = {
#define LIST(bytes) {bytes, sizeof(bytes) - 1}
    LIST("\x82\x81\x83\x00\x64" "deal\x64" "name\x81\x84\x00\x00\x00\x61x"),
    LIST("\x82\x81\x83\x00\x64" "deal\x64" "name\x81\x84\x01\x00\x00\x61x"),    /* no such shape */
    LIST("\x82\x81\x83\x00\x64" "deal\x64" "name\x81\x84\x20\x00\x00\x61x"),    /* shape -1 */
    LIST("\x82\x81\x83\x00\x64" "deal\x64" "name\x81\x83\x00\x00\x00"),          /* a value less */
    LIST("\x82\x81\x83\x00\x64" "deal\x64" "name\x81\x85\x00\x00\x00\x61x\x61x"), /* one more */
    LIST("\x82\x81\x83\x00\x64" "deal\x64" "kind\x81\x84\x00\x00\x00\x61x"),    /* a customer's field */
    LIST("\x82\x81\x83\x00\x64" "dael\x64" "name\x81\x84\x00\x00\x00\x61x"),    /* no entity */
    LIST("\x82\x81\x83\x00\xf6\x64" "name\x81\x84\x00\x00\x00\x61x"),           /* null for one */
    LIST("\x82\x81\x83\x03\x64" "deal\x64" "name\x81\x84\x00\x00\x00\x61x"),    /* no kind of change */
    LIST("\x82\x81\x81\x00\x81\x83\x00\x00\x00"),                               /* half a shape */
    LIST("\x83\x81\x83\x00\x64" "deal\x64" "name\x81\x84\x00\x00\x00\x61x\x80"), /* three lists */
    LIST("\x82\x81\x83\x00\x64" "deal\x64" "name\x9a\xff\xff\xff\xff\x84\x00\x00\x00\x61x"),
};

START_TEST(the_lists_of_changes)
{
	struct arena arena = {0};
	struct reader r = {.at = (const unsigned char *)lists[_i].bytes, .left = lists[_i].len,
			   .arena = &arena};
	size_t n;
	struct change *c = read_changes(&r, &n);

	ck_assert_int_eq(r.bad, _i > 0);
	if (_i == 0) {
		ck_assert_uint_eq(n, 1);
		ck_assert_str_eq(c->entity->name, "deal");
		ck_assert_str_eq(c->fields[0].value.s, "x");
	}
	ck_assert_uint_lt(arena.total, 1 << 16); /* a count costs nothing */
	arena_free(&arena);
}
END_TEST

START_TEST(a_request_too_long_or_not_utf8)
{
	char *words = xmalloc(FRAME_MAX + 1);
	struct request r = {.verb = VERB_FIND, .words = words};
	struct sbuf out = SBUF_INIT;
	struct error e = {0};

	memset(words, 'x', FRAME_MAX);
	words[FRAME_MAX] = '\0';
	sbuf_puts(&out, "before");
	ck_assert_int_eq(request_encode(&out, &r, &e), -1);
	ck_assert_int_eq(e.kind, ERROR_USAGE);
	ck_assert_str_eq(sbuf_text(&out), "before");
	r.words = "caf\xE9";
	ck_assert_int_eq(request_encode(&out, &r, &e), -1);
	ck_assert_str_eq(sbuf_text(&out), "before");
	sbuf_free(&out);
	free(words);
}
END_TEST

static void assert_column(const struct column *a, const struct column *b)
{
	ck_assert_str_eq(a->name, b->name);
	ck_assert_str_eq(a->label, b->label);
	ck_assert_ptr_eq(a->origin, b->origin);
	ck_assert_int_eq(a->field.type, b->field.type);
	ck_assert_uint_eq(a->field.flags, b->field.flags);
	ck_assert_int_eq(a->field.width, b->field.width);
	ck_assert_int_eq(a->field.shrink, b->field.shrink);
	ck_assert_ptr_eq(a->field.choices, b->field.choices);
	ck_assert_ptr_eq(a->field.check, b->field.check);
	ck_assert_pstr_eq(a->field.ref, b->field.ref);
	ck_assert_pstr_eq(a->field.help, b->field.help);
}

static void assert_row(const struct row *a, const struct row *b, size_t ncolumns)
{
	ck_assert_ptr_eq(a->entity, b->entity);
	ck_assert_int_eq(a->id, b->id);
	ck_assert_int_eq(a->version, b->version);
	ck_assert_pstr_eq(a->drill, b->drill);
	ck_assert_ptr_eq(a->drill_entity, b->drill_entity);
	ck_assert_int_eq(a->tone, b->tone);
	for (size_t i = 0; i < ncolumns; i++)
		assert_value(a->cells[i], b->cells[i]);
}

static void assert_table(const struct table *a, const struct table *b, size_t nrows)
{
	ck_assert_str_eq(a->name, b->name);
	ck_assert_pstr_eq(a->title, b->title);
	ck_assert_pstr_eq(a->note, b->note);
	ck_assert_ptr_eq(a->entity, b->entity);
	ck_assert_int_eq(a->offset, b->offset);
	ck_assert_int_eq(a->total, b->total);
	ck_assert_int_eq(a->chart, b->chart);
	ck_assert_int_eq(a->chart_label, b->chart_label);
	ck_assert_int_eq(a->chart_value, b->chart_value);
	ck_assert_uint_eq(a->ncolumns, b->ncolumns);
	for (size_t i = 0; i < a->ncolumns; i++)
		assert_column(&a->columns[i], &b->columns[i]);
	ck_assert_uint_eq(b->nrows, nrows);
	for (size_t i = 0; i < nrows; i++)
		assert_row(&a->rows[i], &b->rows[i], a->ncolumns);
}

static const struct entity *any_entity(void)
{
	return entity_at((enum entity_id)any(ENTITY_COUNT));
}

static void any_columns(struct table *t)
{
	for (size_t i = 1 + any(12); i; i--) {
		const struct entity *e = any_entity();
		if (any(3))
			table_add_field(t, &e->fields[any(e->nfields)]);
		else
			table_add_column(t, "weighted", "Weighted",
					 (enum field_type)any(FIELD_TYPES))
			    ->field.width = (short)any(40);
	}
}

static void any_rows(struct table *t, size_t n)
{
	while (n--) {
		struct row *r = table_add_row(t);
		r->entity = any(3) ? t->entity : any(2) ? any_entity() : NULL;
		r->id = (int64_t)any(1u << 30);
		r->version = (int64_t)any(100);
		r->drill = any(4) ? NULL : "stage:open";
		r->drill_entity = r->drill ? any_entity() : NULL;
		r->tone = any(3) ? TONE_PLAIN : (enum tone)any(TONE_DANGER + 1);
		for (size_t i = 0; i < t->ncolumns; i++)
			table_set(t, r, i, any_value(t->columns[i].field.type));
	}
}

static struct table *any_table(size_t nrows)
{
	struct table *t = table_new(any(2) ? "deals" : "timeline");

	t->title = any(2) ? "Deals" : NULL;
	t->note = any(2) ? "Three deals without an amount were left out." : NULL;
	t->entity = any(2) ? any_entity() : NULL;
	t->offset = (int64_t)any(1000);
	t->total = (int64_t)any(1000) - 1;
	any_columns(t);
	t->chart = (enum chart)any(CHART_LORENZ + 1);
	t->chart_label = (int)any(t->ncolumns);
	t->chart_value = (int)any(t->ncolumns);
	any_rows(t, nrows);
	return t;
}

static struct answer *cross(struct answer *a)
{
	struct sbuf out = SBUF_INIT;
	struct answer *back;
	struct error e = {0};

	ck_assert_int_eq(answer_encode(&out, a, &e), 0);
	ck_assert_uint_le(out.len, FRAME_MAX + FRAME_PREFIX);
	ck_assert_int_eq(frame_length(out.data, out.len), (int64_t)out.len);
	back = answer_decode(out.data + FRAME_PREFIX, out.len - FRAME_PREFIX, &e);
	ck_assert_msg(back != NULL, "%s", e.text);
	sbuf_free(&out);
	return back;
}

START_TEST(tables)
{
	struct answer *a = answer_new(3), *back;

	seed = (uint64_t)_i;
	for (size_t n = any(4); n; n--)
		answer_add_table(a, any_table(any(30)));
	back = cross(a);
	ck_assert_uint_eq(back->ntables, a->ntables);
	ck_assert(!back->more);
	for (size_t i = 0; i < a->ntables; i++)
		assert_table(a->tables[i], back->tables[i], a->tables[i]->nrows);
	answer_free(a);
	answer_free(back);
}
END_TEST

START_TEST(an_answer_of_everything_else)
{
	struct answer *a = answer_new(UINT32_MAX), *back;
	int64_t ids[] = {5, 6}, versions[] = {1, 9};

	a->text = arena_strdup(&a->arena, "Nordwind moved to Won");
	a->txn = 77;
	a->user = 3;
	memcpy(a->currency, "SEK", 4);
	a->ids = ids;
	a->versions = versions;
	a->nids = 2;
	a->changed = UINT64_MAX;
	a->about = UINT32_MAX;
	a->percent = 37;
	a->more = true;
	back = cross(a);
	ck_assert_uint_eq(back->seq, UINT32_MAX);
	ck_assert_int_eq(back->error.kind, ERROR_NONE);
	ck_assert_str_eq(back->text, a->text);
	ck_assert_int_eq(back->txn, 77);
	ck_assert_int_eq(back->user, 3);
	ck_assert_str_eq(back->currency, "SEK");
	ck_assert_uint_eq(back->nids, 2);
	ck_assert_mem_eq(back->ids, ids, sizeof(ids));
	ck_assert_mem_eq(back->versions, versions, sizeof(versions));
	ck_assert_uint_eq(back->changed, UINT64_MAX);
	ck_assert_uint_eq(back->about, UINT32_MAX);
	ck_assert_int_eq(back->percent, 37);
	ck_assert(back->more);
	answer_free(a);
	answer_free(back);
}
END_TEST

START_TEST(an_error)
{
	struct answer *a = answer_new(1), *back;

	error_set(&a->error, (enum error_kind)_i, "Cannot open /home/caf\xE9: no");
	a->error.at = _i == ERROR_USAGE ? 17 : -1;
	back = cross(a);
	ck_assert_int_eq(back->error.kind, _i);
	ck_assert_int_eq(back->error.at, a->error.at);
	ck_assert_str_eq(back->error.text, "Cannot open /home/caf\xEF\xBF\xBD: no");
	answer_free(a);
	answer_free(back);
}
END_TEST

/* Far more than a frame holds: a whole number of rows comes, from the first on, and as many as fit.
 */
START_TEST(a_full_frame_is_cut_at_a_row)
{
	struct answer *a = answer_new(1), *back;
	struct table *t = table_new("customers"), *cut;
	char text[101] = "";

	memset(text, 'x', 100);
	table_add_column(t, "name", "Name", FIELD_TEXT);
	for (int i = 0; i < 20000; i++) {
		struct row *r = table_add_row(t);
		r->id = 100000 + i;
		table_set(t, r, 0, value_text(text));
	}
	t->total = 20000;
	answer_add_table(a, t);
	answer_add_table(a, any_table(5));
	back = cross(a);
	cut = back->tables[0];
	ck_assert(back->more);
	ck_assert_int_eq(cut->total, 20000);
	/* A row: two lists of one byte, 2 + 100 of text, 5 of id, 1 of version. */
	ck_assert_uint_ge(cut->nrows, (FRAME_MAX - 3000) / 110);
	ck_assert_uint_le(cut->nrows, FRAME_MAX / 110);
	assert_table(t, cut, cut->nrows);
	answer_free(a);
	answer_free(back);
}
END_TEST

static struct sbuf sample_frame(void)
{
	struct answer *a = answer_new(9);
	struct sbuf out = SBUF_INIT;

	seed = 42;
	error_set_at(&a->error, 3, "There is no field `stagee`.");
	answer_add_table(a, any_table(3));
	answer_add_table(a, any_table(2));
	ck_assert_int_eq(answer_encode(&out, a, NULL), 0);
	answer_free(a);
	return out;
}

/* What is cut short is never taken for whole, wherever the cut. */
START_TEST(every_beginning_of_an_answer)
{
	struct sbuf out = sample_frame();

	for (size_t len = 0; len < out.len - FRAME_PREFIX; len++)
		ck_assert_ptr_null(answer_decode(out.data + FRAME_PREFIX, len, NULL));
	sbuf_free(&out);
}
END_TEST

/* Every byte changed in every bit: refused, or read as something whole. The sanitizers watch. */
START_TEST(every_byte_of_an_answer_changed)
{
	struct sbuf out = sample_frame();

	for (size_t at = FRAME_PREFIX; at < out.len; at++)
		for (int bit = 0; bit < 8; bit++) {
			out.data[at] = (char)(out.data[at] ^ 1 << bit);
			answer_free(
			    answer_decode(out.data + FRAME_PREFIX, out.len - FRAME_PREFIX, NULL));
			out.data[at] = (char)(out.data[at] ^ 1 << bit);
		}
	sbuf_free(&out);
}
END_TEST

Suite *message_suite(void)
{
	Suite *s = suite_create("message");
	TCase *t = tcase_create("request");

	tcase_add_loop_test(t, a_bare_request, 0, VERB_COUNT);
	tcase_add_loop_test(t, a_request_of_one_member, 0, LENGTH(single));
	tcase_add_loop_test(t, a_request_of_each_entity, 0, ENTITY_COUNT);
	tcase_add_loop_test(t, changes, 0, ENTITY_COUNT);
	tcase_add_loop_test(t, a_misfit, 0, LENGTH(misfits));
	tcase_add_loop_test(t, the_lists_of_changes, 0, LENGTH(lists));
	tcase_add_test(t, a_request_too_long_or_not_utf8);
	suite_add_tcase(s, t);
	t = tcase_create("answer");
	tcase_add_loop_test(t, tables, 0, 100);
	tcase_add_test(t, an_answer_of_everything_else);
	tcase_add_loop_test(t, an_error, ERROR_FAILED, ERROR_ABSENT + 1);
	tcase_add_test(t, a_full_frame_is_cut_at_a_row);
	tcase_add_test(t, every_beginning_of_an_answer);
	tcase_add_test(t, every_byte_of_an_answer_changed);
	suite_add_tcase(s, t);
	return s;
}
