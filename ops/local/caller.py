"""A program that uses the counter's public API, as another system would: sign in, ask, wait."""

import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import urllib3

from ops.local.stack import HTTP

PATIENCE_SECONDS = 30
CLIENT_ID = "thuisloket"
"""How the municipalities' files call the counter at identity providers."""


class CallError(Exception):
    """The counter didn't do what was asked; says what it answered."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One request, from the POST to the mail."""

    reference: str
    accepted_ms: float
    mailed_ms: float


def sign_in(oidc: str, web: str, subject: str, profile: str = "acm") -> str:
    """A bearer token for one of the people of the local provider, who plays all profiles."""
    fields = {"sub": subject, "client_id": CLIENT_ID, "back": f"{web}/aanmelden/terug"}
    return str(_json(_form(f"{oidc}/{profile}/badge", fields))["id_token"])


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
    """How many cases wait in the worklists of somebody of staff, asked with their token."""
    headers = {"Authorization": f"Bearer {token}"}
    return int(_json(HTTP.request("GET", f"{web}/api/v1/worklists", headers=headers))["total"])


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
