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

	for (const struct arg *arg = action->args; arg && arg->name && n < LENGTH(args); arg++) {
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

	for (char *word; n < LENGTH(args) && (word = next_word(&rest));) {
		const struct arg *arg = parameter(r, &word, n);
		if (!arg) {
			host_refuse(app_pane(a),
				K_(app_pane(a), "%s has no parameter \"%s\"; {parameters} lists them."), _(r->label),
				word);
			return;
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
	if (near && !strcmp(near, word)) /* there is, but elsewhere */
		host_refuse(app_pane(a), "%s", K_(app_pane(a), "Not in this pane; {help} shows its keys."));
	else if (near)
		host_refuse(app_pane(a), _("There is no command \"%s\"; did you mean \"%s\"?"), word, near);
	else
		host_refuse(app_pane(a), K_(app_pane(a), "There is no command \"%s\". {palette} lists them all."),
			word);
	arena_free(&arena);
}

bool app_is_place(const struct command *c)
{
	return c->id >= CMD_GO_TODAY && c->id <= CMD_GO_REPORTS;
}

/* What a line means: the first of these that its first word names, or else a line that tells what happened. */
struct meant {
	char *word, *rest; /* one text, of `word`; "" when there is no rest */
	const struct command *command;
	const struct action *action;
	const struct report *report;
	const struct entity *list;
	bool said;
};

static struct meant meant_by(const char *line)
{
	struct meant m = { .word = xstrdup(line + strspn(line, " :")), .said = said_begins(line) };
	const struct entity *e;

	m.rest = m.word + strcspn(m.word, " ");
	if (*m.rest)
		*m.rest++ = '\0';
	m.rest += strspn(m.rest, " ");
	e = entity_find(m.word);
	m.list = e && e->flags & ENTITY_PUBLIC ? e : NULL;
	m.command = command_find(m.word);
	if (m.command && e && app_is_place(m.command) && *m.rest) /* "deals amount>10k": of these */
		m.command = NULL;
	m.action = action_find(m.word);
	m.report = report_find(m.word);
	m.report = m.report && !m.report->place ? m.report : NULL;
	return m;
}

bool app_line_runs(const char *line)
{
	struct meant m = meant_by(line);
	bool runs = !*m.word || m.command || m.action || m.report || m.list || m.said;

	free(m.word);
	return runs;
}

void app_run_line(struct app *a, const char *line)
{
	struct meant m = meant_by(line);

	if (!*m.word)
		;
	else if (m.command)
		app_run_command(a, m.command->id, *m.rest ? m.rest : NULL);
	else if (m.action)
		run_action(a, m.action, m.rest);
	else if (m.report)
		open_report(a, m.report, m.rest);
	else if (m.list)
		open_list(a, m.list, *m.rest ? m.rest : NULL);
	else if (m.said)
		app_log(app_pane(a), line, false);
	else
		say_unknown(a, m.word);
	free(m.word);
}
