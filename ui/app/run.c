/* What the commands do that are for every pane. */
#include "app/app.h"

#include "base/text.h"
#include "view/suggest.h"

#include <signal.h>

static bool has_record(const struct app *a, struct subject *s)
{
	struct view *v = app_pane(a);

	memset(s, 0, sizeof(*s));
	return v->ops->subject && v->ops->subject(v, s) && s->n;
}

/* The item says which records: by now the cursor may stand on another one. */
static void open_related(struct view *v, const struct pick_item *item, void *data)
{
	(void)data;
	if (item)
		host_open(v, &(struct view_spec){ .view = "list",
						  .entity = entity_at((enum entity_id)item->value),
						  .expr = item->text });
}

#define RELATED_MAX 16

static void related(struct app *a, struct view *v)
{
	struct pick_item items[RELATED_MAX] = { 0 };
	struct arena arena = { 0 };
	struct subject s;
	size_t n = 0;

	if (!has_record(a, &s))
		return;
	for (const struct child *c = s.entity->children; c && c->name && n < RELATED_MAX; c++, n++)
		items[n] = (struct pick_item){
			.label = _(c->label),
			.text = arena_printf(&arena, "%s.id=%lld", c->field, (long long)s.ids[0]),
			.value = entity_find(c->entity)->id,
		};
	if (n)
		host_pick(v, &(struct pick){ .title = s.title, .items = items, .nitems = n,
					     .done = open_related });
	else
		app_say(a, TONE_ATTENTION, _("%s: nothing belongs to them."), _(s.entity->plural));
	arena_free(&arena);
}

static void go_entity_done(struct view *v, const struct pick_item *item, void *data)
{
	(void)data;
	if (item)
		host_open(v, &(struct view_spec){
				     .view = "list",
				     .entity = entity_at((enum entity_id)(item->value - 1)) });
}

static void go_entity(struct view *v)
{
	struct pick_item items[ENTITY_COUNT] = { 0 };
	size_t n = 0;

	for (int i = 0; i < ENTITY_COUNT; i++)
		if (entity_at((enum entity_id)i)->flags & ENTITY_PUBLIC)
			items[n++] = (struct pick_item){
				.label = _(entity_at((enum entity_id)i)->plural),
				.hint = _(entity_at((enum entity_id)i)->help),
				.value = i + 1,
			};
	host_pick(v, &(struct pick){
			     .title = _("Go to"), .items = items, .nitems = n, .done = go_entity_done });
}

/* What the new record is to point to: the record under the cursor, and what that points to itself, so
 * that a call logged on a deal knows its customer. */
static size_t add_refs(struct named_value *args, size_t max, const struct entity *of,
		       const struct subject *s, struct arena *arena)
{
	size_t n = 0;

	if (s->n == 1 && entity_field(of, s->entity->name) && n < max)
		args[n++] = (struct named_value){ s->entity->name,
						  arena_printf(arena, "%lld %s", (long long)s->ids[0],
							       s->title ? s->title : "") };
	for (size_t i = 0; s->n == 1 && s->row && i < s->table->ncolumns && n < max; i++) {
		const struct column *c = &s->table->columns[i];
		struct value v = s->row->cells[i];
		const struct field *f = entity_field(of, c->name);
		if (c->field.type != FIELD_REF || v.kind != VALUE_INT || !f ||
		    f->type != FIELD_REF || strcmp(f->ref, c->field.ref) ||
		    !strcmp(f->ref, "user"))
			continue;
		args[n++] = (struct named_value){ f->name, arena_printf(arena, "%lld %s", (long long)v.i,
									v.s ? v.s : "") };
	}
	return n;
}

size_t app_refs(struct view *v, const struct entity *of, struct named_value args[REFS_MOST], struct arena *arena)
{
	struct subject s = { 0 };
	size_t n = 0;

	if (v->ops->subject && v->ops->subject(v, &s) && s.entity)
		n = add_refs(args, REFS_MOST, of, &s, arena);
	if (v->ops->home && v->ops->home(v, &s))
		n += add_refs(args + n, REFS_MOST - n, of, &s, arena);
	return n;
}

/* A form for something that belongs to the record under the cursor, which it begins with. */
static struct view *form_for(struct view *v, const char *entity, const char *kind, bool done)
{
	struct named_value args[REFS_MOST + 2];
	struct arena arena = { 0 };
	struct view *form;
	size_t n = app_refs(v, entity_find(entity), args, &arena);

	if (kind)
		args[n++] = (struct named_value){ "kind", kind };
	if (done)
		args[n++] = (struct named_value){ "done", "now" };
	form = host_open(v, &(struct view_spec){
				    .view = "form", .entity = entity_find(entity), .args = args, .nargs = n });
	arena_free(&arena);
	return form;
}

/* A form, and at once what fills it. */
static void form_filled(struct view *form, enum command_id id, const char *arg)
{
	if (form)
		form->ops->command(form, id, arg);
}

/* The same talk with each of those that are marked. */
static bool log_many(struct app *a, struct view *v)
{
	struct subject s;

	if (!v->ops->subject || !v->ops->subject(v, &s) || s.n < 2)
		return false;
	app_act(a, v, "talk", NULL, 0);
	return true;
}

static void copy_record(struct view *v)
{
	struct subject s;

	if (v->ops->subject(v, &s) && s.n == 1)
		host_open(v, &(struct view_spec){ .view = "form", .name = FORM_COPY, .entity = s.entity,
						  .id = s.ids[0], .from = v });
	else
		host_say(v, TONE_ATTENTION, "%s", _("Another like it: of one record at a time."));
}

static void edit_record(struct view *v)
{
	struct subject s;

	if (v->ops->subject(v, &s) && s.n == 1)
		host_open(v, &(struct view_spec){
				     .view = "form", .entity = s.entity, .id = s.ids[0] });
	else
		host_say(v, TONE_ATTENTION, "%s",
			 K_(v, "One record at a time in a form; {edit-field} sets a field of all marked ones."));
}

/* Around the record, or else the customer that it is about. */
static void show_relations(struct app *a, struct view *v)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct value about = VALUE_NONE;
	struct subject s;

	if (!v->ops->subject(v, &s) || !s.n)
		return;
	if (s.row && table_column(s.table, customer->name) >= 0)
		about = s.row->cells[table_column(s.table, customer->name)];
	if (entity_child(s.entity, "relations"))
		host_open(v, &(struct view_spec){ .view = "relations", .entity = s.entity, .id = s.ids[0],
						  .title = s.title });
	else if (about.kind == VALUE_INT)
		host_open(v, &(struct view_spec){ .view = "relations", .entity = customer, .id = about.i,
						  .title = about.s });
	else
		app_say(a, TONE_ATTENTION, _("%s is not for %s."), _("Relations"), _(s.entity->plural));
}

static void show_history(struct view *v)
{
	struct subject s;

	if (v->ops->subject(v, &s) && s.n)
		host_open(v, &(struct view_spec){
				     .view = "history", .entity = s.entity, .id = s.ids[0], .title = s.title });
}

/* A view of the record under the cursor. */
static void show_as(struct view *v, const char *view)
{
	struct subject s;

	if (v->ops->subject(v, &s) && s.n)
		host_open(v, &(struct view_spec){ .view = view, .entity = s.entity, .id = s.ids[0] });
}

static void open_merge(struct view *v, const struct entity *e, int64_t left, int64_t right)
{
	char with[24];

	snprintf(with, sizeof(with), "%lld", (long long)right);
	host_open(v, &(struct view_spec){ .view = "merge", .entity = e, .id = left,
					  .args = &(struct named_value){ "with", with }, .nargs = 1 });
}

static void other_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct subject s;

	(void)data;
	if (item && v->ops->subject(v, &s) && s.n == 1)
		open_merge(v, s.entity, s.ids[0], item->value);
}

/* The two that are marked, or the one under the cursor and another. */
static void merge_records(struct app *a, struct view *v)
{
	struct subject s;

	if (!v->ops->subject(v, &s) || !s.n)
		return;
	if (!action_fits(action_find("merge"), s.entity))
		app_say(a, TONE_ATTENTION, _("%s is not for %s."), _("Merge"), _(s.entity->plural));
	else if (s.n > 2)
		app_say(a, TONE_ATTENTION, _("Mark two records to merge them, not %zu."), s.n);
	else if (s.n == 2)
		open_merge(v, s.entity, s.ids[0], s.ids[1]);
	else
		host_pick(v, &(struct pick){ .title = _("Merge with"), .entity = s.entity,
					     .typed = s.title, .done = other_chosen });
}

/* Of what is shown, where that can be; else of customers. */
static void go_duplicates(struct view *v, const char *arg)
{
	const struct entity *e = arg ? entity_find(arg) : NULL;
	struct subject s = { 0 };

	if (!e && v->ops->subject && v->ops->subject(v, &s))
		e = s.entity;
	if (!e || !action_fits(action_find("merge"), e))
		e = entity_at(ENTITY_CUSTOMER);
	host_open(v, &(struct view_spec){ .view = "duplicates", .entity = e });
}

static void act_on_stage(struct app *a, struct view *v, const char *stage)
{
	app_act(a, v, "deal.move", &(struct named_value){ "stage", stage }, stage ? 1 : 0);
}

static void tag_done(struct view *v, const char *text, void *data)
{
	bool take = text && *text == '-';

	(void)data;
	if (text && *text)
		host_act(v, take ? "untag" : "tag",
			 &(struct named_value){ "tag", text + (take || *text == '+') }, 1);
}

static void line_done(struct view *v, const char *text, void *data)
{
	(void)data;
	if (text)
		app_run_line((struct app *)v->host, text);
}

static void copy_reference(struct app *a, struct view *v)
{
	struct subject s;
	char *text;

	if (!v->ops->subject(v, &s) || !s.n)
		return;
	text = xasprintf("%s %lld", s.entity->name, (long long)s.ids[0]);
	a->host.ops->copy(&a->host, text);
	free(text);
}

static void next_place(struct app *a, int by)
{
	app_go(a, (a->place + by + PLACES) % PLACES);
}

static void stale_view(struct view *v, void *data)
{
	(void)data;
	v->stale = true;
}

static void asof_typed(struct view *v, const char *text, void *data)
{
	struct app *a = (struct app *)v->host;
	struct error e = { 0 };

	(void)data;
	if (!text)
		return;
	if (client_read_asof(a->client, text, &e) < 0)
		host_refuse(v, "%s", e.text);
	else if (client_asof(a->client))
		app_say(a, TONE_ATTENTION, "%s",
			_("What you see was so then; nothing can be changed · :asof now comes back"));
	else
		app_say(a, TONE_GOOD, "%s", _("What you see is as it is now."));
	app_each_view(a, stale_view, NULL);
}

static void offer_asof(struct view *v, const char *text, size_t at, struct offers *o, struct ask_more *more)
{
	if (!strncmp("now", text, at))
		offers_add(o, "now", NULL, _("The book as it is."));
	suggest_days(v, text, at, o, more);
}

static void ask_asof(struct app *a, struct view *v, const char *arg)
{
	(void)a;
	if (arg)
		asof_typed(v, arg, NULL);
	else
		host_ask(v, &(struct ask){ .prompt = _("as of (a day, or now)"), .history = "asof",
					   .offer = offer_asof, .done = asof_typed });
}

/* "since monday", as the sentence on the screen has it, is monday. */
static const char *behind_since(const char *text)
{
	size_t len = strcspn(text, " ");
	char *word = xstrndup(text, len);
	bool since = text_same(word, "since") || text_same(word, _("Since"));

	free(word);
	return since ? text + len + strspn(text + len, " ") : text;
}

static void since_typed(struct view *v, const char *text, void *data)
{
	struct when w[2];
	struct error e = { 0 };

	(void)data;
	text = text ? behind_since(text) : NULL;
	if (text && *text && !date_read(text, v->host->context.today, w, &e))
		host_refuse(v, "%s", e.text);
	else if (text)
		host_open(v, &(struct view_spec){ .view = "history", .name = *text ? text : "today" });
}

static void ask_changes(struct view *v, const char *arg)
{
	if (arg)
		since_typed(v, arg, NULL);
	else
		host_ask(v, &(struct ask){ .prompt = _("what changed since"), .text = _("today"),
					   .history = "since", .offer = suggest_days, .done = since_typed });
}

static void go_back(struct app *a, bool quit_at_bottom)
{
	if (a->depth || a->place || !quit_at_bottom)
		app_back(a);
	else
		a->quit = true;
}

/* What is seen to be done is opened again. */
static const char *done_or_open(const struct app *a)
{
	const struct action *done = app_ending(a, false), *open = app_ending(a, true);

	return app_action_refusal(a, done) && !app_action_refusal(a, open) ? open->name : done->name;
}

/* Commands that are no more than an action on what is under the cursor. */
static bool run_action_of(struct app *a, struct view *v, enum command_id id)
{
	static const struct {
		enum command_id id;
		const char *action;
	} plain[] = {
		{ CMD_REMOVE, "remove" }, { CMD_ASSIGN, "assign" }, { CMD_SNOOZE, "activity.snooze" },
		{ CMD_EDIT_FIELD, "set" },
	};

	for (size_t i = 0; i < LENGTH(plain); i++)
		if (plain[i].id == id) {
			app_act(a, v, plain[i].action, NULL, 0);
			return true;
		}
	switch (id) {
	case CMD_DONE:
		app_act(a, v, done_or_open(a), NULL, 0);
		return true;
	case CMD_STAGE_PREV:
		act_on_stage(a, v, "prev");
		return true;
	case CMD_STAGE_NEXT:
		act_on_stage(a, v, "next");
		return true;
	case CMD_STAGE_TO:
		act_on_stage(a, v, NULL);
		return true;
	default:
		return false;
	}
}

/* Commands that ask for something or change data: true when it was one of them. */
static bool run_on_record(struct app *a, struct view *v, enum command_id id)
{
	switch (id) {
	case CMD_EDIT:
		edit_record(v);
		return true;
	case CMD_COPY_RECORD:
		copy_record(v);
		return true;
	case CMD_LOG:
		if (!log_many(a, v))
			app_log(v, "", true);
		return true;
	case CMD_TASK:
		form_for(v, "activity", "task", false);
		return true;
	case CMD_SHEET:
		show_as(v, "sheet");
		return true;
	case CMD_QR:
		show_as(v, "qr");
		return true;
	case CMD_PROMISE:
		form_for(v, "activity", "promise", false);
		return true;
	case CMD_TAG:
		host_ask(v, &(struct ask){ .prompt = _("tag (-tag takes it away)"),
					   .history = "tag",
					   .offer = suggest_tags,
					   .done = tag_done });
		return true;
	case CMD_RELATED:
		related(a, v);
		return true;
	case CMD_DOCUMENTS:
		app_documents(a, v);
		return true;
	case CMD_RELATIONS:
		show_relations(a, v);
		return true;
	case CMD_HISTORY:
		show_history(v);
		return true;
	case CMD_MERGE:
		merge_records(a, v);
		return true;
	case CMD_COPY_REF:
		copy_reference(a, v);
		return true;
	case CMD_REPEAT:
		app_act_again(a);
		return true;
	default:
		return false;
	}
}

static bool run_place(struct app *a, enum command_id id)
{
	switch (id) {
	case CMD_GO_TODAY:
		app_go(a, 0);
		return true;
	case CMD_GO_CUSTOMERS:
		app_go(a, 1);
		return true;
	case CMD_GO_CONTACTS:
		app_go(a, 2);
		return true;
	case CMD_GO_PIPELINE:
		app_go(a, 3);
		return true;
	case CMD_GO_DEALS:
		app_go(a, 4);
		return true;
	case CMD_GO_CALENDAR:
		app_go(a, 5);
		return true;
	case CMD_GO_REPORTS:
		app_go(a, 6);
		return true;
	case CMD_NEXT_TAB:
		next_place(a, 1);
		return true;
	case CMD_PREV_TAB:
		next_place(a, -1);
		return true;
	case CMD_TOGGLE:
		app_go(a, a->last_place);
		return true;
	default:
		return false;
	}
}

/* What is the program's own, whatever the pane shows. */
static bool run_program(struct app *a, enum command_id id, const char *arg)
{
	switch (id) {
	case CMD_QUIT:
		a->quit = true;
		return true;
	case CMD_REDRAW:
		term_redraw(a->term);
		return true;
	case CMD_HELP:
		app_palette(a, false);
		return true;
	case CMD_PALETTE:
		app_palette(a, true);
		return true;
	case CMD_SUSPEND:
		raise(SIGTSTP);
		return true;
	case CMD_CANCEL:
		for (size_t i = 0; !many_stop(a) && !app_export_stop(a) && !app_transfer_stop(a) && i < a->npending;
		     i++)
			client_cancel(a->client, a->pending[i].seq);
		return true;
	case CMD_RECORD:
		macro_record(a);
		return true;
	case CMD_PLAY:
		if (arg)
			macro_play(a, arg);
		else
			macro_choose(a);
		return true;
	case CMD_SPEAK:
		app_speak(a);
		return true;
	case CMD_EXPLAIN:
		app_say(a, TONE_QUIET, "%s", _("There is no figure here to explain."));
		return true;
	case CMD_SET:
		app_set_line(a, arg);
		return true;
	default:
		return false;
	}
}

static void run_general(struct app *a, struct view *v, enum command_id id, const char *arg)
{
	switch (id) {
	case CMD_CLOSE:
		go_back(a, true);
		break;
	case CMD_BACK:
		go_back(a, false);
		break;
	case CMD_UNDO:
		app_undo(a, -1);
		break;
	case CMD_REDO:
		app_undo(a, 1);
		break;
	case CMD_ASOF:
		ask_asof(a, v, arg);
		break;
	case CMD_CHANGES:
		ask_changes(v, arg);
		break;
	case CMD_RELOAD:
		app_each_view(a, stale_view, NULL);
		break;
	case CMD_COMMAND:
		host_ask(v, &(struct ask){ .prompt = ":",
					   .history = "command",
					   .offer = app_offer_line,
					   .changed = app_log_typed,
					   .done = line_done });
		break;
	case CMD_FIND_ALL:
		app_open(a, &(struct view_spec){ .view = "find", .from = v, .expr = arg });
		break;
	case CMD_GO_ENTITY:
		go_entity(v);
		break;
	case CMD_GO_DUPLICATES:
		go_duplicates(v, arg);
		break;
	case CMD_ADD:
		form_for(v, "activity", "task", false);
		break;
	case CMD_TEMPLATE:
		form_filled(form_for(v, "activity", "task", false), id, arg);
		break;
	case CMD_CARD:
		form_filled(form_for(v, "contact", NULL, false), id, arg);
		break;
	default:
		app_say(a, TONE_ATTENTION, _("Not here: %s"), _(commands[id].label));
	}
}

void app_run_command(struct app *a, enum command_id id, const char *arg)
{
	struct view *v = app_pane(a);
	const char *refusal = app_refusal(a, id);

	if (refusal) {
		app_say(a, TONE_ATTENTION, "%s", refusal);
		return;
	}
	a->by = id;
	if (v->ops->command && v->ops->command(v, id, arg))
		return;
	if (run_place(a, id) || run_program(a, id, arg) || run_action_of(a, v, id) || run_on_record(a, v, id))
		return;
	run_general(a, v, id, arg);
}
