"""A process that exists in tests only is carried to each of its ends, and changes nothing common.

Its ids are made-up words; its folder of templates, one pure module, its works and its wiring are
all that there is of it (tests/data/made_up/zworp, tests/support/zworp).
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.process.engine import replay
from chalicelib.domain.shared.errors import ConflictError
from tests.support.printing.desk import poppler
from tests.support.zworp.counter import (
    FLUMER,
    QUIB,
    QUIB_MAIL,
    TENANT,
    WORD_OF_ZORP,
    ZORP,
    ZORP_MAIL,
    Zworps,
    zworps,
)


@pytest.fixture
def world() -> Iterator[Zworps]:
    with zworps() as made:
        yield made


def tasks(world: Zworps, case_id: str) -> list[str]:
    return [task.code for task in world.case(case_id).tasks]


def is_replayed(world: Zworps, case_id: str) -> bool:
    case, cases = world.case(case_id), world.wiring.cases
    definition = cases.types.definition(case.process)
    return replay(definition, cases.store.events(TENANT, case_id)) == case.instance.unmarked()


def text_of(world: Zworps, case_id: str, slot: str) -> str:
    document = world.case(case_id).in_slot(slot)
    assert document is not None
    return poppler("pdftotext", world.counter.pdf(document.object_key), "-layout", after="-")


def test_both_confirm_a_flumer_approves_and_two_sealed_documents_come_of_it(world: Zworps) -> None:
    case_id = world.open()
    (call,) = world.mails(QUIB_MAIL)
    assert "/uitnodiging/" in call.text
    assert "vrijdag 27 maart 2026" in " ".join(call.text.split())
    assert "10 dagen" in " ".join(call.text.split())
    world.accept(case_id)
    world.act(case_id, "plonk", ZORP)
    assert world.state(case_id) == "plonking"
    world.act(case_id, "plonk", QUIB)
    assert world.state(case_id) == "fnordish"
    assert [json.loads(bell)["case_id"] for bell in world.bells()] == [case_id]
    assert "Noord" in text_of(world, case_id, "twonk")

    world.decide(case_id, "grommet")
    assert world.state(case_id) == "zworped"
    assert "dat in hoek Noord gezworpt is" in " ".join(text_of(world, case_id, "gadj").split())
    for address in (ZORP_MAIL, QUIB_MAIL):
        done = world.mails(address)[-1]
        assert done.subject.startswith("Uw zworp is klaar")
        assert "/d/" in done.text
    assert is_replayed(world, case_id)


def test_anybody_verifies_each_of_the_documents_by_the_code_on_it(world: Zworps) -> None:
    case_id = world.at_desk()
    world.decide(case_id, "grommet")
    marking, numbers = world.wiring.printing.marking, set()
    for seed, title in ((case_id, "Twonk"), (f"{case_id} gadj 1", "Gadj")):
        code = marking.code(TENANT, seed)
        answer = world.counter.client.http.get(
            f"/v/{code.text}", headers={"Host": "127.0.0.1:8000"}
        )
        assert answer.status_code == 200
        assert title in answer.body.decode()
        assert "Geldig" in answer.body.decode() or "echt" in answer.body.decode().lower()
    for slot in ("twonk", "gadj"):
        document = world.case(case_id).in_slot(slot)
        assert document is not None
        numbers.add(document.number)
        signatures = poppler("pdfsig", world.counter.pdf(document.object_key))
        assert "Signature #1" in signatures
    assert len(numbers) == 2


def test_a_register_that_is_away_makes_it_wait_and_when_it_is_back_it_goes_on(
    world: Zworps,
) -> None:
    world.register.is_away = True
    case_id = world.open()
    assert world.state(case_id) == "dwimming"
    world.register.is_away = False
    world.wait(minutes=10)
    assert world.state(case_id) == "plonking"


def test_a_register_that_stays_away_brings_it_before_a_human(world: Zworps) -> None:
    world.register.is_away = True
    case_id = world.open()
    world.wait(hours=49)
    assert world.state(case_id) == "fnordish"
    assert world.bells()


@pytest.mark.parametrize("who", [ZORP, QUIB])
def test_either_takes_it_back_and_both_are_told(world: Zworps, who: Any) -> None:
    case_id = world.joined()
    world.act(case_id, "unzworp", who)
    assert world.state(case_id) == "unzworped"
    for address in (ZORP_MAIL, QUIB_MAIL):
        assert world.mails(address)[-1].subject.startswith("Uw zworp is afgesloten")
    assert is_replayed(world, case_id)


def test_a_refusal_says_why_by_which_law_and_how_to_contest_it(world: Zworps) -> None:
    case_id = world.at_desk()
    world.decide(case_id, "skree", {"reason": "too_loud", "text": "Te veel lawaai."})
    assert world.state(case_id) == "skreed"
    (letter,) = [e for e in world.view(case_id, ZORP).entries if e.name == "zskree"]
    for said in ("U zworpt te luid.", "Te veel lawaai.", "Zworpwet, art. 3", "de Zraad"):
        assert said in letter.text
    assert dict(letter.data)["means_of_appeal"] == "zraad"
    assert "letter" in tasks(world, case_id)
    assert [e for e in world.view(case_id, QUIB).entries if e.name == "zskree"] == []


def test_who_never_answers_lets_it_doze_off_whatever_is_added_meanwhile(world: Zworps) -> None:
    case_id = world.joined(blint_on="2026-06-01")
    ends = world.case(case_id).instance.clock("yawn")
    world.wait(days=5)
    world.frob(case_id, ZORP, WORD_OF_ZORP)
    assert world.case(case_id).instance.clock("yawn") == ends
    world.wait(days=4)
    assert world.state(case_id) == "plonking"
    world.wait(days=2)
    assert world.state(case_id) == "dozed"
    assert is_replayed(world, case_id)


def test_a_date_that_they_chose_ends_it_unless_it_is_wild_then_it_is_somebodys_task(
    world: Zworps,
) -> None:
    case_id = world.at_desk()
    before = world.case(case_id).instance.clock("blint")
    world.frob(case_id, ZORP, WORD_OF_ZORP, mood="wild")
    assert world.case(case_id).instance.clock("blint") == before
    world.wait(days=7)
    assert world.state(case_id) == "fnordish"
    assert tasks(world, case_id).count("blint_over") == 1
    world.wait(hours=1)
    assert tasks(world, case_id).count("blint_over") == 1
    world.frob(case_id, ZORP, WORD_OF_ZORP, mood="calm")
    world.wait(minutes=2)
    assert world.state(case_id) == "blunted"
    assert "blint_over" not in tasks(world, case_id)
    assert is_replayed(world, case_id)


def test_only_one_open_zworp_holds_a_nook(world: Zworps) -> None:
    first = world.joined()
    with pytest.raises(ConflictError) as refused:
        world.open()
    assert refused.value.public == "In deze hoek wordt al gezworpt."
    world.act(first, "unzworp", ZORP)
    assert world.state(world.open()) == "plonking"


def test_an_invitation_that_bounces_comes_before_a_flumer(world: Zworps) -> None:
    case_id = world.open()
    world.bounce(case_id, "zcall", QUIB_MAIL)
    assert world.state(case_id) == "fnordish"


def test_only_its_audience_opens_a_document(world: Zworps) -> None:
    case_id = world.at_desk()
    open_document = world.wiring.road.open_document
    assert open_document(TENANT, case_id, "twonk", ZORP).startswith("https://")
    assert open_document(TENANT, case_id, "twonk", Official(FLUMER)).startswith("https://")
    with pytest.raises(Exception, match="not_found"):
        open_document(TENANT, case_id, "twonk", QUIB)


def test_when_their_time_is_over_files_are_erased_and_the_proof_stays(world: Zworps) -> None:
    case_id = world.joined(blint_on="2027-06-01")
    world.frob(case_id, ZORP, WORD_OF_ZORP)
    world.act(case_id, "plonk", ZORP)
    world.act(case_id, "plonk", QUIB)
    assert len(world.counter.objects()) == 2
    world.wait(days=200)
    assert len(world.counter.objects()) == 2, "nothing of an open case is erased"
    world.decide(case_id, "grommet")
    world.wait(days=400)
    assert world.counter.objects() == []
    said = [e for e in world.view(case_id, Official(FLUMER)).entries if e.name == "erased"]
    assert sorted(dict(e.data)["file"] for e in said) == ["attachment", "document", "document"]
