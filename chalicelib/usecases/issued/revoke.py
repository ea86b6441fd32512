"""Revoke a document, alone or with a second registrar, and if wanted have a corrected one made."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from chalicelib.domain.cases.audience import may_read
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.issued import seed_of
from chalicelib.domain.cases.moving.acting import reader_of
from chalicelib.domain.cases.moving.moves import told_beside
from chalicelib.domain.cases.moving.reading import handlers_of
from chalicelib.domain.cases.outgoing import Medium, Outgoing
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.staff import Staff, StaffAction, may
from chalicelib.domain.issued.listed import Listed, Proposal, Revocation, RevocationReason
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError, NotThereError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.ledger import Ledger
from chalicelib.usecases.handling.at_hand import AtHand, InHand, written

REVOKED, REPLACED = "doc_revoked", "doc_replaced"
"""The mails that tell of it; they are of every process."""

type Reissue = Callable[[Staff, AnyCase, str, str], str]
"""Begins the case that yields a corrected document for one with a number; gives its id.

The last is how it is to go to who asked, empty as then. Raises InvalidInputError, RetryableError.
"""


@dataclass(frozen=True, slots=True)
class IssuedDocumentView:
    """An issued document as somebody of staff sees it, and what they may do with it.

    `words` say what it is in its process, `code` what is printed on it to verify it by (empty when
    it was made elsewhere). `can_be_replaced` when a corrected one can be asked for.
    """

    case: AnyCase
    listed: Listed
    words: str
    code: str
    may_revoke: bool
    needs_second: bool
    may_confirm: bool
    can_be_replaced: bool


@dataclass(frozen=True, slots=True)
class Revoke:
    """The verification page shows it at once, and whoever may read it gets word.

    An act of civil status takes two registrars (our own choice: an act weighs more than a
    certificate). Nobody revokes a document of their own case or of a relative's. `reissues` are by
    the type of process, `code_of` gives the code of a document of a tenant by its seed.
    """

    at_hand: AtHand
    ledger: Ledger
    reissues: Mapping[str, Reissue]
    code_of: Callable[[str, str], VerificationCode]

    def look(self, staff: Staff, number: str) -> IssuedDocumentView:
        """A document of a case that somebody may see. Raises NotThereError, RetryableError."""
        found, listed = self._found(staff, number)
        proposal, definition = listed.proposal, found.frame.definition
        may_do = _may(found, listed) and not listed.entry.revoked_at
        is_mine = proposal is not None and proposal.by == staff.id
        return IssuedDocumentView(
            case=found.case,
            listed=listed,
            words=definition.documents[listed.slot].words,
            code=self._code(found, listed),
            may_revoke=may_do and proposal is None,
            needs_second=_is_act(found, listed),
            may_confirm=may_do and proposal is not None and not is_mine,
            can_be_replaced=definition.type in self.reissues,
        )

    def __call__(
        self,
        staff: Staff,
        number: str,
        reason: str,
        text: str,
        *,
        replaced: bool = False,
        delivery: str = "",
    ) -> AnyCase:
        """Revoke, or propose it where it takes two; `replaced` has a corrected one made as well.

        That goes to who asked by `delivery`, or as the first one did.

        Raises NotThereError, InvalidInputError (`reason_unknown`, `text_missing`,
        `text_too_long`), ConflictError (`already_revoked`, `already_proposed`, `version_moved`),
        what four eyes raise, RetryableError.
        """
        found, listed = self._revocable(staff, number)
        if listed.proposal:
            raise ConflictError("already_proposed", "Een collega stelde dit al voor.")
        why, now, said = _reason(reason), found.frame.at, written(text, "text")
        if _is_act(found, listed):
            proposal = Proposal(why, now, staff.id, replaced, delivery)
            change = self._said(found, listed, "put_forward", _how(why, replaced=replaced), said)
            self.ledger.propose(change, number, proposal)
            return found.case
        revocation = Revocation(why, now, staff.id)
        return self._do(found, listed, revocation, said, replaced=replaced, delivery=delivery)

    def confirm(self, staff: Staff, number: str) -> AnyCase:
        """Revoke what another registrar proposed.

        Raises what a call raises, and ConflictError (`nothing_proposed`, `own_proposal`).
        """
        found, listed = self._revocable(staff, number)
        proposal = _proposed(listed)
        if proposal.by == staff.id:
            raise ConflictError(
                "own_proposal", "U stelde dit zelf voor. Een collega moet het bevestigen."
            )
        revocation = Revocation(proposal.reason, found.frame.at, proposal.by, staff.id)
        return self._do(
            found, listed, revocation, "", replaced=proposal.replace, delivery=proposal.delivery
        )

    def drop(self, staff: Staff, number: str, text: str) -> AnyCase:
        """Let a document stand after all. Raises as `confirm` does, but for `own_proposal`."""
        found, listed = self._revocable(staff, number)
        _proposed(listed)
        said = written(text, "text")
        self.ledger.propose(self._said(found, listed, "kept", {}, said), number, None)
        return found.case

    def _do(
        self,
        found: InHand,
        listed: Listed,
        revocation: Revocation,
        text: str,
        *,
        replaced: bool,
        delivery: str,
    ) -> AnyCase:
        """Ask for the corrected one first: asking again is harmless, forgetting it isn't."""
        number = listed.entry.number
        how = _how(revocation.reason, replaced=replaced)
        change = self._said(found, listed, "revoked", how, text)
        told = tuple(_told(found, listed, REPLACED if replaced else REVOKED))
        change = replace(change, outgoing=told)
        replacement = self._reissued(found, number, delivery) if replaced else ""
        self.ledger.revoke(change, number, replace(revocation, replacement=replacement))
        self.at_hand.follow_up(change, found.frame.definition)
        return found.case

    def _code(self, found: InHand, listed: Listed) -> str:
        case, slots = found.case, tuple(found.frame.definition.documents)
        seed = seed_of(case.id, listed.slot, slots.index(listed.slot), listed.issue)
        return str(self.code_of(case.tenant, seed)) if listed.entry.code_hash else ""

    def _reissued(self, found: InHand, number: str, delivery: str) -> str:
        reissue = self.reissues.get(found.frame.definition.type)
        if reissue is None:
            raise InvalidInputError(
                "not_replaceable", "Dit document kunt u niet laten vervangen.", "replaced"
            )
        return reissue(found.staff, found.case, number, delivery)

    def _said(
        self, found: InHand, listed: Listed, name: str, data: Mapping[str, str], text: str
    ) -> Change:
        which = {"number": listed.entry.number, **data}
        entry = self.at_hand.entry(found, name, which, kind=EntryKind.REVOCATION, text=text)
        return told_beside(found.case, (), (entry,), found.frame)

    def _revocable(self, staff: Staff, number: str) -> tuple[InHand, Listed]:
        found, listed = self._found(staff, number)
        if not _may(found, listed):
            raise _not_there()
        if listed.entry.revoked_at:
            raise ConflictError("already_revoked", "Dit document is al ingetrokken.")
        return found, listed

    def _found(self, staff: Staff, number: str) -> tuple[InHand, Listed]:
        listed = self.ledger.get(staff.tenant, number)
        if listed is None:
            raise _not_there()
        try:
            return self.at_hand.case(staff, listed.request_id), listed
        except NotThereError:
            raise _not_there() from None


def _not_there() -> NotThereError:
    return NotThereError("Dit document hebben we niet gevonden.")


def _is_act(found: InHand, listed: Listed) -> bool:
    return found.frame.type.is_act(found.case, listed.slot)


def _may(found: InHand, listed: Listed) -> bool:
    """Who handles the case; but an act is the registrar's, as it is to give (oud BW art. 9, 29)."""
    if _is_act(found, listed):
        return may(found.staff, StaffAction.REVOKE_ACT, found.case.tenant)
    return bool(found.staff.powers & handlers_of(found.case, found.frame.definition))


def _told(found: InHand, listed: Listed, template: str) -> Iterator[Outgoing]:
    """Word to each party who may read the document, by mail or else by post."""
    now, version = found.frame.at, found.case.instance.version
    for place, party in enumerate(_readers(found.case, listed), int(now.timestamp()) * 100):
        medium = Medium.MAIL if party.email else Medium.LETTER
        yield Outgoing(version, place, medium, template, party.author, now, now)


def _readers(case: AnyCase, listed: Listed) -> Iterator[Party]:
    document = next((d for d in case.issued if d.number == listed.entry.number), None)
    audience = document.audience if document else ()
    for party in case.parties:
        if not party.is_forgotten and may_read(audience, "", reader_of(party), ()):
            yield party


def _how(reason: RevocationReason, *, replaced: bool) -> dict[str, str]:
    return {"reason": reason.value, "replaced": "ja" if replaced else "nee"}


def _reason(code: str) -> RevocationReason:
    try:
        return RevocationReason(code)
    except ValueError:
        raise InvalidInputError("reason_unknown", "Kies een reden.", "reason") from None


def _proposed(listed: Listed) -> Proposal:
    if listed.proposal is None:
        raise ConflictError("nothing_proposed", "Hier is niets om te bevestigen.")
    return listed.proposal
