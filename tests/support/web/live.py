"""The counter as a real server with a real identity provider, for real browsers."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from chalice.config import Config
from chalice.local import ChaliceRequestHandler, LocalDevServer

import app
from chalicelib.adapters.memory.archive import MemoryArchive
from chalicelib.adapters.memory.sessions import MemoryDepartures, MemorySessions
from chalicelib.adapters.memory.uploads import MemoryBaskets
from chalicelib.adapters.system import SystemClock, UlidIds
from chalicelib.wiring import Wiring, use
from tests.support.requests import a_number
from tests.support.signing_in import listening, provider_of, secrets_of_tests
from tests.support.web.bucket import bucket, incoming_at
from tests.support.web.counter import Counter, a_counter

LOCALHOST = "127.0.0.1"
PATIENCE = 10_000
"""Milliseconds that a browser waits for what must come; a busy machine may be slow."""
CHROMIUM = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
"""The first draws no window around its pages, and so takes two thirds of the time."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Live:
    """A counter that listens."""

    url: str
    counter: Counter


class Quiet(ChaliceRequestHandler):
    """Says nothing, and sends at once: a body that waits for its head's receipt takes 40 ms."""

    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


class WebArchive(MemoryArchive):
    """An archive whose addresses a browser can open."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def link(self, key: str, *, filename: str, seconds: int) -> str:
        return f"{self._url}/{filename}"


def chromium() -> str:
    """Where the browser is; `make test` sees to it that there is one."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, "the browser tests need Chromium: sudo apt-get install chromium-headless-shell"
    return found


@contextmanager
def live() -> Iterator[Live]:
    """A counter, its identity provider with nine people, and a place to download from."""
    people = [_claims(n) for n in range(1, 10)]
    made: list[Counter] = []

    def make(url: str, issuer: str, files: str) -> Wiring:
        made.append(_counter(url, issuer, files))
        return made[0].wiring

    with served(people, make) as url:
        yield Live(url, made[0])


@contextmanager
def served(people: list[dict[str, Any]], make: Callable[[str, str, str], Wiring]) -> Iterator[str]:
    """The application at an address, with a wiring made of its address, provider and files."""
    with ExitStack() as stack:
        issuer = stack.enter_context(listening(provider_of(people)))
        files = stack.enter_context(listening(bucket))
        url = stack.enter_context(at_an_address())
        stack.enter_context(use(make(url, issuer, files)))
        yield url


@contextmanager
def at_an_address() -> Iterator[str]:
    """The application as it is wired, for browsers."""
    server = LocalDevServer(app.app, Config.create(), LOCALHOST, 0, handler_cls=Quiet)
    thread = threading.Thread(target=server.server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://{LOCALHOST}:{server.server.server_port}"
    finally:
        server.server.shutdown()
        thread.join()
        server.server.server_close()


def _counter(url: str, issuer: str, files: str) -> Counter:
    clock = SystemClock()
    counter = a_counter(
        {
            "clock": clock,
            "ids": UlidIds(clock),
            "sessions": MemorySessions(clock),
            "departures": MemoryDepartures(clock),
            "sign_in_secret": secrets_of_tests,
            "archive": WebArchive(files),
            "incoming": incoming_at(files),
            "baskets": MemoryBaskets(clock),
        },
        public_url=url,
        oidc_issuer=issuer,
    )
    # The real one, made from the settings.
    del counter.wiring.sign_in.identity
    return Counter(counter.wiring, counter.people, counter.store, clock, counter.queue)


def _claims(serial: int) -> dict[str, object]:
    return {
        "sub": f"persoon-{serial}",
        "name": f"Testpersoon {serial}",
        "email": f"persoon-{serial}@voorbeeld.example",
        "number": a_number(serial).digits,
    }
