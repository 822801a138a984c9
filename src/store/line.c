/* The verb `understand`, and the records that a line names. */
#include "store/line.h"

#include "base/intl.h"
#include "base/text.h"
#include "store/act.h"
#include "store/change.h"
#include "store/find.h"
#include "store/merge.h"
#include "store/sql.h"

/* What the callback needs; an error that comes up in it is kept until the line is read. */
struct looking {
	struct store *store;
	struct arena *arena;
	struct error error;
};

static int64_t ref(const struct record *r, unsigned field)
{
	return r->values[field].kind == VALUE_INT ? r->values[field].i : 0;
}

static const char *title_of(struct looking *l, enum entity_id e, int64_t id)
{
	return id ? sql_title(l->store->db, entity_at(e), id, l->arena) : NULL;
}

static void fill_deal(struct said_record *out, const struct record *r)
{
	struct value currency = r->values[DEAL_CURRENCY];

	out->customer = ref(r, DEAL_CUSTOMER);
	out->contact = ref(r, DEAL_CONTACT);
	out->stage = ref(r, DEAL_STAGE);
	out->amount = r->values[DEAL_AMOUNT];
	out->close = r->values[DEAL_CLOSE];
	out->currency = currency.kind == VALUE_TEXT ? currency.s : NULL;
}

/* False when there is no such record that is not removed. */
static bool load(struct looking *l, enum entity_id id, int64_t which, struct said_record *out)
{
	const struct entity *e = entity_at(id);
	struct record *r = which ? record_load(l->store, e, merged_into(l->store, e, which), l->arena, NULL) : NULL;

	if (!r || r->values[FIELD_ID_REMOVED].i)
		return false;
	*out = (struct said_record){ .entity = e, .id = r->id, .title = record_title(r) };
	if (id == ENTITY_CONTACT) {
		out->customer = ref(r, CONTACT_CUSTOMER);
		out->beside = title_of(l, ENTITY_CUSTOMER, out->customer);
	} else if (id == ENTITY_CUSTOMER) {
		out->customer = r->id;
	} else if (id == ENTITY_DEAL) {
		fill_deal(out, r);
		out->beside = title_of(l, ENTITY_CUSTOMER, out->customer);
	} else if (id == ENTITY_STAGE) {
		out->outcome = r->values[STAGE_OUTCOME].s;
	}
	return true;
}

/* Loads the records whose ids a statement gives for ?1 and ?2: `from` of the table t, in an order that ends
 * it. */
static size_t load_those(struct looking *l, enum entity_id id, const char *from, const char *order, int64_t one,
			 int64_t two, struct said_record *out, size_t most)
{
	struct sbuf sql = SBUF_INIT;
	int64_t ids[SAID_MOST];
	size_t found = 0, n = 0;
	struct stmt *q;

	sbuf_puts(&sql, from);
	rights_visible(l->store, &sql, entity_at(id), "t");
	sbuf_puts(&sql, order);
	q = db_prepare(l->store->db, sbuf_text(&sql), &l->error);
	sbuf_free(&sql);
	if (!q)
		return 0;
	db_bind_int(q, 1, one);
	if (strstr(from, "?2"))
		db_bind_int(q, 2, two);
	while (found < LENGTH(ids) && db_step(q, &l->error) == 1)
		ids[found++] = db_int(q, 0);
	db_reset(q);
	for (size_t i = 0; i < found && n < most; i++)
		n += load(l, id, ids[i], &out[n]);
	return n;
}

static bool is_named(const struct said_query *q, const char *title)
{
	struct sbuf a = SBUF_INIT, b = SBUF_INIT;
	bool yes;

	if (!q->surname)
		return text_finds(title, q->words);
	text_fold(&a, title, strlen(title));
	text_fold(&b, q->words, strlen(q->words));
	yes = b.len && a.len >= b.len && !memcmp(a.data, b.data, b.len);
	sbuf_free(&a);
	sbuf_free(&b);
	return yes;
}

/* The ids of those rows (id, name) that have the name, at most SAID_MOST. Ends the statement. */
static size_t ids_named(struct looking *l, const struct said_query *q, struct stmt *rows, int64_t ids[SAID_MOST])
{
	size_t n = 0;

	while (n < SAID_MOST && db_step(rows, &l->error) == 1)
		if (is_named(q, db_text(rows, 1)))
			ids[n++] = db_int(rows, 0);
	db_reset(rows);
	return n;
}

/* The customer itself and its people, also those that work there besides. */
static size_t people_of(struct looking *l, const struct said_query *q, struct said_record *out, size_t most)
{
	static const char from[] = "SELECT t.id, t.name FROM contact t WHERE t.removed = 0 AND (t.customer = ?1 OR"
				   " t.id IN (SELECT contact FROM role WHERE customer = ?1 AND removed = 0))";
	struct sbuf text = SBUF_INIT;
	int64_t ids[SAID_MOST];
	size_t found, n = 0;
	struct stmt *rows;

	sbuf_puts(&text, from);
	rights_visible(l->store, &text, entity_at(ENTITY_CONTACT), "t");
	sbuf_puts(&text, " ORDER BY t.id LIMIT 500");
	rows = db_prepare(l->store->db, sbuf_text(&text), &l->error);
	sbuf_free(&text);
	if (!rows)
		return 0;
	db_bind_int(rows, 1, q->customer);
	found = ids_named(l, q, rows, ids);
	for (size_t i = 0; i < found && n < most; i++)
		n += load(l, ENTITY_CONTACT, ids[i], &out[n]);
	if (!q->surname && n < most && load(l, ENTITY_CUSTOMER, q->customer, &out[n]))
		n += is_named(q, out[n].title);
	return n;
}

#define LATE 30 /* days: what is later is hardly what a line tells of */

/* Whom the user has an appointment with today, or something to do for, today or since a while. */
static size_t people_due(struct looking *l, const struct said_query *q, int64_t ids[SAID_MOST])
{
	/* Two questions, for one with OR reads all activities there are, at each key. */
	static const char from[] = "SELECT t.id, t.name FROM"
				   " (SELECT contact, due AS day FROM activity WHERE done IS NULL AND removed = 0 AND"
				   " owner = ?1 AND due BETWEEN ?2 AND ?3 UNION ALL"
				   " SELECT contact, coalesce(due, start) FROM activity WHERE done IS NULL AND removed = 0"
				   " AND owner = ?1 AND start >= ?4 AND start < ?5) a"
				   " CROSS JOIN contact t ON t.id = a.contact WHERE t.removed = 0";
	date_t today = l->store->context.today;
	char from_day[DATE_SIZE], to_day[DATE_SIZE], begins[STAMP_SIZE], ends[STAMP_SIZE];
	struct sbuf text = SBUF_INIT;
	struct stmt *rows;

	date_write_iso(today - LATE, from_day);
	date_write_iso(today, to_day);
	stamp_write_iso(stamp_of_date(today - LATE), begins);
	stamp_write_iso(stamp_of_date(today + 1), ends);
	sbuf_puts(&text, from);
	rights_visible(l->store, &text, entity_at(ENTITY_CONTACT), "t");
	sbuf_puts(&text, " GROUP BY t.id ORDER BY max(a.day) DESC, t.id LIMIT 500");
	rows = db_prepare(l->store->db, sbuf_text(&text), &l->error);
	sbuf_free(&text);
	if (!rows)
		return 0;
	db_bind_int(rows, 1, l->store->context.me);
	db_bind_text(rows, 2, from_day);
	db_bind_text(rows, 3, to_day);
	db_bind_text(rows, 4, begins);
	db_bind_text(rows, 5, ends);
	return ids_named(l, q, rows, ids);
}

static bool is_among(const struct said_record *of, size_t n, enum entity_id entity, int64_t id)
{
	while (n > 0 && !(of[n - 1].entity->id == entity && of[n - 1].id == id))
		n--;
	return n > 0;
}

/* Those with whom something is due come before others of their name. */
static size_t people_anywhere(struct looking *l, const struct said_query *q, struct said_record *out, size_t most)
{
	static const enum entity_id entities[] = { ENTITY_CONTACT, ENTITY_CUSTOMER };
	int64_t due[SAID_MOST];
	size_t n = 0, ndue = people_due(l, q, due);

	for (size_t i = 0; i < ndue && n < most; i++)
		n += load(l, ENTITY_CONTACT, due[i], &out[n]);
	for (size_t i = 0; i < (q->surname ? 1 : LENGTH(entities)); i++) {
		int64_t ids[SAID_MOST],
		    found = find_ids(l->store, entity_at(entities[i]), q->words, SAID_MOST, ids, &l->error);

		for (int64_t k = 0; k < found && n < most; k++)
			if (!is_among(out, n, entities[i], ids[k]) && load(l, entities[i], ids[k], &out[n]))
				n += is_named(q, out[n].title);
	}
	return n;
}

/* Who has just that name is meant, whoever else has it in theirs. */
static size_t only_whole(const struct said_query *q, struct said_record *out, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (text_same(out[i].title, q->words))
			out[kept++] = out[i];
	return kept ? kept : n;
}

static size_t find_named(struct looking *l, const struct said_query *q, struct said_record *out)
{
	struct error none = { 0 };
	int64_t id = record_named(l->store, q->entity, q->words, &none);

	return id > 0 && load(l, q->entity->id, id, out);
}

/* The open deals of both; the contact's own come first. */
static size_t find_deals(struct looking *l, const struct said_query *q, struct said_record *out, size_t most)
{
	return load_those(l, ENTITY_DEAL,
			  "SELECT t.id FROM deal t WHERE t.removed = 0 AND t.state = 'open' AND"
			  " (t.customer = ?1 OR t.contact = ?2)",
			  " ORDER BY t.contact IS NOT ?2, t.close, t.id", q->customer, q->contact, out, most);
}

static size_t find_stages(struct looking *l, const struct said_query *q, struct said_record *out, size_t most)
{
	return load_those(l, ENTITY_STAGE,
			  "SELECT t.id FROM stage t WHERE t.removed = 0 AND t.pipeline = coalesce((SELECT pipeline FROM"
			  " stage WHERE id = ?1), (SELECT id FROM pipeline WHERE removed = 0 ORDER BY position, id "
			  "LIMIT 1))",
			  " ORDER BY t.position, t.id", q->stage, 0, out, most);
}

static size_t look(void *data, const struct said_query *q, struct said_record *out, size_t most)
{
	struct looking *l = data;

	switch (q->what) {
	case SAID_FIND_PEOPLE:
		return only_whole(q, out, q->customer ? people_of(l, q, out, most) : people_anywhere(l, q, out, most));
	case SAID_FIND_NAMED:
		return find_named(l, q, out);
	case SAID_FIND_DEALS:
		return find_deals(l, q, out, most);
	case SAID_FIND_STAGES:
		return find_stages(l, q, out, most);
	}
	return 0;
}

static void about_activity(struct looking *l, int64_t id, struct said_context *c)
{
	struct record *r = record_load(l->store, entity_at(ENTITY_ACTIVITY), id, l->arena, NULL);

	if (!r)
		return;
	load(l, ENTITY_CUSTOMER, ref(r, ACTIVITY_CUSTOMER), &c->customer);
	load(l, ENTITY_CONTACT, ref(r, ACTIVITY_CONTACT), &c->contact);
	load(l, ENTITY_DEAL, ref(r, ACTIVITY_DEAL), &c->deal);
}

/* What the record says of customer, contact and deal. */
static void about_record(struct looking *l, const struct entity *e, int64_t id, struct said_context *c)
{
	if (e->id == ENTITY_ACTIVITY)
		about_activity(l, id, c);
	else if (e->id == ENTITY_DEAL)
		load(l, ENTITY_DEAL, id, &c->deal);
	else if (e->id == ENTITY_CONTACT)
		load(l, ENTITY_CONTACT, id, &c->contact);
	else if (e->id == ENTITY_CUSTOMER)
		load(l, ENTITY_CUSTOMER, id, &c->customer);
	if (!c->contact.id)
		load(l, ENTITY_CONTACT, c->deal.contact, &c->contact);
	if (!c->customer.id)
		load(l, ENTITY_CUSTOMER, c->deal.customer ? c->deal.customer : c->contact.customer, &c->customer);
}

void line_prepare(struct store *s)
{
	static const enum entity_id entities[] = { ENTITY_CONTACT, ENTITY_CUSTOMER };

	for (size_t i = 0; i < LENGTH(entities); i++)
		find_prepare(s, &(struct request){ .verb = VERB_FIND, .entity = entity_at(entities[i]) });
}

int line_read(struct store *s, const char *words, const struct entity *about, int64_t id, struct arena *a,
	      struct said *said, struct error *e)
{
	struct looking l = { .store = s, .arena = a };
	struct said_context c = { .values = s->context, .find = look, .data = &l };

	if (about && id && !record_load(s, about, merged_into(s, about, id), a, e))
		return -1;
	if (about && id)
		about_record(&l, about, id, &c);
	said_read(words, &c, a, said);
	if (!l.error.kind)
		return 0;
	if (e)
		*e = l.error;
	return -1;
}

/* What was said, be it readable or not: enough to see what is still missing. */
static void fill_said(const struct request *r, const struct said *said, struct record *deal)
{
	const struct field *f = deal->entity->fields;

	for (size_t i = 0; i < r->nargs; i++) {
		const struct field *named = entity_field(deal->entity, r->args[i].name);
		if (named && r->args[i].value && *r->args[i].value)
			record_set(deal, named, value_text(r->args[i].value));
	}
	if (said->parts[SAID_AMOUNT].there)
		record_set(deal, &f[DEAL_AMOUNT], said->parts[SAID_AMOUNT].value);
	if (said->parts[SAID_CLOSE].there)
		record_set(deal, &f[DEAL_CLOSE], value_int(said->parts[SAID_CLOSE].when.date));
	if (said->parts[SAID_REASON].there)
		record_set(deal, &f[DEAL_LOSS_REASON], said->parts[SAID_REASON].value);
	record_set(deal, &f[DEAL_STAGE], value_ref(said->parts[SAID_STAGE].record.id, NULL));
}

int line_lacks(struct store *s, const struct request *r, struct arena *a, struct said *said, struct error *e)
{
	struct said_part *stage = &said->parts[SAID_STAGE], *deal = &said->parts[SAID_DEAL];
	struct record *before, *after;
	struct error why = { 0 };

	if (!stage->there || stage->asked || !deal->there || deal->asked || said->new_deal)
		return 0;
	before = record_load(s, entity_at(ENTITY_DEAL), deal->record.id, a, e);
	if (!before || action_refusal(action_find("deal.move"), before)) /* which is said when it is taken */
		return before ? 0 : -1;
	after = record_copy(before);
	fill_said(r, said, after);
	if (stage_check(s, before, after, &said->lacks, &why) == 0)
		return 0;
	if (!said->lacks) {
		*e = why;
		return -1;
	}
	stage->asked = true;
	stage->question = arena_strdup(a, why.text);
	if (said->asked < 0 || said->asked > SAID_STAGE)
		said->asked = SAID_STAGE;
	return 0;
}

static struct table *understood_table(void)
{
	struct table *t = table_new("understood");

	table_add_column(t, "part", N_("Part"), FIELD_TEXT);
	table_add_column(t, "label", N_("Field"), FIELD_TEXT);
	table_add_column(t, "shown", N_("Understood"), FIELD_TEXT);
	table_add_column(t, "asked", N_("Asked"), FIELD_BOOL);
	table_add_column(t, "question", N_("Question"), FIELD_TEXT);
	table_add_column(t, "from", N_("From"), FIELD_INT);
	table_add_column(t, "to", N_("To"), FIELD_INT);
	table_add_column(t, "lacks", N_("Lacks"), FIELD_TEXT);
	return t;
}

static struct table *choices_table(void)
{
	struct table *t = table_new("choices");

	table_add_column(t, "part", N_("Part"), FIELD_TEXT);
	table_add_column(t, "text", N_("Write"), FIELD_TEXT);
	table_add_column(t, "shown", N_("Meaning"), FIELD_TEXT);
	return t;
}

static void tell_part(const struct store *s, const struct said *said, enum said_field f, struct table *parts,
		      struct table *choices)
{
	const struct said_part *p = &said->parts[f];
	struct row *row = table_add_row(parts);
	struct sbuf shown = SBUF_INIT;

	said_show(&shown, said, f, &s->context);
	table_set(parts, row, 0, value_text(said_names[f].name));
	table_set(parts, row, 1, value_text(_(said_names[f].label)));
	table_set(parts, row, 2, value_text(sbuf_text(&shown)));
	table_set(parts, row, 3, value_int(p->asked));
	table_set(parts, row, 4, p->asked ? value_text(_(p->question)) : VALUE_NONE);
	table_set(parts, row, 5, value_int((int64_t)p->from));
	table_set(parts, row, 6, value_int((int64_t)p->to));
	if (f == SAID_STAGE && said->lacks) {
		table_set(parts, row, 7, value_text(said->lacks));
		row->entity = entity_at(ENTITY_DEAL);
		row->id = said->parts[SAID_DEAL].record.id;
	}
	row->tone = p->asked ? TONE_ATTENTION : TONE_PLAIN;
	sbuf_free(&shown);
	for (size_t i = 0; p->asked && i < p->nchoices; i++) {
		row = table_add_row(choices);
		table_set(choices, row, 0, value_text(said_names[f].name));
		table_set(choices, row, 1, value_text(p->choices[i].text));
		table_set(choices, row, 2, value_text(p->choices[i].shown));
	}
}

int verb_understand(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	struct table *parts = understood_table(), *choices = choices_table();
	struct arena arena = { 0 };
	struct said said;
	int rc;

	answer_add_table(a, parts);
	answer_add_table(a, choices);
	rc = line_read(s, r->words ? r->words : "", r->entity, r->id, &arena, &said, e);
	if (rc == 0)
		rc = line_lacks(s, r, &arena, &said, e);
	for (int f = 0; rc == 0 && f < SAID_FIELDS; f++)
		if (said.parts[f].there)
			tell_part(s, &said, (enum said_field)f, parts, choices);
	parts->total = (int64_t)parts->nrows;
	choices->total = (int64_t)choices->nrows;
	arena_free(&arena);
	return rc;
}
