/* The verbs `attach` and `fetch`: the bytes of documents, in and out. */
#include "base/intl.h"
#include "base/number.h"
#include "store/change.h"
#include "store/content.h"
#include "store/sql.h"
#include "store/write.h"

#define MEGABYTE 1000000

/* The field by which a document belongs to such a record. */
static const struct field *owner_field(const struct entity *e)
{
	const struct child *c = e ? entity_child(e, "documents") : NULL;

	return c ? entity_must(entity_at(ENTITY_DOCUMENT), c->field) : NULL;
}

static int check_size(struct store *s, const struct request *r, struct error *e)
{
	char *typed = NULL;
	int64_t most = DOCUMENT_LIMIT;

	if (store_setting(s, "document_limit", 0, &typed, e) < 0)
		return -1;
	if (typed && (number_int(typed, &most) < 0 || most < 1))
		most = DOCUMENT_LIMIT;
	free(typed);
	if (r->limit > most * MEGABYTE)
		return error_set(e, ERROR_USAGE,
				 _("%s has %lld MB, and documents have at most %lld: the setting"
				   " document_limit says how many."),
				 r->name, (long long)(r->limit / MEGABYTE), (long long)most);
	return 0;
}

static int check_request(struct store *s, const struct request *r, struct error *e)
{
	if (r->entity && !owner_field(r->entity))
		return error_set(e, ERROR_USAGE, _("%s is not for %s."), _("Documents"), _(r->entity->plural));
	if (!r->entity || !r->name || !*r->name || r->limit < 0 || r->offset < 0 ||
	    (int64_t)r->ndata > r->limit - r->offset)
		return error_set(e, ERROR_USAGE, _("The parts of the file do not fit together."));
	return check_size(s, r, e);
}

/* The last part is answered by the record; its request has the hash as its words, or why there is none. */
static int add_document(struct store *s, struct journal_txn *t, const struct request *r, struct answer *a,
			struct error *e)
{
	const struct entity *document = entity_at(ENTITY_DOCUMENT);
	struct change c = { .kind = CHANGE_SAVE, .entity = document };
	int rc;

	if (!*r->words)
		return error_set(e, ERROR_FAILED, "%s", r->label);
	change_set(&c, &document->fields[DOCUMENT_NAME], value_text(r->name));
	change_set(&c, &document->fields[DOCUMENT_HASH], value_text(r->words));
	change_set(&c, owner_field(r->entity), value_ref(r->id, NULL));
	a->ids = arena_alloc(&a->arena, sizeof(*a->ids));
	a->versions = arena_alloc(&a->arena, sizeof(*a->versions));
	a->nids = 1;
	rc = change_apply(s, t, &c, NULL, 0, &a->ids[0], &a->versions[0], e);
	change_free(&c);
	if (rc < 0)
		return -1;
	a->text = arena_printf(&a->arena, _("%s attached to %s"),
			       sql_title(s->db, document, a->ids[0], &a->arena),
			       sql_title(s->db, r->entity, r->id, &a->arena));
	return 0;
}

/* The bytes are durable before the record is: what was lost on the way can be asked again. An upload that is
 * not there any more was recorded before, or is said to be lost. */
int verb_attach(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	struct journal_txn t = { .kind = "do", .label = "document.attach", .uuid = r->uuid, .empty = true };
	char hash[CONTENT_HASH] = "";
	struct request now = *r;
	struct error lost = { 0 };

	if (check_request(s, r, e) < 0)
		return -1;
	if (!s->user)
		return db_refuse_write(s->db, e);
	if ((int64_t)r->ndata < r->limit - r->offset)
		return content_put(s, r->uuid, r->offset, r->data, r->ndata, e);
	if (content_put(s, r->uuid, r->offset, r->data, r->ndata, r->offset ? &lost : e) < 0) {
		if (!r->offset)
			return -1;
	} else if (content_finish(s, r->uuid, r->limit, hash, e) < 0) {
		return -1;
	}
	now.words = hash;
	now.label = lost.text;
	return write_run(s, &t, &now, add_document, a, e);
}

int verb_fetch(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	const struct entity *document = entity_at(ENTITY_DOCUMENT);
	struct record *d;
	int64_t n;

	if (r->entity != document)
		return error_set(e, ERROR_USAGE, _("Only documents have bytes to fetch."));
	d = record_load(s, document, r->id, &a->arena, e);
	if (!d)
		return -1;
	a->data = arena_alloc(&a->arena, DOCUMENT_CHUNK);
	n = content_read(s, d->values[DOCUMENT_HASH].s, r->offset, (void *)a->data, DOCUMENT_CHUNK, e);
	a->ndata = n > 0 ? (size_t)n : 0;
	a->more = r->offset + n < d->values[DOCUMENT_SIZE].i;
	return n < 0 ? -1 : 0;
}
