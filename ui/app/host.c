/* What views may ask of the program. */
#include "app/app.h"

#include "app/editor.h"
#include "base/number.h"
#include "exchange/export.h"

static struct app *app_of(struct host *h)
{
	return (struct app *)h;
}

static void host_send_(struct host *h, struct view *v, int tag, struct request *r)
{
	app_send(app_of(h), v, tag, r);
}

static void host_forget_(struct host *h, struct view *v, int tag)
{
	app_forget(app_of(h), v, tag);
}

static struct view *host_open_(struct host *h, const struct view_spec *spec)
{
	return app_open(app_of(h), spec);
}

static void host_close_(struct host *h, struct view *v)
{
	app_close(app_of(h), v);
}

static void host_take_(struct host *h, struct view *v)
{
	app_take(app_of(h), v);
}

static void host_say_(struct host *h, enum tone tone, const char *text)
{
	app_say(app_of(h), tone, "%s", text);
}

static void host_act_(struct host *h, struct view *v, const char *action,
		      const struct named_value *args, size_t nargs)
{
	app_act(app_of(h), v, action, args, nargs);
}

static void make_stale(struct view *v, void *data)
{
	(void)data;
	v->stale = true;
}

static void host_refresh_(struct host *h)
{
	app_send(app_of(h), NULL, TAG_DESCRIBE, &(struct request){ .verb = VERB_DESCRIBE });
	app_each_view(app_of(h), make_stale, NULL);
}

struct edited {
	struct app *app;
	void (*saved)(void *data, const char *text);
	void *data;
};

/* What it asks for is sent at once: the loop stands still. */
static void tell_saved(void *data, const char *text)
{
	struct edited *to = data;

	to->saved(to->data, text);
	app_answers(to->app);
}

static bool host_edit_(struct host *h, char **text, void (*told)(void *data, const char *text), void *data,
		       struct error *e)
{
	struct app *a = app_of(h);
	struct edited to = { a, told, data };
	bool saved;

	term_suspend(a->term);
	saved = editor_run(text, told ? &(struct editor_watch){ tell_saved, &to } : NULL, e);
	term_resume(a->term);
	return saved;
}

static const char *host_recall_(struct host *h, const char *history, size_t back)
{
	struct app *a = app_of(h);

	for (size_t i = a->nhistory; i > 0; i--)
		if (!strcmp(a->history[i - 1].name, history) && --back == 0)
			return a->history[i - 1].line;
	return NULL;
}

static void host_remember_(struct host *h, const char *history, const char *line)
{
	struct app *a = app_of(h);
	const char *last = host_recall_(h, history, 1);
	struct history_line *new;

	if (last && !strcmp(last, line))
		return;
	new = array_add(&a->history, &a->nhistory, &a->history_room, sizeof(*new));
	new->name = xstrdup(history);
	new->line = xstrdup(line);
}

static void host_copy_(struct host *h, const char *text)
{
	struct app *a = app_of(h);
	struct error e = { 0 };

	free(a->copied);
	a->copied = xstrdup(text);
	if (term_copy(a->term, text, strlen(text), &e))
		app_say(a, TONE_ATTENTION, "%s", e.text);
	else
		app_say(a, TONE_PLAIN, _("Sent to the terminal's clipboard: %s"), text);
}

/* A table is written at once, a list page by page as it comes. */
static void host_export_(struct host *h, const struct request *list, const struct table *t,
			 const char *path)
{
	struct app *a = app_of(h);
	struct error e = { 0 };
	int64_t rows;

	if (list) {
		app_export(a, list, path);
		return;
	}
	rows = export_table(t, &h->context, path, format_of_file(path), false, &e);
	if (rows < 0)
		host_refuse(app_pane(a), "%s", e.text);
	else
		app_say(a, TONE_GOOD, P_("%s row written to %s", "%s rows written to %s", rows),
			NUMBER_TEXT(rows), path);
}

static void host_print_(struct host *h, const char *text, const char *command)
{
	app_print(app_of(h), text, command);
}

static void host_attach_(struct host *h, struct view *v)
{
	app_attach(app_of(h), v);
}

static void host_resume_(struct host *h, const struct half_asked *line, int64_t draft)
{
	app_resume(app_of(h), line, draft);
}

static const char *host_keyed_(struct host *h, const struct view *v, const char *text)
{
	struct app *a = app_of(h);
	unsigned contexts[DEPTH + 2] = { v->ops->contexts };
	struct sbuf out = SBUF_INIT;
	size_t n = 1, i = 0;

	for (size_t d = a->depth; d > 0; d--)
		contexts[n++] = a->stack[d - 1]->ops->contexts;
	contexts[n++] = a->places[a->place]->ops->contexts;
	keys_in(text, contexts, n, &out);
	while (i < a->nsentences && strcmp(a->sentences[i], sbuf_text(&out)))
		i++;
	if (i == a->nsentences)
		*(char **)array_add(&a->sentences, &a->nsentences, &a->sentences_room, sizeof(char *)) =
			xstrdup(sbuf_text(&out));
	sbuf_free(&out);
	return a->sentences[i];
}

const struct host_ops app_host_ops = {
	.send = host_send_,
	.forget = host_forget_,
	.open = host_open_,
	.close = host_close_,
	.take = host_take_,
	.say = host_say_,
	.act = host_act_,
	.refresh = host_refresh_,
	.edit = host_edit_,
	.recall = host_recall_,
	.remember = host_remember_,
	.export = host_export_,
	.attach = host_attach_,
	.print = host_print_,
	.resume = host_resume_,
	.copy = host_copy_,
	.keyed = host_keyed_,
};
