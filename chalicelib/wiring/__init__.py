"""The only place where ports meet adapters: one composition a room, each part made on first use.

A room holds the rooms whose parts it needs. What only issuance or the desk needs is imported by its
own property, so that a page doesn't pay for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.settings import Settings, load
from chalicelib.wiring.cases import CasesRoom
from chalicelib.wiring.certificates import CertificatesRoom
from chalicelib.wiring.documents.printing import PrintingRoom
from chalicelib.wiring.documents.seal import SealRoom
from chalicelib.wiring.documents.uploads import UploadsRoom
from chalicelib.wiring.figures import FiguresRoom
from chalicelib.wiring.finding import FindingRoom
from chalicelib.wiring.handling import HandlingRoom
from chalicelib.wiring.issuance import IssuanceRoom
from chalicelib.wiring.issued import IssuedRoom
from chalicelib.wiring.mail import MailRoom
from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.privacy import PrivacyRoom
from chalicelib.wiring.processes.bindings import LOADS
from chalicelib.wiring.road import RoadRoom
from chalicelib.wiring.sign_in import SignInRoom
from chalicelib.wiring.state import StateRoom
from chalicelib.wiring.templates import TemplatesRoom


class Wiring:
    """All rooms of one deployment. A test replaces a part by giving it as a keyword."""

    def __init__(self, settings: Settings, **parts: object) -> None:
        self.settings = settings
        self.platform = platform = PlatformRoom(settings)
        self.templates = templates = TemplatesRoom(platform)
        self.finding = FindingRoom(templates)
        self.state = state = StateRoom(platform)
        self.seal = seal = SealRoom(platform, templates, state)
        self.cases = cases = CasesRoom(platform, LOADS)
        self.road = road = RoadRoom(platform, templates, state, cases)
        self.printing = printing = PrintingRoom(platform, templates, state, seal, cases)
        self.issuance = issuance = IssuanceRoom(road, printing)
        self.handling = handling = HandlingRoom(road)
        self.certificates = CertificatesRoom(road, handling)
        self.figures = figures = FiguresRoom(road)
        self.mail = MailRoom(road, issuance, handling, figures)
        self.issued = IssuedRoom(road, seal, handling, printing)
        self.privacy = PrivacyRoom(road, issuance, figures)
        self.sign_in = SignInRoom(platform, templates, state)
        self.uploads = UploadsRoom(platform, state)
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
