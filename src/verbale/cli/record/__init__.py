"""`verbale record`: keep documents, list them, search them, judge them, check that nothing was lost."""

from verbale.cli.record.adding import add, reread
from verbale.cli.record.exchanging import export, import_
from verbale.cli.record.group import PLACE, record
from verbale.cli.record.judging import judge
from verbale.cli.record.looking import list_, search, show
from verbale.cli.record.tending import remove, verify
from verbale.cli.record.watching import watch

__all__ = ["PLACE", "record"]

for _command in (add, list_, show, search, remove, reread, verify, export, import_, judge, watch):
    record.add_command(_command)
