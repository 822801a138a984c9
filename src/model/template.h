/* What activities of the same sort begin with: "first visit", "reminder of an offer". */
#ifndef MODEL_TEMPLATE_H
#define MODEL_TEMPLATE_H

#include "model/field.h"

#define TEMPLATE_FIELDS(X)                                                                         \
	COMMON_FIELDS(X, TEMPLATE)                                                                 \
	X(TEMPLATE, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                 \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_KEY | FIELD_UNIQUE | FIELD_FIND,            \
	  .width = 20, .alias = "template", .help = N_("What the template is called."))            \
	X(TEMPLATE, KIND, .name = "kind", .label = N_("Kind"), .type = FIELD_CHOICE,               \
	  .flags = FIELD_LIST | FIELD_FORM, .choices = activity_kind, .width = 8, .shrink = 1,     \
	  .help = N_("Call, visit, meeting, mail, letter, task or note."))                         \
	X(TEMPLATE, SUBJECT, .name = "subject", .label = N_("Subject"), .type = FIELD_TEXT,        \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 34, .shrink = 2,                              \
	  .help = N_("What it is about, in one line."))                                            \
	X(TEMPLATE, DURATION, .name = "duration", .label = N_("Duration"),                         \
	  .type = FIELD_DURATION, .flags = FIELD_LIST | FIELD_FORM, .width = 8, .shrink = 3,       \
	  .help = N_("How long it takes or took."))                                                \
	X(TEMPLATE, DUE, .name = "due", .label = N_("Due"), .type = FIELD_TEXT,                    \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 12, .shrink = 3, .check = template_due_check, \
	  .help = N_("The day by which it is to be done, as said on the day: +3d, fri, eom."))     \
	X(TEMPLATE, NOTE, .name = "note", .label = N_("Note"), .type = FIELD_NOTE,                 \
	  .flags = FIELD_FORM | FIELD_FIND, .width = 30, .shrink = 9, .help = N_("What is to be said or asked."))

/* Whether the words can be a day, whatever the day is. */
int template_due_check(const struct value *v, struct error *e);

#define DESCRIBE_TEMPLATE                                                                          \
	.name = "template", .label = N_("Template"), .plural = N_("Templates"),                    \
	.flags = ENTITY_PUBLIC, .title = "name", .order = "name",                                  \
	.columns = "name,kind,subject,duration,due",                                               \
	.help = N_("What activities of the same sort begin with.")

#endif
