/* One line becomes an activity, what it changes in a deal, and what is next: one step for undo. */
#include "base/intl.h"
#include "base/number.h"
#include "base/utf8.h"
#include "store/act.h"
#include "store/line.h"
#include "store/sql.h"

#define SUBJECT_COLUMNS 120 /* a longer text is a note, its beginning the subject */

/* What the line made of the book so far. */
struct line {
	struct act *act;
	const struct said *said;
	int64_t deal;
	struct sbuf told; /* what was done, for the message line */
};

static const struct said_part *part(const struct line *l, enum said_field f)
{
	return &l->said->parts[f];
}

static void set(struct change *c, unsigned f, struct value v)
{
	if (v.kind != VALUE_NULL)
		change_set(c, &c->entity->fields[f], v);
}

static struct value ref_of(int64_t id)
{
	return id ? value_ref(id, NULL) : VALUE_NONE;
}

static int64_t stamp_of(const struct when *w)
{
	struct civil c;

	date_split(w->date, &c);
	c.hour = w->hour;
	c.minute = w->minute;
	c.second = w->second;
	return stamp_from_local(&c);
}

static void tell(struct line *l, const char *fmt, ...) PRINTF_LIKE(2, 3);
static void tell(struct line *l, const char *fmt, ...)
{
	va_list ap;

	if (l->told.len)
		sbuf_puts(&l->told, " · ");
	va_start(ap, fmt);
	sbuf_vprintf(&l->told, fmt, ap);
	va_end(ap);
}

static const char *shown(struct line *l, enum said_field f)
{
	struct sbuf text = SBUF_INIT;
	const char *copy;

	said_show(&text, l->said, f, &l->act->store->context);
	copy = arena_strdup(l->act->arena, sbuf_text(&text));
	sbuf_free(&text);
	return copy;
}

/* The question, and what to write instead of the words that can mean several things. */
static int refuse_asked(const struct said *s, struct error *e)
{
	const struct said_part *p = &s->parts[s->asked];
	struct sbuf text = SBUF_INIT;

	sbuf_puts(&text, _(p->question));
	for (size_t i = 0; i < p->nchoices; i++)
		sbuf_printf(&text, "%s%s (%s)", i ? "; " : " ", p->choices[i].text + strspn(p->choices[i].text, " "),
			    p->choices[i].shown);
	error_set(e, ERROR_USAGE, "%s", sbuf_text(&text));
	sbuf_free(&text);
	return -1;
}

static int check_said(const struct said *s, struct error *e)
{
	if (s->asked >= 0)
		return refuse_asked(s, e);
	if (!s->logs && !s->parts[SAID_NEXT].there && !s->parts[SAID_DEAL].there)
		return error_set(e, ERROR_USAGE,
				 _("Nothing was understood. Try: call Wang wants 12k by fri, next call tue 10"));
	return 0;
}

/* A new deal is called by what was said, or after its customer. */
static const char *deal_name(const struct line *l)
{
	return part(l, SAID_ABOUT)->there ? part(l, SAID_ABOUT)->value.s :
	       l->said->customer.title	  ? l->said->customer.title :
					    l->said->contact.title;
}

static int check_stage(struct line *l, int64_t id, struct error *e)
{
	const struct action *move = action_find("deal.move");
	struct record *r = record_load(l->act->store, entity_at(ENTITY_DEAL), id, l->act->arena, e);
	const char *refusal = r ? action_refusal(move, r) : NULL;

	if (!r)
		return -1;
	return refusal ? error_set(e, ERROR_CONFLICT, _("%s: %s: %s."), _(move->label), record_title(r), _(refusal))
		       : 0;
}

static int change_deal(struct line *l, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE,
			    .entity = entity_at(ENTITY_DEAL),
			    .id = part(l, SAID_DEAL)->record.id };

	if (!part(l, SAID_DEAL)->there)
		return 0;
	if (part(l, SAID_STAGE)->there && !l->said->new_deal && check_stage(l, c.id, e) < 0)
		return -1;
	if (l->said->new_deal) {
		c.id = 0;
		set(&c, DEAL_NAME, value_text(deal_name(l)));
		set(&c, DEAL_CUSTOMER, ref_of(l->said->customer.id));
		set(&c, DEAL_CONTACT, ref_of(l->said->contact.id));
	}
	set(&c, DEAL_AMOUNT, part(l, SAID_AMOUNT)->value);
	if (part(l, SAID_CLOSE)->there)
		set(&c, DEAL_CLOSE, value_int(part(l, SAID_CLOSE)->when.date));
	set(&c, DEAL_STAGE, ref_of(part(l, SAID_STAGE)->record.id));
	set(&c, DEAL_LOSS_REASON, part(l, SAID_REASON)->value);
	l->deal = c.id;
	if (act_fields(l->act, &c, e) < 0) {
		change_free(&c);
		return -1;
	}
	if (!c.nfields)
		return 0;
	return act_change(l->act, &c, &l->deal, e) < 0 ? -1 : 0;
}

/* Whom and what an activity is about. */
static void set_about(const struct line *l, struct change *c)
{
	set(c, ACTIVITY_CUSTOMER, ref_of(l->said->customer.id));
	set(c, ACTIVITY_CONTACT, ref_of(l->said->contact.id));
	set(c, ACTIVITY_DEAL, ref_of(l->deal));
}

/* The subject: the words, or what else says most. */
static const char *subject(struct line *l)
{
	static const enum said_field instead[] = { SAID_ABOUT, SAID_OUTCOME, SAID_KIND };
	size_t i = 0;

	while (i + 1 < LENGTH(instead) && !part(l, instead[i])->there)
		i++;
	return shown(l, instead[i]);
}

static void set_subject(struct line *l, struct change *c)
{
	const char *text = subject(l);
	int used;
	size_t fits = utf8_fit(text, SUBJECT_COLUMNS, &used);

	set(c, ACTIVITY_SUBJECT, value_text(arena_strndup(l->act->arena, text, fits)));
	if (text[fits])
		set(c, ACTIVITY_NOTE, value_text(text));
}

/* What is planned has its day; what was done, when it ended. */
static void set_when(const struct line *l, struct change *c)
{
	const struct said_part *when = part(l, SAID_WHEN);
	int64_t now = l->act->store->context.now, start = when->there ? stamp_of(&when->when) : now, end;

	if (l->said->planned && when->there)
		set(c, ACTIVITY_DUE, value_int(when->when.date));
	if (when->there && when->when.has_time)
		set(c, ACTIVITY_START, value_int(start));
	if (l->said->planned)
		return;
	end = when->there ? start + part(l, SAID_DURATION)->value.i * 60 : now;
	set(c, ACTIVITY_DONE, value_int(end < now ? end : now));
}

static int add_activity(struct line *l, int64_t *id, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = entity_at(ENTITY_ACTIVITY) };

	if (!l->said->logs)
		return 0;
	set_subject(l, &c);
	set(&c, ACTIVITY_KIND, part(l, SAID_KIND)->value);
	set(&c, ACTIVITY_DIRECTION, part(l, SAID_DIRECTION)->value);
	set(&c, ACTIVITY_REPEATS, part(l, SAID_REPEATS)->value);
	set(&c, ACTIVITY_DURATION, part(l, SAID_DURATION)->value);
	set(&c, ACTIVITY_OUTCOME, part(l, SAID_OUTCOME)->value);
	set_about(l, &c);
	set_when(l, &c);
	return act_change(l->act, &c, id, e) < 0 ? -1 : 0;
}

static int add_next(struct line *l, int64_t *id, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = entity_at(ENTITY_ACTIVITY) };
	const struct said_part *next = part(l, SAID_NEXT), *about = part(l, SAID_NEXT_ABOUT);

	if (!next->there)
		return 0;
	set(&c, ACTIVITY_KIND, part(l, SAID_NEXT_KIND)->value);
	set(&c, ACTIVITY_SUBJECT,
	    value_text(about->there    ? about->value.s
		       : l->said->logs ? subject(l)
				       : shown(l, SAID_NEXT_KIND)));
	set(&c, ACTIVITY_DUE, value_int(next->when.date));
	if (next->when.has_time)
		set(&c, ACTIVITY_START, value_int(stamp_of(&next->when)));
	set(&c, ACTIVITY_REPEATS, part(l, SAID_NEXT_REPEATS)->value);
	if (next->when.has_time && part(l, SAID_NEXT_LASTS)->there)
		set(&c, ACTIVITY_DURATION, part(l, SAID_NEXT_LASTS)->value);
	set_about(l, &c);
	return act_change(l->act, &c, id, e) < 0 ? -1 : 0;
}

static void tell_deal(struct line *l)
{
	static const enum said_field parts[] = { SAID_AMOUNT, SAID_CLOSE, SAID_STAGE };
	struct sbuf all = SBUF_INIT;

	if (!part(l, SAID_AMOUNT)->there && !part(l, SAID_CLOSE)->there && !part(l, SAID_STAGE)->there)
		return;
	for (size_t i = 0; i < LENGTH(parts); i++)
		if (part(l, parts[i])->there)
			sbuf_printf(&all, "%s%s", all.len ? _(", ") : "", shown(l, parts[i]));
	tell(l, _("%s: %s"), l->said->new_deal ? _("new deal") : part(l, SAID_DEAL)->record.title, sbuf_text(&all));
	sbuf_free(&all);
}

/* For the message line, the activity first. */
static void tell_all(struct line *l)
{
	if (l->said->logs)
		tell(l, l->said->planned ? _("%s planned") : _("%s logged"), subject(l));
	if (part(l, SAID_DEAL)->there)
		tell_deal(l);
	if (part(l, SAID_NEXT)->there)
		tell(l, _("next: %s %s"), shown(l, SAID_NEXT_KIND), shown(l, SAID_NEXT));
}

/* "customer 12" */
static int read_on(struct act *a, const struct entity **entity, int64_t *id, struct error *e)
{
	const char *on = act_typed(a, "on"), *space = on ? strchr(on, ' ') : NULL;

	*entity = NULL;
	*id = 0;
	if (!on)
		return 0;
	if (space)
		*entity = entity_find(arena_strndup(a->arena, on, (size_t)(space - on)));
	if (!*entity)
		return error_set(e, ERROR_USAGE, _("\"%s\" is no record: say what and which, like \"customer 12\"."),
				 on);
	*id = record_named(a->store, *entity, space + 1, e);
	return *id ? 0 : -1;
}

int act_activity_line(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct said said;
	struct line l = { .act = a, .said = &said };
	const struct entity *on;
	int64_t id, next = 0;
	int rc = -1;

	(void)r;
	*made = 0;
	if (read_on(a, &on, &id, e) == 0 &&
	    line_read(a->store, act_typed(a, "line"), on, id, a->arena, &said, e) == 0 &&
	    line_lacks(a->store, a->request, a->arena, &said, e) == 0 && check_said(&said, e) == 0 &&
	    change_deal(&l, e) == 0 && add_activity(&l, made, e) == 0)
		rc = add_next(&l, &next, e);
	if (!*made)
		*made = next;
	if (rc == 0)
		tell_all(&l);
	a->said = arena_strdup(a->arena, sbuf_text(&l.told));
	sbuf_free(&l.told);
	return rc;
}
