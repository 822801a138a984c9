/* The plain members of requests, answers, tables and columns, by rows of (key, type, place). */
#include "proto/wire.h"

static int64_t load_int(const struct member *m, const void *p)
{
	int64_t wide;
	int32_t narrow;
	uint32_t natural;
	short small;
	bool truth;

	switch (m->type) {
	case MEMBER_INT64:
		memcpy(&wide, p, sizeof(wide));
		return wide;
	case MEMBER_INT32:
		memcpy(&narrow, p, sizeof(narrow));
		return narrow;
	case MEMBER_UINT32:
		memcpy(&natural, p, sizeof(natural));
		return natural;
	case MEMBER_SHORT:
		memcpy(&small, p, sizeof(small));
		return small;
	case MEMBER_BOOL:
		memcpy(&truth, p, sizeof(truth));
		return truth;
	default:
		BUG("%s is not a number", m->key);
	}
}

static void store_int(struct reader *r, const struct member *m, void *p, int64_t v)
{
	int32_t narrow = (int32_t)v;
	uint32_t natural = (uint32_t)v;
	short small = (short)v;

	switch (m->type) {
	case MEMBER_INT64:
		memcpy(p, &v, sizeof(v));
		break;
	case MEMBER_INT32:
		if (narrow != v)
			read_fail(r, m->key);
		memcpy(p, &narrow, sizeof(narrow));
		break;
	case MEMBER_UINT32:
		if (natural != v)
			read_fail(r, m->key);
		memcpy(p, &natural, sizeof(natural));
		break;
	case MEMBER_SHORT:
		if (small != v)
			read_fail(r, m->key);
		memcpy(p, &small, sizeof(small));
		break;
	default:
		BUG("%s is not a number", m->key);
	}
}

static bool write_member_text(struct writer *w, const char *key, const char *s)
{
	if (!s)
		return false;
	write_text(w, key);
	write_text(w, s);
	return true;
}

static bool write_member_int(struct writer *w, const struct member *m, const void *p)
{
	int64_t v = load_int(m, p);

	if (!v)
		return false;
	write_text(w, m->key);
	if (m->type == MEMBER_BOOL)
		write_bool(w, true);
	else
		write_int(w, v);
	return true;
}

static bool write_member(struct writer *w, const struct member *m, const void *p)
{
	const struct entity *entity;
	const char *text;
	uint64_t bits;

	switch (m->type) {
	case MEMBER_TEXT:
		memcpy(&text, p, sizeof(text));
		return write_member_text(w, m->key, text);
	case MEMBER_ENTITY:
		memcpy(&entity, p, sizeof(entity));
		return write_member_text(w, m->key, entity ? entity->name : NULL);
	case MEMBER_CODE:
		return write_member_text(w, m->key, *(const char *)p ? p : NULL);
	case MEMBER_BITS:
		memcpy(&bits, p, sizeof(bits));
		if (!bits)
			return false;
		write_text(w, m->key);
		write_bits(w, bits);
		return true;
	default:
		return write_member_int(w, m, p);
	}
}

size_t members_write(struct writer *w, const struct member *m, size_t n, const void *from)
{
	size_t written = 0;

	for (size_t i = 0; i < n; i++)
		written += write_member(w, &m[i], (const char *)from + m[i].at);
	return written;
}

static void read_code(struct reader *r, char code[4])
{
	const char *text = read_text(r);

	if (text && strlen(text) != 3)
		read_fail(r, "a currency has not three letters");
	else if (text)
		memcpy(code, text, 4);
}

static void read_member(struct reader *r, const struct member *m, void *p)
{
	const struct entity *entity;
	const char *text;
	uint64_t bits;
	bool truth;

	switch (m->type) {
	case MEMBER_TEXT:
		text = read_text(r);
		memcpy(p, &text, sizeof(text));
		break;
	case MEMBER_ENTITY:
		entity = read_entity(r);
		memcpy(p, &entity, sizeof(entity));
		break;
	case MEMBER_CODE:
		read_code(r, p);
		break;
	case MEMBER_BITS:
		bits = read_bits(r);
		memcpy(p, &bits, sizeof(bits));
		break;
	case MEMBER_BOOL:
		truth = read_bool(r);
		memcpy(p, &truth, sizeof(truth));
		break;
	default:
		store_int(r, m, p, read_int(r));
	}
}

bool member_read(struct reader *r, const struct member *m, size_t n, const char *key, void *to)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(m[i].key, key)) {
			read_member(r, &m[i], (char *)to + m[i].at);
			return true;
		}
	return false;
}
