#include "config.h"

/* The times of a rule are counted by rapport-read: libical takes longer to start than most requests take. */
#include <errno.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/program.h"
#include "store/recur.h"

static int failed(const char *why, struct error *e)
{
	return error_set(e, ERROR_FAILED, _("When it comes again cannot be counted: rapport-read: %s."), why);
}

/* The question as a file in memory, which is what rapport-read reads. */
static int open_question(const struct recur_question *q)
{
	struct sbuf text = SBUF_INIT;
	int fd = memfd_create("rule", MFD_CLOEXEC);

	sbuf_printf(&text, "%s\n%c %lld %lld %lld %d %d\n", q->rule, q->days ? 'd' : 't', (long long)q->start,
		    (long long)q->after, (long long)q->until, RECUR_LEAST, RECUR_MOST);
	if (fd >= 0 && (write(fd, text.data, text.len) != (ssize_t)text.len || lseek(fd, 0, SEEK_SET))) {
		close(fd);
		fd = -1;
	}
	sbuf_free(&text);
	return fd;
}

static void read_all(int fd, struct sbuf *out)
{
	char piece[4096];
	ssize_t n;

	while ((n = read(fd, piece, sizeof(piece))) > 0 || (n < 0 && errno == EINTR))
		if (n > 0)
			sbuf_add(out, piece, (size_t)n);
}

static int run(int question, struct sbuf *out, struct error *e)
{
	char *program = program_path("rapport-read", "RAPPORT_READ");
	char *argv[] = { program, (char *)"--from", (char *)"rule", NULL };
	int answer, status = 0, rc = 0;
	pid_t child = program_start(argv, question, &answer);

	if (child < 0) {
		rc = failed(strerror(errno), e);
	} else {
		read_all(answer, out);
		close(answer);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
		if (!WIFEXITED(status) || WEXITSTATUS(status))
			rc = failed(WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : _("it failed"), e);
	}
	free(program);
	return rc;
}

static int parse(const char *text, int64_t **times)
{
	size_t n = 0, room = 0;
	char *end;

	*times = NULL;
	for (; *text; text = end + (*end == '\n')) {
		int64_t *at = array_add(times, &n, &room, sizeof(*at));

		*at = strtoll(text, &end, 10);
		if (end == text)
			break;
	}
	return (int)n;
}

int recur_times(const struct recur_question *q, int64_t **times, struct error *e)
{
	struct zone_left home = zone_enter(q->zone);
	int question = open_question(q), rc;
	struct sbuf out = SBUF_INIT;

	*times = NULL;
	rc = question < 0 ? failed(strerror(errno), e) : run(question, &out, e);
	zone_leave(&home);
	if (question >= 0)
		close(question);
	if (rc == 0 && out.len && *out.data == '!')
		rc = error_set(e, ERROR_USAGE, _("Repeats: %.300s"), out.data + 1);
	if (rc == 0)
		rc = parse(sbuf_text(&out), times);
	sbuf_free(&out);
	return rc;
}
