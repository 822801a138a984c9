#include "store/report_rank.h"

#include "base/number.h"
#include "store/sql.h"

#define TIES_MOST 100 /* ids that an expression names at each of its ends */

static const char columns[] =
	"t.customer, coalesce(sum(@), 0), max(t.closed), count(*),"
	" (SELECT min(f.closed) FROM deal f WHERE f.customer = t.customer AND f.state = 'won'"
	" AND f.removed = 0)";

static int read_spenders(struct ranking *k, struct select *q, struct error *err)
{
	static const struct field day = { .name = "closed", .type = FIELD_DATE };
	struct stmt *s = report_select(q, columns, " GROUP BY t.customer", err);
	struct arena a = { 0 };
	int got = -1;

	while (s && (got = db_step(s, err)) > 0) {
		struct spender *one = array_add(&k->items, &k->n, &k->room, sizeof(*one));
		*one = (struct spender){ .id = db_int(s, 0),
					 .spend = db_int(s, 1),
					 .last = (date_t)db_value(s, 2, &day, &a).i,
					 .count = db_int(s, 3),
					 .first = (date_t)db_value(s, 4, &day, &a).i };
	}
	arena_free(&a);
	return got;
}

/* Deals of nobody, or of a customer who was removed, are nobody's spend. */
static int leave_out(struct select *q, struct sbuf *note, struct error *err)
{
	static const char live[] = "t.customer IN (SELECT l.id FROM customer l WHERE l.removed = 0)";
	char *sql = xasprintf("count(*) - coalesce(sum(%s), 0)", live);
	struct stmt *s = note ? report_select(q, sql, "", err) : NULL;
	int64_t n = 0;
	int rc = !note ? 0 : s ? db_one(s, 0, &n, err) : -1;

	free(sql);
	if (n)
		sbuf_printf(note, P_(" · %s deal of no customer is left out",
				     " · %s deals of no customer are left out", n), NUMBER_TEXT(n));
	sbuf_printf(&q->where, " AND %s", live);
	return rc < 0 ? -1 : 0;
}

int ranking_load(struct ranking *k, struct store *s, struct period p, const char *owner,
		 struct sbuf *note, struct error *err)
{
	struct sbuf expr = SBUF_INIT;
	struct select q;
	int rc = -1;

	*k = (struct ranking){ 0 };
	sbuf_puts(&expr, "state:won");
	report_closed(&expr, p);
	sbuf_puts(&expr, owner);
	if (report_deals(&q, s, sbuf_text(&expr), err) == 0 &&
	    (!note || report_left_out(&q, note, err) == 0) && leave_out(&q, note, err) == 0)
		rc = read_spenders(k, &q, err);
	select_end(&q);
	k->deals = sbuf_steal(&expr);
	k->active = spenders_rank(k->items, k->n);
	k->total = ranking_sum(k, 1, (int64_t)k->active);
	k->refunds = ranking_sum(k, (int64_t)k->active + 1, (int64_t)k->n);
	return rc;
}

void ranking_free(struct ranking *k)
{
	free(k->items);
	free(k->deals);
	*k = (struct ranking){ 0 };
}

int64_t ranking_sum(const struct ranking *k, int64_t first, int64_t last)
{
	int64_t sum = 0;

	for (int64_t i = first - 1; i < last; i++)
		sum += k->items[i].spend;
	return sum;
}

/* "sum(deals.worth where state:won closed:...)>=1200.50" */
static void put_sum(struct sbuf *x, const struct ranking *k, const struct store *s, const char *op,
		    int64_t amount)
{
	sbuf_printf(x, " sum(deals.worth where %s)%s", k->deals, op);
	value_write(x, &entity_at(ENTITY_DEAL)->fields[DEAL_AMOUNT], value_money(amount, s->currency));
}

static void put_ids(struct sbuf *x, const struct ranking *k, int64_t from, int64_t to)
{
	sbuf_puts(x, "id:");
	for (int64_t i = from; i < to; i++)
		sbuf_printf(x, "%s%lld", i > from ? "," : "", (long long)k->items[i].id);
}

/* Whoever stands before index `cut` (`upto`), or from it on. Those who spent the same on either side of it
 * are told apart by name: whichever are fewer. */
static bool put_end(struct sbuf *x, const struct ranking *k, const struct store *s, int64_t cut,
		    bool upto)
{
	int64_t n = (int64_t)k->active, low = cut, high = cut, mine, others;
	int64_t edge = k->items[upto ? cut - 1 : cut].spend;

	while (low > 0 && k->items[low - 1].spend == edge)
		low--;
	while (high < n && k->items[high].spend == edge)
		high++;
	mine = upto ? cut - low : high - cut;
	others = high - low - mine;
	if (mine > TIES_MOST && others > TIES_MOST)
		return false;
	if (others && mine < others)
		sbuf_puts(x, " (");
	put_sum(x, k, s, upto ? (others && mine < others ? ">" : ">=")
			      : (others && mine < others ? "<" : "<="), edge);
	if (others && mine < others) {
		sbuf_puts(x, " or ");
		put_ids(x, k, upto ? low : cut, upto ? cut : high);
		sbuf_puts(x, ")");
	} else if (others) {
		sbuf_puts(x, " not ");
		put_ids(x, k, upto ? cut : low, upto ? high : cut);
	}
	return true;
}

bool ranking_term(const struct ranking *k, const struct store *s, int64_t first, int64_t last,
		  struct sbuf *expr)
{
	size_t before = expr->len;
	bool said = first <= last;

	if (said && first > 1)
		said = put_end(expr, k, s, first - 1, false);
	if (said && last == (int64_t)k->active)
		put_sum(expr, k, s, ">", 0);
	else if (said)
		said = put_end(expr, k, s, last, true);
	if (!said)
		sbuf_erase(expr, before, expr->len - before);
	return said;
}

void ranking_say(const struct ranking *k, const struct store *s, struct table *t)
{
	static const struct figure total = { "total", N_("All that was won"), FIELD_MONEY,
					     .made = "sum deals.worth",
					     .words = N_("What the customers spent in the period: won deals, at the"
							 " rate of their day; without those who spent nothing or"
							 " got money back.") };
	struct sbuf expr = SBUF_INIT;

	t->within = arena_strdup(&t->arena, k->deals);
	if (k->active)
		ranking_term(k, s, 1, (int64_t)k->active, &expr);
	table_say(t, SAID_NOTE, &total, figure_number(FIELD_MONEY, value_money(k->total, s->currency)),
		  entity_at(ENTITY_CUSTOMER), expr.len ? sbuf_text(&expr) : "id:0");
	sbuf_free(&expr);
}

void ranking_drill(const struct ranking *k, struct table *t, struct row *row, int64_t customer)
{
	char *expr = xasprintf("%s customer.id:%lld", k->deals, (long long)customer);

	report_drill(t, row, ENTITY_DEAL, expr);
	free(expr);
}

int ranking_customer(struct store *s, struct table *t, struct row *row, size_t at, int64_t id,
		     struct error *err)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	const char *title = sql_title(s->db, customer, id, &t->arena);

	row->entity = customer;
	row->id = id;
	table_set(t, row, at, value_text(title));
	return title ? 0 : error_set(err, ERROR_FAILED, _("The customer %lld cannot be read."),
				     (long long)id);
}
