"""The counter of a replay: the real use cases on adapters in memory, and a clock that is set."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import override

from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.cases.notices import MemoryNoticeTray
from chalicelib.adapters.memory.ledger import MemoryLedger
from chalicelib.adapters.memory.mail import MemoryAddresses, MemorySuppressions, MemoryWishes
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds, known_keys
from chalicelib.adapters.memory.queues import MemoryBells, MemoryQueue
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.registers.national_number import NationalNumber, check_number
from chalicelib.domain.tenants.municipality import Municipality, Policy
from chalicelib.ports.cases import AnyCase, Unreadable
from chalicelib.ports.documents import Rendered, Renderer, Stored
from chalicelib.ports.mail import Mail, Mailer
from chalicelib.settings import TEMPLATES, Settings
from chalicelib.wiring import Wiring
from ops.measure.replay.sealing import BlankSealer, sampling_sealer
from ops.synthetic.population import Population

_SETTINGS = {
    "environment": "local",
    "public_url": "http://127.0.0.1:8000",
    "table": "replay",
    "registers_table": "replay",
    "bucket": "replay",
    "issue_queue": "http://127.0.0.1/issue",
    "review_queue": "http://127.0.0.1/review",
    "configuration_set": "replay",
    "secrets_parameter": "/replay",
    "seal_key": "alias/replay",
    "seal_parameters": "/replay/seals",
    "oidc_parameters": "/replay/sign-in",
}


class CountingMailer(Mailer):
    """Mailer: what is sent is counted, not kept."""

    def __init__(self) -> None:
        self.sent = 0

    @override
    def send(self, mail: Mail, sender: Municipality) -> None:
        self.sent += 1


_SMALL = 10_000
"""Bytes."""


class HashingArchive:
    """Archive that keeps of each object only what identifies it, however many there are.

    What is small is kept whole, once for all that is the same: clerks' scans are read again.
    """

    def __init__(self) -> None:
        self._stored: dict[str, Stored] = {}
        self._small: dict[str, bytes] = {}

    def put_once(
        self,
        key: str,
        document: Rendered,
        media_type: str = "application/pdf",  # noqa: ARG002
    ) -> Stored:
        """Keep the hash and size, and what is small."""
        made = Stored(sha256(document.pdf).hexdigest(), len(document.pdf), document.pages)
        if made.size <= _SMALL:
            self._small[made.sha256] = document.pdf
        return self._stored.setdefault(key, made)

    def read(self, key: str) -> bytes | None:
        """What was kept whole; None for anything else."""
        stored = self._stored.get(key)
        return self._small.get(stored.sha256) if stored else None

    def link(self, key: str, *, filename: str, seconds: int) -> str:
        """An address that leads nowhere."""
        return f"memory://{key}?filename={filename}&seconds={seconds}"


class SamplingRenderer:
    """Renderer that really renders a share of the documents; the others are a line of text.

    `real` gives the renderer, when the first is rendered: without a share none is loaded.
    """

    def __init__(self, real: Callable[[], Renderer], share: float, seed: int) -> None:
        self._real = real
        self._share = share
        self._rng = Random(f"render {seed}")
        self.rendered = 0

    def render(self, document: PrintedDocument, municipality: Municipality) -> Rendered:
        """Render what is in the sample; a page without content for the rest."""
        if self._rng.random() >= self._share:
            return Rendered(f"not rendered: {document.number}".encode(), 1)
        self.rendered += 1
        return self._real().render(document, municipality)


@dataclass(frozen=True, slots=True)
class Counter:
    """One counter and what stands around it."""

    wiring: Wiring
    here: Municipality
    clock: MemoryClock
    cases: MemoryCases
    issue_queue: MemoryQueue
    mailer: CountingMailer
    renderer: SamplingRenderer
    staff: tuple[Staff, ...]
    registers: MemoryRegisters

    def now(self, case: CertificateCase) -> CertificateCase:
        """A case as it stands now."""
        return self.at(case.id)

    def at(self, case_id: str) -> AnyCase:
        """A case of any process as it stands now."""
        found = self.cases.get(self.here.nis, case_id)
        if found is None or isinstance(found, Unreadable):
            raise LookupError(f"a case is gone: {case_id}")
        return found


def open_counter(population: Population, share: float, seed: int, policy: int = 0) -> Counter:
    """A counter over some people that renders and seals a share of its documents.

    With `policy` the municipality has that year's policies, whatever the day is.
    """
    clock, keys = MemoryClock(), known_keys()
    ids = SeededIds(clock, seed)
    cases, queue, mailer = MemoryCases(), MemoryQueue(), CountingMailer()
    registers = MemoryRegisters(population.files)
    wiring = Wiring(
        Settings.model_validate(_SETTINGS),
        clock=clock,
        ids=ids,
        keys=keys,
        store=cases,
        claims=cases.claims,
        ledger=MemoryLedger(cases),
        access_log=MemoryAccessLog(ids, clock),
        registers=registers,
        case_queue=queue,
        bells=MemoryBells(),
        notice_tray=MemoryNoticeTray(),
        suppressions=MemorySuppressions(cases.openings, keys),
        mail_addresses=MemoryAddresses(cases.openings, keys),
        wishes=MemoryWishes(clock),
        archive=HashingArchive(),
        mailer=mailer,
        sealer=sampling_sealer(clock) if share else BlankSealer(),
    )
    renderer = SamplingRenderer(cache(lambda: _pdf_renderer(wiring)), share, seed)
    wiring.give(renderer=renderer)
    if policy:
        wiring.give(municipalities=WithPolicies(policy))
    here = wiring.templates.municipalities.get(population.nis)
    staff = tuple(_colleague(here, population, n) for n in range(2))
    return Counter(wiring, here, clock, cases, queue, mailer, renderer, staff, registers)


class WithPolicies(FileMunicipalities):
    """The municipalities of the files, with the policies of a year on every day."""

    def __init__(self, year: int) -> None:
        super().__init__(TEMPLATES / "municipalities")
        changed = {nis: replace(h, policies=_of(h, year)) for nis, h in self._by_nis.items()}
        self._by_nis = changed
        self._by_host = {host: here for here in changed.values() for host in here.hosts}


def _of(here: Municipality, year: int) -> tuple[Policy, ...]:
    held = (p for p in here.policies if p.valid_from.year <= year)
    ordered = sorted(held, key=lambda policy: policy.valid_from)
    newest = {policy.setting: policy for policy in ordered}
    return tuple(replace(policy, valid_from=date.min) for policy in newest.values())


def activities() -> tuple[str, ...]:
    """The activities that somebody may need an extract for."""
    path: Path = TEMPLATES / "labels" / "activities.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")))


def _pdf_renderer(wiring: Wiring) -> Renderer:
    """The renderer of the counter itself; its libraries are loaded for a sample only."""
    from chalicelib.documents.renderer import PdfRenderer  # noqa: PLC0415

    return PdfRenderer(TEMPLATES, wiring.templates.labels)


def _colleague(here: Municipality, population: Population, n: int) -> Staff:
    """Somebody of staff who is no inhabitant, so nobody's relative either."""
    serial = n
    while True:
        nine = f"856101{900 + serial:03d}"
        number = NationalNumber(nine + check_number(nine, born_since_2000=False))
        if number not in population.by_number:
            return Staff(f"replay-{n}", here.nis, frozenset(StaffRole), number)
        serial += 2
