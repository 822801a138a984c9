/* Which record people mean by a word. */
#include "base/intl.h"
#include "base/number.h"
#include "store/act.h"
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

int64_t record_named(struct store *s, const struct entity *e, const char *words, struct error *err)
{
	int64_t id;

	if (number_int(words, &id) == 0)
		return id;
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
	error_set(err, ERROR_ABSENT, _("There is no %s %s."), e->name, words);
	return 0;
}
