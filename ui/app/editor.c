#include "app/editor.h"

#include <errno.h>
#include <fcntl.h>
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

int editor_exec(const char *command, char *file)
{
	char *words = xstrdup(command), *argv[WORDS_MAX + 2];
	int status = 0;
	pid_t pid;

	split_words(words, argv, file);
	pid = fork();
	if (pid == 0) {
		execvp(argv[0], argv);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	free(words);
	return pid < 0 || !WIFEXITED(status) || WEXITSTATUS(status) ? -1 : 0;
}

/* What it wrote before it ended counts, also when it was killed with the terminal. */
static void run(const char *command, char *file, struct error *e)
{
	if (editor_exec(command, file) < 0)
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

static bool edit_in(const char *dir, char **text, struct error *e)
{
	char *path = xasprintf("%s/note.txt", dir), *now = NULL;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct error unread = { 0 };
	bool changed = false;

	if (fd < 0)
		error_set(e, ERROR_FAILED, _("Writing for the editor: %s"), strerror(errno));
	else if (!write_file(fd, *text, e)) {
		run(editor_command(), path, e);
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

bool editor_run(char **text, struct error *e)
{
	const char *tmp = getenv("TMPDIR");
	char *dir = xasprintf("%s/rapport-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	bool changed = false;

	if (!mkdtemp(dir)) {
		error_set(e, ERROR_FAILED, _("A folder for the editor's file: %s"), strerror(errno));
	} else {
		changed = edit_in(dir, text, e);
		rmdir(dir);
	}
	free(dir);
	return changed;
}
