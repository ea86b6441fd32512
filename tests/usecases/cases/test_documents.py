"""A document of a process: made from its template, opened by whom it is for, erased in time."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters.memory.tries import MemoryTries
from chalicelib.documents.certificates.labels import load_labels
from chalicelib.documents.slot_printer import TemplatePrinter
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.cases.outcome import Done
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.issued.verification import LedgerEntry
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import (
    ConflictError,
    NotAllowedError,
    NotThereError,
    TooWeakError,
)
from chalicelib.ports.documents import Rendered
from chalicelib.ports.errors import PermanentError
from chalicelib.settings import TEMPLATES
from chalicelib.usecases.cases.documents.close_link import CloseLink
from chalicelib.usecases.cases.documents.make_slot import MakeSlot
from chalicelib.usecases.cases.documents.marking import Marking
from chalicelib.usecases.cases.documents.open_document import OpenDocument
from chalicelib.usecases.cases.documents.open_link import OpenLink
from chalicelib.usecases.cases.links import invitation_of, link_of
from tests.support.office import LOOK
from tests.support.requests import KORTRIJK
from tests.support.road import ANN, BOB, STRANGER, World, ann, bob, scribe
from tests.support.road.given import PROCESSES


@dataclass
class Press:
    """Renderer and sealer: keeps what it was given."""

    printed: list[PrintedDocument] = field(default_factory=list)

    def render(self, document: PrintedDocument, municipality: object) -> Rendered:
        self.printed.append(document)
        return Rendered(repr(document).encode(), 1)

    def seal(self, pdf: bytes, tenant: str, at: object) -> bytes:
        return pdf + b" sealed"

    def look(self, tenant: str, at: object) -> Any:
        return LOOK


@dataclass
class Library:
    """A world with a press, an archive that lends and a ledger."""

    world: World = field(default_factory=World)
    press: Press = field(default_factory=Press)
    revoked: bool = False

    def __post_init__(self) -> None:
        printer = TemplatePrinter(PROCESSES, load_labels(TEMPLATES / "labels"))
        archive: Any = self.world.archive
        marking = Marking(self.world.keys, self.press, self.world.frames.municipalities)
        self.make = MakeSlot(printer, self.press, self.press, archive, marking)
        lends: Any = self
        self.open = OpenDocument(self.world.look, self.world.frames, lends, lends)
        hands, keys = self.world.hands, self.world.keys
        world, tries = self.world, MemoryTries(hands)
        close = CloseLink(world.frames, world.happen)
        self.open_link = OpenLink(self.open, tries, keys, hands, world.confirm, close)
        self.world.works.seal = lambda case, context: Done(
            ("sealed",), documents=(self.make(case, "deed", context.frame),)
        )

    def link(self, key: str, filename: str, seconds: int) -> str:
        assert key in self.world.archive.files
        return f"https://archive.example/{filename}"

    def get(self, tenant: str, number: str) -> Listed:
        _, issued = self.world.cases.issued.lines[tenant, number]
        at = issued.issued_at if self.revoked else None
        entry = LedgerEntry(
            tenant, number, "", issued.type_id, "", issued.issued_on, None, issued.sha256, at
        )
        return Listed(entry, "", issued.slot, 1, issued.object_key, issued.issued_at)

    def bound(self) -> tuple[str, IssuedDocument]:
        case_id = self.world.at_desk()
        self.world.act(case_id, "approve", scribe(), {"ground": "custom"})
        self.world.pump()
        (issued,) = self.world.case(case_id).issued
        return case_id, issued


@pytest.fixture
def library() -> Library:
    return Library()


def test_a_document_says_what_its_template_and_its_process_say(library: Library) -> None:
    case_id, issued = library.bound()
    case, printed = library.world.case(case_id), library.press.printed[-1]
    assert printed.title == "Pact"
    assert [(fact.label, fact.value) for fact in printed.sections[0].lines] == [
        ("Waarover", "Vrede")
    ]
    assert "bevestigt op 17 maart 2026 dat dit pact over Vrede" in printed.declaration
    assert printed.number == issued.number == f"{KORTRIJK}-{case.reference}"
    assert printed.valid_until == issued.valid_until
    assert issued.available_until - issued.issued_on == timedelta(days=20)
    assert printed.mark is not None
    assert printed.mark.address.startswith("HTTPS://KORTRIJK.EXAMPLE/V/")


def test_making_it_again_finds_what_was_stored_and_the_next_one_is_another(
    library: Library,
) -> None:
    case_id, issued = library.bound()
    world = library.world
    case, frame = world.case(case_id), world.frames.of(world.case(case_id))
    before = replace(case, issued=())
    again = library.make(before, "deed", frame)
    assert (again.object_key, again.number, again.code_hash) == (
        issued.object_key,
        issued.number,
        issued.code_hash,
    )
    following = library.make(case, "deed", frame)
    assert (following.issue, following.replaces) == (2, issued.number)
    assert len({issued.number, following.number}) == len({issued.object_key, following.object_key})
    assert following.code_hash != issued.code_hash
    assert any("ingetrokken" in note for note in library.press.printed[-1].notes)


def test_a_document_that_has_no_template_is_for_a_human(library: Library) -> None:
    case_id, _ = library.bound()
    world = library.world
    case, frame = world.case(case_id), world.frames.of(world.case(case_id))
    deed = replace(frame.definition.documents["deed"], source="documents/none.toml")
    without = replace(frame, definition=replace(frame.definition, documents={"deed": deed}))
    with pytest.raises(PermanentError):
        library.make(case, "deed", without)


def test_only_its_audience_opens_it_each_as_surely_as_they_must(library: Library) -> None:
    case_id, issued = library.bound()
    for actor in (ann(), bob(), scribe()):
        assert library.open(KORTRIJK, case_id, "deed", actor).endswith(f"{issued.number}.pdf")
    with pytest.raises(NotThereError):
        library.open(KORTRIJK, case_id, "deed", Citizen(STRANGER, Assurance.HIGH))
    with pytest.raises(NotThereError):
        library.open(KORTRIJK, case_id, "draft", ann())
    with pytest.raises(NotAllowedError):
        library.open(KORTRIJK, case_id, "deed", ann(Assurance.LOW))


def test_a_look_of_staff_is_logged_before_they_open_it(library: Library) -> None:
    case_id, _ = library.bound()
    library.world.hands.go(minutes=2)
    before = len(library.world.registers.lines)
    library.open(KORTRIJK, case_id, "deed", scribe())
    assert [line.actor.ref for line in library.world.registers.lines[before:]] == ["k17", "k17"]


@pytest.mark.parametrize("why", ["revoked", "download_ended"])
def test_what_no_longer_counts_or_is_kept_is_not_opened(library: Library, why: str) -> None:
    case_id, _ = library.bound()
    if why == "revoked":
        library.revoked = True
    else:
        library.world.hands.go(days=21)
    with pytest.raises(ConflictError) as refused:
        library.open(KORTRIJK, case_id, "deed", ann())
    assert refused.value.code == why


def test_a_link_in_a_mail_opens_for_parties_as_sure_as_they_must_be(library: Library) -> None:
    case_id, issued = library.bound()
    world, opened = library.world, library.open_link
    for number, actor in ((1, ann()), (2, bob())):
        token = link_of(world.keys, KORTRIJK, case_id, number)
        assert opened.look(token).needs == "sign_in"
        (found,) = opened.by_sign_in(token, actor)
        assert (found.words, found.address.endswith(f"{issued.number}.pdf")) == ("Het pact", True)
    with pytest.raises(NotThereError):
        opened.by_sign_in(token, Citizen(STRANGER, Assurance.HIGH))
    with pytest.raises(TooWeakError):
        opened.by_sign_in(token, bob(Assurance.LOW))
    with pytest.raises(NotThereError):
        opened.by_second_thing(token, BOB.printed, "somebody")


def test_a_link_to_an_address_that_was_replaced_proves_nothing_of_the_new_one(
    library: Library,
) -> None:
    case_id, _ = library.bound()
    world, opened = library.world, library.open_link
    former = link_of(world.keys, KORTRIJK, case_id, 1, "ann@example.org")
    world.cases.readdress(world.case(case_id), 1, "new@example.org")

    assert opened.by_sign_in(former, ann())
    assert world.wishes.of_person(KORTRIJK, ANN) is None
    assert opened.by_sign_in(link_of(world.keys, KORTRIJK, case_id, 1, "new@example.org"), ann())
    kept = world.wishes.of_person(KORTRIJK, ANN)
    assert kept
    assert kept.wishes.email == "new@example.org"


def test_an_invitation_is_no_link_and_what_is_not_made_yet_is_not_ready(library: Library) -> None:
    world, case_id = library.world, library.world.at_desk()
    with pytest.raises(NotThereError):
        library.open_link.look(invitation_of(world.keys, KORTRIJK, case_id, 2))
    token = link_of(world.keys, KORTRIJK, case_id, 1)
    with pytest.raises(ConflictError) as refused:
        library.open_link.by_sign_in(token, ann())
    assert refused.value.code == "not_ready"
