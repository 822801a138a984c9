/* The one place where rights stand. */
#include "base/sbuf.h"
#include "store/store.h"

/* A team's view is for the team that its owner belongs to. */
static void visible_view(const struct store *s, struct sbuf *sql, const char *alias)
{
	sbuf_printf(sql,
		    " AND (%s.owner = %lld OR %s.scope = 'all' OR (%s.scope = 'team' AND"
		    " (SELECT o.team FROM \"user\" o WHERE o.id = %s.owner) ="
		    " (SELECT o.team FROM \"user\" o WHERE o.id = %lld)))",
		    alias, (long long)s->user, alias, alias, alias, (long long)s->user);
}

void rights_visible(const struct store *s, struct sbuf *sql, const struct entity *e,
		    const char *alias)
{
	if (e->flags & ENTITY_PRIVATE)
		sbuf_printf(sql, " AND %s.owner = %lld", alias, (long long)s->user);
	else if (e->id == ENTITY_VIEW)
		visible_view(s, sql, alias);
	else if (e->id == ENTITY_SETTING)
		sbuf_printf(sql, " AND (%s.owner IS NULL OR %s.owner = %lld)", alias, alias,
			    (long long)s->user);
}

void rights_visible_changes(const struct store *s, struct sbuf *sql, const char *alias)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_at((enum entity_id)i);
		struct sbuf visible = SBUF_INIT;

		rights_visible(s, &visible, e, "x");
		if (visible.len) {
			sbuf_printf(sql, " AND (%s.entity <> '%s'", alias, e->name);
			sbuf_printf(sql, " OR EXISTS (SELECT 1 FROM \"%s\" x WHERE x.id = %s.record%s))",
				    e->name, alias, sbuf_text(&visible));
		}
		sbuf_free(&visible);
	}
}
