/* Parent and child companies. */
#include "store/family.h"

#include "base/idmap.h"
#include "base/intl.h"
#include "model/figure.h"
#include "store/sql.h"

#define FAMILY_MOST 1000
#define FAMILY_UP   100

struct sums {
	int64_t companies, deals, open, won;
};

struct member {
	int64_t id, parent;
	const char *name;
	struct sums own, all; /* its own, and with what is below */
	size_t first, next;   /* index + 1 of its first child, and of its next sibling */
};

struct family {
	struct member *items; /* the children of one come in the order of their names */
	size_t n, room;
	struct idmap at;      /* id -> index + 1 */
	struct arena arena;
	bool cut;
};

/* The top of the tree. */
static int climb(struct store *s, int64_t *id, struct error *err)
{
	static const char sql[] = "SELECT c.id FROM customer t JOIN customer c ON c.id = t.parent"
				  " WHERE t.id = ? AND c.removed = 0";
	int64_t up = *id;

	for (int i = 0; up && i < FAMILY_UP; i++) {
		struct stmt *q = db_prepare(s->db, sql, err);

		*id = up;
		if (!q)
			return -1;
		db_bind_int(q, 1, up);
		if (db_one(q, 0, &up, err) < 0)
			return -1;
	}
	return 0;
}

/* The members with their own figures, by name. */
static struct stmt *ask(struct store *s, struct error *err)
{
	const struct entity *e = entity_at(ENTITY_CUSTOMER);
	struct sbuf sql = SBUF_INIT;
	struct stmt *q;

	sbuf_puts(&sql, "WITH RECURSIVE g(id) AS (SELECT ?1 UNION SELECT c.id FROM g JOIN customer c"
			" ON c.parent = g.id WHERE c.removed = 0 LIMIT ?2)"
			" SELECT t.id, t.parent, t.name, (SELECT count(*) FROM deal d WHERE"
			" d.customer = t.id AND d.removed = 0 AND d.state = 'open'), ");
	field_sql(s, &sql, e, entity_must(e, "open"), "t", false);
	sbuf_puts(&sql, ", ");
	field_sql(s, &sql, e, entity_must(e, "won"), "t", false);
	sbuf_puts(&sql, " FROM g JOIN customer t ON t.id = g.id ORDER BY t.name COLLATE fold DESC, t.id DESC");
	q = db_prepare(s->db, sbuf_text(&sql), err);
	sbuf_free(&sql);
	return q;
}

static int load(struct family *f, struct store *s, int64_t top, struct error *err)
{
	struct stmt *q = ask(s, err);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, top);
	db_bind_int(q, 2, FAMILY_MOST + 1);
	while ((got = db_step(q, err)) == 1) {
		struct member *m;

		if (f->n == FAMILY_MOST) {
			f->cut = true;
			continue;
		}
		m = array_add(&f->items, &f->n, &f->room, sizeof(*m));
		m->id = db_int(q, 0);
		m->parent = m->id == top ? 0 : db_int(q, 1);
		m->name = arena_strdup(&f->arena, db_text(q, 2));
		m->own = (struct sums){ 1, db_int(q, 3), db_int(q, 4), db_int(q, 5) };
		m->all = m->own;
		*idmap_put(&f->at, m->id) = (int64_t)f->n;
	}
	return got;
}

static struct member *of_id(const struct family *f, int64_t id)
{
	const int64_t *at = id ? idmap_get(&f->at, id) : NULL;

	return at ? &f->items[*at - 1] : NULL;
}

/* Hangs each under its parent, and adds its own figures to all above. They come from the last name to the
 * first, so that each goes before the one that came last. */
static void hang(struct family *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct member *m = &f->items[i], *up = of_id(f, m->parent);

		if (up) {
			m->next = up->first;
			up->first = i + 1;
		}
		for (int hops = 0; up && hops < FAMILY_UP; hops++, up = of_id(f, up->parent)) {
			up->all.companies += m->own.companies;
			up->all.deals += m->own.deals;
			up->all.open += m->own.open;
			up->all.won += m->own.won;
		}
	}
}

enum { NAME, DEPTH, COMPANIES, DEALS, OPEN, WON, OWN_OPEN, OWN_WON };

static const struct figure figures[] = {
	[NAME] = { "name", N_("Name"), FIELD_TEXT, 26 },
	[DEPTH] = { "depth", N_("Depth"), FIELD_INT, 5, .made = "set",
		    .words = N_("How many companies stand above it.") },
	[COMPANIES] = { "companies", N_("Companies"), FIELD_INT, 9, 1, .made = "tree 1",
			.words = N_("It and all companies below it.") },
	[DEALS] = { "deals", N_("Deals"), FIELD_INT, 5, .made = "tree own_deals",
		    .words = N_("Its open deals, and those of all companies below it.") },
	[OPEN] = { "open", N_("Open"), FIELD_MONEY, 11, .made = "tree own_open",
		   .words = N_("What its open deals are worth, and those of all companies below it.") },
	[WON] = { "won", N_("Won"), FIELD_MONEY, 11, .made = "tree own_won",
		  .words = N_("What its won deals brought, and those of all companies below it.") },
	[OWN_OPEN] = { "own_open", N_("Own open"), FIELD_MONEY, 11, 2, .made = "sum worth", .where = "state:open",
		       .words = N_("What its own open deals are worth.") },
	[OWN_WON] = { "own_won", N_("Own won"), FIELD_MONEY, 11, 2, .made = "sum worth", .where = "state:won",
		      .words = N_("What its own won deals brought.") },
	{ NULL },
};
static const struct figure own_deals = { "own_deals", N_("Own deals"), FIELD_INT, .made = "count",
					 .where = "state:open" };

static struct table *make_table(void)
{
	struct table *t = table_new("tree");

	t->title = N_("Companies");
	t->entity = entity_at(ENTITY_CUSTOMER);
	table_add_figures(t, figures);
	return t;
}

/* Its own deals are behind its row. */
static void say_own(struct table *t, struct row *row, const struct member *m)
{
	row->drill_entity = entity_at(ENTITY_DEAL);
	row->drill = arena_printf(&t->arena, "customer.id:%lld", (long long)m->id);
	if (m->own.deals)
		table_say(t, (int64_t)t->nrows - 1, &own_deals, (double)m->own.deals, row->drill_entity, row->drill);
}

/* Nothing is no figure. */
static void set_money(const struct store *s, struct table *t, struct row *row, size_t column, int64_t amount)
{
	if (amount)
		table_set(t, row, column, value_money(amount, s->currency));
}

static void add_rows(const struct store *s, const struct family *f, struct table *t, size_t at, int depth)
{
	for (; at; at = f->items[at - 1].next) {
		const struct member *m = &f->items[at - 1];
		struct row *row = table_add_row(t);

		row->entity = t->entity;
		row->id = m->id;
		table_set(t, row, NAME, value_text(m->name));
		table_set(t, row, DEPTH, value_int(depth));
		table_set(t, row, COMPANIES, value_int(m->all.companies));
		if (m->all.deals)
			table_set(t, row, DEALS, value_int(m->all.deals));
		set_money(s, t, row, OPEN, m->all.open);
		set_money(s, t, row, WON, m->all.won);
		set_money(s, t, row, OWN_OPEN, m->own.open);
		set_money(s, t, row, OWN_WON, m->own.won);
		say_own(t, row, m);
		if (depth < FAMILY_UP)
			add_rows(s, f, t, m->first, depth + 1);
	}
}

struct table *family_table(struct store *s, int64_t customer, struct error *err)
{
	struct table *t = NULL;
	struct family f = { 0 };

	if (climb(s, &customer, err) == 0 && load(&f, s, customer, err) == 0) {
		const struct member *top = of_id(&f, customer);

		hang(&f);
		t = make_table();
		if (top)
			add_rows(s, &f, t, (size_t)(top - f.items) + 1, 0);
		t->total = (int64_t)t->nrows;
		if (f.cut)
			t->note = arena_printf(&t->arena, _("only %d of more companies are shown and summed"),
					       FAMILY_MOST);
	}
	free(f.items);
	idmap_free(&f.at);
	arena_free(&f.arena);
	return t;
}
