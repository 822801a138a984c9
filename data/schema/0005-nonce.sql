-- A number that no other transaction has: what tells the rows of the journal from those that take their
-- numbers when a backup was restored and went another way. Caches beside the book look at it.
ALTER TABLE txn ADD COLUMN nonce INTEGER;
