/* People at customers, their part in the purchase, and the ways to reach anybody. */
#ifndef MODEL_CONTACT_H
#define MODEL_CONTACT_H

#include "model/field.h"

extern const struct choice purchase_role[], point_kind[], point_use[];
extern const struct child contact_children[];

#define CONTACT_FIELDS(X)                                                                          \
	COMMON_FIELDS(X, CONTACT)                                                                  \
	X(CONTACT, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                  \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND | FIELD_KEY,              \
	  .width = 24, .alias = "contact", .help = N_("The person's whole name, as it is said."))  \
	X(CONTACT, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,       \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "customer", .width = 26,        \
	  .shrink = 1, .alias = "company",                                                         \
	  .help = N_("Where the person works first; more under roles."))                           \
	X(CONTACT, JOB, .name = "job", .label = N_("Job"), .type = FIELD_TEXT,                     \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW | FIELD_FIND, .width = 18,              \
	  .shrink = 4, .alias = "position", .weight = 15, .help = N_("The person's position."))    \
	X(CONTACT, ROLE, .name = "role", .label = N_("Role"), .type = FIELD_CHOICE,                \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .choices = purchase_role, .width = 10,              \
	  .shrink = 5, .weight = 15, .help = N_("The person's part in the purchase."))             \
	X(CONTACT, PHONE, .name = "phone", .label = N_("Phone"), .type = FIELD_PHONE,              \
	  .flags = FIELD_COMPUTED | FIELD_LIST | FIELD_PREVIEW, .width = 18, .shrink = 2,          \
	  .weight = 25, .help = N_("The primary phone number."))                                   \
	X(CONTACT, EMAIL, .name = "email", .label = N_("E-mail"), .type = FIELD_EMAIL,             \
	  .flags = FIELD_COMPUTED | FIELD_LIST | FIELD_PREVIEW, .width = 26, .shrink = 3,          \
	  .weight = 25, .help = N_("The primary e-mail address."))                                 \
	X(CONTACT, OWNER, .name = "owner", .label = N_("Owner"), .type = FIELD_REF,                \
	  .flags = FIELD_MORE | FIELD_PREVIEW, .ref = "user", .initial = "me", .width = 12,        \
	  .shrink = 6, .help = N_("Who looks after the person."))                                  \
	X(CONTACT, BIRTHDAY, .name = "birthday", .label = N_("Birthday"), .type = FIELD_DATE,      \
	  .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE, .width = 10, .shrink = 8, .weight = 10,\
	  .help = N_("The day of birth."))                                                         \
	X(CONTACT, NEXT_BIRTHDAY, .name = "next_birthday", .label = N_("Next birthday"),           \
	  .type = FIELD_DATE, .flags = FIELD_COMPUTED, .width = 10, .shrink = 8,                   \
	  .help = N_("The coming birthday, today's too; of 29 February, the day before in other years."))                         \
	X(CONTACT, LANGUAGE, .name = "language", .label = N_("Language"), .type = FIELD_TEXT,      \
	  .flags = FIELD_MORE, .width = 10, .shrink = 9, .weight = 10,                             \
	  .help = N_("The language the person likes to speak."))                                   \
	X(CONTACT, TAGS, .name = "tags", .label = N_("Tags"), .type = FIELD_TAGS,                  \
	  .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_FIND, .width = 14, .shrink = 7,              \
	  .alias = "tag", .help = N_("Your own words for the person."))                            \
	X(CONTACT, COMPLETE, .name = "complete", .label = N_("Complete"), .type = FIELD_PERCENT,   \
	  .flags = FIELD_COMPUTED, .width = 8, .shrink = 8,                                        \
	  .help = N_("How much of what should be known of the person is known."))                  \
	X(CONTACT, LAST_CONTACT, .name = "last_contact", .label = N_("Last"), .type = FIELD_DATE,  \
	  .flags = FIELD_MORE | FIELD_ONCE, .width = 10, .shrink = 5, .alias = "last",             \
	  .help = N_("When we last spoke; logging a talk moves it."))                              \
	X(CONTACT, NOTE, .name = "note", .label = N_("Note"), .type = FIELD_NOTE,                  \
	  .flags = FIELD_MORE | FIELD_FIND, .width = 30, .shrink = 9,                              \
	  .help = N_("Anything worth knowing."))                                                   \
	X(CONTACT, MERGED, .name = "merged", .label = N_("Merged into"), .type = FIELD_REF,        \
	  .flags = FIELD_SYSTEM, .ref = "contact", .width = 20, .shrink = 9,                       \
	  .help = N_("The record that it became a part of, and that its id now names."))

#define DESCRIBE_CONTACT                                                                           \
	.name = "contact", .label = N_("Contact"), .plural = N_("Contacts"),                       \
	.flags = ENTITY_PUBLIC | ENTITY_FIND, .title = "name", .order = "name",                    \
	.columns = "name,customer,job,phone,email", .owner = "owner",                              \
	.children = contact_children, .help = N_("A person at one customer or several.")

/* A further customer of a contact, with the part played there. */
#define ROLES_FIELDS(X)                                                                            \
	COMMON_FIELDS(X, ROLES)                                                                    \
	X(ROLES, CONTACT, .name = "contact", .label = N_("Contact"), .type = FIELD_REF,            \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .ref = "contact", .width = 24,        \
	  .help = N_("The person."))                                                               \
	X(ROLES, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,         \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .ref = "customer", .width = 26,       \
	  .help = N_("The customer at which the person plays the part."))                          \
	X(ROLES, ROLE, .name = "role", .label = N_("Role"), .type = FIELD_CHOICE,                  \
	  .flags = FIELD_LIST | FIELD_FORM, .choices = purchase_role, .width = 12,                 \
	  .help = N_("The part in the purchase."))                                                 \
	X(ROLES, JOB, .name = "job", .label = N_("Job"), .type = FIELD_TEXT,                       \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 18, .help = N_("The position held there."))

#define DESCRIBE_ROLES                                                                             \
	.name = "role", .label = N_("Role"), .plural = N_("Roles"), .flags = ENTITY_PUBLIC,        \
	.title = "job", .of = "contact", .order = "contact",                                       \
	.columns = "contact,customer,role,job",                                                    \
	.help = N_("The part that a contact plays at a further customer.")

/* A phone, an e-mail address or a place: any number of them for a customer or a contact. */
#define POINT_FIELDS(X)                                                                            \
	COMMON_FIELDS(X, POINT)                                                                    \
	X(POINT, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,         \
	  .flags = FIELD_LIST | FIELD_FORM, .ref = "customer", .width = 26,                        \
	  .help = N_("The customer that is reached."))                                             \
	X(POINT, CONTACT, .name = "contact", .label = N_("Contact"), .type = FIELD_REF,            \
	  .flags = FIELD_LIST | FIELD_FORM, .ref = "contact", .width = 24,                         \
	  .help = N_("The person who is reached."))                                                \
	X(POINT, KIND, .name = "kind", .label = N_("Kind"), .type = FIELD_CHOICE,                  \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .choices = point_kind, .width = 8,    \
	  .initial = "phone", .help = N_("Whether it is a phone, an e-mail or a postal address.")) \
	X(POINT, USE, .name = "use", .label = N_("Use"), .type = FIELD_CHOICE,                     \
	  .flags = FIELD_LIST | FIELD_FORM, .choices = point_use, .initial = "work", .width = 8,   \
	  .help = N_("What it is for: work, mobile, home, invoices, delivery."))                   \
	X(POINT, VALUE, .name = "value", .label = N_("Value"), .type = FIELD_TEXT,                 \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 30,                              \
	  .help = N_("The number, the address, or street and house."))                             \
	X(POINT, POSTCODE, .name = "postcode", .label = N_("Postcode"), .type = FIELD_TEXT,        \
	  .flags = FIELD_FORM, .width = 8, .help = N_("Of a postal address."))                     \
	X(POINT, CITY, .name = "city", .label = N_("City"), .type = FIELD_TEXT,                    \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 16,                              \
	  .help = N_("Of a postal address."))                                                      \
	X(POINT, REGION, .name = "region", .label = N_("Region"), .type = FIELD_TEXT,              \
	  .flags = FIELD_FORM, .width = 14, .help = N_("State, province or county."))              \
	X(POINT, COUNTRY, .name = "country", .label = N_("Country"), .type = FIELD_TEXT,           \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 14, .help = N_("Of a postal address."))       \
	X(POINT, MAIN, .name = "main", .label = N_("Primary"), .type = FIELD_BOOL,                 \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 7, .alias = "primary",                        \
	  .help = N_("Whether it is the first of its kind to use; each has one."))

#define DESCRIBE_POINT                                                                             \
	.name = "point", .label = N_("Contact point"), .plural = N_("Contact points"),             \
	.flags = ENTITY_PUBLIC, .title = "value", .of = "customer,contact",                        \
	.order = "kind,-main,id",                                                                  \
	.columns = "customer,contact,kind,use,value,postcode,city,country,main",                   \
	.help = N_("A phone number, an e-mail or a postal address.")

/* Two records that look alike, and that somebody said are two: only one of the pairs is set. */
#define APART_FIELDS(X)                                                                            \
	COMMON_FIELDS(X, APART)                                                                    \
	X(APART, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,         \
	  .flags = FIELD_LIST, .ref = "customer", .width = 26, .help = N_("The one customer."))    \
	X(APART, CUSTOMER_NOT, .name = "customer_not", .label = N_("Not the same as"),             \
	  .type = FIELD_REF, .flags = FIELD_LIST, .ref = "customer", .width = 26,                  \
	  .help = N_("The other customer."))                                                       \
	X(APART, CONTACT, .name = "contact", .label = N_("Contact"), .type = FIELD_REF,            \
	  .flags = FIELD_LIST, .ref = "contact", .width = 24, .help = N_("The one contact."))      \
	X(APART, CONTACT_NOT, .name = "contact_not", .label = N_("Not the same as"),               \
	  .type = FIELD_REF, .flags = FIELD_LIST, .ref = "contact", .width = 24,                   \
	  .help = N_("The other contact."))

#define DESCRIBE_APART                                                                             \
	.name = "apart", .label = N_("Not the same"), .plural = N_("Not the same"), .flags = 0,    \
	.title = "customer", .order = "id", .columns = "customer,customer_not,contact,contact_not", \
	.help = N_("Two records that are not the same, whatever they look like.")

#endif
