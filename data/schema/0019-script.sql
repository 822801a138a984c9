-- What to say to those of a list.
ALTER TABLE view ADD COLUMN script TEXT;
