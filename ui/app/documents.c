/* Documents on the screen: attached by the name of a file, opened in a private copy. The bytes go a
 * part at a time while the screen lives on. */
#include "app/act.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "app/editor.h"
#include "base/number.h"
#include "base/utf8.h"
#include "exchange/document.h"
#include "model/document.h"
#include "term/draw.h"

#define MEGABYTE 1000000
#define TITLE_COLUMNS 30 /* of the record, in the line that asks for a file */

/* What opens files: of one's own choice, by mailcap, by the desktop. */
static int open_copy(char *path)
{
	const char *own = getenv("RAPPORT_OPENER");

	if (own && *own)
		return editor_exec(own, path);
	return editor_exec("run-mailcap", path) == 0 ? 0 : editor_exec("xdg-open", path);
}

/* The copy stays until the program ends: what opened it may still be at it. */
static char *copy_path(struct app *a, const char *title, struct error *e)
{
	const char *tmp = getenv("TMPDIR");
	struct sbuf name = SBUF_INIT;
	char *dir = xasprintf("%s/rapport-XXXXXX", tmp && *tmp ? tmp : "/tmp"), *path = NULL;

	document_name(&name, title ? title : "");
	if (mkdtemp(dir)) {
		path = xasprintf("%s/%s", dir, sbuf_text(&name));
		*(char **)array_add(&a->copies, &a->ncopies, &a->copies_room, sizeof(char *)) =
		    xstrdup(path);
	} else {
		error_set(e, ERROR_FAILED, _("A folder for the copy: %s"), strerror(errno));
	}
	sbuf_free(&name);
	free(dir);
	return path;
}

static void open_it(struct app *a, char *path)
{
	int rc;

	term_suspend(a->term);
	rc = open_copy(path);
	term_resume(a->term);
	if (rc < 0)
		app_say(a, TONE_DANGER,
			_("Nothing opens %s: set RAPPORT_OPENER to a command that does."),
			strrchr(path, '/') + 1);
}

void app_print(struct app *a, const char *text, const char *command)
{
	struct error e = {0};
	char *path = copy_path(a, "page.txt", &e);
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
	size_t len = strlen(text);
	int rc = -1;

	if (fd >= 0 && write(fd, text, len) == (ssize_t)len && *command) {
		term_suspend(a->term);
		rc = editor_exec(command, path);
		term_resume(a->term);
	}
	if (fd >= 0)
		close(fd);
	if (rc == 0)
		app_say(a, TONE_GOOD, _("Given to %s"), command);
	else
		app_say(a, TONE_DANGER, _("%s did not end well: nothing may have been printed."),
			command);
	free(path);
}

/* The answer is the last one; NULL: it broke off. */
static void end(struct app *a, struct answer *done)
{
	struct error e = {0};
	char *copy = a->transfer_copy;

	a->transfer_copy = NULL;
	if (transfer_end(a->transfer, done != NULL, &e) < 0)
		app_say(a, TONE_DANGER, "%s", e.text);
	else if (done && copy)
		open_it(a, copy);
	else if (done)
		app_say(a, TONE_GOOD, K_(app_pane(a), "%s · {undo} undoes"), done->text);
	a->transfer = NULL;
	if (done && !copy)
		a->host.ops->refresh(&a->host);
	free(copy);
}

/* Asks for the next part; after the last one it is done. */
static void go_on(struct app *a, struct answer *last)
{
	struct error e = {0};
	struct request r;
	int more = transfer_next(a->transfer, &r, &e);

	if (more > 0 && (a->transfer_seq = app_send(a, NULL, TAG_TRANSFER, &r)))
		return;
	end(a, more == 0 ? last : NULL);
	if (e.kind)
		host_refuse(app_pane(a), "%s", e.text);
}

void app_transfer_answer(struct app *a, struct answer *ans)
{
	struct error e = ans->error;

	if (!a->transfer || ans->seq != a->transfer_seq)
		return;
	if (!e.kind && transfer_take(a->transfer, ans, &e) == 0) {
		go_on(a, ans);
		return;
	}
	end(a, NULL);
	host_refuse(app_pane(a), "%s", e.text);
}

bool app_transfer_stop(struct app *a)
{
	if (!a->transfer)
		return false;
	client_cancel(a->client, a->transfer_seq);
	end(a, NULL);
	app_say(a, TONE_ATTENTION, "%s", _("Stopped: the document stays where it was."));
	return true;
}

void app_transfer_draw(const struct app *a, struct grid *g, struct rect line)
{
	int64_t done, total;
	int bar = line.w / 6;

	transfer_progress(a->transfer, &done, &total);
	draw_bar(g, line.x + 1, line.y, bar, ROLE_CHART1,
		 total > 0 ? (double)done / (double)total : 0);
	line = (struct rect){line.x + bar + 3, line.y, line.w - bar - 4, 1};
	if (total < 0)
		grid_printf(g, line.x, line.y, line.w, ROLE_QUIET, _("%.1f MB · C-c stops"),
			    (double)done / MEGABYTE);
	else
		grid_printf(g, line.x, line.y, line.w, ROLE_QUIET, _("%.1f of %.1f MB · C-c stops"),
			    (double)done / MEGABYTE, (double)total / MEGABYTE);
}

static bool is_busy(struct app *a)
{
	if (a->transfer)
		host_refuse(app_pane(a), "%s", _("Another document is on its way; C-c stops it."));
	return a->transfer != NULL;
}

/* Goes on with what could begin, else says why not. */
static void begin(struct app *a, struct transfer *t, char *copy, const struct error *e)
{
	a->transfer = t;
	a->transfer_copy = t ? copy : NULL;
	if (t) {
		go_on(a, NULL);
		return;
	}
	free(copy);
	host_refuse(app_pane(a), "%s", e->text);
}

void app_open_document(struct app *a, int64_t id, const char *title)
{
	struct error e = {0};
	char *path;

	if (is_busy(a))
		return;
	path = copy_path(a, title, &e);
	begin(a, path ? transfer_fetch(id, path, &e) : NULL, path, &e);
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

/* To what a file would be attached: the record, or, in a part of it that keeps none, the pane's own. What the pane
 * shows of it may be no name. */
static bool owner_of(struct view *v, struct subject *s)
{
	if (!v->ops->subject(v, s) || !s->n)
		return false;
	if (!entity_child(s->entity, "documents") && v->ops->home)
		v->ops->home(v, s);
	if (!s->title)
		s->title = _(s->entity->label);
	return true;
}

static void path_typed(struct view *v, const char *path, void *data)
{
	struct app *a = (struct app *)v->host;
	struct error e = {0};
	struct subject s;

	(void)data;
	if (!path || !*path || is_busy(a) || !v->ops->subject(v, &s) || act_strays(a, v, &s) || !owner_of(v, &s))
		return;
	begin(a, transfer_attach(s.entity, s.ids[0], path, &e), NULL, &e);
}

/* So many MB may a file have; the store keeps to it. */
static int64_t size_limit(const struct app *a)
{
	const struct table *t = answer_table(a->host.describe, "settings");
	int64_t most = DOCUMENT_LIMIT;

	for (size_t i = 0; t && i < t->nrows; i++) {
		struct value name = table_get(t, i, "name"), value = table_get(t, i, "value");

		if (name.s && value.s && !strcmp(name.s, "document_limit") &&
		    number_int(value.s, &most) < 0)
			most = DOCUMENT_LIMIT;
	}
	return most > 0 ? most : DOCUMENT_LIMIT;
}

void app_attach(struct app *a, struct view *v)
{
	struct subject s;
	char *prompt;
	int used;

	if (is_busy(a) || !owner_of(v, &s))
		return;
	prompt = xasprintf(_("file for %.*s (at most %lld MB)"), (int)utf8_fit(s.title, TITLE_COLUMNS, &used), s.title,
			   (long long)size_limit(a));
	host_ask(v, &(struct ask){ .prompt = prompt, .history = "file", .files = true, .done = path_typed });
	free(prompt);
}

static void chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct subject s;
	char *expr;

	(void)data;
	if (!item || !v->ops->subject(v, &s) || !s.n)
		return;
	if (item->value) {
		app_attach((struct app *)v->host, v);
		return;
	}
	expr =
	    xasprintf("%s.id=%lld", entity_child(s.entity, "documents")->field, (long long)s.ids[0]);
	host_open(v, &(struct view_spec){
			 .view = "list", .entity = entity_at(ENTITY_DOCUMENT), .expr = expr});
	free(expr);
}

void app_documents(struct app *a, struct view *v)
{
	const struct pick_item items[] = {{.label = _("Attach a file"), .value = 1},
					  {.label = _("Show the documents"), .value = 0}};
	struct subject s;

	if (!v->ops->subject(v, &s) || !s.n)
		return;
	if (s.entity == entity_at(ENTITY_DOCUMENT))
		app_open_document(a, s.ids[0], s.title);
	else if (entity_child(s.entity, "documents"))
		host_pick(v, &(struct pick){.title = s.title ? s.title : _(s.entity->label),
					    .items = items,
					    .nitems = LENGTH(items),
					    .done = chosen});
	else
		app_say(a, TONE_ATTENTION, _("%s is not for %s."), _("Documents"),
			_(s.entity->plural));
}
