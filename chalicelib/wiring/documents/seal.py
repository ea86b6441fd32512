"""What puts the seal of a municipality on a document, and what it stands on."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.ports.documents import Sealer
from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.state import StateRoom
from chalicelib.wiring.templates import TemplatesRoom

if TYPE_CHECKING:
    from chalicelib.documents.seal.sealer import Chain, Evidence, Stamper
    from chalicelib.documents.seal.seals import Seals
    from chalicelib.documents.seal.watch import ChainWatch


class SealRoom:
    """What puts the seal of a municipality on a document, and what it stands on."""

    def __init__(self, platform: PlatformRoom, templates: TemplatesRoom, state: StateRoom) -> None:
        self._platform = platform
        self._templates = templates
        self._state = state

    @cached_property
    def seals(self) -> "Seals":
        """The keys and certificates of the seals."""
        from chalicelib.adapters.aws.seals import KeptChains  # noqa: PLC0415
        from chalicelib.documents.seal.sealer import Unstamped  # noqa: PLC0415
        from chalicelib.documents.seal.seals import Seals  # noqa: PLC0415

        settings = self._platform.settings
        return Seals(
            tuple(municipality.nis for municipality in self._templates.municipalities.all()),
            settings.seal_key,
            KeptChains(self._platform.clients.ssm, settings.seal_parameters, self._platform.clock),
            unstamped=Unstamped(settings.seal_unstamped),
            refuse_tests=settings.environment == "prod",
        )

    @cached_property
    def stamping_chain(self) -> "Chain":
        """The certificates of the time-stamp authority; empty where there is none."""
        from chalicelib.adapters.aws.seals import read_parameter  # noqa: PLC0415
        from chalicelib.documents.seal.sealer import read_chain  # noqa: PLC0415

        if not self._platform.settings.tsa_url:
            return ()
        return read_chain(
            read_parameter(self._platform.clients.ssm, self._platform.settings.tsa_parameter)
        )

    @cached_property
    def stamper(self) -> "Stamper | None":
        """The time-stamp authority, where there is one."""
        from chalicelib.adapters.outside.time_stamp_authority import (  # noqa: PLC0415
            HttpTimeStampAuthority,
        )
        from chalicelib.documents.seal.time_stamps import TimeStamps  # noqa: PLC0415

        if not self._platform.settings.tsa_url:
            return None
        ask = HttpTimeStampAuthority(self._platform.settings.tsa_url).ask
        return TimeStamps(ask, self.stamping_chain)

    @cached_property
    def chain_watch(self) -> "ChainWatch":
        """What the seals stand on."""
        from chalicelib.documents.seal.watch import ChainWatch  # noqa: PLC0415

        return ChainWatch(
            self.seals.from_then_on, lambda: self.stamping_chain, self._platform.clock
        )

    @cached_property
    def evidence(self) -> "Evidence | None":
        """Proof that no certificate of a seal was revoked, where lists are fetched."""
        from chalicelib.documents.seal.evidence import SealEvidence  # noqa: PLC0415

        if not self._platform.settings.fetches_lists:
            return None
        return SealEvidence(self.chain_watch, self._state.seal_lists, self._platform.clock)

    @cached_property
    def sealer(self) -> Sealer:
        """Puts the municipality's seal on."""
        from chalicelib.adapters.aws.kms import KmsSigner  # noqa: PLC0415
        from chalicelib.documents.seal.sealer import PadesSealer  # noqa: PLC0415

        signer = KmsSigner(self._platform.clients.kms)
        sealer = PadesSealer(
            self.seals.at, signer, self._platform.clock, self.stamper, self.evidence
        )
        return self._platform.traces.told_of(sealer, "seal")
