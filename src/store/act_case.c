/* Closing cases, and opening them again. */
#include "base/intl.h"
#include "store/act.h"

int act_case_close(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };

	(void)made;
	change_set(&c, &r->entity->fields[CASE_STATUS], value_text("closed"));
	if (act_take(a, &c, "answer", e) < 0 || act_fields(a, &c, e) < 0) {
		change_free(&c);
		return -1;
	}
	return act_change(a, &c, NULL, e);
}

/* What was answered is so still. */
int act_case_reopen(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	bool answered = r->values[CASE_ANSWER].kind != VALUE_NULL;
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };

	(void)made;
	change_set(&c, &r->entity->fields[CASE_STATUS], value_text(answered ? "answered" : "open"));
	return act_change(a, &c, NULL, e);
}
