/* What expressions say: how they are read, printed, refused, and what they mean of one record. */
#include "model/expr.h"

#include "model/expr_complete.h"
#include "model/expr_private.h"
#include "model_suites.h"

static const struct value_context context = { .today = 20779, /* Sunday, 2026-11-22 */
					      .now = 20779 * 86400 + 36000,
					      .currency = "EUR",
					      .me = 7 };

static struct expr *parse(const char *entity, const char *text, struct arena *a, struct error *err)
{
	return expr_parse(text, entity_find(entity), &context, a, err);
}

/* Reading and printing */

static const struct {
	const char *entity, *text, *printed;
} prints[] = {
	{ "deal",
	  "stage:open amount>10k owner:me close<+30d tag:vip customer.industry:retail \"acme\"",
	  "state:open amount>10k owner:me close<+30d tags:vip customer.industry:retail acme" },
	{ "deal", "", "" },
	{ "deal", "  \t ", "" },
	{ "deal", "a and b OR not c", "a b or not c" },
	{ "deal", "a (b or c)", "a (b or c)" },
	{ "deal", "(a b) c", "a b c" },
	{ "deal", "a (b c)", "a (b c)" },
	{ "deal", "a or (b or c)", "a or (b or c)" },
	{ "deal", "((a or b) or c)", "a or b or c" },
	{ "deal", "not (a b)", "not (a b)" },
	{ "deal", "not not a", "not not a" },
	{ "customer", "count(deals where stage:open) > 2", "count(deals where state:open)>2" },
	{ "customer", "sum(deals.amount where state:won or state:open)>=10k",
	  "sum(deals.amount where state:won or state:open)>=10k" },
	{ "customer", "any(activities where due<today)", "count(activities where due<today)>0" },
	{ "customer", "NONE(deals)", "count(deals)=0" },
	{ "customer", "any(deals where count(activities)=0)",
	  "count(deals where count(activities)=0)>0" },
	{ "customer", "（名前　or “a b”） status：prospect，lost", "(名前 or \"a b\") status:prospect,lost" },
	{ "customer", "NOT Status : Lost , prospect", "not status:Lost,prospect" },
	{ "customer", "owner.Manager.name:anna", "owner.manager.name:anna" },
	{ "deal", "amount:>10k", "amount>10k" },
	{ "deal", "amount<>5", "amount!=5" },
	{ "deal", "amount:10k..20k", "amount:10k..20k" },
	{ "deal", "close:..today close:today..", "close:..today close:today.." },
	{ "deal", "close:\"3 mar\"..\"4 mar\"", "close:\"3 mar\"..\"4 mar\"" },
	{ "deal", "stage:open,negotiation", "state:open or stage:negotiation" },
	{ "deal", "stage!=open,negotiation", "state!=open stage!=negotiation" },
	{ "deal", "stage:won,lost", "state:won,lost" },
	{ "deal", "stage:Opening", "stage:Opening" },
	{ "deal", "\"say \"\"hi\"\"\"", "\"say \\\"hi\\\"\"" },
	{ "deal", "\"a\\\"b\\\\c\"", "\"a\\\"b\\\\c\"" },
	{ "deal", "“a””b”", "\"a”b\"" },
	{ "deal", "\"and\" \"Or\" \"not\"", "\"and\" \"Or\" \"not\"" },
	{ "deal", "\"acme\"", "acme" },
	{ "deal", "count any", "count any" },
	{ "deal", "Yahoo! R&D o'brien", "Yahoo! R&D o'brien" },
	{ "customer", "website:https://acme.com/a=b", "website:https://acme.com/a=b" },
	{ "deal", "close:null", "close:null" },
	{ "deal", "name:\"null\"", "name:\"null\"" },
};

START_TEST(test_expr_print)
{
	struct arena a = { 0 };
	struct error err = { 0 };
	struct sbuf out = SBUF_INIT;
	const struct expr *x = parse(prints[_i].entity, prints[_i].text, &a, &err), *y;

	ck_assert_msg(x != NULL, "%s: %s", prints[_i].text, err.text);
	expr_print(&out, x);
	ck_assert_str_eq(sbuf_text(&out), prints[_i].printed);
	y = parse(prints[_i].entity, sbuf_text(&out), &a, &err);
	ck_assert_msg(y != NULL, "%s: %s", sbuf_text(&out), err.text);
	ck_assert(expr_equal(x, y));
	sbuf_free(&out);
	arena_free(&a);
}
END_TEST

static const struct {
	const char *a, *b;
	bool equal;
} pairs[] = {
	{ "amount>10k", "amount>10000", true },	  { "amount>10k", "amount>=10k", false },
	{ "amount>10k", "amount>€10k", false },	  { "close:today", "close:2026-11-22", true },
	{ "close:2026-11", "close:2026-11-01..2026-11-30", true },
	{ "owner:me", "owner:anna", false },	  { "a b", "b a", false },
	{ "a b", "a and b", true },		  { "a b", "a or b", false },
	{ "not a", "a", false },		  { "acme", "\"acme\"", true },
	{ "state:open,won", "state:open", false }, { "customer.name:a", "name:a", false },
	{ "any(lines)", "count(lines)>0", true }, { "any(lines)", "any(moves)", false },
};

START_TEST(test_expr_equal)
{
	struct arena a = { 0 };
	struct error err;
	const struct expr *x = parse("deal", pairs[_i].a, &a, &err);
	const struct expr *y = parse("deal", pairs[_i].b, &a, &err);

	ck_assert(x && y);
	ck_assert_int_eq(expr_equal(x, y), pairs[_i].equal);
	ck_assert_int_eq(expr_equal(y, x), pairs[_i].equal);
	arena_free(&a);
}
END_TEST

/* What is refused, where, and with which help. */
static const struct {
	const char *entity, *text;
	int at;
	const char *says;
} refusals[] = {
	{ "deal", "amout>5", 0, "did you mean \"amount\"" },
	{ "deal", "a customer.industri:x", 11, "did you mean \"industry\"" },
	{ "deal", "xyzzyplugh:1", 0, "in quotes" },
	{ "deal", "https://x", 0, "in quotes" },
	{ "customer", "name.x:1", 4, "no reference" },
	{ "user", "manager.manager.manager.manager.manager.manager.manager.manager.name:a", 64, "longer" },
	{ "customer", "status:prospekt", 7, "did you mean \"prospect\"" },
	{ "customer", "status:lost,prospekt", 12, "prospect" },
	{ "customer", "kind:zzzz", 5, "company, person" },
	{ "customer", "currency:EEE", 9, "currency" },
	{ "deal", "amount>1,200", 9, "quotes" },
	{ "deal", "amount>\"1,200\"", 7, "can mean" },
	{ "deal", "amount>10%", 7, "percentage" },
	{ "deal", "amount>lots", 7, "not an amount" },
	{ "deal", "amount>1.23456", 7, "not an amount" },
	{ "deal", "amount:€5..$6", 13, "one currency" },
	{ "deal", "amount:..", 7, "before or after" },
	{ "deal", "amount>1..2", 7, "range" },
	{ "deal", "amount>null", 7, "null and any" },
	{ "deal", "state:open..won", 6, "range" },
	{ "deal", "state<open", 5, "no order" },
	{ "deal", "stage<open", 5, "no order" },
	{ "deal", "close:3/4", 6, "can mean" },
	{ "deal", "close:gibberish", 6, "" },
	{ "deal", "tag:a,", 6, "a value" },
	{ "deal", "tag:\"a,b\"", 4, "one tag" },
	{ "deal", "name:", 5, "it ends" },
	{ "deal", "name:\"\"", 5, "missing" },
	{ "deal", "name:=", 6, "it ends" },
	{ "deal", "name:(", 5, "a value" },
	{ "deal", "\"\"", 0, "nothing" },
	{ "deal", "(a or b", 7, "closing" },
	{ "deal", "a b)", 3, "a term" },
	{ "deal", "()", 1, "a term" },
	{ "deal", "a \"bc", 2, "does not end" },
	{ "deal", "name:\"bc", 5, "does not end" },
	{ "deal", "a or", 4, "it ends" },
	{ "deal", "or a", 0, "a term" },
	{ "deal", "not", 3, "it ends" },
	{ "deal", "a, b", 1, "a term" },
	{ "deal", ">5", 0, "a term" },
	{ "customer", "cnt(deals)", 0, "no function" },
	{ "customer", "count(deels)>1", 6, "did you mean \"deals\"" },
	{ "customer", "count(deals)", 12, "comparison" },
	{ "customer", "count(deals):null", 13, "always a number" },
	{ "customer", "count(deals whit)>1", 12, "where" },
	{ "customer", "count(deals where )>1", 18, "a term" },
	{ "customer", "count(deals.amount)>1", 12, "only sum" },
	{ "customer", "sum(deals)>1", 4, "a number" },
	{ "customer", "sum(deals.name)>1", 4, "a number" },
	{ "customer", "count()>1", 6, "name of its records" },
	{ "view", "count(deals)>1", 6, "no \"deals\"" },
	{ "deal", "a \xC3", 2, "UTF-8" },
};

START_TEST(test_expr_refuses)
{
	struct arena a = { 0 };
	struct error err = { .at = -2 };

	ck_assert_msg(!parse(refusals[_i].entity, refusals[_i].text, &a, &err), "%s is taken",
		      refusals[_i].text);
	ck_assert_msg(strstr(err.text, refusals[_i].says) != NULL, "%s: %s", refusals[_i].text,
		      err.text);
	ck_assert_msg(err.at == refusals[_i].at, "%s: at %d: %s", refusals[_i].text, err.at,
		      err.text);
	ck_assert_int_eq(err.kind, ERROR_USAGE);
	arena_free(&a);
}
END_TEST

static char *repeat(const char *head, const char *part, int n, const char *tail, int m)
{
	struct sbuf b = SBUF_INIT;

	sbuf_puts(&b, head);
	for (int i = 0; i < n; i++)
		sbuf_puts(&b, part);
	for (int i = 0; i < m; i++)
		sbuf_puts(&b, tail);
	return sbuf_steal(&b);
}

static bool is_taken(char *text)
{
	struct arena a = { 0 };
	struct error err;
	bool taken = parse("deal", text, &a, &err) != NULL;

	free(text);
	arena_free(&a);
	return taken;
}

START_TEST(test_expr_limits)
{
	ck_assert(is_taken(repeat("a", " a", EXPR_TERMS_MAX - 1, "", 0)));
	ck_assert(!is_taken(repeat("a", " a", EXPR_TERMS_MAX, "", 0)));
	ck_assert(is_taken(repeat("id:1", ",1", EXPR_TERMS_MAX - 1, "", 0)));
	ck_assert(!is_taken(repeat("id:1", ",1", EXPR_TERMS_MAX, "", 0)));
	ck_assert(is_taken(repeat("", "(a or ", EXPR_DEPTH_MAX, ")", 0)) == false);
	ck_assert(is_taken(repeat("", "not ", EXPR_DEPTH_MAX, "a", 1)));
	ck_assert(!is_taken(repeat("", "not ", EXPR_DEPTH_MAX + 1, "a", 1)));
	ck_assert(!is_taken(repeat("", "(", 10000, "", 0)));
	ck_assert(!is_taken(repeat("a", ":", 10000, "", 0)));
	ck_assert(is_taken(repeat("", "a", EXPR_LENGTH_MAX, "", 0)));
	ck_assert(!is_taken(repeat("", "a", EXPR_LENGTH_MAX + 1, "", 0)));
}
END_TEST

/* Meaning: a book of one deal. Its customer is removed, its product has a name and no code. */

struct book {
	struct arena arena;
	struct record *deal, *stage, *customer, *product, *user, *activity;
};

static void set(struct record *r, const char *field, struct value v)
{
	record_set(r, entity_must(r->entity, field), v);
}

static struct record *make(struct book *b, const char *entity, int64_t id, const char *name)
{
	struct record *r = record_make(entity_find(entity), &b->arena);

	r->id = id;
	set(r, "id", value_int(id));
	set(r, "removed", value_int(0));
	set(r, r->entity->title, value_text(name));
	return r;
}

static void book_make(struct book *b)
{
	b->stage = make(b, "stage", 1, "Proposal sent");
	b->customer = make(b, "customer", 1, "Acme");
	b->product = make(b, "product", 1, "Roof");
	b->user = make(b, "user", 7, "Anna Ek");
	b->activity = make(b, "activity", 1, "Call back");
	b->deal = make(b, "deal", 1, "Müller & Söhne roof");
	set(b->customer, "removed", value_int(1));
	set(b->deal, "stage", value_ref(1, NULL));
	set(b->deal, "customer", value_ref(1, NULL));
	set(b->deal, "product", value_ref(1, NULL));
	set(b->deal, "owner", value_ref(7, NULL));
	set(b->deal, "state", value_text("open"));
	set(b->deal, "amount", value_int(1234500));
	set(b->deal, "currency", value_text("USD"));
	set(b->deal, "close", value_int(20779 + 8)); /* Monday, 2026-11-30 */
	set(b->deal, "created", value_int(stamp_of_date(20779) + 86399));
	set(b->deal, "tags", value_text("new_1,vip"));
	set(b->activity, "deal", value_ref(1, NULL));
	set(b->activity, "duration", value_int(30));
}

static const struct record *book_ref(void *data, const struct entity *e, int64_t id)
{
	struct book *b = data;
	struct record *all[] = { b->stage, b->customer, b->product, b->user };

	for (size_t i = 0; i < LENGTH(all); i++)
		if (all[i]->entity == e && all[i]->id == id)
			return all[i];
	return NULL;
}

static void book_children(void *data, const struct child *c, int64_t parent,
			  void (*each)(void *to, const struct record *r), void *to)
{
	struct book *b = data;

	if (!strcmp(c->name, "activities") && parent == 1)
		each(to, b->activity);
}

static const struct {
	const char *text;
	bool fits;
} meanings[] = {
	{ "", true },
	{ "muller", true },
	{ "mül", true },
	{ "üller", true },
	{ "l", false },
	{ "r", true },
	{ "muller vip", true },
	{ "muller gmbh", false },
	{ "muller or gmbh", true },
	{ "\"muller & sohne\"", true },
	{ "name:roof", true },
	{ "name:oof", false },
	{ "name=roof", false },
	{ "name=\"MULLER & SÖHNE ROOF\"", true },
	{ "name<n name>=m", true },
	{ "name:m..n", true },
	{ "name:n..", false },
	{ "stage:open", true },
	{ "stage:won", false },
	{ "stage:won,proposal", true },
	{ "stage!=won,\"proposal sent\"", false },
	{ "stage!=won,proposal", true },
	{ "stage:sent", true },
	{ "stage=sent", false },
	{ "stage=\"proposal sent\"", true },
	{ "product:roof product.code:null", true },
	{ "owner:me owner:ek owner.name:anna", true },
	{ "owner:\"me\"", false },
	/* The customer is removed: as if absent. */
	{ "customer:acme", false },
	{ "customer:null", true },
	{ "customer.name:acme", false },
	{ "customer.name:null", true },
	{ "customer.name:any", false },
	{ "customer.name!=acme", true },
	/* A comparison with what is not there is false, negation is plain. */
	{ "next_step:x", false },
	{ "next_step<x", false },
	{ "not next_step:x", true },
	{ "next_step!=x", true },
	{ "next_step:null,x", true },
	{ "next_step!=null", false },
	{ "opened<today", false },
	{ "opened>=today", false },
	/* Money by amount; with a currency also that. 12,345.00 USD. */
	{ "amount=12345", true },
	{ "amount>12k amount<12.5k", true },
	{ "amount>\"12k USD\"", true },
	{ "amount>€12k", false },
	{ "amount:12k..13k", true },
	{ "amount:12345..", true },
	{ "amount:..12344.99", false },
	/* Days and periods: 2026-11-30, and a stamp in the last second of 2026-11-22. */
	{ "close:2026-11", true },
	{ "close:2026-12", false },
	{ "close:2026 close:Q4 close:2026-Q4 close:this-month", true },
	{ "close:this-week", false },
	{ "close:\"next week\"", false },
	{ "close<2026-11", false },
	{ "close<=2026-11", true },
	{ "close>2026-11", false },
	{ "close>=2026-11", true },
	{ "close<+8d", false },
	{ "close<=+8d", true },
	{ "close:today..+8d", true },
	{ "created:today", true },
	{ "created>today", false },
	{ "created<=today created>=today", true },
	{ "created<tomorrow", true },
	{ "created:2026-11", true },
	{ "created:yesterday", false },
	{ "tag:vip tag:new_1", true },
	{ "tag:new", false },
	{ "tag=vip", false },
	{ "tag=\"vip, new_1\"", true },
	{ "count(activities)=1 any(activities) count(lines)=0 none(lines)", true },
	{ "count(activities where owner:null) > 0", true },
	{ "sum(activities.duration)=30 sum(lines.price)=0", true },
	{ "sum(activities.duration)!=30", false },
	{ "count(activities)!=0,2", true },
};

START_TEST(test_expr_means)
{
	struct book b = { 0 };
	const struct expr_source source = { book_ref, book_children, &b, "EUR" };
	struct error err = { 0 };
	const struct expr *x;

	book_make(&b);
	x = parse("deal", meanings[_i].text, &b.arena, &err);
	ck_assert_msg(x != NULL, "%s: %s", meanings[_i].text, err.text);
	ck_assert_msg(expr_matches(x, b.deal, &source) == meanings[_i].fits, "%s",
		      meanings[_i].text);
	arena_free(&b.arena);
}
END_TEST

/* A choice of a tree includes what is below it, exactly it does not. */
START_TEST(test_expr_tree)
{
	struct book b = { 0 };
	const struct expr_source source = { book_ref, book_children, &b, "EUR" };
	struct record *c;
	struct error err;

	book_make(&b);
	c = make(&b, "customer", 2, "Tree");
	set(c, "source", value_text("referral"));
	ck_assert(expr_matches(parse("customer", "source:people", &b.arena, &err), c, &source));
	ck_assert(expr_matches(parse("customer", "source=referral", &b.arena, &err), c, &source));
	ck_assert(!expr_matches(parse("customer", "source=people", &b.arena, &err), c, &source));
	ck_assert(!expr_matches(parse("customer", "source:business", &b.arena, &err), c, &source));
	arena_free(&b.arena);
}
END_TEST

static const struct {
	const char *text;
	int from[3], to[3];
} periods[] = {
	{ "2026", { 2026, 1, 1 }, { 2026, 12, 31 } },
	{ "2024-02", { 2024, 2, 1 }, { 2024, 2, 29 } },
	{ "2026-12", { 2026, 12, 1 }, { 2026, 12, 31 } },
	{ "2026-Q3", { 2026, 7, 1 }, { 2026, 9, 30 } },
	{ "q4", { 2026, 10, 1 }, { 2026, 12, 31 } },
	{ "this-week", { 2026, 11, 16 }, { 2026, 11, 22 } },
	{ "next week", { 2026, 11, 23 }, { 2026, 11, 29 } },
	{ "last-month", { 2026, 10, 1 }, { 2026, 10, 31 } },
	{ "Next Month", { 2026, 12, 1 }, { 2026, 12, 31 } },
	{ "next-quarter", { 2027, 1, 1 }, { 2027, 3, 31 } },
	{ "last-year", { 2025, 1, 1 }, { 2025, 12, 31 } },
	{ "month", { 2026, 11, 1 }, { 2026, 11, 30 } },
};

START_TEST(test_expr_period)
{
	const int *f = periods[_i].from, *t = periods[_i].to;
	date_t from, to;

	ck_assert_int_eq(period_read(periods[_i].text, context.today, &from, &to), 1);
	ck_assert_int_eq(from, date_make(f[0], f[1], f[2]));
	ck_assert_int_eq(to, date_make(t[0], t[1], t[2]));
}
END_TEST

START_TEST(test_expr_no_period)
{
	static const char *const texts[] = { "",	"2026-13", "2026-00", "2026-Q5", "20261",
					     "0000",	"today",   "this",    "Q0",	 "2026-1" };
	date_t from, to;

	for (size_t i = 0; i < LENGTH(texts); i++)
		ck_assert_msg(!period_read(texts[i], context.today, &from, &to), "%s", texts[i]);
}
END_TEST

/* Completion: `|` is the cursor; the first words offered, and from which byte. */
static const struct {
	const char *entity, *text, *words;
	size_t at;
} completions[] = {
	{ "deal", "am|", "amount", 0 },
	{ "deal", "a b clos|", "close closed", 4 },
	{ "deal", "state:|", "open won lost null any", 6 },
	{ "deal", "state:open,w|", "won", 11 },
	{ "deal", "stage:|", "open won lost null any", 6 },
	{ "deal", "stage!=w|x", "won", 7 },
	{ "deal", "owner:|", "me null any", 6 },
	{ "deal", "close:to|", "today tomorrow", 6 },
	{ "deal", "close:today..tom|", "tomorrow", 13 },
	{ "deal", "rotting:|", "yes no null any", 8 },
	{ "deal", "customer.ind|", "industry", 9 },
	{ "deal", "customer.owner.man|", "manager", 15 },
	{ "deal", "state|", "state", 0 },
	{ "deal", "nam|", "name", 0 },
	{ "customer", "count(d|", "deals", 6 },
	{ "customer", "any(|", "contacts deals activities", 4 },
	{ "customer", "any(deals where sta|", "stage state", 16 },
	{ "customer", "any(deals where state:w|", "won", 22 },
	{ "customer", "any(deals where state:won) sta|", "status", 27 },
	{ "customer", "(status:lost or sta|", "status", 16 },
	{ "customer", "sou|", "source", 0 },
	{ "customer", "source:re|", "referral relative research", 7 },
	{ "customer", "coun|", "country count(", 0 },
	{ "customer", "\"coun|", "", 0 },
	{ "customer", "name:coun|", "", 0 },
	{ "customer", "nonsense:|", "", 0 },
};

START_TEST(test_expr_complete)
{
	const char *bar = strchr(completions[_i].text, '|');
	char *text = xasprintf("%.*s%s", (int)(bar - completions[_i].text), completions[_i].text,
			       bar + 1);
	struct completion out[80];
	struct sbuf words = SBUF_INIT;
	size_t n = expr_complete(text, (size_t)(bar - completions[_i].text),
				 entity_find(completions[_i].entity), out, LENGTH(out), NULL);

	for (size_t i = 0; i < n && words.len < strlen(completions[_i].words); i++) {
		sbuf_printf(&words, "%s%s", i ? " " : "", out[i].text);
		ck_assert_uint_eq(out[i].at, completions[_i].at);
		ck_assert_str_ne(out[i].help, "");
	}
	ck_assert_str_eq(sbuf_text(&words), completions[_i].words);
	sbuf_free(&words);
	free(text);
}
END_TEST

/* Behind a whole name stand its operators; those of a choice have no order. */
START_TEST(test_expr_complete_operators)
{
	struct completion out[80];
	size_t n = expr_complete("state", 5, entity_find("deal"), out, LENGTH(out), NULL);

	ck_assert_uint_eq(n, 4);
	ck_assert_str_eq(out[1].text, ":");
	ck_assert_int_eq(out[1].kind, COMPLETE_OPERATOR);
	ck_assert_uint_eq(out[1].at, 5);
	ck_assert_str_eq(out[3].text, "!=");
	ck_assert_uint_eq(expr_complete("amount", 6, entity_find("deal"), out, LENGTH(out), NULL), 8);
	ck_assert_uint_eq(expr_complete("", 0, entity_find("deal"), out, 3, NULL), 3);
}
END_TEST

/* The value that stands at the cursor, from which byte: what only the book can complete. */
static const struct {
	const char *entity, *text, *of, *field;
	size_t at;
} spots[] = {
	{ "deal", "owner:", "deal", "owner", 6 },
	{ "deal", "customer.owner:an", "customer", "owner", 15 },
	{ "deal", "amount>3 customer:\"Müller & S", "deal", "customer", 18 },
	{ "deal", "customer:acme,\"Mü", "deal", "customer", 14 },
	{ "customer", "any(deals where stage:pro", "deal", "stage", 22 },
	{ "customer", "tag:v", "customer", "tags", 4 },
	{ "deal", "owner", NULL, NULL, 0 },
	{ "deal", "owner:me ", NULL, NULL, 0 },
	{ "deal", "\"owner:", NULL, NULL, 0 },
};

START_TEST(test_expr_complete_spot)
{
	struct completion out[80];
	struct completion_spot spot;

	expr_complete(spots[_i].text, strlen(spots[_i].text), entity_find(spots[_i].entity), out, LENGTH(out), &spot);
	ck_assert_int_eq(spot.field != NULL, spots[_i].field != NULL);
	if (!spot.field)
		return;
	ck_assert_str_eq(spot.entity->name, spots[_i].of);
	ck_assert_str_eq(spot.field->name, spots[_i].field);
	ck_assert_uint_eq(spot.at, spots[_i].at);
}
END_TEST

/* A field's name for people completes it too, behind those whose word begins so. */
START_TEST(test_expr_complete_label)
{
	struct completion out[80];
	size_t n = expr_complete("own", 3, entity_find("deal"), out, LENGTH(out), NULL);

	ck_assert_uint_eq(n, 2);
	ck_assert_str_eq(out[0].text, "owner");
	ck_assert_str_eq(out[1].text, "override");
	ck_assert_str_eq(out[1].label, "Own probability");
	ck_assert_int_eq(out[1].type, FIELD_PERCENT);
}
END_TEST

Suite *expr_suite(void)
{
	Suite *s = suite_create("expressions");
	TCase *t = tcase_create("expressions");

	tcase_add_loop_test(t, test_expr_print, 0, (int)LENGTH(prints));
	tcase_add_loop_test(t, test_expr_equal, 0, (int)LENGTH(pairs));
	tcase_add_loop_test(t, test_expr_refuses, 0, (int)LENGTH(refusals));
	tcase_add_test(t, test_expr_limits);
	tcase_add_loop_test(t, test_expr_means, 0, (int)LENGTH(meanings));
	tcase_add_test(t, test_expr_tree);
	tcase_add_loop_test(t, test_expr_period, 0, (int)LENGTH(periods));
	tcase_add_test(t, test_expr_no_period);
	tcase_add_loop_test(t, test_expr_complete, 0, (int)LENGTH(completions));
	tcase_add_test(t, test_expr_complete_operators);
	tcase_add_loop_test(t, test_expr_complete_spot, 0, (int)LENGTH(spots));
	tcase_add_test(t, test_expr_complete_label);
	suite_add_tcase(s, t);
	return s;
}
