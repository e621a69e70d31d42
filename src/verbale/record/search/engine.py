"""What any search engine offers a record: the class `Index`.

`Index` understands questions, knows names and says what is wrong with a filter; an engine adds five methods:

* `held()`: which versions of which expressions it has taken in (`rows.versions` says which it should have);
* `write(gone, rows)`: leave some expressions out and take rows in, all of it or nothing;
* `clear()`: forget everything;
* `values(name)`: the values it holds for a filter;
* `answer(question, wanted)`: hits best first (BM25 over `Row.stems`; ties by `Row.order`, smaller first), their total,
  and counts over all hits by `answer.COUNTED`. Nothing of a distribution class that is not wanted may be found or
  counted.

An engine sees words only: `Row.stems` and `Row.forms` are words with blanks between them, so a whitespace analyser is
all it needs, and every engine finds the same paragraphs. The terms of a question are the classes of `question.py`:
`Word` looks for any of its stems among the stems (each weighs as the most frequent one, where an engine can tell),
`Start` for a prefix among the forms, `Phrase` for forms one after the other (Chinese: pairs, `engine_words`), `Near`
for one of its rows of stems within `NEAR_WORDS`, `Cited` and `Named` for values of the facts `cited`, and `name` or
`topic`; `Named` also for its rows of stems within `name_words`, which an engine may leave out for what is named very
often.
"""

from __future__ import annotations

import abc
import contextlib
import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from verbale.record.search.answer import Found, Wanted
from verbale.record.search.filters import checked
from verbale.record.search.names import names_in, whole_name
from verbale.record.search.question import Question, understand
from verbale.record.search.rows import Row, rows_of, versions
from verbale.tongues.files import TONGUES

if TYPE_CHECKING:
    from verbale.record.store import Record

WRITTEN_AT_ONCE = 10_000
"""Expressions taken in between two commits: a kill loses no more than these, and they are taken in again."""


class Index(abc.ABC):
    """The search index of one record, whichever engine stands behind it."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @abc.abstractmethod
    def held(self) -> dict[int, str]:
        """Expression → the version of it that was taken in."""

    @abc.abstractmethod
    def write(self, gone: Sequence[int], rows: Iterable[Row]) -> None:
        """Leave out every row of the expressions `gone`, and take rows in; all of it or nothing."""

    @abc.abstractmethod
    def clear(self) -> None:
        """Forget everything."""

    @abc.abstractmethod
    def values(self, name: str, distributions: Sequence[str]) -> list[str]:
        """The values that paragraphs of some distribution classes have for a filter."""

    @abc.abstractmethod
    def answer(self, question: Question, wanted: Wanted) -> Found:
        """Paragraphs that answer a question, best first."""

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """While nobody else writes to the index; engines that take many writers need nothing here."""
        yield

    def update(self) -> int:
        """Bring the index up to date with the record; returns how many expressions were taken in anew."""
        with self.alone(), self.record.engine.connect() as connection:
            wanted = versions(connection)
            held = self.held()
            gone = [number for number in held if number not in wanted]
            fresh = [number for number, version in wanted.items() if held.get(number) != version]
            for at in range(0, len(fresh), WRITTEN_AT_ONCE):
                some = fresh[at : at + WRITTEN_AT_ONCE]
                self.write([*gone, *(number for number in some if number in held)], rows_of(connection, some))
                gone = []
            if gone:
                self.write(gone, ())
        return len(fresh)

    def rebuild(self) -> int:
        """Make the index anew from the record."""
        with self.alone():
            self.clear()
        return self.update()

    def understand(self, text: str, distributions: Sequence[str] = ("general",)) -> Question:
        """A question as this index answers it to a reader of some distribution classes.

        Raises `QuestionError` for a filter that nothing can meet; its words name only what this reader may see.
        """
        question = understand(text, TONGUES, names_in)
        if not question.filters:
            return question
        held = functools.partial(self.values, distributions=distributions)
        return Question(question.term, checked(question.filters, held), question.plain)

    def ask(self, text: str, **wanted: Any) -> Found:
        """Paragraphs that answer a question as typed, best first; `wanted`: fields of `Wanted`."""
        given = Wanted(**wanted)
        question = self.understand(text, given.distributions)
        return Found([], 0, {}) if question.empty else self.answer(question, given)

    def entities(self, plain: str) -> tuple[str, ...]:
        """What plain words name as a whole; empty where they name nothing."""
        return whole_name(plain)
