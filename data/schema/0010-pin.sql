-- What stands on top of a timeline.
ALTER TABLE activity ADD COLUMN pinned INTEGER;
