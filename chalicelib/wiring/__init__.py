"""The only place where ports meet adapters: one composition a room, each part made on first use.

A room holds the rooms whose parts it needs. What only issuance or the desk needs is imported by its
own property, so that a page doesn't pay for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.settings import Settings, load
from chalicelib.wiring.cases import Cases
from chalicelib.wiring.certificates import Certificates
from chalicelib.wiring.figures import Figures
from chalicelib.wiring.finding import Finding
from chalicelib.wiring.handling import Handling
from chalicelib.wiring.issuance import Issuance
from chalicelib.wiring.issued import Issued
from chalicelib.wiring.mail import Mail
from chalicelib.wiring.platform import Platform
from chalicelib.wiring.printing import Printing
from chalicelib.wiring.privacy import Privacy
from chalicelib.wiring.processes import LOADS
from chalicelib.wiring.road import Road
from chalicelib.wiring.seal import Seal
from chalicelib.wiring.sign_in import Entrance
from chalicelib.wiring.state import State
from chalicelib.wiring.templates import Templates


class Wiring:
    """All rooms of one deployment. A test replaces a part by giving it as a keyword."""

    def __init__(self, settings: Settings, **parts: object) -> None:
        self.settings = settings
        self.platform = platform = Platform(settings)
        self.templates = templates = Templates(platform)
        self.finding = Finding(templates)
        self.state = state = State(platform)
        self.seal = seal = Seal(platform, templates, state)
        self.cases = cases = Cases(platform, LOADS)
        self.road = road = Road(platform, templates, state, cases)
        self.printing = printing = Printing(platform, templates, state, seal, cases)
        self.issuance = issuance = Issuance(platform, templates, state, cases, road, printing)
        self.handling = handling = Handling(platform, state, cases, road)
        self.certificates = Certificates(
            platform, templates, state, cases, road, issuance, handling
        )
        self.mail = Mail(platform, state, cases, road, issuance, handling)
        self.issued = Issued(platform, templates, state, seal, road, handling, printing)
        self.figures = figures = Figures(platform, templates, state, cases, road)
        self.privacy = Privacy(platform, templates, state, cases, road, issuance, figures)
        self.sign_in = Entrance(platform, templates, state)
        self.give(**parts)

    def give(self, **parts: object) -> None:
        """Put parts in the place of our own, each in the room that has one of that name.

        What was made before keeps what it was made with. Raises TypeError for an unknown name.
        """
        for name, part in parts.items():
            found = [room for room in vars(self).values() if name in vars(type(room))]
            if not found:
                raise TypeError(f"no room has a part {name}")
            vars(found[0])[name] = part


_in_use: list[Wiring] = []


def current() -> Wiring:
    """The wiring of this process, made from the environment when first asked for."""
    if not _in_use:
        _in_use.append(Wiring(load()))
    return _in_use[-1]


@contextmanager
def use(wiring: Wiring) -> Iterator[Wiring]:
    """Take another wiring for a while; for tests and commands."""
    _in_use.append(wiring)
    try:
        yield wiring
    finally:
        _in_use.remove(wiring)
