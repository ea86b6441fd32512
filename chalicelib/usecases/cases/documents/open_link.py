"""Open the link in a mail: for the party it went to, signed in or by something they know."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, NoReturn

from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.cases.party import Party
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import (
    InvalidInputError,
    NotAllowedError,
    NotThereError,
    TooManyError,
)
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.platform import Clock, Keys
from chalicelib.ports.sessions import Tries
from chalicelib.usecases.cases.assured import is_for_high
from chalicelib.usecases.cases.confirm_address import ConfirmAddress
from chalicelib.usecases.cases.documents.close_link import CloseLink, is_closed
from chalicelib.usecases.cases.documents.open_document import DocumentLink, OpenDocument
from chalicelib.usecases.cases.links import PartyLink, read_link
from chalicelib.usecases.cases.reading.view import CaseView

TRIES = 5
LOCKED_FOR = timedelta(hours=1)
"""How many wrong numbers one visitor may type, whatever the link."""

MOST_WRONG = 10
FOR_LIFE = timedelta(days=3660)
"""After so many wrong numbers, whoever typed them, no number opens a link again."""

type Need = Literal["sign_in", "second_thing", "counter"]
"""`counter`: only a sign-in opens it; who can't gets the document at the counter or by post."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """What a link leads to, and what is needed to open it; it says nothing of the content."""

    tenant: str
    case_id: str
    needs: Need


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link is a pointer, not a key: whoever finds the mail can't open it.

    One that was mailed to an address that was replaced since opens by sign-in only.
    """

    open_document: OpenDocument
    tries: Tries
    keys: Keys
    clock: Clock
    confirm: ConfirmAddress
    close: CloseLink

    def look(self, token: str) -> LinkView:
        """What the link needs; uses nothing up. Raises NotThereError for any wrong token."""
        case, party, link = self._read(token)
        return LinkView(case.tenant, case.id, self._needs(case, party, link))

    def by_sign_in(self, token: str, citizen: Citizen) -> tuple[DocumentLink, ...]:
        """What there is to fetch, for the party it went to.

        Raises NotThereError for anybody else, TooWeakError, ConflictError (`not_ready`, `expired`,
        `revoked`).
        """
        case, party, link = self._read(token)
        found = self._found(case, self.open_document.look.at_once(case, citizen))
        if link.reaches(self.keys, party):
            self.confirm(case.tenant, party)
        return found

    def by_second_thing(self, token: str, typed: str, caller: str) -> tuple[DocumentLink, ...]:
        """The same for who asked at the counter, by phone or by letter: their national number.

        Only wrong numbers count: of a `caller` for an hour, of a link for good. Raises
        NotAllowedError (`wrong_answer`, `link_closed`), TooManyError (`too_many_tries`),
        NotThereError, ConflictError.
        """
        case, party, link = self._read(token)
        if self._needs(case, party, link) != "second_thing":
            raise NotThereError
        self._count(case, party, caller)
        if not _is_number_of(typed, party):
            self._wrong(case, party)
        for what in (_by(caller), _of(case, party)):
            self.tries.give_back(what)
        found = self._found(case, self.open_document.look.of_party(case, party))
        self.confirm.reached(case.tenant, party)
        return found

    def _count(self, case: AnyCase, party: Party, caller: str) -> None:
        """Counted before it is looked at, so that many at once are no more tries."""
        now = self.clock.now()
        if not self.tries.take(_by(caller), TRIES, now + LOCKED_FOR):
            raise TooManyError(
                "too_many_tries",
                "U hebt te vaak een verkeerd nummer ingevuld. Probeer het over een uur opnieuw, of"
                " bel ons: wij helpen u verder.",
                after=int(LOCKED_FOR.total_seconds()),
            )
        if not self.tries.take(_of(case, party), MOST_WRONG, now + FOR_LIFE):
            self.close(case, party)
            raise _closed()

    def _wrong(self, case: AnyCase, party: Party) -> NoReturn:
        what = _of(case, party)
        if not self.tries.take(what, MOST_WRONG, self.clock.now() + FOR_LIFE):
            self.close(case, party)
            raise _closed()
        self.tries.give_back(what)
        raise NotAllowedError(
            "wrong_answer", "Dit nummer klopt niet. Kijk het na op uw identiteitskaart."
        )

    def _found(self, case: AnyCase, view: CaseView) -> tuple[DocumentLink, ...]:
        return self.open_document.all_of(case.tenant, view)

    def _needs(self, case: AnyCase, party: Party, link: PartyLink) -> Need:
        """Who could sign in when asking has to do it again; others can't be asked to."""
        if party.assurance is not None:
            return "sign_in"
        frame = self.open_document.frames.of(case)
        is_shut = is_closed(case, party) or is_for_high(party.role, case.payload, frame)
        is_shut = is_shut or not link.reaches(self.keys, party)
        return "counter" if is_shut else "second_thing"

    def _read(self, token: str) -> tuple[AnyCase, Party, PartyLink]:
        link = read_link(self.keys, token)
        case = self._case(link.tenant, link.case_id) if link else None
        party = case.party(link.party) if case and link else None
        if case is None or link is None or party is None or party.person is None:
            raise NotThereError("Deze link werkt niet (meer).")
        return case, party, link

    def _case(self, tenant: str, case_id: str) -> AnyCase | None:
        try:
            return self.open_document.frames.case(tenant, case_id)
        except NotThereError:
            return None


def _by(caller: str) -> str:
    return f"link by {caller}"


def _of(case: AnyCase, party: Party) -> str:
    return f"link of {case.tenant} {case.id} {party.number}"


def _closed() -> NotAllowedError:
    return NotAllowedError(
        "link_closed",
        "Bij deze link is te vaak een verkeerd nummer ingevuld. Meld u aan, of kom naar het loket.",
    )


def _is_number_of(typed: str, party: Party) -> bool:
    try:
        number = NationalNumber.parse(typed, allow_test=True)
    except InvalidInputError:
        return False
    return party.person is not None and hmac.compare_digest(number.digits, party.person.digits)
