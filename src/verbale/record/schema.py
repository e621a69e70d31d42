"""Tables of the record, the same on SQLite and PostgreSQL.

A work is one symbol (or one text without a symbol); an expression is the work in one language; a manifestation is a
file that was read. Blocks, mentions and positions belong to the expression and are replaced whole when a file is read
again; judgements of people refer to addresses, not to rows, so that they outlive every re-reading.
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
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 1
"""Number of the schema; migrations lead from one to the next."""

metadata = MetaData()

state = Table(
    "state",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
    comment="Facts about the record itself: schema version, identifier.",
)

works = Table(
    "works",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(250), nullable=False, unique=True, comment="The address's first part: symbol, or nn-<hash>."),
    Column("kind", String(40), nullable=False),
    Column("body", String(120), index=True),
    Column("session", String(40)),
    Column("year", Integer, index=True),
    Column("date", String(10), comment="Issued, adopted or signed, the first that is known."),
    Column("distribution", String(20), nullable=False, comment="general, limited or restricted."),
)

symbols = Table(
    "symbols",
    metadata,
    Column("symbol", String(250), primary_key=True),
    Column("work", ForeignKey("works.id", ondelete="CASCADE"), nullable=False, index=True),
)

expressions = Table(
    "expressions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("work", ForeignKey("works.id", ondelete="CASCADE"), nullable=False),
    Column("language", String(8), nullable=False),
    Column("title", Text),
    Column("dossier", LargeBinary, nullable=False, comment="The whole dossier, MessagePack compressed with zlib."),
    Column("source", String(64), nullable=False, comment="SHA-256 of the manifestation it was read from."),
    UniqueConstraint("work", "language"),
)

manifestations = Table(
    "manifestations",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("expression", ForeignKey("expressions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("added", String(32), nullable=False, comment="UTC, ISO 8601."),
)

blocks = Table(
    "blocks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("expression", ForeignKey("expressions.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False, comment="Order in the document."),
    Column("address", String(250), nullable=False),
    Column("component", String(120), nullable=False),
    Column("role", String(20), nullable=False),
    Column("number", String(40)),
    Column("language", String(8)),
    Column("text", Text, nullable=False),
    UniqueConstraint("expression", "address"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("block", ForeignKey("blocks.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("type", String(20), nullable=False),
    Column("target", String(250)),
    Column("pinpoint", String(120)),
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
    Column("attitude", String(20), nullable=False, index=True),
    Column("class", String(20), nullable=False),
    Column("force", Float, nullable=False),
    Column("mode", String(20), nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("rule", String(120), nullable=False),
    Column("quote", Text, nullable=False),
    Column("request", Text, comment="The request or commitment as JSON."),
)

parties = Table(
    "parties",
    metadata,
    Column("position", ForeignKey("positions.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(12), primary_key=True, comment="holder, through, addressee, about or topic."),
    Column("target", String(250), primary_key=True),
    Index("parties_target", "target", "role"),
)

relations = Table(
    "relations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False, comment="cites, earlier-issue, transmits, corrects, adds-to, revises …"),
    Column("expression", ForeignKey("expressions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("address", String(250), nullable=False),
    Column("symbol", String(250), nullable=False, comment="What it leads to, whether or not the record holds it."),
    Column("pinpoint", String(120)),
    Index("relations_symbol", "symbol"),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("expression", ForeignKey("expressions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("code", String(8), nullable=False),
    Column("level", String(8), nullable=False),
    Column("address", String(250), nullable=False),
    Column("text", Text, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(250), nullable=False, index=True, comment="Key of the work, not its row."),
    Column("language", String(8), nullable=False),
    Column("address", String(250), nullable=False),
    Column("subject", String(250), nullable=False, comment="What is judged: mention:12-30, position:0-40, field:kind."),
    Column("verdict", String(12), nullable=False, comment="right, wrong or unsure."),
    Column("value", Text, comment="What is right instead."),
    Column("author", String(120), nullable=False),
    Column("at", String(32), nullable=False),
)

aliases = Table(
    "aliases",
    metadata,
    Column("old", String(500), primary_key=True),
    Column("new", String(500), nullable=False),
    comment="Addresses that were, and where they lead now; never removed.",
)
