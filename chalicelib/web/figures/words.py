"""The Dutch words of the figures by code, and the text for the press."""

import tomllib
from collections.abc import Callable
from functools import cache

from chalicelib.adapters.files.words import FileWords
from chalicelib.domain.figures import numbers
from chalicelib.domain.figures.press import LETTER_FAX, OTHER, TOP
from chalicelib.domain.figures.published import FigureRow, Published
from chalicelib.domain.shared.wording import Labels
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.settings import TEMPLATES

words = FileWords(TEMPLATES / "figures" / "words.toml")
"""The words of the figures."""

type Called = Callable[[str], str]
"""What a document is called, by its id."""


def reason(code: str) -> str:
    """Why a request wasn't automatic, to follow on "omdat"; the code of a rule without words."""
    return words("reasons").get(code, code)


def step(code: str) -> str:
    """A step of a process; its code when it has no words."""
    return words("steps").get(code, code.replace("_", " "))


def dimension(code: str) -> str:
    """What a process counts by; its code when it has no words."""
    return words("dimensions").get(code, code.replace("_", " "))


def code_of(by: str, code: str) -> str:
    """One value of a dimension, such as "ja" of "te laat"; the code where it has no words."""
    return words("codes").get(f"{by}={code}") or words("codes").get(code, code)


def in_days(days: int, one: str = "dag") -> str:
    """`dezelfde dag`, `1 werkdag`, `9 dagen`."""
    if not days:
        return "dezelfde dag"
    return f"1 {one}" if days == 1 else f"{numbers.count(days)} {one}en"


@cache
def _refusals(process: str) -> Labels:
    """What the letters of a process give as reasons; those of rules have the words of the rule."""
    letters = sorted((TEMPLATES / "processes" / process / "letters").glob("*.toml"))
    read = (tomllib.loads(letter.read_text(encoding="utf-8")) for letter in letters)
    reasons = (one for found in read for one in found.get("reasons", ()))
    return {one["code"]: one["words"] for one in reasons if "words" in one}


def refusal(code: str, process: str) -> str:
    """Why a case was refused: by a clerk, or by a rule; the code of a reason without words."""
    return _refusals(process).get(code) or reason(code)


def compared_with_before(year: Published) -> str:
    """`1,89 % minder dan in 2021`; empty without a year before, and while the year runs."""
    before, total = year.before, year.total
    if before is None or before.total is None or total is None:
        return ""
    if total == before.total:
        return f"evenveel als in {before.year}"
    share = numbers.percent(abs(total - before.total), before.total)
    return f"{share} {'minder' if total < before.total else 'meer'} dan in {before.year}"


def press_text(year: Published, here: Municipality, called: Called) -> list[str]:
    """The text for the press, paragraph by paragraph; every number is counted, none typed."""
    paragraphs = [
        _headline(year, here),
        _total(year),
        _other_channels(year),
        _most_asked(year, called),
        _automatic(year),
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


def shown(row: FigureRow, smallest: int) -> str:
    """A count as it may be shown: `1.208`, `minder dan 5`, or `niet getoond` to protect another."""
    if row.count is not None:
        return numbers.count(row.count)
    return f"minder dan {smallest}" if row.is_small else "niet getoond"


def when(year: Published) -> str:
    """`in 2022`, or `in 2026 tot nu toe`."""
    return f"in {year.year}" if year.is_over else f"in {year.year} tot nu toe"


def _headline(year: Published, here: Municipality) -> str:
    if year.online is None or year.total is None:
        return ""
    return (
        f"{here.official_name}: {year.online_share} van de akten en attesten van Burgerzaken werd"
        f" {when(year)} aangevraagd via het Thuisloket.{_since(year)}"
    )


def _since(year: Published) -> str:
    """What it was in the first year that is known: "nog maar" when it rose since."""
    now = numbers.hundredths(year.online or 0, year.total or 0) or 0
    earlier = [y for y in year.years if y.year < year.year and y.online_hundredths is not None]
    if not earlier:
        return ""
    less = " nog maar" if (earlier[0].online_hundredths or 0) < now else ""
    return f" In {earlier[0].year} was dat{less} {earlier[0].online}."


def _total(year: Published) -> str:
    if year.total is None:
        return f"Burgerzaken ontving {when(year)} minder dan {year.smallest} aanvragen."
    change, before = compared_with_before(year), year.before
    tail = f", {change} ({numbers.count(before.total)})" if before and before.total else ""
    return (
        f"Burgerzaken ontving {when(year)} in totaal {numbers.count(year.total)} aanvragen{tail}."
    )


def _other_channels(year: Published) -> str:
    """What can be told of them; what is hidden, or isn't there, is left out."""
    rows = {row.code: row for row in year["channels"].rows if row.count}
    ways = {"balie": "kwam langs aan de balie", "telefoon": "belde", "mail": "mailde"}
    named = [f"{how} ({rows[code].share})" for code, how in ways.items() if code in rows]
    told = [f"Wie niet via het Thuisloket aanvroeg, {_listed(named, 'of')}."] if named else []
    if LETTER_FAX in rows:
        told.append(f"Per brief of fax kwamen er {_count(rows[LETTER_FAX])} aanvragen binnen.")
    if OTHER in rows:
        n = _count(rows[OTHER])
        told.append(f"Van {n} aanvragen is het kanaal anders of niet vermeld.")
    return " ".join(told)


def _count(row: FigureRow) -> str:
    return numbers.count(row.count or 0)


def _most_asked(year: Published, called: Called) -> str:
    rows = [row for row in year["documents"].rows if row.count][:TOP]
    named = [f"{called(row.code)} ({_count(row)})" for row in rows]
    return f"Het meest gevraagd: {_listed(named)}." if named else ""


def _automatic(year: Published) -> str:
    if year.automatic is None:
        return ""
    text = (
        f"{year.automatic_share} van alle akten en attesten kwam er {when(year)} volledig"
        " automatisch, zonder dat een medewerker iets moest doen."
    )
    if year.median_seconds is None:
        return text
    median = numbers.duration(year.median_seconds)
    return f"{text} Zo'n document stond in de helft van de gevallen binnen {median} klaar."


def _listed(parts: list[str], and_: str = "en") -> str:
    return f" {and_} ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]
