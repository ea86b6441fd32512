"""A stack of more municipalities than CloudFormation takes along with the question."""

import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from ops.deploy.cloudformation import SENT_ALONG, DataStack
from tests.support.stages.aws import a_session
from tests.support.stages.deployments import municipalities

SEVERAL = 36

pytestmark = pytest.mark.filterwarnings("ignore:Tried to parse AWS:UserWarning")


@pytest.fixture
def session() -> Iterator[boto3.Session]:
    with mock_aws():
        yield a_session()


def a_stack(session: boto3.Session, folder: Path) -> DataStack:
    """With everything that a local AWS usually does without: it has to be long."""
    return DataStack(session.client, "test", folders=(folder,))


def queues(session: boto3.Session) -> set[str]:
    """The municipalities that have queues for those who work there."""
    found = session.client("sqs").list_queues(QueueNamePrefix="thuisloket-test-review-3")
    return {url.partition("-review-")[2].partition("-")[0] for url in found["QueueUrls"]}


def test_a_long_template_begins_with_one_municipality_and_goes_on_by_way_of_the_bucket(
    session: boto3.Session, tmp_path: Path
) -> None:
    stack = a_stack(session, municipalities(tmp_path / "m", SEVERAL))
    assert len(stack.body) > SENT_ALONG
    done = [*stack.bring_up()]
    assert done == ["made the stack thuisloket-test-data", "updated the stack thuisloket-test-data"]
    assert queues(session) == {str(34022 + i) for i in range(SEVERAL)}
    uploaded = session.client("s3").list_objects_v2(Bucket=releases(session), Prefix="templates/")
    assert uploaded["KeyCount"] == 1
    assert stack.outputs()["ReviewQueue34022"].endswith("-review-34022")


def test_a_long_template_is_current_the_second_time(session: boto3.Session, tmp_path: Path) -> None:
    stack = a_stack(session, municipalities(tmp_path / "m", SEVERAL))
    assert [*stack.bring_up()]
    assert stack.is_current()
    assert [*stack.bring_up()] == []


def test_municipalities_that_join_are_planned_and_leave_what_is_there(
    session: boto3.Session, tmp_path: Path
) -> None:
    assert [*a_stack(session, municipalities(tmp_path / "few", 2)).bring_up()]
    sqs = session.client("sqs")
    url = sqs.get_queue_url(QueueName="thuisloket-test-review-34022")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="{}")
    larger = a_stack(session, municipalities(tmp_path / "many", SEVERAL))
    planned = larger.planned()
    added = {
        c["ResourceChange"]["LogicalResourceId"]
        for c in planned
        if c["ResourceChange"]["Action"] == "Add"
    }
    assert {"ReviewQueue34030", "ReviewDeadLetters34057"} <= added
    assert not larger.is_current()
    assert [*larger.bring_up()] == ["updated the stack thuisloket-test-data"]
    asked = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
    assert asked["Attributes"]["ApproximateNumberOfMessages"] == "1"


def test_what_is_sent_is_the_template_of_the_project(
    session: boto3.Session, tmp_path: Path
) -> None:
    stack = a_stack(session, municipalities(tmp_path / "m", SEVERAL))
    assert [*stack.bring_up()]
    known = session.client("cloudformation").get_template(StackName=stack.name)["TemplateBody"]
    assert (json.loads(known) if isinstance(known, str) else known) == json.loads(stack.body)


def releases(session: boto3.Session) -> str:
    names = (b["Name"] for b in session.client("s3").list_buckets()["Buckets"])
    return next(name for name in names if "-releases-" in name)
