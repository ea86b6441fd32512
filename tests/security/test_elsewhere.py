"""Servers that configuration and certificates name can't send us on to others (SSRF)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.adapters.oidc.http import ProviderHttp
from chalicelib.adapters.outside.revocation_lists import HttpListSource
from chalicelib.adapters.outside.time_stamp_authority import HttpTimeStampAuthority
from chalicelib.ports.errors import PermanentError, RetryableError

type Ask = Callable[[str], object]
WAYS: dict[str, Ask] = {
    "list of revocations": lambda address: HttpListSource().fetch(address),
    "time stamp": lambda address: HttpTimeStampAuthority(address).ask(b"query"),
    "what a provider publishes": lambda address: ProviderHttp(address, MemoryClock()).metadata(),
    "what a provider answers": lambda address: ProviderHttp(address, MemoryClock()).post(
        address, {"code": "x"}, {}
    ),
}
INNER = ("file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "//127.0.0.1", "")


@contextmanager
def leading_to(target: str, status: int, asked: list[str]) -> Iterator[str]:
    """A server that notes what it is asked, and leads on to another address."""

    class Leading(BaseHTTPRequestHandler):
        def _lead(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST = _lead  # noqa: N815 as http.server calls them

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Leading)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("way", WAYS)
def test_nobody_is_followed_to_another_address(way: str) -> None:
    inner: list[str] = []
    with leading_to("/", 200, inner) as target:
        for status in (301, 302, 303, 307, 308):
            led: list[str] = []
            with leading_to(f"{target}/latest/meta-data", status, led) as address:
                with pytest.raises(RetryableError):
                    WAYS[way](address)
                assert led, "it was asked"
    assert inner == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", INNER)
def test_only_the_web_is_asked(way: str, address: str) -> None:
    with pytest.raises((RetryableError, PermanentError)):
        WAYS[way](address)
