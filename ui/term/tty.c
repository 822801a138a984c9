#include "term/tty.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

void tty_send(const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(STDOUT_FILENO, bytes, len);
		if (n < 0 && errno != EINTR)
			return;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
}

void tty_send_text(const char *bytes)
{
	tty_send(bytes, strlen(bytes));
}

bool tty_alive(void)
{
	struct pollfd tty = {.fd = STDOUT_FILENO};

	return poll(&tty, 1, 0) == 0 || !(tty.revents & (POLLHUP | POLLERR | POLLNVAL));
}
