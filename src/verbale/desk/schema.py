"""Tables of the desk, in the same database as the record, the same on SQLite and PostgreSQL.

An item is one communication with its number in the register. Its versions are the files by language, its outputs what
was issued, its posts what was sent to whom. Numbers are symbols, counters the last number of a register or series.
Persons, accounts, lists and settings are the office itself. The journal holds every step; triggers refuse to change or
remove its rows. A column that comes later may be empty: desks that are older get it when they are opened.
"""

from __future__ import annotations

from sqlalchemy import DDL, Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint, event

metadata = MetaData()

counters = Table(
    "desk_counters",
    metadata,
    Column("series", String(120), primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)

items = Table(
    "desk_items",
    metadata,
    Column("code", String(60), primary_key=True, comment="Number in the register as people write it."),
    Column("series", String(120), nullable=False, comment="Register and year it counts in."),
    Column("number", Integer, nullable=False),
    Column("style", String(40), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("received", String(32), nullable=False, comment="UTC, ISO 8601."),
    Column("channel", String(40), nullable=False),
    Column("submitter", String(120), comment="Who handed it in: a person of the office, a mission, a mailbox."),
    Column("reply", Text, comment="Address the receipt goes to."),
    Column("reference", String(250), comment="Message-ID of the mail it came by."),
    Column("due", String(10), comment="Day by which the next step should be done."),
    Column("distribution", String(12), comment="Class; that of the style where empty."),
    Column("embargo", String(32), comment="UTC, ISO 8601: until then nobody outside the office sees it."),
    Column("sender", String(120)),
    Column("addressee", Text),
    Column("body", String(120)),
    Column("kind", String(40)),
    Column("date", String(10)),
    Column("title", Text),
    Column("particulars", Text, nullable=False, comment="What else the reader understood, JSON."),
    Column("decisions", Text, nullable=False, comment="Finding → reason for which it was passed, JSON."),
    Column("checked", String(64), comment="Digest of the versions that passed the checks."),
    Column("approved", String(64), comment="Digest of the versions that were approved."),
    Column("symbol", String(250)),
    Column("issued", String(10), comment="Date printed on the document, fixed when its symbol is taken."),
    Column("parent", String(60)),
    Column("correction", String(20), comment="corr, add, rev or reissue, where the item follows its parent."),
    Column("earlier", Text, comment="Symbol under which the same text was issued before."),
    Column("job", String(40), comment="Job number, the same in all languages but for its letter."),
    Column("reason", Text),
    UniqueConstraint("series", "number"),
)

versions = Table(
    "desk_versions",
    metadata,
    Column("item", ForeignKey("desk_items.code"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("language", String(8), nullable=False),
    Column("role", String(12), nullable=False, comment="text or annex (a file of its own)."),
    Column("name", Text, nullable=False),
    Column("received", String(64), nullable=False, comment="SHA-256 of the file as it came."),
    Column("sha256", String(64), nullable=False, comment="SHA-256 of the text as it stands now."),
)

numbers = Table(
    "desk_numbers",
    metadata,
    Column("series", String(120), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("symbol", String(250), nullable=False, unique=True),
    Column("state", String(10), nullable=False, comment="taken, issued or void."),
    Column("item", ForeignKey("desk_items.code"), nullable=False, index=True),
    Column("reason", Text),
)

outputs = Table(
    "desk_outputs",
    metadata,
    Column("item", ForeignKey("desk_items.code"), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("form", String(8), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("bytes", Integer, nullable=False),
)

posts = Table(
    "desk_posts",
    metadata,
    Column("id", String(64), primary_key=True, comment="Also the Message-ID's first part, the same for ever."),
    Column("item", ForeignKey("desk_items.code"), nullable=False, index=True),
    Column("delegation", String(120), nullable=False),
    Column("address", Text, nullable=False),
    Column("channel", String(20), nullable=False),
    Column("message", String(64), nullable=False, comment="SHA-256 of the whole message as it is sent."),
    Column("state", String(10), nullable=False, comment="queued, sending, sent or failed."),
    Column("attempts", Integer, nullable=False),
    Column("at", String(32), nullable=False),
    Column("answer", Text),
    Column("token", String(40), comment="Secret of the address where the delegation confirms."),
    Column("kind", String(12), comment="document; receipt or return for what goes to the sender."),
    Column("after", String(32), comment="UTC: not to be tried again before."),
    Column("confirmed", String(32), comment="UTC: when the delegation said that it has it."),
    UniqueConstraint("item", "delegation"),
)

persons = Table(
    "desk_persons",
    metadata,
    Column("person", String(120), primary_key=True),
    Column("role", String(40), primary_key=True),
)

accounts = Table(
    "desk_accounts",
    metadata,
    Column("person", String(120), primary_key=True),
    Column("password", Text, comment="Argon2 hash; empty for those who sign in elsewhere."),
    Column("subject", String(250), comment="Issuer and subject of OpenID Connect."),
    Column("mission", String(120), comment="Sender whose communications a mission may see."),
    Column("since", String(10), comment="First day on which the roles hold."),
    Column("until", String(10), comment="Last day on which the roles hold."),
)

lists = Table(
    "desk_lists",
    metadata,
    Column("list", String(60), primary_key=True),
    Column("delegation", String(120), primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("address", Text, nullable=False),
    Column("channel", String(20), nullable=False),
    Column("since", String(10)),
    Column("until", String(10)),
)

settings = Table(
    "desk_settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

journal = Table(
    "desk_journal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("who", String(120), nullable=False),
    Column("act", String(20), nullable=False),
    Column("subject", String(80), nullable=False, index=True),
    Column("detail", Text, nullable=False, comment="What was done, JSON."),
    Column("rows", String(64), nullable=False, comment="Digest of the subject's rows after the act."),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)

for _act in ("UPDATE", "DELETE"):
    event.listen(
        journal,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER desk_journal_{_act.lower()} BEFORE {_act} ON desk_journal "
            "BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END"
        ).execute_if(dialect="sqlite"),
    )
event.listen(
    journal,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]
        "CREATE OR REPLACE FUNCTION desk_journal_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the journal is only added to'; END $$; "
        "CREATE TRIGGER desk_journal_kept BEFORE UPDATE OR DELETE ON desk_journal "
        "FOR EACH ROW EXECUTE FUNCTION desk_journal_kept()"
    ).execute_if(dialect="postgresql"),
)
