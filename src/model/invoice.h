/* What a customer was charged, and what has been paid of it: as the accounts say, which own it. */
#ifndef MODEL_INVOICE_H
#define MODEL_INVOICE_H

#include "model/field.h"

extern const struct child invoice_children[];

#define INVOICE_FIELDS(X)                                                                          \
	COMMON_FIELDS(X, INVOICE)                                                                  \
	X(INVOICE, NUMBER, .name = "number", .label = N_("Number"), .type = FIELD_TEXT,            \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND | FIELD_KEY |             \
		   FIELD_UNIQUE | FIELD_ONCE,                                                      \
	  .width = 10, .alias = "invoice", .help = N_("The number it bears, as no other does."))   \
	X(INVOICE, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,       \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "customer",    \
	  .width = 24, .shrink = 1, .alias = "account", .help = N_("Who was charged."))            \
	X(INVOICE, DEAL, .name = "deal", .label = N_("Deal"), .type = FIELD_REF,                   \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "deal", .width = 20, .shrink = 7,            \
	  .help = N_("The deal it is for."))                                                       \
	X(INVOICE, DATE, .name = "date", .label = N_("Date"), .type = FIELD_DATE,                  \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_PREVIEW | FIELD_ONCE,          \
	  .initial = "today", .width = 10, .shrink = 3, .help = N_("The day it bears."))           \
	X(INVOICE, DUE, .name = "due", .label = N_("Due"), .type = FIELD_DATE,                     \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW | FIELD_ONCE, .width = 10,              \
	  .shrink = 4, .help = N_("The last day to pay; without one it is never late."))           \
	X(INVOICE, AMOUNT, .name = "amount", .label = N_("Amount"), .type = FIELD_MONEY,           \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_PREVIEW | FIELD_SUM,           \
	  .width = 12, .shrink = 2, .alias = "value", .help = N_("What it comes to, with tax."))   \
	X(INVOICE, CURRENCY, .name = "currency", .label = N_("Currency"), .type = FIELD_CURRENCY,  \
	  .flags = FIELD_MORE, .width = 4, .shrink = 9, .help = N_("The amount's currency."))      \
	X(INVOICE, PAID, .name = "paid", .label = N_("Paid"), .type = FIELD_MONEY,                 \
	  .flags = FIELD_FORM | FIELD_PREVIEW | FIELD_SUM | FIELD_ONCE, .width = 12, .shrink = 8,  \
	  .help = N_("How much of it has been paid so far."))                                      \
	X(INVOICE, PAID_ON, .name = "paid_on", .label = N_("Paid on"), .type = FIELD_DATE,         \
	  .flags = FIELD_FORM | FIELD_PREVIEW | FIELD_ONCE, .width = 10, .shrink = 8,              \
	  .help = N_("The day of the last payment; today when a payment is noted without one."))   \
	X(INVOICE, WRITTEN_OFF, .name = "written_off", .label = N_("Written off"),                 \
	  .type = FIELD_BOOL, .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE, .width = 6,        \
	  .shrink = 9, .help = N_("Whether the rest will never be paid."))                         \
	X(INVOICE, OUTSTANDING, .name = "outstanding", .label = N_("Outstanding"),                 \
	  .type = FIELD_MONEY,                                                                     \
	  .flags = FIELD_COMPUTED | FIELD_OWN_MONEY | FIELD_LIST | FIELD_PREVIEW | FIELD_SUM,      \
	  .width = 12, .help = N_("What is still to be paid."))                                    \
	X(INVOICE, OVERDUE, .name = "overdue", .label = N_("Days late"), .type = FIELD_INT,        \
	  .flags = FIELD_COMPUTED | FIELD_LIST | FIELD_DAYS, .width = 9, .shrink = 3,              \
	  .help = N_("For how many days it should have been paid."))                               \
	X(INVOICE, NOTE, .name = "note", .label = N_("Note"), .type = FIELD_NOTE,                  \
	  .flags = FIELD_MORE | FIELD_FIND, .width = 30, .shrink = 9,                              \
	  .help = N_("Anything worth knowing."))

#define DESCRIBE_INVOICE                                                                           \
	.name = "invoice", .label = N_("Invoice"), .plural = N_("Invoices"),                       \
	.flags = ENTITY_PUBLIC | ENTITY_FIND, .title = "number", .code = "number",                 \
	.order = "-date,-id", .columns = "number,customer,date,due,amount,outstanding,overdue",    \
	.children = invoice_children, .help = N_("What a customer was charged, and what has been paid of it.")

#endif
