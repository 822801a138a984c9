/* The verb `duplicates`: pairs of records that may be one, the likeliest first. */
#include "base/intl.h"
#include "store/duplicate.h"
#include "store/sql.h"

#define ROWS_USUAL 200
#define ROWS_MOST  1000

enum { SCORE, NAME, OTHER, OTHER_NAME, WHY };

static struct table *make_table(const struct request *r)
{
	struct table *t = table_new("duplicates");

	table_add_column(t, "score", N_("Score"), FIELD_INT)->field.width = 5;
	table_add_column(t, "name", N_("Name"), FIELD_TEXT)->field.width = 26;
	table_add_column(t, "other", N_("Other id"), FIELD_INT)->field.width = 8;
	t->columns[OTHER].field.shrink = 3;
	table_add_column(t, "other_name", N_("Other name"), FIELD_TEXT)->field.width = 26;
	table_add_column(t, "why", N_("Why"), FIELD_TEXT)->field.width = 34;
	t->columns[WHY].field.shrink = 1;
	t->entity = r->entity;
	t->offset = r->offset > 0 ? r->offset : 0;
	return t;
}

static void add_row(struct store *s, struct table *t, const struct duplicate *d)
{
	struct row *row = table_add_row(t);
	struct sbuf why = SBUF_INIT;

	similar_say(&why, &d->alike);
	row->entity = t->entity;
	row->id = d->id;
	row->tone = d->alike.score >= SIMILAR_CERTAIN ? TONE_ATTENTION : TONE_PLAIN;
	table_set(t, row, SCORE, value_int(d->alike.score));
	table_set(t, row, NAME, value_text(sql_title(s->db, t->entity, d->id, &t->arena)));
	table_set(t, row, OTHER, value_int(d->other));
	table_set(t, row, OTHER_NAME, value_text(sql_title(s->db, t->entity, d->other, &t->arena)));
	table_set(t, row, WHY, value_text(sbuf_text(&why)));
	sbuf_free(&why);
}

/* Nothing is left out in silence. */
static void note_skipped(struct table *t, const struct duplicates *d)
{
	static const char *const blocks[BLOCKS] = {
		[BLOCK_PHONE] = N_("the same phone"),   [BLOCK_EMAIL] = N_("the same e-mail"),
		[BLOCK_TAX] = N_("the same tax id"),    [BLOCK_DOMAIN] = N_("the same e-mail domain"),
		[BLOCK_PLACE] = N_("the same place and beginning of the name"),
	};
	struct sbuf note = SBUF_INIT;

	for (int i = 0; i < BLOCKS; i++) {
		if (!d->skipped[i])
			continue;
		sbuf_puts(&note, note.len ? " " : "");
		sbuf_printf(&note, P_("%zu group of more than %d with %s was not compared by that.",
				      "%zu groups of more than %d with %s were not compared by that.",
				      d->skipped[i]), d->skipped[i], BLOCK_MOST, _(blocks[i]));
	}
	if (note.len)
		t->note = arena_strdup(&t->arena, note.data);
	sbuf_free(&note);
}

static int refuse_entity(const struct request *r, struct error *err)
{
	if (r->entity && duplicate_fits(r->entity))
		return 0;
	return error_set(err, ERROR_USAGE, _("Duplicates are looked for among customers and contacts."));
}

int verb_duplicates(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	int64_t limit = r->limit > 0 && r->limit <= ROWS_MOST ? r->limit : r->nids ? ROWS_MOST : ROWS_USUAL;
	struct duplicates d;
	struct table *t;
	int rc;

	if (refuse_entity(r, err) < 0)
		return -1;
	if (r->nids)
		rc = duplicates_among(s, r->entity, r->ids, r->nids, &d, err);
	else
		rc = duplicates_find(s, r->entity, &d, err);
	if (rc == 0) {
		t = make_table(r);
		answer_add_table(a, t);
		t->total = (int64_t)d.n;
		for (int64_t i = t->offset; i < t->offset + limit && i < (int64_t)d.n; i++)
			add_row(s, t, &d.items[i]);
		note_skipped(t, &d);
	}
	free(d.items);
	return rc;
}
