/* Which record a word means. */
#include "base/number.h"
#include "base/text.h"
#include "cli/verb.h"

#define SHOWN 10 /* of records with one name, at most so many are listed */

/* The word in quotes, as the expression language reads it. */
static void quote(struct sbuf *out, const char *word)
{
	sbuf_putc(out, '"');
	for (; *word; word++) {
		if (*word == '"' || *word == '\\')
			sbuf_putc(out, '\\');
		sbuf_putc(out, *word);
	}
	sbuf_putc(out, '"');
}

/* Its title, or any field that names records of its kind, is exactly the word. */
static void expression(struct sbuf *out, const struct entity *e, const char *word)
{
	for (unsigned i = COMMON_COUNT; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		if (f->type == FIELD_REF || (f->flags & FIELD_COMPUTED) ||
		    !((f->flags & FIELD_KEY) || !strcmp(f->name, e->title)))
			continue;
		sbuf_printf(out, "%s%s=", out->len ? " or " : "", f->name);
		quote(out, word);
	}
}

/* Says which records the word could mean. */
static void list_several(struct cli *c, const struct entity *e, const struct table *t)
{
	struct sbuf line = SBUF_INIT;

	for (size_t row = 0; row < t->nrows && row < SHOWN; row++) {
		sbuf_reset(&line);
		for (size_t i = 0; i < t->ncolumns; i++) {
			if (t->rows[row].cells[i].kind == VALUE_NULL)
				continue;
			sbuf_puts(&line, i ? " · " : "  ");
			value_show(&line, &t->columns[i].field, t->rows[row].cells[i], &c->context);
		}
		cli_say("%s", sbuf_text(&line));
	}
	if (t->nrows > SHOWN)
		cli_say("  …");
	(void)e;
	sbuf_free(&line);
}

static int64_t only_one(struct cli *c, const struct entity *e, const char *word, const struct table *t,
			struct error *err)
{
	if (t->nrows == 1)
		return t->rows[0].id;
	if (t->nrows == 0) {
		error_set(err, ERROR_ABSENT,
			  _("There is no %s \"%s\". rapport find \"%s\" looks for parts of it."), entity_word(e),
			  word, word);
		return 0;
	}
	list_several(c, e, t);
	error_set(err, ERROR_CONFLICT, _("\"%s\" names several %s: give the id."), word, _(e->plural));
	return 0;
}

/* The record into which those of that name were merged; 0: none, or several. */
static int64_t ask_merged(struct cli *c, const struct entity *e, const char *expr)
{
	struct request r = { .verb = VERB_LIST, .entity = e, .limit = SHOWN, .removed = true, .expr = expr,
			     .columns = "merged" };
	struct answer *a = entity_field(e, "merged") ? client_ask(c->client, &r, NULL) : NULL;
	const struct table *t = a && a->ntables ? a->tables[0] : NULL;
	int64_t id = 0;

	for (size_t row = 0; t && row < t->nrows; row++) {
		int64_t into = t->rows[row].cells[0].i;

		if (!into)
			continue;
		if (id && id != into) {
			id = 0;
			break;
		}
		id = into;
	}
	answer_free(a);
	return id;
}

static int64_t find(struct cli *c, const struct entity *e, const char *word, bool removed, struct error *err)
{
	struct request r = { .verb = VERB_LIST, .entity = e, .limit = SHOWN + 1 };
	struct sbuf expr = SBUF_INIT;
	struct answer *a;
	int64_t id = 0;

	if (number_int(word + (*word == '#'), &id) == 0 && id > 0)
		return id;
	if (e->id == ENTITY_USER && !strcmp(word, "me"))
		return client_user(c->client);
	expression(&expr, e, word);
	r.expr = sbuf_text(&expr);
	r.columns = arena_printf(&c->arena, "id,%s", e->columns);
	a = client_ask(c->client, &r, err);
	if (a && a->ntables && !a->tables[0]->nrows)
		id = ask_merged(c, e, r.expr);
	if (a && a->ntables && !a->tables[0]->nrows && !id && removed) {
		r.removed = true;
		answer_free(a);
		a = client_ask(c->client, &r, err);
	}
	if (!id && a && a->ntables)
		id = only_one(c, e, word, a->tables[0], err);
	sbuf_free(&expr);
	answer_free(a);
	return id;
}

int64_t ref_find(struct cli *c, const struct entity *e, const char *word, struct error *err)
{
	return find(c, e, word, false, err);
}

int64_t ref_known(struct cli *c, const struct entity *e, const char *word, struct error *err)
{
	return find(c, e, word, true, err);
}

int ref_list(struct cli *c, const char *word, const int64_t **ids, size_t *n, struct error *e)
{
	bool many = strchr(word, ',') && word[strspn(word, "0123456789,")] == '\0';
	int64_t *list = arena_alloc(&c->arena, (strlen(word) + 1) * sizeof(*list));
	char *copy = arena_strdup(&c->arena, word), *save = NULL;

	*n = 0;
	*ids = list;
	if (!many) {
		list[(*n)++] = ref_known(c, c->entity, word, e);
		return list[0] ? 0 : -1;
	}
	for (char *part = strtok_r(copy, ",", &save); part; part = strtok_r(NULL, ",", &save))
		if (number_int(part, &list[(*n)++]))
			return error_set(e, ERROR_USAGE, _("\"%s\" is too large to be an id."), part);
	return *n ? 0 : error_set(e, ERROR_USAGE, _("\"%s\" names no record."), word);
}
