"""A municipality: its names, its law, its times, its mail; data in `templates/municipalities/`."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.from_file import FromFile
from chalicelib.domain.shared.language import Language, Names
from chalicelib.domain.tenants.employers import StaffClaims
from chalicelib.domain.tenants.opening import OpeningHours
from chalicelib.domain.tenants.texts import StandardText
from chalicelib.domain.tenants.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Contact(FromFile):
    """How citizens reach civil affairs; `opening_hours` are sentences, `open` the hours."""

    service: str
    street: str
    postcode: str
    locality: str
    phone: str
    email: str
    website: str
    opening_hours: tuple[str, ...]
    open: OpeningHours = field(default_factory=OpeningHours)


@dataclass(frozen=True, slots=True)
class MailSender(FromFile):
    """The sender of the mails; the address's domain is verified in SES."""

    sender_name: str
    sender: str
    reply_to: str


@dataclass(frozen=True, slots=True)
class Signature(FromFile):
    """Who stands under a document: an office, not a person.

    `abroad` stands under what is for use abroad, where a municipality has another office sign that.
    """

    title: Names
    place: str
    abroad: Names | None = None


@dataclass(frozen=True, slots=True)
class Head(FromFile):
    """The municipality and its service in one language, at the head of its documents."""

    language: Language
    name: str
    service: str


@dataclass(frozen=True, slots=True)
class Branding(FromFile):
    """Colours (`#rrggbb`) and the coat of arms: the path of an SVG file, in the file its name."""

    primary: str
    accent: str
    arms: str


@dataclass(frozen=True, slots=True)
class Limits(FromFile):
    """What counts as a duplicate or as too much, as too little to publish, and how long files stay.

    Who begins more than `requests_per_day` cases waits for a person; beyond `most_requests_per_day`
    none is taken, nor beyond `requests_per_address` that would be written about to one address.
    Documents can be downloaded for `download_days`; what applicants send along is kept for
    `attachment_days`, and for as long as their case is open. Then it is erased.
    Figures from 1 up to below `smallest_count` aren't published: they could point at somebody.
    """

    duplicate_minutes: int = 10
    requests_per_day: int = 20
    most_requests_per_day: int = 30
    requests_per_address: int = 100
    download_days: int = 30
    attachment_days: int = 90
    smallest_count: int = 5


@dataclass(frozen=True, slots=True)
class Override(FromFile):
    """What a municipality decides otherwise for one document."""

    required_assurance: Assurance | None = None
    is_automatic: bool = True
    fee_cents: int | None = None
    prints: dict[str, bool] = field(default_factory=dict)
    """By code of a fact that the law leaves open: whether it stands on the document here."""


@dataclass(frozen=True, slots=True)
class SignInWay(FromFile):
    """A way to sign in: the municipality as a client of an identity provider.

    `profile` is the id of a file in `templates/sign_in/`, which knows the provider; `label` is what
    people read; `test_client_id` is the client at the provider's own test environment. `proof` is
    how the client proves itself: with keys of ours, or with a secret. Neither stands here: both lie
    in SSM, under the municipality's code. `scopes` come on top of the profile's.
    """

    id: str
    profile: str
    label: str
    client_id: str
    test_client_id: str = ""
    proof: Literal["private_key_jwt", "client_secret_basic", "client_secret_post", "none"] = (
        "private_key_jwt"
    )
    scopes: tuple[str, ...] = ()
    people: Literal["citizens", "staff"] = "citizens"


@dataclass(frozen=True, slots=True)
class Policy(FromFile):
    """A municipality's own number under a setting that a process names, from a day on.

    It is the value of a term's step; 0 under a mail's setting leaves that mail out.
    """

    setting: str
    value: int
    valid_from: date


@dataclass(frozen=True, slots=True)
class Municipality(FromFile):
    """One tenant; `nis` is its key everywhere."""

    nis: str
    name: str
    official_name: str
    province: str
    address: str
    """Where citizens reach the counter, such as `https://loket.stad.be`; no slash at its end."""
    languages: tuple[Language, ...]
    closing_days: frozenset[date]
    contact: Contact
    mail: MailSender
    signature: Signature
    look: Branding
    limits: Limits
    documents: dict[str, Override]
    """Deviations by document id; every document of the catalogue is offered."""
    aliases: tuple[str, ...] = ()
    """Hosts at which it was reached before, or is too: what was given out there still works."""
    not_offered: frozenset[str] = frozenset()
    processes: dict[str, date] = field(default_factory=dict)
    """The processes that can be gone through here, each from a day on."""
    fees: dict[str, int] = field(default_factory=dict)
    """What a process costs here, in euro cents; one that isn't named says nothing of it."""
    timezone: str = "Europe/Brussels"
    staff: StaffClaims = field(default_factory=StaffClaims)
    sign_in: tuple[SignInWay, ...] = ()
    """The first of each kind of people is the one that they get unless they choose another."""
    policies: tuple[Policy, ...] = ()
    texts: tuple[StandardText, ...] = ()
    """What its staff write again and again, in the order in which it is offered."""
    letterhead: tuple[Head, ...] = ()
    """The languages that stand side by side on documents, where the law wants more than one."""

    def policy(self, setting: str, day: date) -> int | None:
        """Its own number under a setting on a day; None when it has none."""
        known = (p for p in self.policies if p.setting == setting and p.valid_from <= day)
        latest = max(known, key=lambda policy: policy.valid_from, default=None)
        return latest.value if latest else None

    def offers(self, process_id: str, today: date) -> bool:
        """Whether a process can be gone through here today."""
        return process_id in self.processes and self.processes[process_id] <= today

    @property
    def heads(self) -> tuple[Head, ...]:
        """What stands at the head of documents: one language, or more where the law wants that."""
        return self.letterhead or (
            Head(self.languages[0], self.official_name, self.contact.service),
        )

    def head_in(self, language: Language) -> Head:
        """Its names in a language; in its first one where it has none in that."""
        return next((head for head in self.heads if head.language == language), self.heads[0])

    def required_assurance(self, document_id: str, default: Assurance) -> Assurance:
        """The level that a document asks for here."""
        override = self.documents.get(document_id)
        return (override and override.required_assurance) or default

    def prints(self, document_id: str) -> dict[str, bool]:
        """Which facts of a document are chosen or left out here, by code."""
        override = self.documents.get(document_id)
        return override.prints if override else {}

    def day_of(self, moment: datetime) -> date:
        """The calendar day here at a moment."""
        return moment.astimezone(ZoneInfo(self.timezone)).date()

    def ways_to_sign_in(self, *, for_work: bool) -> tuple[SignInWay, ...]:
        """Those of citizens, or those of staff."""
        people = "staff" if for_work else "citizens"
        return tuple(way for way in self.sign_in if way.people == people)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts at which it answers, its own first; with a port where the address has one."""
        return (urlsplit(self.address).netloc, *self.aliases)

    @property
    def base_path(self) -> str:
        """What stands in front of every path: empty, or `/api` on a bare API Gateway address."""
        return urlsplit(self.address).path

    def moved_to(self, address: str) -> "Municipality":
        """The same at another address; the one before stays served."""
        if address == self.address:
            return self
        before = urlsplit(self.address).netloc
        return replace(self, address=address, aliases=(*self.aliases, before))

    @property
    def calendar(self) -> Calendar:
        """The working days here."""
        return Calendar(self.timezone, self.closing_days)
