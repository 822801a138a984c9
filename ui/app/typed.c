/* The line after ':': a command, an action, a report, a list, or what happened. */
#include "app/app.h"

#include "base/text.h"
#include "model/report.h"
#include "model/understand.h"

/* Takes the next word off, in which what stands in quotes may have blanks; NULL when there is none. */
static char *next_word(char **rest)
{
	char *p = *rest + strspn(*rest, " "), *word = p, *to = p;
	bool quoted = false, any = *p != '\0';

	for (; *p && (quoted || *p != ' '); p++)
		if (*p == '"')
			quoted = !quoted;
		else
			*to++ = *p;
	*rest = p + (*p != '\0');
	*to = '\0';
	return any ? word : NULL;
}

/* "deal.move negotiation": the words after the name fill the arguments in order. */
static void run_action(struct app *a, const struct action *action, char *rest)
{
	struct named_value args[8];
	size_t n = 0;

	for (const struct arg *arg = action->args; arg && arg->name && rest && n < LENGTH(args); arg++) {
		char *word = arg->rest && *rest && *rest != '"' ? rest : next_word(&rest);

		if (!word)
			break;
		args[n++] = (struct named_value){ arg->name, word };
		if (arg->rest)
			break;
	}
	app_act(a, app_pane(a), action->name, args, n);
}

/* The parameter that the word NAME=VALUE names, or else the n-th; *word goes to the value. */
static const struct arg *parameter(const struct report *r, char **word, size_t n)
{
	char *equals = strchr(*word, '=');

	for (const struct arg *arg = r->args; arg && arg->name; arg++) {
		if (!equals && n-- == 0)
			return arg;
		if (!equals || strlen(arg->name) != (size_t)(equals - *word) ||
		    strncmp(arg->name, *word, strlen(arg->name)) != 0)
			continue;
		*word = equals + 1;
		return arg;
	}
	return NULL;
}

/* "revenue owner last-month", "top n=50" */
static void open_report(struct app *a, const struct report *r, char *rest)
{
	struct named_value args[12];
	size_t n = 0;

	for (char *word; rest && n < LENGTH(args) && (word = next_word(&rest));) {
		const struct arg *arg = parameter(r, &word, n);
		if (!arg) {
			app_say(a, TONE_ATTENTION, _("%s has no parameter \"%s\"; P lists them."), _(r->label), word);
			break;
		}
		args[n++] = (struct named_value){ arg->name, word };
	}
	app_open(a, &(struct view_spec){ .view = "report", .name = r->name, .args = args, .nargs = n,
					 .from = app_pane(a) });
}

static void open_list(struct app *a, const struct entity *e, const char *expr)
{
	app_open(a, &(struct view_spec){ .view = "list", .entity = e, .expr = expr, .from = app_pane(a) });
}

static void say_unknown(struct app *a, const char *word)
{
	const char *names[CMD_COUNT + ENTITY_COUNT + 80], *near;
	struct arena arena = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < CMD_COUNT; i++)
		names[n++] = commands[i].name;
	for (int i = 0; i < ENTITY_COUNT; i++)
		names[n++] = entity_plural(entity_at((enum entity_id)i), &arena);
	for (size_t i = 0; i < actions_count && n < LENGTH(names); i++)
		names[n++] = actions[i].name;
	for (size_t i = 0; i < reports_count && n < LENGTH(names); i++)
		names[n++] = reports[i].name;
	near = text_nearest(word, names, n);
	if (near)
		app_say(a, TONE_ATTENTION, _("There is no command \"%s\"; did you mean \"%s\"?"), word, near);
	else
		app_say(a, TONE_ATTENTION, _("There is no command \"%s\". C-p lists them all."), word);
	arena_free(&arena);
}

bool app_is_place(const struct command *c)
{
	return c->id >= CMD_GO_TODAY && c->id <= CMD_GO_REPORTS;
}

bool app_line_runs(const char *line)
{
	const char *at = line + strspn(line, " :");
	char *word = xasprintf("%.*s", (int)strcspn(at, " "), at);
	const struct report *r = report_find(word);
	const struct entity *e = entity_find(word);
	bool runs = !*word || command_find(word) || action_find(word) || (r && !r->place) ||
		    (e && (e->flags & ENTITY_PUBLIC)) || said_begins(line);

	free(word);
	return runs;
}

void app_run_line(struct app *a, const char *line)
{
	char *words = xstrdup(line + strspn(line, " :"));
	char *space = strchr(words, ' '), *rest = NULL;
	const struct command *c;
	const struct entity *e;

	if (space) {
		*space = '\0';
		rest = space + 1 + strspn(space + 1, " ");
	}
	e = entity_find(words);
	if (!*words)
		;
	else if ((c = command_find(words)) &&
		 !(e && app_is_place(c) && rest && *rest)) /* "deals amount>10k": of these */
		app_run_command(a, c->id, rest && *rest ? rest : NULL);
	else if (action_find(words))
		run_action(a, action_find(words), rest);
	else if (report_find(words) && !report_find(words)->place)
		open_report(a, report_find(words), rest);
	else if (e && (e->flags & ENTITY_PUBLIC))
		open_list(a, e, rest);
	else if (said_begins(line))
		app_log(app_pane(a), line, false);
	else
		say_unknown(a, words);
	free(words);
}
