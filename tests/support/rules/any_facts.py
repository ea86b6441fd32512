"""Facts of every kind that can be, for what must hold whatever they are."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from chalicelib.domain.cases.intake import Channel
from chalicelib.domain.certificates.facts import Facts, RegisterAnswers
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import ActKind, ActOrigin
from chalicelib.domain.registers.answers import Ambiguous, Denied, Found, NotFound, Unavailable
from chalicelib.domain.registers.criminal_record import Conviction, CriminalExtract, PoliceAdvice
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from tests.support.orders import asked_by, come_in, ordering
from tests.support.rules.documents import a_document, the_catalogue
from tests.support.rules.facts import (
    NAME,
    RELATIVES,
    STRANGER,
    SUBJECT,
    a_birth,
    a_dead_person,
    a_household,
    a_person,
    an_act,
    facts_of,
)

no_answer = st.sampled_from(
    [None, NotFound(), Ambiguous(2), Unavailable("time_out"), Denied("not_authorised")]
)
flags = st.booleans()
persons = st.one_of(
    st.builds(
        lambda moving, shielded, voter, born: a_person(
            pending_change=moving, is_protected=shielded, is_voter=voter, birth=born
        ),
        flags,
        flags,
        flags,
        st.sampled_from([a_birth(), a_birth(2012), a_birth(2008, 0, 0)]),
    ),
    st.just(a_dead_person()),
)
households = st.sampled_from([a_household(), a_household((STRANGER, a_birth(2012)))])
acts = st.builds(
    lambda kind, origin, made, mention: an_act(
        kind, origin=origin, made_on=made, mentions_gender_change=mention
    ),
    st.sampled_from(ActKind),
    st.sampled_from(ActOrigin),
    st.dates(date(1900, 1, 1), date(2026, 3, 1)),
    flags,
)


def records(document):
    conviction = Conviction(date(2020, 1, 1), "Rechtbank", "tekst")
    return st.builds(
        lambda listed, advice: CriminalExtract(
            document.default_variant.record_model, listed, advice
        ),
        st.sampled_from([(), (conviction,)]),
        st.sampled_from(PoliceAdvice),
    )


def answer(values):
    return st.one_of(no_answer, values.map(Found))


@st.composite
def some_facts(draw) -> Facts:
    document = draw(st.sampled_from([a_document(), *the_catalogue()]))
    facts = facts_of(
        document,
        applicant=draw(st.sampled_from([SUBJECT, STRANGER, *RELATIVES.values()])),
        claimed=draw(st.sampled_from(Relation)),
        today=draw(st.sampled_from([date(1990, 1, 1), date(2022, 6, 1), date(2026, 1, 1)])),
    )
    case = ordering(
        facts.case,
        purpose=draw(st.sampled_from(["", *document.purposes])),
        language=draw(st.sampled_from(["nl", "fr", "de"])),
        remark=draw(st.sampled_from(["", f"Ik ben {NAME.whole}, {SUBJECT.printed}"])),
    )
    case = come_in(
        case,
        channel=draw(st.sampled_from(Channel)),
        is_over_limit=draw(flags),
        duplicate_of=draw(st.sampled_from(["", "01K"])),
    )
    assurance = draw(st.sampled_from([None, *Assurance]))
    case = asked_by(case, assurance=assurance)
    asked = document.register.services
    answered = RegisterAnswers(
        person=draw(answer(persons)),
        household=draw(answer(households)) if Service.HOUSEHOLD in asked else None,
        residences=draw(answer(st.just(()))) if Service.RESIDENCES in asked else None,
        act=draw(answer(acts)) if Service.ACTS in asked else None,
        record=draw(answer(records(document))) if Service.CRIMINAL_RECORD in asked else None,
    )
    return replace(
        facts,
        case=case,
        answered=answered,
        variant=draw(st.sampled_from(document.variants)),
    )
