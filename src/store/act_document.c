/* What is left of documents that nobody has any more. */
#include "base/intl.h"
#include "store/act.h"
#include "store/content.h"

int act_document_collect(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	int64_t n = content_collect(a->store, e);

	(void)r;
	(void)made;
	a->said = arena_printf(a->arena, P_("%lld file removed", "%lld files removed", n), (long long)n);
	return n < 0 ? -1 : 0;
}
