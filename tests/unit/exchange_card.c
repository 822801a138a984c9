/* Address cards on their way out, as RFC 6350 and RFC 2426 have them. */
#include "exchange/format.h"
#include "exchange_suites.h"

/* A contact, with a phone of its own and one of another's. */
static char *card_of(enum format format, const char *name, const char *note)
{
	const struct entity *contact = entity_at(ENTITY_CONTACT), *point = entity_at(ENTITY_POINT);
	struct format_options o = { .format = format };
	struct table *t = table_new("contacts"), *points = table_new("points");
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);
	struct writer *w = writer_open(to, &o);
	struct row *row;

	table_add_field(t, &contact->fields[CONTACT_NAME]);
	table_add_field(t, &contact->fields[CONTACT_BIRTHDAY]);
	table_add_field(t, &contact->fields[CONTACT_TAGS]);
	table_add_field(t, &contact->fields[CONTACT_ROLE]);
	table_add_field(t, &contact->fields[CONTACT_OWNER]);
	table_add_field(t, &contact->fields[CONTACT_PHONE]);
	table_add_field(t, &contact->fields[CONTACT_NOTE]);
	row = table_add_row(t);
	row->entity = contact;
	row->id = 7;
	table_set(t, row, 0, value_text(name));
	table_set(t, row, 1, value_int(20779)); /* 2026-11-22 */
	table_set(t, row, 2, value_text("fair,vip"));
	table_set(t, row, 3, value_text("buyer"));
	table_set(t, row, 4, value_ref(1, "me"));
	table_set(t, row, 5, value_text("1"));
	table_set(t, row, 6, note ? value_text(note) : VALUE_NONE);
	table_add_field(points, &point->fields[POINT_CONTACT]);
	table_add_field(points, &point->fields[POINT_KIND]);
	table_add_field(points, &point->fields[POINT_USE]);
	table_add_field(points, &point->fields[POINT_VALUE]);
	table_add_field(points, &point->fields[POINT_CITY]);
	table_add_field(points, &point->fields[POINT_MAIN]);
	for (int i = 0; i < 3; i++) {
		row = table_add_row(points);
		table_set(points, row, 0, value_ref(i == 1 ? 8 : 7, NULL));
		table_set(points, row, 1, value_text(i == 2 ? "address" : "phone"));
		table_set(points, row, 2, value_text(i == 2 ? "billing" : "mobile"));
		table_set(points, row, 3, value_text(i == 2 ? "1 High St; rear" : "+44 1"));
		table_set(points, row, 4, i == 2 ? value_text("Leeds") : VALUE_NONE);
		table_set(points, row, 5, value_int(i == 0));
	}
	ck_assert_int_eq(writer_page(w, t, NULL), -1); /* its points are missing */
	writer_points(w, points);
	ck_assert_int_eq(writer_page(w, t, NULL), 0);
	ck_assert_int_eq(writer_close(w, NULL), 0);
	fclose(to);
	table_free(t);
	table_free(points);
	return text;
}

#define CARD_END "ADR;TYPE=x-billing:;;1 High St\\; rear;Leeds;;;\r\nEND:VCARD\r\n"

START_TEST(a_card)
{
	char *text = card_of(FORMAT_VCARD, "Lee, Ann", "a\\b\n\nc");

	ck_assert_str_eq(text, "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nN:Lee;Ann;;;\r\nFN:Lee\\, Ann\r\nBDAY:20261122\r\n"
			       "CATEGORIES:fair,vip\r\nX-RAPPORT-ROLE:buyer\r\nNOTE:a\\\\b\\n\\nc\r\n"
			       "TEL;TYPE=cell;PREF=1:+44 1\r\n" CARD_END);
	free(text);
	text = card_of(FORMAT_VCARD3, "Ann", NULL);
	ck_assert_str_eq(text, "BEGIN:VCARD\r\nVERSION:3.0\r\nKIND:individual\r\nN:Ann;;;;\r\nFN:Ann\r\n"
			       "BDAY:2026-11-22\r\nCATEGORIES:fair,vip\r\nX-RAPPORT-ROLE:buyer\r\n"
			       "TEL;TYPE=cell;TYPE=pref:+44 1\r\n" CARD_END);
	free(text);
}
END_TEST

/* "NOTE:" and 70 letters are 75 octets; one more begins a line, whose space counts; 王 is three octets, of
 * which the line before has room for two. */
START_TEST(a_card_is_folded)
{
#define TEN "0123456789"
	static const struct {
		const char *note, *lines;
	} folds[] = {
		{ TEN TEN TEN TEN TEN TEN TEN, "NOTE:" TEN TEN TEN TEN TEN TEN TEN "\r\n" },
		{ TEN TEN TEN TEN TEN TEN TEN "a", "NOTE:" TEN TEN TEN TEN TEN TEN TEN "\r\n a\r\n" },
		{ TEN TEN TEN TEN TEN TEN "01234567王王",
		  "NOTE:" TEN TEN TEN TEN TEN TEN "01234567\r\n 王王\r\n" },
		{ TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "01234",
		  "NOTE:" TEN TEN TEN TEN TEN TEN TEN "\r\n " TEN TEN TEN TEN TEN TEN TEN "0123\r\n 4\r\n" },
	};
	char *text = card_of(FORMAT_VCARD, "Ann", folds[_i].note);

	ck_assert_msg(strstr(text, folds[_i].lines) != NULL, "%s", text);
	free(text);
}
END_TEST

Suite *exchange_card_suite(void)
{
	Suite *s = suite_create("exchange/card");
	TCase *t = tcase_create("card");

	tcase_add_test(t, a_card);
	tcase_add_loop_test(t, a_card_is_folded, 0, 4);
	suite_add_tcase(s, t);
	return s;
}
