/* The one place that writes the journal. */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "store/store.h"

/* "seq IN " this: the rows that tell of one record, those of many records among them. Both arguments are
 * SQL: a parameter or a column. Everybody who asks for a record's rows asks so. */
#define JOURNAL_ABOUT(record_, entity_)                                                            \
	"(SELECT seq FROM journal WHERE record = " record_ " AND entity = " entity_                \
	" UNION ALL SELECT seq FROM journal WHERE entity = " entity_ " AND record < " record_      \
	" AND last >= " record_ ")"

/* The same of the records that were merged into one, whose history is its own; `table_` is the name of their
 * table, a literal, as only these are ever merged. */
#define JOURNAL_MERGED(table_, record_, entity_)                                                   \
	"(SELECT k.seq FROM " table_ " m JOIN journal k ON k.record = m.id AND k.entity = " entity_ \
	" WHERE m.merged = " record_ " UNION ALL SELECT k.seq FROM " table_ " m JOIN journal k"     \
	" ON k.entity = " entity_ " AND k.record < m.id AND k.last >= m.id WHERE m.merged = " record_ \
	")"

/* Writes one row of the transaction, which is begun when it was not. */
int journal_add(struct store *s, struct journal_txn *t, const struct entity *e, int64_t record,
		int64_t version, const char *field, const char *before, const char *after,
		struct error *err);
/* The same for all records from `first` to `last`, of which it must be true alike: also the version. */
int journal_add_range(struct store *s, struct journal_txn *t, const struct entity *e, int64_t first,
		      int64_t last, int64_t version, const char *field, const char *before,
		      const char *after, struct error *err);
/* Notes a creation, the row of which has no field. Those of records that follow each other become one
 * row, which journal_end_runs completes. */
int journal_made(struct store *s, struct journal_txn *t, const struct entity *e, int64_t record,
		 struct error *err);
/* To be called when the work of a request is done, before it is committed. */
int journal_end_runs(struct store *s, struct journal_txn *t, struct error *err);

/* What rows of the journal touched: records of one entity from `first` to `last`, at the row `seq`. */
typedef void journal_touch(void *to, int64_t seq, const struct entity *e, int64_t first, int64_t last);
/* Calls fn for what the rows after *seq touched and moves *seq to the last of them. A contact point
 * or a deal touches itself and those it belongs or belonged to. The one way to follow the journal. */
int journal_touched(struct store *s, int64_t *seq, journal_touch *fn, void *to, struct error *e);
/* What tells the row `seq` from any other that may ever stand there, also in a restored backup that went
 * another way; 0 for no row. */
int journal_mark(struct store *s, int64_t seq, uint64_t *mark, struct error *e);
/* The last row; 0: there is none. */
int journal_last(struct store *s, int64_t *seq, struct error *e);

/* Who last changed the record (its field; NULL: anything) after that version, and when, for a
 * sentence: "Ana Silva, 2026-11-22 10:14". "" when nobody did. Result in the arena. */
const char *journal_who(struct store *s, const struct entity *e, int64_t record, const char *field,
			int64_t after_version, struct arena *a);
/* What the journal calls a transaction, for people: "deal.move" is "Move to stage", "customer.add" is
 * "Add customer". The label itself when it is neither. Result in the arena. */
const char *journal_label(const char *label, struct arena *a);
/* "2026-11-22 10:14" of a stamp's text, in local time. */
const char *journal_when(const char *stamp, struct arena *a);

#endif
