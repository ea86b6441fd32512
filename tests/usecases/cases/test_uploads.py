"""What somebody puts ready: theirs alone, looked at, and looked at again when it is named."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from chalicelib.adapters.eicar import EICAR, EicarScanner
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds
from chalicelib.adapters.memory.tries import MemoryTries
from chalicelib.adapters.memory.uploads import MemoryBaskets, MemoryIncoming
from chalicelib.domain.cases.forms.basket import Basket
from chalicelib.domain.cases.forms.raw import Raw, unread_in
from chalicelib.domain.cases.forms.uploads import MAX_FILE, MAX_FILES, File
from chalicelib.domain.shared.errors import (
    ConflictError,
    InvalidInputError,
    NotThereError,
    TooManyError,
)
from chalicelib.ports.uploads import Arrived, Scan, Scanner
from chalicelib.usecases.cases.uploads.baskets_of import BasketOwner, BasketsOf
from chalicelib.usecases.cases.uploads.name_files import NameFiles
from chalicelib.usecases.cases.uploads.put_ready import KEPT, MOST_A_DAY, PutReady, WantedFiles
from chalicelib.usecases.cases.uploads.take_in import LookAtFiles, LookedAt
from tests.support.requests import ELSEWHERE, KORTRIJK

ANN, BOB = BasketOwner(KORTRIJK, ("ann", "ann before")), BasketOwner(KORTRIJK, ("bob",))
FORM = WantedFiles("/aanvragen/1/antwoorden", "/aanvragen/1/antwoorden", {"files": "Bijlagen"})
PHOTO, PDF = b"\xff\xd8\xff a photo", b"%PDF-1.7 a letter %%EOF"
HEIC = b"\x00\x00\x00\x18ftypmif1 a photo of a telephone"


class Slow(Scanner):
    """Takes its time."""

    def scan(self, file: Arrived) -> Scan:
        return Scan.PENDING


@dataclass
class Hall:
    """Where files come in."""

    clock: MemoryClock = field(default_factory=MemoryClock)
    incoming: MemoryIncoming = field(default_factory=MemoryIncoming)
    scanner: Scanner = field(default_factory=EicarScanner)

    def __post_init__(self) -> None:
        self.baskets = MemoryBaskets(self.clock)
        ids, tries = SeededIds(self.clock), MemoryTries(self.clock)
        self.ready = PutReady(self.baskets, self.incoming, tries, ids, self.clock)
        self.own = BasketsOf(self.baskets)

    @property
    def take_in(self) -> LookAtFiles:
        return LookAtFiles(self.baskets, self.incoming, self.scanner, self.clock)

    def begun(self) -> Basket:
        return self.ready.begin(ANN, FORM)

    def put(self, basket: Basket, content: bytes) -> LookedAt:
        """One file, as a browser sends it."""
        now = self.own.get(basket.id, ANN)
        _, form = self.ready.place(now, "files", "")
        self.incoming.contents[form.fields["key"]] = content
        return self.take_in(self.own.get(basket.id, ANN))

    def named(self, basket: Basket, owner: BasketOwner = ANN) -> list[bytes]:
        files = self.brought(basket, owner).get("files", ())
        return [file.content for file in files if isinstance(file, File)]

    def brought(self, basket: Basket, owner: BasketOwner = ANN) -> Raw:
        name = NameFiles(self.own, self.incoming, self.take_in)
        return name(basket.id, owner, FORM.place)


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_what_comes_is_what_its_bytes_say(hall: Hall) -> None:
    basket = hall.begun()
    hall.put(basket, PHOTO)
    taken = hall.put(basket, PDF)
    kinds = [file.media_type for file in taken.basket.there()]
    assert kinds == ["image/jpeg", "application/pdf"]
    assert hall.named(basket) == [PHOTO, PDF]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "attachment_empty"),
        (HEIC, "attachment_heic"),
        (b"MZ a program", "attachment_type"),
        (PDF + EICAR, "attachment_harmful"),
        (PDF + bytes(MAX_FILE), "attachment_too_big"),
    ],
)
def test_what_is_not_good_is_told_and_not_taken(hall: Hall, content: bytes, code: str) -> None:
    basket = hall.begun()
    taken = hall.put(basket, content)
    assert taken.refused
    assert taken.refused.code == code
    assert hall.named(basket) == []
    assert hall.put(basket, PDF).refused is None, "another can be chosen"


def test_a_file_that_was_put_again_after_the_look_is_looked_at_again(hall: Hall) -> None:
    basket = hall.begun()
    taken = hall.put(basket, PDF)
    hall.incoming.contents[basket.key(taken.basket.there()[0])] = PDF + EICAR
    with pytest.raises(InvalidInputError) as refused:
        hall.named(basket)
    assert refused.value.code == "attachment_harmful"


def test_nothing_is_taken_before_its_scan_is_done(hall: Hall) -> None:
    basket = hall.begun()
    hall.put(basket, PDF)
    hall.scanner = Slow()
    assert hall.put(basket, PHOTO).is_pending
    with pytest.raises(ConflictError) as pending:
        hall.named(basket)
    assert pending.value.code == "scan_pending"


def test_a_scan_that_hangs_holds_nobody_up(hall: Hall) -> None:
    basket = hall.begun()
    hall.put(basket, PDF)
    working, hall.scanner = hall.scanner, Slow()
    hall.put(basket, PHOTO)
    hall.clock.move(timedelta(minutes=2))
    taken = hall.take_in(hall.own.get(basket.id, ANN))
    assert (taken.is_pending, taken.refused and taken.refused.code) == (False, "scan_hangs")
    hall.scanner = working
    assert hall.named(basket) == [PDF], "what was there before comes along"
    assert unread_in(hall.brought(basket)) == {"files"}, "and the case is told"
    hall.put(basket, PHOTO)
    assert unread_in(hall.brought(basket)) == set()


def test_a_file_that_was_removed_meanwhile_is_told(hall: Hall) -> None:
    basket = hall.begun()
    hall.put(basket, PDF)
    hall.incoming.contents.clear()
    with pytest.raises(InvalidInputError) as gone:
        hall.named(basket)
    assert gone.value.code == "attachment_gone"


@pytest.mark.parametrize("who", [BOB, BasketOwner(ELSEWHERE, ANN.names)])
def test_a_basket_is_there_for_its_owner_only(hall: Hall, who: BasketOwner) -> None:
    basket = hall.begun()
    hall.put(basket, PDF)
    with pytest.raises(NotThereError):
        hall.named(basket, who)
    with pytest.raises(NotThereError):
        hall.ready.begin(who, FORM, basket.id)


def test_a_basket_is_of_one_form_and_of_one_day(hall: Hall) -> None:
    basket = hall.begun()
    elsewhere = WantedFiles("/aanvragen/2/antwoorden", "", FORM.labels)
    with pytest.raises(NotThereError):
        hall.ready.begin(ANN, elsewhere, basket.id)
    hall.clock.move(KEPT)
    with pytest.raises(NotThereError):
        hall.own.get(basket.id, ANN)


def test_a_basket_holds_no_more_than_may_come_along(hall: Hall) -> None:
    basket = hall.begun()
    for _ in range(MAX_FILES):
        basket = hall.put(basket, PDF).basket
    with pytest.raises(InvalidInputError) as refused:
        hall.ready.place(basket, "files", "")
    assert refused.value.code == "too_many_attachments"
    with pytest.raises(NotThereError):
        hall.ready.place(basket, "another field", "")


def test_nobody_fills_the_bucket(hall: Hall) -> None:
    for _ in range(MOST_A_DAY):
        hall.ready.place(hall.begun(), "files", "")
    with pytest.raises(TooManyError):
        hall.ready.place(hall.begun(), "files", "")


def test_what_was_typed_waits_with_the_files(hall: Hall) -> None:
    typed = [("text", "Voor mijn werk."), ("text", "Dank u.")]
    wanted = WantedFiles(FORM.place, FORM.back, FORM.labels, typed)
    basket = hall.ready.begin(ANN, wanted)
    hall.put(basket, PDF)
    assert list(hall.own.get(basket.id, ANN).typed) == typed
