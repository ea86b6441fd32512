"""What only certificates have: their own form, the counter, a corrected one."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.handling import HandlingRoom
from chalicelib.wiring.road import RoadRoom

if TYPE_CHECKING:
    from chalicelib.usecases.certificates.ask_as_canary import AskAsCanary
    from chalicelib.usecases.certificates.facts.ask_facts import AskFacts
    from chalicelib.usecases.certificates.facts.family_of import FamilyOf
    from chalicelib.usecases.certificates.facts.gather import Gather
    from chalicelib.usecases.certificates.facts.read_answers import ReadAnswers
    from chalicelib.usecases.certificates.facts.read_facts import ReadFacts
    from chalicelib.usecases.certificates.intake import TakeIn
    from chalicelib.usecases.certificates.order import OrderCertificate


class CertificatesRoom:
    """What only certificates have: their own form, the counter, a corrected one."""

    def __init__(self, road: RoadRoom, handling: HandlingRoom) -> None:
        self._road = road
        self._handling = handling

    @cached_property
    def gather(self) -> "Gather":
        """Ask the registers."""
        from chalicelib.usecases.certificates.facts.gather import Gather  # noqa: PLC0415

        registers = self._road.state.registers
        return Gather(self._road.state.access_log, registers, registers, registers, registers)

    @cached_property
    def family_of(self) -> "FamilyOf":
        """For whom somebody may ask besides themselves."""
        from chalicelib.usecases.certificates.facts.family_of import FamilyOf  # noqa: PLC0415

        registers = self._road.state.registers
        return FamilyOf(self._road.state.access_log, registers, registers)

    @cached_property
    def ask_facts(self) -> "AskFacts":
        """Everything the rules may look at."""
        from chalicelib.usecases.certificates.facts.ask_facts import AskFacts  # noqa: PLC0415

        return AskFacts(
            self._road.templates.catalogue, self._road.templates.municipalities, self.gather
        )

    @cached_property
    def order(self) -> "OrderCertificate":
        """Order one, and hear what the rules say at once."""
        from chalicelib.usecases.certificates.order import OrderCertificate  # noqa: PLC0415
        from chalicelib.usecases.certificates.preview import PreviewCertificate  # noqa: PLC0415

        templates = self._road.templates
        preview = PreviewCertificate(templates.catalogue, templates.municipalities)
        return OrderCertificate(self._road.open_case, preview)

    @cached_property
    def ask_as_canary(self) -> "AskAsCanary":
        """Try whether a document can be had."""
        from time import sleep  # noqa: PLC0415

        from chalicelib.usecases.certificates.ask_as_canary import AskAsCanary  # noqa: PLC0415

        return AskAsCanary(self._road.platform.clock, sleep)

    @cached_property
    def intake(self) -> "TakeIn":
        """Key in what came by another channel."""
        from chalicelib.usecases.certificates.intake import TakeIn  # noqa: PLC0415

        return TakeIn(
            self._handling.at_hand,
            self._road.open_case,
            self._handling.claim,
            self._road.act,
            self._road.case_four_eyes,
            self._road.templates.catalogue,
        )

    @cached_property
    def read_facts(self) -> "ReadFacts":
        """A document as text."""
        from chalicelib.documents.facts_reading import facts_of  # noqa: PLC0415
        from chalicelib.usecases.certificates.facts.read_facts import ReadFacts  # noqa: PLC0415

        return ReadFacts(self._road.open_document, self._road.state.archive, facts_of)

    @cached_property
    def read_answers(self) -> "ReadAnswers":
        """What the registers say, for who has a case in hand."""
        from chalicelib.usecases.certificates.facts.read_answers import ReadAnswers  # noqa: PLC0415

        return ReadAnswers(self._handling.at_hand, self.ask_facts)
