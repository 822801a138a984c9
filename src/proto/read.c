/* Taking CBOR apart with libcbor's stream decoder, one item a call. */
#include "proto/wire.h"

#include <cbor.h>

#include "base/utf8.h"

enum token_kind {
	TOKEN_UINT,
	TOKEN_NEGINT, /* n is -1 - the number */
	TOKEN_TEXT,
	TOKEN_DATA,
	TOKEN_ARRAY,
	TOKEN_MAP,
	TOKEN_NULL,
	TOKEN_BOOL,
	TOKEN_OTHER, /* nothing that this protocol uses */
};

struct token {
	enum token_kind kind;
	uint64_t n; /* number, count, length, truth */
	const unsigned char *text;
};

static void take(void *to, enum token_kind kind, uint64_t n, const unsigned char *text)
{
	*(struct token *)to = (struct token){kind, n, text};
}

static void take_uint8(void *to, uint8_t v)
{
	take(to, TOKEN_UINT, v, NULL);
}

static void take_uint16(void *to, uint16_t v)
{
	take(to, TOKEN_UINT, v, NULL);
}

static void take_uint32(void *to, uint32_t v)
{
	take(to, TOKEN_UINT, v, NULL);
}

static void take_uint64(void *to, uint64_t v)
{
	take(to, TOKEN_UINT, v, NULL);
}

static void take_negint8(void *to, uint8_t v)
{
	take(to, TOKEN_NEGINT, v, NULL);
}

static void take_negint16(void *to, uint16_t v)
{
	take(to, TOKEN_NEGINT, v, NULL);
}

static void take_negint32(void *to, uint32_t v)
{
	take(to, TOKEN_NEGINT, v, NULL);
}

static void take_negint64(void *to, uint64_t v)
{
	take(to, TOKEN_NEGINT, v, NULL);
}

static void take_text(void *to, cbor_data text, size_t len)
{
	take(to, TOKEN_TEXT, len, text);
}

static void take_data(void *to, cbor_data data, size_t len)
{
	take(to, TOKEN_DATA, len, data);
}

static void take_array(void *to, size_t n)
{
	take(to, TOKEN_ARRAY, n, NULL);
}

static void take_map(void *to, size_t n)
{
	take(to, TOKEN_MAP, n, NULL);
}

static void take_null(void *to)
{
	take(to, TOKEN_NULL, 0, NULL);
}

static void take_bool(void *to, bool v)
{
	take(to, TOKEN_BOOL, v, NULL);
}

/* The token says TOKEN_OTHER beforehand, and nothing here changes that. */
static const struct cbor_callbacks callbacks = {
    .uint8 = take_uint8,
    .uint16 = take_uint16,
    .uint32 = take_uint32,
    .uint64 = take_uint64,
    .negint8 = take_negint8,
    .negint16 = take_negint16,
    .negint32 = take_negint32,
    .negint64 = take_negint64,
    .string = take_text,
    .array_start = take_array,
    .map_start = take_map,
    .null = take_null,
    .boolean = take_bool,
    .byte_string = take_data,
    .byte_string_start = cbor_null_byte_string_start_callback,
    .string_start = cbor_null_string_start_callback,
    .indef_array_start = cbor_null_indef_array_start_callback,
    .indef_map_start = cbor_null_indef_map_start_callback,
    .tag = cbor_null_tag_callback,
    .float2 = cbor_null_float2_callback,
    .float4 = cbor_null_float4_callback,
    .float8 = cbor_null_float8_callback,
    .undefined = cbor_null_undefined_callback,
    .indef_break = cbor_null_indef_break_callback,
};

void read_fail(struct reader *r, const char *what)
{
	if (!r->bad)
		error_set(r->error, ERROR_USAGE, _("reading a message: %s"), what);
	r->bad = true;
}

static struct token read_token(struct reader *r)
{
	struct token t = {.kind = TOKEN_OTHER};
	struct cbor_decoder_result done;

	if (r->bad)
		return t;
	done = cbor_stream_decode(r->at, r->left, &callbacks, &t);
	if (done.status != CBOR_DECODER_FINISHED) {
		read_fail(r, done.status == CBOR_DECODER_NEDATA ? "it ends too early"
								: "it is not CBOR");
		return (struct token){.kind = TOKEN_OTHER};
	}
	r->at += done.read;
	r->left -= done.read;
	return t;
}

static int64_t number_of(struct reader *r, struct token t)
{
	if ((t.kind != TOKEN_UINT && t.kind != TOKEN_NEGINT) || t.n > INT64_MAX) {
		read_fail(r, "a whole number is missing or too large");
		return 0;
	}
	return t.kind == TOKEN_UINT ? (int64_t)t.n : -1 - (int64_t)t.n;
}

int64_t read_int(struct reader *r)
{
	return number_of(r, read_token(r));
}

uint64_t read_bits(struct reader *r)
{
	struct token t = read_token(r);

	if (t.kind != TOKEN_UINT)
		read_fail(r, "a set of bits is missing");
	return t.kind == TOKEN_UINT ? t.n : 0;
}

bool read_bool(struct reader *r)
{
	struct token t = read_token(r);

	if (t.kind != TOKEN_BOOL)
		read_fail(r, "a yes or no is missing");
	return t.kind == TOKEN_BOOL && t.n;
}

static const char *text_of(struct reader *r, struct token t)
{
	const char *s = (const char *)t.text;

	if (t.kind == TOKEN_NULL)
		return NULL;
	if (t.kind != TOKEN_TEXT)
		read_fail(r, "a text is missing");
	else if (memchr(s, '\0', t.n) || !utf8_valid(s, t.n, NULL))
		read_fail(r, "a text is not valid UTF-8");
	return r->bad ? NULL : arena_strndup(r->arena, s, t.n);
}

const char *read_text(struct reader *r)
{
	return text_of(r, read_token(r));
}

const char *read_key(struct reader *r)
{
	const char *key = read_text(r);

	return key ? key : "";
}

const void *read_data(struct reader *r, size_t *len)
{
	struct token t = read_token(r);
	void *copy;

	*len = 0;
	if (t.kind != TOKEN_DATA)
		read_fail(r, "bytes are missing");
	if (r->bad)
		return NULL;
	*len = (size_t)t.n;
	copy = arena_alloc(r->arena, *len + 1);
	memcpy(copy, t.text, *len);
	return copy;
}

/* A money and its currency, or a reference and its title. */
static struct value read_pair(struct reader *r, uint64_t n)
{
	struct value v = {.kind = VALUE_INT};

	if (n != 2)
		read_fail(r, "a value has not two parts");
	v.i = read_int(r);
	v.s = read_text(r);
	return v;
}

struct value read_value(struct reader *r)
{
	struct token t = read_token(r);

	switch (t.kind) {
	case TOKEN_NULL:
		return VALUE_NONE;
	case TOKEN_TEXT:
		return (struct value){VALUE_TEXT, 0, text_of(r, t)};
	case TOKEN_ARRAY:
		return read_pair(r, t.n);
	default:
		return (struct value){VALUE_INT, number_of(r, t), NULL};
	}
}

static size_t count_of(struct reader *r, struct token t, enum token_kind kind, size_t least)
{
	if (t.kind != kind)
		read_fail(r, "a list or a map is missing");
	else if (t.n > r->left / least)
		read_fail(r, "a list or a map is longer than its message");
	return r->bad ? 0 : (size_t)t.n;
}

size_t read_array(struct reader *r, size_t least)
{
	return count_of(r, read_token(r), TOKEN_ARRAY, least);
}

size_t read_map(struct reader *r)
{
	return count_of(r, read_token(r), TOKEN_MAP, 2);
}

const struct entity *read_entity(struct reader *r)
{
	const char *name = read_text(r);
	const struct entity *e = name ? entity_find(name) : NULL;

	if (name && !e)
		read_fail(r, "it names a kind of record that does not exist");
	return e;
}

void read_skip(struct reader *r)
{
	for (uint64_t items = 1; items && !r->bad; items--) {
		struct token t = read_token(r);
		if (t.kind == TOKEN_ARRAY)
			items += count_of(r, t, TOKEN_ARRAY, 1);
		else if (t.kind == TOKEN_MAP)
			items += 2 * count_of(r, t, TOKEN_MAP, 2);
		else if (t.kind == TOKEN_OTHER)
			read_fail(r, "it holds something unknown");
	}
}
