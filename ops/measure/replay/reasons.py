"""Why a clerk sees a request: sources of people and wishes that a rule objects to."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.figures.age import is_minor
from chalicelib.domain.registers.acts import ActOrigin
from chalicelib.domain.registers.criminal_record import PoliceAdvice, RecordModel
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Kin, Person, PersonStatus
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.language import Language
from ops.measure.replay.people import Asker, People, in_form, wish_of
from ops.synthetic.population import PersonFile

ABROAD = ("FR", "NL", "DE", "ES", "MA", "TR", "GB", "US")
REMARK = "Kunt u hier ook het vroegere adres op vermelden?"
type Source = Callable[[People, DocumentType, Random], Asker | None]


# --- reasons in the wish ------------------------------------------------------------------------


def abroad(people: People, document: DocumentType, rng: Random) -> Asker:
    """Somebody who needs it in another country."""
    asker = people.automatic(document, rng)
    wish = replace(asker.wish, abroad=rng.choice(ABROAD))
    return replace(asker, wish=wish, reason="abroad")


def other_language(people: People, document: DocumentType, rng: Random) -> Asker:
    """Somebody who wants it in French or German."""
    asker = people.automatic(document, rng)
    language: Language = "fr" if rng.random() < 0.8 else "de"
    return replace(asker, wish=replace(asker.wish, language=language), reason="language")


def remark(people: People, document: DocumentType, rng: Random) -> Asker:
    """Somebody who adds a remark."""
    asker = people.automatic(document, rng)
    return replace(asker, wish=replace(asker.wish, remark=REMARK), reason="remark")


def copy(people: People, document: DocumentType, rng: Random) -> Asker | None:
    """Somebody who wants the form that a clerk has to make; None when there is no such form."""
    form = next((v for v in document.variants if not v.is_automatic), None)
    if form is None:
        return None
    asker = people.automatic(document, rng)
    return replace(asker, wish=replace(asker.wish, variant=form.id), reason="copy")


def weak_sign_in(people: People, document: DocumentType, rng: Random) -> Asker:
    """Somebody who signed in by weaker means than itsme or eID."""
    asker = people.automatic(document, rng)
    return replace(asker, assurance=Assurance.SUBSTANTIAL, reason="sign_in")


# --- reasons in the registers -------------------------------------------------------------------


def _flagged(name: str, holds: Callable[[PersonFile], bool]) -> Source:
    def source(people: People, document: DocumentType, rng: Random) -> Asker | None:
        return people.about_themselves(people.pool(name, holds), document, rng, name)

    return source


def _of_person(name: str, holds: Callable[[Person], bool]) -> Source:
    return _flagged(name, lambda file: holds(file.person))


moving = _of_person("moving", lambda p: p.pending_change)
protected = _of_person("protected", lambda p: p.is_protected)
gone_abroad = _of_person("gone", lambda p: p.status is PersonStatus.ABROAD)


def elsewhere(people: People, document: DocumentType, rng: Random) -> Asker | None:
    """Somebody whose file another municipality manages."""
    nis = people.population.nis
    files = people.pool(
        "elsewhere",
        lambda f: f.person.managed_by != nis and f.person.status is PersonStatus.ACTIVE,
    )
    return people.about_themselves(files, document, rng, "elsewhere")


_LACKS: dict[str, Callable[[Person], bool]] = {
    "attest-nationaliteit": lambda p: not p.is_belgian,
    "attest-wettelijke-samenwoning": lambda p: p.cohabitation is None,
    "attest-teraardebestelling": lambda p: p.last_wishes is None,
    "attest-kiezer": lambda p: not p.is_voter,
}


def lacks(people: People, document: DocumentType, rng: Random) -> Asker | None:
    """Somebody of whom the register doesn't hold what the document certifies."""
    lacks = _LACKS.get(document.id)
    if lacks is None:
        return None
    files = people.pool(f"lacks {document.id}", lambda f: lacks(f.person))
    return people.about_themselves(files, document, rng, "lacks")


def for_a_child(people: People, document: DocumentType, rng: Random) -> Asker | None:
    """A parent who asks for a minor child."""
    on = people.population.as_of
    parents = people.pool("parents", lambda f: bool(_minors(f, people)))
    parent = rng.choice(parents)
    child = rng.choice([n for n in _minors(parent, people) if is_minor(n, on)])
    wish = wish_of(document, child, Relation.LEGAL_REPRESENTATIVE)
    return Asker(parent.number, wish, reason="child")


def _minors(file: PersonFile, people: People) -> list[NationalNumber]:
    children = (r.number for r in file.person.relatives if r.kin is Kin.CHILD)
    files, on = people.population.by_number, people.population.as_of
    return [n for n in children if n in files and is_minor(n, on) and not files[n].refusals]


def convicted(people: People, document: DocumentType, rng: Random) -> Asker | None:
    """Somebody with a record that the model shows."""
    files = people.pool("convicted", lambda f: any(not e.is_blank for e in f.extracts))
    file = rng.choice(files)
    shown = [e.model for e in file.extracts if not e.is_blank]
    variants = [v for v in document.variants if v.record_model in shown]
    wish = wish_of(document, file.number, Relation.SELF)
    form = in_form(wish, rng.choice(variants), rng, people.activities)
    return Asker(file.number, form, reason="convicted")


def police(people: People, document: DocumentType, rng: Random) -> Asker | None:
    """Work with minors, and the police have yet to answer, or know of a ban."""
    open_answers = {PoliceAdvice.PENDING, PoliceAdvice.PROHIBITED}
    files = people.pool("police", lambda f: any(e.police in open_answers for e in f.extracts))
    number = rng.choice(files).number
    variant = next(v for v in document.variants if v.record_model is RecordModel.MINORS)
    wish = in_form(wish_of(document, number, Relation.SELF), variant, rng, people.activities)
    return Asker(number, wish, reason="police")


def wrong_model(people: People, document: DocumentType, rng: Random) -> Asker:
    """Somebody who takes another model than the purpose asks."""
    asker = people.automatic(document, rng)
    form, other = rng.sample(document.variants, 2)
    activity = rng.choice(people.activities) if form.needs_activity else ""
    purpose = rng.choice(other.purposes)
    wish = replace(asker.wish, variant=form.id, purpose=purpose, activity=activity)
    return replace(asker, wish=wish, reason="model")


def no_activity(people: People, document: DocumentType, rng: Random) -> Asker:
    """Somebody who forgets the activity."""
    asker = people.automatic(document, rng)
    form = next(v for v in document.variants if v.needs_activity)
    wish = replace(asker.wish, variant=form.id, purpose=form.purposes[0], activity="")
    return replace(asker, wish=wish, reason="activity")


def _with_acts(name: str, holds: Callable[[tuple[ActOrigin, ...]], bool]) -> Source:
    def source(people: People, document: DocumentType, rng: Random) -> Asker | None:
        kind = document.register.act_kind
        assert kind is not None  # noqa: S101 - only documents of acts have this source
        files = people.pool(
            f"{name} {kind}", lambda f: holds(tuple(a.origin for a in f.acts.get(kind, ())))
        )
        return people.about_themselves(files, document, rng, name)

    return source


on_paper = _with_acts("on_paper", lambda found: found == (ActOrigin.ON_PAPER,))
foreign = _with_acts("foreign", lambda found: found == (ActOrigin.FOREIGN,))
no_act = _with_acts("no_act", lambda found: not found)
several = _with_acts("several", lambda found: len(found) > 1)


def heir(people: People, document: DocumentType, rng: Random) -> Asker:
    """Somebody who says to be an heir of the deceased; no register knows."""
    asker = people.automatic(document, rng)
    stranger = rng.choice(people.adults).number
    relatives = people.population.by_number[asker.wish.subject].person.relatives
    if stranger in {relative.number for relative in relatives}:
        return abroad(people, document, rng)
    wish = replace(asker.wish, claimed=Relation.HEIR)
    return Asker(stranger, wish, reason="heir")


def stranger(people: People, document: DocumentType, rng: Random) -> Asker | None:
    """Somebody who asks for the act of another who is nothing to them: the law says no."""
    subject = people.automatic(document, rng).wish.subject
    applicant = rng.choice(people.adults).number
    relatives = people.population.by_number[subject].person.relatives
    if applicant == subject or applicant in {r.number for r in relatives}:
        return None
    wish = wish_of(document, subject, Relation.PUBLIC)
    return Asker(applicant, wish, reason="stranger")
