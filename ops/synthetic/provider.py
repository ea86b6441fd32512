"""A stand-in for identity providers, for a person's own machine and tests.

It speaks like each profile of `templates/sign_in/`, under an address of its own: claims, levels,
signed or nested tokens, keys that change, signing out. Whoever opens it chooses who they are.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Request, Response

from chalicelib.adapters.oidc.profile import Profile
from ops.synthetic.provider_pages import choice
from ops.synthetic.provider_tokens import (
    TOKEN_SECONDS,
    Claims,
    JwksOf,
    RefusedClientError,
    Signer,
    check_verifier,
    fetched_keys,
)

NUMBER = "number"
"""What a person's claims call the national number; each profile has its own name for it."""
CODE_SECONDS = 180


@dataclass(frozen=True, slots=True)
class _Given:
    """A code that was given out, and for what."""

    query: Mapping[str, str]
    claims: Claims
    at: float


@dataclass(slots=True)
class StandIn:
    """One provider with people; `status` is what it answers to everything while it is broken."""

    profile: Profile
    issuer: str
    people: Mapping[str, Claims]
    jwks_of: JwksOf
    status: int = 200
    signer: Signer = field(init=False)
    skew: int = 0
    """Seconds that its clock is ahead."""
    _codes: dict[str, _Given] = field(default_factory=dict)
    _tokens: dict[str, _Given] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.signer = Signer(self.profile, self.issuer, self.jwks_of)

    def answer(self, request: Request, path: str) -> Response:
        """One request to one of its addresses."""
        views: dict[str, Callable[[Request], Response]] = {
            "/.well-known/openid-configuration": self._metadata,
            "/jwks": self._jwks,
            "/oauth2/authorize": self._authorize,
            "/oauth2/token": self._token,
            "/oauth2/userinfo": self._userinfo,
            "/oauth2/logout": self._logout,
            "/badge": self._badge,
            "/rotate": self._rotate,
        }
        if self.status != 200:
            return Response("stuk", self.status)
        try:
            return views[path](request)
        except RefusedClientError:
            return _json({"error": "invalid_client"}, 401)
        except KeyError:
            return _json({"error": "invalid_request"}, 400)

    def _metadata(self, _: Request) -> Response:
        ends = {
            "authorization_endpoint": "/oauth2/authorize",
            "token_endpoint": "/oauth2/token",
            "userinfo_endpoint": "/oauth2/userinfo",
            "jwks_uri": "/jwks",
        } | ({"end_session_endpoint": "/oauth2/logout"} if self.profile.keeps_people else {})
        places = {name: f"{self.issuer}{path}" for name, path in ends.items()}
        return _json({"issuer": self.issuer, **places})

    def _jwks(self, _: Request) -> Response:
        return _json({"keys": [self.signer.key.as_dict(private=False)]})

    def _authorize(self, request: Request) -> Response:
        query = request.args.to_dict()
        back, state = query["redirect_uri"], query["state"]
        if request.method == "GET":
            return choice(self.profile, [*self.people], query)
        if "deny" in request.form or "error" in request.form:
            error = request.form.get("error", "access_denied")
            return _to(back, {"error": error, "state": state})
        code = secrets.token_urlsafe(16)
        claims = self._claims(request.form["sub"], request.form.get("means", ""))
        self._codes[code] = _Given(query, claims, time.time())
        return _to(back, {"code": code, "state": state})

    def _token(self, request: Request) -> Response:
        form = request.form.to_dict()
        given = self._codes.pop(form["code"])
        query = given.query
        self.signer.check_client(query["client_id"], form, request.headers.get("Authorization", ""))
        check_verifier(form["code_verifier"], query["code_challenge"])
        if form["redirect_uri"] != query["redirect_uri"] or time.time() > given.at + CODE_SECONDS:
            raise RefusedClientError
        access = secrets.token_urlsafe(16)
        self._tokens[access] = given
        nonce = {"nonce": query["nonce"]}
        token = self._made(given.claims | nonce, query["client_id"], query["redirect_uri"])
        return _json({"access_token": access, "token_type": "Bearer", "id_token": token})

    def _userinfo(self, request: Request) -> Response:
        given = self._tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if given is None:
            return _json({"error": "invalid_token"}, 401)
        if not self.profile.is_encrypted:
            return _json(given.claims)
        token = self.signer.token(given.claims, given.query["redirect_uri"])
        return Response(token, content_type="application/jwt")

    def _badge(self, request: Request) -> Response:
        """An identity token at once, for a program on the same machine."""
        form = request.form.to_dict()
        claims = self._claims(form["sub"], "")
        return _json({"id_token": self._made(claims, form["client_id"], form.get("back", ""))})

    def _logout(self, request: Request) -> Response:
        return _to(request.args["post_logout_redirect_uri"], {})

    def _rotate(self, _: Request) -> Response:
        self.signer.rotate()
        return Response(status=204)

    def _claims(self, subject: str, means: str) -> Claims:
        """What this profile says of a person who signs in by some means, the strongest if none."""
        person = dict(self.people[subject])
        number = person.pop(NUMBER, None)
        own = {self.profile.number_claim: number} if number else {}
        return {
            **person,
            **own,
            "sub": subject,
            self.profile.level_claim: means or next(iter(self.profile.levels)),
            "auth_time": int(time.time()) + self.skew,
        }

    def _made(self, claims: Claims, client_id: str, redirect_uri: str) -> str:
        now = int(time.time()) + self.skew
        times = {"iat": now, "exp": now + TOKEN_SECONDS}
        ends = {"iss": self.issuer, "aud": client_id}
        return self.signer.token(claims | times | ends, redirect_uri)


@dataclass(slots=True)
class Application:
    """All profiles at one address (WSGI); `stand_ins` are made when the address is known."""

    profiles: Mapping[str, Profile]
    people: Iterable[Claims]
    jwks_of: JwksOf = fetched_keys
    stand_ins: dict[str, StandIn] = field(default_factory=dict)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401
        """Answer one request."""
        request = Request(environ)
        try:
            answer: Response | HTTPException = self._answer(request)
        except HTTPException as error:
            answer = error
        return answer(environ, start_response)

    def at(self, address: str, profile: str) -> StandIn:
        """The one that plays a profile, at the address of this application."""
        if profile not in self.stand_ins:
            people = {str(p["sub"]): p for p in self.people}
            self.stand_ins[profile] = StandIn(
                self.profiles[profile], f"{address}/{profile}", people, self.jwks_of
            )
        return self.stand_ins[profile]

    def _answer(self, request: Request) -> Response:
        _, profile, *rest = request.path.split("/")
        if not profile:
            return Response("Aanmelden, voor op deze machine.")
        if profile not in self.profiles:
            raise NotFound
        return self.at(request.host_url.rstrip("/"), profile).answer(request, "/" + "/".join(rest))


def _json(value: object, status: int = 200) -> Response:
    return Response(json.dumps(value), status, content_type="application/json")


def _to(address: str, query: Mapping[str, str]) -> Response:
    target = f"{address}?{urlencode(query)}" if query else address
    return Response(status=302, headers={"Location": target})
