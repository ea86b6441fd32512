"""A bounded load on the whole counter on this machine: p50, p95, p99 and errors. `make load`

Local AWS, web server and pumps run as in `make demo`, on loopback, on this machine's processors:
they say how the counter holds under more than it can do, and not how quick it is on AWS.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from rich.console import Console
from rich.table import Table

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.secret import load_versions
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.adapters.secrets.keys import HmacKeys
from ops.local.caller import sign_in
from ops.local.other import FOLDERS
from ops.local.stack import HOST, Ports, counter, free_ports, provisioned, world
from ops.measure.load.shooting import DOCUMENT, Gun, Shot, Visitor, summed
from ops.synthetic.fill import fill
from ops.synthetic.population import eligible, generate
from ops.synthetic.staff import POSTS, staff_users

REQUESTS, AT_ONCE, CITIZENS = 600, 8, 60
PREFERRED = Ports(web=8100, other=8101, mail=8125, oidc=9500, aws=5105)


def main(arguments: list[str] | None = None) -> int:
    """Start, fire, print; 1 when something failed."""
    parser = argparse.ArgumentParser(prog="python -m ops load", description=__doc__)
    parser.add_argument("--requests", type=int, default=REQUESTS, help="how many in all")
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help="how many side by side")
    given = parser.parse_args(arguments)
    with a_gun(given.at_once) as gun:
        gun.fire(gun.at_once)  # what is loaded once
        started = time.perf_counter()
        shots = gun.fire(given.requests)
        seconds = time.perf_counter() - started
    return show(Console(), shots, seconds)


def show(console: Console, shots: list[Shot], seconds: float) -> int:
    """Print what came of it; 1 when something failed."""
    title = f"{len(shots) / seconds:.0f} requests a second, for {seconds:.0f} s"
    table = Table("request", "times", "failed", "p50", "p95", "p99", title=title)
    lines = list(summed(shots))
    for line in lines:
        took = (f"{ms:.0f} ms" for ms in (line.p50, line.p95, line.p99))
        table.add_row(line.what, str(line.count), str(line.failed), *took)
    console.print(table)
    return 1 if lines[-1].failed else 0


@contextmanager
def a_gun(at_once: int) -> Iterator[Gun]:
    """A counter with people who signed in, until the block ends."""
    people, ports = generate(CITIZENS * 4), free_ports(PREFERRED)
    numbers = [one.applicant for one in eligible(people, DOCUMENT)[:CITIZENS]]
    users: list[dict[str, object]] = [
        {
            "sub": f"p{place}",
            "name": f"Persoon {place}",
            "family_name": str(place),
            "number": number.digits,
            "email": _mail(place),
        }
        for place, number in enumerate(numbers)
    ]
    here, aws = FileMunicipalities(*FOLDERS).get(people.nis), f"http://{HOST}:{ports.aws}"
    with world(ports, [*staff_users(here), *users]):
        outputs = provisioned(aws)
        clients = Clients(boto3.Session())
        keys = HmacKeys(load_versions(clients.ssm, outputs.secrets_parameter))
        for _ in fill(clients.dynamodb, outputs.registers, keys, people.files):
            pass
        with counter(ports, outputs, aws) as stack:
            signed = [sign_in(stack.oidc, stack.web, str(user["sub"])) for user in users]
            citizens = [Visitor(token, _mail(place)) for place, token in enumerate(signed)]
            clerk = Visitor(sign_in(stack.oidc, stack.web, POSTS[0].label), "")
            yield Gun(stack.web, citizens, clerk, at_once)


def _mail(place: int) -> str:
    return f"p{place}@burger.example"


if __name__ == "__main__":
    sys.exit(main())
