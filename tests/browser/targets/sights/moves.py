"""A move: each page of its form, and every state of it that lasts, for all who see it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from playwright.sync_api import Browser, Page

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.errors import RetryableError
from tests.browser.targets.sights.sight import Sight, gone_to, opened, press
from tests.support.processes.moving import (
    CLERK,
    CLERK_AT_WORK,
    JAN,
    LIEN,
    LUCJA,
    MINISTER,
    NEW,
    OFFICER_AT_WORK,
    PROCESS,
    ROLES,
    Moves,
    as_,
    home_of,
    household_of,
    moves,
)
from tests.support.web.counter import Visitor, form_of
from tests.support.web.desk import Desk
from tests.support.web.live import at_an_address

FORM = "/zaken/adreswijziging/nieuw"
PDF = File(b"%PDF-1.7 bewijs\n%%EOF\n")
EMPTY = {"reason": "not_living_there", "text": "Het huis staat leeg."}


def sights(browser: Browser) -> Iterator[Sight]:
    """The form, then each state at a counter of its own."""
    with moves() as town, at_an_address() as url:
        mover = _visitor(town, LIEN)
        with opened(browser, mover) as page:
            yield from gone_to(page, "mover", url, "/zaken", "/zaken/adreswijziging")
            yield from gone_to(page, "mover", url, *_pages_of_the_form(mover))
        with opened(browser, _visitor(town, CLERK_AT_WORK)) as page:
            yield from _keyed_in(page, url)
    for name, until in STATES.items():
        with moves() as town, at_an_address() as url:
            yield from _of_all(browser, town, url, name, until(town))


def _keyed_in(page: Page, url: str) -> Iterator[Sight]:
    """A move that somebody comes to declare at the counter."""
    page.goto(f"{url}/loket/ingeven/adreswijziging")
    page.get_by_label("Hoe keek u de identiteit na?").select_option("kaart")
    page.get_by_label("Rijksregisternummer").fill(LIEN.digits)
    press(page, "Persoon opzoeken")
    yield Sight(page, "clerk-keys-a-move-in")


def _of_all(browser: Browser, town: Moves, url: str, name: str, case_id: str) -> Iterator[Sight]:
    """What each of them has of a case."""
    state = town.state(case_id)
    for who, number, path in _readers(town, case_id):
        with opened(browser, _visitor(town, number)) as page:
            page.goto(f"{url}{path}")
            yield Sight(page, f"move-{name}-{who}", PROCESS, state)


def _readers(town: Moves, case_id: str) -> Iterator[tuple[str, NationalNumber, str]]:
    for party in town.case(case_id).parties:
        if party.person:
            yield f"{party.role}-{party.number}", party.person, f"/aanvragen/{case_id}"
    yield "clerk", CLERK_AT_WORK, f"/loket/zaken/{case_id}"
    if town.state(case_id) == "visiting":
        yield "round", OFFICER_AT_WORK, "/wijk"
        yield "visit", OFFICER_AT_WORK, f"/wijk/{case_id}"


def _visitor(town: Moves, number: NationalNumber) -> Visitor:
    if number in ROLES:
        return Desk(int(number.digits), http=town.counter.client.http)
    visitor = Visitor(http=town.counter.client.http)
    visitor.sign_in(number.digits)
    return visitor


def _pages_of_the_form(mover: Visitor) -> Iterator[str]:
    """The addresses of the pages, each filled in so that the next can be gone to."""
    answer, path = mover.get(FORM), FORM
    for typed in FILLED_IN:
        yield path
        form = form_of(answer, FORM) | typed | {"_naar": "verder"}
        path = mover.post(FORM, form).headers["Location"]
        answer = mover.get(path)
    yield path


FILLED_IN: tuple[dict[str, str], ...] = (
    {"moved_on": "2026-03-12"},
    {f"address.{part}": text for part, text in (NEW | {"street": "Vlasstraat"}).items()},
    {"movers": LIEN.digits},
    {"joins": "nee"},
    {},
    {},
    {"declares": "ja"},
)


def _joining(town: Moves) -> str:
    return town.declare(LUCJA, home_of(JAN), joins="ja")


def _letter_posted(town: Moves) -> str:
    case_id = _joining(town)
    town.act(case_id, "letter_posted", CLERK, day=town.today)
    return case_id


def _unknown_street(town: Moves) -> str:
    return town.declare(LUCJA, NEW | {"street": "Onbestaandelaan"})


def _asked(town: Moves) -> str:
    case_id = _unknown_street(town)
    town.act(case_id, "ask", CLERK, text="Welk adres is het?")
    return case_id


def _lapsed(town: Moves) -> str:
    case_id = _asked(town)
    town.wait(days=25)
    town.act(case_id, "close_unanswered", CLERK, reason="no_answer")
    return case_id


def _family(town: Moves) -> str:
    return town.declare(LIEN, custody="both")


def _other_parent(town: Moves) -> str:
    _, lien, *children = household_of(LIEN)
    case_id = town.declare(LIEN, movers=[lien, *children], custody="no_ruling")
    town.act(case_id, "tell_parent", CLERK)
    town.act(case_id, "parent_told", CLERK, day=town.today)
    return case_id


def _nobody_home(town: Moves) -> str:
    case_id = town.declare()
    town.visit(case_id, "nobody_home")
    return case_id


def _found_there(town: Moves) -> str:
    case_id = town.declare()
    town.found_there(case_id)
    return case_id


def _proof_asked(town: Moves) -> str:
    case_id = town.declare()
    town.visit(case_id, "too_little_known")
    town.act(case_id, "ask_proof", CLERK, text="Bezorg een factuur van water of energie.")
    town.act(case_id, "posted", CLERK, day=town.today)
    return case_id


def _intended(town: Moves) -> str:
    case_id = town.declare()
    town.visit(case_id, "not_living_there", remarks="Het huis staat leeg.")
    town.act(case_id, "intend_refusal", CLERK, **EMPTY)
    town.act(case_id, "posted", CLERK, day=town.today)
    return case_id


def _refusal_made(town: Moves) -> str:
    case_id = _intended(town)
    town.act(case_id, "react", as_(LUCJA), text="Ik woon er wel.", hearing="nee")
    town.act(case_id, "refuse", CLERK, **EMPTY)
    return case_id


def _refused(town: Moves) -> str:
    case_id = _refusal_made(town)
    town.act(case_id, "refusal_served", CLERK, day=town.today)
    return case_id


def _appealed(town: Moves) -> str:
    case_id = _refused(town)
    town.act(case_id, "appeal", as_(LUCJA), day=town.today)
    return case_id


def _proposed(town: Moves) -> str:
    case_id = _appealed(town)
    town.act(case_id, "propose", MINISTER, day=town.today)
    return case_id


def _reacted(town: Moves) -> str:
    case_id = _proposed(town)
    town.act(case_id, "react_to_proposal", as_(LUCJA), day=town.today)
    return case_id


def _over(town: Moves) -> str:
    case_id = _refused(town)
    town.wait(days=60)
    return case_id


def _registering(town: Moves) -> str:
    case_id = _found_there(town)
    town.act(case_id, "register", CLERK)
    return case_id


def _registered(town: Moves) -> str:
    case_id = town.declare()
    town.registered(case_id)
    return case_id


def _done(town: Moves) -> str:
    case_id = _registered(town)
    town.act(case_id, "card_done", CLERK, member=["1"])
    return case_id


def _withdrawn(town: Moves) -> str:
    case_id = town.declare()
    town.act(case_id, "withdraw", as_(LUCJA))
    return case_id


class Silent:
    """What changes registers, until it is away."""

    def __init__(self, town: Moves) -> None:
        self._real, self.is_away = town.counter.wiring.state.register_updates, False
        town.counter.wiring.give(register_updates=self)

    def __getattr__(self, name: str) -> Any:
        if self.is_away:
            raise RetryableError("away")
        return getattr(self._real, name)

    def for_two_days(self, town: Moves) -> None:
        """So long that people have to look."""
        for _ in range(5):
            town.wait(hours=11)


def _not_closed(town: Moves) -> str:
    register, case_id = Silent(town), town.declare()
    register.is_away = True
    town.act(case_id, "withdraw", as_(LUCJA))
    register.for_two_days(town)
    return case_id


def _not_refused(town: Moves) -> str:
    register, case_id = Silent(town), _intended(town)
    town.act(case_id, "react", as_(LUCJA), text="Ik woon er wel.", hearing="nee")
    register.is_away = True
    town.act(case_id, "refuse", CLERK, **EMPTY)
    register.for_two_days(town)
    return case_id


STATES: Mapping[str, Callable[[Moves], str]] = {
    "letter-to-resident": _joining,
    "resident-asked": _letter_posted,
    "looked-at": _unknown_street,
    "question": _asked,
    "visit": Moves.declare,
    "visit-family": _family,
    "visit-missed": _nobody_home,
    "other-parent": _other_parent,
    "deciding": _found_there,
    "proof": _proof_asked,
    "hearing": _intended,
    "going-back": _registering,
    "registered": _registered,
    "closed": _done,
    "refusal-to-send": _refusal_made,
    "refused": _refused,
    "appeal": _appealed,
    "proposal": _proposed,
    "decision": _reacted,
    "closed-refused": _over,
    "withdrawn": _withdrawn,
    "lapsed": _lapsed,
    "closing-failed": _not_closed,
    "refusal-failed": _not_refused,
}
"""What happens to a move until it stands where it is shown; gives the case."""
