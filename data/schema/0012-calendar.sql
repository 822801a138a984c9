-- What comes again, and what other calendars know: activities have their rule, the first of their series, the
-- moment that the rule gave them, the zone of their clock and their id elsewhere.
ALTER TABLE activity ADD COLUMN repeats TEXT;
ALTER TABLE activity ADD COLUMN series INTEGER REFERENCES activity;
ALTER TABLE activity ADD COLUMN slot TEXT;
ALTER TABLE activity ADD COLUMN zone TEXT;
ALTER TABLE activity ADD COLUMN uid TEXT;
CREATE INDEX activity_series ON activity (series) WHERE series IS NOT NULL;
CREATE UNIQUE INDEX activity_uid ON activity (uid) WHERE uid IS NOT NULL AND removed = 0;
-- A calendar reads a window of days, whether done or not.
CREATE INDEX activity_start ON activity (start) WHERE start IS NOT NULL;
CREATE INDEX activity_day ON activity (due) WHERE start IS NULL AND due IS NOT NULL;
CREATE INDEX activity_repeats ON activity (id) WHERE repeats IS NOT NULL AND series IS NULL;
