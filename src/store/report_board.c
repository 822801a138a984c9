/* The board: the deals of a pipeline, a table for each stage. */
#include "model/figure.h"
#include "store/report.h"

#define CARDS 200 /* a stage; `total` tells how many there are */

struct board {
	struct store *store;
	const struct request *request;
	struct answer *answer;
	struct table *stages; /* one row each, before the tables of cards */
	struct error *err;
};

/* What the board shows of a deal's stage: what is open, and what was won since the month began. */
static int cards_of(struct board *b, struct select *q, int64_t stage, bool won)
{
	const struct entity *deal = entity_at(ENTITY_DEAL);

	select_begin(q, b->store, deal, false);
	select_equal(q, "stage", value_int(stage));
	if (won)
		select_also(q, "t.closed >= ?", &deal->fields[DEAL_CLOSED],
			    value_int(date_month_start(b->store->context.today)));
	if (select_where(q, report_arg(b->request, "filter"), b->err) < 0 ||
	    select_order(q, won ? "-closed,-amount" : "close,-amount", b->err) < 0)
		return -1;
	return select_columns(q, "name,customer,amount,since,close,closed,next_step,owner", b->err);
}

/* The next thing planned for each card, or its next step; and for how many days it has been where it is. */
static int add_next(struct board *b, struct table *t, size_t days, size_t next, size_t due)
{
	static const char sql[] = "SELECT subject, coalesce(due, substr(start, 1, 10)) FROM activity"
				  " WHERE deal = ? AND removed = 0 AND done IS NULL"
				  " AND coalesce(due, start) IS NOT NULL"
				  " ORDER BY coalesce(due, start), id LIMIT 1";

	for (size_t i = 0; i < t->nrows; i++) {
		struct value since = table_get(t, i, "since");
		struct stmt *q = db_prepare(b->store->db, sql, b->err);
		int got;

		if (!q)
			return -1;
		if (since.kind != VALUE_NULL)
			table_set(t, &t->rows[i], days, value_int(b->store->context.today - since.i));
		db_bind_int(q, 1, t->rows[i].id);
		got = db_step(q, b->err);
		if (got < 0)
			return -1;
		if (!got) {
			t->rows[i].cells[next] = table_get(t, i, "next_step");
		} else {
			table_set(t, &t->rows[i], next, value_text(db_text(q, 0)));
			t->rows[i].cells[due] = db_value(q, 1, &t->columns[due].field, &t->arena);
		}
		db_reset(q);
	}
	return 0;
}

static const struct figure card_figures[] = {
	{ "days", N_("Days"), FIELD_INT, 4, .made = "today - since",
	  .words = N_("For how many days it has been in its stage.") },
	{ NULL },
};
static const struct figure today = { "today", N_("Today"), FIELD_DATE };

static int fill_cards(struct board *b, struct select *q, struct table *t)
{
	size_t days = t->ncolumns, next = days + 1, due = days + 2;

	table_add_figures(t, card_figures);
	table_add_column(t, "next", N_("Next"), FIELD_TEXT)->field.width = 20;
	table_add_column(t, "due", N_("Due"), FIELD_DATE)->field.width = 9;
	if (select_fill(q, t, 0, CARDS, b->err) < 0)
		return -1;
	table_say(t, SAID_NOTE, &today, b->store->context.today, NULL, NULL);
	return add_next(b, t, days, next, due);
}

/* The cards of a stage, as cards_of asks for them. */
static void drill_stage(struct board *b, struct row *row, int64_t stage, bool won)
{
	const char *filter = report_arg(b->request, "filter");
	struct sbuf expr = SBUF_INIT;
	char day[DATE_SIZE];

	date_write_iso(date_month_start(b->store->context.today), day);
	sbuf_printf(&expr, "stage.id:%lld", (long long)stage);
	if (won)
		sbuf_printf(&expr, " closed>=%s", day);
	if (filter)
		sbuf_printf(&expr, " (%s)", filter);
	report_drill(b->stages, row, ENTITY_DEAL, sbuf_text(&expr));
	sbuf_free(&expr);
}

static const struct figure stage_figures[] = {
	{ "stage", N_("Stage"), FIELD_TEXT, 18 },
	{ "deals", N_("Deals"), FIELD_INT, 6, .made = "count",
	  .words = N_("The deals in this stage; of won ones those of this month.") },
	{ "sum", N_("Sum"), FIELD_MONEY, 12, .made = "sum worth",
	  .words = N_("What they are worth, in the book's currency.") },
	{ "weighted", N_("Weighted"), FIELD_MONEY, 12, .made = "sum weighted",
	  .words = N_("Each deal's worth times its probability.") },
	{ NULL },
};

static int add_stage(struct board *b, int64_t stage, const char *name, bool won)
{
	struct sbuf number = SBUF_INIT;
	struct deal_sums sums = { 0 };
	struct table *t;
	struct select q;
	struct row *row;
	int rc = -1;

	sbuf_printf(&number, "%lld", (long long)stage);
	if (cards_of(b, &q, stage, won) == 0 && report_sums(&q, &sums, b->err) == 0) {
		t = select_table(&q, sbuf_text(&number));
		t->title = arena_strdup(&t->arena, name);
		answer_add_table(b->answer, t);
		rc = fill_cards(b, &q, t);
	}
	select_end(&q);
	sbuf_free(&number);
	row = table_add_row(b->stages);
	row->entity = entity_at(ENTITY_STAGE);
	row->id = stage;
	row->tone = won ? TONE_GOOD : TONE_PLAIN;
	drill_stage(b, row, stage, won);
	table_set(b->stages, row, 0, value_text(name));
	table_set(b->stages, row, 1, value_int(sums.n));
	table_set(b->stages, row, 2, value_money(sums.sum, b->store->currency));
	table_set(b->stages, row, 3, value_money(sums.weighted, b->store->currency));
	return rc;
}

static struct table *stages_table(void)
{
	struct table *t = table_new("stages");

	table_add_figures(t, stage_figures);
	return t;
}

static int add_stages(struct board *b, int64_t pipeline)
{
	struct stmt *q = db_prepare(b->store->db,
				    "SELECT id, name, outcome = 'won' FROM stage WHERE pipeline = ?"
				    " AND removed = 0 AND outcome <> 'lost' ORDER BY position, id",
				    b->err);
	int got, rc = 0;

	if (!q)
		return -1;
	db_bind_int(q, 1, pipeline);
	while (rc == 0 && (got = db_step(q, b->err)) != 0)
		rc = got < 0 ? -1 : add_stage(b, db_int(q, 0), db_text(q, 1), db_int(q, 2));
	db_reset(q);
	return rc;
}

/* The pipeline's name, and what is open in it. */
static int head(struct board *b, int64_t pipeline)
{
	const char *filter = report_arg(b->request, "filter");
	struct sbuf note = SBUF_INIT, expr = SBUF_INIT;
	struct deal_sums sums = { 0 };
	struct select q;
	int rc = -1;

	sbuf_printf(&expr, "state:open stage.pipeline.id:%lld", (long long)pipeline);
	if (filter)
		sbuf_printf(&expr, " (%s)", filter);
	if (report_deals(&q, b->store, sbuf_text(&expr), b->err) == 0 &&
	    report_sums(&q, &sums, b->err) == 0) {
		report_sums_show(b->store, &sums, &note);
		report_sums_say(b->store, b->stages, &sums, sbuf_text(&expr));
		b->stages->note = arena_strdup(&b->stages->arena, sbuf_text(&note));
		rc = 0;
	}
	select_end(&q);
	sbuf_free(&note);
	sbuf_free(&expr);
	return rc;
}

static int set_title(struct board *b, int64_t pipeline)
{
	struct stmt *q = db_prepare(b->store->db, "SELECT name FROM pipeline WHERE id = ?", b->err);

	if (!q)
		return -1;
	db_bind_int(q, 1, pipeline);
	if (db_step(q, b->err) > 0)
		b->stages->title = arena_strdup(&b->stages->arena, db_text(q, 0));
	db_reset(q);
	return 0;
}

int report_board(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct board b = { .store = s, .request = r, .answer = a, .err = err };
	const char *by = report_arg(r, "by");
	int64_t pipeline;

	if (by && strcmp(by, "stage"))
		return report_cards(s, r, a, err);
	pipeline = report_pipeline_id(s, r, err);
	if (pipeline < 0)
		return -1;
	b.stages = stages_table();
	answer_add_table(a, b.stages);
	if (set_title(&b, pipeline) < 0 || head(&b, pipeline) < 0 || add_stages(&b, pipeline) < 0)
		return -1;
	b.stages->total = (int64_t)b.stages->nrows;
	return 0;
}
