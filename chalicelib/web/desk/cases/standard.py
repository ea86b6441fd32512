"""The municipality's own texts for an action: chosen with a button that sends the form with it."""

from chalicelib.domain.tenants.texts import StandardText
from chalicelib.web.cases.raw import OWN
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.multipart import Filled

CHOSEN = f"{OWN}vast"


def with_text(asked: RequestContext, form: Filled) -> Filled:
    """The form with the chosen text in its field, before what somebody typed there themselves."""
    chosen = form.fields.pop(CHOSEN, "")
    form.all.pop(CHOSEN, None)
    text = next((one for one in asked.municipality.texts if one.id == chosen), None)
    if text:
        _put(form, text)
    return form


def _put(form: Filled, text: StandardText) -> None:
    typed = form.fields.get(text.field, "").strip()
    whole = f"{text.text}\n{typed}" if typed else text.text
    form.fields[text.field], form.all[text.field] = whole, [whole]
