"""What somebody tries who is up to no good: from another site, with other links, texts, fields.

Tokens: tests/adapters/oidc/test_forgeries.py. Cookies, links, codes, invitations, files and forms
that were kept, changed, swapped, repeated and too late: test_worn_out.py. Routes, roles, objects,
towns: test_matrix.py. Words of others in every state: test_markers.py. Fields: test_fields.py and
test_spoiled_texts.py, on paper too. Formulas: tests/web/figures/test_spreadsheet.py.
Bodies, headers, types:
tests/web/http/test_anything_anonymous.py, test_bad_input.py, test_reading_costs.py and
test_request_costs.py. Numbers that exist: tests/e2e/test_whose_number_exists.py. Uploads:
tests/domain/cases/forms/test_uploads.py. Servers that configuration names:
test_elsewhere.py, test_forgeries.py. Races:
tests/contract/cases/test_cases.py, test_cases_begun.py, tests/contract/test_sessions.py,
test_tries.py and test_archive.py.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chalice.test import HTTPResponse

import app
from chalicelib.domain.cases.forms.kinds import names_of
from chalicelib.usecases.cases.links import invitation_of, link_of
from chalicelib.wiring import use
from tests.security.test_fields import STARTS
from tests.support.attack import world as people
from tests.support.attack.roles import Caller, Kind, everybody
from tests.support.attack.rows import ROWS, For
from tests.support.attack.stage import Stage
from tests.support.requests import ELSEWHERE, KORTRIJK

OPEN = (For.ALL, For.LINK)
CHANGES = {
    f"POST {path}": methods["POST"].content_types
    for path, methods in app.app.routes.items()
    if "POST" in methods and f"POST {path}" in ROWS and ROWS[f"POST {path}"].whose not in OPEN
}
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    world = people.World()
    with use(world.office.wiring):
        world.fill()
        yield Stage(world, everybody())


@pytest.mark.parametrize("name", CHANGES)
def test_another_site_has_no_browser_change_anything(stage: Stage, name: str) -> None:
    assert list(stage.forged(name, ROWS[name], CHANGES[name])) == []


def tampered(token: str) -> Iterator[str]:
    """Texts that look much like a link's."""
    yield from (token[:-1], token + "A", token.swapcase(), token[::-1], f"{token}.")
    for place in range(0, len(token), 3):
        other = "A" if token[place] != "A" else "B"
        yield token[:place] + other + token[place + 1 :]


def test_no_other_link_than_ours_leads_anywhere(stage: Stage) -> None:
    """Changed in any place, of the other kind, of another town, party or case."""
    keys, held = stage.world.office.wiring.platform.keys, stage.world.held[people.CITIZEN]
    nobody = Caller("nobody", "", Kind.NOBODY)
    link = link_of(keys, KORTRIJK, held.done.id, 1)
    invitation = invitation_of(keys, KORTRIJK, stage.world.married.id, 2)
    far = link_of(keys, ELSEWHERE, stage.world.held[people.FAR].done.id, 1)
    elsewhere = invitation_of(keys, ELSEWHERE, stage.world.held[people.FAR].done.id, 2)
    wrong = {
        "/d/": [*tampered(link), invitation, far, link_of(keys, KORTRIJK, held.done.id, 7)],
        "/uitnodiging/": [
            *tampered(invitation),
            link,
            elsewhere,
        ],
    }
    for path, tokens in wrong.items():
        told = {token: _told(nobody, path, token) for token in (*tokens, "x" * 40)}
        assert {token for token, answer in told.items() if answer != told["x" * 40]} == set()


def _told(caller: Caller, path: str, token: str) -> tuple[int, str]:
    answer = caller.ask("GET", f"{path}{token}", {}, "", "")
    return answer.status_code, re.sub(r"urn:uuid:\S+", "", answer.body.decode().replace(token, ""))


@pytest.mark.parametrize("process", STARTS)
def test_nothing_is_sent_along_that_no_form_asks(stage: Stage, process: str) -> None:
    """Every field of what is stored, and of a case: each is refused by its name."""
    wiring = stage.world.office.wiring
    definition = wiring.cases.types.definition(process)
    fields = [field for page in definition.start.pages for field in page.fields.values()]
    payload = wiring.cases.types.type(process).payload
    more = {*payload.__dataclass_fields__, "state", "parties", "issued", "../x", "a" * 90}
    extra = sorted(more - {name for field in fields for name in names_of(field)})
    answer = _begun(stage, process, STARTS[process] | dict.fromkeys(extra, "1"))
    assert (answer.status_code, answer.json_body["code"]) == (422, "field_unknown")
    pointers = sorted(error["pointer"] for error in answer.json_body["errors"])
    shown = (name[:60].replace("/", "~1") for name in extra)
    assert pointers == sorted(f"/fields/{name}" for name in shown)


def _begun(stage: Stage, process: str, fields: Any) -> HTTPResponse:
    bearer = str(people.SERIALS[people.OTHER])
    program = Caller("program", people.OTHER, Kind.CITIZEN, bearer=bearer)
    sent = json.dumps({"email": "een@voorbeeld.example", "fields": fields}).encode()
    headers = {
        "authorization": f"Bearer {bearer}",
        "content-type": "application/json",
        "idempotency-key": f"k-{next(stage.keys)}",
    }
    return program.visitor.ask("POST", f"/api/v1/cases/{process}", sent, **headers)


def test_every_test_that_is_named_here_is_there() -> None:
    assert __doc__ is not None
    there = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert {name.rpartition("/")[2] for name in re.findall(r"[\w/]+\.py", __doc__)} <= there
