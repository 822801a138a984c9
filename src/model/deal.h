/* Pipelines, their stages, the deals that walk them, and the walk itself. */
#ifndef MODEL_DEAL_H
#define MODEL_DEAL_H

#include "model/field.h"

extern const struct choice deal_type[], deal_state[], loss_reason[];
extern const struct child pipeline_children[], stage_children[], deal_children[];

/* model/required.h */
int required_check(const struct value *v, struct error *e);

#define PIPELINE_FIELDS(X)                                                                         \
	COMMON_FIELDS(X, PIPELINE)                                                                 \
	X(PIPELINE, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                 \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_KEY | FIELD_UNIQUE | FIELD_FIND,            \
	  .width = 24, .alias = "pipeline", .help = N_("What the way of selling is called."))      \
	X(PIPELINE, POSITION, .name = "position", .label = N_("Position"), .type = FIELD_INT,      \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 8, .initial = "1",                            \
	  .help = N_("Its place among the pipelines; the first is the default."))

#define DESCRIBE_PIPELINE                                                                            \
	.name = "pipeline", .label = N_("Pipeline"), .plural = N_("Pipelines"),                    \
	.flags = ENTITY_PUBLIC | ENTITY_SET, .title = "name", .order = "position,name",                         \
	.columns = "name,position", .children = pipeline_children,                                 \
	.help = N_("A way of selling: an ordered row of stages.")

#define STAGE_FIELDS(X)                                                                            \
	COMMON_FIELDS(X, STAGE)                                                                    \
	X(STAGE, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                    \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_KEY | FIELD_FIND, .width = 18,              \
	  .alias = "stage", .help = N_("What the stage is called."))                               \
	X(STAGE, PIPELINE, .name = "pipeline", .label = N_("Pipeline"), .type = FIELD_REF,         \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .ref = "pipeline", .width = 18,       \
	  .help = N_("The pipeline it is a part of."))                                             \
	X(STAGE, POSITION, .name = "position", .label = N_("Position"), .type = FIELD_INT,         \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .width = 8,                           \
	  .help = N_("Its place in the pipeline, from 1."))                                        \
	X(STAGE, PROBABILITY, .name = "probability", .label = N_("Probability"),                   \
	  .type = FIELD_PERCENT, .flags = FIELD_LIST | FIELD_FORM, .width = 11,                    \
	  .help = N_("How likely a deal in it is won."))                                           \
	X(STAGE, OUTCOME, .name = "outcome", .label = N_("Outcome"), .type = FIELD_CHOICE,         \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .choices = deal_state,                \
	  .initial = "open", .width = 8, .help = N_("Whether a deal in it is open, won or lost.")) \
	X(STAGE, ROT_DAYS, .name = "rot_days", .label = N_("Rots after"), .type = FIELD_INT,       \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_DAYS, .width = 10,                              \
	  .help = N_("Days in the stage after which a deal counts as rotting."))                   \
	X(STAGE, REQUIRED, .name = "required", .label = N_("Asks for"), .type = FIELD_TEXT,        \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 16, .shrink = 4, .check = required_check,     \
	  .help = N_("Fields that a deal must have to come here: amount,close."))

#define DESCRIBE_STAGE                                                                               \
	.name = "stage", .label = N_("Stage"), .plural = N_("Stages"), .flags = ENTITY_PUBLIC | ENTITY_SET,     \
	.title = "name", .order = "pipeline,position",                                             \
	.columns = "name,pipeline,position,probability,outcome,rot_days,required",                          \
	.children = stage_children, .help = N_("A step of a pipeline.")

#define DEAL_FIELDS(X)                                                                             \
	COMMON_FIELDS(X, DEAL)                                                                     \
	X(DEAL, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                     \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 28,             \
	  .alias = "deal", .help = N_("What is being sold, in a few words."))                      \
	X(DEAL, CODE, .name = "code", .label = N_("Code"), .type = FIELD_TEXT,                     \
	  .flags = FIELD_MORE | FIELD_FIND | FIELD_KEY | FIELD_UNIQUE, .width = 10, .shrink = 8,   \
	  .help = N_("A short key of your own, used by no other deal."))                           \
	X(DEAL, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,          \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "customer", .width = 24,        \
	  .shrink = 1, .alias = "account", .help = N_("Who would buy."))                           \
	X(DEAL, CONTACT, .name = "contact", .label = N_("Contact"), .type = FIELD_REF,             \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "contact", .width = 18, .shrink = 7,         \
	  .help = N_("The person we talk to about it."))                                           \
	X(DEAL, STAGE, .name = "stage", .label = N_("Stage"), .type = FIELD_REF,                   \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_PREVIEW | FIELD_ONCE | FIELD_FIXED,            \
	  .ref = "stage", .initial = "first", .width = 11, .shrink = 2, .also = "state",                           \
	  .help = N_("How far it has come in its pipeline."))                                      \
	X(DEAL, STATE, .name = "state", .label = N_("State"), .type = FIELD_CHOICE,                \
	  .flags = FIELD_SYSTEM, .choices = deal_state, .width = 6, .shrink = 6,                   \
	  .help = N_("Whether it is open, won or lost; follows from the stage."))                  \
	X(DEAL, AMOUNT, .name = "amount", .label = N_("Amount"), .type = FIELD_MONEY,              \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW | FIELD_SUM, .width = 12,               \
	  .alias = "value", .help = N_("What it would bring."))                                    \
	X(DEAL, CURRENCY, .name = "currency", .label = N_("Currency"), .type = FIELD_CURRENCY,     \
	  .flags = FIELD_MORE, .width = 4, .shrink = 9, .help = N_("The amount's currency."))      \
	X(DEAL, WORTH, .name = "worth", .label = N_("Worth"), .type = FIELD_MONEY,                 \
	  .flags = FIELD_COMPUTED, .width = 12, .shrink = 8,                                       \
	  .help = N_("The amount in the book's currency, by the rate of the day it closed."))      \
	X(DEAL, OVERRIDE, .name = "override", .label = N_("Own probability"),                      \
	  .type = FIELD_PERCENT, .flags = FIELD_MORE, .width = 8, .shrink = 9,                     \
	  .help = N_("Your own estimate, instead of the stage's."))                                \
	X(DEAL, PROBABILITY, .name = "probability", .label = N_("Prob."), .type = FIELD_PERCENT,   \
	  .flags = FIELD_COMPUTED | FIELD_LIST | FIELD_PREVIEW, .width = 6, .shrink = 4,           \
	  .help = N_("Your own estimate where given, else the stage's."))                          \
	X(DEAL, WEIGHTED, .name = "weighted", .label = N_("Weighted"), .type = FIELD_MONEY,        \
	  .flags = FIELD_COMPUTED | FIELD_SUM, .width = 12, .shrink = 8,                           \
	  .help = N_("The worth times the probability."))                                          \
	X(DEAL, CLOSE, .name = "close", .label = N_("Close"), .type = FIELD_DATE,                  \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .width = 10, .shrink = 3,              \
	  .alias = "expected_close", .help = N_("When we expect it to be decided."))               \
	X(DEAL, OPENED, .name = "opened", .label = N_("Opened"), .type = FIELD_DATE,               \
	  .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE, .initial = "today", .width = 10,       \
	  .shrink = 8, .alias = "engage_date", .help = N_("When it began."))                                    \
	X(DEAL, CLOSED, .name = "closed", .label = N_("Closed"), .type = FIELD_DATE,               \
	  .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE, .width = 10, .shrink = 8,              \
	  .alias = "close_date",                                                                   \
	  .help = N_("When it was won or lost."))                                                  \
	X(DEAL, SINCE, .name = "since", .label = N_("In stage"), .type = FIELD_DATE,               \
	  .flags = FIELD_MORE | FIELD_ONCE, .width = 10, .shrink = 7,                              \
	  .help = N_("Since when it has been in its stage; a move to another one dates it."))      \
	X(DEAL, ROTTING, .name = "rotting", .label = N_("Rotting"), .type = FIELD_BOOL,            \
	  .flags = FIELD_COMPUTED, .width = 7, .shrink = 8,                                        \
	  .help = N_("Whether it has been in its stage for longer than the stage allows."))        \
	X(DEAL, TYPE, .name = "type", .label = N_("Type"), .type = FIELD_CHOICE,                   \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .choices = deal_type, .initial = "new",             \
	  .width = 10, .shrink = 8, .help = N_("New business, cross-sell, upsell or renewal."))    \
	X(DEAL, PRODUCT, .name = "product", .label = N_("Product"), .type = FIELD_REF,             \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "product", .width = 16, .shrink = 7,         \
	  .help = N_("The main product; more under lines."))                                       \
	X(DEAL, OWNER, .name = "owner", .label = N_("Owner"), .type = FIELD_REF,                   \
	  .flags = FIELD_LIST | FIELD_FORM | FIELD_PREVIEW, .ref = "user", .initial = "me",        \
	  .width = 12, .shrink = 5, .alias = "sales_agent", .help = N_("Whose deal it is."))       \
	X(DEAL, COMPETITOR, .name = "competitor", .label = N_("Competitor"), .type = FIELD_REF,    \
	  .flags = FIELD_MORE | FIELD_PREVIEW, .ref = "customer", .width = 18, .shrink = 9,        \
	  .help = N_("Who else is offering."))                                                     \
	X(DEAL, LOSS_REASON, .name = "loss_reason", .label = N_("Loss reason"),                    \
	  .type = FIELD_CHOICE, .flags = FIELD_MORE | FIELD_PREVIEW | FIELD_ONCE,                  \
	  .choices = loss_reason, .width = 12, .shrink = 9, .help = N_("Why it was lost; asked when it is."))              \
	X(DEAL, NEXT_STEP, .name = "next_step", .label = N_("Next step"), .type = FIELD_TEXT,      \
	  .flags = FIELD_FORM | FIELD_FIND, .width = 24, .shrink = 6, .alias = "next",             \
	  .help = N_("What is to be done next."))                                                  \
	X(DEAL, TAGS, .name = "tags", .label = N_("Tags"), .type = FIELD_TAGS,                     \
	  .flags = FIELD_MORE | FIELD_FIND, .width = 14, .shrink = 9, .alias = "tag",              \
	  .help = N_("Your own words for it."))                                                    \
	X(DEAL, NOTE, .name = "note", .label = N_("Note"), .type = FIELD_NOTE,                     \
	  .flags = FIELD_MORE | FIELD_FIND, .width = 30, .shrink = 9,                              \
	  .help = N_("Anything worth knowing."))

#define DESCRIBE_DEAL                                                                                \
	.name = "deal", .label = N_("Deal"), .plural = N_("Deals"),                                \
	.flags = ENTITY_PUBLIC | ENTITY_FIND, .title = "name", .code = "code",                     \
	.order = "close,id", .columns = "name,customer,stage,amount,probability,close,owner",      \
	.owner = "owner", .children = deal_children,                                               \
	.help = N_("A sale that may come about.")

/* A product on a deal. */
#define DEAL_LINE_FIELDS(X)                                                                        \
	COMMON_FIELDS(X, DEAL_LINE)                                                                \
	X(DEAL_LINE, DEAL, .name = "deal", .label = N_("Deal"), .type = FIELD_REF,                 \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .ref = "deal", .width = 28,           \
	  .help = N_("The deal it is a part of."))                                                 \
	X(DEAL_LINE, PRODUCT, .name = "product", .label = N_("Product"), .type = FIELD_REF,        \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM, .ref = "product", .width = 20,        \
	  .help = N_("What is sold."))                                                             \
	X(DEAL_LINE, QUANTITY, .name = "quantity", .label = N_("Quantity"),                        \
	  .type = FIELD_DECIMAL, .flags = FIELD_LIST | FIELD_FORM, .initial = "1", .width = 9,     \
	  .help = N_("How many."))                                                                 \
	X(DEAL_LINE, PRICE, .name = "price", .label = N_("Price"), .type = FIELD_MONEY,            \
	  .flags = FIELD_LIST | FIELD_FORM, .width = 12, .help = N_("What one costs."))            \
	X(DEAL_LINE, CURRENCY, .name = "currency", .label = N_("Currency"),                        \
	  .type = FIELD_CURRENCY, .flags = FIELD_MORE, .width = 4,                                 \
	  .help = N_("The price's currency."))

#define DESCRIBE_DEAL_LINE                                                                           \
	.name = "deal_line", .label = N_("Deal line"), .plural = N_("Deal lines"),                 \
	.flags = ENTITY_PUBLIC, .title = "product", .of = "deal", .order = "id",                   \
	.columns = "deal,product,quantity,price", .help = N_("A product on a deal.")

/* The history of stages: appended by the store with each move, never changed. */
#define STAGE_MOVE_FIELDS(X)                                                                       \
	COMMON_FIELDS(X, STAGE_MOVE)                                                               \
	X(STAGE_MOVE, DEAL, .name = "deal", .label = N_("Deal"), .type = FIELD_REF,                \
	  .flags = FIELD_REQUIRED | FIELD_LIST, .ref = "deal", .width = 28,                        \
	  .help = N_("The deal that moved."))                                                      \
	X(STAGE_MOVE, FROM, .name = "from_stage", .label = N_("From"), .type = FIELD_REF,          \
	  .flags = FIELD_LIST, .ref = "stage", .width = 14, .help = N_("The stage it left."))      \
	X(STAGE_MOVE, TO, .name = "to_stage", .label = N_("To"), .type = FIELD_REF,                \
	  .flags = FIELD_LIST | FIELD_REQUIRED, .ref = "stage", .width = 14,                       \
	  .help = N_("The stage it entered."))                                                     \
	X(STAGE_MOVE, AT, .name = "at", .label = N_("When"), .type = FIELD_DATE,                   \
	  .flags = FIELD_LIST | FIELD_REQUIRED, .width = 10, .help = N_("The day of the move."))   \
	X(STAGE_MOVE, BY, .name = "by_user", .label = N_("By"), .type = FIELD_REF,                 \
	  .flags = FIELD_LIST, .ref = "user", .width = 12, .help = N_("Who moved it."))            \
	X(STAGE_MOVE, AMOUNT, .name = "amount", .label = N_("Amount"), .type = FIELD_MONEY,        \
	  .flags = FIELD_LIST, .width = 12, .help = N_("Its amount at that moment."))              \
	X(STAGE_MOVE, CURRENCY, .name = "currency", .label = N_("Currency"),                       \
	  .type = FIELD_CURRENCY, .width = 4, .help = N_("The amount's currency."))

#define DESCRIBE_STAGE_MOVE                                                                          \
	.name = "stage_move", .label = N_("Stage move"), .plural = N_("Stage moves"),              \
	.flags = ENTITY_PUBLIC | ENTITY_APPEND_ONLY, .title = "at", .of = "deal",                  \
	.order = "-at,-id",                                                                        \
	.columns = "deal,from_stage,to_stage,at,by_user,amount",                                   \
	.help = N_("A deal's step from one stage to another.")

#endif
