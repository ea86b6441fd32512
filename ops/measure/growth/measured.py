"""A counter with so much stored, and what each piece of work asks for there."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import cast

from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.certificates.order import CertificateCase, result_of
from chalicelib.domain.registers.national_number import NationalNumber
from ops.measure.bench_flow import SIZE, Bench, a_bench
from ops.measure.growth.counting import Asked, asked_by
from ops.measure.growth.stored import StoredCounts, Usual, originals_of, quickened, table_of
from ops.measure.growth.work import WhoAsks, works
from ops.synthetic.population import Population, eligible, generate

TENANT = "34022"
DOCUMENT = "attest-hoofdverblijfplaats"
STAFF = Staff("k1", TENANT, frozenset({StaffRole.CLERK}), NationalNumber("85610100171"))

type Found = Mapping[str, Asked]


def measured(sizes: Iterable[int], usual: Usual) -> Iterator[tuple[int, Found]]:
    """What each piece of work asks for, at each number of stored cases, from few to many."""
    logging.disable(logging.CRITICAL)
    try:
        yield from _measured(sorted(sizes), usual)
    finally:
        logging.disable(logging.NOTSET)


def _measured(sizes: list[int], usual: Usual) -> Iterator[tuple[int, Found]]:
    people = generate(SIZE)
    with a_bench(people) as bench:
        stored, who = _filled(bench, people, usual)
        for size in sizes:
            stored.grow(size)
            yield size, _found(bench, who)


def _found(bench: Bench, who: WhoAsks) -> Found:
    """Each is done twice: what a container reads once, when it starts, doesn't count."""
    clients, found = bench.wiring.platform.clients, {}
    for name, work in works(bench.wiring, who).items():
        work()
        found[name] = asked_by(clients, work)
    return found


def _filled(bench: Bench, people: Population, usual: Usual) -> tuple[StoredCounts, WhoAsks]:
    """A counter in use: a case of somebody who got a document, and one that waits."""
    first, second = [one.applicant for one in eligible(people, DOCUMENT)[:2]]
    ended, waits = _case(bench, first, ""), _case(bench, second, "Een vraag.")
    wiring = bench.wiring
    originals = originals_of(wiring, ended.id, waits.id)
    stored = StoredCounts(quickened(table_of(wiring)), originals, datetime.now(UTC).date())
    stored.usual(usual)
    document = result_of(ended)
    if document is None:
        raise RuntimeError("no document was made")
    where = (ended.id, ended.reference, document.number, document.sha256)
    return stored, WhoAsks(TENANT, first, *where, STAFF)


def _case(bench: Bench, number: NationalNumber, remark: str) -> CertificateCase:
    bench.ask(number, DOCUMENT, remark)
    bench.deliver()
    found = bench.wiring.cases.store.of_person(TENANT, number, 1)[0]
    return cast("CertificateCase", found)
