/* The place Calendar: what stands in a window of days, what clashes, what is free. */
#include "base/number.h"
#include "model/calendar.h"
#include "model/figure.h"
#include "store/act.h"
#include "store/explain.h"
#include "store/report_tiles.h"

#define DAYS_PLAIN 7
#define DAYS_MOST  400
#define ROWS_MOST  5000
#define FREE_MOST  500
#define FREE_LEAST (30 * 60)
#define HOUR       3600
#define LONG_AGO   (31 * 86400) /* what began longer ago than this is over */

static const char columns[] = "start,duration,due,kind,subject,customer,contact,owner,done,repeats";

struct calendar {
	struct store *store;
	struct period days;
	int64_t from, to;
	struct hours hours;
	struct table *items, *free, *by_day;
	struct span *spans;
	size_t nspans;
	int64_t beyond; /* how many there are in all when that is more than are read; else 0 */
};

static int read_window(struct calendar *c, const struct request *r, struct error *err)
{
	bool from, to;

	if (report_day(c->store, r, "from", &from, &c->days.from, err) < 0 ||
	    report_day(c->store, r, "to", &to, &c->days.to, err) < 0)
		return -1;
	if (!from)
		c->days.from = c->store->context.today;
	if (!to)
		c->days.to = c->days.from + DAYS_PLAIN;
	if (c->days.from >= c->days.to)
		return error_set(err, ERROR_USAGE, _("The period ends before it begins."));
	if (c->days.to - c->days.from > DAYS_MOST)
		return error_set(err, ERROR_USAGE, _("A calendar shows at most %d days."), DAYS_MOST);
	c->from = stamp_of_date(c->days.from);
	c->to = stamp_of_date(c->days.to);
	return 0;
}

/* One's own hours, else the book's. */
static int read_hours(struct calendar *c, struct error *err)
{
	int64_t whose[] = { c->store->user, 0 };

	c->hours = HOURS_PLAIN;
	for (size_t i = 0; i < LENGTH(whose); i++) {
		char *text;
		int rc;

		if (store_setting(c->store, "hours", whose[i], &text, err) < 0)
			return -1;
		rc = text ? hours_parse(text, &c->hours) : -1;
		if (text && rc)
			error_set(err, ERROR_USAGE, _("The setting hours is \"%.40s\": write it like 8:30-18:00."),
				  text);
		free(text);
		if (rc == 0)
			return 0;
		if (err && err->kind)
			return -1;
	}
	return 0;
}

static int my_team(struct store *s, int64_t *team, struct error *err)
{
	struct stmt *q = db_prepare(s->db, "SELECT coalesce(team, 0) FROM user WHERE id = ?", err);

	if (!q)
		return -1;
	db_bind_int(q, 1, s->user);
	return db_one(q, 0, team, err);
}

int calendar_owner(struct store *s, const char *whose, struct sbuf *expr, struct error *err)
{
	int64_t id = s->user, team = 0;

	if (whose && !strcmp(whose, "all"))
		return 0;
	if (whose && !strcmp(whose, "team") && my_team(s, &team, err) < 0)
		return -1;
	if (team) {
		sbuf_printf(expr, " (owner.id:%lld or owner.team.id:%lld)", (long long)id, (long long)team);
		return 0;
	}
	if (whose && strcmp(whose, "me") != 0 && strcmp(whose, "team") != 0)
		id = record_named(s, entity_at(ENTITY_USER), whose, err);
	if (!id)
		return -1;
	sbuf_printf(expr, " owner.id:%lld", (long long)id);
	return 0;
}

static void put_day(struct sbuf *sql, date_t day)
{
	char text[DATE_SIZE];

	date_write_iso(day, text);
	sbuf_printf(sql, "'%s'", text);
}

static void put_stamp(struct sbuf *sql, int64_t stamp)
{
	char text[STAMP_SIZE];

	stamp_write_iso(stamp, text);
	sbuf_printf(sql, "'%s'", text);
}

/* What reaches into the window: by its hours, or of what has none by its days. A duration of days makes a day
 * last them. */
static void narrow_window(struct select *q, const struct calendar *c)
{
	struct sbuf *sql = &q->where;

	sbuf_puts(sql, " AND (t.start < ");
	put_stamp(sql, c->to);
	sbuf_puts(sql, " AND t.start >= ");
	put_stamp(sql, c->from - LONG_AGO);
	sbuf_puts(sql, " AND (t.start >= ");
	put_stamp(sql, c->from);
	sbuf_puts(sql, " OR strftime('%Y-%m-%dT%H:%M:%SZ', t.start, '+' || t.duration || ' minutes') > ");
	put_stamp(sql, c->from);
	sbuf_puts(sql, ") OR t.start IS NULL AND t.due < ");
	put_day(sql, c->days.to);
	sbuf_puts(sql, " AND t.due >= ");
	put_day(sql, c->days.from - LONG_AGO / 86400);
	sbuf_puts(sql, " AND date(t.due, '+' || max(coalesce(t.duration, 0) / 1440 - 1, 0) || ' days') >= ");
	put_day(sql, c->days.from);
	sbuf_putc(sql, ')');
}

/* NULL with the error set. */
static struct table *read_table(struct calendar *c, const struct request *r, const char *filter,
				const char *shown, struct error *err)
{
	struct sbuf owner = SBUF_INIT;
	struct table *t = NULL;
	struct select q;

	select_begin(&q, c->store, entity_at(ENTITY_ACTIVITY), false);
	if (calendar_owner(c->store, report_arg(r, "owner"), &owner, err) == 0 &&
	    select_where(&q, sbuf_text(&owner), err) == 0 && select_where(&q, filter, err) == 0 &&
	    select_columns(&q, shown, err) == 0) {
		narrow_window(&q, c);
		select_order_by(&q, "coalesce(t.start, t.due), t.id");
		t = select_table(&q, "items");
		table_add_column(t, "clash", N_("Clashes with"), FIELD_TEXT)->field.width = 18;
		if (select_fill(&q, t, 0, ROWS_MOST, err) < 0) {
			table_free(t);
			t = NULL;
		}
	}
	select_end(&q);
	sbuf_free(&owner);
	return t;
}

/* What a filter hides takes its time nevertheless: it is left out when clashes and gaps are known. */
static int leave_out(struct calendar *c, const struct request *r, struct error *err)
{
	const char *filter = report_arg(r, "filter");
	struct table *t = c->items, *shown;
	size_t left = 0, at = 0;

	if (!filter || !*filter)
		return 0;
	shown = read_table(c, r, filter, "id", err);
	if (!shown)
		return -1;
	for (size_t i = 0; i < t->nrows && at < shown->nrows; i++)
		if (t->rows[i].id == shown->rows[at].id) {
			t->rows[left++] = t->rows[i];
			at++;
		}
	t->nrows = left;
	t->total = (int64_t)left;
	table_free(shown);
	return 0;
}

/* What is open and has an hour takes somebody's time. */
static void collect(struct calendar *c)
{
	const struct table *t = c->items;

	c->spans = xcalloc(t->nrows + 1, sizeof(*c->spans));
	for (size_t i = 0; i < t->nrows; i++) {
		struct value start = table_get(t, i, "start"), length = table_get(t, i, "duration");
		int64_t minutes = length.kind == VALUE_NULL ? CALENDAR_PLAIN : length.i;

		if (start.kind == VALUE_NULL || table_get(t, i, "done").kind != VALUE_NULL || minutes <= 0)
			continue;
		c->spans[c->nspans++] = (struct span){ start.i, start.i + minutes * 60,
						       table_get(t, i, "owner").i, i };
	}
	spans_sort(c->spans, c->nspans);
}

/* "11:00 call" */
static void tell_other(struct calendar *c, size_t row, size_t other)
{
	struct table *t = c->items;
	const struct field *kind = entity_must(entity_at(ENTITY_ACTIVITY), "kind");
	struct sbuf text = SBUF_INIT;
	struct civil at;

	stamp_to_local(table_get(t, other, "start").i, &at);
	sbuf_printf(&text, "%02d:%02d ", at.hour, at.minute);
	value_show(&text, kind, table_get(t, other, "kind"), &c->store->context);
	table_set(t, &t->rows[row], t->ncolumns - 1, value_text(sbuf_text(&text)));
	sbuf_free(&text);
}

static void tell_clashes(struct calendar *c)
{
	for (size_t i = 0; i < c->nspans; i++) {
		size_t other = spans_clash(c->spans, c->nspans, i);

		if (other < c->nspans)
			tell_other(c, c->spans[i].row, c->spans[other].row);
	}
}

/* What is free */

static const struct figure free_figures[] = {
	{ "minutes", N_("Length"), FIELD_DURATION, .made = "terms",
	  .words = N_("Up to what stands in the calendar next, or to the end of the working day.") },
	{ NULL },
};

static const struct figure day_figures[] = {
	{ "free", N_("Free"), FIELD_DURATION, .made = "terms",
	  .words = N_("The gaps of half an hour and more that are left of the working day.") },
	{ NULL },
};

static const char *clock_text(struct table *t, int64_t stamp)
{
	struct civil at;

	stamp_to_local(stamp, &at);
	return arena_printf(&t->arena, "%02d:%02d", at.hour, at.minute);
}

/* One end of a gap: the activity that stands there, else the words. */
static void say_end(struct calendar *c, struct said *length, char sign, int64_t stamp, bool begins, const char *words)
{
	struct term term = { .sign = sign, .shown = clock_text(c->free, stamp), .number = (double)stamp / 60 };

	for (size_t i = 0; i < c->nspans && !term.id; i++)
		if ((begins ? c->spans[i].from : c->spans[i].to) == stamp) {
			term.entity = entity_at(ENTITY_ACTIVITY);
			term.id = c->items->rows[c->spans[i].row].id;
		}
	term.what = term.id ? NULL : words;
	said_term(c->free, length, term);
}

static void add_gap(struct calendar *c, const struct span *gap)
{
	struct row *row = table_add_row(c->free);
	int64_t minutes = (gap->to - gap->from) / 60;
	struct said *length = table_say(c->free, (int64_t)c->free->nrows - 1, free_figures, (double)minutes, NULL, NULL);

	table_set(c->free, row, 0, value_int(gap->from));
	table_set(c->free, row, 1, value_int(minutes));
	say_end(c, length, '+', gap->to, true, _("the working day ends"));
	say_end(c, length, '-', gap->from, false,
		gap->from == c->store->context.now ? _("now") : _("the working day begins"));
}

/* What the gaps of a day come to. */
static void add_day(struct calendar *c, date_t day, const struct span *gaps, size_t n)
{
	struct row *row = table_add_row(c->by_day);
	struct said *sum = table_say(c->by_day, (int64_t)c->by_day->nrows - 1, day_figures, 0, NULL, NULL);

	for (size_t i = 0; i < n; i++) {
		int64_t minutes = (gaps[i].to - gaps[i].from) / 60;
		const char *from = clock_text(c->by_day, gaps[i].from), *to = clock_text(c->by_day, gaps[i].to);

		sum->number += (double)minutes;
		said_term(c->by_day, sum, (struct term){
			.sign = '+', .number = (double)minutes, .what = arena_printf(&c->by_day->arena, "%s–%s", from, to),
			.shown = figure_show(c->store, FIELD_DURATION, (double)minutes, NULL, &c->by_day->arena) });
	}
	table_set(c->by_day, row, 0, value_int(day));
	table_set(c->by_day, row, 1, value_int((int64_t)sum->number));
}

static void make_tables(struct calendar *c)
{
	c->free = table_new("free");
	c->free->title = N_("Free");
	table_add_column(c->free, "from", N_("From"), FIELD_STAMP);
	table_add_figures(c->free, free_figures);
	c->by_day = table_new("days");
	c->by_day->title = N_("Free by day");
	table_add_column(c->by_day, "day", N_("Day"), FIELD_DATE);
	table_add_figures(c->by_day, day_figures);
}

/* The working time from now on that nobody has given away. */
static void find_free(struct calendar *c)
{
	struct span gaps[32];
	int64_t from, to, now = c->store->context.now;

	make_tables(c);
	for (date_t day = c->days.from; day < c->days.to && c->free->nrows < FREE_MOST; day++) {
		size_t n = 0;

		if (hours_of(c->hours, day, &from, &to))
			n = spans_free(c->spans, c->nspans, from < now ? now : from, to, FREE_LEAST, gaps,
				       LENGTH(gaps));
		for (size_t i = 0; i < n; i++)
			add_gap(c, &gaps[i]);
		if (n)
			add_day(c, day, gaps, n);
	}
	c->free->total = (int64_t)c->free->nrows;
	c->by_day->total = (int64_t)c->by_day->nrows;
}

/* What the note says */

static const struct figure clashes_figure = {
	"clashes", N_("Clashes"), FIELD_INT, .made = "count",
	.words = N_("What stands at a time at which its owner is to be elsewhere, too.")
};
static const struct figure next_free = {
	"next_free", N_("Next free hour"), FIELD_STAMP, .made = "terms",
	.words = N_("The first gap of an hour or more in the working time that is left.")
};

/* How many there are; they are said by their ids. */
static size_t say_clashes(struct table *t)
{
	struct sbuf expr = SBUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < t->nrows; i++)
		if (t->rows[i].cells[t->ncolumns - 1].kind != VALUE_NULL)
			sbuf_printf(&expr, "%s%lld", n++ ? "," : "id:", (long long)t->rows[i].id);
	if (n)
		table_say(t, SAID_NOTE, &clashes_figure, (double)n, t->entity, sbuf_text(&expr));
	sbuf_free(&expr);
	return n;
}

static void say_next(struct calendar *c, const struct row *gap)
{
	int64_t from = gap->cells[0].i;
	struct table *t = c->items;
	struct said *next = table_say(t, SAID_NOTE, &next_free, (double)from, NULL, NULL);

	said_term(t, next, (struct term){
		.sign = '+', .number = (double)from, .shown = figure_show(c->store, FIELD_STAMP, (double)from, NULL, &t->arena),
		.what = arena_printf(&t->arena, _("free until %s"), clock_text(t, from + gap->cells[1].i * 60)) });
}

/* "the first 5,000 of 7,210 activities · 2 clashes · next free hour Mon 10:00" */
static void tell(struct calendar *c)
{
	size_t clashes = say_clashes(c->items);
	struct sbuf note = SBUF_INIT;
	size_t i = 0;

	if (c->beyond)
		sbuf_printf(&note, _("the first %s of %s activities"), NUMBER_TEXT(ROWS_MOST), NUMBER_TEXT(c->beyond));
	if (clashes)
		sbuf_puts(&note, note.len ? " · " : "");
	if (clashes)
		sbuf_printf(&note, P_("%zu clash", "%zu clashes", clashes), clashes);
	while (i < c->free->nrows && c->free->rows[i].cells[1].i < HOUR / 60)
		i++;
	if (i < c->free->nrows) {
		sbuf_puts(&note, note.len ? " · " : "");
		sbuf_puts(&note, _("next free hour "));
		value_show(&note, &c->free->columns[0].field, c->free->rows[i].cells[0], &c->store->context);
		say_next(c, &c->free->rows[i]);
	}
	c->items->title = N_("Calendar");
	report_note(c->items, &note);
	sbuf_free(&note);
}

int report_calendar(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct calendar c = { .store = s };

	if (read_window(&c, r, err) < 0 || read_hours(&c, err) < 0)
		return -1;
	c.items = read_table(&c, r, NULL, columns, err);
	if (!c.items)
		return -1;
	c.beyond = c.items->total > (int64_t)c.items->nrows ? c.items->total : 0;
	collect(&c);
	find_free(&c);
	tell_clashes(&c);
	free(c.spans);
	answer_add_table(a, c.items);
	answer_add_table(a, c.free);
	answer_add_table(a, c.by_day);
	if (leave_out(&c, r, err) < 0)
		return -1;
	tell(&c);
	return 0;
}
