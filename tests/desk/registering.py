"""A process of its own that registers: `registering.py FOLDER NAME COUNT`; it may be killed at any moment."""

from __future__ import annotations

import sys

from verbale.desk import open_desk
from verbale.desk.intake import Incoming, receive
from verbale.model.dossier import Document, Dossier
from verbale.model.reading import Source


def main(folder: str, name: str, count: int) -> None:
    """Receive `count` communications; every number is printed once it is safe."""
    desk = open_desk(folder)
    for number in range(count):
        content = f"{name} {number}".encode()
        source = Source(name=name, sha256="0" * 64, media_type="text/plain")
        dossier = Dossier(source=source, document=Document(language="fr"))
        print(receive(desk, name, [Incoming(name, content, dossier)]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
