/* The writers, and the two formats of spreadsheets. */
#include "exchange/format.h"

#include <errno.h>
#include <strings.h>

#include "base/text.h"
#include "exchange/format_private.h"
#include "exchange/formula.h"

const char *const format_names[FORMAT_COUNT] = {
	[FORMAT_TABLE] = "table", [FORMAT_CSV] = "csv",       [FORMAT_TSV] = "tsv",
	[FORMAT_JSON] = "json",   [FORMAT_NDJSON] = "ndjson",
	[FORMAT_VCARD] = "vcard", [FORMAT_VCARD3] = "vcard3",
	[FORMAT_ICAL] = "ics",
};

int format_find(const char *name, struct error *e)
{
	for (int i = 0; i < FORMAT_COUNT; i++)
		if (!strcmp(format_names[i], name))
			return i;
	return error_set(e, ERROR_USAGE, _("There is no format %s: table, csv, tsv, json, ndjson, vcard,"
				    " vcard3 or ics."),
			 name);
}

enum format format_of_file(const char *path)
{
	static const struct {
		const char *ending;
		enum format format;
	} endings[] = {
		{ ".txt", FORMAT_TABLE },  { ".tsv", FORMAT_TSV },      { ".tab", FORMAT_TSV },
		{ ".json", FORMAT_JSON },  { ".ndjson", FORMAT_NDJSON }, { ".jsonl", FORMAT_NDJSON },
		{ ".vcf", FORMAT_VCARD },  { ".vcard", FORMAT_VCARD },
		{ ".ics", FORMAT_ICAL },   { ".ical", FORMAT_ICAL },
	};
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot && i < LENGTH(endings); i++)
		if (!strcasecmp(dot, endings[i].ending))
			return endings[i].format;
	return FORMAT_CSV;
}

/* Numbers that we write ourselves are no formulas, and neither is a phone number that is one. */
static bool is_harmless(const struct field *f, const char *cell)
{
	if (f->type == FIELD_PHONE)
		return cell[strspn(cell, "+0123456789 ()/.-")] == '\0';
	return f->type != FIELD_REF && field_is_number(f);
}

/* A cell as a file has it, guarded. */
static void cell_text(struct sbuf *out, const struct writer *w, const struct field *f, struct value v)
{
	struct sbuf text = SBUF_INIT, safe = SBUF_INIT;

	if (v.kind != VALUE_NULL)
		value_write(&text, f, v);
	if (w->o.tty)
		text_safe(&safe, sbuf_text(&text), text.len, TEXT_NOTE);
	if (is_harmless(f, sbuf_text(&text)))
		sbuf_puts(out, sbuf_text(w->o.tty ? &safe : &text));
	else
		formula_guard(out, sbuf_text(w->o.tty ? &safe : &text));
	sbuf_free(&text);
	sbuf_free(&safe);
}

static void csv_quote(struct sbuf *out, const char *cell)
{
	if (!cell[strcspn(cell, ",;\"\r\n\t")] && *cell != ' ') {
		sbuf_puts(out, cell);
		return;
	}
	sbuf_putc(out, '"');
	for (; *cell; cell++) {
		if (*cell == '"')
			sbuf_putc(out, '"');
		sbuf_putc(out, *cell);
	}
	sbuf_putc(out, '"');
}

static void tsv_escape(struct sbuf *out, const char *cell)
{
	static const char from[] = "\t\n\r\\", to[] = "tnr\\";

	for (; *cell; cell++) {
		const char *at = strchr(from, *cell);
		if (at)
			sbuf_putc(out, '\\');
		sbuf_putc(out, at ? to[at - from] : *cell);
	}
}

static void add_cell(struct writer *w, size_t column, const char *cell)
{
	bool tabs = w->o.format == FORMAT_TSV;

	if (column > 0)
		sbuf_putc(&w->line, tabs ? '\t' : ',');
	if (tabs)
		tsv_escape(&w->line, cell);
	else
		csv_quote(&w->line, cell);
}

static void cells_begin(struct writer *w, const struct table *t)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		add_cell(w, i, t->columns[i].name);
	sbuf_putc(&w->line, '\n');
}

static void cells_row(struct writer *w, const struct table *t, const struct row *row)
{
	struct sbuf cell = SBUF_INIT;

	for (size_t i = 0; i < t->ncolumns; i++) {
		sbuf_reset(&cell);
		cell_text(&cell, w, &t->columns[i].field, row->cells[i]);
		add_cell(w, i, sbuf_text(&cell));
	}
	sbuf_putc(&w->line, '\n');
	sbuf_free(&cell);
}

static const struct format_ops cells_ops = { cells_begin, cells_row, NULL };

static const struct format_ops *ops_of(const struct writer *w)
{
	static const struct format_ops *const all[FORMAT_COUNT] = {
		[FORMAT_TABLE] = &format_table_ops, [FORMAT_CSV] = &cells_ops,
		[FORMAT_TSV] = &cells_ops,          [FORMAT_JSON] = &format_json_ops,
		[FORMAT_NDJSON] = &format_ndjson_ops, [FORMAT_VCARD] = &format_vcard_ops,
		[FORMAT_VCARD3] = &format_vcard_ops, [FORMAT_ICAL] = &format_ical_ops,
	};

	return all[w->o.format];
}

struct writer *writer_open(FILE *to, const struct format_options *o)
{
	struct writer *w = xcalloc(1, sizeof(*w));

	w->to = to;
	w->o = *o;
	return w;
}

static void flush_line(struct writer *w)
{
	fwrite(sbuf_text(&w->line), 1, w->line.len, w->to);
	sbuf_reset(&w->line);
}

static int check(struct writer *w, struct error *e)
{
	if (!ferror(w->to))
		return 0;
	return error_set(e, ERROR_FAILED, _("Cannot write: %s."), strerror(errno));
}

bool writer_wants_points(const struct writer *w)
{
	return w->o.format == FORMAT_VCARD || w->o.format == FORMAT_VCARD3;
}

bool writer_wants_all(const struct writer *w)
{
	return writer_wants_points(w) || w->o.format == FORMAT_ICAL;
}

void writer_points(struct writer *w, const struct table *points)
{
	w->points = points;
}

int writer_page(struct writer *w, const struct table *t, struct error *e)
{
	const struct format_ops *ops = ops_of(w);

	if (writer_wants_points(w) && !w->points)
		return error_set(e, ERROR_USAGE, _("Only lists of contacts and customers can be address cards."));
	if (w->o.format == FORMAT_ICAL && table_column(t, "subject") < 0)
		return error_set(e, ERROR_USAGE, _("Only lists of activities can be a calendar."));
	if (!w->begun && ops->begin)
		ops->begin(w, t);
	w->begun = true;
	for (size_t i = 0; i < t->nrows && !ferror(w->to); i++) {
		if (writer_series_of(w, t, &t->rows[i]))
			continue;
		ops->row(w, t, &t->rows[i]);
		w->rows++;
		flush_line(w);
	}
	flush_line(w);
	return check(w, e);
}

int64_t writer_series_of(const struct writer *w, const struct table *t, const struct row *row)
{
	struct event e = { t, row };
	struct value series;

	if (w->o.format != FORMAT_ICAL)
		return 0;
	series = ical_cell(&e, "series");
	if (series.kind != VALUE_NULL)
		return series.i;
	return ical_cell(&e, "repeats").kind != VALUE_NULL ? row->id : 0;
}

int writer_series(struct writer *w, int64_t id, const struct series_part *parts, size_t n, struct error *e)
{
	ical_put_series(w, id, parts, n);
	flush_line(w);
	return check(w, e);
}

int writer_close(struct writer *w, struct error *e)
{
	int rc;

	if (ops_of(w)->end)
		ops_of(w)->end(w);
	flush_line(w);
	rc = check(w, e);
	if (rc == 0 && fflush(w->to))
		rc = error_set(e, ERROR_FAILED, _("Cannot write: %s."), strerror(errno));
	sbuf_free(&w->line);
	sbuf_free(&w->zones);
	free(w->widths);
	free(w);
	return rc;
}

int64_t writer_rows(const struct writer *w)
{
	return w->rows;
}
