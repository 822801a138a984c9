/* What is sold. */
#ifndef MODEL_PRODUCT_H
#define MODEL_PRODUCT_H

#include "model/field.h"

extern const struct child product_children[];

#define PRODUCT_FIELDS(X)                                                                          \
	COMMON_FIELDS(X, PRODUCT)                                                                  \
	X(PRODUCT, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                  \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND | FIELD_KEY,              \
	  .width = 28, .alias = "product", .help = N_("What it is called."))                       \
	X(PRODUCT, CODE, .name = "code", .label = N_("Code"), .type = FIELD_TEXT,                  \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_FIND | FIELD_KEY | FIELD_UNIQUE, .width = 12,   \
	  .shrink = 4, .help = N_("Its article number."))                                          \
	X(PRODUCT, FAMILY, .name = "family", .label = N_("Family"), .type = FIELD_TEXT,            \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_FIND | FIELD_PREVIEW, .width = 14,              \
	  .shrink = 3, .alias = "series", .help = N_("The group of products it belongs to."))      \
	X(PRODUCT, PRICE, .name = "price", .label = N_("Price"), .type = FIELD_MONEY,              \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .width = 12, .alias = "sales_price",   \
	  .help = N_("The list price of one."))                                                    \
	X(PRODUCT, CURRENCY, .name = "currency", .label = N_("Currency"), .type = FIELD_CURRENCY,  \
	  .flags = FIELD_MORE, .width = 4, .shrink = 9, .help = N_("The price's currency."))       \
	X(PRODUCT, UNIT, .name = "unit", .label = N_("Unit"), .type = FIELD_TEXT,                  \
	  .flags = FIELD_MORE, .width = 8, .shrink = 8,                                            \
	  .help = N_("What one is: piece, hour, kg."))                                             \
	X(PRODUCT, ACTIVE, .name = "active", .label = N_("Active"), .type = FIELD_BOOL,            \
	  .flags = FIELD_MORE, .initial = "yes", .width = 6, .shrink = 7,                          \
	  .help = N_("Whether it is still sold."))                                                 \
	X(PRODUCT, NOTE, .name = "note", .label = N_("Note"), .type = FIELD_NOTE,                  \
	  .flags = FIELD_MORE | FIELD_FIND, .width = 30, .shrink = 9,                              \
	  .help = N_("Anything worth knowing."))

#define DESCRIBE_PRODUCT                                                                             \
	.name = "product", .label = N_("Product"), .plural = N_("Products"),                       \
	.flags = ENTITY_PUBLIC | ENTITY_FIND, .title = "name", .code = "code", .order = "name",    \
	.columns = "name,code,family,price", .children = product_children,                         \
	.help = N_("A good or service with its list price.")

#endif
