"""Scripts, templates and headers in all that anybody may write are texts to everybody else."""

from collections.abc import Iterator

import pytest

from chalicelib.wiring import use
from tests.support.attack import world as people
from tests.support.attack.roles import everybody
from tests.support.attack.stage import Stage

SCRIPT, TEMPLATE = "<script>alert(1)</script>", "{{7*7}}{% raw %}${7*7}"
HEADER = "x\r\nBcc: dief@voorbeeld.example"


@pytest.fixture(scope="module")
def spoiled() -> Iterator[Stage]:
    """A world in which whoever writes something writes scripts, templates and headers."""
    world = people.World(beside=f"{SCRIPT} {TEMPLATE} {HEADER}")
    with use(world.office.wiring):
        world.fill()
        yield Stage(world, everybody())


def test_no_text_is_read_as_a_program_of_a_page_or_of_a_template(spoiled: Stage) -> None:
    """Wherever somebody gets from the start pages, by all that they may read."""
    met = set()
    for caller in (c for c in spoiled.callers if not c.bearer):
        for path, answer in spoiled.answers(caller):
            text = answer.body.decode("utf-8", "replace")
            if not answer.headers["Content-Type"].startswith("text/html"):
                assert answer.headers["X-Content-Type-Options"] == "nosniff", path
                continue
            assert "<script>alert" not in text, (caller.name, path)
            assert "49{%" not in text, (caller.name, path)
            met |= {caller.name} if "alert(1)" in text else set()
    assert {people.CLERK, people.REGISTRAR} <= met


def test_no_text_becomes_a_header_or_a_program_of_a_mail(spoiled: Stage) -> None:
    mails = spoiled.world.office.mailer.sent
    assert mails
    for mail in mails:
        assert not {"\r", "\n"} & set(mail.subject + mail.to)
        assert "<script>alert" not in mail.html
        assert "dief@" not in mail.to
