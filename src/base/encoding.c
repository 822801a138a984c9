#include "base/encoding.h"

/* GB 2312 and GBK are parts of GB 18030, ASCII of UTF-8. */
static const struct {
	enum encoding encoding;
	const char *words; /* without dashes; the name itself is known besides */
} also[] = {
	{ ENCODING_UTF8, " ascii usascii utf8bom " },
	{ ENCODING_UTF16LE, " utf16 ucs2 unicode ucs2le " },
	{ ENCODING_UTF16BE, " ucs2be " },
	{ ENCODING_LATIN1, " latin1 88591 l1 " },
	{ ENCODING_CP1252, " windows1252 ansi 1252 " },
	{ ENCODING_GB18030, " gbk gb2312 cp936 936 euccn gb " },
	{ ENCODING_BIG5, " cp950 950 big5hkscs " },
};

const char *encoding_name(enum encoding encoding)
{
	static const char *const names[ENCODING_COUNT] = { "UTF-8",  "UTF-16LE", "UTF-16BE", "ISO-8859-1",
							   "CP1252", "GB18030",	 "BIG5" };

	return names[encoding];
}

/* Small letters and digits only, at most `size` - 3 of them, between two spaces. */
static void squash(const char *word, char *out, size_t size)
{
	size_t n = 1;

	out[0] = ' ';
	for (; *word && n < size - 2; word++) {
		if (*word >= 'A' && *word <= 'Z')
			out[n++] = (char)(*word - 'A' + 'a');
		else if (*word != '-' && *word != '_' && *word != ' ')
			out[n++] = *word;
	}
	out[n++] = ' ';
	out[n] = '\0';
}

bool encoding_find(const char *word, enum encoding *out)
{
	char asked[24], name[24];

	squash(word, asked, sizeof(asked));
	if (strlen(asked) < 3)
		return false;
	for (size_t i = 0; i < LENGTH(also); i++) {
		squash(encoding_name(also[i].encoding), name, sizeof(name));
		if (!strcmp(asked, name) || strstr(also[i].words, asked)) {
			*out = also[i].encoding;
			return true;
		}
	}
	return false;
}
