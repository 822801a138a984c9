#include "base/clock.h"

#include <errno.h>
#include <sys/random.h>

int64_t clock_now(const struct clock *clock)
{
	return clock && clock->fixed ? clock->fixed : (int64_t)time(NULL);
}

static int64_t milliseconds(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t ticks_of_kernel(void)
{
	return milliseconds(CLOCK_MONOTONIC);
}

int64_t (*clock_ticker)(void) = ticks_of_kernel;

int64_t clock_ticks(void)
{
	return clock_ticker();
}

static int64_t work_of_kernel(void)
{
	return milliseconds(CLOCK_THREAD_CPUTIME_ID);
}

int64_t (*clock_worker)(void) = work_of_kernel;

int64_t clock_work(void)
{
	return clock_worker();
}

static void random_fill(unsigned char *out, size_t len)
{
	size_t got = 0;

	while (got < len) {
		ssize_t n = getrandom(out + got, len - got, 0);
		if (n < 0 && errno != EINTR)
			BUG("no random numbers from the kernel");
		if (n > 0)
			got += (size_t)n;
	}
}

void uuid_make(char uuid[UUID_SIZE])
{
	unsigned char b[16];

	random_fill(b, sizeof(b));
	b[6] = (unsigned char)((b[6] & 0x0F) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3F) | 0x80);
	snprintf(uuid, UUID_SIZE,
		 "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
		 b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
		 b[15]);
}
