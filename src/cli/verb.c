/* The verbs. */
#include "cli/verb.h"

#include "model/report.h"

#define END                                                                                        \
	{                                                                                          \
		.name = NULL                                                                       \
	}
#define FORMAT_OPTION                                                                              \
	{ "format", N_("FORMAT"), N_("table, csv, tsv, json, ndjson; of contacts and customers also vcard, vcard3, of activities ics") }
#define LIST_OPTIONS                                                                               \
	{ "columns", N_("A,B"), N_("which fields, in this order; owner.name goes over a reference") }, \
	{ "sort", N_("A,-B"), N_("in which order; - before a field turns it round") },             \
	{ "limit", N_("N"), N_("no more rows than this") },                                        \
	{ "removed", NULL, N_("those that were removed") },                                        \
	FORMAT_OPTION

static const struct option format_option[] = { FORMAT_OPTION, END };
static const struct option list_options[] = {
	{ "group", N_("FIELD"), N_("only its groups: the values of the field, counts and totals") },
	LIST_OPTIONS, END
};
static const struct option find_options[] = {
	{ "limit", N_("N"), N_("no more rows than this; 50 when not given, at most 1,000") },
	{ "reasons", NULL, N_("tell how many there are of what, and what was looked for") }, FORMAT_OPTION, END
};
static const struct option duplicates_options[] = {
	{ "limit", N_("N"), N_("no more pairs than this; 200 when not given, at most 1,000") },
	{ "explain", N_("WORDS"), N_("tell how the scores are made of the pairs that have the words; all: of all") },
	FORMAT_OPTION, END
};
static const struct option export_options[] = {
	LIST_OPTIONS, { "replace", NULL, N_("write over a file that is there") }, END
};
static const struct option import_options[] = {
	{ "map", N_("FILE"), N_("which column is which field, and what its values mean") },
	{ "save-map", N_("FILE"), N_("write the guessed map to a new file, to be edited") },
	{ "key", N_("A,B"), N_("fields by which rows are matched with what is there") },
	{ "missing", N_("CHOICE"),
	  N_("names that are not there: reject, leave, create; of one field: owner=create") },
	{ "encoding", N_("NAME"), N_("how the file is encoded: UTF-8, GB18030, CP1252 ...; else it is found out") },
	{ "delimiter", N_("WORD"), N_("what parts its cells: comma, semicolon, tab, pipe, none") },
	{ "quotes", N_("WORD"), N_("what a quote in quotes looks like: doubled, backslash; none: there are none") },
	{ "header", N_("LINE"), N_("the line that names the columns, or none") },
	{ "dates", N_("ORDER"), N_("dmy or mdy, where the days of a column do not tell") },
	{ "decimal", N_("MARK"), N_("comma or point, where the numbers of a column do not tell") },
	{ "conflicts", N_("CHOICE"), N_("where a person changed what the file says otherwise: keep, take") },
	{ "duplicates", N_("CHOICE"), N_("new rows that probably are in the book already: add, skip, update") },
	{ "empty", N_("CHOICE"), N_("what an empty cell does to its field: keep, wipe") },
	{ "dry-run", NULL, N_("only count what would be done") },
	{ "reasons", NULL, N_("tell which rule made how many of the rows") },
	{ "yes", NULL, N_("import without asking; behind what was broken off") },
	{ "take-back", NULL, N_("take back what an import of the file left that was broken off") },
	END
};
static const struct option log_options[] = {
	{ "on", N_("RECORD"), N_("the record it is about: \"customer 12\"; else the line names it") },
	{ "yes", NULL, N_("write it down without asking") }, FORMAT_OPTION, END
};
static const struct option changes_options[] = {
	{ "since", N_("WHEN"), N_("from then on: monday, -3d, 2026-11-01; today when not given") },
	{ "limit", N_("N"), N_("no more rows than this") }, FORMAT_OPTION, END
};
static const struct option history_options[] = {
	{ "limit", N_("N"), N_("no more rows than this") }, FORMAT_OPTION, END
};

#define DAY_OWNER_OPTION { "owner", N_("WHO"), N_("whose: a name or login, me or all; me when not given") }
static const struct option report_options[] = {
	{ "explain", N_("WORDS"), N_("tell how the figures are made of the rows that have the words; all: of all") },
	FORMAT_OPTION, END
};
static const struct option today_options[] = { DAY_OWNER_OPTION, FORMAT_OPTION, END };
static const struct option due_options[] = {
	{ "count", NULL, N_("only how many") }, DAY_OWNER_OPTION, FORMAT_OPTION, END
};

static const struct option card_options[] = {
	{ "yes", NULL, N_("write it down unless it can mean several things") },
	{ "customer", N_("WHO"), N_("the customer, whatever the card calls it") },
	{ "new", NULL, N_("add it though somebody like that is there") }, FORMAT_OPTION, END
};

static const struct option demo_options[] = {
	{ "customers", N_("N"), N_("how many customers, up to 1,000,000; 1,000 when not given") },
	{ "seed", N_("S"), N_("a whole number: another one makes another book") }, END
};

const struct option general_options[] = {
	{ "book", N_("FILE"), N_("the book; made when it is not there") },
	{ "socket", N_("PATH"), N_("a team's store instead of a book of your own") },
	{ "asof", N_("DATE"), N_("lists, records and reports as the book was at the end of that day") },
	{ "now", N_("STAMP"), N_("let it always be then: 2026-11-22T10:00:00Z") },
	{ "script", N_("FILE"), N_("run the screen by a script of keys, without a terminal") },
	{ "size", N_("WxH"), N_("columns and rows of the script's screen; 80x24 when not given") },
	{ "version", NULL, N_("say which version this is") },
	{ "help", NULL, N_("say how it is used, of any verb too") },
	END
};

const struct cli_verb verbs[] = {
	{ "list", N_("[EXPR ...]"), N_("Lists the records that an expression fits, or all."),
	  list_options,
	  "rapport %s list\nrapport %s list created>-30d --format csv\n",
	  CLI_ENTITY | CLI_APPEND, 0, SIZE_MAX, run_list },
	{ "show", N_("RECORD"), N_("Shows a record with all that belongs to it."), format_option,
	  "rapport %s show 17\nrapport %s show 17 --format json\n", CLI_ENTITY | CLI_APPEND, 1, SIZE_MAX,
	  run_show },
	{ "add", N_("FIELD=VALUE ..."), N_("Adds a record and prints its id."), NULL, NULL, CLI_ENTITY, 1,
	  SIZE_MAX, run_add },
	{ "set", N_("RECORD FIELD=VALUE ..."), N_("Sets fields of a record; FIELD= empties one."), NULL,
	  NULL, CLI_ENTITY, 2, SIZE_MAX, run_set },
	{ "sheet", N_("RECORD"), N_("Prints what one wants to know before a call."), format_option,
	  "rapport %s sheet 17 | lp\n", CLI_ENTITY | CLI_SHEET, 1, SIZE_MAX, run_sheet },
	{ "explain", N_("RECORD [FIELD ...]"), N_("Tells how the figures of a record, its timeline or history are made."), format_option,
	  "rapport %s explain 17\n", CLI_ENTITY | CLI_APPEND, 1, SIZE_MAX, run_explain },
	{ "history", N_("RECORD"), N_("Tells who changed what of a record, and when."), history_options,
	  "rapport %s history 17\n", CLI_ENTITY, 1, SIZE_MAX, run_history },
	{ "export", N_("FILE [EXPR ...]"),
	  N_("Writes records with all their fields to a new file, in the format of its ending."),
	  export_options, "rapport %s export all.csv\nrapport %s export new.json created>-7d\n",
	  CLI_ENTITY | CLI_APPEND, 1, SIZE_MAX, run_export },
	{ "import", N_("FILE"), N_("Brings in the rows of a CSV file: new ones are added, others updated."),
	  import_options,
	  "rapport %s import new.csv --dry-run\nrapport %s import new.csv --map new.map --key name --yes\n",
	  CLI_ENTITY, 1, 1, run_import },
	{ "duplicates", "", N_("Lists pairs of records that may be one, the likeliest first."),
	  duplicates_options, "rapport %s duplicates --explain acme\nrapport %s duplicates --limit 1000 --format csv\n",
	  CLI_ENTITY | CLI_MERGES, 0, 0, run_duplicates },
	{ "relations", N_("RECORD"),
	  N_("Shows the companies that a record belongs with, and who stands how to it, as trees."),
	  format_option, "rapport %s relations 17\n", CLI_ENTITY | CLI_PARTIES, 1, 1, run_relations },
	{ "path", N_("RECORD [ENTITY] RECORD"),
	  N_("Tells by whom one is tied to another, over as few as possible."), format_option,
	  "rapport %s path 17 23\nrapport %s path 17 contact 5\n", CLI_ENTITY | CLI_PARTIES, 2, 3, run_path },
	{ "card", N_("[FILE]"),
	  N_("Reads a business card or a signature, from a file or standard input, and adds its contact."), card_options,
	  "rapport %s card card.txt\nrapport %s card --yes <signature.txt\n", CLI_ENTITY | CLI_CARDS, 0, 1, run_card },
	{ "attach", N_("RECORD FILE ..."),
	  N_("Keeps files with a record; one of the same name is its next revision."), NULL,
	  "rapport %s attach 17 offer.pdf\n", CLI_ENTITY | CLI_ATTACHES, 2, SIZE_MAX, run_attach },
	{ "get", N_("RECORD FILE"), N_("Writes a document to a new file."), NULL,
	  "rapport %s get 5 offer.pdf\n", CLI_ENTITY | CLI_FILES, 2, 2, run_get },
	{ "find", N_("WORDS"),
	  N_("Finds customers, contacts, deals, activities and products at once."), find_options,
	  "rapport find acme\nrapport find 0170 55 --reasons\nrapport find 北京\n", 0, 1, SIZE_MAX, run_find },
	{ "today", "", N_("Prints the plan of the day, as the place Today shows it."), today_options,
	  "rapport today\nrapport today --owner all | lp\nrapport today --format csv\n", 0, 0, 0, run_today },
	{ "due", "", N_("Says in one line what is late and what is for today; the status is 1 when nothing is."),
	  due_options, "rapport due\nrapport due --count\n", 0, 0, 0, run_due },
	{ "log", N_("LINE"),
	  N_("Understands a line: an activity, a deal's amount and stage, what is next; and writes it down."),
	  log_options,
	  "rapport log \"call Wang wants 12k by fri, next call tue 10, > negotiation\"\n"
	  "rapport log --on \"customer 12\" --yes no answer, tomorrow 9:15\n",
	  0, 1, SIZE_MAX, run_log },
	{ "report", N_("[NAME [PARAMETER=VALUE ...]]"), N_("Makes a report; without a name, lists them."),
	  report_options, "rapport report\nrapport report today owner=me\n"
	  "rapport report pipeline --explain Offer\n", 0, 0, SIZE_MAX, run_report },
	{ "undo", N_("[TRANSACTION]"), N_("Takes back your last change, or the one of that number."), NULL,
	  NULL, 0, 0, 1, run_undo },
	{ "redo", N_("[TRANSACTION]"), N_("Does again what was undone."), NULL, NULL, 0, 0, 1, run_redo },
	{ "changes", "", N_("Tells who changed what, of everything."), changes_options,
	  "rapport changes --since monday\n", 0, 0, 0, run_changes },
	{ "fields", N_("[ENTITY]"), N_("Lists the fields: what can be set, shown, sorted and asked for."),
	  format_option, "rapport fields deal\n", CLI_NO_BOOK, 0, 1, run_fields },
	{ "actions", "", N_("Lists what can be done to records."), format_option, NULL, CLI_NO_BOOK, 0, 0,
	  run_actions },
	{ "demo", N_("FILE"), N_("Makes a book of invented customers to try things on."), demo_options,
	  "rapport demo try.db\nrapport demo large.db --customers 100000\n", CLI_NO_BOOK, 1, 1, run_demo },
	{ "tour", "", N_("Leads you through Rapport in five minutes, on a demo book that is thrown away after it."),
	  NULL, NULL, CLI_NO_BOOK, 0, 0, run_tour },
	{ "config", N_("[check]"), N_("Prints your settings, each with what it is for, or checks them."), NULL,
	  "rapport config | less\nrapport config check\n", CLI_NO_BOOK, 0, 1, run_config },
	{ "completion", N_("bash|zsh|fish"), N_("Prints a script that lets the shell complete the words."),
	  NULL, "eval \"$(rapport completion bash)\"\n", CLI_NO_BOOK, 1, 1, run_completion },
	{ "help", N_("[VERB | ENTITY [VERB]]"), N_("Says how something is used."), NULL,
	  "rapport help deal move\n", CLI_NO_BOOK, 0, 2, run_help },
	{ "complete", N_("[WORD ...]"), N_("Lists the words that may come last."), NULL, NULL,
	  CLI_NO_BOOK | CLI_HIDDEN, 0, SIZE_MAX, run_complete },
	END,
};

const struct cli_verb action_verb = { .name = "action", .flags = CLI_ENTITY, .max = SIZE_MAX,
				  .run = run_action };

const struct cli_verb *verb_find(const char *name, bool after_entity)
{
	for (const struct cli_verb *v = verbs; v->name; v++)
		if (!strcmp(v->name, name) && !(v->flags & CLI_ENTITY) == !after_entity)
			return v;
	return NULL;
}

bool verb_fits(const struct cli_verb *v, const struct entity *e)
{
	return (v->flags & CLI_ENTITY) && (e->flags & ENTITY_PUBLIC) &&
	       ((v->flags & CLI_APPEND) || !(e->flags & ENTITY_APPEND_ONLY)) &&
	       (!(v->flags & CLI_SHEET) || report_is_of(report_find("sheet"), e)) &&
	       (!(v->flags & CLI_MERGES) || entity_field(e, "merged")) &&
	       (!(v->flags & CLI_PARTIES) || entity_child(e, "relations")) &&
	       (!(v->flags & CLI_ATTACHES) || entity_child(e, "documents")) &&
	       (!(v->flags & CLI_CARDS) || e->id == ENTITY_CONTACT) &&
	       (!(v->flags & CLI_FILES) || e->id == ENTITY_DOCUMENT);
}

const char *verb_of_action(const struct action *a)
{
	const char *dot = strchr(a->name, '.');
	const char *name = dot ? dot + 1 : a->name;

	return (a->flags & ACTION_HIDDEN) || verb_find(name, true) ? NULL : name;
}

const struct action *verb_action(const struct entity *e, const char *name)
{
	for (size_t i = 0; i < actions_count; i++) {
		const char *word = verb_of_action(&actions[i]);
		if (word && !strcmp(word, name) && action_fits(&actions[i], e))
			return &actions[i];
	}
	return NULL;
}

static const struct option *find_in(const struct option *o, const char *name)
{
	for (; o && o->name; o++)
		if (!strcmp(o->name, name))
			return o;
	return NULL;
}

const struct option *option_find(const char *name)
{
	const struct option *o = find_in(general_options, name);

	for (const struct cli_verb *v = verbs; !o && v->name; v++)
		o = find_in(v->options, name);
	return o;
}

bool option_fits(const struct option *o, const struct cli_verb *v)
{
	return find_in(general_options, o->name) || find_in(v->options, o->name);
}
