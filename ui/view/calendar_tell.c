/* What the calendar says in words: of its window, and of what is under the cursor. */
#include "view/calendar_state.h"
#include "view/explain.h"
#include "widget/calendar_draw.h"

/* ISO 8601: the week of a Thursday is counted in its year. */
static int week_of(date_t day)
{
	struct civil c;
	date_t thursday = day - date_weekday(day) + 3;

	date_split(thursday, &c);
	return (thursday - date_make(c.year, 1, 1)) / 7 + 1;
}

static void add_day(struct sbuf *out, date_t day, bool year)
{
	struct civil c;

	date_split(day, &c);
	sbuf_printf(out, _("%s %d %s"), _(calendar_weekdays[c.weekday]), c.day, _(calendar_months[c.month - 1]));
	if (year)
		sbuf_printf(out, " %d", c.year);
}

/* "23–29 Nov 2026", "30 Nov – 6 Dec 2026" */
static void add_days(struct sbuf *out, date_t first, date_t last)
{
	struct civil a, b;

	date_split(first, &a);
	date_split(last, &b);
	if (a.month == b.month)
		sbuf_printf(out, _("%d–%d %s %d"), a.day, b.day, _(calendar_months[b.month - 1]), b.year);
	else
		sbuf_printf(out, _("%d %s – %d %s %d"), a.day, _(calendar_months[a.month - 1]), b.day,
			    _(calendar_months[b.month - 1]), b.year);
}

static void add_window(struct sbuf *out, const struct calendar *c)
{
	struct civil d;

	switch (c->mode) {
	case CALENDAR_DAY:
		date_show_whole(out, c->day);
		break;
	case CALENDAR_MONTH:
		date_split(c->day, &d);
		sbuf_printf(out, _("%s %d"), _(calendar_months[d.month - 1]), d.year);
		break;
	case CALENDAR_WEEK: /* by its middle, as weeks begin on other days elsewhere */
		sbuf_printf(out, _("Week %d"), week_of(c->first + 3));
		sbuf_puts(out, " · ");
		add_days(out, c->first, c->first + 6);
		break;
	default:
		sbuf_puts(out, _("Agenda"));
		sbuf_puts(out, " · ");
		add_days(out, c->first, c->first + c->days - 1);
	}
}

static const char *whose_label(const struct calendar_state *s)
{
	const char *whose = sbuf_text(&s->whose);

	if (!strcmp(whose, "me"))
		return _("mine");
	if (!strcmp(whose, "team"))
		return _("my team's");
	return !strcmp(whose, "all") ? _("everybody's") : whose;
}

/* The saved view's name before the rest, with its `*`. */
static int put_name(const struct calendar_state *s, struct grid *g, struct rect r)
{
	int used = 0;

	if (!s->saved.name.len)
		return 0;
	used = grid_put_fit(g, r.x, r.y, r.w / 3, ROLE_TITLE, sbuf_text(&s->saved.name));
	if (s->saved.changed)
		used += grid_put(g, r.x + used, r.y, 2, ROLE_ATTENTION, " *");
	return used + grid_put(g, r.x + used, r.y, 3, ROLE_QUIET, " · ");
}

void calendar_put_status(struct view *v, struct grid *g, struct rect r)
{
	struct calendar_state *s = v->state;
	const struct table *items = s->answer ? answer_table(s->answer, "items") : NULL;
	struct sbuf window = SBUF_INIT;
	int used = 1;

	add_window(&window, &s->cal);
	used += put_name(s, g, (struct rect){ r.x + used, r.y, r.w - used, 1 });
	used += grid_put_fit(g, r.x + used, r.y, r.w - used, ROLE_TITLE, sbuf_text(&window)) + 2;
	used += grid_put_fit(g, r.x + used, r.y, r.w - used, ROLE_ACCENT, whose_label(s)) + 2;
	if (s->filter.len)
		used += grid_put_fit(g, r.x + used, r.y, r.w - used, ROLE_ACCENT, sbuf_text(&s->filter)) + 2;
	if (items && items->note)
		grid_put_right(g, r.x + used, r.y, r.w - used - 1, ROLE_QUIET, items->note);
	sbuf_free(&window);
}

static void add_cell(struct sbuf *out, const struct table *t, const struct row *row, const char *column,
		     const struct value_context *c)
{
	int at = table_column(t, column);
	struct sbuf text = SBUF_INIT;

	if (at >= 0)
		value_show(&text, &t->columns[at].field, row->cells[at], c);
	if (text.len)
		sbuf_printf(out, "%s%s", out->len ? " · " : "", sbuf_text(&text));
	sbuf_free(&text);
}

/* "11:30 visit clashes with 11:00 call" */
static void add_clash(struct sbuf *out, const struct table *t, const struct calendar_item *i,
		      const struct value_context *c)
{
	struct sbuf kind = SBUF_INIT;

	add_cell(&kind, t, i->row, "kind", c);
	sbuf_printf(out, _("%02d:%02d %s clashes with %s"), i->from / 60, i->from % 60, sbuf_text(&kind), i->clash);
	sbuf_free(&kind);
}

static void tell_item(struct view *v, const struct calendar_item *i, struct grid *g, struct rect r)
{
	struct calendar_state *s = v->state;
	const struct table *t = answer_table(s->answer, "items");
	static const char *const told[] = { "subject", "customer", "contact", "repeats" };
	const struct value_context *c = &v->host->context;
	struct sbuf text = SBUF_INIT;
	int used = 1;

	if (*i->clash)
		add_clash(&text, t, i, c);
	else if (i->timed)
		sbuf_printf(&text, "%02d:%02d–%02d:%02d ", i->from / 60, i->from % 60, i->to / 60 % 24, i->to % 60);
	else if (i->last > i->day) {
		add_days(&text, i->day, i->last);
		sbuf_puts(&text, " ");
	}
	if (!*i->clash)
		value_show(&text, entity_must(entity_at(ENTITY_ACTIVITY), "kind"),
			   i->row->cells[table_column(t, "kind")], c);
	used += grid_put_fit(g, r.x + used, r.y, r.w - used - 1, *i->clash ? ROLE_DANGER : ROLE_ACCENT,
			     sbuf_text(&text));
	sbuf_reset(&text);
	for (size_t k = 0; k < LENGTH(told); k++)
		add_cell(&text, t, i->row, told[k], c);
	if (!calendar_is_mine(s))
		add_cell(&text, t, i->row, "owner", c);
	if (used + 6 < r.w)
		grid_put_fit(g, r.x + used + 2, r.y, r.w - used - 3, ROLE_DEFAULT, sbuf_text(&text));
	sbuf_free(&text);
}

static int64_t gap_end(const struct row *gap)
{
	return gap->cells[0].i + gap->cells[1].i * 60;
}

/* The gap in which the half hour under the cursor is; NULL: there is no hour, or it is no working time. */
static const struct row *gap_at(const struct calendar *c)
{
	struct civil at;
	int64_t from;

	if (c->mode > CALENDAR_WEEK || c->slot < 0)
		return NULL;
	date_split(c->day, &at);
	at.hour = c->slot / 2;
	at.minute = c->slot % 2 * 30;
	from = stamp_from_local(&at);
	for (size_t i = 0; c->free && i < c->free->nrows; i++)
		if (c->free->rows[i].cells[0].i < from + 1800 && gap_end(&c->free->rows[i]) > from)
			return &c->free->rows[i];
	return NULL;
}

void calendar_tell_free(struct view *v, struct sbuf *out)
{
	struct calendar_state *s = v->state;
	const struct row *gap = gap_at(&s->cal);
	struct civil c;

	add_day(out, s->cal.day, false);
	if (s->cal.mode <= CALENDAR_WEEK && s->cal.slot >= 0)
		sbuf_printf(out, " %02d:%02d", s->cal.slot / 2, s->cal.slot % 2 * 30);
	sbuf_puts(out, " · ");
	if (gap) {
		stamp_to_local(gap_end(gap), &c);
		sbuf_printf(out, _("free until %02d:%02d"), c.hour, c.minute);
	} else {
		sbuf_puts(out, _("nothing here"));
	}
	if (!v->asof)
		sbuf_printf(out, " · %s", K_(v, "{add} adds"));
}

static void tell_nothing(struct view *v, struct grid *g, struct rect r)
{
	struct sbuf text = SBUF_INIT;

	calendar_tell_free(v, &text);
	grid_put_fit(g, r.x + 1, r.y, r.w - 2, ROLE_QUIET, sbuf_text(&text));
	sbuf_free(&text);
}

void calendar_put_detail(struct view *v, struct grid *g, struct rect r)
{
	struct calendar_state *s = v->state;
	const struct calendar_item *i = calendar_at(&s->cal);

	if (i)
		tell_item(v, i, g, r);
	else
		tell_nothing(v, g, r);
}

static const struct row *day_row(const struct calendar *c)
{
	for (size_t i = 0; c->by_day && i < c->by_day->nrows; i++)
		if (c->by_day->rows[i].cells[0].i == c->day)
			return &c->by_day->rows[i];
	return NULL;
}

#define IDS_MOST 200 /* of more an expression does not say the ids, and they are not told */

static void explain_ids(struct view *v, struct explain *x, const char *title, const int64_t *ids, size_t n)
{
	struct sbuf expr = SBUF_INIT;

	for (size_t i = 0; i < n && n <= IDS_MOST; i++)
		sbuf_printf(&expr, "%s%lld", i ? "," : "id:", (long long)ids[i]);
	if (expr.len)
		explain_add(x, arena_strdup(&v->arena, title),
			    (struct request){ .entity = entity_at(ENTITY_ACTIVITY),
					      .expr = arena_strdup(&v->arena, sbuf_text(&expr)) });
	sbuf_free(&expr);
}

/* What has no room where the cursor is, and all that stands on the day. */
static void explain_day(struct view *v, struct explain *x)
{
	const struct calendar *c = &((struct calendar_state *)v->state)->cal;
	struct sbuf title = SBUF_INIT;
	int64_t ids[IDS_MOST];
	size_t n = calendar_more(c, ids, IDS_MOST), day;

	add_day(&title, c->day, false);
	day = title.len;
	sbuf_printf(&title, " +%zu", n);
	explain_ids(v, x, sbuf_text(&title), ids, n);
	n = 0;
	for (size_t i = 0; i < c->n; i++)
		if (c->items[i].day <= c->day && c->items[i].last >= c->day && n++ < IDS_MOST)
			ids[n - 1] = c->items[i].row->id;
	title.data[day] = '\0';
	explain_ids(v, x, sbuf_text(&title), ids, n);
	sbuf_free(&title);
}

void calendar_explain(struct view *v)
{
	struct calendar_state *s = v->state;
	const struct table *items = s->answer ? answer_table(s->answer, "items") : NULL;
	const struct calendar_item *i = calendar_at(&s->cal);
	struct calendar_args args;
	struct request report = calendar_asked(s, &args);
	struct explain x = { 0 };

	if (i)
		explain_add_row(v, &x, NULL, items, i->row);
	else
		explain_add_row(v, &x, &report, s->cal.free, gap_at(&s->cal));
	explain_add_row(v, &x, &report, s->cal.by_day, day_row(&s->cal));
	explain_day(v, &x);
	explain_add_note(&x, &report, items);
	explain_open(v, &x);
}
