"""What is held about people, and what becomes of each when somebody asks to be forgotten.

The words, the terms and the laws stand in `templates/retention.toml`; what really happens is code,
so it is said here.
"""

from dataclasses import dataclass
from enum import StrEnum


class Holding(StrEnum):
    """One kind of data about people."""

    APPLICANT = "applicant"
    WISH = "wish"
    VERDICT = "verdict"
    SAID = "said"
    FILES = "files"
    DRAFTS = "drafts"
    SESSIONS = "sessions"
    WISHES = "wishes"
    ASKED = "asked"
    ADDRESSES = "addresses"
    STEPS = "steps"
    LEDGER = "ledger"
    ACCESS_LOG = "access_log"
    FIGURES = "figures"
    OTHERS = "others"
    GUARDS = "guards"
    BACKUPS = "backups"


class Fate(StrEnum):
    """What becomes of it when somebody asks to be forgotten; what passes goes by itself."""

    ERASED = "erased"
    KEPT = "kept"
    PASSES = "passes"


FATES = {
    Holding.APPLICANT: Fate.ERASED,
    Holding.WISH: Fate.ERASED,
    Holding.VERDICT: Fate.ERASED,
    Holding.SAID: Fate.ERASED,
    Holding.FILES: Fate.ERASED,
    Holding.DRAFTS: Fate.ERASED,
    Holding.SESSIONS: Fate.ERASED,
    Holding.WISHES: Fate.ERASED,
    Holding.ASKED: Fate.ERASED,
    Holding.ADDRESSES: Fate.ERASED,
    Holding.STEPS: Fate.KEPT,
    Holding.LEDGER: Fate.KEPT,
    Holding.ACCESS_LOG: Fate.KEPT,
    Holding.FIGURES: Fate.KEPT,
    Holding.OTHERS: Fate.KEPT,
    Holding.GUARDS: Fate.PASSES,
    Holding.BACKUPS: Fate.PASSES,
}


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """Why and how long something is held, in words for the person concerned.

    `until` is when it goes if nobody asks, `basis` the law; `why` says what is kept for, or why
    nothing stands in the way of erasing it.
    """

    holding: Holding
    what: str
    until: str
    basis: str
    why: str

    @property
    def fate(self) -> Fate:
        """What becomes of it on request."""
        return FATES[self.holding]


@dataclass(frozen=True, slots=True)
class Class:
    """How long cases of some processes stay whole; a definition names the one of its cases.

    A refusal does for `refusal_days`, while it can be fought. `kept` says why and under which law
    nobody is forgotten in such cases; empty when they can be.
    """

    id: str
    refusal_days: int
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """Every kind of data once; `refusal_days` are those of a class that isn't among `classes`."""

    refusal_days: int
    rules: tuple[RetentionRule, ...]
    classes: tuple[Class, ...] = ()

    def of(self, fate: Fate) -> tuple[RetentionRule, ...]:
        """The kinds with one fate, in order."""
        return tuple(rule for rule in self.rules if rule.fate == fate)

    def class_of(self, name: str) -> Class:
        """The class with an id."""
        found = (one for one in self.classes if one.id == name)
        return next(found, Class(name, self.refusal_days))
