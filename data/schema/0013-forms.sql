-- What activities begin with, and what a deal must have to come to a stage.
CREATE TABLE template (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	kind TEXT,
	subject TEXT,
	duration INTEGER,
	due TEXT,
	note TEXT
);
CREATE UNIQUE INDEX template_name ON template (name) WHERE removed = 0;
ALTER TABLE stage ADD COLUMN required TEXT;
