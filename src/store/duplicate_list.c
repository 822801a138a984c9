/* The verb `duplicates`: pairs of records that may be one, the likeliest first. */
#include "base/intl.h"
#include "base/number.h"
#include "model/figure.h"
#include "store/duplicate.h"
#include "store/merge.h"
#include "store/sql.h"

#include <math.h>

#define ROWS_USUAL 200
#define ROWS_MOST  1000

enum { SCORE, NAME, OTHER, OTHER_NAME, WHY };

static const struct figure score_figures[] = {
	{ "score", N_("Score"), FIELD_INT, 5, .made = "terms",
	  .words = /* xgettext:no-c-format */
	  N_("What is the same earns its weight, of the weight of all that both say; names earn from 75 %"
	     " likeness on.") },
	{ NULL },
};

static struct table *make_table(const struct request *r)
{
	struct table *t = table_new("duplicates");

	table_add_figures(t, score_figures);
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
		sbuf_printf(&note, P_("%s group of more than %d with %s was not compared by that.",
				      "%s groups of more than %d with %s were not compared by that.",
				      d->skipped[i]), NUMBER_TEXT((int64_t)d->skipped[i]), BLOCK_MOST, _(blocks[i]));
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

/* How the score of a pair is made */

/* "acme ~ acme trading, 81.0 % alike": what is left of both when it is written one way. */
static const char *say_keys(struct table *t, const struct trait_key *a, const struct trait_key *b, double alike)
{
	char percent[PERCENT_SIZE];

	if (!strcmp(a->key, b->key))
		return arena_printf(&t->arena, _("%s, the same"), a->key);
	if (alike == 0)
		return arena_printf(&t->arena, _("%s ~ %s, different"), a->key, b->key);
	return arena_printf(&t->arena, _("%s ~ %s, %s alike"), a->key, b->key, percent_text(alike, percent));
}

static void say_trait(struct table *t, struct said *score, const struct similar *alike, enum trait trait,
		      const struct traits both[2])
{
	const struct trait_key *a = NULL, *b = NULL;
	struct similar_part part;
	struct term term = { .sign = '+' };

	traits_alike(&both[0], &both[1], trait, &a, &b);
	if (!similar_part(alike, trait, &part)) {
		if (!traits_next(&both[0], trait, NULL) && !traits_next(&both[1], trait, NULL))
			return;
		term = (struct term){ .what = _(part.label), .shown = "", .how = _("only one of them has it") };
	} else {
		term.what = _(part.label);
		term.number = part.earned;
		term.shown = arena_printf(&t->arena, _("%.1f of %.0f"), part.earned, part.weighs);
		term.how = say_keys(t, a, b, alike->alike[trait]);
	}
	said_term(t, score, term);
}

/* From the mean of what both say to the score. */
static void say_judged(struct table *t, struct said *score, const struct similar *alike)
{
	double said = similar_said(alike), more = alike->score - similar_mean(alike);
	const char *why = similar_why(alike);

	said_term(t, score, (struct term){ .sign = '/', .number = said, .what = _("all that both say"),
					   .shown = arena_printf(&t->arena, "%.0f", said) });
	said_term(t, score, (struct term){ .sign = '*', .number = 100, .what = "100", .shown = "" });
	if (why)
		said_term(t, score, (struct term){
			.sign = more < 0 ? '-' : '+', .number = fabs(more), .how = _(why),
			.what = arena_printf(&t->arena, more < 0 ? _("at most %d") : _("at least %d"), alike->score),
			.shown = arena_printf(&t->arena, "%.1f", fabs(more)) });
}

static int read_both(struct store *s, const struct entity *e, const int64_t ids[2], struct traits both[2],
		     struct error *err)
{
	for (int i = 0; i < 2; i++) {
		int got = duplicate_traits(s, e, merged_into(s, e, ids[i]), &both[i], err);

		if (got < 0)
			return -1;
		if (!got)
			return error_set(err, ERROR_ABSENT, _("There is no %s %lld."), _(e->label), (long long)ids[i]);
	}
	return 0;
}

void duplicate_say(struct table *t, const struct traits both[2])
{
	struct similar alike = similar_compare(&both[0], &both[1]);
	struct said *score;

	table_add_figures(t, score_figures);
	table_set(t, table_add_row(t), SCORE, value_int(alike.score));
	score = table_say(t, 0, score_figures, alike.score, NULL, NULL);
	for (int i = 0; i < TRAITS; i++)
		say_trait(t, score, &alike, (enum trait)i, both);
	say_judged(t, score, &alike);
}

struct table *duplicate_pair(struct store *s, const struct entity *e, int64_t id, int64_t other, struct error *err)
{
	struct table *t = table_new("duplicates");
	struct traits both[2] = { { .arena = &t->arena }, { .arena = &t->arena } };

	if (read_both(s, e, (int64_t[]){ id, other }, both, err) < 0) {
		table_free(t);
		return NULL;
	}
	duplicate_say(t, both);
	return t;
}
