"""What `--help` says of a command fits on its line: nobody reads the second half of a sentence that is cut."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from verbale.cli import main

LIMIT = 60
"""Letters that are left of 80 beside the longest name of a command."""


def commands(group: click.Group, called: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command under a group, by the words that call it."""
    for name, command in group.commands.items():
        words = f"{called} {name}".strip()
        yield words, command
        if isinstance(command, click.Group):
            yield from commands(command, words)


@pytest.mark.parametrize(("words", "command"), list(commands(main)))
def test_the_line_of_a_command_is_whole(words: str, command: click.Command) -> None:
    assert command.get_short_help_str(LIMIT).endswith("."), words
    assert not command.get_short_help_str(LIMIT).endswith("..."), words
