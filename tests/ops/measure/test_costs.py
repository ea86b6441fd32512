"""What a document costs is reckoned from what it takes."""

from pathlib import Path

import pytest

from ops.measure.costs import (
    MEASURED,
    Usage,
    of_document,
    of_month,
    prices,
    tables,
    total,
    units_of,
)

COSTS = Path(__file__).resolve().parents[3] / "docs" / "costs.md"
STATE = {"pk": {"S": "a"}, "sk": {"S": "STATE"}, "due_pk": {"S": "x"}, "list_pk": {"S": "y"}}


def test_the_page_on_costs_has_the_tables_as_they_are_reckoned() -> None:
    page = COSTS.read_text(encoding="utf-8")
    assert [line for line in tables() if line not in page] == []


def test_a_document_costs_the_sum_of_its_parts_at_the_prices_of_the_list() -> None:
    calls = {"sesv2.SendEmail": 2}
    usage = Usage(accept_ms=0, issue_ms=0, write_units=10, read_units=0, calls=calls)
    each, lines = prices()["each"], {line.part: line for line in of_document(usage)}
    assert lines["SES"].dollars == pytest.approx(2 * each["mail"])
    assert lines["DynamoDB, writes"].dollars == pytest.approx(10 * each["dynamodb_write_unit"])
    assert lines["Lambda, issue"].dollars == pytest.approx(each["lambda_call"])
    assert total(list(lines.values())) == pytest.approx(sum(x.dollars for x in lines.values()))


def test_more_municipalities_than_fit_in_a_deployment_take_another() -> None:
    def watching(municipalities: int) -> float:
        lines = {line.part: line for line in of_month(MEASURED, municipalities, 1000)}
        return lines["metrics, alarms, dashboards"].dollars

    assert watching(40) - watching(39) == pytest.approx(0.1)
    assert watching(41) - watching(40) > 5


@pytest.mark.parametrize(
    ("operation", "params", "units"),
    [
        ("PutItem", {"Item": {"pk": {"S": "a"}}}, (1, 0)),
        ("PutItem", {"Item": {"pk": {"S": "a" * 1500}}}, (2, 0)),
        ("PutItem", {"Item": STATE}, (3, 0)),
        ("TransactWriteItems", {"TransactItems": [{"Put": {"Item": STATE}}]}, (4, 0)),
        ("TransactWriteItems", {"TransactItems": [{"ConditionCheck": {}}] * 2}, (4, 0)),
        ("GetItem", {"ConsistentRead": True}, (0, 1)),
        ("Query", {}, (0, 0.5)),
        ("BatchGetItem", {"RequestItems": {"t": {"Keys": [{}, {}, {}]}}}, (0, 1.5)),
    ],
)
def test_units_are_counted_as_dynamodb_does(
    operation: str, params: dict[str, object], units: tuple[float, float]
) -> None:
    assert units_of(operation, params) == units
