"""Texts of the desk's pages by language: `knowledge/desk/words/<language>.toml`, the same keys in each."""

from __future__ import annotations

import msgspec

from verbale.tongues.files import read_knowledge


class DeskWords(msgspec.Struct, frozen=True):
    """What the desk says in one language: texts, and names of what the other tables are called after."""

    texts: dict[str, str]
    states: dict[str, str]
    acts: dict[str, str]
    roles: dict[str, str]
    fields: dict[str, str]
    classes: dict[str, str]
    posts: dict[str, str]
    languages: dict[str, str]

    def language(self, code: str) -> str:
        """The name of a language; its code where it is none of the six."""
        return self.languages.get(code, code)


def desk_words(language: str) -> DeskWords:
    """Words of an interface language."""
    return read_knowledge(f"desk/words/{language}.toml", DeskWords)
