/* The calendar: a day, a week, a month or an agenda, mine, my team's or anybody's. */
#include "view/calendar_state.h"
#include "view/panes.h"

#include "base/locale.h"
#include "base/person.h"
#include "base/utf8.h"

enum { TAG_CALENDAR = 1, TAG_ADDED };

#define AGENDA_DAYS 28
#define NARROW      60 /* columns in which a week has no room */

static const char *const mode_names[CALENDAR_MODES] = { "day", "week", "month", "agenda" };

static void set_text(struct sbuf *to, const char *text, const char *otherwise)
{
	sbuf_reset(to);
	sbuf_puts(to, text && *text ? text : otherwise);
}

void calendar_again(struct view *v)
{
	struct calendar_state *s = v->state;

	s->cal.top = s->cal.height = 0;
	s->cal.column = 0;
	s->cal.days = 0;
	v->stale = true;
}

bool calendar_set_mode(struct view *v, const char *name)
{
	struct calendar_state *s = v->state;

	for (int i = 0; i < CALENDAR_MODES; i++)
		if (!strcmp(mode_names[i], name)) {
			s->cal.mode = (enum calendar_mode)i;
			s->chosen = true;
			return true;
		}
	return false;
}

/* A view has no fields for them: the mode stands where a board has what its columns are, whose it is where a
 * list has its columns. */
static void calendar_terms(const struct view *v, struct saved_terms *out)
{
	const struct calendar_state *s = v->state;

	*out = (struct saved_terms){ .kind = "calendar",
				     .filter = sbuf_text(&s->filter),
				     .columns = sbuf_text(&s->whose),
				     .grouped = mode_names[s->cal.mode] };
}

static void calendar_use(struct view *v, const struct saved_terms *t)
{
	struct calendar_state *s = v->state;

	set_text(&s->filter, t->filter, "");
	set_text(&s->whose, t->columns, "me");
	if (!t->grouped || !calendar_set_mode(v, t->grouped))
		calendar_set_mode(v, "week");
	calendar_again(v);
}

static int calendar_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct calendar_state *s = v->state;
	struct civil now;

	(void)e;
	stamp_to_local(v->host->context.now, &now);
	s->cal.mode = CALENDAR_WEEK;
	s->cal.day = v->host->context.today;
	s->cal.slot = now.hour * 2 + now.minute / 30;
	set_text(&s->whose, spec->name, "me");
	set_text(&s->filter, spec->expr, "");
	s->saved = (struct saved){ .entity = entity_at(ENTITY_ACTIVITY), .terms = calendar_terms, .use = calendar_use };
	v->watches = UINT64_C(1) << ENTITY_ACTIVITY;
	v->stale = true;
	if (spec->saved)
		saved_open(v, &s->saved, spec->saved);
	return 0;
}

static void calendar_close(struct view *v)
{
	struct calendar_state *s = v->state;

	calendar_free(&s->cal);
	answer_free(s->answer);
	arena_free(&s->texts);
	sbuf_free(&s->whose);
	sbuf_free(&s->filter);
	saved_free(&s->saved);
}

bool calendar_is_mine(const struct calendar_state *s)
{
	return !strcmp(sbuf_text(&s->whose), "me");
}

void calendar_window(const struct calendar_state *s, date_t *first, int *days)
{
	date_t day = s->cal.day, month = date_month_start(day);

	switch (s->cal.mode) {
	case CALENDAR_DAY:
		*first = day;
		*days = 1;
		break;
	case CALENDAR_WEEK:
		*first = date_week_start(day);
		*days = 7;
		break;
	case CALENDAR_MONTH:
		*first = date_week_start(month);
		*days = 42;
		break;
	default:
		*first = day;
		*days = AGENDA_DAYS;
		/* It stays where it is as long as the cursor is in it. */
		if (s->cal.days == AGENDA_DAYS && day >= s->cal.first && day < s->cal.first + AGENDA_DAYS)
			*first = s->cal.first;
	}
}

struct request calendar_asked(const struct calendar_state *s, struct calendar_args *a)
{
	date_write_iso(s->cal.first, a->from);
	date_write_iso(s->cal.first + s->cal.days, a->to);
	a->args[0] = (struct named_value){ "from", a->from };
	a->args[1] = (struct named_value){ "to", a->to };
	a->args[2] = (struct named_value){ "owner", sbuf_text(&s->whose) };
	a->args[3] = (struct named_value){ "filter", sbuf_text(&s->filter) };
	return (struct request){ .verb = VERB_REPORT, .name = "calendar", .args = a->args,
				 .nargs = LENGTH(a->args) - !s->filter.len };
}

static void calendar_load(struct view *v)
{
	struct calendar_state *s = v->state;
	struct calendar_args args;
	struct request r;

	calendar_window(s, &s->cal.first, &s->cal.days);
	r = calendar_asked(s, &args);
	host_send(v, TAG_CALENDAR, &r);
}

/* Items */

static const char *text_at(const struct table *t, size_t row, const char *column)
{
	struct value v = table_get(t, row, column);

	return v.s ? v.s : "";
}

/* "Ana" of "Dr. Ana Silva"; a name without a blank is short enough. */
static const char *first_name(struct calendar_state *s, const char *name)
{
	struct sbuf parts[PERSON_PARTS] = { SBUF_INIT };

	if (!strchr(name, ' '))
		return name;
	person_split(name, locale_family_first(), parts);
	if (parts[PERSON_GIVEN].len)
		name = arena_strdup(&s->texts, sbuf_text(&parts[PERSON_GIVEN]));
	for (size_t i = 0; i < PERSON_PARTS; i++)
		sbuf_free(&parts[i]);
	return name;
}

static void name_item(struct view *v, struct calendar_item *i, const struct table *t, size_t row)
{
	struct calendar_state *s = v->state;
	const char *customer = text_at(t, row, "customer"), *subject = text_at(t, row, "subject");

	i->title = *customer ? customer : subject;
	i->beside = *customer ? subject : text_at(t, row, "contact");
	i->clash = text_at(t, row, "clash");
	if (!calendar_is_mine(s) && s->cal.mode != CALENDAR_DAY)
		i->title = arena_printf(&s->texts, "%s: %s", first_name(s, text_at(t, row, "owner")), i->title);
}

static void time_item(struct calendar_item *i, int64_t start, struct value duration)
{
	int64_t minutes = duration.kind == VALUE_NULL ? CALENDAR_PLAIN : duration.i;
	struct civil from, to;

	stamp_to_local(start, &from);
	stamp_to_local(start + minutes * 60, &to);
	i->timed = true;
	i->day = stamp_date(start);
	i->from = from.hour * 60 + from.minute;
	i->last = stamp_date(start + minutes * 60);
	i->to = to.hour * 60 + to.minute;
	if (i->to == 0 && i->last > i->day) { /* midnight is the end of the day before */
		i->last--;
		i->to = 1440;
	}
}

static void add_item(struct view *v, const struct table *t, size_t row)
{
	struct calendar_state *s = v->state;
	struct value start = table_get(t, row, "start"), due = table_get(t, row, "due"),
		     duration = table_get(t, row, "duration");
	struct calendar_item *i = calendar_add(&s->cal);

	i->row = &t->rows[row];
	i->owner = table_get(t, row, "owner").i;
	i->done = table_get(t, row, "done").kind != VALUE_NULL;
	i->tone = t->rows[row].tone;
	name_item(v, i, t, row);
	if (start.kind != VALUE_NULL) {
		time_item(i, start.i, duration);
		return;
	}
	i->day = (date_t)due.i;
	i->last = i->day + (duration.i >= 1440 ? (date_t)(duration.i / 1440) - 1 : 0);
}

/* Columns */

int64_t calendar_team(const struct view *v)
{
	const struct table *users = answer_table(v->host->describe, "users");

	for (size_t i = 0; users && i < users->nrows; i++)
		if (users->rows[i].id == v->host->context.me)
			return table_get(users, i, "team").i;
	return 0;
}

static bool is_shown(const struct view *v, const struct table *users, size_t row)
{
	const struct calendar_state *s = v->state;
	int64_t id = users->rows[row].id, team = calendar_team(v);

	if (id == v->host->context.me || (!strcmp(sbuf_text(&s->whose), "team") && team &&
					  table_get(users, row, "team").i == team))
		return true;
	for (size_t i = 0; i < s->cal.n; i++)
		if (s->cal.items[i].owner == id)
			return true;
	return false;
}

static void add_column(struct calendar *c, date_t day, int64_t owner, const char *name)
{
	if (c->ncolumns < CALENDAR_COLUMNS)
		c->columns[c->ncolumns++] = (struct calendar_column){ day, owner, name };
}

/* A day of several people has a column for each. */
static void make_columns(struct view *v)
{
	struct calendar_state *s = v->state;
	const struct table *users = answer_table(v->host->describe, "users");
	bool several = !strcmp(sbuf_text(&s->whose), "team") || !strcmp(sbuf_text(&s->whose), "all");

	s->cal.ncolumns = 0;
	if (s->cal.mode == CALENDAR_WEEK)
		for (int i = 0; i < 7; i++)
			add_column(&s->cal, s->cal.first + i, 0, "");
	for (size_t i = 0; s->cal.mode == CALENDAR_DAY && several && users && i < users->nrows; i++)
		if (is_shown(v, users, i))
			add_column(&s->cal, s->cal.day, users->rows[i].id, table_title(users, &users->rows[i]));
	if (s->cal.mode == CALENDAR_DAY && !s->cal.ncolumns)
		add_column(&s->cal, s->cal.day, 0, "");
}

/* Goes to where the activity that was added stands: a day that is not shown, maybe. */
static void go_to_added(struct view *v, const struct table *t)
{
	struct calendar_state *s = v->state;
	struct value start, due;

	if (!t->nrows)
		return;
	start = table_get(t, 0, "start");
	due = table_get(t, 0, "due");
	if (start.kind == VALUE_NULL && due.kind == VALUE_NULL)
		return;
	s->cal.day = start.kind != VALUE_NULL ? stamp_date(start.i) : (date_t)due.i;
	s->want = t->rows[0].id;
	v->stale = true;
}

static void calendar_answer(struct view *v, int tag, struct answer *a)
{
	struct calendar_state *s = v->state;
	const struct calendar_item *at = calendar_at(&s->cal);
	int64_t id = s->want ? s->want : at ? at->row->id : 0;
	const struct table *items = answer_table(a, "items");

	if (tag == TAG_SAVED)
		saved_answer(v, &s->saved, a);
	if (tag == TAG_ADDED && a->ntables)
		go_to_added(v, a->tables[0]);
	if (!items)
		return;
	sbuf_reset(&s->saved.trouble);
	calendar_clear(&s->cal);
	answer_keep(&s->answer, a);
	arena_free(&s->texts);
	for (size_t i = 0; i < items->nrows; i++)
		add_item(v, items, i);
	s->cal.free = answer_table(s->answer, "free");
	s->cal.by_day = answer_table(s->answer, "days");
	make_columns(v);
	calendar_settle(&s->cal, id);
	if (s->want)
		calendar_find(&s->cal, s->want);
	if (!v->stale) /* else what is shown is on its way still */
		s->want = 0;
}

/* What stood there before is no answer to what is asked now. */
static void calendar_failed(struct view *v, int tag, const struct error *e)
{
	struct calendar_state *s = v->state;
	struct answer *none = answer_new(0);

	if (tag == TAG_CALENDAR) {
		answer_add_table(none, table_new("items"));
		calendar_answer(v, tag, none);
		saved_refused(v, &s->saved, e);
	} else {
		host_say(v, TONE_DANGER, "%s", e->text);
	}
	answer_free(none);
}

static void draw_trouble(struct view *v, struct grid *g, struct rect r)
{
	const struct calendar_state *s = v->state;

	grid_cursor(g, r.x, r.y, false);
	rect_cut_top(&r, grid_put_lines(g, r, ROLE_DEFAULT, sbuf_text(&s->saved.trouble)));
	grid_put_lines(g, r, ROLE_QUIET, K_(v, "{back} takes the filter off, {filter} changes it, {add} adds one, "
					       "{find-all} finds everywhere."));
}

static void calendar_view_draw(struct view *v, struct grid *g, struct rect r)
{
	struct calendar_state *s = v->state;
	struct rect detail;

	if (!s->answer)
		return;
	if (r.w < NARROW && s->cal.mode == CALENDAR_WEEK && !s->chosen) {
		s->cal.mode = CALENDAR_AGENDA;
		calendar_settle(&s->cal, 0);
	}
	rect_cut_top(&r, r.h > 16);
	detail = rect_cut_bottom(&r, 1);
	r = rect_inset(r, 1, 0);
	if (s->saved.trouble.len) {
		draw_trouble(v, g, rect_inset(r, 1, 0));
		return;
	}
	if (s->cal.mode == CALENDAR_AGENDA && !s->cal.n) {
		grid_put_lines(g, rect_inset(r, 1, 0), ROLE_GOOD, _("Nothing stands in the calendar in these weeks."));
		rect_cut_top(&r, 2);
		grid_put_lines(g, rect_inset(r, 1, 0), ROLE_QUIET,
			       v->asof ? say_way_back(v, false, false)
				       : K_(v, "{add} adds an appointment, {later} shows later weeks, {whose} other "
					       "people's, {span} a day, a week or a month."));
		return;
	}
	calendar_draw(&s->cal, g, r, &v->host->context);
	calendar_put_detail(v, g, detail);
}

static bool calendar_subject(struct view *v, struct subject *out)
{
	struct calendar_state *s = v->state;
	const struct calendar_item *i = calendar_at(&s->cal);

	*out = (struct subject){ .entity = entity_at(ENTITY_ACTIVITY) };
	if (!i)
		return false;
	out->ids = &i->row->id;
	out->n = 1;
	out->table = answer_table(s->answer, "items");
	out->row = i->row;
	out->title = table_title(out->table, i->row);
	return true;
}

static void calendar_tell(struct view *v, struct sbuf *out)
{
	if (!calendar_at(&((struct calendar_state *)v->state)->cal))
		calendar_tell_free(v, out);
}

static void calendar_title(struct view *v, struct sbuf *out)
{
	const struct calendar_state *s = v->state;

	sbuf_puts(out, s->saved.name.len ? sbuf_text(&s->saved.name) : _("Calendar"));
}

static void calendar_keep(const struct view *v, struct sbuf *out)
{
	const struct calendar_state *s = v->state;

	sbuf_printf(out, "mode %s\nwhose %s\nfilter %s\n", mode_names[s->cal.mode], sbuf_text(&s->whose),
		    sbuf_text(&s->filter));
	saved_keep(&s->saved, out);
}

static void calendar_restore(struct view *v, const char *key, const char *value)
{
	struct calendar_state *s = v->state;

	if (!strcmp(key, "mode"))
		calendar_set_mode(v, value);
	else if (!strcmp(key, "whose"))
		set_text(&s->whose, value, "me");
	else if (!strcmp(key, "filter"))
		set_text(&s->filter, value, "");
	else
		saved_restore(&s->saved, key, value);
	calendar_again(v);
}

/* A click says which of the places that the widget told. */
static void calendar_view_point(struct view *v, int place)
{
	struct calendar_state *s = v->state;

	calendar_point(&s->cal, place);
}

static bool calendar_walk(struct view *v, int by, struct record_ref *at)
{
	struct calendar_state *s = v->state;
	bool stepped = !by || calendar_step(&s->cal, by);
	const struct calendar_item *i = calendar_at(&s->cal);

	*at = (struct record_ref){ entity_at(ENTITY_ACTIVITY), i ? i->row->id : 0 };
	return stepped;
}

static void calendar_added(struct view *v, const struct entity *e, int64_t id, const char *said)
{
	char expr[32];

	(void)said;
	if (e->id != ENTITY_ACTIVITY)
		return;
	snprintf(expr, sizeof(expr), "id:%lld", (long long)id);
	host_send(v, TAG_ADDED, &(struct request){ .verb = VERB_LIST, .entity = e, .expr = expr,
						   .columns = "start,due", .limit = 1 });
}

const struct view_ops calendar_view = {
	.name = "calendar",
	.contexts = IN_CALENDAR,
	.size = sizeof(struct calendar_state),
	.open = calendar_open,
	.close = calendar_close,
	.load = calendar_load,
	.answer = calendar_answer,
	.failed = calendar_failed,
	.draw = calendar_view_draw,
	.status = calendar_put_status,
	.command = calendar_command,
	.subject = calendar_subject,
	.tell = calendar_tell,
	.title = calendar_title,
	.walk = calendar_walk,
	.added = calendar_added,
	.keep = calendar_keep,
	.restore = calendar_restore,
	.point = calendar_view_point,
};
