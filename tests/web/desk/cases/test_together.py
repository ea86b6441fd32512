"""Several cases of a list decided at once, in a browser without JavaScript."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from chalice.test import HTTPResponse

from tests.support.web.cases import OTHER, CaseDesk, Scribe, open_cases


@pytest.fixture
def desk() -> Iterator[CaseDesk]:
    with open_cases() as opened:
        yield opened


def sends(me: Scribe, path: str, *pairs: tuple[str, str]) -> str:
    body = urlencode([("csrf", me.csrf), *pairs]).encode()
    kind = {"content-type": "application/x-www-form-urlencoded"}
    return shown(me.ask("POST", path, body, **kind))


def shown(answer: HTTPResponse) -> str:
    assert answer.status_code == 200, answer.body
    return answer.body.decode()


def fields(page: str, slug: str) -> list[tuple[str, str]]:
    """What is hidden in the form of an action."""
    form = page.split(f"/loket/samen/{slug}")[1].split("</form>", maxsplit=1)[0]
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return [(name, html.unescape(value)) for name, value in found if name != "csrf"]


def rows(page: str) -> list[str]:
    table = page.split('<table class="decided">')[1].split("</table>", maxsplit=1)[0]
    found = re.findall("<tr><th scope=.row.+", table)
    return [" ".join(re.sub("<[^>]+>", " ", one).split()) for one in found]


def test_the_chosen_ones_are_decided_and_each_says_what_came_of_it(desk: CaseDesk) -> None:
    ids = [desk.bureau.waiting(topic) for topic in ("Rust", "Vrede", "Stilte")]
    me = Scribe()
    chosen = re.findall(r'name="dossier" value="([^"]+)"', shown(me.get("/loket")))
    assert [one.partition(":")[0] for one in chosen] == ids
    page = shown(me.get("/loket/samen?" + "&".join(f"dossier={one}" for one in chosen)))
    Scribe(OTHER).send(f"/loket/zaken/{ids[1]}/nemen")
    form = [*fields(page, "goedkeuren"), ("ground", "custom")]
    done = sends(me, "/loket/samen/goedkeuren", *form)
    assert "2 van 3 dossiers zijn behandeld" in done
    assert [one.split(" ", 1)[1].strip() for one in rows(done)] == [
        "Gedaan",
        "Niet gedaan Een collega behandelt dit dossier al.",
        "Gedaan",
    ]
    assert [desk.bureau.state(id_) for id_ in ids] == ["sealing", "sifting", "sealing"]
    assert "2 van 3 dossiers zijn behandeld" in sends(me, "/loket/samen/goedkeuren", *form)


def test_what_is_wrong_is_said_and_what_was_filled_in_stays(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Scribe()
    page = shown(me.get(f"/loket/samen?dossier={case_id}:3"))
    again = sends(me, "/loket/samen/goedkeuren", *fields(page, "goedkeuren"))
    assert "0 van 1 dossier is behandeld" in again
    assert "/loket/samen/goedkeuren" in again
    assert desk.bureau.holder(case_id) == ""


def test_what_no_longer_waits_and_no_step_at_all_are_told(desk: CaseDesk) -> None:
    me = Scribe()
    for none in ("", "?pagina=2"):
        assert "Geen van deze dossiers wacht nog op u" in shown(me.get(f"/loket/samen{none}"))
    assert me.send("/loket/samen/dansen", _proces="pact").status_code == 404
    assert me.send("/loket/samen/goedkeuren", _proces="niets").status_code == 404
