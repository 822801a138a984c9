#include "base/number.h"
#include "view/panes.h"

#include "base/utf8.h"
#include "model/calling.h"
#include "model/expr.h"
#include "model/nothing.h"
#include "model/plan.h"
#include "model/report.h"
#include "view/half.h"

/* What copying a kind of thing looks for among the columns, the likeliest first. */
static const struct {
	enum command_id id;
	const char *label;
	const char *columns[4];
} copies[] = {
	{ CMD_COPY_EMAIL, N_("e-mail address"), { "email" } },
	{ CMD_COPY_PHONE, N_("phone number"), { "phone" } },
	{ CMD_COPY_ADDRESS, N_("address"), { "address", "city" } },
};

static void copy_columns(struct sbuf *out, const struct table *t, const struct row *r,
			 const char *const *names)
{
	for (; *names && !out->len; names++) {
		int at = table_column(t, *names);
		if (at >= 0)
			value_write(out, &t->columns[at].field, r->cells[at]);
	}
}

static void copy_all(struct sbuf *out, const struct table *t, const struct row *r)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (i)
			sbuf_putc(out, '\t');
		value_write(out, &t->columns[i].field, r->cells[i]);
	}
}

bool row_copy(struct view *v, const struct table *t, const struct row *r, enum command_id id)
{
	const char *label = id == CMD_COPY_ROW ? "" : NULL;
	struct sbuf text = SBUF_INIT;

	for (size_t i = 0; i < LENGTH(copies); i++)
		if (copies[i].id == id) {
			label = copies[i].label;
			if (t && r)
				copy_columns(&text, t, r, copies[i].columns);
		}
	if (!label)
		return false;
	if (id == CMD_COPY_ROW && t && r)
		copy_all(&text, t, r);
	if (text.len)
		v->host->ops->copy(v->host, sbuf_text(&text));
	else
		host_say(v, TONE_ATTENTION, _("There is no %s here to copy."), _(label));
	sbuf_free(&text);
	return true;
}

/* Pages: what is longer than one comes as the cursor, or what is looked for, gets to its end. */

#define PAGE 200  /* rows at first, */
#define MOST 1000 /* at once */

void sections_load(struct view *v, const struct sections *s)
{
	size_t rows = s->come < MOST ? s->come : MOST;

	v->ops->page(v, 0, rows > PAGE ? rows : PAGE);
}

/* What is on its way, or comes anew, goes on by itself. */
static void next_page(struct view *v, const struct sections *s)
{
	if (!v->stale && !v->loading)
		v->ops->page(v, sections_paged(s)->nrows, MOST);
}

static void look_for(struct view *v, struct sections *s, const char *words, int by)
{
	int found = *words ? sections_find(s, words, by, &v->host->context) : 1;

	free(s->sought);
	s->sought = found < 0 ? xstrdup(words) : NULL;
	if (found < 0)
		next_page(v, s);
	else if (!found)
		host_say(v, TONE_ATTENTION, by > 0 ? _("Nothing further down has \"%s\".") :
						     _("Nothing further up has \"%s\"."), words);
}

/* With what was looked for, among what came. */
static void go_on(struct view *v, struct sections *s)
{
	char *words = s->sought;

	s->sought = NULL;
	if (words)
		look_for(v, s, words, 1);
	free(words);
}

void sections_come(struct view *v, struct sections *s)
{
	const struct table *t = sections_paged(s);

	if (sections_has_more(s) && t->nrows < s->come) { /* the cursor waits for its row */
		next_page(v, s);
		return;
	}
	s->come = t ? t->nrows : 0;
	sections_settle(s);
	go_on(v, s);
}

bool sections_page(struct view *v, struct sections *s, const struct answer *a)
{
	const struct table *page = answer_table(a, s->pages);
	struct table *t = sections_paged(s);

	if (!page || !page->offset)
		return false;
	if (t && page->offset == (int64_t)t->nrows) {
		table_append(t, page);
		s->ended = !page->nrows;
		sections_come(v, s);
	}
	return true;
}

static void words_typed(struct view *v, const char *text, void *data)
{
	if (text)
		look_for(v, data, text, 1);
}

static bool find_command(struct view *v, struct sections *s, enum command_id id)
{
	const char *last = v->host->ops->recall(v->host, "find", 1);

	if (id == CMD_FIND)
		host_ask(v, &(struct ask){ .prompt = "/", .history = "find", .done = words_typed,
					   .data = s });
	else if (id != CMD_FIND_NEXT && id != CMD_FIND_PREV)
		return false;
	else if (last)
		look_for(v, s, last, id == CMD_FIND_NEXT ? 1 : -1);
	else
		host_say(v, TONE_QUIET, "%s", K_(v, "Nothing was looked for yet: {find} does."));
	return true;
}

static bool move_command(struct sections *s, enum command_id id)
{
	int page = s->height > 1 ? s->height : 1;

	switch (id) {
	case CMD_DOWN:
		sections_move(s, 1);
		break;
	case CMD_UP:
		sections_move(s, -1);
		break;
	case CMD_HALF_DOWN:
		sections_move(s, page / 2);
		break;
	case CMD_HALF_UP:
		sections_move(s, -(page / 2));
		break;
	case CMD_PAGE_DOWN:
		sections_move(s, page);
		break;
	case CMD_PAGE_UP:
		sections_move(s, -page);
		break;
	case CMD_FIRST:
		sections_first(s);
		break;
	case CMD_LAST:
		sections_last(s);
		break;
	case CMD_NEXT_PART:
		if (!sections_next(s, 1))
			sections_first(s);
		break;
	case CMD_PREV_PART:
		if (!sections_next(s, -1))
			sections_last(s);
		break;
	default:
		return false;
	}
	return true;
}

static bool mark_command(struct sections *s, enum command_id id)
{
	if (id == CMD_MARK) {
		sections_mark(s);
		sections_move(s, 1);
	} else if (id == CMD_MARK_INVERT) {
		sections_mark_all(s);
	} else if (id == CMD_BACK && s->marks.n) {
		marks_clear(&s->marks);
	} else {
		return false;
	}
	return true;
}

bool sections_command(struct view *v, struct sections *s, enum command_id id)
{
	if (move_command(s, id)) {
		if (sections_at_more(s))
			next_page(v, s);
		return true;
	}
	return mark_command(s, id) || find_command(v, s, id) ||
	       row_copy(v, sections_table(s), sections_row(s), id);
}

bool sections_walk(struct view *v, int by, struct record_ref *at)
{
	struct sections *s = (struct sections *)((char *)v->state + v->ops->sections);
	size_t section = s->section, row = s->row;
	const struct row *r;

	if (by)
		sections_command(v, s, by > 0 ? CMD_DOWN : CMD_UP);
	r = sections_row(s);
	*at = r ? (struct record_ref){ r->entity, r->id } : (struct record_ref){ 0 };
	return !by || s->section != section || s->row != row;
}

/* A record that left, as by what was done to it, left its place to the next. What is told of one record in several
 * lines is passed at once. */
int record_beside(struct view *from, struct record_ref *record, int step)
{
	bool (*walk)(struct view *, int, struct record_ref *) = !from		     ? NULL :
								from->ops->walk	     ? from->ops->walk :
								from->ops->sections ? sections_walk :
										      NULL;
	struct record_ref at;
	bool same, more;

	if (!walk)
		return -1;
	walk(from, 0, &at);
	same = at.id == record->id && at.entity == record->entity;
	more = (!same && step > 0) || walk(from, step, &at);
	while (more && (at.id <= 0 || !at.entity || at.entity->id == ENTITY_DRAFT ||
			(at.id == record->id && at.entity == record->entity)))
		more = walk(from, step, &at);
	if (!more)
		return 1;
	*record = at;
	return 0;
}

void table_add_more(const struct view *v, struct table *t, const char *column, const char *expr)
{
	long long more = (long long)t->total - (long long)t->nrows;
	int at = column ? table_column(t, column) : -1;
	const char *words, *key = K_(v, "{open} lists all");
	struct row *r;

	if (more <= 0)
		return;
	words = arena_printf(&t->arena, P_("%s more", "%s more", more), NUMBER_TEXT(more));
	r = table_add_row(t);
	table_set(t, r, 0, value_text(at > 0 ? words : arena_printf(&t->arena, "%s · %s", words, key)));
	if (at > 0)
		table_set(t, r, (size_t)at, value_text(key));
	r->tone = TONE_QUIET;
	r->drill = arena_strdup(&t->arena, expr);
	r->drill_entity = t->entity;
}

void sections_take(struct view *v, struct sections *s, struct answer **kept, struct answer *a)
{
	answer_keep(kept, a);
	sections_reset(s);
	for (size_t i = 0; i < (*kept)->ntables; i++)
		sections_add(s, (*kept)->tables[i]);
	sections_come(v, s);
}

bool sections_subject(const struct sections *s, struct subject *out)
{
	const struct row *r = sections_row(s);

	if (s->marks.n) {
		*out = (struct subject){ .entity = s->marked, .ids = s->marks.ids, .n = s->marks.n, .marked = true,
					 .table = sections_table(s) };
		return true;
	}
	*out = (struct subject){ .table = sections_table(s), .row = r };
	if (!r || !r->entity || !r->id)
		return false;
	out->entity = r->entity;
	out->ids = &r->id;
	out->n = 1;
	out->title = table_title(out->table, r);
	return true;
}

void row_add(struct view *v, const struct entity *e, const char *words)
{
	struct named_value found = { nothing_field(e, words), words };

	host_open(v, &(struct view_spec){ .view = "form", .entity = e, .args = &found, .nargs = *words ? 1 : 0 });
}

/* Which character a byte offset is, from 1. */
static int character_at(const char *text, int at)
{
	int n = 1;

	for (int i = 0; i < at && text[i]; i++)
		n += ((unsigned char)text[i + 1] & 0xC0) != 0x80;
	return n;
}

bool filter_reads(struct view *v, const struct entity *entity, const char *text)
{
	struct value_context c = v->host->context;
	struct arena arena = { 0 };
	struct error e = { 0 };
	bool reads = !text[strspn(text, " ")] || expr_parse(text, entity, &c, &arena, &e);

	if (!reads)
		host_refuse(v, _("%s (at %d)"), e.text, character_at(text, e.at));
	arena_free(&arena);
	return reads;
}

bool value_reads(struct view *v, const struct field *f, const char *text)
{
	struct field hour = *f;
	struct value readings[2];
	struct arena arena = { 0 };
	struct error e = { 0 }, no = { 0 };
	bool reads;

	hour.type = FIELD_STAMP;
	reads = f->type == FIELD_REF || value_read(f, text, &v->host->context, &arena, readings, &e) ||
		(f->type == FIELD_DATE && value_read(&hour, text, &v->host->context, &arena, readings, &no));
	if (!reads)
		host_refuse(v, "%s", e.text);
	arena_free(&arena);
	return reads;
}

bool arg_reads(struct view *v, const struct arg *arg, const char *text)
{
	return arg->type != FIELD_DATE ||
	       value_reads(v, &(struct field){ .name = arg->name, .label = arg->label, .type = arg->type }, text);
}

const char *say_way_back(const struct view *v, bool words, bool filter)
{
	if (words)
		return K_(v, "{back} takes the words off, {find} changes them, :asof now comes back.");
	return filter ? K_(v, "{filter} changes the filter, :asof now comes back.") : _(":asof now comes back.");
}

bool sheet_of(const struct entity *e)
{
	return report_is_of(report_find("sheet"), e);
}

void sheet_ask(struct view *v, int tag, const struct entity *e, int64_t id)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", (long long)id);
	host_send(v, tag, &(struct request){ .verb = VERB_REPORT, .name = "sheet", .nargs = 1,
					     .args = &(struct named_value){ e->name, text } });
}

/* A row of people has no heads: a day alone would not say what it is. */
static void tell_birthdays(struct table *t, const struct value_context *c)
{
	int at = table_column(t, "next_birthday"), width = 0;

	for (size_t i = 0; at >= 0 && i < t->nrows; i++) {
		struct value *day = &t->rows[i].cells[at];
		struct sbuf text = SBUF_INIT;

		if (day->kind == VALUE_NULL)
			continue;
		value_show(&text, &t->columns[at].field, *day, c);
		*day = value_text(arena_printf(&t->arena, _("birthday %s"), sbuf_text(&text)));
		width = width > utf8_columns(day->s) ? width : utf8_columns(day->s);
		sbuf_free(&text);
	}
	if (width) {
		t->columns[at].field.type = FIELD_TEXT;
		t->columns[at].field.width = (short)width;
	}
}

void sheet_lay(struct answer *a, const struct value_context *c)
{
	static const char *const firm[] = { "name", "subject", "phone", "when", "number", "outstanding",
					    "next_birthday" };

	for (size_t i = 0; i < a->ntables; i++) {
		struct table *t = a->tables[i];

		plan_merge_when(t, c);
		rows_hide_empty(t);
		tell_birthdays(t, c);
		for (size_t j = 0; j < LENGTH(firm); j++)
			if (table_column(t, firm[j]) >= 0)
				t->columns[table_column(t, firm[j])].field.shrink = 0;
		if (table_column(t, "when") >= 0)
			t->columns[table_column(t, "when")].field.width = 14;
	}
}

void draft_open(struct view *v, const struct table *t, const struct row *r)
{
	size_t row = (size_t)(r - t->rows);
	const char *content = table_get(t, row, "content").s;
	struct half_asked line;

	if (content && half_read_line(content, &line)) {
		v->host->ops->resume(v->host, &line, r->id);
		return;
	}
	host_open(v, &(struct view_spec){ .view = calling_is(content)			      ? "calls" :
						  content && !strncmp(content, "line ", 5) ? "line" :
						  content && !strncmp(content, "merge ", 6) ? "merge" :
						  content && !strncmp(content, "import ", 7) ? "import" :
											     "form",
					  .entity = entity_find(table_get(t, row, "entity").s),
					  .id = table_get(t, row, "record").i,
					  .expr = content,
					  .draft = r->id });
}

bool row_open(struct view *v, const struct row *r)
{
	if (r && r->entity && r->id)
		host_open(v, &(struct view_spec){
				     .view = "record", .entity = r->entity, .id = r->id });
	else if (r && r->drill && r->drill_entity)
		host_open(v, &(struct view_spec){
				     .view = "list", .entity = r->drill_entity, .expr = r->drill });
	else
		return false;
	return true;
}

const char *field_called(const struct entity *e, const char *name)
{
	const struct field *f = entity_field(e, name);

	return f ? _(f->label) : name;
}
