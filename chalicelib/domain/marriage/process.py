"""The marriage as a process: what decides, bound to the names of its definition."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Option, ProcessType
from chalicelib.domain.cases.verdict import Finding, Outcome
from chalicelib.domain.marriage.choosing import wants
from chalicelib.domain.marriage.declaration import ACT, PARTNERS, Declaration, MarriageCase
from chalicelib.domain.marriage.guards import GUARDS
from chalicelib.domain.marriage.opening import opens
from chalicelib.domain.marriage.places import FindPlaces, WeddingVenues
from chalicelib.domain.marriage.prices import price_list
from chalicelib.domain.marriage.showing import INTERPRETER, language, printed, shown
from chalicelib.domain.marriage.slots import moment_in_words
from chalicelib.domain.marriage.turns import turns
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.wording import Wording
from chalicelib.domain.tenants.municipality import Municipality

_DAY_STANDS = frozenset({"waiting", "celebratable"})


type Options = Callable[[MarriageCase | None, Municipality], tuple[Option, ...]]


def marriage_type(find: FindPlaces, words: Wording) -> ProcessType[Declaration]:
    """What decides in a marriage, over the places where people can marry and its own words."""
    return ProcessType(
        id="marriage",
        payload=Declaration,
        payload_version=1,
        opens=lambda opening: opens(opening, find, words),
        guards=GUARDS,
        turns=turns(find),
        keys={"each_partner": _partners, "hall_and_hour": _slot, "counter_hour": _visits},
        options={
            "foreign": _listed("foreign", words),
            "homes": _listed("homes", words),
            "partners": _listed("partners", words),
            "papers": _listed("papers", words),
            "postponement_reasons": _listed("postponements", words),
            "refusal_reasons": _listed("refusals", words),
            "languages": lambda _case, here: _languages(here, words),
            "witnesses": _witnesses,
            "moments": lambda _case, here: _moments(find(here.nis)),
            "visits": lambda _case, here: _moments(find(here.nis).visits),
        },
        shown=lambda declared: shown(declared, words),
        dimensions=_dimensions,
        printed=lambda case, slot: printed(case, slot, words),
        same=_same,
        undone=frozenset({"withdrawn", "lapsed", "expired"}),
        wants=lambda values, here, day, case: wants(values, here, day, find, case),
        leaflets={"moments": lambda here, day: price_list(find(here.nis), day, words)},
        about=lambda case: (case.payload.invited,) if case.payload.invited else (),
        meant=_meant,
        told=_told,
        findings=_findings,
        is_act=lambda _case, slot: slot == ACT,
        forgets=_forgets,
    )


def _listed(table: str, words: Wording) -> Options:
    return lambda _case, _here: tuple(Option(code, said) for code, said in words(table).items())


def _languages(here: Municipality, words: Wording) -> tuple[Option, ...]:
    return tuple(Option(code, language(code, words)) for code in (*here.languages, INTERPRETER))


def _witnesses(case: MarriageCase | None, _here: Municipality) -> tuple[Option, ...]:
    names = case.payload.witness_names if case else ()
    return tuple(Option(f"w{place}", name) for place, name in enumerate(names, 1))


def _moments(places: WeddingVenues) -> tuple[Option, ...]:
    return tuple(Option(m, moment_in_words(m)) for m in places.moments())


def _partners(case: MarriageCase) -> tuple[str, ...]:
    """Each partner who signed, and once there is an act each of them: nobody marries two at once.

    Who is only invited isn't among them: the inviter must not hear what they are doing elsewhere.
    """
    declared = case.payload
    is_made = bool(declared.act_on) or declared.is_waived
    return tuple(p.person.digits for p in case.parties if p.person and (is_made or p.confirmed))


def _slot(case: MarriageCase) -> tuple[str, ...]:
    return (case.payload.wedding,) if case.payload.wedding else ()


def _visits(case: MarriageCase) -> tuple[str, ...]:
    return tuple(visit.partition(" ")[2] for visit in case.payload.visits)


def _told(case: MarriageCase, _party: Party) -> Mapping[str, str]:
    """The day that stands: chosen by both, the act drawn, and nothing that holds it up."""
    declared = case.payload
    stands = case.instance.state in _DAY_STANDS and not declared.is_date_excluded
    return {"wedding": declared.wedding} if declared.wedding and stands else {}


def _same(declared: Declaration) -> str:
    """Two openings for the same partner."""
    return declared.invited.digits if declared.invited else declared.partner_mail


def _findings(case: MarriageCase, party: Party) -> tuple[Finding, ...]:
    """Without papers to bring, once they aren't asked of a party any more."""
    found = case.verdict.findings if case.verdict else ()
    is_asked = party.number in case.payload.asked
    return tuple(one for one in found if is_asked or one.outcome is not Outcome.WAIT)


def _forgets(case: MarriageCase, number: int) -> Declaration:
    """Without the name of one, or of both with all that was told; the dates stay."""
    declared, is_all = case.payload, number == 0
    names = ("" if is_all or n == number else name for n, name in enumerate(declared.names, 1))
    visits = (v for v in declared.visits if not is_all and not v.startswith(f"{number} "))
    kept = replace(declared, names=tuple(names), visits=tuple(visits))
    if is_all or number == PARTNERS["partner_b"]:
        kept = replace(kept, invited=None, partner_mail="")
    if is_all:
        kept = replace(kept, witnesses="", name_use="", text="", witnesses_present=(), foreign=())
    return kept


def _meant(case: MarriageCase, party: Party) -> NationalNumber | None:
    """Whoever was named by number; an invitation alone is for who holds it."""
    return case.payload.invited if party.number == PARTNERS["partner_b"] else None


def _dimensions(case: MarriageCase) -> Mapping[str, str]:
    declared = case.payload
    week = f"{declared.wedding_on:%G-W%V}" if declared.wedding_on else ""
    return {
        "channel": case.intake.channel.value,
        "foreign_papers": "yes" if declared.foreign else "no",
        "week": week,
    }
