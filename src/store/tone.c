#include "store/tone.h"

/* Our own dates, written into the text: the statement is prepared anew once a day. */
void tone_between_sql(struct sbuf *sql, const char *alias, date_t from, date_t to)
{
	char first[DATE_SIZE], last[DATE_SIZE], begin[STAMP_SIZE], end[STAMP_SIZE];

	date_write_iso(from, first);
	date_write_iso(to, last);
	stamp_write_iso(stamp_of_date(from), begin);
	stamp_write_iso(stamp_of_date(to), end);
	sbuf_printf(sql,
		    "(%s.done IS NULL AND (%s.due >= '%s' AND %s.due < '%s' OR %s.due IS NULL AND"
		    " %s.start >= '%s' AND %s.start < '%s'))",
		    alias, alias, first, alias, last, alias, alias, begin, alias, end);
}

void tone_late_sql(const struct store *s, struct sbuf *sql, const char *alias)
{
	tone_between_sql(sql, alias, date_make(1, 1, 2), s->context.today);
}

void tone_today_sql(const struct store *s, struct sbuf *sql, const char *alias)
{
	tone_between_sql(sql, alias, s->context.today, s->context.today + 1);
}

static void activity_tone(const struct store *s, struct sbuf *sql, const char *alias)
{
	sbuf_printf(sql, "CASE WHEN %s.done IS NOT NULL THEN %d WHEN ", alias, TONE_QUIET);
	tone_late_sql(s, sql, alias);
	sbuf_printf(sql, " THEN %d WHEN ", TONE_DANGER);
	tone_today_sql(s, sql, alias);
	sbuf_printf(sql, " THEN %d ELSE %d END", TONE_ATTENTION, TONE_PLAIN);
}

static void deal_tone(const struct store *s, struct sbuf *sql, const char *alias)
{
	const struct entity *deal = entity_at(ENTITY_DEAL);
	char today[DATE_SIZE];

	date_write_iso(s->context.today, today);
	sbuf_printf(sql,
		    "CASE WHEN %s.state = 'won' THEN %d WHEN %s.state = 'lost' THEN %d"
		    " WHEN %s.\"close\" < '%s' THEN %d WHEN ",
		    alias, TONE_GOOD, alias, TONE_QUIET, alias, today, TONE_DANGER);
	field_sql(s, sql, deal, entity_must(deal, "rotting"), alias, false);
	sbuf_printf(sql, " THEN %d ELSE %d END", TONE_ATTENTION, TONE_PLAIN);
}

/* Late, due today, else as it is. */
static void put_due_tone(const struct store *s, struct sbuf *sql, const char *alias)
{
	sbuf_printf(sql, " WHEN days(%s.due) < %d THEN %d WHEN days(%s.due) = %d THEN %d ELSE %d END", alias,
		    (int)s->context.today, TONE_DANGER, alias, (int)s->context.today, TONE_ATTENTION, TONE_PLAIN);
}

static void invoice_tone(const struct store *s, struct sbuf *sql, const char *alias)
{
	const struct entity *invoice = entity_at(ENTITY_INVOICE);

	sbuf_printf(sql, "CASE WHEN %s.written_off = 1 THEN %d WHEN ", alias, TONE_QUIET);
	field_sql(s, sql, invoice, &invoice->fields[INVOICE_OUTSTANDING], alias, false);
	sbuf_printf(sql, " = 0 THEN %d", TONE_GOOD);
	put_due_tone(s, sql, alias);
}

static void case_tone(const struct store *s, struct sbuf *sql, const char *alias)
{
	sbuf_printf(sql, "CASE WHEN %s.status = 'closed' THEN %d", alias, TONE_QUIET);
	put_due_tone(s, sql, alias);
}

/* What may no longer be true. */
static void trait_tone(const struct store *s, struct sbuf *sql, const char *alias)
{
	char stale[DATE_SIZE];

	date_write_iso(s->context.today - PROFILE_STALE, stale);
	sbuf_printf(sql, "CASE WHEN %s.day < '%s' THEN %d ELSE %d END", alias, stale, TONE_ATTENTION,
		    TONE_PLAIN);
}

void tone_sql(const struct store *s, struct sbuf *sql, const struct entity *e, const char *alias)
{
	if (e->id == ENTITY_ACTIVITY)
		activity_tone(s, sql, alias);
	else if (e->id == ENTITY_DEAL)
		deal_tone(s, sql, alias);
	else if (e->id == ENTITY_INVOICE)
		invoice_tone(s, sql, alias);
	else if (e->id == ENTITY_CASE)
		case_tone(s, sql, alias);
	else if (e->id == ENTITY_PROFILE)
		trait_tone(s, sql, alias);
	else
		sbuf_printf(sql, "%d", TONE_PLAIN);
}
