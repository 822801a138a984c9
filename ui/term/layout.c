#include "term/layout.h"

#define DROPPED (-1)

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

bool rect_empty(struct rect r)
{
	return r.w <= 0 || r.h <= 0;
}

bool rect_holds(struct rect r, int x, int y)
{
	return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

struct rect rect_clip(struct rect r, struct rect to)
{
	int x = most(r.x, to.x), y = most(r.y, to.y);
	int w = least(r.x + r.w, to.x + to.w) - x, h = least(r.y + r.h, to.y + to.h) - y;

	return (struct rect){x, y, most(w, 0), most(h, 0)};
}

struct rect rect_inset(struct rect r, int dx, int dy)
{
	return rect_clip((struct rect){r.x + dx, r.y + dy, r.w - 2 * dx, r.h - 2 * dy}, r);
}

struct rect rect_centre(struct rect r, int w, int h)
{
	w = most(least(w, r.w), 0);
	h = most(least(h, r.h), 0);
	return (struct rect){r.x + (r.w - w) / 2, r.y + (r.h - h) / 2, w, h};
}

struct rect rect_row(struct rect r, int i)
{
	if (i < 0 || i >= r.h)
		return (struct rect){r.x, r.y, 0, 0};
	return (struct rect){r.x, r.y + i, r.w, 1};
}

struct rect rect_cut_top(struct rect *r, int n)
{
	struct rect cut = *r;

	cut.h = most(least(n, r->h), 0);
	r->y += cut.h;
	r->h -= cut.h;
	return cut;
}

struct rect rect_cut_bottom(struct rect *r, int n)
{
	struct rect cut = *r;

	cut.h = most(least(n, r->h), 0);
	r->h -= cut.h;
	cut.y = r->y + r->h;
	return cut;
}

struct rect rect_cut_left(struct rect *r, int n)
{
	struct rect cut = *r;

	cut.w = most(least(n, r->w), 0);
	r->x += cut.w;
	r->w -= cut.w;
	return cut;
}

struct rect rect_cut_right(struct rect *r, int n)
{
	struct rect cut = *r;

	cut.w = most(least(n, r->w), 0);
	r->w -= cut.w;
	cut.x = r->x + r->w;
	return cut;
}

/* What is left of the length when each kept item has the size it has now. The sharing is done on
 * the widths of out, whether they stand for columns or for rows. */
static int spare(int length, int gap, const struct rect *out, size_t n)
{
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		if (out[i].w == DROPPED)
			continue;
		length -= out[i].w + (first ? 0 : gap);
		first = false;
	}
	return length;
}

static void drop_until_fit(int length, int gap, const struct layout_item *items, size_t n,
			   struct rect *out)
{
	while (spare(length, gap, out, n) < 0) {
		size_t victim = n;
		for (size_t i = 0; i < n; i++)
			if (out[i].w != DROPPED && items[i].drop > 0 &&
			    (victim == n || items[i].drop >= items[victim].drop))
				victim = i;
		if (victim == n)
			return;
		out[victim].w = DROPPED;
	}
}

static void cut_short(int length, int gap, size_t n, struct rect *out)
{
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		if (out[i].w == DROPPED)
			continue;
		length -= first ? 0 : gap;
		out[i].w = length > 0 ? least(out[i].w, length) : DROPPED;
		length -= most(out[i].w, 0);
		first = false;
	}
}

static void grow_evenly(int room, const struct layout_item *items, size_t n, struct rect *out)
{
	for (bool grew = true; grew && room > 0;) {
		grew = false;
		for (size_t i = 0; i < n && room > 0; i++)
			if (out[i].w != DROPPED && out[i].w < items[i].want) {
				out[i].w++;
				room--;
				grew = true;
			}
	}
}

static void grow_by_weight(int room, const struct layout_item *items, size_t n, struct rect *out)
{
	int64_t total = 0, seen = 0, given = 0;

	for (size_t i = 0; i < n; i++)
		total += out[i].w == DROPPED ? 0 : items[i].weight;
	for (size_t i = 0; i < n && total > 0 && room > 0; i++) {
		int64_t due;
		if (out[i].w == DROPPED)
			continue;
		seen += items[i].weight;
		due = room * seen / total;
		out[i].w += (int)(due - given);
		given = due;
	}
}

static void place(struct rect r, int gap, size_t n, struct rect *out)
{
	int at = r.x;
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		if (out[i].w == DROPPED) {
			out[i] = (struct rect){least(at, r.x + r.w), r.y, 0, 0};
			continue;
		}
		at += first ? 0 : gap;
		first = false;
		out[i] = (struct rect){at, r.y, out[i].w, r.h};
		at += out[i].w;
	}
}

void layout_columns(struct rect r, int gap, const struct layout_item *items, size_t n,
		    struct rect *out)
{
	for (size_t i = 0; i < n; i++)
		out[i].w = most(items[i].min, 0);
	drop_until_fit(r.w, gap, items, n, out);
	cut_short(r.w, gap, n, out);
	grow_evenly(spare(r.w, gap, out, n), items, n, out);
	grow_by_weight(spare(r.w, gap, out, n), items, n, out);
	place(r, gap, n, out);
}

static struct rect turned(struct rect r)
{
	return (struct rect){r.y, r.x, r.h, r.w};
}

void layout_rows(struct rect r, int gap, const struct layout_item *items, size_t n,
		 struct rect *out)
{
	layout_columns(turned(r), gap, items, n, out);
	for (size_t i = 0; i < n; i++)
		out[i] = turned(out[i]);
}
