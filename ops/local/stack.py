"""The whole counter on this machine, as processes that end together."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import boto3
import urllib3

from ops.deploy.data import Provisioner
from ops.local.other import FOLDER, FOLDERS
from ops.local.other import NIS as OTHER
from ops.stage.environment import REGION, local_environment, settings
from ops.stage.municipalities import senders
from ops.stage.outputs import Outputs
from ops.synthetic.population import places

ROOT = Path(__file__).resolve().parents[2]
LOG = ROOT / "build" / "demo.log"
"""What the parts say while they run."""
HOST = "127.0.0.1"
START_SECONDS = 60

HTTP = urllib3.PoolManager(timeout=urllib3.Timeout(10), retries=False)


class StartError(Exception):
    """A part didn't start; says which, and why."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the parts listen, on 127.0.0.1; `other` is the second municipality's counter."""

    web: int
    other: int
    mail: int
    oidc: int
    aws: int


@dataclass(frozen=True, slots=True)
class Stack:
    """A counter that runs; `web` and `other` are the addresses of its two municipalities."""

    web: str
    other: str
    mail: str
    oidc: str
    aws: str
    outputs: Outputs


def free_ports(preferred: Ports) -> Ports:
    """The preferred ports, with a free one in the place of each that is taken."""
    return Ports(*(_free(port) for port in astuple(preferred)))


def _free(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def world(ports: Ports, users: list[dict[str, object]]) -> Iterator[None]:
    """The local AWS, the OpenID provider and the outbox, until the block ends."""
    with TemporaryDirectory() as folder, ExitStack() as processes:
        file = Path(folder) / "users.json"
        file.write_text(json.dumps(users), encoding="utf-8")
        arguments = (
            "--aws",
            ports.aws,
            "--oidc",
            ports.oidc,
            "--mail",
            ports.mail,
            "--users",
            file,
        )
        process = processes.enter_context(_process("ops.local.world", *arguments, environment={}))
        for name, path in ((ports.aws, "/moto-api/"), (ports.oidc, "/"), (ports.mail, "/")):
            _wait(f"http://{HOST}:{name}{path}", process)
        yield


@contextmanager
def counter(ports: Ports, outputs: Outputs, aws: str) -> Iterator[Stack]:
    """The web server with its pumps, until the block ends."""
    web, other, mail, oidc, _ = (f"http://{HOST}:{port}" for port in astuple(ports))
    environment = local_environment(aws) | settings(outputs, web, oidc) | _two(web, other)
    serve = ("ops.local.serve", "--ports", ports.web, ports.other)
    with _process(*serve, environment=environment) as process:
        _wait(f"{web}/health", process)
        _wait(f"{other}/health", process)
        yield Stack(web, other, mail, oidc, aws, outputs)


def _two(web: str, other: str) -> dict[str, str]:
    """The settings of a stage with two municipalities, each with its own address."""
    return {
        "THUISLOKET_PUBLIC_URL": "",
        "THUISLOKET_ADDRESSES": json.dumps({places.home().nis: web, OTHER: other}),
        "THUISLOKET_MORE_MUNICIPALITIES": str(FOLDER),
    }


def provisioned(aws: str) -> Outputs:
    """What holds the data, made in the local AWS from the same template as in production."""
    os.environ.update(local_environment(aws))
    session = boto3.Session(region_name=REGION)
    make = Provisioner(
        session, "local", endpoint=aws, emulated=True, report=lambda _: None, folders=FOLDERS
    )
    return make(senders(*FOLDERS))


@contextmanager
def _process(
    module: str, *arguments: object, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise StartError(f"{address} didn't start; {LOG.relative_to(ROOT)} says why")
        try:
            HTTP.request("GET", address)
        except urllib3.exceptions.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise StartError(f"{address} doesn't answer after {START_SECONDS} seconds")
