"""A party who is invited: what the link tells, and who answers under their own sign-in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.cases.audience import DEFAULT
from chalicelib.domain.cases.case import reference_in
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.cases.moving.moves import joined
from chalicelib.domain.cases.party import Party
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError, NotThereError, TooManyError
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.ports.platform import Keys
from chalicelib.ports.sessions import Tries
from chalicelib.usecases.cases.assured import check_acting
from chalicelib.usecases.cases.confirm_address import ConfirmAddress
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.links import (
    PartyLink,
    invitation_on_paper,
    is_mailed,
    read_invitation,
)

CODES = 10
WITHIN = timedelta(hours=1)
"""How many wrong codes somebody may type in that time, wherever they sign in."""


class InvitationOverError(NotThereError):
    """The case that somebody is invited into ended."""

    def __init__(self) -> None:
        super().__init__("Deze uitnodiging is voorbij.")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What may be told before anybody signed in: which service, and in which role; no fact."""

    case_id: str
    reference: str
    process: str
    title: str
    summary: str
    role: str
    role_words: str
    party: int


@dataclass(frozen=True, slots=True)
class Invite:
    """Who invites reads the same whether a number exists or not; so does who has no invitation."""

    cases: CaseStore
    frames: Frames
    keys: Keys
    confirm: ConfirmAddress
    tries: Tries

    def read(self, tenant: str, token: str) -> Invitation:
        """What an invitation is about.

        Raises NotThereError for any other text and another tenant's, InvitationOverError (one of
        those too) for a case that ended, RetryableError.
        """
        case, party = self._found(tenant, token)
        definition = self.frames.of(case).definition
        if definition.is_final(case.instance.state):
            raise InvitationOverError
        return Invitation(
            case.id,
            case.reference,
            case.process,
            definition.title,
            definition.summary,
            party.role,
            definition.roles[party.role].words,
            party.number,
        )

    def by_code(self, tenant: str, code: str, person: NationalNumber) -> str:
        """The token of the invitation that is meant for somebody, by the code in their letter.

        The code is the case's reference, no secret: who it is for is known by number, and signed
        in. Only wrong codes count, before they are looked at. Raises NotThereError for everybody
        else, as for what is no code, TooManyError (`too_many_tries`), RetryableError.
        """
        counted = f"code by {self.keys.person(tenant, person)}"
        if not self.tries.take(counted, CODES, self.frames.clock.now() + WITHIN):
            raise _too_often()
        token = self._by_code(tenant, code, person)
        self.tries.give_back(counted)
        return token

    def _by_code(self, tenant: str, code: str, person: NationalNumber) -> str:
        case = self.cases.by_reference(tenant, reference_in(code) or "-")
        if case is None or isinstance(case, Unreadable):
            raise _not_there()
        meant = self.frames.of(case).type.meant
        for party in case.parties:
            if meant(case, party) == person and party.person in (None, person):
                return invitation_on_paper(self.keys, tenant, case.id, party.number)
        raise _not_there()

    def accept(
        self, tenant: str, token: str, person: NationalNumber, assurance: Assurance
    ) -> tuple[str, Citizen]:
        """The case, and the citizen as its party from now on; accepting again is accepting once.

        Raises NotThereError (also for who isn't meant), TooWeakError,
        ConflictError (`already_party`, `version_moved`), RetryableError.
        """
        self.read(tenant, token)
        case, party = self._found(tenant, token)
        citizen = Citizen(person, assurance, party.number)
        if party.person is not None:
            return case.id, _known(party, citizen)
        frame = self.frames.of(case)
        if frame.type.meant(case, party) not in (None, person):
            raise _not_there()
        if case.party_of(person) is not None:
            raise ConflictError("already_party", "U bent zelf al partij in dit dossier.")
        check_acting(party.role, case.payload, assurance, frame)
        after = replace(party, person=person, assurance=assurance)
        self.cases.store(joined(case, after, (_accepted(case, after, frame.at),), frame))
        if is_mailed(self.keys, token):
            self.confirm(tenant, after)
        return case.id, citizen

    def _found(self, tenant: str, token: str) -> tuple[AnyCase, Party]:
        read = read_invitation(self.keys, token)
        if read is None or read.tenant != tenant:
            raise _not_there()
        case = self.frames.case(tenant, read.case_id)
        party = case.party(read.party)
        if party is None or party.is_forgotten or not self._is_theirs(read, party):
            raise _not_there()
        return case, party

    def _is_theirs(self, read: PartyLink, party: Party) -> bool:
        """Whoever reads the mails of an address that was replaced is invited to nothing."""
        return party.person is not None or read.reaches(self.keys, party)


def _known(party: Party, citizen: Citizen) -> Citizen:
    if not party.is_for(citizen.person):
        raise _not_there()
    return citizen


def _accepted(case: AnyCase, party: Party, at: datetime) -> Entry:
    version = case.instance.version
    name = "accepted"
    return Entry(
        f"{version:06d}-{name}-{party.number}",
        version,
        EntryKind.HANDLING,
        name,
        party.author,
        at,
        DEFAULT,
    )


def _too_often() -> TooManyError:
    return TooManyError(
        "too_many_tries",
        "U hebt te vaak een verkeerde code ingevuld. Probeer het over een uur opnieuw, of bel ons.",
        after=int(WITHIN.total_seconds()),
    )


def _not_there() -> NotThereError:
    return NotThereError("Deze uitnodiging hebben we niet gevonden.")
