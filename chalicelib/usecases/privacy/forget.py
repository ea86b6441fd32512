"""Forget a person who asks for it: first a plan, then, when it is confirmed, case by case."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.cases.entry import Attachment, Entry, EntryKind
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.privacy.forgetting import (
    Obstacle,
    is_for_others,
    known,
    obstacles,
    thinned,
    without,
)
from chalicelib.domain.privacy.holdings import HeldCase, Holdings
from chalicelib.domain.privacy.kept_files import (
    FileKind,
    KeptFile,
    document_of,
    erased_at,
    proof_of,
)
from chalicelib.domain.process.instance import Data
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.cases.erasures import CaseErasures, Forgetting
from chalicelib.ports.documents import Archive
from chalicelib.ports.mail import Notices, Suppressions
from chalicelib.ports.platform import Ids, Keys
from chalicelib.ports.sessions import Sessions
from chalicelib.ports.templates import RetentionRules
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.figures.count_days import CountDays
from chalicelib.usecases.privacy.find_held import ALL, DataSubjectRequest, FindHeld, Ground

LAW = "Verordening (EU) 2016/679, art. 17"
GROUND = Ground("Uw vraag om uw gegevens te wissen", LAW)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go and what stays; `code` confirms this very plan, and no other."""

    holdings: Holdings
    obstacles: tuple[Obstacle, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done for one case."""

    reference: str
    files: int
    texts: int


@dataclass(frozen=True, slots=True)
class _Leaving:
    """A case that somebody leaves: before and after, and what goes of what was said."""

    held: HeldCase
    after: AnyCase
    thinned: tuple[Entry, ...]
    gone: tuple[Entry, ...]

    @property
    def lost(self) -> frozenset[str]:
        """The ids of what loses its text, or goes."""
        return frozenset(entry.id for entry in (*self.thinned, *self.gone))

    @property
    def texts(self) -> int:
        """How many texts go."""
        return sum(1 for entry in self.held.entries if entry.text and entry.id in self.lost)


@dataclass(frozen=True, slots=True)
class Forget:
    """Who asked goes last, so that whatever breaks off is found, and finished, by doing it again.

    What stays, and why, is said by `domain/privacy/retention` (AVG art. 17, lid 3); each case keeps
    a proof of its erasure (Bestuursdecreet 7 december 2018, art. III.89, § 4). Other parties keep
    what is theirs.
    """

    find: FindHeld
    frames: Frames
    forgetting: Forgetting
    archive: Archive
    erasures: CaseErasures
    sessions: Sessions
    suppressions: Suppressions
    notices: Notices
    count_days: CountDays
    retention: RetentionRules
    keys: Keys
    ids: Ids

    def plan(self, claim: DataSubjectRequest) -> Plan:
        """What would be erased; nothing is changed, but the look is in the access log.

        Raises InvalidInputError (`invalid_mark`), RetryableError.
        """
        holdings = self.find(claim, GROUND)
        in_the_way = [found for held in holdings.cases for found in self._obstacles(held)]
        in_the_way += [
            Obstacle(id_, "dit dossier kan niet gelezen worden. Zie `ops aside`.")
            for id_ in holdings.unreadable
        ]
        return Plan(holdings, tuple(in_the_way), self._code(holdings))

    def __call__(self, claim: DataSubjectRequest, code: str) -> Iterator[Forgotten]:
        """Erase what the plan with this code said, one case after the other.

        Raises what `plan` raises, and ConflictError: `plan_moved` when something changed since,
        `still_running` when something is in the way, `version_moved`. Then what was yielded is
        done, and the rest isn't.
        """
        plan = self.plan(claim)
        if plan.obstacles:
            raise ConflictError("still_running", "Er staat nog iets in de weg. Bekijk het plan.")
        if code != plan.code:
            raise ConflictError(
                "plan_moved", "Er is intussen iets veranderd. Bekijk het plan opnieuw."
            )
        self.sessions.close_all(claim.tenant, claim.number)
        self.find.drafts.drop_all(claim.tenant, claim.number)
        self.find.wishes.drop(claim.tenant, claim.number)
        for address in plan.holdings.blocked:
            self.suppressions.unblock(claim.tenant, address)
        for held in plan.holdings.cases:
            yield self._forget(held, plan.holdings, claim)
        self.find.asked.drop(claim.tenant, claim.number)

    def _forget(self, held: HeldCase, holdings: Holdings, claim: DataSubjectRequest) -> Forgotten:
        case = held.case
        self.count_days.keep(case)
        for notice in self.notices.parked(case.tenant, ALL):
            if notice.request_id == case.id:
                self.notices.forget(notice)
        after = without(case, claim.number, self.frames.types.type(case.process))
        leaving = _Leaving(held, after, *thinned(held.entries, case, after))
        files = self._erase_files(leaving, holdings, claim)
        codes = {"law": LAW, "mark": claim.mark, "files": str(files), "texts": str(leaving.texts)}
        self.forgetting.forget(
            case,
            after,
            thinned=leaving.thinned,
            gone=leaving.gone,
            proof=self._proof(case, claim, codes),
        )
        return Forgotten(case.reference, files, leaving.texts)

    def _erase_files(self, leaving: _Leaving, holdings: Holdings, claim: DataSubjectRequest) -> int:
        """Theirs in all versions, all where nobody is left; what was kept has its proof, once."""
        case = leaving.held.case
        kept = {file.object_key: (file, done) for file, done in self._kept(leaving, holdings)}
        rest = () if known(leaving.after) else leaving.held.files
        found = {key: self.archive.erase(key) for key in dict.fromkeys((*kept, *rest))}
        for key, (file, is_proven) in kept.items():
            if not is_proven:
                codes = dict(proof_of(file, found[key]))
                self.frames.cases.add(case, self._proof(case, claim, codes))
            self.erasures.done(case, file, self.frames.clock.now())
        return sum(1 for versions in found.values() if versions)

    def _kept(self, leaving: _Leaving, holdings: Holdings) -> Iterator[tuple[KeptFile, bool]]:
        """Documents and files that go, each with whether its erasure was proven before."""
        entries = leaving.held.entries
        for listed in self._documents(leaving, holdings):
            file = document_of(listed)
            yield file, any(("sha256", file.sha256) in _erased(entry) for entry in entries)
        for sent, entry in _sent(leaving):
            file = KeptFile(FileKind.ATTACHMENT, leaving.held.case.id, sent.key, sent.sha256)
            yield file, erased_at(sent, entry, entries) is not None

    def _documents(self, leaving: _Leaving, holdings: Holdings) -> Iterator[Listed]:
        """Those about the person, and all that count where nobody is left; none of the others'."""
        case, after = leaving.held.case, leaving.after
        shared = {document.number for document in case.issued if is_for_others(document, after)}
        for listed in holdings.documents:
            if listed.request_id == case.id and listed.entry.number not in shared:
                yield listed
        for document in () if known(after) else case.issued:
            found = self.find.ledger.get(case.tenant, document.number)
            if found:
                yield found

    def _proof(self, case: AnyCase, claim: DataSubjectRequest, codes: dict[str, str]) -> Entry:
        return Entry(
            id=self.ids.request_id(),
            version=case.instance.version,
            kind=EntryKind.ERASURE,
            name="forgotten",
            author=f"staff:{claim.by}",
            at=self.frames.clock.now(),
            data=tuple(codes.items()),
        )

    def _obstacles(self, held: HeldCase) -> Iterator[Obstacle]:
        frame, rules = self.frames.of(held.case), self.retention.get()
        yield from obstacles(held.case, frame.definition, frame.type, rules, frame.at)
        if held.to_go_out:
            why = "een bericht is nog niet vertrokken. Probeer het straks opnieuw."
            yield Obstacle(held.case.reference, why)

    def _code(self, holdings: Holdings) -> str:
        """Six characters that change with the person and with what would be erased."""
        parts = ["forget", self.keys.person(holdings.tenant, holdings.number)]
        for held in holdings.cases:
            parts += [held.case.id, str(held.case.instance.version)]
            parts += [*(entry.id for entry in held.entries), *held.files]
        return self.keys.fingerprint(" ".join(parts))[-6:]


def _erased(entry: Entry) -> Data:
    return entry.data if entry.kind is EntryKind.ERASURE else ()


def _sent(leaving: _Leaving) -> Iterator[tuple[Attachment, Entry]]:
    """Files that come with what goes, and with nothing that stays."""
    lost = leaving.lost
    stay = {f.key for e in leaving.held.entries if e.id not in lost for f in e.attachments}
    for entry in leaving.held.entries:
        if entry.id in lost:
            yield from ((file, entry) for file in entry.attachments if file.key not in stay)
