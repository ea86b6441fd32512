"""From a request to a certificate in its owner's hands."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.ports.documents import Printer
from chalicelib.usecases.former_certificates.download import Download
from chalicelib.usecases.former_certificates.open_link import OpenLink
from chalicelib.wiring.cases import Cases
from chalicelib.wiring.platform import Platform
from chalicelib.wiring.printing import Printing
from chalicelib.wiring.seal import Seal
from chalicelib.wiring.state import State
from chalicelib.wiring.templates import Templates
from chalicelib.wiring.workqueue import Workqueue

if TYPE_CHECKING:
    from chalicelib.usecases.certificates.make import Make
    from chalicelib.usecases.certificates.mark import MarkDocument
    from chalicelib.usecases.former_cases.issue import Issue
    from chalicelib.usecases.former_certificates.intake import TakeIn
    from chalicelib.usecases.former_certificates.read_facts import ReadFacts
    from chalicelib.usecases.former_certificates.reissue import Reissue


class Certificates:
    """From a request to a certificate in its owner's hands."""

    def __init__(
        self,
        platform: Platform,
        templates: Templates,
        state: State,
        seal: Seal,
        cases: Cases,
        workqueue: Workqueue,
        printing: Printing,
    ) -> None:
        self._platform = platform
        self._templates = templates
        self._state = state
        self._seal = seal
        self._cases = cases
        self._workqueue = workqueue
        self._printing = printing

    @cached_property
    def printer(self) -> Printer:
        """Facts into words."""
        from chalicelib.documents.printer import LabelledPrinter  # noqa: PLC0415

        return LabelledPrinter(self._templates.labels, self._templates.municipalities)

    @cached_property
    def mark(self) -> "MarkDocument":
        """What is printed on a document to verify it by."""
        from chalicelib.usecases.certificates.mark import MarkDocument  # noqa: PLC0415

        return MarkDocument(self._printing.marking)

    @cached_property
    def make(self) -> "Make":
        """Make a document."""
        from chalicelib.usecases.certificates.make import Make  # noqa: PLC0415

        return Make(
            self.printer,
            self._printing.renderer,
            self._seal.sealer,
            self._state.archive,
            self.mark,
        )

    @cached_property
    def issue(self) -> "Issue":
        """Decide and issue."""
        from chalicelib.usecases.former_cases.deliver_upload import DeliverUpload  # noqa: PLC0415
        from chalicelib.usecases.former_cases.issue import Issue  # noqa: PLC0415
        from chalicelib.usecases.former_cases.recheck import Recheck  # noqa: PLC0415

        return Issue(
            self._state.requests,
            self._cases.ask_about,
            self.make,
            DeliverUpload(self._cases.ask_about, self._cases.move, self._platform.clock),
            Recheck(self._cases.ask_about, self._cases.move),
            self._cases.move,
            self._cases.effects,
            self._state.issue_queue,
            self._platform.clock,
        )

    @cached_property
    def download(self) -> Download:
        """The way to the bytes."""
        return Download(
            self._cases.follow,
            self._templates.municipalities,
            self._state.archive,
            self._state.ledger,
            self._platform.clock,
        )

    @cached_property
    def open_link(self) -> OpenLink:
        """The link in a mail."""
        return OpenLink(
            self._state.requests,
            self.download,
            self._state.tries,
            self._platform.keys,
            self._platform.clock,
        )

    @cached_property
    def read_facts(self) -> "ReadFacts":
        """A document as text."""
        from chalicelib.documents.facts_reading import facts_of  # noqa: PLC0415
        from chalicelib.usecases.former_certificates.read_facts import ReadFacts  # noqa: PLC0415

        return ReadFacts(self.download, self._state.archive, facts_of)

    @cached_property
    def reissue(self) -> "Reissue":
        """Have a corrected document made."""
        from chalicelib.usecases.former_certificates.reissue import Reissue  # noqa: PLC0415

        return Reissue(self._cases.submit)

    @cached_property
    def intake(self) -> "TakeIn":
        """Key in a request."""
        from chalicelib.usecases.former_certificates.intake import TakeIn  # noqa: PLC0415

        return TakeIn(
            self._workqueue.desk,
            self._cases.submit,
            self.issue,
            self._workqueue.claim,
            self._workqueue.decide,
            self._state.requests,
        )
