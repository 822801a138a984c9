-- The book: a table for each entity, named as it is, with a column for each field that is not computed
-- (src/model; a test compares them). Released migrations never change: what comes later is a new file.
--
-- Money is minor units, a decimal or a per cent ten-thousandths, a date or a stamp ISO 8601 text, a bool 0
-- or 1. Indexes are those that joins and constraints need; each costs an import a second in the million.

CREATE TABLE team (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	leader INTEGER REFERENCES user
);
CREATE UNIQUE INDEX team_name ON team (name) WHERE removed = 0;

CREATE TABLE user (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	login TEXT,
	email TEXT,
	manager INTEGER REFERENCES user,
	team INTEGER REFERENCES team,
	office TEXT,
	active INTEGER
);
CREATE UNIQUE INDEX user_name ON user (name) WHERE removed = 0;
CREATE UNIQUE INDEX user_login ON user (login) WHERE removed = 0;
CREATE INDEX user_manager ON user (manager);
CREATE INDEX user_team ON user (team);

CREATE TABLE customer (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	kind TEXT,
	short TEXT,
	code TEXT,
	type TEXT,
	status TEXT,
	industry TEXT,
	size TEXT,
	owner INTEGER REFERENCES user,
	deputy INTEGER REFERENCES user,
	team INTEGER REFERENCES team,
	parent INTEGER REFERENCES customer,
	source TEXT,
	website TEXT,
	tax_id TEXT,
	currency TEXT,
	annual_revenue INTEGER,
	employees INTEGER,
	founded INTEGER,
	tags TEXT,
	last_contact TEXT,
	next_step TEXT,
	channel TEXT,
	rhythm INTEGER,
	note TEXT
);
CREATE UNIQUE INDEX customer_code ON customer (code) WHERE removed = 0;
CREATE INDEX customer_parent ON customer (parent) WHERE parent IS NOT NULL;

CREATE TABLE contact (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	customer INTEGER REFERENCES customer,
	job TEXT,
	role TEXT,
	owner INTEGER REFERENCES user,
	birthday TEXT,
	language TEXT,
	tags TEXT,
	last_contact TEXT,
	note TEXT
);
CREATE INDEX contact_customer ON contact (customer);

CREATE TABLE role (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	contact INTEGER NOT NULL REFERENCES contact,
	customer INTEGER NOT NULL REFERENCES customer,
	role TEXT,
	job TEXT
);
CREATE INDEX role_contact ON role (contact);
CREATE INDEX role_customer ON role (customer);

CREATE TABLE point (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	customer INTEGER REFERENCES customer,
	contact INTEGER REFERENCES contact,
	kind TEXT NOT NULL,
	use TEXT,
	value TEXT,
	postcode TEXT,
	city TEXT,
	region TEXT,
	country TEXT,
	main INTEGER
);
CREATE INDEX point_customer ON point (customer, kind) WHERE customer IS NOT NULL;
CREATE INDEX point_contact ON point (contact, kind) WHERE contact IS NOT NULL;

CREATE TABLE product (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	code TEXT,
	family TEXT,
	price INTEGER,
	currency TEXT,
	unit TEXT,
	active INTEGER,
	note TEXT
);
CREATE UNIQUE INDEX product_code ON product (code) WHERE removed = 0;

CREATE TABLE pipeline (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	position INTEGER
);
CREATE UNIQUE INDEX pipeline_name ON pipeline (name) WHERE removed = 0;

CREATE TABLE stage (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	pipeline INTEGER NOT NULL REFERENCES pipeline,
	position INTEGER NOT NULL,
	probability INTEGER,
	outcome TEXT NOT NULL,
	rot_days INTEGER
);
CREATE INDEX stage_pipeline ON stage (pipeline, position);

CREATE TABLE deal (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	code TEXT,
	customer INTEGER REFERENCES customer,
	contact INTEGER REFERENCES contact,
	stage INTEGER NOT NULL REFERENCES stage,
	state TEXT,
	amount INTEGER,
	currency TEXT,
	override INTEGER,
	close TEXT,
	opened TEXT,
	closed TEXT,
	since TEXT,
	type TEXT,
	product INTEGER REFERENCES product,
	owner INTEGER REFERENCES user,
	competitor INTEGER REFERENCES customer,
	loss_reason TEXT,
	next_step TEXT,
	tags TEXT,
	note TEXT
);
CREATE UNIQUE INDEX deal_code ON deal (code) WHERE removed = 0;
CREATE INDEX deal_customer ON deal (customer);
CREATE INDEX deal_contact ON deal (contact) WHERE contact IS NOT NULL;
CREATE INDEX deal_stage ON deal (stage);
CREATE INDEX deal_owner ON deal (owner);
CREATE INDEX deal_product ON deal (product) WHERE product IS NOT NULL;

CREATE TABLE deal_line (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	deal INTEGER NOT NULL REFERENCES deal,
	product INTEGER NOT NULL REFERENCES product,
	quantity INTEGER,
	price INTEGER,
	currency TEXT
);
CREATE INDEX deal_line_deal ON deal_line (deal);
CREATE INDEX deal_line_product ON deal_line (product);

CREATE TABLE stage_move (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	deal INTEGER NOT NULL REFERENCES deal,
	from_stage INTEGER REFERENCES stage,
	to_stage INTEGER NOT NULL REFERENCES stage,
	at TEXT NOT NULL,
	by_user INTEGER REFERENCES user,
	amount INTEGER,
	currency TEXT
);
CREATE INDEX stage_move_deal ON stage_move (deal);

CREATE TABLE activity (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	subject TEXT NOT NULL,
	kind TEXT NOT NULL,
	customer INTEGER REFERENCES customer,
	contact INTEGER REFERENCES contact,
	deal INTEGER REFERENCES deal,
	due TEXT,
	start TEXT,
	duration INTEGER,
	done TEXT,
	direction TEXT,
	touchpoint TEXT,
	outcome TEXT,
	owner INTEGER REFERENCES user,
	note TEXT
);
CREATE INDEX activity_customer ON activity (customer) WHERE customer IS NOT NULL;
CREATE INDEX activity_contact ON activity (contact) WHERE contact IS NOT NULL;
CREATE INDEX activity_deal ON activity (deal) WHERE deal IS NOT NULL;
CREATE INDEX activity_due ON activity (due) WHERE done IS NULL;

CREATE TABLE rate (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	currency TEXT NOT NULL,
	day TEXT NOT NULL,
	rate INTEGER NOT NULL
);
CREATE INDEX rate_currency ON rate (currency, day);

CREATE TABLE view (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	entity TEXT NOT NULL,
	filter TEXT,
	sort TEXT,
	columns TEXT,
	scope TEXT,
	owner INTEGER REFERENCES user
);

CREATE TABLE import (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	file TEXT NOT NULL,
	entity TEXT,
	state TEXT,
	added INTEGER,
	changed INTEGER,
	same INTEGER,
	rejected INTEGER,
	txn INTEGER
);

CREATE TABLE draft (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	owner INTEGER REFERENCES user,
	entity TEXT,
	record INTEGER,
	base INTEGER,
	title TEXT,
	content TEXT
);
CREATE INDEX draft_owner ON draft (owner);

CREATE TABLE setting (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL DEFAULT 1,
	created TEXT,
	updated TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	value TEXT,
	owner INTEGER REFERENCES user
);
CREATE UNIQUE INDEX setting_name ON setting (name, coalesce(owner, 0)) WHERE removed = 0;

-- Who changed what, when. A transaction is what one person did at once and what undo takes back; its
-- rows tell each field's column text before and after. A creation is one row without a field: what the
-- record began with is where the rows after it lead back to. `version` is the record's after the change.
CREATE TABLE txn (
	id INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	user INTEGER REFERENCES user,
	kind TEXT NOT NULL,
	label TEXT,
	batch TEXT,
	target INTEGER REFERENCES txn,
	undone_by INTEGER REFERENCES txn
);
CREATE UNIQUE INDEX txn_batch ON txn (batch) WHERE batch IS NOT NULL;
CREATE INDEX txn_at ON txn (at);

CREATE TABLE journal (
	seq INTEGER PRIMARY KEY,
	txn INTEGER NOT NULL REFERENCES txn,
	entity TEXT NOT NULL,
	record INTEGER NOT NULL,
	version INTEGER NOT NULL,
	field TEXT,
	before TEXT,
	after TEXT
);
CREATE INDEX journal_txn ON journal (txn);
CREATE INDEX journal_record ON journal (record, entity);

-- What was answered to a write, for when it is asked again with the same UUID.
CREATE TABLE reply (
	id INTEGER PRIMARY KEY,
	uuid TEXT NOT NULL UNIQUE,
	user INTEGER NOT NULL REFERENCES user,
	at TEXT NOT NULL,
	txn INTEGER NOT NULL,
	text TEXT,
	saved TEXT
);

-- What a new book begins with.
INSERT INTO pipeline (id, name, position) VALUES (1, 'Sales', 1);
INSERT INTO stage (id, name, pipeline, position, probability, outcome, rot_days) VALUES
	(1, 'Qualified', 1, 1, 100000, 'open', 14),
	(2, 'Proposal', 1, 2, 300000, 'open', 21),
	(3, 'Negotiation', 1, 3, 600000, 'open', 14),
	(4, 'Commit', 1, 4, 900000, 'open', 10),
	(5, 'Won', 1, 5, 1000000, 'won', NULL),
	(6, 'Lost', 1, 6, 0, 'lost', NULL);
