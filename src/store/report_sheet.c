/* The contact sheet: what one wants to know before a call, in one look. */
#include "base/intl.h"
#include "model/figure.h"
#include "store/report_page.h"
#include "store/sql.h"

/* Whom the sheet is about. 0: nobody. */
struct party {
	int64_t customer, contact, deal;
};

static int64_t ref_of(const struct record *r, const char *field)
{
	const struct field *f = entity_field(r->entity, field);

	return f ? r->values[entity_index(r->entity, f)].i : 0;
}

/* The argument of the record's kind tells which; its references tell the others. */
static int find_party(struct store *s, const struct request *r, struct party *p, struct error *err)
{
	struct arena arena = { 0 };
	struct record *record = NULL;
	int64_t id = 0;

	for (const struct arg *arg = report_find("sheet")->args; arg->name && !id; arg++) {
		const struct entity *e = entity_find(arg->ref);

		id = report_ref(s, r, arg->name, e, err);
		if (id > 0)
			record = record_load(s, e, id, &arena, err);
	}
	if (record) {
		bool self = record->entity->id == ENTITY_CUSTOMER;
		p->customer = self ? id : ref_of(record, "customer");
		p->contact = record->entity->id == ENTITY_CONTACT ? id : ref_of(record, "contact");
		p->deal = record->entity->id == ENTITY_DEAL ? id : ref_of(record, "deal");
	}
	arena_free(&arena);
	if (record && (p->customer || p->contact))
		return 0;
	return id < 0 || (id && !record) ?
		       -1 :
		       error_set(err, ERROR_USAGE, _("A contact sheet of whom? Name a customer, or what concerns"
						     " one: a deal, an invoice."));
}

/* Begins a question about what concerns the party: the customer with all its people, or the person. */
static void begin(struct select *q, struct store *s, enum entity_id e, const struct party *p)
{
	select_begin(q, s, entity_at(e), false);
	select_equal(q, p->customer ? "customer" : "contact", value_int(p->customer ? p->customer : p->contact));
}

enum { ABOUT_WHAT, ABOUT_VALUE };

static void add_line(struct table *t, const struct entity *e, int64_t id, const char *label, const char *text)
{
	struct row *r = table_add_row(t);

	r->entity = e;
	r->id = id;
	table_set(t, r, ABOUT_WHAT, value_text(label));
	table_set(t, r, ABOUT_VALUE, value_text(text));
}

static void show_fields(const struct store *s, const struct table *facts, const char *const *names,
			struct sbuf *out)
{
	for (; *names; names++) {
		int at = table_column(facts, *names);

		if (at < 0 || facts->rows[0].cells[at].kind == VALUE_NULL)
			continue;
		if (out->len)
			sbuf_puts(out, " · ");
		value_show(out, &facts->columns[at].field, facts->rows[0].cells[at], &s->context);
	}
}

/* The record in a line, and what it says of itself in lines of their own. */
static int add_record(struct store *s, struct table *t, enum entity_id id, int64_t record, struct error *err)
{
	static const char *const customer[] = { "name", "status", "industry", "city", "channel", NULL };
	static const char *const contact[] = { "name", "job", "role", "birthday", "language", NULL };
	static const char *const own[] = { "tags", "next_step", "note" };
	struct table *facts;
	struct select q;
	int rc = 0;

	select_begin(&q, s, entity_at(id), false);
	select_all_columns(&q);
	facts = select_table(&q, "facts");
	if (select_rows(&q, facts, &record, 1, 0, err) < 0)
		rc = -1;
	for (size_t i = 0; rc == 0 && facts->nrows && i <= LENGTH(own); i++) {
		const char *one[] = { i ? own[i - 1] : NULL, NULL };
		const struct field *f = i ? entity_field(q.entity, own[i - 1]) : NULL;
		struct sbuf text = SBUF_INIT;

		show_fields(s, facts, i ? one : id == ENTITY_CUSTOMER ? customer : contact, &text);
		if (text.len)
			add_line(t, q.entity, record,
				 _(!f ? q.entity->label : !strcmp(f->name, "tags") ? N_("Interests") : f->label),
				 sbuf_text(&text));
		sbuf_free(&text);
	}
	table_free(facts);
	select_end(&q);
	return rc;
}

static int add_about(struct store *s, const struct party *p, struct answer *a, struct error *err)
{
	struct table *t = table_new("about");

	answer_add_table(a, t);
	t->title = N_("Who");
	table_add_column(t, "what", N_("What"), FIELD_TEXT)->field.width = 10;
	table_add_column(t, "value", N_("Value"), FIELD_TEXT)->field.width = 60;
	if (p->contact && add_record(s, t, ENTITY_CONTACT, p->contact, err) < 0)
		return -1;
	if (p->customer && add_record(s, t, ENTITY_CUSTOMER, p->customer, err) < 0)
		return -1;
	t->total = (int64_t)t->nrows;
	return 0;
}

/* Numbers of the person first, then the customer's own. */
static int add_phones(struct store *s, const struct party *p, struct answer *a, struct error *err)
{
	static const struct section section = { "phones", N_("Phone"), NULL, "value,use,contact,customer", 3 };
	const struct entity *point = entity_at(ENTITY_POINT);
	struct table *t;
	struct select q;
	int at;

	select_begin(&q, s, point, false);
	select_equal(&q, "kind", value_text("phone"));
	sbuf_puts(&q.where, " AND (t.contact = ? OR t.customer = ?)");
	select_param(&q, &point->fields[POINT_CONTACT], value_int(p->contact));
	select_param(&q, &point->fields[POINT_CUSTOMER], value_int(p->customer));
	select_order_by(&q, "t.contact IS NULL, -t.main, t.id");
	t = section_add(a, &q, &section, NULL, err);
	at = t ? table_column(t, "value") : -1;
	if (at >= 0) {
		t->columns[at].name = "phone";
		t->columns[at].origin = NULL;
		t->columns[at].field.type = FIELD_PHONE;
		t->columns[at].field.width = 22;
	}
	return t ? 0 : -1;
}

/* The day is enough. */
static void as_day(struct table *t, const char *column)
{
	int at = table_column(t, column);

	for (size_t i = 0; at >= 0 && i < t->nrows; i++)
		t->rows[i].cells[at] = value_int(stamp_date(t->rows[i].cells[at].i));
	if (at < 0)
		return;
	t->columns[at].origin = NULL;
	t->columns[at].field.type = FIELD_DATE;
	t->columns[at].field.width = 10;
	t->columns[at].field.shrink = 0;
}

static int add_talks(struct store *s, const struct party *p, struct answer *a, struct error *err)
{
	static const struct section section = { "talks", N_("Last talks"), "-done,-id",
						"done,kind,direction,subject,outcome,contact", 4 };
	struct table *t;
	struct select q;

	begin(&q, s, ENTITY_ACTIVITY, p);
	sbuf_puts(&q.where, " AND t.done IS NOT NULL"
			    " AND t.kind IN ('call', 'visit', 'meeting', 'mail', 'letter')");
	t = section_add(a, &q, &section, NULL, err);
	for (size_t i = 0; t && i < t->nrows; i++)
		t->rows[i].tone = TONE_PLAIN; /* all of them are done */
	if (t)
		as_day(t, "done");
	return t ? 0 : -1;
}

static int add_open(struct store *s, const struct party *p, struct answer *a, struct error *err)
{
	static const struct section promises[] = {
		{ "promised", N_("We promised"), "due,start,id", "due,start,subject,contact", 3 },
		{ "awaited", N_("They promised"), "due,start,id", "due,start,subject,contact", 3 },
	};
	static const struct section next = { "next", N_("Next steps"), "due,start,id",
					     "due,start,kind,subject,contact", 4 };
	struct select q;

	for (size_t i = 0; i < LENGTH(promises); i++) {
		begin(&q, s, ENTITY_ACTIVITY, p);
		section_promises(&q, i == 0);
		if (!section_add(a, &q, &promises[i], NULL, err))
			return -1;
	}
	begin(&q, s, ENTITY_ACTIVITY, p);
	sbuf_puts(&q.where, " AND t.done IS NULL AND t.kind NOT IN ('promise', 'note')");
	return section_add(a, &q, &next, NULL, err) ? 0 : -1;
}

static int add_deals(struct store *s, const struct party *p, struct answer *a, struct error *err)
{
	static const struct section section = { "deals", N_("Open deals"), "close,-amount",
						"name,stage,amount,close,next_step", 3 };
	char expr[64];

	snprintf(expr, sizeof(expr), "state:open %s.id:%lld", p->customer ? "customer" : "contact",
		 (long long)(p->customer ? p->customer : p->contact));
	return section_add_deals(a, s, expr, &section, err) ? 0 : -1;
}

/* What the customer owes us in all: the note, which tells how it came about. */
static int note_unpaid(struct store *s, const struct party *p, struct table *t, struct error *err)
{
	static const struct figure unpaid = { "unpaid", N_("Unpaid"), FIELD_MONEY, .made = "sum outstanding",
					      .words = N_("What is outstanding of its invoices, in the book's"
							  " currency at today's rates.") };
	struct table *own = NULL;
	struct sbuf shown = SBUF_INIT;
	struct select q;
	struct value v;
	char expr[64];

	select_begin(&q, s, entity_at(ENTITY_CUSTOMER), false);
	if (select_columns(&q, "unpaid", err) == 0) {
		own = select_table(&q, "own");
		if (select_rows(&q, own, &p->customer, 1, 0, err) < 0) {
			table_free(own);
			own = NULL;
		}
	}
	select_end(&q);
	if (own && own->nrows && t->nrows) {
		v = own->rows[0].cells[0];
		value_show(&shown, &own->columns[0].field, v, &s->context);
		t->note = arena_strdup(&t->arena, sbuf_text(&shown));
		snprintf(expr, sizeof(expr), "customer.id:%lld outstanding>0", (long long)p->customer);
		table_say(t, SAID_NOTE, &unpaid, figure_number(FIELD_MONEY, v), entity_at(ENTITY_INVOICE), expr);
	}
	sbuf_free(&shown);
	table_free(own);
	return own ? 0 : -1;
}

/* By the last day to pay: what waits longest stands first, then what is to be paid next. */
static int add_unpaid(struct store *s, const struct party *p, struct answer *a, struct error *err)
{
	static const struct section section = { "unpaid", N_("Unpaid"), "due,id",
						"due,number,outstanding,deal", 4 };
	struct table *t;
	struct select q;

	if (!p->customer)
		return 0;
	begin(&q, s, ENTITY_INVOICE, p);
	sbuf_puts(&q.where, " AND ");
	field_sql(s, &q.where, q.entity, &q.entity->fields[INVOICE_OUTSTANDING], "t", false);
	sbuf_puts(&q.where, " > 0");
	t = section_add(a, &q, &section, NULL, err);
	return t ? note_unpaid(s, p, t, err) : -1;
}

#define CLOSED_LATELY 90 /* days for which a complaint that is closed is still told of */

/* What is open, by when it is to be answered, then what was closed lately; that is no longer due. */
static int add_cases(struct store *s, const struct party *p, struct answer *a, struct error *err)
{
	static const struct section sections[] = {
		{ "complaints", N_("Complaints"), NULL, "due,subject,status,closed,contact", 4 },
		{ "cases", N_("Other cases"), NULL, "due,kind,subject,status,closed,contact", 3 },
	};

	for (size_t i = 0; i < LENGTH(sections); i++) {
		struct table *t;
		struct select q;

		begin(&q, s, ENTITY_CASE, p);
		sbuf_printf(&q.where, " AND t.kind %s 'complaint' AND (t.status <> 'closed' OR days(t.closed) > %d)",
			    i ? "<>" : "=", (int)s->context.today - CLOSED_LATELY);
		select_order_by(&q, "t.status = 'closed', -days(t.closed), t.due IS NULL, t.due, t.id");
		t = section_add(a, &q, &sections[i], NULL, err);
		if (!t)
			return -1;
		for (size_t k = 0; k < t->nrows; k++)
			if (table_get(t, k, "closed").kind != VALUE_NULL)
				t->rows[k].cells[table_column(t, "due")] = VALUE_NONE;
	}
	return 0;
}

static int add_people(struct store *s, const struct party *p, struct answer *a, struct error *err)
{
	static const struct section people = { "people", N_("People"), "name",
					       "name,job,role,phone,next_birthday,tags", 5 };
	static const struct section roles = { "roles", N_("Also here"), NULL, "contact,role,job", 3 };
	struct select q;

	if (!p->customer)
		return 0;
	begin(&q, s, ENTITY_CONTACT, p);
	if (!section_add(a, &q, &people, NULL, err))
		return -1;
	begin(&q, s, ENTITY_ROLES, p);
	return section_add(a, &q, &roles, NULL, err) ? 0 : -1;
}

int report_sheet(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct party p = { 0 };

	if (find_party(s, r, &p, err) < 0 || add_about(s, &p, a, err) < 0 || add_phones(s, &p, a, err) < 0)
		return -1;
	if (add_talks(s, &p, a, err) < 0 || add_open(s, &p, a, err) < 0)
		return -1;
	if (add_deals(s, &p, a, err) < 0 || add_unpaid(s, &p, a, err) < 0 || add_cases(s, &p, a, err) < 0)
		return -1;
	return add_people(s, &p, a, err);
}
