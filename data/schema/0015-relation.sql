-- Who stands how to whom. One of the first three and one of the other three has a value.
CREATE TABLE relation (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	customer INTEGER REFERENCES customer,
	contact INTEGER REFERENCES contact,
	user INTEGER REFERENCES user,
	kind TEXT NOT NULL,
	to_customer INTEGER REFERENCES customer,
	to_contact INTEGER REFERENCES contact,
	to_user INTEGER REFERENCES user,
	strength TEXT,
	since TEXT,
	until TEXT,
	note TEXT
);
CREATE INDEX relation_customer ON relation (customer) WHERE customer IS NOT NULL;
CREATE INDEX relation_contact ON relation (contact) WHERE contact IS NOT NULL;
CREATE INDEX relation_user ON relation (user) WHERE user IS NOT NULL;
CREATE INDEX relation_to_customer ON relation (to_customer) WHERE to_customer IS NOT NULL;
CREATE INDEX relation_to_contact ON relation (to_contact) WHERE to_contact IS NOT NULL;
CREATE INDEX relation_to_user ON relation (to_user) WHERE to_user IS NOT NULL;
