/* Without libFuzzer: gives a fuzz target every file of its corpus once, so that what was found before
 * stays found in every make check.
 *
 * usage: fuzz_NAME [DIR]     (default: tests/fuzz/corpus/NAME of the sources) */
#include "config.h"

#include "base/base.h"

#include <dirent.h>
#include <errno.h>

#include "fuzz.h"

static char *corpus_of(const char *program)
{
	const char *srcdir = getenv("srcdir"), *name = strstr(program, "fuzz_");

	return xasprintf("%s/tests/fuzz/corpus/%s", srcdir ? srcdir : ".",
			 name ? name + strlen("fuzz_") : program);
}

static void replay(const char *path)
{
	FILE *f = fopen(path, "rb");
	long size = f && fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
	/* Just as large as the input, so that a sanitizer sees a read behind it. */
	uint8_t *data = xmalloc(size > 0 ? (size_t)size : 1);

	if (size < 0 || fseek(f, 0, SEEK_SET) || fread(data, 1, (size_t)size, f) != (size_t)size)
		BUG("%s: %s", path, strerror(errno));
	fclose(f);
	/* The name stands in the log when the target crashes. */
	printf("%s\n", path);
	fflush(stdout);
	LLVMFuzzerTestOneInput(data, (size_t)size);
	free(data);
}

int main(int argc, char **argv)
{
	char *path = argc > 1 ? xstrdup(argv[1]) : corpus_of(argv[0]);
	DIR *dir = opendir(path);
	int n = 0;

	if (!dir) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		return 1;
	}
	for (struct dirent *d; (d = readdir(dir));) {
		if (d->d_name[0] == '.')
			continue;
		char *file = xasprintf("%s/%s", path, d->d_name);
		replay(file);
		free(file);
		n++;
	}
	closedir(dir);
	free(path);
	/* As Check says it; a corpus without inputs tests nothing. */
	printf("%d%%: Checks: %d, Failures: 0, Errors: 0\n", n ? 100 : 0, n);
	return n ? 0 : 1;
}
