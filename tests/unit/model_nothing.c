#include "model/nothing.h"

#include "model_suites.h"

static const struct {
	int entity; /* -1: any */
	const char *words, *filter, *said;
} said[] = {
	{ -1, "zs", "",
	  "Nothing has \"zs\": looked for in names, codes, places, phone numbers, e-mail addresses, tags and "
	  "notes of customers, contacts, deals, activities and products." },
	{ ENTITY_PRODUCT, "Oven", "",
	  "Products: none has \"oven\". Looked for in: Name, Code, Family, Note." },
	{ ENTITY_PRODUCT, "", "family:ovens", "Products: none fits the filter family:ovens." },
	{ ENTITY_PRODUCT, " ", "family:ovens", "Products: none fits the filter family:ovens." },
	{ ENTITY_PRODUCT, "größe 5", "family:ovens",
	  "Products: none of those that fit family:ovens has \"grosse\" (groesse) \"5\". Looked for in: Name, "
	  "Code, Family, Note." },
	{ ENTITY_TEAM, "north", "", "Teams: none has \"north\". Looked for in: Name." },
	{ ENTITY_STAGE_MOVE, "fleet", "",
	  "Stage moves have no words of their own to look for; F asks for what they point to." },
};

START_TEST(what_was_looked_for_is_said)
{
	const struct entity *e = said[_i].entity < 0 ? NULL : entity_at((enum entity_id)said[_i].entity);
	struct sbuf text = SBUF_INIT;

	nothing_found(&text, e, said[_i].words, said[_i].filter);
	ck_assert_str_eq(text.data, said[_i].said);
	sbuf_free(&text);
}
END_TEST

/* Whatever has a list can be looked for there by its name. */
START_TEST(every_name_is_found)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_at((enum entity_id)i);
		const struct field *title = entity_field(e, e->title);

		ck_assert_msg(!(e->flags & ENTITY_PUBLIC) || title->type != FIELD_TEXT || title->flags & FIELD_FIND,
			      "%s: %s is not found", e->name, e->title);
	}
}
END_TEST

static const struct {
	enum entity_id entity;
	const char *words, *field;
} fields[] = {
	{ ENTITY_CUSTOMER, "Acme", "name" },
	{ ENTITY_CUSTOMER, "jo@acme.example", "email" },
	{ ENTITY_CUSTOMER, "+49 (0) 221 90-18", "phone" },
	{ ENTITY_CUSTOMER, "4711", "name" },
	{ ENTITY_CUSTOMER, "Studio 54321", "name" },
	{ ENTITY_CONTACT, "0170 55667", "phone" },
	{ ENTITY_PRODUCT, "0170 55667", "name" },
};

START_TEST(what_is_added_has_the_words_where_they_belong)
{
	ck_assert_str_eq(nothing_field(entity_at(fields[_i].entity), fields[_i].words), fields[_i].field);
}
END_TEST

Suite *nothing_suite(void)
{
	Suite *s = suite_create("nothing");
	TCase *t = tcase_create("nothing");

	tcase_add_loop_test(t, what_was_looked_for_is_said, 0, (int)LENGTH(said));
	tcase_add_test(t, every_name_is_found);
	tcase_add_loop_test(t, what_is_added_has_the_words_where_they_belong, 0, (int)LENGTH(fields));
	suite_add_tcase(s, t);
	return s;
}
