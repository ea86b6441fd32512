"""Time, chance and secrets."""

from datetime import datetime
from typing import Protocol

from chalicelib.domain.registers.national_number import NationalNumber


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """The present moment, in UTC, with its zone."""


class Ids(Protocol):
    """What must be new each time: ids in order, and secrets that nobody guesses."""

    def request_id(self) -> str:
        """A new ULID: 26 characters, in the order of time."""

    def secret(self) -> str:
        """At least 128 unguessable bits, safe in a URL."""


class Keys(Protocol):
    """Keyed hashes: what is needed to find somebody without writing down who it is.

    Their secret has versions. What is written is under the one in force; what is looked for may
    stand under any of `versions`.
    """

    def person(self, tenant: str, number: NationalNumber) -> str:
        """The pseudonym of a person in a municipality: stable, not reversible without the key."""

    def fingerprint(self, text: str) -> str:
        """A keyed hash of anything else, for guards."""

    def address(self, tenant: str, address: str) -> str:
        """The pseudonym of a mail address, however its letters are cased."""

    def is_address(self, fingerprint: str, tenant: str, address: str) -> bool:
        """Whether `address` gave this pseudonym, under whichever version, also of long ago."""

    def link_token(self, tenant: str, request_id: str) -> str:
        """The unguessable token of a request's mail link; the same each time, whatever version.

        Another one only when the links of the version were ended.
        """

    def read_link_token(self, token: str) -> tuple[str, str] | None:
        """Tenant and request id of a token that we made; None for any other text."""

    def address_mark(self, request_id: str, address: str) -> str:
        """What tells a mail address of a request from its others, in a link: eight hex digits.

        The same each time, however its letters are cased, as long as the request's links are.
        """

    def verification_code(self, tenant: str, seed: str) -> bytes:
        """At least 11 bytes for VerificationCode.of; the same for a seed each time, for ever.

        A seed begins with the id of the case that yields the document.
        """

    def versions(self) -> tuple["Keys", ...]:
        """The same under each version that something may stand under, the one in force first.

        One, but for the time that a rotation takes.
        """
