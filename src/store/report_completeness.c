/* How complete what we know of the customers is: the four answers that heads of sales gave when they were
 * asked for the same (capability 000-17), and which fields are missed most. */
#include "base/number.h"
#include "model/complete.h"
#include "model/figure.h"
#include "store/report.h"

#define FIELDS_MOST 32
#define ANSWERS     4

/* What was counted. */
struct census {
	const struct entity *entity;
	const struct field *fields[FIELDS_MOST]; /* that weigh something */
	size_t nfields;
	int64_t expected[FIELDS_MOST], known[FIELDS_MOST];
	int64_t answers[ANSWERS];
	int64_t n, shares; /* how many records, and their scores in ten-thousandths of a per cent */
};

static void census_begin(struct census *c, const struct entity *e)
{
	*c = (struct census){ .entity = e };
	for (unsigned i = 0; i < e->nfields && c->nfields < FIELDS_MOST; i++)
		if (e->fields[i].weight)
			c->fields[c->nfields++] = &e->fields[i];
}

/* The records of the question: whether each is a person, and which of its fields are known. */
static struct stmt *census_ask(const struct census *c, struct select *q, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;

	sbuf_puts(&sql, "SELECT t.kind = 'person'");
	for (size_t i = 0; i < c->nfields; i++) {
		sbuf_puts(&sql, ", (");
		field_sql(q->store, &sql, c->entity, c->fields[i], "t", false);
		sbuf_puts(&sql, ") IS NOT NULL");
	}
	select_from(q, &sql);
	s = db_prepare(q->store->db, sbuf_text(&sql), err);
	if (s)
		sql_params_bind(&q->params, s, 1);
	sbuf_free(&sql);
	return s;
}

static void census_add(struct census *c, struct stmt *s, const int whole[2])
{
	bool person = db_int(s, 0) == 1;
	int64_t share = 0;
	size_t answer = 0;

	for (size_t i = 0; i < c->nfields; i++) {
		if (!complete_expects(c->fields[i], person))
			continue;
		c->expected[i]++;
		c->known[i] += db_int(s, (int)i + 1);
		share += db_int(s, (int)i + 1) * c->fields[i]->weight;
	}
	share = share * 100 * NUMBER_SCALE / whole[person];
	while (share < (int64_t)complete_answers[answer].from * NUMBER_SCALE)
		answer++;
	c->answers[answer]++;
	c->shares += share;
	c->n++;
}

static int census_take(struct census *c, struct select *q, struct error *err)
{
	const int whole[] = { complete_whole(c->entity, false), complete_whole(c->entity, true) };
	struct stmt *s = census_ask(c, q, err);
	int got;

	if (!s)
		return -1;
	while ((got = db_step(s, err)) == 1)
		census_add(c, s, whole);
	return got;
}

/* What 50 heads of sales said when Forrester asked them (capability 000-17). */
static const struct figure answer_figures[] = {
	{ "answer", N_("Complete view"), FIELD_TEXT, 14 },
	{ "from", NC_("score", "From"), FIELD_PERCENT, 6, .made = "set",
	  .words = N_("From how complete a record counts as this, up to the answer above.") },
	{ "customers", N_("Customers"), FIELD_INT, 9, .made = "count",
	  .words = N_("The customers who are so complete.") },
	{ "share", N_("Share"), FIELD_PERCENT, 8, .made = "customers / counted",
	  .words = N_("Of all customers that were counted.") },
	{ "have", N_("Others have it"), FIELD_PERCENT, 14, .made = "set",
	  .words = N_("Of 50 heads of sales, asked by Forrester: who said this of their own view of the customers.") },
	{ "want", N_("It matters"), FIELD_PERCENT, 10, .made = "set",
	  .words = N_("Of the same 50: to whom a complete view matters so much.") },
	{ NULL },
};
static const struct figure counted = { "counted", N_("Customers"), FIELD_INT, .made = "count",
				       .words = N_("The customers that were counted.") };
static const struct figure average = { "average", N_("Complete on average"), FIELD_PERCENT,
				       .made = "scores / counted",
				       .words = N_("The mean of how complete each of them is.") };
static const struct figure scores = { "scores", N_("Their scores in all"), FIELD_PERCENT, .made = "sum complete" };

static struct table *answers_table(void)
{
	struct table *t = table_new("completeness");

	table_add_figures(t, answer_figures);
	t->chart = CHART_BARS;
	t->chart_label = 0;
	t->chart_value = 3;
	return t;
}

static struct value per_cent(int n)
{
	return value_int((int64_t)n * NUMBER_SCALE);
}

static void add_answers(struct table *t, const struct census *c, const char *expr)
{
	for (size_t i = 0; i < ANSWERS; i++) {
		const struct complete_answer *answer = &complete_answers[i];
		struct row *row = table_add_row(t);
		struct sbuf drill = SBUF_INIT;

		table_set(t, row, 0, value_text(_(answer->label)));
		table_set(t, row, 1, per_cent(answer->from));
		table_set(t, row, 2, value_int(c->answers[i]));
		table_set(t, row, 3, report_part(c->answers[i], c->n));
		table_set(t, row, 4, per_cent(answer->have));
		table_set(t, row, 5, per_cent(answer->want));
		sbuf_printf(&drill, "%s complete>=%d", expr, answer->from);
		if (i)
			sbuf_printf(&drill, " complete<%d", complete_answers[i - 1].from);
		report_drill(t, row, c->entity->id, sbuf_text(&drill));
		sbuf_free(&drill);
	}
	t->total = ANSWERS;
}

static void note_average(struct table *t, const struct census *c, const char *expr)
{
	struct sbuf note = SBUF_INIT;
	double sum = (double)c->shares / (100.0 * NUMBER_SCALE);
	char average_text[PERCENT_SIZE];

	table_say(t, SAID_NOTE, &counted, (double)c->n, c->entity, expr);
	table_say(t, SAID_NOTE, &scores, sum, c->entity, expr);
	if (c->n)
		table_say(t, SAID_NOTE, &average, sum / (double)c->n, c->entity, expr);

	sbuf_printf(&note, P_("%s customer", "%s customers", c->n), NUMBER_TEXT(c->n));
	if (c->n)
		sbuf_printf(&note, _(" · %s complete on average"), percent_text(sum / (double)c->n, average_text));
	sbuf_printf(&note, " · %s", _("others: 50 heads of sales, asked by Forrester"));
	report_note(t, &note);
	sbuf_free(&note);
}

static const struct figure missing_figures[] = {
	{ "field", N_("Field"), FIELD_TEXT, 20 },
	{ "weight", N_("Weight"), FIELD_INT, 6, .made = "set",
	  .words = N_("What knowing it adds to how complete a record is.") },
	{ "missing", N_("Missing"), FIELD_INT, 9, .made = "count",
	  .words = N_("The customers of whom it should be known, and is not.") },
	{ "known", N_("Known"), FIELD_INT, 9, .made = "expected - missing",
	  .words = N_("The customers of whom it is known.") },
	{ "share", N_("Known share"), FIELD_PERCENT, 11, .made = "known / expected",
	  .words = N_("Of all of whom it should be known.") },
	{ NULL },
};
static const struct figure expected = { "expected", N_("It should be known of"), FIELD_INT, .made = "count" };

static struct table *missing_table(void)
{
	struct table *t = table_new("missing");

	t->title = N_("What is missing");
	table_add_figures(t, missing_figures);
	return t;
}

/* What costs the base most of its score comes first. */
static size_t worst(const struct census *c, const bool *told)
{
	size_t best = c->nfields;
	int64_t most = -1;

	for (size_t i = 0; i < c->nfields; i++) {
		int64_t cost = (c->expected[i] - c->known[i]) * c->fields[i]->weight;
		if (told[i] || cost <= most)
			continue;
		best = i;
		most = cost;
	}
	return best;
}

static void add_missing(struct table *t, const struct census *c, const char *expr)
{
	bool told[FIELDS_MOST] = { false };

	for (size_t n = 0; n < c->nfields; n++) {
		size_t i = worst(c, told);
		const struct field *f = c->fields[i];
		struct row *row = table_add_row(t);
		struct sbuf drill = SBUF_INIT;

		told[i] = true;
		table_set(t, row, 0, value_text(_(f->label)));
		table_set(t, row, 1, value_int(f->weight));
		table_set(t, row, 2, value_int(c->expected[i] - c->known[i]));
		table_set(t, row, 3, value_int(c->known[i]));
		table_set(t, row, 4, report_part(c->known[i], c->expected[i]));
		sbuf_printf(&drill, "%s %s:null%s", expr, f->name,
			    f->flags & FIELD_COMPANY ? " kind!=person" : "");
		report_drill(t, row, c->entity->id, sbuf_text(&drill));
		sbuf_reset(&drill);
		sbuf_printf(&drill, "%s%s", expr, f->flags & FIELD_COMPANY ? " kind!=person" : "");
		table_say(t, (int64_t)t->nrows - 1, &expected, (double)c->expected[i], c->entity,
			  sbuf_text(&drill));
		sbuf_free(&drill);
	}
	t->total = (int64_t)t->nrows;
}

/* The arguments as one expression, which the drills go on with. */
static int expression(struct store *s, const struct request *r, struct sbuf *expr, struct error *err)
{
	const char *filter = report_arg(r, "filter");

	if (filter)
		sbuf_printf(expr, "(%s)", filter);
	return report_owner(s, r, expr, err);
}

int report_completeness(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct table *answers = answers_table(), *missing = missing_table();
	struct sbuf expr = SBUF_INIT;
	struct census c;
	struct select q;
	int rc = -1;

	answer_add_table(a, answers);
	answer_add_table(a, missing);
	census_begin(&c, entity_at(ENTITY_CUSTOMER));
	select_begin(&q, s, c.entity, false);
	if (expression(s, r, &expr, err) == 0 && select_where(&q, sbuf_text(&expr), err) == 0)
		rc = census_take(&c, &q, err);
	select_end(&q);
	if (rc == 0) {
		add_answers(answers, &c, sbuf_text(&expr));
		note_average(answers, &c, sbuf_text(&expr));
		add_missing(missing, &c, sbuf_text(&expr));
	}
	sbuf_free(&expr);
	return rc;
}
