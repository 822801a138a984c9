-- Files of activities, invoices, cases and products as well, and who attached them.
ALTER TABLE document ADD COLUMN activity INTEGER REFERENCES activity;
ALTER TABLE document ADD COLUMN invoice INTEGER REFERENCES invoice;
ALTER TABLE document ADD COLUMN "case" INTEGER REFERENCES "case";
ALTER TABLE document ADD COLUMN product INTEGER REFERENCES product;
ALTER TABLE document ADD COLUMN author INTEGER REFERENCES user;
CREATE INDEX document_activity ON document (activity) WHERE activity IS NOT NULL;
CREATE INDEX document_invoice ON document (invoice) WHERE invoice IS NOT NULL;
CREATE INDEX document_case ON document ("case") WHERE "case" IS NOT NULL;
CREATE INDEX document_product ON document (product) WHERE product IS NOT NULL;
UPDATE document SET author = (
	SELECT x.user FROM journal j JOIN txn x ON x.id = j.txn WHERE j.seq = (
		SELECT min(seq) FROM (
			SELECT seq FROM journal WHERE record = document.id AND entity = 'document'
			UNION ALL SELECT seq FROM journal
			WHERE entity = 'document' AND record < document.id AND last >= document.id)));
