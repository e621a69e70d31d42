"""Organs whose resolutions are cited by number alone, and what tells them apart: sessions, years, councils.

In: `knowledge/symbols/adopting.toml`. Out: look-ups for references in words, read once a process.
"""

from __future__ import annotations

import functools

import msgspec

from verbale.tongues.files import read_knowledge


class AdoptingOrgan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organ whose resolutions are cited by number, as `adopting.toml` states it."""

    body: str
    prefix: str
    numbered: tuple[str, ...]
    first_session: int = 0
    session: int = 0
    year: int = 0
    per_year: int = 0
    crosses_year: bool = False
    romans: int = 0
    council: bool = False
    running_meetings: bool = False
    specials: int = 0
    last_session: int = 999


class Adopting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`adopting.toml`."""

    organs: tuple[AdoptingOrgan, ...]


@functools.cache
def adopting_organs() -> tuple[AdoptingOrgan, ...]:
    """The organs that resolutions are cited of."""
    known: Adopting = read_knowledge("symbols/adopting.toml", Adopting)
    return known.organs


@functools.cache
def running_organ() -> AdoptingOrgan:
    """The organ that counts its resolutions through, with the year in parentheses."""
    return next(organ for organ in adopting_organs() if "running" in organ.numbered)


@functools.cache
def councils() -> frozenset[str]:
    """Bodies that a text may call "the Council"."""
    return frozenset(organ.body for organ in adopting_organs() if organ.council)


@functools.cache
def meeting_counters() -> frozenset[str]:
    """Bodies whose meetings have one running number for ever."""
    return frozenset(organ.body for organ in adopting_organs() if organ.running_meetings)
