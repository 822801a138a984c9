/* What an import tells of itself: how the file is read, what came of a run, what is in doubt. */
#include "exchange/import_private.h"

#include <unistd.h>

#include "base/intl.h"

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
