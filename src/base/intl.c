#include "config.h"

#include "base/base.h"
#include "base/intl.h"
#include "base/locale.h"

#include <locale.h>
#include <stdlib.h>

const char *intl_english(const char *s)
{
	const char *context = strchr(s, '\004');

	return context ? context + 1 : s;
}

/* What no catalogue has comes back as it is. */
const char *intl_text(const char *s)
{
	const char *text = gettext(s);

	return text == s ? intl_english(s) : text;
}

/* Part of the path of a catalogue: only what a locale's name is made of, and no way up. */
static bool is_language(const char *name)
{
	size_t len = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@.-");

	return len > 0 && len <= INTL_NAME_MAX && !name[len] && name[0] != '.' && !strstr(name, "..");
}

/* LANGUAGE finds the catalogue also on a host that has not the person's locale. */
void intl_language(const char *name)
{
	if (!name || !is_language(name))
		return;
	setenv("LANGUAGE", name, 1);
	if (!setlocale(LC_MESSAGES, name))
		setlocale(LC_MESSAGES, "C.UTF-8");
}

const char *intl_language_name(void)
{
	const char *language = getenv("LANGUAGE"), *name = setlocale(LC_MESSAGES, NULL);
	static char first[INTL_NAME_MAX + 1]; /* of the list that LANGUAGE may be */

	if (!language || !*language || !strcmp(name, "C"))
		return name;
	snprintf(first, sizeof(first), "%.*s", (int)strcspn(language, ":"), language);
	return first;
}

void intl_begin(void)
{
	setlocale(LC_ALL, "");
	/* Numbers are read and written by base/number, never by the C library's idea of them. */
	setlocale(LC_NUMERIC, "C");
	locale_begin();
	/* A build that is not installed keeps its catalogues elsewhere. */
	const char *dir = getenv("RAPPORT_LOCALE");
	bindtextdomain("rapport", dir && *dir ? dir : LOCALEDIR);
	bind_textdomain_codeset("rapport", "UTF-8");
	textdomain("rapport");
}
