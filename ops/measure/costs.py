"""What a document costs, and a month, from what was measured and the price list in prices.toml.

`make bench` prints the first from its own measurements. `python -m ops costs` prints both from what
docs/costs.md says was measured; its tables are these.
"""

import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import Any

from chalicelib.metrics import Metric
from ops import command
from ops.deploy.cloudformation import TEMPLATE
from ops.stage.config import CHALICE

PAGES = 10
"""Requests over HTTP for one document: pages, POST, status, download."""
SLOWER = 5
"""How much longer Lambda takes, with the network to AWS, than moto in the same process."""
POLLS = 3
"""Calls with which Lambda gets one message from SQS, and those it makes in vain."""
DOWNLOADS = 2
LOG_KILOBYTES = 4
BY_CLERK = 0.0006
"""A document that a clerk sees: two mails and some thirty page views more."""
CLERK_SHARE = 0.2
METRICS = len(Metric)
A_DEPLOYMENT = 40
"""Municipalities that fit in one."""
TICKS = 60 * 24 * 30
CANARIES = TICKS // 5
"""Documents that a deployment asks of itself."""
CLOCKED = CANARIES + TICKS // 5 + TICKS // 15 + 2 * TICKS // 60 + 22
"""Runs by the clock but the tick: canary, parked feedback, erasure, figures, seals, digest."""
CLOCKED_SECONDS, CLOCKED_GIGABYTES = 3, 0.5  # generously: most find nothing
ROW_KILOBYTES, ROW_MONTHS = 31, 60
"""What a document leaves in the table, indexes included; looked at after five years."""
PDF_KILOBYTES, PDF_MONTHS = 50, 25
"""The bucket lets nothing stay longer."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What was measured of one automatic document, warm, and of one tick for a municipality."""

    accept_ms: float
    issue_ms: float
    write_units: float
    read_units: float
    calls: Mapping[str, int] = field(default_factory=dict)
    tick_ms: float = 0
    tick_read_units: float = 0


@dataclass(frozen=True, slots=True)
class CostLine:
    """A part of a sum, in dollars."""

    part: str
    how_much: str
    dollars: float


type Prices = Mapping[str, float]


def prices() -> Mapping[str, Prices]:
    """The price list, of each and by the month."""
    return tomllib.loads((Path(__file__).parent / "prices.toml").read_text(encoding="utf-8"))


def of_document(usage: Usage) -> list[CostLine]:
    """What one automatic document costs, part by part."""
    each = prices()["each"]
    return [
        CostLine("API Gateway", f"{PAGES} requests", PAGES * each["api_gateway"]),
        *_functions(usage, each),
        _line("DynamoDB, writes", usage.write_units, "units", each["dynamodb_write_unit"]),
        _line("DynamoDB, reads", usage.read_units, "units", each["dynamodb_read_unit"]),
        *_services(usage.calls, each),
        _line("CloudWatch", LOG_KILOBYTES, "kB of log", each["log_kilobyte"]),
    ]


def _functions(usage: Usage, each: Prices) -> Iterator[CostLine]:
    page, issue = SLOWER * usage.accept_ms, SLOWER * usage.issue_ms
    for part, times, ms, function in (
        ("Lambda, accept", PAGES, page, "api_handler"),
        ("Lambda, issue", 1, issue, "issue"),
    ):
        memory, often = _gigabytes(function), f"{times} × " if times > 1 else ""
        one = ms / 1000 * memory * each["lambda_gb_second"] + each["lambda_call"]
        yield CostLine(part, f"{often}{ms:.0f} ms × {memory:.2f} GB", times * one)


def _services(calls: Mapping[str, int], each: Prices) -> Iterator[CostLine]:
    puts, seals = calls.get("s3.PutObject", 0), calls.get("kms.Sign", 0)
    files = puts * each["s3_put"] + DOWNLOADS * each["s3_get"]
    keys = seals * each["kms_signature"] + each["kms_data_key"]
    yield CostLine("S3", f"{puts} PUT, {DOWNLOADS} GET", files)
    yield CostLine("KMS", f"{seals} signature, 1 data key", keys)
    yield _line("SQS", POLLS + calls.get("sqs.SendMessage", 0), "calls", each["sqs"])
    yield _line("SES", calls.get("sesv2.SendEmail", 0), "mail", each["mail"])


def of_month(usage: Usage, municipalities: int, requests: int) -> list[CostLine]:
    """What a month costs."""
    month, deployments = prices()["month"], ceil(municipalities / A_DEPLOYMENT)
    a_document = total(of_document(usage))
    a_request = (1 - CLERK_SHARE) * a_document + CLERK_SHARE * BY_CLERK
    rows = requests * ROW_MONTHS * ROW_KILOBYTES / 1e6
    files = requests * PDF_MONTHS * PDF_KILOBYTES / 1e6
    alarms = (deployments * _alarms() + municipalities) * month["alarm"]
    watching = deployments * (METRICS * month["metric"] + month["dashboard"]) + alarms
    return [
        CostLine("what they take", f"{requests:,} requests", requests * a_request),
        _ticks(usage, municipalities, deployments),
        CostLine(
            "canaries", f"{deployments * CANARIES:,} documents", deployments * CANARIES * a_document
        ),
        _clocked(deployments),
        _line("keys", deployments + municipalities, "", month["key"]),
        CostLine("metrics, alarms, dashboards", f"{deployments} ×", watching),
        _line("table after five years", rows, "GB", month["dynamodb_gigabyte"]),
        _line("documents", files, "GB", month["s3_gigabyte"]),
    ]


def _ticks(usage: Usage, municipalities: int, deployments: int) -> CostLine:
    each, seconds = prices()["each"], SLOWER * usage.tick_ms / 1000 * municipalities
    looks = seconds * _gigabytes("tick") * each["lambda_gb_second"]
    reads = usage.tick_read_units * municipalities * each["dynamodb_read_unit"]
    dollars = TICKS * (looks + reads + deployments * each["lambda_call"])
    return CostLine(
        "the tick, every minute", f"{deployments} × {seconds / deployments:.2f} s", dollars
    )


def _clocked(deployments: int) -> CostLine:
    each, runs = prices()["each"], deployments * CLOCKED
    seconds = CLOCKED_SECONDS * CLOCKED_GIGABYTES * each["lambda_gb_second"]
    return CostLine("other schedules", f"{runs:,} runs", runs * (seconds + each["lambda_call"]))


def _alarms() -> int:
    return TEMPLATE.read_text(encoding="utf-8").count("Type: AWS::CloudWatch::Alarm")


def total(lines: list[CostLine]) -> float:
    """Their sum."""
    return sum(line.dollars for line in lines)


def units_of(operation: str, params: Mapping[str, Any]) -> tuple[float, float]:
    """The write and read units that a call to DynamoDB takes, estimated from what it is asked.

    A transaction counts double, an index once more. A read counts as one of at most 4 kB.
    """
    match operation:
        case "TransactWriteItems":
            parts = [body for item in params["TransactItems"] for body in item.values()]
            return sum(2 * _kilobytes(part) + _indexes(part) for part in parts), 0
        case "PutItem" | "UpdateItem" | "DeleteItem":
            return _kilobytes(params) + _indexes(params), 0
        case "BatchGetItem":
            asked = params["RequestItems"].values()
            return 0, sum(len(one["Keys"]) * _consistency(one) for one in asked)
    return 0, _consistency(params)


def _consistency(params: Mapping[str, Any]) -> float:
    return 1 if params.get("ConsistentRead") else 0.5


def _kilobytes(part: Mapping[str, Any]) -> int:
    """As DynamoDB rounds: names and values of the item together, one at least."""
    item: Mapping[str, Mapping[str, object]] = part.get("Item", {})
    values = (str(value) for typed in item.values() for value in typed.values())
    return ceil(sum(map(len, (*item, *values))) / 1024) or 1


def _indexes(part: Mapping[str, Any]) -> int:
    """In how many indexes an item lies."""
    keys = {"person_pk", "due_pk", "list_pk", "day_pk"} & set(part.get("Item", ()))
    return len(keys) * _kilobytes(part)


def _line(part: str, count: float, of: str, price: float) -> CostLine:
    return CostLine(part, f"{count:.3g} {of}".strip(), count * price)


def _gigabytes(function: str) -> float:
    config = json.loads((CHALICE / "config.json").read_text(encoding="utf-8"))
    memory: int = config["lambda_functions"][function]["lambda_memory_size"]
    return memory / 1024


MEASURED = Usage(
    accept_ms=14,
    issue_ms=81,
    write_units=56,
    read_units=3,
    calls={"kms.Sign": 1, "s3.PutObject": 1, "sesv2.SendEmail": 1, "sqs.SendMessage": 1},
    tick_ms=7,
    tick_read_units=2,
)
"""By `make bench`, of attest-leven, on two cores that had little else to do."""

SIZES = ((1, 2_463), (36, 22_800), (581, 368_000))
"""Municipalities, and their requests a month."""


def tables() -> Iterator[str]:
    """The tables of docs/costs.md."""
    document = of_document(MEASURED)
    yield "| part | how much | dollars |"
    yield "|---|---|---|"
    yield from (f"| {one.part} | {one.how_much} | {one.dollars:.6f} |" for one in document)
    yield f"| **together** | | **{total(document):.5f}** |"
    yield ""
    months = [of_month(MEASURED, *size) for size in SIZES]
    yield "| | 1 (Kortrijk) | 36 | 581 (all of Belgium) |"
    yield "|---|---|---|---|"
    for row in zip(*months, strict=True):
        cells = (f"{line.how_much}: {line.dollars:,.2f}" for line in row)
        yield f"| {row[0].part} | {' | '.join(cells)} |"
    sums = [total(lines) for lines in months]
    yield _bold("a month", (f"{one:,.0f}" for one in sums))
    each = (one / size[1] for one, size in zip(sums, SIZES, strict=True))
    yield _bold("a request", (f"{one:.4f}" for one in each))


def _bold(name: str, cells: Iterable[str]) -> str:
    return f"| **{name}** | {' | '.join(f'**{cell}**' for cell in cells)} |"


def main() -> int:
    """The command."""
    command.parser("costs", __doc__).parse_args()
    sys.stdout.writelines(f"{line}\n" for line in tables())
    return 0


if __name__ == "__main__":
    sys.exit(main())
