"""The acts that few people have: filiation, names, nationality, gender, loss and absence."""

from datetime import date, timedelta

from chalicelib.domain.registers.acts import Act, ActHistory, ActKind, ActOrigin, ActParty, ActRole
from chalicelib.domain.registers.people import Birth, PersonName, Place
from chalicelib.domain.shared.partial_date import PartialDate
from ops.synthetic.population import places
from ops.synthetic.population.acts import (
    DABS_STARTED,
    ActSubject,
    file,
    hour,
    in_words,
    judged_on,
    judgment,
    party,
    sex_word,
    write,
)
from ops.synthetic.population.drafts import PersonDraft, Sex
from ops.synthetic.population.maker import Maker


def recognition(maker: Maker, child: PersonDraft, by: PersonDraft, on: date) -> Act:
    """A parent recognises a child after its birth, with the mother's consent."""
    mother = next(p for p in child.parents if p is not by)
    parties = [
        party(ActRole.RECOGNISER, by),
        party(ActRole.CHILD, child),
        party(ActRole.MOTHER, mother),
    ]
    details = [
        ("capacity", _capacity(by)),
        ("consent", f"toestemming van {mother.name.whole}"),
        ("chosen_name", child.name.family),
    ]
    made = _made(ActKind.RECOGNITION, on, "Verklaring van erkenning")
    return file(write(maker, made, parties, details), child, by)


def prenatal_recognition(maker: Maker, child: PersonDraft, by: PersonDraft) -> Act:
    """A parent recognises a child that is still to be born."""
    mother = next(p for p in child.parents if p is not by)
    on = child.born - timedelta(days=60)
    details = [
        ("due_date", in_words(child.born + timedelta(days=3))),
        ("capacity", _capacity(by)),
        ("consent", f"toestemming van {mother.name.whole}"),
    ]
    made = _made(ActKind.PRENATAL_RECOGNITION, on, "Verklaring van prenatale erkenning")
    unborn = ActParty(ActRole.CHILD, PersonName((), child.name.family), None, None)
    parties = [unborn, party(ActRole.RECOGNISER, by), party(ActRole.MOTHER, mother)]
    return file(write(maker, made, parties, details), by, mother)


def adoption(
    maker: Maker, child: PersonDraft, adopters: list[PersonDraft], on: date, *, full: bool
) -> Act:
    """The act that follows a judgment of adoption."""
    judged = on - timedelta(days=45)
    details = [
        ("adoption_kind", "volle adoptie" if full else "gewone adoptie"),
        ("new_name", child.name.whole),
        *judged_on(judged, judged + timedelta(days=30)),
    ]
    parties = [*(party(ActRole.ADOPTER, a) for a in adopters), party(ActRole.CHILD, child)]
    made = _made(ActKind.ADOPTION, on, judgment(judged))
    return file(write(maker, made, parties, details), child, *adopters)


def nationality(maker: Maker, draft: PersonDraft, on: date) -> Act:
    """Somebody becomes Belgian by a declaration."""
    ground = "Verklaring, art. 12bis Wetboek van de Belgische nationaliteit"
    return _own(maker, draft, _made(ActKind.NATIONALITY, on, ground), [("ground", ground)])


def name_change(maker: Maker, draft: PersonDraft, old: str, on: date) -> Act:
    """The Minister of Justice allows another family name."""
    decree = f"ministerieel besluit van {in_words(on - timedelta(days=40))}"
    details = [
        ("requested_on", in_words(on - timedelta(days=300))),
        ("old_name", old),
        ("new_name", draft.name.family),
        ("decree", decree),
    ]
    made = _made(ActKind.NAME_CHANGE, on, decree.capitalize())
    return _own(maker, draft, made, details)


def first_name_change(maker: Maker, draft: PersonDraft, old: tuple[str, ...], on: date) -> Act:
    """The registrar allows other given names."""
    made = _made(ActKind.FIRST_NAME_CHANGE, on, "Verzoek tot voornaamsverandering")
    new = " ".join(draft.name.given)
    details = [("old_first_names", " ".join(old)), ("new_first_names", new)]
    return _own(maker, draft, made, details)


def name_choice(maker: Maker, draft: PersonDraft, old: str, on: date) -> Act:
    """Somebody declares which name is to be theirs."""
    made = _made(ActKind.NAME_CHOICE, on, "Verklaring van keuze van naam")
    ground = "Verklaring, art. 335 §3 oud Burgerlijk Wetboek"
    details = [("old_name", old), ("chosen_name", draft.name.family), ("ground", ground)]
    return _own(maker, draft, made, details)


def gender_registration(maker: Maker, draft: PersonDraft, on: date) -> Act:
    """Somebody has the registration of their gender changed (art. 135/1 old Civil Code)."""
    basis = "Verklaring, art. 135/1 oud Burgerlijk Wetboek"
    made = _made(ActKind.GENDER_REGISTRATION, on, basis)
    return _own(maker, draft, made, [("new_registration", sex_word(draft.sex))])


def stillborn(maker: Maker, parents: list[PersonDraft], sex: Sex, on: date, given: str) -> Act:
    """A child that was born without life; it stands with its parents."""
    name = PersonName((given,) if given else (), parents[-1].name.family)
    place = Place(places.home().name)
    details = [
        ("time", hour(maker)),
        ("sex", sex_word(sex)),
        ("pregnancy", "31 weken"),
        ("first_names", given),
    ]
    parties = [
        ActParty(ActRole.CHILD, name, Birth(PartialDate.of(on), place), None),
        *(party(ActRole.MOTHER if p.sex is Sex.FEMALE else ActRole.FATHER, p) for p in parents),
    ]
    made = _made(ActKind.STILLBORN, on, "Aangifte van een levenloos kind")
    act = write(maker, made, parties, [(code, value) for code, value in details if value])
    return file(act, *parents)


def absence(maker: Maker, draft: PersonDraft, on: date, back: date) -> Act:
    """A judgment declared somebody absent, who came back."""
    judged = on - timedelta(days=50)
    details = judged_on(judged, judged + timedelta(days=30))
    made = _made(ActKind.ABSENCE, on, judgment(judged))
    again = judgment(back)
    history = [ActHistory(back, "Wederverschijning van de afwezige", again, back)]
    act = write(maker, made, [party(ActRole.ABSENT, draft)], details, history)
    return file(act, draft)


def _capacity(by: PersonDraft) -> str:
    return "als vader" if by.sex is Sex.MALE else "als meemoeder"


def _own(maker: Maker, draft: PersonDraft, made: ActSubject, details: list[tuple[str, str]]) -> Act:
    return file(write(maker, made, [party(ActRole.CONCERNED, draft)], details), draft)


def _made(kind: ActKind, on: date, basis: str) -> ActSubject:
    # Whoever has one of these has it in the DABS: older ones were migrated when they were needed.
    origin = None if on >= DABS_STARTED else ActOrigin.MIGRATED
    return ActSubject(kind, PartialDate.of(on), Place(places.home().name), on, basis, origin)
