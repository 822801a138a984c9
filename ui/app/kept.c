/* What the places showed when the person left: kept as drafts of the entity view, which are their owner's
 * alone and never in the journal. A place is known by its pane and entity, whatever its number. */
#include "app/app.h"
#include "base/map.h"

static const struct entity *entity_of(const struct view *v)
{
	struct subject s = { 0 };

	if (v->ops->subject)
		v->ops->subject((struct view *)v, &s);
	return s.entity;
}

/* What the draft has as its record. */
static int64_t number_of(const struct view *v)
{
	static const uint64_t secret[2];
	const struct entity *e = entity_of(v);
	struct sbuf name = SBUF_INIT;
	int64_t n;

	sbuf_printf(&name, "%s %s", v->ops->name, e ? e->name : "");
	n = (int64_t)(map_hash(sbuf_text(&name), name.len, secret) >> 33) + 1;
	sbuf_free(&name);
	return n;
}

static void restore(struct view *v, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n"), key = strcspn(text, " \n");
		char *line = xstrndup(text, len);

		if (key < len) {
			line[key] = '\0';
			v->ops->restore(v, line, line + key + 1);
		}
		free(line);
		text += len + (text[len] == '\n');
	}
}

static struct kept *kept_of(struct app *a, int64_t number)
{
	for (size_t i = 0; i < a->nkept; i++)
		if (a->kept[i].number == number)
			return &a->kept[i];
	return NULL;
}

static void keep(struct app *a, int64_t number, char *text)
{
	struct kept *k = kept_of(a, number);

	if (!k) {
		k = array_add(&a->kept, &a->nkept, &a->kept_room, sizeof(*k));
		*k = (struct kept){ .number = number };
	}
	free(k->text);
	k->text = text;
}

static char *text_of(const struct view *v)
{
	struct sbuf text = SBUF_INIT;

	v->ops->keep(v, &text);
	return text.len ? sbuf_steal(&text) : xstrdup("");
}

void app_restore_place(struct app *a, struct view *v)
{
	const struct kept *k;

	if (!v->ops->keep)
		return;
	k = kept_of(a, number_of(v));
	if (k)
		restore(v, k->text);
	else
		keep(a, number_of(v), text_of(v));
}

#define NO_FORM (-1) /* in place of the version that a form begins with */

static bool is_kept(const struct table *t, size_t row)
{
	return table_get(t, row, "base").i == NO_FORM;
}

void app_take_kept(struct app *a, struct answer *ans)
{
	struct table *t = ans->ntables ? ans->tables[0] : NULL;
	size_t left = 0;

	for (size_t i = 0; t && i < t->nrows; i++) {
		struct value text = table_get(t, i, "content");

		if (is_kept(t, i))
			keep(a, table_get(t, i, "record").i, xstrdup(text.s ? text.s : ""));
		else
			t->rows[left++] = t->rows[i];
	}
	if (t)
		t->nrows = left;
	for (size_t i = 0; t && (int64_t)left < t->total && i < PLACES; i++)
		if (a->places[i])
			app_restore_place(a, a->places[i]);
}

static void send(struct app *a, int64_t number, const char *text)
{
	app_send(a, NULL, TAG_DRAFT,
		 &(struct request){ .verb = VERB_DRAFT, .entity = entity_at(ENTITY_VIEW), .ids = &number,
				    .nids = 1, .base = NO_FORM, .words = text });
}

void app_keep_places(struct app *a)
{
	for (size_t i = 0; i < PLACES; i++) {
		const struct view *v = a->places[i];
		const struct kept *k = v && v->ops->keep ? kept_of(a, number_of(v)) : NULL;
		char *text = k ? text_of(v) : NULL;

		if (!text)
			continue;
		if (strcmp(text, k->text)) {
			send(a, k->number, text);
			keep(a, k->number, text);
		} else {
			free(text);
		}
	}
}

void app_free_kept(struct app *a)
{
	for (size_t i = 0; i < a->nkept; i++)
		free(a->kept[i].text);
	free(a->kept);
}
