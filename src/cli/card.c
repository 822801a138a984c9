/* A contact from a business card or the signature of an e-mail: shown as it was understood, asked about, added. */
#include <errno.h>
#include <unistd.h>

#include "base/number.h"
#include "base/utf8.h"
#include "cli/verb.h"
#include "model/card.h"
#include "model/point.h"

#define TEXT_MOST    (64 * 1024)
#define CHANGES_MOST (3 + CARD_PHONES + CARD_EMAILS)
#define LIKE_MOST    5

struct reading {
	struct cli *c;
	struct card card;
	int64_t customer;          /* 0: none, or one that is added with it */
	struct answer *firms;      /* customers of which the card's may be one; NULL: no doubt */
	struct answer *people;     /* contacts that may be the same person; NULL: there are none */
};

static void reading_free(struct reading *r)
{
	answer_free(r->firms);
	answer_free(r->people);
}

/* Of the file that a word names, or else of standard input. */
static char *read_text(struct cli *c, struct error *e)
{
	const char *path = c->nwords ? c->words[0] : "-";
	FILE *f = strcmp(path, "-") ? fopen(path, "re") : stdin;
	char *text = arena_alloc(&c->arena, TEXT_MOST + 1);
	size_t n = f ? fread(text, 1, TEXT_MOST + 1, f) : 0;
	int rc = !f || ferror(f) ? error_set(e, ERROR_FAILED, _("%s cannot be read: %s."), path, strerror(errno)) : 0;

	if (f && f != stdin)
		fclose(f);
	if (rc == 0 && n > TEXT_MOST)
		rc = error_set(e, ERROR_USAGE, _("A card has at most %d bytes."), TEXT_MOST);
	if (rc == 0 && (memchr(text, '\0', n) || !utf8_valid(text, n, NULL)))
		rc = error_set(e, ERROR_USAGE, _("A card is text in UTF-8."));
	return rc == 0 ? text : NULL;
}

/* Those that are likest; NULL when there are none. */
static struct answer *alike(struct reading *r, const struct entity *e, struct named_value *args, size_t n)
{
	struct answer *a = client_ask(r->c->client,
				      &(struct request){ .verb = VERB_SIMILAR, .entity = e, .args = args, .nargs = n,
							 .limit = LIKE_MOST }, NULL);

	if (a && a->ntables && a->tables[0]->nrows)
		return a;
	answer_free(a);
	return NULL;
}

/* Who was said by an option, who has exactly the card's name, or those that may be it. */
static int find_customer(struct reading *r, struct error *e)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	const char *said = cli_option(r->c, "customer");
	struct error none = { 0 };

	if (said) {
		r->customer = ref_find(r->c, customer, said, e);
		return r->customer ? 0 : -1;
	}
	if (!r->card.company || cli_option(r->c, "new"))
		return 0;
	r->customer = ref_find(r->c, customer, r->card.company, &none);
	if (!r->customer)
		r->firms = alike(r, customer, &(struct named_value){ "name", r->card.company }, 1);
	return 0;
}

static void find_people(struct reading *r)
{
	struct named_value args[3] = { { "name", r->card.name } };
	size_t n = 1;

	if (r->card.nphones)
		args[n++] = (struct named_value){ "phone", r->card.phones[0].value };
	if (r->card.nemails)
		args[n++] = (struct named_value){ "email", r->card.emails[0] };
	if (!cli_option(r->c, "new"))
		r->people = alike(r, entity_at(ENTITY_CONTACT), args, n);
}

static void add_row(struct table *t, const char *part, const char *label, const char *value)
{
	struct row *row = value ? table_add_row(t) : NULL;

	if (!row)
		return;
	table_set(t, row, 0, value_text(part));
	table_set(t, row, 1, value_text(label));
	table_set(t, row, 2, value_text(value));
}

/* A part by the name that `add` knows it by. */
static void add_part(struct table *t, const char *part, const char *value)
{
	const struct point_part *point = point_part_find(entity_at(ENTITY_CONTACT), part);

	add_row(t, part, _(point ? point->label : entity_must(entity_at(ENTITY_CONTACT), part)->label), value);
}

static void add_parts(struct table *t, const struct reading *r)
{
	const struct card *card = &r->card;
	bool new = card->company && !r->customer && !r->firms;

	add_part(t, "name", card->name);
	add_part(t, "job", card->job);
	add_part(t, "customer", new ? arena_printf(&r->c->arena, _("%s (new)"), card->company) : card->company);
	add_row(t, "website", _("Website"), card->website);
	for (size_t i = 0; i < card->nphones; i++)
		add_row(t, "phone", _(choice_find(point_use, card->phones[i].use)->label), card->phones[i].value);
	for (size_t i = 0; i < card->nemails; i++)
		add_part(t, "email", card->emails[i]);
	add_part(t, "street", card->street);
	add_part(t, "postcode", card->postcode);
	add_part(t, "city", card->city);
	add_part(t, "region", card->region);
	add_part(t, "country", card->country);
}

static void print_parts(const struct table *t)
{
	for (size_t i = 0; i < t->nrows; i++) {
		const char *label = table_get(t, i, "label").s;
		char *line = xasprintf("%s%*s%s", label, utf8_columns(label) < 12 ? 13 - utf8_columns(label) : 1, "",
				       table_get(t, i, "understood").s);

		cli_print(line);
		free(line);
	}
}

/* What was understood, part by part. */
static int show(struct reading *r, struct error *e)
{
	struct table *t = table_new("card");
	int format = cli_format(r->c, e), rc = format < 0 ? -1 : 0;

	table_add_column(t, "part", N_("Part"), FIELD_TEXT);
	table_add_column(t, "label", N_("Label"), FIELD_TEXT);
	table_add_column(t, "understood", N_("Understood"), FIELD_TEXT);
	add_parts(t, r);
	t->total = (int64_t)t->nrows;
	if (rc == 0 && format == FORMAT_TABLE)
		print_parts(t);
	else if (rc == 0)
		rc = cli_table(r->c, t, e);
	table_free(t);
	return rc;
}

static void set_text(struct change *c, unsigned field, const char *text)
{
	if (text)
		change_set(c, &c->entity->fields[field], value_text(text));
}

/* The changes of one save: a change can point to one before it by its number below 0. */
struct save {
	struct change changes[CHANGES_MOST];
	size_t n;
	int64_t contact;
};

static struct change *add_change(struct save *s, enum entity_id entity)
{
	s->changes[s->n] = (struct change){ .kind = CHANGE_SAVE, .entity = entity_at(entity) };
	return &s->changes[s->n++];
}

static struct change *add_point(struct save *s, const char *kind, const char *use, const char *value)
{
	struct change *c = add_change(s, ENTITY_POINT);

	change_set(c, &c->entity->fields[POINT_CONTACT], value_ref(s->contact, NULL));
	set_text(c, POINT_KIND, kind);
	set_text(c, POINT_USE, use);
	set_text(c, POINT_VALUE, value);
	return c;
}

static void add_points(struct save *s, const struct card *card)
{
	struct change *c;

	for (size_t i = 0; i < card->nphones; i++)
		add_point(s, "phone", card->phones[i].use, card->phones[i].value);
	for (size_t i = 0; i < card->nemails; i++)
		add_point(s, "email", "work", card->emails[i]);
	if (!card->street && !card->postcode && !card->city && !card->region && !card->country)
		return;
	c = add_point(s, "address", "work", card->street);
	set_text(c, POINT_POSTCODE, card->postcode);
	set_text(c, POINT_CITY, card->city);
	set_text(c, POINT_REGION, card->region);
	set_text(c, POINT_COUNTRY, card->country);
}

/* The contact with all that reaches it, and its firm when that is new, in one transaction. */
static int add(struct reading *r, struct error *e)
{
	struct save s = { .n = 0 };
	struct change *c;
	struct answer *a;

	if (!r->customer && r->card.company) {
		set_text(add_change(&s, ENTITY_CUSTOMER), CUSTOMER_NAME, r->card.company);
		set_text(&s.changes[0], CUSTOMER_WEBSITE, r->card.website);
		r->customer = -1;
	}
	s.contact = -(int64_t)s.n - 1;
	c = add_change(&s, ENTITY_CONTACT);
	set_text(c, CONTACT_NAME, r->card.name);
	set_text(c, CONTACT_JOB, r->card.job);
	set_text(c, CONTACT_NOTE, r->customer < 0 ? NULL : r->card.website);
	if (r->customer)
		change_set(c, &c->entity->fields[CONTACT_CUSTOMER], value_ref(r->customer, NULL));
	add_points(&s, &r->card);
	a = client_ask(r->c->client, &(struct request){ .verb = VERB_SAVE, .changes = s.changes, .nchanges = s.n }, e);
	if (a)
		printf("%lld\n", (long long)a->ids[-s.contact - 1]);
	for (size_t i = 0; i < s.n; i++)
		change_free(&s.changes[i]);
	answer_free(a);
	return a ? 0 : -1;
}

/* Who may be meant, numbered, and why. */
static void list_alike(const struct answer *a, const char *question)
{
	const struct table *t = a->tables[0];

	cli_say("%s", question);
	for (size_t i = 0; i < t->nrows; i++) {
		struct value why = table_get(t, i, "why");

		cli_say("  %zu  %s  (%lld)  %s", i + 1, table_title(t, &t->rows[i]), (long long)t->rows[i].id,
			why.kind == VALUE_TEXT ? why.s : "");
	}
}

static void tell_doubts(const struct reading *r)
{
	char *question = xasprintf(_("Is %s one of these? Otherwise it is added."),
				   r->card.company ? r->card.company : "");

	if (r->firms)
		list_alike(r->firms, question);
	if (r->people)
		list_alike(r->people, _("It may be there already:"));
	free(question);
}

/* A number chooses the firm, nothing a new one; then the last question. Whether it is to be added. */
static bool ask_person(struct reading *r)
{
	int64_t number = 0;
	char *typed;

	tell_doubts(r);
	typed = r->firms ? cli_answer(r->c, _("Which number? (none: a new one) ")) : NULL;
	if (r->firms && !typed)
		return false;
	if (typed && number_int(typed, &number) == 0 && number > 0 && (size_t)number <= r->firms->tables[0]->nrows)
		r->customer = r->firms->tables[0]->rows[number - 1].id;
	typed = cli_answer(r->c, r->people ? _("Add it all the same? [y/N] ") : _("Add it? [Y/n] "));
	return typed && ((!*typed && !r->people) || (*typed && strchr("yYjJsS", *typed)));
}

static int decide(struct reading *r, struct error *e)
{
	bool yes = cli_option(r->c, "yes"), doubt = r->firms || r->people;

	if (!yes && show(r, e) < 0)
		return -1;
	if (!yes && r->c->nwords && isatty(STDIN_FILENO))
		return ask_person(r) ? add(r, e) : 0;
	if (doubt) {
		tell_doubts(r);
		return error_set(e, ERROR_USAGE,
				 _("The card can mean several things: say --customer WHO, or --new for what is not "
				   "there."));
	}
	if (yes)
		return add(r, e);
	cli_say("%s", _("This was only understood: --yes adds it."));
	return 0;
}

int run_card(struct cli *c, struct error *e)
{
	struct reading r = { .c = c };
	char *text = read_text(c, e);
	int rc = text ? 0 : -1;

	if (rc == 0 && !card_read(&r.card, text, &c->arena))
		rc = error_set(e, ERROR_USAGE, _("There is no name, number or mailbox in that."));
	if (rc == 0 && !r.card.name)
		rc = error_set(e, ERROR_USAGE, _("It names nobody who could be added."));
	if (rc == 0)
		rc = find_customer(&r, e);
	if (rc == 0) {
		find_people(&r);
		rc = decide(&r, e);
	}
	reading_free(&r);
	return rc;
}
