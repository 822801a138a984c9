#include <check.h>

#include "exchange/export.h"
#include "exchange/format.h"
#include "exchange_suites.h"

#include <sys/stat.h>
#include <unistd.h>

static const struct field fields[] = {
	{ .name = "name", .label = "Name", .type = FIELD_TEXT },
	{ .name = "phone", .label = "Phone", .type = FIELD_PHONE },
	{ .name = "amount", .label = "Amount", .type = FIELD_MONEY },
	{ .name = "owner", .label = "Owner", .type = FIELD_REF, .ref = "user" },
	{ .name = "close", .label = "Close", .type = FIELD_DATE },
	{ .name = "tags", .label = "Tags", .type = FIELD_TAGS },
	{ .name = "kind", .label = NULL, .type = FIELD_TEXT },
};

/* A page of two rows: one full of trouble, one empty. */
static struct table *page(void)
{
	struct table *t = table_new("deals");
	struct row *row;

	for (size_t i = 0; i < LENGTH(fields); i++)
		table_add_field(t, &fields[i]);
	row = table_add_row(t);
	table_set(t, row, 0, value_text("-2, \"quoted\"\n\ttab\\"));
	table_set(t, row, 1, value_text("+44 113 (0) 1"));
	table_set(t, row, 2, value_money(-120050, "EUR"));
	table_set(t, row, 3, value_ref(7, "=Ann"));
	table_set(t, row, 4, value_int(20779)); /* 2026-11-22 */
	table_set(t, row, 5, value_text("a,b"));
	table_set(t, row, 6, value_text("hidden"));
	table_add_row(t);
	return t;
}

static const struct value_context context = { .today = 20779, .currency = "EUR" };

/* What `pages` pages of the table become. Caller frees. */
static char *written(enum format format, int pages, int width, bool tty)
{
	struct format_options o = { .format = format, .context = &context, .width = width, .tty = tty };
	struct table *t = page();
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);
	struct writer *w = writer_open(to, &o);

	for (int i = 0; i < pages; i++)
		ck_assert_int_eq(writer_page(w, t, NULL), 0);
	ck_assert_int_eq(writer_rows(w), pages * 2);
	ck_assert_int_eq(writer_close(w, NULL), 0);
	fclose(to);
	table_free(t);
	return text;
}

#define HEAD_CSV "name,phone,amount,owner,close,tags,kind\n"
#define ROWS_CSV                                                                                   \
	"\"'-2, \"\"quoted\"\"\n\ttab\\\",+44 113 (0) 1,-1200.50,'=Ann,2026-11-22,\"a,b\",hidden\n"  \
	",,,,,,\n"
#define OBJECT                                                                                     \
	"{\"name\": \"-2, \\\"quoted\\\"\\n\\ttab\\\\\", \"phone\": \"+44 113 (0) 1\", "             \
	"\"amount\": -1200.50, \"currency\": \"EUR\", \"owner\": \"=Ann\", \"owner_id\": 7, "        \
	"\"close\": \"2026-11-22\", \"tags\": [\"a\", \"b\"], \"kind\": \"hidden\"}"
#define EMPTY                                                                                      \
	"{\"name\": null, \"phone\": null, \"amount\": null, \"currency\": null, \"owner\": null, "  \
	"\"owner_id\": null, \"close\": null, \"tags\": [], \"kind\": null}"

static const struct {
	enum format format;
	int pages;
	const char *text;
} cases[] = {
	{ FORMAT_CSV, 1, HEAD_CSV ROWS_CSV },
	{ FORMAT_CSV, 2, HEAD_CSV ROWS_CSV ROWS_CSV },
	{ FORMAT_TSV, 1,
	  "name\tphone\tamount\towner\tclose\ttags\tkind\n"
	  "'-2, \"quoted\"\\n\\ttab\\\\\t+44 113 (0) 1\t-1200.50\t'=Ann\t2026-11-22\ta,b\thidden\n"
	  "\t\t\t\t\t\t\n" },
	{ FORMAT_NDJSON, 1, OBJECT "\n" EMPTY "\n" },
	{ FORMAT_JSON, 0, "[]\n" },
};

START_TEST(a_table_in_each_format)
{
	char *text = written(cases[_i].format, cases[_i].pages, 0, false);

	ck_assert_str_eq(text, cases[_i].text);
	free(text);
}
END_TEST

/* Columns are as wide as their widest cell: the amounts end where their heading ends. */
START_TEST(columns_line_up)
{
	char *text = written(FORMAT_TABLE, 1, 0, false);

	ck_assert_str_eq(text, "Name                Phone              Amount  Owner  Close  Tags\n"
			       "-2, \"quoted\"  tab\\  +44 113 (0) 1  −€1,200.50  =Ann   today  a, b\n"
			       "\n");
	free(text);
}
END_TEST

START_TEST(a_terminal_cuts_the_widest)
{
	char *text = written(FORMAT_TABLE, 1, 60, false);
	char *end = strchr(text, '\n');

	ck_assert_ptr_nonnull(end);
	ck_assert_int_le(end - text, 60);
	ck_assert_ptr_nonnull(strstr(text, "…"));
	ck_assert_ptr_nonnull(strstr(text, "−€1,200.50"));
	free(text);
}
END_TEST

static const struct {
	const char *in, *out;
} strings[] = {
	{ "", "\"\"" },
	{ "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
	{ "\b\f\n\r\t\x01\x7f", "\"\\b\\f\\n\\r\\t\\u0001\\u007f\"" },
	{ "\xc2\x9b", "\"\\u009b\"" },                  /* CSI of the C1 set */
	{ "\xe2\x80\xae", "\"\\u202e\"" },              /* right-to-left override */
	{ "\xf3\xa0\x81\x81", "\"\\udb40\\udc41\"" },   /* a tag character, U+E0041 */
	{ "\xff" "a", "\"\\ufffda\"" },                 /* no UTF-8 */
	{ "北京 é 😀", "\"北京 é 😀\"" },
};

START_TEST(a_string_in_json)
{
	struct sbuf b = SBUF_INIT;

	json_string(&b, strings[_i].in);
	ck_assert_str_eq(sbuf_text(&b), strings[_i].out);
	sbuf_free(&b);
}
END_TEST

/* Several amounts may be in several currencies, so each says its own. */
START_TEST(each_amount_has_its_currency)
{
	struct field other = { .name = "won", .label = "Won", .type = FIELD_MONEY };
	struct table *t = table_new("t");
	struct sbuf b = SBUF_INIT;
	struct row *row;

	table_add_field(t, &fields[2]);
	table_add_field(t, &other);
	row = table_add_row(t);
	table_set(t, row, 0, value_money(5, "JPY"));
	table_set(t, row, 1, value_money(5, "KWD"));
	json_row(&b, t, row, -1);
	ck_assert_str_eq(sbuf_text(&b), "{\"amount\": 5, \"amount_currency\": \"JPY\", "
					"\"won\": 0.005, \"won_currency\": \"KWD\"}");
	sbuf_free(&b);
	table_free(t);
}
END_TEST

/* Only on a terminal, only in rows, and the columns stay where they are. */
static const struct {
	const char *typed;
	bool tty;
	const char *text;
} bold[] = {
	{ "zs kin", true,
	  "Name     Kind\n"
	  "\033[1m\xE5\xBC\xA0\xE4\xB8\x89\033[22m\xE4\xB8\xB0   \033[1mKin\033[22md\n" },
	{ "zs kin", false, "Name     Kind\n\xE5\xBC\xA0\xE4\xB8\x89\xE4\xB8\xB0   Kind\n" },
	{ "nothing", true, "Name     Kind\n\xE5\xBC\xA0\xE4\xB8\x89\xE4\xB8\xB0   Kind\n" },
};

START_TEST(what_was_found_stands_out)
{
	struct text_typed typed;
	struct format_options o = { .context = &context, .match = &typed, .tty = bold[_i].tty };
	struct table *t = table_new("found");
	struct row *row;
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);
	struct writer *w = writer_open(to, &o);

	text_type(&typed, bold[_i].typed, strlen(bold[_i].typed));
	table_add_column(t, "name", "Name   ", FIELD_TEXT);
	table_add_column(t, "kind", "Kind", FIELD_TEXT);
	row = table_add_row(t);
	table_set(t, row, 0, value_text("\xE5\xBC\xA0\xE4\xB8\x89\xE4\xB8\xB0"));
	table_set(t, row, 1, value_text("Kind"));
	ck_assert_int_eq(writer_page(w, t, NULL), 0);
	ck_assert_int_eq(writer_close(w, NULL), 0);
	fclose(to);
	ck_assert_str_eq(text, bold[_i].text);
	text_typed_free(&typed);
	table_free(t);
	free(text);
}
END_TEST

START_TEST(a_format_by_name)
{
	struct error e = { 0 };

	ck_assert_int_eq(format_find("ndjson", &e), FORMAT_NDJSON);
	ck_assert_int_eq(format_find("xml", &e), -1);
	ck_assert_int_eq(e.kind, ERROR_USAGE);
	ck_assert_int_eq(format_of_file("a/b.JSON"), FORMAT_JSON);
	ck_assert_int_eq(format_of_file("a.b/c"), FORMAT_CSV);
	ck_assert_int_eq(format_of_file("x.tsv"), FORMAT_TSV);
}
END_TEST

/* A full disk: /dev/full takes nothing. */
START_TEST(what_cannot_be_written_is_told)
{
	struct format_options o = { .format = FORMAT_CSV, .context = &context };
	FILE *full = fopen("/dev/full", "we");
	struct table *t = page();
	struct error e = { 0 };
	struct writer *w;

	ck_assert_ptr_nonnull(full);
	w = writer_open(full, &o);
	writer_page(w, t, NULL);
	ck_assert_int_eq(writer_close(w, &e), -1);
	ck_assert_int_eq(e.kind, ERROR_FAILED);
	fclose(full);
	table_free(t);
}
END_TEST

static char folder[] = "/tmp/rapport-export-XXXXXX";

static void make_folder(void)
{
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void drop_folder(void)
{
	char *path = xasprintf("%s/a.csv", folder);

	unlink(path);
	ck_assert_int_eq(rmdir(folder), 0); /* nothing else was left in it */
	free(path);
}

START_TEST(a_file_is_whole_or_not_there)
{
	char *path = xasprintf("%s/a.csv", folder);
	struct table *t = page();
	struct error e = { 0 };
	struct outfile f;
	struct stat st;

	ck_assert_int_eq(outfile_open(&f, path, false, &e), 0);
	fputs("half", f.to);
	ck_assert_int_eq(outfile_close(&f, false, &e), -1);
	ck_assert_int_eq(lstat(path, &st), -1);
	ck_assert_int_eq(export_table(t, &context, path, FORMAT_CSV, false, &e), 2);
	ck_assert_int_eq(lstat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	ck_assert_int_eq(st.st_size, (int)strlen(HEAD_CSV ROWS_CSV));
	ck_assert_int_eq(export_table(t, &context, path, FORMAT_CSV, false, &e), -1);
	ck_assert_int_eq(e.kind, ERROR_CONFLICT);
	ck_assert_int_eq(export_table(t, &context, path, FORMAT_NDJSON, true, &e), 2);
	table_free(t);
	free(path);
}
END_TEST

/* Somebody else's file that comes while ours is made is not written over. */
START_TEST(a_file_that_came_meanwhile_stays)
{
	char *path = xasprintf("%s/a.csv", folder);
	struct error e = { 0 };
	struct outfile f;
	struct stat st;

	ck_assert_int_eq(outfile_open(&f, path, false, &e), 0);
	fclose(fopen(path, "we"));
	ck_assert_int_eq(outfile_close(&f, true, &e), -1);
	ck_assert_int_eq(e.kind, ERROR_CONFLICT);
	ck_assert_int_eq(lstat(path, &st), 0);
	ck_assert_int_eq(st.st_size, 0);
	free(path);
}
END_TEST

Suite *exchange_format_suite(void)
{
	Suite *s = suite_create("format");
	TCase *t = tcase_create("format"), *files = tcase_create("file");

	tcase_add_loop_test(t, a_table_in_each_format, 0, (int)LENGTH(cases));
	tcase_add_test(t, columns_line_up);
	tcase_add_test(t, a_terminal_cuts_the_widest);
	tcase_add_loop_test(t, a_string_in_json, 0, (int)LENGTH(strings));
	tcase_add_test(t, each_amount_has_its_currency);
	tcase_add_loop_test(t, what_was_found_stands_out, 0, (int)LENGTH(bold));
	tcase_add_test(t, a_format_by_name);
	tcase_add_test(t, what_cannot_be_written_is_told);
	suite_add_tcase(s, t);
	tcase_add_checked_fixture(files, make_folder, drop_folder);
	tcase_add_test(files, a_file_is_whole_or_not_there);
	tcase_add_test(files, a_file_that_came_meanwhile_stays);
	suite_add_tcase(s, files);
	return s;
}
