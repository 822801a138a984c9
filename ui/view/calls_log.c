/* What came of a call is logged with the record, or with whom it refers to. */
#include "view/calls_state.h"

bool calls_is_party(const struct entity *e)
{
	return e->id == ENTITY_ACTIVITY || entity_field(entity_at(ENTITY_ACTIVITY), e->name);
}

void calls_ask_refs(struct view *v, int64_t id)
{
	struct calls_state *s = v->state;
	const struct entity *of = entity_at(ENTITY_ACTIVITY);
	struct sbuf columns = SBUF_INIT;
	char expr[32];

	for (unsigned i = 0; i < of->nfields; i++) {
		const struct field *f = &of->fields[i], *own = entity_field(s->entity, f->name);

		if (f->ref && own && own->ref && !strcmp(own->ref, f->ref) && strcmp(f->ref, "user") != 0)
			sbuf_printf(&columns, "%s%s", columns.len ? "," : "", f->name);
	}
	snprintf(expr, sizeof(expr), "id:%lld", (long long)id);
	host_send(v, TAG_REFS, &(struct request){ .verb = VERB_LIST, .entity = s->entity, .expr = expr,
						  .columns = sbuf_text(&columns), .limit = 1 });
	sbuf_free(&columns);
}

void calls_take_refs(struct calls_state *s, struct answer *a)
{
	struct table *t = a->tables[0];

	if (calls_over(s) || !t->nrows || t->rows[0].id != s->queue.items[s->queue.at].id)
		return;
	table_free(s->refs);
	s->refs = t;
	a->tables[0] = NULL;
}

/* Talks last whole minutes: what is shorter than half of one is not said. */
static size_t add_times(const struct calls_state *s, const struct view *v, struct named_value *args, char start[],
			char minutes[])
{
	int64_t seconds = (clock_ticks() - s->shown_at) / 1000;

	stamp_write_iso(v->host->context.now - seconds, start);
	args[0] = (struct named_value){ "start", start };
	if (seconds < 30)
		return 1;
	snprintf(minutes, 24, "%lld", (long long)(seconds + 30) / 60);
	args[1] = (struct named_value){ "duration", minutes };
	return 2;
}

/* Whom it was with. Their ids are told in texts of the arena. */
static size_t add_party(const struct calls_state *s, struct named_value *args, struct arena *a)
{
	const struct row *r = s->refs && s->refs->nrows ? &s->refs->rows[0] : NULL;
	size_t n = 0;

	if (calls_is_party(s->entity))
		args[n++] = (struct named_value){ s->entity->name,
						  arena_printf(a, "%lld", (long long)s->queue.items[s->queue.at].id) };
	for (size_t i = 0; r && i < s->refs->ncolumns; i++)
		if (r->cells[i].kind == VALUE_INT)
			args[n++] = (struct named_value){ s->refs->columns[i].name,
							  arena_printf(a, "%lld", (long long)r->cells[i].i) };
	return n;
}

/* What the call was about: what was said, or the list by its name, or, without one, what came of it. */
static const char *words_of(const struct calls_state *s, const struct call_outcome *o)
{
	if (s->words.len)
		return sbuf_text(&s->words);
	return strcmp(sbuf_text(&s->title), _(s->entity->plural)) ? sbuf_text(&s->title) : _(o->outcome->label);
}

void calls_log(struct view *v, const char *next)
{
	struct calls_state *s = v->state;
	const struct call_outcome *o = &s->outcomes[s->chosen];
	const char *words = words_of(s, o);
	bool done = s->entity->id == ENTITY_ACTIVITY;
	struct named_value args[16];
	struct arena arena = { 0 };
	char start[STAMP_SIZE], minutes[24];
	size_t n = 0;

	args[n++] = (struct named_value){ "outcome", o->outcome->name };
	if (next && *next) {
		args[n++] = (struct named_value){ "next", next };
		args[n++] = (struct named_value){ "next_kind", "call" };
		if (o->subject)
			args[n++] = (struct named_value){ "next_subject", o->subject };
	}
	if (done && s->words.len)
		args[n++] = (struct named_value){ "note", words };
	if (!done) {
		args[n++] = (struct named_value){ "kind", "call" };
		args[n++] = (struct named_value){ "subject", words };
		args[n++] = (struct named_value){ "direction", "out" };
		n += add_party(s, &args[n], &arena);
		n += add_times(s, v, &args[n], start, minutes);
	}
	s->logging = true;
	s->logged = s->queue.at;
	host_send(v, TAG_LOG, &(struct request){ .verb = VERB_ACT, .args = args, .nargs = n,
						 .name = done ? "activity.done" : "activity.log",
						 .entity = entity_at(ENTITY_ACTIVITY),
						 .ids = &s->queue.items[s->queue.at].id, .nids = done });
	arena_free(&arena);
}
