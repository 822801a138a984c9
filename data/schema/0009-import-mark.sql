-- How far an import came: what it is known again by when it was broken off, and the rows that are dealt with.
ALTER TABLE import ADD COLUMN batch TEXT;
ALTER TABLE import ADD COLUMN print TEXT;
ALTER TABLE import ADD COLUMN reached INTEGER;
