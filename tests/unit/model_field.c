#include "model/entity.h"

#include "model_suites.h"

static const struct choice set[] = {
    {"prospect", "prospect", NULL},
    {"former", "former prospect", "prospect"},
    {"old_friend", "old friend", "former"},
    {"customer", "Kunde Müller", NULL},
    {NULL, NULL, NULL},
};

static const struct {
	const char *word, *found, *named;
} words[] = {
    {"prospect", "prospect", "prospect"},
    {"PROSPECT", "prospect", "prospect"},
    {" Old  Friend", "old_friend", "old_friend"},
    {"kunde muller", "customer", "customer"},
    {"old", "old_friend", NULL},
    {"kun", "customer", NULL},
    {"pros", "prospect", NULL},
    {"former", "former", "former"},
    {"friend", NULL, NULL},
    {"", NULL, NULL},
    {" ", NULL, NULL},
    {"x", NULL, NULL},
};

START_TEST(finds_choices)
{
	const struct choice *found = choice_find(set, words[_i].word);
	const struct choice *named = choice_named(set, words[_i].word);

	ck_assert_pstr_eq(found ? found->name : NULL, words[_i].found);
	ck_assert_pstr_eq(named ? named->name : NULL, words[_i].named);
}
END_TEST

START_TEST(never_picks_one_of_two)
{
	static const struct choice two[] = {
	    {"lapsed", "lapsed", NULL},
	    {"lost", "lost", NULL},
	    {NULL, NULL, NULL},
	};

	ck_assert_ptr_null(choice_find(two, "l"));
	ck_assert_str_eq(choice_find(two, "lo")->name, "lost");
	ck_assert_ptr_null(choice_find(NULL, "l"));
}
END_TEST

START_TEST(knows_the_tree)
{
	ck_assert(choice_within(set, "old_friend", "old_friend"));
	ck_assert(choice_within(set, "old_friend", "former"));
	ck_assert(choice_within(set, "old_friend", "prospect"));
	ck_assert(!choice_within(set, "prospect", "old_friend"));
	ck_assert(!choice_within(set, "customer", "prospect"));
	ck_assert(!choice_within(set, "nothing", "prospect"));
}
END_TEST

START_TEST(describes_types)
{
	struct field f = {.type = FIELD_MONEY};

	for (int type = 0; type < FIELD_TYPES; type++) {
		f.type = (enum field_type)type;
		ck_assert(*field_type_name(f.type));
		ck_assert_int_gt(field_width(&f), 0);
		for (int other = 0; other < type; other++)
			ck_assert_str_ne(field_type_name(f.type),
					 field_type_name((enum field_type)other));
	}
	f.width = 33;
	ck_assert_int_eq(field_width(&f), 33);
}
END_TEST

/* A day of another year is ten columns wide; an age is shown as one. */
START_TEST(a_day_is_never_cut)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_at((enum entity_id)i);

		for (const struct field *f = e->fields; f < e->fields + e->nfields; f++)
			ck_assert_msg(f->type != FIELD_DATE || f->flags & FIELD_AGE || field_width(f) >= 10,
				      "%s.%s is too narrow", e->name, f->name);
	}
}
END_TEST

static const struct {
	enum field_type type;
	bool number, text, wording;
} natures[] = {
    {FIELD_TEXT, false, true, true},	{FIELD_NOTE, false, true, true},    {FIELD_EMAIL, false, true, true},
    {FIELD_PHONE, false, true, true},	{FIELD_URL, false, true, true},	    {FIELD_REPEAT, false, true, true},
    {FIELD_TAGS, false, false, true},	{FIELD_MONEY, true, false, false},  {FIELD_DURATION, true, false, false},
    {FIELD_DATE, false, false, false},	{FIELD_CHOICE, false, false, false}, {FIELD_REF, false, false, false},
    {FIELD_CURRENCY, false, false, false},
};

START_TEST(tells_texts_from_the_rest)
{
	const struct field f = {.type = natures[_i].type};

	ck_assert_int_eq(field_is_number(&f), natures[_i].number);
	ck_assert_int_eq(field_is_text(&f), natures[_i].text);
	ck_assert_int_eq(field_is_wording(&f), natures[_i].wording);
}
END_TEST

Suite *field_suite(void)
{
	Suite *s = suite_create("field");
	TCase *t = tcase_create("field");

	tcase_add_loop_test(t, finds_choices, 0, LENGTH(words));
	tcase_add_test(t, never_picks_one_of_two);
	tcase_add_loop_test(t, tells_texts_from_the_rest, 0, LENGTH(natures));
	tcase_add_test(t, knows_the_tree);
	tcase_add_test(t, describes_types);
	tcase_add_test(t, a_day_is_never_cut);
	suite_add_tcase(s, t);
	return s;
}
