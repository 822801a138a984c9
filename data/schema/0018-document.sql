-- Files that belong to records; what is in them lies beside the book, under its hash.
CREATE TABLE document (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	customer INTEGER REFERENCES customer,
	contact INTEGER REFERENCES contact,
	deal INTEGER REFERENCES deal,
	revision INTEGER,
	size INTEGER,
	hash TEXT NOT NULL,
	note TEXT
);
CREATE INDEX document_customer ON document (customer) WHERE customer IS NOT NULL;
CREATE INDEX document_contact ON document (contact) WHERE contact IS NOT NULL;
CREATE INDEX document_deal ON document (deal) WHERE deal IS NOT NULL;
CREATE INDEX document_hash ON document (hash);
