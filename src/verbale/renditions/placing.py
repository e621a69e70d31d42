"""Where lines of the masthead stand on page 1: at the head, above the title, or below it."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model.dossier import MastheadField

ABOVE = ("adoption", "proponent", "other-adoption")
"""Fields that stand between masthead and title: how and where a text was adopted."""
BELOW = ("document-type", "sponsors", "advance", "provisional")
"""Fields that stand under the title: what follows an earlier issue, and whose text it is."""
SIDE = ("distribution", "issued", "version", "original", "only", "date")
"""Fields of the column at the side."""
BETWEEN_RULES = ("organisation", "symbol", *SIDE)


def at_head(fields: Sequence[MastheadField]) -> list[MastheadField]:
    """Fields of the masthead itself."""
    return [field for field in fields if field.field not in ABOVE and field.field not in BELOW]


def below_rule(fields: Sequence[MastheadField]) -> list[MastheadField]:
    """Fields of the head that stand under its heavy rule: a second body, session, agenda item, whatever is left."""
    organ = next((field for field in fields if field.field == "body"), None)
    return [field for field in at_head(fields) if field.field not in BETWEEN_RULES and field is not organ]


def above_title(fields: Sequence[MastheadField]) -> list[MastheadField]:
    """Fields between masthead and title."""
    return [field for field in fields if field.field in ABOVE]


def below_title(fields: Sequence[MastheadField]) -> list[MastheadField]:
    """Fields under the title."""
    return [field for field in fields if field.field in BELOW]
