"""Every document before the judges: `make judge`, or `python -m ops judge`.

All documents in all variants and languages, and people who are hard to print, each without a seal
and sealed. Judged by `page-validation` (PDF/A-3a, PDF/UA-1), qpdf, pikepdf, poppler and pyHanko,
and by whether every fact can be read back, from the page and from the tags, and every text that a
register gave for it.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from itertools import combinations
from pathlib import Path

import page as judge_of_profiles
import pikepdf
from rich.console import Console
from rich.progress import track

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.issued.printing import PrintedDocument
from ops.command import parser
from ops.measure.pages import TEMPLATES, SampleDocument, all_pages
from tests.support.printing.desk import (
    can_be_read,
    facts_of,
    pages_of,
    printed,
    rendered,
    spoken_of,
    without_spaces,
)
from tests.support.printing.elsewhere import signed_again
from tests.support.printing.given import given
from tests.support.printing.judges import validate
from tests.support.printing.marked import marked, sealed
from tests.support.printing.people import (
    ISSUED_ON,
    NAMES,
    a_birth,
    a_person,
    register_answers,
    with_long_entries,
)
from tests.support.printing.signable import authority

PROFILES = ("3a", "ua1")
PROGRAMS = ("qpdf", "pdfsig", "pdffonts", "pdfinfo", "pdftotext")


def main() -> int:
    """Judge everything; 1 when a judge found something."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        sys.exit(f"The judges need {', '.join(missing)}: sudo apt-get install qpdf poppler-utils")
    pages = list(every_case(FileCatalogue(TEMPLATES / "documents")))
    with ProcessPoolExecutor(2) as pool:
        found = list(track(pool.map(judged, pages), "Judging …", total=len(pages)))
    problems = [problem for case in found for problem in case]
    console = Console()
    for problem in problems:
        console.print(problem, markup=False)
    console.print(f"{len(pages)} documents, each plain and sealed: {len(problems)} problems")
    return 1 if problems else 0


def every_case(catalogue: FileCatalogue) -> Iterator[SampleDocument]:
    """All documents, variants and languages; each of them with a person who is hard to print."""
    pages = list(all_pages(catalogue))
    yield from pages
    people = [who for who in NAMES if who != "plain"]
    for i, case in enumerate(p for p in pages if p.who == "plain"):
        who = people[i % len(people)]
        yield SampleDocument(
            f"{case.name}-{who}",
            case.document,
            case.variant,
            case.language,
            who,
            i % 2 == 0,
            12,
            30,
        )


def sample(catalogue: FileCatalogue) -> list[SampleDocument]:
    """Every document once at least, and every pair of family, language and person."""
    chosen: list[SampleDocument] = []
    seen: set[tuple[str, ...]] = set()
    cases = list(every_case(catalogue))
    while True:
        best = max(cases, key=lambda case: len(_pairs(case) - seen))
        if not _pairs(best) - seen:
            return chosen
        chosen.append(best)
        seen |= _pairs(best)


def _pairs(case: SampleDocument) -> set[tuple[str, ...]]:
    values = (case.document.family.value, case.language, case.who)
    return {(case.document.id,), *combinations(values, 2)}


def judged(case: SampleDocument) -> list[str]:
    """What the judges find in one document, plain and sealed; nothing when all is well."""
    paper = document_of(case)
    plain = rendered(paper).pdf
    whole = marked(paper)
    final = sealed(rendered(whole).pdf)
    problems = [*_of_file(plain, paper), *(f"sealed: {p}" for p in _of_file(final, whole))]
    problems += _of_registers(case, final)
    return [f"{case.name}: {problem}" for problem in (*problems, *_of_seal(final))]


def document_of(case: SampleDocument) -> PrintedDocument:
    """The document of a case, in words."""
    return printed(case.document.id, case.variant, case.language, answered=answers_for(case))


def answers_for(case: SampleDocument) -> RegisterAnswers:
    """What the registers answer in a case."""
    person = a_person(NAMES[case.who], a_birth(1948, 0, 0) if case.year_only else None)
    answered = register_answers(
        case.document,
        case.variant,
        person,
        members=case.members,
        residences=case.residences,
        is_blank=case.is_blank,
    )
    return with_long_entries(answered) if case.is_long else answered


def _of_file(pdf: bytes, paper: PrintedDocument) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(pdf)
        yield from _of_profiles(path)
        yield from _of_qpdf(path)
    yield from _of_pikepdf(pdf)
    yield from _of_fonts(pdf)
    yield from _of_facts(pdf, paper)


def _of_profiles(path: Path) -> Iterator[str]:
    for profile in PROFILES:
        verdict = judge_of_profiles.validate_pdf(str(path), profile=profile)
        yield from (f"{profile}: {failure.rule_id}" for failure in verdict.failures)


def _of_qpdf(path: Path) -> Iterator[str]:
    found = _said("qpdf", "--check", str(path))
    if found.returncode:
        yield f"qpdf: {found.stdout.splitlines()[-1:]}"


def _of_pikepdf(pdf: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield from (f"pikepdf: {problem}" for problem in opened.check_pdf_syntax())


def _of_fonts(pdf: bytes) -> Iterator[str]:
    for row in _on_file("pdffonts", pdf).splitlines()[2:]:
        if row.split()[-5:-2] != ["yes", "yes", "yes"]:
            yield f"pdffonts: {row}"


def _of_facts(pdf: bytes, paper: PrintedDocument) -> Iterator[str]:
    facts = list(facts_of(paper))
    if paper.mark:
        facts += [paper.mark.code, paper.mark.page]
    pages, spoken = pages_of(pdf), without_spaces(spoken_of(pdf))
    yield from (f"not in the text: {fact}" for fact in facts if not can_be_read(fact, pages))
    yield from (f"not in the tags: {fact}" for fact in facts if without_spaces(fact) not in spoken)


def _of_registers(case: SampleDocument, pdf: bytes) -> Iterator[str]:
    pages = pages_of(pdf)
    for text in given(case.document, case.variant, answers_for(case), ISSUED_ON):
        if not can_be_read(text, pages):
            yield f"given by a register, and not in the text: {text}"


def _of_seal(pdf: bytes) -> Iterable[str]:
    said = _on_file("pdfsig", pdf)
    if "Signature is Valid" not in said or "Total document signed" not in said:
        yield "pdfsig: the seal isn't valid, or doesn't cover everything"
    verdict = validate(pdf, authority().certificate)
    if not (verdict.unchanged and verdict.covers_all and verdict.permits == "NO_CHANGES"):
        yield f"pyHanko: {verdict}"
    if validate(signed_again(pdf), authority().certificate).unchanged:
        yield "pyHanko: a second signature isn't told"


def _on_file(program: str, pdf: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        return _said(program, file.name).stdout


def _said(*command: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which(command[0]) or command[0]
    return subprocess.run([program, *command[1:]], check=False, capture_output=True, text=True)  # noqa: S603


if __name__ == "__main__":
    parser("judge", __doc__).parse_args()
    sys.exit(main())
