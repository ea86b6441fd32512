"""Somebody's data for reading (AVG art. 15): plain text in Dutch, with what the law wants told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.mail.wishes import MailWishes
from chalicelib.domain.privacy.holdings import Holdings
from chalicelib.domain.privacy.retention import Retention
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.usecases.privacy.hand_over import Handed, HandedCase
from chalicelib.web.desk import words
from chalicelib.web.http import texts

say = texts.words.say


@dataclass(frozen=True, slots=True)
class Overview:
    """The text, and what it needs to call things by their names; `titles` are by id."""

    municipality: Municipality
    titles: Mapping[str, str]
    retention: Retention

    def __call__(self, handed: Handed, names: dict[str, str], *, zipped: bool = False) -> str:
        """The whole; `names` are what files are called, by key; in a zip they lie beside it."""
        return "\n".join(self._lines(handed, names, zipped=zipped)) + "\n"

    def _lines(self, handed: Handed, names: dict[str, str], *, zipped: bool) -> Iterator[str]:
        where, holdings = self.municipality.official_name, handed.holdings
        yield say("own_data.introduction", municipality=where, at=self._on(holdings.at))
        yield say("own_data.in_the_zip") if zipped else say("own_data.on_the_portal")
        yield say("own_data.cases", count=len(handed.cases))
        for one in handed.cases:
            yield from self._case(one, names)
        yield from self._about(holdings)
        yield from self._consultations(holdings)
        yield from self._beside(holdings)
        yield say("own_data.sources")
        yield say("own_data.retention")
        yield from (
            f"  - {rule.what}: {rule.until}. {rule.why} ({rule.basis})"
            for rule in self.retention.rules
        )
        yield ""
        yield say("own_data.rights", email=self.municipality.contact.email)

    def _case(self, one: HandedCase, names: dict[str, str]) -> Iterator[str]:
        view = one.view
        yield f"{view.reference}  {view.title}"
        yield say("own_data.case", at=self._on(view.received_at), state=view.label)
        if one.party.email:
            yield say("own_data.email", address=one.party.email)
        yield from (f"  {label}: {self._name(text)}" for label, text in one.filled_in)
        yield from self._history(one)
        yield from (say("own_data.file", name=names[k]) for k in one.files if k in names)
        if one.withheld:
            yield say("own_data.withheld", count=one.withheld)
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
        return one.view.labels.get(entry.id) or kinds.get(entry.kind.value, entry.kind.value)

    def _about(self, holdings: Holdings) -> Iterator[str]:
        yield say("own_data.documents", count=len(holdings.documents))
        for listed in holdings.documents:
            entry = listed.entry
            yield f"  {entry.issued_on:%d/%m/%Y}  {self._name(entry.document_id)}, {entry.number}"
            if listed.erased_at:
                yield say("own_data.erased", at=self._on(listed.erased_at))
        yield ""

    def _consultations(self, holdings: Holdings) -> Iterator[str]:
        yield say("own_data.looks", count=len(holdings.consultations))
        services, actors = texts.words("services"), texts.words("actors")
        for one in holdings.consultations:
            what = ", ".join(services[service.value] for service in sorted(one.services))
            yield f"  {self._on(one.at)}  {actors[one.actor_kind.value]}"
            yield f"    {what or services['held']}; {self._name(one.purpose)} ({one.legal_ground})"
        yield ""

    def _beside(self, holdings: Holdings) -> Iterator[str]:
        for draft in holdings.drafts:
            yield say("own_data.draft", at=self._on(draft.at), path=draft.path)
            filled_in = (pair for pair in draft.fields if not pair[0].startswith("_"))
            yield from (f"  {name}: {text}" for name, text in filled_in if text)
        if holdings.wishes:
            yield say("own_data.wishes", said=_wished(holdings.wishes))
        if holdings.asked:
            yield say("own_data.asked", at=self._on(holdings.asked.at), mark=holdings.asked.mark)
        for until in holdings.sessions:
            yield say("own_data.session", until=self._on(until))
        for address in holdings.blocked:
            yield say("own_data.blocked", address=address)
        if holdings.others:
            yield say("own_data.others", count=holdings.others)
        yield ""

    def _name(self, text: str) -> str:
        return self.titles.get(text, text)

    def _on(self, moment: datetime) -> str:
        local = moment.astimezone(ZoneInfo(self.municipality.timezone))
        return f"{local:%d/%m/%Y %H:%M}"


def _wished(wishes: MailWishes) -> str:
    """Address, language and the mails that aren't wanted, as far as they were said."""
    steps, languages = texts.words("mail_steps"), texts.words("languages")
    address = (
        say("own_data.confirmed", address=wishes.email) if wishes.is_confirmed else wishes.email
    )
    language = languages[wishes.language] if wishes.language else ""
    without = [say("own_data.without", step=steps[step]) for step in sorted(wishes.unwanted)]
    return ", ".join(word for word in (address, language, *without) if word)
