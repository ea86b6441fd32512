"""A year of figures without a replay: the canonical cells as roll-ups."""

from collections import Counter
from datetime import UTC, date, datetime

from chalicelib.adapters.memory.figures import MemoryFigures
from chalicelib.domain.cases.intake import Channel
from chalicelib.domain.certificates.order import PROCESS
from chalicelib.domain.figures.line import CaseSummary
from chalicelib.domain.figures.tally import Day, Tally, tally_of, year_of
from ops.measure.replay.table import Quota, canonical, quotas
from tests.support.requests import KORTRIJK

COUNTED = datetime(2023, 2, 1, 3, 0, tzinfo=UTC)
REASONS = (
    ("for_use_abroad",),
    ("variant_automatic",),
    ("act_digital", "variant_automatic"),
    ("record_blank",),
    ("remark_present",),
)


def a_year(figures: MemoryFigures, tenant: str = KORTRIJK, share: float = 1.0) -> None:
    """Put the roll-ups of 2022 with the canonical cells, spread over the days of the year."""
    counts: dict[date, Counter[tuple[str, ...]]] = {}
    for quota in quotas(canonical(), share):
        for line in _lines(quota):
            counts.setdefault(line.day, Counter()).update(tally_of((line,)).counts)
    for day, counted in counts.items():
        figures.put_day(tenant, Day(day, Tally(dict(counted)), COUNTED))
    figures.put_year(tenant, year_of(2022, figures.days(tenant, 2022), COUNTED))


def _lines(quota: Quota) -> list[CaseSummary]:
    return [_line(quota, n) for n in range(quota.total)]


def _line(quota: Quota, n: int) -> CaseSummary:
    is_automatic = n < quota.automatic
    is_online = quota.channel is Channel.THUISLOKET
    return CaseSummary(
        day=date.fromordinal(date(2022, 1, 1).toordinal() + n * 7919 % 365),
        hour=8 + n % 12,
        process=PROCESS,
        channel=quota.channel.value,
        outcome="delivered",
        is_automatic=is_automatic,
        dimensions=(("document", quota.document),),
        details=(("variant", "attest"), ("language", "nl")),
        reasons=() if is_automatic else REASONS[n % 5] if is_online else ("channel_is_thuisloket",),
        seconds=2 + n % 5 if is_automatic else 86_400,
        review_days=None if is_automatic else n % 4,
    )
