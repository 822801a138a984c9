/* A list is written to a file while the screen lives on. */
#include "app/app.h"
#include "base/number.h"
#include "exchange/export.h"
#include "term/draw.h"

static void end(struct app *a, bool keep)
{
	struct error e = { 0 };
	int64_t rows = export_end(a->export, keep, &e);

	a->export = NULL;
	if (rows >= 0)
		app_say(a, TONE_GOOD, P_("%s row written to %s", "%s rows written to %s", rows),
			NUMBER_TEXT(rows), a->export_path);
	else if (e.kind)
		host_refuse(app_pane(a), "%s", e.text);
	free(a->export_path);
	a->export_path = NULL;
}

static void ask_next(struct app *a)
{
	struct request r;

	if (!export_next(a->export, &r))
		end(a, true);
	else if (!(a->export_seq = app_send(a, NULL, TAG_EXPORT, &r)))
		end(a, false);
}

void app_export(struct app *a, const struct request *list, const char *path)
{
	struct error e = { 0 };

	if (a->export) {
		app_say(a, TONE_ATTENTION, "%s", _("Another list is being written; C-c stops it."));
		return;
	}
	a->export = export_begin(list, &a->host.context, path, format_of_file(path), false, &e);
	if (!a->export) {
		host_refuse(app_pane(a), "%s", e.text);
		return;
	}
	a->export_path = xstrdup(path);
	ask_next(a);
}

void app_export_answer(struct app *a, struct answer *ans)
{
	struct error e = ans->error;

	if (!a->export || ans->seq != a->export_seq)
		return;
	if (!e.kind && export_take(a->export, ans, &e) == 0) {
		ask_next(a);
		return;
	}
	end(a, false);
	host_refuse(app_pane(a), "%s", e.text);
}

bool app_export_stop(struct app *a)
{
	if (!a->export)
		return false;
	end(a, false);
	app_say(a, TONE_ATTENTION, "%s", _("Stopped: no file was written."));
	return true;
}

void app_export_draw(const struct app *a, struct grid *g, struct rect line)
{
	int64_t done, total;
	int bar = line.w / 6;

	export_progress(a->export, &done, &total);
	draw_bar(g, line.x + 1, line.y, bar, ROLE_CHART1, total > 0 ? (double)done / (double)total : 0);
	grid_printf(g, line.x + bar + 3, line.y, line.w - bar - 4, ROLE_QUIET,
		    _("%s of %s · C-c stops · writing %s"), NUMBER_TEXT(done), NUMBER_TEXT(total > 0 ? total : 0),
		    a->export_path);
}
