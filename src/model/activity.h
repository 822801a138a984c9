/* What was done and is to be done: one history over all channels. */
#ifndef MODEL_ACTIVITY_H
#define MODEL_ACTIVITY_H

#include "model/field.h"

extern const struct choice activity_kind[], activity_direction[], activity_outcome[];
/* What a timeline tells of besides activities. */
extern const struct choice moment_kind[];
/* The parts of a timeline that can be asked for alone, in the order of the keys 1 to 9. */
extern const struct choice timeline_part[];
extern const struct child activity_children[];

#define ACTIVITY_FIELDS(X)                                                                         \
	COMMON_FIELDS(X, ACTIVITY)                                                                 \
	X(ACTIVITY, SUBJECT, .name = "subject", .label = N_("Subject"), .type = FIELD_TEXT,        \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 34,             \
	  .help = N_("What it is about, in one line."))                                            \
	X(ACTIVITY, KIND, .name = "kind", .label = N_("Kind"), .type = FIELD_CHOICE,               \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_PREVIEW,                       \
	  .choices = activity_kind, .initial = "call", .width = 8, .shrink = 1,                    \
	  .help = N_("Call, visit, meeting, mail, letter, task, promise or note."))                         \
	X(ACTIVITY, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,      \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "customer", .width = 24,        \
	  .shrink = 2, .help = N_("The customer it concerns."))                                    \
	X(ACTIVITY, CONTACT, .name = "contact", .label = N_("Contact"), .type = FIELD_REF,         \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "contact", .width = 18, .shrink = 6,         \
	  .help = N_("The person it was with."))                                                   \
	X(ACTIVITY, DEAL, .name = "deal", .label = N_("Deal"), .type = FIELD_REF,                  \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "deal", .width = 20, .shrink = 7,            \
	  .help = N_("The deal it helps."))                                                        \
	X(ACTIVITY, DUE, .name = "due", .label = N_("Due"), .type = FIELD_DATE,                    \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .width = 10, .shrink = 3,              \
	  .help = N_("The day by which it is to be done."))                                        \
	X(ACTIVITY, START, .name = "start", .label = N_("Start"), .type = FIELD_STAMP,             \
	  .flags = FIELD_FORM | FIELD_PREVIEW | FIELD_ONCE, .width = 16, .shrink = 5,              \
	  .help = N_("When it begins or began."))                                                  \
	X(ACTIVITY, DURATION, .name = "duration", .label = N_("Duration"),                         \
	  .type = FIELD_DURATION, .flags = FIELD_FORM | FIELD_PREVIEW, .width = 8, .shrink = 8,    \
	  .help = N_("How long it takes or took."))                                                \
	X(ACTIVITY, REPEATS, .name = "repeats", .label = N_("Repeats"), .type = FIELD_REPEAT,      \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .width = 16, .shrink = 9,                           \
	  .help = N_("How it comes again: every tue, monthly on the 2nd tue, weekly until 3 mar."))\
	X(ACTIVITY, DONE, .name = "done", .label = N_("Done"), .type = FIELD_STAMP,                \
	  .flags = FIELD_LIST | FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE, .width = 16, .shrink = 4, \
	  .help = N_("When it was done; empty while it is open."))                                 \
	X(ACTIVITY, DIRECTION, .name = "direction", .label = N_("Direction"),                      \
	  .type = FIELD_CHOICE, .flags = FIELD_FORM | FIELD_PREVIEW,                               \
	  .choices = activity_direction, .width = 4, .shrink = 8,                                  \
	  .help = N_("Whether we or they began it; a promise: who made it."))                                              \
	X(ACTIVITY, TOUCHPOINT, .name = "touchpoint", .label = N_("Touchpoint"),                   \
	  .type = FIELD_CHOICE, .flags = FIELD_MORE | FIELD_PREVIEW, .choices = channel_choices,   \
	  .width = 10, .shrink = 9, .help = N_("Over which channel it went."))                     \
	X(ACTIVITY, OUTCOME, .name = "outcome", .label = N_("Outcome"), .type = FIELD_CHOICE,      \
	  .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE, .choices = activity_outcome,           \
	  .width = 10,                                                                             \
	  .shrink = 7, .help = N_("What came of it."))                                             \
	X(ACTIVITY, OWNER, .name = "owner", .label = N_("Assigned"), .type = FIELD_REF,            \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "user", .initial = "me",        \
	  .width = 12, .shrink = 5, .alias = "assigned", .help = N_("Who does it."))               \
	X(ACTIVITY, PINNED, .name = "pinned", .label = N_("Pinned"), .type = FIELD_BOOL,           \
	  .flags = FIELD_MORE, .width = 6, .shrink = 9,                                            \
	  .help = N_("Whether it stands on top of the timeline."))                                 \
	X(ACTIVITY, NOTE, .name = "note", .label = N_("Note"), .type = FIELD_NOTE,                 \
	  .flags = FIELD_FORM | FIELD_FIND, .width = 30, .shrink = 9,                              \
	  .help = N_("What was said."))                                                            \
	X(ACTIVITY, SERIES, .name = "series", .label = N_("Series"), .type = FIELD_REF,            \
	  .ref = "activity", .width = 20, .shrink = 9,                                             \
	  .help = N_("The first of the activities that repeat together."))                         \
	X(ACTIVITY, SLOT, .name = "slot", .label = N_("By the rule"), .type = FIELD_STAMP,         \
	  .width = 16, .shrink = 9, .help = N_("When the rule has it, wherever it was moved."))    \
	X(ACTIVITY, ZONE, .name = "zone", .label = N_("Time zone"), .type = FIELD_TEXT,            \
	  .flags = FIELD_MORE, .width = 16, .shrink = 9,                                           \
	  .help = N_("Where its clock hangs when it repeats: Europe/Berlin."))                     \
	X(ACTIVITY, UID, .name = "uid", .label = N_("Calendar id"), .type = FIELD_TEXT,            \
	  .flags = FIELD_UNIQUE, .width = 20, .shrink = 9,                             \
	  .help = N_("By which other calendars know it."))

#define DESCRIBE_ACTIVITY                                                                          \
	.name = "activity", .label = N_("Activity"), .plural = N_("Activities"),                   \
	.flags = ENTITY_PUBLIC | ENTITY_FIND, .title = "subject", .order = "due,start,id",         \
	.columns = "due,kind,subject,customer,owner,done", .owner = "owner",                       \
	.children = activity_children, .help = N_("A call, visit, meeting, mail, letter, task, promise or note.")

#endif
