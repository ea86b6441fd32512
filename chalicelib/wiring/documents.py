"""From facts to a sealed document."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.ports.documents import Printer, Renderer, Sealer
from chalicelib.settings import TEMPLATES
from chalicelib.wiring.state import State

if TYPE_CHECKING:
    from chalicelib.documents.seal.sealer import Chain, Evidence, Stamper
    from chalicelib.documents.seal.seals import Seals
    from chalicelib.documents.seal.watch import ChainWatch
    from chalicelib.usecases.certificates.make import Make
    from chalicelib.usecases.certificates.mark import MarkDocument
    from chalicelib.usecases.issued.watch_seal import WatchSeal


class Documents(State):
    """What makes a document."""

    @cached_property
    def printer(self) -> Printer:
        """Facts into words."""
        from chalicelib.documents.printer import LabelledPrinter  # noqa: PLC0415

        return LabelledPrinter(self.labels, self.municipalities)

    @cached_property
    def renderer(self) -> Renderer:
        """Words into a PDF."""
        from chalicelib.documents.renderer import PdfRenderer  # noqa: PLC0415

        return self.traces.told_of(PdfRenderer(TEMPLATES, self.labels), "render")

    @cached_property
    def seals(self) -> "Seals":
        """The keys and certificates of the seals."""
        from chalicelib.adapters.aws.seals import KeptChains  # noqa: PLC0415
        from chalicelib.documents.seal.sealer import Unstamped  # noqa: PLC0415
        from chalicelib.documents.seal.seals import Seals  # noqa: PLC0415

        settings = self.settings
        return Seals(
            tuple(municipality.nis for municipality in self.municipalities.all()),
            settings.seal_key,
            KeptChains(self.clients.ssm, settings.seal_parameters, self.clock),
            unstamped=Unstamped(settings.seal_unstamped),
            refuse_tests=settings.environment == "prod",
        )

    @cached_property
    def stamping_chain(self) -> "Chain":
        """The certificates of the time-stamp authority; empty where there is none."""
        from chalicelib.adapters.aws.seals import read_parameter  # noqa: PLC0415
        from chalicelib.documents.seal.sealer import read_chain  # noqa: PLC0415

        if not self.settings.tsa_url:
            return ()
        return read_chain(read_parameter(self.clients.ssm, self.settings.tsa_parameter))

    @cached_property
    def stamper(self) -> "Stamper | None":
        """The time-stamp authority, where there is one."""
        from chalicelib.adapters.time_stamp_authority import (  # noqa: PLC0415
            HttpTimeStampAuthority,
        )
        from chalicelib.documents.seal.time_stamps import TimeStamps  # noqa: PLC0415

        if not self.settings.tsa_url:
            return None
        ask = HttpTimeStampAuthority(self.settings.tsa_url).ask
        return TimeStamps(ask, self.stamping_chain)

    @cached_property
    def chain_watch(self) -> "ChainWatch":
        """What the seals stand on."""
        from chalicelib.documents.seal.watch import ChainWatch  # noqa: PLC0415

        return ChainWatch(self.seals.from_then_on, lambda: self.stamping_chain, self.clock)

    @cached_property
    def evidence(self) -> "Evidence | None":
        """Proof that no certificate of a seal was revoked, where lists are fetched."""
        from chalicelib.documents.seal.evidence import SealEvidence  # noqa: PLC0415

        if not self.settings.fetches_lists:
            return None
        return SealEvidence(self.chain_watch, self.seal_lists, self.clock)

    @cached_property
    def watch_seal(self) -> "WatchSeal":
        """Fetch lists of revocations."""
        from chalicelib.adapters.revocation_lists import HttpListSource  # noqa: PLC0415
        from chalicelib.usecases.issued.watch_seal import WatchSeal  # noqa: PLC0415

        return WatchSeal(self.chain_watch, HttpListSource(), self.seal_lists, self.clock)

    @cached_property
    def sealer(self) -> Sealer:
        """Puts the municipality's seal on."""
        from chalicelib.adapters.aws.kms import KmsSigner  # noqa: PLC0415
        from chalicelib.documents.seal.sealer import PadesSealer  # noqa: PLC0415

        signer = KmsSigner(self.clients.kms)
        sealer = PadesSealer(self.seals.at, signer, self.clock, self.stamper, self.evidence)
        return self.traces.told_of(sealer, "seal")

    @cached_property
    def mark(self) -> "MarkDocument":
        """What is printed on a document to verify it by."""
        from chalicelib.usecases.certificates.mark import MarkDocument  # noqa: PLC0415

        return MarkDocument(self.keys, self.sealer, self.settings.public_url)

    @cached_property
    def make(self) -> "Make":
        """Make a document."""
        from chalicelib.usecases.certificates.make import Make  # noqa: PLC0415

        return Make(self.printer, self.renderer, self.sealer, self.archive, self.mark)
