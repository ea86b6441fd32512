"""What a document says, for machines: a graph with the names of OSLO, of printed facts only.

Keys are the local names of terms in OSLO-Persoon, -Adres and -Generiek (data.vlaanderen.be/ns);
`@type` and `@reverse` are those of JSON-LD. What OSLO has no name for isn't here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from chalicelib.domain.certificates.wording.act import concerned_in
from chalicelib.domain.certificates.wording.context import Context
from chalicelib.domain.registers.acts import ActKind, ActParty
from chalicelib.domain.registers.people import (
    Address,
    Birth,
    HouseholdMember,
    PersonName,
    Place,
    Position,
)
from chalicelib.domain.shared.partial_date import PartialDate

type Linked = str | Sequence[Linked] | Mapping[str, Linked]
type Node = dict[str, Linked]

type Linker = Callable[[Context], Node]
"""What one printed fact says of the person whom the document is about."""


def about(context: Context) -> tuple[Node, ...]:
    """Whom a document is about; nothing where OSLO has no name for anything that it says."""
    printed = context.codes
    if "act.concerned" in printed:
        return tuple(_of_act(context))
    facts = [LINKERS[code](context) for code in LINKERS if code in printed]
    node: Node = {"@type": "GeregistreerdPersoon"}
    for fact in facts:
        _merge(node, fact)
    return (node,) if facts else ()


def _merge(into: Node, more: Node) -> None:
    for key, value in more.items():
        present = into.get(key)
        if isinstance(present, dict) and isinstance(value, dict):
            _merge(present, value)
        else:
            into[key] = value


def _of_act(context: Context) -> Iterable[Node]:
    """The persons of an act; two who marry by their marriage."""
    act = context.act
    people = [_party(context, party) for party in concerned_in(act)]
    if act.kind is ActKind.MARRIAGE:
        return [{"@type": "Huwelijk", "isRelatieMet": people}]
    if len(people) == 1 and act.kind in _EVENTS:
        _merge(people[0], _event(context, *_EVENTS[act.kind], act.fact_date, act.fact_place))
    return people


_EVENTS = {
    ActKind.BIRTH: ("heeftGeboorte", "Geboorte"),
    ActKind.DEATH: ("heeftOverlijden", "Overlijden"),
}


def _party(context: Context, party: ActParty) -> Node:
    birth = _birth(context, party.birth) if party.birth else {}
    return {"@type": "Persoon", **_name(party.name), **birth}


def _name(name: PersonName) -> Node:
    given: Node = {"voornaam": list(name.given)} if name.given else {}
    return {"achternaam": name.family, **given}


def _whole(name: PersonName) -> Node:
    return {"@type": "Persoon", "volledigeNaam": name.whole}


def _birth(context: Context, birth: Birth) -> Node:
    return _event(context, "heeftGeboorte", "Geboorte", birth.date, birth.place)


def _event(
    context: Context, name: str, kind: str, day: PartialDate, place: Place | None = None
) -> Node:
    """A date as whole as it is known, and where; the country when it isn't Belgium."""
    event: Node = {"@type": kind, "datum": day.known}
    if place:
        event["plaats"] = {"@type": "Plaats", "plaatsnaam": place.name}
        if place.country != "BE":
            event["land"] = {"@type": "Plaats", "plaatsnaam": context.labels.country(place.country)}
    return {name: event}


def _died(context: Context) -> Node:
    died = context.person.died
    return _event(context, "heeftOverlijden", "Overlijden", died) if died else {}


def _registration(digits: str) -> Node:
    return {"registratie": {"@type": "Identificator", "identificator": digits}}


def _address(context: Context, address: Address) -> Node:
    parts: Node = {
        "volledigAdres": context.address(address),
        "straatnaam": address.street,
        "huisnummer": address.house_number,
        "busnummer": address.box,
        "postcode": address.postcode,
        "gemeentenaam": address.locality,
        "land": "" if address.country == "BE" else context.labels.country(address.country),
    }
    return {"@type": "Adresvoorstelling", **{k: v for k, v in parts.items() if v}}


def _residences(context: Context, addresses: Iterable[Address]) -> Node:
    homes: list[Node] = [
        {"@type": "Domicilie", "verblijfsadres": _address(context, address)}
        for address in addresses
    ]
    return {"heeftInwonerschap": {"@type": "Inwonerschap", "heeftVerblijfplaats": homes}}


def _home(context: Context) -> Node:
    address = context.person.address
    return _residences(context, [address] if address else [])


def _here(context: Context) -> Node:
    nis = context.municipality.nis
    return _residences(context, (r.address for r in context.residences if r.address.nis == nis))


def _everywhere(context: Context) -> Node:
    return _residences(context, (residence.address for residence in context.residences))


def _concept(text: str) -> Node:
    return {"@type": "Concept", "prefLabel": text}


def _nationality(context: Context) -> Node:
    texts = context.labels.texts
    names = [texts.get(f"nationality.{n.code}", n.name) for n in context.person.nationalities]
    return {
        "heeftNationaliteit": [
            {"@type": "Nationaliteit", "nationaliteit": _concept(name)} for name in names
        ]
    }


def _civil_status(context: Context) -> Node:
    status = _concept(context.labels[f"civil_status.{context.person.civil_status}"])
    return {"heeftBurgerlijkeStaat": {"@type": "BurgerlijkeStaat", "type": status}}


def _spouse(context: Context) -> Node:
    spouse = context.person.spouse
    return _relation("Huwelijk", spouse) if spouse else {}


def _cohabitation(context: Context) -> Node:
    lasting = context.person.cohabitation
    return _relation("Samenwonen", lasting.partner) if lasting else {}


def _relation(kind: str, name: PersonName) -> Node:
    return {"heeftPersoonsrelatie": {"@type": kind, "isRelatieMet": _whole(name)}}


def _household(more: Node) -> Node:
    return {"isLidVan": {"@type": "Gezin", **more}}


def _reference(context: Context) -> Node:
    heads = [m.name for m in context.household.members if m.position is Position.REFERENCE]
    return _household({"@reverse": {"isHoofdVan": [_whole(name) for name in heads]}})


def _members(context: Context) -> Node:
    members = [_member(context, member) for member in context.household.members]
    return _household({"@reverse": {"isLidVan": members}})


def _member(context: Context, member: HouseholdMember) -> Node:
    shows_number = "household.numbers" in context.codes
    number = _registration(member.number.digits) if shows_number else {}
    return {**_whole(member.name), **_birth(context, member.birth), **number}


LINKERS: Mapping[str, Linker] = {
    "person.name": lambda context: _name(context.person.name),
    "person.birth": lambda context: _birth(context, context.person.birth),
    "person.died": _died,
    "person.national_number": lambda context: _registration(context.person.number.digits),
    "person.address": _home,
    "residences.here": _here,
    "residences.all": _everywhere,
    "person.nationality": _nationality,
    "person.civil_status": _civil_status,
    "person.spouse": _spouse,
    "person.cohabitation": _cohabitation,
    "household.address": lambda context: _household(
        {"gezinsadres": _address(context, context.household.address)}
    ),
    "household.reference": _reference,
    "household.members": _members,
}
"""Printed fact → what it says in OSLO's names, in the order of the graph."""
