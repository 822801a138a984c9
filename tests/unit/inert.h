/* What text_safe promises, said a second time and by ranges, so that no table of the program's own
 * decides whether it is right. Shared by the unit tests and the fuzz target. */
#ifndef TESTS_INERT_H
#define TESTS_INERT_H

#include "base/utf8.h"

/* SECURITY, the rows on direction and on what is invisible, and what never is a character. */
static const struct {
	uint32_t first, last;
} never_shown[] = {{0x00, 0x1F},       {0x7F, 0x9F},	   {0xAD, 0xAD},     {0x034F, 0x034F},
		   {0x061C, 0x061C},   {0x115F, 0x1160},   {0x17B4, 0x17B5}, {0x180B, 0x180F},
		   {0x200B, 0x200B},   {0x200E, 0x200F},   {0x2028, 0x202E}, {0x2060, 0x2064},
		   {0x2066, 0x2069},   {0x3164, 0x3164},   {0xD800, 0xF8FF}, {0xFDD0, 0xFDEF},
		   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF},
		   {0xE0000, 0xE0FFF}, {0xF0000, 0x10FFFF}};

static inline const char *not_inert_char(uint32_t cp)
{
	size_t i;

	if (cp == UTF8_BAD)
		return "invalid UTF-8";
	for (i = 0; i < LENGTH(never_shown); i++)
		if (cp >= never_shown[i].first && cp <= never_shown[i].last)
			return "a character that is never shown";
	return utf8_width(cp) < 0 ? "a character without a width" : NULL;
}

/* What is wrong with a text that should be inert, or NULL. Line feeds may be allowed. */
static inline const char *not_inert(const char *s, size_t len, bool lines)
{
	size_t at = 0;
	int marks = 0;
	uint32_t cp;
	const char *wrong;

	while (at < len) {
		at += utf8_decode(s + at, len - at, &cp);
		if (lines && cp == '\n')
			continue;
		wrong = not_inert_char(cp);
		if (wrong)
			return wrong;
		if (utf8_width(cp) > 0)
			marks = 0;
		else if (cp != 0x200C && cp != 0x200D && ++marks > 3)
			return "more than three marks on a base";
	}
	return NULL;
}

#endif
