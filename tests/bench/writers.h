/* Two ways to read from and write to a book. */
#ifndef TESTS_BENCH_WRITERS_H
#define TESTS_BENCH_WRITERS_H

struct writer {
	void *(*open)(const char *book); /* NULL: not yet */
	int (*read)(void *book, int number);  /* a page of a list and one record */
	int (*write)(void *book, int number); /* one durable change of one record, with its history */
	void (*close)(void *book);
};

extern const struct writer rapport_writer, plain_writer;

#endif
