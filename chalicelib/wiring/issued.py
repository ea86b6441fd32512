"""What documents need after issue: verification, revocation, a seal that lasts."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.documents.printing import PrintingRoom
from chalicelib.wiring.documents.seal import SealRoom
from chalicelib.wiring.handling import HandlingRoom
from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.road import RoadRoom
from chalicelib.wiring.state import StateRoom
from chalicelib.wiring.templates import TemplatesRoom

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chalicelib.documents.seal.sealer import Chain
    from chalicelib.usecases.issued.copies import Copies
    from chalicelib.usecases.issued.revoke import Reissue, Revoke
    from chalicelib.usecases.issued.verify import Verify
    from chalicelib.usecases.issued.watch_seal import WatchSeal


class IssuedRoom:
    """What documents need after issue: verification, revocation, a seal that lasts."""

    def __init__(
        self,
        platform: PlatformRoom,
        templates: TemplatesRoom,
        state: StateRoom,
        seal: SealRoom,
        road: RoadRoom,
        handling: HandlingRoom,
        printing: PrintingRoom,
    ) -> None:
        self._platform = platform
        self._templates = templates
        self._state = state
        self._seal = seal
        self._road = road
        self._handling = handling
        self._printing = printing

    @cached_property
    def verify(self) -> "Verify":
        """Verify a document."""
        from chalicelib.documents.seal.inspector import SealInspector  # noqa: PLC0415
        from chalicelib.usecases.issued.verify import Verify  # noqa: PLC0415

        def chains() -> "Iterable[Chain]":
            return self._seal.seals.known()

        municipalities = self._templates.municipalities
        return Verify(
            self._state.ledger,
            SealInspector(chains),
            self._state.tries,
            self._platform.clock,
            lambda nis, moment: municipalities.get(nis).day_of(moment),
        )

    @cached_property
    def revoke(self) -> "Revoke":
        """Revoke a document."""
        from chalicelib.usecases.issued.revoke import Revoke  # noqa: PLC0415

        return Revoke(
            self._handling.at_hand,
            self._state.ledger,
            self.reissues,
            self._printing.marking.code,
        )

    @cached_property
    def reissues(self) -> "Mapping[str, Reissue]":
        """How a corrected document is asked for, by the type of process."""
        from chalicelib.wiring.processes.certificates import reissue  # noqa: PLC0415

        return {"certificates": reissue(self._road.open_case)}

    @cached_property
    def copies(self) -> "Copies":
        """All documents ever issued about somebody."""
        from chalicelib.usecases.issued.copies import Copies  # noqa: PLC0415

        return Copies(self._state.ledger, self._road.case_four_eyes)

    @cached_property
    def watch_seal(self) -> "WatchSeal":
        """Fetch lists of revocations."""
        from chalicelib.adapters.revocation_lists import HttpListSource  # noqa: PLC0415
        from chalicelib.usecases.issued.watch_seal import WatchSeal  # noqa: PLC0415

        return WatchSeal(
            self._seal.chain_watch, HttpListSource(), self._state.seal_lists, self._platform.clock
        )
