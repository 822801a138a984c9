/* What is known of a party beside the facts: each value with where it came from, and how old it is. */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include "model/field.h"

extern const struct choice trait_section[], trait_source[];

/* Days after which a value should be looked at again. */
#define PROFILE_STALE 730

#define PROFILE_FIELDS(X)                                                                          \
	COMMON_FIELDS(X, PROFILE)                                                                  \
	X(PROFILE, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,       \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "customer", .width = 24,        \
	  .shrink = 1,                                                                             \
	  .help = N_("The customer it is known of."))                                              \
	X(PROFILE, CONTACT, .name = "contact", .label = N_("Contact"), .type = FIELD_REF,          \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "contact", .width = 20,         \
	  .shrink = 4,                                                                             \
	  .help = N_("The person it is known of."))                                                \
	X(PROFILE, SECTION, .name = "section", .label = N_("Section"), .type = FIELD_CHOICE,       \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_PREVIEW,                       \
	  .choices = trait_section, .initial = "person", .width = 10, .shrink = 2,                 \
	  .help = N_("Person, address, lifestyle, attitude, needs or relations."))                 \
	X(PROFILE, NAME, .name = "name", .label = N_("Trait"), .type = FIELD_TEXT,                 \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 16,             \
	  .help = N_("What is known: hobby, budget, shoe size."))                                  \
	X(PROFILE, VALUE, .name = "value", .label = N_("Value"), .type = FIELD_TEXT,               \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND | FIELD_PREVIEW,          \
	  .width = 24,                                                                             \
	  .help = N_("How it is with them."))                                                      \
	X(PROFILE, SOURCE, .name = "source", .label = N_("Source"), .type = FIELD_CHOICE,          \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .choices = trait_source,               \
	  .initial = "own", .width = 8, .shrink = 3,                                               \
	  .help = N_("Whether we learnt it ourselves, were told it, or bought it."))               \
	X(PROFILE, SUPPLIER, .name = "supplier", .label = NC_("supplier", "From"), .type = FIELD_REF,           \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "customer",                     \
	  .adds = "type=supplier", .width = 16, .shrink = 5,                                       \
	  .help = N_("From whom we have it: a supplier, a partner."))                              \
	X(PROFILE, SUPPLIER_NAME, .name = "supplier_name", .label = N_("Told by"),                 \
	  .type = FIELD_TEXT, .flags = FIELD_LIST | FIELD_MORE | FIELD_PREVIEW, .width = 14,       \
	  .shrink = 6,                                                                             \
	  .help = N_("From whom we have it, who is no customer of the book."))                     \
	X(PROFILE, PRICE, .name = "price", .label = N_("Price"), .type = FIELD_MONEY,              \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_SUM | FIELD_PREVIEW, .width = 10, .shrink = 6,  \
	  .help = N_("What it cost."))                                                             \
	X(PROFILE, CURRENCY, .name = "currency", .label = N_("Currency"), .type = FIELD_CURRENCY,  \
	  .flags = FIELD_MORE, .width = 4, .shrink = 9, .help = N_("The price's currency."))       \
	X(PROFILE, DAY, .name = "day", .label = N_("Age"), .type = FIELD_DATE,                     \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_AGE | FIELD_PREVIEW,           \
	  .initial = "today", .width = 6, .alias = "age",                                          \
	  .help = N_("The day it was learnt or checked; shown as its age."))

#define DESCRIBE_PROFILE                                                                           \
	.name = "trait", .label = N_("Trait"), .plural = N_("Traits"), .flags = ENTITY_PUBLIC,     \
	.title = "name", .of = "customer,contact", .order = "section,name,id",                                               \
	.columns = "customer,contact,section,name,value,day,source,supplier,supplier_name,price",  \
	.help = N_("What is known of a customer or a contact, from whom, and since when.")

#endif
