#include "view/print.h"

#include <strings.h>

#include "exchange/export.h"
#include "exchange/page.h"

void print_ask(struct view *v, const char *file,
	       void (*done)(struct view *v, const char *path, void *data))
{
	host_ask(v, &(struct ask){.prompt = _("to a file (.txt .csv …), or | and a command (| lp)"),
				  .text = file,
				  .history = "export",
				  .done = done});
}

bool print_is_page(const char *path)
{
	const char *dot = strrchr(path, '.');

	return *path == '|' || (dot && !strcasecmp(dot, ".txt"));
}

static int write_to(struct view *v, FILE *to, struct answer *a, const char *head, bool boxes,
		    struct error *e)
{
	if (head)
		fprintf(to, "%s\n", head);
	return page_write(to, a,
			  &(struct page_style){
			      .context = &v->host->context, .boxes = boxes, .below = head != NULL},
			  e);
}

static void write_file(struct view *v, struct answer *a, const char *path, const char *head,
		       bool boxes)
{
	struct error e = {0};
	struct outfile file;
	int rc;

	if (outfile_open(&file, path, false, &e) < 0) {
		host_say(v, TONE_DANGER, "%s", e.text);
		return;
	}
	rc = write_to(v, file.to, a, head, boxes, &e);
	if (outfile_close(&file, rc == 0, &e) < 0)
		host_say(v, TONE_DANGER, "%s", e.text);
	else
		host_say(v, TONE_GOOD, _("Written to %s"), path);
}

void print_page(struct view *v, struct answer *a, const char *path, const char *head, bool boxes)
{
	struct error e = {0};
	char *text = NULL;
	size_t size;
	FILE *to;

	if (*path != '|') {
		write_file(v, a, path, head, boxes);
		return;
	}
	to = open_memstream(&text, &size);
	if (!to)
		return;
	write_to(v, to, a, head, boxes, &e);
	fclose(to);
	v->host->ops->print(v->host, text, path + 1 + strspn(path + 1, " "));
	free(text);
}
