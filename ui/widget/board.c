#include "widget/board.h"

#include "base/intl.h"
#include "base/utf8.h"
#include "model/money.h"
#include "term/draw.h"
#include "widget/rows.h"

#define WIDE 24 /* what a column wants; narrower, names are no more than hints */
#define NARROW 18 /* what it can do with, rather than that another is not seen at all */
#define STUB 4  /* a column that there is no room for: its number of deals */

void board_free(struct board *b)
{
	free(b->tops);
	marks_free(&b->marks);
	memset(b, 0, sizeof(*b));
}

static size_t cards_of(const struct board *b, size_t column)
{
	return column < b->n ? b->cards[column]->nrows : 0;
}

size_t board_count(const struct board *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += cards_of(b, i);
	return n;
}

const struct row *board_row(const struct board *b)
{
	return b->card < cards_of(b, b->column) ? &b->cards[b->column]->rows[b->card] : NULL;
}

static void settle(struct board *b)
{
	size_t n;

	if (b->column >= b->n)
		b->column = b->n ? b->n - 1 : 0;
	n = cards_of(b, b->column);
	if (b->card >= n)
		b->card = n ? n - 1 : 0;
}

/* Where there is something to see; 0 when no column has a card. */
static size_t first_filled(const struct table *const *cards, size_t n)
{
	size_t i = 0;

	while (i < n && !cards[i]->nrows)
		i++;
	return i < n ? i : 0;
}

void board_take(struct board *b, const struct table *heads, const struct table *const *cards,
		size_t n, int64_t id)
{
	if (!b->n)
		b->column = first_filled(cards, n);
	if (n != b->n) {
		free(b->tops);
		b->tops = xcalloc(n, sizeof(*b->tops));
	}
	b->heads = heads;
	b->cards = cards;
	b->n = n;
	for (size_t i = 0; id && i < n; i++)
		for (size_t j = 0; j < cards[i]->nrows; j++)
			if (cards[i]->rows[j].id == id) {
				b->column = i;
				b->card = j;
			}
	settle(b);
}

void board_move(struct board *b, int columns, int cards)
{
	if (columns < 0 ? b->column >= (size_t)-columns : b->column + (size_t)columns < b->n)
		b->column = (size_t)((long)b->column + columns);
	else if (columns)
		b->column = columns < 0 || !b->n ? 0 : b->n - 1;
	if (cards < 0 && b->card < (size_t)-cards)
		b->card = 0;
	else
		b->card = (size_t)((long)b->card + cards);
	settle(b);
}

static void put_value(struct grid *g, struct rect r, unsigned style, bool right,
		      const struct table *t, const struct row *row, const char *column,
		      const struct value_context *c)
{
	int at = table_column(t, column);
	struct sbuf text = SBUF_INIT;

	/* A sum of nothing is no news. */
	if (at >= 0 && (t->columns[at].field.type != FIELD_MONEY || row->cells[at].i))
		rows_say(&text, &t->columns[at].field, row->cells[at], c);
	if (right)
		grid_put_right(g, r.x, r.y, r.w, style, sbuf_text(&text));
	else
		grid_put_fit(g, r.x, r.y, r.w, style, sbuf_text(&text));
	sbuf_free(&text);
}

static struct value head_value(const struct board *b, size_t i, const char *column)
{
	return table_get(b->heads, i, column);
}

/* The column's part of all that is on the board, as a bar. */
static double share_of(const struct board *b, size_t column)
{
	int64_t most = 0, mine = head_value(b, column, "sum").i;

	for (size_t i = 0; i < b->n; i++)
		if (head_value(b, i, "sum").i > most)
			most = head_value(b, i, "sum").i;
	return most > 0 ? (double)mine / (double)most : 0;
}

/* A sum in a head is read at a glance: without cents, and short where the column is narrow. */
static void put_sum(struct grid *g, struct rect r, unsigned style, bool right, struct value v)
{
	struct sbuf text = SBUF_INIT;

	if (v.kind == VALUE_INT && v.i) {
		money_show_whole(&text, v.i, v.s);
		if (grid_columns(g, sbuf_text(&text)) > r.w) {
			sbuf_reset(&text);
			money_short(&text, v.i, v.s);
		}
	}
	if (right)
		grid_put_right(g, r.x, r.y, r.w, style, sbuf_text(&text));
	else
		grid_put_fit(g, r.x, r.y, r.w, style, sbuf_text(&text));
	sbuf_free(&text);
}

static void draw_head(struct board *b, struct grid *g, struct rect r, size_t i,
		      const struct value_context *c)
{
	const struct row *row = &b->heads->rows[i];
	unsigned style = i == b->column ? ROLE_ACCENT : ROLE_HEADER;
	struct rect line = rect_row(r, 0), left, right;

	put_value(g, line, ROLE_QUIET, true, b->heads, row, "deals", c);
	line.w -= 5;
	put_value(g, line, style, false, b->heads, row, "stage", c);
	if ((int)i + 1 == b->onto)
		grid_select(g, rect_row(r, 0));
	left = right = rect_row(r, 1);
	left.w = r.w / 2;
	right.x += r.w / 2 + 1;
	right.w = r.w - r.w / 2 - 1;
	put_sum(g, left, ROLE_DEFAULT, false, head_value(b, i, "sum"));
	put_sum(g, right, ROLE_QUIET, true, head_value(b, i, "weighted"));
	draw_bar(g, r.x, r.y + 2, r.w, ROLE_CHART1, share_of(b, i));
}

/* In how many days, or since how many, in a corner of the card. */
static void draw_age(struct grid *g, struct rect line, const struct table *t, const struct row *row)
{
	int at = table_column(t, "days");
	struct value v = at >= 0 ? row->cells[at] : VALUE_NONE;
	bool rots = row->tone == TONE_DANGER || row->tone == TONE_ATTENTION;
	struct sbuf text = SBUF_INIT;

	if (v.kind == VALUE_INT) {
		sbuf_printf(&text, _("%lldd%s"), (long long)v.i, rots ? " !" : "");
		grid_put_right(g, line.x, line.y, line.w, rots ? tone_style(row->tone) : ROLE_QUIET,
			       sbuf_text(&text));
	}
	sbuf_free(&text);
}

static void draw_card(struct board *b, struct grid *g, struct rect r, const struct table *t,
		      const struct row *row, int lane, bool here, const struct value_context *c)
{
	struct rect line = rect_row(r, 1);
	int next = table_column(t, "next");
	bool has_next = next >= 0 && row->cells[next].kind != VALUE_NULL;

	put_value(g, rect_row(r, 0), row->tone == TONE_GOOD ? ROLE_GOOD : row->id ? ROLE_DEFAULT : ROLE_QUIET, false,
		  t, row, "name", c);
	draw_age(g, line, t, row);
	line.w -= 6;
	put_value(g, line, ROLE_DEFAULT, false, t, row, "amount", c);
	put_value(g, rect_row(r, 2), ROLE_QUIET, false, t, row, has_next ? "next" : "customer", c);
	grid_zone(g, (struct rect){ r.x, r.y, r.w, 3 }, here ? ZONE_HERE : ZONE_ROW, lane);
	if (marks_has(&b->marks, row->id))
		grid_put_glyph(g, r.x - 1, r.y, ROLE_MARKED, GLYPH_MARK);
	if (here) {
		for (int i = 0; i < 3; i++)
			grid_select(g, rect_row(r, i));
		grid_cursor(g, r.x, r.y, false);
	}
}

static void draw_cards(struct board *b, struct grid *g, struct rect r, size_t column,
		       const struct value_context *c)
{
	const struct table *t = b->cards[column];
	size_t fit = (size_t)(r.h / CARD_LINES > 0 ? r.h / CARD_LINES : 1), *top = &b->tops[column];
	struct rect old = grid_clip(g, (struct rect){ r.x - 1, r.y, r.w + 1, r.h });

	if (column == b->column && b->card < *top)
		*top = b->card;
	if (column == b->column && b->card >= *top + fit)
		*top = b->card - fit + 1;
	if (*top >= t->nrows)
		*top = 0;
	for (size_t i = *top; i < t->nrows && i < *top + fit + 1; i++) {
		struct rect card = { r.x, r.y + (int)(i - *top) * CARD_LINES, r.w, CARD_LINES };
		draw_card(b, g, card, t, &t->rows[i], (int)column, column == b->column && i == b->card, c);
	}
	grid_unclip(g, old);
}

static void draw_stub(struct board *b, struct grid *g, struct rect r, size_t i)
{
	struct value name = head_value(b, i, "stage");
	size_t len = name.s ? strlen(name.s) : 0;
	int width;

	put_value(g, (struct rect){ r.x, r.y, r.w - 1, 1 }, ROLE_QUIET, true, b->heads, &b->heads->rows[i], "deals",
		  NULL);
	for (size_t at = 0, y = 2; at < len && (int)y < r.h; y++) {
		size_t n = utf8_cluster(name.s + at, len - at, &width);
		struct sbuf one = SBUF_INIT;
		sbuf_add(&one, name.s + at, n);
		grid_put_right(g, r.x + 1, r.y + (int)y, 2, ROLE_QUIET, sbuf_text(&one));
		sbuf_free(&one);
		at += n;
	}
}

/* How the columns share the width. */
struct share {
	size_t whole, stubs; /* so many have room */
	size_t first;        /* the first that is shown at all */
	int width;           /* of a whole one */
};

static bool have_room(const struct share *s, int each, int width)
{
	return (int)s->whole * each + (int)s->stubs * STUB <= width;
}

/* Most of the width is for whole columns: where there are many, not even all stubs have room. */
static struct share share_width(struct board *b, int width)
{
	struct share s = { .whole = b->n };
	size_t least = width * 2 / 3 > WIDE ? (size_t)(width * 2 / 3 / WIDE) : 1, before, after;

	for (; s.whole > least && !have_room(&s, WIDE, width); s.stubs++)
		s.whole--;
	while (s.stubs && !have_room(&s, s.stubs + s.whole == b->n ? NARROW : WIDE, width))
		s.stubs--;
	s.width = s.whole ? (width - (int)s.stubs * STUB) / (int)s.whole : width;
	if (b->column < b->left)
		b->left = b->column;
	if (b->column >= b->left + s.whole)
		b->left = b->column - s.whole + 1;
	if (b->left + s.whole > b->n)
		b->left = b->n - s.whole;
	after = b->n - b->left - s.whole;
	before = s.stubs > after && s.stubs - after > s.stubs / 2 ? s.stubs - after : s.stubs / 2;
	s.first = b->left - (before < b->left ? before : b->left);
	return s;
}

void board_draw(struct board *b, struct grid *g, struct rect r, const struct value_context *c)
{
	struct share share = share_width(b, r.w);
	size_t end = share.first + share.whole + share.stubs;
	int x = r.x;

	b->height = r.h >= 4 + CARD_LINES ? (r.h - 4) / CARD_LINES : 1;
	for (size_t i = share.first; i < end; i++) {
		bool shown = i >= b->left && i < b->left + share.whole;
		struct rect column = { x, r.y, shown ? share.width : STUB, r.h };
		x += column.w;
		grid_zone(g, column, ZONE_LANE, (int)i);
		if (!shown) {
			draw_stub(b, g, column, i);
			if ((i == share.first && i) || (i + 1 == end && end < b->n))
				grid_put_glyph(g, column.x + 2, column.y + 1, ROLE_QUIET, GLYPH_ELLIPSIS);
			if ((int)i + 1 == b->onto)
				grid_select(g, column);
			continue;
		}
		rect_cut_left(&column, 1);
		rect_cut_right(&column, 1);
		draw_head(b, g, rect_cut_top(&column, 3), i, c);
		rect_cut_top(&column, 1);
		draw_cards(b, g, column, i, c);
	}
}
