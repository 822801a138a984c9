/* Files in every encoding, by way of the real rapport-read; bytes from the tables of Unicode. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "exchange/csv.h"
#include "exchange_suites.h"

static char path[] = "/tmp/rapport-source-XXXXXX";

static void begin(void)
{
	setenv("RAPPORT_READ", "./rapport-read", 1); /* make check runs where it was built */
	close(mkstemp(path));
}

static void end(void)
{
	unlink(path);
	memcpy(path + sizeof(path) - 7, "XXXXXX", 6);
}

static void write_file(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	ck_assert_int_eq(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

/* Everything in one line: cells between '|', rows between '/', what is wrong in braces. */
static char *rows_of(const struct csv_options *o, enum encoding *encoding)
{
	struct sbuf out = SBUF_INIT;
	struct error e = { 0 };
	struct csv *c = csv_open(path, o, &e);
	struct csv_row row;
	int got = c ? 1 : -1;

	*encoding = c ? csv_encoding(c) : ENCODING_COUNT;
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

#define BYTES(s) s, sizeof(s) - 1

static const struct {
	const char *bytes;
	size_t n;
	enum encoding encoding;
	const char *rows;
} files[] = {
	{ BYTES("name,city\nM\xC3\xBCller,K\xC3\xB6ln\n"), ENCODING_UTF8, "name|city/Müller|Köln" },
	{ BYTES("\xEF\xBB\xBFname,city\nM\xC3\xBCller,K\xC3\xB6ln\n"), ENCODING_UTF8, "name|city/Müller|Köln" },
	{ BYTES("name,city\nM\xFCller,K\xF6ln\n"), ENCODING_LATIN1, "name|city/Müller|Köln" },
	{ BYTES("a,b,c\n1,2,3\n4,5,\xA9"), ENCODING_LATIN1, "a|b|c/1|2|3/4|5|©" },
	{ BYTES("name,price\nCaf\xE9,\x80 5\n\x8AKODA,\x80 6\n"), ENCODING_CP1252, "name|price/Café|€ 5/ŠKODA|€ 6" },
	{ BYTES("\xC3\xFB\xB3\xC6,\xB3\xC7\xCA\xD0\n\xD5\xC5\xC8\xFD,\xC9\xCF\xBA\xA3\n"), ENCODING_GB18030,
	  "名称|城市/张三|上海" },
	/* 㐀 is in GB 18030 only, in four bytes. */
	{ BYTES("\xC3\xFB\xB3\xC6,\xB3\xC7\xCA\xD0\n\xD5\xC5\xC8\xFD,\x81\x39\xEE\x39\n"), ENCODING_GB18030,
	  "名称|城市/张三|㐀" },
	{ BYTES("\xA6\x57\xBA\xD9,\xAB\xB0\xA5\xAB\n\xB1\x69\xA4\x54,\xA5\x78\xA5\x5F\n"), ENCODING_BIG5,
	  "名稱|城市/張三|台北" },
	{ BYTES("\xFF\xFE" "a\0,\0\xFC\0\n\0\x31\0,\0\xA4\x02"), ENCODING_UTF16LE, "a|ü/1|ʤ" },
	{ BYTES("\xFE\xFF" "\0a\0,\0\xFC\0\n\0\x31\0,\x02\xA4"), ENCODING_UTF16BE, "a|ü/1|ʤ" },
	{ BYTES("a\0,\0\xFC\0\n\0\x31\0,\0\x32\0\n\0"), ENCODING_UTF16LE, "a|ü/1|2" },
	/* 名 and 上 have bytes that look like line ends. */
	{ BYTES("\x0D\x54\t\0\x02\x5E\n\0\x20\x5F\t\0\x0A\x4E\n\0"), ENCODING_UTF16LE, "名|市/张|上" },
	{ BYTES("a,b\n\0,2\n3,4\n"), ENCODING_UTF8, "a|b/|2{Line 2, column 1: it contains a NUL byte.}/3|4" },
	/* What is no text is told, with its place; the other rows are taken. */
	{ BYTES("name,city\nM\xC3\xBCller,K\xC3\xB6ln\nJos\xC3\xA9,Le\xF3n\nEva,M\xC3\xA1laga\n"), ENCODING_UTF8,
	  "name|city/Müller|Köln/José|Le\xFF" "F3n{Line 3, column 2: character 3 of the cell is no text in UTF-8 "
	  "(byte F3).}/Eva|Málaga" },
	{ BYTES("\xD5\xC5\xC8\xFD,\xC9\xCF\xBA\xA3\n\xC0\xEE\xCB\xC4,\xB1\xB1\xBE\xA9\nok,\xFF\n"
		"\xC0\xEE\xCB\xC4,\xB1\xB1\xBE\xA9\n"), ENCODING_GB18030,
	  "张三|上海/李四|北京/ok|\xFF" "FF{Line 3, column 2: character 1 of the cell is no text in GB18030 "
	  "(byte FF).}/李四|北京" },
};

START_TEST(test_encoding)
{
	enum encoding encoding;
	char *rows;

	write_file(files[_i].bytes, files[_i].n);
	rows = rows_of(&(struct csv_options){ 0 }, &encoding);
	ck_assert_str_eq(rows, files[_i].rows);
	ck_assert_str_eq(encoding_name(encoding), encoding_name(files[_i].encoding));
	free(rows);
}
END_TEST

/* The same bytes are other text when somebody says so; a mark in front is stronger. */
START_TEST(test_said)
{
	enum encoding encoding;
	char *rows;

	write_file(BYTES("a\n\xA4\xE9\n"));
	rows = rows_of(&(struct csv_options){ .encoding = "big5" }, &encoding);
	ck_assert_str_eq(rows, "a/日");
	free(rows);
	rows = rows_of(&(struct csv_options){ .encoding = "latin1" }, &encoding);
	ck_assert_str_eq(rows, "a/¤é");
	free(rows);
	write_file(BYTES("\xEF\xBB\xBF" "a\n\xC3\xA9\n"));
	rows = rows_of(&(struct csv_options){ .encoding = "GBK" }, &encoding);
	ck_assert_str_eq(rows, "a/é");
	ck_assert_int_eq(encoding, ENCODING_UTF8);
	free(rows);
	rows = rows_of(&(struct csv_options){ .encoding = "EBCDIC" }, &encoding);
	ck_assert_ptr_nonnull(strstr(rows, "\"EBCDIC\" is no encoding."));
	free(rows);
}
END_TEST

/* What is not ASCII comes late, and a character lies across the pieces in which a file is read. */
START_TEST(test_late)
{
	struct sbuf text = SBUF_INIT;
	struct csv_row row;
	struct csv *c;

	sbuf_puts(&text, "name\n");
	while (text.len < 3 * 65536 - 1)
		sbuf_puts(&text, "x\n");
	for (int i = 0; i < 50000; i++)
		sbuf_puts(&text, "\xD5\xC5\xC8\xFD\n");
	write_file(text.data, text.len);
	sbuf_free(&text);
	c = csv_open(path, &(struct csv_options){ 0 }, NULL);
	ck_assert_str_eq(encoding_name(csv_encoding(c)), "GB18030");
	for (int pass = 0; pass < 2; pass++) {
		int names = 0;

		while (csv_next(c, &row, NULL) == 1) {
			ck_assert_int_eq(row.trouble.kind, ERROR_NONE);
			names += !strcmp(row.cells[0].text, "张三");
		}
		ck_assert_int_eq(names, 50000);
		ck_assert_int_eq(csv_position(c), csv_size(c));
		ck_assert_int_eq(csv_rewind(c, NULL), 0);
	}
	csv_close(c);
}
END_TEST

static int read_on(struct csv *c, struct error *e)
{
	struct csv_row row;
	int got;

	while ((got = csv_next(c, &row, e)) == 1)
		;
	return got;
}

/* A file that becomes shorter, or another one, is told of while it is read, and when it is read again. */
START_TEST(test_changed)
{
	struct sbuf text = SBUF_INIT;
	struct error e = { 0 };
	struct csv *c;

	for (int i = 0; i < 100000; i++)
		sbuf_puts(&text, _i ? "M\xFCller,x\n" : "name,x\n");
	write_file(text.data, text.len);
	c = csv_open(path, &(struct csv_options){ 0 }, NULL);
	ck_assert_int_eq(truncate(path, 500000), 0);
	ck_assert_int_eq(read_on(c, &e), -1);
	ck_assert_msg(strstr(e.text, "became shorter while it was read") && strstr(e.text, "Line "), "%s", e.text);
	csv_close(c);
	c = csv_open(path, &(struct csv_options){ 0 }, NULL);
	ck_assert_int_eq(read_on(c, &e), 0);
	write_file(text.data, 600000);
	ck_assert_int_eq(csv_rewind(c, &e), -1);
	ck_assert_msg(strstr(e.text, "was changed while it was read") != NULL, "%s", e.text);
	csv_close(c);
	sbuf_free(&text);
}
END_TEST

/* However large the file and its cells: memory stays what a row may need. The sanitizer keeps what is freed. */
#ifndef __SANITIZE_ADDRESS__
START_TEST(test_flat)
{
	struct rusage before, after;
	struct error e = { 0 };
	FILE *f = fopen(path, "w");
	struct csv *c;

	for (int i = 0; i < 1000000; i++)
		fputs(_i ? "M\xFCller,Stra\xDF" "e 1\n" : "name,city and street\n", f);
	for (int i = 0; i < 10 << 20; i++)
		putc('x', f);
	fclose(f);
	getrusage(RUSAGE_SELF, &before);
	c = csv_open(path, &(struct csv_options){ 0 }, &e);
	ck_assert_int_eq(read_on(c, &e), -1);
	ck_assert_msg(strstr(e.text, "Line 1000001: the line is longer than 1048576 bytes.") != NULL, "%s", e.text);
	csv_close(c);
	getrusage(RUSAGE_SELF, &after);
	ck_assert_int_lt(after.ru_maxrss - before.ru_maxrss, 8 << 10); /* KiB */
}
END_TEST
#endif

START_TEST(test_no_helper)
{
	struct error e = { 0 };

	write_file(BYTES("a\n\xE9\n"));
	setenv("RAPPORT_READ", "/nonexistent/read", 1);
	ck_assert_ptr_null(csv_open(path, &(struct csv_options){ 0 }, &e));
	ck_assert_msg(strstr(e.text, "/nonexistent/read is needed for it") != NULL, "%s", e.text);
	setenv("RAPPORT_READ", "/bin/false", 1);
	ck_assert_ptr_null(csv_open(path, &(struct csv_options){ 0 }, &e));
	ck_assert_msg(strstr(e.text, "its reader failed") != NULL, "%s", e.text);
}
END_TEST

Suite *exchange_source_suite(void)
{
	Suite *s = suite_create("exchange/source");
	TCase *t = tcase_create("source");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_loop_test(t, test_encoding, 0, (int)LENGTH(files));
	tcase_add_test(t, test_said);
	tcase_add_test(t, test_late);
	tcase_add_loop_test(t, test_changed, 0, 2);
#ifndef __SANITIZE_ADDRESS__
	tcase_add_loop_test(t, test_flat, 0, 2);
#endif
	tcase_add_test(t, test_no_helper);
	suite_add_tcase(s, t);
	return s;
}
