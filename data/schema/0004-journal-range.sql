-- A row of the journal that tells the same of many records tells it once: of `record` and all after it up to
-- `last`. An import of a million is some hundred rows then, and so is its undo. Without `last` it tells of
-- `record` alone.
ALTER TABLE journal ADD COLUMN last INTEGER;
CREATE INDEX journal_range ON journal (entity, record, last) WHERE last IS NOT NULL;
