#include "model/plan.h"

static void show_time(struct sbuf *out, int64_t stamp)
{
	struct civil c;

	stamp_to_local(stamp, &c);
	sbuf_printf(out, "%02d:%02d", c.hour, c.minute);
}

/* The day a line is for, 0 when it has none. */
static bool day_of(struct value due, struct value start, date_t *day)
{
	if (due.kind == VALUE_INT)
		*day = (date_t)due.i;
	else if (start.kind == VALUE_INT)
		*day = stamp_date(start.i);
	else
		return false;
	return true;
}

static void show_when(struct sbuf *out, struct value due, struct value start, date_t today)
{
	date_t day;

	if (!day_of(due, start, &day))
		return;
	if (day != today)
		date_show(out, day, today, DATE_LATE);
	if (start.kind == VALUE_INT && day >= today) {
		sbuf_puts(out, out->len ? " " : "");
		show_time(out, start.i);
	}
}

void plan_merge_when(struct table *t, const struct value_context *c)
{
	int due = table_column(t, "due"), start = table_column(t, "start");

	if (due < 0 || (start < 0 && (!t->entity || t->entity->id == ENTITY_ACTIVITY)))
		return;
	for (size_t i = 0; i < t->nrows; i++) {
		struct value *cells = t->rows[i].cells;
		struct sbuf text = SBUF_INIT;

		show_when(&text, cells[due], start < 0 ? VALUE_NONE : cells[start], c->today);
		table_set(t, &t->rows[i], (size_t)due, value_text(sbuf_text(&text)));
		if (start >= 0)
			cells[start] = VALUE_NONE;
		sbuf_free(&text);
	}
	t->columns[due].name = "when";
	t->columns[due].label = t->columns[due].field.label = N_("When");
	t->columns[due].field.type = FIELD_TEXT;
	if (start >= 0)
		t->columns[start].label = "";
}

/* Where each column of the flat plan comes from, the likeliest first; a name stands for what its record
 * is. */
static const struct flat {
	const char *name, *label;
	enum field_type type;
	const char *from[6];
	enum entity_id named;
} flats[] = {
	{ "section", N_("Section"), FIELD_TEXT, { NULL }, ENTITY_COUNT },
	{ "date", N_("Date"), FIELD_DATE, { "due", "close", "since", "last_contact", "birthday", NULL },
	  ENTITY_COUNT },
	{ "time", N_("Time"), FIELD_STAMP, { "start", NULL }, ENTITY_COUNT },
	{ "kind", N_("Kind"), FIELD_CHOICE, { "kind", NULL }, ENTITY_COUNT },
	{ "customer", N_("Customer"), FIELD_TEXT, { "customer", NULL }, ENTITY_CUSTOMER },
	{ "contact", N_("Contact"), FIELD_TEXT, { "contact", NULL }, ENTITY_CONTACT },
	{ "subject", N_("Subject"), FIELD_TEXT, { "subject", "title", NULL }, ENTITY_DEAL },
	{ "amount", N_("Amount"), FIELD_MONEY, { "deal.amount", "amount", NULL }, ENTITY_COUNT },
};

static struct value flat_value(const struct table *t, size_t row, const struct flat *f)
{
	struct value v = VALUE_NONE;

	for (const char *const *from = f->from; *from && v.kind == VALUE_NULL; from++)
		if (table_column(t, *from) >= 0)
			v = table_get(t, row, *from);
	if (v.kind == VALUE_NULL && t->entity && t->entity->id == f->named && table_column(t, "name") >= 0)
		v = table_get(t, row, "name");
	return f->type == FIELD_TEXT && v.kind == VALUE_INT ? value_text(v.s) : v;
}

struct table *plan_flat(const struct table *const *tables, size_t n)
{
	struct table *flat = table_new("plan");

	for (size_t i = 0; i < LENGTH(flats); i++)
		table_add_column(flat, flats[i].name, flats[i].label, flats[i].type)->field.choices =
			flats[i].type == FIELD_CHOICE ? activity_kind : NULL;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < tables[i]->nrows; j++) {
			struct row *r = table_add_row(flat);

			table_set(flat, r, 0, value_text(tables[i]->name));
			for (size_t k = 1; k < LENGTH(flats); k++)
				table_set(flat, r, k, flat_value(tables[i], j, &flats[k]));
		}
	flat->total = (int64_t)flat->nrows;
	return flat;
}

/* Who it is with, or else what it is about. */
static const char *with_whom(const struct table *t, size_t row)
{
	static const char *const names[] = { "customer", "contact", "subject" };

	for (size_t i = 0; i < LENGTH(names); i++) {
		struct value v = table_column(t, names[i]) < 0 ? VALUE_NONE : table_get(t, row, names[i]);

		if (v.kind != VALUE_NULL && v.s)
			return v.s;
	}
	return "";
}

void plan_appointment(struct sbuf *out, const struct table *t, size_t row, const struct value_context *c)
{
	int kind = table_column(t, "kind");

	show_when(out, VALUE_NONE, table_get(t, row, "start"), c->today);
	sbuf_putc(out, ' ');
	if (kind >= 0)
		value_show(out, &t->columns[kind].field, t->rows[row].cells[kind], c);
	sbuf_printf(out, " %s", with_whom(t, row));
}

void plan_next(struct sbuf *out, const struct table *const *tables, size_t n, const struct value_context *c)
{
	const struct table *first = NULL;
	int64_t soonest = INT64_MAX;
	size_t at = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; table_column(tables[i], "start") >= 0 && j < tables[i]->nrows; j++) {
			struct value start = table_get(tables[i], j, "start");

			if (start.kind != VALUE_INT || start.i < c->now || start.i >= soonest)
				continue;
			soonest = start.i;
			first = tables[i];
			at = j;
		}
	if (first)
		plan_appointment(out, first, at, c);
}

const char *plan_filter(const char *section)
{
	static const struct {
		const char *section, *filter;
	} filters[] = {
		{ "overdue", "done:null kind!=promise (due<today or due:null start<today)" },
		{ "today", "done:null kind!=promise (due:today or due:null start:today)" },
		{ "next", "done:null kind!=promise (due:tomorrow..+7d or due:null start:tomorrow..+7d)" },
		{ "promised", "done:null kind:promise direction!=in" },
		{ "awaited", "done:null kind:promise direction:in" },
		{ "closing", "state:open close<next-month" },
		{ "rotting", "state:open rotting:yes" },
		{ "silent", "contact_by<today status!=lost" },
		{ "birthdays", "next_birthday:today..+7d" },
		{ "drafts", "(base:null or base>=0)" }, /* below 0: what a place showed, not a form */
	};

	for (size_t i = 0; i < LENGTH(filters); i++)
		if (!strcmp(filters[i].section, section))
			return filters[i].filter;
	return NULL;
}
