/* The first step of an import: how the file is written, with what it looks like so. */
#include "term/draw.h"
#include "view/import_state.h"

#define LOOK_ROWS 2000 /* for one that shows an encoding */

enum { LINE_ENCODING, LINE_DELIMITER, LINE_QUOTES, LINE_HEADER, LINE_MAP, LINE_NEXT };

static const struct csv *file_of(const struct view *v)
{
	return import_csv(((const struct import_state *)v->state)->im);
}

static bool has_map(const struct import_state *s)
{
	return s->saved || s->map;
}

/* How cells are parted says nothing of a file that is no CSV, and the line about a map is there only when one
 * is. */
static size_t line_of(const struct import_state *s, size_t i)
{
	if (i >= LINE_DELIMITER && import_format(s->im))
		i += LINE_MAP - LINE_DELIMITER;
	return i >= LINE_MAP && !has_map(s) ? i + 1 : i;
}

static size_t nlines(struct view *v)
{
	const struct import_state *s = v->state;

	return (import_format(s->im) ? LINE_DELIMITER : LINE_MAP) + 1 + (size_t)has_map(s);
}

/* What it looks like */

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

/* The first rows' cells that show an encoding, else the first ones. */
static void add_cells(struct sbuf *out, const struct csv *c, const struct csv_row *row, bool telling)
{
	for (size_t i = 0; i < row->n && out->len < 60; i++)
		if (row->cells[i].len && (!telling || !is_ascii(row->cells[i].text))) {
			sbuf_puts(out, out->len ? " · " : "");
			csv_show(out, c, row->cells[i].text, row->cells[i].len);
		}
}

/* What the file says in an encoding; why it cannot be read so. */
static char *look_in(const struct view *v, const char *encoding)
{
	const struct import_state *s = v->state;
	struct csv_options o = { import_format(s->im), encoding, *csv_dialect(file_of(v)) };
	struct sbuf out = SBUF_INIT;
	struct error e = { 0 };
	struct csv *c = csv_open(s->path, &o, &e);
	struct csv_row row;

	for (int i = 0; c && i < LOOK_ROWS && !out.len && csv_next(c, &row, NULL) == 1; i++)
		add_cells(&out, c, &row, true);
	if (c && !out.len && csv_rewind(c, NULL) == 0 && csv_next(c, &row, NULL) == 1)
		add_cells(&out, c, &row, false);
	if (!c)
		sbuf_puts(&out, e.text);
	csv_close(c);
	return sbuf_steal(&out);
}

/* Of the samples we have: cells beyond ASCII, else the first. */
static void sample_text(const struct view *v, struct sbuf *out)
{
	const struct import_state *s = v->state;
	size_t n = import_mapping(s->im)->ncolumns;

	for (int telling = 1; telling >= 0 && !out->len; telling--)
		for (size_t i = 0; i < n * 3 && out->len < 40; i++) {
			const char *text = import_sample(s->im, i % n, i / n);
			if (*text && (!telling || !is_ascii(text)))
				sbuf_printf(out, "%s%s", out->len ? " · " : "", text);
		}
}

static const char *delimiter_label(char delimiter)
{
	switch (delimiter) {
	case ',':
		return _("comma");
	case ';':
		return _("semicolon");
	case '\t':
		return _("tab");
	case '|':
		return _("bar");
	default:
		return _("none: a line is one cell");
	}
}

static const char *quotes_label(enum csv_quotes quotes)
{
	static const char *const labels[] = { "", N_("doubled"), N_("by a backslash"), N_("mean nothing") };

	return quotes ? _(labels[quotes]) : "";
}

/* Lines */

static void draw_setting(const struct import_state *s, struct grid *g, struct rect r, enum import_said said,
			 const char *what, const char *is, const char *sample)
{
	struct sbuf text = SBUF_INIT;

	sbuf_printf(&text, s->said[said] ? "%s" : _("%s (found out)"), is);
	import_draw_parts(g, r, what, sbuf_text(&text), s->said[said] != NULL, sample);
	sbuf_free(&text);
}

static void draw_encoding(struct view *v, struct grid *g, struct rect r)
{
	struct sbuf sample = SBUF_INIT;

	sample_text(v, &sample);
	draw_setting(v->state, g, r, SAID_ENCODING, _("Encoding"), encoding_name(csv_encoding(file_of(v))),
		     sbuf_text(&sample));
	sbuf_free(&sample);
}

static void draw_delimiter(struct view *v, struct grid *g, struct rect r)
{
	const struct import_state *s = v->state;
	struct sbuf text = SBUF_INIT;

	sbuf_printf(&text, P_("%zu column", "%zu columns", import_columns(s->im)), import_columns(s->im));
	draw_setting(s, g, r, SAID_DELIMITER, _("Between cells"), delimiter_label(csv_dialect(file_of(v))->delimiter),
		     sbuf_text(&text));
	sbuf_free(&text);
}

static void draw_header(struct view *v, struct grid *g, struct rect r)
{
	int64_t header = csv_dialect(file_of(v))->header;
	struct sbuf is = SBUF_INIT, above = SBUF_INIT;

	if (header == CSV_NO_HEADER)
		sbuf_puts(&is, _("nowhere"));
	else
		sbuf_printf(&is, _("in line %lld"), (long long)header);
	if (*csv_above(file_of(v)))
		sbuf_printf(&above, _("above it: %s"), csv_above(file_of(v)));
	draw_setting(v->state, g, r, SAID_HEADER, _("Column names"), sbuf_text(&is), sbuf_text(&above));
	sbuf_free(&is);
	sbuf_free(&above);
}

static void draw_map(const struct view *v, struct grid *g, struct rect r)
{
	const struct import_state *s = v->state;

	import_draw_parts(g, r, _("Map"), s->map ? _("as last time") : _("guessed anew"), s->map != NULL,
			  s->map ? "" : K_(v, "{open}: as last time"));
}

static void draw_line(struct view *v, struct grid *g, struct rect r, size_t i)
{
	switch (line_of(v->state, i)) {
	case LINE_ENCODING:
		draw_encoding(v, g, r);
		break;
	case LINE_DELIMITER:
		draw_delimiter(v, g, r);
		break;
	case LINE_QUOTES:
		draw_setting(v->state, g, r, SAID_QUOTES, _("Quotes in quotes"),
			     quotes_label(csv_dialect(file_of(v))->quotes), "");
		break;
	case LINE_HEADER:
		draw_header(v, g, r);
		break;
	case LINE_MAP:
		draw_map(v, g, r);
		break;
	default:
		import_draw_button(g, r, _("Next: its columns"));
	}
}

/* The first rows as they are parted now. */
static int foot_height(struct view *v)
{
	(void)v;
	return 8;
}

static void draw_row(const struct import_state *s, struct grid *g, struct rect r, int row, int width)
{
	size_t n = import_columns(s->im);

	for (size_t i = 0; i < n && (int)i * width < r.w; i++) {
		const char *text = row < 0 ? import_header(s->im, i) : import_cell(s->im, i, (size_t)row);
		int x = r.x + 1 + (int)i * width, room = r.x + r.w - x - 1;

		grid_put_fit(g, x, r.y, room < width - 2 ? room : width - 2,
			     row < 0 ? ROLE_HEADER : ROLE_DEFAULT, text);
	}
}

static void draw_foot(struct view *v, struct grid *g, struct rect r)
{
	const struct import_state *s = v->state;
	int n = (int)import_columns(s->im), width = n ? (r.w - 1) / n : r.w;

	if (width < 12)
		width = 12;
	for (int i = 1; i < r.h; i++)
		draw_row(s, g, rect_row(r, i), i - 2, width);
}

/* Changing */

/* Whether it can be read so. */
static bool set(struct view *v, enum import_said said, const char *value)
{
	struct import_state *s = v->state;
	char *before = s->said[said];

	s->said[said] = value ? xstrdup(value) : NULL;
	if (import_reopen(v)) {
		free(before);
		return true;
	}
	free(s->said[said]);
	s->said[said] = before;
	return false;
}

/* The choice carries the word of the map; none: it is found out. */
static void chosen(struct view *v, const struct pick_item *item, void *data)
{
	if (item)
		set(v, (enum import_said)(size_t)data, item->text);
}

static void pick(struct view *v, enum import_said said, const char *title, struct pick_item *items, size_t n)
{
	const struct import_state *s = v->state;
	int64_t current = 1;

	items[0] = (struct pick_item){ .label = _("find out"), .value = 1 };
	for (size_t i = 1; i < n; i++) {
		items[i].value = (int64_t)i + 1;
		if (s->said[said] && !strcmp(s->said[said], items[i].text))
			current = items[i].value;
	}
	host_pick(v, &(struct pick){ .title = title, .items = items, .nitems = n, .current = current,
				     .done = chosen, .data = (void *)(size_t)said });
}

static void pick_encoding(struct view *v)
{
	struct pick_item items[ENCODING_COUNT + 1];
	char *looks[ENCODING_COUNT];

	for (int i = 0; i < ENCODING_COUNT; i++) {
		const char *name = encoding_name((enum encoding)i);
		looks[i] = look_in(v, name);
		items[i + 1] = (struct pick_item){ .label = name, .hint = looks[i], .text = name };
	}
	pick(v, SAID_ENCODING, _("Encoding"), items, LENGTH(items));
	for (int i = 0; i < ENCODING_COUNT; i++)
		free(looks[i]);
}

static void pick_delimiter(struct view *v)
{
	static const char delimiters[] = { ',', ';', '\t', '|', CSV_ONE_COLUMN };
	struct pick_item items[LENGTH(delimiters) + 1];

	for (size_t i = 0; i < LENGTH(delimiters); i++)
		items[i + 1] = (struct pick_item){ .label = delimiter_label(delimiters[i]),
						   .text = csv_delimiter_name(delimiters[i]) };
	pick(v, SAID_DELIMITER, _("Between cells"), items, LENGTH(items));
}

static void pick_quotes(struct view *v)
{
	struct pick_item items[CSV_QUOTES_NONE + 1];

	for (int i = CSV_QUOTES_DOUBLED; i <= CSV_QUOTES_NONE; i++)
		items[i] = (struct pick_item){ .label = quotes_label((enum csv_quotes)i),
					       .text = csv_quotes_name((enum csv_quotes)i) };
	pick(v, SAID_QUOTES, _("Quotes in quotes"), items, LENGTH(items));
}

static void header_typed(struct view *v, const char *text, void *data)
{
	(void)data;
	if (text && !set(v, SAID_HEADER, *text ? text : NULL))
		host_again(v);
}

static void take_map(struct view *v)
{
	struct import_state *s = v->state;
	char *map = s->map, *saved = s->saved;

	s->map = map ? NULL : saved;
	s->saved = map ? map : NULL;
	if (!import_reopen(v)) {
		s->map = map;
		s->saved = saved;
	}
}

static void press(struct view *v, size_t i)
{
	switch (line_of(v->state, i)) {
	case LINE_ENCODING:
		pick_encoding(v);
		break;
	case LINE_DELIMITER:
		pick_delimiter(v);
		break;
	case LINE_QUOTES:
		pick_quotes(v);
		break;
	case LINE_HEADER:
		host_ask(v, &(struct ask){ .prompt = _("line of the column names, or none"),
					   .done = header_typed });
		break;
	case LINE_MAP:
		take_map(v);
		break;
	default:
		import_go(v, STAGE_COLUMNS);
	}
}

const struct import_stage_ops import_stage_file = {
	.label = N_("File"),
	.nlines = nlines,
	.draw_line = draw_line,
	.foot_height = foot_height,
	.draw_foot = draw_foot,
	.press = press,
};
