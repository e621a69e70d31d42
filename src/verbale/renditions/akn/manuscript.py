"""What all parts of a file under way share: ids of places, entries of references, notes and mentions by place."""

from __future__ import annotations

import datetime
from collections import defaultdict

from verbale.model.dossier import Block, Component, Dossier, Note
from verbale.model.mention import Mention
from verbale.model.position import Position
from verbale.renditions.akn.identifiers import element_id, local_parts
from verbale.renditions.akn.references import References
from verbale.renditions.akn.tree import level_of, regions

FIXED = ("body", "preface", "preamble", "conclusions", "coverPage", "docTitle")
"""Ids every document may carry; places of blocks must not take them by chance."""


class Manuscript:
    """A dossier about to be written: every place has its id before the first line is."""

    def __init__(self, dossier: Dossier, marked: datetime.date | None) -> None:
        self.dossier = dossier
        self.marked = marked
        self.used: set[str] = set()
        self.turns: dict[str, int] = defaultdict(lambda: 1)
        self.prefixes: dict[str, str] = {}
        self.children: dict[str, list[Component]] = defaultdict(list)
        self.place_ids: dict[str, str] = {}
        self.block_ids: dict[int, str] = {}
        self.texts: dict[str, str] = {}
        self.twins: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """Blocks whose address another block had first: id and text of each."""
        self.owner: dict[str, str] = {}
        self._place_components()
        self.notes: dict[str, Note] = {note.address: note for note in dossier.notes}
        self._place_notes()
        self.references = References(self.used)
        self.mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in dossier.mentions:
            self.mentions[mention.at].append(mention)
        self.apart: list[Mention] = []
        self.visited: set[str] = set()
        self.placed: set[int] = set()
        self.positions: dict[str, list[Position]] = defaultdict(list)
        for position in dossier.positions:
            self.positions[self.owner.get(position.at, self.main.address)].append(position)
        self.written_notes: set[str] = set()
        self.page: int | None = None

    def unvisited(self) -> list[Mention]:
        """Mentions at places that are no block and no note, or that no line could carry; asked when all is written."""
        return [
            one
            for place, some in self.mentions.items()
            if place not in self.visited
            for one in some
            if id(one) not in self.placed
        ]

    def place_of(self, address: str, start: int, end: int, words: str) -> str | None:
        """Id of a place; where two blocks share an address, of the one in which the words stand."""
        fitting = [eid for eid, text in self.twins.get(address, ()) if words and text[start:end] == words]
        first = self.texts.get(address, "")[start:end] == words
        return fitting[0] if fitting and not first else self.place_ids.get(address)

    @property
    def main(self) -> Component:
        """The main component; an empty one where the dossier has none."""
        return self.dossier.components[0] if self.dossier.components else Component(address="", kind="document")

    def _place_components(self) -> None:
        """Prefixes of attachments and ids of all blocks."""
        main = self.main
        self.prefixes[main.address] = ""
        self._place_blocks(main, "")
        for component in self.dossier.components[1:]:
            parent = component.parent if component.parent in self.prefixes else main.address
            assert parent is not None
            self.children[parent].append(component)
            number = len(self.children[parent])
            prefix = f"{self.prefixes[parent]}att_{number}__"
            self.prefixes.setdefault(component.address, prefix)
            self.place_ids.setdefault(component.address, prefix.removesuffix("__"))
            self._place_blocks(component, prefix)

    def _place_blocks(self, component: Component, prefix: str) -> None:
        """Ids of a component's blocks; an address that stands twice gets a second id, never the same."""
        parts_of = regions(component.blocks)
        front = {id(block) for block in parts_of.preface}
        preamble = {id(block) for block in parts_of.preamble}
        self.used.update(prefix + name for name in FIXED if name != "docTitle")
        for block in component.blocks:
            parts = local_parts(block.address, component.address)
            points = "item" if id(block) in preamble else "point"
            inner = element_id(parts, points=points)
            if block.role in {"title", "heading"} and id(block) not in front and level_of(parts) is None:
                inner = f"dvs_nn_{'-'.join(parts)}"
            eid = self.free(prefix + inner)
            self.block_ids[id(block)] = eid
            if self.place_ids.setdefault(block.address, eid) != eid:
                self.twins[block.address].append((eid, block.text))
            self.texts.setdefault(block.address, block.text)
            self.owner.setdefault(block.address, component.address)

    def _place_notes(self) -> None:
        """Ids of notes; a note belongs to the component where its mark first stands."""
        for component in self.dossier.components:
            for block in component.blocks:
                for anchor in block.notes:
                    self.owner.setdefault(anchor.address, component.address)
        for address in self.notes:
            owner = self.owner.get(address, "")
            own = owner if owner and address.startswith(f"{owner}/") else ""
            inner = local_parts(address, own)
            prefix = self.prefixes.get(own, "")
            self.place_ids.setdefault(address, self.free(prefix + element_id(inner)))

    def free(self, wanted: str) -> str:
        """An id not yet taken: the one wanted, or it with `~2`, `~3` …"""
        eid = wanted
        while eid in self.used:
            self.turns[wanted] += 1
            eid = f"{wanted}~{self.turns[wanted]}"
        self.used.add(eid)
        return eid

    def eid(self, block: Block) -> str:
        """Id of a block."""
        return self.block_ids[id(block)]

    def link(self, address: str, component: str) -> str | None:
        """How a line of `component` points to a place of this document (V20); None where there is no such place."""
        eid = self.place_ids.get(address)
        if eid is None:
            return None
        owner = self.owner.get(address, address)
        if owner == component:
            return f"#{eid}"
        name = component_name(owner)
        return f"!{name}" if address == owner else f"!{name}#{eid}"


def component_name(address: str) -> str:
    """Name of a component in IRIs (R18): `annex-2/enclosure-1` is `annex_2/enclosure_1`, the main text `main`."""
    return address.replace("-", "_") if address else "main"
