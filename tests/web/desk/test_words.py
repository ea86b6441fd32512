"""No code is shown at the desk: everything has a word, and every page says it."""

import ast
import html
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.cases.staff import StaffRole
from chalicelib.domain.certificates.rules import REGISTRY
from chalicelib.domain.issued.listed import RevocationReason
from chalicelib.domain.privacy.kept_files import FileKind
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.web.desk import words
from tests.support.office import BIRTH, CLERK, REGISTRAR, Office, persona
from tests.support.web.desk import REGISTRAR as REGISTRAR_AT_WORK
from tests.support.web.desk import SUPERVISOR, Desk

ROOMS = ("handling", "issued", "mail", "cases")


def said_by_staff() -> Iterator[str]:
    """The names under which handling is entered, as the code has them."""
    for room in ROOMS:
        for file in Path("chalicelib/usecases", room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".entry"):
                    name = node.args[1]
                    if isinstance(name, ast.Constant) and isinstance(name.value, str):
                        yield name.value


def to_the_desk() -> set[str]:
    """The events after which a case waits for people."""
    types, found = Office().wiring.cases.types, set()
    for process in types.ids():
        definition = types.definition(process)
        for transition in definition.transitions:
            states = [definition.states.get(target.state) for target in transition.targets]
            if any(state and state.kind is StateKind.DESK for state in states):
                found.add(transition.event)
    return found


CODES: dict[str, Collection[str]] = {
    "rules": {*REGISTRY, *to_the_desk()},
    "roles": tuple(StaffRole),
    "channels": tuple(Channel),
    "identified": tuple(Identified),
    "established": (*Identified, "brief"),
    "deliveries": tuple(Delivery),
    "kinds": [k for k in EntryKind if k not in {"handling", "mail", "posted", "revocation"}],
    "handling": [name for name in said_by_staff() if name != "note"],
    "reasons": tuple(RevocationReason),
    "files": tuple(FileKind),
    "media": ("application/pdf", "image/jpeg", "image/png"),
    "assurances": tuple(Assurance),
}


@pytest.mark.parametrize("table", CODES)
def test_every_code_that_a_page_may_show_has_a_word(table: str) -> None:
    assert sorted(set(CODES[table]) - words.of(table).keys()) == []


CODE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b01[0-9A-HJKMNP-TV-Z]{24}\b|\bm\d-[A-Z]\w+")
"""A code in small letters, an id, a notice of the mail service."""


def visible(page: str) -> str:
    shown = re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return html.unescape(shown)


def cases(office: Office) -> list[str]:
    """A case for each thing that can be done with one, and what it yielded."""
    asked = office.claimed(CLERK)
    office.act(CLERK, asked, "ask_applicant", {"text": "Waarvoor dient het?"})
    office.drain()
    office.wiring.issuance.bounce("34022", asked.id, "cr_question", 1)
    refused = office.claimed(REGISTRAR, document="attest-leven")
    refusal = {"reason": "identiteit_niet_bewezen", "text": "Onleesbaar."}
    office.act(REGISTRAR, refused, "reject", refusal)
    waits = office.claimed(CLERK, key="ouder")
    office.wiring.handling.note(CLERK, waits.id, "Belt morgen terug.")
    office.act(CLERK, waits, "ask_authority", {"authority": "politie", "text": "Nagevraagd."})
    twice = office.submit(persona("voogd"), remark="Dringend.")
    again = office.submit(persona("voogd"), remark="Dringend.")
    office.drain()
    held = office.wiring.handling.claim.chosen(CLERK, twice.id)
    office.wiring.handling.escalate(CLERK, held.id, "Dit is voor u.")
    done = [office.submit(persona("nabestaande"), d) for d in ("attest-leven", BIRTH)]
    office.drain()
    numbers = []
    for case in done:
        for document in office.now(case).issued:
            numbers.append(document.number)
            revoke = office.wiring.issued.revoke
            revoke(REGISTRAR, document.number, "mistake", "Fout.", replaced=True)
    office.drain()
    ids = [case.id for case in (asked, refused, waits, twice, again, *done)]
    return [f"zaken/{one}" for one in ids] + [f"documenten/{number}" for number in numbers]


LISTS = ("", "in-behandeling", "wachtend", "taken", "mails", "brieven", "zoeken", "intake")


@pytest.mark.parametrize("who", [REGISTRAR_AT_WORK, SUPERVISOR])
def test_no_page_shows_a_code(office: Office, who: int) -> None:
    desk, shown = Desk(who), {}
    for path in (*LISTS, *cases(office)):
        answer = desk.get(f"/loket/{path}".rstrip("/"))
        assert answer.status_code == 200, path
        if found := CODE.findall(visible(answer.body.decode())):
            shown[path.partition("/")[0]] = found
    assert shown == {}


def test_the_page_says_who_did_something_as_a_sentence(office: Office) -> None:
    case = office.waiting("twaalf", "attest-gezinssamenstelling")
    desk = Desk()
    desk.act(case, "nemen")
    text = " ".join(visible(desk.page(case)).split())
    assert "In behandeling genomen door u" in text


def test_every_standard_text_is_for_a_field_that_there_is(office: Office) -> None:
    types = office.wiring.cases.types
    for here in office.wiring.templates.municipalities.all():
        for text in here.texts:
            action = types.definition(text.process).actions[text.action]
            assert text.field in action.fields, text.id
