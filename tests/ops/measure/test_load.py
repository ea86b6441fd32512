"""A bounded load: the mix is asked, each answer is timed, and what fails is counted."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from rich.console import Console

from ops.measure.load.__main__ import show
from ops.measure.load.shooting import MIX, Gun, Shot, Visitor, summed


class Answers(BaseHTTPRequestHandler):
    """A counter whose worklists are out of order."""

    def do_GET(self) -> None:
        self._answer(500 if self.path == "/api/v1/worklists" else 200)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(202)

    def _answer(self, status: int) -> None:
        body = b'{"id": "01KJQ4T9C0X6V3M8R2D5N7E1FA"}'
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_usual_mix_is_asked_and_what_fails_is_counted(web: str) -> None:
    gun = Gun(web, [Visitor("a", "a@burger.example")], Visitor("k", ""), at_once=2)
    rounds = 3

    shots = gun.fire(rounds * sum(MIX.values()))

    lines = {line.what: line for line in summed(shots)}
    assert {what: lines[what].count for what in MIX} == {w: rounds * n for w, n in MIX.items()}
    assert {what for what, line in lines.items() if line.failed} == {"worklists", "together"}
    assert show(Console(quiet=True), shots, 1.0) == 1


def test_percentiles_are_of_the_nearest_rank() -> None:
    (line, together) = summed([Shot("home", float(ms), False) for ms in range(1, 201)])

    assert (line.p50, line.p95, line.p99) == (100, 190, 198)
    assert together.count == 200
