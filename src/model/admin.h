/* Who works with the book, and what the program keeps for them. */
#ifndef MODEL_ADMIN_H
#define MODEL_ADMIN_H

#include "model/field.h"

extern const struct choice view_scope[], view_kind[], import_state[];
extern const struct child team_children[], user_children[];

#define TEAM_FIELDS(X)                                                                             \
	COMMON_FIELDS(X, TEAM)                                                                     \
	X(TEAM, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                     \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_KEY | FIELD_UNIQUE | FIELD_FIND,            \
	  .width = 24, .alias = "team", .help = N_("What the team is called."))                    \
	X(TEAM, LEADER, .name = "leader", .label = N_("Leader"), .type = FIELD_REF,                \
	  .flags = FIELD_LIST | FIELD_FORM, .ref = "user", .width = 18,                            \
	  .help = N_("Who leads it."))

#define DESCRIBE_TEAM                                                                                \
	.name = "team", .label = N_("Team"), .plural = N_("Teams"), .flags = ENTITY_PUBLIC | ENTITY_SET,        \
	.title = "name", .order = "name", .columns = "name,leader", .children = team_children,     \
	.help = N_("People who sell together.")

/* A person of the firm; need not have a login. */
#define USER_FIELDS(X)                                                                             \
	COMMON_FIELDS(X, USER)                                                                     \
	X(USER, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                     \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_KEY | FIELD_UNIQUE | FIELD_FIND,            \
	  .width = 24, .alias = "user", .help = N_("The person's whole name."))                    \
	X(USER, LOGIN, .name = "login", .label = N_("Login"), .type = FIELD_TEXT,                  \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_KEY | FIELD_UNIQUE | FIELD_FIND, .width = 12, .shrink = 3,   \
	  .help = N_("The name of the account on this host, if any."))                             \
	X(USER, EMAIL, .name = "email", .label = N_("E-mail"), .type = FIELD_EMAIL,                \
	  .flags = FIELD_FORM | FIELD_FIND, .width = 26, .shrink = 5, .help = N_("The person's own address."))  \
	X(USER, MANAGER, .name = "manager", .label = N_("Manager"), .type = FIELD_REF,             \
	  .flags = FIELD_LIST | FIELD_FORM, .ref = "user", .width = 20, .shrink = 2,               \
	  .help = N_("To whom the person reports."))                                               \
	X(USER, TEAM, .name = "team", .label = N_("Team"), .type = FIELD_REF,                      \
	  .flags = FIELD_LIST | FIELD_FORM, .ref = "team", .width = 18, .shrink = 2,               \
	  .help = N_("The team the person belongs to."))                                           \
	X(USER, OFFICE, .name = "office", .label = N_("Office"), .type = FIELD_TEXT,               \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 14, .shrink = 4,                              \
	  .alias = "regional_office", .help = N_("Where the person works."))                       \
	X(USER, ACTIVE, .name = "active", .label = N_("Active"), .type = FIELD_BOOL,               \
	  .flags = FIELD_MORE, .initial = "yes", .width = 6, .shrink = 6,                          \
	  .help = N_("Whether the person still works here."))

#define DESCRIBE_USER                                                                                \
	.name = "user", .label = N_("User"), .plural = N_("Users"), .flags = ENTITY_PUBLIC | ENTITY_SET,        \
	.title = "name", .code = "login", .order = "name",                                         \
	.columns = "name,login,manager,team,office", .children = user_children,                    \
	.help = N_("A person of the firm.")

/* How many units of a currency one unit of the book's currency buys, from a day on. */
#define RATE_FIELDS(X)                                                                             \
	COMMON_FIELDS(X, RATE)                                                                     \
	X(RATE, CURRENCY, .name = "currency", .label = N_("Currency"), .type = FIELD_CURRENCY,     \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 8,                           \
	  .help = N_("The foreign currency."))                                                     \
	X(RATE, DAY, .name = "day", .label = N_("From"), .type = FIELD_DATE,                       \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .initial = "today", .width = 10,      \
	  .help = N_("The day from which the rate holds."))                                        \
	X(RATE, RATE, .name = "rate", .label = N_("Rate"), .type = FIELD_DECIMAL,                  \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .width = 12,                          \
	  .help = N_("How much of it one unit of the book's currency buys."))

#define DESCRIBE_RATE                                                                                \
	.name = "rate", .label = N_("Rate"), .plural = N_("Rates"), .flags = ENTITY_PUBLIC,        \
	.title = "currency", .order = "currency,-day", .columns = "currency,day,rate",             \
	.help = N_("A currency's rate from a day on.")

/* What a list, board or calendar shows, under a name. `grouped` is the field of a list's groups or a board's
 * columns, or the days that a calendar shows; a calendar's `columns` is whose it is. */
#define VIEW_FIELDS(X)                                                                             \
	COMMON_FIELDS(X, VIEW)                                                                     \
	X(VIEW, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                     \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_KEY | FIELD_FIND, .width = 24,              \
	  .alias = "view", .help = N_("What the view is called."))                                 \
	X(VIEW, ENTITY, .name = "entity", .label = N_("Of"), .type = FIELD_TEXT,                   \
	  .flags = FIELD_ENTITY | FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .width = 10,                          \
	  .help = N_("What it lists."))                                                            \
	X(VIEW, FILTER, .name = "filter", .label = N_("Filter"), .type = FIELD_TEXT,               \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 30,                              \
	  .help = N_("Which records it shows, as in a list."))                            \
	X(VIEW, SORT, .name = "sort", .label = N_("Sort"), .type = FIELD_TEXT,                     \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 14, .help = N_("In which order."))            \
	X(VIEW, COLUMNS, .name = "columns", .label = N_("Columns"), .type = FIELD_TEXT,            \
	  .flags = FIELD_FORM, .width = 24,                                                        \
	  .help = N_("With which columns, name:30 is 30 wide; a calendar whose: me, team, all, a name.")) \
	X(VIEW, KIND, .name = "kind", .label = N_("Shown as"), .type = FIELD_CHOICE,               \
	  .flags = FIELD_LIST | FIELD_FORM, .choices = view_kind, .initial = "list", .width = 8,   \
	  .shrink = 3, .help = N_("A list, a board or a calendar."))                               \
	X(VIEW, GROUPED, .name = "grouped", .label = N_("Grouped by"), .type = FIELD_TEXT,         \
	  .flags = FIELD_FORM, .width = 12,                                                        \
	  .help = N_("The field of a list's groups or a board's columns; a calendar's day, week, month, agenda.")) \
	X(VIEW, TILE, .name = "tile", .label = N_("On Today"), .type = FIELD_BOOL,                 \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 8, .shrink = 4,                               \
	  .help = N_("Whether Today shows its first rows."))                                       \
	X(VIEW, SCOPE, .name = "scope", .label = N_("Scope"), .type = FIELD_CHOICE,                \
	  .flags = FIELD_LIST | FIELD_FORM, .choices = view_scope, .initial = "private",           \
	  .width = 9, .help = N_("Who sees it: its owner, the team, everybody."))                  \
	X(VIEW, OWNER, .name = "owner", .label = N_("Owner"), .type = FIELD_REF,                   \
	  .flags = FIELD_LIST | FIELD_MORE, .ref = "user", .initial = "me", .width = 12,           \
	  .help = N_("Whose view it is."))                                                       \
	X(VIEW, SCRIPT, .name = "script", .label = N_("Script"), .type = FIELD_NOTE,               \
	  .flags = FIELD_FORM, .width = 30,                                                        \
	  .help = N_("What to say when its records are called, one after the other."))

#define DESCRIBE_VIEW                                                                                \
	.name = "view", .label = N_("View"), .plural = N_("Views"), .flags = ENTITY_PUBLIC,        \
	.title = "name", .order = "entity,name", .columns = "name,entity,kind,filter,sort,tile,scope", \
	.owner = "owner", .help = N_("A list that was given a name.")

/* One run of an import; its journal transaction undoes it. */
#define IMPORT_FIELDS(X)                                                                           \
	COMMON_FIELDS(X, IMPORT)                                                                   \
	X(IMPORT, FILE, .name = "file", .label = N_("File"), .type = FIELD_TEXT,                   \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 28, .help = N_("The file's name."))       \
	X(IMPORT, ENTITY, .name = "entity", .label = N_("Of"), .type = FIELD_TEXT,                 \
	  .flags = FIELD_ENTITY | FIELD_LIST | FIELD_MORE, .width = 10, .help = N_("What was imported."))                      \
	X(IMPORT, STATE, .name = "state", .label = N_("State"), .type = FIELD_CHOICE,              \
	  .flags = FIELD_LIST | FIELD_MORE, .choices = import_state, .width = 9,                                \
	  .help = N_("Running, done or cancelled."))                                               \
	X(IMPORT, ADDED, .name = "added", .label = N_("New"), .type = FIELD_INT,                   \
	  .flags = FIELD_LIST | FIELD_MORE, .width = 9, .help = N_("How many records were added."))             \
	X(IMPORT, CHANGED, .name = "changed", .label = N_("Changed"), .type = FIELD_INT,           \
	  .flags = FIELD_LIST | FIELD_MORE, .width = 9, .help = N_("How many were changed."))                   \
	X(IMPORT, SAME, .name = "same", .label = N_("Same"), .type = FIELD_INT,                    \
	  .flags = FIELD_LIST | FIELD_MORE, .width = 9, .help = N_("How many were as they should be."))         \
	X(IMPORT, REJECTED, .name = "rejected", .label = N_("Rejected"), .type = FIELD_INT,        \
	  .flags = FIELD_LIST | FIELD_MORE, .width = 9, .help = N_("How many rows were refused."))              \
	X(IMPORT, TXN, .name = "txn", .label = N_("Transaction"), .type = FIELD_INT,               \
	  .flags = FIELD_MORE, .width = 9, .help = N_("The transaction that undo takes back."))                         \
	X(IMPORT, BATCH, .name = "batch", .label = N_("Batch"), .type = FIELD_TEXT,                \
	  .flags = FIELD_MORE, .width = 36, .help = N_("What holds its saves together."))                               \
	X(IMPORT, PRINT, .name = "print", .label = N_("Fingerprint"), .type = FIELD_TEXT,          \
	  .flags = FIELD_MORE, .width = 32, .help = N_("Of the file and its map, to know it again."))                   \
	X(IMPORT, REACHED, .name = "reached", .label = N_("Reached"), .type = FIELD_INT,           \
	  .flags = FIELD_MORE, .width = 9, .help = N_("How many rows of the file are dealt with."))

#define DESCRIBE_IMPORT                                                                              \
	.name = "import", .label = N_("Import"), .plural = N_("Imports"), .flags = ENTITY_PUBLIC,  \
	.title = "file", .order = "-id", .columns = "file,entity,state,added,changed,rejected",    \
	.help = N_("One run of an import.")

/* A half-typed form or line. Its owner's alone, never in the journal. */
#define DRAFT_FIELDS(X)                                                                            \
	COMMON_FIELDS(X, DRAFT)                                                                    \
	X(DRAFT, OWNER, .name = "owner", .label = N_("Owner"), .type = FIELD_REF, .ref = "user",   \
	  .flags = FIELD_SYSTEM, .width = 12, .help = N_("Whose draft it is."))                    \
	X(DRAFT, ENTITY, .name = "entity", .label = N_("Of"), .type = FIELD_TEXT,                  \
	  .flags = FIELD_ENTITY | FIELD_LIST, .width = 10, .help = N_("What was being written."))                 \
	X(DRAFT, RECORD, .name = "record", .label = N_("Record"), .type = FIELD_INT,               \
	  .width = 8, .help = N_("Which record; empty for a new one."))                            \
	X(DRAFT, BASE, .name = "base", .label = N_("Base"), .type = FIELD_INT, .width = 8,         \
	  .help = N_("The record's version when the form was opened."))                            \
	X(DRAFT, TITLE, .name = "title", .label = N_("Title"), .type = FIELD_TEXT,                 \
	  .flags = FIELD_LIST, .width = 30, .help = N_("What the form says it is."))               \
	X(DRAFT, CONTENT, .name = "content", .label = N_("Content"), .type = FIELD_NOTE,           \
	  .width = 30, .help = N_("The fields as typed."))

#define DESCRIBE_DRAFT                                                                               \
	.name = "draft", .label = N_("Draft"), .plural = N_("Drafts"), .flags = ENTITY_PRIVATE,    \
	.title = "title", .order = "-id", .columns = "title,entity", .owner = "owner",             \
	.help = N_("A half-typed form.")

/* A setting of the book (no owner) or of one person. */
#define SETTING_FIELDS(X)                                                                          \
	COMMON_FIELDS(X, SETTING)                                                                  \
	X(SETTING, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                  \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_KEY | FIELD_FORM | FIELD_FIND, .width = 24,              \
	  .alias = "setting", .help = N_("What is set."))                                          \
	X(SETTING, VALUE, .name = "value", .label = N_("Value"), .type = FIELD_TEXT,               \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 30, .help = N_("What it is set to."))         \
	X(SETTING, OWNER, .name = "owner", .label = N_("Owner"), .type = FIELD_REF, .ref = "user", \
	  .flags = FIELD_LIST | FIELD_MORE, .width = 12,                                           \
	  .help = N_("Whose setting it is; empty: the book's."))

#define DESCRIBE_SETTING                                                                             \
	.name = "setting", .label = N_("Setting"), .plural = N_("Settings"),                       \
	.flags = ENTITY_PUBLIC, .title = "name", .order = "name,owner",                            \
	.columns = "name,value,owner", .owner = "owner", .help = N_("A choice that is kept.")

#endif
