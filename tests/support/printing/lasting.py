"""Seals that last: an authority that certifies, publishes what it revoked, and stamps the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from cryptography import x509

from chalicelib.adapters.aws.kms import KmsSigner
from chalicelib.ports.platform import Clock
from chalicelib.wiring import Wiring, use
from ops.deploy.authority import Authority, make_authority, revocation_list, seal_certificate
from tests.support.counter import Counter
from tests.support.printing.signable import TENANT
from tests.support.printing.time_stamp_authority import FakeAuthority
from tests.support.stages.serving import serving

TSA_PARAMETER = "/thuisloket/test/tsa"


@dataclass
class Publisher:
    """One authority over HTTP, until its server goes; `asked` are the paths that were fetched."""

    clock: Clock
    address: str = ""
    revoked: list[x509.Certificate] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @cached_property
    def authority(self) -> Authority:
        return make_authority(self.clock.now())

    @cached_property
    def stamps(self) -> FakeAuthority:
        return FakeAuthority(self.authority, clock=self.clock, list_address=self.list_address)

    @property
    def list_address(self) -> str:
        return f"{self.address}/lijst.crl"

    def answer(self, what: str, path: str, body: bytes) -> bytes:
        self.asked.append(path)
        if what == "GET":
            return revocation_list(self.authority, self.clock.now(), self.revoked)
        return self.stamps.ask(body)

    def certify(self, counter: Counter) -> x509.Certificate:
        """Give the seal of the one municipality a certificate of this authority."""
        clients, outputs = counter.wiring.platform.clients, counter.outputs
        der = KmsSigner(clients.kms).public_key(f"{outputs.seal_key}-{TENANT}")
        now, name = self.clock.now(), "Stad Kortrijk"
        issued = seal_certificate(self.authority, der, name, now, self.list_address)
        for parameter, chain in (
            (f"{outputs.seal_parameters}/{TENANT}/first", self.authority.pem(issued)),
            (TSA_PARAMETER, self.authority.pem(self.stamps.certificate)),
        ):
            clients.ssm.put_parameter(Name=parameter, Value=chain, Type="String", Overwrite=True)
        return issued


@dataclass(frozen=True)
class Lasting:
    """A counter whose stage fetches lists and stamps the time."""

    publisher: Publisher
    certificate: x509.Certificate
    wiring: Wiring

    def afresh(self) -> Wiring:
        """The wiring of another function, with nothing in memory yet."""
        old = self.wiring
        return Wiring(
            old.settings,
            clients=old.platform.clients,
            identity=old.sign_in.identity,
            clock=old.platform.clock,
        )


@contextmanager
def lasting_seals(counter: Counter, clock: Clock) -> Iterator[Lasting]:
    """Let a counter seal so that it lasts, until the block ends."""
    publisher = Publisher(clock)
    with serving(publisher.answer) as publisher.address:
        certificate = publisher.certify(counter)
        wished = {
            "seal_lists": "fetch",
            "tsa_url": f"{publisher.address}/tsa",
            "tsa_parameter": TSA_PARAMETER,
        }
        wiring = Wiring(
            counter.wiring.settings.model_copy(update=wished),
            clients=counter.wiring.platform.clients,
            identity=counter.wiring.sign_in.identity,
            clock=clock,
        )
        with use(wiring):
            yield Lasting(publisher, certificate, wiring)
