"""Open the link in a mail: for the party it went to, signed in or by something they know."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.cases.party import Party
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError, NotAllowedError, NotThereError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.platform import Clock, Keys
from chalicelib.ports.sessions import Tries
from chalicelib.usecases.cases.documents.open_document import OpenDocument, Opened
from chalicelib.usecases.cases.links import read_link

TRIES = 5
LOCKED_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class LinkView:
    """What a link leads to, and what is needed to open it; it says nothing of the content."""

    tenant: str
    case_id: str
    needs: Literal["sign_in", "second_thing"]


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link is a pointer, not a key: whoever finds the mail can't open it."""

    open_document: OpenDocument
    tries: Tries
    keys: Keys
    clock: Clock

    def look(self, token: str) -> LinkView:
        """What the link needs; uses nothing up. Raises NotThereError for any wrong token."""
        case, party = self._read(token)
        return LinkView(case.tenant, case.id, _needs(party))

    def by_sign_in(self, token: str, citizen: Citizen) -> tuple[Opened, ...]:
        """What there is to fetch, for the party it went to.

        Raises NotThereError for anybody else, TooWeakError, ConflictError (`not_ready`, `expired`,
        `revoked`).
        """
        case, _ = self._read(token)
        view = self.open_document.look.at_once(case, citizen)
        return self.open_document.all_of(case.tenant, view)

    def by_second_thing(self, token: str, typed: str) -> tuple[Opened, ...]:
        """The same for who asked at the counter, by phone or by letter: their national number.

        Raises NotAllowedError (`wrong_answer`, `too_many_tries`), NotThereError, ConflictError.
        """
        case, party = self._read(token)
        if _needs(party) != "second_thing":
            raise NotThereError
        what = f"link {case.id} {party.number}"
        if not self.tries.take(what, TRIES, self.clock.now() + LOCKED_FOR):
            raise NotAllowedError(
                "too_many_tries",
                "U hebt te vaak een verkeerd nummer ingevuld. Probeer het over een uur opnieuw, of"
                " bel ons: wij helpen u verder.",
            )
        if not _is_number_of(typed, party):
            raise NotAllowedError(
                "wrong_answer", "Dit nummer klopt niet. Kijk het na op uw identiteitskaart."
            )
        view = self.open_document.look.of_party(case, party)
        return self.open_document.all_of(case.tenant, view)

    def _read(self, token: str) -> tuple[AnyCase, Party]:
        place = read_link(self.keys, token)
        case = self._case(place[0], place[1]) if place else None
        party = case.party(place[2]) if case and place else None
        if case is None or party is None or party.person is None:
            raise NotThereError("Deze link werkt niet (meer).")
        return case, party

    def _case(self, tenant: str, case_id: str) -> AnyCase | None:
        try:
            return self.open_document.frames.case(tenant, case_id)
        except NotThereError:
            return None


def _needs(party: Party) -> Literal["sign_in", "second_thing"]:
    """Who could sign in when asking has to do it again; others can't be asked to."""
    return "second_thing" if party.assurance is None else "sign_in"


def _is_number_of(typed: str, party: Party) -> bool:
    try:
        number = NationalNumber.parse(typed, allow_test=True)
    except InvalidInputError:
        return False
    return party.person is not None and hmac.compare_digest(number.digits, party.person.digits)
