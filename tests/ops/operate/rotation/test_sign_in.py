"""Renewing our keys at identity providers while people sign in there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.adapters.aws.secret import load_secret
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.adapters.oidc.own_keys import OwnKeys
from chalicelib.ports.errors import PermanentError
from ops.operate.rotation.sign_in import SignInRotation
from ops.stage.sign_in_keys import make_missing, path_of
from tests.support.stages.aws import REGION

NIS = "34022"


@dataclass
class Renewed:
    """A municipality's keys, and the functions that use them."""

    ssm: Any
    clock: MemoryClock

    @property
    def rotation(self) -> SignInRotation:
        return SignInRotation(self.ssm, "dev", NIS, self.clock)

    def functions(self) -> OwnKeys:
        """One more function, that starts now."""
        path = path_of("dev")
        return OwnKeys(lambda use: load_secret(self.ssm, f"{path}/{NIS}/{use}"), self.clock)

    def published(self, use: str) -> list[str]:
        return [key["kid"] for key in self.functions().published()["keys"] if key["use"] == use]


@pytest.fixture
def renewed() -> Iterator[Renewed]:
    with mock_aws():
        session = boto3.Session("testing", "testing", region_name=REGION)
        made = Renewed(session.client("ssm"), MemoryClock())
        list(make_missing(made.ssm, "dev", NIS, made.clock.now()))
        yield made


def test_the_first_keys_are_made_once(renewed: Renewed) -> None:
    before = renewed.published("sig"), renewed.published("enc")
    assert list(make_missing(renewed.ssm, "dev", NIS, renewed.clock.now())) == []
    assert (renewed.published("sig"), renewed.published("enc")) == before


def test_nothing_secret_is_published(renewed: Renewed) -> None:
    for key in renewed.functions().published()["keys"]:
        assert set(key) == {"kty", "n", "e", "kid", "use", "alg"}


def test_a_new_signing_key_is_known_before_it_signs_and_the_old_one_after(
    renewed: Renewed,
) -> None:
    old = renewed.functions().signing().kid
    list(renewed.rotation.step())
    new = next(kid for kid in renewed.published("sig") if kid != old)
    assert renewed.functions().signing().kid == old
    renewed.clock.move(timedelta(hours=24, seconds=1))
    assert renewed.functions().signing().kid == new
    assert set(renewed.published("sig")) == {old, new}
    renewed.clock.move(timedelta(hours=24))
    assert renewed.published("sig") == [new]


def test_one_decrypting_key_is_published_and_the_old_one_still_opens(renewed: Renewed) -> None:
    running = renewed.functions()
    (old,) = renewed.published("enc")
    list(renewed.rotation.step())
    assert renewed.published("enc") == [old]
    renewed.clock.move(timedelta(minutes=21))
    (new,) = renewed.published("enc")
    assert new != old
    for kid in (old, new):
        assert running.decrypting(kid).kid == kid
    assert running.decrypting(None).kid == new


def test_a_step_that_is_done_again_changes_nothing_until_it_is_time(renewed: Renewed) -> None:
    first = list(renewed.rotation.step())
    assert list(renewed.rotation.step()) == first
    renewed.clock.move(timedelta(hours=25))
    sig, enc = renewed.rotation.step()
    assert (sig, "is left" in enc.said) == (first[0], True)
    renewed.clock.move(timedelta(hours=24))
    (last,) = renewed.rotation.step()
    assert "is left" in last.said
    assert len(renewed.published("sig")) == len(renewed.published("enc")) == 1


@pytest.mark.parametrize("text", ["", "geheim", "[]", '[{"kid": "a"}]', '{"kid": "a"}'])
def test_what_cannot_be_read_is_said_without_being_quoted(text: str) -> None:
    keys = OwnKeys(lambda _: text, MemoryClock())
    with pytest.raises(PermanentError) as raised:
        keys.signing()
    assert not text or text not in str(raised.value)
