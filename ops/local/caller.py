"""A program that uses the counter's public API, as another system would: sign in, ask, wait."""

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import urllib3

from ops.local.stack import HTTP
from ops.stage.environment import CLIENT_ID

PATIENCE_SECONDS = 30


class CallError(Exception):
    """The counter didn't do what was asked; says what it answered."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One request, from the POST to the mail."""

    reference: str
    accepted_ms: float
    mailed_ms: float


def sign_in(oidc: str, web: str, subject: str) -> str:
    """A bearer token for one of the local provider's people, by the code flow with PKCE."""
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    redirect = f"{web}/aanmelden/terug"
    query = urlencode(
        {
            "response_type": "code",
            "client_id": CLIENT_ID,
            "redirect_uri": redirect,
            "scope": "openid profile email",
            "state": "s",
            "nonce": secrets.token_urlsafe(16),
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
    )
    answer = _form(f"{oidc}/oauth2/authorize?{query}", {"sub": subject})
    place = answer.headers.get("Location", "")
    code = parse_qs(urlsplit(place).query).get("code", [""])[0]
    token = _form(
        f"{oidc}/oauth2/token",
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "client_id": CLIENT_ID,
            "code_verifier": verifier,
        },
    )
    return str(_json(token)["id_token"])


def ask(web: str, token: str, wish: dict[str, object]) -> dict[str, Any]:
    """POST a request; the answer's JSON."""
    answer = HTTP.request(
        "POST",
        f"{web}/api/v1/requests",
        body=json.dumps(wish).encode(),
        headers={
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid4()),
        },
    )
    if answer.status != 202:
        raise CallError(f"POST requests answered {answer.status}: {answer.data.decode()}")
    return _json(answer)


def waiting(web: str, token: str) -> int:
    """How many cases wait for a clerk, asked with a clerk's token."""
    headers = {"Authorization": f"Bearer {token}"}
    return int(_json(HTTP.request("GET", f"{web}/api/v1/review", headers=headers))["total"])


def time_one(web: str, mail: str, token: str, wish: dict[str, object]) -> Timed:
    """Ask for a document and wait for the mail about it. Raises CallError when none comes."""
    started = time.perf_counter()
    reference = str(ask(web, token, wish)["reference"])
    accepted = time.perf_counter()
    while time.perf_counter() < accepted + PATIENCE_SECONDS:
        mails = json.loads(HTTP.request("GET", f"{mail}/mails.json").data)
        if any(reference in sent["subject"] for sent in mails):
            mailed = time.perf_counter()
            return Timed(reference, (accepted - started) * 1000, (mailed - started) * 1000)
        time.sleep(0.005)
    raise CallError(f"no mail about {reference} after {PATIENCE_SECONDS} seconds")


def _form(address: str, fields: dict[str, str]) -> urllib3.BaseHTTPResponse:
    return HTTP.request(
        "POST",
        address,
        body=urlencode(fields),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        redirect=False,
    )


def _json(answer: urllib3.BaseHTTPResponse) -> dict[str, Any]:
    if answer.status >= 300:
        raise CallError(f"answered {answer.status}: {answer.data.decode()[:500]}")
    return dict(json.loads(answer.data))
