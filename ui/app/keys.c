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

/* What a person's settings say: read once, before the first key, and the same until the program ends. */
static char *bound[CMD_COUNT];
static struct line_key {
	uint32_t keys[KEY_SEQ];
	size_t n;
	char *line;
} lines[LINES_MOST];
static size_t nlines;
/* The same as key codes, read when they are first looked for: each frame looks for dozens. */
static struct sequences {
	struct sequence {
		uint32_t keys[KEY_SEQ];
		size_t n;
	} *items;
	size_t n, room;
} sequences[CMD_COUNT];

const char *keys_text(enum command_id id)
{
	return bound[id] ? bound[id] : commands[id].keys;
}

/* One alternative of a `keys` text, "g+g", as key codes. Returns how many; -1 with the error set. */
static int read_alternative(const char *text, size_t len, uint32_t out[KEY_SEQ], struct error *e)
{
	int n = 0;

	while (len) {
		char name[16];
		const char *plus = len > 1 ? memchr(text + 1, '+', len - 1) : NULL;
		size_t take = plus ? (size_t)(plus - text) : len;
		if (n == KEY_SEQ)
			return error_set(e, ERROR_USAGE, _("At most %d keys can follow one another."), KEY_SEQ);
		snprintf(name, sizeof(name), "%.*s", (int)take, text);
		if (key_read(name, &out[n++], e))
			return -1;
		take += plus != NULL;
		text += take;
		len -= take;
	}
	return n;
}

typedef bool alternative_fn(const struct command *c, const uint32_t *keys, size_t n, void *data);

static const struct sequences *sequences_of(const struct command *c)
{
	struct sequences *s = &sequences[c->id];
	const char *p = s->n ? "" : keys_text(c->id);

	for (p += strspn(p, " "); *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");
		struct sequence *q = array_add(&s->items, &s->n, &s->room, sizeof(*s->items));
		struct error e;
		int n = read_alternative(p, len, q->keys, &e);
		if (n < 0)
			BUG("keys of %s: %s", c->name, e.text);
		q->n = (size_t)n;
		p += len;
	}
	return s;
}

static void forget(enum command_id id)
{
	free(sequences[id].items);
	sequences[id] = (struct sequences){ 0 };
}

static bool each_of(const struct command *c, alternative_fn *each, void *data)
{
	const struct sequences *s = sequences_of(c);

	for (size_t i = 0; i < s->n; i++)
		if (each(c, s->items[i].keys, s->items[i].n, data))
			return true;
	return false;
}

/* Calls `each` for every key sequence of every command of the contexts until it returns true; those that a
 * person chose come first, so that they win. */
static void each_sequence(unsigned contexts, alternative_fn *each, void *data)
{
	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < CMD_COUNT; i++)
			if ((commands[i].contexts & contexts) && !bound[i] == !own &&
			    each_of(&commands[i], each, data))
				return;
}

int keys_bind(enum command_id id, const char *keys, struct error *e)
{
	uint32_t codes[KEY_SEQ];

	for (const char *p = keys + strspn(keys, " "); *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");
		if (read_alternative(p, len, codes, e) < 0)
			return -1;
		p += len;
	}
	free(bound[id]);
	bound[id] = xstrdup(keys);
	forget(id);
	return 0;
}

int keys_bind_line(const char *key, const char *line, struct error *e)
{
	struct line_key *l = &lines[nlines];
	int n;

	if (nlines == LINES_MOST)
		return error_set(e, ERROR_USAGE, _("At most %d keys can run lines."), LINES_MOST);
	n = read_alternative(key, strlen(key), l->keys, e);
	if (n < 0)
		return -1;
	l->n = (size_t)n;
	l->line = xstrdup(line);
	nlines++;
	return 0;
}

enum key_result keys_line(const uint32_t *keys, size_t n, const char **line)
{
	enum key_result result = KEYS_NONE;

	for (size_t i = 0; i < nlines; i++) {
		if (lines[i].n < n || memcmp(lines[i].keys, keys, n * sizeof(*keys)))
			continue;
		*line = lines[i].line;
		if (lines[i].n == n)
			return KEYS_RUN;
		result = KEYS_MORE;
	}
	return result;
}

const char *keys_line_at(size_t i, struct sbuf *keys)
{
	if (i >= nlines)
		return NULL;
	for (size_t k = 0; k < lines[i].n; k++) {
		sbuf_puts(keys, k ? "+" : "");
		key_write(keys, lines[i].keys[k]);
	}
	return lines[i].line;
}

void keys_reset(void)
{
	for (size_t i = 0; i < CMD_COUNT; i++) {
		free(bound[i]);
		bound[i] = NULL;
		forget((enum command_id)i);
	}
	while (nlines)
		free(lines[--nlines].line);
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
	if (l->result == KEYS_MORE && !bound[c->id]) /* a person's own keys go on from here */
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

struct key_names {
	struct sbuf *out;
	unsigned contexts;
};

static bool name_keys(const struct command *c, const uint32_t *keys, size_t n, void *data)
{
	struct key_names *names = data;
	enum key_result found;
	enum command_id taken;

	/* A letter that is typed is no key, and an earlier row may have it in this pane. */
	if (names->contexts & IN_TYPED && key_event(keys[0]).type == EVENT_TEXT)
		return false;
	found = keys_look(keys, n, names->contexts, &taken);
	if (found == KEYS_MORE || (found == KEYS_RUN && taken != c->id))
		return false;
	if (names->out->len)
		sbuf_puts(names->out, "  ");
	key_write_sequence(names->out, keys, (int)n);
	return false;
}

void keys_of(enum command_id id, unsigned contexts, struct sbuf *out)
{
	each_of(&commands[id], name_keys, &(struct key_names){ out, contexts });
}

void keys_first(enum command_id id, unsigned contexts, struct sbuf *out)
{
	keys_of(id, contexts, out);
	for (size_t i = 0; i + 1 < out->len; i++)
		if (out->data[i] == ' ' && out->data[i + 1] == ' ') {
			sbuf_erase(out, i, out->len - i);
			return;
		}
}

uint32_t keys_as_it_comes(enum command_id id, uint32_t key)
{
	uint32_t keys[KEY_SEQ];
	struct error e;
	const char *first = commands[id].keys;

	if (!bound[id] || read_alternative(first, strcspn(first, " "), keys, &e) != 1)
		return key;
	return keys[0];
}

/* The key of a command in the first pane that has it. */
static void put_key(enum command_id id, const unsigned *contexts, size_t n, bool format, struct sbuf *out)
{
	struct sbuf key = SBUF_INIT;
	size_t i = 0;

	while (i < n && !(commands[id].contexts & contexts[i]))
		i++;
	keys_first(id, i < n ? contexts[i] : 0, &key);
	if (!key.len)
		sbuf_printf(&key, ":%s", commands[id].name);
	for (const char *p = sbuf_text(&key); *p; p++) {
		if (format && *p == '%')
			sbuf_puts(out, "%");
		sbuf_add(out, p, 1);
	}
	sbuf_free(&key);
}

void keys_in(const char *text, const unsigned *contexts, size_t n, struct sbuf *out)
{
	bool format = strchr(text, '%') != NULL;
	const char *open;

	for (; (open = strchr(text, '{')); text++) {
		size_t len = strcspn(open + 1, "}");
		char name[32];
		const struct command *c;

		snprintf(name, sizeof(name), "%.*s", (int)len, open + 1);
		c = len < sizeof(name) && open[1 + len] ? command_find(name) : NULL;
		sbuf_add(out, text, (size_t)(open - text) + !c);
		if (c)
			put_key(c->id, contexts, n, format, out);
		text = c ? open + 1 + len : open;
	}
	sbuf_puts(out, text);
}
