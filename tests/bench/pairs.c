/* Times pairs of commands in turn, A B A B, so that a machine whose speed drifts slows both: what counts
 * is the ratio, and more so that of the CPU time, of all processes of a side. Reads rows NAME|COMMAND A|COMMAND B
 * from standard input, runs each side ROUNDS times with sh, and prints medians, the worst A, the ratios of the
 * medians and A's peak memory.
 *
 *	pairs ROUNDS [CSV] < rows */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS_MAX 101

struct side {
	double ms[ROUNDS_MAX], cpu[ROUNDS_MAX];
	long kilobytes;
	int failed;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double ms_of(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static void exec_quietly(const char *command)
{
	int null = open("/dev/null", O_RDWR);

	dup2(null, 0);
	dup2(null, 1);
	dup2(null, 2);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static void run(const char *command, struct side *s, int round)
{
	double begin = now_ms();
	struct rusage used;
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		exec_quietly(command);
	while (wait4(pid, &status, 0, &used) < 0 && errno == EINTR)
		;
	s->ms[round] = now_ms() - begin;
	s->cpu[round] = ms_of(used.ru_utime) + ms_of(used.ru_stime);
	if (used.ru_maxrss > s->kilobytes)
		s->kilobytes = used.ru_maxrss;
	s->failed |= !WIFEXITED(status) || WEXITSTATUS(status);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *ms, int rounds)
{
	qsort(ms, (size_t)rounds, sizeof(*ms), by_size);
	return ms[rounds / 2];
}

static void measure(char *row, int rounds, FILE *csv)
{
	struct side a = { 0 }, b = { 0 };
	char *save = NULL, *name = strtok_r(row, "|", &save);
	char *first = strtok_r(NULL, "|", &save), *second = strtok_r(NULL, "\n", &save);
	double ma, mb, cpu;

	if (!name || !first || !second)
		return;
	for (int i = 0; i < rounds; i++) {
		run(first, &a, i);
		run(second, &b, i);
	}
	ma = median(a.ms, rounds);
	mb = median(b.ms, rounds);
	cpu = median(a.cpu, rounds) / median(b.cpu, rounds);
	printf("%-38s %9.1f %9.1f %9.1f %7.2f %7.2f %8ld%s\n", name, ma, a.ms[rounds - 1], mb, ma / mb, cpu,
	       a.kilobytes, a.failed ? "  FAILED" : b.failed ? "  (the baseline failed)" : "");
	fflush(stdout);
	if (csv)
		fprintf(csv, "%s,%.3f,%.3f,%.3f,%.3f,%.3f,%ld\n", name, ma, a.ms[rounds - 1], mb, ma / mb,
			cpu, a.kilobytes);
}

int main(int argc, char **argv)
{
	long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 9;
	FILE *csv = argc > 2 ? fopen(argv[2], "w") : NULL;
	char *line = NULL;
	size_t room = 0;

	if (rounds < 1 || rounds > ROUNDS_MAX) {
		fprintf(stderr, "pairs: rounds are 1 to %d\n", ROUNDS_MAX);
		return 2;
	}
	printf("%-38s %9s %9s %9s %7s %7s %8s\n", "", "ms", "worst", "baseline", "ratio", "of CPU", "kB");
	if (csv)
		fprintf(csv, "name,ms,worst,baseline,ratio,cpu_ratio,kilobytes\n");
	while (getline(&line, &room, stdin) > 0)
		if (*line != '#' && *line != '\n')
			measure(line, (int)rounds, csv);
	free(line);
	if (csv)
		fclose(csv);
	return 0;
}
