#include "refusing_store.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "proto/message.h"
#include "proto/stream.h"

static struct stream program = { .fd = 3 }, store;
static char *file;

static char *file_of(const char *book)
{
	return xasprintf("%s.refuses", book);
}

void store_refuses(const char *book, const char *verbs, const char *why)
{
	char *path = file_of(book);
	FILE *f = verbs ? fopen(path, "w") : NULL;

	if (verbs ? !f || fprintf(f, " %s \n%s\n", verbs, why) < 0 || fclose(f) : unlink(path))
		BUG("%s cannot be written", path);
	free(path);
}

static const char *name_of(enum verb v)
{
	switch (v) {
	case VERB_ACT:
		return " act ";
	case VERB_SAVE:
		return " save ";
	case VERB_UNDO:
		return " undo ";
	case VERB_LIST:
		return " list ";
	case VERB_REPORT:
		return " report ";
	case VERB_ATTACH:
		return " attach ";
	default:
		return " - ";
	}
}

static bool refuse(const struct request *r)
{
	char verbs[100] = "", why[100] = "";
	FILE *f = fopen(file, "r");
	struct answer *a;

	if (!f)
		return false;
	if (!fgets(verbs, sizeof(verbs), f) || !fgets(why, sizeof(why), f))
		BUG("%s cannot be read", file);
	fclose(f);
	if (!strstr(verbs, name_of(r->verb)))
		return false;
	a = answer_new(r->seq);
	error_set(&a->error, ERROR_CONFLICT, "%.*s", (int)strcspn(why, "\n"), why);
	answer_encode(&program.out, a, NULL);
	answer_free(a);
	return true;
}

static void pass(struct stream *from, struct stream *to)
{
	const void *body;
	size_t len;

	while (stream_next(from, &body, &len) > 0) {
		struct arena arena = { 0 };
		struct request r;

		if (from != &program || request_decode(body, len, &r, &arena, NULL) || !refuse(&r))
			sbuf_add(&to->out, (const char *)body - FRAME_PREFIX, len + FRAME_PREFIX);
		arena_free(&arena);
	}
}

static bool turn(struct stream *s, struct pollfd *p)
{
	p->fd = s->fd;
	p->events = POLLIN | (s->out.len ? POLLOUT : 0);
	return stream_write(s) == 0;
}

int refusing_store(char **argv)
{
	struct pollfd p[2];
	int pair[2];

	file = file_of(argv[4]);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return 1;
	if (fork() == 0) {
		dup2(pair[1], 3);
		argv[0] = (char *)"./rapport-store";
		execv(argv[0], argv);
		_exit(127);
	}
	close(pair[1]);
	store.fd = pair[0];
	while (turn(&program, &p[0]) && turn(&store, &p[1]) && poll(p, 2, -1) > 0 && stream_read(&program) == 0 &&
	       stream_read(&store) == 0) {
		pass(&program, &store);
		pass(&store, &program);
	}
	return 0;
}
