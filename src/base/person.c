#include "base/person.h"

#include "base/utf8.h"

static bool is_kana(uint32_t cp)
{
	return cp >= 0x3040 && cp < 0x3100;
}

static bool begins_cjk(const char *s)
{
	uint32_t cp = 0;

	return utf8_decode(s, strlen(s), &cp) && utf8_is_cjk(cp);
}

#define DOT "・" /* between the parts of a foreign name in katakana */

/* Whether all of it is, with the dots; nothing is not. */
static bool is_katakana(const char *s)
{
	size_t len = strlen(s);
	uint32_t cp;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(s + at, len - at, &cp);
		if (cp < 0x30A0 || cp > 0x30FF)
			return false;
	}
	return len > 0;
}

/* Joining */

/* Without the spaces around it. */
static void add(struct sbuf *out, size_t from, const char *part, const char *between)
{
	size_t len;

	part += strspn(part, " \t");
	len = strlen(part);
	while (len && strchr(" \t", part[len - 1]))
		len--;
	if (len && out->len > from)
		sbuf_puts(out, between);
	sbuf_add(out, part, len);
}

void person_join(struct sbuf *out, const char *const parts[PERSON_PARTS], bool family_first)
{
	static const enum person_part orders[2][PERSON_PARTS] = {
		{ PERSON_BEFORE, PERSON_GIVEN, PERSON_MIDDLE, PERSON_FAMILY, PERSON_BEHIND },
		{ PERSON_BEFORE, PERSON_FAMILY, PERSON_MIDDLE, PERSON_GIVEN, PERSON_BEHIND },
	};
	const char *family = parts[PERSON_FAMILY], *given = parts[PERSON_GIVEN];
	bool cjk = (*family || *given) && (!*family || begins_cjk(family)) && (!*given || begins_cjk(given));
	bool foreign = is_katakana(family) && is_katakana(given);
	size_t from = out->len;

	for (size_t i = 0; i < PERSON_PARTS; i++) {
		enum person_part part = orders[!foreign && (cjk || family_first)][i];

		/* What stands around a Chinese name is a form of address, no part of it. */
		if (!cjk || (part != PERSON_BEFORE && part != PERSON_BEHIND))
			add(out, from, parts[part], foreign ? DOT : cjk ? "" : " ");
	}
}

/* Splitting */

/* Words of a name, as they stand. */
#define WORDS_MAX 12
struct words {
	struct word {
		const char *at;
		size_t len;
	} of[WORDS_MAX];
	size_t n;
};

/* In any case and with or without its stop. */
static bool is_among(const char *list, const struct word *w)
{
	size_t len = w->len && w->at[w->len - 1] == '.' ? w->len - 1 : w->len;
	const char *at = list;

	while (len && *at++) {
		if (!strncasecmp(at, w->at, len) && at[len] == ' ')
			return true;
		at += strcspn(at, " ");
	}
	return false;
}

/* Written small, else they are names themselves: Vincent van Gogh, but Dick Van Dyke. */
static bool is_particle(const struct word *w)
{
	static const char list[] = " van von vom zu zur der den de del della di da do dos das du des la le las los el"
				   " al bin ibn ben ter ten te tot und y e af av zum dal d' ";

	return *w->at >= 'a' && *w->at <= 'z' && is_among(list, w);
}

static bool is_title(const struct word *w)
{
	return is_among(" mr mrs ms miss mx dr prof sir dame herr frau mme mlle sr sra srta ing dipl-ing hr fr ", w);
}

static bool is_suffix(const struct word *w)
{
	return is_among(" jr sr ii iii iv phd md mba esq cpa ", w);
}

static void take(struct sbuf *part, const struct words *w, size_t from, size_t to)
{
	if (from < to)
		sbuf_add(part, w->of[from].at, (size_t)(w->of[to - 1].at - w->of[from].at) + w->of[to - 1].len);
}

/* Where the family begins: at the last word, or at the particles before it, be it all there is: "van Gogh". */
static size_t family_at(const struct words *w, size_t from, size_t to)
{
	size_t at = to - 1;

	while (at > from && is_particle(&w->of[at - 1]))
		at--;
	return at;
}

static void split_words(const struct words *w, bool family_first, struct sbuf parts[PERSON_PARTS])
{
	size_t from = 0, to = w->n, family;

	while (from + 1 < to && is_title(&w->of[from]))
		from++;
	while (to > from + 2 && is_suffix(&w->of[to - 1]))
		to--;
	take(&parts[PERSON_BEFORE], w, 0, from);
	take(&parts[PERSON_BEHIND], w, to, w->n);
	if (family_first) {
		take(&parts[PERSON_FAMILY], w, from, from + 1);
		take(&parts[PERSON_GIVEN], w, from + 1, to);
	} else {
		family = family_at(w, from, to);
		take(&parts[PERSON_GIVEN], w, from, family > from ? from + 1 : from);
		take(&parts[PERSON_MIDDLE], w, from + 1, family);
		take(&parts[PERSON_FAMILY], w, family, to);
	}
}

/* Where the family ends: in Japanese before the kana of the given name; else behind the first character, or behind
 * two, where they are a family, or there are two more and so mostly a compound or a Japanese name. */
static size_t family_end(const char *name)
{
	static const char
	    compounds[] = " 欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 令狐"
			  " 宇文 长孙 長孫 慕容 司徒 轩辕 軒轅 端木 南宫 南宮 西门 西門 独孤 獨孤"
			  " 남궁 황보 제갈 사공 선우 독고 ";
	size_t ends[4] = { 0 }, n = 0, at = 0, len = strlen(name);
	struct word two;
	uint32_t cp;

	while (at < len) {
		size_t used = utf8_decode(name + at, len - at, &cp);

		if (is_kana(cp))
			return at ? at : len;
		at += used;
		if (n < LENGTH(ends))
			ends[n] = at;
		n++;
	}
	two = (struct word){ name, ends[1] };
	return n > 3 || (n == 3 && is_among(compounds, &two)) ? ends[1] : ends[0];
}

static void split_cjk(const char *name, struct sbuf parts[PERSON_PARTS])
{
	size_t space = strcspn(name, " "), end = name[space] ? space : family_end(name);

	sbuf_add(&parts[PERSON_FAMILY], name, end);
	sbuf_puts(&parts[PERSON_GIVEN], name + end + strspn(name + end, " "));
}

/* ジョン・スミス: in the order of their own language, with a dot between. False: it is no such name. */
static bool split_foreign(const char *name, struct sbuf parts[PERSON_PARTS])
{
	const char *first = strstr(name, DOT), *last = first;

	if (!first || first == name || !is_katakana(name))
		return false;
	for (const char *p = first; p; p = strstr(p + strlen(DOT), DOT))
		last = p;
	if (!last[strlen(DOT)])
		return false;
	sbuf_add(&parts[PERSON_GIVEN], name, (size_t)(first - name));
	if (last > first)
		sbuf_add(&parts[PERSON_MIDDLE], first + strlen(DOT), (size_t)(last - first) - strlen(DOT));
	sbuf_puts(&parts[PERSON_FAMILY], last + strlen(DOT));
	return true;
}

static bool is_all_cjk(const char *name)
{
	size_t len = strlen(name);
	uint32_t cp;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(name + at, len - at, &cp);
		if (cp != ' ' && !utf8_is_cjk(cp))
			return false;
	}
	return len > 0;
}

static void split_plain(const char *name, size_t len, bool family_first, struct sbuf parts[PERSON_PARTS])
{
	const char *end = name + len, *p = name;
	struct words w = { .n = 0 };

	while (p < end) {
		size_t n = strcspn(p, " ");

		n = n > (size_t)(end - p) || w.n + 1 == WORDS_MAX ? (size_t)(end - p) : n;
		if (n)
			w.of[w.n++] = (struct word){ p, n };
		p += n + (p + n < end);
	}
	if (w.n)
		split_words(&w, family_first, parts);
}

/* "Smith, John", or "John Smith, PhD". */
static void split_comma(const char *name, const char *comma, bool family_first, struct sbuf parts[PERSON_PARTS])
{
	const char *rest = comma + 1 + strspn(comma + 1, " ");
	const struct word first = { rest, strcspn(rest, " ,") };

	if (is_suffix(&first)) {
		split_plain(name, (size_t)(comma - name), family_first, parts);
		sbuf_puts(&parts[PERSON_BEHIND], rest);
	} else {
		sbuf_add(&parts[PERSON_FAMILY], name, (size_t)(comma - name));
		sbuf_puts(&parts[PERSON_GIVEN], rest);
	}
}

void person_split(const char *name, bool family_first, struct sbuf parts[PERSON_PARTS])
{
	const char *comma = strchr(name, ',');

	if (split_foreign(name, parts))
		return;
	if (is_all_cjk(name))
		split_cjk(name, parts);
	else if (comma)
		split_comma(name, comma, family_first, parts);
	else
		split_plain(name, strlen(name), family_first, parts);
}
