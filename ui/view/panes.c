#include "view/panes.h"

bool sections_command(struct sections *s, enum command_id id)
{
	int page = s->height > 1 ? s->height : 1;

	switch (id) {
	case CMD_DOWN:
		sections_move(s, 1);
		break;
	case CMD_UP:
		sections_move(s, -1);
		break;
	case CMD_HALF_DOWN:
		sections_move(s, page / 2);
		break;
	case CMD_HALF_UP:
		sections_move(s, -(page / 2));
		break;
	case CMD_PAGE_DOWN:
		sections_move(s, page);
		break;
	case CMD_PAGE_UP:
		sections_move(s, -page);
		break;
	case CMD_FIRST:
		sections_first(s);
		break;
	case CMD_LAST:
		sections_last(s);
		break;
	case CMD_NEXT_PART:
		sections_next(s, 1);
		break;
	case CMD_PREV_PART:
		sections_next(s, -1);
		break;
	default:
		return false;
	}
	return true;
}

void sections_take(struct sections *s, struct answer **kept, struct answer *a)
{
	answer_free(*kept);
	*kept = answer_new(a->seq);
	sections_reset(s);
	for (size_t i = 0; i < a->ntables; i++) {
		sections_add(s, a->tables[i]);
		answer_add_table(*kept, a->tables[i]);
		a->tables[i] = NULL;
	}
	sections_settle(s);
}

bool sections_subject(const struct sections *s, struct subject *out)
{
	const struct row *r = sections_row(s);

	if (!r || !r->entity || !r->id)
		return false;
	*out = (struct subject){ .entity = r->entity,
				 .ids = &r->id,
				 .n = 1,
				 .title = table_title(sections_table(s), r) };
	return true;
}

bool row_open(struct view *v, const struct row *r)
{
	if (r && r->entity && r->id)
		host_open(v, &(struct view_spec){
				     .view = "record", .entity = r->entity, .id = r->id });
	else if (r && r->drill && r->drill_entity)
		host_open(v, &(struct view_spec){
				     .view = "list", .entity = r->drill_entity, .expr = r->drill });
	else
		return false;
	return true;
}
