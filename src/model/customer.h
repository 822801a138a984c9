/* A customer: a company or a person who buys, might buy, or stands around those who do. */
#ifndef MODEL_CUSTOMER_H
#define MODEL_CUSTOMER_H

#include "model/field.h"

extern const struct choice customer_kind[], customer_type[], customer_status[], customer_source[],
	customer_size[], channel_choices[];
extern const struct child customer_children[];

#define CUSTOMER_FIELDS(X)                                                                         \
	COMMON_FIELDS(X, CUSTOMER)                                                                 \
	X(CUSTOMER, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                 \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND | FIELD_KEY,              \
	  .width = 30, .alias = "customer", .help = N_("The full name of the company or person.")) \
	X(CUSTOMER, KIND, .name = "kind", .label = N_("Kind"), .type = FIELD_CHOICE,               \
	  .flags = FIELD_MORE, .choices = customer_kind, .initial = "company", .width = 8,         \
	  .shrink = 7, .help = N_("Whether it is a company or a person."))                         \
	X(CUSTOMER, SHORT, .name = "short", .label = N_("Short name"), .type = FIELD_TEXT,         \
	  .flags = FIELD_MORE | FIELD_FIND | FIELD_KEY, .width = 14, .shrink = 6,                  \
	  .alias = "short_name", .help = N_("What people call it."))                               \
	X(CUSTOMER, CODE, .name = "code", .label = N_("Code"), .type = FIELD_TEXT,                 \
	  .flags = FIELD_MORE | FIELD_FIND | FIELD_KEY | FIELD_UNIQUE, .width = 10, .shrink = 5,   \
	  .help = N_("A short key of your own, used by no other customer."))                       \
	X(CUSTOMER, TYPE, .name = "type", .label = N_("Type"), .type = FIELD_CHOICE,               \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .choices = customer_type,                           \
	  .initial = "end_customer", .width = 12, .shrink = 5,                                     \
	  .help = N_("What it is to us: one that buys, sells on, supplies, or competes."))         \
	X(CUSTOMER, STATUS, .name = "status", .label = N_("Status"), .type = FIELD_CHOICE,         \
	  .flags = FIELD_FORM | FIELD_LIST | FIELD_PREVIEW, .choices = customer_status,            \
	  .initial = "suspect", .width = 9, .shrink = 3,                                           \
	  .help = N_("How far it has come: suspect, prospect, customer, lapsed, lost."))           \
	X(CUSTOMER, INDUSTRY, .name = "industry", .label = N_("Industry"), .type = FIELD_TEXT,     \
	  .flags = FIELD_FORM | FIELD_PREVIEW | FIELD_FIND, .width = 14, .shrink = 4,              \
	  .alias = "sector", .weight = 10, .help = N_("The line of business."))                    \
	X(CUSTOMER, SIZE, .name = "size", .label = N_("Size"), .type = FIELD_CHOICE,               \
	  .flags = FIELD_MORE | FIELD_COMPANY, .choices = customer_size, .width = 8, .shrink = 7,  \
	  .weight = 5,                                                                             \
	  .help = N_("How large it is by people employed."))                                       \
	X(CUSTOMER, OWNER, .name = "owner", .label = N_("Owner"), .type = FIELD_REF,               \
	  .flags = FIELD_FORM | FIELD_LIST | FIELD_PREVIEW, .ref = "user", .initial = "me",        \
	  .width = 12, .shrink = 4, .weight = 5, .help = N_("Whose customer it is."))              \
	X(CUSTOMER, DEPUTY, .name = "deputy", .label = N_("Deputy"), .type = FIELD_REF,            \
	  .flags = FIELD_MORE | FIELD_PREVIEW, .ref = "user", .width = 12, .shrink = 8,            \
	  .help = N_("Who stands in for the owner."))                                              \
	X(CUSTOMER, TEAM, .name = "team", .label = N_("Team"), .type = FIELD_REF,                  \
	  .flags = FIELD_MORE, .ref = "team", .width = 12, .shrink = 8,                            \
	  .help = N_("The team it belongs to."))                                                   \
	X(CUSTOMER, PARENT, .name = "parent", .label = N_("Parent"), .type = FIELD_REF,            \
	  .flags = FIELD_MORE | FIELD_PREVIEW, .ref = "customer", .width = 20, .shrink = 8,        \
	  .alias = "subsidiary_of", .help = N_("The company that it belongs to."))                 \
	X(CUSTOMER, SOURCE, .name = "source", .label = N_("Source"), .type = FIELD_CHOICE,         \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .choices = customer_source, .width = 12,            \
	  .shrink = 8, .weight = 5, .help = N_("Where we found it."))                              \
	X(CUSTOMER, PHONE, .name = "phone", .label = N_("Phone"), .type = FIELD_PHONE,             \
	  .flags = FIELD_COMPUTED | FIELD_PREVIEW, .width = 18, .shrink = 7, .weight = 15,         \
	  .help = N_("Its primary phone number."))                                                 \
	X(CUSTOMER, EMAIL, .name = "email", .label = N_("E-mail"), .type = FIELD_EMAIL,            \
	  .flags = FIELD_COMPUTED | FIELD_PREVIEW, .width = 24, .shrink = 8, .weight = 10,         \
	  .help = N_("Its primary e-mail address."))                                               \
	X(CUSTOMER, CITY, .name = "city", .label = N_("City"), .type = FIELD_TEXT,                 \
	  .flags = FIELD_COMPUTED | FIELD_LIST | FIELD_PREVIEW, .width = 14, .shrink = 3,          \
	  .weight = 10,                                                                            \
	  .help = N_("The city of its primary address."))                                          \
	X(CUSTOMER, COUNTRY, .name = "country", .label = N_("Country"), .type = FIELD_TEXT,        \
	  .flags = FIELD_COMPUTED | FIELD_PREVIEW, .width = 12, .shrink = 6,                       \
	  .help = N_("The country of its primary address."))                                       \
	X(CUSTOMER, WEBSITE, .name = "website", .label = N_("Website"), .type = FIELD_URL,         \
	  .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_FIND, .width = 24, .shrink = 9, .weight = 5, \
	  .help = N_("Its address on the web."))                                                   \
	X(CUSTOMER, TAX_ID, .name = "tax_id", .label = N_("Tax id"), .type = FIELD_TEXT,           \
	  .flags = FIELD_MORE | FIELD_FIND | FIELD_ONCE, .width = 18, .shrink = 9, .weight = 5,    \
	  .help = N_("Its tax or registration number."))                                           \
	X(CUSTOMER, CURRENCY, .name = "currency", .label = N_("Currency"), .type = FIELD_CURRENCY, \
	  .flags = FIELD_MORE, .width = 4, .shrink = 9,                                            \
	  .help = N_("The currency it deals in."))                                                 \
	X(CUSTOMER, REVENUE, .name = "annual_revenue", .label = N_("Annual revenue"),              \
	  .type = FIELD_MONEY, .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_SUM | FIELD_COMPANY,    \
	  .width = 14,                                                                             \
	  .shrink = 8, .alias = "revenue", .weight = 5, .help = N_("Its own turnover in a year.")) \
	X(CUSTOMER, EMPLOYEES, .name = "employees", .label = N_("Employees"), .type = FIELD_INT,   \
	  .flags = FIELD_MORE | FIELD_PREVIEW, .width = 9, .shrink = 8,                            \
	  .help = N_("How many people it employs."))                                               \
	X(CUSTOMER, FOUNDED, .name = "founded", .label = N_("Founded"), .type = FIELD_INT,         \
	  .flags = FIELD_MORE, .width = 7, .shrink = 9, .alias = "year_established",               \
	  .help = N_("The year in which it was founded."))                                         \
	X(CUSTOMER, TAGS, .name = "tags", .label = N_("Tags"), .type = FIELD_TAGS,                 \
	  .flags = FIELD_FORM | FIELD_PREVIEW | FIELD_FIND, .width = 14, .shrink = 6,              \
	  .alias = "tag", .help = N_("Your own words for it, as many as you like."))               \
	X(CUSTOMER, OPEN, .name = "open", .label = N_("Open"), .type = FIELD_MONEY,                \
	  .flags = FIELD_COMPUTED | FIELD_LIST | FIELD_SUM, .width = 11, .shrink = 2,              \
	  .help = N_("The sum of its open deals, in the book's currency."))                        \
	X(CUSTOMER, WON, .name = "won", .label = N_("Won"), .type = FIELD_MONEY,                   \
	  .flags = FIELD_COMPUTED | FIELD_PREVIEW | FIELD_SUM, .width = 11, .shrink = 5,           \
	  .help = N_("The sum of its won deals, in the book's currency."))                         \
	X(CUSTOMER, UNPAID, .name = "unpaid", .label = N_("Unpaid"), .type = FIELD_MONEY,          \
	  .flags = FIELD_COMPUTED | FIELD_SUM, .width = 11, .shrink = 5,                           \
	  .help = N_("What is outstanding of its invoices, in the book's currency at today's rates.")) \
	X(CUSTOMER, OVERDUE, .name = "overdue", .label = N_("Days late"), .type = FIELD_INT,       \
	  .flags = FIELD_COMPUTED | FIELD_DAYS, .width = 9, .shrink = 6,                           \
	  .help = N_("For how many days the invoice should have been paid that waits longest."))   \
	X(CUSTOMER, COMPLAINTS, .name = "complaints", .label = N_("Complaints"), .type = FIELD_INT, \
	  .flags = FIELD_COMPUTED | FIELD_SUM, .width = 10, .shrink = 6,                           \
	  .help = N_("How many of its complaints are not closed."))                                \
	X(CUSTOMER, PEOPLE, .name = "people", .label = N_("People"), .type = FIELD_INT,            \
	  .flags = FIELD_COMPUTED | FIELD_COMPANY, .width = 6, .shrink = 8, .weight = 15,          \
	  .help = N_("How many contacts it has."))                                                 \
	X(CUSTOMER, COMPLETE, .name = "complete", .label = N_("Complete"), .type = FIELD_PERCENT,  \
	  .flags = FIELD_COMPUTED, .width = 8, .shrink = 8,                                        \
	  .help = N_("How much of what should be known of it is known; = tells what is missing.")) \
	X(CUSTOMER, LAST_CONTACT, .name = "last_contact", .label = N_("Last"), .type = FIELD_DATE, \
	  .flags = FIELD_LIST | FIELD_MORE | FIELD_ONCE, .width = 10, .shrink = 2,                 \
	  .alias = "last",                                                                         \
	  .help = N_("When we last spoke; logging a talk moves it."))                              \
	X(CUSTOMER, NEXT_STEP, .name = "next_step", .label = N_("Next step"), .type = FIELD_TEXT,  \
	  .flags = FIELD_FORM, .width = 24, .shrink = 7, .alias = "next",                          \
	  .help = N_("What is to be done next."))                                                  \
	X(CUSTOMER, CHANNEL, .name = "channel", .label = N_("Channel"), .type = FIELD_CHOICE,      \
	  .flags = FIELD_MORE | FIELD_PREVIEW, .choices = channel_choices, .width = 8,             \
	  .shrink = 9, .weight = 5, .help = N_("How it prefers to be reached."))                   \
	X(CUSTOMER, CONTACT_BY, .name = "contact_by", .label = N_("Contact by"), .type = FIELD_DATE, \
	  .flags = FIELD_COMPUTED, .width = 10, .shrink = 9,                                       \
	  .help = N_("When its rhythm wants us to be in touch again, counted from the last contact or from when it was added.")) \
	X(CUSTOMER, RHYTHM, .name = "rhythm", .label = N_("Rhythm"), .type = FIELD_INT,            \
	  .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_DAYS, .width = 6, .shrink = 9,               \
	  .alias = "touch_frequency", .weight = 5,                                                 \
	  .help = N_("How often we want to be in touch, in days."))                                \
	X(CUSTOMER, NOTE, .name = "note", .label = N_("Note"), .type = FIELD_NOTE,                 \
	  .flags = FIELD_MORE | FIELD_FIND, .width = 30, .shrink = 9,                              \
	  .help = N_("Anything worth knowing."))                                                   \
	X(CUSTOMER, MERGED, .name = "merged", .label = N_("Merged into"), .type = FIELD_REF,       \
	  .flags = FIELD_SYSTEM, .ref = "customer", .width = 20, .shrink = 9,                      \
	  .help = N_("The record that it became a part of, and that its id and code now name."))

#define DESCRIBE_CUSTOMER                                                                          \
	.name = "customer", .label = N_("Customer"), .plural = N_("Customers"),                    \
	.flags = ENTITY_PUBLIC | ENTITY_FIND, .title = "name", .code = "code", .order = "name",    \
	.columns = "name,city,status,open,last_contact,owner", .owner = "owner",                   \
	.children = customer_children,                                                             \
	.help = N_("A company or a person who buys, or might.")

#endif
