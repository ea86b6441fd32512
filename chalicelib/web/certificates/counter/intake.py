"""Key in a request of another channel: find the person, then ask what they want."""

from collections.abc import Mapping
from dataclasses import replace

from chalice import Response

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.mail.wishes import MailWishes
from chalicelib.domain.registers.people import Person
from chalicelib.domain.shared.errors import ConflictError, DomainError, InvalidInputError
from chalicelib.usecases.certificates.intake import IntakeCommand
from chalicelib.web.certificates.asking import forms
from chalicelib.web.certificates.describing import Described, options_of
from chalicelib.web.certificates.documents import offered_document
from chalicelib.web.certificates.ordering import FIELDS_OF_ORDER, order_of
from chalicelib.web.desk import words
from chalicelib.web.desk.keyed import (
    FIELD_OF,
    WhoForm,
    check_channel,
    found_people,
    typed_number,
    who_page,
    wrong_field,
)
from chalicelib.web.desk.working import Colleague, at_work, desk_page, work_form
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.left.keeping import kept_form
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.problems import FieldError, InvalidFieldsError

type Values = dict[str, str]

WISH = "/loket/intake"
"""Where the second form is sent; the first stands there."""

WHO_FIELDS = ("kanaal", "document", "aanvrager", "naam", "geboren")
_MORE = ("kanaal", "aanvrager", "wie", "identificatie", "levering")

_USUAL: Mapping[str, Delivery] = {
    Channel.COUNTER: Delivery.COUNTER,
    Channel.MAIL: Delivery.LINK,
}
"""How a document gets there as a rule, by channel; otherwise by post."""

_FIELD_OF = {
    **FIELD_OF,
    **FIELDS_OF_ORDER,
    "identified_by": "identificatie",
    "delivery": "levering",
}
"""The field of the form for what the use cases call it."""


@get(WISH)
def start(asked: RequestContext) -> Response:
    """Who asks, and for what."""
    colleague = at_work(asked)
    kept = kept_form(asked, colleague.session)
    if kept and kept.path == WISH:
        values = _values(dict(kept.fields))
        return _what(asked, colleague, _described(asked, values), values)
    values = dict.fromkeys(WHO_FIELDS, "") | {"kanaal": Channel.COUNTER.value}
    return who_page(asked, colleague, _asks(asked), values)


@post("/loket/intake/persoon")
def person(asked: RequestContext) -> Response:
    """Find the person in the register, with the channel as the reason; then the rest."""
    colleague, form = work_form(asked)
    values = {name: form.get(name, "") for name in WHO_FIELDS}
    try:
        described = _described(asked, values)
        people = found_people(asked, colleague, values)
    except DomainError as error:
        return who_page(
            asked, colleague, _asks(asked), values, errors=(wrong_field(error, _FIELD_OF),)
        )
    if len(people) == 1:
        return _what(asked, colleague, described, _blank(asked, described, values, people[0]))
    return who_page(asked, colleague, _asks(asked), values, people=people)


@post(WISH)
def send(asked: RequestContext) -> Response:
    """Key it in; the page of its case says what happens, and follows it."""
    colleague, form = work_form(asked)
    values = _values(form)
    described = _described(asked, values)
    try:
        taken = asked.wiring.certificates.intake(
            colleague.staff, _command(asked, described, values)
        )
    except InvalidFieldsError as error:
        return _what(asked, colleague, described, values, error.errors)
    except InvalidInputError as error:
        return _what(asked, colleague, described, values, (wrong_field(error, _FIELD_OF, "email"),))
    except ConflictError as error:
        again = values | {forms.KEY: asked.wiring.platform.ids.secret()}
        return _what(asked, colleague, described, again, (wrong_field(error, _FIELD_OF, "email"),))
    return redirect(asked.link(f"/loket/zaken/{taken.case.id}?gedaan=ingegeven"))


def _values(form: Mapping[str, str]) -> Values:
    return {name: form.get(name, "") for name in (*forms.FIELDS, *_MORE, forms.KEY, "document")}


def _described(asked: RequestContext, values: Values) -> Described:
    check_channel(values["kanaal"])
    if not values["document"]:
        raise InvalidInputError("unknown_document", "Kies een document.", "document")
    return offered_document(asked, values["document"])


def _blank(asked: RequestContext, described: Described, values: Values, person: Person) -> Values:
    """The second form as it is first shown, with what is usual; how the identity was checked isn't.

    A document may be made at once on it, so somebody says it who did it.
    """
    blank = forms.blank(described, MailWishes(), asked.wiring.platform.ids.secret())
    return {
        **blank,
        "kanaal": values["kanaal"],
        "document": described.id,
        "aanvrager": person.number.digits,
        "wie": f"{person.name.whole}, {person.number.printed}",
        "identificatie": "",
        "levering": _USUAL.get(values["kanaal"], Delivery.POST).value,
    }


def _command(asked: RequestContext, described: Described, values: Values) -> IntakeCommand:
    """What was keyed in. Raises InvalidFieldsError, InvalidInputError."""
    delivery, identified = _choice(values)
    number = typed_number(asked, values["aanvrager"])
    is_link = delivery is Delivery.LINK
    filled = {**forms.filled(described, values)}
    body = forms.read_body(asked, described, filled, needs_email=is_link)
    return IntakeCommand(
        idempotency_key=values[forms.KEY],
        channel=Channel(values["kanaal"]),
        applicant=number,
        email=body.email or "",
        order=replace(order_of(asked, number, body), delivery=delivery),
        identified_by=identified,
    )


def _choice(values: Values) -> tuple[Delivery, Identified]:
    wrong = []
    if values["levering"] not in set(Delivery):
        wrong.append(FieldError("levering", "invalid", "Kies hoe het document er komt."))
    if values["identificatie"] not in set(Identified):
        sentence = "Kies hoe u de identiteit nakeek."
        wrong.append(FieldError("identificatie", "identification_missing", sentence))
    if wrong:
        raise InvalidFieldsError(tuple(wrong))
    return Delivery(values["levering"]), Identified(values["identificatie"])


def _asks(asked: RequestContext) -> WhoForm:
    here = asked.municipality
    offered = [d for d in asked.wiring.templates.catalogue.all() if d.id not in here.not_offered]
    return WhoForm(
        words.say("keying.request"),
        "/loket/intake/persoon",
        "document",
        words.say("keying.document"),
        [(document.id, document.names.nl) for document in offered],
        words.say("keying.choose_document"),
    )


def _what(
    asked: RequestContext,
    colleague: Colleague,
    described: Described,
    values: Values,
    errors: tuple[FieldError, ...] = (),
) -> Response:
    return desk_page(
        asked,
        colleague,
        "intake_wish.html",
        status=422 if errors else 200,
        d=described,
        values=values,
        errors=errors,
        wrong={error.pointer: error.detail for error in errors},
        options=options_of(described),
        activities=texts.activities(),
        interests=texts.interests(),
        countries=texts.countries(),
    )
