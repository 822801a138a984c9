/* Moving deals through their pipeline. */
#include "base/intl.h"
#include "store/act.h"
#include "store/change.h"
#include "store/sql.h"

/* A stage of the pipeline in which the deal is, found by a statement over its present stage ?1. */
static int64_t stage_by(struct act *a, const char *sql, const struct record *deal, const char *word,
			struct error *e)
{
	struct stmt *q = db_prepare(a->store->db, sql, e);
	int64_t id;

	if (!q)
		return -1;
	db_bind_int(q, 1, deal->values[DEAL_STAGE].i);
	if (strstr(sql, "?2"))
		db_bind_text(q, 2, word);
	return db_one(q, 0, &id, e) < 0 ? -1 : id;
}

/* The words that are no stage's name. */
static const struct {
	const char *word, *sql, *none;
} steps[] = {
	{ "next",
	  "SELECT n.id FROM stage s JOIN stage n ON n.pipeline = s.pipeline AND n.position > s.position"
	  " WHERE s.id = ?1 AND n.removed = 0 AND n.outcome = 'open' ORDER BY n.position, n.id LIMIT 1",
	  N_("There is no open stage after it: move it to won or lost.") },
	{ "prev",
	  "SELECT n.id FROM stage s JOIN stage n ON n.pipeline = s.pipeline AND n.position < s.position"
	  " WHERE s.id = ?1 AND n.removed = 0 ORDER BY n.position DESC, n.id LIMIT 1",
	  N_("It is in the first stage.") },
	{ "won",
	  "SELECT n.id FROM stage s JOIN stage n ON n.pipeline = s.pipeline WHERE s.id = ?1"
	  " AND n.removed = 0 AND n.outcome = 'won' ORDER BY n.position, n.id LIMIT 1",
	  N_("Its pipeline has no stage for what is won.") },
	{ "lost",
	  "SELECT n.id FROM stage s JOIN stage n ON n.pipeline = s.pipeline WHERE s.id = ?1"
	  " AND n.removed = 0 AND n.outcome = 'lost' ORDER BY n.position, n.id LIMIT 1",
	  N_("Its pipeline has no stage for what is lost.") },
};

static int64_t stage_of(struct act *a, const struct record *deal, const char *typed, struct error *e)
{
	static const char named[] =
		"SELECT n.id FROM stage s JOIN stage n ON n.pipeline = s.pipeline"
		" WHERE s.id = ?1 AND n.removed = 0 AND fold(n.name) = fold(?2) LIMIT 1";
	int64_t id;

	for (size_t i = 0; i < LENGTH(steps); i++)
		if (!strcmp(steps[i].word, typed)) {
			id = stage_by(a, steps[i].sql, deal, NULL, e);
			if (id == 0)
				error_set(e, ERROR_CONFLICT, "%s: %s", record_title(deal), _(steps[i].none));
			return id > 0 ? id : 0;
		}
	id = stage_by(a, named, deal, typed, e);
	return id ? id : record_named(a->store, entity_at(ENTITY_STAGE), typed, e);
}

/* The stage and what was told along with it, and what the stage asks for that was not. */
static int read_move(struct act *a, const struct record *r, int64_t stage, struct change *c, struct error *e)
{
	const struct field *f = r->entity->fields;
	struct record *after = record_copy(r);
	struct value reason, closed;

	if (act_arg(a, "reason", &reason, e) < 0 || act_arg(a, "closed", &closed, e) < 0)
		return -1;
	change_set(c, &f[DEAL_STAGE], value_ref(stage, NULL));
	if (reason.kind != VALUE_NULL)
		change_set(c, &f[DEAL_LOSS_REASON], reason);
	if (closed.kind != VALUE_NULL)
		change_set(c, &f[DEAL_CLOSED], closed);
	if (act_fields(a, c, e) < 0)
		return -1;
	for (size_t i = 0; i < c->nfields; i++)
		record_set(after, c->fields[i].field, c->fields[i].value);
	return stage_check(a->store, r, after, &a->lacks, e);
}

/* Many that go one stage on do not end in the same one. */
static void show_stage(struct act *a, int64_t stage)
{
	const char *title = sql_title(a->store->db, entity_at(ENTITY_STAGE), stage, a->arena);

	a->first_shown = a->first_shown && strcmp(a->first_shown, title) != 0 ? _("several stages") : title;
}

int act_deal_move(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };
	int64_t stage = stage_of(a, r, act_typed(a, "stage"), e);

	(void)made;
	if (stage <= 0)
		return -1;
	show_stage(a, stage);
	if (read_move(a, r, stage, &c, e) < 0) {
		change_free(&c);
		return -1;
	}
	return act_change(a, &c, NULL, e);
}

/* Where it was before it was decided; one that came into the book decided begins its pipeline anew. */
int act_deal_reopen(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	static const char before[] =
		"SELECT m.from_stage FROM stage_move m JOIN stage s ON s.id = m.from_stage"
		" WHERE m.deal = ?1 AND m.removed = 0 AND s.removed = 0 AND s.outcome = 'open'"
		" ORDER BY m.id DESC LIMIT 1";
	static const char first[] =
		"SELECT n.id FROM stage s JOIN stage n ON n.pipeline = s.pipeline WHERE s.id = ?1"
		" AND n.removed = 0 AND n.outcome = 'open' ORDER BY n.position, n.id LIMIT 1";
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };
	struct stmt *q = db_prepare(a->store->db, before, e);
	int64_t stage;

	(void)made;
	if (!q)
		return -1;
	db_bind_int(q, 1, r->id);
	if (db_one(q, 0, &stage, e) < 0)
		return -1;
	if (stage == 0)
		stage = stage_by(a, first, r, NULL, e);
	if (stage == 0)
		return error_set(e, ERROR_CONFLICT, _("Its pipeline has no open stage."));
	if (stage < 0)
		return -1;
	change_set(&c, &r->entity->fields[DEAL_STAGE], value_ref(stage, NULL));
	return act_change(a, &c, NULL, e);
}
