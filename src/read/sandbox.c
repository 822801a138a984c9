#include "config.h"

#include "read/sandbox.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#ifdef HAVE_SECCOMP
#include <seccomp.h>
#endif

#define MEMORY_MAX   (512u << 20)
#define SECONDS_MIN  20
#define BYTES_SECOND (4 << 20) /* a slow machine reads more than these in a second */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static int limit(int what, rlim_t most)
{
	struct rlimit r = { most, most };

	return setrlimit((__rlimit_resource_t)what, &r);
}

static int set_limits(int64_t size)
{
	return limit(RLIMIT_AS, MEMORY_MAX) || limit(RLIMIT_CORE, 0) ||
		       limit(RLIMIT_NOFILE, 0) ||
		       limit(RLIMIT_CPU, (rlim_t)(SECONDS_MIN + size / BYTES_SECOND))
		       ? -1
		       : 0;
}

#ifdef HAVE_SECCOMP
/* Reading and writing what is open, memory, the end; what abort() needs to say why; and sysinfo, by which
 * qsort of glibc learns how much of the memory it may take. */
static const int calls[] = {
	SCMP_SYS(read),	   SCMP_SYS(write),	   SCMP_SYS(lseek),	   SCMP_SYS(brk),
	SCMP_SYS(mmap),	   SCMP_SYS(munmap),	   SCMP_SYS(mremap),	   SCMP_SYS(madvise),
	SCMP_SYS(fstat),   SCMP_SYS(newfstatat),   SCMP_SYS(futex),	   SCMP_SYS(getrandom),
	SCMP_SYS(exit),	   SCMP_SYS(exit_group),   SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(gettid),  SCMP_SYS(getpid),	   SCMP_SYS(tgkill),	   SCMP_SYS(clock_gettime),
	SCMP_SYS(sysinfo),
};

static int shut(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int rc = filter ? 0 : -1;

	for (size_t i = 0; rc == 0 && i < LENGTH(calls); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
	if (rc == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	return rc ? -1 : 0;
}
#else
static int shut(void)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
#endif

int sandbox_enter(int64_t size)
{
	if (SANITIZED)
		return 0;
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) || set_limits(size))
		return -1;
	return shut();
}
