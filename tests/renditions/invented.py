"""Generated dossiers for properties: any tree of paragraphs, items, headings and tables, any text, any marks."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from verbale.model.address import item, join
from verbale.model.dossier import Block, Component, Date, Document, Dossier, Mark, MastheadField, Note, NoteAnchor
from verbale.model.mention import Candidate, Mention
from verbale.model.position import Cue, Position
from verbale.model.reading import Source

WORDS = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\ufffe\uffff"),
        st.sampled_from(["<", "&", '"', "'", " ", "\n", "\u202b", "é", "я", "条", "ق", "𐀀"]),
    ),
    max_size=40,
)
NUMBERS = st.sampled_from([None, "1.", "(a)", "١", "VII"])
TARGETS = st.sampled_from(
    ["state/kz", "org/un/cd", "instrument/npt", "symbol/A/RES/66/20", "symbol/S/RES/9 (2001)", None]
)
PLACES = {
    "title": "title",
    "heading": "h-{}",
    "preambular": "pre-{}",
    "table": "table-{}",
    "signature": "signature",
    "place-date": "done",
    "part": "part-{}",
    "art": "art-{}",
    "salutation": "salutation",
    "caption": "caption-{}",
    "quotation": "quote-{}",
}
KINDS = st.sampled_from(["note-verbale", "resolution", "treaty", "report", "letter", "document", "verbatim-record"])
DAYS = st.dates().map(lambda day: day.isoformat())


@st.composite
def marks_of(draw: DrawFn, text: str) -> tuple[Mark, ...]:
    """Marks that overlap as they like."""
    found = []
    for _ in range(draw(st.integers(0, 4)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from(["italic", "bold", "superscript", "underline", "link"]))
        href = draw(st.sampled_from(["https://example.org/a b", "#x", "javascript:1"])) if kind == "link" else None
        found.append(Mark(start=start, end=end, kind=kind, href=href))
    return tuple(found)


@st.composite
def block_of(draw: DrawFn, address: str, role: str, level: int) -> Block:
    """A block of any text."""
    text = draw(WORDS)
    rows = None
    if role == "table":
        cells = st.tuples(
            WORDS.map(lambda word: word.replace("\n", " ")), WORDS.map(lambda word: word.replace("\n", " "))
        )
        rows = tuple(draw(st.lists(cells, min_size=1, max_size=3)))
        text = "\n".join("\t".join(row) for row in rows)
    anchors = draw(st.lists(st.tuples(st.integers(0, len(text)), st.sampled_from(["note-1", "note-a"])), max_size=2))
    return Block(
        address=address,
        role=role,
        number=draw(NUMBERS),
        level=level,
        text=text,
        language=draw(st.sampled_from([None, "fr", "ar"])),
        pages=draw(st.sampled_from([(), (1,), (2,), (2, 3)])),
        marks=draw(marks_of(text)),
        notes=tuple(NoteAnchor(at, place) for at, place in sorted(anchors, key=lambda pair: pair[0])),
        rows=rows,
    )


@st.composite
def blocks_of(draw: DrawFn, component: str) -> tuple[Block, ...]:
    """Blocks with addresses as the contract makes them, in an order no print would have as well as those it has."""
    found: list[Block] = []
    used: set[str] = set()

    def add(address: str, role: str, level: int = 0) -> None:
        place = join(component, address)
        if place not in used:
            used.add(place)
            found.append(draw(block_of(place, role, level)))

    for turn in range(1, draw(st.integers(0, 6)) + 1):
        role = draw(st.sampled_from([*PLACES, "paragraph", "operative"]))
        number = draw(st.sampled_from([str(turn), f"p-{turn}", f"{turn}-bis"]))
        address = PLACES[role].format(turn) if role in PLACES else number
        level = draw(st.integers(0, 2)) if role == "heading" else 0
        add(address, {"part": "heading", "art": "heading"}.get(role, role), level)
        if role in {"paragraph", "operative", "preambular", "art"}:
            for rank in range(1, draw(st.integers(0, 2)) + 1):
                add(f"{address}/{item(1, rank)}", "item", 1)
                if draw(st.booleans()):
                    add(f"{address}/{item(1, rank)}/{item(2, 1)}", "item", 2)
            if address[0].isdigit() and draw(st.booleans()):
                add(f"{address}-b", "paragraph")
    return tuple(found)


@st.composite
def mentions_of(draw: DrawFn, blocks: list[Block]) -> tuple[Mention, ...]:
    """Mentions anywhere: nested, crossing, ambiguous, open."""
    found = []
    for number in range(draw(st.integers(0, 5)) if blocks else 0):
        block = draw(st.sampled_from(blocks))
        if not block.text:
            continue
        start = draw(st.integers(0, len(block.text) - 1))
        end = draw(st.integers(start + 1, len(block.text)))
        target = draw(TARGETS)
        kinds = {"state": "state", "org": "organisation", "instrument": "instrument", "symbol": "symbol"}
        kind = kinds[target.partition("/")[0]] if target else "place"
        candidates = (Candidate(target="place/a", score=0.5, reason="two"),) if draw(st.booleans()) else ()
        found.append(
            Mention(
                id=f"m{number}",
                at=block.address,
                start=start,
                end=end,
                text=block.text[start:end],
                type=kind,
                target=target,
                score=draw(st.sampled_from([1.0, 0.25])),
                candidates=candidates,
                rule="any",
                pinpoint=draw(st.sampled_from([None, "7/a", block.address])),
            )
        )
    return tuple(found)


@st.composite
def dossiers(draw: DrawFn) -> Dossier:
    """A dossier of any shape."""
    places = draw(st.sampled_from([[""], ["", "annex-1"], ["", "annex-1", "annex-2", "annex-2/enclosure-1"]]))
    components = []
    for place in places:
        parent = None if not place else place.rpartition("/")[0]
        components.append(
            Component(
                address=place,
                kind=draw(KINDS),
                title=draw(st.none() | WORDS),
                label=draw(st.sampled_from([None, "Annex"])),
                language=draw(st.sampled_from(["fr", "ar", None])),
                parent=parent,
                blocks=draw(blocks_of(place)),
            )
        )
    blocks = [one for component in components for one in component.blocks]
    texts = [one for one in blocks if one.text]
    positions = []
    if texts and draw(st.booleans()):
        one = draw(st.sampled_from(texts))
        positions.append(
            Position(
                id="p1",
                at=one.address,
                start=0,
                end=len(one.text),
                quote=one.text,
                mode="organ",
                force_class="directive",
                attitude="request",
                force=0.6,
                holder=("org/un/cd",),
                cue=Cue(start=0, end=1, text=one.text[:1]),
                rule="any",
            )
        )
    symbol = draw(st.sampled_from([None, "CD/1", "A/79/1-S/2025/2", "S/RES/9 (2001)", "A/RES/66/20"]))
    return Dossier(
        source=Source(name="any", sha256="0" * 64, media_type="text/plain"),
        document=Document(
            symbol=symbol,
            symbols=(symbol,) if symbol else (),
            kind=components[0].kind,
            language=components[0].language,
            body=draw(st.sampled_from([None, "org/un/cd"])),
            dates=tuple(Date(role="issued", date=day) for day in draw(st.lists(DAYS, max_size=1))),
            masthead=tuple(
                MastheadField(field=name, text=f"x{draw(WORDS)}x")
                for name in draw(st.lists(st.sampled_from(["symbol", "issued", "any", "session"]), max_size=3))
            ),
        ),
        components=tuple(components),
        notes=(
            Note(address="note-1", mark="1", text=draw(WORDS), pages=(1,)),
            Note(address="note-a", mark="*", text="A note."),
        ),
        mentions=draw(mentions_of(blocks)),
        positions=tuple(positions),
    )
