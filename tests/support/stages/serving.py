"""A small server on this machine, for what talks HTTP to somebody else's."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

type Answer = Callable[[str, str, bytes], bytes]
"""What to say to a method with a content type, at a path, about a body."""


@contextmanager
def serving(answer: Answer, status: int = 200) -> Iterator[str]:
    """The address of a server that answers until the block ends; `GET` has no content type."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(answer("GET", self.path, b""))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._say(answer(f"POST {self.headers['Content-Type']}", self.path, body))

        def _say(self, said: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Keeps quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
