-- In a team's book a login name belongs to the uid that first came with it: a uid or a name that the host
-- gives to somebody else does not inherit the user.
CREATE TABLE account (
	login TEXT PRIMARY KEY,
	uid INTEGER NOT NULL UNIQUE,
	at TEXT NOT NULL
) WITHOUT ROWID;
