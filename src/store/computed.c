/* Fields that are no columns: the store derives them in the statement that reads the record. Each is a
 * scalar subquery over the record's alias; its own aliases are c1 and c2. What is removed does not
 * count. */
#include "model/complete.h"
#include "model/money.h"
#include "store/explain.h"

/* Ten-thousandths in one minor unit, by currency: 100 but for the few of other exponents. */
static void minor_scale(struct sbuf *sql, const char *currency)
{
	static const struct {
		int exponent, scale;
	} odd[] = { { 0, 10000 }, { 3, 10 }, { 4, 1 } };
	size_t n;
	const struct currency *all = currency_all(&n);

	sbuf_puts(sql, "CASE");
	for (size_t i = 0; i < LENGTH(odd); i++) {
		const char *comma = "";

		sbuf_printf(sql, " WHEN %s IN (", currency);
		for (size_t k = 0; k < n; k++)
			if (all[k].exponent == odd[i].exponent) {
				sbuf_printf(sql, "%s'%s'", comma, all[k].code);
				comma = ",";
			}
		sbuf_printf(sql, ") THEN %d", odd[i].scale);
	}
	sbuf_puts(sql, " ELSE 100 END");
}

static int64_t book_scale(const struct store *s)
{
	return money_scaled(1, s->currency);
}

/* The book's currency as a literal: three letters, whatever the setting says. */
static void book_currency(const struct store *s, struct sbuf *sql)
{
	const struct currency *c = currency_find(s->currency);

	sbuf_printf(sql, "'%s'", c ? c->code : "XXX");
}

/* What is worked out is in the book's currency, unless its row says otherwise. */
static bool in_book_money(const struct entity *e, const struct field *f)
{
	return (f->flags & (FIELD_COMPUTED | FIELD_OWN_MONEY)) == FIELD_COMPUTED || !entity_field(e, "currency");
}

void currency_sql(const struct store *s, struct sbuf *sql, const struct entity *e,
		  const struct field *f, const char *alias)
{
	if (in_book_money(e, f)) {
		book_currency(s, sql);
		return;
	}
	sbuf_printf(sql, "coalesce(%s.\"currency\", ", alias);
	book_currency(s, sql);
	sbuf_puts(sql, ")");
}

const char *record_currency(struct store *s, const struct entity *e, const struct field *f, int64_t id,
			    struct arena *a)
{
	const char *code = s->currency;
	struct sbuf sql = SBUF_INIT;
	struct stmt *q;

	sbuf_puts(&sql, "SELECT ");
	currency_sql(s, &sql, e, f, "x");
	sbuf_printf(&sql, " FROM \"%s\" x WHERE x.id = ?", e->name);
	q = db_prepare(s->db, sbuf_text(&sql), NULL);
	sbuf_free(&sql);
	if (!q)
		return code;
	db_bind_int(q, 1, id);
	if (db_step(q, NULL) == 1)
		code = arena_strdup(a, db_text(q, 0));
	db_reset(q);
	return code;
}

/* What the first point of that kind says: the primary one, else the oldest. */
static void point(struct sbuf *sql, const struct entity *e, const char *alias, const char *kind,
		  const char *column)
{
	sbuf_printf(sql,
		    "(SELECT c1.\"%s\" FROM point c1 WHERE c1.\"%s\" = %s.id AND c1.kind = '%s'"
		    " AND c1.removed = 0 ORDER BY coalesce(c1.main, 0) DESC, c1.id LIMIT 1)",
		    column, e->name, alias, kind);
}

static void point_value(const struct store *s, struct sbuf *sql, const struct entity *e,
			const struct field *f, const char *alias)
{
	(void)s;
	point(sql, e, alias, f->name, "value");
}

static void point_place(const struct store *s, struct sbuf *sql, const struct entity *e,
			const struct field *f, const char *alias)
{
	(void)s;
	point(sql, e, alias, "address", f->name);
}

/* An amount in the book's minor units, half away from zero, by the latest rate on or before a day:
 * amount / 10^e(foreign) / (rate / 10^4) * 10^e(book), where one minor unit is scale(foreign)
 * ten-thousandths: amount * scale(foreign) * 10^4 / scale(book) / rate. NULL without a rate. Exact up
 * to some 10^12 units of the foreign currency. */
static void converted(const struct store *s, struct sbuf *sql, const char *amount, const char *currency,
		      const char *day)
{
	long long factor = NUMBER_SCALE / book_scale(s);

	sbuf_printf(sql, "(SELECT CASE WHEN c2.rate > 0 THEN (2 * %s * (", amount);
	minor_scale(sql, currency);
	sbuf_printf(sql,
		    ") * %lld + CASE WHEN %s < 0 THEN -c2.rate ELSE c2.rate END)"
		    " / (2 * c2.rate) END FROM rate c2 WHERE c2.currency = %s AND"
		    " c2.day <= %s AND c2.removed = 0 ORDER BY c2.day DESC, c2.id DESC LIMIT 1)",
		    factor, amount, currency, day);
}

/* The amount in the book's currency, by the rate of the day; both are expressions. */
static void in_book_currency(const struct store *s, struct sbuf *sql, const char *alias,
			     const char *amount, const char *day)
{
	char *currency = xasprintf("%s.\"currency\"", alias);

	sbuf_printf(sql, "CASE WHEN %s IS NULL OR %s = ", currency, currency);
	book_currency(s, sql);
	sbuf_printf(sql, " THEN %s ELSE ", amount);
	converted(s, sql, amount, currency, day);
	sbuf_puts(sql, " END");
	free(currency);
}

void amount_sql(const struct store *s, struct sbuf *sql, const struct entity *e, const struct field *f,
		const char *alias)
{
	char today[DATE_SIZE], quoted[DATE_SIZE + 2];
	struct sbuf amount = SBUF_INIT;

	if (in_book_money(e, f)) {
		field_sql(s, sql, e, f, alias, false);
		return;
	}
	date_write_iso(s->context.today, today);
	snprintf(quoted, sizeof(quoted), "'%s'", today);
	field_sql(s, &amount, e, f, alias, false);
	in_book_currency(s, sql, alias, sbuf_text(&amount), quoted);
	sbuf_free(&amount);
}

/* What was sold keeps the worth it had on the day it was decided. */
static void worth(const struct store *s, struct sbuf *sql, const struct entity *e, const struct field *f,
		  const char *alias)
{
	char today[DATE_SIZE], *amount, *day;

	(void)e, (void)f;
	date_write_iso(s->context.today, today);
	amount = xasprintf("%s.\"amount\"", alias);
	day = xasprintf("coalesce(%s.\"closed\", '%s')", alias, today);
	in_book_currency(s, sql, alias, amount, day);
	free(amount);
	free(day);
}

static void deals_sum(const struct store *s, struct sbuf *sql, const struct entity *e,
		      const struct field *f, const char *alias)
{
	const struct entity *deal = entity_at(ENTITY_DEAL);

	(void)e;
	sbuf_puts(sql, "coalesce((SELECT sum(");
	field_sql(s, sql, deal, &deal->fields[DEAL_WORTH], "c1", false);
	sbuf_printf(sql,
		    ") FROM deal c1 WHERE c1.customer = %s.id AND c1.state = '%s' AND"
		    " c1.removed = 0), 0)",
		    alias, f->name);
}

static void probability(const struct store *s, struct sbuf *sql, const struct entity *e,
			const struct field *f, const char *alias)
{
	(void)s, (void)e, (void)f;
	sbuf_printf(sql,
		    "coalesce(%s.\"override\", (SELECT c1.probability FROM stage c1 WHERE"
		    " c1.id = %s.stage AND c1.removed = 0))",
		    alias, alias);
}

static void rotting(const struct store *s, struct sbuf *sql, const struct entity *e,
		    const struct field *f, const char *alias)
{
	(void)e, (void)f;
	sbuf_printf(sql,
		    "CASE WHEN %s.state = 'open' AND %d - days(%s.since) > (SELECT c1.rot_days"
		    " FROM stage c1 WHERE c1.id = %s.stage AND c1.removed = 0) THEN 1 ELSE 0 END",
		    alias, (int)s->context.today, alias, alias);
}

/* None is nothing known, not a number. */
static void people(const struct store *s, struct sbuf *sql, const struct entity *e,
		   const struct field *f, const char *alias)
{
	(void)s, (void)e, (void)f;
	sbuf_printf(sql,
		    "(SELECT nullif(count(*), 0) FROM contact c1 WHERE c1.customer = %s.id AND"
		    " c1.removed = 0)",
		    alias);
}

/* As with people: who never complained has no number. */
static void complaints(const struct store *s, struct sbuf *sql, const struct entity *e, const struct field *f,
		       const char *alias)
{
	(void)s, (void)e, (void)f;
	sbuf_printf(sql,
		    "(SELECT nullif(count(*), 0) FROM \"case\" c1 WHERE c1.customer = %s.id AND"
		    " c1.kind = 'complaint' AND c1.status <> 'closed' AND c1.removed = 0)",
		    alias);
}

/* The known share of what is expected, in ten-thousandths of a per cent. */
static void known_share(const struct store *s, struct sbuf *sql, const struct entity *e, bool person,
			const char *alias)
{
	const char *plus = "(";

	for (unsigned i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (!complete_expects(f, person))
			continue;
		sbuf_printf(sql, "%s(", plus);
		field_sql(s, sql, e, f, alias, false);
		sbuf_printf(sql, " IS NOT NULL) * %d", f->weight);
		plus = " + ";
	}
	sbuf_printf(sql, ") * %d / %d", 100 * NUMBER_SCALE, complete_whole(e, person));
}

static void complete(const struct store *s, struct sbuf *sql, const struct entity *e,
		     const struct field *f, const char *alias)
{
	(void)f;
	if (e->id != ENTITY_CUSTOMER) {
		known_share(s, sql, e, false, alias);
		return;
	}
	sbuf_printf(sql, "CASE WHEN %s.kind = 'person' THEN ", alias);
	known_share(s, sql, e, true, alias);
	sbuf_puts(sql, " ELSE ");
	known_share(s, sql, e, false, alias);
	sbuf_puts(sql, " END");
}

/* Whom we never spoke to is counted from the day he came into the book. */
static void contact_by(const struct store *s, struct sbuf *sql, const struct entity *e, const struct field *f,
		       const char *alias)
{
	(void)s, (void)e, (void)f;
	sbuf_printf(sql,
		    "CASE WHEN %s.rhythm IS NOT NULL THEN date(coalesce(%s.last_contact, substr(%s.created, 1, 10)),"
		    " %s.rhythm || ' days') END",
		    alias, alias, alias, alias);
}

/* The month and day in a year: whoever was born on 29 February has another in most. */
static char *birthday_in(const char *alias, int year)
{
	return xasprintf(date_exists(year, 2, 29) ? "substr(%s.birthday, 6)" :
						    "replace(substr(%s.birthday, 6), '02-29', '02-28')", alias);
}

/* In this year, or when that is over in the next. */
static void next_birthday(const struct store *s, struct sbuf *sql, const struct entity *e, const struct field *f,
			  const char *alias)
{
	char *is, *will;
	struct civil c;

	(void)e, (void)f;
	date_split(s->context.today, &c);
	is = birthday_in(alias, c.year);
	will = birthday_in(alias, c.year + 1);
	sbuf_printf(sql, "CASE WHEN %s >= '%02d-%02d' THEN '%04d-' || %s ELSE '%04d-' || %s END", is, c.month, c.day,
		    c.year, is, c.year + 1, will);
	free(is);
	free(will);
}

/* The worth times the probability, half away from zero. */
static void weighted(const struct store *s, struct sbuf *sql, const struct entity *e,
		     const struct field *f, const char *alias)
{
	struct sbuf amount = SBUF_INIT;

	worth(s, &amount, e, f, alias);
	sbuf_printf(sql, "(((%s) * coalesce(", sbuf_text(&amount));
	probability(s, sql, e, f, alias);
	sbuf_printf(sql, ", 0) + CASE WHEN (%s) < 0 THEN -500000 ELSE 500000 END) / 1000000)",
		    sbuf_text(&amount));
	sbuf_free(&amount);
}

/* Whatever was paid too much, nothing less than nothing is left. */
static void outstanding(const struct store *s, struct sbuf *sql, const struct entity *e,
			const struct field *f, const char *alias)
{
	(void)s, (void)e, (void)f;
	sbuf_printf(sql,
		    "CASE WHEN coalesce(%s.written_off, 0) THEN 0 ELSE max(%s.amount - coalesce(%s.paid, 0), 0) END",
		    alias, alias, alias);
}

/* What is not late is late for no number of days. */
static void overdue(const struct store *s, struct sbuf *sql, const struct entity *e, const struct field *f,
		    const char *alias)
{
	int today = (int)s->context.today;

	sbuf_printf(sql, "CASE WHEN days(%s.due) < %d AND ", alias, today);
	outstanding(s, sql, e, f, alias);
	sbuf_printf(sql, " > 0 THEN %d - days(%s.due) END", today, alias);
}

/* Of a customer's invoices: what is outstanding in all, or how long the one is overdue that waits longest. */
static void of_invoices(const struct store *s, struct sbuf *sql, enum invoice_field of, const char *how,
			const char *alias)
{
	const struct entity *invoice = entity_at(ENTITY_INVOICE);

	sbuf_printf(sql, "(SELECT %s(", how);
	amount_sql(s, sql, invoice, &invoice->fields[of], "c1");
	sbuf_printf(sql, ") FROM invoice c1 WHERE c1.customer = %s.id AND c1.removed = 0)", alias);
}

static void unpaid(const struct store *s, struct sbuf *sql, const struct entity *e, const struct field *f,
		   const char *alias)
{
	(void)e, (void)f;
	sbuf_puts(sql, "coalesce(");
	of_invoices(s, sql, INVOICE_OUTSTANDING, "sum", alias);
	sbuf_puts(sql, ", 0)");
}

static void longest_overdue(const struct store *s, struct sbuf *sql, const struct entity *e,
			    const struct field *f, const char *alias)
{
	(void)e, (void)f;
	of_invoices(s, sql, INVOICE_OVERDUE, "max", alias);
}

/* What a document belongs to, as people name it. */
static void owner_title(const struct store *s, struct sbuf *sql, const struct entity *e, const struct field *f,
			const char *alias)
{
	(void)s, (void)f;
	sbuf_puts(sql, "coalesce(");
	for (unsigned i = DOCUMENT_OF_FIRST; i <= DOCUMENT_OF_LAST; i++)
		sbuf_printf(sql, "%s(SELECT c1.\"%s\" FROM \"%s\" c1 WHERE c1.id = %s.\"%s\")",
			    i > DOCUMENT_OF_FIRST ? ", " : "", entity_find(e->fields[i].ref)->title, e->fields[i].ref,
			    alias, e->fields[i].name);
	sbuf_puts(sql, ")");
}

/* How each is worked out: by the store, and for whoever asks how (store/explain.h). */
static const struct computed {
	enum entity_id entity;
	const char *field;
	void (*sql)(const struct store *s, struct sbuf *sql, const struct entity *e,
		    const struct field *f, const char *alias);
	struct figure figure;
} computed[] = {
#define OF_POINT(kind_, what) { .made = "first " what, .child = "points", .where = "kind:" kind_ }
	{ ENTITY_CUSTOMER, "phone", point_value, OF_POINT("phone", "value") },
	{ ENTITY_CUSTOMER, "email", point_value, OF_POINT("email", "value") },
	{ ENTITY_CUSTOMER, "city", point_place, OF_POINT("address", "city") },
	{ ENTITY_CUSTOMER, "country", point_place, OF_POINT("address", "country") },
	{ ENTITY_CUSTOMER, "open", deals_sum,
	  { .made = "sum worth", .child = "deals", .where = "state:open" } },
	{ ENTITY_CUSTOMER, "won", deals_sum, { .made = "sum worth", .child = "deals", .where = "state:won" } },
	{ ENTITY_CUSTOMER, "people", people, { .made = "count", .child = "contacts" } },
	{ ENTITY_CUSTOMER, "unpaid", unpaid,
	  { .made = "sum outstanding", .child = "invoices", .where = "outstanding>0" } },
	{ ENTITY_CUSTOMER, "overdue", longest_overdue,
	  { .made = "last overdue", .child = "invoices", .where = "overdue>0" } },
	{ ENTITY_CUSTOMER, "complaints", complaints,
	  { .made = "count", .child = "cases", .where = "kind:complaint status:open,answered" } },
	{ ENTITY_CUSTOMER, "contact_by", contact_by, { .made = "list last_contact rhythm" } },
	{ ENTITY_CUSTOMER, "complete", complete, { .made = "complete" } },
	{ ENTITY_CONTACT, "complete", complete, { .made = "complete" } },
	{ ENTITY_CONTACT, "next_birthday", next_birthday, { .made = "list birthday" } },
	{ ENTITY_CONTACT, "phone", point_value, OF_POINT("phone", "value") },
	{ ENTITY_CONTACT, "email", point_value, OF_POINT("email", "value") },
	{ ENTITY_DEAL, "probability", probability, { .made = "else override stage_probability" } },
	{ ENTITY_DEAL, "rotting", rotting, { .made = "list days rot_days" } },
	{ ENTITY_DEAL, "worth", worth, { .made = "amount / rate" } },
	{ ENTITY_DEAL, "weighted", weighted, { .made = "worth * probability" } },
	{ ENTITY_INVOICE, "outstanding", outstanding, { .made = "amount - paid - forgiven + overpaid" } },
	{ ENTITY_INVOICE, "overdue", overdue, { .made = "today - due" } },
	{ ENTITY_DOCUMENT, "of", owner_title, { .made = "list customer contact deal activity invoice case product" } },
};

const struct figure *computed_figure(const struct entity *e, const struct field *f)
{
	for (size_t i = 0; i < LENGTH(computed); i++)
		if (f->flags & FIELD_COMPUTED && computed[i].entity == e->id &&
		    !strcmp(computed[i].field, f->name))
			return &computed[i].figure;
	return NULL;
}

static void computed_sql(const struct store *s, struct sbuf *sql, const struct entity *e,
			 const struct field *f, const char *alias)
{
	for (size_t i = 0; i < LENGTH(computed); i++)
		if (computed[i].entity == e->id && !strcmp(computed[i].field, f->name)) {
			computed[i].sql(s, sql, e, f, alias);
			return;
		}
	BUG("%s.%s is not computed", e->name, f->name);
}

void field_sql(const struct store *s, struct sbuf *sql, const struct entity *e,
	       const struct field *f, const char *alias, bool scaled)
{
	struct sbuf currency = SBUF_INIT;

	if (f->flags & FIELD_COMPUTED)
		computed_sql(s, sql, e, f, alias);
	else
		sbuf_printf(sql, "%s.\"%s\"", alias, f->name);
	if (!scaled || f->type != FIELD_MONEY)
		return;
	if (in_book_money(e, f)) {
		sbuf_printf(sql, " * %lld", (long long)book_scale(s));
		return;
	}
	currency_sql(s, &currency, e, f, alias);
	sbuf_puts(sql, " * ");
	minor_scale(sql, sbuf_text(&currency));
	sbuf_free(&currency);
}
