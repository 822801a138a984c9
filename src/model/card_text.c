#include "model/card_private.h"

#include "base/text.h"
#include "base/utf8.h"

static bool blank(char ch)
{
	return ch == ' ' || ch == '\t';
}

char *card_trim(char *s)
{
	size_t n;

	while (*s && (blank(*s) || strchr(",;:|-_*>", *s)))
		s++;
	n = strlen(s);
	while (n && (blank(s[n - 1]) || strchr(",;:|-_*<", s[n - 1])))
		s[--n] = '\0';
	return s;
}

static bool word_fits(const char *word, size_t len, const char *pattern)
{
	size_t n = strlen(pattern);
	bool before = pattern[0] == '*', after = n > 1 && pattern[n - 1] == '*';

	pattern += before;
	n -= (size_t)before + (size_t)after;
	if (len < n)
		return false;
	if (before && after) {
		for (size_t i = 0; i + n <= len; i++)
			if (!memcmp(word + i, pattern, n))
				return true;
		return false;
	}
	return !memcmp(before ? word + len - n : word, pattern, n) && (before || after || len == n);
}

bool card_is_han(const char *s)
{
	uint32_t cp;

	return *s && (utf8_decode(s, strlen(s), &cp), utf8_is_cjk(cp));
}

static bool has_latin(const char *folded, const char *pattern)
{
	static const char apart[] = " ,;:()/[]\"";

	for (const char *w = folded; *w; ) {
		size_t len;

		w += strspn(w, apart);
		len = strcspn(w, apart);
		if (len && (word_fits(w, len, pattern) || (w[len - 1] == '.' && word_fits(w, len - 1, pattern))))
			return true;
		w += len;
	}
	return false;
}

bool card_has(const char *text, const char *const *list)
{
	struct sbuf folded = SBUF_INIT;
	bool found = false;

	text_fold(&folded, text, strlen(text));
	for (; *list && !found; list++)
		found = card_is_han(*list) ? strstr(text, *list) != NULL :
			strchr(*list, ' ') ? strstr(sbuf_text(&folded), *list) != NULL :
					     has_latin(sbuf_text(&folded), *list);
	sbuf_free(&folded);
	return found;
}

const char *card_is_one(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (text_same(text, *list))
			return *list;
	return NULL;
}

static bool says_something(const char *word)
{
	for (; *word; word++)
		if ((unsigned char)*word >= 0x80 || strchr("0123456789", *word) ||
		    ((*word | 32) >= 'a' && (*word | 32) <= 'z'))
			return true;
	return false;
}

bool card_only_labels(const char *text)
{
	static const char apart[] = " .,:;/()[]";
	char *copy = xstrdup(text), *save = NULL;
	bool only = true;

	for (char *w = strtok_r(copy, apart, &save); w && only; w = strtok_r(NULL, apart, &save))
		only = card_is_one(w, card_label) || !says_something(w);
	free(copy);
	return only;
}

void card_cut(char *from, size_t n)
{
	memset(from, ' ', n);
}

bool card_digit(char ch)
{
	return ch >= '0' && ch <= '9';
}

size_t card_digits(const char *s, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += card_digit(s[i]);
	return count;
}

bool card_upper(char ch)
{
	return ch >= 'A' && ch <= 'Z';
}

bool card_has_han(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0xE3 && card_is_han(s))
			return true;
	return false;
}
