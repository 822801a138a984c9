#include "store/timeline.h"

#include "base/intl.h"
#include "store/explain.h"
#include "store/journal.h"
#include "store/tone.h"

enum source {
	SOURCE_ACTIVITY,
	SOURCE_MOVE,
	SOURCE_OPENED,
	SOURCE_CLOSED,
	SOURCE_CHANGE,
	SOURCE_DOCUMENT,
	SOURCE_INVOICE,
	SOURCE_PAID,
	SOURCE_CASE,
	SOURCE_CASE_CLOSED,
	SOURCES
};

/* What a line of each source opens. */
static const enum entity_id sources[SOURCES] = {
	[SOURCE_ACTIVITY] = ENTITY_ACTIVITY, [SOURCE_MOVE] = ENTITY_DEAL,	  [SOURCE_OPENED] = ENTITY_DEAL,
	[SOURCE_CLOSED] = ENTITY_DEAL,	     [SOURCE_CHANGE] = ENTITY_DEAL,	  [SOURCE_DOCUMENT] = ENTITY_DOCUMENT,
	[SOURCE_INVOICE] = ENTITY_INVOICE,   [SOURCE_PAID] = ENTITY_INVOICE,	  [SOURCE_CASE] = ENTITY_CASE,
	[SOURCE_CASE_CLOSED] = ENTITY_CASE,
};

/* What each part of a timeline (timeline_part) shows. */
static const struct filter {
	const char *name;
	unsigned sources;
	const char *where; /* of activities; NULL: all */
} filters[] = {
	{ "all", (1u << SOURCES) - 1, NULL },
	{ "talks", 1u << SOURCE_ACTIVITY, "a.kind IN ('call', 'visit', 'meeting')" },
	{ "mail", 1u << SOURCE_ACTIVITY, "a.kind IN ('mail', 'letter')" },
	{ "deals", 1u << SOURCE_MOVE | 1u << SOURCE_OPENED | 1u << SOURCE_CLOSED, NULL },
	{ "money", 1u << SOURCE_INVOICE | 1u << SOURCE_PAID, NULL },
	{ "cases", 1u << SOURCE_CASE | 1u << SOURCE_CASE_CLOSED, NULL },
	{ "changes", 1u << SOURCE_CHANGE, NULL },
	{ "tasks", 1u << SOURCE_ACTIVITY, "a.kind IN ('task', 'promise')" },
	{ "notes", 1u << SOURCE_ACTIVITY | 1u << SOURCE_DOCUMENT, "a.kind = 'note'" },
};

static const struct filter *filter_find(const char *name)
{
	for (size_t i = 0; i < LENGTH(filters); i++)
		if (!name || !*name || !strcmp(filters[i].name, name))
			return &filters[i];
	return NULL;
}

/* The moments of each source, as `at, source, id, pinned`. A day without a time stands at its beginning; a move
 * that was noted on the day itself has the time of the note. @e is the record's entity, and the field of
 * an activity or a deal that refers to it; @d is that of a deal, or its own id; @m adds the rows of merged records. */
static const char *const moments[SOURCES] = {
	[SOURCE_ACTIVITY] =
		"SELECT coalesce(a.done, a.start, a.due || 'T00:00:00Z', a.created) AS at, 0 AS source,"
		" a.id AS id, coalesce(a.pinned, 0) AS pinned FROM activity a WHERE a.removed = 0 AND a.@e = ?1",
	[SOURCE_MOVE] =
		"SELECT CASE WHEN substr(m.created, 1, 10) = m.at THEN m.created"
		" ELSE m.at || 'T00:00:00Z' END AS at, 1 AS source, m.id AS id, 0 AS pinned"
		" FROM deal d JOIN stage_move m ON m.deal = d.id"
		" WHERE d.removed = 0 AND m.removed = 0 AND m.from_stage IS NOT NULL AND d.@d = ?1",
	[SOURCE_OPENED] =
		"SELECT coalesce(d.opened || 'T00:00:00Z', d.created) AS at, 2 AS source, d.id AS id,"
		" 0 AS pinned"
		" FROM deal d WHERE d.removed = 0 AND '@e' <> 'deal' AND d.@d = ?1",
	/* Deals that were closed before they came into the book walked through no stage here. */
	[SOURCE_CLOSED] =
		"SELECT d.closed || 'T00:00:00Z' AS at, 3 AS source, d.id AS id, 0 AS pinned"
		" FROM deal d"
		" WHERE d.removed = 0 AND d.closed IS NOT NULL AND d.state <> 'open' AND d.@d = ?1"
		" AND NOT EXISTS (SELECT 1 FROM stage_move m JOIN stage g ON g.id = m.to_stage"
		" WHERE m.deal = d.id AND m.removed = 0 AND m.from_stage IS NOT NULL"
		" AND g.outcome = d.state)",
	/* What the moves and talks above tell already is no change of its own. */
	[SOURCE_CHANGE] =
		"SELECT x.at AS at, 4 AS source, x.id AS id, 0 AS pinned"
		" FROM journal j JOIN txn x ON x.id = j.txn"
		" WHERE (j.seq IN " JOURNAL_ABOUT("?1", "'@e'") "@m) AND (j.field IS NULL OR j.field NOT IN"
		" ('stage', 'state', 'since', 'closed', 'last_contact')) GROUP BY x.id",
	[SOURCE_DOCUMENT] = "SELECT o.created AS at, 5 AS source, o.id AS id, 0 AS pinned FROM document o"
			    " WHERE o.removed = 0 AND o.\"@e\" = ?1",
	[SOURCE_INVOICE] = "SELECT i.date || 'T00:00:00Z' AS at, 6 AS source, i.id AS id, 0 AS pinned"
			   " FROM invoice i WHERE i.removed = 0 AND i.@e = ?1",
	[SOURCE_PAID] = "SELECT i.paid_on || 'T00:00:00Z' AS at, 7 AS source, i.id AS id, 0 AS pinned"
			" FROM invoice i WHERE i.removed = 0 AND i.paid_on IS NOT NULL AND i.@e = ?1",
	[SOURCE_CASE] = "SELECT coalesce(k.opened || 'T00:00:00Z', k.created) AS at, 8 AS source, k.id AS id,"
			" 0 AS pinned FROM \"case\" k WHERE k.removed = 0 AND k.@e = ?1",
	[SOURCE_CASE_CLOSED] = "SELECT k.closed || 'T00:00:00Z' AS at, 9 AS source, k.id AS id, 0 AS pinned"
			       " FROM \"case\" k WHERE k.removed = 0 AND k.closed IS NOT NULL AND k.@e = ?1",
};

/* How each is told: kind, direction, what, amount, currency, who (id, name), duration, id of what opens. */
static const char *const tellings[SOURCES] = {
	[SOURCE_ACTIVITY] =
		"SELECT a.kind, a.direction, a.subject, NULL, NULL, a.owner, u.name, a.duration, a.id"
		" FROM activity a LEFT JOIN \"user\" u ON u.id = a.owner WHERE a.id = ?1 AND ?2 IS NOT NULL",
	[SOURCE_MOVE] =
		"SELECT CASE g.outcome WHEN 'open' THEN 'stage' ELSE g.outcome END, NULL,"
		" CASE WHEN d.id = ?2 THEN '' ELSE d.name || ': ' END || f.name || ' → ' || g.name,"
		" m.amount, coalesce(m.currency, d.currency), m.by_user, u.name, NULL, d.id"
		" FROM stage_move m JOIN deal d ON d.id = m.deal JOIN stage f ON f.id = m.from_stage"
		" JOIN stage g ON g.id = m.to_stage LEFT JOIN \"user\" u ON u.id = m.by_user WHERE m.id = ?1",
	[SOURCE_OPENED] =
		"SELECT 'opened', NULL, d.name, d.amount, d.currency, d.owner, u.name, NULL, d.id"
		" FROM deal d LEFT JOIN \"user\" u ON u.id = d.owner WHERE d.id = ?1 AND ?2 IS NOT NULL",
	[SOURCE_CLOSED] =
		"SELECT d.state, NULL, d.name, d.amount, d.currency, d.owner, u.name, NULL, d.id"
		" FROM deal d LEFT JOIN \"user\" u ON u.id = d.owner WHERE d.id = ?1 AND ?2 IS NOT NULL",
	[SOURCE_CHANGE] =
		"SELECT 'change', NULL, NULL, NULL, NULL, x.user, u.name, NULL, NULL"
		" FROM txn x LEFT JOIN \"user\" u ON u.id = x.user WHERE x.id = ?1 AND ?2 IS NOT NULL",
	[SOURCE_DOCUMENT] =
		"SELECT 'document', NULL, printf(?3, o.name, o.revision), NULL, NULL, o.author, u.name, NULL, o.id"
		" FROM document o LEFT JOIN \"user\" u ON u.id = o.author WHERE o.id = ?1 AND ?2 IS NOT NULL",
	[SOURCE_INVOICE] = "SELECT 'invoice', NULL, i.number, i.amount, i.currency, NULL, NULL, NULL, i.id"
			   " FROM invoice i WHERE i.id = ?1 AND ?2 IS NOT NULL",
	[SOURCE_PAID] = "SELECT 'paid', NULL, i.number, i.paid, i.currency, NULL, NULL, NULL, i.id"
			" FROM invoice i WHERE i.id = ?1 AND ?2 IS NOT NULL",
	[SOURCE_CASE] = "SELECT k.kind, NULL, k.subject, NULL, NULL, k.owner, u.name, NULL, k.id"
			" FROM \"case\" k LEFT JOIN \"user\" u ON u.id = k.owner WHERE k.id = ?1 AND ?2 IS NOT NULL",
	[SOURCE_CASE_CLOSED] =
		"SELECT 'closed', NULL, k.subject, k.compensation, k.currency, k.owner, u.name, NULL, k.id"
		" FROM \"case\" k LEFT JOIN \"user\" u ON u.id = k.owner WHERE k.id = ?1 AND ?2 IS NOT NULL",
};

enum { WHEN, AT, KIND, DIRECTION, WHAT, AMOUNT, WHO, DURATION, PINNED };

static struct table *make_table(void)
{
	const struct entity *activity = entity_at(ENTITY_ACTIVITY);
	struct table *t = table_new("timeline");
	struct column *kind, *who;

	table_add_column(t, "when", N_("When"), FIELD_DATE)->field.width = 10;
	table_add_column(t, "at", N_("At"), FIELD_STAMP)->field.width = 16;
	kind = table_add_column(t, "kind", N_("Kind"), FIELD_CHOICE);
	kind->field.choices = moment_kind;
	kind->field.width = 9;
	table_add_field(t, entity_must(activity, "direction"));
	table_add_column(t, "what", N_("What"), FIELD_TEXT)->field.width = 40;
	table_add_column(t, "amount", N_("Amount"), FIELD_MONEY)->field.width = 12;
	who = table_add_column(t, "who", N_("Who"), FIELD_REF);
	who->field.ref = "user";
	who->field.width = 12;
	table_add_field(t, entity_must(activity, "duration"));
	table_add_column(t, "pinned", N_("Pinned"), FIELD_CHOICE)->field.width = 6;
	return t;
}

/* Whether activities and deals point to such a record. */
static bool has_moments(const struct entity *e)
{
	return e->id == ENTITY_CUSTOMER || e->id == ENTITY_CONTACT || e->id == ENTITY_DEAL;
}

/* What was told of the records that were merged into this one. */
static const char merged[] = " OR j.seq IN " JOURNAL_MERGED("@e", "?1", "'@e'");

static void put_moments(struct sbuf *sql, const char *text, const struct entity *e)
{
	for (; *text; text++) {
		if (*text != '@')
			sbuf_putc(sql, *text);
		else if (*++text == 'm')
			put_moments(sql, entity_field(e, "merged") ? merged : "", e);
		else if (*text == 'd' && e->id == ENTITY_DEAL)
			sbuf_puts(sql, "id");
		else
			sbuf_puts(sql, e->name);
	}
}

/* Invoices know of no contact. */
static bool points_to(int source, const struct entity *e)
{
	const struct field *f = entity_field(entity_at(sources[source]), e->name);

	return e->id == ENTITY_DEAL || source == SOURCE_CHANGE || (f && f->type == FIELD_REF);
}

static void union_sql(struct sbuf *sql, const struct entity *e, const struct filter *f)
{
	unsigned told = has_moments(e) ? f->sources : f->sources & (1u << SOURCE_CHANGE | 1u << SOURCE_DOCUMENT);
	bool first = true;

	for (int i = 0; i < SOURCES; i++) {
		if (!(told & 1u << i) || !points_to(i, e))
			continue;
		sbuf_puts(sql, first ? "" : " UNION ALL ");
		put_moments(sql, moments[i], e);
		if (i == SOURCE_ACTIVITY && f->where)
			sbuf_printf(sql, " AND %s", f->where);
		first = false;
	}
	if (first)
		sbuf_puts(sql, "SELECT NULL AS at, 0 AS source, 0 AS id, 0 AS pinned WHERE ?1 IS NULL");
}

static void set_when(struct table *t, struct row *r, const char *at)
{
	bool day_only = strlen(at) > 10 && !strcmp(at + 10, "T00:00:00Z");
	int64_t stamp;

	if (stamp_read_iso(at, &stamp) < 0)
		return;
	table_set(t, r, WHEN, value_int(day_only ? stamp / 86400 : stamp_date(stamp)));
	if (!day_only)
		table_set(t, r, AT, value_int(stamp));
}

static void set_money(struct store *s, struct table *t, struct row *r, struct stmt *q)
{
	if (!db_is_null(q, 3))
		table_set(t, r, AMOUNT,
			  value_money(db_int(q, 3), db_is_null(q, 4) ? s->currency : db_text(q, 4)));
}

static int tell(struct store *s, struct table *t, const struct entity *e, int64_t id, const char *at,
		enum source source, int64_t key, struct error *err)
{
	struct stmt *q = db_prepare(s->db, tellings[source], err);
	struct row *r;
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, key);
	db_bind_int(q, 2, e->id == ENTITY_DEAL ? id : 0);
	if (source == SOURCE_DOCUMENT)
		db_bind_text(q, 3, _("%s, revision %d"));
	got = db_step(q, err);
	if (got <= 0)
		return got;
	r = table_add_row(t);
	set_when(t, r, at);
	table_set(t, r, KIND, value_text(db_text(q, 0)));
	table_set(t, r, DIRECTION, value_text(db_text(q, 1)));
	table_set(t, r, WHAT, value_text(db_text(q, 2)));
	set_money(s, t, r, q);
	if (!db_is_null(q, 5))
		table_set(t, r, WHO, value_ref(db_int(q, 5), db_text(q, 6)));
	if (!db_is_null(q, 7))
		table_set(t, r, DURATION, value_int(db_int(q, 7)));
	r->entity = entity_at(sources[source]);
	r->id = db_int(q, 8);
	db_reset(q);
	return 0;
}

static int tell_change(struct store *s, struct table *t, const struct entity *e, int64_t id,
		       int64_t txn, struct error *err)
{
	struct row *r = &t->rows[t->nrows - 1];
	struct sbuf what = SBUF_INIT;
	bool created = false;
	int rc = timeline_changes(s, e, id, txn, &what, &created, err);

	r->entity = NULL;
	r->id = 0;
	r->tone = TONE_QUIET;
	table_set(t, r, WHAT, value_text(sbuf_text(&what)));
	if (created)
		table_set(t, r, KIND, value_text("created"));
	sbuf_free(&what);
	return rc;
}

static int add_tone(struct store *s, struct row *r, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *q;
	int64_t tone = TONE_PLAIN;
	int rc = -1;

	sbuf_puts(&sql, "SELECT ");
	tone_sql(s, &sql, r->entity, "t");
	sbuf_puts(&sql, " FROM activity t WHERE t.id = ?");
	q = db_prepare(s->db, sql.data, err);
	if (q) {
		db_bind_int(q, 1, r->id);
		rc = db_one(q, TONE_PLAIN, &tone, err);
	}
	sbuf_free(&sql);
	r->tone = tone == TONE_QUIET ? TONE_PLAIN : (enum tone)tone;
	return rc;
}

static int fill(struct store *s, struct table *t, const struct entity *e, int64_t id, struct stmt *q,
		struct error *err)
{
	int got, rc = 0;

	while (rc == 0 && (got = db_step(q, err)) != 0) {
		enum source source = got > 0 ? (enum source)db_int(q, 1) : SOURCES;

		if (got < 0)
			return -1;
		rc = tell(s, t, e, id, db_text(q, 0), source, db_int(q, 2), err);
		if (rc == 0 && source == SOURCE_CHANGE)
			rc = tell_change(s, t, e, id, db_int(q, 2), err);
		else if (rc == 0 && source == SOURCE_ACTIVITY)
			rc = add_tone(s, &t->rows[t->nrows - 1], err);
		if (rc == 0 && db_int(q, 3))
			table_set(t, &t->rows[t->nrows - 1], PINNED, value_text("pinned"));
	}
	db_reset(q);
	return rc;
}

static struct stmt *around(struct store *s, const char *before, const char *all, const char *after,
			   struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *q;

	sbuf_puts(&sql, before);
	sbuf_puts(&sql, all);
	sbuf_puts(&sql, after);
	q = db_prepare(s->db, sql.data, err);
	sbuf_free(&sql);
	return q;
}

static int count(struct store *s, struct table *t, int64_t id, const char *all, struct error *err)
{
	struct stmt *q = around(s, "SELECT count(*) FROM (", all, ")", err);

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	return db_one(q, 0, &t->total, err);
}

static int read(struct store *s, struct table *t, const struct entity *e, int64_t id, const char *all,
		int64_t limit, struct error *err)
{
	struct stmt *q = around(s, "SELECT at, source, id, pinned FROM (", all,
				") ORDER BY pinned DESC, at DESC, source DESC, id DESC"
				" LIMIT ?2 OFFSET ?3", err);

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	db_bind_int(q, 2, limit);
	db_bind_int(q, 3, t->offset);
	return fill(s, t, e, id, q, err);
}

struct table *timeline_table(struct store *s, const struct entity *e, int64_t id, const char *filter,
			     int64_t offset, int64_t limit, struct error *err)
{
	const struct filter *f = filter_find(filter);
	struct sbuf all = SBUF_INIT;
	struct table *t;
	int rc;

	if (!f) {
		error_set(err, ERROR_USAGE, _("A timeline has no part \"%s\"."), filter);
		return NULL;
	}
	t = make_table();
	t->offset = offset > 0 ? offset : 0;
	union_sql(&all, e, f);
	rc = count(s, t, id, all.data, err);
	if (rc == 0)
		rc = read(s, t, e, id, all.data, limit, err);
	sbuf_free(&all);
	if (rc == 0)
		return t;
	table_free(t);
	return NULL;
}

/* How many there are of what */

static const char *const counted[SOURCES] = {
	[SOURCE_ACTIVITY] = N_("Activities"), [SOURCE_MOVE] = N_("Stage moves"),
	[SOURCE_OPENED] = N_("Deals opened"), [SOURCE_CLOSED] = N_("Deals closed"),
	[SOURCE_CHANGE] = N_("Changes"),      [SOURCE_DOCUMENT] = N_("Documents"),
	[SOURCE_INVOICE] = N_("Invoices"),    [SOURCE_PAID] = N_("Invoices paid"),
	[SOURCE_CASE] = N_("Cases"),	      [SOURCE_CASE_CLOSED] = N_("Cases closed"),
};

/* Activities by their kinds: "Activities, call". */
static const char *counted_as(struct table *t, enum source source, const char *kind)
{
	const struct choice *c = choice_named(entity_must(entity_at(ENTITY_ACTIVITY), "kind")->choices, kind);

	return c ? arena_printf(&t->arena, "%s%s%s", _(counted[source]), _(", "), _(c->label)) : _(counted[source]);
}

static int say_sources(struct store *s, struct table *t, struct said *said, int64_t id, const char *all,
		       struct error *err)
{
	struct stmt *q = around(s, "SELECT m.source, coalesce(a.kind, ''), count(*) FROM (", all,
				") m LEFT JOIN activity a ON m.source = 0 AND a.id = m.id GROUP BY 1, 2", err);
	int got = -1;

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	while ((got = db_step(q, err)) > 0)
		said_term(t, said, (struct term){
			.sign = '+', .what = counted_as(t, (enum source)db_int(q, 0), db_text(q, 1)),
			.number = (double)db_int(q, 2),
			.shown = figure_show(s, FIELD_INT, (double)db_int(q, 2), NULL, &t->arena) });
	db_reset(q);
	return got;
}

int timeline_say(struct store *s, struct table *t, const struct entity *e, int64_t id, const char *filter,
		 struct error *err)
{
	static const struct figure entries = { "timeline", N_("Timeline"), FIELD_INT, .made = "length",
		.words = N_("What happened around the record, as far as it is still in the book.") };
	struct table whole = { .total = 0 };
	struct sbuf part = SBUF_INIT, all = SBUF_INIT;
	struct said *said = table_say(t, SAID_NOTE, &entries, (double)t->total, NULL, NULL);
	int rc;

	union_sql(&part, e, filter_find(filter));
	union_sql(&all, e, filters);
	rc = say_sources(s, t, said, id, part.data, err);
	if (rc == 0)
		rc = count(s, &whole, id, all.data, err);
	if (whole.total > t->total)
		said_term(t, said, (struct term){
			.what = _("in the other parts"),
			.shown = figure_show(s, FIELD_INT, (double)(whole.total - t->total), NULL, &t->arena) });
	sbuf_free(&part);
	sbuf_free(&all);
	return rc;
}
