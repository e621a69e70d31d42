"""Positions on the page: a mark in the margin of their paragraph, a list with the evidence, a legend.

A mark is told by its sign and its shape, so that it reads in black and white; its title says it in words.
"""

from __future__ import annotations

from collections import defaultdict
from html import escape

from verbale.model.dossier import Dossier
from verbale.model.position import Position
from verbale.renditions.authority_names import words_for
from verbale.renditions.page_words import PageWords

SIGNS = {
    "evaluative+": "+",
    "evaluative-": "\u2212",
    "directive": "\u203a",
    "deontic": "!",
    "commissive": "\u25c6",
    "declarative": "\u25a0",
    "assertive": "\u00b7",
    "optative": "?",
    "procedural": "\u00a7",
}
"""Class of an attitude → its sign."""


class Positions:
    """Positions of a dossier by place."""

    def __init__(self, dossier: Dossier, words: PageWords) -> None:
        self.words = words
        self.language = dossier.document.language
        self.all = dossier.positions
        self.by_place: dict[str, list[Position]] = defaultdict(list)
        for position in dossier.positions:
            self.by_place[position.at].append(position)

    def marks(self, place: str) -> str:
        """Marks beside a block; none where it takes no position."""
        here = self.by_place.get(place)
        if not here:
            return ""
        links = "".join(
            f'<a class="{shape(one)}" href="#position-{escape(one.id)}" title="{escape(self.said(one))}" '
            f'aria-label="{escape(self.said(one))}">{sign(one)}</a>'
            for one in here
        )
        return f'<span class="stance">{links}</span>'

    def said(self, position: Position) -> str:
        """A position in words: who does what about what."""
        attitude = self.words.attitudes.get(position.attitude.lower(), position.attitude)
        attitude = f"\u00ac {attitude}" if position.negated else attitude
        return " \u00b7 ".join(
            part for part in (self._names(position.holder), attitude, self._objects(position)) if part
        )

    def _objects(self, position: Position) -> str:
        """What a position is about, and whom it addresses."""
        return self._names((*position.addressee, *position.about, *position.topics))

    def _names(self, identifiers: tuple[str, ...]) -> str:
        """Names of identifiers, a comma between."""
        return ", ".join(words_for(identifier, self.language) for identifier in dict.fromkeys(identifiers))

    def listing(self) -> str:
        """All positions with their evidence, after a legend of the signs in use."""
        if not self.all:
            return ""
        used = dict.fromkeys(position.force_class for position in self.all)
        legend = "".join(
            f'<li><span class="sign {_name(name)}" aria-hidden="true">{SIGNS.get(name, "?")}</span>'
            f"{escape(self.words.classes.get(name, name))}</li>"
            for name in SIGNS
            if name in used
        )
        rows = "".join(self._row(position) for position in self.all)
        heading, shapes = escape(self.words.positions), escape(self.words.legend)
        return (
            f'<section class="positions" aria-label="{heading}"><h2>{heading}</h2>'
            f'<ul class="legend" aria-label="{shapes}">{legend}</ul><ol>{rows}</ol></section>'
        )

    def _row(self, position: Position) -> str:
        """One position: sign, words, quotation, the way back to it."""
        shown = f'<span class="sign {shape(position)}" aria-hidden="true">{sign(position)}</span>'
        said = f"<p>{escape(self.said(position))}</p>"
        quote = f'<p><q>{escape(position.quote)}</q> <a href="#{escape(position.at)}">{escape(position.at)}</a></p>'
        return f'<li id="position-{escape(position.id)}">{shown}<div>{said}{quote}</div></li>'


def sign(position: Position) -> str:
    """The sign of a position."""
    return SIGNS.get(position.force_class, "?")


def _name(force_class: str) -> str:
    """A class of attitudes as a name in the style sheet."""
    return {"+": f"{force_class[:-1]}-plus", "-": f"{force_class[:-1]}-minus"}.get(force_class[-1:], force_class)


def shape(position: Position) -> str:
    """Name of a position's shape in the style sheet."""
    return _name(position.force_class)
