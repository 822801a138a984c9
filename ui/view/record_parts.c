/* The lines under a record's facts: its timeline, and what belongs to it. */
#include "view/preview.h"
#include "view/record_state.h"

#define TOTAL_WIDTH 8 /* how many there are, at the end of the timeline's head */

/* A profile is in order of its sections: each is named once. */
static void name_once(struct table *t)
{
	int at = table_column(t, "section");

	for (size_t i = t->nrows; at >= 0 && i-- > 1;)
		if (!strcmp(t->rows[i].cells[at].s, t->rows[i - 1].cells[at].s))
			t->rows[i].cells[at] = VALUE_NONE;
}

/* What belongs to a record is a few; of more of a kind the rest is a list. */
static void add_more(const struct view *v, struct table *t)
{
	const struct record_state *s = v->state;
	const struct child *c = entity_child(s->entity, t->name);
	char expr[64];

	snprintf(expr, sizeof(expr), "%s.id:%lld", c->field, (long long)s->id);
	table_add_more(v, t, NULL, expr);
}

static void add_section(const struct view *v, struct table *t)
{
	struct record_state *s = v->state;
	struct section *item;

	/* The timeline tells of activities and moves already. */
	if (!strcmp(t->name, "facts") || !strcmp(t->name, "open") ||
	    t->entity == entity_at(ENTITY_ACTIVITY) || t->entity == entity_at(ENTITY_STAGE_MOVE))
		return;
	if (t->entity == entity_at(ENTITY_PROFILE))
		name_once(t);
	if (strcmp(t->name, "timeline"))
		add_more(v, t);
	item = sections_add(&s->sections, t);
	if (strcmp(t->name, "timeline")) {
		item->stop = !t->nrows;
		item->empty = K_(v, "none · {add} adds one");
		return;
	}
	item->head = ""; /* record_draw_parts writes it */
	item->mark = "pinned";
	item->empty = s->part ? K_(v, "Nothing of this kind yet. {timeline-all} shows all that happened.") :
				K_(v, "Nothing happened yet. {log} logs a talk, {task} adds a task.");
}

/* What has nothing yet stands at the end, a line each, so that `a` can add there; once of each kind. */
static void add_empty(const struct view *v)
{
	const struct record_state *s = v->state;
	uint64_t offered = 0;

	for (size_t i = 0; i < s->answer->ntables; i++) {
		struct table *t = s->answer->tables[i];
		const struct child *child = entity_child(s->entity, t->name);
		const struct entity *e = child ? entity_find(child->entity) : NULL;

		if (!e || e->flags & ENTITY_APPEND_ONLY || offered >> e->id & 1)
			continue;
		offered |= UINT64_C(1) << e->id;
		if (!t->nrows)
			add_section(v, t);
	}
}

void record_take(struct view *v, struct answer *a)
{
	struct record_state *s = v->state;
	struct table *timeline;

	answer_keep(&s->answer, a);
	sections_reset(&s->sections);
	timeline = answer_table(s->answer, "timeline");
	timeline_trim(timeline);
	if (timeline)
		add_section(v, timeline);
	for (size_t i = 0; i < s->answer->ntables; i++)
		if (s->answer->tables[i] != timeline && s->answer->tables[i]->nrows) {
			rows_hide_empty(s->answer->tables[i]);
			add_section(v, s->answer->tables[i]);
		}
	add_empty(v);
	sections_come(v, &s->sections);
}

static int parts_count(void)
{
	int n = 0;

	while (timeline_part[n].name)
		n++;
	return n;
}

/* How wide the parts are with all their words, a column apart. */
static int parts_width(struct grid *g)
{
	int width = -1;

	for (size_t i = 0; timeline_part[i].name; i++)
		width += 3 + grid_columns(g, _(timeline_part[i].label));
	return width;
}

/* How many of the parts have their words beside their keys in this width; the one that is shown always
 * has. */
static size_t parts_named(const struct record_state *s, struct grid *g, int gap, int width)
{
	size_t named = 0;

	width -= parts_count() * (1 + gap) - gap; /* none behind the last */
	width -= grid_columns(g, _(timeline_part[s->part].label)) + 1;
	for (; named < (size_t)parts_count(); named++) {
		if (named != s->part)
			width -= grid_columns(g, _(timeline_part[named].label)) + 1;
		if (width < 0)
			break;
	}
	return named;
}

/* The head of the timeline: its parts with their keys. All their words are worth more than what it is called, and
 * than the room between them. */
void record_draw_parts(const struct record_state *s, struct grid *g, struct rect line)
{
	int x = line.x + 1, right = line.x + line.w - TOTAL_WIDTH, more = parts_count() - 1, gap = 2;
	const char *head = _("Timeline");
	size_t named;

	if (x + grid_columns(g, head) + 2 + parts_width(g) + more <= right)
		x += grid_put(g, x, line.y, line.w, ROLE_HEADER, head) + 2;
	else if (x + parts_width(g) + more > right)
		gap = 1;
	named = parts_named(s, g, gap, right - x);

	for (size_t i = 0; timeline_part[i].name; i++) {
		bool words = i < named || i == s->part;
		x += grid_printf(g, x, line.y, line.x + line.w - x, i == s->part ? ROLE_ACCENT : ROLE_QUIET,
				 words ? "%zu %s" : "%zu", i + 1, _(timeline_part[i].label)) + gap;
	}
}

void record_show_part(struct view *v, size_t part)
{
	struct record_state *s = v->state;

	s->part = part;
	s->sections.come = 0;
	v->stale = true;
}

/* P: the activity under the cursor stands on top, or no longer. */
void record_pin(struct view *v)
{
	struct record_state *s = v->state;
	const struct table *t = sections_table(&s->sections);
	bool pinned = !strcmp(t->name, "timeline") && table_get(t, s->sections.row, "pinned").kind;
	struct named_value args[] = { { "field", "pinned" }, { "value", pinned ? "no" : "yes" } };

	host_act(v, "set", args, LENGTH(args));
}

/* `a` adds to the part the cursor is in: a contact among the contacts, else a task. */
bool record_add_to_part(struct view *v)
{
	struct record_state *s = v->state;
	const struct table *t = s->on_facts ? NULL : sections_table(&s->sections);
	const struct child *child = t ? entity_child(s->entity, t->name) : NULL;
	struct named_value owner;
	struct sbuf self = SBUF_INIT;
	struct subject whole;

	if (!child || (entity_find(child->entity)->flags & ENTITY_APPEND_ONLY))
		return false;
	if (!strcmp(child->entity, "document")) {
		v->host->ops->attach(v->host, v);
		return true;
	}
	v->ops->home(v, &whole);
	sbuf_printf(&self, "%lld %s", (long long)whole.ids[0], whole.title ? whole.title : "");
	owner = (struct named_value){ child->field, sbuf_text(&self) };
	host_open(v, &(struct view_spec){ .view = "form", .entity = entity_find(child->entity),
					  .args = &owner, .nargs = 1 });
	sbuf_free(&self);
	return true;
}

/* How many the timeline has, or the part under the cursor. */
void record_explain_part(struct view *v, struct explain *x)
{
	struct record_state *s = v->state;
	const struct table *t = sections_table(&s->sections);
	const struct child *c = t && t->nrows ? entity_child(s->entity, t->name) : NULL;

	if (t && !strcmp(t->name, "timeline"))
		explain_add(x, NULL, (struct request){ .entity = s->entity, .id = s->id, .words = t->name,
						       .name = timeline_part[s->part].name });
	else if (c)
		explain_add(x, _(c->label),
			    (struct request){
				.entity = entity_find(c->entity),
				.expr = arena_printf(&v->arena, "%s.id:%lld", c->field, (long long)s->id) });
}
