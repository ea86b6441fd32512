"""Deploy a stage: what holds the data, the functions, and a look whether it works.

    make deploy STAGE=dev
    python -m ops deploy --stage dev --plan
    python -m ops deploy --stage dev --yes

Shows what will change, makes what holds the data, then the functions, then asks the address whether
it works. Each step can be done again without harm; the first that can't be done stops it, and says
what helps. After it has provisioned once, `chalice deploy --stage …` alone does for new code.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import urllib3

from ops.command import OperatorError, run
from ops.deploy import plan, policies, prerequisites, releases, seals
from ops.deploy.package import BUILD, package, run_chalice
from ops.deploy.provision import provision
from ops.stage import address, municipalities
from ops.stage.environment import settings
from ops.stage.outputs import Outputs
from ops.stage.target import Target, parser_of, target_of

type Report = Callable[[str], None]

SMOKE = ("/health", "/", "/api/v1/documents")


class StopError(OperatorError):
    """It can't go on; says why, and what helps."""


@dataclass(frozen=True, slots=True)
class Deployed:
    """What stands now."""

    url: str
    changes: tuple[str, ...]


def deploy(target: Target, *, build: Path = BUILD, report: Report = print) -> Deployed:
    """Provision, deploy the functions, and try the address. Raises StopError, PackageError."""
    stop_at_problems(target)
    report("1/4  what holds the data")
    changes = list(prepare(target, report=report))
    report("2/4  the package")
    made = package(target.stage, chalice_folder=target.folder, build=build, report=report)
    report("3/4  the functions: chalice deploy")
    run_chalice(made.project, "deploy", "--stage", target.stage, endpoint=target.endpoint)
    api_id = address.find(target.client("apigateway"), target.stage) or ""
    releases.record(target, made.zip, api_id)
    report("4/4  smoke test")
    url = target.config.variables["THUISLOKET_PUBLIC_URL"]
    for line in smoke(target, url):
        report(f"  {line}")
    return Deployed(url, tuple(changes))


def stop_at_problems(target: Target) -> None:
    """Raises StopError with everything that is missing, in words."""
    _stop_for(prerequisites.problems(target))


def _stop_for(problems: list[str]) -> None:
    if problems:
        raise StopError("".join(f"\n- {problem}" for problem in problems))


def prepare(target: Target, *, report: Report = print) -> Iterator[str]:
    """Everything before `chalice deploy`; gives what was changed, in words.

    Raises StopError when a seal has no certificate: what holds the data stands then, and the key
    that a certificate is asked for.
    """
    outputs = provision(
        target.session,
        target.stage,
        endpoint=target.endpoint,
        emulated=target.emulated,
        report=lambda line: report(f"  {line}"),
    )
    yield from outputs.changes
    lacking = seals.lacking(target.client("ssm"), target.stage, municipalities.codes())
    _stop_for([seals.wanted(target.stage, nis) for nis in lacking])
    yield from _address(target)
    changed = target.config.fill(variables(target, outputs))
    yield from (f"set {name}" for name in changed)
    filled = policies.write(target.folder, place(target))
    yield from (f"filled the policy of {name}" for name in filled)


def place(target: Target) -> policies.Place:
    """Where the policies apply."""
    domains, codes = municipalities.domains(), municipalities.codes()
    return policies.Place(target.stage, target.account, target.region, domains, codes)


def variables(target: Target, outputs: Outputs) -> dict[str, str]:
    """The environment of the functions, from what was made."""
    known = target.config.variables
    made = settings(outputs, _url(target), known.get("THUISLOKET_OIDC_ISSUER", ""))
    by_hand = {name: known[name] for name in made if name in _KEPT and name in known}
    return made | {"STAGE": target.stage} | by_hand


_KEPT = {"THUISLOKET_ENVIRONMENT", "THUISLOKET_OIDC_ISSUER"}


def smoke(target: Target, url: str) -> Iterator[str]:
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


def _look(target: Target) -> Iterator[str]:
    client = target.client("lambda")
    for name in target.functions.values():
        state = client.get_function(FunctionName=name)["Configuration"]["State"]
        yield f"{name}: {state}"


def reserve(target: Target) -> str:
    """The stage's address, made if it isn't there: sign-in has to be registered with it."""
    list(_address(target))
    return _url(target)


def _url(target: Target) -> str:
    api_id = address.find(target.client("apigateway"), target.stage) or ""
    return target.config.public_url() or address.url(api_id, target.region)


def _address(target: Target) -> Iterator[str]:
    client = target.client("apigateway")
    api_id = address.find(client, target.stage)
    if api_id is None:
        api_id = address.make(client, target.stage)
        yield f"made the address {address.url(api_id, target.region)}"
    address.adopt(target.folder, target.stage, api_id, target.region)


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("deploy", __doc__)
    parser.add_argument("--yes", action="store_true", help="don't ask; for CI")
    parser.add_argument("--plan", action="store_true", help="show what would change, and stop")
    parser.add_argument(
        "--address", action="store_true", help="make the address, say which it is, and stop"
    )
    return parser


def _agreed() -> bool:
    return input("Go ahead? [y/N] ").strip().lower() in {"y", "yes", "j", "ja"}


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    given = _parser().parse_args(arguments)
    return run(lambda: _deploy(given), "not deployed")


def _deploy(given: argparse.Namespace) -> int:
    target = target_of(given)
    url = reserve(target) if given.address else _planned(target, given)
    sys.stdout.write(f"{url}\n" if url else "")
    return 0


def _planned(target: Target, given: argparse.Namespace) -> str:
    """Show the plan, then deploy; empty when that isn't wanted."""
    stop_at_problems(target)
    for line in plan.of(target):
        sys.stdout.write(f"  {line}\n")
    if given.plan:
        return ""
    if not (given.yes or _agreed()):
        sys.stdout.write("nothing was changed\n")
        return ""
    return deploy(target).url


if __name__ == "__main__":
    sys.exit(main())
