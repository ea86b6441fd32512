import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chalicelib.adapters.time_stamp_authority import LONGEST_ANSWER, HttpTimeStampAuthority
from chalicelib.documents.seal_slot import RESERVED_WITH_TIME_STAMP
from chalicelib.documents.time_stamps import TimeStamps
from chalicelib.ports.errors import RetryableError
from tests.support.judges import validate
from tests.support.signable import NOW, TENANT, authority, ec_key, identity, sealer, signable
from tests.support.time_stamp_authority import FakeAuthority


@contextmanager
def serving(answer, status: int = 200) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            is_query = self.headers["Content-Type"] == "application/timestamp-query"
            said = answer(body) if is_query else b""
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Keeps quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/tsa"
        server.shutdown()


def test_a_seal_is_stamped_over_http() -> None:
    with serving(FakeAuthority().ask) as url:
        stamps = TimeStamps(HttpTimeStampAuthority(url).ask, [authority().certificate])
        pdf = signable(reserved=RESERVED_WITH_TIME_STAMP)
        sealed = sealer(identity(ec_key()), ec_key(), stamps).seal(pdf, TENANT)
    assert validate(sealed, authority().certificate).stamped_at == NOW


@pytest.mark.parametrize("status", [302, 404, 500, 503])
def test_an_answer_with_another_status_is_worth_a_retry(status) -> None:
    with (
        serving(lambda _: b"later", status) as url,
        pytest.raises(RetryableError, match=str(status)),
    ):
        HttpTimeStampAuthority(url).ask(b"query")


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    with (
        serving(lambda _: bytes(LONGEST_ANSWER + 1)) as url,
        pytest.raises(RetryableError, match=str(LONGEST_ANSWER + 1)),
    ):
        HttpTimeStampAuthority(url).ask(b"query")


def test_an_authority_that_is_not_there_is_worth_a_retry() -> None:
    with serving(bytes) as url:
        pass
    with pytest.raises(RetryableError, match="time-stamp authority"):
        HttpTimeStampAuthority(url).ask(b"query")
