/* The words in which people say days and times. Private to what reads them: date_*.c,
 * duration.c, repeat_read.c. */
#ifndef BASE_DATE_WORDS_H
#define BASE_DATE_WORDS_H

#include "base/base.h"

/* What a word does; `value` is given in parentheses. One bit each, so that a place in the grammar
 * can ask for several kinds. */
enum word_kind {
	WORD_DAY = 1 << 0,	 /* a day by name (days from today): tomorrow */
	WORD_WEEKDAY = 1 << 1,	 /* (0 Monday to 6) */
	WORD_MONTH = 1 << 2,	 /* (1 to 12) */
	WORD_UNIT = 1 << 3,	 /* (enum word_unit): days, 周 */
	WORD_WHICH = 1 << 4,	 /* (weeks, months ... from this one): next, last, this */
	WORD_PART = 1 << 5,	 /* (PART_OF a part and a unit): eom, 月底, 中旬 */
	WORD_PART_OF = 1 << 6,	 /* before a unit (enum word_part): end of, mitte */
	WORD_IN = 1 << 7,	 /* before a count (+1 or -1): in, vor */
	WORD_AFTER = 1 << 8,	 /* after a count (+1 or -1): ago, 后 */
	WORD_COUNT = 1 << 9,	 /* (the number): a, zwei */
	WORD_ORDINAL = 1 << 10,	 /* after a day of the month: th, 号 */
	WORD_OF = 1 << 11,	 /* says nothing: of, de, the */
	WORD_HALF_DAY = 1 << 12, /* (enum word_half): am, 下午 */
	WORD_CLOCK = 1 << 13,	 /* after an hour: h, Uhr, 点 */
	WORD_MINUTE = 1 << 14,	 /* after minutes */
	WORD_TIME = 1 << 15,	 /* (the hour): noon */
	WORD_AT = 1 << 16,	 /* before a time: at, um */
	WORD_HOURS = 1 << 17,	 /* (minutes in one): the units of durations */
};

enum word_unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR };
/* The thirds are those of a month. */
enum word_part { PART_END, PART_BEGIN, PART_MIDDLE, PART_FIRST_THIRD, PART_LAST_THIRD };
#define PART_OF(part, unit) ((part) * 8 + (unit))
enum word_half { HALF_AM, HALF_PM, HALF_NIGHT };
#define WHICH_LAST (-100) /* "last mon" may be this week's; 上周一 never is */

struct word {
	const char *text; /* folded: small letters without accents */
	enum word_kind kind;
	int value;
};

/* The longest word of the asked kinds at the beginning of the text; *len gets its bytes. A word
 * that ends in a Latin letter ends before the next such letter. NULL when there is none. */
const struct word *word_at(const char *text, unsigned kinds, size_t *len);

#endif
