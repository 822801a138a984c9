/* The help of the program, of an entity and of a verb: all made from the tables. */
#include "base/utf8.h"
#include "cli/verb.h"

#define LINE 79

/* A name and what it is: "  list [EXPR ...]   Lists the records ...", wrapped under itself. */
static void row(FILE *to, int width, const char *name, const char *words, const char *text)
{
	char *left = xasprintf("  %s%s%s", name, *words ? " " : "", words);
	int at = utf8_columns(left), indent = width + 4;

	fputs(left, to);
	if (at > indent - 2) {
		fputc('\n', to);
		at = 0;
	}
	fprintf(to, "%*s", indent - at, "");
	at = indent;
	while (*text) {
		int n = (int)strcspn(text, " "), columns;
		char *word = xasprintf("%.*s", n, text);
		columns = utf8_columns(word);
		if (at > indent && at + 1 + columns > LINE) {
			fprintf(to, "\n%*s", indent, "");
			at = indent;
		}
		at += fprintf(to, "%s", at > indent ? " " : "") + columns;
		fputs(word, to);
		text += n + (text[n] == ' ');
		free(word);
	}
	fputc('\n', to);
	free(left);
}

static void heading(FILE *to, const char *text)
{
	fprintf(to, "\n%s\n", text);
}

static void option_rows(FILE *to, const struct option *o)
{
	for (; o && o->name; o++) {
		char *name = xasprintf("--%s", o->name);
		row(to, 18, name, o->value ? _(o->value) : "", _(o->help));
		free(name);
	}
}

static void verb_row(FILE *to, const struct cli_verb *v)
{
	row(to, 24, v->name, *v->words ? _(v->words) : "", _(v->help));
}

/* What stands for the argument: its label in another language, STAGE in English. */
static void put_placeholder(struct sbuf *out, const struct arg *arg)
{
	const char *label = _(arg->label);

	if (strcmp(label, arg->label) != 0)
		sbuf_puts(out, label);
	else
		for (const char *p = arg->name; *p; p++)
			sbuf_putc(out, *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p);
}

/* "STAGE [reason=]": what is required stands bare, in its order. */
static void action_words(struct sbuf *out, const struct action *a)
{
	if (!(a->flags & ACTION_NONE))
		sbuf_puts(out, a->flags & ACTION_MANY ? _("ID[,ID...]") : _("ID"));
	for (const struct arg *arg = a->args; arg && arg->name; arg++) {
		if (out->len)
			sbuf_putc(out, ' ');
		if (!arg->required)
			sbuf_printf(out, "[%s=]", arg->name);
		else
			put_placeholder(out, arg);
	}
}

static void action_row(FILE *to, const struct action *a)
{
	struct sbuf words = SBUF_INIT;

	action_words(&words, a);
	if (utf8_columns(sbuf_text(&words)) > 40) { /* its own help tells them all */
		sbuf_reset(&words);
		sbuf_puts(&words, a->flags & ACTION_NONE ? "..." : _("ID[,ID...] ..."));
	}
	row(to, 24, verb_of_action(a), sbuf_text(&words), _(a->help));
	sbuf_free(&words);
}

static void action_rows(FILE *to, const struct entity *e, bool own)
{
	for (size_t i = 0; i < actions_count; i++)
		if (verb_of_action(&actions[i]) && (!e || action_fits(&actions[i], e)) &&
		    (actions[i].entity != NULL) == own)
			action_row(to, &actions[i]);
}

static void own_row(FILE *to, const char *entity, const char *verb, const char *help)
{
	char *name = xasprintf("%s %s", entity, verb);

	row(to, 24, name, "", _(help));
	free(name);
}

static void own_verbs(FILE *to)
{
	for (const struct cli_verb *v = verbs; v->name; v++)
		if (v->flags & (CLI_FILES | CLI_CARDS))
			own_row(to, entity_at(v->flags & CLI_FILES ? ENTITY_DOCUMENT : ENTITY_CONTACT)->name, v->name,
				v->help);
	for (size_t i = 0; i < actions_count; i++) {
		const struct action *a = &actions[i];
		if (a->entity && verb_of_action(a))
			own_row(to, a->entity, verb_of_action(a), a->help);
	}
}

static void entity_rows(FILE *to)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_at((enum entity_id)i);
		if (e->flags & ENTITY_PUBLIC)
			row(to, 10, e->name, "", _(e->help));
	}
}

static const char examples[] =
	"  rapport customer add name='Acme Ltd' city=Leeds phone='+44 113 496 0000'\n"
	"  rapport deal list 'stage:open amount>10k owner:me' --sort -amount\n"
	"  rapport deal move 17 won\n"
	"  rapport activity log call 'Asked about the price' customer='Acme Ltd' next=fri\n"
	"  rapport customer list --format csv >customers.csv\n"
	"  rapport changes --since monday\n"
	"  rapport undo\n";

void help_program(FILE *to)
{
	fputs(_("Rapport keeps a book of customers, contacts, deals and what is to be done, and opens\n"
		"it in the terminal.\n"
		"\n"
		"  rapport                     opens the book on the whole screen; ? shows the keys\n"
		"  rapport VERB ...            does one thing and prints the result\n"
		"  rapport ENTITY VERB ...     does it to customers, deals, ...\n"),
	      to);
	heading(to, _("Verbs"));
	for (const struct cli_verb *v = verbs; v->name; v++)
		if (!(v->flags & (CLI_ENTITY | CLI_HIDDEN)))
			verb_row(to, v);
	heading(to, _("Entities"));
	entity_rows(to);
	heading(to, _("Verbs of every entity (a RECORD is an id, a code or a name)"));
	for (const struct cli_verb *v = verbs; v->name; v++)
		if ((v->flags & CLI_ENTITY) && !(v->flags & (CLI_FILES | CLI_CARDS)))
			verb_row(to, v);
	action_rows(to, NULL, false);
	heading(to, _("Verbs of one entity"));
	own_verbs(to);
	heading(to, _("Options"));
	option_rows(to, general_options);
	heading(to, _("Examples"));
	fputs(examples, to);
	fputs(_("\n"
		"Every verb says more with --help. The status is 0 when it was done, 1 when it failed and\n"
		"nothing was changed, 2 when the words make no sense, 3 when an answer is needed or another\n"
		"change stands in the way, 4 when there is no such thing or it is not yours.\n"),
	      to);
}

void help_entity(FILE *to, const struct entity *e)
{
	fprintf(to, _("rapport %s VERB ..."), e->name);
	fprintf(to, "\n\n%s\n", _(e->help));
	heading(to, _("Verbs"));
	for (const struct cli_verb *v = verbs; v->name; v++)
		if (verb_fits(v, e))
			verb_row(to, v);
	if (!(e->flags & ENTITY_APPEND_ONLY)) {
		action_rows(to, e, true);
		action_rows(to, e, false);
	}
	fprintf(to, _("\nrapport fields %s lists its fields.\n"), e->name);
}

static void arg_rows(FILE *to, const struct action *a)
{
	if (a->args && a->args->name)
		heading(to, _("Words, in this order, or as NAME=VALUE"));
	for (const struct arg *arg = a->args; arg && arg->name; arg++)
		row(to, 18, arg->name, "", _(arg->help));
}

static void print_examples(FILE *to, const struct cli_verb *v, const struct entity *e)
{
	for (const char *line = v->examples, *end; line && *line; line = end + 1) {
		const char *hole = strstr(line, "%s");
		end = line + strcspn(line, "\n");
		if (line == v->examples)
			heading(to, _("Examples"));
		if (hole && hole < end)
			fprintf(to, "  %.*s%s%.*s\n", (int)(hole - line), line, e ? e->name : "customer",
				(int)(end - hole - 2), hole + 2);
		else
			fprintf(to, "  %.*s\n", (int)(end - line), line);
	}
}

static void expression_help(FILE *to, const struct entity *e)
{
	heading(to, _("Expressions"));
	fputs(_("  name:acme status:prospect     terms side by side all hold; or, not, ( ) as usual\n"
		"  amount>10k close<+30d         compare; 1..5 is a range, A,B any of them\n"
		"  owner:me customer.city:Leeds  over references; null and any ask whether there is one\n"
		"  count(deals where stage:open) > 2   over what belongs to a record\n"),
	      to);
	fprintf(to, _("  rapport fields %s lists the fields\n"), e ? e->name : "ENTITY");
}

void help_verb(FILE *to, const struct entity *e, const struct cli_verb *v, const struct action *a)
{
	struct sbuf words = SBUF_INIT;

	if (a)
		action_words(&words, a);
	else
		sbuf_puts(&words, *v->words ? _(v->words) : "");
	fprintf(to, "rapport %s%s%s%s%s\n\n%s\n", e ? e->name : "", e ? " " : "",
		a ? verb_of_action(a) : v->name, words.len ? " " : "", sbuf_text(&words),
		_(a ? a->help : v->help));
	if (a)
		arg_rows(to, a);
	if (v->options)
		heading(to, _("Options"));
	option_rows(to, v->options);
	if (v->run == run_list || v->run == run_export)
		expression_help(to, e);
	print_examples(to, v, e);
	sbuf_free(&words);
}

int run_help(struct cli *c, struct error *e)
{
	const struct cli_verb *v = c->nwords ? verb_find(c->words[0], false) : NULL;
	const struct entity *entity = c->nwords && !v ? entity_find(c->words[0]) : NULL;
	const struct action *a;

	if (!c->nwords) {
		help_program(stdout);
		return 0;
	}
	if (v) {
		help_verb(stdout, NULL, v, NULL);
		return 0;
	}
	if (!entity || !(entity->flags & ENTITY_PUBLIC))
		return error_set(e, ERROR_USAGE, _("There is no verb or entity \"%s\"."), c->words[0]);
	if (c->nwords == 1) {
		help_entity(stdout, entity);
		return 0;
	}
	v = verb_find(c->words[1], true);
	a = v && verb_fits(v, entity) ? NULL : verb_action(entity, c->words[1]);
	if (!a && !(v && verb_fits(v, entity)))
		return error_set(e, ERROR_USAGE, _("%s has no verb \"%s\"."), entity->name, c->words[1]);
	help_verb(stdout, entity, a ? &action_verb : v, a);
	return 0;
}
