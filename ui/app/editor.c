#include "config.h"

#include "app/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/sbuf.h"

#define WORDS_MAX 16

/* The editor's command split at spaces: no shell sees it, so no name can be run as one. */
static void split_words(char *command, char *argv[WORDS_MAX + 2], char *file)
{
	size_t n = 0;
	char *save = NULL;

	for (char *w = strtok_r(command, " ", &save); w && n < WORDS_MAX;
	     w = strtok_r(NULL, " ", &save))
		argv[n++] = w;
	argv[n++] = file;
	argv[n] = NULL;
}

static char *read_file(const char *path, struct error *e);

/* Tells it when the file is no longer as it was. */
static void look(const char *file, struct stat *was, const struct editor_watch *w)
{
	struct stat now;
	char *text;

	if (stat(file, &now) || (now.st_mtim.tv_sec == was->st_mtim.tv_sec && now.st_ino == was->st_ino &&
				 now.st_mtim.tv_nsec == was->st_mtim.tv_nsec && now.st_size == was->st_size))
		return;
	*was = now;
	text = read_file(file, NULL);
	if (text)
		w->saved(w->data, text);
	free(text);
}

#define LOOK_EVERY 500 /* ms */

/* Until the pipe's other end is gone. */
static void watch(int end, const char *file, struct stat was, const struct editor_watch *w)
{
	struct pollfd p = { .fd = end, .events = POLLIN };

	while (poll(&p, 1, LOOK_EVERY) == 0 || (!p.revents && errno == EINTR))
		look(file, &was, w);
}

static int wait_for(pid_t pid)
{
	int status = 0;

	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return pid < 0 || !WIFEXITED(status) || WEXITSTATUS(status) ? -1 : 0;
}

static pid_t start(char *const argv[])
{
	pid_t pid = fork();

	if (pid == 0) {
		execvp(argv[0], argv);
		_exit(127);
	}
	return pid;
}

#define END_FD 3

/* A process between the two holds the pipe's end while the editor runs, and nothing else: the store would wait for
 * it when we are gone. The editor itself does not: what it starts and leaves behind, such as a server of editors,
 * would hold it on. */
static pid_t start_between(char *const argv[], const int ends[2])
{
	pid_t pid = fork();

	if (pid == 0) {
		dup2(ends[1], END_FD);
		fcntl(END_FD, F_SETFD, FD_CLOEXEC);
		close_range(END_FD + 1, ~0u, 0);
		_exit(wait_for(start(argv)) < 0);
	}
	return pid;
}

static int exec_watched(char *const argv[], const char *file, const struct editor_watch *w)
{
	struct stat before = { 0 };
	int ends[2];
	pid_t pid;

	stat(file, &before); /* it may save as soon as it runs */
	if (!w || pipe(ends))
		return wait_for(start(argv));
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	pid = start_between(argv, ends);
	close(ends[1]);
	if (pid > 0)
		watch(ends[0], file, before, w);
	close(ends[0]);
	return wait_for(pid);
}

static int exec_words(const char *command, char *file, const struct editor_watch *w)
{
	char *words = xstrdup(command), *argv[WORDS_MAX + 2];
	int rc;

	split_words(words, argv, file);
	rc = exec_watched(argv, file, w);
	free(words);
	return rc;
}

int editor_exec(const char *command, char *file)
{
	return exec_words(command, file, NULL);
}

/* What it wrote before it ended counts, also when it was killed with the terminal. */
static void run(const char *command, char *file, const struct editor_watch *w, struct error *e)
{
	if (exec_words(command, file, w) < 0)
		error_set(e, ERROR_FAILED,
			  _("The editor \"%s\" did not end well; the text is as it was. Set "
			    "VISUAL to an editor that is installed."),
			  command);
}

static int write_file(int fd, const char *text, struct error *e)
{
	size_t len = strlen(text), done = 0;

	while (done < len) {
		ssize_t n = write(fd, text + done, len - done);
		if (n < 0 && errno != EINTR)
			return error_set(e, ERROR_FAILED, _("Writing for the editor: %s"),
					 strerror(errno));
		if (n > 0)
			done += (size_t)n;
	}
	return 0;
}

static char *read_file(const char *path, struct error *e)
{
	struct sbuf text = SBUF_INIT;
	char block[4096];
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0) {
		error_set(e, ERROR_FAILED, _("Reading back from the editor: %s"), strerror(errno));
		return NULL;
	}
	while ((n = read(fd, block, sizeof(block))) > 0)
		sbuf_add(&text, block, (size_t)n);
	close(fd);
	while (text.len && text.data[text.len - 1] == '\n')
		sbuf_erase(&text, text.len - 1, 1);
	return sbuf_steal(&text);
}

static const char *editor_command(void)
{
	const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");

	return visual && *visual ? visual : editor && *editor ? editor : "vi";
}

static bool edit_in(const char *dir, char **text, const struct editor_watch *w, struct error *e)
{
	char *path = xasprintf("%s/note.txt", dir), *now = NULL;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct error unread = { 0 };
	bool changed = false;

	if (fd < 0)
		error_set(e, ERROR_FAILED, _("Writing for the editor: %s"), strerror(errno));
	else if (!write_file(fd, *text, e)) {
		run(editor_command(), path, w, e);
		now = read_file(path, e->kind ? &unread : e);
	}
	if (fd >= 0)
		close(fd);
	if (now && strcmp(now, *text)) {
		free(*text);
		*text = now;
		now = NULL;
		changed = true;
	}
	free(now);
	unlink(path);
	free(path);
	return changed;
}

bool editor_run(char **text, const struct editor_watch *w, struct error *e)
{
	const char *tmp = getenv("TMPDIR");
	char *dir = xasprintf("%s/rapport-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	bool changed = false;

	if (!mkdtemp(dir)) {
		error_set(e, ERROR_FAILED, _("A folder for the editor's file: %s"), strerror(errno));
	} else {
		changed = edit_in(dir, text, w, e);
		rmdir(dir);
	}
	free(dir);
	return changed;
}
