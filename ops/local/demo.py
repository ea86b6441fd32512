"""The whole counter on this machine: `make demo`, or `python -m ops demo --size 2000 --web 8000`.

Local AWS, registers with synthetic people, web server, queue and schedule, sign-in and outbox. It
issues one certificate through the public HTTP path, says how long that took, and stays up.
"""

import argparse
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import boto3
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.secret import load_versions
from chalicelib.adapters.keys import HmacKeys
from ops.local.caller import CallError, Timed, sign_in, time_one
from ops.local.stack import (
    HOST,
    LOG,
    ROOT,
    Ports,
    Stack,
    StartError,
    counter,
    free_ports,
    provisioned,
    world,
)
from ops.local.waiting_cases import seed
from ops.stage.outputs import Outputs
from ops.synthetic.fill import fill
from ops.synthetic.population import PersonaInfo, Population, generate, oidc_users, places
from ops.synthetic.staff import POSTS, staff_users

PREFERRED = Ports(web=8000, mail=8025, oidc=9400, aws=5005)
WISH: dict[str, object] = {"document": "attest-hoofdverblijfplaats", "email": "demo@burger.example"}
TIMED = 3
"""Certificates issued at the start: the first warms the functions up, the last is what counts."""


def main(arguments: list[str] | None = None) -> int:
    """The command; it ends with Ctrl-C. Gives 1, and says why, when it couldn't start."""
    given = _parser().parse_args(arguments)
    console = Console()
    started = time.monotonic()
    ports = free_ports(Ports(given.web, PREFERRED.mail, PREFERRED.oidc, PREFERRED.aws))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        with ExitStack() as parts:
            stack, population, timed, waiting = _start(parts, ports, given.size, console)
            _tell(console, stack, population, timed, time.monotonic() - started)
            _tell_staff(console, stack, waiting)
            _tell_end(console)
            if not given.once:
                stop.wait()
    except (StartError, CallError) as error:
        console.print(f"[red]De demo kon niet starten: {error}")
        return 1
    except KeyboardInterrupt:
        console.print("Tot ziens.")
    return 0


def _start(
    parts: ExitStack, ports: Ports, size: int, console: Console
) -> tuple[Stack, Population, Timed, int]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    aws = f"http://{HOST}:{ports.aws}"
    with Progress(*columns, console=console, transient=True) as progress:
        step = progress.add_task("Verzonnen inwoners bedenken …")
        population = generate(size)
        progress.update(step, description="Lokale AWS, aanmelding en postvak starten …")
        parts.enter_context(world(ports, users_of(population)))
        outputs = provisioned(aws)
        progress.update(step, description=f"{size} inwoners in de registers zetten …")
        with ThreadPoolExecutor(1) as helper:
            filling = helper.submit(_fill, outputs, population)
            stack = parts.enter_context(counter(ports, outputs, aws))
            filling.result()
        progress.update(step, description="Een eerste attest uitreiken …")
        timed = issue_some(stack, population)
        progress.update(step, description="Dossiers voor het loket aanvragen …")
        labels = {key: _label(persona) for key, persona in population.personas.items()}
        waiting = seed(stack, labels)
    return stack, population, timed, waiting


def users_of(population: Population) -> list[dict[str, object]]:
    """Staff and the people of note at the local provider; its sign-in page shows their names."""
    personas = population.personas.values()
    claims = oidc_users(population)
    citizens: list[dict[str, object]] = [
        {**claim, "sub": _label(persona)} for claim, persona in zip(claims, personas, strict=True)
    ]
    return [*staff_users(places.home().nis), *citizens]


def _label(persona: PersonaInfo) -> str:
    return f"{persona.name} ({persona.key})"


def _fill(outputs: Outputs, population: Population) -> None:
    clients = Clients(boto3.Session())
    keys = HmacKeys(load_versions(clients.ssm, outputs.secrets_parameter))
    for _ in fill(clients.dynamodb, outputs.registers, keys, population.files):
        pass


def issue_some(stack: Stack, population: Population) -> Timed:
    """Issue a certificate a few times by the public API; the last one's times."""
    able = [p for p in population.personas.values() if WISH["document"] in p.documents]
    timed = [
        time_one(stack.web, stack.mail, sign_in(stack.oidc, stack.web, _label(persona)), WISH)
        for persona in able[-TIMED:]
    ]
    return timed[-1]


def _tell(
    console: Console, stack: Stack, population: Population, timed: Timed, seconds: float
) -> None:
    console.print(f"\n[bold green]Klaar[/] na {seconds:.1f} s: het Thuisloket draait.\n")
    console.print(
        f"Attest {timed.reference} uitgereikt: aanvaard na {timed.accepted_ms:.0f} ms,"
        f" [bold]in de mailbox na {timed.mailed_ms:.0f} ms[/]."
    )
    console.print(
        f"\n  Loket     {stack.web}/\n  Mails     {stack.mail}/\n  Nakijken  {stack.web}/v\n"
    )
    table = Table("Meld u aan als", "Waarom", title="Verzonnen inwoners", title_justify="left")
    for persona in population.personas.values():
        table.add_row(_label(persona), persona.why)
    console.print(table)


def _tell_end(console: Console) -> None:
    console.print(
        "Stoppen: Ctrl-C. Alles staat in het geheugen en is dan weg."
        f" Logboek: {LOG.relative_to(ROOT)}"
    )


def _tell_staff(console: Console, stack: Stack, waiting: int) -> None:
    console.print(f"\nAan het loket wachten [bold]{waiting} dossiers[/]: {stack.web}/loket")
    table = Table("Meld u aan als", "Waarom", title="Medewerkers", title_justify="left")
    for post in POSTS:
        table.add_row(post.label, post.why)
    console.print(table)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ops demo", description=__doc__)
    parser.add_argument("--size", type=int, default=2000, help="inhabitants (2000)")
    parser.add_argument("--web", type=int, default=PREFERRED.web, help="port of the counter (8000)")
    parser.add_argument("--once", action="store_true", help="end when it is ready, for tests")
    return parser


if __name__ == "__main__":
    sys.exit(main())
