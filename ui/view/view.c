#include "view/view.h"

#include <stdarg.h>

#include "model/point.h"

/* Every view: its ops, in the file of its name. */
#define VIEWS(X)                                                                                   \
	X(today_view)                                                                              \
	X(sheet_view)                                                                              \
	X(calls_view)                                                                              \
	X(qr_view)                                                                                 \
	X(list_view)                                                                               \
	X(record_view)                                                                             \
	X(calendar_view)                                                                           \
	X(board_view)                                                                              \
	X(reports_view)                                                                            \
	X(report_view)                                                                             \
	X(find_view)                                                                               \
	X(history_view)                                                                            \
	X(explain_view)                                                                            \
	X(form_view)                                                                               \
	X(cell_view)                                                                               \
	X(line_view)                                                                               \
	X(filter_view)                                                                             \
	X(ask_view)                                                                                \
	X(pick_view)                                                                               \
	X(confirm_view)                                                                            \
	X(import_view)                                                                             \
	X(duplicates_view)                                                                         \
	X(merge_view)                                                                              \
	X(relations_view)

#define VIEW_EXTERN(ops) extern const struct view_ops ops;
VIEWS(VIEW_EXTERN)

#define VIEW_ROW(ops)	 &ops,
const struct view_ops *const view_list[] = { VIEWS(VIEW_ROW) NULL };

const struct view_ops *view_find(const char *name)
{
	for (size_t i = 0; view_list[i]; i++)
		if (!strcmp(view_list[i]->name, name))
			return view_list[i];
	return NULL;
}

const char *host_me(const struct host *h)
{
	const struct table *users = answer_table(h->describe, "users");

	for (size_t i = 0; users && i < users->nrows; i++)
		if (users->rows[i].id == h->context.me)
			return table_title(users, &users->rows[i]);
	return h->login;
}

const char *keyed(const struct view *v, const char *text)
{
	return strchr(text, '{') ? v->host->ops->keyed(v->host, v, text) : text;
}

void host_send(struct view *v, int tag, struct request *r)
{
	v->host->ops->send(v->host, v, tag, r);
}

struct view *host_open(struct view *v, const struct view_spec *spec)
{
	struct view_spec copy = *spec;

	if (!copy.from)
		copy.from = v;
	return v->host->ops->open(v->host, &copy);
}

void host_close(struct view *v)
{
	v->host->ops->close(v->host, v);
}

void host_take(struct view *v)
{
	v->host->ops->take(v->host, v);
}

static void say(struct view *v, enum tone tone, const char *fmt, va_list ap)
{
	struct sbuf text = SBUF_INIT;

	sbuf_vprintf(&text, fmt, ap);
	v->host->ops->say(v->host, tone, sbuf_text(&text));
	sbuf_free(&text);
}

void host_say(struct view *v, enum tone tone, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(v, tone, fmt, ap);
	va_end(ap);
}

void host_again(struct view *v)
{
	v->host->again = true;
}

void host_refuse(struct view *v, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(v, TONE_DANGER, fmt, ap);
	va_end(ap);
	host_again(v);
}

void host_ask(struct view *v, const struct ask *ask)
{
	host_open(v, &(struct view_spec){ .view = "ask", .data = ask });
}

void host_pick(struct view *v, const struct pick *pick)
{
	host_open(v, &(struct view_spec){ .view = "pick", .data = pick });
}

void host_confirm(struct view *v, const struct confirm *confirm)
{
	host_open(v, &(struct view_spec){ .view = "confirm", .data = confirm });
}

void host_act(struct view *v, const char *action, const struct named_value *args, size_t nargs)
{
	v->host->ops->act(v->host, v, action, args, nargs);
}

void host_ask_file(struct view *v, const struct entity *e, const char *name, const char *ending,
		   void (*done)(struct view *v, const char *path, void *data))
{
	const char *own = e == entity_at(ENTITY_ACTIVITY) ? ".ics " : e && entity_has_points(e) ? ".vcf " : "";
	char *prompt = xasprintf(_("export to (%s.csv .tsv .json .ndjson .txt)"), own);
	char *file = xasprintf("%s.%s", name, ending);

	host_ask(v, &(struct ask){ .prompt = prompt, .text = file, .history = "export", .done = done });
	free(file);
	free(prompt);
}
