/* Every entity there is can be reached, added, edited, removed, brought back and exported by keys: the test
 * walks the table, so that a new one is asked for the same. */
#include "app_fixture.h"
#include "app_suites.h"

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

/* Which line of the form is the field's; -1: it has none on the first page. */
static int line_of(const struct entity *e, const struct field *wanted)
{
	int at = 0;

	for (unsigned i = 0; i < e->nfields; i++) {
		if (&e->fields[i] == wanted)
			return wanted->flags & FIELD_FORM ? at : -1;
		at += (e->fields[i].flags & FIELD_FORM) != 0;
	}
	return -1;
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

static const struct field *field_of(const struct entity *e, enum field_type type)
{
	for (unsigned i = COMMON_COUNT; i < e->nfields; i++)
		if (e->fields[i].flags & FIELD_FORM && e->fields[i].type == type && !e->fields[i].check &&
		    strcmp(e->fields[i].name, "entity") != 0)
			return &e->fields[i];
	return NULL;
}

/* A field into which one may write on: a digit more is still a word or a number. Or else an empty day. */
static const struct field *editable(const struct entity *e)
{
	const struct field *f = field_of(e, FIELD_TEXT);

	f = f ? f : field_of(e, FIELD_DECIMAL);
	f = f ? f : field_of(e, FIELD_DATE);
	ck_assert_msg(f != NULL, "%s has no field to write in", e->name);
	return f;
}

static void edit(const struct entity *e)
{
	const struct field *f = editable(e);
	int line = line_of(e, f);

	press("e");
	ck_shows("Edit ");
	for (int i = 0; i < line; i++)
		press("Tab");
	press("End");
	type(f->type == FIELD_DATE ? "today" : "7");
	press("C-s");
	ck_says("saved");
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
	edit(e);
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
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, every_entity_is_at_hand, 0, ENTITY_COUNT);
	suite_add_tcase(s, t);
	return s;
}
