-- Of whom a trait was bought is a customer; what names none, or several, stays as it was written.
ALTER TABLE trait RENAME COLUMN supplier TO supplier_name;
ALTER TABLE trait ADD COLUMN supplier INTEGER REFERENCES customer;
UPDATE trait SET supplier = (
	SELECT min(id) FROM customer c
	WHERE c.removed = 0 AND lower(trim(trait.supplier_name)) IN (lower(c.name), lower(c.short), lower(c.code))
	HAVING count(*) = 1
) WHERE supplier_name IS NOT NULL;
UPDATE trait SET supplier_name = NULL WHERE supplier IS NOT NULL;
CREATE INDEX trait_supplier ON trait (supplier) WHERE supplier IS NOT NULL;
UPDATE journal SET field = 'supplier_name' WHERE entity = 'trait' AND field = 'supplier';
