"""Open the link in a mail: for the person who asked, signed in or by something they know."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError, NotAllowedError, NotThereError
from chalicelib.ports.platform import Clock, Keys
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.sessions import Tries
from chalicelib.usecases.former_certificates.download import Download

TRIES = 5
LOCKED_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class LinkView:
    """What a link leads to, and what is needed to open it; it says nothing of the content."""

    tenant: str
    request_id: str
    needs: Literal["sign_in", "second_thing"]


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link is a pointer, not a key: whoever finds the mail can't open it."""

    requests: RequestStore
    download: Download
    tries: Tries
    keys: Keys
    clock: Clock

    def look(self, token: str) -> LinkView:
        """What the link needs; uses nothing up. Raises NotThereError for any wrong token."""
        request = self._request(token)
        return LinkView(request.tenant, request.id, _needs(request))

    def by_sign_in(self, token: str, number: NationalNumber) -> str:
        """The address of the document, for the person who asked.

        Raises NotThereError for anybody else, ConflictError as Download does.
        """
        request = self._request(token)
        if applicant_of(request).person != number:
            raise NotThereError("Dit document hoort niet bij wie nu aangemeld is.")
        return self.download.of(request)

    def by_second_thing(self, token: str, typed: str) -> str:
        """The same for who asked at the counter, by phone or by letter: their national number.

        Raises NotAllowedError (`wrong_answer`, `too_many_tries`), NotThereError, ConflictError.
        """
        request = self._request(token)
        if _needs(request) != "second_thing":
            raise NotThereError
        if not self.tries.take(f"link {request.id}", TRIES, self.clock.now() + LOCKED_FOR):
            raise NotAllowedError(
                "too_many_tries",
                "U hebt te vaak een verkeerd nummer ingevuld. Probeer het over een uur opnieuw, of"
                " bel ons: wij helpen u verder.",
            )
        if not _is_number_of(typed, request):
            raise NotAllowedError(
                "wrong_answer", "Dit nummer klopt niet. Kijk het na op uw identiteitskaart."
            )
        return self.download.of(request)

    def _request(self, token: str) -> CertificateCase:
        place = self.keys.read_link_token(token)
        request = self.requests.get(*place) if place else None
        if request is None or request.is_forgotten:
            raise NotThereError("Deze link werkt niet (meer).")
        return request


def _needs(request: CertificateCase) -> Literal["sign_in", "second_thing"]:
    """Who could sign in when asking has to do it again; others can't be asked to."""
    return "second_thing" if applicant_of(request).assurance is None else "sign_in"


def _is_number_of(typed: str, request: CertificateCase) -> bool:
    try:
        number = NationalNumber.parse(typed, allow_test=True)
    except InvalidInputError:
        return False
    return hmac.compare_digest(number.digits, applicant_of(request).person.digits)
