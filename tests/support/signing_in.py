"""Identity providers on this machine, and our own keys at them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from chalicelib.adapters.files.profiles import FileProfiles
from chalicelib.adapters.oidc.own_keys import OwnKeys, Use, encode
from chalicelib.adapters.oidc.profile import OidcClient
from chalicelib.adapters.oidc.provider import OidcProvider
from chalicelib.domain.shared.errors import DomainError, NotAllowedError
from chalicelib.ports.sessions import PendingSignIn
from chalicelib.settings import TEMPLATES
from ops.stage.sign_in_keys import new_key
from ops.synthetic.provider import Application
from ops.synthetic.provider_tokens import SECRET, fetched_keys

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


@contextmanager
def listening(application: Any) -> Iterator[str]:
    """A WSGI application at an address on this machine."""
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@cache
def own_keys(use: Use) -> str:
    """The parameter with our key of a kind; made once for all tests of a process."""
    return encode([new_key(LONG_AGO)])


def secrets_of_tests(_nis: str, name: str) -> str:
    """What SSM would hold."""
    return own_keys("sig" if name == "sig" else "enc") if name in {"sig", "enc"} else SECRET


def provider_of(
    people: list[dict[str, Any]], jwks_of: Callable[[str], dict[str, Any]] = fetched_keys
) -> Application:
    """All profiles, with people."""
    return Application(FileProfiles(TEMPLATES / "sign_in")(), people, jwks_of)


NUMBER = "85673000192"
PROFILES = FileProfiles(TEMPLATES / "sign_in")()
BACK = "http://127.0.0.1/aanmelden/terug"
PENDING = PendingSignIn(
    state="a-state",
    nonce="a-nonce",
    verifier="v" * 43,
    return_to="/",
    expires_at=datetime(2099, 1, 1, tzinfo=UTC),
    level="high",
)
PERSON: dict[str, Any] = {
    "sub": "een",
    "name": "Testpersoon Eén",
    "email": "een@voorbeeld.test",
    "birthdate": "1985-07-30",
    "number": NUMBER,
}


class Now:
    """The clock of these tests; moved by hand."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC)

    def now(self) -> datetime:
        return self.moment


def keys_of(clock: Now | None = None) -> OwnKeys:
    return OwnKeys(own_keys, clock or Now())


def client(issuer: str, profile: str = "acm", **changes: Any) -> OidcClient:
    known = OidcClient(
        profile=PROFILES[profile],
        issuer=issuer,
        client_id="thuisloket",
        redirect_uri=BACK,
        proof="private_key_jwt",
        allow_test_numbers=True,
    )
    return replace(known, **changes)


def provider_at(
    issuer: str, profile: str = "acm", clock: Any = None, **changes: Any
) -> OidcProvider:
    known = client(issuer, profile, **changes)
    return OidcProvider(known, clock or Now(), keys_of(), lambda: SECRET)


def refuses(act: Any, code: str) -> DomainError:
    with pytest.raises(NotAllowedError) as raised:
        act()
    assert raised.value.code == code
    assert NUMBER not in f"{raised.value!r} {raised.value.public}"
    return raised.value
