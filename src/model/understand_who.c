/* Whom, which deal and which stage the words name. The records are somebody else's to find. */
#include "model/understand_private.h"

#include "base/intl.h"
#include "base/text.h"
#include "base/utf8.h"

#define NAME_WORDS 4  /* of a name in Latin letters */
#define NAME_CHARS 10 /* of one in Chinese */

static bool is_ascii(const struct hearing *h, size_t at)
{
	return !(h->text[at] & 0x80);
}

/* Whether it is written as names are: with a capital, or in a script that has none. */
static bool is_name_like(const struct hearing *h, size_t at)
{
	unsigned char c = (unsigned char)h->line[h->from[at]];

	return (c >= 'A' && c <= 'Z') || c >= 0x80;
}

size_t hear_find(const struct hearing *h, struct said_query *q, struct said_record *out)
{
	return h->c->find ? h->c->find(h->c->data, q, out, SAID_MOST) : 0;
}

/* People of the customer that the line is about come before all others. */
static size_t find_people(struct hearing *h, const char *words, bool surname, bool everywhere,
			  struct said_record *out, bool *stranger)
{
	struct said_query q = { .what = SAID_FIND_PEOPLE, .words = words, .surname = surname };
	size_t n;

	*stranger = false;
	q.customer = h->c->customer.id;
	if (!q.customer && h->nwho == 1 && h->who[0].entity->id == ENTITY_CUSTOMER)
		q.customer = h->who[0].id;
	n = q.customer ? hear_find(h, &q, out) : 0;
	if (n || !everywhere || q.customer != h->c->customer.id)
		return n;
	*stranger = q.customer != 0;
	q.customer = 0;
	return hear_find(h, &q, out);
}

/* "Wang Acme": of the Wangs the one there. */
static bool narrow(struct hearing *h, const struct said_record *found, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < h->nwho; i++)
		for (size_t k = 0; k < n; k++)
			if (found[k].entity->id == ENTITY_CUSTOMER && h->who[i].customer == found[k].id) {
				h->who[kept++] = h->who[i];
				break;
			}
	if (kept)
		h->nwho = kept;
	return kept > 0;
}

static bool take_people(struct hearing *h, const struct said_record *found, size_t n, size_t from, size_t to,
			bool stranger)
{
	bool person = h->nwho && h->who[0].entity->id == ENTITY_CONTACT;

	if (person) {
		if (!narrow(h, found, n))
			return false;
	} else {
		memcpy(h->who, found, n * sizeof(*found));
		h->nwho = n;
		h->stranger |= stranger;
	}
	if (!h->who_to)
		h->who_from = from;
	h->who_to = to;
	return true;
}

/* Where the first `count` words of a name end; 0 when there are not so many. A word that says something
 * ends the name, unless it is written like one. */
static size_t words_end(const struct hearing *h, size_t at, size_t count)
{
	size_t end = 0, len;

	if (said_word_at(h->text + at, WORDS(SAY_TITLE), &len))
		return 0;
	for (size_t i = 0; i < count; i++) {
		while (i && h->text[at] == ' ')
			at++;
		if (at >= h->end || strchr("0123456789>\"", h->text[at]) ||
		    (!is_name_like(h, at) && said_word_at(h->text + at, ~WORDS(SAY_REASON), &len)))
			return 0;
		while (at < h->end && is_ascii(h, at) && !strchr(" :!?()<>\"/", h->text[at]))
			at++;
		end = at;
	}
	return end;
}

/* The same for Chinese characters, which no blanks part. */
static size_t chars_end(const struct hearing *h, size_t at, size_t count)
{
	size_t len;
	uint32_t cp;

	for (size_t i = 0; i < count; i++) {
		if (at >= h->end || is_ascii(h, at) ||
		    (i && said_word_at(h->text + at, ~(WORDS(SAY_FILLER) | WORDS(SAY_RANK) | WORDS(SAY_REASON)), &len)))
			return 0;
		at += utf8_decode(h->text + at, h->end - at, &cp);
	}
	return at;
}

/* A day's name is a day, unless it is all there is and written as a name. */
static bool is_rather_day(const struct hearing *h, size_t at)
{
	struct when when[2];
	int n;
	size_t len = date_begins(h->text + at, h->c->values.today, when, &n);

	return len && (!is_name_like(h, at) || !is_ascii(h, at) || memchr(h->text + at, ' ', len));
}

/* "no" is not Nordlys, nor "ab" Mr Abbott: what is short, or written like any word, is all of one of the
 * name's words. */
static bool is_whole_word(const char *title, const char *word)
{
	struct sbuf name = SBUF_INIT, w = SBUF_INIT;
	const char *at;
	bool yes = false;

	text_fold(&name, title, strlen(title));
	text_fold(&w, word, strlen(word));
	at = sbuf_text(&name);
	for (const char *p = at; w.len && !yes && (p = strstr(p, sbuf_text(&w))); p++)
		yes = (p == at || !is_alnum(p[-1])) && !is_alnum(p[w.len]);
	sbuf_free(&name);
	sbuf_free(&w);
	return yes;
}

/* Which of those that the words lead to they name; in Chinese, where any two characters may stand in many
 * names, somebody who has nothing to do with the customer is named whole. */
static size_t those_named(const struct hearing *h, size_t at, const char *words, bool stranger,
			  struct said_record *found, size_t n)
{
	bool ascii = is_ascii(h, at), whole = strlen(words) < 3 || !is_name_like(h, at);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (ascii ? !whole || (*found[i].title & 0x80) || is_whole_word(found[i].title, words) :
			    !stranger || text_same(found[i].title, words))
			found[kept++] = found[i];
	return kept;
}

/* Behind "Frau" stands a person, though her firm may have her name. */
static size_t those_people(const struct hearing *h, struct said_record *found, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; h->pending == SAY_TITLE && i < n; i++)
		if (found[i].entity->id == ENTITY_CONTACT)
			found[kept++] = found[i];
	return kept ? kept : n;
}

static size_t named_here(struct hearing *h, size_t at, size_t end, bool everywhere)
{
	const char *words;

	struct said_record found[SAID_MOST];
	bool stranger;
	size_t n, from = h->with_from < at ? h->with_from : at;

	if (!end)
		return 0;
	words = hear_words(h, at, end);
	n = find_people(h, words, false, everywhere, found, &stranger);
	n = those_people(h, found, those_named(h, at, words, stranger, found, n));
	if (!n || !take_people(h, found, n, from, end, stranger))
		return 0;
	hear_mark(h, from, end, MARK_GONE);
	h->with_from = end;
	return end - at;
}

/* Which of the two: a person who was named may be named with the customer, and the other way round. */
static bool name_fits(const struct hearing *h)
{
	if (!h->name_next || (h->follows && (h->nwho || h->said->parts[SAID_KIND].there)))
		return false;
	return true;
}

size_t hear_name(struct hearing *h, size_t at)
{
	bool ascii = is_ascii(h, at), everywhere, known = h->c->customer.id != 0;
	size_t n, most = ascii ? NAME_WORDS : NAME_CHARS, least = ascii ? 1 : 2;

	if (!name_fits(h) || is_rather_day(h, at))
		return 0;
	if ((n = hear_rank(h, at)))
		return n;
	everywhere = h->everywhere || !known || (ascii ? is_name_like(h, at) : h->pending == SAY_WITH);
	for (size_t count = most; count >= least; count--) {
		size_t end = ascii ? words_end(h, at, count) : chars_end(h, at, count);

		if (end > at + 1 && (n = named_here(h, at, end, everywhere)))
			return n;
		if (ascii && end > at + 3 && !strncmp(h->text + end - 2, "'s", 2) &&
		    (n = named_here(h, at, end - 2, everywhere))) {
			hear_mark(h, end - 2, end, MARK_GONE);
			return n + 2;
		}
	}
	return 0;
}

/* 王总: the surname has one character or two. */
size_t hear_rank(struct hearing *h, size_t at)
{
	struct said_record found[SAID_MOST];
	size_t end = at, len, n, from = h->name_next && h->with_from < at ? h->with_from : at;
	bool stranger;
	uint32_t cp;

	if (is_ascii(h, at) || (h->follows && h->said->parts[SAID_KIND].there))
		return 0;
	for (int chars = 1; chars <= 2; chars++) {
		end += utf8_decode(h->text + end, h->len - end, &cp);
		if (end >= h->end || !utf8_is_cjk(cp) || !said_word_at(h->text + end, WORDS(SAY_RANK), &len))
			continue;
		n = find_people(h, hear_words(h, at, end), true, true, found, &stranger);
		h->unknown |= !n && !h->nwho && h->name_next;
		if (!n || !take_people(h, found, n, from, end + len, stranger))
			continue;
		hear_mark(h, from, end + len, MARK_GONE);
		h->with_from = end + len;
		return end + len - at;
	}
	return 0;
}

static size_t named_value(const struct hearing *h, size_t at, const char **value)
{
	const char *p = h->text + at;
	const char *quote = *p == '"' ? strchr(p + 1, '"') : NULL;
	size_t n = quote ? (size_t)(quote - p) + 1 : strcspn(p, " ,;");

	*value = quote ? hear_words(h, at + 1, at + n - 1) : hear_words(h, at, at + n);
	return n;
}

static size_t take_named(struct hearing *h, const struct entity *e, const struct said_record *found, size_t n,
			 size_t at, size_t to)
{
	if (!n)
		return 0;
	if (e->id == ENTITY_DEAL) {
		struct said_part *p = hear_part(h, SAID_DEAL, at, to);

		p->record = found[0];
		p->asked = n > 1;
		p->question = N_("Which deal is it?");
		for (size_t i = 0; n > 1 && i < n; i++)
			hear_choice(h, p, arena_printf(h->a, "deal:%lld", (long long)found[i].id), found[i].title);
	} else {
		memcpy(h->who, found, n * sizeof(*found));
		h->nwho = n;
		h->who_from = at;
		h->who_to = to;
	}
	hear_mark(h, at, to, MARK_GONE);
	return to - at;
}

size_t hear_named(struct hearing *h, size_t at)
{
	static const enum entity_id entities[] = { ENTITY_CONTACT, ENTITY_CUSTOMER, ENTITY_DEAL };

	for (size_t i = 0; i < LENGTH(entities); i++) {
		const struct entity *e = entity_at(entities[i]);
		size_t len = strlen(e->name), to;
		struct said_query q = { .what = SAID_FIND_NAMED, .entity = e };
		struct said_record found[SAID_MOST];

		if (strncmp(h->text + at, e->name, len) || h->text[at + len] != ':')
			continue;
		to = at + len + 1 + named_value(h, at + len + 1, &q.words);
		if (e->id == ENTITY_DEAL && text_same(q.words, "new")) {
			hear_part(h, SAID_DEAL, at, to);
			hear_mark(h, at, to, MARK_GONE);
			h->said->new_deal = true;
			return to - at;
		}
		return take_named(h, e, found, hear_find(h, &q, found), at, to);
	}
	return 0;
}

static const char *label(struct hearing *h, const struct said_record *r)
{
	return r->beside ? arena_printf(h->a, "%s · %s", r->title, r->beside) : r->title;
}

static void ask_who(struct hearing *h, struct said_part *p)
{
	p->asked = true;
	p->question = h->nwho > 1 ? N_("Who is meant?") :
		      h->stranger ? N_("This is not one of the customer's people. Who is meant?") :
				    N_("Who is it about?");
	for (size_t i = 0; i < h->nwho; i++) {
		const char *text = arena_printf(h->a, " %s:%lld", h->who[i].entity->name, (long long)h->who[i].id);

		if (p->from == p->to)
			text = arena_printf(h->a, "%s%s", hear_apart(h, p->from), text);
		else
			text += h->line[p->from] != ' ';
		hear_choice(h, p, text, label(h, &h->who[i]));
	}
	if (h->nwho && h->c->customer.id)
		hear_choice_words(h, p);
}

/* The customer and the contact of the record that the line is about. */
static void who_of_context(struct hearing *h)
{
	h->said->customer = h->c->customer;
	h->said->contact = h->c->contact;
}

/* A note or a task may be about nobody. */
static bool needs_who(const struct said *s)
{
	const char *kind = s->parts[SAID_KIND].value.s;

	return s->logs && strcmp(kind, "task") != 0 && strcmp(kind, "note") != 0;
}

void settle_who(struct hearing *h)
{
	struct said *s = h->said;
	struct said_part *p = &s->parts[SAID_WHO];

	if (h->nwho) {
		const struct said_record *r = &h->who[0];

		p = hear_part(h, SAID_WHO, h->who_from, h->who_to);
		while (p->from < p->to && h->line[p->from] == ' ')
			p->from++;
		p->record = *r;
		if (r->entity->id == ENTITY_CONTACT)
			s->contact = *r;
		s->customer = (struct said_record){ .entity = entity_at(ENTITY_CUSTOMER),
						    .id = r->entity->id == ENTITY_CUSTOMER ? r->id : r->customer,
						    .title = r->entity->id == ENTITY_CUSTOMER ? r->title : r->beside };
		if (h->nwho > 1 || h->stranger)
			ask_who(h, p);
		return;
	}
	who_of_context(h);
	p->record = s->contact.id ? s->contact : s->customer;
	p->there = p->record.id && (s->logs || s->parts[SAID_NEXT].there);
	p->from = p->to = h->said->parts[SAID_KIND].to;
	if (!p->record.id && needs_who(s)) {
		p->there = true;
		ask_who(h, p);
	}
}
