#include "store/store.h"

static void bind(struct stmt *s, int at, struct value v)
{
	if (v.kind == VALUE_TEXT)
		db_bind_text(s, at, v.s);
	else if (v.kind == VALUE_INT)
		db_bind_int(s, at, v.i);
	else
		db_bind_null(s, at);
}

int sql_params_bind(const struct sql_params *p, struct stmt *s, int at)
{
	for (size_t i = 0; i < p->n; i++, at++)
		if (p->items[i].field)
			db_bind_value(s, at, p->items[i].field, p->items[i].value);
		else
			bind(s, at, p->items[i].value);
	return at;
}

void sql_params_free(struct sql_params *p)
{
	free(p->items);
	arena_free(&p->arena);
	*p = (struct sql_params){ 0 };
}
