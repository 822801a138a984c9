#include "proto/wire.h"

#define TABLES_MAX 256 /* what a hostile answer may make us allocate */

#define IN_ANSWER(member) offsetof(struct answer, member)

static const struct member members[] = {
    {"seq", MEMBER_UINT32, IN_ANSWER(seq)},	    {"text", MEMBER_TEXT, IN_ANSWER(text)},
    {"txn", MEMBER_INT64, IN_ANSWER(txn)},	    {"user", MEMBER_INT64, IN_ANSWER(user)},
    {"currency", MEMBER_CODE, IN_ANSWER(currency)}, {"changed", MEMBER_BITS, IN_ANSWER(changed)},
    {"read_only", MEMBER_TEXT, IN_ANSWER(read_only)}, {"about", MEMBER_UINT32, IN_ANSWER(about)},
    {"percent", MEMBER_INT64, IN_ANSWER(percent)},
};

struct answer *answer_new(uint32_t seq)
{
	struct answer *a = xcalloc(1, sizeof(*a));

	a->seq = seq;
	a->error.at = -1;
	return a;
}

void answer_free(struct answer *a)
{
	if (!a)
		return;
	for (size_t i = 0; i < a->ntables; i++)
		table_free(a->tables[i]);
	free(a->tables);
	arena_free(&a->arena);
	free(a);
}

void answer_add_table(struct answer *a, struct table *t)
{
	*(struct table **)array_add(&a->tables, &a->ntables, &a->tables_room, sizeof(t)) = t;
}

void answer_keep(struct answer **kept, struct answer *a)
{
	answer_free(*kept);
	*kept = answer_new(a->seq);
	for (size_t i = 0; i < a->ntables; i++) {
		answer_add_table(*kept, a->tables[i]);
		a->tables[i] = NULL;
	}
}

struct table *answer_table(const struct answer *a, const char *name)
{
	for (size_t i = 0; a && i < a->ntables; i++)
		if (!strcmp(a->tables[i]->name, name))
			return a->tables[i];
	return NULL;
}

/* [kind, at, text] */
static size_t write_error(struct writer *w, const struct error *e)
{
	if (e->kind == ERROR_NONE)
		return 0;
	write_text(w, "error");
	write_array(w, 3);
	write_int(w, e->kind);
	write_int(w, e->at);
	write_text(w, e->text);
	return 1;
}

/* [id, version, id, version ...] */
static size_t write_saved(struct writer *w, const struct answer *a)
{
	if (!a->nids)
		return 0;
	write_text(w, "saved");
	write_array(w, 2 * a->nids);
	for (size_t i = 0; i < a->nids; i++) {
		write_int(w, a->ids[i]);
		write_int(w, a->versions ? a->versions[i] : 0);
	}
	return 1;
}

/* Heads first, so that what is left of the frame is for rows; the last words ("more") are reserved.
 */
static size_t write_tables(struct writer *w, struct answer *a, size_t frame)
{
	size_t limit = frame + FRAME_PREFIX + FRAME_MAX - 16 - 5 * a->ntables;

	if (!a->ntables)
		return 0;
	write_text(w, "tables");
	write_array(w, a->ntables);
	for (size_t i = 0; i < a->ntables; i++)
		write_table_head(w, a->tables[i]);
	write_text(w, "rows");
	write_array(w, a->ntables);
	for (size_t i = 0; i < a->ntables; i++)
		if (!write_table_rows(w, a->tables[i], limit))
			a->more = true;
	return 2;
}

int answer_encode(struct sbuf *out, struct answer *a, struct error *e)
{
	struct writer w = {.out = out};
	size_t frame = frame_begin(out), map = write_open_map(&w);
	size_t pairs = members_write(&w, members, LENGTH(members), a);

	pairs += write_error(&w, &a->error);
	pairs += write_saved(&w, a);
	if (a->ndata) {
		write_text(&w, "data");
		write_data(&w, a->data, a->ndata);
		pairs++;
	}
	pairs += write_tables(&w, a, frame);
	if (a->more) {
		write_text(&w, "more");
		write_bool(&w, true);
		pairs++;
	}
	write_close_map(&w, map, pairs);
	return frame_end(out, frame, e);
}

static void read_error(struct reader *r, struct error *e)
{
	int64_t kind, at;
	const char *text;

	if (read_array(r, 1) != 3)
		return read_fail(r, "an error has not three parts");
	kind = read_int(r);
	at = read_int(r);
	text = read_key(r);
	if (kind <= ERROR_NONE || kind > ERROR_ABSENT || at < -1 || at > INT32_MAX)
		return read_fail(r, "an error is of no known kind");
	error_set(e, (enum error_kind)kind, "%s", text);
	e->at = (int)at;
}

static void read_saved(struct reader *r, struct answer *a)
{
	size_t items = read_array(r, 1), n = items / 2;

	if (items % 2)
		read_fail(r, "a saved record has no version");
	a->ids = arena_alloc(r->arena, n * sizeof(*a->ids));
	a->versions = arena_alloc(r->arena, n * sizeof(*a->versions));
	a->nids = n;
	for (size_t i = 0; i < n; i++) {
		a->ids[i] = read_int(r);
		a->versions[i] = read_int(r);
	}
}

static void read_tables(struct reader *r, struct answer *a)
{
	size_t n = read_array(r, 1);

	if (n > TABLES_MAX || a->ntables)
		return read_fail(r, "it has too many tables");
	while (n-- && !r->bad)
		answer_add_table(a, read_table_head(r));
}

static void read_rows(struct reader *r, struct answer *a)
{
	if (read_array(r, 1) != a->ntables)
		return read_fail(r, "it has not the rows of every table");
	for (size_t i = 0; i < a->ntables && !r->bad; i++)
		read_table_rows(r, a->tables[i]);
}

static void read_answer(struct reader *r, struct answer *a)
{
	for (size_t n = read_map(r); n && !r->bad; n--) {
		const char *key = read_key(r);
		if (!strcmp(key, "error"))
			read_error(r, &a->error);
		else if (!strcmp(key, "saved"))
			read_saved(r, a);
		else if (!strcmp(key, "tables"))
			read_tables(r, a);
		else if (!strcmp(key, "rows"))
			read_rows(r, a);
		else if (!strcmp(key, "more"))
			a->more = read_bool(r);
		else if (!strcmp(key, "data"))
			a->data = read_data(r, &a->ndata);
		else if (!member_read(r, members, LENGTH(members), key, a))
			read_skip(r);
	}
	if (r->left)
		read_fail(r, "it does not end where it should");
}

struct answer *answer_decode(const void *body, size_t len, struct error *e)
{
	struct answer *a = answer_new(0);
	struct reader r = {.at = body, .left = len, .arena = &a->arena, .error = e};

	read_answer(&r, a);
	if (!r.bad)
		return a;
	answer_free(a);
	return NULL;
}
