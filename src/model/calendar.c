#include "model/calendar.h"

static int by_time(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

void spans_sort(struct span *s, size_t n)
{
	if (n)
		qsort(s, n, sizeof(*s), by_time);
}

size_t spans_clash(const struct span *s, size_t n, size_t at)
{
	for (size_t i = 0; i < n && s[i].from < s[at].to; i++)
		if (i != at && s[i].owner == s[at].owner && s[i].to > s[at].from)
			return i;
	return n;
}

static size_t add(struct span *out, size_t n, size_t max, int64_t from, int64_t to, int64_t least)
{
	if (n < max && to - from >= least && to > from)
		out[n++] = (struct span){ .from = from, .to = to };
	return n;
}

size_t spans_free(const struct span *s, size_t n, int64_t from, int64_t to, int64_t least, struct span *out,
		  size_t max)
{
	size_t found = 0;

	for (size_t i = 0; i < n && from < to && s[i].from < to; i++) {
		found = add(out, found, max, from, s[i].from, least);
		if (s[i].to > from)
			from = s[i].to;
	}
	return add(out, found, max, from, to, least);
}

static const char *parse_time(const char *p, int *minutes)
{
	char *end;
	long hour = strtol(p, &end, 10), minute = 0;

	if (end == p || hour < 0 || hour > 24)
		return NULL;
	if (*end == ':') {
		p = end + 1;
		minute = strtol(p, &end, 10);
		if (end != p + 2 || minute < 0 || minute > 59)
			return NULL;
	}
	*minutes = (int)(hour * 60 + minute);
	return *minutes <= 1440 ? end : NULL;
}

int hours_parse(const char *text, struct hours *out)
{
	struct hours h;
	const char *p = parse_time(text, &h.from);

	if (!p || *p != '-')
		return -1;
	p = parse_time(p + 1, &h.to);
	if (!p || *p || h.from >= h.to)
		return -1;
	*out = h;
	return 0;
}

static int64_t moment(date_t day, int minutes)
{
	struct civil c;

	date_split(day + minutes / 1440, &c);
	c.hour = minutes % 1440 / 60;
	c.minute = minutes % 60;
	return stamp_from_local(&c);
}

bool hours_of(struct hours h, date_t day, int64_t *from, int64_t *to)
{
	*from = moment(day, h.from);
	*to = moment(day, h.to);
	return date_weekday(day) < 5;
}
