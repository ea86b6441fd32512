"""The people whom somebody picks instead of typing a number: who they are, and as what one asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.registers.relations import Relation
from chalicelib.ports.sessions import Session
from chalicelib.usecases.certificates.facts.family_of import FamilyMember
from chalicelib.web.certificates.describing import Described
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext


@dataclass(frozen=True, slots=True)
class Pick:
    """One of them on the form: `key` is their pseudonym, so that no number stands in the page."""

    key: str
    number: str
    label: str
    relation: Relation
    is_automatic: bool


def picks(asked: RequestContext, session: Session, described: Described) -> tuple[Pick, ...]:
    """Those for whom the law lets somebody ask for this document, by the register.

    Raises RetryableError.
    """
    document, keys = described.document, asked.wiring.platform.keys
    look_up, ground = asked.wiring.certificates.family_of, _ground(described)
    family = look_up(asked.tenant, session.number, document.id, ground, described.today)
    offered = {code for code, _ in described.relations}
    found = (
        Pick(
            keys.person(asked.tenant, member.number),
            member.number.digits,
            _label(member),
            relation,
            described.is_automatic_as(relation, is_minor=member.is_minor),
        )
        for member in family
        for relation in _best(member, offered)
    )
    return tuple(found)


def _best(member: FamilyMember, offered: set[str]) -> Iterator[Relation]:
    """As what one asks: as representative where one is, else the first that the law has."""
    possible = [r for r in Relation if r in member.relations and r.value in offered]
    yield from sorted(possible, key=lambda r: r is not Relation.LEGAL_REPRESENTATIVE)[:1]


def _label(member: FamilyMember) -> str:
    born = member.number.born
    kin = texts.words("kin")[member.kin.value]
    who = texts.words.say("filled_in.kin_born", kin=kin, year=born.year) if born else kin
    return f"{member.name} ({who})" if member.name else f"{who[0].upper()}{who[1:]}"


def _ground(described: Described) -> str:
    document, regime = described.document, described.document.regime_on(described.today)
    return (regime.legal_basis if regime and regime.legal_basis else document.legal_basis)[0].ref
