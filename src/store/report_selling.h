/* How the selling of one pipeline went in the last twelve months. */
#ifndef STORE_REPORT_SELLING_H
#define STORE_REPORT_SELLING_H

#include "store/report.h"

/* A won deal, and the days from its opening to that. */
struct cycle {
	int64_t deal, days;
};

struct selling {
	int64_t won, lost, won_sum; /* decided in the last twelve months */
	double cycle;               /* days from opening to winning: mean ... */
	double median;              /* ... and median; below 0: n/a */
	struct cycle middle[2];     /* of which the median is the mean; the same when there is one */
	int64_t days, timed;        /* what the mean is of: days in all, won deals of which one knows them */
	int64_t won_quarter;        /* won since the quarter began */
	char year[48], quarter[64]; /* as expressions: "closed:...", "state:won closed:..." */
};
/* `deals` is an expression that narrows the deals, or "". */
int selling_load(struct selling *out, struct store *s, const char *deals, struct error *err);

/* How many of the deals of a pipeline ever came as far as each of n stages, or further: a stage that
 * was skipped counts as passed. A deal that was lost came as far as it stood before; every deal came to the
 * first. The stages are told by their positions, in order, without those of lost deals. */
int selling_entered(struct store *s, int64_t pipeline, const char *deals, const int64_t *positions,
		    int64_t *entered, size_t n, struct error *err);

#endif
