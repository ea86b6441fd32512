"""What is written down of a day of the counter: every decision, and nothing of any person."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from chalicelib.domain.registers.people import Person
from chalicelib.metrics import NAMESPACE, Metric
from tests.support.counter import population
from tests.support.day.recorded import Recorded
from tests.support.day.visits import REMARK

SHORTEST_NAME = 3
"""Families are called I or Li too; those letters stand in any text."""


@pytest.fixture(scope="module")
def written(day: Recorded) -> str:
    """Everything that a day leaves in the log."""
    return day.written


@pytest.fixture(scope="module")
def lines(written: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.splitlines() if line.startswith("{")]


def secrets_of(person: Person) -> list[str]:
    """What would give somebody away."""
    name, digits = person.name, person.number.digits
    found = [digits, person.number.printed, name.whole]
    if len(name.family) > SHORTEST_NAME:
        found.append(name.family)
    if person.address:
        found.append(f"{person.address.street} {person.address.house_number}")
    return found


def test_nothing_of_any_inhabitant_is_written_down(written: str) -> None:
    words = set(re.findall(r"[\w.@+-]+", written))
    for file in population().files:
        for secret in secrets_of(file.person):
            assert secret not in words
            assert len(secret.split()) == 1 or secret not in written


def test_no_mail_address_is_written_down(written: str) -> None:
    assert re.findall(r"[\w.+-]+@[\w-]+\.[\w.]+", written) == []


def test_no_cookie_link_or_code_is_written_down(day: Recorded, written: str) -> None:
    assert len(day.secrets) > 20
    assert [secret for secret in day.secrets if secret in written] == []


def test_nothing_that_anybody_typed_is_written_down(written: str) -> None:
    assert REMARK.split()[1] not in written


def test_a_secret_would_be_found() -> None:
    person = next(iter(population().files)).person
    assert len({secret for secret in secrets_of(person) if len(secret) > 2}) >= 4


def test_every_decision_is_one_line_with_its_request(lines: list[dict[str, Any]]) -> None:
    decisions = [line for line in lines if line.get("message") == "decision"]
    assert len(decisions) > 10
    for line in decisions:
        assert re.fullmatch(r"[0-9A-Z]{26}", line["correlation_id"])
        assert line["events"]
        assert line["state"]


def test_every_stored_event_is_told_by_the_line_of_its_decision(
    day: Recorded, lines: list[dict[str, Any]]
) -> None:
    told: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.get("message") == "decision":
            told.update((line["correlation_id"], event) for event in line["events"])
    assert len(day.events) > 100
    assert day.events - told == Counter()


def test_a_request_can_be_followed_from_the_post_to_the_mail(lines: list[dict[str, Any]]) -> None:
    mailed = next(line for line in lines if line.get("template") == "cr_ready")
    story = [x for x in lines if x.get("correlation_id") == mailed["correlation_id"]]
    messages = [line["message"] for line in story]
    assert messages[:4] == ["decision", "decision", "mail", "issue"]
    assert story[0]["events"] == ["started"]
    assert "stored" in story[1]["events"]


def test_the_numbers_behind_the_alarms_are_emitted(lines: list[dict[str, Any]]) -> None:
    seen: Counter[str] = Counter()
    for line in lines:
        for group in line.get("_aws", {}).get("CloudWatchMetrics", []):
            assert group["Namespace"] == NAMESPACE
            assert group["Dimensions"] == [["service"]]
            seen.update(metric["Name"] for metric in group["Metrics"])
    rare = {"ArchiveFailures", "Refused", "SealFailures", "UnforeseenErrors"}
    assert {m.value for m in Metric} - set(seen) <= rare
