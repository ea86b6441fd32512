"""In every state of a process, whoever isn't its audience finds no word of somebody's anywhere.

Callers go by all the links there are, and try the addresses of others; each file, mail, letter and
message that there is by then is read too.
"""

from collections.abc import Iterator, Set

import pytest
from chalice.test import HTTPResponse

from chalicelib.adapters.files.definitions import FileDefinitions
from tests.support.attack import world as people
from tests.support.attack.crawl import reached
from tests.support.attack.roles import ELSEWHERE, Caller, Kind
from tests.support.attack.stage import markers_in, markers_of, words_of
from tests.support.attack.states import NOTE, REFUSAL, States, mail_of, states
from tests.support.attack.world import CITIZEN, OTHER, word
from tests.support.zworp.wiring import PROCESSES

WANTED = (
    "/aanvragen",
    "/api",
    "/d/",
    "/loket",
    "/mijn",
    "/opladen",
    "/uitnod",
    "/wijk",
    "/zaken/z",
)
ENDS = ("/loket/aanmelden", "/loket/afmelden")
LATER = {CITIZEN: {word(OTHER, "post")}}
"""What somebody typed of the other themselves."""


def own(who: str) -> Set[str]:
    """The words that somebody may come upon."""
    return (words_of(who) | LATER.get(who, set())) - {NOTE} if who else set()


def callers() -> Iterator[Caller]:
    """Of those at work only who has no part in it; flumers handle it."""
    yield Caller("nobody", "", Kind.NOBODY)
    for who in (CITIZEN, OTHER, people.PARTY):
        yield Caller(who, who, Kind.CITIZEN)
    for who in (people.CLERK, people.OFFICER):
        yield Caller(who, who, Kind.STAFF)
    yield Caller(people.FOREIGN, people.FOREIGN, Kind.STAFF, ELSEWHERE)


def is_wanted(path: str) -> bool:
    return path.startswith(WANTED) and not path.startswith(ENDS)


def answers(caller: Caller, made: States, case_id: str) -> Iterator[tuple[str, HTTPResponse]]:
    def get(path: str) -> HTTPResponse:
        return caller.ask("GET", path, {}, "", "")

    return reached(get, made.ways(case_id), is_wanted)


def words_at(answer: HTTPResponse, made: States, allowed: Set[str]) -> Set[str]:
    """Those in an answer, and in the file to which it leads."""
    where = str(answer.headers.get("Location", ""))
    files = made.office.archive.documents
    found = [paper.pdf.decode("latin-1") for key, paper in files.items() if key in where]
    return markers_in(answer, allowed) | markers_of(" ".join(found), allowed)


def mailed(made: States) -> Iterator[str]:
    """Words in mails to whom they aren't for; in messages and names of files there is none."""
    audience = {mail_of(who): own(who) for who in (CITIZEN, OTHER)}
    for mail in made.office.mailer.sent:
        whole = f"{mail.subject} {mail.text} {mail.html}"
        yield from markers_of(whole, audience.get(mail.to, set()))
    sent = (made.office.issue_queue.messages, made.office.bells.rung)
    yield from markers_of(f"{sent} {list(made.office.archive.documents)}", set())


@pytest.fixture(scope="module")
def crawled() -> Iterator[dict[str, list[str]]]:
    """By state, what was found where it doesn't belong; under "met", who met their own."""
    found: dict[str, list[str]] = {"met": []}
    with states() as made:
        for state, case_id in made.all():
            wrong = found.setdefault(state, [])
            for caller in callers():
                allowed = own(caller.who)
                for path, answer in answers(caller, made, case_id):
                    if words := words_at(answer, made, allowed):
                        wrong.append(f"{caller.name} at {path}: {sorted(words)}")
                    if answer.status_code == 500:
                        wrong.append(f"{caller.name} at {path}: {answer.status_code}")
                    if markers_in(answer, set()) and caller.kind is Kind.CITIZEN:
                        found["met"].append(f"{caller.name} {state}")
            wrong += [f"mailed: {words}" for words in mailed(made)]
            flumer = Caller(people.FLUMER, people.FLUMER, Kind.STAFF)
            page = flumer.ask("GET", f"/loket/zaken/{case_id}", {}, "", "")
            found["met"] += [f"flumer {one}" for one in markers_in(page, set())]
        found["met"] += [f"mail {mail.to}" for mail in made.office.mailer.sent]
        yield found


def test_in_no_state_does_a_word_reach_whom_it_isnt_for(crawled: dict[str, list[str]]) -> None:
    assert [one for state, wrong in crawled.items() if state != "met" for one in wrong] == []


def test_every_state_was_gone_through_and_who_may_read_does(
    crawled: dict[str, list[str]],
) -> None:
    """Or else nothing would be found for want of looking."""
    definition = FileDefinitions(PROCESSES).newest("zworp")
    assert set(crawled) - {"met"} == set(definition.states)
    met = set(crawled["met"])
    assert {f"flumer {one}" for one in (NOTE, REFUSAL, word(OTHER, "opmerking"))} <= met
    assert {f"mail {mail_of(who)}" for who in (CITIZEN, OTHER)} <= met
    assert {f"{who} {state}" for who in (CITIZEN, OTHER) for state in ("fnordish", "skreed")} <= met
