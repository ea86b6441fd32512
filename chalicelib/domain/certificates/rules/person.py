"""Rules on the file of the person whom a document is about, and on the age of who asks."""

from datetime import date

from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.order import applicant_of
from chalicelib.domain.certificates.rules.asking import if_person, is_self, is_waiting, services_of
from chalicelib.domain.certificates.rules.labels import STATUS
from chalicelib.domain.certificates.rules.registry import (
    MAIN,
    OWN_RULE,
    PASSED,
    UNKNOWN,
    Audience,
    RuleJudgement,
    RuleKind,
    Says,
    failed,
    passed,
    rule,
)
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Ambiguous, Denied, Found, NotFound
from chalicelib.domain.registers.people import PersonStatus
from chalicelib.domain.registers.relations import is_surely_minor, may_be_minor
from chalicelib.domain.shared.partial_date import PartialDate

NATIONAL_REGISTER = "Wet 8 augustus 1983 tot regeling van een Rijksregister"
POPULATION_REGISTERS = "Wet 19 juli 1991 betreffende de bevolkingsregisters"


@rule(
    "applicant_is_adult",
    title="De aanvrager is meerderjarig",
    basis="Oud BW, art. 376 en 388",
    passed={
        MAIN: Says(
            "U bent meerderjarig.",
            "De aanvrager is volgens het Rijksregister meerderjarig.",
        ),
        "not_asked": Says(
            "U vraagt het document voor iemand anders aan.",
            "De aanvraag is voor iemand anders; niets wijst erop dat de aanvrager minderjarig is.",
        ),
    },
    failed={
        "minor": Says(
            "U bent jonger dan 18 jaar en kunt dit document niet zelf aanvragen. Uw ouder of voogd"
            " kan het voor u doen.",
            "De aanvrager is volgens het Rijksregister minderjarig: alleen een ouder of voogd kan"
            " het document aanvragen.",
            Outcome.REFUSE,
        ),
        "unclear": Says(
            "Uw volledige geboortedatum is niet bekend. Een medewerker gaat na of u 18 jaar bent.",
            "De geboortedatum van de aanvrager is onvolledig: ga na of de aanvrager 18 jaar is.",
        ),
    },
)
def applicant_is_adult(facts: Facts) -> RuleJudgement:
    """Minors act through a parent or guardian; only a register proves that somebody is one."""
    if is_self(facts):
        person = facts.answered.person
        return _age(person.value.birth.date, facts.today) if isinstance(person, Found) else UNKNOWN
    household = facts.answered.household
    if Service.HOUSEHOLD in services_of(facts) and is_waiting(household):
        return UNKNOWN
    members = household.value.members if isinstance(household, Found) else ()
    applicant = applicant_of(facts.case).person
    births = [member.birth.date for member in members if member.number == applicant]
    return _age(births[0], facts.today) if births else passed("not_asked")


def _age(born: PartialDate, today: date) -> RuleJudgement:
    if is_surely_minor(born, today):
        return failed("minor")
    return failed("unclear") if may_be_minor(born, today) else PASSED


@rule(
    "person_known",
    title="Het Rijksregister kent de persoon",
    basis=f"{NATIONAL_REGISTER}, art. 2 en 3",
    audience=Audience.ENTITLED,
    passed=Says(
        "Het Rijksregister kent de persoon voor wie het document bestemd is.",
        "Het Rijksregister heeft precies één dossier op dit nummer.",
    ),
    failed={
        "not_found": Says(
            "Wij vinden deze persoon niet in het Rijksregister. Een medewerker zoekt het uit.",
            "Het Rijksregister kent dit nummer niet: ga na of het nummer juist is, of vervangen.",
        ),
        "ambiguous": Says(
            "Wij vinden meer dan één dossier in het Rijksregister. Een medewerker zoekt het uit.",
            "Het Rijksregister geeft {count} dossiers: ga na welk dossier het juiste is.",
        ),
        "denied": Says(
            "Dit dossier kunnen wij niet vanzelf inkijken. Een medewerker bekijkt uw aanvraag.",
            "Het Rijksregister weigerde de raadpleging: ga na of de dienst voor dit doel"
            " gemachtigd is.",
        ),
    },
)
def person_known(facts: Facts) -> RuleJudgement:
    """Exactly one file, and one that may be read."""
    match facts.answered.person:
        case Found():
            return PASSED
        case NotFound():
            return failed("not_found")
        case Ambiguous(count):
            return failed("ambiguous", count=str(count))
        case Denied():
            return failed("denied")
        case _:
            return UNKNOWN


@rule(
    "person_active",
    title="Het dossier van de persoon is actief",
    basis=OWN_RULE,
    audience=Audience.ENTITLED,
    passed=Says(
        "Het dossier in het Rijksregister is actief.",
        "Het dossier in het Rijksregister is actief.",
    ),
    failed=Says(
        "Het dossier in het Rijksregister is niet meer actief."
        " Een medewerker kijkt uw aanvraag na.",
        "Het dossier in het Rijksregister staat op '{status}': ga na of het document nog kan"
        " worden afgeleverd, en aan wie.",
    ),
)
def person_active(facts: Facts) -> RuleJudgement:
    """Who died, left the country or was struck off gets nothing without a clerk."""
    person = facts.answered.person
    if not isinstance(person, Found):
        return UNKNOWN
    status = person.value.status
    return PASSED if status is PersonStatus.ACTIVE else failed(status=STATUS[status])


@rule(
    "subject_deceased",
    title="De persoon is overleden",
    basis="Oud BW, art. 55 tot 57",
    audience=Audience.ENTITLED,
    passed=Says(
        "Het overlijden staat in het Rijksregister.",
        "De persoon is volgens het Rijksregister overleden.",
    ),
    failed={
        MAIN: Says(
            "Het Rijksregister vermeldt geen overlijden. Een medewerker zoekt het uit.",
            "De persoon is volgens het Rijksregister niet overleden: ga na of een overlijden nog"
            " moet worden verwerkt, of om wie het gaat.",
        ),
        "is_applicant": Says(
            "Wij kunnen deze aanvraag niet automatisch behandelen. Een medewerker neemt ze over.",
            "De aanvrager is volgens het Rijksregister zelf overleden: ga na of het dossier fout"
            " is, of iemand zich voor een ander uitgeeft.",
        ),
    },
)
def subject_deceased(facts: Facts) -> RuleJudgement:
    """A death act is of somebody who died, so never of who asks for it."""
    answer = if_person(facts, lambda person: person.status is PersonStatus.DECEASED)
    return failed("is_applicant") if answer is PASSED and is_self(facts) else answer


@rule(
    "municipality_in_charge",
    title="Deze gemeente beheert het dossier",
    basis=f"{POPULATION_REGISTERS}, art. 1",
    audience=Audience.ENTITLED,
    passed=Says(
        "Onze gemeente beheert het dossier.",
        "Het dossier wordt beheerd door deze gemeente ({nis}).",
    ),
    failed=Says(
        "Een andere gemeente beheert het dossier. Een medewerker bekijkt of wij u kunnen helpen.",
        "Het dossier wordt niet beheerd door deze gemeente ({nis}): verwijs door naar de gemeente"
        " die het beheert, of ga na of een verhuizing nog loopt.",
    ),
)
def municipality_in_charge(facts: Facts) -> RuleJudgement:
    """The municipality where somebody is registered certifies what stands in its registers."""
    person, nis = facts.answered.person, facts.municipality.nis
    if not isinstance(person, Found):
        return UNKNOWN
    return passed(nis=nis) if person.value.managed_by == nis else failed(nis=nis)


@rule(
    "address_change_pending",
    kind=RuleKind.TRIGGER,
    title="Er loopt een wijziging van adres of gezin",
    basis=f"{POPULATION_REGISTERS}, art. 5; {OWN_RULE}",
    audience=Audience.ENTITLED,
    passed=Says(
        "Er loopt geen wijziging van adres of gezin.",
        "Er loopt geen wijziging van adres of gezin.",
    ),
    failed=Says(
        "Er loopt nog een wijziging van adres of gezin. Een medewerker kijkt uw aanvraag na.",
        "Er loopt een wijziging van adres of gezin: ga de stand van de vaststelling na, en lever"
        " pas af als het register juist is.",
    ),
)
def address_change_pending(facts: Facts) -> RuleJudgement:
    """What is about to change isn't certified."""
    return if_person(facts, lambda person: not person.pending_change)


@rule(
    "record_protected",
    kind=RuleKind.TRIGGER,
    title="Het adres is beschermd",
    basis=f"{NATIONAL_REGISTER}, art. 6; {OWN_RULE}",
    audience=Audience.SUBJECT,
    passed=Says(
        "Er is geen bijzondere bescherming van de gegevens.",
        "Het dossier heeft geen beschermd adres.",
    ),
    failed=Says(
        "Deze gegevens zijn extra beschermd. Een medewerker behandelt uw aanvraag persoonlijk.",
        "Het adres in dit dossier is beschermd: ga na wie vraagt, en lever niets af waaruit het"
        " adres blijkt zonder toestemming van de persoon.",
    ),
)
def record_protected(facts: Facts) -> RuleJudgement:
    """A confidential address never leaves by itself."""
    return if_person(facts, lambda person: not person.is_protected)
