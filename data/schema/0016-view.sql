-- How a view is shown, by what it is grouped, and whether Today has it.
ALTER TABLE view ADD COLUMN kind TEXT;
ALTER TABLE view ADD COLUMN grouped TEXT;
ALTER TABLE view ADD COLUMN tile INTEGER;
UPDATE view SET kind = 'list';
