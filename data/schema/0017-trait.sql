-- What is known of a customer or a contact beside the facts, from whom, and since when.
CREATE TABLE trait (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	customer INTEGER REFERENCES customer,
	contact INTEGER REFERENCES contact,
	section TEXT NOT NULL,
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	source TEXT,
	supplier TEXT,
	price INTEGER,
	currency TEXT,
	day TEXT NOT NULL
);
CREATE INDEX trait_customer ON trait (customer) WHERE customer IS NOT NULL;
CREATE INDEX trait_contact ON trait (contact) WHERE contact IS NOT NULL;
