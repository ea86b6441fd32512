"""Role by action by municipality: everything that isn't allowed answers like a missing thing."""

from collections.abc import Callable
from itertools import product

import pytest
from chalicelib.domain.former_cases.case import Request, Wish
from chalicelib.domain.former_cases.entries import EntryKind
from chalicelib.domain.former_cases.tasks import Task, TaskKind
from chalicelib.usecases.former_certificates.intake import IntakeCommand
from chalicelib.usecases.workqueue.correct import Correction
from chalicelib.usecases.workqueue.look_up import Why

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.cases.staff import Action, Role, Staff, may
from chalicelib.domain.certificates.letters import Refusal
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.errors import NotThereError
from tests.support.office import BIRTH, PDF, RESIDENCE, TENANT, Office, a_clerk, persona
from tests.support.requests import ELSEWHERE

type Do = Callable[[Office, Staff, Request], object]

REFUSAL = Refusal("identiteit_niet_bewezen", "AVG, art. 12", "raad_van_state")
WISH = Wish(RESIDENCE, "attest", "nl", subject=persona("ouder"), claimed=Relation.SELF)
INTAKE = IntakeCommand(
    "k", Channel.PHONE, persona("ouder"), "", WISH, Identified.CALLBACK, Delivery.POST
)
ALL = frozenset(Role)
REGISTRAR, SUPERVISOR = frozenset({Role.REGISTRAR}), frozenset({Role.SUPERVISOR})

HELD: dict[str, tuple[frozenset[Role], Do]] = {
    "heartbeat": (ALL, lambda o, s, r: o.wiring.workqueue.heartbeat(s, r.id)),
    "release": (ALL, lambda o, s, r: o.wiring.workqueue.release(s, r.id)),
    "approve": (ALL, lambda o, s, r: o.wiring.workqueue.decide.approve(s, r.id, "g")),
    "upload": (ALL, lambda o, s, r: o.wiring.workqueue.decide.approve_uploaded(s, r.id, "g", PDF)),
    "preview": (REGISTRAR, lambda o, s, r: o.wiring.workqueue.decide.preview(s, r.id, REFUSAL)),
    "reject": (REGISTRAR, lambda o, s, r: o.wiring.workqueue.decide.reject(s, r.id, REFUSAL)),
    "choices": (REGISTRAR, lambda o, s, r: o.wiring.workqueue.decide.choices(s, r.id)),
    "ask": (ALL, lambda o, s, r: o.wiring.workqueue.ask(s, r.id, "Wat?")),
    "wait": (ALL, lambda o, s, r: o.wiring.workqueue.wait_for_authority(s, r.id, "politie")),
    "escalate": (ALL, lambda o, s, r: o.wiring.workqueue.escalate(s, r.id, "Waarom.")),
    "correct": (
        ALL,
        lambda o, s, r: o.wiring.workqueue.correct(s, r.id, Correction("fout", abroad="FR")),
    ),
    "note": (ALL, lambda o, s, r: o.wiring.workqueue.note(s, r.id, "Een nota.")),
    "view": (ALL, lambda o, s, r: o.wiring.workqueue.case(s, r.id)),
    "summary": (ALL, lambda o, s, r: o.wiring.workqueue.case.summary(s, r.id)),
    "take_over": (SUPERVISOR, lambda o, s, r: o.wiring.workqueue.take_over(s, r.id)),
}
"""Done with a case that whoever asks holds."""

FREE: dict[str, tuple[frozenset[Role], Do]] = {
    "claim": (ALL, lambda o, s, r: o.wiring.workqueue.claim.chosen(s, r.id)),
    "look_up": (
        ALL,
        lambda o, s, r: o.wiring.workqueue.look_up.by_number(s, persona("ouder"), Why(r.id)),
    ),
    "intake": (ALL, lambda o, s, _: o.wiring.certificates.intake(s, INTAKE)),
    "sheet": (ALL, lambda o, s, r: o.wiring.mail.paper.sheet(s, r.id)),
    "sent": (ALL, lambda o, s, r: o.wiring.mail.paper.sent(s, r.id)),
    "mail_done": (ALL, lambda o, s, r: o.wiring.mail.mail_tasks.done(s, r.id)),
    "mail_paper": (ALL, lambda o, s, r: o.wiring.mail.mail_tasks.to_paper(s, r.id)),
    "mail_confirm": (ALL, lambda o, s, r: o.wiring.mail.mail_tasks.confirm(s, r.id)),
    "mail_correct": (ALL, lambda o, s, r: o.wiring.mail.mail_tasks.correct(s, r.id, "a@b.example")),
}
"""Done with a case that nobody holds."""

LISTS: dict[str, Callable[[Office, Staff], object]] = {
    "queue": lambda o, s: o.wiring.workqueue.lists.queue(s).lines,
    "mine": lambda o, s: o.wiring.workqueue.lists.mine(s),
    "held": lambda o, s: o.wiring.workqueue.lists.held(s),
    "waiting": lambda o, s: o.wiring.workqueue.lists.waiting(s),
    "letters": lambda o, s: o.wiring.mail.paper.letters(s),
    "mails": lambda o, s: o.wiring.mail.mail_tasks.open(s),
    "by_number": lambda o, s: o.wiring.workqueue.lists.search(s, number=persona("volwassene")),
}


def rows(table):
    return [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in product(table, Role)]


@pytest.mark.parametrize(("name", "role"), rows(HELD))
def test_who_holds_a_case_may_do_what_their_role_may(office: Office, name, role):
    allowed, do = HELD[name]
    staff = a_clerk(1, role)
    check(office, staff, office.claimed(staff), do, is_allowed=role in allowed)


@pytest.mark.parametrize(("name", "role"), rows(FREE))
def test_with_a_case_that_nobody_holds_one_may_do_what_the_role_may(office: Office, name, role):
    allowed, do = FREE[name]
    check(office, a_clerk(1, role), tasked(office), do, is_allowed=role in allowed)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("upload", [False, True])
def test_an_act_is_the_registrars(office: Office, role, upload):
    staff = a_clerk(1, role)
    do = HELD["upload" if upload else "approve"][1]
    request = office.claimed(staff, "volwassene", document=BIRTH)
    check(office, staff, request, do, is_allowed=role is Role.REGISTRAR)


@pytest.mark.parametrize("name", [*HELD, *FREE])
@pytest.mark.parametrize(
    "staff",
    [a_clerk(1, *Role, tenant=ELSEWHERE), Staff("k1", TENANT, frozenset(), a_clerk(1).number)],
    ids=["elsewhere", "no-role"],
)
def test_somebody_of_elsewhere_or_without_a_role_meets_nothing(office: Office, name, staff):
    if name == "intake" and staff.tenant == ELSEWHERE:
        staff = Staff(staff.id, TENANT, frozenset(), staff.number)
    do = (HELD | FREE)[name][1]
    request = tasked(office)
    if name in HELD:
        request = office.wiring.workqueue.claim.chosen(a_clerk(1), request.id)
    check(office, staff, request, do, is_allowed=False)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_another_municipality_is_empty_and_without_a_role_it_is_not_there(
    office: Office, name
):
    tasked(office)
    assert LISTS[name](office, a_clerk(1, *Role, tenant=ELSEWHERE)) in ([], ())
    with pytest.raises(NotThereError):
        LISTS[name](office, Staff("k1", TENANT, frozenset()))


@pytest.mark.parametrize("action", Action)
def test_nothing_is_allowed_in_another_municipality(action):
    everybody = a_clerk(1, *Role)
    assert may(everybody, action, TENANT)
    assert not may(everybody, action, ELSEWHERE)


def tasked(office: Office) -> Request:
    """A case nobody holds, with a letter and a mail to see to."""
    request = office.waiting()
    for kind in TaskKind:
        now = office.clock.now()
        office.tasks.open(Task(TENANT, request.id, kind, "cr_received", "bounced", now))
    return request


def check(office: Office, staff: Staff, request: Request, do: Do, *, is_allowed: bool) -> None:
    if is_allowed:
        do(office, staff, request)
        return
    before = office.store.events(TENANT, request.id), office.entries(request)
    with pytest.raises(NotThereError) as refused:
        do(office, staff, request)
    with pytest.raises(NotThereError) as missing:
        office.wiring.workqueue.note(a_clerk(8), "01" + "A" * 24, "Er is niets.")
    assert refused.value.public == missing.value.public
    assert (office.store.events(TENANT, request.id), office.entries(request)) == before
    assert not [e for e in office.entries(request) if e.kind is EntryKind.NOTE]
