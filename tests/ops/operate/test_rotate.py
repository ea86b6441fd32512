"""The commands that renew what is secret."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.sessions import DynamoSessions
from chalicelib.adapters.memory.platform import MemoryClock, known_keys
from chalicelib.adapters.secrets.versions import decode, encode
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.sessions import PendingSignIn, Session
from ops.operate import rotate
from ops.operate.rotation.hashes import HashRotation, NotLiftedError
from ops.operate.rotation.health import secret_standing
from ops.operate.rotation.lifting import Lifting
from ops.operate.rotation.secret import MovedError, Parameter
from ops.stage.target import StageTarget
from tests.support.requests import KORTRIJK, a_number
from tests.support.secret import FIRST, Secret
from tests.support.stages.aws import REGION, Faults, a_session, make_table, one_at_a_time

STATE, REGISTERS, SECRET = "thuisloket-dev", "thuisloket-dev-registers", "/thuisloket/dev/secret"


@dataclass
class Stage:
    """A stage with a secret and two tables."""

    client: Any
    ssm: Any
    clock: MemoryClock
    secret: Secret

    def put(self, pk: str, sk: str, **more: str) -> None:
        texts = {"pk": pk, "sk": sk} | more
        self.client.put_item(TableName=STATE, Item={n: {"S": v} for n, v in texts.items()})

    def rows(self) -> list[dict[str, str]]:
        pages = self.client.get_paginator("scan").paginate(TableName=STATE)
        found = (item for page in pages for item in page["Items"])
        return [{name: value["S"] for name, value in item.items()} for item in found]

    def lift(self, lifting: Lifting | None = None, **how: bool) -> int:
        one = lifting or Lifting(self.client, STATE, 1, lambda _: None)
        return sum(page.standing for page in one(self.secret.newest, 1, **how))

    @property
    def rotation(self) -> HashRotation:
        tables = tuple(Lifting(self.client, name, 1) for name in (STATE, REGISTERS))
        return HashRotation(Parameter(self.ssm, SECRET), tables, self.clock)


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        session = a_session()
        one_at_a_time(session)
        for name in (STATE, REGISTERS):
            make_table(session, name)
        ssm, clock = session.client("ssm"), MemoryClock()
        ssm.put_parameter(Name=SECRET, Value=encode([FIRST]), Type="SecureString")
        yield Stage(session.client("dynamodb"), ssm, clock, Secret(clock))


def two_versions(stage: Stage) -> tuple[str, str]:
    """A pseudonym of the old version, and of the new one that is announced now."""
    old = stage.secret.newest.person(KORTRIJK, a_number())
    stage.secret.announce()
    return old, stage.secret.newest.person(KORTRIJK, a_number())


def test_rows_are_lifted_by_key_and_by_index_with_all_that_they_hold(stage: Stage) -> None:
    old, new = two_versions(stage)
    stage.put(f"T#34022#LOG#{old}", "01", data="a line")
    stage.put("T#34022#REQ#01", "STATE", person_pk=f"T#34022#P#{old}", data="a request")
    stage.put("T#34022#LEDGER", "34022-26-1", data=f"says 1.{'a' * 40}")
    assert stage.lift() == 2
    assert sorted(stage.rows(), key=str) == sorted(
        [
            {"pk": f"T#34022#LOG#{new}", "sk": "01", "data": "a line"},
            {
                "pk": "T#34022#REQ#01",
                "sk": "STATE",
                "person_pk": f"T#34022#P#{new}",
                "data": "a request",
            },
            {"pk": "T#34022#LEDGER", "sk": "34022-26-1", "data": f"says 1.{'a' * 40}"},
        ],
        key=str,
    )
    assert stage.lift() == 0


def test_many_pages_and_several_at_once_are_lifted_each_once(stage: Stage) -> None:
    old, new = two_versions(stage)
    for n in range(40):
        stage.put(f"T#34022#LOG#{old}", f"{n:02d}", data="x" * 60_000)
    assert stage.lift(Lifting(stage.client, STATE, 4, lambda _: None)) == 40
    assert {(row["pk"], row["sk"]) for row in stage.rows()} == {
        (f"T#34022#LOG#{new}", f"{n:02d}") for n in range(40)
    }


def test_a_dry_run_counts_and_lifts_nothing(stage: Stage) -> None:
    old, _ = two_versions(stage)
    stage.put(f"T#34022#LOG#{old}", "01")
    assert stage.lift(dry_run=True) == 1
    assert stage.rows() == [{"pk": f"T#34022#LOG#{old}", "sk": "01"}]


def test_what_was_written_anew_under_the_new_version_is_what_stays(stage: Stage) -> None:
    old, new = two_versions(stage)
    stage.put("T#34022#BLOCKED", old, at="before")
    stage.put("T#34022#BLOCKED", new, at="after")
    assert stage.lift() == 1
    assert stage.rows() == [{"pk": "T#34022#BLOCKED", "sk": new, "at": "after"}]


class Meanwhile:
    """DynamoDB, in which somebody does something between our looking and our writing."""

    def __init__(self, client: Any, deed: Any) -> None:
        self._client, self._deed = client, deed

    def __getattr__(self, name: str) -> Any:
        if name in {"transact_write_items", "update_item"}:
            self._deed()
        return getattr(self._client, name)


def test_what_was_taken_away_meanwhile_does_not_come_back(stage: Stage) -> None:
    old, _ = two_versions(stage)
    stage.put("T#34022#BLOCKED", old)
    key = {"pk": {"S": "T#34022#BLOCKED"}, "sk": {"S": old}}
    busy = Meanwhile(stage.client, lambda: stage.client.delete_item(TableName=STATE, Key=key))
    assert stage.lift(Lifting(busy, STATE, 1, lambda _: None)) == 1
    assert stage.rows() == []


def test_a_request_that_was_stored_anew_meanwhile_stays_as_it_was_stored(stage: Stage) -> None:
    old, new = two_versions(stage)
    place = ("T#34022#REQ#01", "STATE")
    stage.put(*place, person_pk=f"T#34022#P#{old}", data="before")
    stored = {"person_pk": f"T#34022#P#{new}", "data": "after"}
    busy = Meanwhile(stage.client, lambda: stage.put(*place, **stored))
    stage.lift(Lifting(busy, STATE, 1, lambda _: None))
    assert stage.rows() == [{"pk": place[0], "sk": place[1], **stored}]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_pass_that_is_cut_off_is_simply_done_again(stage: Stage, when: str) -> None:
    old, new = two_versions(stage)
    for n in range(5):
        stage.put(f"T#34022#LOG#{old}", f"{n}", data="line")
    broken = a_session().client("dynamodb", region_name=REGION)
    getattr(Faults(broken), when)("TransactWriteItems", times=5)
    with pytest.raises(RetryableError):
        stage.lift(Lifting(broken, STATE, 1, lambda _: None))
    stage.lift()
    assert stage.lift() == 0
    assert sorted((row["pk"], row["sk"], row["data"]) for row in stage.rows()) == [
        (f"T#34022#LOG#{new}", f"{n}", "line") for n in range(5)
    ]


def test_each_step_does_what_can_be_done_and_says_when_the_next_one_can(stage: Stage) -> None:
    old = stage.secret.newest.person(KORTRIJK, a_number())
    stage.put(f"T#34022#LOG#{old}", "01")
    begun = stage.rotation.step()
    assert "version 2 is in force from 2026-03-17 09:50:00 UTC" in begun.said
    assert stage.rotation.step() == begun
    stage.clock.set(begun.again)
    assert "1 rows would be lifted" in stage.rotation.dry_run().said
    lifted = stage.rotation.step()
    assert lifted.said == "1 rows were lifted; guards of before last a while yet"
    assert stage.rotation.step().again == lifted.again
    stage.clock.set(lifted.again)
    assert stage.rotation.step().said == "0 rows were lifted; only version 2 is used now"
    versions = stage.rotation.parameter.read()
    assert [(v.number, v.retired, v.links_ended) for v in versions] == [
        (1, True, False),
        (2, False, False),
    ]
    assert "version 3 would be" in stage.rotation.dry_run().said
    assert stage.rotation.parameter.read() == versions


def test_all_steps_are_taken_by_who_waits(stage: Stage) -> None:
    waited: list[datetime] = []

    def wait(until: datetime) -> None:
        waited.append(until)
        stage.clock.set(until)

    done = [*rotate.steps(stage.rotation, wait)]
    assert [one.again for one in done] == [*waited, None]
    assert waited == sorted(waited)
    assert waited[-1] - waited[0] == timedelta(days=2)


def test_rows_that_keep_coming_under_the_old_version_are_an_error(stage: Stage) -> None:
    old = stage.secret.newest.person(KORTRIJK, a_number())
    lines = iter(range(100))

    def another() -> None:
        stage.put(f"T#34022#LOG#{old}", f"{next(lines)}")

    stage.clock.set(stage.rotation.step().again)
    another()
    busy = Lifting(Meanwhile(stage.client, another), STATE, 1, lambda _: None)
    with pytest.raises(NotLiftedError, match="who writes them"):
        replace(stage.rotation, liftings=(busy,)).step()


def test_two_operators_at_once_are_told_of_each_other(stage: Stage) -> None:
    one, two = Parameter(stage.ssm, SECRET), Parameter(stage.ssm, SECRET)
    versions = one.read()
    two.read()
    two.write(versions)
    with pytest.raises(MovedError, match="somebody else rotates"):
        one.write(versions)


def test_the_command_announces_says_when_to_go_on_and_never_shows_a_secret(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rotate.main(["--stage", "dev", "hash", "--plan"]) == 0
    assert rotate.main(["--stage", "dev", "hash", "--yes"]) == 0
    assert rotate.main(["--stage", "dev", "hash", "--plan", "--workers", "1"]) == 0
    text = stage.ssm.get_parameter(Name=SECRET, WithDecryption=True)["Parameter"]["Value"]
    first, second = decode(text)
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(" from ")[0] for line in said] == [
        "nothing is under way; version 2 would be in force in 0:20:00",
        "version 2 is in force",
        "version 2 is in force",
    ]
    assert "; go on after " in said[1]
    assert said[2].endswith("; 0 rows would be lifted")
    assert second.since > datetime.now(UTC) + timedelta(minutes=19)
    assert first.secret != second.secret
    assert text not in str(said)


def test_the_links_of_before_are_ended_only_once_the_new_version_is_in_force(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    rotate.main(["--stage", "dev", "hash", "--yes"])
    assert rotate.main(["--stage", "dev", "hash", "--end-links"]) == 0
    assert "works any more" not in capsys.readouterr().out
    stage.clock.set(datetime.now(UTC) + timedelta(hours=1))
    assert "no link in a mail of before version 2" in stage.rotation.end_links().said
    assert [v.links_ended for v in stage.rotation.parameter.read()] == [True, False]


def test_the_doctor_tells_of_a_rotation_and_of_one_that_was_left_half_done(stage: Stage) -> None:
    target = StageTarget("dev", a_session())
    assert secret_standing(target) == ("secret: version 1", "")
    stage.clock.set(datetime.now(UTC))
    stage.rotation.step()
    assert secret_standing(target) == ("secret: version 2, being rotated", "")
    long_ago = encode([FIRST, replace(FIRST, number=2, since=FIRST.since + timedelta(days=1))])
    stage.ssm.put_parameter(Name=SECRET, Value=long_ago, Type="SecureString", Overwrite=True)
    assert "wasn't finished" in secret_standing(target)[1]


def test_everybody_is_signed_out(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    sessions = DynamoSessions(stage.client, STATE, known_keys(), stage.clock)
    until = stage.clock.now() + timedelta(hours=1)
    for n in range(60):
        sessions.open(Session(f"s{n}", KORTRIJK, a_number(), "", "", "high", "c", until))
    sessions.begin(PendingSignIn("state", "nonce", "verifier", "/", until))
    stage.put("T#34022#REQ#01", "STATE")
    assert rotate.main(["--stage", "dev", "session", "--plan"]) == 0
    assert sessions.get("s1") is not None
    assert rotate.main(["--stage", "dev", "session", "--yes"]) == 0
    assert capsys.readouterr().out == "61 sessions would be ended\n61 sessions were ended\n"
    assert [sessions.get(f"s{n}") for n in range(60)] == [None] * 60
    assert sessions.finish("state") is None
    assert stage.rows() == [{"pk": "T#34022#REQ#01", "sk": "STATE"}]


def test_a_stage_that_is_not_there_is_said(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rotate.main(["--stage", "nowhere", "hash", "--yes"]) == 1
    assert capsys.readouterr().err.startswith("not rotated: ")


@pytest.mark.parametrize("command", [[], ["hash"], ["session"]])
def test_help_says_what_it_is_for(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        rotate.main(["--stage", "dev", *command, "--help"])
    assert ended.value.code == 0
    assert "usage" in capsys.readouterr().out
