"""Lists of revocations are fetched ahead; what fails is told, and what was there stays."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from chalicelib.adapters.memory.platform import A_TUESDAY, MemoryClock
from chalicelib.adapters.memory.seal_lists import MemorySealLists
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.seals import RevocationList, Watched
from chalicelib.usecases.issued.watch_seal import Answers, Watching, WatchSeal

TENANT, HOUR = "34022", timedelta(hours=1)
ONE, OTHER = Watched("a" * 64, ("http://a.example",)), Watched("b" * 64, ("http://a.example",))
GOOD, REVOKED, BAD = b"good", b"revoked", b"bad"


@dataclass
class Site:
    """Publishes; what isn't there doesn't answer."""

    pages: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, address: str) -> bytes:
        self.asked.append(address)
        if address not in self.pages:
            raise RetryableError("status 404")
        return self.pages[address]


@dataclass
class Chain:
    """A seal that stands on some certificates; lists are one word."""

    clock: MemoryClock
    certificates: tuple[Watched, ...]

    def watched(self, tenant: str) -> tuple[Watched, ...]:
        return self.certificates

    def read(self, tenant: str, certificate: str, der: bytes) -> RevocationList:
        if der == BAD:
            raise PermanentError("no good list")
        now = self.clock.now()
        return RevocationList(certificate, der, now, now + HOUR, is_revoked=der == REVOKED)


@dataclass
class Office:
    """A use case with all it needs."""

    certificates: tuple[Watched, ...] = (ONE,)
    clock: MemoryClock = field(default_factory=MemoryClock)
    site: Site = field(default_factory=Site)
    lists: MemorySealLists = field(default_factory=MemorySealLists)

    def look(self) -> Watching:
        chain = Chain(self.clock, self.certificates)
        watch = WatchSeal(chain, self.site, self.lists, self.clock)
        answers: Answers = {}
        found = watch(TENANT, answers)
        assert watch(TENANT, answers) == found
        return found


def test_what_is_published_is_kept() -> None:
    office = Office()
    office.site.pages["http://a.example"] = GOOD
    assert office.look() == Watching((), (), ())
    (kept,) = office.lists.of(TENANT)
    assert (kept.certificate, kept.der, kept.issued_at) == (ONE.certificate, GOOD, A_TUESDAY)


def test_an_address_is_asked_once_a_run_whatever_stands_on_it() -> None:
    office = Office((ONE, OTHER))
    office.site.pages["http://a.example"] = GOOD
    assert office.look().unproven == ()
    assert office.site.asked == ["http://a.example"]
    assert len(office.lists.of(TENANT)) == 2


def test_a_revoked_certificate_is_told() -> None:
    office = Office()
    office.site.pages["http://a.example"] = REVOKED
    assert office.look() == Watching((), (ONE.certificate,), ())


def test_the_next_address_is_tried_when_the_first_has_no_good_list() -> None:
    first, second = "http://a.example", "http://b.example"
    office = Office((replace(ONE, addresses=(first, second, "http://c.example")),))
    office.site.pages |= {first: BAD, second: GOOD}
    assert office.look() == Watching((), (), (f"{first}: no good list",))
    assert office.site.asked == [first, second]


def test_what_does_not_answer_is_told_and_the_list_of_before_holds_until_its_time_is_over() -> None:
    office = Office()
    office.site.pages["http://a.example"] = GOOD
    office.look()
    office.site.pages.clear()
    trouble = ("http://a.example: status 404",)
    assert office.look() == Watching((), (), trouble)
    office.clock.move(HOUR)
    assert office.look() == Watching((ONE.certificate,), (), trouble)


def test_one_certificate_does_not_hold_up_another() -> None:
    office = Office((ONE, replace(OTHER, addresses=("http://b.example",))))
    office.site.pages["http://b.example"] = GOOD
    assert office.look().unproven == (ONE.certificate,)


def test_a_certificate_without_an_address_is_told() -> None:
    found = Office((replace(ONE, addresses=()),)).look()
    assert found.unproven == (ONE.certificate,)
    assert found.troubles == (f"no address of a list for {'a' * 16}",)
