"""What documents need after issue: verification, revocation, a seal that lasts."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.documents.printing import PrintingRoom
from chalicelib.wiring.documents.seal import SealRoom
from chalicelib.wiring.handling import HandlingRoom
from chalicelib.wiring.road import RoadRoom

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
        self, road: RoadRoom, seal: SealRoom, handling: HandlingRoom, printing: PrintingRoom
    ) -> None:
        self._road = road
        self._seal = seal
        self._handling = handling
        self._printing = printing

    @cached_property
    def verify(self) -> "Verify":
        """Verify a document."""
        from chalicelib.documents.seal.inspector import SealInspector  # noqa: PLC0415
        from chalicelib.usecases.issued.verify import Verify  # noqa: PLC0415

        def chains() -> "Iterable[Chain]":
            return self._seal.seals.known()

        municipalities = self._road.templates.municipalities
        return Verify(
            self._road.state.ledger,
            SealInspector(chains),
            self._road.state.tries,
            self._road.platform.clock,
            lambda nis, moment: municipalities.get(nis).day_of(moment),
        )

    @cached_property
    def revoke(self) -> "Revoke":
        """Revoke a document."""
        from chalicelib.usecases.issued.revoke import Revoke  # noqa: PLC0415

        return Revoke(
            self._handling.at_hand,
            self._road.state.ledger,
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

        return Copies(self._road.state.ledger, self._road.case_four_eyes)

    @cached_property
    def watch_seal(self) -> "WatchSeal":
        """Fetch lists of revocations."""
        from chalicelib.adapters.outside.revocation_lists import HttpListSource  # noqa: PLC0415
        from chalicelib.usecases.issued.watch_seal import WatchSeal  # noqa: PLC0415

        return WatchSeal(
            self._seal.chain_watch,
            HttpListSource(),
            self._road.state.seal_lists,
            self._road.platform.clock,
        )
