/* Who stands how to whom: a tie between any two of customers, contacts and users. */
#ifndef MODEL_RELATION_H
#define MODEL_RELATION_H

#include "model/field.h"

/* What the first is to the second, and what the second is to the first. */
extern const struct choice relation_kind[], relation_back[];
extern const struct choice relation_strength[];

#define RELATION_FIELDS(X)                                                                         \
	COMMON_FIELDS(X, RELATION)                                                                 \
	X(RELATION, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,      \
	  .flags = FIELD_LIST | FIELD_FORM, .ref = "customer", .width = 22, .shrink = 1,           \
	  .help = N_("Who does it: a customer, a contact or a user."))                             \
	X(RELATION, CONTACT, .name = "contact", .label = N_("Contact"), .type = FIELD_REF,         \
	  .flags = FIELD_LIST | FIELD_FORM, .ref = "contact", .width = 18, .shrink = 4,            \
	  .help = N_("The contact who does it."))                                                  \
	X(RELATION, USER, .name = "user", .label = N_("User"), .type = FIELD_REF,                  \
	  .flags = FIELD_LIST | FIELD_FORM, .ref = "user", .width = 14, .shrink = 5,               \
	  .help = N_("The user who does it."))                                                     \
	X(RELATION, KIND, .name = "kind", .label = N_("Relation"), .type = FIELD_CHOICE,           \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .choices = relation_kind,             \
	  .initial = "supplies", .width = 12, .help = N_("What the first is to the second."))      \
	X(RELATION, TO_CUSTOMER, .name = "to_customer", .label = N_("To customer"),                \
	  .type = FIELD_REF, .flags = FIELD_LIST | FIELD_FORM, .ref = "customer", .width = 22,     \
	  .shrink = 1, .help = N_("To whom: a customer, a contact or a user."))                    \
	X(RELATION, TO_CONTACT, .name = "to_contact", .label = N_("To contact"), .type = FIELD_REF, \
	  .flags = FIELD_LIST | FIELD_FORM, .ref = "contact", .width = 18, .shrink = 4,            \
	  .help = N_("The contact it is to."))                                                     \
	X(RELATION, TO_USER, .name = "to_user", .label = N_("To user"), .type = FIELD_REF,         \
	  .flags = FIELD_LIST | FIELD_FORM, .ref = "user", .width = 14, .shrink = 5,               \
	  .help = N_("The user it is to."))                                                        \
	X(RELATION, STRENGTH, .name = "strength", .label = N_("Strength"), .type = FIELD_CHOICE,   \
	  .flags = FIELD_LIST | FIELD_FORM, .choices = relation_strength, .initial = "normal",     \
	  .width = 8, .shrink = 3, .help = N_("How much it weighs."))                              \
	X(RELATION, SINCE, .name = "since", .label = N_("Since"), .type = FIELD_DATE,              \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 10, .shrink = 3,                              \
	  .help = N_("The day it began."))                                                         \
	X(RELATION, UNTIL, .name = "until", .label = N_("Until"), .type = FIELD_DATE,              \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 10, .shrink = 3,                              \
	  .help = N_("The last day of it; empty while it lasts."))                                 \
	X(RELATION, NOTE, .name = "note", .label = N_("Note"), .type = FIELD_NOTE,                 \
	  .flags = FIELD_MORE | FIELD_FIND, .width = 30, .shrink = 9, .help = N_("Anything worth knowing."))

#define DESCRIBE_RELATION                                                                          \
	.name = "relation", .label = N_("Relation"), .plural = N_("Relations"),                    \
	.flags = ENTITY_PUBLIC, .title = "kind", .of = "customer,contact,user",                     \
	.order = "kind,id",                                                                        \
	.columns = "customer,contact,user,kind,to_customer,to_contact,to_user,strength,since,until", \
	.help = N_("What one customer, contact or user is to another.")

#endif
