"""Positions ↔ `v:positions` in the meta of the component where their evidence stands (profile V22)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from verbale.model.position import Cue, Position, Request
from verbale.renditions.akn.manuscript import Manuscript
from verbale.renditions.akn.markup import Markup, attributes, escape
from verbale.renditions.akn.vocabulary import vocabulary

LISTS = (
    ("holder", "holder"),
    ("through", "through"),
    ("addressee", "addressee"),
    ("about", "about"),
    ("topics", "topics"),
)


def write_positions(paper: Manuscript, positions: Iterable[Position], out: Markup) -> None:
    """`v:positions`; nothing where there are none."""
    kept = list(positions)
    if not kept:
        return
    out.open("v:positions")
    for position in kept:
        _position(paper, position, out)
    out.close("v:positions")


def point_to_all(paper: Manuscript) -> None:
    """Give every identifier that positions name its entry, before the references are written."""
    for position in paper.dossier.positions:
        for field, _ in LISTS:
            _ids(paper, getattr(position, field))
        if position.request is not None:
            _ids(paper, position.request.to + position.request.to_whom)


def _position(paper: Manuscript, position: Position, out: Markup) -> None:
    """One position with its cue, quotation and request."""
    at = paper.place_of(position.at, position.start, position.end, position.quote)
    pairs: list[tuple[str, str | None]] = [
        ("id", position.id),
        ("at", f"#{at}" if at else None),
        ("address", None if at else position.at),
        ("start", str(position.start)),
        ("end", str(position.end)),
        ("mode", position.mode),
        ("class", position.force_class),
        ("attitude", position.attitude),
        ("force", repr(position.force)),
        ("negated", str(position.negated).lower()),
        ("conditional", str(position.conditional).lower()),
        ("part", position.part),
        ("holder", _ids(paper, position.holder)),
        ("holderRole", position.holder_role),
    ]
    pairs += [(name, _ids(paper, getattr(position, field))) for field, name in LISTS[1:]]
    pairs.append(("rule", position.rule))
    out.open("v:position", pairs)
    cue = attributes(
        [
            ("address", position.cue.at),
            ("start", str(position.cue.start)),
            ("end", str(position.cue.end)),
        ]
    )
    out.line(f"<v:cue{cue}>{escape(position.cue.text)}</v:cue>")
    out.line(f"<v:quote>{escape(position.quote)}</v:quote>")
    if position.request is not None:
        _request(paper, position.request, out)
    out.close("v:position")


def _request(paper: Manuscript, request: Request, out: Markup) -> None:
    """What is asked of whom, by when: each key of `by` is an attribute (`bySession`, `byDate`)."""
    pairs: list[tuple[str, str | None]] = [
        ("to", _ids(paper, request.to)),
        ("action", request.action),
        ("toWhom", _ids(paper, request.to_whom)),
    ]
    for key, value in (request.by or {}).items():
        pairs.append((f"by{key[:1].upper()}{key[1:]}", str(value)))
    pairs.append(("demandingness", None if request.demandingness is None else str(request.demandingness)))
    out.empty("v:request", pairs)


def _ids(paper: Manuscript, identifiers: tuple[str, ...]) -> str | None:
    """Identifiers as a list of `#ids`; None for an empty list."""
    return " ".join(paper.references.named(identifier) for identifier in identifiers) or None


def read_positions(root: etree._Element, places: dict[str, str], entries: dict[str, str]) -> list[Position]:
    """Positions of a file; `places` leads from ids to addresses, `entries` from ids to identifiers."""
    ours = f"{{{vocabulary().ours}}}"
    return [_read(element, places, entries) for element in root.iter(f"{ours}position")]


def _read(element: etree._Element, places: dict[str, str], entries: dict[str, str]) -> Position:
    """One position."""
    where = element.get("at", "").removeprefix("#")
    cue, request = element.find("{*}cue"), element.find("{*}request")
    lists = {field: _identifiers(element.get(name), places, entries) for field, name in LISTS}
    return Position(
        id=element.get("id", ""),
        at=element.get("address") or places.get(where, where),
        start=int(element.get("start", "0")),
        end=int(element.get("end", "0")),
        quote=element.findtext("{*}quote") or "",
        mode=element.get("mode", ""),
        force_class=element.get("class", ""),
        attitude=element.get("attitude", ""),
        force=float(element.get("force", "0")),
        negated=element.get("negated") == "true",
        conditional=element.get("conditional") == "true",
        cue=_cue(cue),
        request=None if request is None else _read_request(request, places, entries),
        rule=element.get("rule", ""),
        part=element.get("part"),
        holder_role=element.get("holderRole"),
        holder=lists["holder"],
        through=lists["through"],
        addressee=lists["addressee"],
        about=lists["about"],
        topics=lists["topics"],
    )


def _cue(element: etree._Element | None) -> Cue:
    """The words that carry the attitude."""
    if element is None:
        return Cue(start=0, end=0, text="")
    start, end = int(element.get("start", "0")), int(element.get("end", "0"))
    return Cue(start=start, end=end, text=element.text or "", at=element.get("address"))


def _read_request(element: etree._Element, places: dict[str, str], entries: dict[str, str]) -> Request:
    """What is asked."""
    by: dict[str, str | int] = {}
    for name in map(str, element.attrib):
        if name.startswith("by") and name != "by":
            key, value = name[2:3].lower() + name[3:], element.get(name, "")
            by[key] = int(value) if value.isascii() and value.isdigit() else value
    demand = element.get("demandingness")
    return Request(
        to=_identifiers(element.get("to"), places, entries),
        action=element.get("action"),
        to_whom=_identifiers(element.get("toWhom"), places, entries),
        by=by or None,
        demandingness=int(demand) if demand else None,
    )


def _identifiers(ids: str | None, places: dict[str, str], entries: dict[str, str]) -> tuple[str, ...]:
    """A list of `#ids` as identifiers; an id of the document is its address."""
    keys = [one.removeprefix("#") for one in (ids or "").split()]
    return tuple(entries.get(key) or places.get(key, key) for key in keys)
