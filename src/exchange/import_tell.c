/* What an import tells of itself: how the file is read, what came of a run, what is in doubt. */
#include "exchange/import_private.h"

#include <unistd.h>

#include "base/intl.h"
#include "base/number.h"
#include "model/figure.h"

const struct mapping *import_mapping(const struct import *im)
{
	return &im->mapping;
}

struct mapping *import_edit(struct import *im)
{
	return &im->mapping;
}

size_t import_columns(const struct import *im)
{
	return im->nheader;
}

const char *import_header(const struct import *im, size_t column)
{
	return im->header[column];
}

const char *import_cell(const struct import *im, size_t column, size_t row)
{
	return row < im->nsamples ? im->samples[row][column] : "";
}

const char *import_format(const struct import *im)
{
	return im->format;
}

char *import_saved_map(const struct import *im)
{
	char *path = mapping_saved_path(im->entity, im->header, im->nheader);

	if (path && access(path, R_OK) == 0 && !mapping_says(&im->mapping, path))
		return path;
	free(path);
	return NULL;
}

const struct csv *import_csv(const struct import *im)
{
	return im->csv;
}

const char *import_sample(const struct import *im, size_t column, size_t row)
{
	for (size_t i = 0; row < im->nsamples && i < im->nheader; i++)
		if (!strcmp(im->header[i], im->mapping.columns[column].header))
			return im->samples[row][i];
	return "";
}

const struct import_counts *import_counts(const struct import *im)
{
	return &im->counts;
}

bool import_broken(const struct import *im, int64_t *rows, const char **batch)
{
	*rows = im->counts.before;
	*batch = im->batch_id;
	return im->mark.begun;
}

void import_tell(const struct import *im, struct sbuf *out)
{
	const struct import_counts *c = &im->counts;

	sbuf_printf(out, _("%lld new, %lld changed, %lld same, %lld rejected"), (long long)c->added,
		    (long long)c->changed, (long long)c->same, (long long)c->rejected);
	if (c->before)
		sbuf_printf(out, P_("; %lld row of them before it was broken off",
				    "; %lld rows of them before it was broken off", c->before),
			    (long long)c->before);
	if (c->created)
		sbuf_printf(out, _(", %lld created for references"), (long long)c->created);
	if (c->conflicts)
		sbuf_printf(out, P_(", %lld conflict", ", %lld conflicts", c->conflicts),
			    (long long)c->conflicts);
	if (c->doubles)
		sbuf_printf(out, P_(", %lld probable duplicate", ", %lld probable duplicates", c->doubles),
			    (long long)c->doubles);
}

/* A line of the bill; without a sign it is told only, and not when there is none. */
static void count_rows(struct table *bill, char sign, const char *what, int64_t n, const char *rule)
{
	if (sign || n)
		table_set(bill, bill_line(bill, sign, what, arena_printf(&bill->arena, "%s", NUMBER_TEXT(n)), (double)n),
			  BILL_WHO, value_text(rule));
}

static void say_key(const struct import *im, struct table *bill)
{
	struct sbuf key = SBUF_INIT;

	for (size_t i = 0; i < im->mapping.nkeys; i++)
		sbuf_printf(&key, "%s%s", i ? C_("names", ", ") : "", _(im->mapping.keys[i]->label));
	bill_line(bill, '\0', arena_printf(&bill->arena, _("%s: %s"), _("Rows are matched by"), sbuf_text(&key)), "", 0);
	sbuf_free(&key);
}

struct table *import_bill(const struct import *im)
{
	static const struct figure read = { "rows", N_("Rows read"), FIELD_INT, .made = "terms",
		.words = N_("What becomes of the rows of the file, each of which is compared with what the book has at"
			    " this moment.") };
	const struct import_counts *c = &im->counts;
	struct table *bill = bill_make(&read);

	say_key(im, bill);
	count_rows(bill, '+', _("new"), c->added, _("none in the book matches"));
	count_rows(bill, '+', _("changed"), c->changed, _("one matches, with another value"));
	count_rows(bill, '+', _("same"), c->same, _("one matches, and nothing is to do"));
	count_rows(bill, '+', _("rejected"), c->rejected, _("a value or a name cannot be taken"));
	count_rows(bill, '\0', _("before it was broken off"), c->before, _("dealt with then, and counted above"));
	count_rows(bill, '\0', _("created for references"), c->created, _("names that the book lacked"));
	count_rows(bill, '\0', _("conflicts"), c->conflicts, _("changed by a person since, and otherwise in the file"));
	count_rows(bill, '\0', _("probable duplicates"), c->doubles, _("new rows that are like a record in the book"));
	count_rows(bill, '\0', _("not looked for"), c->unlooked, _("new rows behind too many others"));
	count_rows(bill, '=', _(read.label), c->added + c->changed + c->same + c->rejected, NULL);
	bill->total = (int64_t)bill->nrows;
	return bill;
}

const char *import_refusal(const struct import *im, size_t n)
{
	return n < im->nrefusals ? im->refusals[n] : NULL;
}

const char *import_rejects(const struct import *im)
{
	return im->rejects_path;
}

const struct import_missing *import_missing(const struct import *im, size_t *n)
{
	*n = im->nmissing;
	return im->missing;
}

static bool describe_doubt(const struct import *im, const struct slot *s, struct import_doubt *out)
{
	const struct evidence *v = &s->evidence;
	size_t column = 0;

	if (!s->header || !(s->unsure || s->order || (v->comma && v->point) || (v->day_first && v->month_first)))
		return false;
	while (column < im->mapping.ncolumns && strcmp(im->mapping.columns[column].header, s->header) != 0)
		column++;
	*out = (struct import_doubt){ .column = column,
				      .dates = s->target.field->type == FIELD_DATE ||
					       s->target.field->type == FIELD_STAMP,
				      .order = s->order,
				      .unsure = s->unsure,
				      .sample = s->unsure_text };
	out->first = out->dates ? v->day_first : v->comma;
	out->second = out->dates ? v->month_first : v->point;
	return true;
}

bool import_doubt(const struct import *im, size_t n, struct import_doubt *out)
{
	for (size_t i = 0; i < im->nslots; i++)
		if (describe_doubt(im, &im->slots[i], out) && !n--)
			return true;
	return false;
}

void import_progress(const struct import *im, struct import_progress *p)
{
	int64_t took = clock_ticks() - im->began;

	*p = (struct import_progress){ .done = csv_position(im->csv), .size = csv_size(im->csv),
				       .rows = im->rows, .left = -1 };
	if (im->phase < PHASE_ROWS)
		p->done = 0;
	if (took < 200 || !im->rows || im->phase < PHASE_ROWS || p->done <= 0)
		return;
	p->rate = im->rows * 1000 / took;
	p->left = (p->size - p->done) * took / p->done / 1000;
}
