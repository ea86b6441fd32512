"""What opens something opens it for whom it was given, here, as long as it is said to last."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest

from chalicelib.usecases.cases.links import invitation_of, link_of
from chalicelib.usecases.cases.uploads.put_ready import KEPT
from chalicelib.usecases.sign_in.begin import TIME_TO_SIGN_IN
from chalicelib.usecases.sign_in.finish import SESSION_IDLES, WORK_IDLES
from chalicelib.web.http.cookies import SESSION_COOKIE, WORK_COOKIE, name_of
from chalicelib.web.http.left.keeping import KEPT as KEPT_FORM
from chalicelib.web.http.left.keeping import LASTS
from chalicelib.wiring import use
from tests.support.attack import world as people
from tests.support.attack.roles import ELSEWHERE as OTHER_HOST
from tests.support.attack.roles import Caller, Kind
from tests.support.attack.stage import Stage
from tests.support.requests import ELSEWHERE, KORTRIJK
from tests.support.web.counter import HOST, Visitor, form_of

HERE, WORK = name_of(SESSION_COOKIE, KORTRIJK), name_of(WORK_COOKIE, KORTRIJK)
type Opens = Callable[[str, str], bool]


@dataclass
class Thing:
    """Something that opens: the text itself, and whether it does at a host.

    `swapped` are those of others, or of another kind. After `lasts` it is over (None: never), and
    `ends` is what else ends it. Of what `is_typed` by hand, signs and capitals don't count.
    """

    right: str
    opens: Opens
    swapped: Sequence[str] = ()
    lasts: timedelta | None = None
    ends: Callable[[], object] | None = None
    is_typed: bool = False


class Things:
    """One of each kind, in a world of its own."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.world = stage, stage.world
        self.keys = self.world.office.wiring.platform.keys
        self.held, self.other = (self.world.held[w] for w in (people.CITIZEN, people.OTHER))

    def session(self) -> Thing:
        citizen, clerk = self.someone(), self.at_work()
        opens = self.by_cookie(HERE, "/aanvragen")
        out = form_of(citizen.get("/aanvragen"), "/afmelden")
        return Thing(
            citizen.cookies[HERE],
            opens,
            (clerk.cookies[WORK], out["csrf"]),
            SESSION_IDLES,
            lambda: citizen.post("/afmelden", out),
        )

    def work(self) -> Thing:
        clerk, citizen = self.at_work(), self.someone()
        opens = self.by_cookie(WORK, "/loket/wachtend")
        out = form_of(clerk.get("/loket/wachtend"), "/loket/afmelden")
        leave = lambda: clerk.post("/loket/afmelden", out)  # noqa: E731
        return Thing(clerk.cookies[WORK], opens, (citizen.cookies[HERE],), WORK_IDLES, leave)

    def sign_in(self) -> Thing:
        """What comes back from the provider, in the browser where it began."""
        browser = Visitor()
        there = browser.get("/aanmelden").headers["Location"]
        state = there.split("state=")[1].split("&")[0]
        stolen = Visitor().get("/aanmelden").headers["Location"].split("state=")[1].split("&")[0]

        def opens(text: str, host: str) -> bool:
            browser.host, code = host, people.SERIALS[people.CITIZEN]
            browser.cookies.pop(HERE, None)
            browser.get(f"/aanmelden/terug?state={text}&code={code}")
            browser.host = HOST
            return HERE in browser.cookies

        return Thing(state, opens, (stolen,), TIME_TO_SIGN_IN)

    def link(self) -> Thing:
        right = link_of(self.keys, KORTRIJK, self.held.done.id, 1)
        citizen = self.someone()

        def opens(text: str, host: str) -> bool:
            return self.found(citizen, f"/d/{text}/document", host)

        swapped = (
            link_of(self.keys, KORTRIJK, self.other.done.id, 1),
            link_of(self.keys, KORTRIJK, self.held.done.id, 2),
            link_of(self.keys, ELSEWHERE, self.held.done.id, 1),
            invitation_of(self.keys, KORTRIJK, self.held.done.id, 1),
            self.held.done.id,
        )
        return Thing(right, opens, swapped)

    def invitation(self) -> Thing:
        """Of two who marry: it was answered, so it is open to nobody but who answered."""
        case_id = self.world.married.id
        right = invitation_of(self.keys, KORTRIJK, case_id, 2)
        party, stranger = self.someone(people.PARTY), self.someone(people.OTHER)

        def opens(text: str, host: str) -> bool:
            sent = {"csrf": form_of(party.get("/aanvragen"), "/afmelden")["csrf"]}
            party.host = host
            answer = party.post(f"/uitnodiging/{text}", sent)
            party.host = HOST
            return answer.status_code == 303

        def by_others() -> bool:
            sent = {"csrf": form_of(stranger.get("/aanvragen"), "/afmelden")["csrf"]}
            return stranger.post(f"/uitnodiging/{right}", sent).status_code == 303

        assert not by_others()
        others = invitation_of(self.keys, KORTRIJK, self.held.waiting.id, 2)
        return Thing(right, opens, (link_of(self.keys, KORTRIJK, case_id, 2), others))

    def code(self) -> Thing:
        """Of a document: whoever has it may look, and it says what the document is."""
        marking = self.world.office.wiring.printing.marking
        right = str(marking.code(KORTRIJK, self.held.done.id))
        far = self.world.held[people.FAR].done.id

        def opens(text: str, host: str) -> bool:
            return "Geldig" in self.said(Visitor(), f"/v/{text}", host)

        return Thing(right, opens, (str(marking.code(ELSEWHERE, far)),), is_typed=True)

    def basket(self) -> Thing:
        citizen = self.someone()

        def opens(text: str, host: str) -> bool:
            return self.found(citizen, f"/opladen/{text}", host)

        mine, others = (self.stage._basket(held) for held in (self.held, self.other))
        return Thing(mine, opens, (others, self.held.waiting.id), KEPT)

    def kept_form(self) -> Thing:
        """What was sent without a session: for who it was of, for some hours."""
        path, typed = "/zaken/huwelijk/nieuw", "een lange zin die iemand net had getypt"
        texts = []
        for who in (people.CITIZEN, people.OTHER):
            csrf = form_of(self.someone(who).get("/aanvragen"), "/afmelden")["csrf"]
            answer = Visitor().post(path, {"csrf": csrf, "wat": typed})
            assert answer.status_code == 401
            texts.append(answer.body.decode().split(f"{KEPT_FORM}%3D")[1].split('"')[0])
        citizen = self.someone()

        def opens(text: str, host: str) -> bool:
            return typed in self.said(citizen, f"{path}?{KEPT_FORM}={text}", host)

        return Thing(texts[0], opens, (texts[1], "x" * 43), LASTS)

    def someone(self, who: str = people.CITIZEN) -> Visitor:
        return Caller(who, who, Kind.CITIZEN).visitor

    def at_work(self) -> Visitor:
        return Caller(people.CLERK, people.CLERK, Kind.STAFF).visitor

    def by_cookie(self, name: str, path: str) -> Opens:
        def opens(text: str, host: str) -> bool:
            browser = Visitor(host)
            browser.cookies = {name: text, name.replace(KORTRIJK, ELSEWHERE): text}
            return browser.get(path).status_code == 200

        return opens

    def found(self, who: Visitor, path: str, host: str) -> bool:
        return self.at(who, path, host)[0] in (200, 302)

    def said(self, who: Visitor, path: str, host: str) -> str:
        return self.at(who, path, host)[1]

    def at(self, who: Visitor, path: str, host: str) -> tuple[int, str]:
        """With the cookies that they have here, at any host."""
        cookies = dict(who.cookies)
        there = {name.replace(KORTRIJK, ELSEWHERE): value for name, value in cookies.items()}
        who.host, who.cookies = host, cookies if host == HOST else cookies | there
        answer = who.get(path)
        who.host, who.cookies = HOST, cookies
        return answer.status_code, answer.body.decode("utf-8", "replace")


def bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).upper()


def tampered(text: str) -> Iterator[str]:
    """Texts that look much like one."""
    yield from (text[:-1], f"{text}A", text.swapcase(), text[::-1], f"{text}.", f" {text[1:]}")
    for place in range(0, len(text), 7):
        other = "A" if text[place] != "A" else "B"
        yield text[:place] + other + text[place + 1 :]


@pytest.fixture(scope="module")
def things() -> Iterator[Things]:
    world = people.World()
    with use(world.office.wiring):
        world.fill()
        yield Things(Stage(world, ()))


KINDS = {
    "session": Things.session,
    "work": Things.work,
    "link": Things.link,
    "code": Things.code,
    "basket": Things.basket,
    "kept form": Things.kept_form,
    "sign-in": Things.sign_in,
}


@pytest.mark.parametrize("kind", KINDS)
def test_it_opens_as_it_was_given_and_not_otherwise(things: Things, kind: str) -> None:
    """Neither changed, nor another's, nor of another kind, nor in another town, nor later."""
    thing = KINDS[kind](things)
    wrong = [*tampered(thing.right), *thing.swapped, ""]
    if thing.is_typed:
        wrong = [text for text in wrong if bare(text) != bare(thing.right)]
    assert [text for text in wrong if thing.opens(text, HOST)] == []
    assert not thing.opens(thing.right, OTHER_HOST)
    assert thing.opens(thing.right, HOST), "else nothing here is proven"
    if thing.lasts:
        things.world.office.clock.move(thing.lasts)
        assert not thing.opens(thing.right, HOST)


@pytest.mark.parametrize("kind", ["session", "work"])
def test_who_left_is_gone_whoever_kept_the_cookie(things: Things, kind: str) -> None:
    thing = KINDS[kind](things)
    assert thing.opens(thing.right, HOST)
    assert thing.ends is not None
    thing.ends()
    assert not thing.opens(thing.right, HOST)


def test_an_answer_of_the_provider_signs_in_once(things: Things) -> None:
    thing = things.sign_in()
    assert [thing.opens(thing.right, HOST) for _ in range(3)] == [True, False, False]


def test_an_invitation_that_was_answered_is_nobody_elses(things: Things) -> None:
    thing = things.invitation()
    wrong = [*tampered(thing.right), *thing.swapped]
    assert [text for text in wrong if thing.opens(text, HOST)] == []
    assert not thing.opens(thing.right, OTHER_HOST)
