#include "base/grams.h"

#include "base/tables.h"
#include "base/utf8.h"

/* What a byte is in a pair. */
static unsigned class_of(char c)
{
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a') + 1;
	return c >= '0' && c <= '9' ? (unsigned)(c - '0') + 27 : 0;
}

static uint16_t pair_of(unsigned a, unsigned b)
{
	return (uint16_t)(a * GRAM_CLASSES + b);
}

static uint16_t triple_of(unsigned pair, unsigned c)
{
	return (uint16_t)(pair * GRAM_CLASSES + c);
}

static uint16_t slot_of_char(uint32_t cp)
{
	return (uint16_t)(GRAM_CHARS + cp * UINT32_C(2654435761) / 4096 % (GRAM_SLOTS - GRAM_CHARS));
}

/* One form of a text. */
struct form {
	const char *s, *end;  /* its text */
	const char *starts;   /* NULL: none */
	bool title;
};

/* How a piece that begins at `at` and is n long fits: text_fit's rules for a hit. */
static enum search_fit fit_of(const struct form *f, const char *at, size_t n, bool begins)
{
	size_t i = (size_t)(at - f->s);

	if (f->starts && i && !(f->starts[i / TEXT_START_BITS] & 1 << i % TEXT_START_BITS))
		return SEARCH_NONE;
	if (n == 1 && !begins)
		return SEARCH_NONE;
	if (!f->title)
		return SEARCH_ELSEWHERE;
	if (!i)
		return at + n == f->end ? SEARCH_WHOLE : SEARCH_START;
	return begins ? SEARCH_WORD : SEARCH_INSIDE;
}

static unsigned class_at(const struct form *f, const char *at)
{
	return at < f->end ? class_of(*at) : 0;
}

/* A letter or digit: alone where a word begins, with the next one, and with the next two, where the word
 * ends with what is none. */
static size_t put_plain(const struct form *f, const char *at, bool begins, struct gram *out)
{
	unsigned here = class_of(*at), next = class_at(f, at + 1), third = class_at(f, at + 2);
	uint16_t pair = pair_of(here, next);
	size_t n = 0;

	if (begins)
		out[n++] = (struct gram){ 0, pair_of(0, here), (uint8_t)fit_of(f, at, 1, begins) };
	if (next)
		out[n++] = (struct gram){ triple_of(pair, third), pair, (uint8_t)fit_of(f, at, 2, begins) };
	return n;
}

static size_t put_spelled(const struct form *f, const char *at, unsigned before, struct gram *out)
{
	unsigned here = class_of(*at), next = class_at(f, at + 1);
	uint16_t alone = pair_of(0, here), pair = pair_of(here, next);
	size_t n = 0, i = (size_t)(at - f->s);

	if (next)
		out[n++] = (struct gram){ (uint16_t)(GRAM_SPELLED + pair), 0, 0 };
	if (!before)
		out[n++] = (struct gram){ (uint16_t)(GRAM_SPELLED + alone), 0, 0 };
	if (i && !(f->starts[i / TEXT_START_BITS] & 1 << i % TEXT_START_BITS))
		return n;
	out[n++] = (struct gram){ (uint16_t)(GRAM_BEGUN + alone), alone, (uint8_t)fit_of(f, at, 1, true) };
	if (next)
		out[n++] = (struct gram){ (uint16_t)(GRAM_BEGUN + pair), pair, (uint8_t)fit_of(f, at, 2, true) };
	return n;
}

static size_t put_form(const struct form *f, struct gram *out)
{
	unsigned before = 0; /* class of the last byte */
	bool begins = true;  /* a letter here would begin a word */
	size_t n = 0, size;
	uint32_t cp;

	for (const char *at = f->s; at < f->end; at += size) {
		unsigned here = class_of(*at);
		uint8_t prop;

		size = 1;
		if (here) {
			n += f->starts ? put_spelled(f, at, before, out + n) :
					 put_plain(f, at, begins, out + n);
			begins = false;
		} else {
			size = utf8_decode(at, (size_t)(f->end - at), &cp);
			prop = prop_of(cp);
			begins = !(prop & PROP_WORD) || (prop & PROP_CJK);
			if (*at & 0x80)
				out[n++] = (struct gram){ slot_of_char(cp), 0, 0 };
		}
		before = here;
	}
	return n;
}

size_t grams_of_entry(const char *entry, size_t len, struct gram *out)
{
	const char *end = entry + len, *at = entry;
	struct form f = { .title = true };
	size_t n = 0;

	while (at < end) {
		const char *next = at;

		while (next < end && *next != TEXT_FORM_END && *next != SEARCH_TEXT)
			next++;
		f.s = at;
		f.end = memchr(at, TEXT_STARTS, (size_t)(next - at));
		f.starts = f.end ? f.end + 1 : NULL;
		f.end = f.end ? f.end : next;
		n += put_form(&f, out + n);
		f.title = f.title && next < end && *next == TEXT_FORM_END;
		at = next + 1;
	}
	return n;
}

static bool is_mixed(const char *key, size_t n)
{
	bool ascii = false, other = false;

	for (size_t i = 0; i < n; i++) {
		ascii = ascii || class_of(key[i]);
		other = other || (key[i] & 0x80);
	}
	return ascii && other;
}

/* The slot of what begins at i of a key; 0: none. */
static uint16_t slot_in_key(const char *key, size_t i, size_t n, bool spelled)
{
	unsigned here = class_of(key[i]), next = i + 1 < n ? class_of(key[i + 1]) : 0;
	unsigned third = i + 2 < n ? class_of(key[i + 2]) : 0;

	if (spelled && i == 0)
		return (uint16_t)(GRAM_BEGUN + (next ? pair_of(here, next) : pair_of(0, here)));
	if (spelled)
		return next ? (uint16_t)(GRAM_SPELLED + pair_of(here, next)) : 0;
	return here && next && third ? triple_of(pair_of(here, next), third) : 0;
}

/* Of a key that mixes scripts only the characters are looked at: they have the same slots everywhere. */
size_t grams_of_key(const char *key, size_t n, bool spelled, uint16_t *out, size_t most)
{
	bool mixed = is_mixed(key, n);
	size_t count = 0, size;
	uint16_t slot;
	uint32_t cp;

	if (spelled && (mixed || !class_of(*key)))
		return 0;
	for (size_t i = 0; i < n && count < most; i += size) {
		size = 1;
		if (key[i] & 0x80) {
			size = utf8_decode(key + i, n - i, &cp);
			out[count++] = slot_of_char(cp);
		} else if (!mixed && (slot = slot_in_key(key, i, n, spelled))) {
			out[count++] = slot;
		}
	}
	return count;
}

size_t grams_of_pair(const char *key, size_t n, uint16_t out[GRAM_CLASSES])
{
	if (n != 2 || !class_of(key[0]) || !class_of(key[1]))
		return 0;
	for (unsigned third = 0; third < GRAM_CLASSES; third++)
		out[third] = triple_of(pair_of(class_of(key[0]), class_of(key[1])), third);
	return GRAM_CLASSES;
}

uint16_t gram_of_key(const char *key, size_t n)
{
	if (n == 1 && class_of(*key))
		return pair_of(0, class_of(*key));
	if (n == 2 && class_of(key[0]) && class_of(key[1]))
		return pair_of(class_of(key[0]), class_of(key[1]));
	return 0;
}
