-- What `find` looks through: one row for each record that can be found, its title and its other words
-- folded (text_fold). A record that changes gets a new id, so that the order of ids is that of changes.

CREATE TABLE find_text (
	id INTEGER PRIMARY KEY,
	title TEXT NOT NULL,
	words TEXT NOT NULL,
	entity TEXT NOT NULL,
	record INTEGER NOT NULL
);
CREATE UNIQUE INDEX find_text_record ON find_text (record, entity);

-- The tokenizer is ours (src/store/tokenizer.c). Merging inside somebody's transaction would stall it, so
-- it is left to the idle store.
CREATE VIRTUAL TABLE find USING fts5 (
	title, words, entity,
	content = 'find_text', content_rowid = 'id', columnsize = 0, prefix = '1 2 3',
	tokenize = 'rapport'
);
INSERT INTO find (find, rank) VALUES ('automerge', 0);
INSERT INTO find (find, rank) VALUES ('crisismerge', 64);
INSERT INTO find (find, rank) VALUES ('hashsize', 8388608);

-- The lists that people open first begin with what stands first by name.
CREATE INDEX customer_by_name ON customer (name COLLATE fold, id) WHERE removed = 0;
CREATE INDEX contact_by_name ON contact (name COLLATE fold, id) WHERE removed = 0;
