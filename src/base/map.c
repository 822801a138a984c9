#include "base/map.h"

#include <endian.h>
#include <sys/random.h>

#define ROOM_MIN 16

/* The length and half of the hash are compared first, so that the key itself is rarely touched. */
struct map_slot {
	const char *key; /* NULL: free */
	uint32_t hash, len;
	int64_t value;
};

static uint64_t rotate(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] = rotate(v[0], 32) + v[3];
	v[2] += v[1];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

static void sip_word(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
}

/* Little-endian whatever the machine is, so that the published vectors hold. */
static uint64_t sip_load(const unsigned char *b, size_t n)
{
	uint64_t word = 0;

	while (n--)
		word = word << 8 | b[n];
	return word;
}

uint64_t map_hash(const void *data, size_t len, const uint64_t secret[2])
{
	const unsigned char *b = data;
	uint64_t v[4] = {secret[0] ^ 0x736f6d6570736575u, secret[1] ^ 0x646f72616e646f6du,
			 secret[0] ^ 0x6c7967656e657261u, secret[1] ^ 0x7465646279746573u};
	size_t left = len;

	for (; left >= 8; left -= 8, b += 8) {
		uint64_t word;
		memcpy(&word, b, 8);
		sip_word(v, le64toh(word));
	}
	sip_word(v, (uint64_t)len << 56 | sip_load(b, left));
	v[2] ^= 0xFF;
	sip_round(v);
	sip_round(v);
	sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* The slot where the key is, or the free one where it belongs. There is always a free one. */
static struct map_slot *find(const struct map *m, const char *key, size_t len, uint32_t hash)
{
	size_t i = hash & (m->room - 1);

	for (;; i = (i + 1) & (m->room - 1)) {
		struct map_slot *s = &m->slots[i];
		if (!s->key || (s->hash == hash && s->len == len && !memcmp(s->key, key, len)))
			return s;
	}
}

static uint32_t hash_of(const struct map *m, const char *key, size_t len)
{
	if (len > UINT32_MAX)
		BUG("a key of %zu bytes", len);
	return (uint32_t)map_hash(key, len, m->secret);
}

/* Moves every slot to where it belongs among twice as many; no two keys are compared. */
static void grow(struct map *m)
{
	struct map_slot *was = m->slots;
	size_t i, at, had = m->room;

	if (!had && getrandom(m->secret, sizeof(m->secret), 0) != sizeof(m->secret))
		BUG("no random numbers from the kernel");
	m->room = had ? had * 2 : ROOM_MIN;
	m->slots = xcalloc(m->room, sizeof(*m->slots));
	for (i = 0; i < had; i++) {
		if (!was[i].key)
			continue;
		at = was[i].hash & (m->room - 1);
		while (m->slots[at].key)
			at = (at + 1) & (m->room - 1);
		m->slots[at] = was[i];
	}
	free(was);
}

int64_t *map_get(const struct map *m, const char *key, size_t len)
{
	struct map_slot *s;

	if (!m->room)
		return NULL;
	s = find(m, key, len, hash_of(m, key, len));
	return s->key ? &s->value : NULL;
}

int64_t *map_put(struct map *m, const char *key, size_t len)
{
	struct map_slot *s;
	uint32_t hash;

	if (m->n >= m->room / 4 * 3)
		grow(m);
	hash = hash_of(m, key, len);
	s = find(m, key, len, hash);
	if (!s->key) {
		s->key = m->borrow ? key : arena_strndup(&m->keys, key, len);
		s->hash = hash;
		s->len = (uint32_t)len;
		m->n++;
	}
	return &s->value;
}

void map_free(struct map *m)
{
	free(m->slots);
	arena_free(&m->keys);
	*m = (struct map){0};
}
