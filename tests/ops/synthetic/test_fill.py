"""Filling the registers: everybody arrives, what is left out comes again, prod is refused."""

from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.memory.platform import known_keys
from chalicelib.adapters.secrets.versions import Version, encode
from ops.synthetic import fill as command
from ops.synthetic.fill import NotFilledError, fill
from ops.synthetic.population import MINIMUM, generate, stream
from tests.support.stages.aws import REGION, CallCounter, Faults, a_session, make_table


class World:
    def __init__(self):
        session = a_session()
        self.counter = CallCounter(session)
        self.client = Clients(session, attempts=1).dynamodb
        self.table = make_table(session)
        self.pauses = []
        self.counter.clear()

    def fill(self, files):
        return list(fill(self.client, self.table, known_keys(), files, self.pauses.append))

    def items(self):
        pages = self.client.get_paginator("scan").paginate(TableName=self.table)
        return [item for page in pages for item in page["Items"]]

    def keep_back(self, times):
        """Let DynamoDB not take the first item of a batch, so many times."""
        left = [times]

        def keep(params, **_):
            if left[0] > 0:
                left[0] -= 1
                self.kept = params["RequestItems"][self.table].pop(0)

        def give_back(parsed, **_):
            if kept := self.__dict__.pop("kept", None):
                parsed["UnprocessedItems"] = {self.table: [kept]}

        events = self.client.meta.events
        events.register_first("provide-client-params.dynamodb.BatchWriteItem", keep)
        events.register("after-call.dynamodb.BatchWriteItem", give_back)

    def never_confirm_the_last(self):
        """Let DynamoDB always say that one item of a batch isn't done."""
        sent = []
        events = self.client.meta.events
        events.register(
            "provide-client-params.dynamodb.BatchWriteItem",
            lambda params, **_: sent.append(params["RequestItems"][self.table][-1]),
        )
        events.register(
            "after-call.dynamodb.BatchWriteItem",
            lambda parsed, **_: parsed.update(UnprocessedItems={self.table: [sent[-1]]}),
        )


@pytest.fixture
def world():
    with mock_aws():
        yield World()


def people_in(world) -> set[str]:
    """Whose files there are; the index of names stands beside them."""
    keys = {item["pk"]["S"] for item in world.items()}
    return {pk for pk in keys if pk.startswith("PERSON#")}


def test_everybody_arrives_in_full_batches(world):
    done = world.fill(stream(MINIMUM))
    pseudonyms = people_in(world)
    assert done[-1] == len(pseudonyms) == MINIMUM
    assert done == sorted(done)
    assert len(done) == -(-len(world.items()) // command.BATCH)


def test_filling_twice_changes_nothing(world):
    world.fill(stream(MINIMUM))
    first = world.items()
    world.fill(stream(MINIMUM))
    assert world.items() == first


def test_what_dynamodb_did_not_take_is_sent_again(world):
    files = generate(MINIMUM).files[:10]
    world.keep_back(times=1)
    world.fill(files)
    assert len(people_in(world)) == 10
    assert len(world.pauses) == 1


def test_giving_up_says_how_much_is_missing_and_keeps_what_was_written(world):
    world.never_confirm_the_last()
    with pytest.raises(NotFilledError, match="1 items"):
        world.fill(generate(MINIMUM).files[:2])
    assert world.items()
    assert len(world.pauses) == command.TRIES
    assert max(world.pauses) <= command.LONGEST_PAUSE


def test_an_error_of_aws_reaches_the_operator(world):
    Faults(world.client).answer("BatchWriteItem", "AccessDeniedException")
    with pytest.raises(ClientError, match="AccessDeniedException"):
        world.fill(generate(MINIMUM).files)


@pytest.fixture
def deployed(monkeypatch):
    """A local AWS with a table and a secret, and the environment that says so."""
    with mock_aws():
        monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
        session = a_session()
        table = make_table(session)
        secret = encode([Version(1, datetime(2026, 1, 1, tzinfo=UTC), bytes(48))])
        ssm = session.client("ssm")
        ssm.put_parameter(Name="/thuisloket/test/secret", Value=secret, Type="SecureString")
        for name, value in ENVIRONMENT.items():
            monkeypatch.setenv(f"THUISLOKET_{name.upper()}", value)
        yield session.client("dynamodb"), table


ENVIRONMENT = {
    "environment": "test",
    "public_url": "https://kortrijk.example",
    "table": "thuisloket-state",
    "registers_table": "thuisloket-test",
    "bucket": "thuisloket-documents",
    "issue_queue": "https://sqs.example/issue",
    "review_queue": "https://sqs.example/review",
    "configuration_set": "thuisloket-test",
    "secrets_parameter": "/thuisloket/test/secret",
    "oidc_parameters": "/sign-in",
    "seal_key": "alias/seal",
    "seal_parameters": "/seal",
}


def test_the_command_fills_the_table_of_the_registers(deployed):
    client, table = deployed
    assert command.main(["--size", str(MINIMUM), "--seed", "4"]) == 0
    assert client.scan(TableName=table, Select="COUNT")["Count"] > MINIMUM


def test_the_command_never_fills_production(deployed, monkeypatch, capsys):
    client, table = deployed
    monkeypatch.setenv("THUISLOKET_ENVIRONMENT", "prod")
    assert command.main([]) == 1
    assert "production" in capsys.readouterr().err
    assert client.scan(TableName=table)["Items"] == []


def test_the_command_says_why_it_cannot(deployed, monkeypatch, capsys):
    assert command.main(["--size", "3"]) == 1
    assert f"at least {MINIMUM}" in capsys.readouterr().err
    monkeypatch.setenv("THUISLOKET_REGISTERS_TABLE", "not-there")
    assert command.main(["--size", str(MINIMUM)]) == 1
    assert "ResourceNotFoundException" in capsys.readouterr().err
