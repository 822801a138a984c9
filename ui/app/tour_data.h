/* The steps of data/tour.keys, made when building. */
#ifndef APP_TOUR_DATA_H
#define APP_TOUR_DATA_H

struct tour_step {
	const char *step, *text; /* text: of `say`, N_() */
};
/* Ends with a NULL step. */
extern const struct tour_step tour_steps[];

#endif
