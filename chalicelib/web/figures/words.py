"""The Dutch words of the figures by code, and the text for the press."""

import tomllib
from collections.abc import Mapping
from functools import cache

from chalicelib.domain.figures import numbers
from chalicelib.domain.figures.press import LETTER_FAX, THUISLOKET, TOP, Story
from chalicelib.domain.figures.published import Published, Row
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.templates import Catalogue
from chalicelib.settings import TEMPLATES

type Labels = Mapping[str, str]


@cache
def words(table: str) -> Labels:
    """A table of `figures/words.toml`."""
    text = (TEMPLATES / "figures" / "words.toml").read_text(encoding="utf-8")
    found: Labels = tomllib.loads(text)[table]
    return found


def document_name(catalogue: Catalogue, document_id: str) -> str:
    """What a document is called; its id when it left the catalogue since."""
    document = catalogue.get(document_id)
    return document.names.nl if document else document_id


def reason(code: str) -> str:
    """Why a request wasn't automatic, to follow on "omdat"; the code of a rule without words."""
    return words("reasons").get(code, code)


@cache
def _refusals(process: str) -> Labels:
    """What the letters of a process give as reasons."""
    letters = sorted((TEMPLATES / "processes" / process / "letters").glob("*.toml"))
    read = (tomllib.loads(letter.read_text(encoding="utf-8")) for letter in letters)
    return {one["code"]: one["words"] for found in read for one in found.get("reasons", ())}


def refusal(code: str, process: str) -> str:
    """Why a case was refused: by a clerk, or by a rule; the code of a reason without words."""
    return _refusals(process).get(code) or reason(code)


def compared_with_before(story: Story) -> str:
    """`1,89 % minder dan in 2021`; empty without a year before."""
    before = story.before
    if before is None or before.total is None:
        return ""
    if story.total == before.total:
        return f"evenveel als in {before.year}"
    share = numbers.percent(abs(story.total - before.total), before.total)
    return f"{share} {'minder' if story.total < before.total else 'meer'} dan in {before.year}"


def press_text(year: Published, here: Municipality, catalogue: Catalogue) -> list[str]:
    """The text for the press, paragraph by paragraph; every number is counted, none typed."""
    story = year.story
    paragraphs = [
        _headline(story, here),
        _total(story),
        _other_channels(year),
        _most_asked(year, catalogue),
        _automatic(story),
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


def shown(row: Row, smallest: int) -> str:
    """A count as it may be shown: `1.208`, or `minder dan 5`."""
    return f"minder dan {smallest}" if row.count is None else numbers.count(row.count)


def _other_channels(year: Published) -> str:
    rows = {row.code: row for row in year["channels"].rows}
    some = {code: row.share or shown(row, year.smallest) for code, row in rows.items()}
    few = {code: shown(row, year.smallest) for code, row in rows.items()}
    return (
        f"Wie niet via het Thuisloket aanvroeg, kwam langs aan de balie ({some['balie']}), belde"
        f" ({some['telefoon']}) of mailde ({some['mail']}). Per brief of fax kwamen er"
        f" {few[LETTER_FAX]} aanvragen binnen. Van {few['andere']} aanvragen is het kanaal anders"
        " of niet vermeld."
    )


def _headline(story: Story, here: Municipality) -> str:
    online = story.channel_share(THUISLOKET)
    earlier = [y for y in story.years if y.year < story.year.year and y.online_hundredths]
    since = f" In {earlier[0].year} was dat nog {earlier[0].online}." if earlier else ""
    return (
        f"{here.official_name}: {online} van de akten en attesten van Burgerzaken werd in"
        f" {story.year.year} aangevraagd via het Thuisloket.{since}"
    )


def _total(story: Story) -> str:
    change = compared_with_before(story)
    before = story.before
    tail = f", {change} ({numbers.count(before.total)})" if before and before.total else ""
    return (
        f"Burgerzaken ontving in {story.year.year} in totaal {numbers.count(story.total)}"
        f" aanvragen{tail}."
    )


def _most_asked(year: Published, catalogue: Catalogue) -> str:
    rows = [row for row in year["documents"].rows if row.count][:TOP]
    named = [
        f"{document_name(catalogue, row.code)} ({numbers.count(row.count or 0)})" for row in rows
    ]
    return f"Het meest gevraagd: {_listed(named)}." if named else ""


def _automatic(story: Story) -> str:
    share = numbers.percent(story.automatic, story.total)
    text = (
        f"{share} van alle akten en attesten kwam er volledig automatisch, zonder dat een"
        " medewerker iets moest doen."
    )
    if story.median_seconds is None:
        return text
    median = numbers.duration(story.median_seconds)
    return f"{text} Zo'n document stond in de helft van de gevallen binnen {median} klaar."


def _listed(parts: list[str]) -> str:
    return " en ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)
