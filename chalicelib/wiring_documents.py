"""What documents need after issue: ledger, verification, revocation, erasure."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring_review import ReviewWiring

if TYPE_CHECKING:
    from chalicelib.documents.seals import Seals
    from chalicelib.ports import Ledger, Sealer, Tries
    from chalicelib.usecases.copies import Copies
    from chalicelib.usecases.download import Download
    from chalicelib.usecases.erase import Erase
    from chalicelib.usecases.mark import MarkDocument
    from chalicelib.usecases.read_facts import ReadFacts
    from chalicelib.usecases.reissue import Reissue
    from chalicelib.usecases.revoke import Revoke
    from chalicelib.usecases.verify import Verify


class DocumentWiring(ReviewWiring):
    """The part of Wiring for issued documents; what is only named here, Wiring makes."""

    if TYPE_CHECKING:

        @property
        def seals(self) -> Seals:
            """Made by Wiring."""

        @property
        def sealer(self) -> Sealer:
            """Made by Wiring."""

        @property
        def tries(self) -> Tries:
            """Made by Wiring."""

        @property
        def download(self) -> Download:
            """Made by Wiring."""

    @cached_property
    def ledger(self) -> "Ledger":
        """The documents that were issued."""
        from chalicelib.adapters.aws.ledger import DynamoLedger  # noqa: PLC0415

        return DynamoLedger(self.clients.dynamodb, self.settings.table, self.keys)

    @cached_property
    def mark(self) -> "MarkDocument":
        """What is printed on a document to verify it by."""
        from chalicelib.usecases.mark import MarkDocument  # noqa: PLC0415

        return MarkDocument(self.keys, self.sealer, self.settings.public_url)

    @cached_property
    def verify(self) -> "Verify":
        """Verify a document."""
        from chalicelib.documents.seal_inspector import SealInspector  # noqa: PLC0415
        from chalicelib.usecases.verify import Verify  # noqa: PLC0415

        municipalities = self.municipalities
        return Verify(
            self.ledger,
            SealInspector(lambda: self.seals),
            self.tries,
            self.clock,
            lambda nis, moment: municipalities.get(nis).day_of(moment),
        )

    @cached_property
    def reissue(self) -> "Reissue":
        """Have a corrected document made."""
        from chalicelib.usecases.reissue import Reissue  # noqa: PLC0415

        return Reissue(self.submit)

    @cached_property
    def revoke(self) -> "Revoke":
        """Revoke a document."""
        from chalicelib.usecases.revoke import Revoke  # noqa: PLC0415

        return Revoke(
            self.desk,
            self.ledger,
            self.catalogue,
            self.four_eyes,
            self.reissue,
            self.effects,
            self.clock,
        )

    @cached_property
    def copies(self) -> "Copies":
        """All documents ever issued about somebody."""
        from chalicelib.usecases.copies import Copies  # noqa: PLC0415

        return Copies(self.ledger, self.access_log)

    @cached_property
    def erase(self) -> "Erase":
        """Erase documents whose time is over."""
        from chalicelib.usecases.erase import Erase  # noqa: PLC0415

        return Erase(self.ledger, self.requests, self.archive, self.clock, self.ids)

    @cached_property
    def read_facts(self) -> "ReadFacts":
        """A document as text."""
        from chalicelib.documents.facts_reading import facts_of  # noqa: PLC0415
        from chalicelib.usecases.read_facts import ReadFacts  # noqa: PLC0415

        return ReadFacts(self.download, self.archive, facts_of)
