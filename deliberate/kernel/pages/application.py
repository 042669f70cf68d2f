"""The parts of the running application that its pages work with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from deliberate.kernel.doors import Doors
from deliberate.kernel.feature import House
from deliberate.kernel.static import StaticTree
from deliberate.kernel.writer import Writer

if TYPE_CHECKING:
    from deliberate.kernel.live import Live


@dataclass
class Machine:
    """What the pages of this process work with."""

    house: House
    doors: Doors
    writer: Writer
    static: StaticTree
    secrets: tuple[str, ...]
    secure: bool
    zone: str
    home_language: str
    data_folder: Path
    demo: bool
    hall: bool = False
    """This is a laptop in a hall: reached by its addresses, without mail."""
    wifi: tuple[str, str] = ("", "")
    """The hall's wifi and its password, to be shown."""
    live: Live | None = None
    """The sockets, in a process that serves."""

    @property
    def secret(self) -> str:
        """The one that signs; the others are those before it."""
        return self.secrets[0]

    @property
    def cookie(self) -> str:
        """The cookie that says who somebody is; over https no other host of our domain can set it for us."""
        return "__Host-deliberate" if self.secure else "deliberate"


def machine() -> Machine:
    """The running application's parts."""
    found: Machine = current_app.extensions["deliberate"]
    return found
