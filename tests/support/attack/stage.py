"""Asks every question of the matrix, and judges the answers."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from chalice.test import HTTPResponse

from chalicelib.domain.certificates.order import applicant_of
from chalicelib.domain.registers.access import ActorKind
from chalicelib.usecases.cases.links import invitation_of, link_of
from chalicelib.usecases.cases.reading.log_look import SAME_LOOK
from chalicelib.usecases.cases.uploads.baskets_of import BasketOwner
from chalicelib.usecases.cases.uploads.put_ready import WantedFiles
from tests.support.attack import world as people
from tests.support.attack.crawl import reached
from tests.support.attack.roles import Caller, Kind, everybody
from tests.support.attack.rows import ANSWERED_AT_ONCE, For, Row
from tests.support.attack.world import Held, World, numbers, word
from tests.support.requests import KORTRIJK, an_id

GOOD = {200, 202, 204, 302, 303}
TRIED = GOOD | {400, 409, 422}
"""What somebody may get who may ask: done, or told what is wrong with what was sent."""
OBJECT = re.compile(r"\{(request_id|case_id|basket_id|token|number|code)\}")
OWN, KIN, SOMEBODYS, FAR, INVENTED = "own", "kin's", "somebody's", "another town's", "invented"
POWERS = {
    For.REGISTRARS: {people.REGISTRAR, people.FOREIGN},
    For.SUPERVISORS: {people.SUPERVISOR, people.FOREIGN},
    For.OFFICERS: {people.OFFICER, people.FOREIGN},
    For.WORKERS: set(people.ROLES),
    For.STAFF: {people.CLERK, people.REGISTRAR, people.SUPERVISOR, people.FOREIGN},
    For.BOTH: {people.CLERK, people.REGISTRAR, people.SUPERVISOR, people.FOREIGN},
}
_WHAT = ("naam", "post", "opmerking", "notitie", "getuige")
_VOLATILE = re.compile(r'(?:value|data-csrf)="[^"]{16,}"|urn:uuid:[0-9a-f-]+|bewaard%3D[0-9a-f]+')


@cache
def words_of(whose: str) -> frozenset[str]:
    """All that is somebody's alone."""
    number = numbers()[whose]
    return frozenset({word(whose, what) for what in _WHAT} | {number.digits, number.printed})


def markers_in(answer: HTTPResponse, allowed: Set[str]) -> set[str]:
    """The words of others in an answer, its headers too."""
    return markers_of(f"{answer.body.decode('utf-8', 'replace')} {answer.headers}", allowed)


def markers_of(text: str, allowed: Set[str]) -> set[str]:
    """The words of others in a text."""
    said = text.casefold()
    return {word for word in _everything() - allowed if word in said}


@cache
def _everything() -> frozenset[str]:
    return frozenset(word for whose in numbers() for word in words_of(whose))


@dataclass(frozen=True)
class Asking:
    """One question of one caller about one object."""

    caller: Caller
    method: str
    path: str
    row: Row
    kind: str
    of: str
    held: Held | None
    thing: str

    def __str__(self) -> str:
        return f"{self.caller.name}, {self.of or 'nothing'}"

    @property
    def is_for_programs(self) -> bool:
        """Whether a bearer token counts."""
        return self.path.startswith("/api/v1/")

    @property
    def as_what(self) -> Kind:
        """What the caller is for it."""
        is_page = not self.is_for_programs
        return Kind.NOBODY if self.caller.bearer and is_page else self.caller.kind


@dataclass
class Stage:
    """The world, and everybody who asks."""

    world: World
    callers: Sequence[Caller]
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    def fresh(self) -> Sequence[Caller]:
        """Everybody, signed in anew."""
        return everybody()

    def askings(self, name: str, row: Row, kinds: Sequence[str]) -> Iterator[Asking]:
        """Every question of a row; who may do it asks last."""
        method, _, path = name.partition(" ")
        found = [
            Asking(caller, method, path, row, kinds[0], of, held, self._thing(row, held))
            for caller in self.callers
            for of, held in self._objects(caller, row)
        ]
        return iter(sorted(found, key=self._is_good))

    def trouble(self, asking: Asking) -> str:
        """What is wrong with the answer to a question; empty when it is as it must be."""
        is_change = asking.method == "POST" and not self._is_good(asking)
        before = self._state() if is_change else ""
        answer = self._ask(asking, asking.thing)
        if answer.status_code >= 500:
            return f"{answer.status_code}"
        if words := markers_in(answer, self.allowed(asking.caller, asking)):
            return f"{answer.status_code} with words of others: {sorted(words)}"
        wanted = self._wanted(asking)
        if answer.status_code not in wanted:
            return f"{answer.status_code} instead of {sorted(wanted)}: {_title(answer)}"
        if _is_bare(asking, answer):
            return "a page as the answer to a form: going back asks to send it again"
        if self._is_good(asking):
            return ""
        if is_change and self._state() != before:
            return "something changed"
        return self._unlike_invented(asking, answer)

    def forged(self, name: str, row: Row, kinds: Sequence[str]) -> Iterator[str]:
        """What comes of a good question that another site has a browser ask: it has no token."""
        others = {caller.name: caller.token for caller in self.callers if caller.token}
        for asking in self.askings(name, row, kinds):
            caller = asking.caller
            is_theirs = row.whose is not For.INVITED or caller.kind is Kind.CITIZEN
            if not caller.token or not is_theirs or not self._is_good(asking):
                continue
            own = caller.token
            theirs = next(token for who, token in others.items() if who != caller.name)
            for token in ("", theirs):
                caller.token, before = token, self._state()
                status = self._ask(asking, asking.thing).status_code
                caller.token = own
                if status != 403 or self._state() != before:
                    yield f"{asking}: {status}"

    def traced(self, name: str, row: Row, kinds: Sequence[str]) -> tuple[int, int, int]:
        """What a clerk gets while the log is away, the lines they leave else, and what they get.

        About somebody's, a while after they last looked.
        """
        log, clerk, held = self.world.log, self._clerk(), self.world.held[people.OTHER]
        method, _, path = name.partition(" ")
        asking = Asking(clerk, method, path, row, kinds[0], SOMEBODYS, held, self._thing(row, held))
        before, log.is_away = self._state(), True
        away = self._ask(asking, asking.thing)
        log.is_away = False
        assert self._state() == before
        lines = self._lines(people.OTHER)
        done = self._ask(asking, asking.thing)
        return away.status_code, self._lines(people.OTHER) - lines, done.status_code

    def _clerk(self) -> Caller:
        """Signed in anew, after what they looked at before is another look."""
        self.world.office.clock.move(SAME_LOOK)
        return Caller(people.CLERK, people.CLERK, Kind.STAFF)

    def _lines(self, whose: str) -> int:
        found = self.world.log.of_person(KORTRIJK, numbers()[whose], 1000)
        return len([line for line in found if line.actor_kind is ActorKind.CLERK])

    def crawl(self, caller: Caller) -> Iterator[tuple[str, set[str]]]:
        """Each address that can be gone to from the start pages where others' words stand."""
        for path, answer in self.answers(caller):
            if words := markers_in(answer, self._of_caller(caller)):
                yield path, words

    def answers(self, caller: Caller) -> Iterator[tuple[str, HTTPResponse]]:
        """What is answered at each address that can be gone to from the start pages."""
        starts = ["/", "/zaken", "/aanvragen", "/mijn-gegevens", "/loket", "/loket/mails", "/wijk"]
        api = ["requests", "cases", "access-log", "worklists", "processes"]
        ways = [*starts, *(f"/api/v1/{name}" for name in api)]
        return reached(
            lambda path: caller.ask("GET", path, {}, "", ""),
            ways,
            lambda path: not path.startswith(("/static", "/documenten")),
        )

    def allowed(self, caller: Caller, asking: Asking) -> Set[str]:
        """The words that a caller may read in an answer."""
        return set() if asking.as_what is Kind.NOBODY else self._of_caller(caller)

    def _of_caller(self, caller: Caller) -> Set[str]:
        if caller.kind is Kind.NOBODY:
            return set()
        if caller.kind is Kind.CITIZEN:
            return self._of_citizen(caller.who)
        if caller.is_foreign:
            return words_of(people.FAR)
        own = words_of(caller.who) | words_of(people.KIN)
        if caller.who == people.OFFICER:
            return set()
        here = set(numbers()) - {people.FAR, people.FOREIGN}
        return {word for whose in here for word in words_of(whose)} - own

    def _of_citizen(self, who: str) -> Set[str]:
        """Their own, what colleagues write left out; of who they marry what both may read."""
        own = words_of(who) - {word(who, "notitie")}
        if who == people.PARTY:
            return own | {word(people.CITIZEN, "naam"), word(people.CITIZEN, "getuige")}
        return own | ({word(people.PARTY, "naam")} if who == people.CITIZEN else set())

    def _objects(self, caller: Caller, row: Row) -> Iterator[tuple[str, Held | None]]:
        if not row.on:
            yield "", None
            return
        held = self.world.held
        if caller.who in held and row.whose is not For.ALL:
            yield OWN, held[caller.who]
        if caller.kind is Kind.STAFF and not caller.is_foreign:
            yield KIN, held[people.KIN]
        theirs = people.OTHER if caller.who == people.CITIZEN else people.CITIZEN
        here, far = held[theirs], held[people.FAR]
        yield SOMEBODYS, far if caller.is_foreign else here
        yield FAR, here if caller.is_foreign else far
        yield INVENTED, None

    def _thing(self, row: Row, held: Held | None) -> str:
        keys = self.world.office.wiring.platform.keys
        invented = {
            "link": "x" * 40,
            "invitation": "x" * 40,
            "code": "9999-9999-9999-9999",
            "number": "34022-9999-999999999",
        }
        if not row.on:
            return ""
        if held is None:
            return invented.get(row.on, an_id(999))
        if row.on == "link":
            return link_of(keys, held.tenant, held.done.id, 1)
        if row.on == "invitation":
            return invitation_of(keys, held.tenant, self.world.married.id, 2)
        if row.on == "basket":
            return self._basket(held)
        if row.on == "code":
            return str(self.world.office.wiring.printing.marking.code(held.tenant, held.done.id))
        return held.number if row.on == "number" else getattr(held, row.on).id

    def _basket(self, held: Held) -> str:
        """Where somebody puts the files of an answer ready."""
        wiring, case = self.world.office.wiring, held.waiting
        person = applicant_of(case).person
        assert person is not None
        owner = BasketOwner(held.tenant, (wiring.platform.keys.person(held.tenant, person),))
        place = f"/aanvragen/{case.id}/antwoorden"
        form = WantedFiles(place, place, {"files": "Bijlagen"})
        return wiring.uploads.put_ready.begin(owner, form).id

    def _ask(self, asking: Asking, thing: str) -> HTTPResponse:
        path = OBJECT.sub(thing, asking.path) if thing else asking.path
        path = re.sub(r"\{([a-z_]+)\}", lambda found: asking.row.fill[found[1]], path)
        sent = asking.row.sent(asking.held)
        if asking.path == "/loket/brieven/{case_id}" and asking.held:
            path += f"?taak={asking.held.letter.tasks[0].key}"
        return asking.caller.ask(asking.method, path, sent, asking.kind, f"k-{next(self.keys)}")

    def _is_good(self, asking: Asking) -> bool:
        """Whether the caller may ask it about this object."""
        whose, of, who = asking.row.whose, asking.of, asking.caller.who
        if whose in (For.ALL, For.LINK, For.INVITED):
            return of not in (FAR, INVENTED)
        if whose in (For.CITIZENS, For.BOTH) and asking.as_what is Kind.CITIZEN:
            return of in ("", OWN)
        if whose is For.OWN:
            return asking.as_what is Kind.CITIZEN and of == OWN
        if whose is For.CITIZENS or asking.as_what is not Kind.STAFF:
            return False
        return who in POWERS[whose] and of in ("", SOMEBODYS)

    def _wanted(self, asking: Asking) -> set[int]:
        """The statuses that are right."""
        row, of = asking.row, asking.of
        if self._is_good(asking):
            return (
                (TRIED if asking.method == "POST" else GOOD)
                | set(row.may)
                | self._of_sign_in(asking)
            )
        if row.whose is For.OWN:
            return {401} if asking.as_what is Kind.NOBODY else {404}
        if asking.as_what is Kind.STAFF and of in (OWN, KIN) and row.whose in (For.STAFF, For.BOTH):
            return {403} if asking.caller.who in POWERS[row.whose] else {404}
        if row.whose in (For.ALL, For.LINK, For.INVITED):
            return {200, 302, 404, 422, *row.may, *self._of_sign_in(asking)}
        return {401} if self._must_sign_in(asking) else {404}

    def _of_sign_in(self, asking: Asking) -> set[int]:
        if asking.row.whose in (For.LINK, For.INVITED):
            return {401, 404, 409}
        return set()

    def _must_sign_in(self, asking: Asking) -> bool:
        """Whether all that is said is that somebody must sign in first, as what they aren't."""
        if asking.as_what is Kind.NOBODY:
            return True
        is_citizen = asking.as_what is Kind.CITIZEN
        if asking.row.whose is For.CITIZENS:
            return not is_citizen
        if asking.row.whose is For.BOTH:
            return False
        return is_citizen and not asking.is_for_programs

    def _unlike_invented(self, asking: Asking, answer: HTTPResponse) -> str:
        """What isn't theirs must look as what isn't there, but for what they know themselves."""
        if asking.of not in (SOMEBODYS, FAR) or asking.row.whose is For.ALL:
            return ""
        invented = self._thing(asking.row, None)
        other = self._ask(asking, invented)
        mine, theirs = _bare(answer, asking.thing), _bare(other, invented)
        return "" if mine == theirs else f"told from an invented one: {mine} and {theirs}"

    def _state(self) -> str:
        store = self.world.office.store
        cases = [
            case
            for held in self.world.held.values()
            for case in (held.waiting, held.done, held.mail, held.letter)
        ]
        cases.append(self.world.married)
        return repr([(store.get(c.tenant, c.id), store.entries(c.tenant, c.id)) for c in cases])


def _bare(answer: HTTPResponse, thing: str) -> tuple[int, str]:
    body = _VOLATILE.sub("", answer.body.decode().replace(thing, "…"))
    return answer.status_code, body


def _is_bare(asking: Asking, answer: HTTPResponse) -> bool:
    """Whether what was sent is answered with a page, in the place of a way on (303)."""
    is_page = str(answer.headers.get("Content-Type", "")).startswith("text/html")
    is_form = asking.method == "POST" and asking.path not in ANSWERED_AT_ONCE
    return is_form and is_page and answer.status_code == 200


def _title(answer: HTTPResponse) -> str:
    text = answer.body.decode("utf-8", "replace")
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    return " ".join((found[1] if found else text[-120:]).split())
