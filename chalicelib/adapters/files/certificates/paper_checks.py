"""What the types can't say of what stands on a document: that its parts fit each other."""

from collections.abc import Iterator

from chalicelib.adapters.files.loading import FileProblem
from chalicelib.adapters.files.parts import Problems, known, not_empty, unique
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.paper import PrintedFact
from chalicelib.domain.certificates.wording.printable import PRINTABLE


def printed_problems(document: DocumentType) -> Problems:
    """What doesn't fit in the facts that stand on a document."""
    yield from not_empty("printed", document.printed)
    yield from unique("printed", [*_each_once(document)])
    for index, part in enumerate(document.printed):
        field = f"printed[{index}].facts"
        yield from not_empty(field, part.facts)
        yield from known(field, [fact.code for fact in part.facts], PRINTABLE, "the code of a fact")
        for fact in part.facts:
            yield from _printed_fact(field, fact, document)


def _each_once(document: DocumentType) -> Iterator[str]:
    """Each fact in each of the variants that show it."""
    every = tuple(variant.id for variant in document.variants)
    for part in document.printed:
        for fact in part.facts:
            yield from (f"{fact.code} ({variant})" for variant in fact.variants or every)


def _printed_fact(field: str, fact: PrintedFact, document: DocumentType) -> Problems:
    needed = PRINTABLE.get(fact.code)
    if needed and needed not in document.register.services:
        expected = f'"{needed}" among `register.services` to know it'
        yield FileProblem(field, fact.code, expected)
    variants = [variant.id for variant in document.variants]
    yield from known(f"{field}.variants", fact.variants, variants, "a variant of this document")
    if not fact.why.strip():
        yield FileProblem(f"{field}.why", fact.code, "which law or practice puts it there")
    if not (fact.is_printed or fact.is_setting):
        expected = "true: what a source asks for is no setting"
        yield FileProblem(f"{field}.is_printed", fact.code, expected)


def closing_problems(document: DocumentType) -> Problems:
    """What doesn't fit in how a document ends."""
    yield from not_empty("closings", document.closings)
    variants = {variant.id for variant in document.variants}
    for index, closing in enumerate(document.closings):
        if {*closing.declares} != variants:
            expected = f"a declaration for each variant: {', '.join(sorted(variants))}"
            yield FileProblem(f"closings[{index}].declares", sorted(closing.declares), expected)
