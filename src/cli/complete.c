/* Completion in the shell: a short script for each, which asks `rapport complete` at every Tab, so that
 * it is never behind the tables. */
#include "cli/verb.h"
#include "model/expr_complete.h"
#include "model/point.h"
#include "model/report.h"

/* At COMP_WORDBREAKS, ":" and "=", bash parts what is one word to us, and puts in only what follows. */
static const char bash_script[] =
	"_rapport() {\n"
	"\tlocal IFS=$'\\n' rest=$COMP_LINE words=() part i\n"
	"\tfor ((i = 0; i <= COMP_CWORD; i++)); do\n"
	"\t\tpart=${COMP_WORDS[i]}\n"
	"\t\tcase $i$rest in\n"
	"\t\t0* | $i[[:blank:]]*) words+=(\"$part\") rest=${rest#\"${rest%%[![:blank:]]*}\"} ;;\n"
	"\t\t*) words[-1]+=$part ;;\n"
	"\t\tesac\n"
	"\t\trest=${rest#\"$part\"}\n"
	"\tdone\n"
	"\tCOMPREPLY=($(compgen -W \"$(rapport complete -- \"${words[@]:1}\" 2>/dev/null |\n"
	"\t\tcut -f 1)\" -- \"${words[-1]}\"))\n"
	"\tcase ${COMPREPLY[0]-} in *[:=]) compopt -o nospace ;; esac\n"
	"\tcase $part in [:=]) part= ;; esac\n"
	"\tCOMPREPLY=(\"${COMPREPLY[@]#\"${words[-1]%\"$part\"}\"}\")\n"
	"\t[ ${#COMPREPLY[@]} -gt 0 ] || compopt -o default\n"
	"}\n"
	"complete -F _rapport rapport\n";

static const char zsh_script[] =
	"#compdef rapport\n"
	"_rapport() {\n"
	"\tlocal -a lines\n"
	"\tlines=(${(f)\"$(rapport complete -- \"${(@)words[2,CURRENT]}\" 2>/dev/null |\n"
	"\t\tsed -e 's/:/\\\\:/g' -e 's/\\t/:/')\"})\n"
	"\t(( $#lines )) && _describe rapport lines || _files\n"
	"}\n"
	/* Read from a file of zsh's it is the function itself, at its first Tab. */
	"if [[ $funcstack[1] = _rapport ]]; then _rapport; else compdef _rapport rapport; fi\n";

static const char fish_script[] =
	"complete -c rapport -a '(rapport complete -- (commandline -opc)[2..] (commandline -ct) "
	"2>/dev/null)'\n";

int run_completion(struct cli *c, struct error *e)
{
	static const struct {
		const char *shell, *script;
	} scripts[] = { { "bash", bash_script }, { "zsh", zsh_script }, { "fish", fish_script } };

	for (size_t i = 0; i < LENGTH(scripts); i++)
		if (!strcmp(scripts[i].shell, c->words[0])) {
			fputs(scripts[i].script, stdout);
			return 0;
		}
	return error_set(e, ERROR_USAGE, _("There is completion for bash, zsh and fish, not for %s."),
			 c->words[0]);
}

/* A word that may come, when it begins with what was typed, and what it is. */
static void offer(const char *typed, const char *word, const char *after, const char *help)
{
	if (!strncmp(word, typed, strlen(typed)))
		printf("%s%s\t%s\n", word, after, help);
}

static void offer_options(const struct option *o, const char *typed)
{
	for (; o && o->name; o++) {
		char *word = xasprintf("--%s", o->name);
		offer(typed, word, "", _(o->help));
		free(word);
	}
}

static void offer_first(const char *typed)
{
	for (const struct cli_verb *v = verbs; v->name; v++)
		if (!(v->flags & (CLI_ENTITY | CLI_HIDDEN)))
			offer(typed, v->name, "", _(v->help));
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_at((enum entity_id)i);
		if (e->flags & ENTITY_PUBLIC)
			offer(typed, e->name, "", _(e->help));
	}
}

static void offer_verbs(const struct entity *e, const char *typed)
{
	for (const struct cli_verb *v = verbs; v->name; v++)
		if (verb_fits(v, e))
			offer(typed, v->name, "", _(v->help));
	for (size_t i = 0; i < actions_count; i++)
		if (verb_of_action(&actions[i]) && action_fits(&actions[i], e))
			offer(typed, verb_of_action(&actions[i]), "", _(actions[i].help));
}

static void offer_args(const struct arg *args, const char *typed)
{
	for (const struct arg *arg = args; arg && arg->name; arg++)
		offer(typed, arg->name, "=", _(arg->help));
}

static void offer_fields(const struct entity *e, const char *typed, const char *after, bool settable)
{
	for (unsigned i = 0; i < e->nfields; i++)
		if (!settable || !(e->fields[i].flags & (FIELD_SYSTEM | FIELD_COMPUTED)))
			offer(typed, e->fields[i].name, after, _(e->fields[i].help));
	for (size_t i = 0; settable && i < point_parts_count; i++)
		if (point_part_find(e, point_parts[i].name))
			offer(typed, point_parts[i].name, after, _(point_parts[i].label));
}

/* A word of an expression, as far as the tables know what can stand in it. */
static void offer_expr(const struct entity *e, const char *typed)
{
	struct completion found[80];
	size_t n = expr_complete(typed, strlen(typed), e, found, LENGTH(found), NULL);

	for (size_t i = 0; i < n; i++) {
		char *word = xasprintf("%.*s%s", (int)found[i].at, typed, found[i].text);

		offer(typed, word, found[i].kind == COMPLETE_FIELD ? ":" : "", _(found[i].help));
		free(word);
	}
}

static void offer_shells(const char *typed)
{
	offer(typed, "bash", "", "");
	offer(typed, "zsh", "", "");
	offer(typed, "fish", "", "");
}

static void offer_entities(const char *typed)
{
	for (int i = 0; i < ENTITY_COUNT; i++)
		if (entity_at((enum entity_id)i)->flags & ENTITY_PUBLIC)
			offer(typed, entity_at((enum entity_id)i)->name, "", "");
}

static void offer_reports(size_t words, const char *name, const char *typed)
{
	const struct report *r = words > 1 ? report_find(name) : NULL;

	if (r)
		offer_args(r->args, typed);
	for (size_t i = 0; words == 1 && i < reports_count; i++)
		offer(typed, reports[i].name, "", _(reports[i].help));
}

/* What may follow the value-taking option before the last word. */
static bool offer_value(const struct option *o, const struct entity *e, const char *typed)
{
	if (!o || !o->value)
		return false;
	if (!strcmp(o->name, "format"))
		for (int i = 0; i < FORMAT_COUNT; i++)
			offer(typed, format_names[i], "", "");
	if (e && (!strcmp(o->name, "sort") || !strcmp(o->name, "columns")))
		offer_fields(e, typed, "", false);
	return true;
}

static const struct option *option_before(char **words, size_t n)
{
	return n >= 2 && !strncmp(words[n - 2], "--", 2) ? option_find(words[n - 2] + 2) : NULL;
}

static void offer_for_verb(const struct cli_verb *v, size_t n, char **words, const char *typed)
{
	if (v->run == run_report)
		offer_reports(n - 1, words[1], typed);
	else if (v->run == run_fields)
		offer_entities(typed);
	else if (v->run == run_completion)
		offer_shells(typed);
	else if (v->run == run_help)
		offer_first(typed);
}

static void offer_for_entity(const struct entity *e, char **words, const char *typed)
{
	const struct cli_verb *v = verb_find(words[1], true);
	const struct action *a = verb_action(e, words[1]);

	if (v && (v->run == run_add || v->run == run_set))
		offer_fields(e, typed, "=", true);
	else if (v && (v->run == run_list || v->run == run_export))
		offer_expr(e, typed);
	else if (!v && a)
		offer_args(a->args, typed);
}

int run_complete(struct cli *c, struct error *e)
{
	size_t n = c->nwords;
	const char *typed = n ? c->words[n - 1] : "";
	const struct cli_verb *v = n > 1 ? verb_find(c->words[0], false) : NULL;
	const struct entity *entity = n > 1 && !v ? entity_find(c->words[0]) : NULL;
	const struct cli_verb *of = entity && n > 2 ? verb_find(c->words[1], true) : v;

	(void)e;
	if (offer_value(option_before(c->words, n), entity, typed))
		return 0;
	if (!strncmp(typed, "-", 1)) {
		offer_options(of ? of->options : NULL, typed);
		offer_options(general_options, typed);
	} else if (n <= 1) {
		offer_first(typed);
	} else if (v) {
		offer_for_verb(v, n, c->words, typed);
	} else if (entity && n == 2) {
		offer_verbs(entity, typed);
	} else if (entity) {
		offer_for_entity(entity, c->words, typed);
	}
	return 0;
}
