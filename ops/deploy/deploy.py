"""Deploy a stage: what holds the data, the functions, and a look whether it works.

    make deploy STAGE=dev
    python -m ops deploy --stage dev --plan
    python -m ops deploy --stage dev --yes

Shows what will change, makes what holds the data, then the functions, then asks the address whether
it works. Each step can be done again without harm; the first that can't be done stops it, and says
what helps. After it has provisioned once, `chalice deploy --stage …` alone does for new code; only
what API Gateway answers by itself is then in its own words until the next time.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import urllib3

from ops import command
from ops.deploy import answers, gateway, releases
from ops.deploy.package.make import Package, package
from ops.deploy.package.requirements import BUILD
from ops.deploy.package.run_chalice import run_chalice
from ops.deploy.plan import whole
from ops.deploy.provision import StopError, prepare, reserve, stop_at_problems
from ops.stage import address
from ops.stage.target import StageTarget, parser_of, target_of

type Report = Callable[[str], None]

SMOKE = ("/health", "/", "/api/v1/documents")


@dataclass(frozen=True, slots=True)
class Deployed:
    """What stands now."""

    url: str
    changes: tuple[str, ...]


def deploy(
    target: StageTarget,
    *,
    build: Path = BUILD,
    made: Package | None = None,
    report: Report = command.say,
) -> Deployed:
    """Provision, deploy the functions, and try the address; `made` is the package, if there is one.

    Raises StopError, PackageError.
    """
    stop_at_problems(target)
    report("1/4  what holds the data")
    changes = list(prepare(target, report=report))
    report("2/4  the package")
    made = made or package(target.stage, chalice_folder=target.folder, build=build, report=report)
    report("3/4  the functions: chalice deploy")
    run_chalice(made.project, "deploy", "--stage", target.stage, endpoint=target.endpoint)
    api_id = address.find(target.client("apigateway"), target.stage) or ""
    url = target.config.variables["THUISLOKET_PUBLIC_URL"]
    client = target.client("apigateway")
    answers.put(client, api_id, address.PATH, url)
    log = gateway.log_arn(target.region, target.account, target.stage)
    gateway.put(client, api_id, address.PATH, log)
    releases.record(target, made.zip, api_id)
    report("4/4  smoke test")
    for line in smoke(target, url):
        report(f"  {line}")
    return Deployed(url, tuple(changes))


def smoke(target: StageTarget, url: str) -> Iterator[str]:
    """Ask the deployed address; on a local AWS, where nothing runs, look whether all is there.

    Raises StopError when it doesn't answer as it should.
    """
    if target.emulated:
        yield from _look(target)
        return
    http = urllib3.PoolManager(timeout=urllib3.Timeout(20), retries=urllib3.Retry(3))
    for path in SMOKE:
        answer = http.request("GET", f"{url}{path}")
        if answer.status != 200:
            raise StopError(f"{url}{path} answers {answer.status}; `python -m ops doctor` looks")
        yield f"{url}{path}: 200"


def _look(target: StageTarget) -> Iterator[str]:
    client = target.client("lambda")
    for name in target.functions.values():
        state = client.get_function(FunctionName=name)["Configuration"]["State"]
        yield f"{name}: {state}"


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("deploy", __doc__)
    command.add_yes(parser)
    command.add_plan(parser)
    parser.add_argument(
        "--address", action="store_true", help="make the address, say which it is, and stop"
    )
    return parser


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    given = _parser().parse_args(arguments)
    return command.run(lambda: _deploy(given), "not deployed")


def _deploy(given: argparse.Namespace) -> int:
    target = target_of(given)
    if given.address:
        command.say(reserve(target))
        return 0
    stop_at_problems(target)
    made = package(target.stage, chalice_folder=target.folder, report=command.say)
    for line in whole.of(target, made.zip):
        command.say(f"  {line}")
    if not given.plan:
        command.agree("Go ahead?", is_agreed=given.yes)
        command.say(deploy(target, made=made).url)
    return 0


if __name__ == "__main__":
    sys.exit(main())
