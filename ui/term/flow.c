#include "term/flow.h"

void flow_sent(struct flow *f, size_t bytes, int64_t now)
{
	if (f->n < FLOW_FRAMES)
		f->bytes[f->n++] = bytes;
	else
		f->bytes[FLOW_FRAMES - 1] += bytes;
	f->since = now;
}

void flow_arrived(struct flow *f, int64_t now)
{
	f->answers = true;
	f->since = now;
	if (f->n)
		memmove(f->bytes, f->bytes + 1, --f->n * sizeof(*f->bytes));
}

bool flow_behind(const struct flow *f, int64_t now)
{
	size_t under_way = 0;

	for (size_t i = 0; i < f->n; i++)
		under_way += f->bytes[i];
	return f->answers && now - f->since < FLOW_GIVEUP &&
	       (under_way > FLOW_SMALL || f->n == FLOW_FRAMES);
}

void flow_forget(struct flow *f)
{
	f->n = 0;
}
