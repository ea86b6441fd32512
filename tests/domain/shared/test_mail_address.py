"""Addresses: what mails reach is taken, however pasted; what the mail service refuses isn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.mail_address import bare, check_email

LONG = "a" * 64


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("jan@voorbeeld.be", "jan@voorbeeld.be"),
        ("  jan@voorbeeld.be\n", "jan@voorbeeld.be"),
        ("jan\u200b@voorbeeld.be", "jan@voorbeeld.be"),
        ("\ufeffjan@voor\u00adbeeld.be\u200e", "jan@voorbeeld.be"),
        ("jan@voorbeeld.be\u00a0", "jan@voorbeeld.be"),
        ("Jan.De+Wit_9@Voorbeeld.BE", "Jan.De+Wit_9@voorbeeld.be"),
        ("o'brien@a-b.voorbeeld.be", "o'brien@a-b.voorbeeld.be"),
        ("info@café.be", "info@xn--caf-dma.be"),
        (f"{LONG}@voorbeeld.be", f"{LONG}@voorbeeld.be"),
    ],
)
def test_what_mails_reach_is_taken_as_it_can_be_written_to(typed: str, taken: str) -> None:
    assert check_email(typed) == taken


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "jan",
        "a@[.be",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "a..b@voorbeeld.be",
        ".a@voorbeeld.be",
        "a.@voorbeeld.be",
        "a@voorbeeld..be",
        "a@-voorbeeld.be",
        "a@voorbeeld-.be",
        "a@voorbeeld",
        "a@voorbeeld.b_e",
        f"a{LONG}@voorbeeld.be",
        f"a@{LONG}.be",
        f"a@{'.'.join(['b' * 60] * 5)}.be",
        "jóse@voorbeeld.be",
        "a b@voorbeeld.be",
        "Jan <jan@voorbeeld.be>",
        '"jan"@voorbeeld.be',
        "a@b@voorbeeld.be",
        "a@voorbeeld.be,b@voorbeeld.be",
        "a@straße.de",
        "a(b)@voorbeeld.be",
    ],
)
def test_what_the_mail_service_refuses_is_refused_at_the_door(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_email(typed)
    assert refused.value.code == "invalid_email"
    assert "naam@voorbeeld.be" in refused.value.public


@given(st.text(max_size=80))
def test_an_address_that_was_taken_is_ascii_and_is_taken_again_as_it_is(text: str) -> None:
    try:
        taken = check_email(f"{text}@voorbeeld.be")
    except InvalidInputError:
        return
    assert taken.isascii()
    assert check_email(taken) == taken


@pytest.mark.parametrize(
    "told", ["a@b.example", "Jan <a@b.example>", '"De Wit, Jan" <a@b.example>', "<a@b.example>"]
)
def test_a_mail_server_may_tell_the_name_too(told: str) -> None:
    assert bare(told) == "a@b.example"
