/* Appointments are told some minutes before they begin, each once. The clock may jump (a laptop sleeps,
 * somebody sets it): what is told goes by the time of day, never by how long we waited. */
#include "app/app.h"

#include "model/plan.h"

#define LOOK_EVERY 30000      /* ms between two looks: no longer is one late after the machine slept */
#define ASK_EVERY  (6 * 3600) /* seconds after which what is ahead is asked anew */

static struct value_context context_of(const struct app *a)
{
	struct value_context c = a->host.context;

	c.now += a->remind.ahead;
	c.today = stamp_date(c.now);
	return c;
}

static int64_t start_of(const struct app *a, size_t row)
{
	return table_get(a->remind.table, row, "start").i;
}

/* From when on it is to be told. */
static int64_t due_of(const struct app *a, size_t row)
{
	return start_of(a, row) - option_number(&a->host, OPTION_REMIND) * 60;
}

static bool is_told(const struct app *a, size_t row)
{
	const struct remind *r = &a->remind;

	for (size_t i = 0; i < r->ntold; i++)
		if (r->told[i].id == r->table->rows[row].id && r->told[i].start == start_of(a, row))
			return true;
	return false;
}

static void set_told(struct app *a, size_t row)
{
	struct remind *r = &a->remind;
	struct told *told = array_add(&r->told, &r->ntold, &r->told_room, sizeof(*told));

	*told = (struct told){ r->table->rows[row].id, start_of(a, row) };
}

static void show_distance(struct sbuf *out, int64_t minutes)
{
	sbuf_puts(out, " · ");
	if (minutes > 0)
		sbuf_printf(out, _("in %lld min"), (long long)minutes);
	else if (minutes < 0)
		sbuf_printf(out, _("%lld min ago"), (long long)-minutes);
	else
		sbuf_puts(out, _("now"));
}

/* Says the first of them, and how many more there are. */
static void tell(struct app *a, size_t first, size_t n, const struct value_context *c)
{
	struct sbuf text = SBUF_INIT;
	struct value subject = table_get(a->remind.table, first, "subject");

	plan_appointment(&text, a->remind.table, first, c);
	if (option_on(&a->host, OPTION_TITLE))
		term_title(a->term, sbuf_text(&text));
	a->remind.titled = option_on(&a->host, OPTION_TITLE);
	if (subject.s && !text_finds(sbuf_text(&text), subject.s))
		sbuf_printf(&text, " · %s", subject.s);
	show_distance(&text, (start_of(a, first) - c->now) / 60);
	if (n > 1)
		sbuf_printf(&text, P_(" · and %zu more", " · and %zu more", n - 1), n - 1);
	if (option_on(&a->host, OPTION_BELL))
		term_bell(a->term);
	app_say(a, TONE_ATTENTION, "%s", sbuf_text(&text));
	sbuf_free(&text);
}

/* What began before we did is told by Today. */
static void tell_due(struct app *a, const struct value_context *c)
{
	size_t first = 0, n = 0;

	for (size_t i = 0; i < a->remind.table->nrows; i++) {
		if (due_of(a, i) > c->now || start_of(a, i) < a->remind.begun || is_told(a, i))
			continue;
		first = n++ ? first : i;
		set_told(a, i);
	}
	if (n)
		tell(a, first, n, c);
}

bool remind_next(const struct app *a, struct sbuf *out)
{
	struct value_context c = context_of(a);
	const struct table *t = a->remind.table;

	for (size_t i = 0; t && option_number(&a->host, OPTION_REMIND) && i < t->nrows; i++)
		if (due_of(a, i) <= c.now && start_of(a, i) >= c.now) {
			plan_appointment(out, t, i, &c);
			return true;
		}
	return false;
}

void remind_look(struct app *a)
{
	struct value_context c = context_of(a);
	struct remind *r = &a->remind;
	struct sbuf next = SBUF_INIT;

	if (c.now - r->asked > ASK_EVERY || c.now < r->asked)
		r->stale = true;
	if (r->table && option_number(&a->host, OPTION_REMIND))
		tell_due(a, &c);
	if (remind_next(a, &next) != r->near) {
		r->near = !r->near;
		a->redraw = true;
	}
	if (r->titled && !r->near) {
		term_title(a->term, "Rapport");
		r->titled = false;
	}
	sbuf_free(&next);
}

void remind_load(struct app *a)
{
	struct remind *r = &a->remind;

	if (!r->stale)
		return;
	r->stale = false;
	r->asked = context_of(a).now;
	if (!r->begun)
		r->begun = r->asked;
	app_send(a, NULL, TAG_AHEAD, &(struct request){ .verb = VERB_REPORT, .name = "ahead" });
}

void remind_take(struct app *a, struct answer *ans)
{
	if (!ans->ntables)
		return;
	table_free(a->remind.table);
	a->remind.table = ans->tables[0];
	ans->tables[0] = NULL;
	remind_look(a);
}

int remind_wait(const struct app *a)
{
	int64_t now = context_of(a).now, least = LOOK_EVERY;

	if (!option_number(&a->host, OPTION_REMIND))
		return -1;
	for (size_t i = 0; a->remind.table && i < a->remind.table->nrows; i++)
		if (due_of(a, i) > now && (due_of(a, i) - now) * 1000 < least)
			least = (due_of(a, i) - now) * 1000;
	return (int)least;
}

void remind_free(struct app *a)
{
	table_free(a->remind.table);
	free(a->remind.told);
}
