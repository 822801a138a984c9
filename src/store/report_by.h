/* Decided deals, gathered by one thing: owner, product, industry, type, source or month. */
#ifndef STORE_REPORT_BY_H
#define STORE_REPORT_BY_H

#include "store/report.h"

struct dimension {
	const char *name;             /* "owner" */
	const char *label;            /* N_() */
	const char *key, *title;      /* SQL over deals t */
	const char *term;             /* word of expressions: "owner" */
	const struct choice *choices; /* of the title, or NULL */
	bool is_id;                   /* the key is a number */
};

struct group {
	const char *key;   /* as an expression's value, "null" for none */
	const char *title; /* for people */
	int64_t won, lost; /* deals */
	int64_t won_sum, lost_sum;
};

struct groups {
	struct group *items;
	size_t n, room;
	struct arena arena;
};

/* By the argument `by`, else the first; NULL with the error set. */
const struct dimension *dimension_of(const struct request *r, const char *otherwise, struct error *err);
/* The groups of the deals of q, which are won or lost. Freed by groups_free. */
int groups_load(struct groups *g, struct select *q, const struct dimension *d, struct error *err);
void groups_free(struct groups *g);
/* Appends the term that picks the group. */
void group_term(struct sbuf *expr, const struct dimension *d, const struct group *g);

#endif
