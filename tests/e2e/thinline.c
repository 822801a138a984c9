/* What a program sends to somebody at the end of a line.
 *
 *	thinline [-s WxH] [-b BYTES] [-d MS] STEP... -- COMMAND...
 *
 * -b is what the line carries in a second, -d its delay one way; without them it is as quick as can be.
 * The steps, done in order, each a line of output: what came, in bytes and frames, when the last of it
 * came after the last key, in ms, and the most that was on the line at once, in bytes.
 *
 *	key:TEXT     types it, and looks until nothing comes any more
 *	hold:N:TEXT  types it N times, 30 times a second, as a key that is held down
 *	idle:MS      looks on
 */
#include "config.h"

#include <unistd.h>

#include "base/number.h"
#include "person.h"

#define QUIET   1000  /* ms without anything: what was asked for has come */
#define LIMIT   60000 /* ms */
#define REPEAT  33    /* ms between two keys of one that is held down */

static int number(const char *text)
{
	int64_t n;

	if (number_int(text, &n) || n < 0 || n > 1000000) {
		fprintf(stderr, "thinline: no number: %s\n", text);
		exit(2);
	}
	return (int)n;
}

static void tell(struct person *p, const char *step)
{
	printf("bytes %zu frames %zu last %lld backlog %zu %s\n", p->bytes, p->frames,
	       p->last > p->typed ? (long long)(p->last - p->typed) / 1000 : 0, p->backlog, step);
}

static void settle(struct person *p, const char *what)
{
	if (person_watch(p, QUIET + (int)(2 * p->delay / 1000), LIMIT))
		return;
	fprintf(stderr, "thinline: it is never quiet after %s\n", what);
	exit(1);
}

static void hold(struct person *p, char *step)
{
	char *text = strchr(step, ':');

	if (!text)
		exit(2);
	*text++ = '\0';
	for (int n = number(step); n > 0; n--) {
		p->typed = 0; /* the last one counts */
		person_type(p, text);
		person_wait(p, REPEAT);
	}
	text[-1] = ':';
}

static void do_step(struct person *p, char *step)
{
	char *arg = strchr(step, ':');

	person_note(p);
	if (!arg)
		exit(2);
	arg++;
	if (!strncmp(step, "key:", 4))
		person_type(p, arg);
	else if (!strncmp(step, "hold:", 5))
		hold(p, arg);
	else
		person_wait(p, number(arg));
	if (strncmp(step, "idle:", 5) != 0)
		settle(p, step);
	tell(p, step);
}

int main(int argc, char **argv)
{
	struct person p = {0};
	int w = 80, h = 24, first;

	for (int c; (c = getopt(argc, argv, "+s:b:d:")) != -1;)
		if (c == 's' && sscanf(optarg, "%4dx%4d", &w, &h) == 2)
			continue;
		else if (c == 'b')
			p.rate = number(optarg);
		else if (c == 'd')
			p.delay = (int64_t)number(optarg) * 1000;
		else
			return 2;
	for (first = optind; optind < argc && strcmp(argv[optind], "--") != 0;)
		optind++;
	if (optind + 1 >= argc || !person_start(&p, w, h, argv + optind + 1))
		return 2;
	settle(&p, "its start");
	tell(&p, "start");
	for (int i = first; i < optind; i++)
		do_step(&p, argv[i]);
	person_leave(&p);
	return 0;
}
