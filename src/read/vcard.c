#include "read/vcard.h"

#include "base/intl.h"
#include "read/vcard_card.h"

/* What a file has of each column, found by reading it once before its rows are given out. */
struct columns {
	bool plain[CARD_PLAIN_COUNT];
	size_t points[CARD_POINT_KINDS];
	const char *extras[VCARD_EXTRAS_MAX];
	size_t nextras;
};

struct vcard {
	struct vcard_lines lines;
	struct vcard_counts counts;
	struct columns columns;
	bool header_given;
	int64_t number;            /* of the card at hand, from 1 */
	struct card card;
	const char **cells;
	size_t ncells;
	struct arena arena;
};

/* Cards */

static bool is_mark(const struct vcard_line *line, const char *name)
{
	size_t len = line->len;

	while (len && (line->value[len - 1] == ' ' || line->value[len - 1] == '\t'))
		len--;
	return !line->trouble && !strcmp(line->name, name) && len == 5 &&
	       !strncasecmp(line->value, "VCARD", 5);
}

/* Folding is undone by the version, which may stand anywhere in the card. */
static bool is_old(struct vcard_lines ahead)
{
	struct vcard_line line;
	bool old = false, found = false;

	ahead.text = ahead.head = ahead.plain = (struct sbuf)SBUF_INIT;
	while (!found && vcard_line_next(&ahead, &line) && !is_mark(&line, "BEGIN") && !is_mark(&line, "END")) {
		found = !strcmp(line.name, "VERSION");
		old = found && line.len >= 1 && line.value[0] == '2';
	}
	vcard_lines_free(&ahead);
	return old;
}

static int broken(struct card *c, int64_t line, const char *why)
{
	c->line = line;
	return error_set(&c->trouble, ERROR_USAGE, "%s", why);
}

/* A card within a card: 2.1 writes an AGENT so. It is passed over. */
static int skip_card(struct vcard *v, int64_t line)
{
	struct vcard_line inner;
	int depth = 1;

	v->counts.other++;
	while (vcard_line_next(&v->lines, &inner)) {
		depth += is_mark(&inner, "BEGIN") - is_mark(&inner, "END");
		if (depth > VCARD_DEPTH_MAX)
			return broken(&v->card, inner.line, _("Too many cards lie within one another."));
		if (depth == 0)
			return 0;
	}
	return broken(&v->card, line, _("The card within it has no END."));
}

static void take_line(struct vcard *v, struct vcard_line *line)
{
	struct card *c = &v->card;

	if (c->trouble.kind)
		return; /* the first trouble is told, the rest of the card is read past */
	if (line->trouble) {
		broken(c, line->line, _(line->trouble));
	} else if (line->binary) {
		v->counts.binary++;
	} else {
		enum card_take took = card_take(c, &v->lines, line);

		v->counts.other += took == CARD_NO_FIELD;
		if (took == CARD_BROKEN)
			c->line = line->line;
	}
}

/* Reads a card whose BEGIN was read. The beginning of the next card ends one that has no END. */
static void read_card(struct vcard *v, int64_t begin)
{
	struct vcard_line line;
	bool agent = false;

	card_begin(&v->card, begin, v->lines.options.of == VCARD_CUSTOMERS);
	v->lines.old = is_old(v->lines);
	for (;;) {
		struct vcard_lines before = v->lines;

		if (!vcard_line_next(&v->lines, &line) || (is_mark(&line, "BEGIN") && !agent)) {
			v->lines.at = line.name[0] ? before.at : v->lines.at;
			v->lines.line = line.name[0] ? before.line : v->lines.line;
			broken(&v->card, begin, _("It has no END."));
			return;
		}
		if (is_mark(&line, "END"))
			break;
		if (is_mark(&line, "BEGIN")) {
			if (skip_card(v, line.line) < 0)
				return;
			agent = false;
			continue;
		}
		agent = !strcmp(line.name, "AGENT") && !line.len;
		if (!agent)
			take_line(v, &line);
	}
	if (!v->card.trouble.kind)
		card_end(&v->card);
}

/* The next card, whole or broken; lines outside any card are a broken one of their own. */
static bool next_card(struct vcard *v)
{
	struct vcard_line line;

	v->lines.old = false;
	if (!vcard_line_next(&v->lines, &line))
		return false;
	if (is_mark(&line, "BEGIN")) {
		v->number++;
		read_card(v, line.line);
		return true;
	}
	card_begin(&v->card, line.line, false);
	broken(&v->card, line.line, _("What stands here is in no card."));
	for (;;) {
		struct vcard_lines before = v->lines;

		if (!vcard_line_next(&v->lines, &line))
			return true;
		if (is_mark(&line, "BEGIN")) {
			v->lines.at = before.at;
			v->lines.line = before.line;
			return true;
		}
	}
}

/* Columns */

static void note_extra(struct vcard *v, const char *name)
{
	struct columns *all = &v->columns;

	for (size_t i = 0; i < all->nextras; i++)
		if (!strcmp(all->extras[i], name))
			return;
	if (all->nextras < VCARD_EXTRAS_MAX)
		all->extras[all->nextras++] = arena_strdup(&v->arena, name);
}

static void note_columns(struct vcard *v)
{
	const struct card *c = &v->card;

	for (int i = 0; i < CARD_PLAIN_COUNT; i++)
		v->columns.plain[i] |= card_plain(c, (enum card_plain)i)[0] != '\0';
	for (int kind = 0; kind < CARD_POINT_KINDS; kind++)
		if (c->npoints[kind] > v->columns.points[kind])
			v->columns.points[kind] = c->npoints[kind];
	for (size_t i = 0; i < c->nextras; i++)
		note_extra(v, c->extras[i].name);
}

static void add_cell(struct vcard *v, const char *text)
{
	v->cells[v->ncells++] = text;
}

static void give_header(struct vcard *v)
{
	v->ncells = 0;
	for (int i = 0; i < CARD_PLAIN_COUNT; i++)
		if (v->columns.plain[i])
			add_cell(v, card_plain_names[i]);
	for (int kind = 0; kind < CARD_POINT_KINDS; kind++)
		for (size_t n = 0; n < v->columns.points[kind]; n++)
			for (size_t i = 0; i < card_point_width[kind]; i++)
				add_cell(v, arena_printf(&v->arena, "%s%zu", card_point_names[kind][i], n + 1));
	for (size_t i = 0; i < v->columns.nextras; i++)
		add_cell(v, v->columns.extras[i]);
}

static void give_card(struct vcard *v)
{
	const struct card *c = &v->card;

	v->ncells = 0;
	for (int i = 0; i < CARD_PLAIN_COUNT; i++)
		if (v->columns.plain[i])
			add_cell(v, card_plain(c, (enum card_plain)i));
	for (int kind = 0; kind < CARD_POINT_KINDS; kind++)
		for (size_t n = 0; n < v->columns.points[kind]; n++)
			for (size_t i = 0; i < card_point_width[kind]; i++)
				add_cell(v, n < c->npoints[kind] ? c->points[kind][n].parts[i] : "");
	for (size_t i = 0; i < v->columns.nextras; i++)
		add_cell(v, card_extra(c, v->columns.extras[i]));
}

static size_t count_columns(const struct columns *c)
{
	size_t n = CARD_PLAIN_COUNT + c->nextras;

	for (int kind = 0; kind < CARD_POINT_KINDS; kind++)
		n += c->points[kind] * card_point_width[kind];
	return n;
}

/* Reading */

static void look_through(struct vcard *v)
{
	v->columns.plain[CARD_NAME] = true;
	while (next_card(v))
		note_columns(v);
	v->counts.cards = v->number;
	v->cells = xcalloc(count_columns(&v->columns), sizeof(*v->cells));
}

static void begin(struct vcard *v)
{
	v->lines.at = v->lines.len >= 3 && !memcmp(v->lines.data, "\xEF\xBB\xBF", 3) ? 3 : 0;
	v->lines.line = 0;
	v->number = 0;
}

struct vcard *vcard_open(const char *bytes, size_t len, const struct vcard_options *o, struct error *e)
{
	struct vcard *v = xcalloc(1, sizeof(*v));

	v->lines.data = bytes;
	v->lines.len = len;
	v->lines.options = *o;
	begin(v);
	look_through(v);
	if (v->number) {
		begin(v);
		return v;
	}
	error_set(e, ERROR_USAGE, _("There is no card in it: none begins with BEGIN:VCARD."));
	vcard_close(v);
	return NULL;
}

void vcard_close(struct vcard *v)
{
	if (!v)
		return;
	vcard_lines_free(&v->lines);
	card_free(&v->card);
	arena_free(&v->arena);
	free(v->cells);
	free(v);
}

/* What is passed over was counted when the file was looked through. */
static bool next_row(struct vcard *v, struct vcard_row *row)
{
	struct vcard_counts counts = v->counts;
	bool more = next_card(v);

	v->counts = counts;
	if (!more)
		return false;
	give_card(v);
	row->line = v->card.line;
	row->trouble = v->card.trouble;
	if (row->trouble.kind && v->number)
		error_prefix(&row->trouble, _("Card %lld: "), (long long)v->number);
	return true;
}

bool vcard_next(struct vcard *v, struct vcard_row *row)
{
	*row = (struct vcard_row){ .cells = v->cells, .line = 1 };
	if (v->header_given && !next_row(v, row))
		return false;
	if (!v->header_given)
		give_header(v);
	v->header_given = true;
	row->n = v->ncells;
	return true;
}

size_t vcard_position(const struct vcard *v)
{
	return v->lines.at;
}

const struct vcard_counts *vcard_counts(const struct vcard *v)
{
	return &v->counts;
}
