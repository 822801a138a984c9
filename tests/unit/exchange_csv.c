/* The rules of RFC 4180 and of the csv-spectrum corpus, written out by hand, and what goes wrong. */
#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange/csv.h"
#include "exchange_suites.h"

/* Everything in one line: cells between '|', rows between '/', what is wrong in braces. */
static char *all_of(const char *data, size_t len, char delimiter)
{
	struct sbuf out = SBUF_INIT;
	struct error e = { 0 };
	struct csv *c = csv_memory(data, len, &(struct csv_dialect){ .delimiter = delimiter }, &e);
	struct csv_row row;
	int got = c ? 1 : -1;

	while (got == 1 && (got = csv_next(c, &row, &e)) == 1) {
		sbuf_puts(&out, out.len ? "/" : "");
		for (size_t i = 0; i < row.n; i++)
			sbuf_printf(&out, "%s%s", i ? "|" : "", row.cells[i].text);
		if (row.trouble.kind)
			sbuf_printf(&out, "{%s}", row.trouble.text);
	}
	if (got < 0)
		sbuf_printf(&out, "{%s}", e.text);
	csv_close(c);
	return sbuf_steal(&out);
}

static const struct {
	const char *name, *file, *rows;
} files[] = {
	{ "simple", "a,b,c\n1,2,3\n", "a|b|c/1|2|3" },
	{ "simple, CR LF", "a,b,c\r\n1,2,3\r\n", "a|b|c/1|2|3" },
	{ "simple, CR", "a,b,c\r1,2,3\r", "a|b|c/1|2|3" },
	{ "no line end at the end", "a,b\n1,2", "a|b/1|2" },
	{ "empty cells", "a,b,c\n1,\"\",\"\"\n2,3,4", "a|b|c/1||/2|3|4" },
	{ "empty cells, CR LF", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4", "a|b|c/1||/2|3|4" },
	{ "a delimiter at the end", "a,b\n1,\n", "a|b/1|" },
	{ "comma in quotes", "first,town\nJohn,\"Anytown, WW\"", "first|town/John|Anytown, WW" },
	{ "doubled quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", "a|b/1|ha \"ha\" ha/3|4" },
	{ "JSON in a cell", "k,v\n1,\"{\"\"t\"\": [102.0, 0.5]}\"\n", "k|v/1|{\"t\": [102.0, 0.5]}" },
	{ "quotes within", "a,b\n12'5\",37\"N\n", "a|b/12'5\"|37\"N" },
	{ "line breaks in quotes", "a,b\n\"Once upon \na time\",5\n7,8\n", "a|b/Once upon \na time|5/7|8" },
	{ "the same, CR LF", "a,b\r\n\"Once\r\nmore\",5\r\n", "a|b/Once\r\nmore|5" },
	{ "quotes and line breaks", "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n", "a|b/1|ha \n\"ha\" \nha" },
	{ "UTF-8", "a,b\n4,ʤ\n", "a|b/4|ʤ" },
	{ "a byte order mark", "\xEF\xBB\xBF" "a,b\n1,2\n", "a|b/1|2" },
	{ "a byte order mark and a quote", "\xEF\xBB\xBF\"a\",b\n1,2\n", "a|b/1|2" },
	{ "blank lines", "a,b\n\n1,2\n\n\n", "a|b/1|2" },
	{ "one column, one empty cell", "a\n\"\"\nx\n", "a//x" },
	{ "text after a quote", "a,b\n\"x\"y,2\n\"z\",3\n", "a|b/xy|2/z|3" },
	{ "rows of any length", "a,b\n1\n1,2,3\n", "a|b/1/1|2|3" },
	{ "semicolons", "a;b\n1,5;2\n", "a|b/1,5|2" },
	{ "tabs", "a\tb\n1,5\t2;3\n", "a|b/1,5|2;3" },
	{ "bars", "a|b\n1|2\n", "a|b/1|2" },
	{ "semicolons inside quotes do not count", "a,b\n\"1;2;3;4\",\"5;6;7\"\n", "a|b/1;2;3;4|5;6;7" },
	{ "one column without a delimiter", "name\nAnn\n", "name/Ann" },
	{ "nothing", "", "" },
	{ "an open quote", "a,b\n1,2\n3,\"4\n5,6\n",
	  "a|b/1|2{Line 3: a quote is opened and never closed. If quotes "
	  "mean nothing in this file, say quotes = none.}" },
	{ "no UTF-8", "a,b\n1,\xC3(\n3,4\n",
	  "a|b/1|\xC3({Line 2, column 2: character 1 of the cell is no text in UTF-8 (byte C3).}/3|4" },
	{ "lines are counted inside quotes", "a,b\n\"x\ny\",2\n\xFF,4\n",
	  "a|b/x\ny|2/\xFF|4{Line 4, column 1: character 1 of the cell is no text in UTF-8 (byte FF).}" },
};

START_TEST(test_file)
{
	char *rows = all_of(files[_i].file, strlen(files[_i].file), 0);

	ck_assert_msg(!strcmp(rows, files[_i].rows), "%s: %s", files[_i].name, rows);
	free(rows);
}
END_TEST

/* How files are written: what is found out, in the words of a map; the header's line, -1 for none. */
static const struct {
	const char *name, *file, *rows, *delimiter, *quotes;
	int64_t header;
	const char *above;
} dialects[] = {
	{ "decimal commas", "n;a;b;c\nA;1,5;2,5;3,5\nB;4,5;5,5;6,5\n", "n|a|b|c/A|1,5|2,5|3,5/B|4,5|5,5|6,5",
	  "semicolon", "doubled", 1, "" },
	{ "CR, LF and CR LF", "a|b\r1|2\n3|4\r\n5|6", "a|b/1|2/3|4/5|6", "pipe", "doubled", 1, "" },
	{ "titles above", "Sales of 2026;;;\n\nPrinted 3 April;;;\nname;city;zip;phone\nA;B;1;2\n",
	  "name|city|zip|phone/A|B|1|2", "semicolon", "doubled", 4, "Sales of 2026 / Printed 3 April" },
	{ "a title without delimiters", "Customers, all\nname;city;zip\nA;B;1\nC;D;2\n",
	  "name|city|zip/A|B|1/C|D|2", "semicolon", "doubled", 2, "Customers, all" },
	{ "blank lines above", "\n\n\na,b,c\n1,2,3\n", "a|b|c/1|2|3", "comma", "doubled", 4, "" },
	{ "no header", "1,2,3\n", "column 1|column 2|column 3/1|2|3", "comma", "doubled", CSV_NO_HEADER, "" },
	{ "no header, names and numbers", "Ann,5,a@b.c\nBob,6,c@d.e\n",
	  "column 1|column 2|column 3/Ann|5|a@b.c/Bob|6|c@d.e", "comma", "doubled", CSV_NO_HEADER, "" },
	{ "years are names", "name,2025,2026\nA,1,2\nB,3,4\n", "name|2025|2026/A|1|2/B|3|4", "comma",
	  "doubled", 1, "" },
	{ "names twice and none", "a,,a,\n1,2,3,4\n", "a|column 2|a (2)|column 4/1|2|3|4", "comma", "doubled",
	  1, "" },
	{ "a name that is taken", "a,a (2),a\n1,2,3\n", "a|a (2)|a (3)/1|2|3", "comma", "doubled", 1, "" },
	{ "commas in names of one column", "name\nAcme, Inc.\nBolt\n", "name/Acme, Inc./Bolt", "none",
	  "doubled", 1, "" },
	{ "more commas than not", "name\nAcme, Inc.\nBolt, Ltd\n", "name/Acme, Inc./Bolt, Ltd", "none",
	  "doubled", 1, "" },
	{ "backslashes", "a,b\n\"say \\\"x, y\\\" now\",2\n\"\\\\\",3\n", "a|b/say \"x, y\" now|2/\\|3", "comma",
	  "backslash", 1, "" },
	{ "a folder's name", "a,b\n\"C:\\dir\\\",2\n", "a|b/C:\\dir\\|2", "comma", "doubled", 1, "" },
	{ "quotes that mean nothing", "a\tb\n\"Best\" pizza\t1\n7\" disk\t2\n", "a|b/\"Best\" pizza|1/7\" disk|2", "tab",
	  "none", 1, "" },
	{ "rejected rows below a header in line 4", "a;b;line;reason\n1;2;9;why\n", "a|b|line|reason/1|2|9|why",
	  "semicolon", "doubled", 1, "" },
	{ "a row too long does not move the header", "a,b,c\n1,2,3,4\n5,6,7,8\n", "a|b|c/1|2|3|4/5|6|7|8", "comma",
	  "doubled", 1, "" },
};

START_TEST(test_dialect)
{
	const char *file = dialects[_i].file;
	struct csv *c = csv_memory(file, strlen(file), &(struct csv_dialect){ 0 }, NULL);
	char *rows = all_of(file, strlen(file), 0);
	struct csv_row row;

	ck_assert_msg(!strcmp(rows, dialects[_i].rows), "%s: %s", dialects[_i].name, rows);
	ck_assert_int_eq(csv_next(c, &row, NULL), 1);
	ck_assert_str_eq(csv_delimiter_name(csv_dialect(c)->delimiter), dialects[_i].delimiter);
	ck_assert_str_eq(csv_quotes_name(csv_dialect(c)->quotes), dialects[_i].quotes);
	ck_assert_int_eq(csv_dialect(c)->header, dialects[_i].header);
	ck_assert_str_eq(csv_above(c), dialects[_i].above);
	csv_close(c);
	free(rows);
}
END_TEST

/* What is said is not guessed. */
START_TEST(test_said)
{
	static const char file[] = "title,x\na;b\n\"1;2\n";
	struct csv_dialect d = { ';', CSV_QUOTES_NONE, 2 };
	struct csv *c = csv_memory(file, sizeof(file) - 1, &d, NULL);
	struct csv_row row;

	for (int pass = 0; pass < 2; pass++) {
		ck_assert_int_eq(csv_next(c, &row, NULL), 1);
		ck_assert_str_eq(row.cells[1].text, "b");
		ck_assert_int_eq(csv_next(c, &row, NULL), 1);
		ck_assert_str_eq(row.cells[0].text, "\"1");
		ck_assert_int_eq(csv_next(c, &row, NULL), 0);
		ck_assert_int_eq(csv_rewind(c, NULL), 0);
	}
	ck_assert_str_eq(csv_above(c), "title,x");
	csv_close(c);
	d.header = 9;
	c = csv_memory(file, sizeof(file) - 1, &d, NULL);
	ck_assert_int_eq(csv_next(c, &row, NULL), 0);
	csv_close(c);
}
END_TEST

START_TEST(test_nul)
{
	static const char file[] = "a,b\n1,x\0y\n2,3\n";
	char *rows = all_of(file, sizeof(file) - 1, 0);

	ck_assert_str_eq(rows, "a|b/1|x{Line 2, column 2: it contains a NUL byte.}/2|3");
	free(rows);
}
END_TEST

static char *repeat(const char *head, char c, size_t n, const char *tail)
{
	struct sbuf b = SBUF_INIT;

	sbuf_puts(&b, head);
	memset(sbuf_reserve(&b, n + 1), c, n);
	b.len += n;
	sbuf_puts(&b, tail);
	return sbuf_steal(&b);
}

START_TEST(test_limits)
{
	char *at = repeat("a,b\n", ',', 999, "\n"), *above = repeat("a,b\n", ',', 1000, "\n");
	char *line = repeat("a,b\n", 'x', CSV_LINE_MAX + 1, "\n");
	char *rows = all_of(at, strlen(at), ',');

	ck_assert_ptr_null(strchr(rows, '{'));
	free(rows);
	rows = all_of(above, strlen(above), ',');
	ck_assert_str_eq(rows, "a|b{Line 2 has more than 1000 columns.}");
	free(rows);
	rows = all_of(line, strlen(line), ',');
	ck_assert_str_eq(rows, "a|b{Line 2: the line is longer than 1048576 bytes.}");
	free(rows);
	free(at);
	free(above);
	free(line);
}
END_TEST

/* A quote that nobody closes must not swallow a large file: the limit ends it, and names its line. */
START_TEST(test_open_quote_in_a_large_file)
{
	struct sbuf b = SBUF_INIT;
	char *rows;

	sbuf_puts(&b, "a,b\n1,\"open\n");
	while (b.len < CSV_FIELD_MAX + 100000)
		sbuf_puts(&b, "some line of text\n");
	rows = all_of(b.data, b.len, 0);
	ck_assert_ptr_nonnull(strstr(rows, "A quote was opened in line 2."));
	free(rows);
	sbuf_free(&b);
}
END_TEST

static void refuses(const char *path, const char *why)
{
	struct error e = { 0 };

	ck_assert_ptr_null(csv_open(path, &(struct csv_options){ 0 }, &e));
	ck_assert_msg(strstr(e.text, why) != NULL, "%s", e.text);
}

START_TEST(test_what_is_no_file)
{
	char dir[] = "/tmp/rapport-csv-XXXXXX";
	char *fifo, *link;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	fifo = xasprintf("%s/fifo", dir);
	link = xasprintf("%s/link", dir);
	ck_assert_int_eq(mkfifo(fifo, 0600), 0);
	ck_assert_int_eq(symlink("/etc/passwd", link), 0);
	refuses(dir, "It is a folder.");
	refuses(fifo, "It is not a file but a pipe or a device.");
	refuses(link, "It is a symbolic link");
	refuses("/nowhere/x.csv", "There is no such file.");
	unlink(fifo);
	unlink(link);
	rmdir(dir);
	free(fifo);
	free(link);
}
END_TEST

/* More than the buffer holds, read twice. */
START_TEST(test_large_file)
{
	char path[] = "/tmp/rapport-csv-XXXXXX";
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");
	struct csv_row row;
	struct csv *c;

	fputs("a;b\n", f);
	for (int i = 0; i < 50000; i++)
		fprintf(f, "%d;\"row %d\"\n", i, i);
	fclose(f);
	c = csv_open(path, &(struct csv_options){ 0 }, NULL);
	ck_assert_ptr_nonnull(c);
	ck_assert_int_eq(csv_dialect(c)->delimiter, ';');
	for (int pass = 0; pass < 2; pass++) {
		ck_assert_int_eq(csv_next(c, &row, NULL), 1);
		for (int i = 0; i < 50000; i++) {
			ck_assert_int_eq(csv_next(c, &row, NULL), 1);
			ck_assert_int_eq(strtol(row.cells[0].text, NULL, 10), i);
			ck_assert_int_eq(row.line, i + 2);
		}
		ck_assert_int_eq(csv_next(c, &row, NULL), 0);
		ck_assert_int_eq(csv_position(c), csv_size(c));
		ck_assert_int_eq(csv_rewind(c, NULL), 0);
	}
	csv_close(c);
	unlink(path);
}
END_TEST

START_TEST(test_write)
{
	static const char *const cells[] = { "plain", "a,b", "say \"x\"", "two\nlines", " space", "", "é" };
	struct sbuf out = SBUF_INIT;
	char *rows;

	for (size_t i = 0; i < LENGTH(cells); i++) {
		sbuf_puts(&out, i ? "," : "");
		csv_write_cell(&out, cells[i], strlen(cells[i]), ',');
	}
	sbuf_insert(&out, 0, "a,b,c,d,e,f,g\n", 14);
	ck_assert_str_eq(out.data, "a,b,c,d,e,f,g\nplain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\" space\",,é");
	rows = all_of(out.data, out.len, ',');
	ck_assert_str_eq(rows, "a|b|c|d|e|f|g/plain|a,b|say \"x\"|two\nlines| space||é");
	free(rows);
	sbuf_free(&out);
}
END_TEST

Suite *exchange_csv_suite(void)
{
	Suite *s = suite_create("exchange/csv");
	TCase *t = tcase_create("csv");

	tcase_add_loop_test(t, test_file, 0, (int)LENGTH(files));
	tcase_add_loop_test(t, test_dialect, 0, (int)LENGTH(dialects));
	tcase_add_test(t, test_said);
	tcase_add_test(t, test_nul);
	tcase_add_test(t, test_limits);
	tcase_add_test(t, test_open_quote_in_a_large_file);
	tcase_add_test(t, test_what_is_no_file);
	tcase_add_test(t, test_large_file);
	tcase_add_test(t, test_write);
	suite_add_tcase(s, t);
	return s;
}
