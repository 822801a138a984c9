/* How actions are bound to what does them, and what they share. */
#ifndef STORE_ACT_H
#define STORE_ACT_H

#include "model/action.h"
#include "store/store.h"

/* One call of an action. */
struct act {
	struct store *store;
	struct journal_txn *txn;
	const struct action *action;
	const struct request *request;
	struct arena *arena;       /* lives until the answer is made */
	const char *first_shown;   /* the first argument, for the answer's text */
	const char *said;          /* the answer's text itself, where the action knows better; or NULL */
	const char *lacks;         /* the record was refused because it lacks these fields: "amount,close" */
};

/* Does the action to one record, which stands in no one's way (action_refusal); r is NULL for an action
 * that needs none. *made gets the id of a record that was added instead. */
typedef int act_one(struct act *a, const struct record *r, int64_t *made, struct error *e);

/* What does each action, one row for each of src/model/action.c. */
#define ACTS(X)                                                                                    \
	X("set", act_set)                                                                          \
	X("putback", act_putback)                                                                  \
	X("tag", act_tag)                                                                          \
	X("untag", act_untag)                                                                      \
	X("assign", act_assign)                                                                    \
	X("remove", act_remove)                                                                    \
	X("restore", act_restore)                                                                  \
	X("merge", act_merge)                                                                      \
	X("apart", act_apart)                                                                      \
	X("talk", act_talk)                                                                        \
	X("deal.move", act_deal_move)                                                              \
	X("deal.reopen", act_deal_reopen)                                                          \
	X("activity.done", act_activity_done)                                                      \
	X("activity.reopen", act_activity_reopen)                                                  \
	X("activity.line", act_activity_line)                                                      \
	X("activity.log", act_activity_log)                                                        \
	X("activity.snooze", act_activity_snooze)                                                  \
	X("activity.shift", act_activity_shift)                                                    \
	X("activity.follow", act_activity_follow)                                                  \
	X("activity.end", act_activity_end)                                                        \
	X("case.close", act_case_close)                                                            \
	X("case.reopen", act_case_reopen)                                                          \
	X("document.collect", act_document_collect)

#define ACT_FUNCTION(name, run) act_one run;
ACTS(ACT_FUNCTION)

extern const struct act_binding {
	const char *name;
	act_one *run;
} act_bindings[];
extern const size_t act_bindings_count;

/* The argument's value, VALUE_NONE when it was not given. A reference may be its id, `me`, or the name,
 * code or login of one record. */
int act_arg(struct act *a, const char *name, struct value *v, struct error *e);
/* The argument as typed, or NULL. */
const char *act_typed(const struct act *a, const char *name);
/* Reads words as a field's value. */
int act_read(struct act *a, const struct field *f, const char *typed, struct value *v,
	     struct error *e);
/* The field that the word names; NULL with the error set, which names the nearest. */
const struct field *act_field(const struct record *r, const char *name, struct error *e);
/* Adds the argument of the same name to a change, when it was given. */
int act_take(struct act *a, struct change *c, const char *name, struct error *e);
/* Adds what was said of the record's own fields, where the action takes them (ACTION_FIELDS). */
int act_fields(struct act *a, struct change *c, struct error *e);
/* Applies the change and frees it. */
int act_change(struct act *a, struct change *c, int64_t *id, struct error *e);

/* The id of the record that these words name; 0 with the error set when it is none or several. */
int64_t record_named(struct store *s, const struct entity *e, const char *words, struct error *err);

/* Appends whose time it would take from `start` on, for so long: " · clashes with 11:30 visit". */
void act_tell_clash(struct act *a, const struct record *r, struct value start, struct value length, struct sbuf *out);

#endif
