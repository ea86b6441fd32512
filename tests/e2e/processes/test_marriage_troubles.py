"""What keeps a marriage up: works that fail, silence, authorities, and papers asked for late."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from chalicelib.domain.cases.moving.acting import Behalf
from chalicelib.domain.marriage.declaration import PROCESS
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from tests.support.processes.marriage import CLERK, REGISTRAR, Wedding, singles, weddings
from tests.support.processes.marriage_states import seal_of
from tests.support.requests import KORTRIJK
from tests.support.zworp.counter import Away

PROSECUTOR, COURT = Behalf("prosecutor", 0, "brief"), Behalf("family_court", 0, "vonnis")
SHAM = {"reason": "sham", "text": "Twijfel."}
WEDDING = ("foreign_papers=no", "week=2026-W20")
NO_DAY = {"wedding.day": "", "wedding.moment": ""}


@pytest.fixture
def wedding() -> Iterator[Wedding]:
    with weddings() as made:
        yield made


def days(wedding: Wedding, number: int) -> None:
    wedding.until((wedding.clock.now() + timedelta(days=number)).date())


def test_what_can_not_be_made_is_before_people_and_made_once_it_can(wedding: Wedding) -> None:
    seal, case_id = seal_of(wedding), wedding.confirmed(**NO_DAY)

    def fails(action: str, again: str, where: str, **fields: str) -> str:
        """Silent for longer than two days it comes before a human, who tries once more."""
        seal.error = RetryableError("away")
        wedding.do(case_id, REGISTRAR, action, **fields)
        days(wedding, 3)
        assert wedding.state(case_id) == where
        if where.endswith("_failed"):
            seen = wedding.at_desk(REGISTRAR).get(f"/loket/zaken/{case_id}").body.decode()
            assert "De beslissing kon niet gemaakt worden" in seen
            told = wedding.visitor(wedding.a).get(f"/aanvragen/{case_id}").body.decode()
            assert "kon niet gemaakt worden" not in told
            assert "<dt>Afwerken</dt>" not in told
        seal.error = None
        return wedding.do(case_id, REGISTRAR, again)

    assert fails("complete", "complete", "file_check") == "ready_to_draw"
    assert fails("draw", "draw", "ready_to_draw") == "waiting"
    assert fails("postpone", "postpone_again", "postponement_failed", **SHAM) == "postponed"
    assert fails("refuse", "refuse_again", "refusal_failed", **SHAM) == "refusal_to_send"
    today = f"{wedding.clock.now():%Y-%m-%d}"
    assert wedding.do(case_id, CLERK, "refusal_served", day=today) == "refused"
    assert wedding.file(case_id, "appeal", "", COURT, day=today) == "court"
    assert wedding.file(case_id, "court_decides", "upheld", COURT) == "refused_final"
    assert wedding.is_replayed(case_id)


def test_a_register_that_stays_away_is_before_people_before_and_after_the_wedding(
    wedding: Wedding,
) -> None:
    register = Away(wedding.counter.wiring.state.registers)
    wedding.counter.wiring.give(registers=register)
    case_id = wedding.begin(**NO_DAY)
    wedding.accept(case_id)
    register.is_away = True
    assert wedding.do(case_id, wedding.b, "confirm", declares="ja") == "checking"
    days(wedding, 3)
    assert wedding.state(case_id) == "file_check"
    register.is_away = False
    wedding.do(case_id, REGISTRAR, "complete")
    wedding.hold(case_id, REGISTRAR)
    assert wedding.file(case_id, "waive", "declaration_waived", PROSECUTOR) == "celebratable"
    until = {"until": "2026-12-01"}
    wedding.hold(case_id, REGISTRAR)
    assert wedding.file(case_id, "extend_window", "", PROSECUTOR, **until) == "celebratable"
    day = {"day": f"{wedding.clock.now():%Y-%m-%d}T10:00"}
    wedding.hold(case_id, REGISTRAR)
    wedding.is_still = True
    assert wedding.do(case_id, REGISTRAR, "celebrate", **day) == "celebrating"
    register.is_away, wedding.is_still = True, False
    days(wedding, 3)
    assert wedding.state(case_id) == "celebration_failed"
    register.is_away = False
    assert wedding.do(case_id, REGISTRAR, "celebrate_again") == "celebrated"


def test_papers_asked_for_late_and_doubts_end_by_the_clock_or_by_the_registrar(
    wedding: Wedding,
) -> None:
    case_id = wedding.with_receipt(**NO_DAY)
    doubt = {"of": ["partner_b"], "why": "Het zegel is onduidelijk."}
    wedding.do(case_id, REGISTRAR, "doubt", **doubt)
    assert wedding.do(case_id, REGISTRAR, "lift_doubt") == "ready_to_draw"
    assert wedding.do(case_id, REGISTRAR, "doubt", **doubt) == "authenticity"
    assert not wedding.seen(case_id, wedding.b)["is_turn"]
    assert "Papieren worden onderzocht" in wedding.seen(case_id, wedding.b)["label"]
    wedding.until(date(2026, 5, 3))
    assert wedding.state(case_id) == "ready_to_draw"
    asked = {"of": ["partner_a"], "papers": ["birth"]}
    assert wedding.do(case_id, REGISTRAR, "ask_papers", **asked) == "awaiting_papers"
    days(wedding, 95)
    assert wedding.state(case_id) == "ready_to_draw"
    assert wedding.do(case_id, REGISTRAR, "draw") == "waiting"


def test_papers_that_never_come_end_a_declaration(wedding: Wedding) -> None:
    case_id = wedding.confirmed(**NO_DAY)
    asked = {"of": ["partner_a"], "papers": ["birth"]}
    assert wedding.do(case_id, CLERK, "ask_papers", **asked) == "awaiting_papers"
    days(wedding, 95)
    assert wedding.state(case_id) == "lapsed"


def test_notes_on_a_presumed_sham_are_for_registrar_and_prosecutor_alone(wedding: Wedding) -> None:
    """Also the prosecutor's answer; and the registrar can move the day."""
    case_id = wedding.with_act()
    moved = {
        "wedding.day": "2026-06-05",
        "wedding.moment": "14:30 Historisch stadhuis",
        "moved_why": "De zaal is dicht.",
    }
    assert wedding.do(case_id, REGISTRAR, "move_date", **moved) == "waiting"
    for who in (wedding.a, wedding.b):
        assert "Voorstel van de burgerlijke stand" in wedding.everything_of(case_id, who)
    secret = {"notes": "Groengestreepte twijfel."}
    wedding.do(case_id, REGISTRAR, "postpone", **SHAM | secret)
    wedding.file(case_id, "advise", "", PROSECUTOR, text="Paarsgevlekt advies.")
    desk = {who: wedding.at_desk(who).get(f"/loket/zaken/{case_id}") for who in (REGISTRAR, CLERK)}
    for said in ("Groengestreepte", "Paarsgevlekt"):
        assert said in desk[REGISTRAR].body.decode()
        assert said not in desk[CLERK].body.decode()
        for who in (wedding.a, wedding.b):
            assert said not in wedding.everything_of(case_id, who)


def test_each_takes_a_copy_of_their_own_and_one_forgotten_leaves_the_other_the_case(
    wedding: Wedding,
) -> None:
    """Copy, forgetting and figures, as of any process."""
    case_id, wiring = wedding.declared(), wedding.counter.wiring
    wedding.until(date(2026, 5, 16))
    wedding.do(case_id, REGISTRAR, "celebrate", day="2026-05-16T11:00", witnesses=["w1"])
    pair = (wedding.a, wedding.b)
    claims = [DataSubjectRequest(KORTRIJK, who, "k7", "FG-1") for who in pair]
    for claim, other in zip(claims, reversed(pair), strict=True):
        (handed,) = (
            one for one in wiring.privacy.hand_over(claim).cases if one.held.case.id == case_id
        )
        said = f"{handed.view} {handed.filled_in}"
        assert "zaterdag 16 mei 2026" in said
        assert other.digits not in said
    counted(wedding)
    figures = wiring.figures.rollups.days(KORTRIJK, 2026)
    (counts,) = (day.tally.counts for day in figures)
    assert ("request", PROCESS, "thuisloket", "celebrated", "by_hand", *WEDDING) in counts
    assert counts["time", PROCESS, "by_hand", "0"] == 1
    list(wiring.privacy.forget(claims[0], wiring.privacy.forget.plan(claims[0]).code))
    assert wedding.case(case_id).payload.names == ("", singles()[1].person.name.whole)
    assert wedding.seen(case_id, wedding.b)["label"] == "Gehuwd"
    counted(wedding)
    assert wiring.figures.rollups.days(KORTRIJK, 2026) == figures


def counted(wedding: Wedding) -> None:
    """The figures of the day on which they began."""
    wedding.counter.wiring.figures.count_days.days(KORTRIJK, {date(2026, 2, 2)})
