"""The seals of the municipalities: who seals with which key and certificates."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from chalicelib.documents.seal import Identity, SealConfig, Unstamped, is_of_a_test
from chalicelib.ports.errors import PermanentError

CURRENT = "current"
"""The chain that seals now; all others of a municipality are former ones."""


@dataclass(frozen=True)
class Seals(Mapping[str, Identity]):
    """Identities by municipality, each read when first needed and kept.

    `chains` gives the chains of a municipality in PEM, by name; `key` is the alias of the keys
    without the municipality's code. With `refuse_tests` a certificate of a test authority makes no
    seal. Reading raises KeyError for who isn't here, RetryableError, PermanentError.
    """

    tenants: tuple[str, ...]
    key: str
    chains: Callable[[str], Mapping[str, str]]
    unstamped: Unstamped = Unstamped.RETRY
    refuse_tests: bool = False
    _known: dict[str, Identity] = field(default_factory=dict)

    def __getitem__(self, tenant: str) -> Identity:
        if tenant not in self.tenants:
            raise KeyError(tenant)
        if tenant not in self._known:
            self._known[tenant] = self._read(tenant)
        return self._known[tenant]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tenants)

    def __len__(self) -> int:
        return len(self.tenants)

    def _read(self, tenant: str) -> Identity:
        chains = dict(self.chains(tenant))
        current = chains.pop(CURRENT, "")
        if not current:
            raise PermanentError(f"the seal of {tenant} has no certificate")
        former = tuple(pem for _, pem in sorted(chains.items()))
        config = SealConfig(f"{self.key}-{tenant}", current, former, self.unstamped)
        identity = Identity.of(config)
        if self.refuse_tests and is_of_a_test(identity.certificate):
            raise PermanentError(f"the seal of {tenant} has a certificate for tests")
        return identity
