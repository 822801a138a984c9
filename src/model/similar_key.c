#include "model/similar_key.h"

#include <ctype.h>

#include "base/text.h"

#define PHONE_COMPARED 9  /* digits from the end */
#define PHONE_LEAST    6
#define MOBILE_CHINESE 11 /* digits, of which the first is 1 */
#define TAX_LEAST      5

static const char *folded(const char *s, struct sbuf *room)
{
	text_fold(room, s, strlen(s));
	return sbuf_text(room);
}

/* 000000 and the like are typed to get past a form. */
static bool is_filler(const char *s)
{
	return strspn(s, (char[]){ *s, '\0' }) == strlen(s);
}

/* The digits up to an extension ("ext 12", "#3") or a second number. */
static void digits_of(const char *s, struct sbuf *out)
{
	for (; *s && !(out->len >= PHONE_LEAST && (isalpha((unsigned char)*s) || strchr("#;,", *s))); s++)
		if (isdigit((unsigned char)*s))
			sbuf_putc(out, *s);
}

/* How many digits a country's code has (ITU-T E.164, annex of the list of assigned codes). */
static size_t country_digits(const char *d)
{
	static const char *const two[] = {
		"20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
		"47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
		"64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
	};

	if (*d == '1' || *d == '7')
		return 1;
	for (size_t i = 0; i < LENGTH(two); i++)
		if (!strncmp(d, two[i], 2))
			return 2;
	return 3;
}

static bool is_chinese_mobile(const char *d)
{
	return strlen(d) == MOBILE_CHINESE && d[0] == '1' && d[1] >= '3';
}

/* The number within its country. */
static const char *national(const char *d, bool plus)
{
	bool abroad = plus || !strncmp(d, "00", 2);
	size_t country;

	if (!plus && abroad)
		d += 2;
	/* 86 in front of a mobile number is often written without the plus. */
	if (!abroad && !strncmp(d, "86", 2) && is_chinese_mobile(d + 2))
		return d + 2;
	country = abroad ? country_digits(d) : 0;
	d += country < strlen(d) ? country : 0;
	return d + (*d == '0');
}

const char *phone_key(const char *typed, struct arena *a)
{
	struct sbuf room = SBUF_INIT, digits = SBUF_INIT;
	const char *s = folded(typed, &room), *d, *key = NULL;
	size_t n;

	s += strspn(s, " (");
	digits_of(s, &digits);
	d = national(sbuf_text(&digits), *s == '+');
	n = strlen(d);
	if (n > PHONE_COMPARED && !is_chinese_mobile(d))
		d += n - PHONE_COMPARED;
	if (n >= PHONE_LEAST && !is_filler(d))
		key = arena_strdup(a, d);
	sbuf_free(&room);
	sbuf_free(&digits);
	return key;
}

const char *email_key(const char *typed, struct arena *a)
{
	struct sbuf room = SBUF_INIT;
	const char *s = folded(typed, &room), *at = strrchr(s, '@'), *key = NULL;

	if (at && at > s && strchr(at, '.') && !strchr(s, ' '))
		key = arena_strdup(a, s);
	sbuf_free(&room);
	return key;
}

const char *email_domain(const char *key)
{
	return strrchr(key, '@') + 1;
}

const char *email_weak(const char *key, struct arena *a)
{
	const char *domain = email_domain(key);
	bool gmail = !strcmp(domain, "gmail.com") || !strcmp(domain, "googlemail.com");
	char *weak = arena_alloc(a, strlen(key) + 1), *to = weak;

	for (const char *s = key; s < domain - 1 && *s != '+'; s++)
		if (!gmail || *s != '.')
			*to++ = *s;
	snprintf(to, strlen(key) + 1 - (size_t)(to - weak), "@%s", gmail ? "gmail.com" : domain);
	return weak;
}

bool email_is_free(const char *domain)
{
	static const char *const names[] = {
		"gmail", "googlemail", "yahoo", "ymail", "rocketmail", "hotmail", "outlook", "live", "msn",
		"icloud", "me", "mac", "aol", "gmx", "web", "t-online", "freenet", "posteo", "mailbox",
		"proton", "protonmail", "pm", "zoho", "fastmail", "mail", "yandex", "inbox", "bk", "list",
		"rambler", "qq", "foxmail", "163", "126", "yeah", "188", "139", "189", "sina", "sohu",
		"aliyun", "tom", "21cn", "wo", "naver", "daum", "hanmail", "nate", "docomo", "ezweb",
		"libero", "virgilio", "tiscali", "alice", "orange", "wanadoo", "free", "sfr", "laposte",
		"neuf", "terra", "uol", "bol", "telefonica", "rediffmail", "btinternet", "virginmedia",
		"sky", "ntlworld", "talktalk", "comcast", "verizon", "att", "sbcglobal", "bellsouth", "cox",
		"charter", "earthlink", "optonline", "shaw", "rogers", "bigpond", "optusnet", "xtra", "wp",
		"onet", "interia", "o2", "seznam", "centrum", "telia", "bluewin", "hispeed", "chello", "kpn",
		"ziggo", "planet", "skynet", "telenet", "example",
	};
	size_t n = strcspn(domain, ".");
	const char *ending = domain + n;

	/* "mail.acme.com" is a firm's own, "yahoo.co.jp" is not. */
	if (strrchr(domain, '.') != ending && strncmp(ending, ".co.", 4) != 0 &&
	    strncmp(ending, ".com.", 5) != 0)
		return false;
	for (size_t i = 0; i < LENGTH(names); i++)
		if (strlen(names[i]) == n && !memcmp(names[i], domain, n))
			return true;
	return false;
}

const char *tax_key(const char *typed, struct arena *a)
{
	struct sbuf room = SBUF_INIT, key = SBUF_INIT;
	const char *kept = NULL;

	for (const char *s = folded(typed, &room); *s; s++)
		if (isalnum((unsigned char)*s))
			sbuf_putc(&key, (char)toupper((unsigned char)*s));
	if (key.len >= TAX_LEAST && strpbrk(key.data, "0123456789") && !is_filler(key.data))
		kept = arena_strdup(a, key.data);
	sbuf_free(&room);
	sbuf_free(&key);
	return kept;
}

static bool is_with_country(const char *with, const char *without)
{
	return isalpha((unsigned char)with[0]) && isalpha((unsigned char)with[1]) &&
	       !strcmp(with + 2, without);
}

bool tax_key_same(const char *a, const char *b)
{
	return !strcmp(a, b) || is_with_country(a, b) || is_with_country(b, a);
}

const char *city_key(const char *typed, struct arena *a)
{
	static const char city[] = "市";
	struct sbuf room = SBUF_INIT;
	const char *s = folded(typed, &room), *key = NULL;
	size_t n = strlen(s);

	if (n > strlen(city) && !strcmp(s + n - strlen(city), city))
		n -= strlen(city);
	if (n)
		key = arena_strndup(a, s, n);
	sbuf_free(&room);
	return key;
}
