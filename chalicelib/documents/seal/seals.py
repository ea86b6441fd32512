"""The seals of the municipalities: who seals with which key and certificates, and from when on.

A seal has a name. The first one's is `first`; that of a later one is the moment from which it is in
force. Under its name stand its chain of certificates and the alias of its key, so that no key can
meet another one's certificate, whichever function knows what (decision 11). A chain with any other
name seals nothing: it is there to be recognised.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime

from chalicelib.documents.seal.naming import is_of_a_test
from chalicelib.documents.seal.sealer import (
    Chain,
    Identity,
    SealConfig,
    Unstamped,
    read_chain,
)
from chalicelib.ports.errors import PermanentError

FIRST = "first"
_MOMENT = "%Y%m%dT%H%M%SZ"


def name_of(since: datetime) -> str:
    """The name of a seal that is in force from a moment on, in whole seconds."""
    return since.astimezone(UTC).strftime(_MOMENT)


def since_of(name: str) -> datetime | None:
    """From when a seal is in force; None for a name that isn't one of a seal."""
    if name == FIRST:
        return datetime.min.replace(tzinfo=UTC)
    try:
        return datetime.strptime(name, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def key_of(key: str, tenant: str, name: str) -> str:
    """The alias of a seal's key; `key` is what those of all have in common."""
    return f"{key}-{tenant}" if name == FIRST else f"{key}-{tenant}-{name}"


def in_force(names: Iterable[str], at: datetime) -> str:
    """Which of some seals is in force; the one that begins first before any does, "" if none."""
    begins = sorted((since, name) for name in names if (since := since_of(name)))
    begun = [name for since, name in begins if since <= at]
    return begun[-1] if begun else next((name for _, name in begins), "")


class Seals:
    """What a municipality seals with.

    `chains` gives the chains of a municipality in PEM, by name, and is asked each time; `key` is
    the alias of the keys without the municipality's code. With `refuse_tests` a certificate of a
    test authority makes no seal.
    """

    def __init__(
        self,
        tenants: tuple[str, ...],
        key: str,
        chains: Callable[[str], Mapping[str, str]],
        *,
        unstamped: Unstamped = Unstamped.RETRY,
        refuse_tests: bool = False,
    ) -> None:
        self._tenants, self._key, self._chains = tenants, key, chains
        self._unstamped, self._refuse_tests = unstamped, refuse_tests
        self._made: dict[str, tuple[SealConfig, Identity]] = {}

    def at(self, tenant: str, moment: datetime) -> Identity:
        """Who seals at a moment.

        Raises KeyError for a municipality that isn't here, RetryableError, PermanentError.
        """
        if tenant not in self._tenants:
            raise KeyError(tenant)
        config = self._config(tenant, moment)
        if tenant not in self._made or self._made[tenant][0] != config:
            self._made[tenant] = (config, self._identity(tenant, config))
        return self._made[tenant][1]

    def from_then_on(self, tenant: str, moment: datetime) -> list[Chain]:
        """The chain in force at a moment, then those of the seals to come. Raises as `at` does."""
        chains = self._chains(tenant)
        begins = {name: since for name in chains if (since := since_of(name))}
        to_come = sorted((since, name) for name, since in begins.items() if since > moment)
        now = self.at(tenant, moment).chain
        later = (read_chain(chains[name]) for _, name in to_come)
        return list(dict.fromkeys([now, *later]))

    def known(self) -> Iterator[Chain]:
        """Every chain that a document may have been sealed with. Raises RetryableError.

        Those that can't be read are left out: nothing was ever sealed with them.
        """
        for tenant in self._tenants:
            with suppress(PermanentError):
                for pem in self._chains(tenant).values():
                    with suppress(PermanentError):
                        yield read_chain(pem)

    def _config(self, tenant: str, moment: datetime) -> SealConfig:
        chains = self._chains(tenant)
        name = in_force(chains, moment)
        if not name:
            raise PermanentError(f"the seal of {tenant} has no certificate")
        key_id = key_of(self._key, tenant, name)
        return SealConfig(key_id, chains[name], self._unstamped)

    def _identity(self, tenant: str, config: SealConfig) -> Identity:
        identity = Identity.of(config)
        if self._refuse_tests and is_of_a_test(identity.certificate):
            raise PermanentError(f"the seal of {tenant} has a certificate for tests")
        return identity
