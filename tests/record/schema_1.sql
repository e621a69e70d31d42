-- The tables of a record of schema 1, as the program made them; IDENTITY and BYTES stand for what differs by database.
CREATE TABLE aliases (
 "old" VARCHAR(500) NOT NULL,
 "new" VARCHAR(500) NOT NULL,
 PRIMARY KEY ("old")
);
CREATE TABLE judgements (
 id IDENTITY NOT NULL,
 key VARCHAR(250) NOT NULL,
 language VARCHAR(8) NOT NULL,
 address VARCHAR(250) NOT NULL,
 subject VARCHAR(250) NOT NULL,
 verdict VARCHAR(12) NOT NULL,
 value TEXT,
 author VARCHAR(120) NOT NULL,
 at VARCHAR(32) NOT NULL,
 PRIMARY KEY (id)
);
CREATE INDEX ix_judgements_key ON judgements (key);
CREATE TABLE state (
 name VARCHAR(40) NOT NULL,
 value TEXT NOT NULL,
 PRIMARY KEY (name)
);
CREATE TABLE works (
 id IDENTITY NOT NULL,
 key VARCHAR(250) NOT NULL,
 kind VARCHAR(40) NOT NULL,
 body VARCHAR(120),
 session VARCHAR(40),
 year INTEGER,
 date VARCHAR(10),
 distribution VARCHAR(20) NOT NULL,
 PRIMARY KEY (id),
 UNIQUE (key)
);
CREATE INDEX ix_works_body ON works (body);
CREATE INDEX ix_works_year ON works (year);
CREATE TABLE expressions (
 id IDENTITY NOT NULL,
 work INTEGER NOT NULL,
 language VARCHAR(8) NOT NULL,
 title TEXT,
 dossier BYTES NOT NULL,
 source VARCHAR(64) NOT NULL,
 PRIMARY KEY (id),
 UNIQUE (work, language),
 FOREIGN KEY(work) REFERENCES works (id) ON DELETE CASCADE
);
CREATE TABLE symbols (
 symbol VARCHAR(250) NOT NULL,
 work INTEGER NOT NULL,
 PRIMARY KEY (symbol),
 FOREIGN KEY(work) REFERENCES works (id) ON DELETE CASCADE
);
CREATE INDEX ix_symbols_work ON symbols (work);
CREATE TABLE blocks (
 id IDENTITY NOT NULL,
 expression INTEGER NOT NULL,
 place INTEGER NOT NULL,
 address VARCHAR(250) NOT NULL,
 component VARCHAR(120) NOT NULL,
 role VARCHAR(20) NOT NULL,
 number VARCHAR(40),
 language VARCHAR(8),
 text TEXT NOT NULL,
 PRIMARY KEY (id),
 UNIQUE (expression, address),
 FOREIGN KEY(expression) REFERENCES expressions (id) ON DELETE CASCADE
);
CREATE TABLE findings (
 id IDENTITY NOT NULL,
 expression INTEGER NOT NULL,
 code VARCHAR(8) NOT NULL,
 level VARCHAR(8) NOT NULL,
 address VARCHAR(250) NOT NULL,
 text TEXT NOT NULL,
 PRIMARY KEY (id),
 FOREIGN KEY(expression) REFERENCES expressions (id) ON DELETE CASCADE
);
CREATE INDEX ix_findings_expression ON findings (expression);
CREATE TABLE manifestations (
 sha256 VARCHAR(64) NOT NULL,
 expression INTEGER NOT NULL,
 name TEXT NOT NULL,
 media_type VARCHAR(120) NOT NULL,
 bytes INTEGER NOT NULL,
 added VARCHAR(32) NOT NULL,
 PRIMARY KEY (sha256),
 FOREIGN KEY(expression) REFERENCES expressions (id) ON DELETE CASCADE
);
CREATE INDEX ix_manifestations_expression ON manifestations (expression);
CREATE TABLE relations (
 id IDENTITY NOT NULL,
 kind VARCHAR(20) NOT NULL,
 expression INTEGER NOT NULL,
 address VARCHAR(250) NOT NULL,
 symbol VARCHAR(250) NOT NULL,
 pinpoint VARCHAR(120),
 PRIMARY KEY (id),
 FOREIGN KEY(expression) REFERENCES expressions (id) ON DELETE CASCADE
);
CREATE INDEX ix_relations_expression ON relations (expression);
CREATE INDEX relations_symbol ON relations (symbol);
CREATE TABLE mentions (
 id IDENTITY NOT NULL,
 block INTEGER NOT NULL,
 start INTEGER NOT NULL,
 "end" INTEGER NOT NULL,
 type VARCHAR(20) NOT NULL,
 target VARCHAR(250),
 pinpoint VARCHAR(120),
 score FLOAT NOT NULL,
 PRIMARY KEY (id),
 FOREIGN KEY(block) REFERENCES blocks (id) ON DELETE CASCADE
);
CREATE INDEX ix_mentions_block ON mentions (block);
CREATE INDEX mentions_target ON mentions (target);
CREATE TABLE positions (
 id IDENTITY NOT NULL,
 block INTEGER NOT NULL,
 start INTEGER NOT NULL,
 "end" INTEGER NOT NULL,
 attitude VARCHAR(20) NOT NULL,
 class VARCHAR(20) NOT NULL,
 force FLOAT NOT NULL,
 mode VARCHAR(20) NOT NULL,
 negated BOOLEAN NOT NULL,
 rule VARCHAR(120) NOT NULL,
 quote TEXT NOT NULL,
 request TEXT,
 PRIMARY KEY (id),
 FOREIGN KEY(block) REFERENCES blocks (id) ON DELETE CASCADE
);
CREATE INDEX ix_positions_attitude ON positions (attitude);
CREATE INDEX ix_positions_block ON positions (block);
CREATE TABLE parties (
 position INTEGER NOT NULL,
 role VARCHAR(12) NOT NULL,
 target VARCHAR(250) NOT NULL,
 PRIMARY KEY (position, role, target),
 FOREIGN KEY(position) REFERENCES positions (id) ON DELETE CASCADE
);
CREATE INDEX parties_target ON parties (target, role);
