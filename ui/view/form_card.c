/* A contact's form from a business card or the signature of an e-mail. What the form has no line for, further
 * numbers and mailboxes, is told below it and saved with it. */
#include "view/form_input.h"
#include "view/form_state.h"

static void also(struct view *v, const char *kind, const char *use, const char *value)
{
	struct form_state *s = v->state;

	if (s->nalso < LENGTH(s->also))
		s->also[s->nalso++] = (struct form_point){ kind, use, arena_strdup(&v->arena, value) };
}

static void fill(struct view *v, const char *name, const char *value)
{
	if (value)
		form_fill_preset(v, &(struct named_value){ name, value });
}

static void take_points(struct view *v, const struct card *c)
{
	struct form_state *s = v->state;

	if (c->nphones) {
		fill(v, "phone", c->phones[0].value);
		s->phone_use = c->phones[0].use;
	}
	for (size_t i = 1; i < c->nphones; i++)
		also(v, "phone", c->phones[i].use, c->phones[i].value);
	fill(v, "email", c->nemails ? c->emails[0] : NULL);
	for (size_t i = 1; i < c->nemails; i++)
		also(v, "email", "work", c->emails[i]);
	fill(v, "street", c->street);
	fill(v, "postcode", c->postcode);
	fill(v, "city", c->city);
	fill(v, "region", c->region);
	fill(v, "country", c->country);
}

/* The firm may be there already, or under another name: its type-ahead is opened on it. */
static void choose_company(struct view *v, const char *company)
{
	struct form_state *s = v->state;
	struct form_field *f = form_fields_find(&s->fields, "customer");

	if (!company || !f || *editor_text(&f->editor))
		return;
	s->at = (size_t)(f - s->fields.items);
	input_event(v, f, &(struct event){ .type = EVENT_PASTE, .paste = (char *)company });
}

void form_card_fill(struct view *v, const char *text)
{
	struct form_state *s = v->state;
	struct arena a = { 0 };
	struct card c;

	s->nalso = 0;
	if (!card_read(&c, text, &a)) {
		host_say(v, TONE_ATTENTION, "%s", _("There is no name, number or mailbox in that."));
	} else {
		fill(v, "name", c.name);
		fill(v, "job", c.job);
		fill(v, "note", c.website);
		take_points(v, &c);
		s->at = 0;
		host_say(v, TONE_ATTENTION, "%s", _("Read from a card: look at it before you save."));
		choose_company(v, c.company);
	}
	arena_free(&a);
}

bool form_card_takes(const struct form_state *s)
{
	return !s->id && s->entity == entity_at(ENTITY_CONTACT);
}

static struct form_field *note_of(struct form_state *s)
{
	return form_fields_find(&s->fields, "note");
}

/* While the editor is open the note holds the card as it was pasted: that is kept, whatever becomes of us. */
static void card_saved(void *data, const char *text)
{
	struct view *v = data;

	editor_set(&note_of(v->state)->editor, text);
	v->ops->idle(v);
}

void form_card_ask(struct view *v)
{
	struct form_state *s = v->state;
	char *text, *note;
	struct error e = { 0 };
	bool edited;

	if (!form_card_takes(s)) {
		host_say(v, TONE_ATTENTION, "%s", _("A card is for a new contact."));
		return;
	}
	text = xstrdup("");
	note = xstrdup(editor_text(&note_of(s)->editor));
	edited = v->host->ops->edit(v->host, &text, card_saved, v, &e);
	editor_set(&note_of(s)->editor, note);
	if (edited)
		form_card_fill(v, text);
	else if (e.kind)
		host_say(v, TONE_DANGER, "%s", e.text);
	free(note);
	free(text);
}

static struct change *phone_in(struct change *changes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; changes[i].entity == entity_at(ENTITY_POINT) && k < changes[i].nfields; k++)
			if (!strcmp(changes[i].fields[k].field->name, "kind") &&
			    !strcmp(changes[i].fields[k].value.s, "phone"))
				return &changes[i];
	return NULL;
}

size_t form_card_changes(const struct form_state *s, struct change *changes, size_t n)
{
	const struct field *fields = entity_at(ENTITY_POINT)->fields;
	struct change *phone = s->phone_use ? phone_in(changes, n) : NULL;

	if (phone)
		change_set(phone, &fields[POINT_USE], value_text(s->phone_use));
	for (size_t i = 0; i < s->nalso; i++) {
		struct change *c = &changes[n++];

		*c = (struct change){ .kind = CHANGE_SAVE, .entity = entity_at(ENTITY_POINT) };
		change_set(c, &fields[POINT_CONTACT], value_ref(-(int64_t)s->own - 1, NULL));
		change_set(c, &fields[POINT_KIND], value_text(s->also[i].kind));
		change_set(c, &fields[POINT_USE], value_text(s->also[i].use));
		change_set(c, &fields[POINT_VALUE], value_text(s->also[i].value));
	}
	return n;
}

void form_card_draw(const struct form_state *s, struct grid *g, struct rect line)
{
	struct sbuf text = SBUF_INIT;

	for (size_t i = 0; i < s->nalso; i++)
		sbuf_printf(&text, "%s%s %s", i ? C_("names", ", ") : "", _(choice_find(point_use, s->also[i].use)->label),
			    s->also[i].value);
	if (text.len)
		grid_printf(g, line.x, line.y, line.w, ROLE_QUIET, _("saved with it: %s"), sbuf_text(&text));
	sbuf_free(&text);
}

#define ALSO "also "

void form_card_write(const struct form_state *s, struct sbuf *out)
{
	for (size_t i = 0; i < s->nalso; i++)
		sbuf_printf(out, ALSO "%s %s %s\n", s->also[i].kind, s->also[i].use, s->also[i].value);
	if (s->phone_use)
		sbuf_printf(out, ALSO "use %s\n", s->phone_use);
}

static void restore_line(struct view *v, char *line)
{
	struct form_state *s = v->state;
	char *save = NULL, *kind = strtok_r(line, " ", &save), *use = strtok_r(NULL, " ", &save);

	if (!kind || !use || !choice_named(point_use, use))
		return;
	if (!strcmp(kind, "use"))
		s->phone_use = choice_named(point_use, use)->name;
	else if (choice_named(point_kind, kind) && *save)
		also(v, choice_named(point_kind, kind)->name, choice_named(point_use, use)->name, save);
}

void form_card_restore(struct view *v, const char *text)
{
	char *copy = xstrdup(text), *save = NULL;

	for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		if (!strncmp(line, ALSO, strlen(ALSO)))
			restore_line(v, line + strlen(ALSO));
	free(copy);
}
