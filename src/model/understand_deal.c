/* Which deal is meant, and to which stage it comes: "> negotiation", "move Acme to commit", "Acme lost: price". */
#include "model/understand_private.h"

#include "base/intl.h"
#include "base/text.h"

static size_t skip_blanks(const struct hearing *h, size_t at)
{
	return at + strspn(h->text + at, " ");
}

/* "the Acme deal": what stands behind it; 0: nobody is named here. */
static size_t behind_name(struct hearing *h, size_t at)
{
	size_t n, to = skip_blanks(h, at);

	if (h->nwho)
		return 0;
	to += strncmp(h->text + to, "the ", 4) ? 0 : 4;
	h->name_next = true;
	h->with_from = at;
	n = hear_name(h, to);
	if (!n)
		return 0;
	to = skip_blanks(h, to + n);
	n = strncmp(h->text + to, "deal", 4) || !hear_ends(h, to, to + 4) ? 0 : 4;
	hear_mark(h, to, to + n, MARK_GONE);
	return skip_blanks(h, to + n);
}

/* Nobody was meant: what stands from here on is heard as if nobody had been looked for. */
static size_t forget_name(struct hearing *h, size_t at)
{
	h->nwho = h->who_from = h->who_to = 0;
	h->stranger = false;
	hear_mark(h, at, h->end, MARK_WORD);
	return 0;
}

/* "> negotiation", "move Acme to commit": up to the end of the clause or to what is next. */
size_t hear_stage(struct hearing *h, size_t at)
{
	size_t n, len, to;
	const struct said_word *w = said_word_at(h->text + at, WORDS(SAY_STAGE), &n);

	if (!w || h->stage.to)
		return 0;
	to = skip_blanks(h, at + n);
	if (w->value) { /* whose deal it is stands between the two words */
		to = at == h->start ? behind_name(h, to) : 0;
		if (!to || strncmp(h->text + to, w->value, strlen(w->value)) != 0)
			return to ? forget_name(h, at) : 0;
		to = skip_blanks(h, to + strlen(w->value));
	}
	if (h->text[to] >= '0' && h->text[to] <= '9')
		return 0;
	h->stage.from = to;
	while (to < h->end && !(to > h->stage.from && h->text[to - 1] == ' ' &&
				said_word_at(h->text + to, WORDS(SAY_NEXT), &len)))
		to++;
	h->stage.to = to;
	hear_mark(h, at, to, MARK_GONE);
	return to - at;
}

/* As the set says it, here or in any language. */
static const char *reason_named(const struct hearing *h, size_t from, size_t to)
{
	size_t len;
	const struct said_word *w = said_word_at(h->text + from, WORDS(SAY_REASON), &len);
	const struct choice *c = choice_find(loss_reason, hear_words(h, from, to));

	while (to > from && strchr(" .!", h->text[to - 1]))
		to--;
	return c ? c->name : w && from + len == to ? w->value : NULL;
}

/* "lost to competitor": where the reason begins behind the stage; 0: there is none. */
static size_t find_reason(const struct hearing *h, size_t at)
{
	size_t len, to;

	while (h->text[at] && strchr(" :!", h->text[at]))
		at++;
	if (said_word_at(h->text + at, WORDS(SAY_WITH) | WORDS(SAY_FILLER), &len))
		at = skip_blanks(h, at + len);
	to = h->stage.to ? h->stage.to : h->end;
	return at < to && reason_named(h, at, to) ? at : 0;
}

static void take_reason(struct hearing *h, size_t from, size_t to)
{
	hear_part(h, SAID_REASON, from, to)->value = value_text(reason_named(h, from, to));
	hear_mark(h, from, to, MARK_GONE);
}

/* "Acme won": nothing else stands before it. */
static bool is_behind_name(const struct hearing *h, size_t at)
{
	return h->nwho && h->who_from == h->start && skip_blanks(h, h->who_to) == at;
}

/* "won Acme", "lost the Acme deal: price": nothing else stands behind it. */
static bool is_all_name(struct hearing *h, size_t at)
{
	size_t to = behind_name(h, at), reason = to ? find_reason(h, to) : 0;

	if (reason)
		take_reason(h, reason, h->end);
	else if (to && to < h->end)
		to = forget_name(h, at);
	return to;
}

/* "won" with nothing else in the clause but whose deal it is, a reason, or, of a deal of that size, an amount. */
size_t hear_step(struct hearing *h, size_t at)
{
	size_t n, after;

	if (h->stage.to || h->plain || (at != h->start && !is_behind_name(h, at)) ||
	    !said_word_at(h->text + at, WORDS(SAY_STEP), &n))
		return 0;
	after = skip_blanks(h, at + n);
	if (at + n == h->end || strchr(":!", h->text[at + n]) || find_reason(h, at + n))
		n = h->end - at;
	else if (!hear_all_amount(h, after) && !(at == h->start && is_all_name(h, after)))
		return 0;
	h->stage = (struct phrase){ at, at + n };
	hear_mark(h, at, at + n, MARK_GONE);
	return n;
}

bool hear_reason(struct hearing *h)
{
	size_t len;
	const struct said_word *w = h->stage.to ? said_word_at(h->text + h->stage.from, WORDS(SAY_STEP), &len) : NULL;

	if (!w || strcmp(w->value, "lost") || h->said->parts[SAID_REASON].there || !reason_named(h, h->start, h->end))
		return false;
	take_reason(h, h->start, h->end);
	return true;
}

static bool touches_deal(const struct hearing *h)
{
	const struct said_part *p = h->said->parts;

	return p[SAID_AMOUNT].there || p[SAID_CLOSE].there || h->stage.to || h->said->new_deal;
}

static void ask_deal(struct hearing *h, struct said_part *p, const struct said_record *found, size_t n)
{
	size_t at = h->said->parts[SAID_AMOUNT].there ? h->said->parts[SAID_AMOUNT].to : strlen(h->line);
	const char *apart = hear_apart(h, at);

	p->from = p->to = at;
	p->asked = true;
	p->question = n ? N_("Which deal is it?") : N_("There is no open deal. Is this a new one?");
	for (size_t i = 0; i < n; i++) {
		struct sbuf shown = SBUF_INIT;

		sbuf_puts(&shown, found[i].title);
		if (found[i].amount.kind != VALUE_NULL) {
			sbuf_puts(&shown, "  ");
			value_show(&shown, &entity_at(ENTITY_DEAL)->fields[DEAL_AMOUNT], found[i].amount,
				   &h->c->values);
		}
		hear_choice(h, p, arena_printf(h->a, "%s deal:%lld", apart, (long long)found[i].id), sbuf_text(&shown));
		sbuf_free(&shown);
	}
	hear_choice(h, p, arena_printf(h->a, "%s deal:new", apart), _("a new deal"));
}

/* A bare amount is in the deal's currency, which was not known when it was heard. */
static void amount_of_deal(struct hearing *h, const struct said_record *deal)
{
	struct said_part *p = &h->said->parts[SAID_AMOUNT];
	struct value_context context = h->c->values;
	const char *typed = arena_strndup(h->a, h->line + p->from, p->to - p->from);
	struct error e = { 0 };
	struct value v[2];

	context.currency = deal->currency;
	if (deal->currency && p->there && !p->asked &&
	    value_read(&entity_at(ENTITY_DEAL)->fields[DEAL_AMOUNT], typed, &context, h->a, v, &e) == 1)
		p->value = v[0];
}

static void find_deal(struct hearing *h)
{
	struct said_query q = { .what = SAID_FIND_DEALS, .customer = h->said->customer.id,
				.contact = h->said->contact.id };
	struct said_part *p = &h->said->parts[SAID_DEAL];
	struct said_record found[SAID_MOST];
	bool stays = h->said->customer.id == h->c->customer.id;
	size_t n;

	if (p->there)
		return;
	if (h->c->deal.id && stays) {
		p->there = touches_deal(h);
		p->record = h->c->deal;
	} else if (touches_deal(h) && !h->said->parts[SAID_WHO].asked) {
		p->there = true;
		n = q.customer || q.contact ? hear_find(h, &q, found) : 0;
		if (n == 1)
			p->record = found[0];
		else if (n)
			p->record.stage = found[0].stage;
		if (n != 1)
			ask_deal(h, p, found, n);
	}
}

void settle_deal(struct hearing *h)
{
	find_deal(h);
	amount_of_deal(h, &h->said->parts[SAID_DEAL].record);
}

/* Words for stages that no pipeline has: next, back, won, lost. */
static const struct said_record *step(const struct said_record *all, size_t n, int64_t now, const char *word)
{
	size_t len, at = 0;
	const struct said_word *w = said_word_at(word, WORDS(SAY_STEP), &len);
	bool next = text_same(word, "next"), prev = text_same(word, "prev") || text_same(word, "back");

	if (w && !word[len])
		for (size_t i = 0; i < n; i++)
			if (!strcmp(all[i].outcome, w->value))
				return &all[i];
	while (at < n && all[at].id != now)
		at++;
	if ((next || !*word) && at + 1 < n && !strcmp(all[at + 1].outcome, "open"))
		return &all[at + 1];
	return prev && at > 0 && at < n ? &all[at - 1] : NULL;
}

/* A stage of a new book is known by its English name and by that in the person's language, whichever it has. */
static bool is_called(const char *name, const char *words, bool (*fits)(const char *, const char *))
{
	for (const struct choice *c = book_names; c->name; c++)
		if ((text_same(name, c->name) && fits(_(c->label), words)) ||
		    (text_same(name, _(c->label)) && fits(c->name, words)))
			return true;
	return fits(name, words);
}

/* The stages whose names are that (2), begin with it (1), or have it (0): how many of the best kind. */
static size_t stages_named(const struct said_record *all, size_t n, const char *words, struct said_record *out)
{
	size_t found = 0;

	for (int whole = 1; whole >= 0 && !found && *words; whole--)
		for (size_t i = 0; i < n; i++)
			if (is_called(all[i].title, words, whole ? text_same : text_finds))
				out[found++] = all[i];
	return found;
}

static size_t stages_meant(const struct said_record *all, size_t n, int64_t now, const char *words,
			   struct said_record *out)
{
	size_t found = stages_named(all, n, words, out);
	const struct said_record *by_step = found == 1 ? NULL : step(all, n, now, words);

	if (by_step) {
		out[0] = *by_step;
		return 1;
	}
	return found;
}

/* What stands after the stage: why it was lost, or words. */
static void rest_of_stage(struct hearing *h, size_t at, const struct said_record *stage)
{
	size_t reason;

	while (at < h->stage.to && strchr(" :!", h->text[at]))
		at++;
	if (at >= h->stage.to)
		return;
	reason = strcmp(stage->outcome, "lost") ? 0 : find_reason(h, at);
	if (reason)
		take_reason(h, reason, h->stage.to);
	else
		hear_mark(h, at, h->stage.to, MARK_WORD);
}

static void ask_stage(struct hearing *h, struct said_part *p, const struct said_record *of, size_t n)
{
	p->asked = true;
	p->question = N_("Which stage is it?");
	for (size_t i = 0; i < n; i++)
		hear_choice(h, p, arena_printf(h->a, p->from == p->to ? " %s" : "%s", of[i].title), of[i].title);
}

/* The longest beginning of the words that names a stage; *to gets its end. Nothing at all is the next one. */
static size_t longest_stage(struct hearing *h, const struct said_record *all, size_t n, int64_t now,
			    struct said_record *out, size_t *to)
{
	for (*to = h->stage.to;;) {
		const char *words = hear_words(h, h->stage.from, *to);
		struct sbuf folded = SBUF_INIT;
		size_t found;

		text_fold(&folded, words, strlen(words));
		found = stages_meant(all, n, now, sbuf_text(&folded), out);
		sbuf_free(&folded);
		while (*to > h->stage.from && !strchr(" :!", h->text[*to - 1]) && !found)
			--*to;
		if (found || *to <= h->stage.from)
			return found;
		while (*to > h->stage.from && strchr(" :!", h->text[*to - 1]))
			--*to;
		if (*to == h->stage.from)
			return 0;
	}
}

void settle_stage(struct hearing *h)
{
	struct said_query q = { .what = SAID_FIND_STAGES, .stage = h->said->parts[SAID_DEAL].record.stage };
	struct said_record all[SAID_MOST], meant[SAID_MOST];
	size_t n, found, to;
	struct said_part *p;

	if (!h->stage.to)
		return;
	n = hear_find(h, &q, all);
	found = longest_stage(h, all, n, q.stage, meant, &to);
	p = hear_part(h, SAID_STAGE, h->stage.from, found ? to : h->stage.to);
	for (size_t i = 0; i < n && h->said->parts[SAID_DEAL].record.id; i++)
		if (all[i].id == q.stage)
			p->value = value_text(all[i].title);
	if (found)
		p->record = meant[0];
	else
		p->record.title = hear_words(h, h->stage.from, h->stage.to);
	if (found != 1)
		ask_stage(h, p, found ? meant : all, found ? found : n);
	else
		rest_of_stage(h, to, &meant[0]);
}
