"""What was filled in, in words, to be read over before it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.web.certificates.asking.forms import MYSELF
from chalicelib.web.certificates.asking.pages import OrderPages
from chalicelib.web.certificates.describing import Described
from chalicelib.web.http import texts

say = texts.of_process("certificate_request").say


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question with its answer, by the page where it can be changed; `hint` says more of it."""

    page: str
    label: str
    text: str
    hint: str = ""


def read_over(form: OrderPages) -> Iterator[AnswerLine]:
    """Each question that has an answer, as the pages come."""
    described = form.form.described
    for page in form.steps:
        label = described.words_of("called", page.id)
        yield AnswerLine(page.id, label, *_said(form, page.id))


def _said(form: OrderPages, page_id: str) -> tuple[str, ...]:
    reader, values = form.form, form.form.raw
    described = reader.described
    match page_id:
        case "wie":
            return (_for_whom(form),)
        case "ander":
            relation = dict(described.relations).get(values["band"], "")
            return (say("answers.related", number=values["nummer"], relation=relation),)
        case "doel" | "gebruik":
            return (texts.purposes().get(values["doel"], say("answers.usual")),)
        case "vorm":
            return _variant(described, values["vorm"])
        case "land":
            return (texts.countries().get(values["land"], say("answers.belgium")),)
        case "opmerking":
            return (values["opmerking"] or say("answers.none"),)
        case _:
            return (_of_list(page_id, values[page_id]),)


def _of_list(page_id: str, value: str) -> str:
    match page_id:
        case "activiteit":
            return texts.activities().get(value, "")
        case "belang":
            return texts.interests().get(value, "")
        case "taal":
            return texts.words("languages").get(value, "")
        case _:
            return value


def _variant(described: Described, variant_id: str) -> tuple[str, ...]:
    variant = described.document.variant(variant_id)
    return (variant.names.nl, variant.use) if variant else ("",)


def _for_whom(form: OrderPages) -> str:
    who, family = form.form.raw["voor"], form.form.family
    picked = next((pick.label for pick in family if pick.key == who), "")
    if picked:
        return picked
    return say("answers.myself") if who == MYSELF else say("answers.somebody")
