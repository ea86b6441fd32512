"""The words of documents in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.registers.people import Place as Town
from chalicelib.domain.shared.language import Language
from chalicelib.domain.shared.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Labels:
    """Words by dotted code, names of countries, purposes and activities by theirs.

    `laws` are provisions in this language by what the documents' files call them, in Dutch.
    """

    language: Language
    texts: Mapping[str, str]
    countries: Mapping[str, str]
    purposes: Mapping[str, str]
    activities: Mapping[str, str]
    laws: Mapping[str, str]

    def __getitem__(self, code: str) -> str:
        return self.texts[code]

    def say(self, code: str, **values: object) -> str:
        """A sentence with its blanks filled in."""
        return self.texts[code].format(**values)

    def naming(self, municipality: str) -> dict[str, str]:
        """The blanks for a municipality's name: as it is, and as it stands in a sentence.

        Its first word says what kind it is, and with it the article; `of_municipality` follows on
        what is a municipality's.
        """
        kind = municipality.partition(" ")[0].casefold()
        ways = ("the_municipality", "of_municipality")
        forms = {way: self.texts.get(f"{way}.{kind}") or self[f"{way}.other"] for way in ways}
        named = {way: form.format(name=municipality) for way, form in forms.items()}
        return {"municipality": municipality, **named}

    def date(self, day: date | PartialDate) -> str:
        """A date in words, as whole as it is known: `30 juli 1985`, `juli 1985`, `1985`."""
        known = day if isinstance(day, PartialDate) else PartialDate.of(day)
        if not known.month:
            return f"{known.year}"
        month = self.texts[f"months.{known.month}"]
        if not known.day:
            return self.say("date.month", month=month, year=known.year)
        number = self.texts["date.first"] if known.day == 1 else known.day
        return self.say("date.whole", day=number, month=month, year=known.year)

    def town(self, place: Town) -> str:
        """A place, with its country when that isn't Belgium."""
        if place.country == "BE":
            return place.name
        return f"{place.name} ({self.country(place.country)})"

    def country(self, code: str) -> str:
        """The name of a country; the code itself for one that no longer exists."""
        return self.countries.get(code, code)

    def law(self, ref: str) -> str:
        """A provision in this language; in Dutch where it has no name in it."""
        return self.laws.get(ref, ref)
