"""The figures over HTTP: the page, the files, the feed, and the page behind the door."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from xml.etree import ElementTree

import pytest

from chalicelib.adapters.memory.figures import MemoryFigures
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.certificates.order import PROCESS
from chalicelib.domain.figures.line import CaseSummary
from chalicelib.domain.figures.tally import Year, merged, tally_of
from chalicelib.ports.sessions import Session
from chalicelib.web.figures.words import refusal
from chalicelib.web.http.cookies import WORK_COOKIE, name_of
from tests.support.figures import COUNTED, a_year
from tests.support.requests import ELSEWHERE, KORTRIJK, a_number
from tests.support.web.counter import Counter, Visitor, open_counter

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def figures() -> MemoryFigures:
    made = MemoryFigures()
    a_year(made)
    return made


@pytest.fixture
def counter(figures: MemoryFigures) -> Iterator[Counter]:
    with open_counter({"rollups": figures}) as opened:
        yield opened


@pytest.fixture
def visitor(counter: Counter) -> Visitor:
    return Visitor()


def test_the_page_tells_the_story_of_the_year_in_the_citys_own_numbers(visitor: Visitor) -> None:
    text = visitor.get("/cijfers/2022").body.decode().replace("\u00a0", " ")

    for printed in ("29.555", "80,59 %", "12,3 %", "3,1 %", "2,2 %", "65", "7.471", "5.967"):
        assert printed in text
    for printed in ("5.410", "3.066", "1.208", "52,66 %", "62,06", "67,40", "74,82", "79,30"):
        assert printed in text
    assert "1,89 % minder dan in 2021" in text
    assert "98,41 %" in text
    assert "Andere of niet vermeld" in text


def test_the_newest_year_is_the_one_that_is_shown_first(visitor: Visitor) -> None:
    assert b"29.555" in visitor.get("/cijfers").body


def test_small_numbers_are_on_no_page_and_in_no_file(visitor: Visitor) -> None:
    page = visitor.get("/cijfers/2022").body.decode()
    row = page[page.index("Akte van afwezigheid") :]

    assert "minder dan 5" in row[:120]
    for form in ("csv", "json"):
        text = visitor.get(f"/cijfers/2022?formaat={form}").body.decode()
        line = text[text.index("Akte van afwezigheid") :]
        assert "minder dan 5" in line[:60] or '"count":null' in line[:60]


def a_small_year(year: int, counted: dict[tuple[str, str, bool], int]) -> MemoryFigures:
    """A year of cases by document, channel, and whether they were automatic."""
    lines = [
        CaseSummary(
            day=date(year, 3, 4),
            hour=9,
            process=PROCESS,
            channel=channel,
            outcome="delivered",
            is_automatic=is_automatic,
            dimensions=(("document", document),),
            details=(("language", "nl"),),
        )
        for (document, channel, is_automatic), n in counted.items()
        for _ in range(n)
    ]
    made = MemoryFigures()
    found = Year(year, {3: tally_of(lines)}, COUNTED)
    made.put_year(KORTRIJK, found)
    made.freeze(KORTRIJK, found, 3)
    return made


HIDING = {
    ("attest-leven", "thuisloket", True): 3347,
    ("akte-geboorte", "balie", False): 1853,
    ("attest-woonst", "telefoon", False): 613,
    ("akte-afwezigheid", "mail", False): 3,
}


def everything(visitor: Visitor, year: int) -> dict[str, str]:
    """All that is told of a year, and of all years."""
    paths = (f"{year}", f"{year}?formaat=csv", f"{year}?formaat=json", "feed.atom")
    return {path: visitor.get(f"/cijfers/{path}").body.decode() for path in paths}


def test_a_number_that_would_give_a_small_one_away_is_nowhere_and_isnt_called_small() -> None:
    with open_counter({"rollups": a_small_year(2022, HIDING)}):
        told = everything(Visitor(), 2022)
    assert not [path for path, text in told.items() if re.search(r"\b613\b", text)]
    for text in told.values():
        assert not re.search(r"10,5|10\.5", text), "the share of what is hidden"
    page = told["2022"]
    hidden = re.findall(r'<th scope="row">([^<]*)</th><td class="num">(minder|niet)', page)
    assert ("Telefoon", "niet") in hidden
    assert ("E-mail", "minder") in hidden
    assert "samen goed voor" not in page
    kinds = re.findall(r'"hidden":"(\w+)"', told["2022?formaat=json"])
    assert sorted(kinds) == ["protects", "protects", "small", "small"]


def by_hand_in(two: str, three: str) -> dict[tuple[str, str, bool], int]:
    """A year with two documents of which so many were made by hand."""
    hand = {two: 2, three: 3}
    counted = {(document, "thuisloket", False): n for document, n in hand.items()}
    counted |= {(document, "thuisloket", True): 400 - n for document, n in hand.items()}
    return {**counted, ("akte-geboorte", "balie", False): 1853}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            HIDING,
            HIDING
            | {
                ("attest-woonst", "telefoon", False): 612,
                ("akte-afwezigheid", "mail", False): 4,
            },
        ),
        (
            {**HIDING, ("akte-huwelijk", "mail", False): 2, ("akte-naam", "mail", False): 4},
            {**HIDING, ("akte-huwelijk", "mail", False): 4, ("akte-naam", "mail", False): 2},
        ),
        (by_hand_in("attest-leven", "attest-woonst"), by_hand_in("attest-woonst", "attest-leven")),
    ],
    ids=["one asked otherwise", "two small ones, the other way round", "made by hand"],
)
def test_years_that_differ_in_what_is_hidden_look_the_same_in_every_form(
    one: dict[tuple[str, str, bool], int], other: dict[tuple[str, str, bool], int]
) -> None:
    told = []
    for counted in (one, other):
        with open_counter({"rollups": a_small_year(2022, counted)}):
            told.append(everything(Visitor(), 2022))
    assert told[0] == told[1]


def test_four_cases_by_hand_arent_counted_out_anywhere() -> None:
    few = {("attest-leven", "thuisloket", True): 1201, ("akte-geboorte", "thuisloket", False): 4}
    with open_counter({"rollups": a_small_year(2022, few)}):
        told = everything(Visitor(), 2022)
    for text in told.values():
        assert "1.201" not in text
        assert "1201" not in text
        assert "99,67" not in text
        assert "Dat zijn er nog" not in text


def test_a_year_with_hardly_a_case_tells_nothing_of_it() -> None:
    with open_counter({"rollups": a_small_year(2022, {("akte-geboorte", "balie", False): 4})}):
        told = everything(Visitor(), 2022)
    assert "minder dan 5 akten en attesten" in told["2022"]
    assert json.loads(told["2022?formaat=json"])["total"] is None
    assert "Te weinig aanvragen" in told["feed.atom"]


def test_a_running_year_tells_the_same_every_day_until_a_quarter_is_over(
    counter: Counter,
) -> None:
    year = counter.clock.now().year
    kept = a_small_year(year, HIDING)
    with open_counter({"rollups": kept}) as opened:
        before = everything(Visitor(), year)
        grown = a_small_year(year, {key: n + 1 for key, n in HIDING.items()})
        later = grown.year(KORTRIJK, year)
        assert later
        kept.put_year(KORTRIJK, later)
        opened.clock.move(timedelta(days=1))
        assert everything(Visitor(), year) == before
    assert "5.816" in before[str(year)]
    assert not [text for text in before.values() if re.search(r"\b613\b", text)]


def test_the_press_is_told_that_a_year_still_runs_and_what_rose(counter: Counter) -> None:
    year = counter.clock.now().year
    with open_counter({"rollups": a_small_year(year, HIDING)}):
        page = Visitor().get("/cijfers").body.decode().replace("\u00a0", " ")
    text = page[page.index("perstekst") :]
    assert f"in {year} tot nu toe aangevraagd" in text
    assert f"ontving in {year} tot nu toe in totaal 5.816 aanvragen." in text
    assert "In 2018 was dat 62,06 %." in text, "it fell, so it wasn't 'nog maar'"


def test_the_press_of_a_year_that_rose_says_how_little_it_was(visitor: Visitor) -> None:
    assert "was dat nog maar 62,06" in visitor.get("/cijfers/2022").body.decode()


def test_the_csv_opens_in_a_dutch_spreadsheet(visitor: Visitor) -> None:
    answer = visitor.get("/cijfers/2022?formaat=csv")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].endswith('"burgerzaken-34022-2022.csv"')
    assert answer.body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(answer.body.decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == ["2022", "Totaal", "Alle aanvragen", "29555", "100,00", "15564"]
    assert ["2022", "Kanaal", "Thuisloket", "23818", "80,59", ""] in rows
    assert {len(row) for row in rows} == {6}


def test_programs_get_the_same_numbers(visitor: Visitor) -> None:
    answer = json.loads(visitor.get("/api/v1/figures/2022").body)

    assert answer["total"] == 29_555
    assert answer["online_percent"] == "80.59"
    assert answer["automatic_percent"] == "52.66"
    tables = {table["code"]: table["rows"] for table in answer["tables"]}
    assert sum(row["count"] for row in tables["channels"]) == 29_555
    assert [year["online_percent"] for year in answer["years"]] == [
        "62.06",
        "67.40",
        "74.82",
        "79.30",
        "80.59",
    ]


def test_the_feed_has_the_years_that_are_over(visitor: Visitor) -> None:
    answer = visitor.get("/cijfers/feed.atom")

    feed = ElementTree.fromstring(answer.body)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [
        "Kortrijk: de cijfers van 2022"
    ]
    assert feed.findtext(f"{ATOM}updated") == "2023-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "path",
    [
        "/cijfers/2019",
        "/cijfers/1999",
        "/cijfers/abcd",
        "/cijfers/20222",
        "/cijfers/2022?formaat=xlsx",
        "/api/v1/figures/2019",
        "/api/v1/figures/2022?formaat=pdf",
    ],
)
def test_what_was_not_counted_is_not_there(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_a_counter_that_counted_nothing_shows_what_was_printed_before() -> None:
    with open_counter({"rollups": MemoryFigures()}):
        answer = Visitor().get("/cijfers")

    assert answer.status_code == 200
    assert "79,30" in answer.body.decode()


def test_a_chart_has_a_name_and_the_same_numbers_beside_it(visitor: Visitor) -> None:
    text = visitor.get("/cijfers/2022").body.decode()

    assert text.count('role="img"') == text.count("<svg") == 4
    assert text.count("<title id=") == 4
    assert text.count("<table>") == 5
    assert "style=" not in text


def test_a_page_that_shows_nobody_may_be_kept_a_while(visitor: Visitor) -> None:
    assert visitor.get("/cijfers/2022").headers["Cache-Control"] == "public, max-age=300"
    visitor.sign_in()
    assert visitor.get("/cijfers/2022").headers["Cache-Control"] == "no-store"


def with_session(counter: Counter, *roles: StaffRole, tenant: str = KORTRIJK) -> Visitor:
    visitor = Visitor()
    session = Session(
        id="collega",
        tenant=KORTRIJK,
        number=a_number(9),
        name="Collega 9",
        email="",
        assurance="high",
        csrf="c",
        expires_at=counter.clock.now() + timedelta(hours=1),
        staff=Staff("k9", tenant, frozenset(roles), a_number(9)),
    )
    counter.wiring.state.sessions.open(session)
    visitor.cookies[name_of(WORK_COOKIE, "34022")] = session.id
    return visitor


def test_a_supervisor_sees_the_levers_the_queue_and_what_is_to_come(counter: Counter) -> None:
    text = with_session(counter, StaffRole.SUPERVISOR).get("/loket/cijfers?jaar=2022").body.decode()

    assert "De hefboom" in text
    assert "for_use_abroad" in text
    assert "Hoe oud is de rij?" in text
    assert "Wanneer is het druk?" in text


def test_each_process_has_figures_of_its_own_and_what_the_city_prints_stays_as_it_is() -> None:
    made = MemoryFigures()
    a_year(made)
    year = made.year(KORTRIJK, 2022)
    assert year is not None
    moved = CaseSummary(
        day=date(2022, 5, 4),
        hour=9,
        process="address_change",
        channel="thuisloket",
        outcome="registered",
        is_automatic=False,
        reasons=("visit_needed",),
        steps=(("officer", 7),),
    )
    may = merged((year.months[5], tally_of([moved])))
    made.put_year(KORTRIJK, replace(year, months={**year.months, 5: may}))

    with open_counter({"rollups": made}) as counter:
        boss = with_session(counter, StaffRole.SUPERVISOR)
        own = boss.get("/loket/cijfers?jaar=2022&proces=address_change").body.decode()
        assert re.search(r"Bij de wijkinspecteur.*?>1<.*?7 werkdagen", own, re.DOTALL)
        assert "visit_needed" in own
        assert "for_use_abroad" not in own
        printed = boss.get("/loket/cijfers?jaar=2022").body.decode()
        assert "proces=address_change" in printed
        assert "visit_needed" not in printed
        assert b"29.555" in Visitor().get("/cijfers/2022").body
        assert boss.get("/loket/cijfers?jaar=2022&proces=nooit").status_code == 404


def moves_of(n: int) -> MemoryFigures:
    """A year with its certificates, and so many moves that were registered."""
    made = MemoryFigures()
    a_year(made)
    year = made.year(KORTRIJK, 2022)
    assert year is not None
    lines = [
        CaseSummary(
            day=date(2022, 5, 4),
            hour=9,
            process="address_change",
            channel="thuisloket",
            outcome="with_applicant",
            is_automatic=False,
            dimensions=(("district", "centrum"), ("late", "yes")),
            seconds=(2 + day % 10) * 86_400,
            steps=(("officer", 3),),
            apart="centrum",
        )
        for day in range(n)
    ]
    may = merged((year.months[5], tally_of(lines)))
    made.put_year(KORTRIJK, replace(year, months={**year.months, 5: may}))
    return made


def test_how_long_another_process_takes_is_told_in_a_sentence_and_a_chart() -> None:
    with open_counter({"rollups": moves_of(20)}) as counter:
        text = Visitor().get("/cijfers/2022").body.decode()
        inside = with_session(counter, StaffRole.SUPERVISOR).get(
            "/loket/cijfers?jaar=2022&proces=address_change"
        )
    assert "De helft was binnen 6 dagen in orde, negen op de tien binnen 10 dagen." in text
    assert re.search(r'id="g-proces-1-t">Adreswijziging: werkdagen per stap', text)
    assert "3 werkdagen" in text
    own = inside.body.decode()
    assert re.search(r"centrum</th>.*?>20<.*?6 dagen.*?10 dagen", own, re.DOTALL)
    assert re.search(r"Later dan 8 werkdagen.*?ja</th>.*?>20<", own, re.DOTALL)


def test_of_a_process_that_hardly_anybody_went_through_nothing_is_told() -> None:
    with open_counter({"rollups": moves_of(4)}):
        text = Visitor().get("/cijfers/2022").body.decode()
    assert "Adreswijziging" not in text


@pytest.mark.parametrize("roles", [(StaffRole.CLERK,), (StaffRole.REGISTRAR,), ()])
def test_who_is_no_supervisor_sees_nothing(counter: Counter, roles: tuple[StaffRole, ...]) -> None:
    assert with_session(counter, *roles).get("/loket/cijfers").status_code == 404


def test_a_supervisor_of_another_municipality_sees_nothing(counter: Counter) -> None:
    visitor = with_session(counter, StaffRole.SUPERVISOR, tenant=ELSEWHERE)

    assert visitor.get("/loket/cijfers").status_code == 404


def test_nobody_passes_without_signing_in_as_staff(counter: Counter, visitor: Visitor) -> None:
    assert visitor.get("/loket/cijfers").status_code in {401, 403}
    visitor.sign_in()
    assert visitor.get("/loket/cijfers").status_code in {401, 403}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("geen_volmacht", "De volmacht ontbreekt"),
        ("applicant_is_adult", "de aanvrager minderjarig is"),
        ("iets_nieuws", "iets_nieuws"),
    ],
)
def test_a_refusal_has_the_words_of_its_letter_or_else_of_its_rule(code, words) -> None:
    assert refusal(code, "certificate_request") == words
