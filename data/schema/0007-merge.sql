-- Of two records that were one, the older stays and the other says into which it went, so that ids and codes
-- in files, scripts and heads keep leading somewhere. Of two that only look alike it is remembered that they
-- are two.

ALTER TABLE customer ADD COLUMN merged INTEGER REFERENCES customer;
ALTER TABLE contact ADD COLUMN merged INTEGER REFERENCES contact;
CREATE INDEX customer_merged ON customer (merged) WHERE merged IS NOT NULL;
CREATE INDEX contact_merged ON contact (merged) WHERE merged IS NOT NULL;

CREATE TABLE apart (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	customer INTEGER REFERENCES customer,
	customer_not INTEGER REFERENCES customer,
	contact INTEGER REFERENCES contact,
	contact_not INTEGER REFERENCES contact
);
CREATE INDEX apart_customer ON apart (customer) WHERE customer IS NOT NULL;
CREATE INDEX apart_customer_not ON apart (customer_not) WHERE customer_not IS NOT NULL;
CREATE INDEX apart_contact ON apart (contact) WHERE contact IS NOT NULL;
CREATE INDEX apart_contact_not ON apart (contact_not) WHERE contact_not IS NOT NULL;
