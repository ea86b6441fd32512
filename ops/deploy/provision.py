"""Make ready what `chalice deploy` needs: what holds the data, the address, settings and policies.

    python -m ops provision --stage dev
    python -m ops provision --stage dev --plan

Doing it twice changes nothing. It also tells Chalice what stands already, so that `chalice deploy`
works from any clone, whoever deployed last.
"""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator

from ops import command
from ops.command import OperatorError
from ops.deploy import data, policies, prerequisites, seals
from ops.deploy.plan import whole
from ops.stage import address, municipalities, standing
from ops.stage.target import StageTarget, parser_of, target_of
from ops.stage.variables import public_url, variables
from ops.synthetic import canaries

type Report = Callable[[str], None]


class StopError(OperatorError):
    """It can't go on; says why, and what helps."""


def stop_at_problems(target: StageTarget) -> None:
    """Raises StopError with everything that is missing, in words."""
    _stop_for(prerequisites.problems(target))


def prepare(target: StageTarget, *, report: Report = command.say) -> Iterator[str]:
    """Everything before `chalice deploy`; gives what was changed, in words.

    Raises StopError when a seal has no certificate: what holds the data stands then, and the key
    that a certificate is asked for.
    """
    outputs = data.provision(
        target.session,
        target.stage,
        endpoint=target.endpoint,
        emulated=target.emulated,
        report=lambda line: report(f"  {line}"),
    )
    yield from outputs.changes
    lacking = seals.lacking(target.client("ssm"), target.stage, municipalities.codes())
    _stop_for([seals.wanted(target.stage, nis) for nis in lacking])
    yield from canaries.make_missing(target, outputs)
    yield from _address(target)
    standing.tell_chalice(target)
    yield from (f"set {name}" for name in target.config.fill(variables(target, outputs)))
    filled = policies.write(target.folder, policies.place_of(target))
    yield from (f"filled the policy of {name}" for name in filled)


def _stop_for(problems: list[str]) -> None:
    if problems:
        raise StopError("".join(f"\n- {problem}" for problem in problems))


def reserve(target: StageTarget) -> str:
    """The stage's address, made if it isn't there: sign-in has to be registered with it."""
    list(_address(target))
    return public_url(target)


def _address(target: StageTarget) -> Iterator[str]:
    client = target.client("apigateway")
    if address.find(client, target.stage) is None:
        api_id = address.make(client, target.stage)
        yield f"made the address {address.url(api_id, target.region)}"


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    parser = parser_of("provision", __doc__)
    command.add_plan(parser)
    given = parser.parse_args(arguments)
    return command.run(lambda: _provision(given), "not provisioned")


def _provision(given: Namespace) -> int:
    target = target_of(given)
    stop_at_problems(target)
    if given.plan:
        for line in whole.of(target):
            command.say(f"  {line}")
        return 0
    changes = list(prepare(target))
    command.say(f"{len(changes)} changes; now: chalice deploy --stage {target.stage}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
