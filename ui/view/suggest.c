#include "view/suggest.h"

#include "base/text.h"
#include "model/expr_rows.h"

#define FOUND_MOST  20
#define GROUPS_LOOK 100 /* tags stand together with others: so many sets of them are looked at */
#define TABLE_MOST  128
#define LAST_MOST   2 /* null and any */

void suggest_free(struct suggest *s)
{
	offers_free(&s->offers);
	free(s->typed);
}

static void ask_names(struct view *v, int tag, const struct entity *e, const char *typed)
{
	struct sbuf expr = SBUF_INIT;

	if (*typed) {
		sbuf_printf(&expr, "%s:", e->title);
		expr_write_value(&expr, typed);
	}
	host_send(v, tag, &(struct request){ .verb = VERB_LIST, .entity = e, .expr = sbuf_text(&expr),
					     .columns = e->title, .limit = FOUND_MOST });
	sbuf_free(&expr);
}

/* The values that there are, as heads of folded groups. */
static void ask_values(struct view *v, int tag, const struct entity *e, const struct field *f, const char *typed)
{
	bool tags = f->type == FIELD_TAGS;
	struct sbuf expr = SBUF_INIT;

	sbuf_printf(&expr, "%s:", f->name);
	if (*typed && !tags)
		expr_write_value(&expr, typed);
	else
		sbuf_puts(&expr, "any");
	host_send(v, tag, &(struct request){ .verb = VERB_LIST, .entity = e, .expr = sbuf_text(&expr),
					     .columns = e->title, .group = f->name, .name = "folded",
					     .limit = tags ? GROUPS_LOOK : FOUND_MOST });
	sbuf_free(&expr);
}

/* A text that many records may have in common: not what names each. */
static bool repeats(const struct field *f)
{
	unsigned own = FIELD_REQUIRED | FIELD_UNIQUE | FIELD_KEY | FIELD_SYSTEM;

	return f->type == FIELD_TAGS || (f->type == FIELD_TEXT && !(f->flags & own));
}

static void ask_book(struct view *v, struct suggest *s, int tag, const char *text, size_t cursor)
{
	const struct field *f = s->spot.field;
	size_t from = s->spot.at + (text[s->spot.at] == '"');

	free(s->typed);
	s->typed = xstrndup(text + from, cursor > from ? cursor - from : 0);
	if (f->type == FIELD_REF && entity_find(f->ref)->title)
		ask_names(v, tag, entity_find(f->ref), s->typed);
	else if (s->spot.entity && repeats(f))
		ask_values(v, tag, s->spot.entity, f, s->typed);
}

/* An operator stands behind a whole name: it is offered together with it. */
static void add(struct offers *o, const char *text, const struct completion *c)
{
	struct sbuf words = SBUF_INIT, label = SBUF_INIT;

	sbuf_add(&words, text + o->at, c->at - o->at);
	sbuf_puts(&words, c->text);
	if (c->kind == COMPLETE_FIELD)
		sbuf_printf(&label, "%s · %s", _(c->label), field_type_name(c->type));
	offers_add(o, sbuf_text(&words), label.len ? sbuf_text(&label) : NULL, _(c->help));
	sbuf_free(&words);
	sbuf_free(&label);
}

void suggest_expr(struct view *v, struct suggest *s, int tag, const struct entity *e, const char *text, size_t from,
		  size_t cursor)
{
	struct completion found[TABLE_MOST];
	size_t n = expr_complete(text + from, cursor - from, e, found, LENGTH(found), &s->spot);

	offers_begin(&s->offers, from + (s->spot.field ? s->spot.at : n ? found[0].at : cursor - from));
	s->offers.wanted = s->spot.field != NULL;
	s->offers.at -= from;
	s->last = 0;
	for (size_t i = 0; i < n; i++) {
		add(&s->offers, text + from, &found[i]);
		s->last += s->spot.field && found[i].kind == COMPLETE_WORD;
	}
	s->offers.at += from;
	s->spot.at += from;
	if (s->spot.field)
		ask_book(v, s, tag, text, cursor);
}

/* A period is a value of an expression only. */
static bool is_day(const struct field *f, const char *text, date_t today)
{
	struct when when[2];

	return (f->type != FIELD_DATE && f->type != FIELD_STAMP) || date_read(text, today, when, NULL) > 0;
}

void suggest_value(struct view *v, struct suggest *s, int tag, const struct entity *e, const struct field *f,
		   const char *text, size_t from, size_t cursor)
{
	struct completion found[TABLE_MOST];
	size_t n = expr_complete_value(text, from, cursor, e, f, s->rows, found, LENGTH(found));

	s->field = *f;
	s->spot = (struct completion_spot){ e, &s->field, from };
	s->last = 0;
	s->offers.at = from;
	s->offers.wanted = true;
	for (size_t i = 0; i < n; i++)
		if (s->rows || is_day(f, found[i].text, v->host->context.today)) {
			add(&s->offers, text, &found[i]);
			s->last += found[i].kind == COMPLETE_WORD;
		}
	ask_book(v, s, tag, text, cursor);
}

static void offer_value(struct suggest *s, const char *text, const char *help)
{
	struct sbuf value = SBUF_INIT;

	if (s->rows && !strpbrk(text, ",\""))
		sbuf_puts(&value, text);
	else
		expr_write_value(&value, text);
	offers_add(&s->offers, sbuf_text(&value), NULL, help);
	sbuf_free(&value);
}

/* Those of "vip, retail" that go on with what was typed. */
static void offer_tags(struct suggest *s, const char *tags)
{
	for (const char *p = tags + strspn(tags, ", "); *p; p += strspn(p, ", ")) {
		size_t len = strcspn(p, ", ");
		char *tag = xstrndup(p, len);

		if (!strncasecmp(tag, s->typed, strlen(s->typed)))
			offer_value(s, tag, NULL);
		free(tag);
		p += len;
	}
}

static const char *head_of(const struct table *t, size_t row)
{
	struct value v = table_get(t, row, "group");

	return v.kind == VALUE_TEXT ? v.s : "";
}

/* How many records have the value. */
static const char *count_of(const struct table *t, size_t row, char *out, size_t size)
{
	struct value v = table_get(t, row, "count");

	snprintf(out, size, "%lld", (long long)(v.kind == VALUE_INT ? v.i : 0));
	return out;
}

static int by_text(const void *a, const void *b)
{
	return text_order(((const struct offer *)a)->text, ((const struct offer *)b)->text);
}

/* What fits any field stays last; tags, which came in sets, are put in order. */
static void settle(struct suggest *s, size_t had)
{
	struct offer last[LAST_MOST], *all = s->offers.items;
	size_t first = had - s->last, new = s->offers.n - had;

	if (!new)
		return;
	memcpy(last, all + first, s->last * sizeof(*all));
	memmove(all + first, all + had, new * sizeof(*all));
	memcpy(all + first + new, last, s->last * sizeof(*all));
	if (s->spot.field && s->spot.field->type == FIELD_TAGS)
		qsort(all + first, new, sizeof(*all), by_text);
}

void suggest_answer(struct suggest *s, const struct answer *a)
{
	const struct table *t = a->ntables ? a->tables[0] : NULL;
	const struct field *f = s->spot.field;
	size_t had = s->offers.n;
	char count[24];

	if (!f || s->offers.chosen) /* one of those that are there stands in the line by now */
		return;
	for (size_t i = 0; t && i < t->nrows; i++) {
		const char *title = table_title(t, &t->rows[i]);

		if (f->type == FIELD_REF && title)
			offer_value(s, title, NULL);
		else if (f->type == FIELD_REF || t->rows[i].entity)
			continue;
		else if (f->type == FIELD_TAGS)
			offer_tags(s, head_of(t, i));
		else
			offer_value(s, head_of(t, i), count_of(t, i, count, sizeof(count)));
	}
	settle(s, had);
}

void suggest_days(struct view *v, const char *text, size_t at, struct offers *o, struct ask_more *more)
{
	(void)v;
	(void)text;
	(void)at;
	(void)o;
	more->value = (struct field){ .name = "day", .type = FIELD_DATE };
}

void suggest_tags(struct view *v, const char *text, size_t at, struct offers *o, struct ask_more *more)
{
	struct subject s = { 0 };

	(void)at;
	(void)o;
	if (v->ops->subject && v->ops->subject(v, &s) && s.entity && entity_field(s.entity, "tags")) {
		more->entity = s.entity;
		more->value = *entity_field(s.entity, "tags");
		more->from = *text == '-' || *text == '+';
	}
}
