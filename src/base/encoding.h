/* The encodings of text that files may be in: what people and systems call them. */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include "base/base.h"

enum encoding {
	ENCODING_UTF8,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_LATIN1,
	ENCODING_CP1252,
	ENCODING_GB18030,
	ENCODING_BIG5,
	ENCODING_COUNT
};

/* As iconv and people call it: "UTF-8", "GB18030". */
const char *encoding_name(enum encoding encoding);
/* By its name or another that is in use, in any case, with or without its dashes: "gbk", "latin1",
 * "windows-1252", "utf16le". False when it is none of ours. */
bool encoding_find(const char *word, enum encoding *out);

#endif
