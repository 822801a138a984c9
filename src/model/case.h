/* What a customer came to us with: a complaint, a suggestion, a question, a fault. */
#ifndef MODEL_CASE_H
#define MODEL_CASE_H

#include "model/field.h"

extern const struct choice case_kind[], case_status[], case_priority[], case_cause[];
extern const struct child case_children[];

#define CASE_BEST 5 /* satisfaction is from 1 to this */

#define CASE_FIELDS(X)                                                                             \
	COMMON_FIELDS(X, CASE)                                                                     \
	X(CASE, SUBJECT, .name = "subject", .label = N_("Subject"), .type = FIELD_TEXT,            \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 30,             \
	  .help = N_("What it is about, in one line."))                                            \
	X(CASE, KIND, .name = "kind", .label = N_("Kind"), .type = FIELD_CHOICE,                   \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .choices = case_kind, \
	  .initial = "complaint", .width = 10, .shrink = 1,                                        \
	  .help = N_("Complaint, suggestion, question or fault."))                                 \
	X(CASE, CODE, .name = "code", .label = N_("Code"), .type = FIELD_TEXT,                     \
	  .flags = FIELD_MORE | FIELD_FIND | FIELD_KEY | FIELD_UNIQUE, .width = 10, .shrink = 8,   \
	  .alias = "case", .help = N_("A short key of your own, used by no other case."))          \
	X(CASE, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,          \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "customer",    \
	  .width = 24, .shrink = 2, .alias = "account", .help = N_("Whose case it is."))           \
	X(CASE, CONTACT, .name = "contact", .label = N_("Contact"), .type = FIELD_REF,             \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "contact", .width = 18, .shrink = 7,         \
	  .help = N_("The person who came to us with it."))                                        \
	X(CASE, DEAL, .name = "deal", .label = N_("Deal"), .type = FIELD_REF,                      \
	  .flags = FIELD_MORE | FIELD_PREVIEW, .ref = "deal", .width = 20, .shrink = 8,            \
	  .help = N_("The deal it arose from."))                                                   \
	X(CASE, PRODUCT, .name = "product", .label = N_("Product"), .type = FIELD_REF,             \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "product", .width = 16, .shrink = 7,         \
	  .help = N_("The product it is about."))                                                  \
	X(CASE, CHANNEL, .name = "channel", .label = NC_("case", "Channel"), .type = FIELD_CHOICE,          \
	  .flags = FIELD_MORE | FIELD_PREVIEW, .choices = channel_choices, .width = 8,             \
	  .shrink = 9, .help = N_("How it came to us."))                                           \
	X(CASE, PRIORITY, .name = "priority", .label = N_("Priority"), .type = FIELD_CHOICE,       \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .choices = case_priority,              \
	  .initial = "normal", .width = 8, .shrink = 6, .help = N_("How urgent it is."))           \
	X(CASE, OWNER, .name = "owner", .label = N_("Owner"), .type = FIELD_REF,                   \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "user", .initial = "me",        \
	  .width = 12, .shrink = 5, .help = N_("Who sees to it."))                                 \
	X(CASE, OPENED, .name = "opened", .label = N_("Opened"), .type = FIELD_DATE,               \
	  .flags = FIELD_LIST | FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE, .initial = "today",       \
	  .width = 10, .shrink = 1, .help = N_("The day it came."))                                \
	X(CASE, DUE, .name = "due", .label = N_("Due"), .type = FIELD_DATE,                        \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .width = 10, .shrink = 4,              \
	  .help = N_("The day by which it is to be answered."))                                    \
	X(CASE, STATUS, .name = "status", .label = N_("Status"), .type = FIELD_CHOICE,             \
	  .flags = FIELD_LIST | FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE | FIELD_REQUIRED,          \
	  .choices = case_status, .initial = "open", .width = 9, .shrink = 2,                      \
	  .help = N_("Open, answered or closed; an answer moves it on."))                          \
	X(CASE, CLOSED, .name = "closed", .label = N_("Closed"), .type = FIELD_DATE,               \
	  .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE, .width = 10, .shrink = 8,              \
	  .help = N_("The day it was closed."))                                                    \
	X(CASE, CAUSE, .name = "cause", .label = N_("Cause"), .type = FIELD_CHOICE,                \
	  .flags = FIELD_MORE | FIELD_PREVIEW, .choices = case_cause, .width = 12, .shrink = 9,    \
	  .help = N_("What it came from."))                                                        \
	X(CASE, ANSWER, .name = "answer", .label = N_("Answer"), .type = FIELD_NOTE,               \
	  .flags = FIELD_FORM | FIELD_FIND | FIELD_ONCE, .width = 30, .shrink = 9,                 \
	  .help = N_("What we told the customer, and did for him."))                               \
	X(CASE, REMEDY, .name = "remedy", .label = N_("Remedy"), .type = FIELD_TEXT,               \
	  .flags = FIELD_MORE | FIELD_FIND, .width = 24, .shrink = 9,                              \
	  .help = N_("What was changed so that it does not come again."))                          \
	X(CASE, SATISFACTION, .name = "satisfaction", .label = N_("Satisfaction"),                 \
	  .type = FIELD_INT, .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE, .width = 6,         \
	  .shrink = 9,                                                                             \
	  .help = N_("How content the customer is with the answer, from 1 to 5."))                 \
	X(CASE, COMPENSATION, .name = "compensation", .label = N_("Compensation"),                 \
	  .type = FIELD_MONEY, .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_SUM | FIELD_ONCE,       \
	  .width = 12, .shrink = 9, .help = N_("What we gave to make it good."))                   \
	X(CASE, CURRENCY, .name = "currency", .label = N_("Currency"), .type = FIELD_CURRENCY,     \
	  .flags = FIELD_MORE, .width = 4, .shrink = 9,                                            \
	  .help = N_("The compensation's currency."))                                              \
	X(CASE, NOTE, .name = "note", .label = N_("Note"), .type = FIELD_NOTE,                     \
	  .flags = FIELD_FORM | FIELD_FIND, .width = 30, .shrink = 9,                              \
	  .help = N_("What happened, in the customer's words."))

#define DESCRIBE_CASE                                                                              \
	.name = "case", .label = N_("Case"), .plural = N_("Cases"),                                \
	.flags = ENTITY_PUBLIC | ENTITY_FIND, .title = "subject", .code = "code",                  \
	.order = "-opened,-id", .columns = "opened,kind,subject,customer,status,due,owner",      \
	.owner = "owner", .children = case_children,                                              \
	.help = N_("A complaint, a suggestion, a question or a fault.")

#endif
