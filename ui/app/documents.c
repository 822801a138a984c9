/* Documents on the screen: attached by the name of a file, opened in a private copy. */
#include "app/app.h"

#include <errno.h>
#include <unistd.h>

#include "app/editor.h"
#include "exchange/document.h"

/* What opens files: of one's own choice, by mailcap, by the desktop. */
static int open_copy(char *path)
{
	const char *own = getenv("RAPPORT_OPENER");

	if (own && *own)
		return editor_exec(own, path);
	return editor_exec("run-mailcap", path) == 0 ? 0 : editor_exec("xdg-open", path);
}

/* The copy stays until the program ends: what opened it may still be at it. */
static char *copy_path(struct app *a, int64_t id, const char *title, struct error *e)
{
	const char *tmp = getenv("TMPDIR");
	struct sbuf name = SBUF_INIT;
	char *dir = xasprintf("%s/rapport-XXXXXX", tmp && *tmp ? tmp : "/tmp"), *path = NULL;

	document_name(&name, title ? title : "");
	if (mkdtemp(dir)) {
		path = xasprintf("%s/%s", dir, sbuf_text(&name));
		*(char **)array_add(&a->copies, &a->ncopies, &a->copies_room, sizeof(char *)) = xstrdup(path);
		if (document_fetch(a->client, id, path, e) < 0) {
			free(path);
			path = NULL;
		}
	} else {
		error_set(e, ERROR_FAILED, _("A folder for the copy: %s"), strerror(errno));
	}
	sbuf_free(&name);
	free(dir);
	return path;
}

void app_open_document(struct app *a, int64_t id, const char *title)
{
	struct error e = { 0 };
	char *path = copy_path(a, id, title, &e);
	int rc = 0;

	if (path) {
		term_suspend(a->term);
		rc = open_copy(path);
		term_resume(a->term);
	}
	if (!path)
		app_say(a, TONE_DANGER, "%s", e.text);
	else if (rc < 0)
		app_say(a, TONE_DANGER, _("Nothing opens %s: set RAPPORT_OPENER to a command that does."), title);
	free(path);
}

void app_forget_copies(struct app *a)
{
	for (size_t i = 0; i < a->ncopies; i++) {
		unlink(a->copies[i]);
		*strrchr(a->copies[i], '/') = '\0';
		rmdir(a->copies[i]);
		free(a->copies[i]);
	}
	free(a->copies);
}

static void path_typed(struct view *v, const char *path, void *data)
{
	struct app *a = (struct app *)v->host;
	struct error e = { 0 };
	struct answer *done;
	struct subject s;

	(void)data;
	if (!path || !*path || !v->ops->subject(v, &s) || !s.n)
		return;
	done = document_attach(a->client, s.entity, s.ids[0], path, &e);
	if (done)
		app_say(a, TONE_GOOD, _("%s · u undoes"), done->text);
	else
		app_say(a, TONE_DANGER, "%s", e.text);
	answer_free(done);
	a->host.ops->refresh(&a->host);
}

static void chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct subject s;
	char *expr;

	(void)data;
	if (!item || !v->ops->subject(v, &s) || !s.n)
		return;
	if (item->value) {
		host_ask(v, &(struct ask){ .prompt = _("file"), .history = "file", .files = true,
					   .done = path_typed });
		return;
	}
	expr = xasprintf("%s=%lld", entity_child(s.entity, "documents")->field, (long long)s.ids[0]);
	host_open(v, &(struct view_spec){ .view = "list", .entity = entity_at(ENTITY_DOCUMENT), .expr = expr });
	free(expr);
}

void app_documents(struct app *a, struct view *v)
{
	const struct pick_item items[] = { { .label = _("Attach a file"), .value = 1 },
					   { .label = _("Show the documents"), .value = 0 } };
	struct subject s;

	if (!v->ops->subject(v, &s) || !s.n)
		return;
	if (s.entity == entity_at(ENTITY_DOCUMENT))
		app_open_document(a, s.ids[0], s.title);
	else if (entity_child(s.entity, "documents"))
		host_pick(v, &(struct pick){ .title = _("Documents"), .items = items, .nitems = LENGTH(items),
					     .done = chosen });
	else
		app_say(a, TONE_ATTENTION, _("%s is not for %s."), _("Documents"), _(s.entity->plural));
}
