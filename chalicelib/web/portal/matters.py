"""What can be arranged here, by situation; and of each process what it is and takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalice import Response

from chalicelib.domain.cases.forms.problems import FieldProblem
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.spoken import term_in_words
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.roles import RoleDefinition, RoleKind
from chalicelib.domain.registers.dwellings import plain
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.portal.own import own_pages

say = texts.words.say


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody goes to arrange something."""

    name: str
    says: str
    path: str


@dataclass(frozen=True, slots=True)
class ShownSituation:
    """What somebody is in the middle of, and what they can arrange then."""

    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class ShownProcess:
    """A process as somebody who considers it reads it."""

    frame: Frame

    @property
    def definition(self) -> Definition:
        """What the municipality offers."""
        return self.frame.definition

    @property
    def starters(self) -> tuple[RoleDefinition, ...]:
        """Who may begin."""
        return tuple(self.definition.roles[role] for role in self.definition.start.by)

    @property
    def others(self) -> tuple[RoleDefinition, ...]:
        """Who is asked along the way."""
        parties = self.definition.roles_of(RoleKind.PARTY)
        names = (role for role in parties if role not in self.definition.start.by)
        return tuple(self.definition.roles[name] for name in names)

    @property
    def promised(self) -> str:
        """What is promised by a day."""
        return self.definition.clocks[self.definition.promise].words

    @property
    def term(self) -> str:
        """How long it takes at most, once it lies before people."""
        return term_in_words(self.definition.clocks[self.definition.promise], self.frame)

    @property
    def fee_cents(self) -> int | None:
        """What it costs here; None when the municipality doesn't say."""
        return self.frame.municipality.fees.get(self.definition.id)


@get("/zaken")
def matters(asked: RequestContext) -> Response:
    """All that can be arranged, by situation."""
    found = {f"process:{d.id}": _way(d) for d in _offered(asked)}
    processes = tuple(found.values())
    found |= dict(_documents(asked))
    situations = [
        ShownSituation(said["title"], tuple(found[t] for t in said["leads_to"] if t in found))
        for said in texts.situations()
    ]
    shown = [situation for situation in situations if situation.ways]
    return page(asked, "cases/matters.html", situations=shown, processes=processes)


@get("/zaken/{slug}")
def matter(asked: RequestContext, slug: str) -> Response:
    """One process: what it is, who it is for, how long it takes, what it costs."""
    frame = frame_at(asked, slug)
    if own := own_pages(frame.definition.id):
        return redirect(asked.link(own.start))
    return page(asked, "cases/matter.html", m=ShownProcess(frame))


def frame_at(asked: RequestContext, slug: str) -> Frame:
    """The process with a Dutch word, as it begins here today. Raises NotThereError."""
    found = next((d for d in _offered(asked) if d.slug == slug), None)
    if found is None:
        raise NotThereError(_not_here(asked, slug))
    return asked.wiring.road.frames.new(found.id, asked.tenant)


def elsewhere(asked: RequestContext, definition: Definition, place: str) -> FieldProblem:
    """That an address lies in another municipality, and how one arranges it there."""
    field = next(f.id for p in definition.start.pages for f in p.fields.values() if f.here)
    here, every = asked.municipality, asked.wiring.templates.municipalities.all()
    there = next((one for one in every if plain(one.name) == plain(place)), None)
    how = say("elsewhere.town_hall", place=place)
    if there and asked.wiring.road.frames.offers(definition.id, there.nis):
        how = say("elsewhere.counter", place=there.name, address=there.address)
    elif there:
        how = say("elsewhere.phone", place=there.name, phone=there.contact.phone)
    return FieldProblem(field, "elsewhere", say("elsewhere.address", here=here.name, how=how))


def _not_here(asked: RequestContext, slug: str) -> str:
    """Why a page isn't there; what others offer and this municipality doesn't is said kindly."""
    types, here = asked.wiring.cases.types, asked.municipality
    title = next((d.title for d in map(types.definition, types.ids()) if d.slug == slug), "")
    if not title:
        return say("elsewhere.nowhere")
    contact = here.contact
    where = {"here": here.name, "phone": contact.phone, "service": contact.service}
    return say("elsewhere.not_online", title=title, **where)


def _offered(asked: RequestContext) -> tuple[Definition, ...]:
    return asked.wiring.road.frames.offered(asked.tenant)


def ways_besides_documents(asked: RequestContext) -> tuple[Way, ...]:
    """What is arranged here page by page, for a page that shows documents."""
    return tuple(_way(d) for d in _offered(asked) if own_pages(d.id) is None)


def ways_in_english(asked: RequestContext) -> tuple[Way, ...]:
    """The same for who reads English, of what says so: its name, and what to know first."""
    said = ((texts.in_english(d.id), _way(d).path) for d in _offered(asked))
    return tuple(Way(e["title"], f"{e['text']} {e['first']}", path) for e, path in said if e)


def _way(definition: Definition) -> Way:
    own = own_pages(definition.id)
    path = own.start if own else f"/zaken/{definition.slug}"
    return Way(definition.title, definition.summary, path)


def _documents(asked: RequestContext) -> Iterator[tuple[str, Way]]:
    for document in asked.wiring.templates.catalogue.all():
        if document.id not in asked.municipality.not_offered:
            way = Way(document.names.nl, document.summary, f"/documenten/{document.id}")
            yield f"document:{document.id}", way
