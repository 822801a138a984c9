/* Which field a header means, what a map file says, and how ambiguous cells are decided. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange/import_private.h"
#include "exchange_suites.h"

static const struct {
	const char *entity, *header, *target; /* NULL: none */
} headers[] = {
	{ "customer", "name", "name" },		 { "customer", "Customer Name", "name" },
	{ "customer", "Company", "name" },	 { "customer", "ACCOUNT_NAME", "name" },
	{ "customer", "Annual Revenue", "annual_revenue" },
	{ "customer", "sector", "industry" },	 { "customer", "E-Mail", "email" },
	{ "customer", "email address", "email" }, { "customer", "Zip Code", "postcode" },
	{ "customer", "PostalCode", "postcode" }, { "customer", "Phone number", "phone" },
	{ "customer", "Address", "street" },	 { "customer", "id", NULL },
	{ "customer", "version", NULL },	 { "customer", "open", NULL },
	{ "customer", "shoe size", NULL },	 { "customer", "", NULL },
	{ "deal", "deal_stage", "stage" },	 { "deal", "Account", "customer" },
	{ "deal", "company name", "customer" },	 { "deal", "Close Date", "closed" },
	{ "deal", "pipeline", "pipeline" },	 { "deal", "Value", "amount" },
	{ "contact", "Company", "customer" },	 { "contact", "job title", "job" },
	{ "customer", "CustomerID", "code" },	 { "customer", "Kunden-Nr.", "code" },
	{ "customer", "Firma", "name" },	 { "contact", "Firma", "customer" },
	{ "customer", "Straße", "street" },	 { "customer", "PLZ", "postcode" },
	{ "customer", "Ort", "city" },		 { "customer", "Umsatz", "annual_revenue" },
	{ "customer", "Gegründet", "founded" },	 { "customer", "Bemerkungen", "note" },
	{ "customer", "Raison sociale", "name" }, { "customer", "Code postal", "postcode" },
	{ "customer", "Chiffre d'affaires", "annual_revenue" },
	{ "contact", "Date de naissance", "birthday" },
	{ "customer", "Razón social", "name" },	 { "customer", "Teléfono", "phone" },
	{ "customer", "Correo electrónico", "email" },
	{ "deal", "Fecha de cierre", "closed" }, { "product", "Precio unitario", "price" },
	{ "customer", "客户名称", "name" },	 { "customer", "客戶名稱", "name" },
	{ "contact", "姓名", "name" },		 { "contact", "公司", "customer" },
	{ "customer", "省/自治区", "region" },	 { "customer", "手机号码", "phone" },
	{ "deal", "销售阶段", "stage" },	 { "product", "单位", "unit" },
	{ "product", "Unit Price", "price" },	 { "user", "regional_office", "office" },
};

static struct mapping_column guessed(const char *entity, const char *header, const char *sample)
{
	struct csv_cell cell = { header, strlen(header) };
	struct csv_row row = { .cells = &cell, .n = 1 };
	const char *cells[] = { sample };
	const char *const *samples[] = { cells };
	struct mapping m;
	struct mapping_column c;

	mapping_init(&m, entity_find(entity));
	mapping_guess(&m, &row, samples, *sample ? 1 : 0);
	c = m.columns[0];
	mapping_free(&m);
	return c;
}

START_TEST(test_header)
{
	const char *is = guessed(headers[_i].entity, headers[_i].header, "").target.name;

	if (!headers[_i].target)
		ck_assert_msg(is == NULL, "%s: %s", headers[_i].header, is);
	else
		ck_assert_msg(is && !strcmp(is, headers[_i].target), "%s: %s", headers[_i].header,
			      is ? is : "nothing");
}
END_TEST

/* Headers and what each goes into, in the same order; "-": left out. */
static const struct {
	const char *entity, *headers, *targets;
	bool family_first;
} parted[] = {
	{ "contact", "First Name|Last Name|Company", "first_name|last_name|customer", false },
	{ "contact", "Last Name|First Name|Middle Name", "last_name|first_name|middle_name", false },
	{ "contact", "first_name|last_name|Title|E-mail", "first_name|last_name|job|email", false },
	{ "contact", "Title|Given Name|Family Name|Job Title", "-|first_name|last_name|job", false },
	{ "contact", "Name|Given Name|Family Name", "name|-|-", false },
	{ "contact", "First Name|Last Name|Full Name", "-|-|name", false },
	{ "contact", "Last Name|Phone", "last_name|phone", false },
	{ "contact", "Name|Vorname|Firma", "last_name|first_name|customer", false },
	{ "contact", "Vorname|Nachname|Name", "-|-|name", false },
	{ "contact", "Name|Firma", "name|customer", false },
	{ "contact", "Nom|Prénom|Société", "last_name|first_name|customer", false },
	{ "contact", "Nom|Société", "name|customer", false },
	{ "contact", "Nombre|Apellidos|Empresa", "first_name|last_name|customer", false },
	{ "contact", "名|姓|公司", "first_name|last_name|customer", false },
	{ "contact", "姓氏|名字|手机", "last_name|first_name|phone", false },
	{ "contact", "姓名|手机", "name|phone", false },
	{ "contact", "名字|手机", "name|phone", false },
	{ "contact", "Vezetéknév|Keresztnév", "last_name|first_name", true },
	{ "contact", "Họ|Tên", "last_name|first_name", true },
	{ "customer", "First Name|Last Name|City", "first_name|last_name|city", false },
	{ "customer", "First Name|Last Name|Company", "-|-|name", false },
	{ "user", "First Name|Last Name|Login", "first_name|last_name|login", false },
	{ "product", "First Name|Last Name", "-|-", false },
};

START_TEST(test_parts)
{
	struct csv_cell cells[8];
	struct csv_row row = { .cells = cells };
	struct sbuf is = SBUF_INIT;
	char *names = xstrdup(parted[_i].headers), *save = NULL;
	struct mapping m;

	for (char *h = strtok_r(names, "|", &save); h; h = strtok_r(NULL, "|", &save))
		cells[row.n++] = (struct csv_cell){ h, strlen(h) };
	mapping_init(&m, entity_find(parted[_i].entity));
	mapping_guess(&m, &row, NULL, 0);
	for (size_t i = 0; i < m.ncolumns; i++)
		sbuf_printf(&is, "%s%s", i ? "|" : "", m.columns[i].target.field ? m.columns[i].target.name : "-");
	ck_assert_str_eq(sbuf_text(&is), parted[_i].targets);
	ck_assert_int_eq(m.family_first, parted[_i].family_first);
	sbuf_free(&is);
	free(names);
	mapping_free(&m);
}
END_TEST

START_TEST(test_values)
{
	ck_assert_str_eq(guessed("customer", "how to write", "ann@example.com").target.name, "email");
	ck_assert_str_eq(guessed("customer", "page", "https://example.com").target.name, "website");
	ck_assert_ptr_null(guessed("customer", "employees", "plenty").target.name);
	ck_assert_str_eq(guessed("customer", "employees", "1,200").target.name, "employees");
}
END_TEST

static int read_map(struct mapping *m, const char *entity, const char *text, struct error *e)
{
	char path[] = "/tmp/rapport-map-XXXXXX";
	int fd = mkstemp(path), rc;

	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	mapping_init(m, entity_find(entity));
	rc = mapping_read(m, path, e);
	unlink(path);
	return rc;
}

static const char whole[] = "[import]\n"
			    "key = code\n"
			    "delimiter = semicolon\n"
			    "dates = dmy\n"
			    "decimal = comma\n"
			    "names = family\n"
			    "\n"
			    "[columns]\n"
			    "Nr = code\n"
			    "Sum = amount * 1000\n"
			    "What = product\n"
			    "Else = -\n"
			    "\n"
			    "[defaults]\n"
			    "name = {What} {Nr}\n"
			    "\n"
			    "[values product]\n"
			    "GTXPro = GTX Pro\n"
			    "\n"
			    "[missing]\n"
			    "product = create\n";

START_TEST(test_map_file)
{
	struct error e = { 0 };
	struct sbuf out = SBUF_INIT;
	struct mapping m;
	int rc = read_map(&m, "deal", whole, &e);

	ck_assert_msg(rc == 0, "%s", e.text);
	ck_assert_str_eq(mapping_meant(&m, &m.columns[2].target, "gtxpro"), "GTX Pro");
	ck_assert_str_eq(mapping_meant(&m, &m.columns[2].target, "GTX"), "GTX");
	ck_assert_str_eq(mapping_meant(&m, &m.columns[0].target, "GTXPro"), "GTXPro");
	mapping_write(&out, &m);
	ck_assert_str_eq(sbuf_text(&out), whole);
	sbuf_free(&out);
	mapping_free(&m);
}
END_TEST

static const struct {
	const char *text, *why;
} wrong_maps[] = {
	{ "[columns]\nx = nam\n", "line 2: A deal has no field \"nam\". Did you mean name?" },
	{ "[columns]\nx = name * 2\n", "line 2: Name is not a number: it cannot be multiplied or rounded." },
	{ "[columns]\nx = amount * much\n", "line 2: \"much\" is not a number to multiply by." },
	{ "[colums]\nx = name\n", "line 2: There is no section [colums]." },
	{ "[missing]\nname = create\n", "line 2: Name does not point to anything." },
	{ "[missing]\nowner = maybe\n", "line 2: \"maybe\" is not reject, leave or create." },
	{ "[import]\ndates = ymd\n", "line 2: dates = ymd is not understood: there are dmy, mdy." },
	{ "[columns]\nthis is nothing\n", "line 2: this is neither" },
};

START_TEST(test_wrong_map)
{
	struct error e = { 0 };
	struct mapping m;

	ck_assert_int_eq(read_map(&m, "deal", wrong_maps[_i].text, &e), -1);
	ck_assert_msg(strstr(e.text, wrong_maps[_i].why) != NULL, "%s", e.text);
	mapping_free(&m);
}
END_TEST

/* A cell in a column whose other cells are given, as value_write would have it; "" when refused. */
static const struct {
	const char *field, *column[3], *cell, *value;
} cells[] = {
	{ "close", { "2017-03-01" }, "2017-03-01", "2017-03-01" },
	{ "close", { "13/04/2017" }, "03/04/2017", "2017-04-03" },
	{ "close", { "04/13/2017" }, "03/04/2017", "2017-03-04" },
	{ "close", { "05/06/2017" }, "03/04/2017", "" },
	{ "close", { "13/04/2017", "04/13/2017" }, "03/04/2017", "" },
	{ "close", { "05/06/2017" }, "03.04.2017", "2017-04-03" },
	/* The order holds for the whole column, whatever the mark between; a cell that breaks it is refused. */
	{ "close", { "12.31.2026" }, "03.04.2026", "2026-03-04" },
	{ "close", { "31/12/2026" }, "12/31/2026", "" },
	{ "close", { "12-31-2026" }, "31-12-2026", "" },
	{ "close", { "20140102" }, "20140102", "2014-01-02" },
	{ "close", { "2010-12-01 08:26:00" }, "2010-12-01 08:26:00", "2010-12-01" },
	{ "close", { "13/04/2017 0:00" }, "03/04/2017 14:30", "2017-04-03" },
	{ "amount", { "1200.50" }, "1200.50", "1200.50" },
	{ "amount", { "1" }, "1.234,56", "1234.56" },
	{ "amount", { "1" }, "1,234.56", "1234.56" },
	{ "amount", { "1" }, "1 234,56", "1234.56" },
	{ "amount", { "1" }, "1\u00A0234,56 €", "1234.56" },
	{ "amount", { "1" }, "1\u202F234,56 €", "1234.56" },
	{ "amount", { "1" }, "1'234.56", "1234.56" },
	{ "amount", { "1" }, "EUR 1’234.56", "1234.56" },
	{ "amount", { "1" }, "(1,234.56)", "-1234.56" },
	{ "override", { "1" }, "12,5 %", "12.5" },
	{ "override", { "1" }, "62.5%", "62.5" },
	{ "amount", { "1,234.50" }, "1,200", "1200.00" },
	{ "amount", { "1.234,50" }, "1,200", "1.20" },
	{ "amount", { "1.234,50" }, "1.200", "1200.00" },
	{ "amount", { "1.234.567" }, "1.200", "1200.00" },
	{ "amount", { "12,5" }, "1.200", "1200.00" },
	{ "amount", { "1,200" }, "1,200", "" },
	/* Not 129696, although that alone has few enough decimals. */
	{ "amount", { "125.43" }, "129.696", "" },
	{ "amount", { "125,43" }, "129,696", "" },
	{ "amount", { "125,43" }, "129.696", "129696.00" },
	{ "amount", { "12,5", "12.5" }, "1,200", "" },
	{ "amount", { "1" }, "€1,200.50", "1200.50" },
	{ "amount", { "1" }, "a lot", "" },
};

START_TEST(test_cell)
{
	struct import im = { .mapping = { 0 } };
	struct slot s = { .target = { .field = entity_must(entity_find("deal"), cells[_i].field), .label = "" } };
	struct value_context c = { .today = date_make(2017, 1, 1), .currency = "EUR" };
	struct arena a = { 0 };
	struct sbuf out = SBUF_INIT;
	struct value v;

	for (size_t i = 0; i < 3 && cells[_i].column[i]; i++)
		evidence_add(&s.evidence, s.target.field, cells[_i].column[i]);
	if (cell_read(&im, &s, cells[_i].cell, &c, &a, &v, NULL) == 0)
		value_write(&out, s.target.field, v);
	ck_assert_str_eq(sbuf_text(&out), cells[_i].value);
	sbuf_free(&out);
	arena_free(&a);
}
END_TEST

START_TEST(test_scale)
{
	struct import im = { .mapping = { 0 } };
	struct slot s = { .target = { .field = entity_must(entity_find("deal"), "amount"), .label = "" },
			  .factor = 1000000 };
	struct value_context c = { .currency = "USD" };
	struct arena a = { 0 };
	struct value v;

	ck_assert_int_eq(cell_read(&im, &s, "1100.04", &c, &a, &v, NULL), 0);
	ck_assert_int_eq(v.i, 110004000000); /* cents */
	ck_assert_int_eq(cell_read(&im, &s, "9999999999999", &c, &a, &v, NULL), -1);
	ck_assert_int_eq(cell_read(&im, &s, "many", &c, &a, &v, NULL), -1);
	arena_free(&a);
}
END_TEST

/* Half away from zero; money to its currency's decimals, whole numbers to none. */
static const struct {
	const char *field, *cell, *value;
} rounds[] = {
	{ "amount", "129.696", "129.70" },	       { "amount", "125.43999999999998", "125.44" },
	{ "amount", "-60.70400000000001", "-60.70" },  { "amount", "0.005", "0.01" },
	{ "amount", "-0.005", "-0.01" },	       { "amount", "1.005", "1.01" },
	{ "amount", "¥1234.5", "1235" },	       { "amount", "12", "12.00" },
	{ "amount", "0.00000000000000000000000000001", "0.00" },
	{ "override", "0.33335", "0.3334" },	       { "amount", "12 kg", "" },
};

START_TEST(test_round)
{
	struct import im = { .mapping = { 0 } };
	struct slot s = { .target = { .field = entity_must(entity_find("deal"), rounds[_i].field), .label = "" },
			  .rounded = true, .evidence = { .point = 1 } };
	struct value_context c = { .currency = "EUR" };
	struct arena a = { 0 };
	struct sbuf out = SBUF_INIT;
	struct value v;

	if (strstr(rounds[_i].cell, "¥"))
		c.currency = "JPY"; /* which the sign can mean */
	if (cell_read(&im, &s, rounds[_i].cell, &c, &a, &v, NULL) == 0)
		value_write(&out, s.target.field, v);
	ck_assert_str_eq(sbuf_text(&out), rounds[_i].value);
	sbuf_free(&out);
	arena_free(&a);
}
END_TEST

Suite *exchange_mapping_suite(void)
{
	Suite *s = suite_create("exchange/mapping");
	TCase *t = tcase_create("mapping");

	tcase_add_loop_test(t, test_header, 0, (int)LENGTH(headers));
	tcase_add_loop_test(t, test_parts, 0, (int)LENGTH(parted));
	tcase_add_test(t, test_values);
	tcase_add_test(t, test_map_file);
	tcase_add_loop_test(t, test_wrong_map, 0, (int)LENGTH(wrong_maps));
	tcase_add_loop_test(t, test_cell, 0, (int)LENGTH(cells));
	tcase_add_test(t, test_scale);
	tcase_add_loop_test(t, test_round, 0, (int)LENGTH(rounds));
	suite_add_tcase(s, t);
	return s;
}
