#include "base/locale.h"

#include <stdlib.h>

/* The groups that are written; one letter stands for each on the wire. */
static const struct {
	char letter;
	const char *text;
} groups[] = { { ',', "," }, { '.', "." }, { ' ', "\xC2\xA0" }, { '\'', "\xE2\x80\x99" } };

/* One process serves one person, as it has one zone and one language. */
static int week, own_week = -1, group;
static bool family_first;
static char territory[3];
static char sign = '<';
static char point = '.';

/* CLDR, weekData: territories that begin on another day than Monday. */
static const char sundays[] = " AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM"
			      " MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW ";
static const char saturdays[] = " AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY ";
static const char fridays[] = " MV ";

/* CLDR, symbols: by language, and by language and territory where these differ. The first that fits counts. */
static const struct {
	const char *names;
	char group, point;
} numbers[] = {
	{ " de_CH de_LI it_CH rm_CH ", '\'', '.' },
	{ " es_MX es_US es_PR es_GT es_HN es_NI es_PA es_PE es_SV es_DO ", ',', '.' },
	{ " de_AT pt_PT en_ZA fr ru uk pl cs sk fi sv nb no nn bg hu lt lv et be kk hy ka fr_CH ", ' ', ',' },
	{ " de es it nl pt id tr el da hr sl sr ro vi is ca eu gl bs mk ", '.', ',' },
};

/* CLDR, currencyFormats, standard: '<' ¤1, '_' ¤ 1, '>' 1 ¤. The first that fits counts. */
static const struct {
	const char *names;
	char sign;
} signs[] = {
	{ " pt_PT fr_CH ", '>' },
	{ " es_MX es_US es_PR es_GT es_HN es_NI es_PA es_SV es_DO es_CL es_CR es_CU es_BO es_EC es_VE ", '<' },
	{ " de_AT de_CH de_LI it_CH rm_CH nl pt id es_AR es_CO es_PE es_PY es_UY ", '_' },
	{ " de fr es it ru uk pl cs sk fi sv nb no nn da el hr sl sr bs mk ro bg hu lt lv et be kk hy ka vi is ca eu"
	  " gl ",
	  '>' },
};

/* CLDR, personNames, nameOrderLocales surnameFirst, of languages that are written in letters. */
static const char families[] = " hu vi km mn ";

static bool is_in(const char *list, const char *word, size_t len)
{
	for (const char *at = list; (at = strchr(at, ' ')) && at[1]; at++)
		if (!strncmp(at + 1, word, len) && at[len + 1] == ' ')
			return true;
	return false;
}

/* "TW" of "zh_TW.UTF-8"; of a language alone "". */
static int week_of(const char *name)
{
	const char *place = strchr(name, '_');
	size_t len = place ? strcspn(++place, ".@") : 0;

	if (!len)
		return 0;
	return is_in(sundays, place, len) ? 6 : is_in(saturdays, place, len) ? 5 : is_in(fridays, place, len) ? 4 : 0;
}

static void set_group(char letter)
{
	for (size_t i = 0; i < LENGTH(groups); i++)
		if (groups[i].letter == letter)
			group = (int)i;
}

/* Whether a row of names has "de_AT.UTF-8": the place, or else the language. */
static bool names_it(const char *names, const char *name)
{
	size_t whole = strcspn(name, ".@"), language = strcspn(name, "_.@");

	return language && (is_in(names, name, whole) || is_in(names, name, language));
}

static void take_numbers(const char *name)
{
	size_t i = 0;

	while (i < LENGTH(numbers) && !names_it(numbers[i].names, name))
		i++;
	set_group(i < LENGTH(numbers) ? numbers[i].group : ',');
	point = i < LENGTH(numbers) ? numbers[i].point : '.';
}

static void take_money(const char *name)
{
	const char *place = strchr(name, '_');
	size_t i = 0;

	snprintf(territory, sizeof(territory), "%s", place && strcspn(place + 1, ".@") == 2 ? place + 1 : "");
	while (i < LENGTH(signs) && !names_it(signs[i].names, name))
		i++;
	sign = i < LENGTH(signs) ? signs[i].sign : '<';
}

void locale_take(const char *time, const char *names, const char *money)
{
	week = week_of(time);
	family_first = names_it(families, time);
	take_numbers(names);
	take_money(money);
}

static const char *name_of(const char *category)
{
	const char *const from[] = { "LC_ALL", category, "LANG" };

	for (size_t i = 0; i < LENGTH(from); i++) {
		const char *name = getenv(from[i]);
		if (name && *name)
			return name;
	}
	return "";
}

void locale_begin(void)
{
	locale_take(name_of("LC_TIME"), name_of("LC_NUMERIC"), name_of("LC_MONETARY"));
}

int locale_week(void)
{
	return own_week >= 0 ? own_week : week;
}

void locale_set_week(int day)
{
	own_week = day;
}

const char *locale_group(void)
{
	return groups[group].text;
}

char locale_point(void)
{
	return point;
}

const char *locale_territory(void)
{
	return territory;
}

bool locale_sign_behind(void)
{
	return sign == '>';
}

const char *locale_sign_space(void)
{
	return sign == '<' ? "" : "\xC2\xA0";
}

bool locale_family_first(void)
{
	return family_first;
}

void locale_write(char out[LOCALE_SIZE])
{
	snprintf(out, LOCALE_SIZE, "%d%c%c%c", locale_week(), point, groups[group].letter, sign);
}

int locale_read(const char *text)
{
	if (strlen(text) != 4 || text[0] < '0' || text[0] > '6' || (text[1] != '.' && text[1] != ',') ||
	    text[1] == text[2] || !strchr(",. '", text[2]) || !strchr("<_>", text[3]))
		return -1;
	own_week = -1;
	week = text[0] - '0';
	point = text[1];
	set_group(text[2]);
	sign = text[3];
	return 0;
}
