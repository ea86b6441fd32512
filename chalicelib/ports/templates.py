"""Data in files."""

from typing import Protocol

from chalicelib.domain.finding.guide import Guide
from chalicelib.domain.privacy.retention import Retention
from chalicelib.domain.tenants.municipality import Municipality


class Municipalities(Protocol):
    """The tenants."""

    def get(self, nis: str) -> Municipality:
        """The municipality with a code."""

    def at_host(self, host: str) -> Municipality:
        """The municipality that a web address belongs to."""

    def all(self) -> tuple[Municipality, ...]:
        """Every municipality."""


class Guides(Protocol):
    """What a search knows beside the documents."""

    def of(self, nis: str) -> Guide:
        """The guide of a municipality: what holds everywhere, said as it says it."""


class RetentionRules(Protocol):
    """What is held about people, how long and why."""

    def get(self) -> Retention:
        """Every kind of data once."""
