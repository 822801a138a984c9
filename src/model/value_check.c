#include "model/value_check.h"

#include "base/intl.h"
#include "base/text.h"
#include "base/utf8.h"

int value_blame(const struct field *f, struct error *e)
{
	error_prefix(e, _("%s: "), _(f->label));
	return -1;
}

static bool is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
}

/* Offset of the first control character, or -1. */
static int find_control(const char *text, uint32_t *cp)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len;) {
		size_t n = utf8_decode(text + i, len - i, cp);
		if (is_control(*cp))
			return (int)i;
		i += n;
	}
	return -1;
}

static int check_email(const char *text, struct error *e)
{
	const char *at = strchr(text, '@');
	int used;

	if (at && at != text && at[1] && !strchr(at + 1, '@') && !strpbrk(text, " <>,;"))
		return 0;
	return error_set(e, ERROR_USAGE,
			 _("\"%.*s\" is not an e-mail address. Try ann@example.com."),
			 (int)utf8_fit(text, 40, &used), text);
}

/* "ext" and "x" stand before an extension. */
static bool phone_char(const char **p)
{
	if (!strncasecmp(*p, "ext", 3)) {
		*p += 3;
		return true;
	}
	return strchr("0123456789 +-().,/x#*", *(*p)++);
}

static int check_phone(const char *text, struct error *e)
{
	int digits = 0, used;
	const char *p = text;

	while (*p) {
		digits += *p >= '0' && *p <= '9';
		if (!phone_char(&p))
			break;
		if (!*p && digits >= 3)
			return 0;
	}
	return error_set(e, ERROR_USAGE,
			 _("\"%.*s\" is not a phone number. Try +49 30 123456 or 030/12345 ext 6."),
			 (int)utf8_fit(text, 40, &used), text);
}

static int check_url(const char *text, struct error *e)
{
	const char *host = strstr(text, "://");
	int used;

	host = host ? host + 3 : text;
	if (*host && *host != '/' && *host != '.' && strchr(host, '.') && !strpbrk(text, " <>\""))
		return 0;
	return error_set(
	    e, ERROR_USAGE,
	    _("\"%.*s\" is not a web address. Try example.com or https://example.com."),
	    (int)utf8_fit(text, 40, &used), text);
}

int value_check_text(const struct field *f, const char *text, struct error *e)
{
	size_t bad;
	uint32_t cp;
	int at;

	if (!utf8_valid(text, strlen(text), &bad))
		return error_set_at(e, (int)bad, _("byte %zu is not UTF-8. Try it in UTF-8."),
				    bad + 1);
	/* What people write is kept to the byte; every way out neutralises it (base/text.h). */
	if (f->type == FIELD_TEXT || f->type == FIELD_NOTE)
		return 0;
	at = find_control(text, &cp);
	if (at >= 0)
		return error_set_at(
		    e, at, _("it contains the control character U+%04X. Remove it."), (unsigned)cp);
	if (f->type == FIELD_EMAIL)
		return check_email(text, e);
	if (f->type == FIELD_PHONE)
		return check_phone(text, e);
	if (f->type == FIELD_URL)
		return check_url(text, e);
	return 0;
}

/* Folded: English, German, French, Italian and Spanish, Portuguese, the Nordic languages, Dutch, Polish,
 * Czech, Hungarian, Turkish, Russian, Greek, Chinese, Japanese, Korean. "x" and the tick mark a box; people
 * type them in spreadsheets. */
static const char *const truths[] = {"yes",   "y",    "true", "t",    "1",  "on",     "ja",  "j",
				     "wahr",  "oui",  "vrai", "si",   "s",  "sim",    "kylla",
				     "tak",   "ano",  "igen", "evet", "da", "да",     "ναι", "是",
				     "对",    "有",   "真",   "はい", "예", "네",     "✓",   "✔",
				     "x",     "☑",    "tosi", "sand", "prawda"};
static const char *const falsehoods[] = {"no",	 "n",	 "false", "f",	 "0",	 "off",	 "nein",   "falsch",
					 "non",	 "faux", "nao",	  "nej", "nei",	 "nee",	 "ei",	   "nie",
					 "ne",	 "nem",	 "hayır", "нет", "οχι",	 "否",	 "不",	   "不是",
					 "错",	 "无",	 "没有",  "假",	 "いいえ", "아니요", "아니오", "✗",
					 "✘",	 "☐",	 "falso", "usann", "falsz"};

static bool among(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text_same(text, words[i]))
			return true;
	return false;
}

int value_read_bool(const char *text)
{
	if (among(text, truths, LENGTH(truths)))
		return 1;
	return among(text, falsehoods, LENGTH(falsehoods)) ? 0 : -1;
}
