"""The municipalities, read from `templates/municipalities/`: one TOML file each, named by NIS."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import chain, pairwise
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import TypeAdapter

from chalicelib.adapters.files.loading import CatalogueError, FileProblem, did_you_mean, load
from chalicelib.domain.cases.staff import StaffRole
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.domain.tenants.opening import OpeningHours, Span, span_of

ONLY = ""
"""Under what a stage gives the address of the only municipality that it has."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")
LONGEST_KEPT = 730
"""Days; the bucket keeps nothing longer than 760, and its end leaves no proof."""

_NIS = re.compile(r"[0-9]{5}")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WAY = re.compile(r"[a-z0-9-]{1,40}")
_FACT = re.compile(r"[a-z]+\.[a-z_]+")
_HOST = re.compile(r"[a-z0-9.-]+(:[0-9]{1,5})?")
_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?(/[^?#]*[^/?#])?")


class FileMunicipalities:
    """The `Municipalities` port over folders; all files are read at once, they are few and small.

    The first folder is that of the templates: what providers of sign-in ask stands beside it.

    `known_documents` are the ids that a municipality may deviate from; None leaves that
    unchecked. `addresses` are those of a stage by code, in place of those in the files. Raises
    CatalogueError for a file that is wrong.
    """

    def __init__(
        self,
        *folders: Path,
        known_documents: Collection[str] | None = None,
        addresses: Mapping[str, str] | None = None,
    ) -> None:
        self._known_documents = known_documents
        self._profiles = folders[0].parent / "sign_in"
        adapter, stage = TypeAdapter(Municipality), addresses or {}
        paths = sorted((p for folder in folders for p in folder.glob("*.toml")), key=_nis_of)
        read = {path.stem: self._load(path, adapter) for path in paths}
        self._by_nis = {nis: m.moved_to(_at(stage, read, m)) for nis, m in read.items()}
        self._by_host = {host: m for m in self._by_nis.values() for host in m.hosts}
        _refuse_shared_hosts(folders[0], self._by_nis.values())

    def get(self, nis: str) -> Municipality:
        """The municipality with a code. Raises NotThereError."""
        try:
            return self._by_nis[nis]
        except KeyError:
            raise _nobody() from None

    def at_host(self, host: str) -> Municipality:
        """The municipality of a web address (a `Host` header).

        The only one of a deployment is at every address, so also at API Gateway's own. Raises
        NotThereError.
        """
        if len(self._by_nis) == 1:
            return next(iter(self._by_nis.values()))
        try:
            return self._by_host[host.lower()]
        except KeyError:
            return self._at_any_port(host)

    def _at_any_port(self, host: str) -> Municipality:
        try:
            return self._by_host[host.partition(":")[0].lower()]
        except KeyError:
            raise _nobody() from None

    def all(self) -> tuple[Municipality, ...]:
        """Every municipality, in the order of their codes."""
        return tuple(self._by_nis.values())

    def _load(self, path: Path, adapter: TypeAdapter[Municipality]) -> Municipality:
        read = load(
            path,
            adapter,
            lambda found: _problems_of(found, path, self._profiles, self._known_documents),
        )
        return replace(read, look=replace(read.look, arms=str(path.parent / read.look.arms)))


def _nis_of(path: Path) -> str:
    return path.stem


def _at(
    stage: Mapping[str, str], read: Mapping[str, Municipality], municipality: Municipality
) -> str:
    """The stage's address of a municipality: under its code, or for the only one there is."""
    own = stage.get(municipality.nis)
    only = stage.get(ONLY) if len(read) == 1 else None
    return own or only or municipality.address


def _nobody() -> NotThereError:
    return NotThereError("Op dit adres is geen gemeente bekend.")


def _problems_of(
    municipality: Municipality,
    path: Path,
    profiles: Path,
    known_documents: Collection[str] | None,
) -> Iterable[FileProblem]:
    return chain(
        _identity(municipality, path),
        _formed(municipality),
        _limits(municipality),
        _hours(municipality.contact.open),
        _sign_in(municipality, profiles),
        _overrides(municipality),
        _others(municipality),
        () if known_documents is None else _documents(municipality, known_documents),
    )


def _others(municipality: Municipality) -> Iterator[FileProblem]:
    """Other organisations: known by a code of their own, and never clerks here."""
    own = municipality.staff
    known = {own.organisation, ""}
    for i, other in enumerate(own.others):
        where = f"staff.others[{i}]"
        if other.organisation in known:
            yield FileProblem(f"{where}.organisation", other.organisation, "a code of its own")
        known.add(other.organisation)
        for name, role in other.roles.items():
            if role in set(StaffRole):
                yield FileProblem(f"{where}.roles.{name}", role, "a role that a process brings")


def _identity(municipality: Municipality, path: Path) -> Iterator[FileProblem]:
    if municipality.nis != path.stem:
        yield FileProblem("nis", municipality.nis, f'the name of its file, "{path.stem}"')
    arms = municipality.look.arms
    if Path(arms).name != arms or not (path.parent / arms).is_file():
        yield FileProblem("look.arms", arms, "the name of an SVG file beside this one")
    if not municipality.languages:
        yield FileProblem("languages", [], "at least one")
    try:
        ZoneInfo(municipality.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield FileProblem("timezone", municipality.timezone, "a time zone like Europe/Brussels")


def _formed(municipality: Municipality) -> Iterator[FileProblem]:
    mail, look = municipality.mail, municipality.look
    texts = (
        ("nis", municipality.nis, _NIS, "five digits"),
        ("mail.sender", mail.sender, _MAIL, "a mail address"),
        ("mail.reply_to", mail.reply_to, _MAIL, "a mail address"),
        ("contact.email", municipality.contact.email, _MAIL, "a mail address"),
        ("look.primary", look.primary, _COLOUR, "a colour like #1f3a5f, in small letters"),
        ("look.accent", look.accent, _COLOUR, "a colour like #1f3a5f, in small letters"),
        ("address", municipality.address, _ADDRESS, "an address like https://thuisloket.stad.be"),
        *(
            (f"aliases[{i}]", host, _HOST, "a host name in small letters")
            for i, host in enumerate(municipality.aliases)
        ),
    )
    for field, text, form, expected in texts:
        if not form.fullmatch(text):
            yield FileProblem(field, text, expected)


def _sign_in(municipality: Municipality, profiles: Path) -> Iterator[FileProblem]:
    ids = Counter(way.id for way in municipality.sign_in)
    known = {profile.stem for profile in profiles.glob("*.toml")}
    for i, way in enumerate(municipality.sign_in):
        if ids[way.id] > 1 or not _WAY.fullmatch(way.id) or way.id in {"sig", "enc"}:
            yield FileProblem(
                f"sign_in[{i}].id", way.id, "a name in small letters that no other has"
            )
        if known and way.profile not in known:
            expected = "the name of a file in sign_in/" + did_you_mean(way.profile, known)
            yield FileProblem(f"sign_in[{i}].profile", way.profile, expected)


def _limits(municipality: Municipality) -> Iterator[FileProblem]:
    limits = municipality.limits
    for name in ("duplicate_minutes", "requests_per_day", "requests_per_address", "smallest_count"):
        if getattr(limits, name) < 1:
            yield FileProblem(f"limits.{name}", getattr(limits, name), "1 or more")
    if limits.most_requests_per_day <= limits.requests_per_day:
        most = limits.most_requests_per_day
        yield FileProblem("limits.most_requests_per_day", most, "more than requests_per_day")
    for name in ("download_days", "attachment_days"):
        if not 1 <= getattr(limits, name) <= LONGEST_KEPT:
            yield FileProblem(f"limits.{name}", getattr(limits, name), f"1 to {LONGEST_KEPT}")


def _overrides(municipality: Municipality) -> Iterator[FileProblem]:
    for document, override in municipality.documents.items():
        field = f"documents.{document}"
        if override.fee_cents is not None and override.fee_cents < 0:
            yield FileProblem(f"{field}.fee_cents", override.fee_cents, "0 or more")
        for code in override.prints:
            if not _FACT.fullmatch(code):
                yield FileProblem(
                    f"{field}.prints", code, 'the code of a fact, like "person.address"'
                )


def _hours(opening: OpeningHours) -> Iterator[FileProblem]:
    for day in fields(opening):
        written: tuple[str, ...] = getattr(opening, day.name)
        try:
            spans = [span_of(span) for span in written]
        except ValueError:
            spans = []
        if len(spans) != len(written) or spans != sorted(spans) or _overlap(spans):
            expected = "parts of a day like 9:00-12:00, one after the other"
            yield FileProblem(f"contact.open.{day.name}", list(written), expected)


def _overlap(spans: Sequence[Span]) -> bool:
    return any(one.closes > other.opens for one, other in pairwise(spans))


def _documents(municipality: Municipality, known: Collection[str]) -> Iterator[FileProblem]:
    for field in ("documents", "not_offered"):
        for document in sorted(getattr(municipality, field)):
            if document not in known:
                expected = "the id of a document" + did_you_mean(document, known)
                yield FileProblem(field, document, expected)


def _refuse_shared_hosts(folder: Path, municipalities: Collection[Municipality]) -> None:
    owners = Counter(host for municipality in municipalities for host in municipality.hosts)
    for municipality in municipalities:
        shared = [host for host in municipality.hosts if owners[host] > 1]
        if shared:
            problem = FileProblem("aliases", shared, "hosts that no other municipality has")
            raise CatalogueError(folder / f"{municipality.nis}.toml", [problem])
