/* rapport-read: turns a foreign file into rows in UTF-8, where it can do no harm. `rapport` starts it when
 * a file is not plain UTF-8, gives it the file as standard input and reads its standard output: a line
 * with the encoding, then the text, in which a byte that is no text is FF and two hexadecimal digits. */
#include "config.h"

#include <getopt.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/intl.h"
#include "read/decode.h"
#include "read/format.h"
#include "read/sandbox.h"

static const char usage[] =
	"usage: rapport-read [--from FORMAT] [--encoding NAME] <FILE\n"
	"\n"
	"Turns a file into rows in UTF-8, for the program `rapport`, which starts it by itself.\n"
	"\n"
	"  --from FORMAT    what it is: text (CSV in any encoding), vcard-contacts or\n"
	"                   vcard-customers (address cards of people, of companies); icalendar; rule\n"
	"                   (when something comes again, for rapport-store)\n"
	"  --encoding NAME  UTF-8, UTF-16LE, UTF-16BE, ISO-8859-1, CP1252, GB18030 or BIG5; else it is\n"
	"                   found out\n"
	"  --version        say which version this is\n"
	"  --help           say this\n";

struct arguments {
	const char *from, *encoding;
	bool help, version;
};

static int complain(const char *what)
{
	fprintf(stderr, "rapport-read: %s\n%s", what, usage);
	return ERROR_USAGE;
}

static int parse(int argc, char **argv, struct arguments *a)
{
	enum { OPTION_FROM = 1, OPTION_ENCODING, OPTION_VERSION, OPTION_HELP };
	static const struct option options[] = {
		{ "from", required_argument, NULL, OPTION_FROM },
		{ "encoding", required_argument, NULL, OPTION_ENCODING },
		{ "version", no_argument, NULL, OPTION_VERSION },
		{ "help", no_argument, NULL, OPTION_HELP },
		{ NULL, 0, NULL, 0 },
	};

	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (c == OPTION_FROM)
			a->from = optarg;
		else if (c == OPTION_ENCODING)
			a->encoding = optarg;
		else if (c == OPTION_VERSION)
			a->version = true;
		else if (c == OPTION_HELP)
			a->help = true;
		else
			return -1;
	}
	return optind == argc ? 0 : -1;
}

/* Opens the catalogue, with the first translation, while files may still be opened. */
static void prepare_words(void)
{
	intl_begin();
	(void)_("It cannot be read: its reader failed.");
}

static int run(const struct format *format, struct reading *r)
{
	struct stat file;

	if (fstat(STDIN_FILENO, &file) || !S_ISREG(file.st_mode))
		return complain("standard input is no regular file");
	r->size = file.st_size;
	decode_prepare();
	prepare_words();
	tzset(); /* the zone is in a file, too */
	if (r->given && !decode_can(r->encoding))
		return ERROR_ABSENT;
	if (format->prepare)
		format->prepare();
	if (sandbox_enter(r->size)) {
		fputs("rapport-read: this system gives it no sandbox\n", stderr);
		return ERROR_FAILED;
	}
	format->read(r);
	return 0;
}

int main(int argc, char **argv)
{
	struct arguments a = { .from = "text" };
	struct reading r = { 0 };
	const struct format *format;

	if (parse(argc, argv, &a))
		return complain("this is not understood");
	if (a.version)
		return puts("rapport-read " PACKAGE_VERSION) < 0;
	if (a.help)
		return fputs(usage, stdout) < 0;
	format = format_find(a.from);
	if (!format)
		return complain("there is no such format");
	r.given = a.encoding != NULL;
	if (a.encoding && !encoding_find(a.encoding, &r.encoding))
		return complain("there is no such encoding");
	return run(format, &r);
}
