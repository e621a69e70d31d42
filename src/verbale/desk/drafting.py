"""Drafting: a note verbale, a letter or a request for circulation from fields and texts, in the phrases of a language.

The phrases are `knowledge/tongues/*/drafting.toml`, the names of States those of the authority files. A draft is a
dossier like any other: it is set as DOCX, and reading it gives back kind, sender, addressee, date and request.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.authority.book import open_authority
from verbale.authority.forms import in_case
from verbale.grammar.dates import format as format_date
from verbale.grammar.numerals import format_chinese, format_roman
from verbale.model.address import join
from verbale.model.dossier import Block, Component, Date, Document, Dossier, Note, NoteAnchor
from verbale.model.reading import Source
from verbale.tongues.files import read_knowledge

KINDS = ("note-verbale", "letter", "request")
"""What can be drafted; a request is a note verbale that asks for circulation and transmits nothing else."""

HAN = "han"


class BodyPhrases(msgspec.Struct, frozen=True):
    """How one body is addressed: in a title, in a greeting, by the mission's name, in the request."""

    to: str
    greets: str
    mission: str
    document: str
    asked: str = ""
    representative: str = ""


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """The file `drafting.toml` of a language."""

    of: tuple[tuple[str, str], ...]
    annex: str
    annexes: str
    quoted: str
    joiner: str
    last_joiner: str
    one_text: str
    several_texts: str
    items: str
    note: dict[str, str]
    letter: dict[str, str]
    asking: dict[str, str]
    bodies: dict[str, BodyPhrases]
    case: int | None = None
    merges: bool = False
    """Whether what stands before a State's name takes the place of the beginning it was chosen by."""

    figures: str = "roman"
    """How annexes are numbered: roman or han."""


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """What a mission fills in. `state` is an identifier of the authority files; `body` the name of a house style."""

    kind: str
    state: str
    body: str
    date: str
    circulate: bool = True
    items: str = ""
    name: str = ""
    function: str = ""
    about: str = ""
    """Words for the texts transmitted, in place of their titles."""

    of_state: str = ""
    """The State's name with its preposition, where the rule of the language would miss it."""


def phrases_of(language: str) -> Phrases:
    """The phrases of a language. Raises `FileNotFoundError` for a language without."""
    return read_knowledge(f"tongues/{language}/drafting.toml", Phrases)


def draft(fields: Fields, language: str, texts: Sequence[Dossier] = ()) -> Dossier:
    """A draft in one language with its annexes.

    Raises `ValueError` in one sentence where a field leads nowhere.
    """
    if fields.kind not in KINDS:
        raise ValueError(f"There is no draft of the kind {fields.kind}: choose from {', '.join(KINDS)}.")
    said = phrases_of(language)
    if fields.body not in said.bodies:
        raise ValueError(f"No phrases address {fields.body}: choose from {', '.join(said.bodies)}.")
    if fields.kind == "request" and not texts and not fields.about:
        raise ValueError(
            "A request needs a text to be circulated: give it with --text, or say what it is with --about."
        )
    filled = _filled(fields, said, language, texts)
    kind = "letter" if fields.kind == "letter" else "note-verbale"
    main = Component(
        address="", kind=kind, title=filled["title"], language=language, blocks=_blocks(fields, said, filled)
    )
    annexes, notes = _annexes(said, texts)
    return Dossier(
        source=Source(name=f"{fields.kind}.{language}", sha256="0" * 64, media_type="text/plain"),
        document=Document(
            kind=kind,
            title=filled["title"],
            language=language,
            sender=fields.state,
            dates=(Date(role="signed", date=fields.date, text=filled["date"]),),
        ),
        components=(main, *annexes),
        notes=tuple(notes),
    )


def _filled(fields: Fields, said: Phrases, language: str, texts: Sequence[Dossier]) -> dict[str, str]:
    """Everything the braces of the phrases stand for."""
    body = said.bodies[fields.body]
    titles = [said.quoted.format(title=_title(one)) for one in texts]
    listed = said.joiner.join(titles[:-1]) + said.last_joiner + titles[-1] if len(titles) > 1 else "".join(titles)
    form = said.several_texts if len(titles) > 1 else said.one_text
    values = {
        "date": format_date(fields.date, language),
        "of_state": fields.of_state or of_state(fields.state, language),
        "texts": fields.about or form.format(titles=listed),
        "items": said.items.format(items=fields.items) if fields.items else "",
        "name": fields.name,
        **msgspec.to_builtins(body),
    }
    own = said.letter if fields.kind == "letter" else said.note
    pattern = own["title"] if texts or fields.about else own["bare_title"]
    return values | {"title": pattern.format(**values)}


def of_state(state: str, language: str) -> str:
    """A State's name with the words that tie it to its mission: "of the Republic of Chile", "de l’Uruguay"."""
    entry = open_authority().entry(state)
    names = entry.names.get(language) if entry is not None else None
    if names is None or not (names.full or names.short):
        raise ValueError(f"The authority files hold no State {state}: see `verbale resolve`.")
    said, name = phrases_of(language), (names.full or names.short)[0].replace("'", "\u2019")
    if said.case is not None:
        name = in_case(name, said.case, language)
    for pattern, before in said.of:
        found = re.match(pattern, name)
        if found:
            return before + (name[found.end() :] if said.merges else name)
    return name


def _title(text: Dossier) -> str:
    """The title of a text to be annexed."""
    return text.document.title or text.source.name


def _blocks(fields: Fields, said: Phrases, values: dict[str, str]) -> tuple[Block, ...]:
    """Title, salutation, paragraphs, closing words and signature."""
    letter = fields.kind == "letter"
    own = said.letter if letter else said.note
    blocks = [Block(address="title", role="title", text=values["title"])]
    if letter:
        blocks.append(Block(address="salutation", role="salutation", text=own["salutation"]))
    wanted = [said.asking["opening"], said.asking["request"]] if fields.kind == "request" else [own["opening"]]
    if fields.kind != "request" and fields.circulate:
        wanted.append(own["request"])
    if not letter:
        wanted.append(own["closing"])
    for place, pattern in enumerate(wanted, start=1):
        blocks.append(Block(address=f"p-{place}", role="paragraph", text=pattern.format(**values)))
    if letter:
        blocks.append(Block(address="closing", role="closing", text=own["closing"]))
        if fields.name:
            blocks.append(Block(address="signature", role="signature", text=own["signed"].format(**values)))
        if fields.function:
            blocks.append(Block(address="signature-2", role="signature", text=fields.function))
    else:
        blocks.append(Block(address="done", role="place-date", text=values["date"]))
    return tuple(blocks)


def _annexes(said: Phrases, texts: Sequence[Dossier]) -> tuple[list[Component], list[Note]]:
    """The texts as annexes, each with its printed word, and their notes, whose marks go on from annex to annex."""
    annexes, notes = list[Component](), list[Note]()
    for place, text in enumerate(texts, start=1):
        number = format_chinese(place) if said.figures == HAN else format_roman(place)
        label = said.annexes.format(number=number) if len(texts) > 1 else said.annex
        address = f"annex-{place}"
        renamed = dict[str, str]()
        for note in text.notes:
            mark = str(len(notes) + 1)
            renamed[note.address] = f"note-{mark}"
            notes.append(msgspec.structs.replace(note, address=f"note-{mark}", mark=mark, spans=()))
        if len(text.components) > 1:
            raise ValueError(f"{text.source.name} has annexes of its own: give each as a text of its own.")
        for part in text.components:
            blocks = tuple(_moved(block, address, renamed) for block in part.blocks)
            annexes.append(
                Component(
                    address=address,
                    kind=part.kind,
                    title=part.title,
                    label=label,
                    language=part.language,
                    blocks=blocks,
                )
            )
    return annexes, notes


def _moved(block: Block, address: str, renamed: dict[str, str]) -> Block:
    """A block of a text as one of an annex."""
    notes = tuple(NoteAnchor(note.at, renamed[note.address]) for note in block.notes if note.address in renamed)
    return msgspec.structs.replace(block, address=join(address, block.address), notes=notes, spans=())
