"""A local AWS in a process of its own: `python -m ops local_aws --port 5005`, on 127.0.0.1 only.

It is moto, with what moto lacks to take the stock `chalice deploy` and threads that write. All of
it is in memory and gone at the end.
"""

import argparse
import json
import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import urllib3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
STOP_SECONDS = 5

type Application = Callable[..., Any]


def application() -> Application:
    """The whole of it, as WSGI."""
    moto = DomainDispatcherApplication(create_backend_app)
    return one_write_at_a_time(apis_as_openapi(moto))


def one_write_at_a_time(application: Application) -> Application:
    """Let DynamoDB and S3 calls through one by one.

    The local AWS copies whole tables in its transactions, without a lock; the real one makes each
    call happen at one moment.
    """
    lock = threading.Lock()

    def serve(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        if target.startswith("DynamoDB_") or environ["REQUEST_METHOD"] == "PUT":
            with lock:
                return application(environ, start_response)
        return application(environ, start_response)

    return serve


def apis_as_openapi(application: Application) -> Application:
    """Take an API in the form of Swagger 2, which Chalice writes: moto reads OpenAPI 3 only."""

    def serve(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        is_api = environ["PATH_INFO"].startswith("/restapis")
        if is_api and environ["REQUEST_METHOD"] in {"POST", "PUT"}:
            length = int(environ.get("CONTENT_LENGTH") or 0)
            body = translated(environ["wsgi.input"].read(length))
            environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        return application(environ, start_response)

    return serve


def translated(body: bytes) -> bytes:
    """An API's description as moto takes it; anything else as it is."""
    api = json.loads(body or b"null")
    if not isinstance(api, dict) or "swagger" not in api:
        return body
    api.pop("swagger")
    api["openapi"] = "3.0.1"
    api["info"].setdefault("description", "Thuisloket")
    for methods in api["paths"].values():
        for method in methods.values():
            _complete(method)
    return json.dumps(api).encode()


def _complete(method: dict[str, Any]) -> None:
    method.pop("produces", None)
    method.pop("consumes", None)
    integration = method.get("x-amazon-apigateway-integration", {})
    integration.setdefault("uri", "mock")
    integration.setdefault("httpMethod", "POST")


@contextmanager
def running() -> Iterator[str]:
    """One on a free port, until the block ends; its address."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ops.local.local_aws", "--port", str(port)]
    quiet: Any = {"cwd": ROOT, "stdout": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as process:  # noqa: S603
        try:
            address = f"http://{HOST}:{port}"
            _wait(address)
            yield address
        finally:
            _end(process)


def _wait(address: str) -> None:
    retries = urllib3.Retry(60, backoff_factor=0.1, backoff_max=0.5)
    with urllib3.PoolManager(retries=retries) as http:
        http.request("GET", f"{address}/moto-api/")


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def main() -> None:
    """Run until it is told to end."""
    parser = argparse.ArgumentParser(prog="python -m ops local_aws", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    make_server(HOST, given.port, application(), threaded=True).serve_forever()


if __name__ == "__main__":
    main()
