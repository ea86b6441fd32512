"""A day of a counter in which everything happens that a test of the whole wants to have seen.

Whoever adds a use case adds it here: the policies, and what may stand in a log, are judged by it.
Its themes are the modules beside this one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from chalicelib.adapters.aws.uploads.scanner import TagScanner
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.wiring import Wiring, use
from tests.support.counter import a_counter
from tests.support.day import (
    cases,
    citizens,
    documents,
    intake,
    made_up,
    marrying,
    moving,
    people,
    processes,
    schedules,
    troubles,
)
from tests.support.day.visits import ADULT, REMARK, TENANT, Day
from tests.support.zworp.people import Flumers
from tests.support.zworp.wiring import beside_ours, offered

EMAIL = "test@burger.example"
FAR = 32_503_680_000.0
"""The year 3000: tokens that are newer than any sign-out of the day."""

THEMES: tuple[Callable[[Day], None], ...] = (
    processes.citizens_go_it,
    processes.programs_go_it,
    processes.colleagues_handle_it,
    processes.programs_handle_it,
    processes.what_goes_wrong_is_seen_to,
    schedules.digest,
    citizens.anybody_reads,
    citizens.provider_reads_our_keys,
    citizens.somebody_asks_on_the_web,
    citizens.somebody_comes_back,
    citizens.somebody_guesses,
    citizens.program_on_the_api,
    citizens.every_register,
    citizens.somebody_answers,
    citizens.program_puts_files,
    citizens.somebody_takes_back,
    people.somebody_takes_along_and_is_forgotten,
    cases.clerk_approves,
    cases.clerk_decides_several,
    cases.supervisor_takes_over,
    cases.clerk_waits,
    cases.clerk_looks_around,
    cases.clerk_refuses,
    cases.program_handles_cases,
    cases.case_is_abandoned,
    cases.register_is_asked_again,
    intake.each_channel_is_keyed_in,
    intake.program_keys_in,
    intake.mistake_is_put_right,
    intake.mails_come_back,
    documents.anybody_verifies,
    documents.clerk_revokes,
    documents.registrars_revoke,
    documents.registrar_lists_copies,
    schedules.feedback_waits,
    schedules.figures,
    schedules.a_canary,
    schedules.seals_last,
    troubles.services_fail,
    troubles.seal_fails,
    troubles.archive_fails,
    troubles.messages_get_lost,
    troubles.it_crashes_after_storing,
    made_up.goes_its_ways,
    moving.somebody_moves,
    moving.somebody_joins,
    moving.somebody_phones,
    moving.another_municipality_tells,
    marrying.somebody_marries,
    marrying.somebody_is_refused,
    marrying.somebody_has_a_day,
    marrying.somebody_chooses_an_hour,
    marrying.somebody_is_asked_by_letter,
)


@contextmanager
def a_day() -> Iterator[Day]:
    """A counter after all of it; the clock has moved by years."""
    clock = MemoryClock()
    known = {"clock": clock, "identity": Flumers(email=EMAIL, made_at=FAR, shown_at=clock.now)}
    with beside_ours() as parts, a_counter(None, offered, **known, **parts) as counter:
        wiring = counter.wiring
        s3, bucket = wiring.platform.clients.s3, wiring.platform.settings.bucket
        wiring.give(scanner=TagScanner(s3, bucket))
        day = Day(counter, clock)
        for theme in THEMES:
            theme(day)
        _cold_starts(day, parts)
        schedules.years_go_by(day)
        yield day


def _cold_starts(day: Day, parts: dict[str, object]) -> None:
    """Each function by itself, with nothing in memory yet."""
    counter, wiring = day.counter, day.counter.wiring
    schedules.feedback_is_parked(day, 11)
    bounced = counter.case(wiring.cases.store.of_person(TENANT, ADULT, 50)[-1].id)
    for call in (
        lambda: counter.get(ADULT, "/api/v1/requests"),
        lambda: counter.post(ADULT, {"document": "attest-leven", "remark": REMARK}),
        counter.drain,
        counter.tick,
        lambda: intake.bounce(bounced),
        lambda: cases.clerk_approves(day),
        lambda: intake.each_channel_is_keyed_in(day),
        lambda: documents.anybody_verifies(day),
        lambda: schedules.digest(day),
        lambda: schedules.figures(day),
        schedules.feedback_finds_its_case,
    ):
        given = {"identity": wiring.sign_in.identity, "clock": day.clock, **parts}
        with use(offered(Wiring(wiring.settings, clients=wiring.platform.clients, **given))):
            call()
