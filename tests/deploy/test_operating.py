"""The commands of whoever keeps a stage running, on a stage that is deployed."""

import json

import pytest

from ops.operate.doctor import main as doctor
from ops.operate.restore import drill
from tests.deploy.conftest import World


def test_the_doctor_says_what_is_wrong_and_how_many(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    sqs = world.target.client("sqs")
    url = sqs.get_queue_url(QueueName="thuisloket-test-issue-dead")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="{}")
    target = world.target
    arguments = ["--stage", "test", "--endpoint", str(target.endpoint), "--json", "--deep"]
    troubles = doctor([*arguments, "--folder", str(target.folder)])
    told = json.loads(capsys.readouterr().out)
    assert troubles == sum(1 for line in told if line["trouble"]) >= 1
    assert any("1 were given up: python -m ops redrive" in line["trouble"] for line in told)
    sqs.purge_queue(QueueUrl=url)


def test_a_restore_drill_counts_and_leaves_nothing(world: World) -> None:
    client = world.target.client("dynamodb")
    before = client.list_tables()["TableNames"]
    told = list(drill(world.target, None))
    assert any("items then" in line for line in told)
    assert "0 documents then, of 0 the file is gone" in told
    assert client.list_tables()["TableNames"] == before
