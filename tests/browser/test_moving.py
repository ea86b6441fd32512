"""Five households move, an officer calls without a connection, a clerk registers: in a browser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.national_number import NationalNumber
from ops.local.other import NIS
from tests.browser.test_accessibility import check, judged, overflow
from tests.browser.test_desk_accessibility import check as check_desk
from tests.support.processes.moving import (
    CLERK,
    CLERK_AT_WORK,
    JAN,
    LIEN,
    LUCJA,
    OFFICER_AT_WORK,
    ROLES,
    TINE,
    Moves,
    home_of,
)
from tests.support.processes.neighbours import (
    DIETER,
    FATHER,
    MOTHER,
    SOFIE,
    SON,
    Neighbours,
    neighbours,
)
from tests.support.web.counter import Visitor
from tests.support.web.live import LOCALHOST, PATIENCE

CHECKS = (
    "Ik sprak",
    "Ik noteerde wie er samen",
    "Ik noteerde wie de ref",
    "Ik noteerde wie er nog",
)
NEW = {"street": "Vlasstraat", "number": "12", "box": "0203", "postcode": "8500"}
PHONE, DESK = 360, 1280


@dataclass(frozen=True, slots=True)
class Stage:
    """Both municipalities, a browser, whether it runs scripts, and what axe looked at by title."""

    browser: Browser
    both: Neighbours
    scripts: bool
    looked_at: set[str] = field(default_factory=set)

    @property
    def town(self) -> Moves:
        return self.both.town

    def page(self, who: NationalNumber, width: int = PHONE, at: str = "") -> Page:
        """A browser of somebody who signed in; at work when they work there."""
        host = urlsplit(at or self.both.here).netloc
        visitor = Visitor(host, self.town.counter.client.http)
        if who in ROLES:
            there = visitor.get("/loket/aanmelden").headers["Location"]
            state = parse_qs(urlsplit(there).query)["state"][0]
            visitor.get(f"/aanmelden/terug?state={state}&code={who.digits}")
        else:
            visitor.sign_in(who.digits)
        size = {"width": width, "height": 800}
        context = self.browser.new_context(
            viewport=size, locale="nl-BE", java_script_enabled=self.scripts
        )
        context.set_default_timeout(PATIENCE)
        known = visitor.cookies.items()
        where = {"domain": LOCALHOST, "path": "/", "secure": True}
        context.add_cookies([{"name": n, "value": v, **where} for n, v in known])
        return context.new_page()

    def heads(self, page: Page, title: str) -> None:
        """The page that is expected; with scripts axe looks at it, and at what is too wide."""
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        if self.scripts and title not in self.looked_at:
            self.looked_at.add(title)
            assert judged(page) == []
            assert overflow(page, PHONE) == 0

    def declares(self, who: NationalNumber, to: dict[str, str], **said: str) -> tuple[Page, str]:
        """From the list of all that can be arranged to the case; everybody at home moves."""
        page = self.page(who)
        page.goto(f"{self.both.here}/zaken/adreswijziging")
        page.get_by_role("link", name="Begin nu").click()
        self.heads(page, "Wanneer bent u verhuisd?")
        page.get_by_label("Sinds welke dag").fill("2026-03-12")
        press(page)
        self._lives_at(page, to, said.get("meant", ""))
        self.heads(page, "Wie verhuist?")
        for member in page.get_by_role("checkbox").all():
            member.check()
        press(page)
        if "custody" in said:
            self.heads(page, "Over de kinderen")
            page.get_by_label(said["custody"]).check()
            press(page)
        page.get_by_label("Ja" if "joins" in said else "Nee", exact=True).check()
        press(page)
        if "joins" in said:
            self.heads(page, "Bij wie gaat u wonen?")
            page.get_by_label("Naam van een bewoner").fill(said["joins"])
            press(page)
        for title in ("Hoe woont u er?", "Wanneer bent u thuis?"):
            self.heads(page, title)
            press(page)
        page.get_by_label("Wat ik hier aangeef").check()
        press(page)
        self.heads(page, "Klopt alles?")
        expect(page.get_by_text(said.get("reads", "8500 Kortrijk")).first).to_be_visible()
        press(page, "Versturen")
        page.wait_for_url("**/aanvragen/*")
        self.town.drain()
        page.reload()
        return page, page.url.rsplit("/", 1)[1]

    def _lives_at(self, page: Page, to: dict[str, str], meant: str) -> None:
        for part, text in ({"locality": "Kortrijk"} | to).items():
            page.locator(f"#address-{part}").fill(text)
        press(page)
        if meant:
            self.heads(page, "Waar woont u nu?")
            press(page, meant)

    def clerk(self, case_id: str, slug: str, label: str) -> Page:
        """A clerk takes a case and does something with it."""
        page = self.page(CLERK_AT_WORK, DESK)
        page.goto(f"{self.both.here}/loket/zaken/{case_id}")
        page.get_by_role("button", name="Dit dossier nemen").click()
        page.locator("details.action summary", has_text=re.compile(f"^{label}")).click()
        page.locator(f"form[action$='/acties/{slug}']").get_by_role("button").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        return page


@pytest.fixture(scope="module", params=[True, False], ids=["scripts", "plain"])
def stage(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Stage]:
    with neighbours() as both:
        yield Stage(browser, both, request.param)


def press(page: Page, name: str = "Verder") -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_a_family_of_five_moves_from_the_sofa_to_the_register(stage: Stage) -> None:
    wrong = {**NEW, "street": "vlastraat"}
    lien, case_id = stage.declares(
        LIEN,
        wrong,
        meant="Vlasstraat, 8500 Kortrijk",
        custody="Ja, alle ouders",
        reads="Vlasstraat 12 bus 0203, 8500 Kortrijk",
    )
    expect(lien.get_by_text("De wijkinspecteur komt langs").first).to_be_visible()
    visited(stage)
    stage.clerk(case_id, "inschrijven", "Inschrijven")
    lien.reload()
    expect(lien.get_by_text("Wordt ingeschreven").first).to_be_visible()
    stage.town.wait(minutes=11)
    lien.reload()
    stage.heads(lien, "Adreswijziging")
    expect(lien.get_by_text("Ingeschreven: laat uw kaarten aanpassen").first).to_be_visible()
    expect(lien.get_by_text("Voor uw voertuig hoeft u niets te doen.").first).to_be_visible()
    assert len(stage.town.reads(LIEN, Service.HOUSEHOLD).members) == 5
    proof = stage.town.orders(LIEN)
    assert "Vlasstraat 12 bus 0203" in stage.town.text_of(proof, "result")


def visited(stage: Stage) -> None:
    """Nobody is in; then half a report comes back, and a whole one is sent without a connection."""
    officer, scripts = stage.page(OFFICER_AT_WORK), stage.scripts
    officer.goto(f"{stage.both.here}/wijk")
    stage.heads(officer, "Mijn bezoeken")
    officer.get_by_role("link", name="Vlasstraat 12").click()
    officer.get_by_label("Niemand thuis").check()
    press(officer, "Verslag versturen")
    expect(officer.get_by_text("1 keer niemand thuis")).to_be_visible()
    officer.get_by_role("link", name="Vlasstraat 12").click()
    expect(officer.get_by_text("Nog niet geprobeerd")).to_be_visible()
    stage.heads(officer, "Vlasstraat 12 bus 0203, 8500 Kortrijk")
    officer.get_by_label("Woont hier", exact=True).check()
    press(officer, "Verslag versturen")
    expect(officer.get_by_role("alert")).to_contain_text("Vul eerst de hele lijst")
    for text in CHECKS:
        officer.get_by_label(text).check()
    officer.context.set_offline(scripts)
    press(officer, "Verslag versturen")
    if scripts:
        expect(officer.get_by_text("Geen verbinding.")).to_be_visible()
        officer.context.set_offline(False)
    expect(officer.get_by_text("Uw verslag is verstuurd.")).to_be_visible()


def test_a_student_joins_two_others_whose_reference_person_agrees(stage: Stage) -> None:
    town = stage.town
    _, case_id = stage.declares(LUCJA, _home(JAN), joins="Jan", reads="Molendreef 44")
    jan = stage.page(JAN)
    jan.goto(f"{stage.both.here}/aanvragen")
    jan.get_by_role("link", name="Adreswijziging").click()
    expect(jan.get_by_text("Wij vragen een akkoord per brief").first).to_be_visible()
    town.act(case_id, "letter_posted", CLERK, day="2026-03-17")
    jan.reload()
    jan.get_by_role("link", name="Ja, deze persoon woont hier").click()
    if stage.scripts:
        check(jan)
    jan.get_by_label("Ja", exact=True).check()
    press(jan, "Ja, deze persoon woont hier")
    jan.wait_for_url(f"**/aanvragen/{case_id}")
    assert town.state(case_id) == "visiting"
    town.registered(case_id)
    assert len(town.reads(JAN, Service.HOUSEHOLD).members) == 3


def test_a_reference_person_objects_and_the_officer_goes_and_looks(stage: Stage) -> None:
    town = stage.town
    dieter, case_id = stage.declares(DIETER, _home(SOFIE), joins="Sofie", reads="Weversplein 123")
    town.act(case_id, "letter_posted", CLERK, day="2026-03-17")
    sofie = stage.page(SOFIE)
    sofie.goto(f"{stage.both.here}/aanvragen/{case_id}")
    sofie.get_by_role("link", name="Nee, dit klopt niet").click()
    sofie.get_by_label("Wat klopt er niet?").fill("Hij logeert hier soms.")
    press(sofie, "Nee, dit klopt niet")
    sofie.wait_for_url(f"**/aanvragen/{case_id}")
    dieter.reload()
    stage.heads(dieter, "Adreswijziging")
    expect(dieter.get_by_text("Wordt nagekeken").first).to_be_visible()
    expect(dieter.get_by_text("logeert")).to_have_count(0)
    clerk = stage.clerk(case_id, "naar-wijk", "Naar de wijkinspecteur")
    clerk.goto(f"{stage.both.here}/loket/zaken/{case_id}")
    expect(clerk.get_by_text("Hij logeert hier soms.").first).to_be_visible()
    town.registered(case_id)
    for alone in (DIETER, SOFIE):
        assert [m.number for m in town.reads(alone, Service.HOUSEHOLD).members] == [alone]


def test_a_separated_father_moves_with_a_child_and_the_mother_is_told(stage: Stage) -> None:
    town, ruling = stage.town, "een vonnis of akkoord zegt dat het kind op het nieuwe adres"
    father, case_id = stage.declares(FATHER, {**NEW, "number": "30"}, custody=ruling)
    expect(father.get_by_text("Wordt nagekeken").first).to_be_visible()
    expect(father.get_by_text("zit nog niet bij uw aangifte")).to_be_visible()
    town.act(case_id, "tell_parent", CLERK)
    town.act(case_id, "parent_told", CLERK, day="2026-03-17")
    mother = stage.page(MOTHER)
    mother.goto(f"{stage.both.here}/aanvragen/{case_id}")
    stage.heads(mother, "Adreswijziging")
    expect(mother.get_by_text("Reactie van de andere ouder").first).to_be_visible()
    expect(mother.get_by_text("Vlasstraat")).to_have_count(0)
    town.act(case_id, "send_officer", CLERK)
    town.found_there(case_id)
    town.wait(days=17)
    town.act(case_id, "register", CLERK)
    town.wait(minutes=11)
    home = town.reads(FATHER, Service.HOUSEHOLD)
    assert [member.number for member in home.members] == [FATHER, SON]


def test_the_municipality_that_somebody_left_has_a_task_and_says_kindly_what_it_does_not_offer(
    stage: Stage,
) -> None:
    town, there = stage.town, stage.both.there
    case_id = town.declare(
        TINE, {**NEW, "number": "40", "locality": "Kortrijk"}, movers=[TINE.digits]
    )
    assert town.case(case_id).payload.former == NIS
    town.registered(case_id)
    clerk = stage.page(CLERK_AT_WORK, DESK, there)
    clerk.goto(f"{there}/loket/taken")
    expect(clerk.get_by_text("Bericht van inschrijving aan de vorige").first).to_be_visible()
    expect(clerk.get_by_text(town.case(case_id).reference).first).to_be_visible()
    if stage.scripts:
        keyed_in(stage)
    citizen = stage.page(TINE, at=there)
    citizen.goto(f"{there}/zaken/adreswijziging")
    expect(citizen.get_by_text("nog niet online regelen. Bel 099 00 00 00")).to_be_visible()
    citizen.get_by_role("link", name="Wat u hier wel online kunt regelen").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Wat wilt u regelen?")
    citizen.goto(f"{there}/aanvragen/{case_id}")
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Dit vonden we niet")
    citizen.goto(f"{stage.both.here}/aanvragen")
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Meld u eerst aan")
    leaving = stage.page(SOFIE)
    leaving.goto(f"{stage.both.here}/zaken/adreswijziging/nieuw")
    leaving.get_by_label("Sinds welke dag").fill("2026-03-12")
    press(leaving)
    away = {
        "street": "Bedachte Markt",
        "number": "1",
        "postcode": "9999",
        "locality": "Verzinnegem",
    }
    for part, text in away.items():
        leaving.locator(f"#address-{part}").fill(text)
    press(leaving)
    expect(leaving.get_by_role("alert")).to_contain_text("ligt niet in Kortrijk")
    expect(leaving.get_by_role("alert")).to_contain_text(
        "Verzinnegem biedt dit nog niet online aan"
    )


def keyed_in(stage: Stage) -> None:
    """The form in which a clerk writes down what somebody at the counter says."""
    clerk = stage.page(CLERK_AT_WORK, DESK)
    clerk.goto(f"{stage.both.here}/loket/ingeven/adreswijziging")
    clerk.get_by_label("Hoe keek u de identiteit na?").select_option("kaart")
    clerk.get_by_label("Rijksregisternummer").fill(LIEN.digits)
    press(clerk, "Persoon opzoeken")
    expect(clerk.get_by_role("button", name="Ingeven")).to_be_visible()
    check_desk(clerk)


def _home(number: NationalNumber) -> dict[str, str]:
    return {part: text for part, text in home_of(number).items() if text}
