/* What the keys do in the calendar. */
#include "view/calendar_state.h"
#include "view/import.h"
#include "view/panes.h"
#include "view/suggest.h"

static void stay(struct view *v, int64_t id)
{
	struct calendar_state *s = v->state;
	date_t first;
	int days;

	if (s->cal.day < DATE_FIRST + 60)
		s->cal.day = DATE_FIRST + 60;
	if (s->cal.day > DATE_LAST - 60)
		s->cal.day = DATE_LAST - 60;
	calendar_window(s, &first, &days);
	if (first != s->cal.first || days != s->cal.days)
		v->stale = true;
	else
		calendar_settle(&s->cal, id);
}

static void go_to_day(struct view *v, date_t day)
{
	struct calendar_state *s = v->state;

	s->cal.day = day;
	stay(v, 0);
}

/* Several people's day: from one to the next. Else a day on. */
static void go_aside(struct view *v, int by)
{
	struct calendar_state *s = v->state;
	struct calendar *c = &s->cal;

	if (c->mode == CALENDAR_AGENDA) {
		date_t day = c->day;

		while (calendar_step(c, by) && c->day == day)
			;
	} else if (c->mode == CALENDAR_DAY && c->ncolumns > 1) {
		if (by < 0 ? c->column > 0 : c->column + 1 < c->ncolumns)
			c->column = by < 0 ? c->column - 1 : c->column + 1;
		calendar_settle(c, 0);
	} else {
		go_to_day(v, c->day + by);
	}
}

static void go_period(struct view *v, int by)
{
	struct calendar_state *s = v->state;
	static const int days[] = { [CALENDAR_DAY] = 1, [CALENDAR_WEEK] = 7, [CALENDAR_AGENDA] = 28 };

	if (s->cal.mode == CALENDAR_MONTH)
		go_to_day(v, date_add_months(s->cal.day, by));
	else if (s->cal.mode == CALENDAR_AGENDA)
		go_to_day(v, s->cal.first + by * days[CALENDAR_AGENDA]);
	else
		go_to_day(v, s->cal.day + by * days[s->cal.mode]);
}

static void go_end(struct view *v, bool last)
{
	struct calendar_state *s = v->state;

	if (s->cal.mode == CALENDAR_AGENDA) {
		while (calendar_step(&s->cal, last ? 1 : -1))
			;
	} else if (s->cal.mode == CALENDAR_MONTH) {
		date_t month = date_month_start(s->cal.day);

		go_to_day(v, last ? date_add_months(month, 1) - 1 : month);
	} else {
		s->cal.slot = last ? CALENDAR_SLOTS - 1 : CALENDAR_ALL_DAY;
		calendar_settle(&s->cal, 0);
	}
}

static void go_today(struct view *v)
{
	struct calendar_state *s = v->state;
	struct civil now;

	stamp_to_local(v->host->context.now, &now);
	s->cal.slot = now.hour * 2 + now.minute / 30;
	go_to_day(v, v->host->context.today);
}

static void day_typed(struct view *v, const char *text, void *data)
{
	struct calendar_state *s = v->state;
	struct error e = { 0 };
	struct when w[2];
	int n;

	(void)data;
	if (!text || !*text)
		return;
	n = date_read(text, v->host->context.today, w, &e);
	if (n == 0) {
		host_refuse(v, "%s", e.text);
		return;
	}
	if (n == 2 && !w[0].has_time != !w[1].has_time) /* "10" is a day here */
		w[0] = w[0].has_time ? w[1] : w[0];
	else if (n == 2)
		host_say(v, TONE_ATTENTION, "%s", _("That can be two days; this is the first of them."));
	if (w[0].has_time)
		s->cal.slot = w[0].hour * 2 + w[0].minute / 30;
	go_to_day(v, w[0].date);
}

static void step(struct view *v, int by)
{
	struct calendar_state *s = v->state;

	if (!calendar_step(&s->cal, by))
		host_say(v, TONE_QUIET, "%s",
			 by > 0 ? K_(v, "That was the last one here; {later} shows later days.")
				: K_(v, "That was the first one here; {earlier} shows earlier days."));
}

static void flip(struct view *v)
{
	struct calendar_state *s = v->state;

	s->cal.mode = (enum calendar_mode)((s->cal.mode + 1) % CALENDAR_MODES);
	s->chosen = true;
	saved_touch(&s->saved);
	calendar_again(v);
}

/* Whose */

static void whose_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct calendar_state *s = v->state;

	(void)data;
	if (!item)
		return;
	sbuf_reset(&s->whose);
	sbuf_puts(&s->whose, item->text);
	saved_touch(&s->saved);
	calendar_again(v);
}

#define WHOSE_MOST 200

static void ask_whose(struct view *v)
{
	const struct table *users = answer_table(v->host->describe, "users");
	struct pick_item items[WHOSE_MOST] = {
		{ .label = _("Mine"), .text = "me" },
		{ .label = _("My team's"), .text = "team",
		  .refusal = calendar_team(v) ? NULL : _("you are in no team") },
		{ .label = _("Everybody's"), .text = "all" },
	};
	size_t n = 3;

	for (size_t i = 0; users && i < users->nrows && n < WHOSE_MOST; i++) {
		const char *name = table_title(users, &users->rows[i]);

		if (users->rows[i].id != v->host->context.me && name)
			items[n++] = (struct pick_item){ .label = name, .text = name };
	}
	host_pick(v, &(struct pick){ .title = _("Whose calendar"), .items = items, .nitems = n,
				     .done = whose_chosen });
}

/* Which */

static void filter_done(struct view *v, const char *text, void *data)
{
	struct calendar_state *s = v->state;

	(void)data;
	if (!text || !filter_reads(v, s->saved.entity, text))
		return;
	sbuf_reset(&s->filter);
	sbuf_puts(&s->filter, text);
	saved_touch(&s->saved);
	calendar_again(v);
}

static void ask_filter(struct view *v, const char *arg)
{
	struct calendar_state *s = v->state;

	if (arg)
		filter_done(v, arg, NULL);
	else
		host_ask(v, &(struct ask){ .prompt = _("filter"), .text = sbuf_text(&s->filter), .history = "filter",
					   .complete = s->saved.entity, .done = filter_done });
}

static bool filter_command(struct view *v, enum command_id id, const char *arg)
{
	struct calendar_state *s = v->state;

	switch (id) {
	case CMD_FILTER:
		ask_filter(v, arg);
		return true;
	case CMD_BACK:
		if (s->filter.len)
			filter_done(v, "", NULL);
		else
			return false;
		return true;
	default:
		return false;
	}
}

/* Changing */

static void add_here(struct view *v)
{
	struct calendar_state *s = v->state;
	bool hour = s->cal.mode <= CALENDAR_WEEK && s->cal.slot >= 0;
	char day[DATE_SIZE], when[32];
	struct named_value args[4] = { { "kind", "meeting" } };
	size_t n = 1;

	date_write_iso(s->cal.day, day);
	snprintf(when, sizeof(when), "%s %02d:%02d", day, s->cal.slot / 2, s->cal.slot % 2 * 30);
	if (hour) {
		args[n++] = (struct named_value){ "start", when };
		args[n++] = (struct named_value){ "duration", "30" };
	} else {
		args[n++] = (struct named_value){ "due", day };
	}
	if (s->cal.column < s->cal.ncolumns && s->cal.columns[s->cal.column].owner)
		args[n++] = (struct named_value){ "owner", s->cal.columns[s->cal.column].name };
	host_open(v, &(struct view_spec){ .view = "form", .entity = entity_at(ENTITY_ACTIVITY), .args = args,
					  .nargs = n });
}

/* The cursor goes with it. */
static void shift(struct view *v, const char *what, int by)
{
	struct calendar_state *s = v->state;
	const struct calendar_item *i = calendar_at(&s->cal);
	char number[16];

	if (!i)
		return;
	snprintf(number, sizeof(number), "%d", by);
	s->want = i->row->id;
	if (!strcmp(what, "days"))
		s->cal.day += by;
	host_act(v, "activity.shift", &(struct named_value){ what, number }, 1);
}

static void open_here(struct view *v)
{
	struct calendar_state *s = v->state;
	const struct calendar_item *i = calendar_at(&s->cal);

	if (i) {
		host_open(v, &(struct view_spec){ .view = "record", .entity = entity_at(ENTITY_ACTIVITY),
						  .id = i->row->id });
	} else if (s->cal.mode == CALENDAR_MONTH) {
		s->cal.mode = CALENDAR_DAY;
		v->stale = true;
	} else {
		host_say(v, TONE_QUIET, "%s", K_(v, "Nothing here; {add} adds something."));
	}
}

/* What is shown, as a list's expression. */
static void add_window(struct view *v, struct sbuf *out)
{
	struct calendar_state *s = v->state;
	char from[DATE_SIZE], to[DATE_SIZE];

	date_write_iso(s->cal.first, from);
	date_write_iso(s->cal.first + s->cal.days - 1, to);
	sbuf_printf(out, "(start:%s..%s or (start:null due:%s..%s))", from, to, from, to);
	if (!strcmp(sbuf_text(&s->whose), "team") && calendar_team(v))
		sbuf_printf(out, " owner.team.id:%lld", (long long)calendar_team(v));
	else if (calendar_is_mine(s) || !strcmp(sbuf_text(&s->whose), "team"))
		sbuf_puts(out, " owner:me");
	else if (strcmp(sbuf_text(&s->whose), "all") != 0)
		sbuf_printf(out, " owner=\"%s\"", sbuf_text(&s->whose));
	if (s->filter.len)
		sbuf_printf(out, " (%s)", sbuf_text(&s->filter));
}

static void export_done(struct view *v, const char *path, void *data)
{
	struct sbuf expr = SBUF_INIT;

	(void)data;
	if (path && *path) {
		add_window(v, &expr);
		v->host->ops->export(v->host,
				     &(struct request){ .verb = VERB_LIST, .entity = entity_at(ENTITY_ACTIVITY),
							.expr = sbuf_text(&expr), .sort = "due,start,id" },
				     NULL, path);
	}
	sbuf_free(&expr);
}

static void export_window(struct view *v, const char *arg)
{
	if (arg)
		export_done(v, arg, NULL);
	else
		host_ask_file(v, entity_at(ENTITY_ACTIVITY), "calendar", "ics", export_done);
}

static bool move(struct view *v, enum command_id id)
{
	struct calendar_state *s = v->state;
	int page = s->cal.mode == CALENDAR_MONTH ? 4 : s->cal.height > 1 ? s->cal.height - 1 : 1, by;

	switch (id) {
	case CMD_LEFT:
	case CMD_RIGHT:
		go_aside(v, id == CMD_LEFT ? -1 : 1);
		return true;
	case CMD_DOWN:
	case CMD_UP:
		by = id == CMD_DOWN ? 1 : -1;
		break;
	case CMD_HALF_DOWN:
	case CMD_HALF_UP:
		by = id == CMD_HALF_DOWN ? (page + 1) / 2 : -(page + 1) / 2;
		break;
	case CMD_PAGE_DOWN:
	case CMD_PAGE_UP:
		by = id == CMD_PAGE_DOWN ? page : -page;
		break;
	case CMD_FIRST:
	case CMD_LAST:
		go_end(v, id == CMD_LAST);
		return true;
	default:
		return false;
	}
	calendar_move(&s->cal, by);
	stay(v, calendar_at(&s->cal) ? calendar_at(&s->cal)->row->id : 0);
	return true;
}

static bool change(struct view *v, enum command_id id)
{
	switch (id) {
	case CMD_DAY_EARLIER:
	case CMD_DAY_LATER:
		shift(v, "days", id == CMD_DAY_LATER ? 1 : -1);
		return true;
	case CMD_TIME_EARLIER:
	case CMD_TIME_LATER:
		shift(v, "minutes", id == CMD_TIME_LATER ? 30 : -30);
		return true;
	case CMD_SHORTER:
	case CMD_LONGER:
		shift(v, "longer", id == CMD_LONGER ? 15 : -15);
		return true;
	case CMD_FOLLOW:
		host_act(v, "activity.follow", NULL, 0);
		return true;
	case CMD_END_SERIES:
		host_act(v, "activity.end", NULL, 0);
		return true;
	default:
		return false;
	}
}

bool calendar_command(struct view *v, enum command_id id, const char *arg)
{
	struct calendar_state *s = v->state;

	if (move(v, id) || change(v, id) || saved_command(v, &s->saved, id, arg) || filter_command(v, id, arg))
		return true;
	switch (id) {
	case CMD_OPEN:
		open_here(v);
		return true;
	case CMD_NEXT_PART:
	case CMD_PREV_PART:
		step(v, id == CMD_NEXT_PART ? 1 : -1);
		return true;
	case CMD_EARLIER:
	case CMD_LATER:
		go_period(v, id == CMD_LATER ? 1 : -1);
		return true;
	case CMD_EXPLAIN:
		calendar_explain(v);
		return true;
	case CMD_NOW:
		go_today(v);
		return true;
	case CMD_GO_TO_DAY:
		if (arg)
			day_typed(v, arg, NULL);
		else
			host_ask(v, &(struct ask){ .prompt = _("go to (fri, 3 mar, +2w)"),
						   .history = "day",
						   .offer = suggest_days,
						   .done = day_typed });
		return true;
	case CMD_SPAN:
		flip(v);
		return true;
	case CMD_WHOSE:
		ask_whose(v);
		return true;
	case CMD_ADD:
		add_here(v);
		return true;
	case CMD_FIND:
		host_open(v, &(struct view_spec){ .view = "find", .expr = arg });
		return true;
	case CMD_EXPORT:
		export_window(v, arg);
		return true;
	case CMD_IMPORT:
		import_file(v, s->saved.entity, arg);
		return true;
	default:
		return false;
	}
}
