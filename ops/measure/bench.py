"""Measure: package, cold starts, AWS calls, seconds to the mail, a page. `make bench`

The package is the real zip, run by an isolated interpreter that writes nothing beside it; AWS is
moto on this machine, so its answers take their own few milliseconds. Trust ratios more than digits.
"""

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import boto3
from moto.server import ThreadedMotoServer
from rich.console import Console
from rich.table import Table

from ops.deploy.data import provision
from ops.deploy.package.make import Package, package
from ops.deploy.package.run_chalice import PackageError
from ops.local.lambda_process import Invoked, LambdaProcess, http_event, unpack
from ops.local.serve import schedule_event
from ops.measure import bench_tables
from ops.measure.peers import bench_pages
from ops.stage.environment import settings

RUNS = 7
ISSUER = "http://127.0.0.1:1"
ADDRESS = "https://id.execute-api.eu-west-1.amazonaws.com/api"
ISSUE_IMPORTS = (
    "chalicelib.adapters.embedded.registers",
    "chalicelib.adapters.files.case_words.mails",
    "chalicelib.documents.certificates.printer",
    "chalicelib.documents.renderer",
    "chalicelib.documents.seal.sealer",
    "chalicelib.usecases.certificates.issue",
)
"""What the wiring imports when a document is made."""


NOTHING = "an empty function with one client: import"
EMPTY = """\
import botocore.session
from chalice import Chalice

app = Chalice(app_name="thuisloket", configure_logs=False)
botocore.session.get_session().create_client("dynamodb")


@app.schedule("rate(1 minute)")
def nothing(event):
    pass
"""


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure: the median of so many."""

    what: str
    with_bytecode: list[float]
    without: list[float]
    unit: str = "ms"

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """For the table."""
        fast, slow = median(self.with_bytecode), median(self.without)
        return (
            self.what,
            f"{fast:.0f} {self.unit}",
            f"{slow:.0f} {self.unit}",
            f"{slow / fast:.1f} ×",
        )


def starts(folder: Path, environment: dict[str, str], runs: int) -> dict[str, list[float]]:
    """Cold starts of the three functions: importing, the first invocation, memory after it."""
    found: dict[str, list[float]] = {}
    for name, invoke in FIRST.items():
        for _ in range(runs):
            with LambdaProcess(folder, environment) as process:
                done = invoke(process)
            found.setdefault(f"{name}: import of app", []).append(done.import_ms)
            found.setdefault(f"{name}: import and first call", []).append(done.import_ms + done.ms)
            found.setdefault(f"{name}: memory", []).append(done.memory_mb)
    return found


def _accept(process: LambdaProcess) -> Invoked:
    return process.invoke("api_handler", http_event("GET", "/health"))


def _issue(process: LambdaProcess) -> Invoked:
    """Everything that issuing imports, without a request: that is in the second table."""
    return process.invoke("issue", {"Records": [], "warm": ISSUE_IMPORTS})


def _tick(process: LambdaProcess) -> Invoked:
    return process.invoke("tick", schedule_event())


FIRST: dict[str, Callable[[LambdaProcess], Invoked]] = {
    "accept": _accept,
    "issue": _issue,
    "tick": _tick,
}


@contextmanager
def local_aws() -> Iterator[dict[str, str]]:
    """A local AWS with what holds the data, and the environment of functions on it."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    session = boto3.Session("local", "local", region_name="eu-west-1")
    outputs = provision(session, "bench", endpoint=endpoint, emulated=True, report=lambda _: None)
    yield settings(outputs, ADDRESS, ISSUER) | {
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ENDPOINT_URL": endpoint,
    }
    server.stop()


def empty_starts(folder: Path, environment: dict[str, str], runs: int) -> list[float]:
    """Cold starts of a function that makes one client and does nothing, on the same libraries."""
    (folder / "app.py").write_text(EMPTY, encoding="utf-8")
    for compiled in (folder / "__pycache__").glob("app.*"):
        compiled.unlink()
    found = []
    for _ in range(runs):
        with LambdaProcess(folder, environment) as process:
            found.append(process.invoke("nothing", schedule_event()).import_ms)
    return found


def of_package(made: Package, runs: int) -> list[Measurement]:
    """The package's cold starts, with the bytecode that it brings and without."""
    with tempfile.TemporaryDirectory() as place, local_aws() as environment:
        root = Path(place)
        fast = starts(unpack(made.zip, root / "with"), environment, runs)
        slow = starts(unpack(made.zip, root / "without", bytecode=False), environment, runs)
        empty = empty_starts(root / "with", environment, runs)
        slow[NOTHING] = empty_starts(root / "without", environment, runs)
        fast[NOTHING] = empty
    return [
        Measurement(what, fast[what], slow[what], "MB" if what.endswith("memory") else "ms")
        for what in fast
    ]


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when there is no package to measure."""
    parser = argparse.ArgumentParser(prog="python -m ops bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help=f"of each; {RUNS} if not given")
    parser.add_argument("--only", choices=PARTS, help="a part of it")
    given = parser.parse_args(arguments)
    console = Console()
    os.environ["POWERTOOLS_METRICS_DISABLED"] = "true"
    for name in ("thuisloket", "werkzeug"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        for part in [given.only] if given.only else PARTS:
            PARTS[part](console, given.runs)
    except PackageError as error:
        sys.stderr.write(f"not measured: {error}\n")
        return 1
    return 0


def _show_package(console: Console, runs: int) -> None:
    made = package("test", report=lambda _: None)
    console.print(f"package: {made.size / 1e6:.1f} MB (aim: under 40)")
    with console.status("cold starts …"):
        rows = of_package(made, runs)
    table = Table("cold start", "with bytecode", "without", "ratio", title=f"medians of {runs}")
    for row in rows:
        table.add_row(*row.cells)
    console.print(table)


PARTS: dict[str, Callable[[Console, int], None]] = {
    "package": _show_package,
    "flow": bench_tables.show,
    "pages": bench_pages.show,
}


if __name__ == "__main__":
    sys.exit(main())
