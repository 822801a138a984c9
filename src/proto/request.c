#include "proto/wire.h"

#define IN_REQUEST(member) offsetof(struct request, member)

static const struct member members[] = {
    {"version", MEMBER_INT64, IN_REQUEST(version)},
    {"locale", MEMBER_TEXT, IN_REQUEST(locale)},
    {"usage", MEMBER_TEXT, IN_REQUEST(usage)},
    {"seq", MEMBER_UINT32, IN_REQUEST(seq)},
    {"slot", MEMBER_UINT32, IN_REQUEST(slot)},
    {"uuid", MEMBER_TEXT, IN_REQUEST(uuid)},
    {"batch", MEMBER_TEXT, IN_REQUEST(batch)},
    {"batch_end", MEMBER_BOOL, IN_REQUEST(batch_end)},
    {"begins", MEMBER_BOOL, IN_REQUEST(begins)},
    {"dry", MEMBER_BOOL, IN_REQUEST(dry)},
    {"label", MEMBER_TEXT, IN_REQUEST(label)},
    {"entity", MEMBER_ENTITY, IN_REQUEST(entity)},
    {"id", MEMBER_INT64, IN_REQUEST(id)},
    {"expr", MEMBER_TEXT, IN_REQUEST(expr)},
    {"sort", MEMBER_TEXT, IN_REQUEST(sort)},
    {"columns", MEMBER_TEXT, IN_REQUEST(columns)},
    {"group", MEMBER_TEXT, IN_REQUEST(group)},
    {"offset", MEMBER_INT64, IN_REQUEST(offset)},
    {"limit", MEMBER_INT64, IN_REQUEST(limit)},
    {"locate", MEMBER_INT64, IN_REQUEST(locate)},
    {"removed", MEMBER_BOOL, IN_REQUEST(removed)},
    {"name", MEMBER_TEXT, IN_REQUEST(name)},
    {"words", MEMBER_TEXT, IN_REQUEST(words)},
    {"base", MEMBER_INT64, IN_REQUEST(base)},
    {"asof", MEMBER_INT64, IN_REQUEST(asof)},
    {"since", MEMBER_INT64, IN_REQUEST(since)},
};

static void write_ids(struct writer *w, const struct request *r)
{
	write_text(w, "ids");
	write_array(w, r->nids);
	for (size_t i = 0; i < r->nids; i++)
		write_int(w, r->ids[i]);
}

/* One list of name, value, name, value: an argument may come twice, so it is no map. */
static void write_args(struct writer *w, const struct request *r)
{
	write_text(w, "args");
	write_array(w, 2 * r->nargs);
	for (size_t i = 0; i < r->nargs; i++) {
		write_text(w, r->args[i].name);
		write_text(w, r->args[i].value);
	}
}

static size_t write_lists(struct writer *w, const struct request *r)
{
	if (r->nids)
		write_ids(w, r);
	if (r->nargs)
		write_args(w, r);
	if (r->nchanges) {
		write_text(w, "changes");
		write_changes(w, r->changes, r->nchanges);
	}
	if (r->ndata) {
		write_text(w, "data");
		write_data(w, r->data, r->ndata);
	}
	return (size_t)(!!r->nids + !!r->nargs + !!r->nchanges + !!r->ndata);
}

int request_encode(struct sbuf *out, const struct request *r, struct error *e)
{
	struct writer w = {.out = out};
	size_t frame = frame_begin(out), map = write_open_map(&w), pairs = 1;

	write_text(&w, "verb");
	write_text(&w, verb_names[r->verb]);
	pairs += members_write(&w, members, LENGTH(members), r);
	pairs += write_lists(&w, r);
	write_close_map(&w, map, pairs);
	if (w.repaired) {
		sbuf_erase(out, frame, out->len - frame);
		return error_set(e, ERROR_USAGE, "%s", _("A text is not valid UTF-8."));
	}
	return frame_end(out, frame, e);
}

static enum verb read_verb(struct reader *r)
{
	const char *name = read_key(r);

	for (enum verb v = 0; v < VERB_COUNT; v++)
		if (!strcmp(verb_names[v], name))
			return v;
	read_fail(r, "it asks for nothing that the store knows");
	return VERB_HELLO;
}

static void read_ids(struct reader *r, struct request *to)
{
	size_t n = read_array(r, 1);
	int64_t *ids = arena_alloc(r->arena, n * sizeof(*ids));

	for (size_t i = 0; i < n; i++)
		ids[i] = read_int(r);
	to->ids = ids;
	to->nids = n;
}

static void read_args(struct reader *r, struct request *to)
{
	size_t items = read_array(r, 1), n = items / 2;
	struct named_value *args = arena_alloc(r->arena, n * sizeof(*args));

	if (items % 2)
		read_fail(r, "an argument has no value");
	for (size_t i = 0; i < n; i++) {
		args[i].name = read_key(r);
		args[i].value = read_text(r);
	}
	to->args = args;
	to->nargs = n;
}

static void read_request(struct reader *r, struct request *to)
{
	bool verb = false;

	for (size_t n = read_map(r); n && !r->bad; n--) {
		const char *key = read_key(r);
		if (!strcmp(key, "verb")) {
			to->verb = read_verb(r);
			verb = true;
		} else if (!strcmp(key, "ids")) {
			read_ids(r, to);
		} else if (!strcmp(key, "args")) {
			read_args(r, to);
		} else if (!strcmp(key, "changes")) {
			to->changes = read_changes(r, &to->nchanges);
		} else if (!strcmp(key, "data")) {
			to->data = read_data(r, &to->ndata);
		} else if (!member_read(r, members, LENGTH(members), key, to)) {
			read_skip(r);
		}
	}
	if (!verb)
		read_fail(r, "it asks for nothing");
	if (r->left)
		read_fail(r, "it does not end where it should");
}

int request_decode(const void *body, size_t len, struct request *to, struct arena *a,
		   struct error *e)
{
	struct reader r = {.at = body, .left = len, .arena = a, .error = e};

	*to = (struct request){0};
	read_request(&r, to);
	return r.bad ? -1 : 0;
}
