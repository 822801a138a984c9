/* Choose one: from items, or from the store's records as their names are typed. The palette, the help,
 * stages, owners and references are all this. */
#include "base/number.h"
#include "base/utf8.h"
#include "view/view.h"
#include "widget/editor.h"
#include "widget/rows.h"

#define HITS     50
#define HINT_MIN 16 /* columns below which an explanation explains nothing */
#define TELL_MIN 10 /* the same of what tells records of one name apart */
#define GAP      2
#define WIDTH_MIN 40
#define INDENT   2  /* of an explanation below its label */
#define KINDS    4  /* of records at once */

enum { TAG_HITS = 1 }; /* and as many after it as there are kinds */

#define IN_FORM (-1) /* the value of the item that adds what was typed in a form */

struct pick_state {
	struct pick pick;
	struct pick_item *items;   /* all, copied; for records those that were found */
	size_t nitems, room;
	size_t *shown, nshown, shown_room; /* those that fit what was typed */
	const struct entity *kinds[KINDS];
	size_t nkinds;
	struct table *found[KINDS]; /* owns the texts of found records */
	struct editor editor;
	size_t cursor, top;
	bool walking;              /* the eye is on the item, else on what is typed */
	bool wide;                 /* none of those that are likely fits: all are asked for */
};

static void copy_item(struct view *v, const struct pick_item *from)
{
	struct pick_state *s = v->state;
	struct pick_item *to = array_add(&s->items, &s->nitems, &s->room, sizeof(*to));
	const char **texts[] = { &to->label, &to->hint, &to->key, &to->text, &to->refusal };

	*to = *from;
	for (size_t i = 0; i < LENGTH(texts); i++)
		if (*texts[i])
			*texts[i] = arena_strdup(&v->arena, *texts[i]);
}

static bool fits(const char *text, const struct text_typed *typed)
{
	struct sbuf forms = SBUF_INIT;
	bool yes;

	text_forms(&forms, text, strlen(text));
	yes = text_fit_typed(sbuf_text(&forms), forms.len, typed) >= TEXT_WORD;
	sbuf_free(&forms);
	return yes;
}

/* Whether a key of the item was typed as it is written: "g m", "C-r". Two spaces part several. */
static bool is_key(const struct pick_item *item, const char *typed)
{
	size_t len = strlen(typed);
	const char *key = item->key;

	while (key && (key = strstr(key, typed)) && len) {
		bool begins = key == item->key || (key[-1] == ' ' && key - 2 >= item->key && key[-2] == ' ');

		if (begins && (!key[len] || (key[len] == ' ' && key[len + 1] == ' ')))
			return true;
		key++;
	}
	return false;
}

/* How well an item fits: 0 by its key or whole name, 1 by its name, 2 by what explains it, -1 not at all. */
static int item_rank(const struct pick_item *item, const char *text, const struct text_typed *typed)
{
	struct sbuf all = SBUF_INIT;
	int rank;

	if (is_key(item, text) || text_same(item->label, text))
		return 0;
	sbuf_printf(&all, "%s %s %s %s", item->label, item->hint ? item->hint : "",
		    item->key ? item->key : "", item->text ? item->text : "");
	rank = fits(item->label, typed) ? 1 : typed->n && fits(sbuf_text(&all), typed) ? 2 : -1;
	sbuf_free(&all);
	return rank;
}

static void show_item(struct pick_state *s, size_t i)
{
	*(size_t *)array_add(&s->shown, &s->nshown, &s->shown_room, sizeof(*s->shown)) = i;
}

/* Records were already chosen by the store. */
static void narrow(struct pick_state *s)
{
	const char *text = s->pick.entity ? "" : editor_text(&s->editor);
	struct text_typed typed;

	text_type(&typed, text, strlen(text));
	s->nshown = 0;
	for (int rank = 0; rank < (*text ? 3 : 1); rank++)
		for (size_t i = 0; i < s->nitems; i++)
			if (!*text || item_rank(&s->items[i], text, &typed) == rank)
				show_item(s, i);
	if (s->cursor >= s->nshown)
		s->cursor = s->nshown ? s->nshown - 1 : 0;
	text_typed_free(&typed);
}

static void put_quoted(struct sbuf *out, const char *text)
{
	sbuf_putc(out, '"');
	for (const char *p = text; *p; p++) {
		if (*p == '"')
			sbuf_putc(out, '"');
		sbuf_putc(out, *p);
	}
	sbuf_putc(out, '"');
}

/* Their names, and what each must be a part of where there are several such: the pipeline of a stage. */
static const char *columns_asked(const struct view *v, const struct entity *e, struct arena *a)
{
	const struct answer *known = v->host->describe;

	for (unsigned i = 0; i < e->nfields; i++)
		for (size_t k = 0; known && (e->fields[i].flags & FIELD_REQUIRED) && k < known->ntables; k++)
			if (e->fields[i].ref && known->tables[k]->entity == entity_find(e->fields[i].ref) &&
			    known->tables[k]->nrows > 1)
				return arena_printf(a, "%s,%s", e->title, e->fields[i].name);
	return e->title;
}

static void ask_kind(struct view *v, size_t kind)
{
	struct pick_state *s = v->state;
	const struct entity *e = s->kinds[kind];
	const char *typed = editor_text(&s->editor), *only = s->wide ? NULL : s->pick.expr;
	struct sbuf expr = SBUF_INIT;
	struct arena arena = { 0 };

	if (only)
		sbuf_printf(&expr, "(%s) ", only);
	if (*typed) {
		sbuf_printf(&expr, "%s:", e->title);
		put_quoted(&expr, typed);
	}
	host_send(v, TAG_HITS + (int)kind,
		  &(struct request){
			  .verb = *typed && (e->flags & ENTITY_FIND) && !only ? VERB_FIND : VERB_LIST,
			  .entity = e,
			  .words = typed,
			  .expr = sbuf_text(&expr),
			  .columns = columns_asked(v, e, &arena),
			  .limit = HITS });
	arena_free(&arena);
	sbuf_free(&expr);
}

/* Items that were handed over are all there is, whatever changed in the book. */
static void ask_store(struct view *v)
{
	struct pick_state *s = v->state;

	for (size_t i = 0; i < s->nkinds; i++)
		ask_kind(v, i);
}

static void find_kinds(struct pick_state *s)
{
	for (int i = 0; s->pick.child && i < ENTITY_COUNT; i++)
		if (s->nkinds < KINDS && entity_child(entity_at((enum entity_id)i), s->pick.child))
			s->kinds[s->nkinds++] = entity_at((enum entity_id)i);
	if (s->pick.entity)
		s->kinds[s->nkinds++] = s->pick.entity;
	s->pick.entity = s->nkinds ? s->kinds[0] : NULL;
}

static int pick_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct pick_state *s = v->state;
	const struct pick *p = spec->data;

	(void)e;
	s->pick = *p;
	s->pick.title = p->title ? arena_strdup(&v->arena, p->title) : NULL;
	s->pick.expr = p->expr ? arena_strdup(&v->arena, p->expr) : NULL;
	editor_set(&s->editor, p->typed);
	for (size_t i = 0; i < p->nitems; i++) {
		copy_item(v, &p->items[i]);
		if (p->current && p->items[i].value == p->current)
			s->cursor = i;
	}
	find_kinds(s);
	narrow(s);
	v->stale = s->nkinds > 0;
	return 0;
}

static void pick_close(struct view *v)
{
	struct pick_state *s = v->state;

	for (size_t i = 0; i < KINDS; i++)
		table_free(s->found[i]);
	editor_free(&s->editor);
	free(s->items);
	free(s->shown);
}

static const char *hint_of(struct view *v, const struct table *t, const struct row *r)
{
	struct sbuf text = SBUF_INIT;
	const char *hint = NULL;

	for (size_t i = 1; i < t->ncolumns; i++) {
		if (r->cells[i].kind == VALUE_NULL || !strcmp(t->columns[i].name, "entity"))
			continue;
		if (text.len)
			sbuf_puts(&text, "  ");
		value_show(&text, &t->columns[i].field, r->cells[i], &v->host->context);
	}
	if (text.len)
		hint = arena_strdup(&v->arena, sbuf_text(&text));
	sbuf_free(&text);
	return hint;
}

static void offer_add(struct view *v, const char *label, int64_t value)
{
	struct pick_state *s = v->state;
	struct pick_item *item = array_add(&s->items, &s->nitems, &s->room, sizeof(*item));

	item->text = arena_strdup(&v->arena, editor_text(&s->editor));
	item->label = arena_printf(&v->arena, label, item->text);
	item->value = value;
}

static void offer_adding(struct view *v)
{
	const struct pick_state *s = v->state;

	if (s->pick.add_name)
		offer_add(v, _("add \"%s\""), 0);
	offer_add(v, s->pick.add_name ? _("add \"%s\", and more of it") : _("add \"%s\""), IN_FORM);
}

static void add_found(struct view *v, size_t kind)
{
	struct pick_state *s = v->state;
	const struct table *t = s->found[kind];

	for (size_t i = 0; t && i < t->nrows; i++) {
		const struct row *r = &t->rows[i];
		struct pick_item *item = array_add(&s->items, &s->nitems, &s->room, sizeof(*item));

		*item = (struct pick_item){ .label = r->cells[0].s ? r->cells[0].s : "", .hint = hint_of(v, t, r),
					    .value = r->id };
		if (s->nkinds < 2)
			continue;
		item->text = s->kinds[kind]->name;
		item->hint = arena_printf(&v->arena, "%s%s%s", _(s->kinds[kind]->label), item->hint ? "  " : "",
					  item->hint ? item->hint : "");
	}
}

static bool looks_same(const struct pick_item *a, const struct pick_item *b)
{
	return !strcmp(a->label, b->label) && !strcmp(a->hint ? a->hint : "", b->hint ? b->hint : "");
}

/* Records that nothing else tells apart have their numbers beside them. */
static void tell_apart(struct view *v)
{
	struct pick_state *s = v->state;
	struct pick_item *all = s->items;
	bool *twin = xcalloc(s->nitems + 1, sizeof(*twin));

	for (size_t i = 0; i < s->nitems; i++)
		for (size_t j = i + 1; j < s->nitems; j++)
			if (looks_same(&all[i], &all[j]))
				twin[i] = twin[j] = true;
	for (size_t i = 0; i < s->nitems; i++)
		if (twin[i])
			all[i].hint = arena_printf(&v->arena, "%s%s#%lld", all[i].hint ? all[i].hint : "",
						   all[i].hint ? "  " : "", (long long)all[i].value);
	free(twin);
}

static void pick_answer(struct view *v, int tag, struct answer *a)
{
	struct pick_state *s = v->state;
	struct table **found = &s->found[tag - TAG_HITS];

	if (!a->ntables)
		return;
	if (s->pick.widens && !s->wide && !a->tables[0]->nrows) {
		s->wide = v->stale = true;
		return;
	}
	table_free(*found);
	*found = a->tables[0];
	a->tables[0] = NULL;
	s->nitems = 0;
	for (size_t i = 0; i < s->nkinds; i++)
		add_found(v, i);
	tell_apart(v);
	if (s->pick.add && *editor_text(&s->editor))
		offer_adding(v);
	s->cursor = s->top = 0;
	narrow(s);
}

/* The columns of a picker: keys, labels, and what explains them, which takes as many lines as it needs. */
struct columns {
	int keys, label, hint;
	bool beside; /* hints stand beside the labels; else only the cursor's, below its label */
};

static const char *hint_text(const struct pick_item *item)
{
	return item->refusal ? item->refusal : item->hint;
}

enum part { PART_KEY, PART_LABEL, PART_TOLD }; /* the last: labels with something beside them */

static int widest(const struct pick_state *s, enum part part)
{
	int most = 0;

	for (size_t i = 0; i < s->nitems; i++) {
		const struct pick_item *item = &s->items[i];
		const char *text = part == PART_KEY ? item->key : item->label;
		int w = text && (part != PART_TOLD || hint_text(item)) ? utf8_columns(text) : 0;
		most = w > most ? w : most;
	}
	return most;
}

static bool any_hint(const struct pick_state *s)
{
	for (size_t i = 0; i < s->nitems; i++)
		if (hint_text(&s->items[i]))
			return true;
	return false;
}

/* Sentences get most of the room: the few labels that are longer have theirs below them. */
static struct columns columns_of(const struct pick_state *s, int width)
{
	bool records = s->pick.entity && any_hint(s);
	struct columns c = { .keys = widest(s, PART_KEY), .label = widest(s, records ? PART_TOLD : PART_LABEL) };
	int most = s->pick.entity ? width * 2 / 3 : !any_hint(s) ? width : width / 4 > 16 ? width / 4 : 16;

	if (records && most > width - 2 - GAP - TELL_MIN)
		most = width - 2 - GAP - TELL_MIN;
	c.keys += c.keys ? GAP : 0;
	c.label = c.label < most ? c.label : most;
	c.hint = width - 2 - c.keys - c.label - GAP;
	c.beside = c.hint >= (records ? TELL_MIN : HINT_MIN);
	if (!c.beside) {
		c.label = width - 2 - c.keys;
		c.hint = width - 2 - INDENT;
	}
	return c;
}

/* Whether the hint begins on the line below the label. */
static bool is_below(const struct pick_state *s, const struct columns *c, const struct pick_item *item)
{
	return !c->beside || (!s->pick.entity && utf8_columns(item->label) > c->label);
}

static int lines_of(const struct pick_state *s, const struct columns *c, const struct pick_item *item, bool here)
{
	const char *hint = hint_text(item);
	int lines;

	if (!hint || s->pick.entity || (!c->beside && !here))
		return 1;
	lines = grid_lines(hint, c->hint) + is_below(s, c, item);
	return lines ? lines : 1;
}

static struct rect pick_place(struct view *v, struct rect screen)
{
	struct pick_state *s = v->state;
	int most = screen.w - 4, rows = s->pick.entity ? 12 : 3, hints = 0, width;
	struct columns c = columns_of(s, GRID_MAX_W);

	for (size_t i = 0; i < s->nitems; i++) {
		const char *hint = hint_text(&s->items[i]);
		int w = hint ? utf8_columns(hint) : 0;

		hints = w > hints ? w : hints;
	}
	width = 4 + c.keys + c.label + (hints ? GAP + hints : 0);
	width = width < 4 + c.keys + widest(s, PART_LABEL) ? 4 + c.keys + widest(s, PART_LABEL) : width;
	width = width < WIDTH_MIN ? WIDTH_MIN : width;
	width = width < most ? width : most;
	c = columns_of(s, width - 2);
	for (size_t i = 0; i < s->nitems && !s->pick.entity; i++)
		rows += lines_of(s, &c, &s->items[i], false);
	return rect_centre(screen, width, rows > screen.h - 4 ? screen.h - 4 : rows);
}

static void draw_item(struct view *v, struct grid *g, struct rect r, const struct columns *c,
		      const struct pick_item *item, const struct text_typed *typed, bool here)
{
	struct pick_state *s = v->state;
	int x = r.x + 1, room = r.w - 2 - c->keys;
	bool below = is_below(s, c, item);
	const char *hint = hint_text(item);

	grid_put_right(g, x, r.y, c->keys - GAP, ROLE_KEY, item->key ? item->key : "");
	x += c->keys;
	rows_put_matched(g, x, r.y, below || !hint ? room : c->label, item->refusal ? ROLE_QUIET : ROLE_DIALOG,
			 item->label, typed);
	if (hint && s->pick.entity && c->beside)
		grid_put_fit(g, x + c->label + GAP, r.y, c->hint, ROLE_QUIET, hint);
	else if (hint && (c->beside || here))
		grid_put_lines(g, (struct rect){ c->beside ? x + c->label + GAP : r.x + 1 + INDENT, r.y + below,
						 c->hint, r.h - below }, ROLE_QUIET, hint);
	for (int y = 0; here && y < r.h; y++)
		grid_select(g, rect_row(r, y));
}

/* So that the item under the cursor is seen whole. */
static void scroll(struct pick_state *s, const struct columns *c, int height)
{
	int lines = 0;

	if (s->cursor < s->top)
		s->top = s->cursor;
	for (size_t i = s->cursor + 1; i-- > s->top && i < s->nshown;) {
		lines += lines_of(s, c, &s->items[s->shown[i]], i == s->cursor);
		if (lines > height && i < s->cursor) {
			s->top = i + 1;
			break;
		}
	}
}

/* Returns how many. */
static size_t draw_items(struct view *v, struct grid *g, struct rect in)
{
	struct pick_state *s = v->state;
	struct columns c = columns_of(s, in.w);
	struct text_typed typed;
	size_t at;
	int y = 0;

	text_type(&typed, editor_text(&s->editor), strlen(editor_text(&s->editor)));
	scroll(s, &c, in.h);
	for (at = s->top; y < in.h && at < s->nshown; at++) {
		const struct pick_item *item = &s->items[s->shown[at]];
		bool here = at == s->cursor;
		struct rect r = { in.x, in.y + y, in.w, lines_of(s, &c, item, here) };

		grid_zone(g, r, here ? ZONE_HERE : ZONE_ROW, 0);
		draw_item(v, g, r, &c, item, &typed, here);
		if (here && s->walking)
			grid_cursor(g, r.x + 1, r.y, false);
		y += r.h;
	}
	text_typed_free(&typed);
	return at - s->top;
}

/* Where not all have room, the frame says where one is among how many. */
static void draw_count(const struct pick_state *s, struct grid *g, struct rect r, size_t drawn)
{
	int64_t all = (int64_t)s->nshown;
	struct sbuf text = SBUF_INIT;

	for (size_t i = 0; i < s->nkinds; i++)
		if (s->found[i] && s->found[i]->total > (int64_t)s->found[i]->nrows)
			all += s->found[i]->total - (int64_t)s->found[i]->nrows;
	if ((int64_t)drawn < all) {
		sbuf_puts(&text, " ");
		sbuf_printf(&text, _("%s of %s"), NUMBER_TEXT((int64_t)s->cursor + 1), NUMBER_TEXT(all));
		sbuf_puts(&text, " ");
		grid_put_right(g, r.x, r.y + r.h - 1, r.w - 2, ROLE_QUIET, sbuf_text(&text));
	}
	sbuf_free(&text);
}

static void pick_draw(struct view *v, struct grid *g, struct rect r)
{
	struct pick_state *s = v->state;
	struct rect in = rect_inset(r, 1, 1), line, old;
	size_t drawn;

	grid_fill(g, r, ROLE_DIALOG);
	grid_box(g, r, ROLE_BOX, s->pick.title);
	line = rect_cut_top(&in, 1);
	rect_cut_left(&line, 1);
	old = grid_clip(g, in);
	drawn = draw_items(v, g, in);
	grid_unclip(g, old);
	draw_count(s, g, r, drawn);
	if (!s->nshown && !v->loading)
		grid_put_fit(g, in.x + 1, in.y, in.w - 2, ROLE_QUIET, _("Nothing fits."));
	editor_draw(&s->editor, g, line, ROLE_DIALOG, !s->walking);
}

/* The form stands above what was typed: whoever leaves it is back here. What it adds is taken, pick_added. */
static void add_in_form(struct view *v, const char *name)
{
	struct pick_state *s = v->state;
	char *also = s->pick.expr ? arena_strdup(&v->arena, s->pick.expr) : NULL, *is = also ? strchr(also, '=') : NULL;
	struct named_value args[] = { { s->pick.entity->title, name }, { also, is ? is + 1 : NULL } };

	if (is)
		*is = '\0';
	host_open(v, &(struct view_spec){ .view = "form", .entity = s->pick.entity, .nargs = is ? 2 : 1, .args = args });
}

static void pick_added(struct view *v, const struct entity *e, int64_t id, const char *title)
{
	struct pick_state *s = v->state;

	if (e != s->pick.entity)
		return;
	host_close(v);
	if (v->from)
		s->pick.done(v->from, &(struct pick_item){ .label = title, .value = id }, s->pick.data);
}

static void finish(struct view *v, bool taken)
{
	struct pick_state *s = v->state;
	const struct pick_item *item = NULL;

	if (taken && s->cursor < s->nshown)
		item = &s->items[s->shown[s->cursor]];
	if (taken && !item) {
		host_say(v, TONE_ATTENTION, "%s", K_(v, "Nothing fits: type something else, or {leave} leaves."));
		return;
	}
	if (item && item->refusal) {
		host_say(v, TONE_ATTENTION, "%s", item->refusal);
		return;
	}
	if (item && item->value == IN_FORM && s->pick.add) {
		add_in_form(v, item->text);
		return;
	}
	if (item && v->from && !(v->from->ops->contexts & IN_FIELDS)) /* a form keeps what was chosen */
		host_take(v);
	else
		host_close(v);
	if (v->from)
		s->pick.done(v->from, item, s->pick.data);
}

static void move(struct pick_state *s, int by)
{
	s->walking = true;
	if (by < 0 ? s->cursor > 0 : s->cursor + 1 < s->nshown)
		s->cursor = by < 0 ? s->cursor - 1 : s->cursor + 1;
}

/* Tab goes on to the next field of a form, with what was chosen; elsewhere to the next item. */
static uint32_t meant(const struct view *v, uint32_t key)
{
	if (key != K_TAB)
		return key;
	return v->from && v->from->ops->contexts & IN_FIELDS ? K_ENTER : K_DOWN;
}

static bool pick_key(struct view *v, uint32_t key)
{
	struct pick_state *s = v->state;

	switch (meant(v, key)) {
	case K_ESC:
		finish(v, false);
		return true;
	case K_ENTER:
	case K_CTRL | 's':
		finish(v, true);
		return true;
	case K_UP:
	case K_CTRL | 'p':
		move(s, -1);
		return true;
	case K_DOWN:
	case K_CTRL | 'n':
		move(s, 1);
		return true;
	case K_PAGE_DOWN:
	case K_PAGE_UP:
		for (int i = 0; i < 10; i++)
			move(s, key == K_PAGE_UP ? -1 : 1);
		return true;
	default:
		return false;
	}
}

static bool pick_event(struct view *v, const struct event *ev)
{
	struct pick_state *s = v->state;

	if (ev->type == EVENT_INTERRUPT) {
		finish(v, false);
		return true;
	}
	if (ev->type == EVENT_KEY && pick_key(v, ev->key))
		return true;
	if (!editor_event(&s->editor, ev))
		return false;
	s->cursor = s->top = 0;
	s->walking = false;
	s->wide = false;
	if (s->pick.entity)
		v->stale = true;
	else
		narrow(s);
	return true;
}

const struct view_ops pick_view = {
	.name = "pick",
	.contexts = IN_PICK,
	.flags = VIEW_FLOAT | VIEW_TYPES,
	.size = sizeof(struct pick_state),
	.open = pick_open,
	.close = pick_close,
	.load = ask_store,
	.answer = pick_answer,
	.draw = pick_draw,
	.event = pick_event,
	.added = pick_added,
	.place = pick_place,
};
