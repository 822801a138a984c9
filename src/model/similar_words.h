/* The words that names share without being of one firm. Private to similar_name.c. */
#ifndef MODEL_SIMILAR_WORDS_H
#define MODEL_SIMILAR_WORDS_H

#include "base/base.h"

/* Lists end with NULL; the longer of two that end alike comes first. All are folded and simplified. */
extern const char *const latin_forms[];   /* gmbh, ltd */
extern const char *const latin_trades[];  /* trading, systems */
extern const char *const latin_places[];  /* asia, shanghai */
extern const char *const latin_titles[];  /* dr, mrs */
extern const char *const han_forms[];     /* 有限公司 */
extern const char *const han_branches[];  /* 分公司 */
extern const char *const han_trades[];    /* 科技 */
extern const char *const han_places[];    /* 北京 */
extern const char *const han_titles[];    /* 先生 */

#endif
