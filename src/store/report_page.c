#include "store/report_page.h"

void section_begin(struct select *q, struct store *s, enum entity_id e, int64_t owner)
{
	select_begin(q, s, entity_at(e), false);
	if (owner)
		select_equal(q, "owner", value_int(owner));
}

struct table *section_add(struct answer *a, struct select *q, const struct section *section,
			  const char *note, struct error *err)
{
	struct table *t = NULL;
	int rc = 0;

	if (section->by_time)
		select_order_by(q, "coalesce(t.start, t.due || 'T24')");
	else
		rc = select_order(q, section->order, err);
	if (rc == 0 && select_columns(q, section->columns, err) == 0)
		t = select_page(q, section->name, 0, section->limit, err);
	select_end(q);
	if (!t)
		return NULL;
	t->title = section->title;
	t->note = note && *note ? arena_strdup(&t->arena, note) : NULL;
	answer_add_table(a, t);
	return t;
}

struct table *section_add_deals(struct answer *a, struct store *s, const char *expr,
				const struct section *section, struct error *err)
{
	struct deal_sums sums = { 0 };
	struct sbuf note = SBUF_INIT;
	struct table *t;
	struct select q;

	if (report_deals(&q, s, expr, err) < 0 || report_sums(&q, &sums, err) < 0) {
		select_end(&q);
		return NULL;
	}
	if (sums.n)
		report_sums_show(s, &sums, &note);
	t = section_add(a, &q, section, sbuf_text(&note), err);
	if (t && sums.n)
		report_sums_say(s, t, &sums, expr);
	sbuf_free(&note);
	return t;
}

/* Who did not say which way a promise goes made it himself. The index has the first two conditions. */
void section_promises(struct select *q, bool ours)
{
	sbuf_puts(&q->where, " AND t.kind = 'promise' AND t.done IS NULL");
	sbuf_puts(&q->where, ours ? " AND coalesce(t.direction, 'out') <> 'in'" : " AND t.direction = 'in'");
}

int64_t section_owner(struct store *s, const struct request *r, struct error *err)
{
	const char *typed = report_arg(r, "owner");

	if (!typed || !strcmp(typed, "me"))
		return s->user;
	if (!strcmp(typed, "all"))
		return 0;
	return report_ref(s, r, "owner", entity_at(ENTITY_USER), err);
}
