/* One line that tells what happened and what follows. Below it stands what the store understood, part by
 * part; Enter writes it down, Tab corrects a part, Esc keeps the line for another time. */
#include "base/utf8.h"
#include "model/understand.h"
#include "view/half.h"
#include "view/said.h"
#include "widget/editor.h"

enum { TAG_SAID = 1, TAG_TAKE, TAG_DRAFT, TAG_DRAFTS };

#define REFS_MOST 8
#define WIDTH     100
#define CHOICES   (SAID_MOST + 4)

struct line_state {
	struct editor editor;
	const struct entity *entity;   /* what it is about; NULL: the line says so */
	int64_t id;
	const char *title;
	struct named_value refs[REFS_MOST]; /* what a form would begin with */
	size_t nrefs;
	struct answer *answer;         /* what was understood ... */
	char *understood, *sent;       /* ... of this text; what was asked last */
	size_t part;                   /* the part that is being corrected: a row of the answer */
	bool taking;                   /* Enter was pressed before the answer was there */
	bool saving;
	struct half half;
	bool look_for_draft;
	size_t back;
};

static const char *typed(const struct line_state *s)
{
	return editor_text(&s->editor);
}

static void set_text(struct view *v, const char *text)
{
	struct line_state *s = v->state;

	editor_set(&s->editor, text);
	v->stale = true;
}

/* The line of a draft, "line customer 12\ncall ...", and what it is about. */
static const char *read_draft(const char *content, const struct entity **entity, int64_t *id)
{
	size_t skip = strlen("line "), n = strcspn(content + skip, " ");
	const char *text = strchr(content, '\n');
	char name[24];

	snprintf(name, sizeof(name), "%.*s", (int)n, content + skip);
	*entity = entity_find(name);
	*id = *entity ? strtoll(content + skip + n, NULL, 10) : 0;
	return text ? text + 1 : "";
}

static int line_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct line_state *s = v->state;

	(void)e;
	s->entity = spec->entity;
	s->id = spec->id;
	s->title = spec->title ? arena_strdup(&v->arena, spec->title) : NULL;
	s->half.draft = spec->draft;
	for (size_t i = 0; i < spec->nargs && i < REFS_MOST; i++)
		s->refs[s->nrefs++] = (struct named_value){ arena_strdup(&v->arena, spec->args[i].name),
							    arena_strdup(&v->arena, spec->args[i].value) };
	s->look_for_draft = !spec->draft && !spec->expr;
	set_text(v, spec->draft ? read_draft(spec->expr, &s->entity, &s->id) : spec->expr);
	return 0;
}

static void line_close(struct view *v)
{
	struct line_state *s = v->state;

	editor_free(&s->editor);
	answer_free(s->answer);
	free(s->understood);
	free(s->sent);
	half_free(&s->half);
}

static void line_load(struct view *v)
{
	struct line_state *s = v->state;

	if (s->look_for_draft)
		host_send(v, TAG_DRAFTS, &(struct request){ .verb = VERB_DRAFT });
	s->look_for_draft = false;
	if (s->sent && !strcmp(s->sent, typed(s)))
		return;
	free(s->sent);
	s->sent = xstrdup(typed(s));
	host_send(v, TAG_SAID,
		  &(struct request){ .verb = VERB_UNDERSTAND, .words = s->sent, .entity = s->entity, .id = s->id });
}

/* What the draft of this line would say; NULL when nothing is typed. */
static const char *draft_text(const struct line_state *s, struct arena *a)
{
	if (!*typed(s))
		return NULL;
	return arena_printf(a, "line %s %lld\n%s", s->entity ? s->entity->name : "-", (long long)s->id, typed(s));
}

static bool line_draft(struct view *v, struct request *r, struct arena *a)
{
	struct line_state *s = v->state;

	if (s->saving || !*typed(s))
		return false;
	r->verb = VERB_DRAFT;
	r->entity = entity_at(ENTITY_ACTIVITY);
	r->id = s->half.draft;
	r->name = s->title ? arena_printf(a, "%s · %s", s->title, typed(s)) : arena_strdup(a, typed(s));
	r->words = draft_text(s, a);
	return true;
}

/* What was left of a line about the same record comes back, unless something is typed by now. */
static void take_drafts(struct view *v, const struct answer *a)
{
	struct line_state *s = v->state;
	const struct table *t = a->ntables ? a->tables[0] : NULL;
	const struct entity *entity;
	int64_t id;

	for (size_t i = 0; t && i < t->nrows && !*typed(s); i++) {
		struct value content = table_get(t, i, "content");
		const char *text;

		if (content.kind != VALUE_TEXT || strncmp(content.s, "line ", 5))
			continue;
		text = read_draft(content.s, &entity, &id);
		if (entity != s->entity || id != s->id)
			continue;
		s->half.draft = t->rows[i].id;
		set_text(v, text);
	}
}

static const struct table *parts(const struct line_state *s)
{
	return answer_table(s->answer, "understood");
}

static int first_asked(const struct table *t)
{
	for (size_t i = 0; t && i < t->nrows; i++)
		if (said_is_asked(t, i))
			return (int)i;
	return -1;
}

/* Writes something in the place of the part that is being corrected. */
static void replace_part(struct view *v, const char *text)
{
	struct line_state *s = v->state;
	size_t from = (size_t)table_get(parts(s), s->part, "from").i, to = (size_t)table_get(parts(s), s->part, "to").i;
	char *line = xasprintf("%.*s%s%s", (int)from, s->understood, text, s->understood + to);

	set_text(v, line);
	free(line);
}

static void choice_done(struct view *v, const struct pick_item *item, void *data)
{
	(void)data;
	if (item)
		replace_part(v, item->text);
}

static void who_done(struct view *v, const struct pick_item *item, void *data)
{
	char text[40];

	(void)data;
	if (!item)
		return;
	snprintf(text, sizeof(text), " customer:%lld", (long long)item->value);
	replace_part(v, text);
}

/* The part's words are words only. */
static void words_done(struct view *v, const struct pick_item *item, void *data)
{
	struct line_state *s = v->state;
	char *text;
	size_t from;

	(void)data;
	if (!item)
		return;
	s->part = (size_t)item->value;
	from = (size_t)table_get(parts(s), s->part, "from").i;
	text = xasprintf("\"%.*s\"", (int)((size_t)table_get(parts(s), s->part, "to").i - from), s->understood + from);
	replace_part(v, text);
	free(text);
}

/* Nothing is doubtful: what was understood can still be taken for words. */
static void correct_any(struct view *v)
{
	struct line_state *s = v->state;
	const struct table *t = parts(s);
	struct pick_item items[SAID_FIELDS] = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < t->nrows && n < LENGTH(items); i++)
		if (table_get(t, i, "from").i < table_get(t, i, "to").i)
			items[n++] = (struct pick_item){ .label = said_cell(t, i, "label"), .hint = said_cell(t, i, "shown"),
							 .value = (int64_t)i };
	if (n)
		host_pick(v, &(struct pick){ .title = _("Not meant so: only words"), .items = items, .nitems = n,
					     .done = words_done });
}

static void remember(struct view *v)
{
	struct line_state *s = v->state;

	if (*typed(s))
		v->host->ops->remember(v->host, "line", typed(s));
}

#define ON_MOST 40

/* The line and what it is about, for the action; how many they are. */
static size_t line_args(const struct line_state *s, struct named_value args[2], char on[ON_MOST])
{
	snprintf(on, ON_MOST, "%s %lld", s->entity ? s->entity->name : "", (long long)s->id);
	args[0] = (struct named_value){ "line", typed(s) };
	args[1] = (struct named_value){ "on", on };
	return s->entity ? 2 : 1;
}

/* What the stage asks for, in a form that takes the whole line with it. */
static void ask_lacks(struct view *v, size_t row)
{
	struct line_state *s = v->state;
	const struct row *deal = &parts(s)->rows[row];
	struct named_value args[2];
	char on[ON_MOST];

	remember(v);
	half_forget(v, &s->half);
	host_close(v);
	v->host->ops->open(v->host, &(struct view_spec){ .view = "form", .name = "activity.line",
							 .entity = deal->entity, .id = deal->id,
							 .columns = said_cell(parts(s), row, "lacks"),
							 .args = args, .nargs = line_args(s, args, on) });
}

static void correct(struct view *v)
{
	struct line_state *s = v->state;
	const struct table *choices = answer_table(s->answer, "choices");
	struct pick_item items[CHOICES] = { 0 };
	int asked = first_asked(parts(s));
	size_t n = 0;

	if (!s->answer || strcmp(s->understood, typed(s)))
		return;
	if (asked < 0) {
		correct_any(v);
		return;
	}
	s->part = (size_t)asked;
	if (*said_cell(parts(s), s->part, "lacks")) {
		ask_lacks(v, s->part);
		return;
	}
	for (size_t i = 0; i < choices->nrows && n < CHOICES; i++)
		if (!strcmp(said_cell(choices, i, "part"), said_cell(parts(s), s->part, "part")))
			items[n++] = (struct pick_item){ .label = said_cell(choices, i, "shown"),
							 .text = said_cell(choices, i, "text") };
	if (n)
		host_pick(v, &(struct pick){ .title = said_cell(parts(s), s->part, "question"), .items = items, .nitems = n,
					     .done = choice_done });
	else
		host_pick(v, &(struct pick){ .title = said_cell(parts(s), s->part, "question"),
					     .entity = entity_at(ENTITY_CUSTOMER), .done = who_done });
}

/* Enter, once what is typed is understood: what is doubtful is asked, the rest written down. */
static void take(struct view *v)
{
	struct line_state *s = v->state;
	struct named_value args[2];
	char on[ON_MOST];

	if (s->saving || !*typed(s))
		return;
	s->taking = !s->understood || strcmp(s->understood, typed(s));
	if (s->taking)
		return;
	if (first_asked(parts(s)) >= 0) {
		correct(v);
		return;
	}
	s->saving = true;
	host_send(v, TAG_TAKE, &(struct request){ .verb = VERB_ACT, .name = "activity.line", .args = args,
						  .nargs = line_args(s, args, on) });
}

static void taken(struct view *v, const struct answer *a)
{
	host_say(v, TONE_GOOD, K_(v, "%s · {undo} undoes"), a->text ? a->text : "");
	remember(v);
	half_forget(v, &((struct line_state *)v->state)->half);
	v->host->ops->refresh(v->host);
	host_close(v);
}

static void line_answer(struct view *v, int tag, struct answer *a)
{
	struct line_state *s = v->state;

	if (tag == TAG_TAKE) {
		taken(v, a);
	} else if (tag == TAG_DRAFT) {
		half_kept(&s->half, a);
	} else if (tag == TAG_DRAFTS) {
		take_drafts(v, a);
	} else {
		answer_keep(&s->answer, a);
		free(s->understood);
		s->understood = xstrdup(s->sent);
		if (s->taking)
			take(v);
	}
}

static void line_failed(struct view *v, int tag, const struct error *e)
{
	struct line_state *s = v->state;

	if (tag == TAG_DRAFT)
		half_kept(&s->half, NULL);
	if (tag == TAG_DRAFT || tag == TAG_DRAFTS)
		return;
	s->saving = s->taking = false;
	host_say(v, TONE_DANGER, "%s", e->text);
}

static struct rect line_place(struct view *v, struct rect screen)
{
	int w = screen.w < WIDTH ? screen.w : WIDTH, h = SAID_LINES + 3;

	(void)v;
	h = h < screen.h - 1 ? h : screen.h - 1;
	return (struct rect){ screen.x + (screen.w - w) / 2, screen.y + screen.h - 1 - h, w, h };
}

static void line_draw(struct view *v, struct grid *g, struct rect r)
{
	struct line_state *s = v->state;
	struct rect in = rect_inset(r, 2, 1), line;
	int asked = first_asked(parts(s));
	char *title = s->title ? xasprintf(_("Log on %s"), s->title) : xstrdup(_("Log"));

	grid_fill(g, r, ROLE_DIALOG);
	grid_box(g, r, ROLE_BOX, title);
	if (asked >= 0)
		grid_printf(g, r.x + 2, r.y + r.h - 1, r.w - 4, ROLE_ATTENTION, " %s ",
			    said_cell(parts(s), (size_t)asked, "question"));
	line = rect_cut_top(&in, 1);
	if (*typed(s))
		said_draw(g, parts(s), in);
	else
		grid_put_lines(g, in, ROLE_QUIET,
			       _("What happened, and what follows: call Wang wants 12k by fri, next call tue 10, > "
				 "negotiation"));
	editor_draw(&s->editor, g, line, ROLE_DIALOG, true);
	free(title);
}

/* Leaves; what was typed is kept, what was wiped is forgotten. */
static void leave(struct view *v)
{
	struct line_state *s = v->state;
	struct request r = { .verb = VERB_DRAFT };
	struct arena a = { 0 };

	if (line_draft(v, &r, &a)) {
		if (s->half.keeping && !r.id) /* the first is on its way still: this would be a second one */
			v->host->ops->forget(v->host, v, TAG_DRAFT);
		remember(v);
		v->host->ops->send(v->host, NULL, 0, &r);
		host_say(v, TONE_PLAIN, "%s", K_(v, "The line is kept: {log} brings it back."));
	} else if (!s->saving) {
		half_forget(v, &s->half);
	}
	arena_free(&a);
	host_close(v);
}

static void recall(struct view *v, int by)
{
	struct line_state *s = v->state;
	const char *line;

	if (by < 0 && !s->back)
		return;
	s->back = by > 0 ? s->back + 1 : s->back - 1;
	line = s->back ? v->host->ops->recall(v->host, "line", s->back) : "";
	if (line)
		set_text(v, line);
	else
		s->back--;
}

/* The same in a form, with what was understood of it. */
static void open_form(struct view *v)
{
	struct line_state *s = v->state;
	struct named_value args[REFS_MOST + 3];
	int about = said_row(parts(s), SAID_ABOUT), kind = said_row(parts(s), SAID_KIND);
	size_t n = s->nrefs;
	struct view *from = v->from ? v->from : v;

	memcpy(args, s->refs, sizeof(s->refs));
	args[n++] = (struct named_value){ "kind", kind >= 0 ? said_cell(parts(s), (size_t)kind, "shown") : "call" };
	args[n++] = (struct named_value){ "subject", about >= 0 ? said_cell(parts(s), (size_t)about, "shown") : typed(s) };
	args[n++] = (struct named_value){ "done", "now" };
	half_forget(v, &s->half);
	host_close(v);
	v->host->ops->open(v->host, &(struct view_spec){ .view = "form",
							 .entity = entity_at(ENTITY_ACTIVITY),
							 .from = from,
							 .args = args,
							 .nargs = n });
}

static bool line_command(struct view *v, enum command_id id, const char *arg)
{
	(void)arg;
	switch (id) {
	case CMD_TAKE:
		take(v);
		return true;
	case CMD_CORRECT:
		correct(v);
		return true;
	case CMD_RECALL:
		recall(v, 1);
		return true;
	case CMD_WHOLE_FORM:
		open_form(v);
		return true;
	case CMD_LEAVE:
		leave(v);
		return true;
	default:
		return false;
	}
}

static bool line_event(struct view *v, const struct event *ev)
{
	struct line_state *s = v->state;

	if (ev->type == EVENT_INTERRUPT)
		leave(v);
	else if (ev->type == EVENT_KEY && (ev->key == K_DOWN || ev->key == (K_CTRL | 'n')))
		recall(v, -1);
	else if (editor_event(&s->editor, ev))
		v->stale = true;
	else
		return false;
	return true;
}

static void line_idle(struct view *v)
{
	half_keep(v, &((struct line_state *)v->state)->half, TAG_DRAFT);
}

const struct view_ops line_view = {
	.name = "line",
	.contexts = IN_SAID,
	.flags = VIEW_FLOAT | VIEW_TYPES,
	.size = sizeof(struct line_state),
	.open = line_open,
	.close = line_close,
	.load = line_load,
	.answer = line_answer,
	.failed = line_failed,
	.draw = line_draw,
	.command = line_command,
	.event = line_event,
	.place = line_place,
	.draft = line_draft,
	.idle = line_idle,
};
