/* English, German, Spanish, French and Chinese words for days and times. To teach another language,
 * add rows. Rows that would clash are left out: "mar" is March, not a Spanish Tuesday. */
#include "base/date_words.h"

/* clang-format off */
static const struct word words[] = {
	{ "today", WORD_DAY, 0 }, { "now", WORD_DAY, 0 }, { "tod", WORD_DAY, 0 },
	{ "tomorrow", WORD_DAY, 1 }, { "tmrw", WORD_DAY, 1 }, { "tmr", WORD_DAY, 1 },
	 { "tom", WORD_DAY, 1 }, { "yesterday", WORD_DAY, -1 },
	{ "day after tomorrow", WORD_DAY, 2 }, { "the day after tomorrow", WORD_DAY, 2 },
	{ "day before yesterday", WORD_DAY, -2 }, { "the day before yesterday", WORD_DAY, -2 },
	{ "heute", WORD_DAY, 0 }, { "morgen", WORD_DAY, 1 }, { "ubermorgen", WORD_DAY, 2 },
	{ "uebermorgen", WORD_DAY, 2 }, { "gestern", WORD_DAY, -1 }, { "vorgestern", WORD_DAY, -2 },
	{ "hoy", WORD_DAY, 0 }, { "manana", WORD_DAY, 1 }, { "pasado manana", WORD_DAY, 2 },
	{ "ayer", WORD_DAY, -1 }, { "anteayer", WORD_DAY, -2 },
	{ "aujourd'hui", WORD_DAY, 0 }, { "demain", WORD_DAY, 1 }, { "apres-demain", WORD_DAY, 2 },
	{ "hier", WORD_DAY, -1 }, { "avant-hier", WORD_DAY, -2 },
	{ "今天", WORD_DAY, 0 }, { "今日", WORD_DAY, 0 }, { "明天", WORD_DAY, 1 },
	{ "明日", WORD_DAY, 1 }, { "后天", WORD_DAY, 2 }, { "後天", WORD_DAY, 2 },
	{ "大后天", WORD_DAY, 3 }, { "大後天", WORD_DAY, 3 }, { "昨天", WORD_DAY, -1 },
	{ "昨日", WORD_DAY, -1 }, { "前天", WORD_DAY, -2 }, { "大前天", WORD_DAY, -3 },

	{ "mon", WORD_WEEKDAY, 0 }, { "monday", WORD_WEEKDAY, 0 }, { "tue", WORD_WEEKDAY, 1 },
	{ "tues", WORD_WEEKDAY, 1 }, { "tuesday", WORD_WEEKDAY, 1 }, { "wed", WORD_WEEKDAY, 2 },
	{ "wednesday", WORD_WEEKDAY, 2 }, { "thu", WORD_WEEKDAY, 3 }, { "thur", WORD_WEEKDAY, 3 },
	{ "thurs", WORD_WEEKDAY, 3 }, { "thursday", WORD_WEEKDAY, 3 }, { "fri", WORD_WEEKDAY, 4 },
	{ "friday", WORD_WEEKDAY, 4 }, { "sat", WORD_WEEKDAY, 5 }, { "saturday", WORD_WEEKDAY, 5 },
	{ "sun", WORD_WEEKDAY, 6 }, { "sunday", WORD_WEEKDAY, 6 },
	{ "mo", WORD_WEEKDAY, 0 }, { "montag", WORD_WEEKDAY, 0 }, { "di", WORD_WEEKDAY, 1 },
	{ "dienstag", WORD_WEEKDAY, 1 }, { "mi", WORD_WEEKDAY, 2 }, { "mittwoch", WORD_WEEKDAY, 2 },
	{ "do", WORD_WEEKDAY, 3 }, { "donnerstag", WORD_WEEKDAY, 3 }, { "fr", WORD_WEEKDAY, 4 },
	{ "freitag", WORD_WEEKDAY, 4 }, { "sa", WORD_WEEKDAY, 5 }, { "samstag", WORD_WEEKDAY, 5 },
	{ "sonnabend", WORD_WEEKDAY, 5 }, { "so", WORD_WEEKDAY, 6 }, { "sonntag", WORD_WEEKDAY, 6 },
	{ "lunes", WORD_WEEKDAY, 0 }, { "martes", WORD_WEEKDAY, 1 }, { "miercoles", WORD_WEEKDAY, 2 },
	{ "jueves", WORD_WEEKDAY, 3 }, { "viernes", WORD_WEEKDAY, 4 }, { "sabado", WORD_WEEKDAY, 5 },
	{ "domingo", WORD_WEEKDAY, 6 },
	{ "lundi", WORD_WEEKDAY, 0 }, { "mardi", WORD_WEEKDAY, 1 }, { "mercredi", WORD_WEEKDAY, 2 },
	{ "jeudi", WORD_WEEKDAY, 3 }, { "vendredi", WORD_WEEKDAY, 4 }, { "samedi", WORD_WEEKDAY, 5 },
	{ "dimanche", WORD_WEEKDAY, 6 },
#define CHINESE_WEEK(prefix)                                                                       \
	{ prefix "一", WORD_WEEKDAY, 0 }, { prefix "二", WORD_WEEKDAY, 1 },                        \
	{ prefix "三", WORD_WEEKDAY, 2 }, { prefix "四", WORD_WEEKDAY, 3 },                        \
	{ prefix "五", WORD_WEEKDAY, 4 }, { prefix "六", WORD_WEEKDAY, 5 },                        \
	{ prefix "日", WORD_WEEKDAY, 6 }, { prefix "天", WORD_WEEKDAY, 6 }
	CHINESE_WEEK("周"), CHINESE_WEEK("週"), CHINESE_WEEK("星期"), CHINESE_WEEK("礼拜"),

	{ "jan", WORD_MONTH, 1 }, { "feb", WORD_MONTH, 2 }, { "mar", WORD_MONTH, 3 },
	{ "apr", WORD_MONTH, 4 }, { "may", WORD_MONTH, 5 }, { "jun", WORD_MONTH, 6 },
	{ "jul", WORD_MONTH, 7 }, { "aug", WORD_MONTH, 8 }, { "sep", WORD_MONTH, 9 },
	{ "sept", WORD_MONTH, 9 }, { "oct", WORD_MONTH, 10 }, { "nov", WORD_MONTH, 11 },
	{ "dec", WORD_MONTH, 12 },
	{ "january", WORD_MONTH, 1 }, { "february", WORD_MONTH, 2 }, { "march", WORD_MONTH, 3 },
	{ "april", WORD_MONTH, 4 }, { "june", WORD_MONTH, 6 }, { "july", WORD_MONTH, 7 },
	{ "august", WORD_MONTH, 8 }, { "september", WORD_MONTH, 9 }, { "october", WORD_MONTH, 10 },
	{ "november", WORD_MONTH, 11 }, { "december", WORD_MONTH, 12 },
	{ "januar", WORD_MONTH, 1 }, { "janner", WORD_MONTH, 1 }, { "februar", WORD_MONTH, 2 },
	{ "marz", WORD_MONTH, 3 }, { "maerz", WORD_MONTH, 3 }, { "mrz", WORD_MONTH, 3 },
	{ "mai", WORD_MONTH, 5 }, { "juni", WORD_MONTH, 6 }, { "juli", WORD_MONTH, 7 },
	{ "okt", WORD_MONTH, 10 }, { "oktober", WORD_MONTH, 10 }, { "dez", WORD_MONTH, 12 },
	{ "dezember", WORD_MONTH, 12 },
	{ "ene", WORD_MONTH, 1 }, { "enero", WORD_MONTH, 1 }, { "febrero", WORD_MONTH, 2 },
	{ "marzo", WORD_MONTH, 3 }, { "abr", WORD_MONTH, 4 }, { "abril", WORD_MONTH, 4 },
	{ "mayo", WORD_MONTH, 5 }, { "junio", WORD_MONTH, 6 }, { "julio", WORD_MONTH, 7 },
	{ "ago", WORD_MONTH, 8 }, { "agosto", WORD_MONTH, 8 }, { "septiembre", WORD_MONTH, 9 },
	{ "octubre", WORD_MONTH, 10 }, { "noviembre", WORD_MONTH, 11 }, { "dic", WORD_MONTH, 12 },
	{ "diciembre", WORD_MONTH, 12 },
	{ "janvier", WORD_MONTH, 1 }, { "fevrier", WORD_MONTH, 2 }, { "mars", WORD_MONTH, 3 },
	{ "avril", WORD_MONTH, 4 }, { "juin", WORD_MONTH, 6 }, { "juillet", WORD_MONTH, 7 },
	{ "aout", WORD_MONTH, 8 }, { "septembre", WORD_MONTH, 9 }, { "octobre", WORD_MONTH, 10 },
	{ "novembre", WORD_MONTH, 11 }, { "decembre", WORD_MONTH, 12 },

	{ "d", WORD_UNIT, UNIT_DAY }, { "day", WORD_UNIT, UNIT_DAY }, { "days", WORD_UNIT, UNIT_DAY },
	{ "tag", WORD_UNIT, UNIT_DAY }, { "tage", WORD_UNIT, UNIT_DAY },
	{ "tagen", WORD_UNIT, UNIT_DAY }, { "dia", WORD_UNIT, UNIT_DAY },
	{ "dias", WORD_UNIT, UNIT_DAY }, { "jour", WORD_UNIT, UNIT_DAY },
	{ "jours", WORD_UNIT, UNIT_DAY }, { "天", WORD_UNIT, UNIT_DAY },
	{ "w", WORD_UNIT, UNIT_WEEK }, { "week", WORD_UNIT, UNIT_WEEK },
	{ "weeks", WORD_UNIT, UNIT_WEEK }, { "woche", WORD_UNIT, UNIT_WEEK },
	{ "wochen", WORD_UNIT, UNIT_WEEK }, { "semana", WORD_UNIT, UNIT_WEEK },
	{ "semanas", WORD_UNIT, UNIT_WEEK }, { "semaine", WORD_UNIT, UNIT_WEEK },
	{ "semaines", WORD_UNIT, UNIT_WEEK }, { "周", WORD_UNIT, UNIT_WEEK },
	{ "週", WORD_UNIT, UNIT_WEEK }, { "个星期", WORD_UNIT, UNIT_WEEK },
	{ "星期", WORD_UNIT, UNIT_WEEK }, { "个礼拜", WORD_UNIT, UNIT_WEEK },
	{ "m", WORD_UNIT, UNIT_MONTH }, { "mo", WORD_UNIT, UNIT_MONTH },
	{ "month", WORD_UNIT, UNIT_MONTH },
	{ "months", WORD_UNIT, UNIT_MONTH }, { "monat", WORD_UNIT, UNIT_MONTH },
	{ "monate", WORD_UNIT, UNIT_MONTH }, { "monaten", WORD_UNIT, UNIT_MONTH }, { "monats", WORD_UNIT, UNIT_MONTH },
	{ "mes", WORD_UNIT, UNIT_MONTH }, { "meses", WORD_UNIT, UNIT_MONTH },
	{ "mois", WORD_UNIT, UNIT_MONTH }, { "月", WORD_UNIT, UNIT_MONTH },
	{ "个月", WORD_UNIT, UNIT_MONTH }, { "個月", WORD_UNIT, UNIT_MONTH },
	{ "q", WORD_UNIT, UNIT_QUARTER }, { "quarter", WORD_UNIT, UNIT_QUARTER },
	{ "quarters", WORD_UNIT, UNIT_QUARTER }, { "quartal", WORD_UNIT, UNIT_QUARTER }, { "quartals", WORD_UNIT, UNIT_QUARTER },
	{ "季度", WORD_UNIT, UNIT_QUARTER }, { "个季度", WORD_UNIT, UNIT_QUARTER },
	{ "y", WORD_UNIT, UNIT_YEAR }, { "year", WORD_UNIT, UNIT_YEAR },
	{ "years", WORD_UNIT, UNIT_YEAR }, { "jahr", WORD_UNIT, UNIT_YEAR },
	{ "jahre", WORD_UNIT, UNIT_YEAR }, { "jahren", WORD_UNIT, UNIT_YEAR }, { "jahres", WORD_UNIT, UNIT_YEAR },
	{ "ano", WORD_UNIT, UNIT_YEAR }, { "anos", WORD_UNIT, UNIT_YEAR },
	{ "an", WORD_UNIT, UNIT_YEAR }, { "ans", WORD_UNIT, UNIT_YEAR }, { "年", WORD_UNIT, UNIT_YEAR },

	{ "next", WORD_WHICH, 1 }, { "this", WORD_WHICH, 0 }, { "last", WORD_WHICH, WHICH_LAST },
	{ "nachste", WORD_WHICH, 1 }, { "nachsten", WORD_WHICH, 1 }, { "nachster", WORD_WHICH, 1 },
	{ "nachstes", WORD_WHICH, 1 }, { "naechsten", WORD_WHICH, 1 }, { "naechste", WORD_WHICH, 1 },
	{ "diese", WORD_WHICH, 0 }, { "diesen", WORD_WHICH, 0 }, { "dieses", WORD_WHICH, 0 },
	{ "letzte", WORD_WHICH, WHICH_LAST }, { "letzten", WORD_WHICH, WHICH_LAST }, { "letztes", WORD_WHICH, WHICH_LAST },
	{ "proximo", WORD_WHICH, 1 }, { "proxima", WORD_WHICH, 1 }, { "este", WORD_WHICH, 0 },
	{ "esta", WORD_WHICH, 0 }, { "ultimo", WORD_WHICH, WHICH_LAST },
	{ "下", WORD_WHICH, 1 }, { "下个", WORD_WHICH, 1 }, { "下個", WORD_WHICH, 1 },
	{ "下下", WORD_WHICH, 2 }, { "下下个", WORD_WHICH, 2 }, { "这", WORD_WHICH, 0 },
	{ "这个", WORD_WHICH, 0 }, { "本", WORD_WHICH, 0 }, { "上", WORD_WHICH, -1 },
	{ "上个", WORD_WHICH, -1 }, { "上個", WORD_WHICH, -1 }, { "上上", WORD_WHICH, -2 },
	{ "上上个", WORD_WHICH, -2 }, { "明", WORD_WHICH, 1 }, { "今", WORD_WHICH, 0 },

	{ "eow", WORD_PART, UNIT_WEEK }, { "eom", WORD_PART, UNIT_MONTH },
	{ "eoq", WORD_PART, UNIT_QUARTER }, { "eoy", WORD_PART, UNIT_YEAR },
	{ "monatsende", WORD_PART, UNIT_MONTH }, { "monatsmitte", WORD_PART, PART_OF(PART_MIDDLE, UNIT_MONTH) }, { "quartalsende", WORD_PART, UNIT_QUARTER },
	{ "jahresende", WORD_PART, UNIT_YEAR }, { "fin de mes", WORD_PART, UNIT_MONTH },
	{ "fin de ano", WORD_PART, UNIT_YEAR }, { "fin du mois", WORD_PART, UNIT_MONTH },
	{ "月底", WORD_PART, UNIT_MONTH }, { "月末", WORD_PART, UNIT_MONTH },
	{ "季末", WORD_PART, UNIT_QUARTER }, { "季度末", WORD_PART, UNIT_QUARTER },
	{ "年底", WORD_PART, UNIT_YEAR }, { "年末", WORD_PART, UNIT_YEAR },
	{ "月初", WORD_PART, PART_OF(PART_BEGIN, UNIT_MONTH) }, { "年初", WORD_PART, PART_OF(PART_BEGIN, UNIT_YEAR) },
	{ "月中", WORD_PART, PART_OF(PART_MIDDLE, UNIT_MONTH) }, { "年中", WORD_PART, PART_OF(PART_MIDDLE, UNIT_YEAR) },
	{ "月中旬", WORD_PART, PART_OF(PART_MIDDLE, UNIT_MONTH) }, { "中旬", WORD_PART, PART_OF(PART_MIDDLE, UNIT_MONTH) },
	{ "月上旬", WORD_PART, PART_OF(PART_FIRST_THIRD, UNIT_MONTH) },
	{ "上旬", WORD_PART, PART_OF(PART_FIRST_THIRD, UNIT_MONTH) },
	{ "月下旬", WORD_PART, PART_OF(PART_LAST_THIRD, UNIT_MONTH) },
	{ "下旬", WORD_PART, PART_OF(PART_LAST_THIRD, UNIT_MONTH) },
	{ "end of", WORD_PART_OF, PART_END }, { "end of the", WORD_PART_OF, PART_END },
	{ "late", WORD_PART_OF, PART_END }, { "ende", WORD_PART_OF, PART_END }, { "ende des", WORD_PART_OF, PART_END },
	{ "ende der", WORD_PART_OF, PART_END }, { "a finales de", WORD_PART_OF, PART_END },
	{ "finales de", WORD_PART_OF, PART_END }, { "fin", WORD_PART_OF, PART_END },
	{ "fin de", WORD_PART_OF, PART_END }, { "fin du", WORD_PART_OF, PART_END },
	{ "mid", WORD_PART_OF, PART_MIDDLE }, { "mid-", WORD_PART_OF, PART_MIDDLE },
	{ "middle of", WORD_PART_OF, PART_MIDDLE }, { "middle of the", WORD_PART_OF, PART_MIDDLE },
	{ "mitte", WORD_PART_OF, PART_MIDDLE }, { "mitte des", WORD_PART_OF, PART_MIDDLE },
	{ "mitte der", WORD_PART_OF, PART_MIDDLE }, { "a mediados de", WORD_PART_OF, PART_MIDDLE },
	{ "mediados de", WORD_PART_OF, PART_MIDDLE }, { "mi-", WORD_PART_OF, PART_MIDDLE },
	{ "early", WORD_PART_OF, PART_BEGIN }, { "beginning of", WORD_PART_OF, PART_BEGIN },
	{ "beginning of the", WORD_PART_OF, PART_BEGIN }, { "start of", WORD_PART_OF, PART_BEGIN },
	{ "start of the", WORD_PART_OF, PART_BEGIN }, { "anfang", WORD_PART_OF, PART_BEGIN },
	{ "anfang des", WORD_PART_OF, PART_BEGIN }, { "anfang der", WORD_PART_OF, PART_BEGIN },
	{ "a principios de", WORD_PART_OF, PART_BEGIN }, { "principios de", WORD_PART_OF, PART_BEGIN },
	{ "debut", WORD_PART_OF, PART_BEGIN },

	{ "in", WORD_IN, 1 }, { "en", WORD_IN, 1 }, { "dentro de", WORD_IN, 1 },
	{ "dans", WORD_IN, 1 }, { "vor", WORD_IN, -1 }, { "hace", WORD_IN, -1 },
	{ "il y a", WORD_IN, -1 },
	{ "ago", WORD_AFTER, -1 }, { "from now", WORD_AFTER, 1 }, { "from today", WORD_AFTER, 1 },
	{ "后", WORD_AFTER, 1 }, { "後", WORD_AFTER, 1 }, { "以后", WORD_AFTER, 1 },
	{ "之后", WORD_AFTER, 1 }, { "前", WORD_AFTER, -1 }, { "以前", WORD_AFTER, -1 },
	{ "之前", WORD_AFTER, -1 },
	{ "a", WORD_COUNT, 1 }, { "an", WORD_COUNT, 1 }, { "one", WORD_COUNT, 1 },
	{ "two", WORD_COUNT, 2 }, { "three", WORD_COUNT, 3 }, { "four", WORD_COUNT, 4 },
	{ "five", WORD_COUNT, 5 }, { "six", WORD_COUNT, 6 }, { "ten", WORD_COUNT, 10 },
	{ "einem", WORD_COUNT, 1 }, { "einer", WORD_COUNT, 1 }, { "zwei", WORD_COUNT, 2 },
	{ "drei", WORD_COUNT, 3 }, { "vier", WORD_COUNT, 4 }, { "funf", WORD_COUNT, 5 },
	{ "sechs", WORD_COUNT, 6 }, { "zehn", WORD_COUNT, 10 }, { "un", WORD_COUNT, 1 },
	{ "una", WORD_COUNT, 1 }, { "dos", WORD_COUNT, 2 }, { "tres", WORD_COUNT, 3 },
	{ "cuatro", WORD_COUNT, 4 }, { "cinco", WORD_COUNT, 5 }, { "une", WORD_COUNT, 1 },
	{ "deux", WORD_COUNT, 2 }, { "trois", WORD_COUNT, 3 },

	{ "st", WORD_ORDINAL, 0 }, { "nd", WORD_ORDINAL, 0 }, { "rd", WORD_ORDINAL, 0 },
	{ "th", WORD_ORDINAL, 0 }, { ".", WORD_ORDINAL, 0 }, { "er", WORD_ORDINAL, 0 },
	{ "日", WORD_ORDINAL, 0 }, { "号", WORD_ORDINAL, 0 }, { "號", WORD_ORDINAL, 0 },
	{ "of", WORD_OF, 0 }, { "de", WORD_OF, 0 }, { "del", WORD_OF, 0 }, { "the", WORD_OF, 0 },
	{ "on", WORD_OF, 0 }, { "by", WORD_OF, 0 }, { "am", WORD_OF, 0 }, { "den", WORD_OF, 0 },
	{ "el", WORD_OF, 0 }, { "le", WORD_OF, 0 }, { ",", WORD_OF, 0 },

	{ "am", WORD_HALF_DAY, HALF_AM }, { "a.m.", WORD_HALF_DAY, HALF_AM },
	{ "pm", WORD_HALF_DAY, HALF_PM }, { "p.m.", WORD_HALF_DAY, HALF_PM },
	{ "凌晨", WORD_HALF_DAY, HALF_AM }, { "早上", WORD_HALF_DAY, HALF_AM },
	{ "上午", WORD_HALF_DAY, HALF_AM }, { "下午", WORD_HALF_DAY, HALF_PM },
	{ "晚上", WORD_HALF_DAY, HALF_NIGHT },
	{ "h", WORD_CLOCK, 0 }, { "uhr", WORD_CLOCK, 0 }, { "o'clock", WORD_CLOCK, 0 },
	{ "点", WORD_CLOCK, 0 }, { "點", WORD_CLOCK, 0 }, { "点钟", WORD_CLOCK, 0 },
	{ "时", WORD_CLOCK, 0 }, { ":", WORD_CLOCK, 0 }, { "分", WORD_MINUTE, 0 },
	{ "noon", WORD_TIME, 12 }, { "midday", WORD_TIME, 12 }, { "mittag", WORD_TIME, 12 },
	{ "mediodia", WORD_TIME, 12 }, { "midi", WORD_TIME, 12 }, { "中午", WORD_TIME, 12 },
	{ "中午12点", WORD_TIME, 12 }, { "中午十二点", WORD_TIME, 12 },
	{ "midnight", WORD_TIME, 0 }, { "mitternacht", WORD_TIME, 0 }, { "medianoche", WORD_TIME, 0 },
	{ "at", WORD_AT, 0 }, { "@", WORD_AT, 0 }, { "um", WORD_AT, 0 }, { "a las", WORD_AT, 0 },
	{ "t", WORD_AT, 0 }, { ",", WORD_AT, 0 },

	{ "h", WORD_HOURS, 60 }, { "hr", WORD_HOURS, 60 }, { "hrs", WORD_HOURS, 60 },
	{ "hour", WORD_HOURS, 60 }, { "hours", WORD_HOURS, 60 }, { "std", WORD_HOURS, 60 },
	{ "std.", WORD_HOURS, 60 }, { "stunde", WORD_HOURS, 60 }, { "stunden", WORD_HOURS, 60 },
	{ "hora", WORD_HOURS, 60 }, { "horas", WORD_HOURS, 60 }, { "heure", WORD_HOURS, 60 },
	{ "heures", WORD_HOURS, 60 }, { "小时", WORD_HOURS, 60 }, { "个小时", WORD_HOURS, 60 },
	{ "小時", WORD_HOURS, 60 }, { "钟头", WORD_HOURS, 60 }, { "个钟头", WORD_HOURS, 60 },
	{ ":", WORD_HOURS, 60 },
	{ "m", WORD_HOURS, 1 }, { "min", WORD_HOURS, 1 }, { "mins", WORD_HOURS, 1 },
	{ "min.", WORD_HOURS, 1 }, { "minute", WORD_HOURS, 1 }, { "minutes", WORD_HOURS, 1 },
	{ "minuten", WORD_HOURS, 1 }, { "minuto", WORD_HOURS, 1 }, { "minutos", WORD_HOURS, 1 },
	{ "分", WORD_HOURS, 1 }, { "分钟", WORD_HOURS, 1 }, { "分鐘", WORD_HOURS, 1 },
};
/* clang-format on */

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

const struct word *word_at(const char *text, unsigned kinds, size_t *len)
{
	const struct word *best = NULL;

	*len = 0;
	for (size_t i = 0; i < LENGTH(words); i++) {
		const char *s = words[i].text;
		size_t n;
		if (!(words[i].kind & kinds) || *s != *text)
			continue;
		n = strlen(s);
		if (n <= *len || strncmp(text, s, n) || (is_letter(s[n - 1]) && is_letter(text[n])))
			continue;
		best = &words[i];
		*len = n;
	}
	return best;
}
