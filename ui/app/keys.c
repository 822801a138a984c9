/* Which key does what: read from the commands' table. */
#include "app/app.h"

const struct command commands[CMD_COUNT] = {
#define COMMAND_ROW(ID, NAME, KEYS, CONTEXTS, NEEDS, BAR, LABEL, HELP)                             \
	[CMD_##ID] = { CMD_##ID, NAME, KEYS, CONTEXTS, NEEDS, BAR, LABEL, HELP },
	COMMANDS(COMMAND_ROW)
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < CMD_COUNT; i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

/* One alternative of a `keys` text, "g+g", as key codes. Returns how many. */
static size_t read_alternative(const char *text, size_t len, uint32_t out[KEY_SEQ])
{
	size_t n = 0;

	while (len && n < KEY_SEQ) {
		char name[16];
		const char *plus = len > 1 ? memchr(text + 1, '+', len - 1) : NULL;
		size_t take = plus ? (size_t)(plus - text) : len;
		struct error e;
		snprintf(name, sizeof(name), "%.*s", (int)take, text);
		if (key_read(name, &out[n++], &e))
			BUG("key \"%s\": %s", name, e.text);
		take += plus != NULL;
		text += take;
		len -= take;
	}
	return n;
}

typedef bool alternative_fn(const struct command *c, const uint32_t *keys, size_t n, void *data);

/* Calls `each` for every key sequence of every command of the contexts until it returns true. */
static void each_sequence(unsigned contexts, alternative_fn *each, void *data)
{
	for (size_t i = 0; i < CMD_COUNT; i++) {
		const char *p = commands[i].keys;
		if (!(commands[i].contexts & contexts))
			continue;
		while (*p) {
			uint32_t keys[KEY_SEQ];
			size_t len = strcspn(p, " ");
			if (each(&commands[i], keys, read_alternative(p, len, keys), data))
				return;
			p += len + (p[len] == ' ');
		}
	}
}

struct key_look {
	const uint32_t *keys;
	size_t n;
	enum key_result result;
	enum command_id id;
};

static bool look_at(const struct command *c, const uint32_t *keys, size_t n, void *data)
{
	struct key_look *l = data;

	if (n < l->n || memcmp(keys, l->keys, l->n * sizeof(*keys)))
		return false;
	l->result = n == l->n ? KEYS_RUN : KEYS_MORE;
	l->id = c->id;
	return l->result == KEYS_RUN;
}

enum key_result keys_look(const uint32_t *keys, size_t n, unsigned contexts, enum command_id *id)
{
	struct key_look l = { keys, n, KEYS_NONE, CMD_NONE };

	each_sequence(contexts, look_at, &l);
	*id = l.id;
	return l.result;
}

struct after {
	const uint32_t *keys;
	size_t n, found, max;
	enum command_id *ids;
	uint32_t *next;
};

static bool look_after(const struct command *c, const uint32_t *keys, size_t n, void *data)
{
	struct after *l = data;

	if (n > l->n && !memcmp(keys, l->keys, l->n * sizeof(*keys)) && l->found < l->max) {
		l->ids[l->found] = c->id;
		l->next[l->found++] = keys[l->n];
	}
	return false;
}

size_t keys_after(const uint32_t *keys, size_t n, unsigned contexts, enum command_id *ids,
		  uint32_t *next, size_t max)
{
	struct after l = { keys, n, 0, max, ids, next };

	each_sequence(contexts, look_after, &l);
	return l.found;
}

void keys_of(enum command_id id, unsigned contexts, struct sbuf *out)
{
	const char *p = commands[id].keys;

	while (*p) {
		uint32_t keys[KEY_SEQ];
		size_t len = strcspn(p, " "), n = read_alternative(p, len, keys);
		enum command_id taken;
		/* An earlier row may have the key in this pane: then it is not this one's here. */
		if (keys_look(keys, n, contexts, &taken) != KEYS_RUN || taken == id) {
			if (out->len)
				sbuf_puts(out, "  ");
			key_write_sequence(out, keys, (int)n);
		}
		p += len + (p[len] == ' ');
	}
}
