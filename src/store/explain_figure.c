/* One figure: its words, its parts, what they come to. */
#include "base/intl.h"
#include "base/number.h"
#include "model/complete.h"
#include "store/explain.h"
#include "store/journal.h"
#include "store/sql.h"

#include <math.h>
#include <stdlib.h>

/* Which records are behind a figure: those of its row, or less of them. */
static void narrow(struct instance *i, const struct entity *e, const char *expr, struct arena *a)
{
	struct sbuf b = SBUF_INIT;

	i->entity = e;
	if (!e || !expr)
		return;
	sbuf_printf(&b, i->figure->where && *expr ? "(%s) " : "%s", expr);
	sbuf_puts(&b, i->figure->where ? i->figure->where : "");
	i->expr = arena_strdup(a, sbuf_text(&b));
	sbuf_free(&b);
}

/* What belongs to the record, for a field that is made of that: "customer.id:17". */
static void children(struct instance *i, const struct entity *e, int64_t id, struct arena *a)
{
	const struct child *c = entity_child(e, i->figure->child);

	narrow(i, entity_find(c->entity), arena_printf(a, "%s.id:%lld", c->field, (long long)id), a);
}

/* What people may type, but the store moves by itself (consequence.c): by the latest of these. */
static const struct figure *followed_figure(const struct entity *e, const struct field *f)
{
	static const struct {
		enum entity_id entity;
		const char *field;
		struct figure figure;
	} followed[] = {
#define TALKS { .made = "follows done", .child = "activities", .where = "kind:call,visit,meeting,mail,letter done:any" }
		{ ENTITY_CUSTOMER, "last_contact", TALKS },
		{ ENTITY_CONTACT, "last_contact", TALKS },
		{ ENTITY_DEAL, "since", { .made = "follows at", .child = "moves" } },
	};

	for (size_t i = 0; i < LENGTH(followed); i++)
		if (followed[i].entity == e->id && !strcmp(followed[i].field, f->name))
			return &followed[i].figure;
	return NULL;
}

/* What nobody types: the program sets it as records change. */
static bool is_kept(const struct entity *e, const struct field *f)
{
	if (!e || f->flags & FIELD_SYSTEM)
		return f->flags & FIELD_SYSTEM;
	return e->flags & ENTITY_APPEND_ONLY || (e->id == ENTITY_DOCUMENT && !strcmp(f->name, "hash"));
}

/* Of a field: as it is computed, else as somebody typed it; of a row that stands for many records their sum. */
static const struct figure *field_figure(const struct explain *x, const struct column *c, bool many,
					 struct arena *a)
{
	const struct figure *made = many ? NULL : computed_figure(x->table->entity, c->origin);
	struct figure *f = arena_alloc(a, sizeof(*f));

	if (!many && !made)
		made = followed_figure(x->table->entity, c->origin);
	*f = made ? *made : (struct figure){ .made = is_kept(x->table->entity, c->origin) ? "kept" : "typed" };
	f->name = c->name;
	f->label = c->label;
	f->type = c->origin->type;
	f->words = c->origin->help;
	if (!many)
		return f;
	f->made = arena_printf(a, "sum %s", c->origin->name);
	f->words = figure_of_many(c->origin);
	return c->origin->flags & FIELD_SUM ? f : NULL;
}

static const struct figure *figure_of(const struct explain *x, const struct column *c, const struct row *row,
				      struct arena *a)
{
	if (c->origin)
		return row->entity || row->drill ? field_figure(x, c, !row->entity, a) : NULL;
	return c->figure && c->figure->made ? c->figure : NULL;
}

const char *figure_of_many(const struct field *f)
{
	return f->type == FIELD_MONEY ? N_("Of all these records, in the book's currency at today's rates.") :
					N_("Of all these records.");
}

bool explain_cell(const struct explain *x, size_t column, struct arena *a, struct instance *out)
{
	const struct column *c = &x->table->columns[column];
	const struct row *row = &x->table->rows[x->row];
	const struct figure *f = figure_of(x, c, &x->table->rows[x->row], a);
	const struct said *own = table_said(x->table, x->row, c->name, strlen(c->name));
	struct value v = row->cells[column];

	if (!f || v.kind == VALUE_NULL)
		return false;
	*out = (struct instance){ .figure = f,
				  .number = figure_number(f->type, v),
				  .shown = bill_show(x->store, &c->field, v, a),
				  .terms = own ? own->terms : NULL };
	if (f->child)
		children(out, x->table->entity, row->id, a);
	else if (own)
		narrow(out, own->drill_entity, own->drill, a);
	else
		narrow(out, row->drill_entity, row->drill, a);
	return true;
}

/* What a record gives to a figure is told as it stands there: 60 %, which as a figure would be 60.0 %. */
static const char *said_shown(const struct explain *x, const struct said *s, struct arena *a)
{
	static const struct field percent = { .name = "", .type = FIELD_PERCENT };

	if (s->figure->type == FIELD_PERCENT && !s->figure->made)
		return bill_show(x->store, &percent, value_int(llround(s->number * 100 * NUMBER_SCALE)), a);
	return figure_show(x->store, s->figure->type, s->number, s->currency ? s->currency : x->store->currency, a);
}

void explain_said(const struct explain *x, const struct said *s, struct arena *a, struct instance *out)
{
	const struct row *row = s->row >= 0 ? &x->table->rows[s->row] : NULL;
	int at = row ? table_column(x->table, "value") : -1;

	*out = (struct instance){ .figure = s->figure, .number = s->number, .terms = s->terms };
	out->shown = at >= 0 && s->figure->words ? row->cells[at].s : said_shown(x, s, a);
	narrow(out, s->drill_entity, s->drill, a);
}

/* Where a part is: beside it in the row, said of the row or the table, or of another table. */
static bool find(const struct explain *x, const char *name, size_t len, struct arena *a, struct instance *out)
{
	const struct said *s = table_said(x->table, x->row, name, len);
	char *column = xstrndup(name, len);
	int at = x->row >= 0 ? table_column(x->table, column) : -1;

	free(column);
	if (at >= 0)
		return explain_cell(x, (size_t)at, a, out);
	for (size_t i = 0; !s && i < x->made->ntables; i++)
		for (s = x->made->tables[i]->said; s; s = s->before)
			if (!strncmp(s->figure->name, name, len) && !s->figure->name[len])
				break;
	if (!s && len == 1 && *name == '1') {
		*out = (struct instance){ .number = 1, .shown = "1" };
		return true;
	}
	if (s)
		explain_said(x, s, a, out);
	return s != NULL;
}

/* Who made the record, or last typed into the field; of what every change sets, who made the last. */
static const char *typed_by(const struct explain *x, const struct entity *e, int64_t id, const char *field,
			    struct arena *a)
{
	static const char sql[] =
		"SELECT coalesce(u.name, ''), t.at FROM journal j JOIN txn t ON t.id = j.txn"
		" LEFT JOIN user u ON u.id = t.user WHERE j.seq IN " JOURNAL_ABOUT("?1", "?2")
		" AND (?3 IS NULL OR j.field = ?3 OR j.field IS NULL AND j.version = 1)"
		" ORDER BY j.seq DESC LIMIT 1";
	struct stmt *q = db_prepare(x->store->db, sql, NULL);
	const char *who = NULL;

	if (!q)
		return NULL;
	db_bind_int(q, 1, id);
	db_bind_text(q, 2, e->name);
	db_bind_text(q, 3, strcmp(field, "updated") && strcmp(field, "version") ? field : NULL);
	if (db_step(q, NULL) == 1)
		who = arena_printf(a, "%s%s%s", db_text(q, 0), _(", "), journal_when(db_text(q, 1), a));
	db_reset(q);
	return who;
}

/* Who typed a part that is a field of the record. */
static void add_who(const struct explain *x, struct table *bill, struct row *line, const char *name, size_t len)
{
	char *field = xstrndup(name, len);
	const struct field *f = x->table->entity ? entity_field(x->table->entity, field) : NULL;

	free(field);
	if (!f || x->row < 0 || computed_figure(x->table->entity, f))
		return;
	table_set(bill, line, BILL_WHO,
		  value_text(typed_by(x, x->table->entity, x->table->rows[x->row].id, f->name, &bill->arena)));
	table_set(bill, line, BILL_FIELD, value_text(f->name));
}

static void point_at(struct table *bill, struct row *line, const struct instance *i)
{
	if (!i->expr)
		return;
	line->drill = arena_strdup(&bill->arena, i->expr);
	line->drill_entity = i->entity;
}

static void part_line(struct explain *x, struct table *bill, char sign, const char *name, size_t len,
		      const struct instance *part)
{
	struct row *line = bill_line(bill, sign, part->figure ? _(part->figure->label) : part->shown,
				     part->shown, part->number);

	point_at(bill, line, part);
	add_who(x, bill, line, name, len);
}

/* B+C behind a sign other than +: its parts, and then what they come to, with the sign. */
static void sum_lines(struct explain *x, struct table *bill, const struct operand *o, struct arena *a)
{
	struct sbuf label = SBUF_INIT;
	const struct figure *of = NULL;
	struct instance part = { 0 };
	const char *at = NULL, *name;
	double sum = 0;
	size_t len;
	char sign;

	while ((name = operand_name(&at, o, &sign, &len))) {
		if (!find(x, name, len, a, &part))
			continue;
		if (part.figure)
			part_line(x, bill, '\0', name, len, &part);
		if (label.len)
			sbuf_puts(&label, sign == '-' ? " − " : " + ");
		sbuf_puts(&label, part.figure ? _(part.figure->label) : part.shown);
		sum += sign == '-' ? -part.number : part.number;
		of = part.figure ? part.figure : of;
	}
	if (of)
		bill_line(bill, o->sign, sbuf_text(&label), figure_show(x->store, of->type, sum, x->store->currency, a),
			  sum);
	sbuf_free(&label);
}

/* "A / B+C * D". A factor of one is none. */
static int add_parts(struct explain *x, struct table *bill, const char *made, struct arena *a)
{
	struct operand o;

	while (operand_next(&made, &o)) {
		const char *at = NULL, *name;
		struct instance part;
		size_t len;
		char sign;

		name = operand_name(&at, &o, &sign, &len);
		if (name && at < o.text + o.len)
			sum_lines(x, bill, &o, a);
		else if (name && find(x, name, len, a, &part) &&
			 !((o.sign == '*' || o.sign == '/') && part.number == 1))
			part_line(x, bill, o.sign, name, len, &part);
	}
	return 0;
}

/* The first of them that is there counts. */
static int add_either(struct explain *x, struct table *bill, const char *made, bool counts, struct arena *a)
{
	struct operand o;
	struct instance part;

	while (operand_next(&made, &o))
		if (find(x, o.text, o.len, a, &part)) {
			part_line(x, bill, counts ? '+' : '\0', o.text, o.len, &part);
			counts = false;
		}
	return 0;
}

/* The row's own, and that of each row that stands right below it. */
static int add_below(struct explain *x, struct table *bill, const struct figure *f, const char *own,
		     struct arena *a)
{
	const struct table *t = x->table;
	int column = table_column(t, f->name);
	int64_t depth = table_get(t, (size_t)x->row, "depth").i;

	add_parts(x, bill, own, a);
	for (size_t i = (size_t)x->row + 1; i < t->nrows; i++) {
		int64_t at = table_get(t, i, "depth").i;
		struct value v = t->rows[i].cells[column];
		struct row *line;

		if (at <= depth)
			break;
		if (at > depth + 1 || v.kind == VALUE_NULL)
			continue;
		line = bill_line(bill, '+', table_title(t, &t->rows[i]),
				 bill_show(x->store, &t->columns[column].field, v, a), figure_number(f->type, v));
		line->entity = t->rows[i].entity;
		line->id = t->rows[i].id;
	}
	return 0;
}

static void add_weight(struct explain *x, struct table *bill, const struct field *f, bool known)
{
	struct row *line = bill_line(bill, known ? '+' : '\0', _(f->label),
				     arena_printf(&bill->arena, known ? _("weighs %d, known") : _("weighs %d, missing"),
						  f->weight), f->weight);

	line->tone = known ? TONE_PLAIN : TONE_ATTENTION;
	if (known)
		add_who(x, bill, line, f->name, strlen(f->name));
	table_set(bill, line, BILL_FIELD, value_text(f->name));
}

/* The weights of what is known, of all that could be. What is missing stands first, the heaviest of it above. */
static int add_known(struct explain *x, struct table *bill)
{
	const struct entity *e = x->table->entity;
	struct value kind = table_get(x->table, (size_t)x->row, "kind");
	bool person = kind.kind == VALUE_TEXT && !strcmp(kind.s, "person");
	int whole = complete_whole(e, person);

	for (int known = 0; known <= 1; known++)
		for (int weight = whole; weight > 0; weight--)
			for (const struct field *f = e->fields; f < e->fields + e->nfields; f++)
				if (f->weight == weight && complete_expects(f, person) &&
				    (table_get(x->table, (size_t)x->row, f->name).kind != VALUE_NULL) == known)
					add_weight(x, bill, f, known);
	bill_line(bill, '/', _("all that could be known"),
		  figure_show(x->store, FIELD_INT, whole, NULL, &bill->arena), whole);
	return 0;
}

static int add_typed(struct explain *x, struct table *bill, const struct instance *i, const char *how)
{
	struct row *line = bill_line(bill, '+', how, i->shown, i->number);

	add_who(x, bill, line, i->figure->name, strlen(i->figure->name));
	return 0;
}

/* As it was typed or moved, and the latest of what moves it. */
static int add_followed(struct explain *x, struct table *bill, const struct instance *i, const char *of)
{
	size_t first = bill->nrows + 1;

	add_typed(x, bill, i, _("typed, or moved"));
	if (bill_pick(x, bill, i, of, true) < 0)
		return -1;
	for (size_t k = first; k < bill->nrows; k++)
		table_set(bill, &bill->rows[k], BILL_SIGN, VALUE_NONE);
	return 0;
}

/* Whether `made` begins with the word; *rest is what follows. */
static bool begins(const char *made, const char *word, const char **rest)
{
	size_t len = strlen(word);

	if (strncmp(made, word, len) != 0 || (made[len] && made[len] != ' '))
		return false;
	*rest = made + len + strspn(made + len, " ");
	return true;
}

/* The same of a word that is no operand there. */
static bool is(const char *made, const char *word, const char **rest)
{
	return begins(made, word, rest) && (!**rest || !strchr("+-*/", **rest));
}

/* No expression says which records these are: they are too many to name, or none. */
static int add_unlisted(struct table *bill, const struct instance *i)
{
	if (i->number != 0)
		bill_line(bill, '+', _("too many to list them"), i->shown, i->number);
	return 0;
}

static int add_records(struct explain *x, struct table *bill, const struct instance *i)
{
	const char *made = i->figure->made, *rest;

	if (!i->expr)
		return add_unlisted(bill, i);
	if (is(made, "count", &rest))
		return bill_count(x, bill, i);
	if (is(made, "sum", &rest))
		return bill_sum(x, bill, i, rest);
	return bill_pick(x, bill, i, strchr(made, ' ') + 1, *made == 'l');
}

static int add_terms(struct explain *x, struct table *bill, const struct instance *i, const char *then,
		     struct arena *a)
{
	for (const struct term *t = i->terms; t; t = t->next) {
		const char *what = t->what ? t->what : sql_title(x->store->db, t->entity, t->id, &bill->arena);
		struct row *line = bill_line(bill, t->sign, what, t->shown, t->number);

		table_set(bill, line, BILL_WHO, value_text(t->how));
		line->entity = t->drill ? NULL : t->entity;
		line->id = t->id;
		line->drill_entity = t->drill ? t->entity : NULL;
		line->drill = t->drill ? arena_strdup(&bill->arena, t->drill) : NULL;
	}
	if (strcmp(then, "root") != 0)
		return add_parts(x, bill, then, a);
	bill_line(bill, '^', _("the root of their sum"), "", 0.5);
	return 0;
}

static int add_length(struct explain *x, struct table *bill, const struct instance *i, struct arena *a)
{
	length_narrow(x, bill, i);
	if (i->terms)
		return add_terms(x, bill, i, "", a);
	if (!i->expr)
		return 0;
	return bill_count(x, bill, i) < 0 ? -1 : x->asked->removed ? 0 : bill_removed(x, bill, i);
}

static int add_lines(struct explain *x, struct table *bill, const struct instance *i, struct arena *a)
{
	const char *made = i->figure->made, *rest;

	if (is(made, "count", &rest) || is(made, "sum", &rest) || is(made, "last", &rest) ||
	    is(made, "first", &rest))
		return add_records(x, bill, i);
	if (is(made, "length", &rest))
		return add_length(x, bill, i, a);
	if (begins(made, "terms", &rest))
		return add_terms(x, bill, i, rest, a);
	if (is(made, "typed", &rest))
		return add_typed(x, bill, i, _("typed"));
	if (is(made, "follows", &rest))
		return add_followed(x, bill, i, rest);
	if (is(made, "kept", &rest))
		return add_typed(x, bill, i, _("set by the program"));
	if (is(made, "set", &rest))
		return 0;
	if (is(made, "complete", &rest))
		return add_known(x, bill);
	if (is(made, "tree", &rest))
		return add_below(x, bill, i->figure, rest, a);
	if (is(made, "else", &rest) || is(made, "list", &rest))
		return add_either(x, bill, rest, *made == 'e', a);
	return add_parts(x, bill, made, a);
}

/* What the lines come to that are only added. */
static double total(const struct table *bill)
{
	double sum = 0;

	for (size_t i = 0; i < bill->nrows; i++)
		if (bill->rows[i].cells[BILL_SIGN].kind)
			sum += strtod(bill->rows[i].cells[BILL_NUMBER].s, NULL);
	return sum;
}

int explain_figure(struct explain *x, const struct instance *i)
{
	struct table *bill = bill_make(i->figure);
	double number = i->number;
	struct row *line;

	answer_add_table(x->out, bill);
	if (add_lines(x, bill, i, &bill->arena) < 0)
		return -1;
	if (!i->shown)
		number = total(bill);
	line = bill_line(bill, '=', _(i->figure->label),
			 i->shown ? i->shown : figure_show(x->store, i->figure->type, number, x->store->currency,
							   &bill->arena), number);
	point_at(bill, line, i);
	bill->total = (int64_t)bill->nrows;
	return 0;
}
