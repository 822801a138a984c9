#include "view/half.h"

#include "base/intl.h"

void half_keep(struct view *v, struct half *h, int tag)
{
	struct request r = { .verb = VERB_DRAFT };
	struct arena a = { 0 };

	if (!h->keeping && v->ops->draft(v, &r, &a) && (!h->kept || strcmp(h->kept, r.words))) {
		free(h->kept);
		h->kept = xstrdup(r.words);
		h->keeping = true;
		h->tag = tag;
		host_send(v, tag, &r);
	}
	arena_free(&a);
}

void half_kept(struct half *h, const struct answer *a)
{
	h->keeping = false;
	if (a && a->nids)
		h->draft = a->ids[0];
	if (!a) {
		free(h->kept);
		h->kept = NULL;
	}
}

/* Whoever goes on after all, because saving failed, begins another draft. */
void half_forget(struct view *v, struct half *h)
{
	if (h->draft)
		v->host->ops->send(v->host, NULL, 0, &(struct request){ .verb = VERB_DRAFT, .id = h->draft });
	else if (h->keeping)
		v->host->ops->forget(v->host, v, h->tag);
	half_free(h);
	*h = (struct half){ 0 };
}

void half_free(struct half *h)
{
	free(h->kept);
}

#define HEAD "ask " /* begins the draft of a line; COMMAND VIEW ENTITY ID and, from the next line on, the text follow */

bool half_line(const struct view *v, enum command_id by, const char *text, struct request *r, struct arena *a)
{
	struct subject of = { 0 };

	if (!*text || by == CMD_NONE || (commands[by].needs & NEED_RECORD) || !v->from)
		return false;
	if (!(v->from->ops->home && v->from->ops->home(v->from, &of)) && v->from->ops->subject)
		v->from->ops->subject(v->from, &of);
	r->entity = of.entity ? of.entity : entity_at(ENTITY_VIEW);
	r->name = arena_printf(a, "%s · %s %s", _(r->entity->plural), _(commands[by].label), text);
	r->words = arena_printf(a, HEAD "%s %s %s %lld\n%s", commands[by].name, v->from->ops->name, r->entity->name,
				(long long)(of.n && v->from->ops->home ? of.ids[0] : 0), text);
	return true;
}

bool half_read_line(const char *draft, struct half_asked *out)
{
	const char *text = strchr(draft, '\n');
	const struct command *c;
	char command[32], entity[32];
	long long id;

	if (!text || strncmp(draft, HEAD, strlen(HEAD)) != 0 ||
	    sscanf(draft + strlen(HEAD), "%31s %31s %31s %lld", command, out->view, entity, &id) != 4)
		return false;
	c = command_find(command);
	out->command = c ? c->id : CMD_NONE;
	out->entity = entity_find(entity);
	out->id = id;
	out->text = text + 1;
	return c != NULL;
}
