#include "config.h"

#include "base/intl.h"

#include <locale.h>
#include <stdlib.h>

void intl_begin(void)
{
	setlocale(LC_ALL, "");
	/* Numbers are read and written by base/number, never by the C library's idea of them. */
	setlocale(LC_NUMERIC, "C");
	/* A build that is not installed keeps its catalogues elsewhere. */
	const char *dir = getenv("RAPPORT_LOCALE");
	bindtextdomain("rapport", dir && *dir ? dir : LOCALEDIR);
	bind_textdomain_codeset("rapport", "UTF-8");
	textdomain("rapport");
}
