/* Everything a key may do. From these rows come the key map, the key bar, the help, the palette and
 * the words after `:`. What changes data is an action (model/action.h); its rows here only give it a
 * key. To add a command, write the row and handle the id in the view, or in ui/app/run.c when it is
 * for every pane. */
#ifndef VIEW_COMMAND_H
#define VIEW_COMMAND_H

#include "base/intl.h"

enum context {
	IN_LIST = 1 << 0,   /* any table with a cursor: lists, today, related records */
	IN_RECORD = 1 << 1,
	IN_BOARD = 1 << 2,
	IN_REPORT = 1 << 3,
	IN_TODAY = 1 << 4,
	IN_FORM = 1 << 5,
	IN_PICK = 1 << 6,   /* pickers and the palette */
	IN_TEXT = 1 << 7,   /* help, history, anything that is read */
	IN_LINE = 1 << 8,   /* a line is being typed */
	IN_DIALOG = 1 << 9,
	IN_IMPORT = 1 << 10, /* the steps of an import */
	IN_PAIRS = 1 << 11, /* records that may be one */
	IN_MERGE = 1 << 12, /* two records side by side */
	IN_CELL = 1 << 13,  /* one field, where its value stands */
	IN_CALENDAR = 1 << 15,
	IN_BILL = 1 << 17, /* how a figure is made */
	IN_FILTER = 1 << 19, /* a filter as a form */
	IN_SAID = 1 << 20,  /* a line that tells what happened */
	IN_FIND = 1 << 21,  /* words are looked for everywhere */
	IN_FIELDS = IN_FORM | IN_CELL,
	IN_TYPED = IN_FIELDS | IN_FILTER | IN_PICK | IN_LINE, /* letters are text there */
	IN_TREE = 1 << 14, /* rows that stand below one another */
	IN_CALLS = 1 << 16, /* a call list */
	IN_PANES = IN_LIST | IN_RECORD | IN_BOARD | IN_REPORT | IN_TODAY | IN_TEXT | IN_IMPORT | IN_PAIRS |
		   IN_TREE | IN_CALENDAR,
	IN_SCREENS = IN_PANES | IN_MERGE | IN_CALLS,
	IN_TABLES = IN_LIST | IN_TODAY,
	IN_PARTS = IN_RECORD | IN_BOARD | IN_REPORT | IN_TODAY | IN_IMPORT | IN_CALENDAR,
	IN_ALL = ~0
};

enum need {
	NEED_RECORD = 1 << 0, /* something under the cursor or marked */
	NEED_DEAL = 1 << 1,   /* ... that is a deal */
	NEED_ACTIVITY = 1 << 2,
	NEED_ENDING = 1 << 5, /* ... that can be done: an activity or a case */
	NEED_LIST = 1 << 3,   /* a list to walk or filter */
	NEED_CHANGE = 1 << 4, /* it changes the book: not while the past is shown, nor when it can only be read */
};

/* X(ID, name, keys, contexts, needs, bar, label, help); where two rows have a key in the same context, the
 * earlier one has it.
 * keys: alternatives separated by spaces; a sequence is joined by '+': "g+g Home".
 * bar: the higher the earlier in the key bar; 0: not there. */
#define COMMANDS(X)                                                                                                    \
	X(CALL_NEXT, "call-next", "Space J Right l", IN_CALLS, 0, 92, N_("skip"),                                      \
	  N_("Leave this one and go to the next."))                                                                    \
	X(CALL_BEFORE, "call-before", "K Left h Backspace", IN_CALLS, 0, 90, N_("previous"),                           \
	  N_("Go back to the one before."))                                                                            \
	X(CALL_WORDS, "call-words", "e", IN_CALLS, 0, 94, N_("what was said"),                                         \
	  N_("Type what was said, before the digit of the outcome logs the call."))                                    \
	X(TAKE_LEFT, "take-left", "h Left", IN_MERGE, 0, 90, N_("take left"),                                          \
	  N_("Keep what the left record says in this field."))                                                         \
	X(TAKE_RIGHT, "take-right", "l Right", IN_MERGE, 0, 88, N_("take right"),                                      \
	  N_("Keep what the right record says in this field."))                                                        \
	X(TAKE_OTHER, "take-other", "Space Enter", IN_MERGE, 0, 86, N_("the other"),                                   \
	  N_("Keep the other side in this field; of notes and tags both, too."))                                       \
	X(MERGE_THEM, "merge-them", "C-s F2 M", IN_MERGE, NEED_CHANGE, 98, N_("merge"),                                \
	  N_("Make the two records one, as shown; `{undo}` takes it back."))                                           \
	X(FOLD, "fold", "h Left", IN_TREE, 0, 64, N_("fold"),                                                          \
	  N_("Hide what stands below the row; below nothing, go to the row above."))                                   \
	X(UNFOLD, "unfold", "l Right", IN_TREE, 0, 63, N_("unfold"), N_("Show what stands below the row."))            \
	X(PATH, "path", "p", IN_TREE, 0, 66, N_("path"),                                                               \
	  N_("Look for the shortest path to another customer, contact or user."))                                      \
	X(DOWN, "down", "j Down", IN_SCREENS, 0, 0, N_("down"), N_("Move down."))                                      \
	X(UP, "up", "k Up", IN_SCREENS, 0, 0, N_("up"), N_("Move up."))                                                \
	X(LEFT, "left", "h Left", IN_LIST | IN_RECORD | IN_BOARD | IN_REPORT | IN_CALENDAR, 0, 0, N_("left"),          \
	  N_("Move left."))                                                                                            \
	X(RIGHT, "right", "l Right", IN_LIST | IN_RECORD | IN_BOARD | IN_REPORT | IN_CALENDAR, 0, 0, N_("right"),      \
	  N_("Move right."))                                                                                           \
	X(FIRST, "first", "g+g Home", IN_SCREENS, 0, 0, N_("first"), N_("Go to the first."))                           \
	X(LAST, "last", "G End", IN_SCREENS, 0, 0, N_("last"), N_("Go to the last."))                                  \
	X(HALF_DOWN, "half-down", "C-d", IN_SCREENS, 0, 0, N_("half a page down"), N_("Move down by half a page."))    \
	X(HALF_UP, "half-up", "C-u", IN_SCREENS, 0, 0, N_("half a page up"), N_("Move up by half a page."))            \
	X(PAGE_DOWN, "page-down", "PgDn C-f", IN_SCREENS, 0, 0, N_("page down"), N_("Move down by a page."))           \
	X(PAGE_UP, "page-up", "PgUp C-b", IN_SCREENS, 0, 0, N_("page up"), N_("Move up by a page."))                   \
	X(OPEN, "open", "Enter", IN_PANES | IN_CALLS | IN_BILL, 0, 95, N_("open"),                                     \
	  N_("Open what is under the cursor, or the records behind it."))                                              \
	X(BACK, "back", "Esc", IN_SCREENS | IN_FIELDS | IN_FILTER, 0, 30, N_("back"),                                  \
	  N_("Cancel, then clear marks, then clear the filter, then go back."))                                        \
	X(CLOSE, "close", "q", IN_SCREENS, 0, 0, N_("close"), N_("Close this pane."))                                  \
	X(QUIT, "quit", "Q", IN_SCREENS, 0, 0, N_("quit"), N_("Leave the program."))                                   \
	X(NEXT_PART, "next-part", "Tab", IN_PARTS, 0, 40, N_("next part"), N_("Go to the next part of the pane."))     \
	X(PREV_PART, "previous-part", "S-Tab", IN_PARTS, 0, 0, N_("previous part"),                                    \
	  N_("Go to the previous part of the pane."))                                                                  \
	X(TOGGLE, "toggle", "`", IN_PANES, 0, 0, N_("last place"), N_("Go to the place you were in before."))          \
	X(NEXT_TAB, "next-tab", "]", IN_PANES, 0, 0, N_("next tab"), N_("Go to the next place."))                      \
	X(PREV_TAB, "previous-tab", "[", IN_PANES, 0, 0, N_("previous tab"), N_("Go to the previous place."))          \
	X(ZOOM, "zoom", "Z", IN_LIST, 0, 0, N_("zoom"), N_("Give this part the whole screen, or give it back."))       \
	X(FIND, "find", "/", IN_PANES, 0, 85, N_("find"),                                                              \
	  N_("Narrow the list as you type; in a text, go to the words."))                                              \
	X(FIND_NEXT, "find-next", "n", IN_LIST | IN_TEXT | IN_RECORD | IN_TODAY, 0, 0, N_("next match"),               \
	  N_("Go to the next match."))                                                                                 \
	X(FIND_PREV, "find-previous", "N", IN_LIST | IN_TEXT | IN_RECORD | IN_TODAY, 0, 0, N_("previous match"),       \
	  N_("Go to the previous match."))                                                                             \
	X(FIND_ALL, "find-all", "g+/", IN_PANES, 0, 0, N_("find anything"),                                            \
	  N_("Find customers, contacts, deals, activities and products at once."))                                     \
	X(FILTER, "filter", "F", IN_LIST | IN_BOARD | IN_CALENDAR, 0, 60, N_("filter"),                                \
	  N_("Type which records to show: stage:open amount>10k owner:me."))                                           \
	X(FILTER_FORM, "filter-form", "f", IN_LIST | IN_BOARD, 0, 0, N_("filter form"),                                \
	  N_("Choose in a form which records to show; it is the same filter."))                                        \
	X(VIEWS, "views", "V", IN_LIST | IN_BOARD | IN_CALENDAR, 0, 45, N_("views"),                                   \
	  N_("Open a saved view, or save this one."))                                                                  \
	X(SORT, "sort", "s", IN_LIST, 0, 50, N_("sort"), N_("Sort by the column under the cursor."))                   \
	X(REVERSE, "reverse", "S", IN_LIST, 0, 0, N_("reverse"), N_("Reverse the order."))                             \
	X(COLUMNS, "columns", "C", IN_LIST, 0, 0, N_("columns"), N_("Choose the columns."))                            \
	X(SORT_ALSO, "sort-also", "g+s", IN_LIST, 0, 0, N_("sort also"),                                               \
	  N_("Sort what is alike so far by the column under the cursor."))                                             \
	X(COLUMN_LEFT, "column-left", "{", IN_LIST, 0, 0, N_("column left"),                                           \
	  N_("Move the column under the cursor to the left."))                                                         \
	X(COLUMN_RIGHT, "column-right", "}", IN_LIST, 0, 0, N_("column right"),                                        \
	  N_("Move the column under the cursor to the right."))                                                        \
	X(NARROWER, "narrower", "(", IN_LIST, 0, 0, N_("narrower"),                                                    \
	  N_("Make the column under the cursor narrower."))                                                            \
	X(WIDER, "wider", ")", IN_LIST, 0, 0, N_("wider"), N_("Make the column under the cursor wider."))              \
	X(GROUP, "group", "g+b", IN_LIST, 0, 0, N_("group"),                                                           \
	  N_("Group the list by a field, with counts and totals; {open} folds a group."))                              \
	X(FOLD_ALL, "fold-groups", "Tab", IN_LIST, 0, 0, N_("fold"), N_("Fold all groups, or unfold them."))           \
	X(SAVE_VIEW, "save-view", "g+w", IN_LIST | IN_BOARD | IN_CALENDAR, 0, 0, N_("save view"),                      \
	  N_("Save what was changed of the view; what has no name yet is asked for one."))                             \
	X(REVERT_VIEW, "revert", "", IN_LIST | IN_BOARD | IN_CALENDAR, 0, 0, N_("revert"),                             \
	  N_("Show the view as it was saved."))                                                                        \
	X(MARK, "mark", "Space", IN_LIST | IN_BOARD | IN_TODAY, NEED_RECORD, 65, N_("mark"),                           \
	  N_("Mark this one and step on."))                                                                            \
	X(MARK_RANGE, "mark-range", "v", IN_LIST, NEED_RECORD, 0, N_("mark range"),                                    \
	  N_("Mark from here to where you press it again."))                                                           \
	X(MARK_INVERT, "mark-invert", "*", IN_TABLES, 0, 0, N_("invert marks"),                                        \
	  N_("Mark what is not marked, and the other way round; in Today within the section."))                        \
	X(MARK_BY, "mark-by", "+", IN_LIST, 0, 0, N_("mark by filter"),                                                \
	  N_("Mark the records that an expression fits."))                                                             \
	X(UNMARK_BY, "unmark-by", "-", IN_LIST, 0, 0, N_("unmark by filter"),                                          \
	  N_("Unmark the records that an expression fits."))                                                           \
	X(PREVIEW, "preview", "p", IN_LIST, 0, 30, N_("preview"), N_("Show or hide the record beside the list."))      \
	X(ADD, "add", "a", IN_PANES, NEED_CHANGE, 70, N_("add"), N_("Add a record here."))                             \
	X(EDIT, "edit", "e", IN_LIST | IN_RECORD | IN_BOARD | IN_TODAY | IN_CALENDAR, NEED_RECORD | NEED_CHANGE,       \
	  80, N_("edit"),                                                                                              \
	  N_("Edit the record in a form."))                                                                            \
	X(REMOVED, "removed", "g+x", IN_LIST, 0, 0, N_("removed ones"),                                                \
	  N_("Show what was removed, where `{remove}` brings it back; or leave it."))                                  \
	X(COPY_RECORD, "another", "r", IN_LIST | IN_RECORD | IN_BOARD | IN_TODAY | IN_CALENDAR, NEED_RECORD |          \
	  NEED_CHANGE, 0, N_("another like it"),                                                                       \
	  N_("Add another like this, without its codes and its past."))                                                \
	X(TEMPLATE, "template", "C-x F8", IN_PANES | IN_FORM, NEED_CHANGE, 0, N_("template"),                          \
	  N_("Begin an activity as a template says; :templates lists them."))                                          \
	X(CARD, "card", "C-v F9", IN_PANES | IN_FORM, NEED_CHANGE, 0, N_("card"),                                      \
	  N_("Add a contact from a card or signature, pasted into $VISUAL."))                                          \
	X(EDIT_FIELD, "edit-field", "E", IN_LIST | IN_RECORD, NEED_RECORD | NEED_CHANGE, 0, N_("edit field"),          \
	  N_("Edit the one field under the cursor; of all marked records, if any."))                                   \
	X(REMOVE, "remove", "d", IN_LIST | IN_RECORD | IN_BOARD | IN_TODAY | IN_CALENDAR, NEED_RECORD |                \
	  NEED_CHANGE, 0, N_("remove"),                                                                                \
	  N_("Remove the record; `{undo}` brings it back."))                                                           \
	X(COPY_ROW, "copy-row", "y+y", IN_TABLES | IN_RECORD | IN_CALLS | IN_REPORT, 0, 0, N_("copy"),                 \
	  N_("Copy the row to the terminal's clipboard."))                                                             \
	X(COPY_EMAIL, "copy-email", "y+e", IN_TABLES | IN_RECORD | IN_CALLS, NEED_RECORD, 0, N_("copy e-mail"),        \
	  N_("Copy the e-mail address."))                                                                              \
	X(COPY_PHONE, "copy-phone", "y+p", IN_TABLES | IN_RECORD | IN_CALLS, NEED_RECORD, 0, N_("copy phone"),         \
	  N_("Copy the phone number."))                                                                                \
	X(COPY_ADDRESS, "copy-address", "y+a", IN_TABLES | IN_RECORD | IN_CALLS, NEED_RECORD, 0, N_("copy address"),   \
	  N_("Copy the postal address."))                                                                              \
	X(COPY_REF, "copy-reference", "y+u", IN_TABLES | IN_RECORD | IN_BOARD | IN_CALENDAR, NEED_RECORD, 0,           \
	  N_("copy reference"),                                                                                        \
	  N_("Copy what names the record on the command line."))                                                       \
	X(UNDO, "undo", "u", IN_SCREENS, NEED_CHANGE, 35, N_("undo"), N_("Undo your last change."))                    \
	X(REDO, "redo", "C-r", IN_SCREENS, NEED_CHANGE, 0, N_("redo"), N_("Do it again."))                             \
	X(REPEAT, "repeat", ".", IN_LIST | IN_RECORD | IN_BOARD | IN_TODAY | IN_CALENDAR, NEED_RECORD |                \
	  NEED_CHANGE, 0, N_("repeat"),                                                                                \
	  N_("Do the last change to this record too."))                                                                \
	X(RECORD, "record", "U", IN_SCREENS, 0, 0, N_("record"), N_("Record keys as a macro, or end it."))             \
	X(PLAY, "play", "&", IN_SCREENS, 0, 0, N_("play"), N_("Play a macro: one of a list, or play NAME."))           \
	X(SPEAK, "speak", "I M-i", IN_SCREENS | IN_FORM, 0, 0, N_("say it"),                                           \
	  N_("Say what is under the cursor as one sentence."))                                                         \
	X(RELOAD, "reload", "R F5", IN_SCREENS, 0, 0, N_("reload"), N_("Ask the store again."))                        \
	X(REDRAW, "redraw", "C-l", IN_ALL, 0, 0, N_("redraw"), N_("Draw the whole screen anew."))                      \
	X(COMMAND, "command", ":", IN_SCREENS, 0, 20, N_("command"), N_("Type a command."))                            \
	X(PALETTE, "palette", "C-p", IN_SCREENS, 0, 0, N_("palette"),                                                  \
	  N_("Choose from everything that can be done."))                                                              \
	X(HELP, "help", "? F1", IN_SCREENS | IN_FORM, 0, 100, N_("keys"), N_("Show and run the keys of this pane."))   \
	X(CANCEL, "cancel", "C-c", IN_ALL, 0, 0, N_("cancel"), N_("Cancel what is running."))                          \
	X(SUSPEND, "suspend", "C-z", IN_ALL, 0, 0, N_("suspend"), N_("Go to the shell; `fg` comes back."))             \
	X(SHOW_ALL, "timeline-all", "1", IN_RECORD, 0, 0, N_("all"), N_("Show all that happened."))                    \
	X(SHOW_TALKS, "timeline-talks", "2", IN_RECORD, 0, 0, N_("talks"),                                             \
	  N_("Show calls, visits and meetings only."))                                                                 \
	X(SHOW_MAIL, "timeline-mail", "3", IN_RECORD, 0, 0, N_("mail"), N_("Show mails and letters only."))            \
	X(SHOW_DEALS, "timeline-deals", "4", IN_RECORD, 0, 0, N_("deals"), N_("Show what happened to deals only."))    \
	X(SHOW_MONEY, "timeline-money", "5", IN_RECORD, 0, 0, N_("money"), N_("Show invoices and payments only."))     \
	X(SHOW_CASES, "timeline-cases", "6", IN_RECORD, 0, 0, N_("cases"),                                             \
	  N_("Show complaints, questions and faults only."))                                                           \
	X(SHOW_CHANGES, "timeline-changes", "7", IN_RECORD, 0, 0, N_("changes"), N_("Show changed fields only."))      \
	X(SHOW_TASKS, "timeline-tasks", "8", IN_RECORD, 0, 0, N_("tasks"), N_("Show tasks and promises only."))        \
	X(SHOW_NOTES, "timeline-notes", "9", IN_RECORD, 0, 0, N_("notes"), N_("Show notes and documents only."))       \
	X(PIN, "pin", "P", IN_RECORD, NEED_ACTIVITY | NEED_CHANGE, 0, N_("pin"),                                       \
	  N_("Keep the note or talk on top of the timeline, or let it go."))                                           \
	X(GO_TODAY, "today", "1 g+t", IN_PANES, 0, 0, N_("Today"), N_("Go to Today."))                                 \
	X(GO_CUSTOMERS, "customers", "2 g+c", IN_PANES, 0, 0, N_("Customers"), N_("Go to the customers."))             \
	X(GO_CONTACTS, "contacts", "3 g+n", IN_PANES, 0, 0, N_("Contacts"), N_("Go to the contacts."))                 \
	X(GO_PIPELINE, "pipeline", "4 g+p", IN_PANES, 0, 0, N_("Pipeline"), N_("Go to the pipeline board."))           \
	X(GO_DEALS, "deals", "5 g+d", IN_PANES, 0, 0, N_("Deals"), N_("Go to the deals."))                             \
	X(GO_CALENDAR, "calendar", "6 g+a", IN_PANES, 0, 0, N_("Calendar"), N_("Go to the calendar."))                 \
	X(GO_REPORTS, "reports", "8 g+r", IN_PANES, 0, 0, N_("Reports"), N_("Go to the reports."))                     \
	X(GO_ENTITY, "go", "g+o", IN_PANES, 0, 0, N_("go to"), N_("Choose any list to go to."))                        \
	X(GO_DUPLICATES, "duplicates", "g+m", IN_PANES, 0, 0, N_("duplicates"),                                        \
	  N_("Go to the pairs of customers, or contacts, that may be one."))                                           \
	X(LOG, "log", "L", IN_PANES, NEED_RECORD | NEED_CHANGE, 75, N_("log"),                                         \
	  N_("Tell in one line what happened and what follows; it is understood as you type."))                        \
	X(TASK, "task", "t", IN_PANES, NEED_CHANGE, 68, N_("task"), N_("Add a task to follow up."))                    \
	X(PROMISE, "promise", "!", IN_PANES, NEED_CHANGE, 0, N_("promise"),                                            \
	  N_("Note what was promised, and by when."))                                                                  \
	X(SHEET, "sheet", "w", IN_LIST | IN_RECORD | IN_BOARD | IN_TODAY | IN_CALENDAR, NEED_RECORD, 0,                \
	  N_("contact sheet"),                                                                                         \
	  N_("Show what one wants to know before a call."))                                                            \
	X(CALLS, "calls", "c", IN_LIST, NEED_RECORD | NEED_CHANGE, 0, N_("call list"),                                 \
	  N_("Call those of the list, or the marked ones, one after the other."))                                      \
	X(QR, "qr", "Y", IN_TABLES | IN_RECORD | IN_CALLS, NEED_RECORD, 0, N_("dial"),                                 \
	  N_("Show the phone number as a QR code, for the phone's camera."))                                           \
	X(DONE, "done", "x", IN_TODAY | IN_LIST | IN_RECORD | IN_CALENDAR, NEED_ENDING | NEED_CHANGE, 78,              \
	  N_("done"),                                                                                                  \
	  N_("Mark the activity done or close the case, or open it again."))                                           \
	X(CATCH_UP, "catch-up", "Z", IN_TODAY, 0, 0, N_("overdue to today"),                                           \
	  N_("Put all that is overdue off to today, in one step that `{undo}` takes back."))                           \
	X(SNOOZE, "snooze", "z", IN_TODAY | IN_LIST | IN_RECORD | IN_CALENDAR, NEED_ACTIVITY | NEED_CHANGE, 76,        \
	  N_("snooze"),                                                                                                \
	  N_("Put the activity off to another day."))                                                                  \
	X(CARD_PREV, "card-left", "<", IN_BOARD, NEED_RECORD | NEED_CHANGE, 0, N_("move left"),                        \
	  N_("Move the card one column to the left, which sets its field."))                                           \
	X(CARD_NEXT, "card-right", ">", IN_BOARD, NEED_RECORD | NEED_CHANGE, 77, N_("move right"),                     \
	  N_("Move the card one column to the right, which sets its field."))                                          \
	X(BOARD_BY, "board-by", "B", IN_LIST | IN_BOARD, 0, 0, N_("board by"),                                         \
	  N_("Show the records as a board by a choice or reference: status, owner."))                                  \
	X(STAGE_PREV, "stage-back", "<", IN_LIST | IN_RECORD | IN_TODAY, NEED_DEAL | NEED_CHANGE, 0,                   \
	  N_("stage back"),                                                                                            \
	  N_("Move the deal one stage back."))                                                                         \
	X(STAGE_NEXT, "stage-on", ">", IN_LIST | IN_RECORD | IN_TODAY, NEED_DEAL | NEED_CHANGE, 77, N_("stage on"),    \
	  N_("Move the deal one stage forward."))                                                                      \
	X(STAGE_TO, "stage-to", "m", IN_LIST | IN_RECORD | IN_BOARD | IN_TODAY | IN_CALENDAR, NEED_DEAL |              \
	  NEED_CHANGE, 72, N_("move to"),                                                                              \
	  N_("Move the deal to any stage, also won or lost."))                                                         \
	X(ASSIGN, "assign", "A", IN_LIST | IN_RECORD | IN_BOARD | IN_TODAY | IN_CALENDAR, NEED_RECORD |                \
	  NEED_CHANGE, 0, N_("assign"),                                                                                \
	  N_("Give it to another owner."))                                                                             \
	X(TAG, "tags", "T", IN_LIST | IN_RECORD | IN_BOARD, NEED_RECORD | NEED_CHANGE, 0, N_("tags"),                  \
	  N_("Add a tag; -tag takes one away."))                                                                       \
	X(MERGE, "merge", "M", IN_LIST | IN_RECORD | IN_PAIRS, NEED_RECORD | NEED_CHANGE, 0, N_("merge"),              \
	  N_("Make two records one: those marked, or this one and another."))                                          \
	X(APART, "not-the-same", "x", IN_PAIRS, NEED_RECORD | NEED_CHANGE, 94, N_("not the same"),                     \
	  N_("Say that the two are two: the pair is not told again."))                                                 \
	X(OPEN_OTHER, "open-other", "o", IN_PAIRS, NEED_RECORD, 73, N_("open the other"),                              \
	  N_("Open the second record of the pair."))                                                                   \
	X(OPEN_FIRST, "open-first", "O", IN_PAIRS, NEED_RECORD, 74, N_("open the first"),                              \
	  N_("Open the first record of the pair."))                                                                    \
	X(RELATED, "related", "o", IN_LIST | IN_RECORD | IN_BOARD | IN_TODAY | IN_CALENDAR, NEED_RECORD, 0,            \
	  N_("related"),                                                                                               \
	  N_("Open what belongs to the record."))                                                                      \
	X(RELATIONS, "relations", "W", IN_LIST | IN_RECORD | IN_BOARD | IN_TODAY | IN_TREE, NEED_RECORD, 0,            \
	  N_("relations"),                                                                                             \
	  N_("Show the companies it belongs with, and who stands how to it."))                                         \
	X(DOCUMENTS, "documents", "O", IN_LIST | IN_RECORD, NEED_RECORD, 0, N_("documents"),                           \
	  N_("Open the document under the cursor; of a record, attach a file or list its documents."))                 \
	X(HISTORY, "history", "i", IN_LIST | IN_RECORD | IN_BOARD | IN_TODAY | IN_CALENDAR, NEED_RECORD, 25,           \
	  N_("history"),                                                                                               \
	  N_("Show who changed what, and when."))                                                                      \
	X(CHANGES, "changes", "H", IN_PANES, 0, 0, N_("changes"),                                                      \
	  N_("Show what changed since a day, of everything; {open} opens the record."))                                \
	X(ASOF, "asof", "", IN_PANES, 0, 0, N_("as of"),                                                               \
	  N_("Show the book as it was at the end of a day: asof 2026-10-01; asof now comes back."))                    \
	X(EXPORT, "export", "X", IN_LIST | IN_RECORD | IN_BOARD | IN_REPORT | IN_PAIRS | IN_TODAY | IN_CALENDAR, 0,    \
	  33, N_("export"),                                                                                            \
	  N_("Write what is shown to a file: a table, a calendar, cards; Today and a sheet also on paper."))           \
	X(IMPORT, "import", "g+i", IN_LIST | IN_BOARD | IN_CALENDAR, NEED_CHANGE, 0, N_("import"),                     \
	  N_("Read records from a file."))                                                                             \
	X(NEXT_RECORD, "next-record", "J", IN_RECORD, 0, 55, N_("next"),                                               \
	  N_("Open the next record of the list you came from."))                                                       \
	X(PREV_RECORD, "previous-record", "K", IN_RECORD, 0, 54, N_("previous"),                                       \
	  N_("Open the previous record of the list you came from."))                                                   \
	X(EARLIER, "earlier", "{", IN_BOARD | IN_REPORT | IN_CALENDAR, 0, 0, N_("earlier"),                            \
	  N_("The period before; on a board, the first stage."))                                                       \
	X(LATER, "later", "}", IN_BOARD | IN_REPORT | IN_CALENDAR, 0, 0, N_("later"),                                  \
	  N_("The period after; on a board, the last stage."))                                                         \
	X(SPAN, "span", "b", IN_CALENDAR, 0, 66, N_("week, month"),                                                    \
	  N_("Show a week, a month, an agenda, a day: each one after the other."))                                     \
	X(WHOSE, "whose", "P", IN_CALENDAR, 0, 62, N_("whose"),                                                        \
	  N_("Show my calendar, my team's, everybody's or somebody's."))                                               \
	X(NOW, "now", "T", IN_CALENDAR, 0, 0, N_("now"), N_("Go to today and this hour."))                             \
	X(GO_TO_DAY, "day", "@", IN_CALENDAR, 0, 64, N_("go to day"), N_("Go to a day: fri, 3 mar, +2w."))             \
	X(DAY_EARLIER, "day-earlier", "<", IN_CALENDAR, NEED_ACTIVITY | NEED_CHANGE, 0, N_("a day earlier"),           \
	  N_("Move the activity to the day before."))                                                                  \
	X(DAY_LATER, "day-later", ">", IN_CALENDAR, NEED_ACTIVITY | NEED_CHANGE, 76, N_("a day later"),                \
	  N_("Move the activity to the day after."))                                                                   \
	X(TIME_EARLIER, "half-hour-earlier", "(", IN_CALENDAR, NEED_ACTIVITY | NEED_CHANGE, 0,                         \
	  N_("half an hour earlier"),                                                                                  \
	  N_("Move the activity half an hour back."))                                                                  \
	X(TIME_LATER, "half-hour-later", ")", IN_CALENDAR, NEED_ACTIVITY | NEED_CHANGE, 0, N_("half an hour later"),   \
	  N_("Move the activity half an hour on."))                                                                    \
	X(LONGER, "longer", "+", IN_CALENDAR, NEED_ACTIVITY | NEED_CHANGE, 0, N_("longer"),                            \
	  N_("Make the activity a quarter of an hour longer; what has no hour, a day."))                               \
	X(SHORTER, "shorter", "-", IN_CALENDAR, NEED_ACTIVITY | NEED_CHANGE, 0, N_("shorter"),                         \
	  N_("Make the activity a quarter of an hour shorter; what has no hour, a day."))                              \
	X(FOLLOW, "following-likewise", "S", IN_CALENDAR, NEED_ACTIVITY | NEED_CHANGE, 0, N_("following likewise"),    \
	  N_("Make all that follow in the series as this one is now."))                                                \
	X(END_SERIES, "remove-following", "D", IN_CALENDAR, NEED_ACTIVITY | NEED_CHANGE, 0,                            \
	  N_("remove with following"),                                                                                 \
	  N_("Remove this one and all that follow in the series."))                                                    \
	X(FLIP, "flip", "b", IN_BOARD | IN_REPORT, 0, 62, N_("picture, table"),                                        \
	  N_("Change between picture and table, or board and list."))                                                  \
	X(PARAMETERS, "parameters", "P", IN_REPORT | IN_BOARD, 0, 58, N_("parameters"),                                \
	  N_("Choose period, owner, pipeline and the like."))                                                          \
	X(EXPLAIN, "explain", "= e", IN_SCREENS, 0, 38, N_("explain"),                                                 \
	  N_("Tell how the figures under the cursor are made: of what, who typed it, what is missing."))               \
	X(SET, "set", "", IN_PANES, 0, 0, N_("set"),                                                                   \
	  N_("Set an option, now and later: set theme contrast; alone, list them."))                                   \
	X(TAKE, "choose", "Enter C-s", IN_PICK | IN_LINE | IN_DIALOG | IN_SAID, 0, 90, N_("take"), N_("Take it."))     \
	X(PICK_MOVE, "choose-next", "Down C-n", IN_PICK, 0, 80, N_("next"), N_("Go to the next one."))                 \
	X(COMPLETE, "complete", "Tab", IN_LINE, 0, 70, N_("complete"),                                                 \
	  N_("Write what can stand here; again, the next of those that are shown."))                                   \
	X(RECALL, "recall", "Up C-p", IN_LINE | IN_SAID, 0, 60, N_("earlier line"),                                    \
	  N_("Bring back what was typed before."))                                                                     \
	X(LEAVE, "leave", "Esc", IN_PICK | IN_LINE | IN_DIALOG | IN_SAID | IN_BILL, 0, 50, N_("leave"),                \
	  N_("Leave without taking anything."))                                                                        \
	X(CORRECT, "correct", "Tab", IN_SAID, 0, 85, N_("correct"),                                                    \
	  N_("Say what is meant by a part of the line that can mean several things."))                                 \
	X(WHOLE_FORM, "whole-form", "C-o F3", IN_SAID, 0, 40, N_("form"), N_("Go on in a form, with all fields."))     \
	X(FILTER_APPLY, "apply", "Enter C-s F2", IN_FILTER, 0, 90, N_("show them"),                                    \
	  N_("Show the records that the form asks for."))                                                              \
	X(FILTER_VALUES, "values", "C-n", IN_FILTER, 0, 75, N_("values"),                                              \
	  N_("Show the values that there are; again, write the next one."))                                            \
	X(FILTER_OP, "comparison", "C-o F3", IN_FILTER, 0, 80, N_("comparison"),                                       \
	  N_("Compare in another way: is, is not, is more than."))                                                     \
	X(SAVE, "save", "C-s F2", IN_FIELDS, 0, 90, N_("save"), N_("Save what was typed."))                            \
	X(FORM_NEXT, "next-field", "Tab Down", IN_FIELDS | IN_FILTER, 0, 70, N_("next"),                               \
	  N_("Go to the next field."))                                                                                 \
	X(FORM_PREV, "previous-field", "S-Tab Up", IN_FIELDS | IN_FILTER, 0, 0, N_("previous"),                        \
	  N_("Go to the previous field."))                                                                             \
	X(FORM_ENTER, "take", "Enter", IN_FIELDS, 0, 0, N_("take"),                                                    \
	  N_("Take the value and go on; save on the last field."))                                                     \
	X(FORM_MORE, "more-fields", "C-o F3", IN_FORM, 0, 60, N_("more fields"),                                       \
	  N_("Show the fields that are seldom needed, or hide them."))                                                 \
	X(FORM_EDITOR, "editor", "C-g F4", IN_FIELDS, 0, 40, N_("editor"), N_("Write the note in $VISUAL."))           \
	X(FORM_AGAIN, "as-before", "C-r F7", IN_FORM, 0, 0, N_("as before"),                                           \
	  N_("Fill in what the last one that you added had."))                                                         \
	X(FORM_SIMILAR, "similar", "C-t F6", IN_FORM, 0, 0, N_("open similar"),                                        \
	  N_("Open a record that looks like what you type; the form stays."))                                          \
	X(FORM_EXPLAIN, "explain-similar", "M-e", IN_FORM, 0, 0, N_("explain"),                                        \
	  N_("Tell how the scores are made of what looks like it."))                                                   \
	X(FIND_EXPLAIN, "explain-found", "M-e", IN_FIND, 0, 70, N_("explain"),                                         \
	  N_("Tell how many were found of what, and what was looked for."))                                            \
	X(LATER_VALUE, "value-up", "C-n", IN_FIELDS, 0, 0, N_("later"), N_("The next choice, or a day later."))        \
	X(EARLIER_VALUE, "value-down", "C-p", IN_FIELDS | IN_FILTER, 0, 0, N_("earlier"),                              \
	  N_("The previous choice, or a day earlier."))

#define COMMAND_ENUM(ID, ...) CMD_##ID,
enum command_id { COMMANDS(COMMAND_ENUM) CMD_COUNT, CMD_NONE = -1 };

struct command {
	enum command_id id;
	const char *name;  /* after ':', in the palette and in key files */
	const char *keys;
	unsigned contexts, needs;
	int bar;
	const char *label; /* N_() */
	const char *help;  /* N_() */
};

extern const struct command commands[CMD_COUNT];
const struct command *command_find(const char *name);

#endif
