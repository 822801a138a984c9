#include "model/calling.h"

#include "base/number.h"
#include "model/figure.h"

const char call_outcomes_default[] =
	"reached ask; no_answer +1d; call_back ask; agreed ask; refused; wrong_number today find the right number";

/* One of them: OUTCOME [NEXT [WORDS]]. */
static int read_outcome(char *text, struct arena *a, struct call_outcome *out, struct error *e)
{
	char *save = NULL, *name = strtok_r(text, " ", &save), *next = strtok_r(NULL, " ", &save);

	out->outcome = choice_named(activity_outcome, name ? name : "");
	if (!out->outcome)
		return error_set(e, ERROR_USAGE, _("%s: there is no outcome \"%s\"."), CALL_SETTING,
				 name ? name : "");
	while (save && *save == ' ')
		save++;
	out->next = next ? arena_strdup(a, next) : NULL;
	out->subject = next && save && *save ? arena_strdup(a, save) : NULL;
	return 0;
}

size_t call_outcomes_read(const char *text, struct arena *a, struct call_outcome out[CALL_OUTCOMES],
			  struct error *e)
{
	char *copy = xstrdup(text), *at = copy;
	size_t n = 0;

	for (char *one; n < CALL_OUTCOMES && (one = strsep(&at, ";"));)
		if (one[strspn(one, " ")] && read_outcome(one, a, &out[n++], e) < 0) {
			n = 0;
			break;
		}
	if (!n && !e->kind)
		error_set(e, ERROR_USAGE, _("%s names no outcome."), CALL_SETTING);
	free(copy);
	return n;
}

void calling_free(struct calling *c)
{
	free(c->items);
	memset(c, 0, sizeof(*c));
}

void calling_add(struct calling *c, int64_t id)
{
	struct call *call = array_add(&c->items, &c->n, &c->room, sizeof(*call));

	*call = (struct call){ .id = id };
}

bool calling_made(const struct call *call)
{
	return call->activity && !call->undone;
}

void calling_go_on(struct calling *c)
{
	while (c->at < c->n && calling_made(&c->items[c->at]))
		c->at++;
}

static const char head[] = "calls\t";

bool calling_is(const char *text)
{
	return text && !strncmp(text, head, sizeof(head) - 1);
}

/* "calls\tBEGUN\tAT\tTITLE", and a line for each: id, and when it was called activity, outcome, seconds. */
void calling_write(const struct calling *c, const char *title, struct sbuf *out)
{
	sbuf_printf(out, "%s%lld\t%zu\t%s\n", head, (long long)c->begun, c->at, title);
	for (size_t i = 0; i < c->n; i++) {
		const struct call *call = &c->items[i];

		sbuf_printf(out, "%lld", (long long)call->id);
		if (calling_made(call))
			sbuf_printf(out, "\t%lld\t%s\t%lld", (long long)call->activity, call->outcome->name,
				    (long long)call->seconds);
		sbuf_putc(out, '\n');
	}
}

static int read_call(struct calling *c, char *line)
{
	char *id = strsep(&line, "\t"), *activity = strsep(&line, "\t"), *outcome = strsep(&line, "\t");
	struct call call = { 0 };

	if (number_int(id, &call.id) < 0)
		return -1;
	if (line && (number_int(activity, &call.activity) < 0 || number_int(line, &call.seconds) < 0))
		return -1;
	call.outcome = outcome ? choice_named(activity_outcome, outcome) : NULL;
	if (!call.outcome)
		call.activity = 0;
	calling_add(c, call.id);
	c->items[c->n - 1] = call;
	return 0;
}

int calling_read(struct calling *c, const char *text, struct sbuf *title)
{
	char *copy, *at, *first, *begun, *place;
	int64_t n = 0;
	int rc = 0;

	if (!calling_is(text))
		return -1;
	copy = at = xstrdup(text + sizeof(head) - 1);
	first = strsep(&at, "\n");
	begun = strsep(&first, "\t");
	place = strsep(&first, "\t");
	if (!place || number_int(begun, &c->begun) < 0 || number_int(place, &n) < 0)
		rc = -1;
	sbuf_puts(title, rc == 0 && first ? first : "");
	for (char *line; rc == 0 && (line = strsep(&at, "\n")) && *line;)
		rc = read_call(c, line);
	c->at = n >= 0 && (size_t)n <= c->n ? (size_t)n : 0;
	free(copy);
	return rc;
}

struct results {
	int64_t made, reached, seconds;
};

static bool is_reached(const struct choice *outcome)
{
	return strcmp(outcome->name, "no_answer") && strcmp(outcome->name, "wrong_number");
}

static struct results results_of(const struct calling *c)
{
	struct results r = { 0 };

	for (size_t i = 0; i < c->n; i++)
		if (calling_made(&c->items[i])) {
			r.made++;
			r.reached += is_reached(c->items[i].outcome);
			r.seconds += c->items[i].seconds;
		}
	return r;
}

/* "2:10" */
static void put_time(struct sbuf *out, int64_t seconds)
{
	sbuf_printf(out, "%lld:%02lld", (long long)(seconds / 60), (long long)(seconds % 60));
}

/* "24 calls · 9 reached (37.5 %) · 2:10 a call" */
static void note(const struct calling *c, struct sbuf *out)
{
	struct results r = results_of(c);
	char reached[PERCENT_SIZE];
	int64_t seconds;

	sbuf_printf(out, P_("%zu call", "%zu calls", (size_t)r.made), (size_t)r.made);
	if (!r.made)
		return;
	sbuf_printf(out, _(" · %zu reached (%s)"), (size_t)r.reached,
		    percent_text((double)r.reached / (double)r.made, reached));
	seconds = (r.seconds + r.made / 2) / r.made;
	sbuf_printf(out, _(" · %lld:%02lld a call"), (long long)(seconds / 60), (long long)(seconds % 60));
}

static int64_t count_of(const struct calling *c, const struct choice *outcome)
{
	int64_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += calling_made(&c->items[i]) && c->items[i].outcome == outcome;
	return n;
}

/* The calls that were logged with one outcome; Enter lists them. */
static void add_outcome(struct table *bill, const struct calling *c, const struct choice *outcome)
{
	int64_t n = count_of(c, outcome);
	char count[24];
	struct sbuf ids = SBUF_INIT;
	struct row *line;

	if (!n)
		return;
	for (size_t i = 0; i < c->n; i++)
		if (calling_made(&c->items[i]) && c->items[i].outcome == outcome)
			sbuf_printf(&ids, "%s%lld", ids.len ? "," : "id:", (long long)c->items[i].activity);
	snprintf(count, sizeof(count), "%lld", (long long)n);
	line = bill_line(bill, '+', _(outcome->label), count, (double)n);
	line->drill = arena_strdup(&bill->arena, sbuf_text(&ids));
	line->drill_entity = entity_at(ENTITY_ACTIVITY);
	sbuf_free(&ids);
}

enum { ALL, REACHED, TIME };
static const struct figure figures[] = {
	[ALL] = { "calls", N_("Calls"), FIELD_INT, .words = N_("The calls that were logged from this list.") },
	[REACHED] = { "reached", N_("Reached"), FIELD_PERCENT,
		      .words = N_("The calls in which somebody was spoken to, of all.") },
	[TIME] = { "time", N_("A call"), FIELD_TEXT,
		   .words = N_("From when the record was shown to when its outcome was chosen, on average.") },
};

static void end_bill(struct table *bill, const struct results *r, int n)
{
	double number = n == ALL ? (double)r->made : (double)(n == REACHED ? r->reached : r->seconds) / (double)r->made;
	struct sbuf calls = SBUF_INIT, end = SBUF_INIT;
	char text[PERCENT_SIZE];

	number_group(&calls, r->made, 0, 0);
	if (n == ALL)
		sbuf_puts(&end, sbuf_text(&calls));
	else if (n == REACHED)
		sbuf_puts(&end, percent_text(number, text));
	else
		put_time(&end, (r->seconds + r->made / 2) / r->made);
	if (n != ALL)
		bill_line(bill, '/', _(figures[ALL].label), sbuf_text(&calls), (double)r->made);
	bill_line(bill, '=', _(figures[n].label), sbuf_text(&end), number);
	bill->total = (int64_t)bill->nrows;
	sbuf_free(&calls);
	sbuf_free(&end);
}

struct table *calling_bill(const struct calling *c, int n)
{
	struct results r = results_of(c);
	struct table *bill;
	struct sbuf all = SBUF_INIT;

	if (n > TIME || !r.made)
		return NULL;
	bill = bill_make(&figures[n]);
	for (const struct choice *o = activity_outcome; n != TIME && o->name; o++)
		if (n == ALL || is_reached(o))
			add_outcome(bill, c, o);
	put_time(&all, r.seconds);
	if (n == TIME)
		bill_line(bill, '+', _("All of them"), sbuf_text(&all), (double)r.seconds);
	sbuf_free(&all);
	end_bill(bill, &r, n);
	return bill;
}

struct table *calling_table(const struct calling *c)
{
	struct table *t = table_new("calls");
	struct sbuf text = SBUF_INIT;

	table_add_column(t, "outcome", N_("Outcome"), FIELD_TEXT)->field.width = 14;
	table_add_column(t, "n", N_("Calls"), FIELD_INT)->field.width = 6;
	for (const struct choice *o = activity_outcome; o->name; o++) {
		int64_t n = count_of(c, o);

		if (n) {
			struct row *r = table_add_row(t);
			table_set(t, r, 0, value_text(_(o->label)));
			table_set(t, r, 1, value_int(n));
		}
	}
	t->chart = CHART_BARS;
	t->chart_value = 1;
	t->total = (int64_t)t->nrows;
	note(c, &text);
	t->note = arena_strdup(&t->arena, sbuf_text(&text));
	sbuf_free(&text);
	return t;
}
