"""Keyed hashes, the machine's time and chance."""

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies
from ulid import ULID

from chalicelib.adapters.memory.platform import MemoryClock, SeededIds
from chalicelib.adapters.secrets.keys import HmacKeys, RotatingKeys
from chalicelib.adapters.secrets.veiling import SivVeil
from chalicelib.adapters.secrets.versions import Version, decode, encode
from chalicelib.adapters.system import SystemClock, UlidIds
from tests.support.requests import ELSEWHERE, KORTRIJK, a_number, an_id

KEYS = HmacKeys.of(b"k" * 32)
OTHER_KEYS = HmacKeys.of(b"o" * 32)
ROTATED = (
    Version(1, datetime(2026, 1, 1, tzinfo=UTC), b"k" * 32),
    Version(2, datetime(2026, 6, 1, tzinfo=UTC), b"o" * 32),
)


def test_a_pseudonym_is_stable_and_shows_no_digits():
    pseudonym = KEYS.person(KORTRIJK, a_number())
    assert pseudonym == HmacKeys.of(b"k" * 32).person(KORTRIJK, a_number())
    assert a_number().digits not in pseudonym
    assert re.fullmatch(r"1\.[0-9a-f]{40}", pseudonym)


def test_a_pseudonym_differs_by_person_municipality_and_secret():
    pseudonyms = {
        KEYS.person(KORTRIJK, a_number(1)),
        KEYS.person(KORTRIJK, a_number(2)),
        KEYS.person(ELSEWHERE, a_number(1)),
        OTHER_KEYS.person(KORTRIJK, a_number(1)),
    }
    assert len(pseudonyms) == 4


def test_each_purpose_has_a_key_of_its_own():
    same_text = f"{KORTRIJK} {a_number().digits}"
    assert not KEYS.fingerprint(same_text).startswith(KEYS.person(KORTRIJK, a_number()))


def test_a_fingerprint_is_of_any_text():
    texts = ["", "a", "b", "é", "\udcff", "x" * 100_000]
    assert len({KEYS.fingerprint(text) for text in texts}) == len(texts)


def test_a_short_secret_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        HmacKeys.of(b"k" * 31)


def test_a_pseudonym_can_be_lifted_to_a_later_version_without_knowing_of_whom_it_is():
    old = HmacKeys(ROTATED[:1])
    new = HmacKeys(ROTATED)
    assert new.number == 2
    assert new.person(KORTRIJK, a_number()) == new.lifted_person(
        old.person(KORTRIJK, a_number()), since=1
    )
    assert new.fingerprint("é") == new.lifted_fingerprint(old.fingerprint("é"), since=1)
    assert new.person(KORTRIJK, a_number()).startswith("2.")
    assert [keys.number for keys in new.versions()] == [2, 1]
    assert new.versions()[1].person(KORTRIJK, a_number()) == old.person(KORTRIJK, a_number())


def test_what_follows_from_an_id_outlives_a_rotation():
    old, new = HmacKeys(ROTATED[:1]), HmacKeys(ROTATED)
    before = str(ULID.from_datetime(ROTATED[1].since - timedelta(seconds=1)))
    after = str(ULID.from_datetime(ROTATED[1].since + timedelta(seconds=1)))
    assert new.link_token(KORTRIJK, before) == old.link_token(KORTRIJK, before)
    assert new.verification_code(KORTRIJK, before) == old.verification_code(KORTRIJK, before)
    assert new.link_token(KORTRIJK, after) != old.link_token(KORTRIJK, after)
    assert new.read_link_token(new.link_token(KORTRIJK, after)) == (KORTRIJK, after)


BEFORE = str(ULID.from_datetime(ROTATED[1].since - timedelta(seconds=1)))
RETIRED = [replace(ROTATED[0], retired=True), ROTATED[1]]


def test_nothing_is_looked_for_under_a_retired_version_and_what_follows_from_it_stays():
    keys, retired = HmacKeys(ROTATED), HmacKeys(RETIRED)
    assert [keys.number for keys in retired.versions()] == [2]
    assert retired.person(KORTRIJK, a_number()) == keys.person(KORTRIJK, a_number())
    assert retired.verification_code(KORTRIJK, BEFORE) == keys.verification_code(KORTRIJK, BEFORE)
    token = keys.link_token(KORTRIJK, BEFORE)
    assert retired.read_link_token(token) == (KORTRIJK, BEFORE)


def test_links_that_were_ended_are_none_and_the_request_gets_another_one():
    ended = HmacKeys([replace(RETIRED[0], links_ended=True), ROTATED[1]])
    keys = HmacKeys(ROTATED)
    assert ended.read_link_token(keys.link_token(KORTRIJK, BEFORE)) is None
    assert ended.read_link_token(ended.link_token(KORTRIJK, BEFORE)) == (KORTRIJK, BEFORE)
    assert ended.verification_code(KORTRIJK, BEFORE) == keys.verification_code(KORTRIJK, BEFORE)


def test_an_address_is_known_by_a_pseudonym_of_any_version():
    old, new = HmacKeys(ROTATED[:1]), HmacKeys(RETIRED)
    pseudonym = old.address(KORTRIJK, "Iemand@voorbeeld.example")
    assert new.is_address(pseudonym, KORTRIJK, "iemand@voorbeeld.example")
    assert new.is_address(new.address(KORTRIJK, "x@y.example"), KORTRIJK, "x@y.example")
    assert not new.is_address(pseudonym, KORTRIJK, "x@y.example")
    assert not new.is_address(pseudonym, ELSEWHERE, "iemand@voorbeeld.example")


@given(
    strategies.binary(min_size=32, max_size=48),
    strategies.integers(1, 5),
    strategies.integers(1, 4),
    strategies.sampled_from(["", "T#34022#LOG#", "T#34022#P#"]),
)
def test_whatever_stands_under_a_version_is_lifted_to_any_later_one(secret, first, more, front):
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    history = [
        Version(n, begin + timedelta(days=n), bytes([n]) + secret)
        for n in range(1, first + more + 1)
    ]
    old, new = HmacKeys(history, first), HmacKeys(history)
    for keyed in (lambda k: k.person(KORTRIJK, a_number()), lambda k: k.fingerprint("é")):
        assert new.lifted(front + keyed(old)) == front + keyed(new)
        assert old.lifted(front + keyed(new)) == front + keyed(new)


@pytest.mark.parametrize(
    "text", ["", "T#34022#LEDGER", "34022-26-AAAAA-BBBBB", "1." + "a" * 39, "x1." + "a" * 40]
)
def test_what_is_no_keyed_hash_is_not_lifted(text):
    assert HmacKeys(ROTATED).lifted(text) == text


def test_the_history_of_the_secret_fits_for_decades_and_is_refused_when_it_does_not():
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    flags = {"retired": True, "links_ended": True}
    old = [Version(n, begin + timedelta(days=n), bytes(48), **flags) for n in range(1, 40)]
    newest = [Version(n, begin + timedelta(days=n), bytes(48)) for n in range(1, 41)]
    assert decode(encode([*old[:24], newest[24]])) == (*old[:24], newest[24])
    with pytest.raises(ValueError, match="40 versions don't fit"):
        encode([*old, newest[39]])


def test_a_new_version_is_used_from_its_moment_on():
    clock = MemoryClock(ROTATED[1].since - timedelta(minutes=1))
    keys = RotatingKeys(lambda: ROTATED, clock)
    assert keys.person(KORTRIJK, a_number()).startswith("1.")
    clock.move(timedelta(minutes=1))
    assert keys.person(KORTRIJK, a_number()).startswith("2.")


def test_a_link_token_leads_back_and_is_the_same_each_time():
    token = KEYS.link_token(KORTRIJK, an_id())
    assert token == KEYS.link_token(KORTRIJK, an_id())
    assert KEYS.read_link_token(token) == (KORTRIJK, an_id())


def test_a_link_token_fits_in_an_address_and_does_not_show_the_id():
    token = KEYS.link_token(KORTRIJK, an_id())
    assert len(token) <= 50
    assert token.replace("-", "").replace("_", "").isalnum()
    assert an_id() not in token


def test_a_link_token_of_another_secret_means_nothing():
    assert KEYS.read_link_token(OTHER_KEYS.link_token(KORTRIJK, an_id())) is None


def test_no_change_of_a_single_character_leaves_a_token_valid():
    token = KEYS.link_token(KORTRIJK, an_id())
    for place in range(len(token)):
        for other in "Aa0_-Q":
            changed = token[:place] + other + token[place + 1 :]
            assert changed == token or KEYS.read_link_token(changed) is None


@pytest.mark.parametrize("change", [lambda t: t + "=", lambda t: t + "\n", lambda t: " " + t])
def test_a_token_is_written_in_one_way_only(change):
    assert KEYS.read_link_token(change(KEYS.link_token(KORTRIJK, an_id()))) is None


@given(strategies.text(max_size=200))
def test_any_other_text_means_nothing(text):
    assert KEYS.read_link_token(text) is None


@given(strategies.binary(max_size=90))
def test_any_other_bytes_mean_nothing(raw):
    assert KEYS.read_link_token(base64.urlsafe_b64encode(raw).decode().rstrip("=")) is None


def test_a_link_token_is_of_a_ulid_only():
    with pytest.raises(ValueError, match="ULID"):
        KEYS.link_token(KORTRIJK, "no ulid")


def test_the_machine_tells_the_time_in_utc():
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)


@pytest.mark.parametrize("kind", [UlidIds, SeededIds])
def test_ids_are_ulids_in_the_order_of_the_clock(kind):
    clock = MemoryClock()
    ids = kind(clock)
    made = []
    for _ in range(50):
        made.append(ids.request_id())
        clock.move(timedelta(milliseconds=1))
    assert made == sorted(set(made))
    first = ULID.from_str(made[0]).datetime
    assert abs(first - (clock.now() - timedelta(milliseconds=50))) < timedelta(milliseconds=2)


@pytest.mark.parametrize("ids", [UlidIds(), SeededIds(MemoryClock())])
def test_secrets_differ_and_fit_in_an_address(ids):
    made = {ids.secret() for _ in range(100)}
    assert len(made) == 100
    assert all(len(secret) >= 43 and secret.isascii() for secret in made)


def test_seeded_ids_are_the_same_for_the_same_seed():
    one, two, three = (SeededIds(MemoryClock(), seed) for seed in (1, 1, 2))
    first = one.request_id()
    assert first == two.request_id()
    assert first != three.request_id()


def test_a_person_in_a_page_is_the_same_text_each_time_which_is_read_at_its_place_only():
    clock = MemoryClock()
    veil = SivVeil(lambda: ROTATED[:1], clock)
    text = veil.over(a_number(), "34022 movers")
    assert text == veil.over(a_number(), "34022 movers")
    assert a_number().digits not in text
    assert veil.lifted(text, "34022 movers") == a_number()
    for other in (veil.lifted(text, "34022 remarks"), veil.lifted(text, "34027 movers")):
        assert other is None


@pytest.mark.parametrize("text", ["", "p.", "p.AAAA", "p.é", "85010112345", f"p.{'A' * 39}"])
def test_what_was_not_written_by_us_is_nobody(text: str):
    assert SivVeil(lambda: ROTATED[:1], MemoryClock()).lifted(text, "34022 movers") is None


def test_a_person_in_a_page_is_read_after_a_rotation():
    clock = MemoryClock()
    clock.move(timedelta(days=365))
    old = SivVeil(lambda: ROTATED[:1], clock).over(a_number(), "hier")
    both = SivVeil(lambda: ROTATED, clock)
    assert (
        both.lifted(old, "hier") == a_number() == both.lifted(both.over(a_number(), "hier"), "hier")
    )
    assert both.over(a_number(), "hier") != old
