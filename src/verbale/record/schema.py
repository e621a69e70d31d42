"""Tables of the record, the same on SQLite and PostgreSQL.

A work is one symbol (or one text without a symbol); an expression is the work in one language; a manifestation is a
file that was read. Blocks, mentions and positions belong to the expression and are replaced whole when a file is read
again; judgements of people refer to addresses and words, not to rows, so that they outlive every re-reading.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql

VERSION = 3
"""Number of the schema; `migrations.py` leads from one to the next."""

metadata = MetaData()

words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text in the order of its code points on every database: PostgreSQL would else order by the locale of its server. No
length is set, because what a document prints has none; a hostile one must not stop a server that counts."""

state = Table(
    "state",
    metadata,
    Column("name", words, primary_key=True),
    Column("value", words, nullable=False),
    comment="Facts about the record itself: schema version, identifier.",
)

works = Table(
    "works",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", words, nullable=False, unique=True, comment="The address's first part: symbol, or nn-<hash>."),
    Column("kind", words, nullable=False),
    Column("body", words, index=True),
    Column("session", words),
    Column("year", Integer, index=True),
    Column("date", words, comment="Issued, adopted or signed, the first that is known."),
    Column("distribution", words, nullable=False, comment="general, limited or restricted."),
)

symbols = Table(
    "symbols",
    metadata,
    Column("symbol", words, primary_key=True),
    Column("work", ForeignKey("works.id", ondelete="CASCADE"), nullable=False, index=True),
)

expressions = Table(
    "expressions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("work", ForeignKey("works.id", ondelete="CASCADE"), nullable=False),
    Column("language", words, nullable=False),
    Column("title", words),
    Column("dossier", LargeBinary, nullable=False, comment="The whole dossier, MessagePack compressed with zlib."),
    Column("machine", LargeBinary, comment="The same before people's judgements, where they changed it."),
    Column("source", words, nullable=False, comment="SHA-256 of the manifestation it was read from."),
    Column("distribution", words, comment="The class this version prints; the work has the strictest of its versions."),
    Column("revision", Integer, nullable=False, server_default="1", comment="Counts every writing of these rows."),
    UniqueConstraint("work", "language"),
)

manifestations = Table(
    "manifestations",
    metadata,
    Column("sha256", words, primary_key=True),
    Column("expression", ForeignKey("expressions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", words, nullable=False),
    Column("media_type", words, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("added", words, nullable=False, comment="UTC, ISO 8601."),
    Column("reader", words, nullable=False, server_default="", comment="Edition of the program that read it last."),
)

blocks = Table(
    "blocks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("expression", ForeignKey("expressions.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False, comment="Order in the document."),
    Column("address", words, nullable=False),
    Column("component", words, nullable=False),
    Column("role", words, nullable=False),
    Column("number", words),
    Column("language", words),
    Column("text", words, nullable=False),
    UniqueConstraint("expression", "address"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("block", ForeignKey("blocks.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("type", words, nullable=False),
    Column("target", words),
    Column("pinpoint", words),
    Column("score", Float, nullable=False),
    Index("mentions_target", "target"),
)

positions = Table(
    "positions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("block", ForeignKey("blocks.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("attitude", words, nullable=False, index=True),
    Column("class", words, nullable=False),
    Column("force", Float, nullable=False),
    Column("mode", words, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("rule", words, nullable=False),
    Column("quote", words, nullable=False),
    Column("request", words, comment="The request or commitment as JSON."),
)

parties = Table(
    "parties",
    metadata,
    Column("position", ForeignKey("positions.id", ondelete="CASCADE"), primary_key=True),
    Column("role", words, primary_key=True, comment="holder, through, addressee, about or topic."),
    Column("target", words, primary_key=True),
    Index("parties_target", "target", "role"),
    sqlite_with_rowid=False,
)

relations = Table(
    "relations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", words, nullable=False, comment="cites, earlier-issue, transmits, corrects, adds-to, revises …"),
    Column("expression", ForeignKey("expressions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("address", words, nullable=False),
    Column("symbol", words, nullable=False, comment="What it leads to, whether or not the record holds it."),
    Column("pinpoint", words),
    Column("language", words, comment="The version it leads to, where it leads to one (translates)."),
    Index("relations_symbol", "symbol"),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("expression", ForeignKey("expressions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("code", words, nullable=False),
    Column("level", words, nullable=False),
    Column("address", words, nullable=False),
    Column("text", words, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", words, nullable=False, index=True, comment="Key of the work, not its row."),
    Column("language", words, nullable=False, comment="Of the version judged; none where the whole work is."),
    Column("address", words, nullable=False, comment="Where it stands now; it follows the text when that moves."),
    Column("subject", words, nullable=False, comment="What is judged: mention:12-30, position:0-40, field:kind."),
    Column("quote", words, comment="The words judged, by which they are found again when offsets change."),
    Column("verdict", words, nullable=False, comment="right, wrong or unsure."),
    Column("value", words, comment="What is right instead."),
    Column("author", words, nullable=False),
    Column("at", words, nullable=False),
)

aliases = Table(
    "aliases",
    metadata,
    Column("old", words, primary_key=True),
    Column("new", words, nullable=False),
    comment="Addresses that were, and where they lead now; never removed.",
)

watches = Table(
    "watches",
    metadata,
    Column("name", words, primary_key=True),
    Column("sort", words, nullable=False, comment="question or holder."),
    Column("asked", words, nullable=False, comment="The question as typed, or the identifier of the holder."),
    Column("author", words, nullable=False),
    Column("made", words, nullable=False),
    Column("looked", words, nullable=False, comment="When somebody looked last; UTC, ISO 8601."),
    Column("seen", words, nullable=False, comment="What was there then, as JSON; see search/watching.py."),
    comment="Saved searches, and holders whose positions are watched.",
)
