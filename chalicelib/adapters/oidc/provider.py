"""Sign-in at one OpenID provider as one client: the code flow with PKCE."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from chalicelib.adapters.oidc.claims import person_of, text_of
from chalicelib.adapters.oidc.errors import (
    NoNumberError,
    ProviderRefusedError,
    WrongClockError,
    WrongTokenError,
)
from chalicelib.adapters.oidc.http import ProviderHttp, read_json
from chalicelib.adapters.oidc.own_keys import OwnKeys
from chalicelib.adapters.oidc.profile import OidcClient
from chalicelib.adapters.oidc.proof import ProofOfClient
from chalicelib.adapters.oidc.tokens import LEEWAY, Claims, Tokens
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import InvalidInputError, NotAllowedError
from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import PendingSignIn, SignIn

CODE_LASTS = timedelta(minutes=10)
"""An identity token fetched with a code was made a moment ago."""
_LAST_SECOND = 2**40
"""Seconds since 1970 that a date can still say."""
BEARER_LASTS = timedelta(hours=1)
"""How old a bearer token may be, whatever it says of its own end."""


@dataclass(slots=True)
class OidcProvider:
    """Nothing is asked of the provider, and no key or secret is read, before it is needed."""

    client: OidcClient
    clock: Clock
    own_keys: OwnKeys | None = None
    secret: Callable[[], str] | None = None
    _http: ProviderHttp = field(init=False)
    _tokens: Tokens = field(init=False)

    def __post_init__(self) -> None:
        self._http = ProviderHttp(self.client.issuer, self.clock)
        keys = self.own_keys if self.client.profile.is_encrypted else None
        self._tokens = Tokens(self._http, self.client.client_id, self.clock, keys)

    def authorization_url(self, pending: PendingSignIn) -> str:
        """Where the browser has to go. Raises RetryableError, PermanentError."""
        address = self._http.endpoint("authorization_endpoint")
        query = {
            **self.client.profile.parameters,
            "response_type": "code",
            "client_id": self.client.client_id,
            "redirect_uri": self.client.redirect_uri,
            "scope": self.client.scope,
            "state": pending.state,
            "nonce": pending.nonce,
            "code_challenge": challenge(pending.verifier),
            "code_challenge_method": "S256",
            **self._wishes(pending),
        }
        return _with(address, query)

    def exchange(self, code: str, pending: PendingSignIn) -> SignIn:
        """The person behind a code. Raises NotAllowedError, RetryableError, PermanentError.

        Codes: `sign_in_failed`, `sign_in_clock`, `sign_in_no_number`.
        """
        with _refusing("sign_in_failed", "Het aanmelden is niet gelukt. Probeer het opnieuw."):
            answer = self._redeem(code, pending.verifier)
            claims = self._tokens.checked(text_of(answer, "id_token"), pending.nonce, CODE_LASTS)
            self._check_freshness(claims, pending)
            person = person_of(self._completed(claims, answer), self.client)
            return replace(person, at=self._shown_at(claims, self.clock.now()))

    def bearer(self, token: str) -> SignIn:
        """The person behind a bearer token of the same provider, made for us.

        Raises NotAllowedError (`invalid_token`), RetryableError, PermanentError.
        """
        sentence = "Uw toegangsbewijs is ongeldig of vervallen. Meld u opnieuw aan."
        try:
            with _refusing("invalid_token", sentence):
                claims = self._bearer_claims(token)
                made = _moment(claims.get("iat"))
                return replace(person_of(claims, self.client), at=self._shown_at(claims, made))
        except NotAllowedError:
            raise NotAllowedError("invalid_token", sentence) from None

    def leaving_url(self, back: str) -> str:
        """Where the browser signs out at the provider too; empty when it keeps nobody signed in.

        Without the identity token as a hint: an address isn't the place for what stands in one.
        Raises RetryableError, PermanentError.
        """
        address = self._http.offered("end_session_endpoint")
        query = {"client_id": self.client.client_id, "post_logout_redirect_uri": back}
        return _with(address, query) if address else ""

    def _wishes(self, pending: PendingSignIn) -> dict[str, str]:
        """What is asked beyond signing in: a level, certain claims, doing it anew."""
        profile = self.client.profile
        wanted = dict.fromkeys(profile.claims)
        wishes = {
            "acr_values": profile.asks.get(Assurance(pending.level), "") if pending.level else "",
            "claims": json.dumps({"id_token": wanted}) if wanted else "",
        }
        if pending.anew_since:
            wishes |= {"prompt": "login", "max_age": "0"}
        return {name: value for name, value in wishes.items() if value}

    def _check_freshness(self, claims: Claims, pending: PendingSignIn) -> None:
        """Whoever had to sign in anew did so, as the provider tells (OIDC Core 3.1.2.1)."""
        since, told = pending.anew_since, claims.get("auth_time")
        if since is None or (told is None and not self.client.profile.keeps_people):
            return
        if not isinstance(told, int) or told < (since - LEEWAY).timestamp():
            raise WrongTokenError("auth_time")

    def _shown_at(self, claims: Claims, made: datetime | None) -> datetime | None:
        """When the person last showed the provider who they are (`auth_time`).

        `made` is when what it tells was made: then, at a provider that keeps nobody signed in.
        """
        told = _moment(claims.get("auth_time"))
        told = told or (None if self.client.profile.keeps_people else made)
        return min(told, self.clock.now()) if told else None

    def _bearer_claims(self, token: str) -> Claims:
        if token.count(".") in {2, 4}:
            return self._tokens.checked(token, None, BEARER_LASTS)
        if not self.client.trust_opaque_tokens:
            raise WrongTokenError("opaque")
        return self._userinfo(token)

    def _redeem(self, code: str, verifier: str) -> Mapping[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.client.redirect_uri,
            "code_verifier": verifier,
        }
        endpoint = self._http.endpoint("token_endpoint")
        prove = ProofOfClient(self.client, self.clock, self.own_keys, self.secret)
        headers, extra = prove(endpoint)
        return self._http.post(endpoint, form | extra, headers)

    def _completed(self, claims: Claims, answer: Mapping[str, Any]) -> Claims:
        """With what the userinfo endpoint adds, when the id token doesn't name the number."""
        if self.client.profile.number_claim in claims:
            return claims
        more = self._userinfo(text_of(answer, "access_token"))
        if more.get("sub") != claims["sub"]:
            raise WrongTokenError("subject")
        return {**more, **claims}

    def _userinfo(self, token: str) -> Claims:
        if not (token.isascii() and token.isprintable() and " " not in token):
            raise WrongTokenError("form")
        address = self._http.endpoint("userinfo_endpoint")
        told = self._http.get(address, {"Authorization": f"Bearer {token}"})
        return read_json(told) if told.lstrip().startswith("{") else self._tokens.signed(told)


def challenge(verifier: str) -> str:
    """The S256 challenge of a PKCE verifier (RFC 7636, 4.2)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _moment(told: object) -> datetime | None:
    """A moment as tokens have it; None for what isn't one."""
    if isinstance(told, int) and 0 < told < _LAST_SECOND:
        return datetime.fromtimestamp(told, UTC)
    return None


def _with(address: str, query: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


@contextmanager
def _refusing(code: str, public: str) -> Iterator[None]:
    """What can't be believed as an error that may be shown."""
    try:
        yield
    except WrongClockError:
        raise NotAllowedError("sign_in_clock", public) from None
    except NoNumberError:
        raise NotAllowedError("sign_in_no_number", public) from None
    except (ProviderRefusedError, WrongTokenError, InvalidInputError):
        raise NotAllowedError(code, public) from None
