/* The rules that hold for a record whoever writes it. */
#include "model/record.h"

#include "base/intl.h"
#include "base/repeat.h"

#define REFUSE(e, ...) error_set((e), ERROR_USAGE, __VA_ARGS__)
#define WHOLE          1000000 /* a hundred per cent */

static bool has(const struct record *r, unsigned field)
{
	return r->values[field].kind != VALUE_NULL;
}

static bool is(const struct record *r, unsigned field, const char *choice)
{
	return r->values[field].kind == VALUE_TEXT && !strcmp(r->values[field].s, choice);
}

static bool differs(const struct record *before, const struct record *after, unsigned field)
{
	struct value a, b = after->values[field];

	if (!before)
		return b.kind != VALUE_NULL;
	a = before->values[field];
	if (a.kind != b.kind)
		return true;
	return a.kind == VALUE_TEXT ? strcmp(a.s, b.s) != 0 : a.i != b.i;
}

static int check_required(const struct record *r, struct error *e)
{
	for (unsigned i = COMMON_COUNT; i < r->entity->nfields; i++)
		if ((r->entity->fields[i].flags & FIELD_REQUIRED) && !has(r, i))
			return REFUSE(e, _("%s is missing: a %s needs it."),
				      _(r->entity->fields[i].label), _(r->entity->label));
	return 0;
}

static int check_fields(const struct record *before, const struct record *after, struct error *e)
{
	for (unsigned i = COMMON_COUNT; i < after->entity->nfields; i++) {
		const struct field *f = &after->entity->fields[i];

		if (f->check && has(after, i) && differs(before, after, i) &&
		    f->check(&after->values[i], e) < 0)
			return -1;
	}
	return 0;
}

/* The value is from `low` to `high`, or absent. */
static int check_range(const struct record *r, unsigned field, int64_t low, int64_t high,
		       struct error *e)
{
	const struct field *f = &r->entity->fields[field];
	struct sbuf shown = SBUF_INIT;
	struct value_context plain = { 0 };

	if (!has(r, field) || (r->values[field].i >= low && r->values[field].i <= high))
		return 0;
	value_show(&shown, f, r->values[field], &plain);
	REFUSE(e, _("%s cannot be %s."), _(f->label), sbuf_text(&shown));
	sbuf_free(&shown);
	return -1;
}

static int customer_rules(const struct record *before, struct record *after,
			  const struct value_context *c, struct error *e)
{
	(void)c;
	if (after->id && has(after, CUSTOMER_PARENT) && after->values[CUSTOMER_PARENT].i == after->id)
		return REFUSE(e, _("Parent: a customer cannot belong to itself."));
	if (is(after, CUSTOMER_KIND, "person") &&
	    (has(after, CUSTOMER_EMPLOYEES) || has(after, CUSTOMER_FOUNDED)) &&
	    (differs(before, after, CUSTOMER_KIND) || differs(before, after, CUSTOMER_EMPLOYEES) ||
	     differs(before, after, CUSTOMER_FOUNDED)))
		return REFUSE(e, _("Employees and founding year are a company's: this is a person."));
	return check_range(after, CUSTOMER_EMPLOYEES, 0, INT64_MAX, e) < 0 ||
	       check_range(after, CUSTOMER_RHYTHM, 1, INT64_MAX, e) < 0 ? -1 : 0;
}

static int user_rules(const struct record *before, struct record *after,
		      const struct value_context *c, struct error *e)
{
	(void)before;
	(void)c;
	if (after->id && has(after, USER_MANAGER) && after->values[USER_MANAGER].i == after->id)
		return REFUSE(e, _("Manager: nobody reports to himself."));
	return 0;
}

static int point_rules(const struct record *before, struct record *after,
		       const struct value_context *c, struct error *e)
{
	(void)before;
	(void)c;
	if (!has(after, POINT_CUSTOMER) && !has(after, POINT_CONTACT))
		return REFUSE(e, _("Customer is missing: a contact point is a customer's or a contact's."));
	if (!has(after, POINT_VALUE) && !has(after, POINT_CITY) && !has(after, POINT_COUNTRY) &&
	    !has(after, POINT_POSTCODE) && !has(after, POINT_REGION))
		return REFUSE(e, _("Value is missing: the number or the address itself."));
	return 0;
}

static int stage_rules(const struct record *before, struct record *after,
		       const struct value_context *c, struct error *e)
{
	(void)before;
	(void)c;
	if (check_range(after, STAGE_PROBABILITY, 0, WHOLE, e) < 0 ||
	    check_range(after, STAGE_POSITION, 1, INT64_MAX, e) < 0)
		return -1;
	return check_range(after, STAGE_ROT_DAYS, 1, INT64_MAX, e);
}

/* A decided deal has the day of its decision, and only a lost one a reason. */
static void close_or_reopen(const struct record *before, struct record *after,
			    const struct value_context *c)
{
	bool open = is(after, DEAL_STATE, "open");
	bool decided_now = differs(before, after, DEAL_STATE);

	if (open)
		after->values[DEAL_CLOSED] = VALUE_NONE;
	else if (!has(after, DEAL_CLOSED) ||
		 (before && decided_now && !differs(before, after, DEAL_CLOSED)))
		after->values[DEAL_CLOSED] = value_int(c->today);
	if (!is(after, DEAL_STATE, "lost"))
		after->values[DEAL_LOSS_REASON] = VALUE_NONE;
}

/* A deal is in its stage since it moved there, which is today unless another day is told; one that is new
 * to the book, since what is known of it. */
static void date_stage(const struct record *before, struct record *after,
		       const struct value_context *c)
{
	bool told = has(after, DEAL_SINCE) && differs(before, after, DEAL_SINCE);

	if (has(after, DEAL_SINCE) && !differs(before, after, DEAL_STAGE))
		return;
	if (has(after, DEAL_CLOSED))
		after->values[DEAL_SINCE] = after->values[DEAL_CLOSED];
	else if (told)
		return;
	else if (!before && has(after, DEAL_OPENED))
		after->values[DEAL_SINCE] = after->values[DEAL_OPENED];
	else
		after->values[DEAL_SINCE] = value_int(c->today);
}

static int deal_rules(const struct record *before, struct record *after,
		      const struct value_context *c, struct error *e)
{
	if (has(after, DEAL_LOSS_REASON) && differs(before, after, DEAL_LOSS_REASON) &&
	    !is(after, DEAL_STATE, "lost"))
		return REFUSE(e, _("Loss reason: the deal is not lost."));
	if (before && has(after, DEAL_CLOSED) && differs(before, after, DEAL_CLOSED) &&
	    is(after, DEAL_STATE, "open"))
		return REFUSE(e, _("Closed: the deal is open; move it to won or lost."));
	close_or_reopen(before, after, c);
	date_stage(before, after, c);
	if (has(after, DEAL_OPENED) && has(after, DEAL_CLOSED) &&
	    after->values[DEAL_CLOSED].i < after->values[DEAL_OPENED].i &&
	    (differs(before, after, DEAL_CLOSED) || differs(before, after, DEAL_OPENED)))
		return REFUSE(e, _("Closed: a deal cannot close before it was opened."));
	return check_range(after, DEAL_OVERRIDE, 0, WHOLE, e);
}

static int activity_rules(const struct record *before, struct record *after,
			  const struct value_context *c, struct error *e)
{
	struct repeat rule;
	int rc = 0;

	(void)c;
	if (has(after, ACTIVITY_REPEATS) && differs(before, after, ACTIVITY_REPEATS)) {
		rc = repeat_parse(&rule, after->values[ACTIVITY_REPEATS].s, e);
		repeat_free(&rule);
	}
	if (rc == 0 && has(after, ACTIVITY_ZONE) && differs(before, after, ACTIVITY_ZONE) &&
	    !zone_known(after->values[ACTIVITY_ZONE].s))
		return REFUSE(e, _("Time zone: there is no %s; try Europe/Berlin."), after->values[ACTIVITY_ZONE].s);
	return rc < 0 ? -1 : check_range(after, ACTIVITY_DURATION, 0, INT64_MAX, e);
}

/* A payment that is noted without its day was made today. What comes in with its past has it, or nobody knows. */
static int invoice_rules(const struct record *before, struct record *after,
			 const struct value_context *c, struct error *e)
{
	if (before && differs(before, after, INVOICE_PAID) && !differs(before, after, INVOICE_PAID_ON))
		after->values[INVOICE_PAID_ON] = has(after, INVOICE_PAID) && after->values[INVOICE_PAID].i ?
							 value_int(c->today) : VALUE_NONE;
	if (has(after, INVOICE_DUE) && after->values[INVOICE_DUE].i < after->values[INVOICE_DATE].i &&
	    (differs(before, after, INVOICE_DUE) || differs(before, after, INVOICE_DATE)))
		return REFUSE(e, _("Due: an invoice cannot be due before its date."));
	return 0;
}

/* What was answered is no longer open; what is closed has the day of it. */
static int case_rules(const struct record *before, struct record *after,
		      const struct value_context *c, struct error *e)
{
	if (is(after, CASE_STATUS, "open") && has(after, CASE_ANSWER) && differs(before, after, CASE_ANSWER))
		record_set(after, &after->entity->fields[CASE_STATUS], value_text("answered"));
	if (before && has(after, CASE_CLOSED) && differs(before, after, CASE_CLOSED) &&
	    !is(after, CASE_STATUS, "closed"))
		return REFUSE(e, _("Closed: the case is not closed."));
	if (!is(after, CASE_STATUS, "closed"))
		after->values[CASE_CLOSED] = VALUE_NONE;
	else if (!has(after, CASE_CLOSED))
		after->values[CASE_CLOSED] = value_int(c->today);
	if (has(after, CASE_OPENED) && has(after, CASE_CLOSED) &&
	    after->values[CASE_CLOSED].i < after->values[CASE_OPENED].i)
		return REFUSE(e, _("Closed: a case cannot close before it was opened."));
	return check_range(after, CASE_SATISFACTION, 1, CASE_BEST, e);
}

/* The one field of `first` to `last` that has a value; -1: none or several. */
static int only_one(const struct record *r, unsigned first, unsigned last)
{
	int only = -1;

	for (unsigned i = first; i <= last; i++) {
		if (!has(r, i))
			continue;
		if (only >= 0)
			return -1;
		only = (int)i;
	}
	return only;
}

static int relation_rules(const struct record *before, struct record *after,
			  const struct value_context *c, struct error *e)
{
	int from = only_one(after, RELATION_CUSTOMER, RELATION_USER);
	int to = only_one(after, RELATION_TO_CUSTOMER, RELATION_TO_USER);

	(void)before;
	(void)c;
	if (from < 0)
		return REFUSE(e, _("A relation begins at one customer, one contact or one user."));
	if (to < 0)
		return REFUSE(e, _("A relation leads to one customer, one contact or one user."));
	if (to - from == RELATION_TO_CUSTOMER - RELATION_CUSTOMER &&
	    after->values[from].i == after->values[to].i)
		return REFUSE(e, _("A relation is between two; these are one."));
	if (has(after, RELATION_SINCE) && has(after, RELATION_UNTIL) &&
	    after->values[RELATION_UNTIL].i < after->values[RELATION_SINCE].i)
		return REFUSE(e, _("Until: it cannot end before it began."));
	return 0;
}

static int trait_rules(const struct record *before, struct record *after,
		       const struct value_context *c, struct error *e)
{
	(void)before;
	(void)c;
	if (only_one(after, PROFILE_CUSTOMER, PROFILE_CONTACT) < 0)
		return REFUSE(e, _("A trait is of one customer or of one contact."));
	if (is(after, PROFILE_SOURCE, "bought") && !has(after, PROFILE_SUPPLIER) && !has(after, PROFILE_SUPPLIER_NAME))
		return REFUSE(e, _("From is missing: of whom was it bought?"));
	if (has(after, PROFILE_PRICE) && !is(after, PROFILE_SOURCE, "bought"))
		return REFUSE(e, _("Price: only what was bought has one."));
	return check_range(after, PROFILE_PRICE, 0, INT64_MAX, e);
}

/* Names come from anywhere: they are made harmless. What is in a document never changes. */
static int document_rules(const struct record *before, struct record *after,
			  const struct value_context *c, struct error *e)
{
	struct sbuf name = SBUF_INIT;

	(void)c;
	if (!has(after, DOCUMENT_HASH))
		return REFUSE(e, _("A document is a file: attach it to a record."));
	if (before && differs(before, after, DOCUMENT_HASH))
		return REFUSE(e, _("Hash: what is in a document does not change; attach the new file."));
	if (only_one(after, DOCUMENT_OF_FIRST, DOCUMENT_OF_LAST) < 0)
		return REFUSE(e, _("A document belongs to one record."));
	document_name(&name, after->values[DOCUMENT_NAME].s);
	record_set(after, &after->entity->fields[DOCUMENT_NAME], value_text(sbuf_text(&name)));
	sbuf_free(&name);
	return 0;
}

static int rate_rules(const struct record *before, struct record *after,
		      const struct value_context *c, struct error *e)
{
	(void)before;
	(void)c;
	return check_range(after, RATE_RATE, 1, INT64_MAX, e);
}

static int view_rules(const struct record *before, struct record *after,
		      const struct value_context *c, struct error *e)
{
	(void)before;
	(void)c;
	if (!entity_find(after->values[VIEW_ENTITY].s))
		return REFUSE(e, _("Of: there is no %s to list."), after->values[VIEW_ENTITY].s);
	if (is(after, VIEW_KIND, "calendar") && !is(after, VIEW_ENTITY, "activity"))
		return REFUSE(e, _("Shown as: only activities make a calendar."));
	return 0;
}

typedef int rule(const struct record *before, struct record *after, const struct value_context *c,
		 struct error *e);

static rule *const rules[ENTITY_COUNT] = {
	[ENTITY_CUSTOMER] = customer_rules, [ENTITY_USER] = user_rules,
	[ENTITY_POINT] = point_rules,       [ENTITY_STAGE] = stage_rules,
	[ENTITY_DEAL] = deal_rules,         [ENTITY_ACTIVITY] = activity_rules,
	[ENTITY_DOCUMENT] = document_rules,
	[ENTITY_INVOICE] = invoice_rules,   [ENTITY_CASE] = case_rules,
	[ENTITY_RELATION] = relation_rules, [ENTITY_PROFILE] = trait_rules,
	[ENTITY_RATE] = rate_rules,         [ENTITY_VIEW] = view_rules,
};

int record_check(const struct record *before, struct record *after, const struct value_context *c,
		 struct error *e)
{
	if (check_required(after, e) < 0 || check_fields(before, after, e) < 0)
		return -1;
	return rules[after->entity->id] ? rules[after->entity->id](before, after, c, e) : 0;
}
