/* The verb `find`: words to the records that have them, the best first. */
#include "store/explain.h"
#include "store/find_shelf.h"
#include "store/path.h"
#include "store/tone.h"

#define FIND_LIMIT 50   /* rows when nobody says how many */
#define FIND_MOST  1000 /* rows at all */

/* What stands beside a title: the first of these that has a value. */
static const struct {
	enum entity_id entity;
	const char *hints[2];
} shown[] = {
	{ ENTITY_CUSTOMER, { "city", "industry" } },
	{ ENTITY_CONTACT, { "customer.name", "job" } },
	{ ENTITY_DEAL, { "customer.name", "stage.name" } },
	{ ENTITY_ACTIVITY, { "customer.name", "kind" } },
	{ ENTITY_PRODUCT, { "code", "family" } },
	{ ENTITY_INVOICE, { "customer.name", "note" } },
	{ ENTITY_CASE, { "customer.name", "kind" } },
	{ ENTITY_DOCUMENT, { "of", "note" } },
};

enum { COLUMN_TITLE, COLUMN_ENTITY, COLUMN_HINT };

/* What was found of all the entities that were asked for. */
struct found {
	struct find_hits hits[LENGTH(shown)];
	struct find_shelf *shelves[LENGTH(shown)];
};

static void found_free(struct found *f)
{
	for (size_t i = 0; i < LENGTH(shown); i++)
		find_hits_free(&f->hits[i]);
}

static int look(struct store *s, const struct request *r, const struct search *q, size_t most,
		struct found *f, int64_t *total, struct error *err)
{
	for (size_t i = 0; i < LENGTH(shown); i++) {
		const struct entity *e = entity_at(shown[i].entity);

		if (r->entity && r->entity != e)
			continue;
		f->hits[i].most = most;
		f->shelves[i] = find_shelf(s, e, err);
		if (!f->shelves[i] || find_look(s, f->shelves[i], q, &f->hits[i], err) < 0)
			return -1;
		*total += f->hits[i].total;
	}
	return 0;
}

/* title, hint, hint, version, tone of one record. */
static struct stmt *record_statement(struct store *s, const struct entity *e, struct error *err)
{
	struct path title = { e, { entity_must(e, e->title) }, 1 }, hint;
	struct sbuf sql = SBUF_INIT;
	struct stmt *q;
	size_t i = 0;

	while (i + 1 < LENGTH(shown) && shown[i].entity != e->id)
		i++;
	sbuf_puts(&sql, "SELECT ");
	path_sql(s, &sql, &title, false);
	for (size_t k = 0; k < LENGTH(shown[i].hints); k++) {
		sbuf_puts(&sql, ", ");
		if (path_read(&hint, e, shown[i].hints[k], strlen(shown[i].hints[k]), NULL) < 0)
			BUG("no %s in %s", shown[i].hints[k], e->name);
		path_sql(s, &sql, &hint, false);
	}
	sbuf_puts(&sql, ", t.version, ");
	tone_sql(s, &sql, e, "t");
	sbuf_printf(&sql, " FROM \"%s\" t WHERE t.id = ? AND t.removed = 0", e->name);
	rights_visible(s, &sql, e, "t");
	q = db_prepare(s->db, sql.data, err);
	sbuf_free(&sql);
	return q;
}

/* The phone or address by which a customer or contact was found, when it was by one. */
static int point_hint(struct store *s, const struct entity *e, int64_t id, const struct search *words,
		      struct table *t, struct row *row, struct error *err)
{
	struct stmt *q;
	int got;

	if (e->id != ENTITY_CUSTOMER && e->id != ENTITY_CONTACT)
		return 0;
	q = db_prepare(s->db,
		       e->id == ENTITY_CUSTOMER ?
			       "SELECT value FROM point WHERE customer = ? AND removed = 0 ORDER BY id" :
			       "SELECT value FROM point WHERE contact = ? AND removed = 0 ORDER BY id",
		       err);
	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	while ((got = db_step(q, err)) > 0)
		if (search_text(words, db_text(q, 0))) {
			table_set(t, row, COLUMN_HINT, value_text(db_text(q, 0)));
			break;
		}
	db_reset(q);
	return got < 0 ? -1 : 0;
}

static int add_record(struct store *s, const struct entity *e, int64_t id, const struct search *words,
		      bool hint, struct table *t, struct error *err)
{
	struct stmt *q = record_statement(s, e, err);
	struct row *row;
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	got = db_step(q, err);
	if (got <= 0)
		return got;
	row = table_add_row(t);
	row->entity = e;
	row->id = id;
	row->version = db_int(q, 3);
	row->tone = (enum tone)db_int(q, 4);
	table_set(t, row, COLUMN_TITLE, value_text(db_text(q, 0)));
	table_set(t, row, COLUMN_ENTITY, value_text(_(e->label)));
	table_set(t, row, COLUMN_HINT, value_text(db_text(q, db_is_null(q, 1) ? 2 : 1)));
	db_reset(q);
	return hint ? point_hint(s, e, id, words, t, row, err) : 0;
}

/* Among what fits equally well the customer comes before its people, they before its deals. */
static int add_fits(struct store *s, const struct found *f, enum search_fit fit, const struct search *q,
		    int64_t *skip, int64_t *left, struct table *t, struct error *err)
{
	for (size_t i = 0; i < LENGTH(shown); i++)
		for (size_t k = 0; k < f->hits[i].fits[fit].n && *left; k++) {
			if (*skip) {
				--*skip;
				continue;
			}
			--*left;
			if (add_record(s, entity_at(shown[i].entity), f->hits[i].fits[fit].items[k].id, q,
				       fit == SEARCH_ELSEWHERE, t, err) < 0)
				return -1;
		}
	return 0;
}

static int64_t rows_of(const struct request *r)
{
	return r->limit <= 0 ? FIND_LIMIT : r->limit < FIND_MOST ? r->limit : FIND_MOST;
}

static int fill(struct store *s, const struct request *r, const struct search *q, struct table *t,
		struct error *err)
{
	int64_t skip = t->offset < FIND_MOST ? t->offset : FIND_MOST, left = rows_of(r);
	struct found f = { 0 };
	int rc;

	left = left < FIND_MOST - skip ? left : FIND_MOST - skip;
	rc = look(s, r, q, (size_t)(skip + left), &f, &t->total, err);
	for (int fit = SEARCH_WHOLE; rc == 0 && fit > SEARCH_NONE && left; fit--)
		rc = add_fits(s, &f, (enum search_fit)fit, q, &skip, &left, t, err);
	found_free(&f);
	return rc;
}

static struct table *found_table(const struct request *r)
{
	struct table *t = table_new("found");

	t->title = N_("Found");
	table_add_column(t, "title", N_("Title"), FIELD_TEXT)->field.width = 34;
	table_add_column(t, "entity", N_("Kind"), FIELD_TEXT)->field.width = 9;
	table_add_column(t, "hint", N_("Beside"), FIELD_TEXT)->field.width = 24;
	t->entity = r->entity;
	t->offset = r->offset > 0 ? r->offset : 0;
	t->total = 0;
	return t;
}

int verb_find(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct table *t = found_table(r);
	struct search q;
	int rc = 0;

	answer_add_table(a, t);
	search_words(&q, r->words ? r->words : "");
	if (!search_is_empty(&q))
		rc = fill(s, r, &q, t, err);
	search_free(&q);
	return rc;
}

/* "Word: sohne, soehne": each way to write it that was looked for. */
static void say_words(struct table *t, struct said *said, const struct search *q)
{
	const char *keys[SEARCH_KEYS];
	size_t lens[SEARCH_KEYS];

	for (size_t i = 0; i < q->typed.n; i++) {
		size_t n = search_keys(q, i, keys, lens) - q->whole.n;
		struct sbuf ways = SBUF_INIT;

		for (size_t k = 0; k < n; k++)
			sbuf_printf(&ways, "%s%.*s", k ? C_("names", ", ") : "", (int)lens[k], keys[k]);
		said_term(t, said, (struct term){ .what = arena_printf(&t->arena, _("Word: %s"), sbuf_text(&ways)) });
		sbuf_free(&ways);
	}
	for (size_t k = 0; k < q->whole.n; k++)
		said_term(t, said, (struct term){
			.what = arena_printf(&t->arena, _("Or all as one number: %s"), q->whole.digits[k]) });
}

static void put_word(struct sbuf *expr, const char *before, const char *s, size_t len, struct arena *a)
{
	sbuf_puts(expr, before);
	expr_print(expr, &(struct expr){ .kind = EXPR_FIND, .words = arena_strndup(a, s, len) });
}

/* The same as an expression: each word in one of its spellings, or all of it as one number. */
static const char *found_expr(const struct search *q, struct arena *a)
{
	struct sbuf expr = SBUF_INIT;
	const char *text;

	for (size_t i = 0; i < q->typed.n; i++) {
		const struct text_word *w = &q->typed.words[i];

		sbuf_puts(&expr, i ? " " : "");
		put_word(&expr, w->also ? "(" : "", w->s, w->len, a);
		if (w->also)
			put_word(&expr, " or ", w->also, w->also_len, a);
		sbuf_puts(&expr, w->also ? ")" : "");
	}
	if (q->whole.n)
		put_word(&expr, " or ", q->typed.whole.s, q->typed.whole.len, a);
	text = arena_strdup(a, sbuf_text(&expr));
	sbuf_free(&expr);
	return text;
}

static void say_hits(struct store *s, struct table *t, struct said *said, const struct search *q, const struct found *f)
{
	const char *drill = found_expr(q, &t->arena);

	for (size_t i = 0; i < LENGTH(shown); i++)
		if (f->hits[i].total)
			said_term(t, said, (struct term){
				.sign = '+', .what = _(entity_at(shown[i].entity)->plural),
				.number = (double)f->hits[i].total, .entity = entity_at(shown[i].entity), .drill = drill,
				.shown = figure_show(s, FIELD_INT, (double)f->hits[i].total, NULL, &t->arena) });
}

/* How many are listed when that is not all, and why no more. */
static void say_limit(struct store *s, struct table *t, struct said *said, const struct request *r)
{
	int64_t rows = rows_of(r);

	if (t->total > rows)
		said_term(t, said, (struct term){
			.what = _("listed, the best first"),
			.how = r->limit <= 0 ? _("when nobody says how many") :
			       rows < FIND_MOST ? _("as many as were asked for") :
						  _("more are not: another word narrows them"),
			.shown = figure_show(s, FIELD_INT, (double)rows, NULL, &t->arena) });
}

int find_say(struct store *s, struct table *t, const struct request *r, struct error *err)
{
	static const struct figure length = { "length", N_("Found"), FIELD_INT, .made = "length",
		.words = N_("How many have all of the words: in a text of theirs, a phone number or an address; Chinese"
			    " also by its pinyin and initials.") };
	struct found f = { 0 };
	struct said *said;
	struct search q;
	int rc;

	t->total = 0;
	search_words(&q, r->words);
	rc = search_is_empty(&q) ? 0 : look(s, r, &q, 0, &f, &t->total, err);
	if (rc == 0 && t->total) {
		said = table_say(t, SAID_NOTE, &length, (double)t->total, NULL, NULL);
		say_words(t, said, &q);
		say_hits(s, t, said, &q, &f);
		say_limit(s, t, said, r);
	}
	found_free(&f);
	search_free(&q);
	return rc;
}

void find_prepare(struct store *s, const struct request *r)
{
	for (size_t i = 0; i < LENGTH(shown); i++)
		if (!r->entity || r->entity->id == shown[i].entity)
			find_shelf(s, entity_at(shown[i].entity), NULL);
}

int64_t find_ids(struct store *s, const struct entity *e, const char *typed, size_t most, int64_t *ids,
		 struct error *err)
{
	struct find_shelf *f = find_shelf(s, e, err);
	struct find_hits hits = { .most = most };
	struct search q;
	size_t n = 0;
	int rc = -1;

	search_words(&q, typed);
	if (f)
		rc = search_is_empty(&q) ? 0 : find_look(s, f, &q, &hits, err);
	for (int fit = SEARCH_WHOLE; rc == 0 && fit > SEARCH_NONE; fit--)
		for (size_t k = 0; k < hits.fits[fit].n && n < most; k++)
			ids[n++] = hits.fits[fit].items[k].id;
	find_hits_free(&hits);
	search_free(&q);
	return rc < 0 ? -1 : (int64_t)n;
}

int find_matches(struct store *s, const struct entity *e, const char *phrase,
		 void (*fn)(void *to, int64_t id), void *to, struct error *err)
{
	struct find_shelf *f = find_shelf(s, e, err);
	struct search q;
	int rc = -1;

	search_phrase(&q, phrase);
	if (f)
		rc = find_each(s, f, &q, true, fn, to, err);
	search_free(&q);
	return rc;
}
