/* Which function does which verb, and for how long. */
#include "store/asof.h"
#include "store/find.h"
#include "store/line.h"

/* In ms of clock_work. */
#define SCREEN 2000   /* somebody waits before a screen */
#define REPORT 30000
#define WHOLE  300000 /* every record is compared; who asks may drop it at any time */

static store_verb verb_hello, verb_watch;

/* A limit means that the verb only reads: it may be stopped at any time. */
static const struct {
	store_verb *run;
	int limit;
} verbs[VERB_COUNT] = {
    [VERB_HELLO] = {verb_hello, 0},
    [VERB_DESCRIBE] = {verb_describe, SCREEN},
    [VERB_LIST] = {verb_list, SCREEN},
    [VERB_GET] = {verb_get, SCREEN},
    [VERB_SAVE] = {verb_save, 0},
    [VERB_ACT] = {verb_act, 0},
    [VERB_FIND] = {verb_find, SCREEN},
    [VERB_REPORT] = {verb_report, REPORT},
    [VERB_HISTORY] = {verb_history, SCREEN},
    [VERB_UNDO] = {verb_undo, 0},
    [VERB_REDO] = {verb_redo, 0},
    [VERB_DRAFT] = {verb_draft, 0},
    [VERB_SIMILAR] = {verb_similar, SCREEN},
    [VERB_DUPLICATES] = {verb_duplicates, WHOLE},
    [VERB_COMPARE] = {verb_compare, SCREEN},
    [VERB_UNDERSTAND] = {verb_understand, SCREEN},
    [VERB_EXPLAIN] = {verb_explain, REPORT},
    [VERB_ATTACH] = {verb_attach, 0},
    [VERB_FETCH] = {verb_fetch, SCREEN},
    [VERB_WATCH] = {verb_watch, 0},
};

bool store_verb_reads(enum verb v)
{
	return verbs[v].limit > 0;
}

static int verb_hello(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	const char *path = db_path(s->db), *slash = strrchr(path, '/');
	struct error why = { 0 };

	(void)r;
	(void)e;
	a->user = s->user;
	if (db_read_only(s->db) && db_refuse_write(s->db, &why) < 0)
		a->read_only = arena_strdup(&a->arena, why.text);
	memcpy(a->currency, s->currency, sizeof(a->currency));
	a->text = arena_strdup(&a->arena, slash ? slash + 1 : path);
	return 0;
}

static int verb_watch(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	struct error trouble = {0};

	(void)r;
	(void)a;
	journal_changed_since(s, &s->watched, &trouble);
	if (trouble.kind == ERROR_NONE)
		return 0;
	if (e)
		*e = trouble;
	return -1;
}

/* Half of an answer is none; but which records an action was refused for is told with the refusal. */
static void forget_tables(const struct request *r, struct answer *a)
{
	if (r->verb == VERB_ACT)
		return;
	while (a->ntables)
		table_free(a->tables[--a->ntables]);
}

/* What is read for one answer is read at one moment. */
static int run(struct store *s, const struct request *r, struct answer *a)
{
	int rc;

	if (!store_verb_reads(r->verb))
		return verbs[r->verb].run(s, r, a, &a->error);
	if (db_read_begin(s->db, &a->error) < 0)
		return -1;
	rc = r->asof ? asof_begin(s, r->asof, &a->error) : 0;
	if (rc == 0)
		rc = verbs[r->verb].run(s, r, a, &a->error);
	if (db_read_end(s->db, &a->error) < 0)
		rc = -1;
	if (r->asof)
		asof_end(s);
	return rc;
}

struct answer *store_do(struct store *s, const struct request *r)
{
	struct answer *a = answer_new(r->seq);
	int limit = verbs[r->verb].limit && r->asof ? WHOLE : verbs[r->verb].limit;

	if (!verbs[r->verb].run)
		BUG("%s is no verb of the store", verb_names[r->verb]);
	if (r->verb == VERB_FIND || r->verb == VERB_SIMILAR)
		find_prepare(s, r);
	if (r->verb == VERB_UNDERSTAND || (r->verb == VERB_ACT && r->name && !strcmp(r->name, "activity.line")))
		line_prepare(s);
	db_deadline(s->db, limit ? clock_work() + limit : 0);
	if (store_renew(s, &a->error) < 0 || run(s, r, a) < 0)
		forget_tables(r, a);
	else
		error_clear(&a->error);
	db_deadline(s->db, 0);
	return a;
}
