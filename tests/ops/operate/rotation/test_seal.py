"""Giving a municipality's seal another key or another certificate."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from moto import mock_aws

from chalicelib.adapters.aws.seals import read_chains
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.documents.seal.seals import Seals, since_of
from chalicelib.ports.errors import PermanentError
from ops.deploy import seals
from ops.deploy.authority import chain_for, make_authority, seal_certificate
from ops.operate import rotate
from ops.operate.rotation.seal import SealRotation
from tests.support.printing.signable import ec_key, public_der
from tests.support.stages.aws import REGION, Faults, a_session

NIS, CITY = "34022", "Stad Kortrijk"


@dataclass
class Stage:
    """A stage with a key for the first seal, and nothing else."""

    kms: Any
    ssm: Any
    clock: MemoryClock
    stage: str = "dev"

    @property
    def rotation(self) -> SealRotation:
        return SealRotation(self.kms, self.ssm, self.stage, NIS, self.clock)

    def names(self) -> list[str]:
        path = f"/thuisloket/{self.stage}/seal/{NIS}"
        found = self.ssm.get_parameters_by_path(Path=path)["Parameters"]
        return sorted(one["Name"].rpartition("/")[2] for one in found)

    def aliases(self) -> dict[str, str]:
        found = self.kms.list_aliases()["Aliases"]
        return {
            one["AliasName"].removeprefix("alias/thuisloket-dev-seal-"): one["TargetKeyId"]
            for one in found
            if "-seal-" in one["AliasName"]
        }

    def certify(self) -> str:
        done = self.rotation.certify_for_tests(
            partial(chain_for, organisation=CITY, now=self.clock.now())
        )
        return done.said


@pytest.fixture(params=[seals.P256])
def stage(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        session = a_session()
        kms = session.client("kms")
        seals.make_keys(kms, "dev", [NIS], request.param)
        yield Stage(kms, session.client("ssm"), MemoryClock())


def answered(request_pem: str, now: datetime) -> str:
    """What an authority answers."""
    request = x509.load_pem_x509_csr(request_pem.encode())
    assert request.is_signature_valid
    public = request.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    authority = make_authority(now)
    return authority.pem(seal_certificate(authority, public, CITY, now))


def put(stage: Stage, chain: str) -> str:
    return stage.rotation.put(chain, for_tests=True).said


def test_the_first_certificate_is_for_the_key_that_is_there_and_in_force_at_once(
    stage: Stage,
) -> None:
    asked = stage.rotation.request(CITY)
    assert "O=Stad Kortrijk" in x509.load_pem_x509_csr(asked.encode()).subject.rfc4514_string()
    assert put(stage, answered(asked, stage.clock.now())) == "the first seal of 34022 is in force"
    assert stage.names() == ["first"]
    assert list(stage.aliases()) == [NIS]


@pytest.mark.parametrize("stage", [seals.P256, seals.RSA], indirect=True)
def test_a_new_key_waits_for_its_certificate_and_is_in_force_when_everybody_knows_it(
    stage: Stage,
) -> None:
    stage.certify()
    asked = stage.rotation.request(CITY)
    waiting = stage.aliases()
    assert list(waiting) == [NIS, f"{NIS}-next"]
    assert "a key waits" in stage.rotation.told()
    again = x509.load_pem_x509_csr(stage.rotation.request(CITY).encode()).public_key()
    assert again == x509.load_pem_x509_csr(asked.encode()).public_key()
    assert stage.aliases() == waiting

    said = put(stage, answered(asked, stage.clock.now()))
    assert "is in force from 2026-03-17 09:50:00 UTC on" in said
    assert stage.names() == ["20260317T095000Z", "first"]
    assert stage.aliases() == {
        NIS: waiting[NIS],
        f"{NIS}-20260317T095000Z": waiting[f"{NIS}-next"],
    }


def test_a_certificate_for_the_same_key_is_a_seal_of_its_own(stage: Stage) -> None:
    stage.certify()
    asked = stage.rotation.request(CITY, same_key=True)
    stage.clock.move(timedelta(hours=1))
    put(stage, answered(asked, stage.clock.now()))
    aliases = stage.aliases()
    assert len(aliases) == 2
    assert len(set(aliases.values())) == 1
    assert len(stage.names()) == 2


def test_doing_it_again_changes_nothing(stage: Stage) -> None:
    stage.certify()
    chain = answered(stage.rotation.request(CITY), stage.clock.now())
    said, names, aliases = put(stage, chain), stage.names(), stage.aliases()
    stage.clock.move(timedelta(minutes=1))
    assert put(stage, chain) == said
    assert (stage.names(), stage.aliases()) == (names, aliases)


def test_at_no_moment_does_a_key_meet_another_ones_certificate(stage: Stage) -> None:
    stage.certify()
    stage.certify()
    stage.clock.move(timedelta(days=1))
    stage.certify()
    shelf = read_chains(stage.ssm, f"/thuisloket/dev/seal/{NIS}")
    known = Seals((NIS,), seals.key_name("dev"), lambda _: shelf)
    met = set()
    for minutes in range(0, 1500, 10):
        identity = known.at(NIS, stage.clock.now() + timedelta(minutes=minutes - 1440))
        public = stage.kms.get_public_key(KeyId=identity.key_id)["PublicKey"]
        ours = identity.certificate.public_key()
        assert public == ours.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        met.add(identity.key_id)
    assert len(met) == 3


def test_a_certificate_for_tests_or_of_another_time_or_key_is_refused(stage: Stage) -> None:
    stage.certify()
    asked = stage.rotation.request(CITY)
    with pytest.raises(PermanentError, match="for tests"):
        stage.rotation.put(answered(asked, stage.clock.now()))
    for at in (stage.clock.now() + timedelta(days=9), stage.clock.now() - timedelta(days=400)):
        with pytest.raises(PermanentError, match="isn't valid at"):
            put(stage, answered(asked, at))
    with pytest.raises(PermanentError, match="for no key of 34022"):
        put(stage, chain_for(public_der(ec_key()), CITY, stage.clock.now()))
    with pytest.raises(PermanentError, match="PEM"):
        put(stage, "no certificate")
    assert stage.names() == ["first"]


def test_a_key_that_does_not_sign_is_not_put_to_use(stage: Stage) -> None:
    stage.certify()
    chain = answered(stage.rotation.request(CITY), stage.clock.now())
    Faults(stage.kms).answer("Sign", "DisabledException")
    with pytest.raises(PermanentError, match=r"kms\.Sign"):
        put(stage, chain)
    assert stage.names() == ["first"]


def test_the_command_does_it_all_where_certificates_are_for_tests(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--stage", "dev", "seal", "--nis", NIS]
    assert rotate.main([*arguments, "--yes"]) == 0
    assert rotate.main([*arguments, "--plan"]) == 0
    assert rotate.main([*arguments, "--yes"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:4] == [
        "the seal of 34022 is not certified yet, of 0",
        "the first seal of 34022 is in force",
        "the seal of 34022 is first, of 1",
        "the seal of 34022 is first, of 1",
    ]
    assert "the key before it may be disabled after" in said[4]
    begins = [since for name in stage.names() if (since := since_of(name))]
    assert len(begins) == 2


def test_in_production_the_command_writes_a_request_and_takes_an_answer_for_real_only(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seals.make_keys(stage.kms, "prod", [NIS], seals.P256)
    arguments, asked = ["--stage", "prod", "seal", "--nis", NIS], tmp_path / "request.pem"
    assert rotate.main(arguments) == 1
    assert "say which" in capsys.readouterr().err
    assert rotate.main([*arguments, "--request", str(asked)]) == 0
    answer = tmp_path / "chain.pem"
    now = x509.load_pem_x509_csr(asked.read_bytes())
    assert now.is_signature_valid
    answer.write_text(answered(asked.read_text(), datetime.now().astimezone()))
    assert rotate.main([*arguments, "--certificate", str(answer)]) == 1
    assert "this certificate is one for tests" in capsys.readouterr().err
    assert rotate.main([*arguments, "--certificate", str(tmp_path / "nothing")]) == 1
    assert "not rotated" in capsys.readouterr().err
