"""What documents need after issue."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.desk import AtTheDesk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.documents.seal.sealer import Chain
    from chalicelib.usecases.certificates.read_facts import ReadFacts
    from chalicelib.usecases.certificates.reissue import Reissue
    from chalicelib.usecases.issued.copies import Copies
    from chalicelib.usecases.issued.revoke import Revoke
    from chalicelib.usecases.issued.verify import Verify
    from chalicelib.usecases.privacy.erase import Erase


class Issued(AtTheDesk):
    """Verification, revocation, erasure."""

    @cached_property
    def verify(self) -> "Verify":
        """Verify a document."""
        from chalicelib.documents.seal.inspector import SealInspector  # noqa: PLC0415
        from chalicelib.usecases.issued.verify import Verify  # noqa: PLC0415

        def chains() -> "Iterable[Chain]":
            return self.seals.known()

        municipalities = self.municipalities
        return Verify(
            self.ledger,
            SealInspector(chains),
            self.tries,
            self.clock,
            lambda nis, moment: municipalities.get(nis).day_of(moment),
        )

    @cached_property
    def reissue(self) -> "Reissue":
        """Have a corrected document made."""
        from chalicelib.usecases.certificates.reissue import Reissue  # noqa: PLC0415

        return Reissue(self.submit)

    @cached_property
    def revoke(self) -> "Revoke":
        """Revoke a document."""
        from chalicelib.usecases.issued.revoke import Revoke  # noqa: PLC0415

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
        from chalicelib.usecases.issued.copies import Copies  # noqa: PLC0415

        return Copies(self.ledger, self.access_log)

    @cached_property
    def erase(self) -> "Erase":
        """Erase files whose time is over."""
        from chalicelib.usecases.privacy.erase import Erase  # noqa: PLC0415

        return Erase(
            self.erasures, self.requests, self.processes, self.archive, self.clock, self.ids
        )

    @cached_property
    def read_facts(self) -> "ReadFacts":
        """A document as text."""
        from chalicelib.documents.facts_reading import facts_of  # noqa: PLC0415
        from chalicelib.usecases.certificates.read_facts import ReadFacts  # noqa: PLC0415

        return ReadFacts(self.download, self.archive, facts_of)
