"""Parked messages go back to where they came from."""

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.cases.messages import encode
from chalicelib.adapters.aws.cases.messages import encode as encode_case
from chalicelib.ports.cases.messages import CaseMessage
from ops.operate import redrive
from tests.support.requests import KORTRIJK, an_id
from tests.support.stages.aws import REGION, a_session

MESSAGES = [encode(CaseMessage(KORTRIJK, an_id(n), 3)) for n in range(1, 13)]


@pytest.fixture
def sqs(monkeypatch):
    for name, value in (("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        client = a_session().client("sqs")
        for name in ("review-34022", "review-dead-34022", "issue", "issue-dead"):
            client.create_queue(QueueName=f"thuisloket-dev-{name}")
        yield client


def url(sqs, name: str) -> str:
    return sqs.get_queue_url(QueueName=f"thuisloket-dev-{name}")["QueueUrl"]


def park(sqs, name: str, bodies: list[str]) -> None:
    for body in bodies:
        sqs.send_message(QueueUrl=url(sqs, name), MessageBody=body)


def waiting(sqs, name: str) -> list[str]:
    found = []
    while True:
        got = sqs.receive_message(QueueUrl=url(sqs, name), MaxNumberOfMessages=10)
        if not got.get("Messages"):
            return sorted(found)
        found += [message["Body"] for message in got["Messages"]]


def test_every_parked_case_goes_back_to_the_queue_of_its_municipality(sqs, capsys):
    park(sqs, "review-dead-34022", MESSAGES)
    assert redrive.main(["--stage", "dev", "--queue", "review", "--nis", "34022"]) == 0
    assert "12 went back, 0 aren't ours and stay" in capsys.readouterr().out
    assert waiting(sqs, "review-34022") == sorted(MESSAGES)
    assert waiting(sqs, "review-dead-34022") == []


def test_the_bells_of_a_role_go_back_to_the_queue_of_that_role(sqs, capsys):
    for name in ("review-34022-warden", "review-dead-34022-warden"):
        sqs.create_queue(QueueName=f"thuisloket-dev-{name}")
    bell = encode_case(CaseMessage(KORTRIJK, an_id(), 3))
    park(sqs, "review-dead-34022-warden", [bell])
    chosen = ["--queue", "review", "--nis", "34022", "--role", "warden"]
    assert redrive.main(["--stage", "dev", *chosen]) == 0
    assert waiting(sqs, "review-34022-warden") == [bell]


def test_a_dry_run_names_the_requests_and_moves_nothing(sqs, capsys):
    park(sqs, "issue-dead", MESSAGES[:2])
    assert redrive.main(["--stage", "dev", "--queue", "issue", "--plan"]) == 0
    said = capsys.readouterr().out
    assert an_id(1) in said
    assert "2 would go back" in said
    assert waiting(sqs, "issue") == []
    assert waiting(sqs, "issue-dead") == sorted(MESSAGES[:2])


def test_what_is_not_ours_stays_and_fails_the_command(sqs, capsys):
    park(sqs, "issue-dead", ["{}", MESSAGES[0]])
    assert redrive.main(["--stage", "dev", "--queue", "issue"]) == 1
    assert "1 went back, 1 aren't ours and stay" in capsys.readouterr().out
    assert waiting(sqs, "issue") == MESSAGES[:1]
    assert waiting(sqs, "issue-dead") == ["{}"]


def test_a_limit_is_kept(sqs):
    park(sqs, "issue-dead", MESSAGES)
    redrive.main(["--stage", "dev", "--queue", "issue", "--limit", "5"])
    assert len(waiting(sqs, "issue")) == 5
    assert len(waiting(sqs, "issue-dead")) == 7


@pytest.mark.parametrize("arguments", [["--queue", "review"], ["--queue", "issue", "--nis", "1"]])
def test_the_municipality_goes_with_the_review_queue(sqs, capsys, arguments):
    with pytest.raises(SystemExit) as caught:
        redrive.main(["--stage", "dev", *arguments])
    assert caught.value.code == 2
    assert "--nis" in capsys.readouterr().err


def test_a_queue_that_is_not_there_is_said(sqs, capsys):
    assert redrive.main(["--stage", "prod", "--queue", "issue"]) == 1
    assert capsys.readouterr().err == (
        "not redriven: there is no queue thuisloket-prod-issue-dead: is the stage provisioned?\n"
    )


def test_help_says_what_it_is_for(capsys):
    with pytest.raises(SystemExit):
        redrive.main(["--stage", "dev", "--help"])
    assert "--plan" in capsys.readouterr().out
