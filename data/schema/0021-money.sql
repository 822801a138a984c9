-- What customers owe and what they complain of. "case" is a word of SQL: everybody quotes it.
CREATE TABLE invoice (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	number TEXT NOT NULL,
	customer INTEGER NOT NULL REFERENCES customer,
	deal INTEGER REFERENCES deal,
	date TEXT NOT NULL,
	due TEXT,
	amount INTEGER NOT NULL,
	currency TEXT,
	paid INTEGER,
	paid_on TEXT,
	written_off INTEGER,
	note TEXT
);
CREATE UNIQUE INDEX invoice_number ON invoice (number) WHERE removed = 0;
CREATE INDEX invoice_customer ON invoice (customer);
CREATE INDEX invoice_deal ON invoice (deal) WHERE deal IS NOT NULL;

CREATE TABLE "case" (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	subject TEXT NOT NULL,
	kind TEXT NOT NULL,
	code TEXT,
	customer INTEGER NOT NULL REFERENCES customer,
	contact INTEGER REFERENCES contact,
	deal INTEGER REFERENCES deal,
	product INTEGER REFERENCES product,
	channel TEXT,
	priority TEXT,
	owner INTEGER REFERENCES user,
	opened TEXT,
	due TEXT,
	status TEXT NOT NULL,
	closed TEXT,
	cause TEXT,
	answer TEXT,
	remedy TEXT,
	satisfaction INTEGER,
	compensation INTEGER,
	currency TEXT,
	note TEXT
);
CREATE UNIQUE INDEX case_code ON "case" (code) WHERE removed = 0;
CREATE INDEX case_customer ON "case" (customer);
CREATE INDEX case_contact ON "case" (contact) WHERE contact IS NOT NULL;
CREATE INDEX case_deal ON "case" (deal) WHERE deal IS NOT NULL;
