#include "model/action.h"

#include "model/entity.h"

#define END                                                                                        \
	{                                                                                          \
		.name = NULL                                                                       \
	}

static const struct arg no_args[] = { END };

static const struct arg set_args[] = {
	{ .name = "field", .label = N_("Field"), .type = FIELD_TEXT, .required = true,
	  .help = N_("The field's name.") },
	{ .name = "value", .label = N_("Value"), .type = FIELD_TEXT, .rest = true,
	  .help = N_("What it is set to; nothing empties it.") },
	END,
};

static const struct arg tag_args[] = {
	{ .name = "tag", .label = N_("Tag"), .type = FIELD_TEXT, .required = true, .rest = true,
	  .help = N_("A word of your own.") },
	END,
};

static const struct arg assign_args[] = {
	{ .name = "owner", .label = N_("Owner"), .type = FIELD_REF, .ref = "user", .required = true,
	  .rest = true, .help = N_("Whose it is from now on; `me` is you.") },
	END,
};

static const struct arg move_args[] = {
	{ .name = "stage", .label = N_("Stage"), .type = FIELD_REF, .ref = "stage", .required = true,
	  .help = N_("A stage, or next, prev, won, lost.") },
	{ .name = "reason", .label = N_("Loss reason"), .type = FIELD_CHOICE, .choices = loss_reason,
	  .asked_when = "lost",
	  .help = N_("Why it was lost.") },
	{ .name = "closed", .label = N_("Closed"), .type = FIELD_DATE,
	  .help = N_("The day of the decision; today when not given.") },
	END,
};

#define FOLLOW_UP_ARGS                                                                             \
	{ .name = "next", .label = N_("Next"), .type = FIELD_DATE,                                 \
	  .help = N_("The day of the follow-up.") },                                               \
	{ .name = "next_subject", .label = N_("Follow-up"), .type = FIELD_TEXT,                    \
	  .help = N_("What is to be done then; as before when not given.") },                      \
	{ .name = "next_kind", .label = N_("Follow-up's kind"), .type = FIELD_CHOICE,              \
	  .choices = activity_kind, .help = N_("How it is to be done; a task when not given.") }

static const struct arg done_args[] = {
	{ .name = "outcome", .label = N_("Outcome"), .type = FIELD_CHOICE, .choices = activity_outcome,
	  .help = N_("What came of it.") },
	{ .name = "note", .label = N_("Note"), .type = FIELD_NOTE, .help = N_("What was said.") },
	FOLLOW_UP_ARGS,
	END,
};

#define LOG_WHAT_ARGS                                                                              \
	{ .name = "kind", .label = N_("Kind"), .type = FIELD_CHOICE, .choices = activity_kind,     \
	  .required = true, .help = N_("Call, visit, meeting, mail, letter, task, promise or note.") }, \
	{ .name = "subject", .label = N_("Subject"), .type = FIELD_TEXT, .required = true,         \
	  .help = N_("What it was about.") }

#define LOG_HOW_ARGS                                                                               \
	{ .name = "start", .label = N_("Start"), .type = FIELD_STAMP,                              \
	  .help = N_("When it began; now when not given.") },                                      \
	{ .name = "duration", .label = N_("Duration"), .type = FIELD_DURATION,                     \
	  .help = N_("How long it took.") },                                                       \
	{ .name = "direction", .label = N_("Direction"), .type = FIELD_CHOICE,                     \
	  .choices = activity_direction, .help = N_("Whether we or they began it.") },             \
	{ .name = "outcome", .label = N_("Outcome"), .type = FIELD_CHOICE, .choices = activity_outcome, \
	  .help = N_("What came of it.") },                                                        \
	{ .name = "note", .label = N_("Note"), .type = FIELD_NOTE, .help = N_("What was said.") }

static const struct arg log_args[] = {
	LOG_WHAT_ARGS,
	{ .name = "customer", .label = N_("Customer"), .type = FIELD_REF, .ref = "customer",
	  .help = N_("The customer it concerned.") },
	{ .name = "contact", .label = N_("Contact"), .type = FIELD_REF, .ref = "contact",
	  .help = N_("The person it was with.") },
	{ .name = "deal", .label = N_("Deal"), .type = FIELD_REF, .ref = "deal",
	  .help = N_("The deal it helped.") },
	LOG_HOW_ARGS,
	FOLLOW_UP_ARGS,
	END,
};

static const struct arg line_args[] = {
	{ .name = "line", .label = N_("Line"), .type = FIELD_TEXT, .required = true,
	  .help = N_("What happened and what follows: call Wang wants 12k by fri, next call tue 10.") },
	{ .name = "on", .label = N_("About"), .type = FIELD_TEXT,
	  .help = N_("The record it is about, like \"customer 12\"; else the line names it.") },
	END,
};

static const struct arg talk_args[] = { LOG_WHAT_ARGS, LOG_HOW_ARGS, FOLLOW_UP_ARGS, END };

static const struct arg close_args[] = {
	{ .name = "answer", .label = N_("Answer"), .type = FIELD_NOTE, .rest = true,
	  .help = N_("What we told the customer, and did for him.") },
	END,
};

static const struct arg snooze_args[] = {
	{ .name = "until", .label = N_("Until"), .type = FIELD_DATE, .required = true, .rest = true,
	  .help = N_("The day on which it comes back.") },
	END,
};

static const struct arg shift_args[] = {
	{ .name = "days", .label = N_("Days"), .type = FIELD_INT,
	  .help = N_("How many days later; earlier when it is below 0.") },
	{ .name = "minutes", .label = N_("Minutes"), .type = FIELD_INT,
	  .help = N_("How many minutes later; earlier when it is below 0.") },
	{ .name = "longer", .label = N_("Longer"), .type = FIELD_INT,
	  .help = N_("How many minutes longer; shorter when it is below 0.") },
	END,
};

static const struct arg putback_args[] = {
	{ .name = "field", .label = N_("Field"), .type = FIELD_TEXT, .required = true,
	  .help = N_("The field by its name: amount.") },
	{ .name = "change", .label = N_("Change"), .type = FIELD_INT,
	  .help = N_("Its number, the column `change` of the history as CSV or JSON; the last one when not given.") },
	END,
};

static const struct arg merge_args[] = {
	{ .name = "with", .label = N_("With"), .type = FIELD_TEXT, .required = true,
	  .help = N_("The other record, by its id, code or name.") },
	{ .name = "left", .label = N_("From the first"), .type = FIELD_TEXT,
	  .help = N_("Fields that are kept as the first has them: name,owner.") },
	{ .name = "right", .label = N_("From the other"), .type = FIELD_TEXT,
	  .help = N_("Fields that are kept as the other has them.") },
	END,
};

static const struct arg apart_args[] = {
	{ .name = "from", .label = N_("Not the same as"), .type = FIELD_TEXT, .required = true,
	  .help = N_("The other record, by its id, code or name.") },
	END,
};

const struct action actions[] = {
	{ "set", NULL, N_("Set a field"), N_("%s: %s set"), N_("%s records: %s set"),
	  N_("Sets one field of one record or many."), set_args, ACTION_ONE | ACTION_MANY },
	{ "putback", NULL, N_("Put back"), N_("%s: %s put back"), N_("%s records: %s put back"),
	  N_("Gives one field the value back that its last change took, or another change of its history."),
	  putback_args, ACTION_ONE },
	{ "tag", NULL, N_("Tag"), N_("%s tagged %s"), N_("%s records tagged %s"),
	  N_("Puts a word of your own on records."), tag_args, ACTION_ONE | ACTION_MANY },
	{ "untag", NULL, N_("Take a tag off"), N_("%s no longer tagged %s"),
	  N_("%s records no longer tagged %s"), N_("Takes a word off records."), tag_args,
	  ACTION_ONE | ACTION_MANY },
	{ "assign", NULL, N_("Assign"), N_("%s assigned to %s"), N_("%s records assigned to %s"),
	  N_("Makes records somebody else's, or yours."), assign_args, ACTION_ONE | ACTION_MANY },
	{ "remove", NULL, N_("Remove"), N_("%s removed"), N_("%s records removed"),
	  N_("Takes records out of every list; restore and undo bring them back."), no_args,
	  ACTION_ONE | ACTION_MANY | ACTION_LEAVES },
	{ "restore", NULL, N_("Restore"), N_("%s restored"), N_("%s records restored"),
	  N_("Brings back what was removed."), no_args, ACTION_ONE | ACTION_MANY | ACTION_LEAVES },
	{ "merge", NULL, N_("Merge"), N_("%s merged with %s"), N_("%s records merged with %s"),
	  N_("Makes two records one: the older id stays, the other one leads to it."), merge_args,
	  ACTION_ONE },
	{ "apart", NULL, N_("Not the same"), N_("%s is not the same as %s"),
	  N_("%s records are not the same as %s"),
	  N_("Says that two records are two, so that they are not told as duplicates again."),
	  apart_args, ACTION_ONE },
	{ "talk", NULL, N_("Log a talk"), N_("%s: logged %s"), N_("%s records: logged %s"),
	  N_("Writes down what was done with each of them, and plans what follows."), talk_args,
	  ACTION_ONE | ACTION_MANY },
	{ "deal.move", "deal", N_("Move to stage"), N_("%s moved to %s"), N_("%s deals moved to %s"),
	  N_("Moves deals to a stage, to won or to lost."), move_args, ACTION_ONE | ACTION_MANY | ACTION_FIELDS },
	{ "deal.reopen", "deal", N_("Reopen"), N_("%s reopened"), N_("%s deals reopened"),
	  N_("Puts won or lost deals back into the stage they were in."), no_args,
	  ACTION_ONE | ACTION_MANY },
	{ "activity.done", "activity", N_("Done"), N_("%s done"), N_("%s activities done"),
	  N_("Marks activities as done, and plans what follows."), done_args,
	  ACTION_ONE | ACTION_MANY },
	{ "activity.reopen", "activity", N_("Not done"), N_("%s open again"),
	  N_("%s activities open again"), N_("Marks activities as not done after all."), no_args,
	  ACTION_ONE | ACTION_MANY },
	{ "activity.line", "activity", N_("Log in one line"), N_("%s logged"), N_("%s activities logged"),
	  N_("Understands one line: an activity, a deal's amount and stage, what is next."), line_args,
	  ACTION_NONE | ACTION_HIDDEN | ACTION_FIELDS },
	{ "activity.log", "activity", N_("Log"), N_("%s logged"), N_("%s activities logged"),
	  N_("Writes down what was done, and plans what follows."), log_args, ACTION_NONE },
	{ "activity.snooze", "activity", N_("Put off"), N_("%s put off to %s"),
	  N_("%s activities put off to %s"), N_("Moves the day by which activities are to be done."),
	  snooze_args, ACTION_ONE | ACTION_MANY },
	{ "activity.shift", "activity", N_("Move in the calendar"), N_("%s is %s"),
	  N_("%s activities moved, the last to %s"),
	  N_("Moves activities by days or minutes, or makes them longer or shorter."), shift_args,
	  ACTION_ONE | ACTION_MANY },
	{ "activity.follow", "activity", N_("The following likewise"), N_("%s and all that follow are alike"),
	  N_("%s series go on alike"),
	  N_("Makes all that follow in the series anew, as this one is now."), no_args, ACTION_ONE },
	{ "activity.end", "activity", N_("Remove with the following"), N_("%s and all that follow removed"),
	  N_("%s series ended"), N_("Removes this one and all that follow in the series."), no_args,
	  ACTION_ONE },
	{ "case.close", "case", N_("Close"), N_("%s closed"), N_("%s cases closed"),
	  N_("Closes cases, with the answer that was given."), close_args, ACTION_ONE | ACTION_MANY | ACTION_FIELDS },
	{ "case.reopen", "case", N_("Reopen"), N_("%s open again"), N_("%s cases open again"),
	  N_("Opens cases again that were closed."), no_args, ACTION_ONE | ACTION_MANY },
	{ "document.collect", "document", N_("Collect"), N_("%s collected"), N_("%s documents collected"),
	  N_("Removes the files of documents that were removed a month ago; nothing brings them back."),
	  no_args, ACTION_NONE | ACTION_CONFIRM },
};
const size_t actions_count = LENGTH(actions);

const struct action *action_find(const char *name)
{
	for (size_t i = 0; i < actions_count; i++)
		if (!strcmp(actions[i].name, name))
			return &actions[i];
	return NULL;
}

const struct field *action_field(const struct action *a, const char *name)
{
	/* Of a line it is the deal's, which its stage asks for. */
	const char *of = a->args == line_args ? "deal" : a->entity;
	const struct field *f = a->flags & ACTION_FIELDS ? entity_field(entity_find(of), name) : NULL;

	return f && !(f->flags & (FIELD_SYSTEM | FIELD_COMPUTED)) ? f : NULL;
}

bool action_fits(const struct action *a, const struct entity *e)
{
	if (a->entity)
		return !strcmp(a->entity, e->name);
	if (!(e->flags & ENTITY_PUBLIC) || (e->flags & ENTITY_APPEND_ONLY))
		return false;
	if (a->args == tag_args)
		return entity_field(e, "tags") != NULL;
	if (a->args == assign_args)
		return e->owner != NULL;
	if (a->args == talk_args)
		return entity_field(entity_at(ENTITY_ACTIVITY), e->name) != NULL;
	if (a->args == merge_args || a->args == apart_args)
		return entity_field(e, "merged") != NULL;
	return true;
}

static bool is_done(const struct record *r)
{
	return r->values[ACTIVITY_DONE].kind != VALUE_NULL;
}

static const char *refuse_deal(const struct action *a, const struct record *r)
{
	struct value state = r->values[DEAL_STATE];
	bool open = state.kind != VALUE_TEXT || !strcmp(state.s, "open");

	if (!strcmp(a->name, "deal.move") && !open)
		return N_("the deal is closed; reopen it first");
	if (!strcmp(a->name, "deal.reopen") && open)
		return N_("the deal is open");
	return NULL;
}

static const char *refuse_activity(const struct action *a, const struct record *r)
{
	if (!strcmp(a->name, "activity.done") && is_done(r))
		return N_("it is done already");
	if (!strcmp(a->name, "activity.snooze") && is_done(r))
		return N_("it is done already");
	if (!strcmp(a->name, "activity.reopen") && !is_done(r))
		return N_("it is not done yet");
	if (!strcmp(a->name, "activity.shift") && r->values[ACTIVITY_START].kind == VALUE_NULL &&
	    r->values[ACTIVITY_DUE].kind == VALUE_NULL)
		return N_("it has neither a start nor a day");
	if ((!strcmp(a->name, "activity.follow") || !strcmp(a->name, "activity.end")) &&
	    r->values[ACTIVITY_REPEATS].kind == VALUE_NULL)
		return N_("it does not repeat");
	return NULL;
}

static const char *refuse_case(const struct action *a, const struct record *r)
{
	struct value status = r->values[CASE_STATUS];
	bool closed = status.kind == VALUE_TEXT && !strcmp(status.s, "closed");

	if (!strcmp(a->name, "case.close") && closed)
		return N_("it is closed already");
	if (!strcmp(a->name, "case.reopen") && !closed)
		return N_("it is not closed");
	return NULL;
}

const char *action_refusal(const struct action *a, const struct record *r)
{
	bool removed = r->values[FIELD_ID_REMOVED].i != 0;
	bool restores = !strcmp(a->name, "restore");

	if (r->entity->flags & ENTITY_APPEND_ONLY)
		return N_("it is history, which nobody changes");
	if (!action_fits(a, r->entity))
		return N_("that is not for records of this kind");
	if (removed && !restores)
		return N_("it was removed; restore it first");
	if (!removed && restores)
		return N_("it is not removed");
	if (r->entity->id == ENTITY_DEAL)
		return refuse_deal(a, r);
	if (r->entity->id == ENTITY_ACTIVITY)
		return refuse_activity(a, r);
	if (r->entity->id == ENTITY_CASE)
		return refuse_case(a, r);
	return NULL;
}
