"""The whole counter on this machine: `make demo`, or `python -m ops demo --size 2000 --web 8000`.

Local AWS, registers with synthetic people, web server, queue and schedule, sign-in and outbox, for
two municipalities, one of which is made up. It issues a certificate in each through the public HTTP
path, says how long that took, and stays up.
"""

import argparse
import signal
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace

import boto3
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.secret import load_versions
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.adapters.memory.registers.person_file import PersonFile
from chalicelib.adapters.secrets.keys import HmacKeys
from chalicelib.domain.registers.national_number import NationalNumber
from ops.local.caller import CallError, Timed, sign_in, time_one
from ops.local.other import FOLDERS, the_other
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
from ops.synthetic.moved import moved
from ops.synthetic.population import (
    MINIMUM,
    PersonaInfo,
    Population,
    generate,
    oidc_users,
    places,
)
from ops.synthetic.staff import POSTS, posts_of, staff_users

PREFERRED = Ports(web=8000, other=8001, mail=8025, oidc=9400, aws=5005)
HOUSEHOLDS = 40
"""How many live in the second municipality."""
WISH: dict[str, object] = {"document": "attest-hoofdverblijfplaats"}
TIMED = 3
"""Certificates issued at the start: the first warms the functions up, the last is what counts."""


def main(arguments: list[str] | None = None) -> int:
    """The command; it ends with Ctrl-C. Gives 1, and says why, when it couldn't start."""
    given = _parser().parse_args(arguments)
    console = Console()
    started = time.monotonic()
    ports = free_ports(replace(PREFERRED, web=given.web))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        with ExitStack() as parts:
            demo = _start(parts, ports, given.size, console)
            _tell(console, demo, time.monotonic() - started)
            _tell_people(console, demo)
            _tell_staff(console, demo)
            _tell_end(console)
            if not given.once:
                stop.wait()
    except (StartError, CallError) as error:
        console.print(f"[red]De demo kon niet starten: {error}")
        return 1
    except KeyboardInterrupt:
        console.print("Tot ziens.")
    return 0


@dataclass(frozen=True, slots=True)
class Demo:
    """What runs, who lives in its two municipalities, and what was done at the start."""

    stack: Stack
    here: Population
    there: Population
    timed: tuple[Timed, Timed]
    waiting: int


def _start(parts: ExitStack, ports: Ports, size: int, console: Console) -> Demo:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    aws = f"http://{HOST}:{ports.aws}"
    with Progress(*columns, console=console, transient=True) as progress:
        step = progress.add_task("Verzonnen inwoners bedenken …")
        here = generate(size)
        there = moved(here, the_other(), HOUSEHOLDS)
        progress.update(step, description="Lokale AWS, aanmelding en postvak starten …")
        parts.enter_context(world(ports, [*users_of(here), *users_there(there)]))
        outputs = provisioned(aws)
        progress.update(step, description=f"{size} inwoners in de registers zetten …")
        with ThreadPoolExecutor(1) as helper:
            filling = helper.submit(_fill, outputs, here.by_number | there.by_number)
            stack = parts.enter_context(counter(ports, outputs, aws))
            filling.result()
        progress.update(step, description="Een eerste attest uitreiken …")
        timed = issue_some(stack, stack.web, here), issue_some(stack, stack.other, there)
        progress.update(step, description="Dossiers voor het loket aanvragen …")
        labels = {key: _label(persona) for key, persona in here.personas.items()}
        waiting = seed(stack, labels)
    return Demo(stack, here, there, timed, waiting)


def users_of(population: Population) -> list[dict[str, object]]:
    """Staff and the people of note at the local provider; its sign-in page shows their names."""
    here = FileMunicipalities(*FOLDERS).get(population.nis)
    return [*staff_users(here), *_citizens(population)]


def users_there(population: Population) -> list[dict[str, object]]:
    """The same of the second municipality."""
    return [*staff_users(the_other(), posts_of(the_other())), *_citizens(population)]


def _citizens(population: Population) -> list[dict[str, object]]:
    personas = population.personas.values()
    claims = oidc_users(population)
    return [
        {**claim, "sub": _label(persona)} for claim, persona in zip(claims, personas, strict=True)
    ]


def _label(persona: PersonaInfo) -> str:
    return f"{persona.name} ({persona.key})"


def _fill(outputs: Outputs, files: Mapping[NationalNumber, PersonFile]) -> None:
    clients = Clients(boto3.Session())
    keys = HmacKeys(load_versions(clients.ssm, outputs.secrets_parameter))
    for _ in fill(clients.dynamodb, outputs.registers, keys, files.values()):
        pass


def issue_some(stack: Stack, web: str, population: Population) -> Timed:
    """Issue a certificate a few times by the public API of a municipality; the last one's times."""
    able = [p for p in population.personas.values() if WISH["document"] in p.documents]
    timed = [
        time_one(
            web,
            stack.mail,
            sign_in(stack.oidc, web, _label(persona)),
            {**WISH, "email": f"{persona.key}@burger.example"},
        )
        for persona in able[-TIMED:]
    ]
    return timed[-1]


def _tell(console: Console, demo: Demo, seconds: float) -> None:
    console.print(f"\n[bold green]Klaar[/] na {seconds:.1f} s: het Thuisloket draait.\n")
    for timed in demo.timed:
        console.print(
            f"Attest {timed.reference} uitgereikt: aanvaard na {timed.accepted_ms:.0f} ms,"
            f" [bold]in de mailbox na {timed.mailed_ms:.0f} ms[/]."
        )
    stack = demo.stack
    console.print(
        f"\n  {places.home().name:<12} {stack.web}/   (nakijken: {stack.web}/v)"
        f"\n  {the_other().name:<12} {stack.other}/   (nakijken: {stack.other}/v)"
        f"\n  {'Mails':<12} {stack.mail}/\n"
    )


def _tell_people(console: Console, demo: Demo) -> None:
    table = Table("Meld u aan als", "Waarom", title="Verzonnen inwoners", title_justify="left")
    for persona in (*demo.here.personas.values(), *demo.there.personas.values()):
        table.add_row(_label(persona), persona.why)
    console.print(table)


def _tell_end(console: Console) -> None:
    console.print(
        "Stoppen: Ctrl-C. Alles staat in het geheugen en is dan weg."
        f" Logboek: {LOG.relative_to(ROOT)}"
    )


def _tell_staff(console: Console, demo: Demo) -> None:
    desk = f"{demo.stack.web}/loket"
    console.print(f"\nAan het loket wachten [bold]{demo.waiting} dossiers[/]: {desk}")
    table = Table("Meld u aan als", "Waarom", title="Medewerkers", title_justify="left")
    for post in (*POSTS, *posts_of(the_other())):
        table.add_row(post.label, post.why)
    console.print(table)


def _inhabitants(text: str) -> int:
    if not text.isdigit() or int(text) < MINIMUM:
        raise argparse.ArgumentTypeError(f"a municipality has at least {MINIMUM} inhabitants")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ops demo", description=__doc__)
    parser.add_argument("--size", type=_inhabitants, default=2000, help="inhabitants (2000)")
    parser.add_argument("--web", type=int, default=PREFERRED.web, help="port of the counter (8000)")
    parser.add_argument("--once", action="store_true", help="end when it is ready, for tests")
    return parser


if __name__ == "__main__":
    sys.exit(main())
