#include "model.h"



void model_free(struct model *m)
{
	for (int k = 0; k < KINDS; k++)
		free(m->things[k]);
	free(m->done);
	free(m->undone);
}

void model_begin(struct model *m)
{
	m->txn++;
}

static void take(struct model *m, enum kind kind, int64_t id, struct thing to)
{
	struct thing *t = &m->things[kind][id];

	m->at++;
	to.name_at = to.name == t->name ? t->name_at : m->at;
	to.industry_at = to.industry == t->industry ? t->industry_at : m->at;
	*t = to;
}

static void push(struct model *m, struct model_step s)
{
	*(struct model_step *)array_add(&m->done, &m->ndone, &m->done_room, sizeof(s)) = s;
	m->nundone = 0;
}

static void change(struct model *m, enum kind kind, int64_t id, struct thing to)
{
	push(m, (struct model_step){ m->txn, kind, id, m->things[kind][id], to });
	take(m, kind, id, to);
}

/* Undone, it is there and removed. */
int64_t model_add(struct model *m, enum kind kind, struct thing thing, bool together)
{
	int64_t id = ++m->last[kind];
	struct thing gone;

	if (id >= m->room[kind]) {
		m->room[kind] = 2 * id + 64;
		m->things[kind] = xrealloc(m->things[kind], (size_t)m->room[kind] * sizeof(thing));
	}
	m->at += !together;
	thing.name_at = thing.industry_at = m->at;
	gone = thing;
	gone.removed = true;
	m->things[kind][id] = thing;
	push(m, (struct model_step){ m->txn, kind, id, gone, thing });
	return id;
}

static void leave_name(struct model *m, int64_t id, int now, int before)
{
	for (int64_t i = 1; i <= m->last[CUSTOMER]; i++) {
		struct thing t = m->things[CUSTOMER][i];

		if (t.to != id || t.name != now)
			continue;
		t.name = before;
		change(m, CUSTOMER, i, t);
		return;
	}
}

/* Whoever takes on the name of one that became a part of him leaves his own to that one. */
void model_edit(struct model *m, int64_t id, int name, int industry)
{
	struct thing before = m->things[CUSTOMER][id], t = before;

	t.name = name;
	t.industry = industry;
	change(m, CUSTOMER, id, t);
	if (name != before.name)
		leave_name(m, id, name, before.name);
}

void model_remove(struct model *m, enum kind kind, int64_t id, bool removed)
{
	struct thing t = m->things[kind][id];

	t.removed = removed;
	change(m, kind, id, t);
}

static bool goes_over(enum chosen chosen, int kept, int gone, int kept_at, int gone_at)
{
	if (chosen != CHOSEN_NONE)
		return chosen == CHOSEN_GONE;
	if (!kept || !gone || kept == gone)
		return !kept;
	return gone_at >= kept_at;
}

/* All that points there points here, also what is removed; the two change their names. */
void model_merge(struct model *m, int64_t kept, int64_t gone, enum chosen name, enum chosen industry)
{
	struct thing a = m->things[CUSTOMER][kept], b = m->things[CUSTOMER][gone], put_away = b;

	for (enum kind k = 0; k < KINDS; k++)
		for (int64_t i = 1; i <= m->last[k]; i++)
			if (m->things[k][i].to == gone) {
				struct thing t = m->things[k][i];

				t.to = kept;
				change(m, k, i, t);
			}
	put_away.removed = true;
	put_away.to = kept;
	if (goes_over(name, a.name, b.name, a.name_at, b.name_at)) {
		put_away.name = a.name;
		a.name = b.name;
	}
	if (goes_over(industry, a.industry, b.industry, a.industry_at, b.industry_at))
		a.industry = b.industry;
	change(m, CUSTOMER, gone, put_away);
	change(m, CUSTOMER, kept, a);
}

bool model_undo(struct model *m)
{
	int txn = m->ndone ? m->done[m->ndone - 1].txn : 0;

	while (m->ndone && m->done[m->ndone - 1].txn == txn) {
		struct model_step s = m->done[--m->ndone];

		take(m, s.kind, s.id, s.before);
		*(struct model_step *)array_add(&m->undone, &m->nundone, &m->undone_room, sizeof(s)) = s;
	}
	return txn;
}

bool model_redo(struct model *m)
{
	int txn = m->nundone ? m->undone[m->nundone - 1].txn : 0;

	while (m->nundone && m->undone[m->nundone - 1].txn == txn) {
		struct model_step s = m->undone[--m->nundone];

		take(m, s.kind, s.id, s.after);
		*(struct model_step *)array_add(&m->done, &m->ndone, &m->done_room, sizeof(s)) = s;
	}
	return txn;
}

int64_t model_meant(const struct model *m, int64_t id)
{
	const struct thing *t = &m->things[CUSTOMER][id];

	return t->to ? t->to : id;
}

int model_count_industry(const struct model *m, int industry)
{
	int n = 0;

	for (int64_t id = 1; id <= m->last[CUSTOMER]; id++)
		n += !m->things[CUSTOMER][id].removed && m->things[CUSTOMER][id].industry == industry;
	return n;
}

int model_count_phone(const struct model *m, bool phone)
{
	char *has = xcalloc((size_t)m->last[CUSTOMER] + 1, 1);
	int n = 0;

	for (int64_t id = 1; id <= m->last[PHONE]; id++)
		if (!m->things[PHONE][id].removed)
			has[m->things[PHONE][id].to] = 1;
	for (int64_t id = 1; id <= m->last[CUSTOMER]; id++)
		n += !m->things[CUSTOMER][id].removed && has[id] == phone;
	free(has);
	return n;
}
