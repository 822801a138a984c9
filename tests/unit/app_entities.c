/* Every entity there is can be reached, added, edited, removed, brought back and exported by keys: the test
 * walks the table, so that a new one is asked for the same. */
#include "app_fixture.h"
#include "app_suites.h"
#include "model/value.h"

bool form_go_to(struct view *v, const struct field *f); /* form_place.c */

/* What fits a field that takes not just any words of its type; a reference is found by its beginning. */
static const struct {
	const char *entity, *field, *typed;
} fitting[] = {
	{ "point", "value", "030 1234567" }, { "rate", "currency", "USD" }, { "view", "entity", "customer" },
	{ NULL, "position", "9" },           { NULL, "duration", "30m" },  { NULL, "due", "fri" },
};

static const struct {
	const char *ref, *typed;
} references[] = {
	{ "customer", "Nordlys" }, { "contact", "Ingrid" }, { "deal", "Oven" },  { "product", "Widget" },
	{ "pipeline", "" },        { "stage", "Proposal" }, { "user", "Ana" },  { "team", "North" },
};

/* What a record needs that no field says alone. */
static const struct {
	enum entity_id entity;
	const char *field;
} needed[] = { { ENTITY_POINT, "customer" }, { ENTITY_RELATION, "customer" }, { ENTITY_RELATION, "to_contact" },
	     { ENTITY_PROFILE, "customer" } };

static bool is_needed(const struct entity *e, const struct field *f)
{
	for (size_t i = 0; i < LENGTH(needed); i++)
		if (needed[i].entity == e->id && !strcmp(needed[i].field, f->name))
			return true;
	return (f->flags & FIELD_REQUIRED && !f->initial) || f == entity_field(e, e->title);
}

static const char *word_for(const struct entity *e, const struct field *f)
{
	for (size_t i = 0; i < LENGTH(fitting); i++)
		if ((!fitting[i].entity || !strcmp(fitting[i].entity, e->name)) && !strcmp(fitting[i].field, f->name))
			return fitting[i].typed;
	switch (f->type) {
	case FIELD_REF:
		for (size_t i = 0; i < LENGTH(references); i++)
			if (!strcmp(references[i].ref, f->ref))
				return references[i].typed;
		ck_abort_msg("%s.%s refers to a %s: of which one?", e->name, f->name, f->ref);
	case FIELD_CHOICE:
		return f->choices->label;
	case FIELD_TEXT:
	case FIELD_NOTE:
		return "walked";
	default:
		return "3";
	}
}

static bool is_chosen(const struct field *f)
{
	return f->type == FIELD_REF || f->type == FIELD_CHOICE;
}

static void fill(const struct entity *e)
{
	for (unsigned i = COMMON_COUNT; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		bool wanted = is_needed(e, f);

		if (!(f->flags & FIELD_FORM))
			continue;
		if (!wanted) {
			press("Tab");
		} else if (is_chosen(f)) {
			type(*word_for(e, f) ? word_for(e, f) : "a");
			if (!*word_for(e, f))
				press("Backspace");
			press("Enter");
		} else {
			type(word_for(e, f));
			press("Tab");
		}
	}
}

/* What stands in the way of a field goes with it: a relation begins at one of three. */
static const struct {
	const char *entity, *field, *besides, *typed; /* besides is typed as well: "" empties it */
} besides[] = {
	{ "relation", "contact", "customer", "" },     { "relation", "contact", "to_contact", "" },
	{ "relation", "contact", "to_customer", "Nordlys" }, { "relation", "user", "contact", "" },
	{ "relation", "to_contact", "to_customer", "" }, { "relation", "to_user", "to_contact", "" },
	{ "relation", "to_user", "user", "" },         { "relation", "to_user", "contact", "Ingrid" },
	{ "trait", "contact", "customer", "" },        { "trait", "source", "supplier", "Nordlys" },
	{ "deal", "loss_reason", "stage", "Lost" },
};

/* What else suits: the rules allow not every value beside what was typed before it. */
static const struct {
	const char *entity, *field, *typed;
} suits[] = {
	{ "customer", "kind", "company" }, { "deal", "stage", "Won" },      { "activity", "zone", "Europe/Berlin" },
	{ "case", "opened", "2026-11-01" }, { "view", "sort", "-name" },    { "view", "columns", "name,status" },
	{ "view", "grouped", "status" },   { "view", "kind", "board" },     { "stage", "required", "amount" },
	{ "deal", "opened", "2026-11-01" },
};

static const char *last_choice(const struct field *f)
{
	const struct choice *c = f->choices;

	while (c[1].name)
		c++;
	return strchr(c->label, '\004') ? strchr(c->label, '\004') + 1 : c->label; /* behind what it is the word of */
}

/* What is typed to change a field. */
static const char *new_word(const struct entity *e, const struct field *f)
{
	for (size_t i = 0; i < LENGTH(suits); i++)
		if (!strcmp(suits[i].entity, e->name) && !strcmp(suits[i].field, f->name))
			return suits[i].typed;
	switch (f->type) {
	case FIELD_CHOICE:
		return last_choice(f);
	case FIELD_DATE:
		return "2026-12-01";
	case FIELD_STAMP:
		return "2026-12-01 10:00";
	case FIELD_DURATION:
		return "45m";
	case FIELD_BOOL:
		return "yes";
	case FIELD_EMAIL:
		return "walked@acme.example";
	case FIELD_URL:
		return "https://acme.example";
	case FIELD_PHONE:
		return "030 7654321";
	case FIELD_CURRENCY:
		return "SEK";
	case FIELD_REPEAT:
		return "every day";
	case FIELD_TAGS:
		return "walked";
	case FIELD_REF:
		return *word_for(e, f) ? word_for(e, f) : "Sales";
	default:
		return word_for(e, f);
	}
}

/* Types into the field of the form, wherever on it the field is. */
static void type_into(const struct entity *e, const char *name, const char *typed)
{
	const struct field *f = entity_must(e, name);

	ck_assert_msg(form_go_to(app_top(&app), f), "%s.%s is on no form", e->name, name);
	press("End C-u");
	type(typed);
	if (is_chosen(f) && *typed)
		press("Enter");
}

/* As the store has it now, beside what was typed: the same value, or the record that is called so. */
static void ck_stored(const struct entity *e, int64_t id, const struct field *f, const char *typed)
{
	struct value_context context = client_context(app.client);
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct value read[2] = { { 0 } }, is;
	struct answer *a = client_ask(app.client, &(struct request){ .verb = VERB_LIST, .entity = e, .ids = &id,
								     .nids = 1, .columns = f->name }, &error);

	ck_assert_msg(a && a->tables[0]->nrows == 1, "%s", error.text);
	is = a->tables[0]->rows[0].cells[0];
	if (f->type == FIELD_REF) {
		ck_assert_msg(is.s && strstr(is.s, typed), "%s.%s: %s", e->name, f->name, is.s ? is.s : "nothing");
	} else {
		ck_assert_msg(value_read(f, typed, &context, &arena, read, &error) == 1, "%s.%s: %s: %s", e->name,
			      f->name, typed, error.text);
		ck_assert_msg(is.kind == read[0].kind && is.i == read[0].i &&
				      (is.kind != VALUE_TEXT || !strcmp(is.s, read[0].s)),
			      "%s.%s: typed %s, stored %s (%lld)", e->name, f->name, typed, is.s ? is.s : "",
			      (long long)is.i);
	}
	answer_free(a);
	arena_free(&arena);
}

static void edit_field(const struct entity *e, int64_t id, const struct field *f)
{
	const char *typed = new_word(e, f);

	press("e C-o");
	ck_shows("Edit ");
	type_into(e, f->name, typed);
	for (size_t i = 0; i < LENGTH(besides); i++)
		if (!strcmp(besides[i].entity, e->name) && !strcmp(besides[i].field, f->name))
			type_into(e, besides[i].besides, besides[i].typed);
	press("C-s");
	ck_assert_msg(strstr(said(), "saved") || strstr(said(), "nothing was changed"), "%s.%s: %s\n%s", e->name,
		      f->name, said(), shown());
	ck_stored(e, id, f, typed);
}

/* Every field that a person may type, and each of them by the form. */
static void edit_all(const struct entity *e)
{
	struct subject s;
	int64_t id;

	ck_assert(app_pane(&app)->ops->subject(app_pane(&app), &s) && s.n == 1);
	id = s.ids[0];
	for (unsigned i = COMMON_COUNT; i < e->nfields; i++)
		if (e->fields[i].flags & (FIELD_FORM | FIELD_MORE) &&
		    !(e->fields[i].flags & (FIELD_SYSTEM | FIELD_COMPUTED)))
			edit_field(e, id, &e->fields[i]);
}

/* The file has a line for each record of the list, and in it what the store has: texts, and what is referred to. */
static void ck_exported(const struct entity *e, const char *path)
{
	static char file[65536];
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(file, 1, sizeof(file) - 1, f) : 0, lines = 0;
	struct error error = { 0 };
	struct answer *a = client_ask(app.client, &(struct request){ .verb = VERB_LIST, .entity = e }, &error);
	const struct table *t = a ? a->tables[0] : NULL;

	ck_assert_msg(n && t, "%s %s", path, error.text);
	fclose(f);
	file[n] = '\0';
	for (char *at = file; (at = strchr(at, '\n')); at++)
		lines++;
	ck_assert_uint_eq(lines, 1 + t->nrows);
	for (size_t i = 0; i < t->nrows; i++)
		for (size_t k = 0; k < t->ncolumns; k++)
			if (t->columns[k].field.type == FIELD_TEXT || t->columns[k].field.type == FIELD_REF)
				ck_assert_msg(!t->rows[i].cells[k].s || strstr(file, t->rows[i].cells[k].s),
					      "%s.%s: no %s", e->name, t->columns[k].name, t->rows[i].cells[k].s);
	answer_free(a);
}

static void export_list(const struct entity *e)
{
	char path[160], expected[200];

	snprintf(path, sizeof(path), "%s.%s.csv", app.options.book, e->name);
	press("X C-u");
	type(path);
	press("Enter");
	snprintf(expected, sizeof(expected), "written to %s", path);
	ck_says(expected);
	ck_exported(e, path);
}

static void open_list(const struct entity *e)
{

	press("2 g o");
	type(e->plural);
	press("Enter");
	ck_assert_str_eq(app_pane(&app)->ops->name, "list");
	ck_shows(e->plural);
}

static void walk(const struct entity *e)
{
	open_list(e);
	if (e->flags & ENTITY_APPEND_ONLY) { /* history is read and exported, and says so */
		export_list(e);
		press("a");
		ck_says("nobody else");
		return;
	}
	press("a");
	ck_shows("New ");
	fill(e);
	press("C-s");
	if (e->id == ENTITY_DOCUMENT) { /* which begins with a file: it has tests of its own */
		ck_says("attach it to a record");
		return;
	}
	ck_says("saved");
	edit_all(e);
	export_list(e);
	press("d");
	ck_says("removed");
	press("g x");
	ck_says("These were removed");
	ck_shows("1 of 1");
	press("d");
	ck_says("restored");
	ck_shows("none was removed");
	press("Esc");
	ck_hides("none was removed");
}

START_TEST(every_entity_is_at_hand)
{
	const struct entity *e = entity_at((enum entity_id)_i);

	if (!(e->flags & ENTITY_PUBLIC))
		return;
	add_book();
	add(ENTITY_PRODUCT, "name=Widget\nprice=5");
	add(ENTITY_TEAM, "name=North");
	walk(e);
}
END_TEST

static void setup(void)
{
	app_start(80, 24);
}

Suite *entities_suite(void)
{
	Suite *s = suite_create("entities");
	TCase *t = tcase_create("keys");

	tcase_add_checked_fixture(t, setup, app_finish);
	tcase_add_loop_test(t, every_entity_is_at_hand, 0, ENTITY_COUNT);
	suite_add_tcase(s, t);
	return s;
}
