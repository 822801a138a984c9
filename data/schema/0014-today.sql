-- What Today asks of a large book; each holds only the few records it is about.
CREATE INDEX activity_promise ON activity (owner, due) WHERE kind = 'promise' AND done IS NULL;
CREATE INDEX customer_rhythm ON customer (owner) WHERE rhythm IS NOT NULL;
CREATE INDEX contact_birthday ON contact (substr(birthday, 6, 5)) WHERE birthday IS NOT NULL;
