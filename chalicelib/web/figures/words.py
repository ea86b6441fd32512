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

say = words.say

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
        return say("days.same")
    if days == 1:
        return say("days.one", unit=one)
    return say("days.many", count=numbers.count(days), unit=one)


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
        return say("compared.equal", year=before.year)
    share = numbers.percent(abs(total - before.total), before.total)
    if total < before.total:
        return say("compared.less", share=share, year=before.year)
    return say("compared.more", share=share, year=before.year)


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
    return say("hidden.small", smallest=smallest) if row.is_small else say("hidden.protects")


def when(year: Published) -> str:
    """`in 2022`, or `in 2026 tot nu toe`."""
    if year.is_over:
        return say("when.over", year=year.year)
    return say("when.running", year=year.year)


def _headline(year: Published, here: Municipality) -> str:
    if year.online is None or year.total is None:
        return ""
    share, name = year.online_share, here.official_name
    headline = say("press.headline", municipality=name, share=share, when=when(year))
    return f"{headline} {_since(year)}".rstrip()


def _since(year: Published) -> str:
    """What it was in the first year that is known: "nog maar" when it rose since."""
    now = numbers.hundredths(year.online or 0, year.total or 0) or 0
    earlier = [y for y in year.years if y.year < year.year and y.online_hundredths is not None]
    if not earlier:
        return ""
    first = earlier[0]
    if (first.online_hundredths or 0) < now:
        return say("press.since_less", year=first.year, share=first.online)
    return say("press.since", year=first.year, share=first.online)


def _total(year: Published) -> str:
    if year.total is None:
        return say("press.few", when=when(year), smallest=year.smallest)
    before, total = year.before, {"when": when(year), "count": numbers.count(year.total)}
    if before is None or not before.total:
        return say("press.total", **total)
    change = {"change": compared_with_before(year), "before": numbers.count(before.total)}
    return say("press.total_compared", **total, **change)


def _other_channels(year: Published) -> str:
    """What can be told of them; what is hidden, or isn't there, is left out."""
    rows = {row.code: row for row in year["channels"].rows if row.count}
    ways = words("press_ways").items()
    named = [how.format(share=rows[code].share) for code, how in ways if code in rows]
    told = [say("press.ways", ways=_listed(named, say("press.or")))] if named else []
    if LETTER_FAX in rows:
        told.append(say("press.letters", count=_count(rows[LETTER_FAX])))
    if OTHER in rows:
        told.append(say("press.other_ways", count=_count(rows[OTHER])))
    return " ".join(told)


def _count(row: FigureRow) -> str:
    return numbers.count(row.count or 0)


def _most_asked(year: Published, called: Called) -> str:
    rows = [row for row in year["documents"].rows if row.count][:TOP]
    named = [f"{called(row.code)} ({_count(row)})" for row in rows]
    return say("press.most_asked", documents=_listed(named, say("press.and"))) if named else ""


def _automatic(year: Published) -> str:
    if year.automatic is None:
        return ""
    text = say("press.automatic", share=year.automatic_share, when=when(year))
    if year.median_seconds is None:
        return text
    median = numbers.duration(year.median_seconds)
    return f"{text} {say('press.median', median=median)}"


def _listed(parts: list[str], and_: str) -> str:
    return f" {and_} ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]
