"""Look whether a stage is healthy, from end to end, and say what is wrong in words.

    python -m ops doctor --stage prod
    python -m ops doctor --stage prod --deep
    python -m ops doctor --stage prod --deep --repair

Nothing is changed without --repair. --deep reads all that is stored, and holds it against itself:
the ledger against the bucket and the cases both ways, each file against its hash, what leads to a
document, cases that nobody moves on, rows set aside, files that nobody names. --repair says first
what would be put right, and asks. The exit code is the number of troubles (at most 100).
"""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import urllib3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.adapters.system import SystemClock
from chalicelib.settings import SettingsError, load
from ops import command
from ops.command import OperatorError, run
from ops.deploy import prerequisites
from ops.operate.deep.telling import told_of
from ops.operate.orphans import orphans, removable
from ops.operate.rotation.health import secret_standing
from ops.operate.seal_health import SealHealth
from ops.stage import address, municipalities
from ops.stage.at_stage import wiring_of
from ops.stage.target import StageTarget, parser_of, target_of


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing that was looked at; `trouble` is empty when it is well."""

    what: str
    trouble: str = ""


SCHEDULED = ("tick", "parked_feedback", "erasure", "digest", "figures", "seals", "canary")
"""What runs by the clock, a function each: one that hangs or dies delays no other."""

type Look = Callable[[StageTarget], Iterator[HealthCheck]]


def examine(target: StageTarget) -> Iterator[HealthCheck]:
    """Look at everything; what can't be looked at is a finding too."""
    for look in LOOKS:
        try:
            yield from look(target)
        except (BotoCoreError, ClientError, OperatorError) as error:
            yield HealthCheck(look.__name__.strip("_").replace("_", " "), _in_words(error))


def _in_words(error: Exception) -> str:
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    return "isn't there yet: make deploy" if code in _NOT_THERE else str(error)


_NOT_THERE = {"NotFound", "ResourceNotFoundException"}


def _prerequisites(target: StageTarget) -> Iterator[HealthCheck]:
    troubles = prerequisites.problems(target)
    yield from (HealthCheck("prerequisites", trouble) for trouble in troubles)
    if not troubles:
        yield HealthCheck("prerequisites: Python, region, settings, SES")


def _settings(target: StageTarget) -> Iterator[HealthCheck]:
    try:
        load(target.config.variables)
    except SettingsError as error:
        yield HealthCheck("settings", f"{error}; provisioning fills them: make deploy")
    else:
        yield HealthCheck("settings")


def _table(target: StageTarget) -> Iterator[HealthCheck]:
    client, name = target.client("dynamodb"), f"thuisloket-{target.stage}"
    table = client.describe_table(TableName=name)["Table"]
    backups = client.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    recovery = backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    off = [
        what
        for what, is_on in (
            ("deletion protection", table["DeletionProtectionEnabled"]),
            ("point-in-time recovery", recovery == "ENABLED" or target.emulated),
        )
        if not is_on
    ]
    yield HealthCheck(
        f"table {name}", f"{' and '.join(off)} is off: provision again" if off else ""
    )


def _secret(target: StageTarget) -> Iterator[HealthCheck]:
    yield HealthCheck(*secret_standing(target))


def _dead_letters(target: StageTarget) -> Iterator[HealthCheck]:
    sqs, prefix = target.client("sqs"), f"thuisloket-{target.stage}-"
    for url in sqs.list_queues(QueueNamePrefix=prefix).get("QueueUrls", []):
        name = url.rsplit("/", 1)[-1]
        asked = sqs.get_queue_attributes(
            QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"]
        )
        count = int(asked["Attributes"]["ApproximateNumberOfMessages"])
        is_dead = "-dead" in name
        trouble = (
            f"{count} were given up: python -m ops redrive --help" if is_dead and count else ""
        )
        yield HealthCheck(f"queue {name}: {count} waiting", trouble)


def _functions(target: StageTarget) -> Iterator[HealthCheck]:
    client = target.client("lambda")
    for name in target.functions.values():
        function = client.get_function(FunctionName=name)["Configuration"]
        trouble = "" if function["State"] == "Active" else str(function.get("StateReason", ""))
        yield HealthCheck(f"function {name}", trouble)


def _queue_is_read(target: StageTarget) -> Iterator[HealthCheck]:
    name = target.functions["issue"]
    mappings = target.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    states = [m["State"] for m in mappings if m["FunctionArn"].endswith(f":function:{name}")]
    is_read = states == ["Enabled"]
    yield HealthCheck(
        "the issue queue is read", "" if is_read else f"its mapping is {states or 'gone'}"
    )


def _schedule(target: StageTarget) -> Iterator[HealthCheck]:
    for function in SCHEDULED:
        name = f"{target.functions[function]}-event"
        rule = target.client("events").describe_rule(Name=name)
        is_on = rule["State"] == "ENABLED"
        yield HealthCheck(f"{function} is scheduled", "" if is_on else f"switch the rule {name} on")


def _address(target: StageTarget) -> Iterator[HealthCheck]:
    there = address.find(target.client("apigateway"), target.stage)
    yield HealthCheck("the address", "" if there else "it is gone: make deploy makes a new one")
    url = target.config.variables.get("THUISLOKET_PUBLIC_URL", "")
    if target.emulated or not url:
        return
    answer = urllib3.request("GET", f"{url}/health", timeout=20, retries=1)
    yield HealthCheck(f"{url}/health", "" if answer.status == 200 else f"answers {answer.status}")


def _seals(target: StageTarget) -> Iterator[HealthCheck]:
    try:
        settings = load(target.config.variables)
    except SettingsError:
        return
    health = SealHealth(target, settings, SystemClock())
    for nis in municipalities.codes():
        troubles = list(health.troubles(nis))
        yield from (HealthCheck(f"seal of {nis}", trouble) for trouble in troubles or [""])


def _alarms(target: StageTarget) -> Iterator[HealthCheck]:
    alarms = target.client("cloudwatch").describe_alarms(
        AlarmNamePrefix=f"thuisloket-{target.stage}-", StateValue="ALARM"
    )["MetricAlarms"]
    for alarm in alarms:
        yield HealthCheck(f"alarm {alarm['AlarmName']}", alarm["AlarmDescription"])
    if not alarms:
        yield HealthCheck("alarms: none")


def _alarm_listeners(target: StageTarget) -> Iterator[HealthCheck]:
    sns, place = target.client("sns"), f"arn:aws:sns:{target.region}:{target.account}"
    for kind in ("alarms", "notices"):
        topic = f"{place}:thuisloket-{target.stage}-{kind}"
        heard = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        trouble = "" if heard else f"nobody hears the {kind}: docs/deploy.md, step 8"
        yield HealthCheck(f"listeners of the {kind}", trouble)


def _files(target: StageTarget) -> Iterator[HealthCheck]:
    """What no case names; it may still get one while it is young."""
    try:
        wiring = wiring_of(target)
    except (OperatorError, SettingsError):
        return
    found = orphans(wiring)
    old = len(removable(found, wiring.platform.clock.now()))
    trouble = f"{old} of them are old: python -m ops orphans --stage {target.stage}" if old else ""
    yield HealthCheck(f"files that no case names: {len(found)}", trouble)


LOOKS: tuple[Look, ...] = (
    _prerequisites,
    _settings,
    _table,
    _secret,
    _dead_letters,
    _functions,
    _queue_is_read,
    _schedule,
    _address,
    _seals,
    _files,
    _alarms,
    _alarm_listeners,
)


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives the number of troubles, at most 100."""
    parser = parser_of("doctor", __doc__)
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--deep", action="store_true", help="look at all that is stored, too")
    parser.add_argument("--repair", action="store_true", help="with --deep: put right what is safe")
    command.add_yes(parser)
    given = parser.parse_args(arguments)
    return run(lambda: _examine(given), "not examined")


def _every(given: Namespace) -> Iterator[HealthCheck]:
    target = target_of(given)
    yield from examine(target)
    if given.deep or given.repair:
        told = told_of(wiring_of(target), repairs=given.repair, is_agreed=given.yes)
        yield from (HealthCheck(what, trouble) for what, trouble in told)


def _examine(given: Namespace) -> int:
    found: list[HealthCheck] = []
    for one in _every(given):
        found.append(one)
        if not given.json:
            sign = "✗" if one.trouble else "✓"
            sys.stdout.write(f"{sign} {one.what}{': ' if one.trouble else ''}{one.trouble}\n")
    troubles = [one for one in found if one.trouble]
    if given.json:
        told: list[dict[str, Any]] = [{"what": o.what, "trouble": o.trouble} for o in found]
        sys.stdout.write(json.dumps(told, indent=2) + "\n")
    return min(len(troubles), 100)


if __name__ == "__main__":
    sys.exit(main())
