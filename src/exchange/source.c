#include "config.h"

#include "exchange/source.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/program.h"
#include "base/utf8.h"

#define PIECE    (64u << 10)
#define SCAN_MAX ((int64_t)256 << 20) /* how far is looked for bytes that are not UTF-8 */

struct source {
	int fd;                /* the file */
	struct stat file;      /* as it was when it was opened */
	const char *format;
	enum encoding encoding;
	bool guessed;
	bool helped;           /* read by rapport-read */
	pid_t helper;          /* -1: none runs */
	int pipe;              /* its output; -1: none */
};

/* The file */

static int refuse_kind(mode_t mode, struct error *e)
{
	if (S_ISREG(mode))
		return 0;
	return error_set(e, ERROR_USAGE,
			 S_ISDIR(mode) ? _("It is a folder.") : _("It is not a file but a pipe or a device."));
}

static int open_file(struct source *s, const char *path, struct error *e)
{
	s->fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (s->fd < 0 && errno == ENOENT)
		return error_set(e, ERROR_ABSENT, _("There is no such file."));
	if (s->fd < 0 && errno == ELOOP)
		return error_set(e, ERROR_USAGE, _("It is a symbolic link: name the file itself."));
	if (s->fd < 0 || fstat(s->fd, &s->file) < 0)
		return error_set(e, ERROR_FAILED, _("It cannot be opened: %s."), strerror(errno));
	return refuse_kind(s->file.st_mode, e);
}

/* A file that somebody writes to while we read it is neither the old nor the new one. */
static int check_unchanged(const struct source *s, struct error *e)
{
	struct stat now;

	if (fstat(s->fd, &now) < 0)
		return error_set(e, ERROR_FAILED, _("It cannot be read: %s."), strerror(errno));
	if (now.st_size < s->file.st_size)
		return error_set(e, ERROR_FAILED,
				 _("The file became shorter while it was read. Import it again."));
	if (now.st_size != s->file.st_size || now.st_mtim.tv_sec != s->file.st_mtim.tv_sec ||
	    now.st_mtim.tv_nsec != s->file.st_mtim.tv_nsec)
		return error_set(e, ERROR_FAILED,
				 _("The file was changed while it was read. Import it again."));
	return 0;
}

static ssize_t read_some(int fd, char *bytes, size_t room, struct error *e)
{
	ssize_t got;

	do
		got = read(fd, bytes, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return error_set(e, ERROR_FAILED, _("It cannot be read: %s."), strerror(errno));
	return got;
}

/* Whether we read it ourselves */

/* Zeros in such numbers are two-byte characters; a few are dirt, which its row is refused for. */
static bool many_zeros(const char *bytes, size_t n)
{
	size_t zeros = 0;

	for (size_t i = 0; i < n; i++)
		zeros += bytes[i] == '\0';
	return zeros * 5 >= n && zeros;
}

/* Bytes from `n` on that are the beginning of a character, at most three. */
static size_t unfinished(const char *bytes, size_t n)
{
	size_t back = 0;

	while (back < 3 && back < n && ((unsigned char)bytes[n - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back == n || (unsigned char)bytes[n - 1 - back] < 0xC0)
		return 0;
	return back + 1;
}

static bool is_mark(const char *bytes, size_t n)
{
	return n >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3);
}

/* Whether the file is UTF-8 as it is, as far as is looked. */
static bool is_utf8(int fd)
{
	char *bytes = xmalloc(PIECE);
	size_t held = 0;
	int64_t at = 0;
	bool plain = true;

	while (plain && at < SCAN_MAX) {
		ssize_t got = pread(fd, bytes + held, PIECE - held, (off_t)at);
		size_t n = held + (size_t)(got > 0 ? got : 0);

		if (at == 0)
			plain = !many_zeros(bytes, n);
		held = got > 0 ? unfinished(bytes, n) : 0;
		plain = plain && utf8_valid(bytes, n - held, NULL);
		if (got <= 0)
			break;
		memmove(bytes, bytes + n - held, held);
		at += got;
	}
	free(bytes);
	return plain;
}

/* rapport-read */

static void end_helper(struct source *s)
{
	if (s->pipe >= 0)
		close(s->pipe);
	if (s->helper > 0) {
		kill(s->helper, SIGKILL);
		waitpid(s->helper, NULL, 0);
	}
	s->pipe = -1;
	s->helper = -1;
}

static int start_helper(struct source *s, struct error *e)
{
	char *program = program_path("rapport-read", "RAPPORT_READ");
	char *argv[] = { program, "--from", (char *)s->format, NULL, NULL, NULL };

	if (!s->guessed || s->helped) {
		argv[3] = "--encoding";
		argv[4] = (char *)encoding_name(s->encoding);
	}
	s->helper = program_start(argv, s->fd, &s->pipe);
	if (s->helper < 0)
		error_set(e, ERROR_FAILED, _("It cannot be read: %s is needed for it, but: %s."), program,
			  strerror(errno));
	free(program);
	return s->helper > 0 ? 0 : -1;
}

/* The helper's pipe is at its end: so is the file, or the helper did not get that far. */
static int judge_helper(struct source *s, struct error *e)
{
	int status = 0;

	waitpid(s->helper, &status, 0);
	s->helper = -1;
	if (WIFSIGNALED(status))
		return error_set(e, ERROR_FAILED, _("It cannot be read: its reader was stopped (%s)."),
				 strsignal(WTERMSIG(status)));
	if (WEXITSTATUS(status) == ERROR_ABSENT)
		return error_set(e, ERROR_FAILED, _("This system cannot read %s."),
				 encoding_name(s->encoding));
	if (WEXITSTATUS(status))
		return error_set(e, ERROR_FAILED, _("It cannot be read: its reader failed."));
	return 0;
}

/* The first line of the helper names the encoding. */
static int read_greeting(struct source *s, struct error *e)
{
	char line[32];
	size_t n = 0;
	ssize_t got = 1;

	while (n < sizeof(line) - 1 && (got = read_some(s->pipe, line + n, 1, e)) == 1 && line[n] != '\n')
		n++;
	line[n] = '\0';
	if (got < 0 || (got == 0 && judge_helper(s, e) < 0))
		return -1;
	if (!encoding_find(line, &s->encoding))
		return error_set(e, ERROR_FAILED, _("It cannot be read: its reader failed."));
	return 0;
}

static int begin_helper(struct source *s, struct error *e)
{
	if (lseek(s->fd, 0, SEEK_SET) < 0)
		return error_set(e, ERROR_FAILED, _("It cannot be read: %s."), strerror(errno));
	if (start_helper(s, e) < 0 || read_greeting(s, e) < 0)
		return -1;
	s->helped = true;
	return 0;
}

/* Opening */

static int choose(struct source *s, const char *encoding, struct error *e)
{
	char first[3];
	bool mark = is_mark(first, (size_t)(pread(s->fd, first, 3, 0) == 3) * 3);

	s->guessed = !encoding || mark;
	if (encoding && !encoding_find(encoding, &s->encoding))
		return error_set(e, ERROR_USAGE,
				 _("\"%s\" is no encoding. There are UTF-8, UTF-16LE, UTF-16BE, ISO-8859-1, CP1252, "
				   "GB18030 and BIG5."), encoding);
	if (!strcmp(s->format, "text") &&
	    (mark || (encoding ? s->encoding == ENCODING_UTF8 : is_utf8(s->fd)))) {
		s->encoding = ENCODING_UTF8;
		return 0;
	}
	return begin_helper(s, e);
}

struct source *source_open(const char *path, const char *encoding, const char *format, struct error *e)
{
	struct source *s = xcalloc(1, sizeof(*s));

	s->fd = s->pipe = -1;
	s->helper = -1;
	s->format = format ? format : "text";
	if (open_file(s, path, e) == 0 && choose(s, encoding, e) == 0)
		return s;
	source_close(s);
	return NULL;
}

void source_close(struct source *s)
{
	if (!s)
		return;
	end_helper(s);
	if (s->fd >= 0)
		close(s->fd);
	free(s);
}

/* Reading */

ssize_t source_read(struct source *s, char *bytes, size_t room, struct error *e)
{
	ssize_t got;

	if (s->helped && s->pipe < 0)
		return 0;
	got = read_some(s->helped ? s->pipe : s->fd, bytes, room, e);
	if (got != 0)
		return got;
	if (s->helper > 0 && judge_helper(s, e) < 0)
		return -1;
	return check_unchanged(s, e);
}

int source_rewind(struct source *s, struct error *e)
{
	if (check_unchanged(s, e) < 0)
		return -1;
	if (s->helped) {
		end_helper(s);
		return begin_helper(s, e);
	}
	if (lseek(s->fd, 0, SEEK_SET) < 0)
		return error_set(e, ERROR_FAILED, _("It cannot be read: %s."), strerror(errno));
	return 0;
}

enum encoding source_encoding(const struct source *s)
{
	return s->encoding;
}

bool source_guessed(const struct source *s)
{
	return s->guessed;
}

bool source_marks_bad(const struct source *s)
{
	return s->helped;
}

/* The helper reads by our descriptor's place in the file. */
int64_t source_position(const struct source *s)
{
	return lseek(s->fd, 0, SEEK_CUR);
}

int64_t source_size(const struct source *s)
{
	return s->file.st_size;
}
