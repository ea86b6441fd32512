"""What a stored change counts as, for alarms that tell the truth."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.store.watched import WatchedCases, numbers_of
from chalicelib.adapters.memory.platform import known_keys
from chalicelib.domain.cases.case import WorkTry
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.certificates.order import PROCESS, RESULT, CertificateCase
from chalicelib.domain.process.instance import Event
from chalicelib.metrics import Metric
from tests.support.cases.stores import on_moto
from tests.support.orders import a_certificate_case, a_result, begun, certificates, guards_of
from tests.support.requests import KORTRIJK, NOW

DEFINITION = certificates().definition(PROCESS)
TOUCHED = Handling(touched=True)
MADE = (
    ("evaluate", "evaluating"),
    ("all_conditions_met", "fetching"),
    ("source_ok", "sealing"),
    ("stored", "delivered"),
)

type Steps = tuple[tuple[str, str], ...]


def changed(
    case: CertificateCase,
    *steps: tuple[str, str],
    after: float = 0,
    role: str = "work",
    why: str = "",
) -> Change:
    """A change by some events, all at one moment."""
    events, source, at = [], case.instance.state, NOW + timedelta(seconds=after)
    for version, (name, target) in enumerate(steps, start=case.instance.version + 1):
        data = (("reason", why),) if why else ()
        events.append(Event(version, name, source, target, role, role, at, data))
        source = target
    instance = replace(case.instance, state=source, version=events[-1].version)
    issued = (a_result(case),) if source == "delivered" else ()
    then = replace(case, instance=instance, issued=issued)
    return Change(then, case.instance.version, tuple(events), documents=issued, before=case)


def at(state: str, version: int = 2) -> CertificateCase:
    case = a_certificate_case()
    return replace(case, instance=replace(case.instance, state=state, version=version))


@pytest.mark.parametrize("seconds", [4, 90, 3_000])
def test_an_automatic_document_counts_however_long_it_took(seconds: int) -> None:
    told = numbers_of(changed(a_certificate_case(), *MADE, after=seconds), DEFINITION)
    assert told == {
        Metric.ISSUED: 1,
        Metric.AUTOMATIC: 1,
        Metric.SECONDS_TO_ISSUE: seconds,
    }


def test_a_document_that_a_clerk_gave_is_no_slow_one_however_quick_the_clerk_was() -> None:
    approved = replace(at("fetching", 4), handling=TOUCHED)
    told = numbers_of(changed(approved, *MADE[2:], after=120), DEFINITION)
    assert told == {Metric.ISSUED: 1}


def test_the_paper_of_a_process_itself_is_no_document_that_somebody_asked_for() -> None:
    ordered = DEFINITION.documents[RESULT]
    receipt = replace(ordered, source="documents/receipt.toml")
    definition = replace(DEFINITION, documents={RESULT: receipt})
    assert numbers_of(changed(a_certificate_case(), *MADE, after=4), definition) == {}


@pytest.mark.parametrize(
    ("case", "steps", "role", "why", "counted"),
    [
        (
            at("submitted", 1),
            (("evaluate", "evaluating"), ("condition_failed", "clerk_review")),
            "work",
            "",
            {Metric.IN_REVIEW},
        ),
        (
            at("submitted", 1),
            (("evaluate", "evaluating"), ("not_eligible", "rejected")),
            "work",
            "",
            {Metric.REFUSED},
        ),
        (
            at("fetching"),
            (("source_failed", "clerk_review"),),
            "work",
            "",
            {Metric.SOURCE_FAILURES, Metric.IN_REVIEW},
        ),
        (
            at("sealing"),
            (("seal_failed", "clerk_review"),),
            "work",
            "seal",
            {Metric.SEAL_FAILURES, Metric.IN_REVIEW},
        ),
        (
            at("sealing"),
            (("archive_failed", "clerk_review"),),
            "work",
            "archive",
            {Metric.ARCHIVE_FAILURES, Metric.IN_REVIEW},
        ),
        (at("sealing"), (("print_failed", "clerk_review"),), "work", "print", {Metric.IN_REVIEW}),
        (at("clerk_review"), (("correct", "clerk_review"),), "clerk", "", set()),
        (at("clerk_review"), (("withdraw", "withdrawn"),), "applicant", "", set()),
    ],
)
def test_what_happens_counts_as_what_its_definition_says(
    case: CertificateCase, steps: Steps, role: str, why: str, counted: set[Metric]
) -> None:
    told = numbers_of(changed(case, *steps, role=role, why=why), DEFINITION)
    assert told == dict.fromkeys(counted, 1)


def test_a_store_tells_what_begins_and_how_late_the_latest_is_without_a_call_more(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with mock_aws():
        moto = on_moto()
        store = WatchedCases(moto.clients.dynamodb, moto.table, known_keys(), certificates())
        case = replace(a_certificate_case(), work=WorkTry(next_at=NOW))
        moto.calls.clear()
        store.create(begun(case), guards_of(case))
        assert moto.calls.calls == ["dynamodb.TransactWriteItems"]
        store.due(KORTRIJK, NOW + timedelta(seconds=90), 10)
        store.due(KORTRIJK, NOW - timedelta(seconds=1), 10)
    lines = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    told = [{m: line[m] for m in Metric if m in line} for line in lines if "_aws" in line]
    assert told == [
        {Metric.SUBMITTED: [1]},
        {Metric.OLDEST_OVERDUE: [90]},
        {Metric.OLDEST_OVERDUE: [0]},
    ]
