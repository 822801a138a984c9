/* Which record people mean by a word. */
#include "base/intl.h"
#include "base/number.h"
#include "store/act.h"
#include "store/merge.h"
#include "store/sql.h"

/* The live records that a key field names, exactly or by their folded key; at most two are counted. */
static int count_named(struct store *s, const struct entity *e, const struct field *f, bool exact,
		       const char *words, int64_t *id, struct error *err)
{
	struct stmt *q = sql_named(s->db, e, f, exact, err);
	int n = 0, got;

	if (!q)
		return -1;
	db_bind_text(q, 1, words);
	while ((got = db_step(q, err)) == 1) {
		*id = db_int(q, 0);
		n++;
	}
	return got < 0 ? -1 : n;
}

static bool names(const struct entity *e, const struct field *f)
{
	return (f->flags & FIELD_KEY) || (e->code && !strcmp(f->name, e->code)) ||
	       (!strcmp(f->name, e->title) && f->type == FIELD_TEXT);
}

/* By what it was called before it became part of another record. */
static int64_t former_name(struct store *s, const struct entity *e, const char *words, struct error *err)
{
	for (unsigned i = COMMON_COUNT; entity_field(e, "merged") && i < e->nfields; i++) {
		struct stmt *q = names(e, &e->fields[i]) ? sql_former(s->db, e, &e->fields[i], err) : NULL;
		int64_t id = 0;

		if (!q)
			continue;
		db_bind_text(q, 1, words);
		if (db_one(q, 0, &id, err) == 0 && id)
			return id;
	}
	return 0;
}

int64_t record_named(struct store *s, const struct entity *e, const char *words, struct error *err)
{
	int64_t id;

	if (number_int(words, &id) == 0)
		return merged_into(s, e, id);
	if (e->id == ENTITY_USER && !strcmp(words, "me"))
		return s->user;
	for (int exact = 1; exact >= 0; exact--)
		for (unsigned i = COMMON_COUNT; i < e->nfields; i++) {
			int n;

			if (!names(e, &e->fields[i]))
				continue;
			n = count_named(s, e, &e->fields[i], exact, words, &id, err);
			if (n == 1)
				return id;
			if (n > 1)
				error_set(err, ERROR_CONFLICT, _("%s names several %s: give the id."), words,
					  _(e->plural));
			if (n != 0)
				return 0;
		}
	id = former_name(s, e, words, err);
	if (!id)
		error_set(err, ERROR_ABSENT, _("There is no %s %s."), entity_word(e), words);
	return id;
}
