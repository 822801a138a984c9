/* What a process may do once the sandbox is shut. A build with sanitizers has none. */
#include "config.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "read/decode.h"
#include "read/guess.h"
#include "read/sandbox.h"
#include "read_suites.h"

static int opens(void)
{
	return open("/etc/passwd", O_RDONLY);
}

static int connects(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

static int forks(void)
{
	return fork();
}

static int takes_much(void)
{
	void *much = malloc((size_t)1 << 30);

	return much ? 1 : 0;
}

/* Everything that reading needs: it was made ready before. */
static int reads(void)
{
	struct sbuf out = SBUF_INIT;
	size_t bom;
	enum encoding encoding = guess_encoding("\xD5\xC5\xC8\xFD\n", 5, &bom);
	bool right = encoding == ENCODING_GB18030 && decode_all(encoding, "\xD5\xC5\xC8\xFD", 4, &out) == 0 &&
		     !strcmp(sbuf_text(&out), "张三") && write(STDERR_FILENO, "", 0) == 0;

	sbuf_free(&out);
	return right ? 0 : 1;
}

static const struct {
	int (*does)(void);
	int signal, status; /* how it ends */
} cases[] = {
	{ opens, SIGSYS, 0 }, { connects, SIGSYS, 0 }, { forks, SIGSYS, 0 }, { takes_much, 0, 0 }, { reads, 0, 0 },
};

START_TEST(test_sandbox)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		decode_prepare();
		_exit(sandbox_enter(0) ? 99 : cases[_i].does());
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
#if defined(HAVE_SECCOMP) && !defined(__SANITIZE_ADDRESS__)
	ck_assert_int_eq(WIFSIGNALED(status) ? WTERMSIG(status) : 0, cases[_i].signal);
	if (!cases[_i].signal)
		ck_assert_int_eq(WEXITSTATUS(status), cases[_i].status);
#endif
}
END_TEST

/* Short texts, as they stand in the first rows of files; bytes by the tables of each encoding. */
static const struct {
	const char *bytes;
	enum encoding encoding;
} guesses[] = {
	{ "", ENCODING_UTF8 },
	{ "plain", ENCODING_UTF8 },
	{ "caf\xC3\xA9", ENCODING_UTF8 },
	{ "caf\xE9", ENCODING_LATIN1 },
	{ "na\xEFve \x93quoted\x94", ENCODING_CP1252 },
	{ "Stra\xDF" "e, \xC4rger, \xD6l, \xFC" "bel", ENCODING_LATIN1 },
	{ "\xD6\xD0\xB9\xFA", ENCODING_GB18030 },		 /* 中国 */
	{ "\xB1\xB1\xBE\xA9,100\n\xC9\xCF\xBA\xA3,200\n", ENCODING_GB18030 }, /* 北京 上海 */
	{ "\xA4\xA4\xB0\xEA", ENCODING_BIG5 },			 /* 中國 */
	{ "\xA5\x78\xA5\x5F,100\n\xB0\xAA\xB6\xAF,200\n", ENCODING_BIG5 }, /* 台北 高雄 */
	{ "\x84\x31\x95\x33\xD6\xD0", ENCODING_GB18030 },
};

START_TEST(test_guess)
{
	size_t bom;

	ck_assert_str_eq(encoding_name(guess_encoding(guesses[_i].bytes, strlen(guesses[_i].bytes), &bom)),
			 encoding_name(guesses[_i].encoding));
}
END_TEST

static const struct {
	const char *word;
	int encoding; /* -1: none */
} words[] = {
	{ "utf8", ENCODING_UTF8 },	   { "UTF-8", ENCODING_UTF8 },	      { "utf-16", ENCODING_UTF16LE },
	{ "UTF_16BE", ENCODING_UTF16BE },  { "latin-1", ENCODING_LATIN1 },    { "ISO-8859-1", ENCODING_LATIN1 },
	{ "windows-1252", ENCODING_CP1252 }, { "cp1252", ENCODING_CP1252 },   { "GBK", ENCODING_GB18030 },
	{ "gb2312", ENCODING_GB18030 },	   { "big5", ENCODING_BIG5 },	      { "cp950", ENCODING_BIG5 },
	{ "", -1 },			   { "-", -1 },			      { "utf", -1 },
	{ "koi8-r", -1 },		   { "8859", -1 },		      { "a very long name that is none", -1 },
};

START_TEST(test_word)
{
	enum encoding encoding;
	bool found = encoding_find(words[_i].word, &encoding);

	ck_assert_msg(found == (words[_i].encoding >= 0), "%s", words[_i].word);
	if (found)
		ck_assert_int_eq((int)encoding, words[_i].encoding);
}
END_TEST

Suite *read_sandbox_suite(void)
{
	Suite *s = suite_create("read/sandbox");
	TCase *t = tcase_create("sandbox");

	tcase_add_unchecked_fixture(t, decode_prepare, NULL);
	tcase_add_loop_test(t, test_sandbox, 0, (int)LENGTH(cases));
	tcase_add_loop_test(t, test_guess, 0, (int)LENGTH(guesses));
	tcase_add_loop_test(t, test_word, 0, (int)LENGTH(words));
	suite_add_tcase(s, t);
	return s;
}
