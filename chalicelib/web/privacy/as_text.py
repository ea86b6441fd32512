"""Somebody's data for reading (AVG art. 15): plain text in Dutch, with what the law wants told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.privacy.holdings import Holdings
from chalicelib.domain.privacy.retention import Retention
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.usecases.privacy.hand_over import Handed, HandedCase
from chalicelib.web.desk import words
from chalicelib.web.http import texts

INTRODUCTION = """\
Dit is alles wat het Thuisloket van {municipality} over u bewaart, op {at}.
"""
IN_THE_ZIP = """\

In gegevens.json staat hetzelfde in een vorm die programma's kunnen lezen. Uw documenten staan in de
map documenten, wat u meestuurde in de map bijlagen.
"""
ON_THE_PORTAL = """\
Uw documenten en bijlagen zelf vindt u in het Thuisloket, bij Mijn aanvragen.
"""
SOURCES = """\
Waar komt het vandaan?
  Van uzelf, van itsme of eID toen u zich aanmeldde, en uit de registers die bij elke raadpleging
  hierboven staan. Wat in het Rijksregister zelf over u staat, ziet u op
  https://mijndossier.rrn.fgov.be.

Wie krijgt het?
  U, en de medewerkers die uw aanvraag behandelden. Wie een document van u kreeg, kan nagaan of het
  echt is; daarbij ziet die persoon niet over wie het gaat.

Beslist een computer?
  Ja, als aan alle voorwaarden voldaan is: dan krijgt u uw document meteen. Een weigering door de
  regels zegt welke wet dat vraagt. U kunt altijd vragen dat een medewerker opnieuw kijkt.
"""
RIGHTS = """\
Uw rechten
  U mag uw gegevens laten verbeteren of laten wissen. Vraag het aan {email}.
  U kunt een klacht indienen bij de Gegevensbeschermingsautoriteit, Drukpersstraat 35, 1000 Brussel,
  https://www.gegevensbeschermingsautoriteit.be.
"""


@dataclass(frozen=True, slots=True)
class Overview:
    """The text, and what it needs to call things by their names; `titles` are by id."""

    municipality: Municipality
    titles: Mapping[str, str]
    retention: Retention

    def __call__(self, handed: Handed, names: dict[str, str], beside: str) -> str:
        """The whole; `names` are what files are called, by key, `beside` says where they are."""
        return "\n".join(self._lines(handed, names, beside)) + "\n"

    def _lines(self, handed: Handed, names: dict[str, str], beside: str) -> Iterator[str]:
        where, holdings = self.municipality.official_name, handed.holdings
        yield INTRODUCTION.format(municipality=where, at=self._on(holdings.at))
        yield beside
        yield f"Uw aanvragen: {len(handed.cases)}\n"
        for one in handed.cases:
            yield from self._case(one, names)
        yield from self._about(holdings)
        yield from self._consultations(holdings)
        yield from self._beside(holdings)
        yield SOURCES
        yield "Waarom bewaren wij dit, en hoelang?"
        yield from (
            f"  - {rule.what}: {rule.until}. {rule.why} ({rule.basis})"
            for rule in self.retention.rules
        )
        yield ""
        yield RIGHTS.format(email=self.municipality.contact.email)

    def _case(self, one: HandedCase, names: dict[str, str]) -> Iterator[str]:
        view = one.view
        yield f"{view.reference}  {view.title}"
        yield f"  Ontvangen op {self._on(view.received_at)}. Stand: {view.label}."
        if one.party.email:
            yield f"  E-mailadres: {one.party.email}"
        yield from (f"  {label}: {self._name(text)}" for label, text in one.filled_in)
        yield from self._history(one)
        yield from (f"  Bestand: {names[key]}" for key in one.files if key in names)
        if one.withheld:
            yield f"  Niet opgenomen: {one.withheld} notities van de dienst of van anderen."
        yield ""

    def _history(self, one: HandedCase) -> Iterator[str]:
        happened = [(line.at, line.words) for line in one.view.history]
        said = [
            (entry.at, f"{self._kind(one, entry)}: {entry.text}".rstrip(": "))
            for entry in one.view.entries
        ]
        in_order = sorted(happened + said, key=lambda line: line[0])
        yield from (f"  {self._on(at)}  {what}" for at, what in in_order)

    def _kind(self, one: HandedCase, entry: Entry) -> str:
        """What a field is called, else what kind of entry it is."""
        kinds = words.of("entries")
        return one.view.labels.get(entry.name) or kinds.get(entry.kind.value, entry.kind.value)

    def _about(self, holdings: Holdings) -> Iterator[str]:
        yield f"Documenten die wij over u uitgaven: {len(holdings.documents)}"
        for listed in holdings.documents:
            entry = listed.entry
            erased = f", bestand gewist op {self._on(listed.erased_at)}" if listed.erased_at else ""
            yield (
                f"  {entry.issued_on:%d/%m/%Y}  {self._name(entry.document_id)}, {entry.number}"
                f"{erased}"
            )
        yield ""

    def _consultations(self, holdings: Holdings) -> Iterator[str]:
        yield f"Wie keek in uw gegevens: {len(holdings.consultations)} keer"
        services, actors = texts.words("services"), texts.words("actors")
        for one in holdings.consultations:
            what = ", ".join(services[service.value] for service in sorted(one.services))
            yield f"  {self._on(one.at)}  {actors[one.actor_kind.value]}"
            yield f"    {what or services['held']}; {self._name(one.purpose)} ({one.legal_ground})"
        yield ""

    def _beside(self, holdings: Holdings) -> Iterator[str]:
        for draft in holdings.drafts:
            yield f"Ingevuld en niet verstuurd op {self._on(draft.at)} ({draft.path}):"
            filled_in = (pair for pair in draft.fields if not pair[0].startswith("_"))
            yield from (f"  {name}: {text}" for name, text in filled_in if text)
        for until in holdings.sessions:
            yield f"U bent aangemeld tot {self._on(until)}."
        for address in holdings.blocked:
            yield f"Naar {address} schrijven wij niet meer: e-mails kwamen terug."
        if holdings.others:
            yield (
                f"Anderen deden {holdings.others} aanvragen over u. Wie dat zijn, zeggen wij niet"
                " (AVG art. 15, lid 4); waarom ze dat mochten, staat bij de raadplegingen."
            )
        yield ""

    def _name(self, text: str) -> str:
        return self.titles.get(text, text)

    def _on(self, moment: datetime) -> str:
        local = moment.astimezone(ZoneInfo(self.municipality.timezone))
        return f"{local:%d/%m/%Y %H:%M}"
